"""All of the interpretation of one network, in the order in which it happens."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from engram.dynamics import Elman
from engram.errors import InputError
from engram.interpretation.examination import Examination, examine
from engram.interpretation.memories import Method, VariableMemories, save_memories
from engram.interpretation.nulls import Null, NullKind, make_nulls
from engram.interpretation.recording import Sampling, check_fit
from engram.interpretation.summary import NetworkSummary, NullSummary, Summary, TaskSummary, figures_of
from engram.interpretation.verdict import Criteria, Verdict, judge
from engram.tasks import LinearTask


@dataclass(frozen=True, eq=False)
class NullResult:
    """A null, its examination, and the verdict on it."""

    null: Null
    examination: Examination
    verdict: Verdict

    @property
    def summary(self) -> NullSummary:
        """Its figures, as they are written to `analysis.json`."""
        return NullSummary(
            meaning=self.null.meaning,
            verdict=self.verdict.answer,
            reasons=list(self.verdict.reasons),
            **dict(figures_of(self.examination)),
        )


@dataclass(frozen=True, eq=False)
class Analysis:
    """One network, opened: what was measured, the nulls beside it, and the verdict."""

    network: Elman
    task: LinearTask
    method: Method
    sampling: Sampling
    seed: int
    examination: Examination
    nulls: Mapping[NullKind, NullResult]
    verdict: Verdict

    @property
    def memories(self) -> VariableMemories:
        """The variable memories that were found."""
        return self.examination.memories

    @property
    def summary(self) -> Summary:
        """The figures, as they are written to `analysis.json`."""
        return Summary(
            verdict=self.verdict.answer,
            reasons=list(self.verdict.reasons),
            method=self.method,
            seed=self.seed,
            sampling=self.sampling,
            task=TaskSummary.of(self.task, self.examination),
            network=NetworkSummary.of(self.network),
            **dict(figures_of(self.examination)),
            nulls={kind.value: result.summary for kind, result in self.nulls.items()},
        )

    def __str__(self) -> str:
        return self.summary.as_text()

    def save(self, folder: str | Path) -> None:
        """Write `analysis.json` and `memories.safetensors` into a folder, made if need be."""
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "analysis.json").write_text(self.summary.model_dump_json(indent=2) + "\n", encoding="utf-8")
        save_memories(self.memories, folder / "memories.safetensors")


def interpret(
    network: Elman,
    task: LinearTask,
    *,
    method: Method | str = Method.REGRESSION,
    seed: int = 0,
    sampling: Sampling = Sampling(),
    criteria: Criteria = Criteria(),
    on_stage: Callable[[str], None] = lambda stage: None,
) -> Analysis:
    """Find the variable memories of a network, test them causally, and judge.

    `seed` draws every random choice: trials, interventions, nulls. `on_stage` is told what happens next.
    Raises `MismatchError` when the network's vectors are not the task's.
    """
    if method not in set(Method):
        raise InputError(f"method is {method!r}; expected one of {', '.join(Method)}")
    check_fit(network, task)
    examination_rng, null_rng, *rngs = np.random.default_rng(seed).spawn(2 + len(NullKind))
    on_stage("the network")
    examination = examine(network, task, Method(method), sampling, examination_rng)
    nulls: dict[NullKind, NullResult] = {}
    for null, rng in zip(make_nulls(network, task, null_rng), rngs, strict=True):
        on_stage(f"null: {null.kind.value.replace('_', ' ')}")
        result = examine(null.network, null.task, Method(method), sampling, rng)
        nulls[null.kind] = NullResult(null, result, judge(result.evidence, {}, criteria))
    null_evidence = {kind.value: result.examination.evidence for kind, result in nulls.items()}
    verdict = judge(examination.evidence, null_evidence, criteria)
    return Analysis(network, task, Method(method), sampling, seed, examination, nulls, verdict)
