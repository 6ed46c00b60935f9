"""The energy: where it is claimed never to rise, and that its rate is exact where nothing is claimed."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from memory_cases import ACTIVATIONS, RULES, SMOOTH, TIMES, random_model, random_state

from engram.theory import memory_model as mm
from engram.theory.memory_model import LearningRule, MemoryActivation, energy_course, largest_rise, simulate

SEEDS = st.integers(0, 2**32 - 1)
every_time = pytest.mark.parametrize("times", TIMES, ids=str)
BOUNDED = [one for one in ACTIVATIONS if one.value.startswith(("tanh", "sigmoid", "softmax"))]
# The energy falls also where the state runs away to minus infinity, as cubes may do, but no solver follows it there.
CALM = [one for one in ACTIVATIONS if one.value != "polynomial(degree=3)"]
PAIRS = [
    (f, h)
    for f in ACTIVATIONS
    for h in ACTIVATIONS
    if (f in CALM and h in CALM) or f in BOUNDED or h in BOUNDED
]


@pytest.mark.parametrize(("feature", "hidden"), PAIRS, ids=lambda one: one.value)
def test_hebbian_energy_without_interactions_never_rises(
    feature: MemoryActivation, hidden: MemoryActivation
) -> None:
    for seed in range(
        PAIRS.index((feature, hidden)) % 2, 4, 2
    ):  # of every kind of time constants, two a pair
        rng = np.random.default_rng(seed)
        model = random_model(
            rng,
            rule=LearningRule.HEBBIAN,
            feature_activation=feature,
            hidden_activation=hidden,
            times=TIMES[seed],
            interacting=False,
        )
        course = simulate(
            model, random_state(model, rng, 2), 5.0, input=rng.standard_normal(9), rtol=1e-8, atol=1e-8
        )
        energy = model.energy(course.at(np.linspace(0.0, 5.0, 50)))
        assert np.all(largest_rise(course) <= 1e-7 * (1 + np.max(np.abs(energy))))


def test_the_largest_rise_sees_a_rise() -> None:
    model = mm.dsem(np.eye(4), mm.cycle_interactions([[0, 1, 2, 3]], 4))
    course = simulate(model, model.state_at(np.eye(4)[0], np.zeros(4)), 60.0)
    energy = energy_course(course, np.linspace(0.0, 60.0, 20001)).energy[0]
    risen = np.max(energy - np.minimum.accumulate(energy))
    assert risen > 0.1
    np.testing.assert_allclose(largest_rise(course), [risen], rtol=1e-3)


@settings(max_examples=5)
@given(seed=SEEDS)
@pytest.mark.parametrize("rule", RULES)
@every_time
def test_rate_is_the_slope_of_the_energy_along_the_course(
    times: tuple[float, float, float], rule: LearningRule, seed: int
) -> None:
    rng = np.random.default_rng(seed)
    first, second = SMOOTH[seed % 4], SMOOTH[seed // 5 % len(SMOOTH)]
    model = random_model(rng, rule=rule, times=times, feature_activation=first, hidden_activation=second)
    model = replace(model, static_strength=0.2, sequence_strength=0.3)
    # A power may run away: only its first moments are of interest.
    course = simulate(model, random_state(model, rng, 2), 0.3, input=rng.standard_normal(9))
    moments, step = np.linspace(0.05, 0.25, 5), 1e-3
    far = [energy_course(course, moments + k * step).energy for k in (-2, -1, 1, 2)]
    measured = (far[0] - 8 * far[1] + 8 * far[2] - far[3]) / (12 * step)
    np.testing.assert_allclose(energy_course(course, moments).rate, measured, rtol=1e-6, atol=1e-6)


@settings(max_examples=5)
@given(seed=SEEDS)
@every_time
def test_hebbian_descent_is_minus_a_sum_of_squares_with_interactions_too(
    times: tuple[float, float, float], seed: int
) -> None:
    rng = np.random.default_rng(seed)
    model = random_model(rng, rule=LearningRule.HEBBIAN, times=times)
    state, input = random_state(model, rng, 5), rng.standard_normal(9)
    rate = model.derivative(state, input)
    squares = model.feature_time * np.sum(
        rate.features * model.feature_activation.slope_product(state.features, rate.features), axis=-1
    ) + model.hidden_time * np.sum(
        rate.hidden * model.hidden_activation.slope_product(state.hidden, rate.hidden), axis=-1
    )
    descent = model.energy_rate(state, input) - mm.energy_drift(model, state, input)
    assert np.all(squares > 0)
    np.testing.assert_allclose(descent, -squares, rtol=1e-8, atol=1e-12)


def test_nothing_is_claimed_for_the_pseudo_inverse_whose_energy_may_rise() -> None:
    rises = []
    for seed in range(5):
        rng = np.random.default_rng(seed)
        model = random_model(rng, interacting=False, hidden_activation=mm.tanh(), num_features=5)
        rises.append(largest_rise(simulate(model, random_state(model, rng), 20.0))[0])
    assert max(rises) > 0.01


def test_energy_of_a_stored_memory_is_a_minimum() -> None:
    rng = np.random.default_rng(3)
    model = mm.hopfield(mm.random_memories(60, 3, rng))
    rest = simulate(model, model.state_at(model.memories[:, 1]), 40.0).at(np.array([40.0]))
    here = rest.features[0, 0]
    around = model.state_at(here + 0.1 * rng.standard_normal((50, 60)))
    assert np.all(model.energy(around) > model.energy(model.state_at(here)))
