"""The Elman network that the limit is, and the conjugacy: Eq. 2, 21-24."""

import numpy as np
from scipy import linalg

from engram.dynamics import elman, run_on
from engram.errors import InputError
from engram.theory.equivalence.conjugacy import ConjugatePair, conjugate_courses
from engram.theory.equivalence.discretisation import effective_weights, euler, memory_model_of, rnn_of
from engram.theory.memory_model import MemoryModel
from engram.theory.verification.checks import Check, Sizes, deviation
from engram.theory.verification.instances import (
    ALL,
    ELEMENTWISE,
    IDENTITY,
    INVERTIBLE,
    PrintedActivation,
    choose,
    draw_memories,
    draw_model,
    printed_weights,
)

STEPS = 6
ROUNDINGS = 16 * float(np.finfo(float).eps)
"""A few units in the last place."""


def _limit_model(
    sizes: Sizes, rng: np.random.Generator, options: tuple[PrintedActivation, ...]
) -> tuple[MemoryModel, PrintedActivation]:
    features = choose(options, rng)
    return draw_model(sizes, rng, features.activation, IDENTITY.activation), features


def _network_states(model: MemoryModel, rates: np.ndarray, steps: int) -> np.ndarray:
    """h(1), ..., h(steps) of the network without input."""
    return run_on(rnn_of(model), rates, np.zeros((len(rates), steps, model.num_features))).states


def _eq2(sizes: Sizes, rng: np.random.Generator) -> float:
    model, features = _limit_model(sizes, rng, ELEMENTWISE)
    weights, rates = printed_weights(model), 0.5 * rng.standard_normal((2, model.num_features))
    found, worst = _network_states(model, rates, STEPS), 0.0
    for step in range(STEPS):
        rates = features.printed(np.einsum("ij,bj->bi", weights, rates))
        worst = max(worst, deviation(found[:, step], rates))
    return worst


def _eq2_inverse(sizes: Sizes, rng: np.random.Generator) -> float:
    """W = Xi Phi^T Xi^+ with Phi = I + Phi' for N memories of one's choice, and back."""
    features = int(sizes.features)
    weights, memories = rng.standard_normal((features, features)), draw_memories(features, features, rng)
    eye = np.eye(features)
    model = memory_model_of(elman(weights, eye, eye), memories)
    return max(deviation(printed_weights(model), weights), deviation(effective_weights(model), weights))


def _eq21(sizes: Sizes, rng: np.random.Generator) -> float:
    model, features = _limit_model(sizes, rng, INVERTIBLE)
    weights, start = printed_weights(model), 0.5 * rng.standard_normal((2, model.num_features))
    weights_of_one = weights / max(1.0, float(linalg.norm(weights, 2)) / 2)
    pair = ConjugatePair(weights_of_one, features.activation)
    rates = pair.to_rates(start)
    return deviation(pair.recover(pair.step_rates(rates)), np.einsum("ij,bj->bi", weights_of_one, rates))


def _eq22(sizes: Sizes, rng: np.random.Generator) -> float:
    """s^-1 of the network's state beside the memory model's V_f: Eq. 21 with the V_f of Eq. 20 on the left."""
    model, features = _limit_model(sizes, rng, (IDENTITY, INVERTIBLE[3]))
    start = 0.5 * rng.standard_normal((2, model.num_features))
    rates = features.printed(start)
    inverse = features.activation.invert(_network_states(model, rates, 1)[:, 0])
    potentials = euler(model, model.state_at(start), 1.0, 1).states.features[:, 1]
    kept = np.abs(potentials) < 8  # beyond, the inverse of the logistic function has lost digits
    return deviation(inverse[kept], potentials[kept])


def _eq23(sizes: Sizes, rng: np.random.Generator) -> float:
    """The whole course: s_f of the memory model's V_f beside the network's h."""
    model, features = _limit_model(sizes, rng, ELEMENTWISE)
    start = 0.5 * rng.standard_normal((2, model.num_features))
    potentials = euler(model, model.state_at(start), 1.0, STEPS).states.features
    found = _network_states(model, features.printed(start), STEPS)
    return deviation(found, features.printed(potentials[:, 1:]))


def _random_pair(
    sizes: Sizes, rng: np.random.Generator, activation: PrintedActivation, norm: float
) -> ConjugatePair:
    weights = rng.standard_normal((sizes.features, sizes.features))
    return ConjugatePair(norm * weights / float(linalg.norm(weights, 2)), activation.activation)


def _eq24(sizes: Sizes, rng: np.random.Generator) -> float:
    chosen = choose(INVERTIBLE, rng)
    pair = _random_pair(sizes, rng, chosen, float(rng.uniform(0.5, 2)))
    x = rng.standard_normal((2, sizes.features))
    worst = 0.0
    for _ in range(STEPS):
        printed = np.einsum("ij,bj->bi", pair.weights, chosen.printed(x))
        worst = max(worst, deviation(pair.step_through_rates(x), printed))
        x = pair.step_potentials(x)
        worst = max(worst, deviation(x, printed))
    return worst


