"""What the linear circuit stores and says, by theory and run."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given

from cases import DENSE, PUBLISHED, chosen
from engram import tasks
from engram.dynamics import run
from engram.errors import TaskError
from engram.tasks import unroll
from engram.theory import (
    best_linear_response,
    circuit_of,
    compile_linear,
    fires_while_writing,
    predict_linear,
    written_matrix,
)
from engram.theory.bounds.input_phase import linear_error, said_share, score_input_phase
from strategies import any_task, generators, selections, vectors_for

SMALL = chosen("small", [3, 4], [1.0, -1.0], 3)
"""Output 1 copies slot 2, output 2 the newest slot with its sign changed."""


def every_input(task):
    """All contents of -1 and +1."""
    signs = np.array(list(product([-1.0, 1.0], repeat=task.history_size)))
    return signs.reshape(-1, task.num_variables, task.variable_size)


@given(any_task, generators)
def test_the_linear_circuit_holds_g_u_after_the_input_phase(task, rng) -> None:
    inputs = vectors_for(task, rng)
    network = compile_linear(task, np.eye(task.history_size))
    states = run(network, inputs).states[:, -1]
    assert np.allclose(states, inputs.reshape(3, -1) @ written_matrix(task).T)


@given(any_task)
def test_g_is_the_identity_exactly_where_f_reads_nothing_but_the_oldest_slot(task) -> None:
    is_identity = np.array_equal(written_matrix(task), np.eye(task.history_size))
    assert is_identity == (not fires_while_writing(task))


@given(any_task)
def test_every_input_is_stored_itself_and_nothing_later_is_added(task) -> None:
    mixing = written_matrix(task)
    assert np.array_equal(np.diag(mixing), np.ones(task.history_size))
    assert not np.any(np.triu(mixing, 1))


@given(selections())
def test_a_content_is_a_sum_of_different_inputs(task) -> None:
    mixing = written_matrix(task)
    assert np.all(np.isin(mixing, (-1.0, 0.0, 1.0)))


@pytest.mark.parametrize(
    "task",
    [SMALL, tasks.compose_copy(3, 3), tasks.random_selection(4, 3, seed=1)],
    ids=lambda task: task.name,
)
def test_predicted_accuracy_is_that_of_all_inputs(task) -> None:
    """By enumeration: no sampling, so the shares are equal and not near."""
    horizon = 3 * task.num_variables
    trials = unroll(task, every_input(task), horizon)
    outputs = run(compile_linear(task, np.eye(task.history_size)), trials.inputs).outputs
    said, wanted = outputs[:, task.num_variables :], trials.targets
    predicted = predict_linear(task, horizon)
    assert np.allclose(np.mean(said * wanted > 0, axis=(0, 2)), predicted.accuracy, atol=1e-12)
    assert np.allclose(said_share(said, wanted), predicted.accuracy_when_guessing, atol=1e-12)
    assert np.any(predicted.accuracy < 1)


def test_chances_of_a_sum_of_signs() -> None:
    """1, 1/2, 3/4, 1/2, 11/16 for 1 .. 5 terms, counted by hand."""
    predicted = predict_linear(tasks.compose_copy(8, 8), 1)
    by_terms = dict(zip(predicted.num_terms.tolist(), predicted.is_right.tolist(), strict=True))
    assert [by_terms[terms] for terms in range(1, 6)] == pytest.approx([1, 1 / 2, 3 / 4, 1 / 2, 11 / 16])
    zeros = dict(zip(predicted.num_terms.tolist(), predicted.is_zero.tolist(), strict=True))
    assert [zeros[terms] for terms in range(1, 5)] == pytest.approx([0, 1 / 2, 0, 3 / 8])


@pytest.mark.parametrize(
    ("task", "accuracy"),
    [(PUBLISHED[0], 0.7036), (PUBLISHED[1], 0.7604), (PUBLISHED[2], 0.7125)],
    ids=["compose copy", "262676, 189", "38637, 145"],
)
def test_the_named_tasks(task, accuracy) -> None:
    scores = score_input_phase(task, horizon=840, num_trials=48, rng=np.random.default_rng(0))
    assert scores.linear_predicted == pytest.approx(accuracy, abs=5e-5)
    assert scores.linear == pytest.approx(scores.linear_predicted, abs=0.03)
    assert scores.rotated == pytest.approx(scores.rotated_predicted, abs=0.03)
    assert scores.overwriting == 1.0
    assert 0.3 < scores.best_linear_error < 0.5


@pytest.mark.parametrize("task", [*DENSE, tasks.compose_copy(4, 4)], ids=lambda task: task.name)
def test_linear_error_is_what_white_inputs_give(task) -> None:
    """The mean over the inputs e_1, ..., e_n is that over all white inputs."""
    unit = np.eye(task.history_size).reshape(-1, task.num_variables, task.variable_size)
    trials = unroll(task, unit, 6)
    outputs = run(compile_linear(task, np.eye(task.history_size)), trials.inputs).outputs[
        :, task.num_variables :
    ]
    expected = np.sqrt(
        np.sum((outputs - trials.targets) ** 2, axis=(0, 2)) / np.sum(trials.targets**2, axis=(0, 2))
    )
    assert np.allclose(linear_error(task, 6), expected, atol=1e-10)


@pytest.mark.parametrize("task", [SMALL, *PUBLISHED], ids=lambda task: task.name)
def test_no_response_is_better_than_the_best(task) -> None:
    """A gradient of zero: the answers that are wanted at one lag average to the response."""
    horizon, rng = 12, np.random.default_rng(0)
    best = best_linear_response(task, horizon)
    unit = np.eye(task.history_size).reshape(-1, task.num_variables, task.variable_size)
    trials = unroll(task, unit, horizon)

    def error(response) -> float:
        return float(np.sum((response - trials.targets) ** 2) / np.sum(trials.targets**2))

    assert error(best.respond(trials)) == pytest.approx(best.error)
    changed = type(best)(task, best.by_lag + 0.01 * rng.standard_normal(best.by_lag.shape), best.error)
    assert error(changed.respond(trials)) > best.error > 0.1
    circuit = run(compile_linear(task, np.eye(task.history_size)), trials.inputs).outputs
    assert error(circuit[:, task.num_variables :]) > best.error


@given(selections())
def test_the_best_response_does_what_the_circuit_can(task) -> None:
    """It has no error where the linear circuit has none, and is never worse than saying nothing."""
    best, circuit = (
        best_linear_response(task, 2 * task.num_variables),
        linear_error(task, 2 * task.num_variables),
    )
    assert best.error <= 1 + 1e-12
    if np.nanmax(circuit, initial=0.0) < 1e-12:
        assert best.error < 1e-12


def test_predictions_of_signs_need_a_selection() -> None:
    assert circuit_of(DENSE[0]).num_directions
    with pytest.raises(TaskError, match="no signed selection"):
        predict_linear(DENSE[0], 4)
