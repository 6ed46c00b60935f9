"""What do networks trained on rules that are not linear keep, and what do they work out?  Trains, analyses, prints.

    python benchmarks/nonlinear_tasks.py --out FOLDER [--jobs NAME ...] [--seeds 0 1]

XOR of the last s vectors, sums modulo p, and a repeat copy turned by another signed permutation at each phase of a
clock. Tanh Elman networks under the recipe `fast`, all seeds of a task at once, on one thread; `wide` networks have 128
units, `narrow` ones fewer than the lift has directions, so that what comes cannot all be held ahead of time. The GRU is
trained by autograd from an open start. FOLDER gets one weights file and one row a network; what is there is not made
again. Every score is on fresh inputs. `steps` ends with + where training stopped at its limit, not verified.
"""

import argparse
import json
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from torch import nn

from engram.dynamics import Dynamics, load, save
from engram.interpretation import Sampling
from engram.interpretation.storage import Code, StorageAnalysis, hold, interpret_storage, storage_scores
from engram.interpretation.summary import CausalSummary
from engram.models.adapters import wrap
from engram.tasks import InputCode, parse_task
from engram.training import FAST, FAST_MODULE, Status, train, train_module
from engram.training.starts import RecurrentNetwork, start_open

COLUMNS = (
    "task", "network", "seed", "steps", "accuracy", "stored", "ahead", "shift", "linear f", "lifted Phi", "modes",
    "variables alone", "and ahead", "belief", "phases", "worst null", "verdict",
)  # fmt: skip


@dataclass(frozen=True)
class Job:
    """A task, and the networks that are trained on it."""

    task: str
    hidden_size: int = 128
    biases: bool = True
    is_gated: bool = False
    max_steps: int = 3000

    @property
    def title(self) -> str:
        """Of the network."""
        kind = "GRU" if self.is_gated else "tanh"
        return f"{kind}, N = {self.hidden_size}" + ("" if self.biases else ", no biases")


JOBS = {
    "xor-2": Job("xor:s=2,k=4"),
    "xor-3": Job("xor:s=3,k=4"),
    "xor-3-wide": Job("xor:s=3,k=8"),
    "xor-3-gru": Job("xor:s=3,k=4", is_gated=True),
    "xor-3-narrow": Job("xor:s=3,k=8", hidden_size=24),
    "sum-3": Job("modular-sum:s=2,p=3,n=2"),
    "sum-5": Job("modular-sum:s=2,p=5,n=2"),
    "sum-5-narrow": Job("modular-sum:s=2,p=5,n=2", hidden_size=32),
    "sum-3-of-3": Job("modular-sum:s=3,p=3,n=2"),
    "clock": Job("periodic-copy:s=2,k=4,p=3,seed=0"),
    "clock-no-biases": Job("periodic-copy:s=2,k=4,p=3,seed=0", biases=False),
    "clock-of-4": Job("periodic-copy:s=3,k=4,p=4,seed=0"),
}


def trained(job: Job, seeds: list[int]) -> dict[int, tuple[Dynamics, str]]:
    """The network of every seed, with the steps that its training took."""
    task = parse_task(job.task)
    if job.is_gated:
        return {seed: trained_gru(job, seed) for seed in seeds}
    recipe = replace(FAST, max_steps=job.max_steps)
    result = train(task, job.hidden_size, seeds=seeds, recipe=recipe, biases=job.biases)
    return {
        each.seed: (each.network, f"{each.steps}{'' if each.status is Status.VERIFIED else '+'}")
        for each in result.trained
    }


def trained_gru(job: Job, seed: int) -> tuple[Dynamics, str]:
    """A GRU of which the gates stand open at the start."""
    task = parse_task(job.task)
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        module = RecurrentNetwork(nn.GRU(task.variable_size, job.hidden_size), task.variable_size)
    start_open(module.rnn, module.readout, np.random.default_rng(seed))
    result = train_module(module, task, replace(FAST_MODULE, max_steps=job.max_steps), seed=seed)
    return wrap(module), f"{result.steps}{'' if result.status is Status.VERIFIED else '+'}"


def row_of(job: Job, seed: int, network: Dynamics, steps: str) -> dict[str, str]:
    """Analyse a network."""
    analysis = interpret_storage(network, parse_task(job.task), seed=seed, sampling=Sampling())
    found, theory = analysis.summary, analysis.examination.storage
    modes = found.spectrum.found + found.spectrum.unmatched
    worst = max(analysis.nulls.values(), key=lambda null: null.examination.evidence.least)
    values = (
        job.task,
        job.title,
        str(seed),
        steps,
        f"{found.accuracy:.4f}",
        f"{found.stored} of {found.task.needed}",
        f"{found.held_ahead} of {found.ahead}" if found.task.num_ahead else "",
        f"{found.shift_error:.3f}",
        f"{theory.linear_share:.2f}, {found.linear_share:.3f}",
        f"{found.lifted_error:.3f}",
        f"{found.spectrum.found} of {modes}",
        _three(found.plain),
        _three(found.causal),
        f"{found.belief.held:.3f} held, {found.belief.anew:.3f} anew" if found.belief.outputs else "",
        _phases(analysis),
        f"{worst.examination.evidence.least:.3f} {worst.verdict.answer.value}",
        found.verdict.value,
    )
    return dict(zip(COLUMNS, values, strict=True))


def _three(causal: CausalSummary) -> str:
    return f"{causal.must_change:.4f} {causal.must_not_change:.4f} {causal.swap:.4f}"


def _phases(analysis: StorageAnalysis) -> str:
    """How much of the code is common to all phases, and what writing by the memories of the next phase gets."""
    code, storage = analysis.code, analysis.examination.storage
    if storage.num_phases == 1:
        return ""
    rng = np.random.default_rng(analysis.seed)
    held = hold(analysis.network, storage, 256, 32, rng, InputCode.SIGNS)
    late = Code(storage, (*code.phases[1:], code.phases[0]))
    (wrong,) = storage_scores(analysis.network, held, (late,), rng)
    return f"common {code.shared:.3f}, clock {code.clock:.1g}, wrong phase {wrong.least:.3f}"


def rows_of(name: str, seeds: list[int], out: Path) -> list[dict[str, str]]:
    """The rows of a job; trained and analysed only where that has not been done."""
    job = JOBS[name]
    kept = {seed: out / f"{name}-{seed}.json" for seed in seeds}
    missing = [seed for seed, path in kept.items() if not path.exists()]
    for seed, (network, steps) in trained(job, missing).items() if missing else ():
        if not job.is_gated:
            save(network, out / f"{name}-{seed}.safetensors")
            network = load(out / f"{name}-{seed}.safetensors")
        kept[seed].write_text(json.dumps(row_of(job, seed, network, steps), indent=1), encoding="utf-8")
    return [json.loads(path.read_text(encoding="utf-8")) for path in kept.values()]


def main() -> None:
    """Print a Markdown table, rows as soon as they are there."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, required=True, help="folder for weights and rows")
    parser.add_argument("--jobs", nargs="+", choices=JOBS, default=list(JOBS))
    parser.add_argument("--seeds", type=int, nargs="+", default=[0, 1])
    chosen = parser.parse_args()
    torch.set_num_threads(1)
    chosen.out.mkdir(parents=True, exist_ok=True)
    print("| " + " | ".join(COLUMNS) + " |\n" + "|---" * len(COLUMNS) + "|", flush=True)
    for name in chosen.jobs:
        for row in rows_of(name, chosen.seeds, chosen.out):
            print("| " + " | ".join(row.values()) + " |", flush=True)


if __name__ == "__main__":
    main()
