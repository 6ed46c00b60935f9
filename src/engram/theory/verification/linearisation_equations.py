"""Nonlinear networks near a fixed point: Eq. 35-37. Remainders are of second order, and their order is fitted."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float
from numpy import ndarray

from engram.dynamics import Activation, Elman, elman, run_on
from engram.theory.equivalence.readings import read_in
from engram.theory.verification.checks import Check, Sizes, deviation, fitted_order
from engram.theory.verification.instances import covectors, draw_memories

DISTANCES = np.array([3e-3, 1e-3, 3e-4, 1e-4])
STEPS = 4


@dataclass(frozen=True, eq=False)
class _AtRest:
    """A tanh network with a bias that makes a given state a fixed point, and a direction to leave it."""

    network: Elman
    point: Float[ndarray, " hidden"]
    direction: Float[ndarray, " hidden"]
    push: Float[ndarray, " input"]

    @property
    def slope(self) -> Float[ndarray, "hidden hidden"]:
        """J(g) at the fixed point: diag(1 - h*^2)."""
        return np.diag([1 - value * value for value in self.point])


def _draw(sizes: Sizes, rng: np.random.Generator) -> _AtRest:
    """A point away from zero, where tanh has no second derivative; a direction that moves preactivations by up to 1."""
    size, inputs = sizes.features, sizes.components
    point = rng.choice([-1.0, 1.0], size) * rng.uniform(0.3, 0.8, size)
    weights = rng.standard_normal((size, size)) / np.sqrt(size)
    write, read = rng.standard_normal((size, inputs)), rng.standard_normal((inputs, size))
    bias = np.arctanh(point) - weights @ point
    direction, push = rng.standard_normal(size), rng.standard_normal(inputs)
    direction /= float(np.max(np.abs(weights @ direction)))
    push /= float(np.max(np.abs(write @ push)))
    return _AtRest(Elman(weights, write, read, bias, np.zeros(inputs)), point, direction, push)


def _order_error(remainders: list[float]) -> float:
    """How far the order of the remainders is from 2."""
    return abs(fitted_order(DISTANCES, np.array(remainders)) - 2)


def _eq35(sizes: Sizes, rng: np.random.Generator) -> float:
    """h(t+1) - h* = J(g) W_hh (h(t) - h*) + remainder, J from its definition."""
    drawn = _draw(sizes, rng)
    network, remainders = drawn.network, []
    for distance in DISTANCES:
        left = (
            network.step(drawn.point + distance * drawn.direction, np.zeros(sizes.components)) - drawn.point
        )
        linear = np.einsum("ij,jk,k->i", drawn.slope, network.weight_hh, distance * drawn.direction)
        remainders.append(float(np.max(np.abs(left - linear))))
    return _order_error(remainders)


def _jacobians(sizes: Sizes, rng: np.random.Generator) -> float:
    """The package's Jacobians at the fixed point are J(g) W_hh and J(g) W_uh."""
    drawn, none = _draw(sizes, rng), np.zeros(sizes.components)
    of_state = np.einsum("ij,jk->ik", drawn.slope, drawn.network.weight_hh)
    of_input = np.einsum("ij,jk->ik", drawn.slope, drawn.network.weight_ih)
    return max(
        deviation(drawn.network.state_jacobian(drawn.point, none), of_state),
        deviation(drawn.network.input_jacobian(drawn.point, none), of_input),
    )


def _eq36(sizes: Sizes, rng: np.random.Generator) -> float:
    """... + J(g) W_uh u(t): state and input leave together."""
    drawn = _draw(sizes, rng)
    network, remainders = drawn.network, []
    for distance in DISTANCES:
        away, given = distance * drawn.direction, 0.7 * distance * drawn.push
        left = network.step(drawn.point + away, given) - drawn.point
        linear = np.einsum("ij,jk,k->i", drawn.slope, network.weight_hh, away)
        linear = linear + np.einsum("ij,jk,k->i", drawn.slope, network.weight_ih, given)
        remainders.append(float(np.max(np.abs(left - linear))))
    return _order_error(remainders)


def _linearised(drawn: _AtRest) -> Elman:
    """The linear network of Eq. 37, of the package's Jacobians."""
    none = np.zeros(drawn.network.input_size)
    of_state = drawn.network.state_jacobian(drawn.point, none)
    of_input = drawn.network.input_jacobian(drawn.point, none)
    return elman(of_state, of_input, drawn.network.weight_out, Activation.IDENTITY)


def _eq37(sizes: Sizes, rng: np.random.Generator) -> float:
    """The h' of the linear network beside h - h* of the nonlinear one over some steps with input."""
    drawn = _draw(sizes, rng)
    linear, remainders = _linearised(drawn), []
    for distance in DISTANCES:
        given = np.zeros((1, STEPS, sizes.components))
        given[0, :2] = 0.5 * distance * drawn.push
        away = distance * drawn.direction[None]
        states = run_on(drawn.network, drawn.point + away, given).states - drawn.point
        remainders.append(float(np.max(np.abs(states - run_on(linear, away, given).states))))
    return _order_error(remainders)


def _read(sizes: Sizes, rng: np.random.Generator) -> float:
    """J(g) W_hh = Xi Phi Xi^+ in memories of one's choice, summed over memories."""
    drawn = _draw(sizes, rng)
    memories = draw_memories(sizes.features, sizes.features, rng)
    reading = read_in(_linearised(drawn).weight_hh, memories, "drawn")
    rebuilt = np.einsum("im,mn,nj->ij", memories, reading.interactions, covectors(memories))
    return deviation(rebuilt, np.einsum("ij,jk->ik", drawn.slope, drawn.network.weight_hh))


_ORDER = "the error given is that of the fitted order, 2"

CHECKS = (
    Check(
        "35",
        "remainder near a fixed point",
        "h(t+1) - h* = J(g) W_hh (h(t) - h*) + O(|h - h*|^2) (the print has h(t+1) on the right, too); "
        f"{_ORDER}.",
        _eq35,
        tolerance=0.1,
    ),
    Check(
        "36",
        "Jacobians of state and input",
        "The Jacobians of a step at a fixed point are J(g) W_hh and J(g) W_uh, J(g) = diag(1 - h*^2) for tanh.",
        _jacobians,
    ),
    Check(
        "36",
        "remainder with input",
        f"The same remainder where an input moves the state, too; {_ORDER}.",
        _eq36,
        tolerance=0.1,
    ),
    Check(
        "37",
        "the linear network, some steps",
        f"Courses of h'(t+1) = J W_hh h'(t) + J W_uh u(t) beside those of the network; {_ORDER}.",
        _eq37,
        tolerance=0.1,
    ),
    Check(
        "37",
        "its reading in memories",
        "J(g) W_hh = Xi Phi Xi^+ for N memories of one's choice, as W_hh of the linear network.",
        _read,
    ),
)
