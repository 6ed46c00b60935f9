"""The verdict: on networks where it must not be `present`, and the rules by which it is reached."""

from dataclasses import replace

import numpy as np
import pytest

from cases import BROKEN, COPY, QUICK, Broken, analysis_of
from engram.interpretation import Answer, CausalScores, Criteria, interpret, judge
from engram.interpretation.causal import Score
from engram.interpretation.verdict import Evidence
from engram.theory import compile_saturating


def test_a_broken_network_is_not_present_and_the_reason_is_given(broken: Broken) -> None:
    analysis = analysis_of(broken)
    assert analysis.verdict.answer in broken.answers
    assert broken.reason in str(analysis.verdict)
    for result in analysis.nulls.values():
        assert result.verdict.answer is not Answer.PRESENT


def of(name: str) -> Broken:
    return next(broken for broken in BROKEN if broken.name == name)


def test_a_cut_loop_is_the_component_that_is_not_stored() -> None:
    examination = analysis_of(of("one loop cut")).examination
    components = examination.circuit.coordinates % 4
    assert np.array_equal(examination.stored.is_stored, components != 0)
    # What is stored is found exactly; the error is that of the missing quarter alone.
    assert examination.interaction_error == pytest.approx(0.5, abs=0.01)
    assert examination.spectrum.found == 12
    assert examination.spectrum.unmatched == 4
    assert examination.causal.must_change.share == 1.0
    assert examination.accuracy == pytest.approx(0.75, abs=0.05)


def test_a_mode_that_is_missing_shows_in_no_other_figure() -> None:
    """Stored, read, said and obeyed right, nearly always: only the spectrum tells."""
    examination = analysis_of(of("one mode short")).examination
    assert np.all(examination.stored.is_stored)
    assert examination.accuracy > 0.99
    assert examination.causal.least > 0.99
    assert examination.interaction_error < 0.05
    assert examination.spectrum.found == 31


def test_another_mechanism_is_exposed_by_the_causal_test_alone() -> None:
    """Accuracy and decoding are perfect; what is written is never said."""
    examination = analysis_of(of("alternating code")).examination
    assert examination.accuracy == 1.0
    assert examination.decoding.accuracy == 1.0
    assert np.all(examination.stored.is_stored)
    assert examination.causal.must_change.share == 0.0
    assert examination.causal.must_not_change.share == 1.0
    assert examination.causal.swap.share == pytest.approx(0.5, abs=0.1)


def test_a_linear_circuit_lets_f_fire_while_writing_and_a_saturating_one_does_not() -> None:
    linear = analysis_of(of("linear compose copy")).examination
    saturating = interpret(compile_saturating(linear.circuit.task), linear.circuit.task, sampling=QUICK)
    assert linear.composition_while_writing == pytest.approx(1.0, abs=0.05)
    assert saturating.examination.composition_while_writing == pytest.approx(0.0, abs=0.05)
    assert saturating.examination.input_phase_error < 0.03


def scores(change: float, stay: float, swap: float) -> CausalScores:
    return CausalScores(Score(change, 100, 50), Score(stay, 100, 50), Score(swap, 100, 50))


GOOD = Evidence(
    decoding_gain=1.0,
    decoding_accuracy=1.0,
    accuracy=1.0,
    stored=8,
    directions=8,
    condition_number=2.0,
    modes_found=8,
    modes=8,
    interaction_error=0.01,
    causal=scores(1.0, 1.0, 1.0),
)


@pytest.mark.parametrize(
    ("changed", "answer", "reason"),
    [
        ({}, Answer.PRESENT, "8 of 8 directions stored"),
        ({"accuracy": 0.95, "interaction_error": 0.05}, Answer.PRESENT, "task accuracy 0.950"),
        ({"causal": scores(0.99, 0.99, 0.99)}, Answer.PRESENT, "0.990"),
        ({"modes_found": 7}, Answer.PARTIAL, "only 7 of 8 modes of theory found"),
        ({"accuracy": 0.94}, Answer.PARTIAL, "has not learned this task"),
        ({"accuracy": float("nan")}, Answer.PARTIAL, "has not learned this task"),
        ({"stored": 7}, Answer.PARTIAL, "only 7 of 8"),
        ({"decoding_gain": 0.3}, Answer.PARTIAL, "0.30 times their size"),
        ({"stored": 0}, Answer.ABSENT, "0 of 8"),
        ({"stored": 0}, Answer.ABSENT, "no linear reader finds them"),
        ({"stored": 7, "decoding_accuracy": 0.9}, Answer.PARTIAL, "read right in 0.900 of cases"),
        ({"decoding_accuracy": 0.9}, Answer.PRESENT, "8 of 8 directions stored"),
        ({"stored": 0, "accuracy": 0.5}, Answer.INCONCLUSIVE, "has not learned"),
        ({"condition_number": 2e5}, Answer.INCONCLUSIVE, "condition number of the basis 2.0e+05"),
        ({"condition_number": float("inf")}, Answer.INCONCLUSIVE, "condition number"),
        ({"interaction_error": 0.06}, Answer.PARTIAL, "relative error of Phi 0.06"),
        ({"causal": scores(1.0, 1.0, 0.98)}, Answer.PARTIAL, "least causal figure 0.980"),
        ({"causal": scores(0.65, 1.0, 1.0)}, Answer.ABSENT, "no better than chance"),
        ({"causal": scores(0.65, 1.0, 1.0)}, Answer.ABSENT, "does not go by what is written there"),
        ({"causal": scores(1.0, 0.5, 1.0), "accuracy": 0.9}, Answer.INCONCLUSIVE, "no better than chance"),
    ],
)
def test_rules_of_the_verdict(changed, answer, reason) -> None:
    verdict = judge(replace(GOOD, **changed), {}, Criteria())
    assert verdict.answer is answer
    assert reason in str(verdict)
    assert str(verdict).startswith(answer.value)
    assert verdict.reasons


def test_a_null_that_passes_takes_the_verdict_away() -> None:
    passing = {"wrong_task": replace(GOOD, causal=scores(1.0, 0.95, 0.91))}
    failing = {"wrong_task": replace(GOOD, causal=scores(1.0, 1.0, 0.9))}
    verdict = judge(GOOD, passing, Criteria())
    assert verdict.answer is Answer.INCONCLUSIVE
    assert "the test also passes on: wrong_task" in str(verdict)
    assert judge(GOOD, failing, Criteria()).answer is Answer.PRESENT


def test_criteria_are_the_callers() -> None:
    strict = Criteria(interaction_error=1e-20)
    verdict = interpret(COPY.network, COPY.task, sampling=QUICK, criteria=strict).verdict
    assert verdict.answer is Answer.PARTIAL


def test_a_baseline_that_fails_excludes_nothing() -> None:
    at_chance = replace(GOOD, causal=scores(0.5, 0.5, 0.5))
    assert judge(at_chance, {}, Criteria()).answer is Answer.ABSENT
    assert judge(at_chance, {}, Criteria(), excludes=False).answer is Answer.INCONCLUSIVE
