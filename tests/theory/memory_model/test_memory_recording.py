import numpy as np
import pytest
from scipy.integrate import cumulative_trapezoid

from engram.errors import InputError
from engram.theory.memory_model import LearningRule, cycle_interactions, dsem, random_memories, simulate
from engram.theory.memory_model.recording import record

MEMORIES = random_memories(40, 3, np.random.default_rng(1))


@pytest.mark.parametrize("rule", list(LearningRule))
def test_a_recording_is_one_trial_of_the_course(rule: LearningRule) -> None:
    model = dsem(MEMORIES, cycle_interactions([range(3)], 3), rule=rule)
    course = simulate(model, model.state_at(MEMORIES[:, :2].T, np.zeros((2, 40))), 30.0)
    times = np.linspace(0, 30, 40)
    found, states = record(course, times, trial=1), course.at(times)
    assert np.allclose(found.features, states.features[1], rtol=0, atol=1e-12)
    assert np.allclose(found.hidden, states.hidden[1], rtol=0, atol=1e-9)
    assert np.allclose(found.energy, model.energy(states)[1], rtol=1e-12)
    assert np.isclose(found.overlaps[0, 1], 1.0)
    assert np.allclose(found.active.sum(axis=1), 1.0)


@pytest.mark.parametrize("rule", list(LearningRule))
def test_the_rate_of_the_energy_adds_up_to_the_energy(rule: LearningRule) -> None:
    model = dsem(MEMORIES, cycle_interactions([range(3)], 3), rule=rule)
    course = simulate(model, model.state_at(MEMORIES[:, 0], np.zeros(40)), 30.0)
    found = record(course, np.linspace(0, 30, 20001))
    assert np.ptp(found.energy) > 1
    gained = cumulative_trapezoid(found.energy_rate, found.times, initial=0.0)
    assert np.allclose(found.energy - found.energy[0], gained, atol=1e-3 * np.ptp(found.energy))


@pytest.mark.parametrize("rule", list(LearningRule))
def test_a_trace_of_one_says_that_the_delayed_features_are_the_memory(rule: LearningRule) -> None:
    model = dsem(MEMORIES, cycle_interactions([range(3)], 3), rule=rule)
    course = simulate(model, model.state_at(MEMORIES[:, 0], MEMORIES[:, 2]), 1.0)
    traces = record(course, np.zeros(1)).traces[0]
    assert np.isclose(traces[2], 1.0)
    if rule is LearningRule.PSEUDO_INVERSE:
        assert np.allclose(traces, [0, 0, 1], atol=1e-9)


def test_a_trial_that_there_is_not_is_refused() -> None:
    model = dsem(MEMORIES, cycle_interactions([range(3)], 3))
    course = simulate(model, model.state_at(MEMORIES[:, 0]), 1.0)
    with pytest.raises(InputError, match="trial is 1"):
        record(course, np.zeros(1), trial=1)
