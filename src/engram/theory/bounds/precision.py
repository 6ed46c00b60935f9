"""How many steps contents of a given precision survive: the courses of error that docs and figures show.

Gaussian contents of unit variance are put into the variables of repeat copy and followed. Every course is beside what
`engram.theory.bounds.horizon` predicts, where it predicts anything.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float, Int
from numpy import ndarray

from engram.tasks import LinearTask
from engram.theory.bounds.horizon import (
    Keeper,
    basis_keeper,
    best_amplitude,
    disturbed_operator,
    drift_error,
    fading_error,
    keep,
    linear_information,
    linear_keeper,
    noise_error,
    perturbed_modes,
    relative_errors,
    saturating_keeper,
    sign_information,
    tanh_error,
    tanh_keeper,
    with_noise,
)
from engram.theory.circuit import full_circuit, interaction_matrix
from engram.theory.compiler import Gains, random_basis
from engram.theory.prediction import theoretical_spectrum

NUM_TRIALS = 16


@dataclass(frozen=True, eq=False)
class ErrorCourse:
    """Relative error after some numbers of steps, run and predicted."""

    name: str
    steps: Int[ndarray, " times"]
    measured: Float[ndarray, " times"]
    predicted: Float[ndarray, " times"]
    """NaN where nothing is predicted."""

    def steps_within(self, precision: float) -> float:
        """The number of steps after which the error first exceeds `precision`, log-log between measured times.

        Infinity where it never does among the measured times; 0 where it does at the first.
        """
        above = np.flatnonzero(self.measured > precision)
        if not above.size:
            return float("inf")
        first = int(above[0])
        if first == 0:
            return 0.0
        before, after = self.measured[first - 1], self.measured[first]
        if before <= 0:
            return float(self.steps[first - 1])
        share = np.log(precision / before) / np.log(after / before)
        return float(self.steps[first - 1] * (self.steps[first] / self.steps[first - 1]) ** share)


def log_steps(last: int, count: int) -> Int[ndarray, " times"]:
    """Rising numbers of steps from 1 to `last`, evenly spaced in their logarithm."""
    return np.unique(np.round(np.geomspace(1, last, count)).astype(np.int64))


def rounding_courses(
    task: LinearTask,
    conditions: Sequence[float],
    steps: Int[ndarray, " times"],
    *,
    hidden_size: int,
    rng: np.random.Generator,
) -> tuple[ErrorCourse, ...]:
    """Float64 in random bases of given condition numbers; nothing is predicted."""
    keepers = [basis_keeper(task, hidden_size, condition, rng) for condition in conditions]
    names = [f"condition {condition:.0e}".replace("e+0", "e") for condition in conditions]
    return tuple(_course(name, keeper, steps, rng) for name, keeper in zip(names, keepers, strict=True))


def spectral_courses(
    task: LinearTask, steps: Int[ndarray, " times"], *, size: float, rng: np.random.Generator
) -> tuple[ErrorCourse, ...]:
    """Eigenvalues too small, turned, and a random matrix on top of Phi, each of relative `size`.

    Needs an orthogonal Phi, as that of repeat copy; raises `InputError` for others.
    """
    phi, basis = interaction_matrix(task), random_basis(task, task.history_size, rng)
    modes = theoretical_spectrum(full_circuit(task))
    turning = float(np.mean(np.abs(np.imag(modes)) > 1e-9))
    faded = perturbed_modes(phi, modulus=1 - size, angle=0.0)
    turned = perturbed_modes(phi, modulus=1.0, angle=size)
    cases = (
        (f"|λ| = 1 − {size:g}", faded, fading_error(steps, modulus=1 - size)),
        (f"angles off by {size:g}", turned, drift_error(steps, angle=size, turning=turning)),
        (f"Φ + noise of {size:g} |Φ|", disturbed_operator(task, size, rng), None),
    )
    return tuple(
        _course(name, linear_keeper(task, basis, operator), steps, rng, predicted)
        for name, operator, predicted in cases
    )


def tanh_courses(
    task: LinearTask, amplitudes: Sequence[float], steps: Int[ndarray, " times"], *, rng: np.random.Generator
) -> tuple[ErrorCourse, ...]:
    """Contents of several sizes under tanh with a gain of 1."""
    contents = _contents(task, rng)
    return tuple(
        ErrorCourse(
            f"α = {amplitude:g}",
            steps,
            relative_errors(tanh_keeper(task, amplitude), contents, steps),
            tanh_error(steps, amplitude, contents),
        )
        for amplitude in amplitudes
    )


@dataclass(frozen=True, eq=False)
class AmplitudeScan:
    """Error after some steps of tanh with noise, by the size of the contents."""

    amplitudes: Float[ndarray, " amplitudes"]
    measured: Float[ndarray, " amplitudes"]
    predicted: Float[ndarray, " amplitudes"]
    """Both errors, as if independent."""
    best: float
    """`best_amplitude`."""
    steps: int
    noise: float


def scan_amplitudes(
    task: LinearTask,
    amplitudes: Float[ndarray, " amplitudes"],
    *,
    steps: int,
    noise: float,
    rng: np.random.Generator,
) -> AmplitudeScan:
    """Run tanh with noise on contents of many sizes."""
    contents, times = _contents(task, rng), np.array([steps])
    measured = [
        relative_errors(with_noise(tanh_keeper(task, float(a)), noise, rng), contents, times)[0]
        for a in amplitudes
    ]
    predicted = [
        np.hypot(tanh_error(times, float(a), contents)[0], noise_error(times, noise, float(a))[0])
        for a in amplitudes
    ]
    best = best_amplitude(steps, noise)
    return AmplitudeScan(amplitudes, np.array(measured), np.array(predicted), best, steps, noise)


@dataclass(frozen=True, eq=False)
class InformationCourse:
    """Bits left of each content, in a linear and in a saturating circuit under the same noise on every unit."""

    steps: Int[ndarray, " times"]
    linear: Float[ndarray, " times"]
    """Of Gaussian contents of unit variance, from the measured error."""
    linear_predicted: Float[ndarray, " times"]
    saturating: Float[ndarray, " times"]
    """Of signs, from the share that has flipped."""
    noise: float


def information_course(
    task: LinearTask, steps: Int[ndarray, " times"], *, noise: float, gains: Gains, rng: np.random.Generator
) -> InformationCourse:
    """Run both with noise."""
    eye = np.eye(task.history_size)
    linear = with_noise(linear_keeper(task, eye, interaction_matrix(task)), noise, rng)
    errors = relative_errors(linear, _contents(task, rng), steps)
    signs = np.sign(_contents(task, rng))
    saturating = saturating_keeper(task, gains)
    kept, true = keep(with_noise(saturating, noise, rng), signs, steps), keep(saturating, signs, steps)
    flipped = np.mean(kept * true < 0, axis=(1, 2))
    return InformationCourse(
        steps,
        0.5 * np.log2(1 + 1 / errors**2),
        linear_information(steps.astype(np.float64), noise),
        sign_information(flipped),
        noise,
    )


def _course(
    name: str,
    keeper: Keeper,
    steps: Int[ndarray, " times"],
    rng: np.random.Generator,
    predicted: Float[ndarray, " times"] | None = None,
) -> ErrorCourse:
    measured = relative_errors(keeper, _contents(keeper.task, rng), steps)
    return ErrorCourse(name, steps, measured, np.full(steps.size, np.nan) if predicted is None else predicted)


def _contents(task: LinearTask, rng: np.random.Generator) -> Float[ndarray, "trials history"]:
    return rng.standard_normal((NUM_TRIALS, task.history_size))
