"""What is refused as a network, and what a network keeps to itself."""

import numpy as np
import pytest

from cells import random_elman, random_layer
from engram import tasks
from engram.dynamics import (
    GRU,
    LSTM,
    Activation,
    Cell,
    Dynamics,
    Elementwise,
    Elman,
    RecurrentLayer,
    Stacked,
    StartingFrom,
    diagonal,
    elman,
    linear,
    run,
)
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


GATED = {
    "GRU": (GRU, "bias_hh"),
    "GRU inside": (GRU, "bias_ih"),
    "LSTM": (LSTM, "bias"),
}


@pytest.mark.usefixtures("without_shape_checks")
@pytest.mark.parametrize(("kind", "bias"), GATED.values(), ids=GATED)
def test_gated_cells_say_everything_that_is_wrong(kind: type[RecurrentLayer], bias: str) -> None:
    rows = 3 * kind.gates
    good = {
        "weight_hh": np.zeros((rows, 3)),
        "weight_ih": np.zeros((rows, 2)),
        "weight_out": np.zeros((2, 3)),
        "bias_out": np.zeros(2),
        **{name: np.zeros(rows) for name in kind.biases},
    }
    kind(**good)
    wrong = good | {
        bias: np.zeros(3),
        "weight_ih": np.full((rows + 1, 2), np.nan),
        "bias_out": np.full(2, np.inf),
    }
    with pytest.raises(WeightsError) as caught:
        kind(**wrong)
    for said in (
        f"{bias} has shape (3,), expected ({rows},)",
        f"weight_ih has shape ({rows + 1}, 2), expected ({rows}, 2)",
        "for a network of 3 hidden units",
        f"weight_ih holds {2 * rows + 2} NaN or infinite values",
        "bias_out holds 2 NaN or infinite values",
    ):
        assert said in str(caught.value)
    for empty in (np.zeros((0, 0)), np.zeros((kind.gates - 1, 3)), np.zeros(())):
        with pytest.raises(WeightsError, match="a network has at least one unit"):
            kind(**good | {"weight_hh": empty})


# Activations ---------------------------------------------------------------------------------------------------


def test_a_nonlinearity_of_ones_own() -> None:
    mine = Elementwise("cubic", lambda x: x**3, lambda x: 3 * x**2)
    network = elman(2 * np.eye(2), np.zeros((2, 1)), np.ones((1, 2)), mine)
    state = np.array([1.0, -0.5])
    assert network.kind == "cubic Elman"
    assert np.array_equal(network.step(state, np.zeros(1)), [8.0, -1.0])
    assert np.array_equal(network.state_jacobian(state, np.zeros(1)), np.diag([24.0, 6.0]))


# Linear cells ----------------------------------------------------------------------------------------------------


def test_a_diagonal_network_is_its_complex_recurrence() -> None:
    rng = np.random.default_rng(2)
    values = np.array([0.9, 0.3 + 0.8j, -0.5j, -0.7])
    write = rng.standard_normal((4, 2)) + 1j * np.array([[0], [1], [1], [1]]) * rng.standard_normal((4, 2))
    read = rng.standard_normal((3, 4)) + 1j * rng.standard_normal((3, 4))
    inputs = rng.standard_normal((2, 9, 2))
    state, expected = np.zeros((2, 4), dtype=complex), []
    for t in range(9):
        state = state * values + inputs[:, t] @ write.T
        expected.append((state @ read.T).real)
    network = diagonal(values, write, read)
    assert network.state_size == 7  # the first mode stays real; the last is written with a phase
    assert np.allclose(run(network, inputs).outputs, np.stack(expected, axis=1), rtol=1e-13, atol=1e-13)
    found = np.linalg.eigvals(network.weight_hh)
    assert all(np.min(np.abs(found - value)) < 1e-12 for value in values)


