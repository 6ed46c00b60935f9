"""Laws of variable memories: reading undoes writing, writes stay apart, the basis and its dual."""

from dataclasses import dataclass

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from jaxtyping import Float
from numpy import ndarray

from cases import COPY, RESTORING, analysis_of
from engram.interpretation import Method, VariableMemories
from engram.interpretation.memories import complement_basis
from engram.numerics import generalised_dual
from engram.theory import circuit_of
from strategies import generators, selections


@dataclass
class Scene:
    """Memories of a random basis, with states of which nothing else is known."""

    memories: VariableMemories
    states: Float[ndarray, "trials time hidden"]
    first: int
    second: int
    rng: np.random.Generator

    def value(self) -> ndarray:
        return self.rng.standard_normal(self.memories.circuit.task.variable_size)

    def stored(self, variable: int) -> ndarray:
        """Which components of a variable are stored at all."""
        task = self.memories.circuit.task
        mask = np.zeros(task.history_size, dtype=bool)
        mask[self.memories.circuit.coordinates] = True
        return mask.reshape(task.num_variables, -1)[variable]


@st.composite
def scenes(draw: st.DrawFn) -> Scene:
    task, rng = draw(selections()), draw(generators)
    circuit = circuit_of(task)
    hidden = circuit.num_directions + draw(st.integers(0, 4))
    basis = (
        rng.standard_normal((hidden, circuit.num_directions))
        + 2 * np.eye(hidden)[:, : circuit.num_directions]
    )
    noise = rng.standard_normal((hidden, hidden))
    dual = generalised_dual(basis, noise @ noise.T, shrinkage=1e-3)
    offset = rng.standard_normal(hidden)
    memories = VariableMemories(Method.REGRESSION, circuit, basis, dual, offset, circuit.interaction)
    slots = st.integers(0, task.num_variables - 1)
    return Scene(memories, rng.standard_normal((2, 3, hidden)), draw(slots), draw(slots), rng)


def close(first: ndarray, second: ndarray) -> bool:
    return np.allclose(first, second, atol=1e-6)


@given(scenes())
def test_reading_undoes_writing(scene: Scene) -> None:
    value = scene.value()
    written = scene.memories.write(scene.states, scene.first, value)
    expected = np.broadcast_to(value * scene.stored(scene.first), (2, 3, value.size))
    assert close(scene.memories.read(written, scene.first), expected)


@given(scenes())
def test_writing_what_is_there_changes_nothing(scene: Scene) -> None:
    held = scene.memories.read(scene.states, scene.first)
    assert close(scene.memories.write(scene.states, scene.first, held), scene.states)


@given(scenes())
def test_the_last_write_wins(scene: Scene) -> None:
    first, second = scene.value(), scene.value()
    twice = scene.memories.write(scene.memories.write(scene.states, scene.first, first), scene.first, second)
    assert close(twice, scene.memories.write(scene.states, scene.first, second))


@given(scenes())
def test_a_write_leaves_the_other_variables_and_the_rest_alone(scene: Scene) -> None:
    memories = scene.memories
    written = memories.write(scene.states, scene.first, scene.value())
    for other in range(memories.circuit.task.num_variables):
        if other != scene.first:
            assert close(memories.read(written, other), memories.read(scene.states, other))
    rest_before = scene.states - memories.encode(memories.decode(scene.states))
    assert close(written - memories.encode(memories.decode(written)), rest_before)


@given(scenes())
def test_writes_into_different_variables_commute(scene: Scene) -> None:
    one, two = scene.value(), scene.value()
    if scene.first != scene.second:
        forth = scene.memories.write(scene.memories.write(scene.states, scene.first, one), scene.second, two)
        back = scene.memories.write(scene.memories.write(scene.states, scene.second, two), scene.first, one)
        assert close(forth, back)


