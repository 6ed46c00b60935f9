"""What a whole analysis costs: `engram analyze` (nulls, figures and page included) by size and cell.

    python benchmarks/analysis_cost.py [--largest 1024]

Each network is a compiled circuit, written to a file and opened by the command line in a process of its own.
Seconds on the clock and of processor time (both cores), and the most memory that the process ever held.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from engram import tasks, theory
from engram.dynamics import LSTM, Elman, save

SIZES = {128: (8, 8), 512: (16, 8), 1024: (32, 8)}
"""N, the size of the state: s and kappa."""
OPEN = 40.0
"""A gate's bias at which it is 1 in double precision."""


def elman_circuit(size: int) -> Elman:
    """Repeat copy in a random basis of signed copies."""
    task = tasks.repeat_copy(*SIZES[size])
    return theory.compile_saturating(task, theory.random_signed_basis(task, size, np.random.default_rng(0)))


def lstm_circuit(size: int) -> LSTM:
    """The same as the candidate of an LSTM of half as many units, whose gates let in and out all it makes."""
    task, hidden = tasks.repeat_copy(*SIZES[size]), size // 2
    basis = theory.random_signed_basis(task, hidden, np.random.default_rng(0))
    candidate = theory.compile_saturating(task, basis)
    shut, nothing = np.zeros((hidden, hidden)), np.zeros((hidden, task.variable_size))
    return LSTM(
        np.concatenate([shut, shut, candidate.weight_hh, shut]),
        np.concatenate([nothing, nothing, candidate.weight_ih, nothing]),
        np.repeat([OPEN, -OPEN, 0.0, OPEN], hidden),
        candidate.weight_out,
        candidate.bias_out,
    )


@dataclass(frozen=True)
class Cost:
    """What one process took."""

    seconds: float
    processor_seconds: float
    gibibytes: float
    code: int


def cost_of(arguments: list[str]) -> Cost:
    """Run a command and ask the system what it used."""
    started = time.perf_counter()
    with subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 1):
            sys.exit(process.stderr.read().decode() if process.stderr else "failed")
    seconds = time.perf_counter() - started
    # Linux counts in KiB, macOS in bytes.
    unit = 2**20 if sys.platform != "darwin" else 2**30
    return Cost(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / unit, process.returncode)


def main(largest: int) -> None:
    """Print a Markdown table."""
    print(
        "| cell | N | s*kappa | seconds | processor seconds | memory, GiB | circuit |\n|---|---|---|---|---|---|---|"
    )
    with tempfile.TemporaryDirectory() as folder:
        for size, (slots, kappa) in SIZES.items():
            for cell, circuit in (("tanh Elman", elman_circuit), ("LSTM", lstm_circuit)):
                if size > largest:
                    continue
                weights = Path(folder) / f"{cell}-{size}.safetensors"
                save(circuit(size), weights)
                command = [
                    sys.executable,
                    "-c",
                    "from engram.cli import main; main()",
                    "analyze",
                    str(weights),
                ]
                task = f"repeat-copy:s={slots},k={kappa}"
                options = ["--task", task, "--out", str(Path(folder) / "out"), "--overwrite"]
                cost = cost_of([*command, *options, "--require", "present"])
                verdict = "present" if cost.code == 0 else "not present"
                print(
                    f"| {cell} | {size} | {slots * kappa} | {cost.seconds:.1f} | {cost.processor_seconds:.1f} "
                    f"| {cost.gibibytes:.2f} | {verdict} |",
                    flush=True,
                )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--largest", type=int, default=1024, help="leave out larger states")
    main(parser.parse_args().largest)
