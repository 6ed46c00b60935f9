"""One network in two coordinates: potentials V_f of the memory model, rates h of the Elman network [Eq. 20-24].

    f(x) = W s(x)     Eq. 20, x = V_f                s o f = g o s     exactly, for every W and every s
    g(h) = s(W h)     Eq. 23, h = s_f(V_f)           W o g = f o W     likewise: f = W o s and g = s o W

Where s has an inverse the first line is Eq. 24, s^-1 o g o s = f: s is a conjugacy, from the potentials onto the
rates that s can give (for tanh, the open cube; states of g outside it enter it in one step). Where s has none (relu,
softmax), s still takes every course of f to one of g, but different potentials share one rate, so that f cannot be
recovered from g: s is a semiconjugacy. What two such potentials do next depends on their common rate alone: after one
step they are the same. The second line says what is kept all the same. If W is invertible, W is a conjugacy, whatever
s is. And for every W and s the two maps are shift equivalent with lag 1 (R. F. Williams, Annals of Mathematics 98
(1973) 120-153): s is one to one between the points of period p of f and those of g, its inverse there is W after p - 1
steps of g, and the multipliers of partners are the same but for zeros.

The paper asks for ||W|| <= 1 here. Eq. 24 does not need it. What it gives is that g never takes states apart nor
lengthens them, if s does not (tanh, relu, the identity: slope at most 1, s(0) = 0): then every course is bounded, which
with tanh it is anyway. And it has a price: with tanh and ||W|| <= 1 every state fades to zero, since |tanh a| < |a|. A
network that keeps its contents with tanh has ||W|| > 1.
"""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float
from numpy import ndarray
from scipy import linalg

from engram.errors import InputError
from engram.numerics import frozen
from engram.theory.memory_model import MemoryActivation

States = Float[ndarray, "*batch features"]
Courses = Float[ndarray, "trials time features"]


@dataclass(frozen=True, eq=False)
class ConjugatePair:
    """The maps f(x) = W s(x) and g(h) = s(W h). Raises `InputError` unless W is square and finite."""

    weights: Float[ndarray, "features features"]
    """W = Xi (I + Phi'^T) Xi^+, or the recurrent weights of any Elman network without bias."""
    activation: MemoryActivation
    """s."""

    def __post_init__(self) -> None:
        rows, columns = self.weights.shape
        if rows != columns or not np.all(np.isfinite(self.weights)):
            raise InputError(
                f"the weights W are {rows} x {columns} or not finite; f and g need a square, finite W"
            )
        object.__setattr__(self, "weights", frozen(self.weights))

    def step_potentials(self, potentials: States) -> States:
        """f(x) = W s(x) [Eq. 20]."""
        return self.to_potentials(self.to_rates(potentials))

    def step_rates(self, rates: States) -> States:
        """g(h) = s(W h) [Eq. 23]."""
        return self.to_rates(self.to_potentials(rates))

    def to_rates(self, potentials: States) -> States:
        """s(x): takes every course of f to one of g."""
        return self.activation.apply(potentials)

    def to_potentials(self, rates: States) -> States:
        """W h: takes every course of g to one of f; after `to_rates` it is one step of f."""
        return rates @ self.weights.T

    def recover(self, rates: States) -> States:
        """s^-1(h): the potentials that have these rates.

        Raises `InputError` where s has no inverse, or where a rate lies outside its values or on their edge (where
        rounding has lost the potential).
        """
        return self.activation.invert(rates)

    def step_through_rates(self, potentials: States) -> States:
        """s^-1(g(s(x))): the left side of Eq. 24, which is f(x). Raises as `recover` does."""
        return self.recover(self.step_rates(self.to_rates(potentials)))


@dataclass(frozen=True, eq=False)
class ConjugateCourses:
    """Courses of f and of g from corresponding states, start first, and how well s^-1 takes one to the other."""

    potentials: Courses
    """x(0), f(x(0)), ..."""
    rates: Courses
    """s(x(0)), g(s(x(0))), ...: run by themselves."""
    recovered: Courses
    """s^-1 of the rates; infinite where a rate was rounded to the edge of what s can give."""
    rounding: Courses
    """What recovering can cost: one unit in the last place of the rate, eps |h| / s'(x), and one of x."""

    @property
    def is_saturated(self) -> Bool[ndarray, "trials time features"]:
        """Where the rate no longer tells the potential, not even its first digit."""
        return ~np.isfinite(self.recovered) | (
            self.rounding >= 0.1 * np.maximum(np.abs(self.potentials), 1.0)
        )

    @property
    def error(self) -> float:
        """Largest |s^-1(h) - x| over largest |x|, of all that is not saturated."""
        kept = ~self.is_saturated
        difference = np.abs(self.recovered - self.potentials)[kept]
        return float(np.max(difference, initial=0.0)) / max(float(np.max(np.abs(self.potentials))), 1e-300)

    @property
    def error_in_roundings(self) -> float:
        """Largest |s^-1(h) - x| in units of `rounding`, of all that is not saturated: of the order of 1."""
        kept = ~self.is_saturated
        difference = np.abs(self.recovered - self.potentials)[kept]
        return float(np.max(difference / np.maximum(self.rounding[kept], 1e-300), initial=0.0))

    @property
    def lost_digits(self) -> float:
        """Most decimal digits that recovering a potential costs, log10 of |h| / (s'(x) |x|); at most 16."""
        size = np.maximum(np.abs(self.potentials), 1e-300)
        condition = self.rounding / (np.finfo(float).eps * size) - 1
        shown = condition[np.abs(self.potentials) > 1e-3]
        return float(np.clip(np.log10(np.max(shown, initial=1.0)), 0.0, 16.0))


def conjugate_courses(
    pair: ConjugatePair, start: Float[ndarray, "trials features"], steps: int
) -> ConjugateCourses:
    """Run f from `start` and g from s(`start`), and take the rates back by s^-1 [Eq. 24].

    Raises `InputError` for an activation without inverse.
    """
    if not pair.activation.is_invertible:
        pair.recover(pair.to_rates(start))
    potentials, rates = [start], [pair.to_rates(start)]
    for _ in range(steps):
        potentials.append(pair.step_potentials(potentials[-1]))
        rates.append(pair.step_rates(rates[-1]))
    x, h = np.stack(potentials, axis=1), np.stack(rates, axis=1)
    slope = pair.activation.slope_product(x, np.ones_like(x))
    unit = np.finfo(float).eps
    rounding = unit * (np.abs(h) / np.maximum(slope, unit**2) + np.abs(x))
    return ConjugateCourses(x, h, _recovered(pair.activation, h), rounding)


def _recovered(activation: MemoryActivation, rates: Courses) -> Courses:
    """s^-1 where it can be had, infinity where rounding has put a rate on the edge."""
    low, high = activation.image
    inside = (rates > low) & (rates < high)
    found = np.full_like(rates, np.inf)
    found[inside] = activation.invert(rates[inside])
    return found


@dataclass(frozen=True)
class NormCondition:
    """The paper's condition on W, and what decides whether states can last."""

    norm: float
    """||W||, the largest singular value."""
    spectral_radius: float
    """The largest |eigenvalue|: below 1, small states fade whatever the norm is."""

    @property
    def holds(self) -> bool:
        """Whether ||W|| <= 1, up to rounding: with an activation of slope at most 1, g takes no states apart."""
        return self.norm <= 1 + 1e-12


def norm_condition(weights: Float[ndarray, "features features"]) -> NormCondition:
    """||W|| and the spectral radius of W."""
    return NormCondition(float(linalg.svdvals(weights)[0]), float(np.max(np.abs(linalg.eigvals(weights)))))
