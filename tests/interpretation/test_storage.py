"""What is stored, decoded, and how far a basis can be trusted."""

import numpy as np
import pytest

from cases import COPY, DISTURBED, LINEAR, RESTORING, SATURATING, Case, analysis_of, linear_case, name_of
from engram import tasks
from engram.dynamics import Activation, elman
from engram.errors import ConvergenceError
from engram.interpretation import at_fixed_point, at_origin, at_point, record
from engram.interpretation.decoding import find_stored
from engram.interpretation.fixed_points import find_fixed_point
from engram.numerics import fit_linear, fit_reader, random_orthogonal
from engram.theory import circuit_of


@pytest.mark.parametrize("period", [2, 3, 4, 6])
def test_contents_that_can_be_read_at_some_steps_only_are_not_stored(period: int) -> None:
    """u is kept and turned in a circle: at every `period`-th step it looks like a memory of u(1)."""
    task = tasks.repeat_copy(1, 1)
    angle = 2 * np.pi / period
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    network = elman(turn, np.array([[1.0], [0.0]]), np.array([[1.0, 0.0]]), Activation.IDENTITY)
    recording = record(network, task, 64, 24, np.random.default_rng(0))
    found = find_stored(recording, circuit_of(task), np.random.default_rng(1))
    assert not np.any(found.is_stored)


def test_a_reservoir_stores_nothing_that_lasts_longer_than_it_has_units() -> None:
    task = tasks.repeat_copy(3, 2)
    rng = np.random.default_rng(2)
    network = elman(
        random_orthogonal(12, rng),
        rng.standard_normal((12, 2)),
        rng.standard_normal((2, 12)),
        Activation.IDENTITY,
    )
    recording = record(network, task, 128, 24, rng)
    assert not np.any(find_stored(recording, circuit_of(task), rng).is_stored)


@pytest.mark.parametrize("case", [COPY, RESTORING, *SATURATING[:4]], ids=name_of)
def test_stored_contents_are_explained_and_foreign_ones_are_not(case: Case) -> None:
    stored = analysis_of(case).examination.stored
    assert np.min(stored.explained) > 0.99
    assert stored.null < 0.3


@pytest.mark.parametrize("case", [COPY, RESTORING], ids=name_of)
def test_directions_fill_from_the_newest_slot(case: Case) -> None:
    decoding, circuit = analysis_of(case).examination.decoding, analysis_of(case).memories.circuit
    slots = circuit.coordinates // case.task.variable_size
    for t in range(1, case.task.num_variables + 2):
        assert np.array_equal(decoding.is_filled[t - 1], slots >= case.task.num_variables - t)


def test_decoding_is_over_all_steps_and_directions() -> None:
    decoding = analysis_of(COPY).examination.decoding
    assert decoding.share.shape == (4 + 16, 16)
    assert np.all(decoding.share == 1.0)
    assert decoding.output_phase == slice(3, None)


ORTHOGONAL = [case for case in LINEAR if case.name.endswith("condition 1") and case.task.name != "fading"]


@pytest.mark.parametrize("case", ORTHOGONAL, ids=name_of)
def test_diagnostics_of_an_orthogonal_linear_circuit(case: Case) -> None:
    found = analysis_of(case).examination.diagnostics
    assert found.condition_number == pytest.approx(1.0, abs=0.01)
    assert found.duality_error < 1e-9
    assert found.leakage_into_complement < 1e-5
    assert found.leakage_out_of_complement < 1e-9
    assert found.variance_captured == pytest.approx(1.0)
    if case.task.is_selection:
        assert np.allclose(found.loop_gains, 1.0)
    else:
        assert found.loop_gains == ()


def test_condition_number_is_of_the_basis_with_columns_of_unit_length() -> None:
    case = linear_case(tasks.repeat_copy(3, 2), 12, seed=4, condition_number=50.0)
    scaled = case.basis / np.linalg.norm(case.basis, axis=0)
    found = analysis_of(case).examination.diagnostics.condition_number
    assert found == pytest.approx(np.linalg.cond(scaled), rel=1e-6)


def test_junk_takes_its_share_of_the_variance() -> None:
    loud = next(case for case in DISTURBED if "junk 10" in case.name)
    assert analysis_of(loud).examination.diagnostics.variance_captured < 0.9
    assert analysis_of(COPY).examination.diagnostics.variance_captured > 0.999


@pytest.mark.parametrize("case", [*LINEAR[:6], *SATURATING[:6], *DISTURBED], ids=name_of)
def test_the_full_basis_and_its_dual_are_inverse_and_the_operator_is_the_jacobian(case: Case) -> None:
    examination = analysis_of(case).examination
    full, size = examination.full_basis, case.network.state_size
    assert full.basis.shape == (size, size)
    assert np.allclose(full.dual @ full.basis, np.eye(size), atol=1e-7)
    back = full.basis @ full.operator @ full.dual
    assert np.allclose(back, examination.linearization.state, atol=1e-6)
    assert full.num_variables == examination.circuit.num_directions


@pytest.mark.parametrize("case", LINEAR[:6], ids=name_of)
def test_the_leading_block_of_a_linear_circuit_is_phi(case: Case) -> None:
    examination = analysis_of(case).examination
    m = examination.full_basis.num_variables
    assert np.allclose(examination.full_basis.operator[:m, :m], examination.circuit.interaction, atol=1e-9)


