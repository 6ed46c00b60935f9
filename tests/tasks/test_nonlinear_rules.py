"""Rules that are not linear: what they say, which of them there are, and how they are written down."""

import json
from pathlib import Path

import numpy as np
import pytest

from engram import tasks
from engram.errors import InputError, TaskError
from engram.tasks import InputCode, ModularTask, PeriodicTask, Task

EVERY_KIND = (
    tasks.repeat_copy(2, 3),
    tasks.xor(3, 2),
    tasks.modular_sum(2, 5, 2),
    ModularTask("two of three", 3, (0, 1, 2), 2),
    tasks.periodic_copy(2, 3, 3, seed=1),
)


@pytest.mark.parametrize("task", EVERY_KIND, ids=lambda task: task.name)
def test_every_rule_is_a_task(task: Task) -> None:
    assert isinstance(task, Task)
    trials = tasks.sample_trials(task, 5, 7, np.random.default_rng(0))
    assert trials.vectors.shape == (5, task.num_variables + 7, task.variable_size)
    assert trials.contents.shape[2] == task.history_size
    assert np.all(task.is_correct(trials.targets, trials.targets, InputCode.SIGNS))


def test_xor_says_the_product_of_the_last_vectors() -> None:
    vectors = tasks.sample_trials(tasks.xor(3, 4), 6, 9, np.random.default_rng(0)).vectors
    for t in range(3, 12):
        assert np.array_equal(vectors[:, t], np.prod(vectors[:, t - 3 : t], axis=1))


@pytest.mark.parametrize("slots", [1, 2, 3, 5])
def test_xor_comes_back_after_one_more_step_than_it_has_variables(slots: int) -> None:
    vectors = tasks.sample_trials(tasks.xor(slots, 3), 8, 20, np.random.default_rng(slots)).vectors
    assert np.array_equal(vectors[:, slots + 1 :], vectors[:, : -slots - 1])


@pytest.mark.parametrize("modulus", [2, 3, 5, 8])
def test_sums_are_those_of_symbols(modulus: int) -> None:
    task = tasks.modular_sum(3, modulus, 2)
    symbols = task.symbols_in(tasks.sample_trials(task, 8, 10, np.random.default_rng(0)).vectors)
    assert set(np.unique(symbols)) == set(range(modulus))
    for t in range(3, 13):
        assert np.array_equal(symbols[:, t], symbols[:, t - 3 : t].sum(axis=1) % modulus)


def test_xor_is_the_sum_modulo_two() -> None:
    inputs = tasks.sample_inputs(tasks.xor(3, 4), 6, np.random.default_rng(0))
    said = [tasks.unroll(task, inputs, 8).vectors for task in (tasks.xor(3, 4), tasks.modular_sum(3, 2, 4))]
    assert np.array_equal(*said)


def test_a_symbol_is_said_by_the_nearest_code() -> None:
    task = tasks.modular_sum(1, 5, 1)
    codes = task.encode(np.arange(5)[:, None])
    assert np.all(task.is_correct(0.3 * codes + 0.05, codes, InputCode.SIGNS))
    assert not np.any(task.is_correct(np.roll(codes, 1, axis=0), codes, InputCode.SIGNS))


def test_a_clock_chooses_the_rule_by_the_step_that_it_makes() -> None:
    task = tasks.periodic_copy(2, 3, 3, seed=0)
    vectors = tasks.sample_trials(task, 5, 10, np.random.default_rng(0)).vectors
    for step in range(3, 13):
        history = vectors[:, step - 3 : step - 1].reshape(5, -1)
        assert np.array_equal(vectors[:, step - 1], history @ task.compositions[step % 3].T)


def test_a_clock_of_one_phase_is_no_clock() -> None:
    clocked, inputs = (
        tasks.periodic_copy(3, 2, 1, seed=4),
        np.random.default_rng(0).standard_normal((4, 3, 2)),
    )
    plain = clocked.rule_at(17)
    assert np.array_equal(tasks.unroll(clocked, inputs, 9).vectors, tasks.unroll(plain, inputs, 9).vectors)


