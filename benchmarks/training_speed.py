"""Optimiser steps a second of the stacked trainer, against nn.RNN with autograd and against what products allow.

    python benchmarks/training_speed.py            # N = 128, batch 64, T = 108 (s = 8, horizon 100)
    python benchmarks/training_speed.py --rounds 21

The contestants take turns in every round on the same threads, and ratios are medians over the rounds, so that a
busy machine slows all of them. A step is a new batch, forward, back, clipping and Adam. The limit is the time of
the three N x N products of every step of time, at the rate of a large product on all threads.
"""

import argparse
import time
from collections.abc import Callable
from contextlib import nullcontext

import numpy as np
import torch

from engram.tasks import LinearTask, repeat_copy
from engram.training.adam import Adam, clip_each
from engram.training.ensemble import Extent, Sizes, Stack
from engram.training.gradients import Gradients, one_thread_a_product

HORIZON = 100
STACK = 8
REFERENCE = "nn.RNN + autograd"
BIG = 1024
"""Order of the large product."""


def main() -> None:
    """Measure in turns, print medians."""
    arguments = _arguments()
    task = repeat_copy(8, 8)
    torch.set_num_threads(arguments.threads)
    contestants = {
        REFERENCE: (1, _autograd(task, arguments.hidden_size, arguments.batch_size)),
        "one network": (1, _stacked(task, 1, arguments.hidden_size, arguments.batch_size)),
        "eight networks": (STACK, _stacked(task, STACK, arguments.hidden_size, arguments.batch_size)),
    }
    seconds = {name: [] for name in contestants}
    big = []
    for _ in range(arguments.rounds + 1):
        for name, (networks, step) in contestants.items():
            with nullcontext() if name == REFERENCE else one_thread_a_product():
                seconds[name].append(_timed(step, max(2, 8 // networks)) / networks)
        big.append(_timed(_large_product(), 2))
    _print({name: np.array(values[1:]) for name, values in seconds.items()}, np.array(big[1:]), arguments)


def _print(seconds: dict[str, np.ndarray], big: np.ndarray, arguments: argparse.Namespace) -> None:
    products = 3 * 2 * arguments.batch_size * arguments.hidden_size**2 * (8 + HORIZON)
    limit = products * big / (2 * BIG**3)
    reference = seconds[REFERENCE]
    print(
        f"N = {arguments.hidden_size}, batch {arguments.batch_size}, T = {8 + HORIZON}, {arguments.threads} threads"
    )
    print(f"{'':20}{'steps/s of a network':>22}{'against nn.RNN':>16}{'share of limit':>16}")
    for name, each in seconds.items():
        ratio, share = np.median(reference / each), np.median(limit / each)
        print(f"{name:20}{1 / np.median(each):22.1f}{ratio:16.2f}{share:16.2f}")
    print(f"{'products alone':20}{1 / np.median(limit):22.1f}{np.median(reference / limit):16.2f}{1:16.2f}")


def _autograd(task: LinearTask, hidden_size: int, batch_size: int) -> Callable[[], object]:
    kappa, variables = task.variable_size, task.num_variables
    rnn = torch.nn.RNN(kappa, hidden_size, bias=False)
    readout = torch.nn.Linear(hidden_size, kappa, bias=False)
    parameters = [*rnn.parameters(), *readout.parameters()]
    optimiser = torch.optim.Adam(parameters, lr=1e-3)
    continuation = torch.from_numpy(task.continuation(HORIZON).T).float()
    silence = torch.zeros(HORIZON, batch_size, kappa)

    def step() -> None:
        held = _contents(1, batch_size, task)[0]
        inputs = held.unflatten(1, (variables, kappa)).transpose(0, 1)
        targets = (held @ continuation).unflatten(1, (HORIZON, kappa)).transpose(0, 1)
        states, _ = rnn(torch.cat([inputs, silence]))
        loss = torch.nn.functional.mse_loss(readout(states[variables:]), targets)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimiser.step()
        loss.item()

    return step


def _stacked(task: LinearTask, networks: int, hidden_size: int, batch_size: int) -> Callable[[], object]:
    sizes = Sizes(hidden_size, task.variable_size, False)
    extent = Extent(networks, batch_size, task.num_variables, HORIZON)
    gradients = Gradients(task, sizes, extent, torch.device("cpu"), torch.get_num_threads())
    bound = hidden_size**-0.5
    weights = Stack(sizes, torch.empty(networks, sizes.num_parameters).uniform_(-bound, bound))
    slopes = Stack(sizes, torch.zeros_like(weights.values))
    adam = Adam(weights.values, (0.9, 0.999), 0.0)

    def step() -> None:
        held = _contents(networks, batch_size, task)
        gradients(weights, held, [HORIZON] * networks, slopes, with_accuracy=False)
        clip_each(slopes.values, 1.0)
        adam.step(weights.values, slopes.values, [1e-3] * networks)

    return step


def _contents(networks: int, batch_size: int, task: LinearTask) -> torch.Tensor:
    return 2.0 * torch.randint(0, 2, (networks, batch_size, task.history_size)).float() - 1.0


def _large_product() -> Callable[[], object]:
    first, second, out = (torch.ones(BIG, BIG) for _ in range(3))
    return lambda: torch.mm(first, second, out=out)


def _timed(step: Callable[[], object], times: int) -> float:
    began = time.perf_counter()
    for _ in range(times):
        step()
    return (time.perf_counter() - began) / times


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--hidden-size", type=int, default=128)
    parser.add_argument("--batch-size", type=int, default=64)
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    return parser.parse_args()


if __name__ == "__main__":
    main()
