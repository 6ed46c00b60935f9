"""Elementwise nonlinearities and their slopes."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, runtime_checkable

import numpy as np
from jaxtyping import Float
from numpy import ndarray
from scipy.special import expit, ndtr

Elements = Float[ndarray, "*shape"]


@runtime_checkable
class Nonlinearity(Protocol):
    """What an Elman cell applies to each unit: one of `Activation`, or a user's own."""

    @property
    def value(self) -> str:
        """Its name."""
        ...

    def apply(self, preactivation: Elements) -> Elements:
        """The function itself."""
        ...

    def slope(self, preactivation: Elements) -> Elements:
        """Its derivative."""
        ...


@dataclass(frozen=True)
class Elementwise:
    """A nonlinearity of one's own, as its name, its function and its derivative, both elementwise on arrays."""

    value: str
    function: Callable[[ndarray], ndarray]
    derivative: Callable[[ndarray], ndarray]

    def apply(self, preactivation: Elements) -> Elements:
        """The function itself."""
        return self.function(preactivation)

    def slope(self, preactivation: Elements) -> Elements:
        """Its derivative."""
        return self.derivative(preactivation)


class Activation(StrEnum):
    """The elementwise nonlinearity of a cell, each as torch computes it by default."""

    TANH = "tanh"
    RELU = "relu"
    IDENTITY = "identity"
    SIGMOID = "sigmoid"
    SOFTPLUS = "softplus"
    LEAKY_RELU = "leaky_relu"
    ELU = "elu"
    SILU = "silu"
    GELU = "gelu"
    HARDTANH = "hardtanh"

    def apply(self, preactivation: Elements) -> Elements:
        """The activation itself."""
        return _FORMS[self].apply(preactivation)

    def slope(self, preactivation: Elements) -> Elements:
        """Its derivative; at a corner the side that torch takes (relu at 0: 0)."""
        return _FORMS[self].slope(preactivation)


_LEAK = 0.01
"""Slope of leaky_relu below 0."""
_SOFTPLUS_LINEAR = 20.0
"""Above this torch takes softplus for the identity."""


def _softplus(x: ndarray) -> ndarray:
    return np.where(x > _SOFTPLUS_LINEAR, x, np.log1p(np.exp(np.minimum(x, _SOFTPLUS_LINEAR))))


def _gelu_slope(x: ndarray) -> ndarray:
    return ndtr(x) + x * np.exp(-(x**2) / 2) / np.sqrt(2 * np.pi)


def _form(function: Callable[[ndarray], ndarray], derivative: Callable[[ndarray], ndarray]) -> Elementwise:
    return Elementwise("", function, derivative)


_FORMS = {
    Activation.TANH: _form(np.tanh, lambda x: 1.0 - np.tanh(x) ** 2),
    Activation.RELU: _form(lambda x: np.maximum(x, 0.0), lambda x: (x > 0).astype(np.float64)),
    Activation.IDENTITY: _form(lambda x: x, lambda x: np.ones_like(x)),
    Activation.SIGMOID: _form(expit, lambda x: expit(x) * expit(-x)),
    Activation.SOFTPLUS: _form(_softplus, lambda x: np.where(x > _SOFTPLUS_LINEAR, 1.0, expit(x))),
    Activation.LEAKY_RELU: _form(
        lambda x: np.where(x > 0, x, _LEAK * x), lambda x: np.where(x > 0, 1.0, _LEAK)
    ),
    Activation.ELU: _form(
        lambda x: np.where(x > 0, x, np.expm1(np.minimum(x, 0.0))), lambda x: np.exp(np.minimum(x, 0.0))
    ),
    Activation.SILU: _form(lambda x: x * expit(x), lambda x: expit(x) * (1.0 + x * expit(-x))),
    Activation.GELU: _form(lambda x: x * ndtr(x), _gelu_slope),
    Activation.HARDTANH: _form(
        lambda x: np.clip(x, -1.0, 1.0), lambda x: (np.abs(x) < 1.0).astype(np.float64)
    ),
}
