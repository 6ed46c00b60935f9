"""The memory model and its way to discrete time: Eq. 1, 16-20, Lagrangians, energy."""

from dataclasses import replace

import numpy as np
from numpy import ndarray
from scipy import integrate

from engram.theory.equivalence.convergence import adiabatic_convergence, euler_convergence
from engram.theory.equivalence.discretisation import EulerCourse, euler
from engram.theory.memory_model import LearningRule, MemoryModel, ModelState, simulate
from engram.theory.verification.checks import Check, Sizes, deviation
from engram.theory.verification.instances import (
    ALL,
    ELEMENTWISE,
    IDENTITY,
    ODD,
    PrintedActivation,
    choose,
    continuous_model,
    draw_model,
    draw_state,
    printed_dual,
    printed_rates,
    printed_weights,
)

STEPS = 5
DURATION = 4.0


def _as_derived(sizes: Sizes, rng: np.random.Generator) -> float:
    features, hidden = choose(ALL, rng), choose(ALL, rng)
    model = continuous_model(sizes, rng, features, hidden)
    state = draw_state(model, rng)
    found, expected = model.derivative(state), printed_rates(model, state, features, hidden, 1.0)
    return max(
        deviation(found.features, expected[0]),
        deviation(found.hidden, expected[1]),
        deviation(found.delayed, expected[2]),
    )


def _as_printed(sizes: Sizes, rng: np.random.Generator) -> float:
    features, hidden = choose(ALL, rng), choose(ODD, rng)
    model = continuous_model(sizes, rng, features, hidden)
    state = draw_state(model, rng)
    mirrored = ModelState(state.features, -state.hidden, -state.delayed)
    found, printed = model.derivative(state), printed_rates(model, mirrored, features, hidden, -1.0)
    return max(
        deviation(found.features, printed[0]),
        deviation(-found.hidden, printed[1]),
        deviation(-found.delayed, printed[2]),
    )


def _courses_as_printed(sizes: Sizes, rng: np.random.Generator) -> float:
    features, hidden = choose(ODD, rng), choose(ODD, rng)
    # Two memories at least: one alone has no transpose to mistake.
    several = replace(sizes, features=max(sizes.features, 2), memories=max(sizes.memories, 2))
    model = continuous_model(several, rng, features, hidden)
    start = draw_state(model, rng, trials=1)
    n, times = model.num_features, np.linspace(0.0, DURATION, 9)

    def field(_: float, packed: ndarray) -> ndarray:
        state = ModelState(packed[None, :n], packed[None, n:-n], packed[None, -n:])
        return np.concatenate([rate[0] for rate in printed_rates(model, state, features, hidden, -1.0)])

    mirrored = np.concatenate([start.features[0], -start.hidden[0], -start.delayed[0]])
    printed = integrate.solve_ivp(
        field, (0.0, DURATION), mirrored, "DOP853", t_eval=times, rtol=1e-12, atol=1e-12
    )
    found = simulate(model, start, DURATION).at(times)
    return max(deviation(found.features[0], printed.y[:n].T), deviation(-found.delayed[0], printed.y[-n:].T))


def _steps(
    sizes: Sizes, rng: np.random.Generator, hidden: PrintedActivation, feature_time: float
) -> tuple[EulerCourse, PrintedActivation]:
    """Some steps of dt = 1 at T_h = T_d = 0, a_s = a_c = 1."""
    features = choose(ELEMENTWISE, rng)
    rule = LearningRule.HEBBIAN if rng.random() < 0.5 else LearningRule.PSEUDO_INVERSE
    times = (feature_time, 0.0, 0.0)
    model = draw_model(sizes, rng, features.activation, hidden.activation, rule=rule, times=times)
    start = model.state_at(rng.standard_normal((2, model.num_features)))
    return euler(model, start, 1.0, STEPS), features


def _moved(course: EulerCourse) -> tuple[ndarray, ndarray, ndarray]:
    """V_f(t), V_h(t) and T_f (V_f(t+1) - V_f(t)) of every step."""
    v, hidden = course.states.features, course.states.hidden[:, :-1]
    return v[:, :-1], hidden, course.model.feature_time * (v[:, 1:] - v[:, :-1])


def _eq16(sizes: Sizes, rng: np.random.Generator) -> float:
    hidden = choose(ALL, rng)
    course, features = _steps(sizes, rng, hidden, float(rng.uniform(1, 4)))
    model, (v, _, moved) = course.model, _moved(course)
    dual, delayed = printed_dual(model), features.printed(v)
    v_h = np.einsum("mi,bti->btm", dual, features.printed(v))
    v_h = v_h + np.einsum("nm,ni,bti->btm", model.interactions, dual, delayed)
    expected = np.einsum("im,btm->bti", model.memories, hidden.printed(v_h)) - v
    return max(deviation(moved, expected), deviation(course.states.delayed[:, :-1], delayed))


