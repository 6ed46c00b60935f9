"""The same network as torch runs it, and weight files that torch reads."""

from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file

from engram.dynamics import Activation, Elman, load, run, save


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


def test_jacobians_are_those_of_autograd() -> None:
    network = elman_of(Activation.TANH, has_bias=True)
    weight_hh, weight_ih, bias = (
        torch.tensor(a) for a in (network.weight_hh, network.weight_ih, network.bias)
    )
    rng = np.random.default_rng(2)
    state, given = rng.standard_normal(6), rng.standard_normal(3)
    by_state, by_input = torch.autograd.functional.jacobian(
        lambda h, u: torch.tanh(weight_hh @ h + weight_ih @ u + bias),
        (torch.tensor(state), torch.tensor(given)),
    )
    assert np.allclose(network.state_jacobian(state, given), by_state.numpy(), atol=1e-12)
    assert np.allclose(network.input_jacobian(state, given), by_input.numpy(), atol=1e-12)


def test_half_precision_from_torch_is_read_and_bfloat_is_refused_in_words(tmp_path: Path) -> None:
    from engram.errors import WeightsError

    module = Torch("tanh", has_bias=False)
    for dtype in (torch.float16, torch.bfloat16, torch.float8_e4m3fn):
        tensors = {name: tensor.to(dtype) for name, tensor in module.state_dict().items()}
        save_file(tensors, tmp_path / f"{dtype}.safetensors")
    assert load(tmp_path / "torch.float16.safetensors").state_size == 6
    for name in ("torch.bfloat16", "torch.float8_e4m3fn"):
        with pytest.raises(WeightsError, match="no readable safetensors file"):
            load(tmp_path / f"{name}.safetensors")
