"""From the memory model to the network and back, and how fast the limits are reached."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import linalg

from engram.dynamics import Activation, Elman, elman, run, run_on
from engram.errors import InputError
from engram.theory import (
    Convergence,
    adiabatic_convergence,
    cycling_network,
    effective_weights,
    euler,
    euler_convergence,
    euler_step,
    memory_model,
    memory_model_of,
    rnn_of,
    study_limit,
)
from engram.theory.memory_model import LearningRule, MemoryModel, simulate
from strategies import generators

CELLS = [Activation.IDENTITY, Activation.TANH, Activation.SIGMOID, Activation.RELU]


def model_of(
    rng, *, activation=None, hidden=None, features: int = 6, memories: int = 4, **options
) -> MemoryModel:
    return MemoryModel(
        rng.standard_normal((features, memories)),
        0.5 * rng.standard_normal((memories, memories)),
        options.pop("rule", LearningRule.PSEUDO_INVERSE),
        activation or memory_model.tanh(),
        hidden or memory_model.identity(),
        **options,
    )


@given(
    generators,
    st.floats(0.1, 3),
    st.floats(0.1, 2),
    st.floats(0, 2),
    st.sampled_from(list(LearningRule)),
)
def test_the_network_is_the_model_at_dt_equal_to_its_time_constant(rng, time, static, moving, rule) -> None:
    """Any T_f, strengths and rule, with a constant input to the features."""
    model = model_of(rng, rule=rule, feature_time=time, static_strength=static, sequence_strength=moving)
    start, given_input = rng.standard_normal((2, 6)), rng.standard_normal(6)
    potentials = euler(model, model.state_at(start), time, 5, input=given_input).states.features
    network = rnn_of(model)
    states = run_on(network, np.tanh(start), np.tile(given_input, (2, 5, 1))).states
    assert np.allclose(states, np.tanh(potentials[:, 1:]), rtol=0, atol=1e-11)


@pytest.mark.parametrize("activation", CELLS)
@given(generators)
def test_networks_and_memory_models_are_made_of_each_other(activation, rng) -> None:
    """W and the memories of one's choice give a model; that gives W and the activation back."""
    weights, eye = rng.standard_normal((5, 5)), np.eye(5)
    memories = linalg.qr(rng.standard_normal((5, 5)))[0] * rng.uniform(0.5, 2, 5)
    model = memory_model_of(elman(weights, eye, eye, activation), memories)
    back = rnn_of(model)
    assert back.activation is activation
    assert np.allclose(back.weight_hh, weights, atol=1e-12)
    # Eq. 2: column mu of W Xi is the sum over nu of xi_nu Phi_mu_nu, Phi = I + Phi'.
    assert np.allclose(weights @ memories, memories @ (np.eye(5) + model.interactions).T, atol=1e-11)


def test_few_memories_hold_a_network_of_low_rank() -> None:
    rng = np.random.default_rng(0)
    model = model_of(rng)
    found = memory_model_of(rnn_of(model), np.array(model.memories))
    assert np.allclose(found.interactions, model.interactions, atol=1e-12)
    assert np.allclose(effective_weights(found), effective_weights(model), atol=1e-12)


def test_inputs_are_written_into_the_features() -> None:
    model = model_of(np.random.default_rng(1))
    inputs = np.random.default_rng(2).standard_normal((1, 1, 6))
    assert np.allclose(run(rnn_of(model), inputs).outputs, np.tanh(inputs))


def test_an_activation_of_ones_own_keeps_its_slope() -> None:
    network = rnn_of(model_of(np.random.default_rng(0), activation=memory_model.tanh(2.5)))
    state, none = np.linspace(-1, 1, 6), np.zeros(6)
    near = 1e-6 * np.eye(6)
    numerical = (network.step(state + near, none) - network.step(state - near, none)).T / 2e-6
    assert np.allclose(network.state_jacobian(state, none), numerical, atol=1e-8)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"hidden_time": 0.1}, "T_h = 0.1 where the limit needs T_h = 0"),
        ({"delay_time": 2.0}, "T_d = 2 where the limit needs T_d = 0"),
        ({"hidden": memory_model.tanh()}, r"s_h is tanh\(gain=1\) where the limit needs the identity"),
        ({"activation": memory_model.softmax(1.0)}, "mixes the units"),
    ],
)
def test_models_that_are_no_network(settings, message) -> None:
    with pytest.raises(InputError, match=message):
        rnn_of(model_of(np.random.default_rng(0), **settings))


def test_all_broken_assumptions_are_named_at_once() -> None:
    model = model_of(np.random.default_rng(0), hidden=memory_model.tanh(), hidden_time=1.0, delay_time=1.0)
    with pytest.raises(InputError, match=r"T_h = 1.*T_d = 1.*s_h is tanh"):
        rnn_of(model)


def test_networks_that_are_no_memory_model() -> None:
    rng, eye = np.random.default_rng(0), np.eye(4)
    weights = rng.standard_normal((4, 4))
    with pytest.raises(InputError, match="biases"):
        memory_model_of(Elman(weights, eye, eye, np.ones(4), np.zeros(4)), eye)
    with pytest.raises(InputError, match=r"softplus.*identity, tanh, sigmoid, relu"):
        memory_model_of(elman(weights, eye, eye, Activation.SOFTPLUS), eye)
    with pytest.raises(InputError, match="lies outside the 3 memories"):
        memory_model_of(elman(weights, eye, eye), eye[:, :3])
    with pytest.raises(InputError, match="linearly independent"):
        memory_model_of(elman(weights, eye, eye), np.ones((4, 2)))
    with pytest.raises(InputError, match=r"shape \(3, 3\); expected \(4, how many\)"):
        memory_model_of(elman(weights, eye, eye), np.eye(3))


