"""Laws of the circuit: Phi, read, write, what must be stored, spectrum, cycles [Eq. 8-13, 25-34]."""

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from engram import tasks
from engram.numerics import row_space
from engram.theory import (
    Circuit,
    circuit_of,
    cycles_of,
    full_circuit,
    interaction_matrix,
    multiplicities,
    needed_coordinates,
    observable_subspace,
    period,
    persistent_spectrum,
    read_matrix,
    shift_matrix,
    smallest_width,
    theoretical_spectrum,
    write_matrix,
)
from strategies import any_task, dense_tasks, generators, selections, sizes


@given(any_task, generators)
def test_phi_shifts_every_slot_and_computes_f_into_the_newest(task, rng) -> None:
    """Eq. 8 and 9."""
    kappa = task.variable_size
    contents = rng.standard_normal(task.history_size)
    moved = interaction_matrix(task) @ contents
    assert np.array_equal(moved[:-kappa], contents[kappa:])
    assert np.allclose(moved[-kappa:], task.composition @ contents)
    difference = interaction_matrix(task) - shift_matrix(task)
    assert np.array_equal(difference, write_matrix(task) @ task.composition)


@given(any_task)
def test_read_undoes_write_and_both_are_the_newest_slot(task) -> None:
    """Eq. 10 and 11; and what is written after s - 1 shifts is in the oldest slot."""
    kappa = task.variable_size
    assert np.array_equal(read_matrix(task) @ write_matrix(task), np.eye(kappa))
    aged = np.linalg.matrix_power(shift_matrix(task), task.num_variables - 1) @ write_matrix(task)
    assert np.array_equal(aged[:kappa], np.eye(kappa))
    assert not np.any(shift_matrix(task) @ aged)


@given(sizes())
def test_phi_of_repeat_copy_is_the_cyclic_permutation(drawn) -> None:
    """Eq. 12, 25-33: Phi^s = 1, the transpose is the inverse, powers of it are the slots."""
    task = tasks.repeat_copy(*drawn)
    s, phi = task.num_variables, interaction_matrix(task)
    identity = np.eye(task.history_size)
    assert np.array_equal(np.linalg.matrix_power(phi, s), identity)
    assert np.array_equal(phi.T @ phi, identity)
    for k in range(1, s + 1):
        slot = identity[:, (k - 1) * task.variable_size : k * task.variable_size]
        assert np.array_equal(np.linalg.matrix_power(phi, s - k) @ write_matrix(task), slot)
        assert np.array_equal(np.linalg.matrix_power(phi.T, k) @ read_matrix(task).T, slot)


@given(sizes())
def test_repeat_copy_needs_everything_and_has_every_root_of_one(drawn) -> None:
    task = tasks.repeat_copy(*drawn)
    assert np.array_equal(needed_coordinates(task), np.arange(task.history_size))
    found = multiplicities(theoretical_spectrum(circuit_of(task)))
    angles = [np.angle(entry.eigenvalue) % (2 * np.pi) for entry in found]
    assert np.allclose(angles, 2 * np.pi * np.arange(task.num_variables) / task.num_variables)
    assert all(entry.count == task.variable_size for entry in found)
    assert period(circuit_of(task)) == task.num_variables


def reached_by_following(task: tasks.LinearTask) -> set[int]:
    """Coordinates that some later output depends on, by walking back from every output."""
    reached, todo = set(), {int(source) for source in task.sources}
    while todo:
        here = todo.pop()
        reached.add(here)
        slot, component = divmod(here, task.variable_size)
        # What is in slot i came from slot i + 1; what is in the newest came from f.
        newest = slot == task.num_variables - 1
        before = int(task.sources[component]) if newest else here + task.variable_size
        todo |= {before} - reached
    return reached


@given(selections())
def test_needed_coordinates_are_what_outputs_go_back_to(task) -> None:
    assert set(needed_coordinates(task)) == reached_by_following(task)


@given(selections())
def test_observable_set_spans_the_observable_subspace(task) -> None:
    needed = np.eye(task.history_size)[:, needed_coordinates(task)]
    subspace = observable_subspace(task)
    assert subspace.dimension == needed.shape[1] == smallest_width(task)
    assert np.allclose(subspace.basis @ subspace.basis.T, needed @ needed.T, atol=1e-10)


@given(dense_tasks())
def test_observable_subspace_is_the_row_space_of_all_futures(task) -> None:
    lags = task.history_size + 1
    direct = row_space(task.continuation(lags), relative_tolerance=1e-7)
    found = observable_subspace(task)
    # The direct one may lose what fades in the many lags, never the other way round.
    assert found.dimension >= direct.dimension
    projector = found.basis @ found.basis.T
    assert np.allclose(projector @ direct.basis, direct.basis, atol=1e-6)
    assert np.allclose(task.composition @ projector, task.composition, atol=1e-8)


@given(any_task, generators)
def test_stored_contents_move_by_themselves(task, rng) -> None:
    """P Phi = Phi_o P: what is not stored never comes back into what is."""
    circuit = circuit_of(task)
    left = circuit.projection @ interaction_matrix(task)
    assert np.allclose(left, circuit.interaction @ circuit.projection, atol=1e-7)
    contents = rng.standard_normal(task.history_size)
    kept = circuit.projection.T @ circuit.projection @ contents
    lags = 2 * task.num_variables
    assert np.allclose(task.continuation(lags) @ contents, task.continuation(lags) @ kept, atol=1e-6)


