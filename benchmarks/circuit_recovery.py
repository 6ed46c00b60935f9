"""What the estimators recover: planted circuits, trained networks, nulls, and networks that have not learned.

    python benchmarks/circuit_recovery.py [--seeds 2]

Prints Markdown tables. Every network is trained here by the recipe `fast`; every score is on fresh inputs.
"""

import argparse
import time
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from engram import tasks, theory
from engram.dynamics import Elman
from engram.interpretation import Analysis, interpret
from engram.tasks import LinearTask
from engram.training import FAST, Status, train

DIAGONAL = 9241421688590303745
TASKS = {
    "repeat copy": (tasks.repeat_copy(8, 8), 128),
    "compose copy": (tasks.compose_copy(8, 8), 128),
    "(.., 262676, 189)": (tasks.from_id((DIAGONAL, 262676, 189)), 128),
    "(.., 38637, 145)": (tasks.from_id((DIAGONAL, 38637, 145)), 128),
    "Figure 3 (s = 16, kappa = 5)": (tasks.repeat_copy(16, 5), 128),
}
FIGURES = "| error of Phi | must change | must not | swap all | angle error, rad | decoded | verdict |"
RULE = "|---|---|---|---|---|---|---|"


def figures(analysis: Analysis) -> str:
    """The cells of one row."""
    found = analysis.summary
    causal = found.causal
    return (
        f"| {found.interaction_error:.2g} | {causal.must_change:.4f} | {causal.must_not_change:.4f} "
        f"| {causal.swap:.4f} | {found.spectrum.angle_error_rad:.2g} | {found.decoding.accuracy:.4f} "
        f"| {found.verdict.value} |"
    )


def planted() -> None:
    """Compiled circuits, whose Phi is known exactly."""
    print("\n## Planted circuits\n\n| circuit | task " + FIGURES + "\n|---|---" + RULE)
    for name, (task, hidden_size) in TASKS.items():
        rng = np.random.default_rng(0)
        if np.array_equal(task.sources, np.arange(task.variable_size)):
            # The linear circuit solves only tasks whose f reads the oldest slot (see theory.compiler).
            linear = theory.compile_linear(task, theory.random_basis(task, hidden_size, rng))
            print(f"| linear, orthogonal basis | {name} {figures(interpret(linear, task))}", flush=True)
        saturating = theory.compile_saturating(task, theory.random_signed_basis(task, hidden_size, rng))
        print(f"| saturating tanh | {name} {figures(interpret(saturating, task))}", flush=True)


def trained(seeds: int) -> Iterator[tuple[str, int, Elman, LinearTask, float, Status]]:
    """Networks of every task, one at a time, with the seconds that training took."""
    for name, (task, hidden_size) in TASKS.items():
        for seed in range(seeds):
            started = time.perf_counter()
            result = train(task, hidden_size, seeds=(seed,))
            yield name, seed, result.best, task, time.perf_counter() - started, result.status[0]


def trained_and_nulls(seeds: int) -> None:
    """Trained networks by all three estimators; their nulls by the default one."""
    rows, nulls = [], []
    for name, seed, network, task, seconds, status in trained(seeds):
        for method in ("regression", "observability", "power"):
            analysis = interpret(network, task, method=method, seed=seed)
            accuracy = analysis.examination.accuracy
            rows.append(
                f"| {name} | {seed} | {seconds:.1f} | {status} | {accuracy:.4f} | {method} {figures(analysis)}"
            )
            if method == "regression":
                nulls += [
                    f"| {name} | {seed} | {kind.value} | {result.summary.causal.must_change:.3f} "
                    f"| {result.summary.causal.must_not_change:.3f} | {result.summary.causal.swap:.3f} "
                    f"| {result.verdict.answer.value} | {result.null.meaning} |"
                    for kind, result in analysis.nulls.items()
                ]
    print("\n## Trained networks\n")
    print(
        "| task | seed | training, s | status | accuracy | method "
        + FIGURES
        + "\n|---|---|---|---|---|---"
        + RULE
    )
    print("\n".join(rows))
    print("\n## Nulls\n\n| task | seed | null | must change | must not | swap all | verdict | meaning |")
    print("|---|---|---|---|---|---|---|---|")
    print("\n".join(nulls), flush=True)


def not_learned() -> None:
    """Training that was stopped too early."""
    print("\n## Networks that have not learned their task\n")
    print("| task | steps | accuracy | verdict | reasons |\n|---|---|---|---|---|")
    for name, (task, hidden_size) in TASKS.items():
        for steps in (40, 100):
            network = train(task, hidden_size, recipe=replace(FAST, max_steps=steps)).best
            found = interpret(network, task)
            reasons = "; ".join(found.verdict.reasons)
            print(
                f"| {name} | {steps} | {found.examination.accuracy:.3f} | {found.verdict.answer.value} | {reasons} |",
                flush=True,
            )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seeds", type=int, default=2, help="networks of each task")
    chosen = parser.parse_args()
    planted()
    trained_and_nulls(chosen.seeds)
    not_learned()
