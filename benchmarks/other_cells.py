"""Do trained networks of any cell hold the circuit of their task?  Trains them, analyses them, prints a table.

    python benchmarks/other_cells.py --out FOLDER [--weights FOLDER] [--cells GRU LSTM ...] [--tasks ...] [--seeds 1]

Every network has N = 128 units a layer and biases, and is trained on one thread from an open start (see
engram.training.starts). FOLDER gets one weights file and one row of figures a network; what is there is not made
again, so that a broken run goes on where it stopped. `--weights` takes networks from another folder instead of
training them. For comparison, `--plain` starts as torch does, and `--gate-bias 1` with gates that are half open. Every
score is on fresh inputs.
"""

import argparse
import itertools
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors import safe_open
from safetensors.torch import load_file
from torch import nn

from engram import tasks
from engram.dynamics import save_tensors
from engram.interpretation import interpret
from engram.models.adapters import wrap
from engram.tasks import LinearTask
from engram.training.modules import train_module
from engram.training.recipes import FAST_MODULE, FAST_RELU, Recipe
from engram.training.starts import RecurrentNetwork, start_at_working_point, start_open

HIDDEN_SIZE = 128
DIAGONAL = 9241421688590303745
TASKS = {
    "repeat copy": tasks.repeat_copy(8, 8),
    "compose copy": tasks.compose_copy(8, 8),
    "262676,189": tasks.from_id((DIAGONAL, 262676, 189)),
    "38637,145": tasks.from_id((DIAGONAL, 38637, 145)),
}
COLUMNS = (
    "cell", "task", "seed", "accuracy", "steps", "training, s", "verdict", "stored", "modes", "must change", "must not",
    "swap all", "settled after", "error of Phi", "decoding gain", "condition", "worst null",
)  # fmt: skip


@dataclass(frozen=True)
class Kind:
    """A recurrent layer, how it is started and by which recipe it is trained."""

    make: Callable[[], nn.RNNBase]
    start: Callable[[nn.RNNBase, nn.Linear, np.random.Generator], None] = start_open
    recipe: Recipe = FAST_MODULE


KINDS = {
    "tanh": Kind(lambda: nn.RNN(8, HIDDEN_SIZE)),
    "relu": Kind(lambda: nn.RNN(8, HIDDEN_SIZE, nonlinearity="relu"), start_at_working_point, FAST_RELU),
    "GRU": Kind(lambda: nn.GRU(8, HIDDEN_SIZE)),
    "LSTM": Kind(lambda: nn.LSTM(8, HIDDEN_SIZE)),
    "tanh, 2 layers": Kind(lambda: nn.RNN(8, HIDDEN_SIZE, num_layers=2)),
    "GRU, 2 layers": Kind(lambda: nn.GRU(8, HIDDEN_SIZE, num_layers=2)),
    "LSTM, 2 layers": Kind(lambda: nn.LSTM(8, HIDDEN_SIZE, num_layers=2)),
}


@dataclass(frozen=True)
class Job:
    """One network to be trained and analysed."""

    cell: str
    task: str
    seed: int
    is_plain: bool = False
    gate_bias: float | None = None
    """How far the gates stand open at the start; as `start_open` has it unless given."""

    @property
    def name(self) -> str:
        """Of its files."""
        words = f"{self.task} {self.cell} {self.seed}".lower().replace(",", " ")
        half_open = [f"gates-{self.gate_bias:g}"] if self.gate_bias is not None else []
        return "-".join([*words.split(), *["plain"] * self.is_plain, *half_open])

    @property
    def title(self) -> str:
        """Of its row."""
        if self.is_plain:
            return f"{self.cell}, torch's start"
        return self.cell if self.gate_bias is None else f"{self.cell}, gates {self.gate_bias:g}"

    @property
    def rule(self) -> LinearTask:
        """The task itself."""
        return TASKS[self.task]

    def fresh(self) -> RecurrentNetwork:
        """The network before training."""
        with torch.random.fork_rng():
            torch.manual_seed(self.seed)
            network = RecurrentNetwork(KINDS[self.cell].make(), self.rule.variable_size)
        rng = np.random.default_rng(self.seed)
        if self.gate_bias is not None:
            start_open(network.rnn, network.readout, rng, gate_bias=self.gate_bias)
        elif not self.is_plain:
            KINDS[self.cell].start(network.rnn, network.readout, rng)
        return network

    def network_at(self, path: Path) -> tuple[RecurrentNetwork, dict[str, str]]:
        """The trained network of a file, and what its header says."""
        network = self.fresh()
        network.load_state_dict(load_file(path))
        with safe_open(path, "pt") as file:
            return network, file.metadata() or {}