@given(any_task)
def test_projections_are_orthonormal(task) -> None:
    projection = circuit_of(task).projection
    assert np.allclose(projection @ projection.T, np.eye(len(projection)), atol=1e-12)


@given(selections())
def test_spectrum_has_the_traces_of_phi(task) -> None:
    """Power sums determine a spectrum with its multiplicities, also where Phi is defective."""
    circuit = circuit_of(task)
    modes = theoretical_spectrum(circuit)
    assert modes.size == circuit.num_directions
    power = np.eye(circuit.num_directions)
    for exponent in range(1, circuit.num_directions + 1):
        power = power @ circuit.interaction
        assert np.isclose(np.sum(modes**exponent), np.trace(power), atol=1e-8)


@given(selections())
def test_persistent_modes_are_those_of_the_part_that_is_not_nilpotent(task) -> None:
    """The rank of a high power of Phi is the number of eigenvalues that are not zero."""
    circuit = circuit_of(task)
    power = np.linalg.matrix_power(circuit.interaction, circuit.num_directions)
    modes = persistent_spectrum(task)
    assert np.linalg.matrix_rank(power) == modes.size
    assert np.allclose(np.abs(modes), 1.0)
    assert modes.size == sum(cycle.length for cycle in cycles_of(circuit))


@given(st.integers(1, 5), st.integers(1, 4), generators)
def test_spectrum_is_numerical_eigenvalues_where_phi_is_normal(s, kappa, rng) -> None:
    """A signed permutation of the components of the oldest slot: Phi is orthogonal."""
    sources, signs = rng.permutation(kappa), rng.choice([-1.0, 1.0], kappa)
    task = tasks.selection("permutation", sources, signs, num_variables=s)
    numerical = np.linalg.eigvals(interaction_matrix(task))
    distances = np.abs(numerical[:, None] - theoretical_spectrum(circuit_of(task))[None, :])
    from scipy.optimize import linear_sum_assignment

    assert np.max(distances[linear_sum_assignment(distances)]) < 1e-10


@given(selections())
def test_contents_on_a_cycle_come_back_with_its_sign(task) -> None:
    circuit = circuit_of(task)
    identity = np.eye(circuit.num_directions)
    for cycle in cycles_of(circuit):
        assert len(set(cycle.directions)) == cycle.length
        start = identity[cycle.directions[0]]
        here = start
        for step in range(1, cycle.length + 1):
            here = circuit.interaction @ here
            on_cycle = cycle.directions[step % cycle.length]
            assert abs(here[on_cycle]) == 1
        assert here[cycle.directions[0]] == cycle.sign
        assert np.allclose(cycle.eigenvalues**cycle.length, cycle.sign)
        assert cycle.period == (cycle.length if cycle.sign > 0 else 2 * cycle.length)


@given(selections())
def test_phi_to_the_period_is_the_identity_on_all_that_lasts(task) -> None:
    circuit = circuit_of(task)
    rounds = period(circuit)
    settled = np.linalg.matrix_power(circuit.interaction, circuit.num_directions)
    assert np.array_equal(np.linalg.matrix_power(circuit.interaction, rounds) @ settled, settled)
    for shorter in range(1, rounds):
        if rounds % shorter == 0:
            earlier = np.linalg.matrix_power(circuit.interaction, shorter) @ settled
            assert not np.array_equal(earlier, settled)


@given(selections())
def test_cycles_are_disjoint(task) -> None:
    counts = Counter(d for cycle in cycles_of(circuit_of(task)) for d in cycle.directions)
    assert all(count == 1 for count in counts.values())


@given(any_task)
def test_multiplicities_count_every_mode(task) -> None:
    modes = theoretical_spectrum(full_circuit(task))
    found = multiplicities(modes)
    assert sum(entry.count for entry in found) == task.history_size
    values = np.array([entry.eigenvalue for entry in found])
    apart = np.abs(values[:, None] - values[None, :]) + np.eye(len(values))
    assert np.min(apart) > 1e-7


@given(selections(), generators)
def test_restricting_keeps_the_rows(task, rng) -> None:
    circuit = circuit_of(task)
    kept = rng.random(circuit.num_directions) < 0.5
    part = circuit.restrict(kept)
    assert isinstance(part, Circuit)
    assert np.array_equal(part.coordinates, circuit.coordinates[kept])
    assert np.array_equal(part.interaction, circuit.interaction[np.ix_(kept, kept)])
    assert np.array_equal(part.shift, circuit.shift[np.ix_(kept, kept)])


@given(selections())
def test_every_direction_belongs_to_the_slot_of_its_coordinate(task) -> None:
    circuit = circuit_of(task)
    owners = np.stack([circuit.belongs_to(v) for v in range(task.num_variables)])
    assert np.array_equal(np.argmax(owners, axis=0), circuit.coordinates // task.variable_size)
    assert np.all(owners.sum(axis=0) == 1)
