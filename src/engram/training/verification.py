"""Whether a network in training does its task, and by the circuit of theory: on fresh inputs, not on its batches."""

from dataclasses import dataclass

import numpy as np

from engram.dynamics import Elman
from engram.interpretation import find_by_regression, match_spectrum, record
from engram.theory import Circuit, theoretical_spectrum
from engram.training.recipes import Target

SPAN = 3
"""Modes are looked for over the first SPAN * s output steps."""


@dataclass(frozen=True)
class Verification:
    """How a network did on fresh inputs, and the loss of the batch that it was last trained on."""

    step: int
    loss: float
    accuracy: float
    """Share of outputs right up to the horizon of the target."""
    modes_found: int
    """Persistent eigenvalues of theory's Phi that the network's interaction has, each its own."""
    modes_total: int
    angle_error: float
    """Mean difference of their angles in radians; pi where none was found."""
    is_verified: bool

    @property
    def rank(self) -> tuple[bool, float, float]:
        """Larger is better: verified, then accurate, then of small loss."""
        return self.is_verified, self.accuracy, -self.loss if np.isfinite(self.loss) else -np.inf


def verify(
    network: Elman, circuit: Circuit, target: Target, rng: np.random.Generator, *, step: int, loss: float
) -> Verification:
    """Run the network on fresh trials, and compare the spectrum of its interaction with that of the circuit."""
    task = circuit.task
    recording = record(network, task, target.trials, target.horizon, rng)
    memories = find_by_regression(recording.until(SPAN * task.num_variables), circuit)
    learned = np.linalg.eigvals(memories.interaction)
    match = match_spectrum(theoretical_spectrum(circuit), learned, tolerance=target.mode_tolerance)
    return Verification(
        step=step,
        loss=loss,
        accuracy=recording.accuracy,
        modes_found=match.found,
        modes_total=match.found + match.unmatched,
        angle_error=match.angle_error_rad,
        is_verified=_is_verified(recording.accuracy, match, target),
    )