@pytest.mark.parametrize("dt", [0.0, -1.0, np.nan, np.inf])
def test_steps_have_a_length(dt) -> None:
    model = model_of(np.random.default_rng(0))
    with pytest.raises(InputError, match="the step dt is"):
        euler_step(model, model.state_at(np.zeros((1, 6))), dt)


@pytest.mark.parametrize("times", [(0.0, 0.0), (0.5, 0.0), (0.0, 2.0), (0.5, 2.0)])
def test_euler_converges_with_order_one_whatever_follows_at_once(times) -> None:
    rng = np.random.default_rng(3)
    model = model_of(rng, hidden=memory_model.tanh(), hidden_time=times[0], delay_time=times[1])
    start = model.state_at(rng.standard_normal((1, 6)), np.zeros((1, 6)))
    found = euler_convergence(model, start, 2.0, (64, 128, 256))
    assert found.order == pytest.approx(1, abs=0.02)
    assert np.allclose(found.local_orders, 1, atol=0.05)
    assert found.errors[-1] < 8e-3


def test_slow_variables_converge_with_order_one() -> None:
    rng = np.random.default_rng(4)
    model = model_of(rng, hidden=memory_model.tanh(), feature_time=0.7)
    found = adiabatic_convergence(model, rng.standard_normal((1, 6)), 1.5, (0.01, 0.005, 0.0025))
    assert found.order == pytest.approx(1, abs=0.05)
    assert found.errors[-1] < 0.01


@settings(max_examples=10)
@given(generators)
def test_model_and_network_rest_at_the_same_points(rng) -> None:
    """A fixed point of the network, V_f = W tanh(V_f), is one of Euler at every dt and of the continuous model."""
    drawn = model_of(rng, features=4, activation=memory_model.tanh(3.0))
    model = replace(
        drawn, interactions=np.zeros((4, 4))
    )  # W = I: every unit has states of rest at +-0.995 and 0
    x = rng.standard_normal((1, 4))
    for _ in range(500):
        x = np.tanh(3.0 * x) @ effective_weights(model).T
    assert np.max(np.abs(x)) > 0.9
    assert np.max(np.abs(model.derivative(model.state_at(x)).features)) < 1e-9
    for dt in (0.1, 0.5, 1.0):
        assert np.allclose(euler_step(model, model.state_at(x), dt).features, x, rtol=0, atol=1e-9)


def test_what_turns_in_steps_fades_in_continuous_time() -> None:
    """Linear units, Phi a cycle of three: the network recalls 1 2 3 1 2 3 ..., the continuous model their mean."""
    cycle = memory_model.cycle_interactions([[0, 1, 2]], 3)
    memories = linalg.qr(np.random.default_rng(0).standard_normal((5, 3)), mode="economic")[0]
    one = memory_model.identity()
    model = MemoryModel(memories, cycle - np.eye(3), LearningRule.PSEUDO_INVERSE, one, one)
    start = model.state_at(memories[:, :1].T.copy())
    stepped = euler(model, start, 1.0, 6).states.features[0] @ memories
    assert np.allclose(stepped, np.eye(3)[[0, 1, 2, 0, 1, 2, 0]])
    times = np.array([1.0, 4.0])
    course = simulate(model, start, 4.0).at(times).features[0] @ memories
    # Phi has 1 and e^(+-2 pi i / 3); the pair decays as e^((cos 120 - 1) t).
    deviations = np.linalg.norm(course - 1 / 3, axis=1) / np.linalg.norm(np.array([1, 0, 0]) - 1 / 3)
    assert np.allclose(deviations, np.exp(-1.5 * times), rtol=1e-6)


def test_a_study_holds_the_network_first_and_both_orders() -> None:
    model = cycling_network(12, 3, np.random.default_rng(0))
    study = study_limit(model, np.array(model.memories[:, :1].T), 6)
    network = study.stepped[0]
    assert network.dt == model.feature_time
    states = run_on(rnn_of(model), np.tanh(network.states.features[:, 0]), np.zeros((1, 6, 12))).states
    assert np.allclose(np.tanh(network.states.features[:, 1:]), states)
    assert study.euler.errors[0] > 0.5
    assert study.euler.local_orders[-1] == pytest.approx(1, abs=0.05)
    assert study.adiabatic.local_orders[-1] == pytest.approx(1, abs=0.05)


def test_powers_are_fitted() -> None:
    values = np.array([0.1, 0.01, 0.001])
    found = Convergence("dt", values, 3 * values**2)
    assert found.order == pytest.approx(2)
    assert found.prefactor == pytest.approx(3)
    assert np.allclose(found.local_orders, 2)


@pytest.mark.parametrize("steps", [(4,), (0, 8)])
def test_convergence_needs_several_numbers_of_steps(steps) -> None:
    model = model_of(np.random.default_rng(0))
    with pytest.raises(InputError, match="two or more, each at least 1"):
        euler_convergence(model, model.state_at(np.zeros((1, 6))), 1.0, steps)