@pytest.mark.parametrize("case", LINEAR[:6], ids=name_of)
def test_both_phases_of_a_linear_copy(case: Case) -> None:
    """Repeat copy reads the oldest slot, empty during the input phase: there, only the shift shows."""
    examination = analysis_of(case).examination
    assert examination.write_error < 1e-9
    assert examination.input_phase_error < 1e-9
    assert examination.output_phase_error < 1e-9


@pytest.mark.parametrize("case", [COPY, RESTORING, *DISTURBED], ids=name_of)
def test_leakage_is_what_the_full_basis_says_it_is(case: Case) -> None:
    """Measured without a basis of the complement; here with one."""
    found = analysis_of(case).examination
    full, m = found.full_basis, found.full_basis.num_variables

    def size(rows: np.ndarray) -> float:
        return float(np.sqrt(np.mean(np.sum(rows**2, axis=1))))

    held = found.memories.decode(found.visited)
    rest = (found.visited - found.memories.offset) @ full.dual[m:].T
    moved = held @ (found.linearization.state @ found.memories.basis).T
    into = size(held @ (full.basis[:, m:] @ full.operator[m:, :m]).T) / size(moved)
    out_of = size((rest - rest.mean(axis=0)) @ full.operator[:m, m:].T) / size(held)
    assert found.diagnostics.leakage_into_complement == pytest.approx(into, rel=1e-6, abs=1e-9)
    assert found.diagnostics.leakage_out_of_complement == pytest.approx(out_of, rel=1e-6, abs=1e-9)


def test_a_reader_is_the_least_squares_fit_in_any_units() -> None:
    rng = np.random.default_rng(7)
    samples = rng.standard_normal((300, 12)) + 3.0
    targets = samples @ rng.standard_normal((12, 4)) + 0.1 * rng.standard_normal((300, 4))
    units = np.geomspace(1e-3, 1e3, 12)
    plain, offset = fit_linear(samples, targets)
    for given, unit in ((samples, np.ones(12)), (samples * units, units)):
        reader, intercept = fit_reader(given, targets, unit)
        assert np.allclose(reader * unit, plain, atol=1e-7)
        assert np.allclose(intercept, offset, atol=1e-6)


def test_a_reader_shares_among_inputs_that_say_the_same_and_leaves_dead_ones_alone() -> None:
    rng = np.random.default_rng(8)
    said = rng.standard_normal((200, 1))
    samples = np.concatenate([said, said, np.full((200, 1), 0.7)], axis=1)
    reader, intercept = fit_reader(samples, 3 * said, np.ones(3))
    assert np.allclose(reader, [[1.5, 1.5, 0.0]], atol=1e-6)
    assert np.allclose(intercept, 0, atol=1e-6)
    nothing, level = fit_reader(np.ones((5, 2)), np.full((5, 1), 2.0), np.ones(2))
    assert np.allclose(nothing, 0)
    assert np.allclose(level, 2.0)


# Linearisation ------------------------------------------------------------------------------------------------------


def test_the_origin_of_a_network_without_biases_is_its_weights() -> None:
    linear = at_origin(RESTORING.network)
    assert np.allclose(linear.state, RESTORING.network.weight_hh)
    assert np.allclose(linear.input, RESTORING.network.weight_ih)
    assert np.allclose(linear.output, RESTORING.network.weight_out)
    assert np.array_equal(linear.point, np.zeros(RESTORING.network.state_size))


BIASED = next(case for case in DISTURBED if "biases" in case.name and "saturating" in case.name)


def test_a_fixed_point_is_one_step_from_itself() -> None:
    silence = np.zeros(BIASED.task.variable_size)
    found = find_fixed_point(BIASED.network, np.zeros(BIASED.network.state_size))
    assert np.linalg.norm(BIASED.network.step(found.state, silence) - found.state) == found.residual
    assert found.residual < 1e-10
    assert np.linalg.norm(found.state) > 1e-3


def test_the_linearisation_at_a_fixed_point_predicts_small_steps() -> None:
    linear = at_fixed_point(BIASED.network, np.zeros(BIASED.network.state_size))
    rng = np.random.default_rng(5)
    nudge, given = 1e-5 * rng.standard_normal(linear.point.size), 1e-5 * rng.standard_normal(3)
    moved = BIASED.network.step(linear.point + nudge, given) - linear.point
    assert np.allclose(moved, linear.state @ nudge + linear.input @ given, atol=1e-8)


def test_no_fixed_point_is_an_error_with_advice() -> None:
    """h' = h + 1 has none."""
    from cases import rewired

    drifting = rewired(
        elman(np.eye(2), np.ones((2, 1)), np.ones((1, 2)), Activation.IDENTITY), bias=np.ones(2)
    )
    with pytest.raises(ConvergenceError, match=r"no fixed point found.*start from another state"):
        find_fixed_point(drifting, np.zeros(2))


def test_a_point_of_choice() -> None:
    point = np.random.default_rng(6).standard_normal(RESTORING.network.state_size)
    linear = at_point(RESTORING.network, point, "here")
    assert linear.about == "here"
    assert np.array_equal(linear.state, RESTORING.network.state_jacobian(point, np.zeros(3)))
