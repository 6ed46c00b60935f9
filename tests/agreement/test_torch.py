"""The same network as torch runs it, and weight files that torch reads."""

from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file
from torch import nn

from engram.dynamics import (
    GRU,
    LSTM,
    Activation,
    Cell,
    Elman,
    load,
    named_parts,
    network_of,
    run,
    save,
)
from engram.errors import WeightsError


def elman_of(activation: Activation, *, has_bias: bool) -> Elman:
    rng = np.random.default_rng(0)
    size = 1.0 if has_bias else 0.0
    return Elman(
        rng.standard_normal((6, 6)) / 2,
        rng.standard_normal((6, 3)),
        rng.standard_normal((3, 6)),
        size * rng.standard_normal(6),
        size * rng.standard_normal(3),
        activation,
    )


class Torch(torch.nn.Module):
    """What the file format promises to fit into."""

    def __init__(self, activation: str, *, has_bias: bool) -> None:
        super().__init__()
        self.rnn = torch.nn.RNN(3, 6, nonlinearity=activation, bias=has_bias, batch_first=True)
        self.readout = torch.nn.Linear(6, 3, bias=has_bias)
        self.double()

    def forward(self, inputs: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        states, _ = self.rnn(inputs)
        return states, self.readout(states)


@pytest.mark.parametrize("has_bias", [True, False])
@pytest.mark.parametrize("activation", [Activation.TANH, Activation.RELU])
def test_saved_weights_load_strictly_into_torch_and_run_alike(activation, has_bias, tmp_path: Path) -> None:
    network = elman_of(activation, has_bias=has_bias)
    save(network, tmp_path / "w.safetensors")
    module = Torch(activation.value, has_bias=has_bias)
    module.load_state_dict(load_file(tmp_path / "w.safetensors"), strict=True)

    inputs = np.random.default_rng(1).standard_normal((4, 12, 3))
    with torch.no_grad():
        states, outputs = module(torch.from_numpy(inputs))
    found = run(network, inputs)
    assert np.allclose(found.states, states.numpy(), atol=1e-12)
    assert np.allclose(found.outputs, outputs.numpy(), atol=1e-12)


@pytest.mark.parametrize("has_bias", [True, False])
def test_a_torch_module_comes_in(has_bias, tmp_path: Path) -> None:
    torch.manual_seed(0)
    module = Torch("tanh", has_bias=has_bias)
    save_file(module.state_dict(), tmp_path / "w.safetensors")
    inputs = np.random.default_rng(1).standard_normal((4, 12, 3))
    with torch.no_grad():
        _, outputs = module(torch.from_numpy(inputs))
    assert np.allclose(run(load(tmp_path / "w.safetensors"), inputs).outputs, outputs.numpy(), atol=1e-12)


MODULES = {Elman: nn.RNN, GRU: nn.GRU, LSTM: nn.LSTM}
CELLS = {Elman: nn.RNNCell, GRU: nn.GRUCell, LSTM: nn.LSTMCell}
LAYERS = (1, 2, 3)


class Recurrent(nn.Module):
    """A recurrent layer of torch and a linear readout, in float64."""

    def __init__(self, kind: type, layers: int, *, has_bias: bool) -> None:
        super().__init__()
        torch.manual_seed(layers)
        self.rnn = MODULES[kind](3, 6, num_layers=layers, bias=has_bias, batch_first=True)
        self.readout = nn.Linear(6, 2, bias=has_bias)
        self.double()

    def forward(self, inputs: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """The top layer's states and the outputs."""
        states, _ = self.rnn(inputs)
        return states, self.readout(states)

    def step(self, state: torch.Tensor, given: torch.Tensor) -> torch.Tensor:
        """One step of the flat state, layer by layer, h before c."""
        is_lstm = isinstance(self.rnn, nn.LSTM)
        parts = state.reshape(self.rnn.num_layers, 2 if is_lstm else 1, 1, 6).unbind(1)
        _, new = self.rnn(given[None, None], tuple(p.contiguous() for p in parts) if is_lstm else parts[0])
        return torch.stack(new if is_lstm else (new,), dim=1).reshape(-1)

    def network(self) -> Cell:
        return network_of({name: tensor.numpy() for name, tensor in self.state_dict().items()})


def relative(found: np.ndarray, expected: torch.Tensor) -> float:
    reference = expected.detach().numpy()
    return float(np.max(np.abs(found - reference)) / np.max(np.abs(reference)))


@pytest.mark.parametrize("has_bias", [True, False])
@pytest.mark.parametrize("layers", LAYERS)
@pytest.mark.parametrize("kind", MODULES)
def test_every_layer_runs_as_in_torch(kind, layers, has_bias) -> None:
    module = Recurrent(kind, layers, has_bias=has_bias)
    inputs = np.random.default_rng(1).standard_normal((4, 200, 3))
    with torch.no_grad():
        states, outputs = module(torch.from_numpy(inputs))
    found = run(module.network(), inputs)
    top = "h" if layers == 1 else f"h_l{layers - 1}"
    assert relative(found.outputs, outputs) <= 1e-12
    assert relative(named_parts(module.network(), found.states)[top], states) <= 1e-12


@pytest.mark.parametrize("kind", CELLS)
def test_every_cell_steps_as_in_torch(kind) -> None:
    torch.manual_seed(0)
    cell = CELLS[kind](3, 6).double()
    arrays = {name: tensor.numpy() for name, tensor in cell.state_dict().items()}
    network = network_of(arrays | {"weight_out": np.eye(6)})
    state, given = np.random.default_rng(2).standard_normal((2, 4, network.state_size))
    parts = tuple(torch.from_numpy(part) for part in named_parts(network, state).values())
    with torch.no_grad():
        new = cell(torch.from_numpy(given[:, :3].copy()), parts if len(parts) > 1 else parts[0])
    expected = torch.cat(new, dim=1) if isinstance(new, tuple) else new
    assert relative(network.step(state, given[:, :3]), expected) <= 1e-12


@pytest.mark.parametrize("layers", LAYERS)
@pytest.mark.parametrize("kind", MODULES)
def test_jacobians_are_those_of_torch(kind, layers) -> None:
    """By torch.func at several states, far from the origin too."""
    module = Recurrent(kind, layers, has_bias=True)
    network, rng = module.network(), np.random.default_rng(3)
    states, inputs = 2 * rng.standard_normal((5, network.state_size)), rng.standard_normal((5, 3))
    found = network.state_jacobian(states, inputs), network.input_jacobian(states, inputs)
    for index in range(5):
        point = torch.from_numpy(states[index]), torch.from_numpy(inputs[index])
        by_state, by_input = torch.func.jacrev(module.step, argnums=(0, 1))(*point)
        assert relative(found[0][index], by_state) <= 1e-12
        assert relative(found[1][index], by_input) <= 1e-12


@pytest.mark.parametrize("has_bias", [True, False])
@pytest.mark.parametrize("layers", LAYERS)
@pytest.mark.parametrize("kind", MODULES)
def test_saved_networks_of_every_kind_load_strictly_into_torch(
    kind, layers, has_bias, tmp_path: Path
) -> None:
    module = Recurrent(kind, layers, has_bias=has_bias)
    save(module.network(), tmp_path / "w.safetensors")
    twin = Recurrent(kind, layers, has_bias=has_bias)
    with torch.no_grad():
        for parameter in twin.parameters():
            parameter.zero_()
    twin.load_state_dict(load_file(tmp_path / "w.safetensors"), strict=True)
    inputs = torch.from_numpy(np.random.default_rng(4).standard_normal((2, 20, 3)))
    with torch.no_grad():
        # The two biases of an Elman or LSTM layer are written as their sum and zero.
        assert torch.allclose(twin(inputs)[1], module(inputs)[1], rtol=1e-13, atol=1e-13)


TORCH_ACTIVATIONS = {
    Activation.TANH: torch.tanh,
    Activation.RELU: torch.relu,
    Activation.IDENTITY: lambda x: x * 1.0,
    Activation.SIGMOID: torch.sigmoid,
    Activation.SOFTPLUS: nn.functional.softplus,
    Activation.LEAKY_RELU: nn.functional.leaky_relu,
    Activation.ELU: nn.functional.elu,
    Activation.SILU: nn.functional.silu,
    Activation.GELU: nn.functional.gelu,
    Activation.HARDTANH: nn.functional.hardtanh,
}


@pytest.mark.parametrize("activation", list(Activation))
def test_activations_are_torchs_corners_and_tails_included(activation) -> None:
    points = np.concatenate(
        [
            np.random.default_rng(5).standard_normal(1000),
            [-1e3, -40, -20, -1, -0.0, 0, 1, 19.99, 20, 20.01, 1e3],
        ]
    )
    x = torch.tensor(points, requires_grad=True)
    values = TORCH_ACTIVATIONS[activation](x)
    (slopes,) = torch.autograd.grad(values.sum(), x)
    assert np.allclose(activation.apply(points), values.detach().numpy(), rtol=1e-13, atol=1e-15)
    assert np.allclose(activation.slope(points), slopes.numpy(), rtol=1e-13, atol=1e-15)


def test_half_precision_from_torch_is_read_and_bfloat_is_refused_in_words(tmp_path: Path) -> None:
    module = Torch("tanh", has_bias=False)
    for dtype in (torch.float16, torch.bfloat16, torch.float8_e4m3fn):
        tensors = {name: tensor.to(dtype) for name, tensor in module.state_dict().items()}
        save_file(tensors, tmp_path / f"{dtype}.safetensors")
    assert load(tmp_path / "torch.float16.safetensors").state_size == 6
    for name in ("torch.bfloat16", "torch.float8_e4m3fn"):
        with pytest.raises(
            WeightsError, match="expected real numbers in 2 dimensions, of a type that NumPy has"
        ):
            load(tmp_path / f"{name}.safetensors")
