"""What theory says of the named tasks, and what it refuses."""

import numpy as np
import pytest

from cases import DENSE, FEW, PUBLISHED, TWICE, fading_task, name_of
from engram import tasks
from engram.errors import InputError, TaskError
from engram.theory import (
    circuit_of,
    compile_linear,
    compile_saturating,
    cycles_of,
    full_circuit,
    multiplicities,
    needed_coordinates,
    observable_subspace,
    period,
    persistent_spectrum,
    random_basis,
    random_signed_basis,
    smallest_width,
    theoretical_spectrum,
)


def test_spectrum_of_repeat_copy_is_eight_modes_at_every_45_degrees() -> None:
    found = multiplicities(theoretical_spectrum(full_circuit(tasks.repeat_copy(8, 8))))
    degrees = [round(float(np.degrees(np.angle(entry.eigenvalue))) % 360, 9) for entry in found]
    assert degrees == [45.0 * k for k in range(8)]
    assert [entry.count for entry in found] == [8] * 8


@pytest.mark.parametrize("task", PUBLISHED, ids=name_of)
def test_the_other_named_tasks_have_36_unit_modes_and_28_zeros(task) -> None:
    modes = theoretical_spectrum(full_circuit(task))
    assert np.sum(np.isclose(np.abs(modes), 1)) == 36
    assert np.sum(modes == 0) == 28
    assert smallest_width(task) == 36
    assert persistent_spectrum(task).size == 36


def test_figure_three_needs_eighty_directions() -> None:
    assert smallest_width(tasks.repeat_copy(16, 5)) == 80


def test_compose_copy_has_one_cycle_of_each_length() -> None:
    cycles = cycles_of(circuit_of(tasks.compose_copy(8, 8)))
    assert sorted(cycle.length for cycle in cycles) == list(range(1, 9))
    assert all(cycle.sign == 1 for cycle in cycles)
    assert period(circuit_of(tasks.compose_copy(8, 8))) == 840


def test_a_sign_doubles_the_period() -> None:
    task = tasks.selection("flip", np.array([0]), np.array([-1.0]), num_variables=3)
    (cycle,) = cycles_of(circuit_of(task))
    assert (cycle.length, cycle.sign, cycle.period) == (3, -1, 6)
    assert np.allclose(sorted(np.angle(cycle.eigenvalues)), [-np.pi / 3, np.pi / 3, np.pi])


def test_one_component_in_two_slots() -> None:
    """Outputs 0 and 1 both copy component 0, from slots 0 and 2; component 2 is read by nobody."""
    assert needed_coordinates(TWICE).tolist() == [0, 3, 4, 6, 7, 9, 10]
    assert smallest_width(TWICE) < TWICE.history_size
    lasting = persistent_spectrum(TWICE)
    assert lasting.size == 4
    assert np.sum(theoretical_spectrum(circuit_of(TWICE)) == 0) == 3


def test_fewer_directions_than_one_slot_has_components() -> None:
    circuit = circuit_of(FEW)
    assert circuit.coordinates.tolist() == [9]
    assert circuit.interaction.tolist() == [[1.0]]
    assert circuit.write.tolist() == [[1.0, 0.0, 0.0]]


def test_observable_subspace_of_a_dense_rule() -> None:
    """Rank 3 of 4 in each of three slots; and the tolerance that decided it."""
    task = fading_task()
    assert observable_subspace(task).dimension == 9
    assert 0 < observable_subspace(task).tolerance < 1e-8
    assert smallest_width(task) == 9
    lasting = np.abs(theoretical_spectrum(circuit_of(task)))
    expected = np.repeat([1.0, 0.9, 0.6], 3) ** (1 / 3)
    assert np.allclose(np.sort(lasting), np.sort(expected))


def test_a_rule_that_reads_nothing_stores_nothing() -> None:
    task = tasks.LinearTask("zero", 2, 3, np.zeros((3, 6)))
    assert circuit_of(task).num_directions == 0
    assert theoretical_spectrum(circuit_of(task)).size == 0


@pytest.mark.parametrize("use", [cycles_of, period], ids=lambda use: use.__name__)
@pytest.mark.parametrize("task", DENSE, ids=name_of)
def test_a_dense_rule_has_no_cycles(use, task) -> None:
    with pytest.raises(TaskError, match="no signed selection"):
        use(circuit_of(task))


def test_directions_of_a_dense_rule_are_no_coordinates() -> None:
    with pytest.raises(TaskError, match="no single coordinates"):
        _ = circuit_of(fading_task()).coordinates
    # Where everything is observable, coordinates are as good a basis as any.
    assert circuit_of(DENSE[0]).is_on_coordinates


@pytest.mark.parametrize("variable", [-1, 3])
def test_slots_are_counted_from_the_oldest(variable) -> None:
    with pytest.raises(InputError, match=rf"variable is {variable}; expected 0 \(oldest\) .. 2 \(newest\)"):
        circuit_of(tasks.repeat_copy(3, 2)).belongs_to(variable)


COPY = tasks.repeat_copy(2, 2)


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (
            lambda: compile_linear(COPY, np.eye(4)[:, :3]),
            InputError,
            r"shape \(4, 3\); expected .* = \(N, 4\)",
        ),
        (lambda: compile_linear(COPY, np.eye(4)[:3]), InputError, "need at least 4 units"),
        (lambda: compile_linear(COPY, np.ones((5, 4))), InputError, "linearly dependent"),
        (lambda: compile_saturating(COPY, np.eye(4) * 2), InputError, "every row has one entry"),
        (lambda: compile_saturating(COPY, np.eye(5)[:, :4]), InputError, "every row has one entry"),
        (lambda: compile_saturating(DENSE[0]), TaskError, "dense F"),
        (lambda: random_basis(COPY, 3, np.random.default_rng(0)), InputError, "hidden size is 3"),
        (lambda: random_signed_basis(COPY, 3, np.random.default_rng(0)), InputError, "hidden size is 3"),
    ],
)
def test_bases_that_hold_no_circuit(make, error, message) -> None:
    with pytest.raises(error, match=message):
        make()
