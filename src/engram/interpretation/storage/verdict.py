"""The verdict on a task whose rule is not linear: are its variables there, and does the network go by them?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engram.interpretation.causal import CausalScores
from engram.interpretation.verdict import Answer, Criteria, Verdict


@dataclass(frozen=True)
class StorageEvidence:
    """The figures that a verdict looks at."""

    accuracy: float
    stored: int
    needed: int
    held_ahead: int
    """Numbers that are held before they are said."""
    num_phases: int
    """Of the clock: 1 where the rule does not change."""
    shared_code: float
    """How much of the code is the same at all phases."""
    is_saturated: bool
    """Whether the lifted write could not fail, since the lift spans all functions of the contents."""
    condition_number: float
    modes_found: int
    """Of the eigenvalues of the lifted Phi, or of Phi over a period of the clock."""
    modes: int
    """How many theory has; 0 where the lift stays open, so that it has no say."""
    shift_error: float
    lifted_error: float
    decoding_gain: float
    plain: CausalScores
    lifted: CausalScores

    @property
    def least(self) -> float:
        """The better of the two writes, by its weakest figure; the plain one alone where the lifted cannot fail."""
        return self.plain.least if self.is_saturated else max(self.plain.least, self.lifted.least)


def judge_storage(
    evidence: StorageEvidence, nulls: Mapping[str, StorageEvidence], criteria: Criteria
) -> Verdict:
    """The verdict on a network, given the same evidence of its nulls (none when a null itself is judged)."""
    has_learned = evidence.accuracy >= criteria.learned
    accuracy = f"task accuracy {evidence.accuracy:.3f}"
    if not has_learned:
        accuracy += f", below {criteria.learned:g}: the network has not learned this task"
    held = f"{evidence.stored} of {evidence.needed} contents stored"
    causal = f"least causal figure {evidence.least:.3f}"
    if evidence.stored == 0:
        elsewhere = "no linear reader finds them: what the network keeps, it keeps in another code"
        return Verdict(Answer.ABSENT, (accuracy, held, elsewhere)) if has_learned else _open(accuracy, held)
    if evidence.condition_number > criteria.condition_number:
        return _open(f"condition number of the basis {evidence.condition_number:.1e}", accuracy, held)
    if evidence.is_saturated and evidence.plain.least < criteria.causal and has_learned:
        vacuous = "the lift spans all functions of so few symbols, so that the lifted write cannot fail: train on more"
        return _open(accuracy, held, f"variables alone: {causal}", vacuous)
    if evidence.least <= criteria.chance:
        if not has_learned:
            return _open(accuracy, held, f"{causal}, no better than chance")
        unused = "contents can be read, but the network does not go by what is written there"
        return Verdict(Answer.ABSENT, (accuracy, held, f"{causal}, no better than chance", unused))
    missing = tuple(_missing(evidence, criteria))
    if missing or not has_learned:
        return Verdict(Answer.PARTIAL, (accuracy, *missing))
    passing = [name for name, null in nulls.items() if null.least > criteria.null]
    if passing:
        return _open(f"the test also passes on: {', '.join(passing)}", accuracy, causal)
    shift = f"relative error of the shift {evidence.shift_error:.2g}"
    return Verdict(Answer.PRESENT, (accuracy, held, causal, shift, _way(evidence, criteria)))


def _open(*reasons: str) -> Verdict:
    return Verdict(Answer.INCONCLUSIVE, reasons)


def _missing(evidence: StorageEvidence, criteria: Criteria) -> Iterator[str]:
    """What keeps a network from `present`."""
    if evidence.stored < evidence.needed:
        yield f"only {evidence.stored} of {evidence.needed} contents stored"
    if evidence.least < criteria.causal:
        yield f"least causal figure {evidence.least:.3f}, below {criteria.causal:g}"
    if evidence.shift_error > criteria.interaction_error:
        yield f"relative error of the shift {evidence.shift_error:.2g}, above {criteria.interaction_error:g}"
    is_lifted = evidence.plain.least < criteria.causal
    if is_lifted and evidence.lifted_error > criteria.interaction_error:
        yield (
            f"relative error of the lifted Phi {evidence.lifted_error:.2g}, above {criteria.interaction_error:g}"
        )
    if evidence.modes_found < evidence.modes and (is_lifted or evidence.num_phases > 1):
        # Contents that fade can still say their signs, and all the more their nearest symbols.
        yield f"only {evidence.modes_found} of {evidence.modes} modes of theory found"
    if abs(evidence.decoding_gain - 1) > criteria.decoding_gain:
        yield f"contents are read {evidence.decoding_gain:.2f} times their size: the basis has wrong units"


def _way(evidence: StorageEvidence, criteria: Criteria) -> str:
    """How the network goes on from what it holds."""
    if evidence.num_phases > 1:
        return (
            f"each phase has a code, {evidence.shared_code:.2f} of it common to all "
            f"({1 / evidence.num_phases:.2f}: nothing, 1: the same)"
        )
    if evidence.plain.least >= criteria.causal:
        return "the variables alone are enough: f is worked out of them at each step"
    return f"{evidence.held_ahead} numbers are held ahead of time; variables alone get {evidence.plain.least:.3f}"
