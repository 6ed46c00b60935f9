"""Tasks as text and as files."""

import json
from pathlib import Path

import numpy as np
import pytest

from cases import TASKS, name_of
from engram import tasks
from engram.errors import TaskError
from engram.tasks import load_task, parse_task, save_task


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("repeat-copy", tasks.repeat_copy(8, 8)),
        ("repeat-copy:", tasks.repeat_copy(8, 8)),
        ("repeat-copy:s=16,k=5", tasks.repeat_copy(16, 5)),
        ("repeat-copy:k=5", tasks.repeat_copy(8, 5)),
        ("compose-copy:s=5,k=3", tasks.compose_copy(5, 3)),
        ("id:255,0,0", tasks.repeat_copy(8, 8)),
        ("id:31,0,0,s=16,k=5", tasks.repeat_copy(16, 5)),
        ("id:9241421688590303745,0,0", tasks.compose_copy(8, 8)),
        ("random-selection:s=3,k=2,seed=7", tasks.random_selection(3, 2, seed=7)),
        ("random-selection:s=3,k=2", tasks.random_selection(3, 2, seed=0)),
        ("dense-orthogonal:s=3,k=2,seed=7", tasks.dense_orthogonal(3, 2, seed=7)),
    ],
)
def test_task_texts(text, expected) -> None:
    found = parse_task(text)
    assert np.array_equal(found.composition, expected.composition)
    assert (found.num_variables, found.variable_size) == (expected.num_variables, expected.variable_size)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "unknown task ''; expected repeat-copy"),
        ("repeat", "unknown task 'repeat'"),
        ("id", "unknown task 'id'"),
        ("x" * 5000, "unknown task"),
        ("no\0path", "unknown task"),
        ("repeat-copy:s=x", "'s=x' is not understood; expected s=<whole number>,k=<whole number>"),
        ("repeat-copy:s=-1", "'s=-1' is not understood"),
        ("repeat-copy:s=2,s=3", "'s=3' is not understood"),
        ("repeat-copy:seed=3", "'seed=3' is not understood"),
        ("repeat-copy:s", "'s' is not understood"),
        ("repeat-copy:s=0", "it must be at least 1"),
        ("repeat-copy:s=1,k=99999999999999", "at most 4096"),
        ("compose-copy:s=2,k=3", "kappa <= s"),
        ("id:255,0", "expected three whole numbers"),
        ("id:a,b,c", "expected three whole numbers"),
        ("id:" + "9" * 5000 + ",0,0", "expected three whole numbers"),
        ("id:255,0,0,s=8,q=8", "'q=8' is not understood"),
        ("id:254,0,0", "has 7 set bits; expected kappa = 8"),
        ("id:255,0,0,s=4,k=4", "has 8 set bits"),
        ("missing.json", "cannot be read: No such file"),
    ],
)
def test_texts_that_name_no_task(text, message) -> None:
    with pytest.raises(TaskError, match=message):
        parse_task(text)


@pytest.mark.parametrize("task", TASKS, ids=name_of)
def test_a_task_file_comes_back(task, tmp_path: Path) -> None:
    path = tmp_path / "task.json"
    save_task(task, path)
    again = parse_task(str(path))
    assert np.array_equal(again.composition, task.composition)
    assert (again.name, again.num_variables, again.variable_size) == (
        task.name,
        task.num_variables,
        task.variable_size,
    )


def test_a_file_without_a_name_is_named_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "mine"
    path.write_text('{"num_variables": 1, "variable_size": 1, "composition": [[-1]]}')
    assert parse_task(str(path)).name == str(path)


def refused(tmp_path: Path, content: object) -> str:
    path = tmp_path / "task.json"
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        path.write_text(content if isinstance(content, str) else json.dumps(content))
    with pytest.raises(TaskError) as caught:
        load_task(path)
    message = str(caught.value)
    assert repr(str(path)) in message
    assert "\n" not in message
    return message


def test_every_mistake_in_a_file_is_reported_at_once(tmp_path: Path) -> None:
    fields = {"num_variables": 0, "variable_size": "three", "composition": [[1], ["a"]], "colour": "red"}
    message = refused(tmp_path, fields)
    for field in ("num_variables", "variable_size", "composition.1.0", "colour"):
        assert field in message
    assert '{"num_variables": s, "variable_size": kappa, "composition": [[...]]}' in message


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ({"num_variables": 2, "variable_size": 1}, "composition: Field required"),
        (
            {"num_variables": 2, "variable_size": 2, "composition": [[1, 2, 3, 4], [1, 2]]},
            r"\[2, 4\] numbers",
        ),
        ({"num_variables": 2, "variable_size": 2, "composition": []}, "0 rows"),
        ({"num_variables": 10**11, "variable_size": 1, "composition": [[1]]}, "at most 4096"),
        ('{"num_variables": 1, "variable_size": 1, "composition": [[NaN]]}', "NaN or infinity"),
        ('{"num_variables": 1, "variable_size": 1, "composition": [[1e999]]}', "NaN or infinity"),
        ("", "Invalid JSON"),
        ("[" * 100_000, "Invalid JSON"),
        ("[1, 2]", "file: Input should be an object"),
        (b"\xff\xfe\x00", "not UTF-8 text"),
    ],
)
def test_files_that_hold_no_task(content, message, tmp_path: Path) -> None:
    import re

    assert re.search(message, refused(tmp_path, content))


def test_a_folder_is_no_task_file(tmp_path: Path) -> None:
    folder = tmp_path / "folder.json"
    folder.mkdir()
    with pytest.raises(TaskError, match="cannot be read"):
        parse_task(str(folder))