def _any_norm(sizes: Sizes, rng: np.random.Generator) -> float:
    """In units in the last place of the rates, times the condition of the inverse."""
    pair = _random_pair(sizes, rng, choose(INVERTIBLE, rng), float(rng.uniform(1, 8)))
    courses = conjugate_courses(pair, rng.standard_normal((2, sizes.features)), 12)
    return courses.error_in_roundings * float(np.finfo(float).eps)


def _any_activation(sizes: Sizes, rng: np.random.Generator) -> float:
    """Both s o f = g o s and W o g = f o W, each side composed of printed sums or of the package's maps."""
    chosen = choose(ALL, rng)
    pair = _random_pair(sizes, rng, chosen, float(rng.uniform(0.5, 2)))
    weights, x = pair.weights, rng.standard_normal((2, sizes.features))
    rates = chosen.printed(np.einsum("ij,bj->bi", weights, chosen.printed(x)))
    potentials = np.einsum("ij,bj->bi", weights, chosen.printed(np.einsum("ij,bj->bi", weights, x)))
    return max(
        deviation(pair.step_rates(pair.to_rates(x)), rates),
        deviation(pair.to_rates(pair.step_potentials(x)), rates),
        deviation(pair.step_potentials(pair.to_potentials(x)), potentials),
        deviation(pair.to_potentials(pair.step_rates(x)), potentials),
    )


def _without_inverse(sizes: Sizes, rng: np.random.Generator) -> float:
    """relu: potentials that differ below zero share their rates and all that follows; nothing recovers them."""
    pair = _random_pair(sizes, rng, ELEMENTWISE[4], 1.5)
    x = rng.standard_normal((2, sizes.features))
    x[:, 0] = -np.abs(x[:, 0]) - 0.1
    other = np.where(x < 0, 3 * x, x)
    apart = float(np.min(np.max(np.abs(other - x), axis=-1)))
    try:
        pair.step_through_rates(x)
    except InputError:
        merged = deviation(pair.step_potentials(other), pair.step_potentials(x))
        return merged if apart > 0.1 else np.inf
    return np.inf


def _norm_condition(sizes: Sizes, rng: np.random.Generator) -> float:
    """By how much, relatively, g lengthens a state or takes two apart, at ||W|| = 1."""
    pair = _random_pair(sizes, rng, ELEMENTWISE[int(rng.choice([0, 1, 4]))], 1.0)
    first, second = rng.standard_normal((2, 4, sizes.features))
    worst = 0.0
    for _ in range(STEPS):
        images = pair.step_rates(first), pair.step_rates(second)
        longer = np.linalg.norm(images[0], axis=-1) - np.linalg.norm(first, axis=-1)
        farther = np.linalg.norm(images[0] - images[1], axis=-1) - np.linalg.norm(first - second, axis=-1)
        worst = max(worst, float(np.max(longer)), float(np.max(farther)))
        first, second = images
    return worst


CHECKS = (
    Check(
        "2",
        "Elman network",
        "The network's states are h(t) = s_f(sum over mu, nu of xi_mu Phi_nu_mu xi^nu h(t-1)), Phi = I + Phi'.",
        _eq2,
    ),
    Check(
        "2",
        "any W is such a network",
        "W = Xi Phi^T Xi^+ for N memories of one's choice: the memory model made of a network gives W back.",
        _eq2_inverse,
    ),
    Check(
        "21",
        "inverse of the network's step",
        "s^-1(h(t+1)) = Xi (I + Phi'^T) Xi^+ h(t), summed over memories, for invertible s.",
        _eq21,
    ),
    Check(
        "22",
        "inverse beside V_f",
        "Printed twice; here with the V_f of Eq. 20 on the left: s^-1(h(t+1)) = V_f(t+1).",
        _eq22,
    ),
    Check(
        "23",
        "h = s_f(V_f)",
        "Along a course, the network's h is s_f of the memory model's V_f: Eq. 20 is about V_f, Eq. 23 about h.",
        _eq23,
    ),
    Check(
        "24",
        "conjugacy",
        "s^-1(g(s(x))) = f(x) = W s(x) along a course, for the identity, tanh of two gains, and the logistic function.",
        _eq24,
    ),
    Check(
        "24",
        "at ||W|| from 1 to 8",
        "The paper's ||W|| <= 1 is not needed: at norms of 1 to 8 s^-1(h) is x to a few units in the last place of h, "
        "times the condition of s^-1 (states that saturate have lost x).",
        _any_norm,
        tolerance=ROUNDINGS,
    ),
    Check(
        "24",
        "without an inverse: what stays",
        "s o f = g o s and W o g = f o W for every s, relu and softmax too: a semiconjugacy, both ways.",
        _any_activation,
    ),
    Check(
        "24",
        "without an inverse: what fails",
        "relu: different x share one h, are the same after one step of f, and asking for s^-1 is refused.",
        _without_inverse,
    ),
    Check(
        "24",
        "what ||W|| <= 1 gives",
        "With it, and s of slope at most 1 (tanh, relu, identity), no step lengthens a state or takes two apart.",
        _norm_condition,
        tolerance=1e-12,
    ),
)
