"""Closed-form Jacobians against central finite differences."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engram.dynamics import Activation, Elman
from strategies import generators

H = 1e-6


def random_elman(rng: np.random.Generator, activation: Activation) -> Elman:
    return Elman(
        rng.standard_normal((5, 5)),
        rng.standard_normal((5, 3)),
        rng.standard_normal((2, 5)),
        rng.standard_normal(5),
        rng.standard_normal(2),
        activation,
    )


def central(function, point: np.ndarray) -> np.ndarray:
    steps = H * np.eye(len(point))
    return np.stack([(function(point + step) - function(point - step)) / (2 * H) for step in steps], axis=-1)


@given(generators, st.sampled_from([Activation.TANH, Activation.IDENTITY]))
def test_jacobians_are_derivatives(rng, activation) -> None:
    network = random_elman(rng, activation)
    state, given_input = rng.standard_normal(5), rng.standard_normal(3)
    by_state = central(lambda point: network.step(point, given_input), state)
    by_input = central(lambda point: network.step(state, point), given_input)
    assert np.allclose(network.state_jacobian(state, given_input), by_state, atol=1e-7)
    assert np.allclose(network.input_jacobian(state, given_input), by_input, atol=1e-7)
    assert np.allclose(network.readout_jacobian(state), central(network.readout, state), atol=1e-7)


@given(generators)
def test_jacobians_of_relu_are_derivatives_away_from_its_corner(rng) -> None:
    network = random_elman(rng, Activation.RELU)
    state, given_input = rng.standard_normal(5), rng.standard_normal(3)
    bent = state @ network.weight_hh.T + given_input @ network.weight_ih.T + network.bias
    if np.min(np.abs(bent)) > 1e-3:
        by_state = central(lambda point: network.step(point, given_input), state)
        assert np.allclose(network.state_jacobian(state, given_input), by_state, atol=1e-7)


@pytest.mark.parametrize("activation", list(Activation))
def test_jacobians_of_a_batch_are_those_of_its_members(activation) -> None:
    rng = np.random.default_rng(0)
    network = random_elman(rng, activation)
    states, inputs = rng.standard_normal((2, 3, 5)), rng.standard_normal((2, 3, 3))
    assert network.state_jacobian(states, inputs).shape == (2, 3, 5, 5)
    assert network.input_jacobian(states, inputs).shape == (2, 3, 5, 3)
    assert network.readout_jacobian(states).shape == (2, 3, 2, 5)
    for index in np.ndindex(2, 3):
        single = network.state_jacobian(states[index], inputs[index])
        assert np.allclose(network.state_jacobian(states, inputs)[index], single)
        single = network.input_jacobian(states[index], inputs[index])
        assert np.allclose(network.input_jacobian(states, inputs)[index], single)
