"""Vectorised code against loops that say one thing at a time."""

import numpy as np
from hypothesis import given

from cases import PUBLISHED
from engram import tasks
from engram.dynamics import Activation, Elman, run, run_on
from engram.interpretation import along_states, record
from engram.interpretation import linearize as linearize_module
from engram.theory import compile_linear
from strategies import any_task, generators, vectors_for


def slow_run(network: Elman, inputs: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Eq. 6, unit by unit."""
    functions = {
        Activation.TANH: np.tanh,
        Activation.RELU: lambda x: x if x > 0 else 0.0,
        Activation.IDENTITY: lambda x: x,
    }
    states = np.zeros((*inputs.shape[:2], network.state_size))
    outputs = np.zeros((*inputs.shape[:2], network.output_size))
    for trial in range(inputs.shape[0]):
        h = [0.0] * network.state_size
        for t in range(inputs.shape[1]):
            new = []
            for i in range(network.state_size):
                total = network.bias[i]
                for j in range(network.state_size):
                    total += network.weight_hh[i, j] * h[j]
                for j in range(network.input_size):
                    total += network.weight_ih[i, j] * inputs[trial, t, j]
                new.append(functions[network.activation](total))
            h = new
            states[trial, t] = h
            for i in range(network.output_size):
                products = (network.weight_out[i, j] * h[j] for j in range(network.state_size))
                outputs[trial, t, i] = network.bias_out[i] + sum(products)
    return states, outputs


def test_run_is_the_equation() -> None:
    rng = np.random.default_rng(0)
    for activation in Activation:
        network = Elman(
            rng.standard_normal((4, 4)) / 2,
            rng.standard_normal((4, 3)),
            rng.standard_normal((2, 4)),
            rng.standard_normal(4),
            rng.standard_normal(2),
            activation,
        )
        inputs = rng.standard_normal((3, 6, 3))
        states, outputs = slow_run(network, inputs)
        found = run(network, inputs)
        assert np.allclose(found.states, states, atol=1e-12)
        assert np.allclose(found.outputs, outputs, atol=1e-12)
        onward = run_on(network, found.states[:, -1], np.zeros((3, 4, 3)))
        whole = run(network, np.concatenate([inputs, np.zeros((3, 4, 3))], axis=1))
        assert np.allclose(onward.states, whole.states[:, 6:], atol=1e-12)
        assert np.allclose(onward.outputs, whole.outputs[:, 6:], atol=1e-12)


@given(any_task, generators)
def test_unrolling_is_f_of_the_last_s_vectors(task, rng) -> None:
    inputs = vectors_for(task, rng)
    trials = tasks.unroll(task, inputs, 5)
    for trial in range(len(inputs)):
        said = list(inputs[trial])
        for _ in range(5):
            said.append(task.composition @ np.concatenate(said[-task.num_variables :]))
        assert np.allclose(trials.vectors[trial], said, atol=1e-12)


def test_mean_jacobian_is_the_mean_over_all_states_whatever_the_chunk(monkeypatch) -> None:
    rng = np.random.default_rng(1)
    network = Elman(
        rng.standard_normal((4, 4)), np.ones((4, 2)), np.ones((2, 4)), rng.standard_normal(4), np.zeros(2)
    )
    states = rng.standard_normal((23, 4))
    one_by_one = np.mean([network.state_jacobian(state, np.zeros(2)) for state in states], axis=0)
    written = np.mean([network.input_jacobian(state, np.zeros(2)) for state in states], axis=0)
    for chunk in (1, 5, 23, 1000):
        monkeypatch.setattr(linearize_module, "NUMBERS_AT_A_TIME", 16 * chunk)
        linear = along_states(network, states)
        assert np.allclose(linear.state, one_by_one)
        assert np.allclose(linear.input, written)
        assert np.allclose(linear.output, network.weight_out)
        assert np.allclose(linear.point, states.mean(axis=0))


def test_published_accuracy_of_the_linear_circuit() -> None:
    """Exact on repeat copy; 0.70, 0.74 and 0.72 on the others, where f fires during the input phase.

    In the standard basis, where what is cancelled is exactly 0 and so no answer; elsewhere rounding guesses.
    """

    rng = np.random.default_rng(2)
    accuracy = []
    for task in (tasks.repeat_copy(8, 8), *PUBLISHED):
        network = compile_linear(task, np.eye(64))
        accuracy.append(record(network, task, 400, 100, rng).accuracy)
    assert accuracy[0] == 1.0
    assert np.allclose(accuracy[1:], [0.70, 0.74, 0.72], atol=0.03)
