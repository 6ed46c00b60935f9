"""The three estimators on networks whose memories are known."""

import numpy as np
import pytest

from cases import (
    COPY,
    DISTURBED,
    LINEAR,
    PUBLISHED,
    QUICK,
    RESTORING,
    SATURATING,
    Case,
    analysis_of,
    linear_case,
    name_of,
    with_block,
    with_idle_modes,
)
from engram import tasks
from engram.errors import InputError
from engram.interpretation import Answer, Method, at_origin, find_by_observability, find_by_power, record
from engram.interpretation.memories import find_by_regression, measure_interaction
from engram.numerics import random_orthogonal, relative_error
from engram.theory import circuit_of

LINEAR_AND_DISTURBED = [case for case in (*LINEAR[6:], *DISTURBED) if "linear" in case.name]
ORTHOGONAL_COPIES = [
    case for case in LINEAR if case.task.name.startswith("repeat") and case.name[-11:] == "condition 1"
]


# The default, on everything ------------------------------------------------------------------------------------


def test_regression_recovers_the_planted_interaction(planted: Case) -> None:
    examination = analysis_of(planted).examination
    assert examination.interaction_error <= planted.phi_error
    assert examination.output_phase_error <= planted.phi_error
    assert examination.spectrum.unmatched == 0
    assert len(examination.spectrum.surplus) == 0
    assert examination.spectrum.angle_error_rad <= max(planted.phi_error / 2, 1e-12)


def test_a_planted_circuit_is_present_with_perfect_scores(planted: Case) -> None:
    analysis = analysis_of(planted)
    assert analysis.verdict.answer is Answer.PRESENT
    assert [score.share for score in analysis.examination.causal.all] == [1.0, 1.0, 1.0]
    assert analysis.examination.accuracy == 1.0
    assert analysis.examination.decoding.accuracy == 1.0
    assert np.all(analysis.examination.stored.is_stored)


def test_nulls_of_a_planted_circuit_are_never_present(planted: Case) -> None:
    for result in analysis_of(planted).nulls.values():
        assert result.verdict.answer is not Answer.PRESENT
        assert result.examination.causal.least <= 0.9


@pytest.mark.parametrize("case", LINEAR, ids=name_of)
def test_the_dual_reads_the_planted_basis(case: Case) -> None:
    memories = analysis_of(case).memories
    planted = case.basis @ memories.circuit.projection.T
    assert np.allclose(memories.dual @ planted, np.eye(planted.shape[1]), atol=1e-6)


@pytest.mark.parametrize("case", SATURATING, ids=name_of)
def test_the_dual_reads_the_planted_directions_of_saturating_units(case: Case) -> None:
    memories = analysis_of(case).memories
    planted = case.basis @ memories.circuit.projection.T
    assert np.allclose(memories.dual @ planted, np.eye(planted.shape[1]), atol=0.05)


@pytest.mark.parametrize("case", [case for case in DISTURBED if case.junk.shape[1]], ids=name_of)
def test_the_dual_is_blind_to_junk(case: Case) -> None:
    """The encoding does move along the junk; the reading must not listen to it."""
    memories = analysis_of(case).memories
    heard = np.linalg.norm(memories.dual @ case.junk) / np.linalg.norm(memories.dual)
    plainly = np.linalg.pinv(memories.basis)
    assert heard < 0.02
    assert heard < 0.25 * np.linalg.norm(plainly @ case.junk) / np.linalg.norm(plainly)


@pytest.mark.parametrize("of", [COPY, RESTORING], ids=name_of)
def test_idle_modes_are_counted_in_the_raw_spectrum_only(of: Case) -> None:
    without, idle = (
        analysis_of(of),
        analysis_of(next(c for c in DISTURBED if c.name == f"{of.name}, idle modes")),
    )
    gained = len(idle.examination.weights_spectrum.surplus) - len(
        without.examination.weights_spectrum.surplus
    )
    assert gained in (6, 9)
    assert len(idle.examination.spectrum.surplus) == 0
    assert idle.examination.circuit.num_directions == without.examination.circuit.num_directions


def test_the_offset_is_the_resting_state() -> None:
    case = next(c for c in DISTURBED if c.name.startswith("linear") and "biases" in c.name)
    assert np.linalg.norm(case.network.bias) > 0.5
    assert np.allclose(analysis_of(case).memories.offset, case.network.bias, atol=1e-10)


def test_the_interaction_is_measured_not_assumed() -> None:
    """Where the network does something else with what it holds, the measured Phi says so."""
    task = COPY.task
    rng = np.random.default_rng(0)
    memories = find_by_regression(COPY.network, record(COPY.network, task, 64, 8, rng), circuit_of(task), rng)
    from cases import rewired

    backward = rewired(COPY.network, weight_hh=COPY.network.weight_hh.T)
    measured = measure_interaction(backward, memories, record(backward, task, 64, 8, rng), rng)
    assert np.allclose(measured, circuit_of(task).interaction.T, atol=1e-10)


