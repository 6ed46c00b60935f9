"""Spectra side by side: optimal one-to-one assignment, angles and moduli apart, what is left over counted."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Complex, Float
from numpy import ndarray

from engram.numerics import assign

PERSISTENT = 0.5
"""Modes of theory above this modulus keep contents; the others only pass them on (their angle means nothing)."""
TOLERANCE = 0.1
"""A learned mode within this distance of a mode of theory is that mode."""


@dataclass(frozen=True, eq=False)
class SpectrumMatch:
    """Persistent modes of theory, the learned mode assigned to each, and what found no partner."""

    theory: Complex[ndarray, " theory"]
    assigned: Complex[ndarray, " theory"]
    """The learned mode assigned to each mode of theory; zero where there were too few."""
    matched: Bool[ndarray, " theory"]
    """Whether the assigned mode lies within the tolerance."""
    surplus: Complex[ndarray, " surplus"]
    """Learned modes without a partner that keep contents as long (modulus within the tolerance of 1 or above)."""

    @property
    def angle_differences(self) -> Float[ndarray, " matched"]:
        """|angle(learned) - angle(theory)| in radians over matched pairs."""
        # Not the angle of a quotient, which rounding keeps from being exactly 0 for equal modes.
        apart = np.abs(np.angle(self.assigned[self.matched]) - np.angle(self.theory[self.matched]))
        return np.minimum(apart, 2 * np.pi - apart)

    @property
    def angle_error_rad(self) -> float:
        """Mean angle difference over matched pairs in radians; pi where nothing matches what theory has."""
        if not np.any(self.matched):
            return float(np.pi) if self.theory.size else 0.0
        return float(np.mean(self.angle_differences))

    @property
    def modulus_error(self) -> float:
        """Mean difference of moduli over matched pairs; 1 where nothing matches what theory has."""
        if not np.any(self.matched):
            return 1.0 if self.theory.size else 0.0
        return float(np.mean(np.abs(np.abs(self.assigned) - np.abs(self.theory))[self.matched]))

    @property
    def found(self) -> int:
        """Modes of theory that the network has."""
        return int(np.sum(self.matched))

    @property
    def unmatched(self) -> int:
        """Modes of theory without a learned partner."""
        return int(np.sum(~self.matched))


def match_spectrum(
    theory: Complex[ndarray, " theory"],
    learned: Complex[ndarray, " learned"],
    *,
    tolerance: float = TOLERANCE,
) -> SpectrumMatch:
    """Assign learned modes to the persistent modes of theory. A spectrum matches itself with error exactly 0."""
    persistent = theory[np.abs(theory) > PERSISTENT].astype(np.complex128)
    modes = learned.astype(np.complex128)
    pairs = assign(persistent, modes)
    assigned = np.zeros_like(persistent)
    assigned[pairs.first] = modes[pairs.second]
    matched = np.zeros(persistent.size, dtype=bool)
    matched[pairs.first] = pairs.distance <= tolerance
    partners = np.zeros(modes.size, dtype=bool)
    partners[pairs.second[pairs.distance <= tolerance]] = True
    surplus = modes[~partners & (np.abs(modes) >= 1 - tolerance)]
    return SpectrumMatch(persistent, assigned, matched, surplus)
