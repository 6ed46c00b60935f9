"""Lagrangians and the energy of the memory model, and how long EDEN dwells."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from jaxtyping import Float
from numpy import ndarray
from scipy import linalg

from engram.theory import memory_model
from engram.theory.memory_model import LearningRule, simulate
from engram.theory.memory_model.retrieval import hidden_shares, switch_times
from engram.theory.verification.checks import Check, Sizes, deviation
from engram.theory.verification.instances import (
    ALL,
    BOUNDED,
    ELEMENTWISE,
    SQUARED,
    choose,
    continuous_model,
    draw_model,
    draw_state,
    printed_rates,
)

DURATION = 4.0
RATIOS = (0.5, 0.9, 0.98)
"""r = A_s / A_c of EDEN."""
SLOWNESS = 20.0
"""tau = T_d / T_f of EDEN."""


def _lagrangian(sizes: Sizes, rng: np.random.Generator) -> float:
    activation = choose(ALL, rng).activation
    # Away from the corner of the rectified ones, so that differences see one side.
    x = rng.choice([-1.0, 1.0], sizes.features) * rng.uniform(0.05, 2.0, sizes.features)
    gradient = _differences(activation.lagrangian, x)
    direction = rng.standard_normal(sizes.features)
    slope = _differences(lambda at: np.sum(activation.apply(at) * direction, axis=-1), x)
    return max(
        deviation(gradient, activation.apply(x)), deviation(slope, activation.slope_product(x, direction))
    )


def _differences(
    function: Callable[[ndarray], ndarray], x: Float[ndarray, " size"]
) -> Float[ndarray, " size"]:
    """The gradient of a scalar function of the last axis, by central differences of fourth order."""
    near, far = 1e-3 * np.eye(len(x)), 2e-3 * np.eye(len(x))
    return (8 * (function(x + near) - function(x - near)) - (function(x + far) - function(x - far))) / 12e-3


def _energy(sizes: Sizes, rng: np.random.Generator) -> float:
    features, hidden = choose(ALL, rng), choose(ALL, rng)
    model = continuous_model(sizes, rng, features, hidden)
    state = draw_state(model, rng)
    said, answer = features.printed(state.features), hidden.printed(state.hidden)
    xi, phi = model.memories, model.interactions
    within = np.einsum("bi,bi->b", state.features, said) - features.activation.lagrangian(state.features)
    within = within + np.einsum("bm,bm->b", state.hidden, answer) - hidden.activation.lagrangian(state.hidden)
    static = np.sqrt(model.static_strength) * np.einsum("bi,im,bm->b", said, xi, answer)
    moving = model.sequence_strength * np.einsum("bi,im,mn,bn->b", state.delayed, xi, phi, answer)
    return deviation(model.energy(state), within - static - moving)


def _energy_rate(sizes: Sizes, rng: np.random.Generator) -> float:
    """dE/dt = -T_f V_f' J_f V_f' - T_h V_h' J_h V_h', the rates summed over memories."""
    features, hidden = choose(ALL, rng), choose(ALL, rng)
    drawn = continuous_model(sizes, rng, features, hidden)
    model = replace(drawn, interactions=np.zeros_like(drawn.interactions), rule=LearningRule.HEBBIAN)
    state = draw_state(model, rng)
    of_features, of_hidden, _ = printed_rates(model, state, features, hidden, 1.0)
    slopes = features.activation.slope_product(state.features, of_features)
    hidden_slopes = hidden.activation.slope_product(state.hidden, of_hidden)
    expected = -model.feature_time * np.einsum("bi,bi->b", of_features, slopes)
    expected = expected - model.hidden_time * np.einsum("bm,bm->b", of_hidden, hidden_slopes)
    return deviation(model.energy_rate(state), expected)


def _energy_falls(sizes: Sizes, rng: np.random.Generator) -> float:
    # Squares of unbounded features run away in finite time; of features that saturate they do not.
    hidden = choose(ALL, rng)
    features = choose(BOUNDED if hidden is SQUARED else ELEMENTWISE, rng)
    times = (float(rng.uniform(0.5, 2)), float(rng.choice([0.0, 0.7])), 1.0)
    drawn = draw_model(
        sizes, rng, features.activation, hidden.activation, rule=LearningRule.HEBBIAN, times=times
    )
    # Linear and rectified features grow for ever under strong memories; weak ones keep every course bounded.
    memories = 0.45 * drawn.memories
    model = replace(drawn, memories=memories, interactions=np.zeros_like(drawn.interactions))
    course = simulate(model, draw_state(model, rng, trials=1), DURATION)
    energy = model.energy(course.at(np.linspace(0.0, DURATION, 200)))
    return float(np.max(np.diff(energy, axis=-1), initial=0.0) / max(float(np.ptp(energy)), 1e-9))


def _eden_dwell(sizes: Sizes, rng: np.random.Generator) -> float:
    """Time from switch to switch of the hidden units in a running sequence, less T_f, beside tau ln(1/(1 - sqrt r))."""
    memories, worst = linalg.hadamard(8)[:, 1:5].astype(np.float64), 0.0
    cycle = memory_model.cycle_interactions([[0, 1, 2, 3]], 4)
    for ratio in RATIOS:
        model = memory_model.eden(
            memories, cycle, static_strength=ratio, sequence_strength=1.0, delay_time=SLOWNESS
        )
        published = SLOWNESS * np.log(1 / (1 - np.sqrt(ratio)))
        start = model.state_at(memories[:, :1].T.copy(), np.zeros((1, 8)))
        switches = switch_times(simulate(model, start, 4.5 * published), measure=hidden_shares)[0]
        worst = max(worst, abs((switches[-1] - switches[-2] - model.feature_time) / published - 1))
    return float(worst)


CHECKS = (
    Check(
        "energy",
        "Lagrangians",
        "grad L = s, and the slope product is that of the gradient of s, by central differences.",
        _lagrangian,
        tolerance=1e-8,
    ),
    Check(
        "energy",
        "energy function",
        "E = [V_f.s_f - L_f] + [V_h.s_h - L_h] - sqrt(a_s) s_f Xi s_h - a_c V_d Xi Phi' s_h, summed over memories.",
        _energy,
    ),
    Check(
        "energy",
        "its rate (Hebbian, Phi' = 0)",
        "dE/dt = -T_f V_f'^T J_f V_f' - T_h V_h'^T J_h V_h', J the slopes, which are positive semidefinite.",
        _energy_rate,
    ),
    Check(
        "energy",
        "never rises (Hebbian, Phi' = 0)",
        "Along continuous courses the energy of the Hebbian model without interactions never rises (largest rise over "
        "its range); nothing is claimed with interactions, the pseudo-inverse, or in discrete time.",
        _energy_falls,
        tolerance=1e-6,
        repeats=5,
    ),
    Check(
        "energy",
        "EDEN: dwell time",
        "In a running sequence of orthogonal memories the hidden units switch every T_f + tau ln(1/(1 - sqrt r)), r of "
        "0.5, 0.9 and 0.98, tau = 20. The published formula leaves out T_f, which the features need to arrive.",
        _eden_dwell,
        tolerance=0.02,
        repeats=1,
    ),
)
