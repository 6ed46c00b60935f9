"""What is refused as a task, and how it is said."""

import numpy as np
import pytest

from engram import tasks
from engram.errors import EngramError, InputError, TaskError
from engram.tasks import LinearTask, from_id, to_id
from engram.tasks.rule import MAX_HISTORY_SIZE


@pytest.mark.parametrize(
    ("composition", "message"),
    [
        (np.zeros((2, 5)), r"shape \(2, 5\); expected .*\(2, 6\)"),
        (np.zeros((3, 6)), r"shape \(3, 6\)"),
        (np.full((2, 6), np.nan), "NaN or infinity"),
        (np.full((2, 6), np.inf), "NaN or infinity"),
    ],
)
def test_f_must_be_finite_and_of_its_shape(composition, message) -> None:
    with pytest.raises(TaskError, match=message):
        LinearTask("bad", 3, 2, composition)


@pytest.mark.parametrize("make", [tasks.repeat_copy, tasks.compose_copy])
@pytest.mark.parametrize("sizes", [(0, 2), (2, 0), (-1, 2), (2, -1)])
def test_sizes_below_one(make, sizes) -> None:
    with pytest.raises(TaskError, match=r"is (0|-1); it must be at least 1"):
        make(*sizes)


HUGE = 10**13


@pytest.mark.parametrize(
    "make",
    [
        lambda: tasks.repeat_copy(1, HUGE),
        lambda: tasks.repeat_copy(HUGE, 1),
        lambda: tasks.compose_copy(HUGE, HUGE),
        lambda: tasks.random_selection(HUGE, 2, seed=0),
        lambda: tasks.dense_orthogonal(HUGE, HUGE, seed=0),
        lambda: from_id((255, 0, 0), HUGE, 8),
        lambda: tasks.selection("huge", np.array([0]), np.array([1.0]), num_variables=HUGE),
        lambda: LinearTask("huge", HUGE, 8, np.zeros((1, 1))),
    ],
)
def test_huge_sizes_are_refused_before_memory_is_taken(make) -> None:
    with pytest.raises(TaskError, match=f"at most {MAX_HISTORY_SIZE}"):
        make()


def test_the_largest_size_is_accepted() -> None:
    assert tasks.repeat_copy(MAX_HISTORY_SIZE, 1).history_size == MAX_HISTORY_SIZE


def test_compose_copy_needs_a_slot_for_each_component() -> None:
    with pytest.raises(TaskError, match="kappa = 4, s = 3"):
        tasks.compose_copy(3, 4)


@pytest.mark.parametrize("source", [-1, 4])
def test_sources_are_history_coordinates(source) -> None:
    with pytest.raises(TaskError, match=r"sources are \[.*\]; expected history coordinates 0 .. 3"):
        tasks.selection("bad", np.array([0, source]), np.ones(2), num_variables=2)


@pytest.mark.parametrize(
    ("task_id", "message"),
    [
        ((7, 0, 0), "has 3 set bits; expected kappa = 2"),
        ((1, 0, 0), "has 1 set bits"),
        ((0, 0, 0), "has 0 set bits"),
        ((-3, 0, 0), "bits beyond"),
        ((1 | 1 << 6, 0, 0), "has bits beyond s\\*kappa = 6"),
        ((3, -1, 0), "must not be negative"),
        ((3, 2, 0), "swaps places 1 and 2"),
        ((3, 4, 0), "more than kappa = 2"),
        ((3, 0, 4), r"third number of the id is 4; expected 0 .. 3"),
        ((3, 0, -1), r"third number of the id is -1"),
    ],
)
def test_ids_that_name_no_task(task_id, message) -> None:
    with pytest.raises(TaskError, match=message):
        from_id(task_id, 3, 2)


def test_an_id_of_one_component_has_no_swaps() -> None:
    assert from_id((4, 0, 1), 3, 1).sources.tolist() == [2]
    with pytest.raises(TaskError, match="second number"):
        from_id((4, 1, 0), 3, 1)


def test_what_copies_twice_has_no_id() -> None:
    task = tasks.selection("twice", np.array([1, 1]), np.ones(2), num_variables=2)
    with pytest.raises(TaskError, match="copies one coordinate twice"):
        to_id(task)


def test_a_dense_rule_has_no_sources_signs_or_id() -> None:
    task = tasks.dense_orthogonal(2, 3, seed=0)
    for use in (lambda: task.sources, lambda: task.signs, lambda: to_id(task)):
        with pytest.raises(TaskError, match="no signed selection"):
            use()


def test_inputs_must_be_the_tasks() -> None:
    with pytest.raises(InputError, match=r"shape \(5, 2, 2\); expected .*\(any, 3, 2\)"):
        tasks.unroll(tasks.repeat_copy(3, 2), np.zeros((5, 2, 2)), 4)


def test_errors_are_of_both_families() -> None:
    assert issubclass(TaskError, EngramError)
    assert issubclass(TaskError, ValueError)


def test_a_task_is_read_only_and_keeps_its_own_copy() -> None:
    composition = np.eye(2)
    task = LinearTask("own", 1, 2, composition)
    composition[0, 0] = 5.0
    assert task.composition[0, 0] == 1.0
    with pytest.raises(ValueError, match="read-only"):
        task.composition[0, 0] = 2.0


@pytest.mark.parametrize(
    ("row", "expected"),
    [([0, 1, 0], True), ([0, -1, 0], True), ([0, 0.5, 0.5], False), ([0, 0, 0], False), ([1, 1, 0], False)],
)
def test_what_counts_as_a_selection(row, expected) -> None:
    assert LinearTask("row", 3, 1, np.array([row], dtype=float)).is_selection is expected
