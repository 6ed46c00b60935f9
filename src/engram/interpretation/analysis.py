"""All of the interpretation of one network, in the order in which it happens."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits

from engram.dynamics import Dynamics
from engram.dynamics.tensors import writing
from engram.errors import InputError, WeightsError
from engram.interpretation.causal import CausalCourse, causal_course
from engram.interpretation.examination import Examination, examine
from engram.interpretation.memories import Method, VariableMemories, save_memories
from engram.interpretation.nulls import Null, NullKind, make_nulls
from engram.interpretation.recording import LEAST_TRIALS, Sampling, check_fit, record, sampling_for
from engram.interpretation.summary import (
    CourseSummary,
    NetworkSummary,
    NullSummary,
    SpectrumSummary,
    Summary,
    TaskSummary,
    figures_of,
)
from engram.interpretation.verdict import Criteria, Verdict, judge
from engram.tasks import LinearTask

WORKERS = 2
"""Examinations that run at a time; each holds some hundred megabytes for a network of a thousand units."""
COURSE_SHARE = 8
"""The course has so many steps that each gets one in so many trials."""


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

    network: Dynamics
    task: LinearTask
    method: Method
    sampling: Sampling
    seed: int
    examination: Examination
    course: CausalCourse
    """The causal figures while contents settle, right after the input phase."""
    nulls: Mapping[NullKind, NullResult]
    ran_away: tuple[NullKind, ...]
    """Nulls whose state ran away, as that of relu and linear units can: their outputs follow nothing."""
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
            network=NetworkSummary.of(self.network, self.examination),
            weights_spectrum=SpectrumSummary.of(self.examination.weights_spectrum),
            **dict(figures_of(self.examination)),
            course=CourseSummary.of(self.course),
            nulls={kind.value: result.summary for kind, result in self.nulls.items()},
            ran_away=[kind.value for kind in self.ran_away],
        )

    def __str__(self) -> str:
        return self.summary.as_text()

    def save(self, folder: str | Path) -> None:
        """Write `analysis.json` and `memories.safetensors` into a folder, made if need be."""
        folder = Path(folder)
        with writing(folder):
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "analysis.json").write_text(
                self.summary.model_dump_json(indent=2) + "\n", encoding="utf-8"
            )
        save_memories(self.memories, folder / "memories.safetensors")


def interpret(
    network: Dynamics,
    task: LinearTask,
    *,
    method: Method | str = Method.REGRESSION,
    seed: int = 0,
    sampling: Sampling | None = None,
    criteria: Criteria = Criteria(),
    on_stage: Callable[[str], None] = lambda stage: None,
) -> Analysis:
    """Find the variable memories of a network, test them causally, and judge.

    `seed` draws every random choice: trials, interventions, nulls. Without a `sampling`, that of `sampling_for`,
    on contents of -1 and +1. `on_stage` is told what happens next.
    Raises `MismatchError` when the network's vectors are not the task's.
    """
    if method not in set(Method):
        raise InputError(f"method is {method!r}; expected one of {', '.join(Method)}")
    if seed < 0:
        raise InputError(f"seed is {seed}; expected a whole number, 0 or more")
    check_fit(network, task)
    chosen, sampling = Method(method), sampling or sampling_for(network, task)
    examination_rng, null_rng, course_rng, *rngs = np.random.default_rng(seed).spawn(3 + len(NullKind))
    fewer = _fewer(sampling)
    on_stage("the network")
    with _workers() as pool:
        main = pool.submit(examine, network, task, chosen, sampling, examination_rng)
        # Random weights of a large network take their time, too.
        nulls = pool.submit(make_nulls, network, task, null_rng).result()
        others = [
            pool.submit(examine, null.network, null.task, chosen, fewer, rng)
            for null, rng in zip(nulls, rngs, strict=False)
        ]
        examination = main.result()
        course = pool.submit(_course, network, task, examination.memories, sampling, course_rng)
        results: dict[NullKind, NullResult] = {}
        for null, other in zip(nulls, others, strict=True):
            on_stage(f"null: {null.kind.value.replace('_', ' ')}")
            try:
                result = other.result()
            except WeightsError:  # raised where a state runs away
                continue
            results[null.kind] = NullResult(null, result, judge(result.evidence, {}, criteria))
        on_stage("the first round")
        steps = course.result()
    null_evidence = {kind.value: result.examination.evidence for kind, result in results.items()}
    is_default = chosen is Method.REGRESSION
    verdict = judge(examination.evidence, null_evidence, criteria, excludes=is_default)
    ran_away = tuple(null.kind for null in nulls if null.kind not in results)
    return Analysis(network, task, chosen, sampling, seed, examination, steps, results, ran_away, verdict)


def _fewer(sampling: Sampling) -> Sampling:
    """A quarter of the trials, but 64 if half would be as many: whether a null passes needs no fourth digit."""
    trials, accuracy_trials = sampling.num_trials, sampling.accuracy_trials
    return replace(
        sampling,
        num_trials=max(trials // 4, min(trials // 2, 64), LEAST_TRIALS),
        accuracy_trials=max(accuracy_trials // 4, 1),
    )


def _course(
    network: Dynamics,
    task: LinearTask,
    memories: VariableMemories,
    sampling: Sampling,
    rng: np.random.Generator,
) -> CausalCourse:
    trials = max(sampling.num_trials // COURSE_SHARE, LEAST_TRIALS)
    recording = record(network, task, trials, task.num_variables, rng, sampling.code)
    return causal_course(network, memories, recording, rng)


@contextmanager
def _workers() -> Iterator[ThreadPoolExecutor]:
    """Threads for whole examinations, each with a BLAS of one thread: its products are too small to share."""
    with threadpool_limits(1, user_api="blas"):
        pool = ThreadPoolExecutor(WORKERS)
        try:
            yield pool
        finally:
            pool.shutdown(cancel_futures=True)
