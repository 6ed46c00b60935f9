"""What is refused as a network, and what a network keeps to itself."""

import numpy as np
import pytest

from engram import tasks
from engram.dynamics import Activation, Dynamics, Elman, elman, run
from engram.errors import MismatchError, WeightsError

GOOD = {
    "weight_hh": np.eye(3),
    "weight_ih": np.ones((3, 2)),
    "weight_out": np.ones((2, 3)),
    "bias": np.zeros(3),
    "bias_out": np.zeros(2),
}


@pytest.mark.parametrize("name", GOOD)
@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_weights_must_be_finite(name, bad) -> None:
    array = GOOD[name].copy()
    array.flat[0] = bad
    with pytest.raises(WeightsError, match=f"{name} holds 1 NaN or infinite value; .*earlier checkpoint"):
        Elman(**GOOD | {name: array})


@pytest.mark.usefixtures("without_shape_checks")
@pytest.mark.parametrize(
    ("name", "shape"),
    [
        ("weight_hh", (3, 4)),
        ("weight_hh", (4, 4)),
        ("weight_ih", (4, 2)),
        ("weight_out", (2, 4)),
        ("bias", (2,)),
        ("bias_out", (3,)),
        ("weight_hh", (0, 0)),
    ],
)
def test_shapes_must_fit(name, shape) -> None:
    with pytest.raises(WeightsError, match="has shape"):
        Elman(**GOOD | {name: np.zeros(shape)})


@pytest.mark.usefixtures("without_shape_checks")
def test_every_wrong_shape_is_reported() -> None:
    wrong = GOOD | {"weight_ih": np.ones((4, 2)), "bias": np.zeros(5)}
    with pytest.raises(
        WeightsError, match=r"weight_ih has shape \(4, 2\), expected \(3, 2\); bias has shape"
    ):
        Elman(**wrong)


def test_a_network_is_read_only_and_keeps_its_own_copy() -> None:
    mine = np.eye(3)
    network = Elman(**GOOD | {"weight_hh": mine})
    mine[0, 0] = 9.0
    assert network.weight_hh[0, 0] == 1.0
    for name in GOOD:
        with pytest.raises(ValueError, match="read-only"):
            getattr(network, name)[...] = 0.0


def test_an_elman_cell_is_a_dynamics() -> None:
    network = Elman(**GOOD)
    assert isinstance(network, Dynamics)
    assert (network.state_size, network.input_size, network.output_size) == (3, 2, 2)


def test_inputs_of_another_size_are_refused() -> None:
    with pytest.raises(MismatchError, match="inputs have 3 components a step; the network takes 2"):
        run(Elman(**GOOD), np.zeros((1, 4, 3)))


def test_initial_state_is_zero() -> None:
    assert np.array_equal(Elman(**GOOD).initial_state(4), np.zeros((4, 3)))


@pytest.mark.parametrize(
    ("activation", "expected"),
    [
        (Activation.TANH, np.tanh([-1.0, 0.0, 2.0])),
        (Activation.RELU, [0.0, 0.0, 2.0]),
        (Activation.IDENTITY, [-1.0, 0.0, 2.0]),
    ],
)
def test_activations(activation, expected) -> None:
    assert np.array_equal(activation.apply(np.array([-1.0, 0.0, 2.0])), expected)


def test_one_input_serves_a_batch_of_states() -> None:
    network = elman(np.eye(3), np.ones((3, 2)), np.ones((2, 3)))
    states = np.random.default_rng(0).standard_normal((4, 5, 3))
    single, each = np.ones(2), np.ones((4, 5, 2))
    assert np.allclose(network.step(states, single), network.step(states, each))
    assert np.allclose(network.state_jacobian(states, single), network.state_jacobian(states, each))


def test_a_batch_is_its_trials_one_by_one() -> None:
    rng = np.random.default_rng(1)
    network = Elman(*(rng.standard_normal(array.shape) for array in GOOD.values()))
    inputs = rng.standard_normal((5, 7, 2))
    together = run(network, inputs)
    for index in range(5):
        alone = run(network, inputs[index : index + 1])
        assert np.allclose(alone.states[0], together.states[index])
        assert np.allclose(alone.outputs[0], together.outputs[index])


def test_running_leaves_inputs_alone() -> None:
    trials = tasks.sample_trials(tasks.repeat_copy(2, 2), 3, 4, np.random.default_rng(0))
    before = trials.inputs.copy()
    run(elman(np.eye(4), np.ones((4, 2)), np.ones((2, 4))), trials.inputs)
    assert np.array_equal(trials.inputs, before)