def test_a_linear_network_is_its_matrices() -> None:
    rng = np.random.default_rng(3)
    a, b, c = rng.standard_normal((3, 3)), rng.standard_normal((3, 2)), rng.standard_normal((1, 3))
    network, state, given = linear(a, b, c), rng.standard_normal(3), rng.standard_normal(2)
    assert np.allclose(network.step(state, given), a @ state + b @ given, rtol=1e-14)
    assert np.allclose(network.readout(state), c @ state, rtol=1e-14)


@pytest.mark.usefixtures("without_shape_checks")
def test_sizes_of_a_diagonal_network_must_fit() -> None:
    for values in (np.ones(0), np.ones((3, 1))):
        with pytest.raises(WeightsError, match="eigenvalues have shape"):
            diagonal(values, np.ones((3, 1)), np.ones((1, 3)))
    with pytest.raises(WeightsError, match=r"B \(2, 1\) and C \(1, 3\); expected \(modes,\)"):
        diagonal(np.ones(3), np.ones((2, 1)), np.ones((1, 3)))


# Networks of networks --------------------------------------------------------------------------------------------


class Opaque:
    """A network that does not know its weights."""

    kind, state_parts, state_size, input_size, output_size = "opaque", (), 0, 3, 3

    def initial_state(self, batch: int) -> np.ndarray:
        return np.zeros((batch, 0))

    def step(self, state, input):
        return state

    readout = state_jacobian = input_jacobian = readout_jacobian = initial_state


def test_a_stack_is_a_cell_where_its_layers_are() -> None:
    cell, opaque = random_elman(Activation.TANH)(np.random.default_rng(0)), Opaque()
    assert isinstance(opaque, Dynamics)
    assert not isinstance(opaque, Cell)
    assert isinstance(Stacked((cell,)), Cell)
    stack = Stacked((opaque, cell))
    assert isinstance(stack, Dynamics)
    assert not isinstance(stack, Cell)
    assert isinstance(StartingFrom(cell, np.zeros(5)), Cell)
    assert not isinstance(StartingFrom(stack, np.zeros(5)), Cell)


def test_kinds_and_parts_of_stacks() -> None:
    rng = np.random.default_rng(1)
    lstm, gru = random_layer(LSTM, rng, outputs=3), random_layer(GRU, rng, outputs=3)
    assert Stacked((lstm, lstm)).kind == "2-layer LSTM"
    assert Stacked((gru, lstm, linear(np.eye(2), np.ones((2, 3)), np.eye(2)))).kind == "GRU -> LSTM -> linear"
    parts = [(part.name, part.size) for part in Stacked((lstm, gru)).state_parts]
    assert parts == [("h_l0", 5), ("c_l0", 5), ("h_l1", 5)]


def test_layers_of_a_stack_must_fit() -> None:
    layer = random_layer(GRU, np.random.default_rng(2))
    with pytest.raises(MismatchError, match="layer 0 reads out 2 components and layer 1 takes 3"):
        Stacked((layer, layer))
    with pytest.raises(MismatchError, match="at least one layer"):
        Stacked(())


def test_a_network_may_start_elsewhere() -> None:
    network, start = random_layer(LSTM, np.random.default_rng(3)), np.arange(10.0)
    started = StartingFrom(network, start)
    start[0] = 99.0
    assert np.array_equal(started.initial_state(2), [np.arange(10.0)] * 2)
    first = run(started, np.zeros((1, 1, 3))).states[0, 0]
    assert np.array_equal(first, network.step(np.arange(10.0), np.zeros(3)))


@pytest.mark.usefixtures("without_shape_checks")
@pytest.mark.parametrize("start", [np.zeros(4), np.zeros((1, 5)), np.array([0, 0, 0, 0, np.nan])])
def test_where_a_network_cannot_start(start) -> None:
    network = random_layer(GRU, np.random.default_rng(4))
    with pytest.raises(WeightsError, match=r"the initial state has shape .*; expected 5 finite numbers"):
        StartingFrom(network, start)
