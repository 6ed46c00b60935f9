"""How exactly networks are rebuilt: against their torch modules, and Jacobians against finite differences.

    python benchmarks/agreement.py      # seconds

Every module of torch is wrapped and run beside it in float64 over 200 steps, from random weights and inputs;
Jacobians are compared with central differences of fourth order. Largest difference relative to the largest value,
over `SEEDS` draws of each.
"""

from collections.abc import Callable

import numpy as np
import torch
from numpy import ndarray
from torch import nn

from engram.dynamics import Dynamics, diagonal, run
from engram.models.adapters import wrap, wrap_cell
from engram.training import RecurrentNetwork

SEEDS, STEPS, TRIALS, HIDDEN, SIZE = 10, 200, 8, 32, 5

MODULES: dict[str, Callable[[], nn.RNNBase]] = {
    "RNN, tanh": lambda: nn.RNN(SIZE, HIDDEN),
    "RNN, tanh, no biases": lambda: nn.RNN(SIZE, HIDDEN, bias=False),
    "RNN, relu": lambda: nn.RNN(SIZE, HIDDEN, nonlinearity="relu"),
    "RNN, tanh, 2 layers": lambda: nn.RNN(SIZE, HIDDEN, num_layers=2),
    "GRU": lambda: nn.GRU(SIZE, HIDDEN),
    "GRU, no biases": lambda: nn.GRU(SIZE, HIDDEN, bias=False),
    "GRU, 3 layers": lambda: nn.GRU(SIZE, HIDDEN, num_layers=3),
    "LSTM": lambda: nn.LSTM(SIZE, HIDDEN),
    "LSTM, no biases": lambda: nn.LSTM(SIZE, HIDDEN, bias=False),
    "LSTM, 2 layers": lambda: nn.LSTM(SIZE, HIDDEN, num_layers=2),
}


def relative(found: ndarray, expected: ndarray) -> float:
    """Largest difference over largest value."""
    return float(np.max(np.abs(found - expected)) / max(float(np.max(np.abs(expected))), 1e-300))


def differences(function: Callable[[ndarray], ndarray], point: ndarray, step: float) -> ndarray:
    """The derivative of `function` at a point, by central differences of fourth order."""
    columns = []
    for unit in step * np.eye(len(point)):
        near = function(point + unit) - function(point - unit)
        far = function(point + 2 * unit) - function(point - 2 * unit)
        columns.append((8 * near - far) / (12 * step))
    return np.stack(columns, axis=-1)


def jacobian_error(network: Dynamics, rng: np.random.Generator) -> float:
    """The larger error of the state's and the input's, at a state that the network visits."""
    inputs = rng.standard_normal((1, 20, network.input_size))
    state, given = run(network, inputs).states[0, -1], rng.standard_normal(network.input_size)
    # Rectified units are linear but for their corner: a short step costs nothing and seldom meets one.
    step = 1e-6 if "relu" in network.kind else 1e-3
    by_state = differences(lambda x: network.step(x, given), state, step)
    by_input = differences(lambda u: network.step(state, u), given, step)
    return max(
        relative(network.state_jacobian(state, given), by_state),
        relative(network.input_jacobian(state, given), by_input),
    )


def wrapped(make: Callable[[], nn.RNNBase], seed: int) -> tuple[float, float]:
    """Of one module: error of its outputs over all steps, error of Jacobians."""
    torch.manual_seed(seed)
    module, rng = RecurrentNetwork(make(), SIZE).double(), np.random.default_rng(seed)
    network = wrap(module)
    inputs = rng.standard_normal((TRIALS, STEPS, SIZE))
    inputs[:, STEPS // 2 :] = 0.0
    with torch.no_grad():
        said = module(torch.from_numpy(inputs).transpose(0, 1)).transpose(0, 1).numpy()
    return relative(run(network, inputs).outputs, said), jacobian_error(network, rng)


def own_cell(seed: int) -> Dynamics:
    """A leaky cell as a function of torch."""
    torch.manual_seed(seed)
    recur, write = torch.randn(HIDDEN, HIDDEN).double() / HIDDEN**0.5, torch.randn(HIDDEN, SIZE).double()
    read = nn.Linear(HIDDEN, SIZE)
    return wrap_cell(
        lambda state, given: 0.8 * state + 0.2 * torch.tanh(state @ recur.T + given @ write.T),
        read,
        state_size=HIDDEN,
        input_size=SIZE,
        output_size=SIZE,
    )


def state_space(seed: int) -> Dynamics:
    """A complex diagonal linear network."""
    rng = np.random.default_rng(seed)
    modes = 0.95 * np.exp(1j * rng.uniform(0, np.pi, HIDDEN // 2))
    return diagonal(modes, rng.standard_normal((HIDDEN // 2, SIZE)), rng.standard_normal((SIZE, HIDDEN // 2)))


def main() -> None:
    """Print the table."""
    print(f"{'':24}{'against torch':>16}{'Jacobians':>12}")
    for name, make in MODULES.items():
        outputs, jacobians = np.max([wrapped(make, seed) for seed in range(SEEDS)], axis=0)
        print(f"{name:24}{outputs:16.1e}{jacobians:12.1e}", flush=True)
    for name, network in (("own cell (function)", own_cell), ("diagonal, linear", state_space)):
        error = max(jacobian_error(network(seed), np.random.default_rng(seed)) for seed in range(SEEDS))
        print(f"{name:24}{'':16}{error:12.1e}", flush=True)


if __name__ == "__main__":
    main()
