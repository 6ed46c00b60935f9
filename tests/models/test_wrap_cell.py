"""Cells of one's own as functions of torch: the same map, exact Jacobians, refusals in words."""

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from engram.dynamics import Cell, Dynamics, StatePart, named_parts, run
from engram.errors import InputError
from engram.models.adapters import wrap, wrap_cell
from engram.models.custom import by_autograd, by_func

N, K, OUT = 6, 2, 3
RNG = np.random.default_rng(0)
W, B, R = (torch.from_numpy(RNG.standard_normal(shape) / 2) for shape in ((N, N), (N, K), (OUT, N)))


def tanh_step(h: Tensor, u: Tensor) -> Tensor:
    return torch.tanh(h @ W.T + u @ B.T)


def in_place(h: Tensor, u: Tensor) -> Tensor:
    """Writes into a tensor of its own, which torch.func cannot follow."""
    new = torch.zeros(len(h), N, dtype=torch.float64)
    new[:] = h @ W.T
    new += u @ B.T
    return new.tanh()


def leaky(h: Tensor, u: Tensor) -> Tensor:
    return 0.9 * h + 0.1 * torch.nn.functional.softplus(h @ W.T + u @ B.T) * torch.sin(h)


NARROW = nn.Linear(N, N)


class Gated(nn.Module):
    """A module called as cell(state, input), with dropout that must be off."""

    def __init__(self) -> None:
        super().__init__()
        self.gate, self.drop = nn.Linear(N + K, N), nn.Dropout(0.5)

    def forward(self, h: Tensor, u: Tensor) -> Tensor:
        gate = torch.sigmoid(self.gate(torch.cat([h, u], dim=1)))
        return self.drop(gate * h + (1 - gate) * torch.tanh(h.flip(1) + u.sum(1, keepdim=True)))


def read(h: Tensor) -> Tensor:
    return h @ R.T


def wrapped(step: object, readout: object = read, **options: object) -> Dynamics:
    sizes = {"state_size": N, "input_size": K, "output_size": OUT}
    return wrap_cell(step, readout, **sizes | options)


def differences(function, point: np.ndarray, step: float = 1e-6) -> np.ndarray:
    moves = step * np.eye(len(point))
    return np.stack([(function(point + m) - function(point - m)) / (2 * step) for m in moves], axis=1)


@pytest.mark.parametrize(
    "step", [tanh_step, in_place, leaky, Gated()], ids=["tanh", "in place", "leaky", "module"]
)
def test_jacobians_are_central_differences(step: object) -> None:
    network = wrapped(step)
    h, u = RNG.standard_normal((4, N)), RNG.standard_normal((4, K))
    by_state, by_input = network.state_jacobian(h, u), network.input_jacobian(h, u)
    by_readout = network.readout_jacobian(h)
    for index in range(4):
        expected = differences(lambda x, i=index: network.step(x, u[i]), h[index])
        np.testing.assert_allclose(by_state[index], expected, rtol=0, atol=1e-7 * np.abs(expected).max())
        expected = differences(lambda x, i=index: network.step(h[i], x), u[index])
        np.testing.assert_allclose(by_input[index], expected, rtol=0, atol=1e-7 * np.abs(expected).max())
        expected = differences(network.readout, h[index])
        np.testing.assert_allclose(by_readout[index], expected, rtol=0, atol=1e-7 * np.abs(expected).max())


def test_torch_func_where_it_can_and_autograd_where_not() -> None:
    assert wrapped(tanh_step).derivative is by_func
    assert wrapped(in_place).derivative is by_autograd


def test_both_ways_give_the_same() -> None:
    h, u = torch.from_numpy(RNG.standard_normal((3, N))), torch.from_numpy(RNG.standard_normal((3, K)))
    assert torch.allclose(by_func(leaky, h, u), by_autograd(leaky, h, u), rtol=0, atol=1e-14)


def test_it_runs_as_the_same_cell_rebuilt_from_weights() -> None:
    cell, readout = nn.GRUCell(K, N), nn.Linear(N, OUT)
    double = nn.GRUCell(K, N).double()
    double.load_state_dict(cell.state_dict())
    custom, rebuilt = wrapped(lambda h, u: double(u, h), readout), wrap(cell, readout=readout)
    inputs = RNG.standard_normal((3, 40, K))
    expected = run(rebuilt, inputs)
    assert np.allclose(run(custom, inputs).outputs, expected.outputs, rtol=0, atol=1e-13)
    states = expected.states[:, -1]
    found = custom.state_jacobian(states, inputs[:, 0])
    assert np.allclose(found, rebuilt.state_jacobian(states, inputs[:, 0]), rtol=0, atol=1e-13)


