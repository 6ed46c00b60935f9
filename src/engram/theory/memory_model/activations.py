"""Activations of the memory model, each with the Lagrangian whose gradient it is.

The energy of an associative memory rests on Lagrangians L_f(V_f) and L_h(V_h), convex functions whose gradients are
the activations, s = grad L (D. Krotov and J. J. Hopfield, Large associative memory problem in neurobiology and
machine learning, ICLR 2021). The slope J = ds/dx is then the Hessian of L: symmetric, and positive semidefinite.
All functions act over the last axis; softmax is not elementwise, so slopes are given as products J(x) v.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from jaxtyping import Float
from numpy import ndarray
from scipy import special

from engram.errors import InputError

Vectors = Float[ndarray, "*batch size"]
Directions = Float[ndarray, "*#batch size"]
Values = Float[ndarray, "*batch"]


@dataclass(frozen=True)
class MemoryActivation:
    """An activation s, its Lagrangian L with grad L = s, and the products of its slope with vectors.

    Two activations are equal when their names are; give one of your own a name of its own.
    """

    value: str
    """Its name with its parameters, "tanh(gain=2)"."""
    function: Callable[[ndarray], ndarray] = field(compare=False, repr=False)
    """s, from (*batch, size) to the same shape."""
    integral: Callable[[ndarray], ndarray] = field(compare=False, repr=False)
    """L, from (*batch, size) to (*batch,)."""
    slope: Callable[[ndarray, ndarray], ndarray] = field(compare=False, repr=False)
    """From x and v to J(x) v."""
    inverse: Callable[[ndarray], ndarray] | None = field(default=None, compare=False, repr=False)
    """s^-1 where s is one to one, else None."""
    image: tuple[float, float] = field(default=(-np.inf, np.inf), compare=False, repr=False)
    """The open interval of values that an invertible activation takes."""
    is_odd: bool = field(default=False, compare=False, repr=False)
    """Whether s(-x) = -s(x)."""

    def apply(self, x: Vectors) -> Vectors:
        """The activation s(x)."""
        return self.function(x)

    def lagrangian(self, x: Vectors) -> Values:
        """L(x), of which s is the gradient."""
        return np.asarray(self.integral(x))

    def slope_product(self, x: Directions, direction: Vectors) -> Vectors:
        """J(x) v with J = ds/dx, which is symmetric."""
        return self.slope(x, direction)

    @property
    def is_invertible(self) -> bool:
        """Whether different vectors always have different values."""
        return self.inverse is not None

    def invert(self, values: Vectors) -> Vectors:
        """The x with s(x) = values. Raises `InputError` where there is none, or more than one."""
        if self.inverse is None:
            raise InputError(
                f"{self.value} has no inverse: different inputs have the same value; this needs the assumption that "
                "the activation is invertible, as identity, tanh and sigmoid are"
            )
        low, high = self.image
        if not np.all((values > low) & (values < high)):
            raise InputError(
                f"{self.value} takes only values between {low:g} and {high:g}; found {np.min(values):g} .. "
                f"{np.max(values):g}, so the assumption fails that the state is one that the activation can give"
            )
        return self.inverse(values)


def identity() -> MemoryActivation:
    """The identity, s(x) = x, L = |x|^2 / 2."""
    return MemoryActivation(
        "identity",
        function=lambda x: x,
        integral=lambda x: np.sum(x**2, axis=-1) / 2,
        slope=lambda x, v: np.ones_like(x) * v,
        inverse=lambda y: y,
        is_odd=True,
    )


def tanh(gain: float = 1.0) -> MemoryActivation:
    """Hyperbolic tangent of g x, L = sum log cosh(g x) / g."""
    g = _positive(gain)
    return MemoryActivation(
        f"tanh(gain={g:g})",
        function=lambda x: np.tanh(g * x),
        # log cosh z = log(e^z + e^-z) - log 2, which does not overflow.
        integral=lambda x: np.sum(np.logaddexp(g * x, -g * x) - np.log(2), axis=-1) / g,
        slope=lambda x, v: g * (1 - np.tanh(g * x) ** 2) * v,
        inverse=lambda y: np.arctanh(y) / g,
        image=(-1.0, 1.0),
        is_odd=True,
    )


def sigmoid(gain: float = 1.0) -> MemoryActivation:
    """The logistic function, s(x) = 1 / (1 + exp(-g x)), L = sum log(1 + exp(g x)) / g."""
    g = _positive(gain)
    return MemoryActivation(
        f"sigmoid(gain={g:g})",
        function=lambda x: special.expit(g * x),
        integral=lambda x: np.sum(np.logaddexp(g * x, 0.0), axis=-1) / g,
        slope=lambda x, v: g * special.expit(g * x) * special.expit(-g * x) * v,
        inverse=lambda y: special.logit(y) / g,
        image=(0.0, 1.0),
    )


def relu() -> MemoryActivation:
    """The rectifier, s(x) = max(x, 0), L = sum max(x, 0)^2 / 2. Its slope at 0 is taken as 0."""
    return MemoryActivation(
        "relu",
        function=lambda x: np.maximum(x, 0.0),
        integral=lambda x: np.sum(np.maximum(x, 0.0) ** 2, axis=-1) / 2,
        slope=lambda x, v: (x > 0) * v,
    )


def polynomial(degree: int) -> MemoryActivation:
    """The rectified power, s(x) = max(x, 0)^n, L = sum max(x, 0)^(n + 1) / (n + 1).

    The hidden activation of dense associative memories: their interaction function F is L, of degree n + 1, so that
    n = 1 is the (rectified) classical network (D. Krotov and J. J. Hopfield, Dense associative memory for pattern
    recognition, NeurIPS 2016).
    """
    if degree < 1:
        raise InputError(f"the degree of a polynomial activation is {degree}; expected 1, 2, 3, ...")
    n = int(degree)
    return MemoryActivation(
        f"polynomial(degree={n})",
        function=lambda x: np.maximum(x, 0.0) ** n,
        integral=lambda x: np.sum(np.maximum(x, 0.0) ** (n + 1), axis=-1) / (n + 1),
        slope=lambda x, v: n * (x > 0) * np.maximum(x, 0.0) ** (n - 1) * v,
    )


def softmax(gain: float) -> MemoryActivation:
    """Softmax over the last axis, s(x) = exp(g x) / sum exp(g x), L = log sum exp(g x) / g."""
    g = _positive(gain)

    def function(x: ndarray) -> ndarray:
        weights = np.exp(g * (x - x.max(axis=-1, keepdims=True)))
        return weights / weights.sum(axis=-1, keepdims=True)

    def slope(x: ndarray, v: ndarray) -> ndarray:
        shares = function(x)
        return g * shares * (v - np.sum(shares * v, axis=-1, keepdims=True))

    return MemoryActivation(
        f"softmax(gain={g:g})",
        function=function,
        integral=lambda x: special.logsumexp(g * x, axis=-1) / g,
        slope=slope,
    )


def _positive(gain: float) -> float:
    if not (np.isfinite(gain) and gain > 0):
        raise InputError(f"the gain of an activation is {gain}; expected a finite number > 0")
    return float(gain)
