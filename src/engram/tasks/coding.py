"""How the components of vectors are drawn, and when a value says what it should."""

from enum import StrEnum

import numpy as np
from jaxtyping import Bool, Float
from numpy import ndarray


class InputCode(StrEnum):
    """How the components of an input vector are drawn."""

    SIGNS = "signs"
    """-1 or +1, equally likely."""
    BITS = "bits"
    """0 or 1, equally likely."""
    GAUSSIAN = "gaussian"
    """standard normal."""

    def draw(self, shape: tuple[int, ...], rng: np.random.Generator) -> Float[ndarray, "..."]:
        """Independent components."""
        match self:
            case InputCode.SIGNS:
                return 2.0 * rng.integers(0, 2, size=shape) - 1.0
            case InputCode.BITS:
                return rng.integers(0, 2, size=shape).astype(np.float64)
            case InputCode.GAUSSIAN:
                return rng.standard_normal(shape)


NEAR = 0.5
"""A value this close says a target other than a sign: half the spacing of bits, half a deviation of Gaussians."""


def is_correct(
    values: Float[ndarray, "*shape"], targets: Float[ndarray, "*shape"], code: InputCode
) -> Bool[ndarray, "*shape"]:
    """Whether each value says its target.

    Targets of -1 or +1 among signs are said by the sign; any other target by a value within `NEAR` of it.
    """
    near = np.abs(values - targets) < NEAR
    if code is not InputCode.SIGNS:
        return near
    return np.where(np.abs(targets) == 1.0, values * targets > 0, near)
