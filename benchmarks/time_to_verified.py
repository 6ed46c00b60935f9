"""Seconds until one network is verified, for each named task and the network of the paper's Figure 3.

    python benchmarks/time_to_verified.py                    # three seeds each, one network at a time
    python benchmarks/time_to_verified.py --seeds 0 --only figure-3

What the trained networks are worth is measured again afterwards, on other inputs than those that stopped the
training: accuracy over 200 output steps, modes of theory found, relative Frobenius error of Phi, mean angle error.
"""

import argparse
import time

import numpy as np
from scipy import linalg

from engram.dynamics import Elman
from engram.interpretation import find_by_regression, match_spectrum, record
from engram.numerics import relative_error
from engram.tasks import LinearTask, compose_copy, from_id, repeat_copy
from engram.theory import circuit_of, theoretical_spectrum
from engram.training import FAST, Target, train
from engram.training.verification import accuracy_of

TASKS = {
    "repeat-copy": repeat_copy(8, 8),
    "compose-copy": compose_copy(8, 8),
    "mixed-1": from_id((9241421688590303745, 262676, 189)),
    "mixed-2": from_id((9241421688590303745, 38637, 145)),
    "figure-3": repeat_copy(16, 5),
}
WIDTHS = {
    "task": -14,
    "seed": 5,
    "seconds": 9,
    "steps": 7,
    "status": 12,
    "accuracy": 10,
    "modes": 8,
    "Phi": 8,
    "angle": 9,
}


def main() -> None:
    """Train, measure, print."""
    arguments = _arguments()
    print(_line(list(WIDTHS)))
    for name in arguments.only or TASKS:
        for seed in arguments.seeds:
            print(_row(name, TASKS[name], seed, arguments.hidden_size), flush=True)


def _row(name: str, task: LinearTask, seed: int, hidden_size: int) -> str:
    began = time.perf_counter()
    result = train(task, hidden_size, seeds=(seed,), recipe=FAST)
    seconds, trained = time.perf_counter() - began, result.best_trained
    run = [name, str(seed), f"{seconds:.2f}", str(trained.steps), trained.status.value]
    return _line(run + _quality(trained.network, task))


def _quality(network: Elman, task: LinearTask) -> list[str]:
    rng, circuit = np.random.default_rng(2**31), circuit_of(task)
    accuracy = accuracy_of(network, task, Target(trials=512), rng)
    recording = record(network, task, 512, 64, rng)
    learned = find_by_regression(network, recording, circuit, rng).interaction
    match = match_spectrum(theoretical_spectrum(circuit), linalg.eigvals(learned))
    error = relative_error(learned, circuit.interaction)
    modes = f"{match.found}/{match.found + match.unmatched}"
    return [f"{accuracy:.5f}", modes, f"{error:.4f}", f"{match.angle_error_rad:.5f}"]


def _line(entries: list[str]) -> str:
    return "".join(
        f"{entry:{'<' if width < 0 else '>'}{abs(width)}}"
        for entry, width in zip(entries, WIDTHS.values(), strict=True)
    )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, nargs="+", default=[0, 1, 2])
    parser.add_argument("--only", nargs="+", choices=TASKS)
    parser.add_argument("--hidden-size", type=int, default=128)
    return parser.parse_args()


if __name__ == "__main__":
    main()