@pytest.mark.parametrize(
    "text",
    ["xor:s=3,k=2", "xor", "modular-sum:s=2,p=5,n=1", "modular-sum:p=7", "periodic-copy:s=3,k=2,p=4,seed=9"],
)
def test_names_lead_back_to_the_same_task(text: str) -> None:
    task = tasks.parse_task(text)
    again = tasks.parse_task(task.name)
    assert tasks.task_fields(task) == tasks.task_fields(again)


@pytest.mark.parametrize("task", EVERY_KIND, ids=lambda task: task.name)
def test_files_lead_back_to_the_same_task(task: Task, tmp_path: Path) -> None:
    tasks.save_task(task, tmp_path / "task.json")
    again = tasks.load_task(tmp_path / "task.json")
    assert type(again) is type(task)
    assert tasks.task_fields(again) == tasks.task_fields(task)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("xor:s=0", "s (num_variables) is 0"),
        ("xor:p=3", "'p=3' is not understood; expected s=<whole number>,k="),
        ("xor:s=9999", "at most 4096"),
        ("modular-sum:p=1", "modulus p is 1; expected 2 .. 32"),
        ("modular-sum:p=33", "modulus p is 33"),
        ("modular-sum:n=0", "variable_size) is 0"),
        ("modular-sum:s=99999", "at most 4096"),
        ("periodic-copy:p=0", "number of phases p is 0; expected 1 .. 64"),
        ("periodic-copy:p=65", "number of phases p is 65"),
        ("xors", "xor:s=3,k=4, modular-sum:s=2,p=3,n=2"),
    ],
)
def test_what_makes_no_task_is_refused_by_name(text: str, told: str) -> None:
    with pytest.raises(TaskError) as refusal:
        tasks.parse_task(text)
    assert told in str(refusal.value)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"modulus": 4, "coefficients": [2, 1], "num_symbols": 1}, "no factor in common with p"),
        ({"modulus": 3, "coefficients": [0, 0], "num_symbols": 1}, "no factor in common with p"),
        ({"modulus": 3, "coefficients": [], "num_symbols": 1}, "s (num_variables) is 0"),
        ({"modulus": 3, "coefficients": [1], "num_symbols": 0}, "number of symbols in a vector is 0"),
        ({"modulus": 3, "coefficients": [1.5], "num_symbols": 1}, "coefficients.0"),
        ({"modulus": 3}, "coefficients: Field required; num_symbols: Field required"),
        ({"num_variables": 1, "variable_size": 1, "compositions": []}, "compositions is empty"),
        (
            {"num_variables": 1, "variable_size": 1, "compositions": [[[1, 2]]]},
            "compositions.0 has 1 rows of [2]",
        ),
        ({"num_variables": 1, "variable_size": 1, "compositions": [[[float("nan")]]]}, "NaN or infinity"),
    ],
)
def test_files_that_make_no_task_are_refused(fields: dict[str, object], told: str, tmp_path: Path) -> None:
    path = tmp_path / "task.json"
    path.write_text(json.dumps(fields), encoding="utf-8")
    with pytest.raises(TaskError) as refusal:
        tasks.load_task(path)
    assert told in str(refusal.value)
    assert str(path) in str(refusal.value)


def test_arrays_that_make_no_clock_are_refused() -> None:
    with pytest.raises(TaskError, match=r"compositions have shape \(2, 1, 3\)"):
        PeriodicTask("wrong", 2, 1, np.zeros((2, 1, 3)))


def test_symbols_have_one_code() -> None:
    with pytest.raises(InputError, match="inputs cannot be gaussian"):
        tasks.sample_inputs(tasks.xor(), 3, np.random.default_rng(0), InputCode.GAUSSIAN)


def test_a_rule_of_ones_own_has_no_file() -> None:
    class Own:
        name, num_variables, variable_size, history_size = "own", 1, 1, 1
        draw_inputs = next_vectors = is_correct = staticmethod(lambda *given: given[0])

    with pytest.raises(TaskError, match="'own' is a Own, which no task file can say"):
        tasks.task_fields(Own())


def test_where_only_a_matrix_will_do_others_are_refused() -> None:
    assert tasks.parse_linear_task("repeat-copy", "this").name == "repeat-copy:s=8,k=8"
    with pytest.raises(TaskError, match="'xor:s=3,k=4' is not one matrix F; this needs"):
        tasks.parse_linear_task("xor", "this")
