"""Laws of compiled circuits: any basis gives the closed form; saturating ones hold for ever."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases import PUBLISHED, SELECTIONS, name_of
from engram import tasks
from engram.dynamics import run, run_on
from engram.tasks import InputCode, is_correct, sample_trials
from engram.theory import (
    compile_linear,
    compile_saturating,
    contents_after,
    interaction_matrix,
    random_basis,
    random_signed_basis,
    read_matrix,
    settled_value,
    write_matrix,
)
from strategies import any_task, generators, selections, vectors_for


@given(any_task, generators, st.sampled_from([1.0, 30.0]), st.integers(0, 4))
def test_a_linear_circuit_is_the_closed_form_in_any_basis(task, rng, condition, spare) -> None:
    basis = random_basis(task, task.history_size + spare, rng, condition_number=condition)
    network = compile_linear(task, basis)
    contents = vectors_for(task, rng).reshape(3, -1)
    states = run_on(network, contents @ basis.T, np.zeros((3, 5, task.variable_size))).states
    for step in range(5):
        expected = contents_after(task, contents, step + 1)
        assert np.allclose(states[:, step], expected @ basis.T, atol=1e-9 * condition)
        assert np.allclose(network.readout(states[:, step]), expected[:, -task.variable_size :], atol=1e-7)


@given(any_task, generators)
def test_a_linear_circuit_adds_f_to_what_is_written(task, rng) -> None:
    """With input, z(t) = Phi z(t-1) + E_s u(t): exactly, which is the task only where f reads the oldest slot."""
    basis = random_basis(task, task.history_size + 2, rng)
    inputs = vectors_for(task, rng)
    states = run(compile_linear(task, basis), inputs).states
    contents = np.zeros((3, task.history_size))
    for t in range(task.num_variables):
        contents = contents @ interaction_matrix(task).T + inputs[:, t] @ write_matrix(task).T
        assert np.allclose(states[:, t] @ basis, contents, atol=1e-9)


@given(any_task, generators)
def test_weights_of_a_linear_circuit_are_phi_read_and_write_in_the_basis(task, rng) -> None:
    """Eq. 7: W_hh Psi = Psi Phi, W_uh = Psi E_s, W_r Psi = E_s^T."""
    basis = random_basis(task, task.history_size + 3, rng, condition_number=3.0)
    network = compile_linear(task, basis)
    assert np.allclose(network.weight_hh @ basis, basis @ interaction_matrix(task), atol=1e-10)
    assert np.allclose(network.weight_ih, basis @ write_matrix(task), atol=1e-10)
    assert np.allclose(network.weight_out @ basis, read_matrix(task), atol=1e-10)


@given(selections(), generators, st.integers(0, 6))
def test_a_saturating_circuit_is_right_on_every_signed_selection(task, rng, spare) -> None:
    network = compile_saturating(task, random_signed_basis(task, task.history_size + spare, rng))
    trials = sample_trials(task, 16, 60, rng)
    outputs = run(network, trials.inputs).outputs[:, task.num_variables :]
    assert np.all(is_correct(outputs, trials.targets, InputCode.SIGNS))


@settings(max_examples=10)
@given(selections(), generators)
def test_a_saturating_circuit_holds_for_two_thousand_steps(task, rng) -> None:
    network = compile_saturating(task)
    trials = sample_trials(task, 4, 2000, rng)
    outputs = run(network, trials.inputs).outputs[:, task.num_variables :]
    assert np.all(is_correct(outputs, trials.targets, InputCode.SIGNS))
    assert np.allclose(outputs[:, 50:], trials.targets[:, 50:], atol=1e-6)


@pytest.mark.parametrize("task", [tasks.repeat_copy(8, 8), *PUBLISHED], ids=name_of)
def test_the_four_named_tasks_hold_for_two_thousand_steps(task) -> None:
    trials = sample_trials(task, 4, 2000, np.random.default_rng(0))
    outputs = run(compile_saturating(task), trials.inputs).outputs[:, task.num_variables :]
    assert np.all(np.sign(outputs) == trials.targets)


@pytest.mark.parametrize("task", SELECTIONS, ids=name_of)
def test_a_saturating_circuit_corrects_errors(task) -> None:
    """Contents off by a third are back at their own size after a few steps."""
    rng = np.random.default_rng(1)
    network = compile_saturating(task)
    held = rng.choice([-1.0, 1.0], (5, task.history_size))
    disturbed = settled_value() * held + rng.uniform(-0.3, 0.3, held.shape)
    states = run_on(network, disturbed, np.zeros((5, 12, task.variable_size))).states
    assert np.allclose(states[:, -1], settled_value() * contents_after(task, held, 12), atol=1e-5)


def test_the_settled_value_is_a_fixed_point() -> None:
    assert np.tanh(2 * settled_value()) == pytest.approx(settled_value(), abs=1e-12)
    assert 0.95 < settled_value() < 0.96


@given(any_task, generators, st.sampled_from([1.0, 30.0, 1e3]))
def test_random_bases_have_the_condition_asked_for(task, rng, condition) -> None:
    basis = random_basis(task, task.history_size + 2, rng, condition_number=condition)
    expected = condition if task.history_size > 1 else 1.0
    assert np.linalg.cond(basis) == pytest.approx(expected, rel=1e-8)


@given(selections(), generators, st.integers(0, 5))
def test_signed_bases_hold_every_coordinate(task, rng, spare) -> None:
    basis = random_signed_basis(task, task.history_size + spare, rng)
    assert np.all(np.abs(basis).sum(axis=1) == 1)
    assert np.all(np.abs(basis).sum(axis=0) >= 1)
