"""Elementwise nonlinearities and their slopes."""

from enum import StrEnum
from typing import Protocol, runtime_checkable

import numpy as np
from jaxtyping import Float
from numpy import ndarray


@runtime_checkable
class Nonlinearity(Protocol):
    """What an Elman cell applies to each unit: one of `Activation`, or a user's own."""

    @property
    def value(self) -> str:
        """Its name."""
        ...

    def apply(self, preactivation: Float[ndarray, "*shape"]) -> Float[ndarray, "*shape"]:
        """The function itself."""
        ...

    def slope(self, preactivation: Float[ndarray, "*shape"]) -> Float[ndarray, "*shape"]:
        """Its derivative."""
        ...


class Activation(StrEnum):
    """The elementwise nonlinearity of a cell."""

    TANH = "tanh"
    RELU = "relu"
    IDENTITY = "identity"

    def apply(self, preactivation: Float[ndarray, "*shape"]) -> Float[ndarray, "*shape"]:
        """The activation itself."""
        match self:
            case Activation.TANH:
                return np.tanh(preactivation)
            case Activation.RELU:
                return np.maximum(preactivation, 0.0)
            case Activation.IDENTITY:
                return preactivation

    def slope(self, preactivation: Float[ndarray, "*shape"]) -> Float[ndarray, "*shape"]:
        """Its derivative (that of relu at 0 is taken as 0, as torch does)."""
        match self:
            case Activation.TANH:
                return 1.0 - np.tanh(preactivation) ** 2
            case Activation.RELU:
                return (preactivation > 0).astype(np.float64)
            case Activation.IDENTITY:
                return np.ones_like(preactivation)
