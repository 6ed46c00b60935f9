"""Which memory when: on courses with a known answer, and on sequences."""

import numpy as np
import pytest

from engram.errors import InputError
from engram.theory import memory_model as mm
from engram.theory.memory_model import Course, LearningRule, MemoryModel, retrievals, simulate

NO_SYNAPSES = MemoryModel(
    3.0 * np.eye(4)[:, :3],
    np.zeros((3, 3)),
    LearningRule.PSEUDO_INVERSE,
    mm.identity(),
    mm.identity(),
    static_strength=0.0,
    sequence_strength=0.0,
)


def drifting(duration: float = 5.0) -> Course:
    """From memory 0 to the input, memory 2: overlaps exp(-t) and 1 - exp(-t)."""
    start, target = NO_SYNAPSES.memories[:, 0], NO_SYNAPSES.memories[:, 2]
    return simulate(NO_SYNAPSES, NO_SYNAPSES.state_at(start), duration, input=target)


def test_overlaps_are_one_at_a_memory_minus_one_at_its_negative_and_none_elsewhere() -> None:
    memories = NO_SYNAPSES.memories.T
    np.testing.assert_allclose(mm.overlaps(NO_SYNAPSES, np.array(memories)), np.eye(3), atol=1e-15)
    np.testing.assert_allclose(mm.overlaps(NO_SYNAPSES, -np.array(memories)), -np.eye(3), atol=1e-15)
    np.testing.assert_array_equal(mm.overlaps(NO_SYNAPSES, np.array([0.0, 0.0, 0.0, 1.0])), 0.0)


def test_overlaps_are_of_what_the_features_say() -> None:
    signs = np.array([[1.0, 1, 1, 1], [1, -1, 1, -1], [1, 1, -1, -1]]).T
    model = mm.lisem(signs, np.zeros((3, 3)), gain=2.0)
    np.testing.assert_allclose(mm.overlaps(model, 0.3 * signs[:, 1]), [0.0, np.tanh(0.6), 0.0], atol=1e-15)


@pytest.mark.parametrize("threshold", [0.5, 0.6, 0.9])
def test_times_are_the_roots_of_the_overlaps(threshold: float) -> None:
    first, second = retrievals(drifting(), threshold=threshold)[0]
    assert (first.memory, first.start, second.memory, second.stop) == (0, 0.0, 2, 5.0)
    np.testing.assert_allclose(
        [first.stop, second.start], [-np.log(threshold), -np.log(1 - threshold)], rtol=1e-9
    )
    np.testing.assert_allclose(
        mm.escape_time(drifting(), threshold=threshold), [-np.log(threshold)], rtol=1e-9
    )


def test_below_one_half_the_lead_changes_where_overlaps_cross() -> None:
    first, second = retrievals(drifting(), threshold=0.3)[0]
    assert first.stop == second.start == pytest.approx(np.log(2), rel=1e-9)
    np.testing.assert_allclose(mm.switch_times(drifting())[0], [np.log(2)], rtol=1e-9)


def test_times_do_not_depend_on_the_steps_of_the_solver() -> None:
    start, target = NO_SYNAPSES.memories[:, 0], NO_SYNAPSES.memories[:, 2]
    for jumps in ([], [0.1, 0.2, 0.3], [0.69, 0.7], [4.0]):
        course = simulate(NO_SYNAPSES, NO_SYNAPSES.state_at(start), 5.0, input=target, jumps=jumps)
        assert retrievals(course)[0][0].stop == pytest.approx(np.log(2), rel=1e-9)


def test_what_is_never_reached_is_never_left() -> None:
    empty = simulate(NO_SYNAPSES, NO_SYNAPSES.state_at(np.zeros((2, 4))), 1.0)
    assert retrievals(empty) == ((), ())
    assert mm.escape_time(empty).tolist() == [np.inf, np.inf]
    assert mm.escape_time(drifting(0.5)).tolist() == [np.inf]


def test_a_stretch_between_two_samples_is_found() -> None:
    values = np.array([[[1.0, 0.6, 0.0], [0.0, 0.6, 1.0]]])
    found = mm.sampled_retrievals(np.array([0.0, 1.0]), values)[0]
    assert [one.memory for one in found] == [0, 1, 2]
    np.testing.assert_allclose([one.stop for one in found], [0.4, 0.6, 1.0], rtol=1e-9)


def test_a_gap_between_two_samples_is_found() -> None:
    found = mm.sampled_retrievals(np.array([0.0, 1.0]), np.array([[[1.0, 0.0], [0.0, 1.0]]]), threshold=0.7)[
        0
    ]
    assert [one.memory for one in found] == [0, 1]
    np.testing.assert_allclose([found[0].stop, found[1].start], [0.3, 0.7], rtol=1e-9)


def test_dwell_times_are_of_what_came_and_went() -> None:
    times = np.arange(5.0)
    values = np.eye(2)[[0, 1, 0, 1, 1]][None]
    np.testing.assert_allclose(mm.sampled_retrievals(times, values)[0][1].dwell, 1.0)
    model = mm.dsem(np.eye(3), mm.cycle_interactions([[0, 1, 2]], 3))
    course = simulate(model, model.state_at(np.eye(3)[0], np.zeros(3)), 60.0, rtol=1e-8, atol=1e-8)
    found = retrievals(course)[0]
    assert [one.memory for one in found[:4]] == [0, 1, 2, 0]
    np.testing.assert_allclose(mm.dwell_times(course)[0], [one.dwell for one in found[1:-1]])


def test_hidden_units_turn_before_the_features_follow() -> None:
    model = mm.dsem(np.eye(3), mm.cycle_interactions([[0, 1, 2]], 3))
    course = simulate(model, model.state_at(np.eye(3)[0], np.zeros(3)), 60.0, rtol=1e-8, atol=1e-8)
    turns, switches = mm.switch_times(course, measure=mm.hidden_shares)[0], mm.switch_times(course)[0]
    assert np.all((switches - turns > 0) & (switches - turns < 1.0))


@pytest.mark.parametrize("threshold", [np.nan, np.inf])
def test_thresholds_that_are_none_are_refused(threshold: float) -> None:
    with pytest.raises(InputError, match="threshold is"):
        retrievals(drifting(), threshold=threshold)
    with pytest.raises(InputError, match="threshold is"):
        mm.sampled_retrievals(np.arange(2.0), np.zeros((1, 2, 2)), threshold=threshold)


@pytest.mark.usefixtures("without_shape_checks")
@pytest.mark.parametrize("times", [np.array([0.0]), np.array([1.0, 1.0, 2.0]), np.arange(4.0)])
def test_samples_at_times_that_do_not_fit_are_refused(times: np.ndarray) -> None:
    with pytest.raises(InputError, match="times must be two or more, rising"):
        mm.sampled_retrievals(times, np.zeros((1, 3, 2)))
