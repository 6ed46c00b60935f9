"""The named tasks are what the literature says they are."""

import numpy as np
import pytest

from cases import COMPOSE
from engram import tasks
from engram.tasks import InputCode, from_id, is_correct, sample_inputs, sample_trials, to_id

NAMED = {
    # y_j = sign * u_component(t - lag), j = 1 .. 8
    (255, 0, 0): [(1, j, 8) for j in range(1, 9)],
    (COMPOSE, 0, 0): [(1, j, 9 - j) for j in range(1, 9)],
    (COMPOSE, 262676, 189): [
        (-1, 5, 4), (1, 4, 5), (-1, 3, 6), (-1, 1, 8), (-1, 2, 7), (-1, 6, 3), (1, 8, 1), (-1, 7, 2),
    ],
    (COMPOSE, 38637, 145): [
        (-1, 6, 3), (1, 7, 2), (1, 1, 8), (1, 2, 7), (-1, 3, 6), (1, 4, 5), (1, 5, 4), (-1, 8, 1),
    ],
}  # fmt: skip


@pytest.mark.parametrize("task_id", NAMED)
def test_named_tasks_compute_what_is_published(task_id) -> None:
    task = from_id(task_id)
    trials = sample_trials(task, 10, 30, np.random.default_rng(0))
    for t in range(9, 39):
        for j, (sign, component, lag) in enumerate(NAMED[task_id]):
            said = trials.vectors[:, t - 1, j]
            assert np.array_equal(said, sign * trials.vectors[:, t - 1 - lag, component - 1])
    assert to_id(task) == task_id


def test_catalogue_and_ids_agree() -> None:
    assert to_id(tasks.repeat_copy(8, 8)) == (255, 0, 0)
    assert to_id(tasks.compose_copy(8, 8)) == (COMPOSE, 0, 0)
    assert to_id(tasks.repeat_copy(16, 5)) == (31, 0, 0)


def test_compose_copy_takes_one_component_of_each_slot() -> None:
    task = tasks.compose_copy(5, 3)
    assert task.sources.tolist() == [0, 4, 8]


def test_random_selections_are_distinct_and_depend_on_the_seed_only() -> None:
    first, again = (tasks.random_selection(4, 3, seed=5) for _ in range(2))
    assert np.array_equal(first.composition, again.composition)
    assert not np.array_equal(first.composition, tasks.random_selection(4, 3, seed=6).composition)
    for seed in range(30):
        assert len(set(tasks.random_selection(2, 5, seed=seed).sources)) == 5


def test_dense_orthogonal_keeps_the_length_of_contents() -> None:
    trials = sample_trials(tasks.dense_orthogonal(3, 4, seed=1), 20, 30, np.random.default_rng(1))
    lengths = np.linalg.norm(trials.vectors, axis=2)
    assert np.allclose(lengths, 2.0)
    assert not tasks.dense_orthogonal(3, 4, seed=1).is_selection


@pytest.mark.parametrize(
    ("code", "mean", "square"),
    [(InputCode.SIGNS, 0, 1), (InputCode.BITS, 0.5, 0.5), (InputCode.GAUSSIAN, 0, 1)],
)
def test_inputs_are_drawn_as_their_code_says(code, mean, square) -> None:
    drawn = sample_inputs(tasks.repeat_copy(4, 5), 500, np.random.default_rng(0), code)
    assert drawn.shape == (500, 4, 5)
    assert np.mean(drawn) == pytest.approx(mean, abs=0.03)
    assert np.mean(drawn**2) == pytest.approx(square, abs=0.05)
    values = set(np.unique(drawn)[:3])
    assert {InputCode.SIGNS: values == {-1.0, 1.0}, InputCode.BITS: values == {0.0, 1.0}}.get(code, True)


def test_the_seed_decides_the_inputs() -> None:
    task = tasks.repeat_copy(2, 2)
    first, again, other = (sample_inputs(task, 9, np.random.default_rng(seed)) for seed in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


@pytest.mark.parametrize(
    ("code", "value", "target", "expected"),
    [
        (InputCode.SIGNS, 0.01, 1.0, True),
        (InputCode.SIGNS, -0.01, 1.0, False),
        (InputCode.SIGNS, 0.0, 1.0, False),
        (InputCode.SIGNS, 5.0, 1.0, True),
        (InputCode.SIGNS, 0.49, 0.0, True),
        (InputCode.SIGNS, 0.51, 0.0, False),
        (InputCode.SIGNS, 0.1, 0.55, True),
        (InputCode.BITS, 0.4, 0.0, True),
        (InputCode.BITS, 0.4, 1.0, False),
        (InputCode.BITS, 1.6, 1.0, False),
        (InputCode.GAUSSIAN, 1.4, 1.0, True),
        (InputCode.GAUSSIAN, -0.1, 1.0, False),
        (InputCode.SIGNS, np.nan, 1.0, False),
    ],
)
def test_when_a_value_says_its_target(code, value, target, expected) -> None:
    assert bool(is_correct(np.array([value]), np.array([target]), code)[0]) is expected
