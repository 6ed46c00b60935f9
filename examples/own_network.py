"""A network that was trained without Engram, opened with it.

    python examples/own_network.py                      # about a minute
    engram analyze own.safetensors --task repeat-copy:s=4,k=4 --out own-analysis

Plain PyTorch: a module with a recurrent layer and a linear readout under names of its own, autograd, Adam. Engram needs
the module, or a file of its weights.
"""

import argparse

import numpy as np
import torch
from torch import nn

import engram as eg


class Model(nn.Module):
    """Any `nn.RNN`, `nn.GRU` or `nn.LSTM`, and a readout."""

    def __init__(self, task: eg.LinearTask, hidden_size: int) -> None:
        super().__init__()
        self.core = nn.RNN(task.variable_size, hidden_size, bias=False)
        self.head = nn.Linear(hidden_size, task.variable_size, bias=False)
        nn.init.orthogonal_(self.core.weight_hh_l0)

    def forward(self, inputs: torch.Tensor) -> torch.Tensor:
        """Inputs and outputs of shape (time, trials, components)."""
        return self.head(self.core(inputs)[0])


def train(model: Model, task: eg.LinearTask, steps: int, horizon: int) -> float:
    """Mean squared error over the output phase; returns that of the last batch."""
    rng = np.random.default_rng(0)
    optimiser = torch.optim.Adam(model.parameters(), lr=2e-3)
    schedule = torch.optim.lr_scheduler.ExponentialLR(optimiser, gamma=0.01 ** (1 / steps))
    loss = torch.tensor(float("nan"))
    for _ in range(steps):
        trials = eg.tasks.sample_trials(task, 64, horizon, rng)
        inputs = torch.from_numpy(trials.inputs).float().transpose(0, 1)
        targets = torch.from_numpy(trials.targets).float().transpose(0, 1)
        loss = nn.functional.mse_loss(model(inputs)[task.num_variables :], targets)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        schedule.step()
    return loss.item()


def main() -> None:
    """Train, save, open."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--steps", type=int, default=3000)
    parser.add_argument("--out", default="own.safetensors")
    arguments = parser.parse_args()

    torch.manual_seed(0)
    task = eg.tasks.repeat_copy(num_variables=4, variable_size=4)
    model = Model(task, hidden_size=48)
    loss = train(model, task, arguments.steps, horizon=40)
    network = eg.wrap(model)
    eg.save(network, arguments.out)
    print(f"loss {loss:.4f}, written to {arguments.out}\n")
    print(eg.check_model(model, network), end="\n\n")
    print(eg.interpret(network, task))


if __name__ == "__main__":
    main()