@given(scenes())
def test_an_erased_variable_reads_zero(scene: Scene) -> None:
    erased = scene.memories.erase(scene.states, scene.first)
    assert close(scene.memories.read(erased, scene.first), np.zeros((2, 3, 1)))


@given(scenes())
def test_a_swap_exchanges_what_both_store_and_undoes_itself(scene: Scene) -> None:
    memories, first, second = scene.memories, scene.first, scene.second
    swapped = memories.swap(scene.states, first, second)
    both = scene.stored(first) & scene.stored(second)
    assert close(memories.read(swapped, first)[..., both], memories.read(scene.states, second)[..., both])
    assert close(memories.read(swapped, second)[..., both], memories.read(scene.states, first)[..., both])
    if np.array_equal(scene.stored(first), scene.stored(second)):
        assert close(memories.swap(swapped, first, second), scene.states)


@given(scenes())
def test_decoding_undoes_encoding(scene: Scene) -> None:
    contents = scene.rng.standard_normal((4, scene.memories.circuit.num_directions))
    assert close(scene.memories.decode(scene.memories.encode(contents)), contents)


@given(scenes())
def test_a_value_for_each_state_is_a_value_for_each_state(scene: Scene) -> None:
    values = scene.rng.standard_normal((2, 3, scene.memories.circuit.task.variable_size))
    written = scene.memories.write(scene.states, scene.first, values)
    assert close(scene.memories.read(written, scene.first), values * scene.stored(scene.first))


@given(scenes())
def test_shifting_contents_shifts_what_is_decoded(scene: Scene) -> None:
    change = scene.rng.standard_normal((2, 3, scene.memories.circuit.task.history_size))
    moved = scene.memories.decode(scene.memories.shifted(scene.states, change))
    assert close(moved - scene.memories.decode(scene.states), change @ scene.memories.circuit.projection.T)


@given(scenes())
def test_putting_sets_the_chosen_directions_and_no_others(scene: Scene) -> None:
    memories, shape = scene.memories, (2, 3, scene.memories.circuit.num_directions)
    contents, where = scene.rng.standard_normal(shape), scene.rng.random(shape) < 0.5
    put = memories.put(scene.states, contents, where)
    assert close(memories.decode(put), np.where(where, contents, memories.decode(scene.states)))
    assert close(memories.put(put, contents, where), put)


@given(scenes())
def test_the_complement_completes_the_basis(scene: Scene) -> None:
    """[Psi, Psi_perp] is invertible and the dual that is returned is its inverse."""
    memories = scene.memories
    states = scene.rng.standard_normal((50, memories.basis.shape[0]))
    complement, complement_dual = complement_basis(memories, states)
    basis = np.concatenate([memories.basis, complement], axis=1)
    dual = np.concatenate([memories.dual, complement_dual])
    assert close(dual @ basis, np.eye(len(basis)))
    assert close(basis @ dual, np.eye(len(basis)))
    assert close(complement.T @ complement, np.eye(complement.shape[1]))


@given(scenes())
def test_the_complement_is_ordered_by_variance(scene: Scene) -> None:
    memories = scene.memories
    states = scene.rng.standard_normal((50, memories.basis.shape[0]))
    complement, _ = complement_basis(memories, states)
    left_over = states - memories.encode(memories.decode(states))
    strength = np.sum((left_over @ complement) ** 2, axis=0)
    assert np.all(np.diff(strength) <= 1e-9 * max(1.0, float(np.max(strength, initial=0))))


@given(scenes())
def test_arrays_are_read_only_copies(scene: Scene) -> None:
    for name in ("basis", "dual", "offset", "interaction"):
        assert not getattr(scene.memories, name).flags.writeable


def test_estimated_memories_obey_the_same_laws() -> None:
    for case in (COPY, RESTORING):
        for method in (Method.REGRESSION, Method.OBSERVABILITY):
            memories = analysis_of(case, method).memories
            assert np.allclose(memories.dual @ memories.basis, np.eye(len(memories.dual)), atol=1e-9)
