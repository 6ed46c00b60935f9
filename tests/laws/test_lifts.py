"""Laws of storage: what is needed, where a rule becomes linear, and what that linear rule predicts."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import linalg

from engram import tasks
from engram.errors import TaskError
from engram.interpretation.storage.causal import continue_from
from engram.tasks import LinearTask, ModularTask, PeriodicTask, Task
from engram.theory import closing_lift, describe, lifted_rule, over_one_period, storage_of

RULES = st.sampled_from([2, 3, 4, 5, 7]).flatmap(
    lambda p: st.tuples(st.just(p), st.lists(st.integers(0, p - 1), max_size=3), st.integers(1, 2))
)
"""Modulus, younger coefficients and symbols. (Types are checked at random places, which a strategy must not.)"""


def drawn(rule: tuple) -> ModularTask:
    modulus, younger, symbols = rule
    return ModularTask("drawn", modulus, (1, *younger), symbols)


def lifted_contents(task: ModularTask, contents: np.ndarray, ahead: int) -> np.ndarray:
    return np.concatenate(
        [contents, continue_from(task, contents, 0, ahead).reshape(len(contents), -1)], axis=1
    )


@given(rule=RULES)
def test_a_lift_makes_the_rule_linear(rule: tuple) -> None:
    task = drawn(rule)
    ahead, is_closed = closing_lift(task)
    contents = tasks.sample_inputs(task, 20, np.random.default_rng(0)).reshape(20, -1)
    after = np.concatenate([contents, continue_from(task, contents, 0, 1)[:, 0]], axis=1)[
        :, task.variable_size :
    ]
    if is_closed:
        linear = lifted_rule(task, ahead)
        held, expected = (lifted_contents(task, each, ahead) for each in (contents, after))
        assert np.allclose(linear.next_vectors(held, 0), expected[:, -task.variable_size :], atol=1e-12)
    else:
        assert not np.any(lifted_rule(task, 0).composition)


@given(rule=RULES)
def test_no_shorter_lift_has_any_linear_part(rule: tuple) -> None:
    task = drawn(rule)
    ahead, is_closed = closing_lift(task)
    shorter = range(ahead if is_closed else 3)
    assert not any(np.any(lifted_rule(task, few).composition) for few in shorter)


@pytest.mark.parametrize(
    ("task", "ahead"),
    [
        (tasks.xor(1, 2), 0),
        *[(tasks.xor(slots, 2), 1) for slots in (2, 3, 4, 7)],
        # The Fibonacci numbers modulo p turn negative after half of Pisano's period, 8, 20 and 16 of p = 3, 5, 7.
        (tasks.modular_sum(2, 3, 1), 8 // 2 - 2),
        (tasks.modular_sum(2, 5, 1), 20 // 2 - 2),
        (tasks.modular_sum(2, 7, 1), 16 // 2 - 2),
    ],
    ids=lambda value: getattr(value, "name", str(value)),
)
def test_known_lifts(task: ModularTask, ahead: int) -> None:
    assert closing_lift(task) == (ahead, True)


def test_the_lift_of_xor_is_repeat_copy_of_one_more_variable() -> None:
    rule, copy = lifted_rule(tasks.xor(3, 4), 1), tasks.repeat_copy(4, 4)
    assert np.array_equal(rule.composition, copy.composition)


@pytest.mark.parametrize(
    "task",
    [tasks.xor(2, 2), tasks.xor(3, 1), tasks.modular_sum(2, 3, 1), ModularTask("skips", 3, (1, 0, 2), 1)],
    ids=lambda task: task.name,
)
def test_the_linear_part_is_that_of_least_squares_over_all_contents(task: ModularTask) -> None:
    contents = every_content(task)
    best = linalg.lstsq(contents, task.next_vectors(contents, 0))[0].T
    assert np.allclose(best, storage_of(task).plain[0].task.composition, atol=1e-12)
    explained = 1 - np.var(task.next_vectors(contents, 0) - contents @ best.T) / np.var(
        task.next_vectors(contents, 0)
    )
    assert storage_of(task).linear_share == pytest.approx(explained, abs=1e-12)


@pytest.mark.parametrize("coefficients", [(1, 0, 0), (2, 0, 0), (0, 0, 1)])
def test_a_rule_of_one_slot_is_linear(coefficients: tuple[int, ...]) -> None:
    storage = storage_of(ModularTask("copies", 3, coefficients, 2))
    assert (storage.num_ahead, storage.is_closed, storage.linear_share) == (0, True, 1.0)


@pytest.mark.parametrize(
    "task",
    [
        tasks.xor(2, 2),
        tasks.modular_sum(2, 3, 1),
        ModularTask("the two newest", 2, (0, 1, 1), 2),
        ModularTask("the newest", 3, (0, 1), 1),
    ],
    ids=lambda task: task.name,
)
def test_needed_is_what_some_later_output_depends_on(task: ModularTask) -> None:
    contents = every_content(task)
    futures = continue_from(task, contents, 0, 12).reshape(len(contents), -1)
    circuit = storage_of(task).plain[0]
    symbols = contents.reshape(len(contents), -1, task.components_per_symbol)
    for place in range(symbols.shape[1]):
        others = np.delete(symbols, place, axis=1).reshape(len(contents), -1)
        groups = np.unique(others, axis=0, return_inverse=True)[1].ravel()
        matters = any(np.ptp(futures[groups == group], axis=0).max() > 1e-9 for group in np.unique(groups))
        columns = slice(place * task.components_per_symbol, (place + 1) * task.components_per_symbol)
        assert bool(np.any(circuit.projection[:, columns])) == matters


def test_few_symbols_leave_a_lift_nothing_to_get_wrong() -> None:
    # 9 contents have 8 functions beside the constant, and the lift holds 8 numbers; of 81 contents it holds 16.
    assert storage_of(tasks.modular_sum(2, 3, 1)).is_saturated
    assert not storage_of(tasks.modular_sum(2, 3, 2)).is_saturated
    assert storage_of(tasks.xor(2, 1)).is_saturated
    assert not storage_of(tasks.xor(2, 2)).is_saturated
    # The oldest vector is never read, so that it makes no contents.
    assert storage_of(ModularTask("the two newest", 2, (0, 1, 1), 1)).is_saturated


def test_a_lift_that_is_too_large_stays_open() -> None:
    storage = storage_of(tasks.modular_sum(8, 7, 3))
    assert (storage.num_ahead, storage.is_closed, storage.num_needed) == (0, False, 48)


@pytest.mark.parametrize("slots", [2, 3])
@pytest.mark.parametrize("phases", [1, 2, 3])
def test_the_spectrum_of_a_clock_is_that_of_one_period(slots: int, phases: int) -> None:
    task = tasks.periodic_copy(slots, 3, phases, seed=slots + phases)
    storage = storage_of(task)
    assert storage.num_needed == task.history_size
    contents = np.eye(task.history_size)
    later = np.concatenate(
        [contents.reshape(len(contents), slots, -1), continue_from(task, contents, 0, phases)], 1
    )
    monodromy = later[:, -slots:].reshape(len(contents), -1).T
    expected = linalg.eigvals(monodromy)
    for mode in storage.spectrum:
        assert np.min(np.abs(expected - mode)) < 1e-9
    assert np.allclose(np.abs(storage.spectrum), 1.0)


def test_a_clock_may_need_different_contents_at_each_phase() -> None:
    # At even steps the oldest of three is said, at odd ones nothing: every other vector falls out unread.
    oldest = np.eye(3)[:1]
    storage = storage_of(PeriodicTask("pauses", 3, 1, np.stack([oldest, 0 * oldest])))
    needed = [circuit.projection.tolist() for circuit in storage.plain]
    assert needed == [[[0.0, 1.0, 0.0]], [[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]]]
    assert [storage.interaction(phase, storage.plain).shape for phase in (0, 1)] == [(2, 1), (1, 2)]


def test_a_clock_with_dense_rules_has_subspaces() -> None:
    rng = np.random.default_rng(0)
    direction = rng.standard_normal((1, 4))
    compositions = np.zeros((2, 2, 4))
    compositions[:, 0] = direction
    circuits = storage_of(PeriodicTask("dense", 2, 2, compositions)).plain
    for circuit in circuits:
        assert np.allclose(circuit.projection @ circuit.projection.T, np.eye(circuit.num_directions))
        read = direction - direction @ circuit.projection.T @ circuit.projection
        assert np.allclose(read, 0, atol=1e-9)


def test_one_period_is_the_product_in_the_order_of_time() -> None:
    first, second = np.array([[0.0, 1.0]]), np.array([[2.0], [3.0]])
    assert np.array_equal(over_one_period([first, second]), second @ first)


def test_linear_tasks_are_as_they_were() -> None:
    task = tasks.compose_copy(4, 3)
    storage = storage_of(task)
    assert (storage.num_ahead, storage.linear_share, storage.is_saturated) == (0, 1.0, False)
    assert storage.plain[0] is storage.lifted[0]
    assert isinstance(storage.plain[0].task, LinearTask)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("xor:s=3,k=4", "x(t) = x(t-3) + x(t-2) + x(t-1) mod 2"),
        ("xor:s=3,k=4", "with 1 more vector held ahead of time, u(t+1), the rule"),
        ("modular-sum:s=2,p=3,n=1", "span all functions"),
        ("modular-sum:s=8,p=7,n=3", "none that is small enough"),
        ("xor:s=1,k=2", "none needed"),
        ("periodic-copy:s=2,k=4,p=3", "spectrum of Phi over 3 steps"),
    ],
)
def test_theory_can_be_read(text: str, told: str) -> None:
    lines = describe(tasks.parse_task(text)).splitlines()
    assert told in " ".join(" ".join(lines).split())
    assert max(map(len, lines)) <= 80


def test_of_a_rule_of_ones_own_theory_says_nothing() -> None:
    class Own:
        name, num_variables, variable_size, history_size = "own", 1, 1, 1
        draw_inputs = next_vectors = is_correct = staticmethod(lambda *given: given[0])

    own: Task = Own()
    with pytest.raises(TaskError, match="'own' is a Own, of which theory says nothing"):
        storage_of(own)


def every_content(task: ModularTask) -> np.ndarray:
    """All contents, each once."""
    symbols = product(range(task.modulus), repeat=task.num_variables * task.num_symbols)
    vectors = task.encode(np.array(list(symbols)).reshape(-1, task.num_variables, task.num_symbols))
    return vectors.reshape(len(vectors), -1)
