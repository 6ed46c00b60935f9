"""What networks in training must say: the outputs that a task makes of contents, as tensors."""

from collections.abc import Callable

import numpy as np
import torch
from jaxtyping import Float
from numpy import ndarray
from torch import Tensor

from engram.tasks import LinearTask, ModularTask, PeriodicTask, Task, unroll

Targets = Callable[
    [Float[Tensor, "networks batch history"], int], Float[Tensor, "networks horizon component batch"]
]
"""From contents z(s) and a horizon to u(s+1), ..., u(s+horizon), trials last in memory, as they are wanted."""


def targets_of(task: Task, horizon: int, device: torch.device) -> Targets:
    """For horizons up to `horizon`: one product where the rule is linear, in Z_p too; step by step for any other."""
    match task:
        case LinearTask():
            return _product(task.continuation(horizon), task.variable_size, device)
        case PeriodicTask():
            return _product(_continuation(task, horizon), task.variable_size, device)
        case ModularTask():
            return _sums(task, horizon, device)
        case _:
            return lambda held, steps: _unrolled(task, held, steps)


def _product(continuation: Float[ndarray, "steps history"], kappa: int, device: torch.device) -> Targets:
    matrix = torch.from_numpy(continuation).to(device, torch.float32)
    return lambda held, steps: (matrix[: steps * kappa] @ held.mT).unflatten(1, (steps, kappa))


def _continuation(task: PeriodicTask, horizon: int) -> Float[ndarray, "steps history"]:
    """The matrix that takes z(s) to u(s+1), ..., u(s+horizon), stacked: what becomes of each unit of contents."""
    units = np.eye(task.history_size).reshape(-1, task.num_variables, task.variable_size)
    return unroll(task, units, horizon).targets.reshape(task.history_size, -1).T.copy()


def _sums(task: ModularTask, horizon: int, device: torch.device) -> Targets:
    """The sums modulo p that make each step's symbols, from one network's symbols to all of its targets at once."""
    rows = np.eye(task.num_variables, dtype=np.int64)
    for _ in range(horizon):
        rows = np.vstack([rows, np.array(task.coefficients) @ rows[-task.num_variables :] % task.modulus])
    # Whole numbers below p^2 s, which single precision holds exactly.
    sums = torch.from_numpy(rows[task.num_variables :]).to(device, torch.float32)
    alphabet = torch.tensor(task.alphabet).to(device, torch.float32)

    def targets(held: Tensor, steps: int) -> Tensor:
        parts = held.unflatten(2, (task.num_variables, task.num_symbols, task.components_per_symbol))
        symbols = (parts @ alphabet.mT).argmax(-1).float()
        later = torch.einsum("ks,nbsx->nkxb", sums[:steps], symbols).remainder(task.modulus).long()
        return alphabet[later].movedim(-1, 3).flatten(2, 3)

    return targets


def _unrolled(task: Task, held: Tensor, steps: int) -> Tensor:
    inputs = held.flatten(0, 1).unflatten(1, (task.num_variables, task.variable_size))
    trials = unroll(task, inputs.double().cpu().numpy(), steps)
    said = torch.from_numpy(trials.targets).to(held.device, torch.float32)
    return said.unflatten(0, held.shape[:2]).permute(0, 2, 3, 1)