def train_into(job: Job, path: Path) -> None:
    """Train a network and write it in the format of Engram's weight files, with steps and seconds in the header."""
    network = job.fresh()
    result = train_module(network, job.rule, KINDS[job.cell].recipe, seed=job.seed)
    kind = type(network.rnn).__name__.lower()
    header = {
        "format": "engram/1",
        "cell": "elman" if kind == "rnn" else kind,
        "activation": str(getattr(network.rnn, "nonlinearity", "tanh")),
        "training": json.dumps({"steps": result.steps, "seconds": round(result.seconds, 1)}),
    }
    save_tensors({name: value.double().numpy() for name, value in network.state_dict().items()}, path, header)


def row_of(job: Job, path: Path) -> dict[str, str]:
    """Analyse the network of a file."""
    network, header = job.network_at(path)
    training = json.loads(header.get("training", "{}"))
    found = interpret(wrap(network), job.rule, seed=job.seed).summary
    worst = max(found.nulls.values(), key=lambda null: null.causal.swap)
    values = (
        job.title,
        job.task,
        str(job.seed),
        f"{found.accuracy:.4f}",
        str(training.get("steps", "")),
        str(training.get("seconds", "")),
        found.verdict.value,
        f"{found.stored} of {found.task.directions}",
        f"{found.spectrum.found} of {found.spectrum.found + found.spectrum.unmatched}",
        f"{found.causal.must_change:.4f}",
        f"{found.causal.must_not_change:.4f}",
        f"{found.causal.swap:.4f}",
        found.course.settled_text,
        f"{found.interaction_error:.2g}",
        f"{found.decoding.gain:.3f}",
        f"{found.diagnostics.condition_number:.3g}",
        f"{worst.causal.swap:.3f} {worst.verdict.value}",
    )
    return dict(zip(COLUMNS, values, strict=True))


def finished_row(job: Job, weights: Path, out: Path) -> dict[str, str]:
    """The row of a network; trained and analysed only where that has not been done."""
    kept = out / f"{job.name}.json"
    if not kept.exists():
        path = weights / f"{job.name}.safetensors"
        if not path.exists():
            train_into(job, path)
        kept.write_text(json.dumps(row_of(job, path), indent=1), encoding="utf-8")
    return json.loads(kept.read_text(encoding="utf-8"))


def main() -> None:
    """Print a Markdown table, a row as soon as it is there."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, required=True, help="folder for rows (and weights)")
    parser.add_argument("--weights", type=Path, help="folder with networks that were trained before")
    parser.add_argument("--cells", nargs="+", choices=KINDS, default=list(KINDS))
    parser.add_argument("--tasks", nargs="+", choices=TASKS, default=list(TASKS))
    parser.add_argument("--seeds", type=int, nargs="+", default=[0])
    start = parser.add_mutually_exclusive_group()
    start.add_argument("--plain", action="store_true", help="start as torch does")
    start.add_argument("--gate-bias", type=float, help="start with gates open so far (of gated cells)")
    chosen = parser.parse_args()
    torch.set_num_threads(1)
    chosen.out.mkdir(parents=True, exist_ok=True)
    print("| " + " | ".join(COLUMNS) + " |\n" + "|---" * len(COLUMNS) + "|", flush=True)
    for seed, cell, task in itertools.product(chosen.seeds, chosen.cells, chosen.tasks):
        job = Job(cell, task, seed, chosen.plain, chosen.gate_bias)
        row = finished_row(job, chosen.weights or chosen.out, chosen.out)
        print("| " + " | ".join(row.values()) + " |", flush=True)


if __name__ == "__main__":
    main()
