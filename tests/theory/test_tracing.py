"""Traces of networks that are right, of such that are wrong, and as text."""

import numpy as np
import pytest
from hypothesis import given, settings

from cases import DENSE, RESTORING, SELECTIONS, rewired
from engram import tasks
from engram.errors import InputError, MismatchError, TaskError
from engram.theory import (
    CircuitMode,
    Phase,
    circuit_of,
    compile_linear,
    compile_saturating,
    full_circuit,
    random_basis,
    trace_circuit,
    trace_network,
)
from strategies import any_task, generators, vectors_for


def signs_for(task, seed: int = 0):
    return tasks.sample_inputs(task, 1, np.random.default_rng(seed))[0]


@pytest.mark.parametrize("task", SELECTIONS, ids=lambda task: task.name)
def test_the_saturating_circuit_holds_and_says_what_theory_says(task) -> None:
    found = trace_circuit(task, CircuitMode.SATURATING, signs_for(task), task.num_variables + 20)
    assert found.accuracy == 1.0
    assert not np.any(found.is_misheld)
    assert np.allclose(found.composed[task.num_variables :], found.vectors[task.num_variables :], atol=0.06)
    for step in found:
        assert np.array_equal(np.sign(step.decoded[-1]), step.expected)


@given(any_task, generators)
@settings(max_examples=40)
def test_the_linear_circuit_holds_the_input_plus_what_f_composes(task, rng) -> None:
    """Write, compose, read, each as its line of the algorithm says."""
    inputs = vectors_for(task, rng)[0]
    found = trace_circuit(task, CircuitMode.LINEAR, inputs, task.num_variables + 5)
    before = np.zeros((task.num_variables, task.variable_size))
    for step in found:
        assert np.array_equal(step.given, inputs[step.t - 1] if step.phase is Phase.WRITE else 0 * step.given)
        assert np.allclose(step.decoded[:-1], before[1:])
        assert np.allclose(step.decoded[-1], step.given + step.composed)
        assert np.allclose(step.composed, task.composition @ before.ravel())
        assert np.allclose(step.said, step.decoded[-1])
        before = step.decoded


def test_steps_are_of_two_phases() -> None:
    task = tasks.repeat_copy(3, 2)
    found = trace_circuit(task, CircuitMode.LINEAR, signs_for(task), 5)
    assert [step.phase for step in found] == [Phase.WRITE] * 3 + [Phase.COMPOSE] * 2
    assert [step.t for step in found] == [1, 2, 3, 4, 5]
    assert all(step.error == 0 for step in found)
    assert not any(np.any(step.is_wrong) for step in found)


def test_a_network_in_any_basis_is_traced_through_its_dual() -> None:
    task = tasks.repeat_copy(3, 2)
    basis = random_basis(task, 9, np.random.default_rng(0), condition_number=10.0)
    dual = np.linalg.pinv(basis)
    found = trace_network(
        compile_linear(task, basis), full_circuit(task), lambda states: states @ dual.T, signs_for(task), 9
    )
    assert np.allclose(found.decoded, found.theory)


def test_coordinates_that_are_not_stored_are_blank() -> None:
    task, circuit = RESTORING.task, circuit_of(RESTORING.task)
    dual = np.linalg.pinv(RESTORING.basis) @ np.eye(len(RESTORING.basis))
    found = trace_network(
        RESTORING.network, circuit, lambda states: states @ (circuit.projection @ dual).T, signs_for(task), 12
    )
    is_stored = np.isin(np.arange(task.history_size), circuit.coordinates)
    assert np.array_equal(np.isfinite(found.decoded[-1]), is_stored)
    assert found.accuracy == 1.0
    assert not np.any(found.is_misheld)


def test_wrong_contents_and_outputs_are_found_where_they_are() -> None:
    """One weight of the shift changes its sign: component 1 of slot 1 is wrong, and what is composed of it."""
    task = tasks.repeat_copy(3, 2)
    network = compile_saturating(task)
    weights = network.weight_hh.copy()
    weights[0, 2] *= -1
    found = trace_network(
        rewired(network, weight_hh=weights), full_circuit(task), lambda states: states, signs_for(task), 5
    )
    assert np.array_equal(np.argwhere(found.is_misheld), [[2, 0], [3, 0], [3, 4], [4, 0], [4, 2], [4, 4]])
    assert np.array_equal(np.argwhere(found.is_wrong), [[3, 0], [4, 0]])
    assert found.accuracy == 0.5


def test_the_table_of_repeat_copy() -> None:
    task = tasks.repeat_copy(2, 3)
    inputs = np.array([[1.0, 1.0, -1.0], [-1.0, 1.0, -1.0]])
    assert str(trace_circuit(task, CircuitMode.SATURATING, inputs, 4)) == (
        "   t  Ψ1  Ψ2\n   1w ··· ++-\n   2w ++- -+-\n      -------\n   3r -+- ++-\n   4r ++- -+-"
    )


def test_the_table_circles_what_is_wrong() -> None:
    task = tasks.selection("newest", np.array([1]), np.array([1.0]), num_variables=2)
    table = str(trace_circuit(task, CircuitMode.LINEAR, np.array([[1.0], [-1.0]]), 4)).split("\n")
    assert table[2] == "   2w +  ⊙"
    assert table[4] == "   3r ⊙  ⊙   1"


@pytest.mark.parametrize(
    "task",
    [*SELECTIONS, *DENSE, tasks.repeat_copy(16, 5), tasks.repeat_copy(40, 1), tasks.repeat_copy(5, 60)],
    ids=lambda task: task.name,
)
def test_tables_fit_eighty_columns(task) -> None:
    found = trace_circuit(task, CircuitMode.LINEAR, signs_for(task), task.num_variables + 4)
    rows = str(found).split("\n")
    assert max(map(len, rows)) <= 80
    assert len(rows) == task.num_variables + 4 + 2


def test_what_does_not_fit_is_refused() -> None:
    task = tasks.repeat_copy(3, 2)
    with pytest.raises(InputError, match="input phase alone takes s = 3"):
        trace_circuit(task, CircuitMode.LINEAR, signs_for(task), 2)
    with pytest.raises(InputError, match=r"expected 1 \.\. 4"):
        trace_circuit(task, CircuitMode.LINEAR, signs_for(task), 4).step(5)
    with pytest.raises(TaskError, match="only signed selections"):
        trace_circuit(DENSE[0], CircuitMode.SATURATING, signs_for(DENSE[0]), 9)
    other = compile_linear(tasks.repeat_copy(3, 4), np.eye(12))
    with pytest.raises(MismatchError, match="kappa = 2"):
        trace_network(other, full_circuit(task), lambda states: states, signs_for(task), 9)