# Observability ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", LINEAR_AND_DISTURBED, ids=name_of)
def test_observability_is_exact_on_linear_cells(case: Case) -> None:
    """From weights alone, in any basis, and exactly blind to what no output reads."""
    analysis = analysis_of(case, Method.OBSERVABILITY)
    noise = 0.02 if "noise" in case.name else 1e-7
    assert analysis.examination.interaction_error <= noise
    assert analysis.verdict.answer is Answer.PRESENT
    if case.junk.shape[1]:
        assert np.allclose(analysis.memories.dual @ case.junk, 0, atol=1e-9)


@pytest.mark.parametrize("case", SATURATING[1:4], ids=name_of)
def test_observability_misjudges_saturated_units(case: Case) -> None:
    """Their mean Jacobian is far from what a whole flip of a content does: why regression is the default."""
    examination = analysis_of(case, Method.OBSERVABILITY).examination
    assert examination.interaction_error > 0.3
    assert examination.causal.least > 0.99


def test_observability_needs_enough_lags() -> None:
    origin, circuit = at_origin(COPY.network), circuit_of(COPY.task)
    enough = find_by_observability(origin, circuit, num_lags=4)
    assert relative_error(enough.interaction, circuit.interaction) < 1e-10
    few = find_by_observability(origin, circuit, num_lags=3)
    assert relative_error(few.interaction, circuit.interaction) > 0.1


# Algorithm 1 -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", ORTHOGONAL_COPIES, ids=name_of)
@pytest.mark.parametrize("alpha", [0.0, 0.5, 1.0])
def test_power_is_exact_on_repeat_copy_in_an_orthogonal_basis(case: Case, alpha: float) -> None:
    circuit = circuit_of(case.task)
    memories = find_by_power(at_origin(case.network), circuit, alpha=alpha)
    assert relative_error(memories.interaction, circuit.interaction) <= 1e-10
    assert np.allclose(memories.basis, case.basis, atol=1e-10)


def test_power_is_present_on_repeat_copy_in_an_orthogonal_basis() -> None:
    analysis = analysis_of(COPY, Method.POWER)
    assert analysis.verdict.answer is Answer.PRESENT
    assert [score.share for score in analysis.examination.causal.all] == [1.0, 1.0, 1.0]


SKEWED = [case for case in LINEAR if "condition 30" in case.name or "condition 1000" in case.name]


@pytest.mark.parametrize("case", SKEWED, ids=name_of)
def test_power_fails_in_a_skewed_basis_and_the_branch_with_the_transpose_is_why(case: Case) -> None:
    assert len(SKEWED) == 2
    analysis, circuit = analysis_of(case, Method.POWER), circuit_of(case.task)
    assert analysis.examination.interaction_error > 0.5
    assert analysis.verdict.answer is not Answer.PRESENT
    forward = find_by_power(at_origin(case.network), circuit, alpha=1.0)
    assert relative_error(forward.interaction, circuit.interaction) <= 1e-6


@pytest.mark.parametrize("task", [tasks.compose_copy(6, 3), *PUBLISHED], ids=name_of)
def test_power_fails_where_phi_is_no_permutation(task) -> None:
    case = linear_case(task, task.history_size, seed=3)
    circuit = circuit_of(task)
    memories = find_by_power(at_origin(case.network), circuit)
    assert relative_error(memories.interaction, circuit.interaction) > 0.3


@pytest.mark.parametrize("case", SATURATING[5:7], ids=name_of)
def test_power_is_never_present_on_other_tasks(case: Case) -> None:
    assert not case.task.name.startswith("repeat")
    assert analysis_of(case, Method.POWER).verdict.answer is not Answer.PRESENT


def test_the_threshold_of_power_removes_what_decays() -> None:
    rng = np.random.default_rng(1)
    decaying, written = 0.5 * random_orthogonal(5, rng), rng.standard_normal((5, 4))
    case = with_block(COPY, decaying, written, seed=2, name="echo", phi_error=1e-10)
    circuit, origin = circuit_of(case.task), at_origin(case.network)
    filtered = find_by_power(origin, circuit, threshold=0.9)
    assert np.allclose(filtered.basis, case.basis, atol=1e-9)
    unfiltered = find_by_power(origin, circuit, threshold=0.0)
    assert np.linalg.norm(unfiltered.basis - case.basis) > 0.1


@pytest.mark.parametrize("alpha", [-0.1, 1.1])
def test_alpha_is_a_share(alpha: float) -> None:
    with pytest.raises(InputError, match=f"alpha is {alpha}; expected 0 <= alpha <= 1"):
        find_by_power(at_origin(COPY.network), circuit_of(COPY.task), alpha=alpha)


def test_quick_sampling_is_no_luck() -> None:
    """Another seed, other trials, the same answer."""
    for case in (with_idle_modes(RESTORING, 4, seed=5), COPY):
        assert analysis_of(case, seed=1).verdict.answer is Answer.PRESENT
    assert QUICK.num_trials < 512