def test_any_batch_shape_and_one_input_for_all() -> None:
    network = wrapped(tanh_step)
    states = RNG.standard_normal((2, 5, N))
    assert network.step(states, np.zeros(K)).shape == (2, 5, N)
    assert network.state_jacobian(states, np.zeros(K)).shape == (2, 5, N, N)
    assert network.readout(states[0, 0]).shape == (OUT,)


def test_a_large_batch_is_worked_off_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    network, states = wrapped(tanh_step), RNG.standard_normal((7, N))
    whole = network.state_jacobian(states, np.zeros(K))
    monkeypatch.setattr("engram.models.custom.CHUNK", 2 * N * N)
    assert np.allclose(network.state_jacobian(states, np.zeros(K)), whole, rtol=0, atol=1e-15)


def test_parts_start_and_kind() -> None:
    parts = (StatePart("fast", 4), StatePart("slow", 2))
    network = wrapped(tanh_step, state_parts=parts, initial_state=np.full(N, 0.1), kind="two times")
    assert {name: part.shape for name, part in named_parts(network, np.zeros((3, N))).items()} == {
        "fast": (3, 4),
        "slow": (3, 2),
    }
    assert np.array_equal(network.initial_state(2), np.full((2, N), 0.1))
    assert network.kind == "two times"
    assert not isinstance(network, Cell)


def test_a_module_stays_as_it_was() -> None:
    module = Gated()
    before = {name: tensor.clone() for name, tensor in module.state_dict().items()}
    network = wrapped(module)
    network.state_jacobian(np.zeros((2, N)), np.zeros((2, K)))
    assert module.training
    assert all(p.dtype == torch.float32 and p.requires_grad and p.grad is None for p in module.parameters())
    assert all(torch.equal(tensor, before[name]) for name, tensor in module.state_dict().items())


def test_a_function_cannot_change_the_states_of_the_caller() -> None:
    def changing(h: Tensor, u: Tensor) -> Tensor:
        return h.mul_(0.5) @ W.T + u @ B.T

    h = np.ones((2, N))
    with pytest.raises(InputError, match=r"no assignment into its arguments"):
        wrapped(changing)
    assert np.array_equal(h, np.ones((2, N)))


class Counting:
    """Keeps a value between calls."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self, h: Tensor, u: Tensor) -> Tensor:
        self.calls += 1
        return tanh_step(h, u) + 0.01 * self.calls


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (lambda h, u: h[:1], "returned torch.float64 (1, 6) for 2 trials; expected torch.float64 (2, 6)"),
        (lambda h, u: h.float(), "returned torch.float32 (2, 6)"),
        (lambda h, u: [1], "returned list for 2 trials"),
        (lambda h, u: h * float("nan"), "NaN or infinity at h(0)"),
        (lambda h: h, "TypeError"),
        (lambda h, u: NARROW(h), "modules that it uses must be float64"),
        (lambda h, u: torch.tanh(h.detach() @ W.T + u @ B.T), "state Jacobian"),
        (lambda h, u: torch.from_numpy(h.numpy() / 2), "no .item(), .detach(), .numpy()"),
        (lambda h, u: tanh_step(h, u) + torch.rand_like(h), "no random numbers"),
        (lambda h, u: tanh_step(h, u) - h.mean(0) - u.sum(0)[:1], "a trial alone, as in a batch"),
        (Counting(), "the same step at any time"),
        (nn.GRUCell(K, N), "use wrap(cell, readout=...)"),
    ],
)
def test_refusals(step: object, said: str) -> None:
    with pytest.raises(InputError) as caught:
        wrapped(step)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"state_size": 0}, "sizes of at least 1"),
        ({"state_parts": (StatePart("h", 5),)}, "parts that add up to state_size"),
        ({"initial_state": np.zeros(5)}, "initial_state has shape (5,); expected 6 finite numbers"),
        ({"output_size": 4}, "readout(state) returned torch.float64 (2, 3)"),
    ],
)
def test_sizes_that_do_not_fit(options: dict[str, object], said: str) -> None:
    with pytest.raises(InputError) as caught:
        wrapped(tanh_step, **options)
    assert said in str(caught.value)


def test_a_network_without_inputs_that_matter() -> None:
    network = wrapped(lambda h, u: torch.sin(h @ W.T))
    assert np.array_equal(network.input_jacobian(np.ones((2, N)), np.ones((2, K))), np.zeros((2, N, K)))
