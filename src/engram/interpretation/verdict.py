"""The verdict: is the circuit there? Four answers, each with the figures that it rests on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from engram.interpretation.causal import CausalScores

LINEAR = 0.99
"""Contents that are read right less often than this are not all kept in a linear code."""


class Answer(StrEnum):
    """What an analysis concludes."""

    PRESENT = "present"
    """The network holds every variable where theory says, and changing one changes the future as predicted."""
    PARTIAL = "partial"
    """Some variables are held and some predictions come true."""
    ABSENT = "absent"
    """The network does the task, but not by this circuit."""
    INCONCLUSIVE = "inconclusive"
    """The test cannot tell: the task is not learned, the basis is badly conditioned, or a null passes too."""


@dataclass(frozen=True)
class Criteria:
    """The figures at which an answer changes."""

    learned: float = 0.95
    """Least task accuracy of a network that is said to do the task."""
    causal: float = 0.99
    """Least of the three causal figures for `present`."""
    chance: float = 0.65
    """Causal figures up to this are no evidence (guessing a sign scores 0.5)."""
    interaction_error: float = 0.05
    """Largest relative error of the learned Phi for `present`."""
    condition_number: float = 1e5
    """Largest condition number of a basis that can be read: beyond it least squares takes directions for zero."""
    decoding_gain: float = 0.1
    """Largest distance from 1 of the size at which contents are read, for `present`."""
    null: float = 0.9
    """Largest least causal figure that a null may have."""


@dataclass(frozen=True)
class Evidence:
    """The figures that a verdict looks at."""

    accuracy: float
    stored: int
    directions: int
    condition_number: float
    modes_found: int
    modes: int
    """Persistent eigenvalues of theory's Phi."""
    interaction_error: float
    decoding_gain: float
    decoding_accuracy: float
    causal: CausalScores


@dataclass(frozen=True)
class Verdict:
    """An answer and the reasons for it."""

    answer: Answer
    reasons: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.answer}: {'; '.join(self.reasons)}"


def judge(
    evidence: Evidence, nulls: Mapping[str, Evidence], criteria: Criteria, *, excludes: bool = True
) -> Verdict:
    """The verdict on a network, given the same evidence of its nulls (none when a null itself is judged).

    `excludes` says whether a failure of the estimator speaks against the circuit: that of a baseline does not.
    """
    has_learned = evidence.accuracy >= criteria.learned
    accuracy = f"task accuracy {evidence.accuracy:.3f}"
    if not has_learned:
        accuracy += f", below {criteria.learned:g}: the network has not learned this task"
    held = f"{evidence.stored} of {evidence.directions} directions stored"
    least = evidence.causal.least
    causal = f"least causal figure {least:.3f}"
    if evidence.stored == 0 and not has_learned:
        return Verdict(Answer.INCONCLUSIVE, (accuracy, held))
    if evidence.stored == 0:
        elsewhere = "no linear reader finds them: what the network keeps, it keeps in another code"
        return Verdict(Answer.ABSENT, (accuracy, held, elsewhere))
    if evidence.condition_number > criteria.condition_number:
        ill = f"condition number of the basis {evidence.condition_number:.1e}, above {criteria.condition_number:.0e}"
        return Verdict(Answer.INCONCLUSIVE, (ill, accuracy, held))
    missing = tuple(_missing(evidence, criteria))
    if least <= criteria.chance:
        answer = Answer.ABSENT if has_learned and excludes else Answer.INCONCLUSIVE
        reasons = (accuracy, held, f"{causal}, no better than chance")
        if answer is Answer.ABSENT:
            reasons = (*reasons, "contents can be read, but the network does not go by what is written there")
        return Verdict(answer, reasons)
    if missing or not has_learned:
        return Verdict(Answer.PARTIAL, (accuracy, *missing, *_code(evidence, has_learned=has_learned)))
    passing = [name for name, null in nulls.items() if null.causal.least > criteria.null]
    if passing:
        return Verdict(
            Answer.INCONCLUSIVE, (f"the test also passes on: {', '.join(passing)}", accuracy, causal)
        )
    return Verdict(
        Answer.PRESENT, (accuracy, held, causal, f"relative error of Phi {evidence.interaction_error:.2g}")
    )


def _code(evidence: Evidence, *, has_learned: bool) -> Iterator[str]:
    """Where a network does its task and a linear reader of what it stores is not right: a reason why."""
    if has_learned and evidence.decoding_accuracy < LINEAR:
        share = f"{evidence.decoding_accuracy:.3f}"
        yield f"contents are read right in {share} of cases: a linear code holds only a part of them"


def _missing(evidence: Evidence, criteria: Criteria) -> Iterator[str]:
    """What keeps a network from `present`."""
    if evidence.stored < evidence.directions:
        yield f"only {evidence.stored} of {evidence.directions} directions stored"
    if evidence.modes_found < evidence.modes:
        # Every component can be stored and right by its sign though a combination of them fades.
        yield f"only {evidence.modes_found} of {evidence.modes} modes of theory found"
    if evidence.causal.least < criteria.causal:
        yield f"least causal figure {evidence.causal.least:.3f}, below {criteria.causal:g}"
    if evidence.interaction_error > criteria.interaction_error:
        yield (
            f"relative error of Phi {evidence.interaction_error:.2g}, above {criteria.interaction_error:g}"
        )
    if abs(evidence.decoding_gain - 1) > criteria.decoding_gain:
        yield f"contents are read {evidence.decoding_gain:.2f} times their size: the basis has wrong units"
