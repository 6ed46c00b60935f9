"""The equations of the memory model: against plain NumPy, both sign conventions, Jacobians, what is refused."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from memory_cases import (
    ACTIVATIONS,
    RULES,
    SMOOTH,
    TIMES,
    central_difference,
    plain_rate,
    random_model,
    random_state,
)

from engram.errors import InputError
from engram.theory.memory_model import (
    LearningRule,
    MemoryActivation,
    MemoryModel,
    ModelState,
    identity,
    mirrored,
    printed_derivative,
    relu,
    signs_agree,
    softmax,
    tanh,
)
from engram.theory.memory_model.equations import jacobian, pack, right_hand_side, unpack

SEEDS = st.integers(0, 2**32 - 1)
every_time = pytest.mark.parametrize("times", TIMES, ids=str)
every_rule = pytest.mark.parametrize("rule", RULES)


@every_time
@every_rule
@given(seed=SEEDS)
def test_rates_are_those_of_the_plain_equations(
    times: tuple[float, float, float], rule: LearningRule, seed: int
) -> None:
    rng = np.random.default_rng(seed)
    activation = ACTIVATIONS[seed % len(ACTIVATIONS)]
    model = random_model(rng, rule=rule, times=times, hidden_activation=activation)
    state, input = random_state(model, rng), rng.standard_normal(model.num_features)
    x = pack(model, state)
    expected = plain_rate(model, lambda time: input)(0.0, x)
    np.testing.assert_allclose(pack(model, model.derivative(state, input)), expected, rtol=1e-10, atol=1e-12)
    np.testing.assert_allclose(
        right_hand_side(model, lambda time: input)(0.0, x), expected, rtol=1e-10, atol=1e-12
    )


@every_time
@given(seed=SEEDS)
def test_what_follows_at_once_moves_by_the_chain_rule(times: tuple[float, float, float], seed: int) -> None:
    rng = np.random.default_rng(seed)
    model = random_model(rng, times=times, feature_activation=tanh(1.5))
    state = random_state(model, rng)
    rate = model.derivative(state)

    def moved(e: float) -> ModelState:
        arrays = [
            getattr(state, name) + e * getattr(rate, name) for name in ("features", "hidden", "delayed")
        ]
        return model.settled(ModelState(*arrays))

    for name in ("features", "hidden", "delayed"):
        measured = central_difference(lambda e, name=name: getattr(moved(e), name), 1e-4)
        np.testing.assert_allclose(getattr(rate, name), measured, rtol=1e-7, atol=1e-8)


@every_time
@given(seed=SEEDS)
def test_jacobian_is_the_derivative_of_the_rates(times: tuple[float, float, float], seed: int) -> None:
    rng = np.random.default_rng(seed)
    first, second = SMOOTH[seed % len(SMOOTH)], SMOOTH[seed // 7 % len(SMOOTH)]
    model = random_model(rng, times=times, feature_activation=first, hidden_activation=second)
    x, rate = pack(model, random_state(model, rng)), right_hand_side(model, None)
    columns = [
        central_difference(lambda e, unit=unit: rate(0.0, x + e * unit), 1e-4) for unit in np.eye(len(x))
    ]
    np.testing.assert_allclose(jacobian(model)(0.0, x), np.stack(columns, axis=1), rtol=1e-5, atol=1e-6)


@every_time
def test_packing_loses_nothing(times: tuple[float, float, float]) -> None:
    rng = np.random.default_rng(0)
    model = random_model(rng, times=times)
    state = random_state(model, rng, 3, 2)
    again = unpack(model, pack(model, state))
    for name in ("features", "hidden", "delayed"):
        np.testing.assert_array_equal(getattr(again, name), getattr(state, name))


@every_time
@pytest.mark.parametrize("activation", ACTIVATIONS, ids=lambda one: one.value)
@given(seed=SEEDS)
def test_printed_signs_are_the_same_system_exactly_for_odd_hidden_activations(
    times: tuple[float, float, float], activation: MemoryActivation, seed: int
) -> None:
    rng = np.random.default_rng(seed)
    model = random_model(rng, times=times, hidden_activation=activation)
    state, input = random_state(model, rng, 2), rng.standard_normal(model.num_features)
    ours = mirrored(model.derivative(state, input))
    printed = printed_derivative(model, mirrored(state), input)
    same = all(
        np.allclose(getattr(ours, name), getattr(printed, name), rtol=1e-10, atol=1e-12)
        for name in ("features", "hidden", "delayed")
    )
    assert same == signs_agree(model)


def test_states_begin_at_rest_with_a_full_or_an_empty_trace() -> None:
    rng = np.random.default_rng(1)
    model = random_model(rng)
    features = rng.standard_normal((3, model.num_features))
    full = model.state_at(features)
    np.testing.assert_array_equal(full.delayed, model.feature_activation.apply(features))
    np.testing.assert_allclose(model.derivative(full).hidden, 0.0, atol=1e-14)
    empty = model.state_at(features, np.zeros_like(features))
    np.testing.assert_array_equal(empty.delayed, 0.0)
    at_once = replace(model, delay_time=0.0)
    np.testing.assert_array_equal(at_once.state_at(features, 0 * features).delayed, full.delayed)


def test_dual_reads_each_memory_alone_or_is_the_transpose() -> None:
    rng = np.random.default_rng(2)
    independent, hebbian = random_model(rng), random_model(rng, rule=LearningRule.HEBBIAN)
    np.testing.assert_allclose(independent.dual @ independent.memories, np.eye(4), atol=1e-12)
    np.testing.assert_array_equal(hebbian.dual, hebbian.memories.T)


def test_arrays_of_a_model_are_its_own_and_read_only() -> None:
    memories = np.eye(4)[:, :2]
    model = MemoryModel(memories, np.zeros((2, 2)), LearningRule.HEBBIAN, identity(), softmax(1.0))
    memories[0, 0] = 7.0
    assert model.memories[0, 0] == 1.0
    with pytest.raises(ValueError, match="read-only"):
        model.memories[0, 0] = 2.0


GOOD: dict[str, Any] = {
    "memories": np.eye(4)[:, :2],
    "interactions": np.zeros((2, 2)),
    "rule": LearningRule.PSEUDO_INVERSE,
    "feature_activation": identity(),
    "hidden_activation": relu(),
}


@pytest.mark.usefixtures("without_shape_checks")
@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"feature_time": 0.0}, "T_f = 0 they would be no state"),
        ({"feature_time": -1.0}, "feature_time T_f is -1.0"),
        ({"hidden_time": -0.1}, "hidden_time T_h is -0.1; expected a finite time constant >= 0"),
        ({"delay_time": -5.0}, "delay_time T_d is -5.0"),
        ({"delay_time": np.inf}, "delay_time T_d is inf"),
        ({"static_strength": -1.0}, "static_strength a_s is -1.0"),
        ({"sequence_strength": np.nan}, "sequence_strength a_c is nan"),
        ({"memories": np.ones(3)}, r"memories have shape \(3,\)"),
        ({"memories": np.ones((3, 0))}, r"memories have shape \(3, 0\)"),
        ({"memories": np.full((4, 2), np.nan)}, "memories hold NaN"),
        ({"interactions": np.zeros((3, 3))}, r"interactions have shape \(3, 3\); expected \(2, 2\)"),
        ({"interactions": np.full((2, 2), np.inf)}, "interactions hold NaN or infinity"),
        ({"memories": np.ones((4, 2))}, "2 memories span only 1 dimensions.*independent"),
        ({"memories": np.zeros((4, 2))}, "2 memories span only 0 dimensions.*independent"),
    ],
)
def test_what_fails_an_assumption_is_refused_by_name(change: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=said):
        MemoryModel(**{**GOOD, **change})


def test_dependent_memories_are_no_obstacle_to_the_hebbian_rule() -> None:
    model = MemoryModel(**{**GOOD, "memories": np.ones((4, 2)), "rule": LearningRule.HEBBIAN})
    assert model.num_memories == 2
