"""Closed-form Jacobians against central finite differences, for every kind of network."""

import numpy as np
import pytest
from hypothesis import given

from cells import INPUT, SMOOTH, Builder, random_elman, random_layer
from engram.dynamics import LSTM, Activation, Dynamics
from strategies import generators

H = 3e-4
TOLERANCE = 1e-7
CORNERS = {
    Activation.RELU: (0.0,),
    Activation.LEAKY_RELU: (0.0,),
    Activation.ELU: (0.0,),
    Activation.HARDTANH: (-1.0, 1.0),
    Activation.SOFTPLUS: (20.0,),
}
"""Where an activation or its slope has a step."""


def central(function, point: np.ndarray) -> np.ndarray:
    """The derivative along each axis, to fourth order (Fornberg, Math. Comp. 51 (1988) 699)."""
    offsets = H * np.array([-2, -1, 1, 2])[:, None, None] * np.eye(len(point))
    values = function(point + offsets)
    return np.tensordot(np.array([1, -8, 8, -1]) / (12 * H), values, axes=1).T


def distance(found: np.ndarray, expected: np.ndarray) -> float:
    """Largest difference over the largest entry."""
    return float(np.max(np.abs(found - expected)) / np.max(np.abs(expected)))


def check(network: Dynamics, state: np.ndarray, given_input: np.ndarray) -> None:
    by_state = central(lambda points: network.step(points, given_input), state)
    by_input = central(
        lambda points: network.step(np.broadcast_to(state, (*points.shape[:-1], len(state))), points),
        given_input,
    )
    assert distance(network.state_jacobian(state, given_input), by_state) <= TOLERANCE
    assert distance(network.input_jacobian(state, given_input), by_input) <= TOLERANCE
    assert distance(network.readout_jacobian(state), central(network.readout, state)) <= TOLERANCE


@pytest.mark.parametrize("build", SMOOTH.values(), ids=SMOOTH)
@given(rng=generators)
def test_jacobians_are_derivatives(build: Builder, rng: np.random.Generator) -> None:
    network = build(rng)
    check(network, 0.7 * rng.standard_normal(network.state_size), rng.standard_normal(INPUT))


@pytest.mark.parametrize("activation", list(Activation))
@given(rng=generators)
def test_jacobians_of_every_activation_are_derivatives_away_from_corners(activation, rng) -> None:
    network = random_elman(activation)(rng)
    state, given_input = rng.standard_normal(5), rng.standard_normal(INPUT)
    bent = state @ network.weight_hh.T + given_input @ network.weight_ih.T + network.bias
    near = min((np.min(np.abs(bent - corner)) for corner in CORNERS.get(activation, ())), default=1.0)
    is_flat = not np.any(network.activation.slope(bent))
    if near > 0.05 and not is_flat:
        check(network, state, given_input)


@given(generators)
def test_the_jacobian_of_an_lstm_at_the_origin_is_known(rng) -> None:
    """Without biases, in (c, h) order: [[I/2, W_g/2], [I/4, W_g/4]]."""
    network = random_layer(LSTM, rng, has_bias=False)
    size, origin = network.hidden_size, np.zeros(2 * network.hidden_size)
    candidate, eye = network.gate_blocks(network.weight_hh)[2], np.eye(network.hidden_size)
    expected = np.block([[eye / 2, candidate / 2], [eye / 4, candidate / 4]])
    order = [*range(size, 2 * size), *range(size)]
    found = network.state_jacobian(origin, np.zeros(INPUT))[np.ix_(order, order)]
    assert np.allclose(found, expected, rtol=1e-15, atol=1e-15)
    differences = central(lambda points: network.step(points, np.zeros(INPUT)), origin)[np.ix_(order, order)]
    assert distance(found, differences) <= TOLERANCE


@pytest.mark.parametrize("build", SMOOTH.values(), ids=SMOOTH)
def test_a_layer_depends_on_itself_and_on_those_below(build: Builder) -> None:
    """Block lower triangular: zeros, exactly, above the blocks of the layers."""
    network = build(np.random.default_rng(0))
    layers = [part.name.partition("_l")[2] for part in network.state_parts for _ in range(part.size)]
    state = np.random.default_rng(1).standard_normal(network.state_size)
    jacobian = network.state_jacobian(state, np.zeros(INPUT))
    above = np.array([[row < column for column in layers] for row in layers])
    assert not np.any(jacobian[above])
    assert np.any(jacobian[~above])
