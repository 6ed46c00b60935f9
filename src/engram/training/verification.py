"""Whether a network in training does its task, and by the circuit of theory: on fresh inputs, not on its batches."""

from dataclasses import dataclass

import numpy as np

from engram.dynamics import Elman, run
from engram.interpretation import SpectrumMatch, find_by_regression, match_spectrum, record
from engram.tasks import InputCode, LinearTask, is_correct, sample_trials
from engram.theory import Circuit, theoretical_spectrum
from engram.training.recipes import Target

SPAN = 3
"""Modes are looked for in the first SPAN * s output steps."""


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
    accuracy = accuracy_of(network, circuit.task, target, rng)
    match = match_modes(network, circuit, target, rng)
    is_verified = (
        accuracy >= target.accuracy and match.unmatched == 0 and match.angle_error_rad <= target.angle_error
    )
    return Verification(
        step=step,
        loss=loss,
        accuracy=accuracy,
        modes_found=match.found,
        modes_total=match.found + match.unmatched,
        angle_error=match.angle_error_rad,
        is_verified=is_verified,
    )


def accuracy_of(network: Elman, task: LinearTask, target: Target, rng: np.random.Generator) -> float:
    """Share of outputs that say their target, over all output steps up to the horizon."""
    trials = sample_trials(task, target.trials, target.horizon, rng)
    said = run(network, trials.inputs).outputs[:, task.num_variables :]
    return float(np.mean(is_correct(said, trials.targets, InputCode.SIGNS)))


def match_modes(network: Elman, circuit: Circuit, target: Target, rng: np.random.Generator) -> SpectrumMatch:
    """The eigenvalues of the interaction, by encoding regression, beside those of theory.

    Not the eigenvalues of W_hh: where writing overwrites, a network works in saturation and W_hh turns
    contents by the right angles but with gains well above 1.
    """
    horizon = SPAN * circuit.task.num_variables
    recording = record(network, circuit.task, target.trials, horizon, rng)
    learned = np.linalg.eigvals(find_by_regression(network, recording, circuit, rng).interaction)
    return match_spectrum(theoretical_spectrum(circuit), learned, tolerance=target.mode_tolerance)
