"""How fast the limits of the memory model are reached: errors against a shrinking parameter, with their order.

Forward Euler against the continuous course: error ~ dt (order 1). The model with T_h = T_d = eps T_f against the one
in which hidden units and delayed features follow at once: error ~ eps (order 1), from initial states on which the fast
variables are where they belong, so that no initial layer hides it (A. N. Tikhonov's theorem gives the limit; the slow
manifold lies within O(eps) of the one at eps = 0).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from jaxtyping import Float
from numpy import ndarray

from engram.errors import InputError
from engram.numerics import frozen
from engram.theory import memory_model
from engram.theory.equivalence.discretisation import EulerCourse, euler
from engram.theory.memory_model import Course, LearningRule, MemoryModel, ModelState, simulate

REFERENCE_TOLERANCE = 1e-11
"""Of the continuous courses that errors are measured against."""
TIMES = 65
"""At so many times courses are compared, where they are known at all times."""
SHOWN_PARTS = (1, 4)
"""Into how many steps a T_f is cut where courses are shown; 1 is the network."""


@dataclass(frozen=True, eq=False)
class Convergence:
    """Errors for several values of a parameter that goes to zero."""

    parameter: str
    """What it is: "dt", "eps"."""
    values: Float[ndarray, " values"]
    errors: Float[ndarray, " values"]
    """Largest deviation of V_f over all times, trials and features, over the largest |V_f|."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", frozen(self.values))
        object.__setattr__(self, "errors", frozen(self.errors))

    @property
    def order(self) -> float:
        """The exponent p of error ~ value^p, by least squares on logarithms."""
        return float(np.polyfit(np.log(self.values), np.log(self.errors), 1)[0])

    @property
    def local_orders(self) -> Float[ndarray, " pairs"]:
        """The exponent between each value and the next."""
        return np.diff(np.log(self.errors)) / np.diff(np.log(self.values))

    @property
    def prefactor(self) -> float:
        """C of the fit error = C value^p."""
        return float(np.exp(np.polyfit(np.log(self.values), np.log(self.errors), 1)[1]))


def euler_convergence(
    model: MemoryModel, initial: ModelState, duration: float, steps: Sequence[int]
) -> Convergence:
    """Forward Euler in `steps` (increasing numbers of) steps over 0 .. `duration` against the continuous course."""
    _check_counts(steps)
    course = simulate(model, initial, duration, rtol=REFERENCE_TOLERANCE, atol=REFERENCE_TOLERANCE)
    errors = []
    for count in steps:
        stepped = euler(model, initial, duration / count, count)
        times = np.minimum(stepped.times, duration)
        errors.append(_deviation(stepped.states.features, course.at(times).features))
    return Convergence("dt", duration / np.array(steps, dtype=np.float64), np.array(errors))


def adiabatic_convergence(
    model: MemoryModel,
    features: Float[ndarray, "trials features"],
    duration: float,
    ratios: Sequence[float],
) -> Convergence:
    """The model with T_h = T_d = eps T_f for eps in `ratios` against T_h = T_d = 0, from the same features."""
    at_once = replace(model, hidden_time=0.0, delay_time=0.0)
    times = np.linspace(0.0, duration, TIMES)
    reference = _features(at_once, features, duration, times)
    errors = []
    for ratio in ratios:
        short = ratio * model.feature_time
        slowed = replace(model, hidden_time=short, delay_time=short)
        errors.append(_deviation(_features(slowed, features, duration, times), reference))
    return Convergence("eps", np.array(ratios, dtype=np.float64), np.array(errors))


@dataclass(frozen=True, eq=False)
class LimitStudy:
    """One model on its way to the network: courses from one state, and both convergences."""

    continuous: Course
    """With T_h = T_d = 0."""
    stepped: tuple[EulerCourse, ...]
    """Euler from coarse to fine; the first has dt = T_f and is the network."""
    euler: Convergence
    adiabatic: Convergence


def study_limit(model: MemoryModel, features: Float[ndarray, "1 features"], periods: int) -> LimitStudy:
    """Everything of one model over so many T_f, from one state of the features, with T_h and T_d taken as 0.

    dt runs from T_f down to T_f / 64, eps from 1/8 to 1/256.
    """
    at_once = replace(model, hidden_time=0.0, delay_time=0.0)
    start, duration = at_once.state_at(features), periods * model.feature_time
    stepped = tuple(
        euler(at_once, start, model.feature_time / parts, periods * parts) for parts in SHOWN_PARTS
    )
    tolerance = REFERENCE_TOLERANCE
    return LimitStudy(
        simulate(at_once, start, duration, rtol=tolerance, atol=tolerance),
        stepped,
        euler_convergence(at_once, start, duration, [periods * 2**k for k in range(7)]),
        adiabatic_convergence(at_once, features, duration, [2.0**-k for k in range(3, 9)]),
    )


def cycling_network(num_features: int, num_memories: int, rng: np.random.Generator) -> MemoryModel:
    """A model whose network passes from memory to memory for ever: Phi^T = I + Phi'^T is 1.5 times a cycle, s_f = tanh.

    The eigenvalues of Phi are roots of one times 1.5. As steps they turn for ever; in continuous time all but the real
    one decay.
    """
    cycle = memory_model.cycle_interactions([list(range(num_memories))], num_memories)
    return MemoryModel(
        memory_model.random_memories(num_features, num_memories, rng),
        1.5 * cycle - np.eye(num_memories),
        LearningRule.PSEUDO_INVERSE,
        memory_model.tanh(),
        memory_model.identity(),
    )


def _features(
    model: MemoryModel,
    features: Float[ndarray, "trials features"],
    duration: float,
    times: Float[ndarray, " time"],
) -> Float[ndarray, "trials time features"]:
    tolerance = REFERENCE_TOLERANCE
    course = simulate(model, model.state_at(features), duration, rtol=tolerance, atol=tolerance)
    return course.at(times).features


def _deviation(found: Float[ndarray, "*shape"], reference: Float[ndarray, "*shape"]) -> float:
    return float(np.max(np.abs(found - reference)) / np.max(np.abs(reference)))


def _check_counts(steps: Sequence[int]) -> None:
    if len(steps) < 2 or any(count < 1 for count in steps):
        raise InputError(f"numbers of steps are {list(steps)}; expected two or more, each at least 1")