def _eq17(sizes: Sizes, rng: np.random.Generator) -> float:
    hidden = choose(ALL, rng)
    course, features = _steps(sizes, rng, hidden, float(rng.uniform(1, 4)))
    model, (v, found, moved) = course.model, _moved(course)
    recalled = np.einsum("mi,bti->btm", printed_dual(model), features.printed(v))
    v_h = recalled + np.einsum("nm,btn->btm", model.interactions, recalled)
    expected = np.einsum("im,btm->bti", model.memories, hidden.printed(v_h)) - v
    return max(deviation(found, v_h), deviation(moved, expected))


def _eq18(sizes: Sizes, rng: np.random.Generator) -> float:
    course, features = _steps(sizes, rng, IDENTITY, float(rng.uniform(1, 4)))
    model, (v, found, moved) = course.model, _moved(course)
    phi = np.eye(model.num_memories) + model.interactions.T
    v_h = np.einsum("mn,ni,bti->btm", phi, printed_dual(model), features.printed(v))
    expected = np.einsum("im,btm->bti", model.memories, v_h) - v
    return max(deviation(found, v_h), deviation(moved, expected))


def _eq19(sizes: Sizes, rng: np.random.Generator) -> float:
    course, features = _steps(sizes, rng, IDENTITY, float(rng.uniform(1, 4)))
    v, _, moved = _moved(course)
    weights = printed_weights(course.model)
    return deviation(moved, np.einsum("ij,btj->bti", weights, features.printed(v)) - v)


def _eq20(sizes: Sizes, rng: np.random.Generator) -> float:
    course, features = _steps(sizes, rng, IDENTITY, 1.0)
    v, weights = course.states.features, printed_weights(course.model)
    return deviation(v[:, 1:], np.einsum("ij,btj->bti", weights, features.printed(v[:, :-1])))


def _euler_order(sizes: Sizes, rng: np.random.Generator) -> float:
    model = _smooth_model(sizes, rng)
    start = model.state_at(rng.standard_normal((1, model.num_features)))
    return abs(euler_convergence(model, start, 2.0, (48, 96, 192)).order - 1)


def _adiabatic_order(sizes: Sizes, rng: np.random.Generator) -> float:
    model = _smooth_model(sizes, rng)
    start = rng.standard_normal((1, model.num_features))
    return abs(adiabatic_convergence(model, start, 2.0, (0.01, 0.005, 0.0025)).order - 1)


def _smooth_model(sizes: Sizes, rng: np.random.Generator) -> MemoryModel:
    small = replace(sizes, features=min(sizes.features, 6), memories=min(sizes.memories, 6))
    return draw_model(small, rng, ODD[1].activation, ODD[0].activation)


CHECKS = (
    Check(
        "1",
        "memory model, signs of the energy",
        "The rates of V_f, V_h and V_d are the sums over memories and features of Eq. 1, with three minus signs of the "
        "print left out; either rule, any activations, strengths and time constants.",
        _as_derived,
    ),
    Check(
        "1",
        "memory model, signs as printed",
        "As printed, Eq. 1 is the same system in (V_f, -V_h, -V_d), where s_h is odd.",
        _as_printed,
    ),
    Check(
        "1",
        "courses, signs as printed",
        "Courses of the printed system, integrated by DOP853 at 1e-12, are those of simulate at its own tolerance.",
        _courses_as_printed,
        tolerance=1e-6,
        repeats=3,
    ),
    Check(
        "16",
        "Euler, T_h = T_d = 0",
        "A step of Euler with dt = 1 is Eq. 16 (printed with Xi^T, and with Phi for Phi'; here also Xi^+).",
        _eq16,
    ),
    Check("17", "V_d eliminated", "The same steps with V_d = s_f(V_f) put into V_h.", _eq17),
    Check("18", "s_h = identity", "V_h = (I + Phi'^T) Xi^+ s_f(V_f) where s_h is the identity.", _eq18),
    Check(
        "19",
        "V_h eliminated",
        "T_f (V_f(t+1) - V_f(t)) = Xi (I + Phi'^T) Xi^+ s_f(V_f) - V_f, summed over memories.",
        _eq19,
    ),
    Check(
        "20",
        "T_f = 1: map of V_f",
        "V_f(t+1) = Xi (I + Phi'^T) Xi^+ s_f(V_f(t)), summed over memories, against steps of Euler.",
        _eq20,
    ),
    Check(
        "limit",
        "order of Euler is 1",
        "The error of Euler against the continuous course falls as dt^p; the error given is |p - 1|.",
        _euler_order,
        tolerance=0.1,
        repeats=2,
    ),
    Check(
        "limit",
        "order of T_h = T_d = eps is 1",
        "The error of the model with T_h = T_d = eps against T_h = T_d = 0 falls as eps^p; the error given is |p - 1|.",
        _adiabatic_order,
        tolerance=0.1,
        repeats=3,
    ),
)
