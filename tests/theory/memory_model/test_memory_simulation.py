"""Courses in continuous time: against an independent integration, and the laws that the equations have."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from memory_cases import TIMES, random_model, random_state, reference

from engram.errors import ConvergenceError, InputError
from engram.theory import memory_model as mm
from engram.theory.memory_model import LearningRule, MemoryModel, Method, ModelState, simulate, simulation

SEEDS = st.integers(0, 2**32 - 1)
SOLVERS = [method for method in Method if method is not Method.AUTO]
every_time = pytest.mark.parametrize("times", TIMES, ids=str)
every_method = pytest.mark.parametrize("method", SOLVERS)


def sequence(seed: int, make: Callable[..., MemoryModel], **settings: Any) -> tuple[MemoryModel, ModelState]:
    """A 3- and a 4-cycle among 7 random memories of 100 features, a quarter of the cue erased, an empty trace."""
    rng = np.random.default_rng(seed)
    memories = mm.random_memories(100, 7, rng)
    model = make(memories, mm.cycle_interactions([[0, 1, 2], [3, 4, 5, 6]], 7), **settings)
    cue = mm.partial_cue(memories[:, 3], 0.25, rng)
    return model, model.state_at(cue, np.zeros(100))


@pytest.mark.parametrize(
    ("make", "settings", "duration"),
    [
        (mm.dsem, {}, 80.0),
        (mm.dsem, {"hidden_time": 0.1}, 40.0),
        (mm.dsem, {"rule": LearningRule.PSEUDO_INVERSE, "hidden_time": 2.0, "feature_time": 0.7}, 40.0),
        (mm.lisem, {}, 60.0),
        (mm.lisem, {"hidden_time": 0.3}, 50.0),
        (mm.polynomial_sem, {"degree": 3}, 60.0),
        (mm.eden, {"gain": 1e3}, 80.0),
    ],
)
def test_courses_at_the_default_tolerance_are_within_1e_6_of_the_reference(
    make: Callable[..., MemoryModel], settings: dict[str, Any], duration: float
) -> None:
    model, start = sequence(0, make, **settings)
    times = np.linspace(0.0, duration, 401)
    course = simulate(model, start, duration)
    assert np.max(np.abs(course.at(times).features[0] - reference(model, start, times))) <= 1e-6


@every_method
@every_time
def test_every_method_agrees_with_the_reference_under_a_changing_input(
    method: Method, times: tuple[float, float, float]
) -> None:
    rng = np.random.default_rng(3)
    model = random_model(rng, times=times)
    start, direction = random_state(model, rng), rng.standard_normal(model.num_features)
    moments = np.linspace(0.0, 8.0, 101)
    course = simulate(model, start, 8.0, input=lambda time: direction * np.sin(time), method=method)
    expected = reference(model, start, moments, lambda time: direction * np.sin(time))
    assert course.method is method
    assert np.max(np.abs(course.at(moments).features[0] - expected)) <= 1e-6


@pytest.mark.parametrize("method", [Method.AUTO, Method.RADAU])
def test_a_stiff_model_agrees_too(method: Method) -> None:
    model, start = sequence(1, mm.dsem, hidden_time=0.015)
    times = np.linspace(0.0, 8.0, 101)
    course = simulate(model, start, 8.0, method=method)
    assert course.method is (Method.LSODA if method is Method.AUTO else method)
    assert np.max(np.abs(course.at(times).features[0] - reference(model, start, times))) <= 1e-6


def test_stiffness_is_met_with_a_stiff_method_and_pays() -> None:
    model, start = sequence(1, mm.dsem, hidden_time=0.003)
    stiff, plain = (simulate(model, start, 8.0, method=method) for method in (Method.AUTO, Method.RK45))
    assert stiff.method is Method.LSODA
    assert stiff.evaluations[0] < plain.evaluations[0] / 3


@pytest.mark.parametrize("which", ["hidden_time", "delay_time"])
def test_what_follows_at_once_is_the_limit_of_what_follows_fast(which: str) -> None:
    rng = np.random.default_rng(4)
    model = random_model(rng, times=(1.0, 0.0, 0.0))
    start, times = random_state(model, rng), np.linspace(1.0, 5.0, 9)
    limit = simulate(model, start, 5.0).at(times).features
    errors = [
        np.max(np.abs(simulate(replace(model, **{which: fast}), start, 5.0).at(times).features - limit))
        for fast in (4e-3, 2e-3, 1e-3)
    ]
    assert 0 < errors[2] < 0.01
    np.testing.assert_allclose(np.divide(errors[:2], errors[1:]), 2.0, rtol=0.05)  # of first order


@pytest.mark.parametrize("method", [Method.AUTO, Method.LSODA])
def test_a_trial_does_not_depend_on_its_neighbours(method: Method) -> None:
    rng = np.random.default_rng(5)
    model, times = random_model(rng), np.linspace(0.0, 9.0, 50)
    start, inputs = random_state(model, rng, 3), rng.standard_normal((3, model.num_features))
    together = simulate(model, start, 9.0, input=inputs, method=method)
    for k in range(3):
        alone_start = ModelState(start.features[k], start.hidden[k], start.delayed[k])
        alone = simulate(model, alone_start, 9.0, input=inputs[k], method=method).at(times)
        np.testing.assert_array_equal(together.at(times).features[k], alone.features[0])
        np.testing.assert_array_equal(together.trial_at(k, times).hidden, alone.hidden[0])


@settings(max_examples=3)
@given(seed=SEEDS)
@every_time
def test_the_order_of_memories_does_not_matter(times: tuple[float, float, float], seed: int) -> None:
    rng = np.random.default_rng(seed)
    model = random_model(rng, times=times)
    start, order, moments = random_state(model, rng), rng.permutation(4), np.linspace(0.0, 8.0, 30)
    shuffled = replace(
        model, memories=model.memories[:, order], interactions=model.interactions[np.ix_(order, order)]
    )
    there = ModelState(start.features, start.hidden[order], start.delayed)
    one, other = simulate(model, start, 8.0).at(moments), simulate(shuffled, there, 8.0).at(moments)
    np.testing.assert_allclose(other.features, one.features, atol=1e-8)
    np.testing.assert_allclose(other.hidden, one.hidden[..., order], atol=1e-8)


@settings(max_examples=3)
@given(seed=SEEDS, scale=st.floats(0.2, 5.0))
@every_time
def test_slower_by_a_factor_is_the_same_course_stretched(
    times: tuple[float, float, float], seed: int, scale: float
) -> None:
    rng = np.random.default_rng(seed)
    model = random_model(rng, times=times)
    slower = random_model(np.random.default_rng(seed), times=tuple(scale * constant for constant in times))
    start, moments = random_state(model, rng), np.linspace(0.0, 8.0, 30)
    one = simulate(model, start, 8.0).at(moments)
    other = simulate(slower, start, 8.0 * scale).at(np.minimum(scale * moments, 8.0 * scale))
    np.testing.assert_allclose(other.features, one.features, atol=1e-8)


def test_a_jump_of_the_input_is_not_stepped_over() -> None:
    model = mm.hopfield(np.eye(3)[:, :2], gain=0.1)
    start, moments = model.state_at(np.zeros(3)), np.linspace(0.0, 60.0, 121)

    def pulse(time: float) -> np.ndarray:
        return np.array([0.0, 0.0, 1.0]) * (50.0 <= time < 50.25)

    course = simulate(model, start, 60.0, input=pulse, jumps=[50.25, 50.0]).at(moments)
    # The third feature is in no memory: a leaky integrator of the pulse.
    peak = 1 - np.exp(-0.25)
    expected = np.where(moments > 50.2, peak * np.exp(-(moments - 50.25)), 0.0)
    np.testing.assert_allclose(course.features[0, :, 2], expected, atol=1e-8)


def test_progress_rises_and_ends_at_one() -> None:
    said: list[float] = []
    rng = np.random.default_rng(6)
    model = random_model(rng)
    simulate(model, random_state(model, rng, 3), 200.0, on_progress=said.append)
    assert said == sorted(said)
    assert said[0] == 0.0
    assert said[-1] == 1.0
    assert 1 / 3 in said


@every_method
def test_an_interrupt_goes_through_every_solver(method: Method) -> None:
    rng = np.random.default_rng(7)
    model = random_model(rng)

    def interrupted(time: float) -> np.ndarray:
        if time > 3.0:
            raise KeyboardInterrupt
        return np.zeros(model.num_features)

    with pytest.raises(KeyboardInterrupt):
        simulate(model, random_state(model, rng), 9.0, input=interrupted, method=method)


@every_method
def test_a_state_that_runs_away_is_an_error_that_says_when(method: Method) -> None:
    memories = mm.random_memories(20, 3, np.random.default_rng(8))
    model = MemoryModel(
        memories, np.zeros((3, 3)), LearningRule.HEBBIAN, mm.identity(), mm.polynomial(3), hidden_time=0.1
    )
    with pytest.raises(ConvergenceError, match=r"gave up at time 0.0.*runs away"):
        simulate(model, model.state_at(memories[:, 0]), 10.0, method=method, rtol=1e-5, atol=1e-5)


GOOD = mm.hopfield(np.eye(3)[:, :2])
START = GOOD.state_at(np.ones((2, 3)))


@pytest.mark.usefixtures("without_shape_checks")
@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"duration": 0.0}, "duration is 0.0"),
        ({"duration": np.nan}, "duration is nan"),
        ({"rtol": 1e-16}, "rtol = 1e-16"),
        ({"atol": 0.0}, "atol = 0"),
        ({"jumps": [0.5, 9.0]}, r"jumps are \[0.5, 9.0\]"),
        ({"input": np.ones(2)}, r"input has shape \(2,\); expected \(3,\) for all trials or \(2, 3\)"),
        ({"input": np.ones((3, 3))}, r"input has shape \(3, 3\)"),
        ({"input": lambda time: 0.0}, r"input has shape \(\)"),
        ({"input": np.full(3, np.nan)}, "input holds NaN"),
    ],
)
def test_what_does_not_fit_is_refused(change: dict[str, Any], said: str) -> None:
    settings: dict[str, Any] = {"initial": START, "duration": 1.0, **change}
    with pytest.raises(InputError, match=said):
        simulate(GOOD, settings.pop("initial"), settings.pop("duration"), **settings)


@pytest.mark.usefixtures("without_shape_checks")
@pytest.mark.parametrize(
    ("arrays", "said"),
    [
        ([np.full(3, np.inf), np.ones(2), np.ones(3)], "initial state holds NaN or infinity"),
        ([np.ones(2), np.ones(2), np.ones(2)], "model has 3 features and 2 memories"),
        ([np.ones((2, 3)), np.ones(2), np.ones(3)], r"shapes \[\(2, 3\), \(2,\), \(3,\)\]"),
        (
            [np.ones((2, 2, 3)), np.ones((2, 2, 2)), np.ones((2, 2, 3))],
            "expected one axis of trials, or none",
        ),
        ([np.ones((0, 3)), np.ones((0, 2)), np.ones((0, 3))], "expected one axis of trials, or none"),
    ],
)
def test_states_that_do_not_fit_are_refused(arrays: list[np.ndarray], said: str) -> None:
    with pytest.raises(InputError, match=said):
        simulate(GOOD, ModelState(*arrays), 1.0)


@pytest.mark.usefixtures("without_shape_checks")
@pytest.mark.parametrize("times", [np.array([-0.1]), np.array([1.1]), np.array([np.nan]), np.array(0.5)])
def test_times_outside_of_a_course_are_refused(times: np.ndarray) -> None:
    with pytest.raises(InputError, match=r"within 0 .. 1"):
        simulate(GOOD, START, 1.0).at(times)


def test_a_course_that_memory_cannot_hold_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simulation, "MOST_NUMBERS", 2000)
    model = mm.hopfield(mm.random_memories(10, 2, np.random.default_rng(0)))
    with pytest.raises(InputError, match=r"at time .* expected a duration that fits into memory"):
        simulate(model, model.state_at(np.ones(10)), 1e9)
