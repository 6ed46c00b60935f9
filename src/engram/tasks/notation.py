"""Tasks as text: the `--task` grammar and task files.

repeat-copy:s=8,k=8          compose-copy:s=8,k=8          (sizes default to 8)
random-selection:s=8,k=8,seed=0                dense-orthogonal:s=4,k=4,seed=0
id:255,0,0                   id:31,0,0,s=16,k=5            (published ids)
path/to/task.json            {"num_variables": s, "variable_size": kappa, "composition": [[...]]}
"""

import json
import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict, PositiveInt, ValidationError

from engram.errors import TaskError
from engram.tasks import catalogue
from engram.tasks.rule import LinearTask, check_sizes, from_id

FORMS = (
    "repeat-copy:s=8,k=8, compose-copy:s=8,k=8, random-selection:s=8,k=8,seed=0, "
    "dense-orthogonal:s=8,k=8,seed=0, id:255,0,0 or a task file (.json)"
)

MAX_FILE_BYTES = 2**24
"""Largest task file that is read (16 MiB: a dense F of kappa = 256, s = 8 has 10)."""

PLAIN: dict[str, Callable[[int, int], LinearTask]] = {
    "repeat-copy": catalogue.repeat_copy,
    "compose-copy": catalogue.compose_copy,
}


class TaskFile(BaseModel):
    """The JSON form of a task: sizes and F, oldest block first."""

    model_config = ConfigDict(extra="forbid")

    num_variables: PositiveInt
    variable_size: PositiveInt
    composition: list[list[float]]
    name: str | None = None


def parse_task(text: str) -> LinearTask:
    """The task that a `--task` text names; raises `TaskError` with the accepted forms."""
    kind, separator, rest = text.partition(":")
    match kind:
        case "id" if separator:
            return _parse_id(text, rest)
        case "repeat-copy" | "compose-copy":
            options = _options(text, rest, allowed=("s", "k"))
            return PLAIN[kind](options.get("s", 8), options.get("k", 8))
        case "random-selection":
            options = _options(text, rest, allowed=("s", "k", "seed"))
            return catalogue.random_selection(*_sizes(options), seed=options.get("seed", 0))
        case "dense-orthogonal":
            options = _options(text, rest, allowed=("s", "k", "seed"))
            return catalogue.dense_orthogonal(*_sizes(options), seed=options.get("seed", 0))
    # os.path, which says no to a text that cannot be a path at all (too long, say) where pathlib raises.
    if text.endswith(".json") or os.path.isfile(text):
        return load_task(text)
    raise TaskError(f"unknown task {text!r}; expected {FORMS}")


def load_task(path: str | Path) -> LinearTask:
    """Read a task file; everything that is wrong with it is reported at once."""
    _check_is_readable(path)
    try:
        content = Path(path).read_text(encoding="utf-8")
    except OSError as error:
        raise TaskError(
            f"task file {str(path)!r} cannot be read: {error.strerror}; check the path"
        ) from error
    except UnicodeDecodeError as error:
        raise TaskError(f"task file {str(path)!r} is not UTF-8 text; expected JSON") from error
    try:
        fields = TaskFile.model_validate_json(content)
    except ValidationError as error:
        problems = "; ".join(
            f"{'.'.join(map(str, e['loc'])) or 'file'}: {e['msg']}" for e in error.errors()[:8]
        )
        raise TaskError(
            f"task file {str(path)!r}: {problems}; expected "
            '{"num_variables": s, "variable_size": kappa, "composition": [[...]]}'
        ) from None
    return _task_of(fields, str(path))


def _check_is_readable(path: str | Path) -> None:
    """Refuse what never ends (pipes, devices), what takes too much memory, and texts that are no path at all."""
    if "\0" in str(path) or (os.path.lexists(path) and not os.path.isfile(path)):
        raise TaskError(f"task file {str(path)!r} cannot be read: it is no regular file; expected JSON")
    if os.path.isfile(path) and os.path.getsize(path) > MAX_FILE_BYTES:
        raise TaskError(
            f"task file {str(path)!r} has {os.path.getsize(path)} bytes; at most {MAX_FILE_BYTES} are read: a task "
            "this large can be made in Python (engram.tasks)"
        )


def task_fields(task: LinearTask) -> dict[str, object]:
    """The content of a task file."""
    fields = TaskFile(
        num_variables=task.num_variables,
        variable_size=task.variable_size,
        composition=task.composition.tolist(),
        name=task.name,
    )
    return fields.model_dump()


def save_task(task: LinearTask, path: str | Path) -> None:
    """Write a task file."""
    Path(path).write_text(json.dumps(task_fields(task)) + "\n", encoding="utf-8")


def _task_of(fields: TaskFile, path: str) -> LinearTask:
    try:
        check_sizes(fields.num_variables, fields.variable_size)
        expected = (fields.variable_size, fields.num_variables * fields.variable_size)
        lengths = sorted({len(row) for row in fields.composition})
        if (len(fields.composition), lengths) != (expected[0], [expected[1]]):
            raise TaskError(
                f"composition has {len(fields.composition)} rows of {lengths} numbers; "
                f"expected (kappa, s*kappa) = {expected}"
            )
        composition = np.array(fields.composition, dtype=np.float64)
        return LinearTask(fields.name or path, fields.num_variables, fields.variable_size, composition)
    except TaskError as error:
        raise TaskError(f"task file {path!r}: {error}") from None


def _parse_id(text: str, rest: str) -> LinearTask:
    parts = rest.split(",")
    try:
        numbers = [int(part) for part in parts[:3]]
    except ValueError:
        numbers = []
    if len(numbers) != 3:
        raise TaskError(
            f"task {text!r}: expected three whole numbers, as in id:255,0,0 or id:31,0,0,s=16,k=5"
        )
    options = _options(text, ",".join(parts[3:]), allowed=("s", "k"))
    return from_id((numbers[0], numbers[1], numbers[2]), *_sizes(options))


def _sizes(options: dict[str, int]) -> tuple[int, int]:
    return options.get("s", 8), options.get("k", 8)


def _options(text: str, rest: str, allowed: tuple[str, ...]) -> dict[str, int]:
    """`s=8,k=8` as whole numbers; anything else is refused by name."""
    options: dict[str, int] = {}
    for part in filter(None, rest.split(",")):
        key, _, value = part.partition("=")
        try:
            number = int(value)
        except ValueError:
            number = -1
        if key not in allowed or key in options or number < 0:
            raise TaskError(
                f"task {text!r}: {part!r} is not understood; expected "
                + ",".join(f"{name}=<whole number>" for name in allowed)
            )
        options[key] = number
    return options
