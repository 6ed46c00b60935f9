"""Fewer units than directions that must be stored: what linear circuits of N < m units still say.

Writing is left out of it: contents are put into the variables as they should be, h = Psi z, and the network runs alone.
Of the three ways in `squeezing`, keeping modes is the best in the least squares sense. The outputs of
whole periods, as a function of m independent contents of unit variance, have singular values that are known exactly: a
direction on a cycle of length L is read T/L times in T steps, for each output that the cycle feeds. N linear
measurements of the contents leave at least the sum of the m - N least of their squares (Eckart and Young, Psychometrika
1 (1936) 211-218), whatever is made of them linearly, and modes leave just this. Nothing here bounds what a *nonlinear*
network of N units could do.
"""

from dataclasses import dataclass
from itertools import product

import numpy as np
from jaxtyping import Float, Int
from numpy import ndarray
from scipy import special

from engram.dynamics import elman, run
from engram.errors import InputError
from engram.tasks import LinearTask, sample_trials
from engram.theory.bounds.input_phase import said_share
from engram.theory.bounds.squeezing import (
    Squeeze,
    SqueezedCircuit,
    check_says_all,
    keep_cycles,
    leading_modes,
    loops_of,
    squeeze_circuit,
)
from engram.theory.circuit import Circuit, circuit_of
from engram.theory.compiler import Gains
from engram.theory.paths import sources_read
from engram.theory.prediction import period

MAX_ENUMERATED = 16
"""Cycles up to this length are predicted over all their 2^L contents; longer ones as if the rest were Gaussian."""


def accuracy_of(
    squeezed: SqueezedCircuit, horizon: int, num_trials: int, rng: np.random.Generator
) -> Float[ndarray, " steps"]:
    """Share of output signs that are right when contents of -1 and +1 are put in; zero counts half."""
    circuit = squeezed.circuit
    contents = rng.choice([-1.0, 1.0], (num_trials, circuit.task.history_size)) @ circuit.projection.T
    held, states, shares = contents, contents @ squeezed.write.T, np.empty(horizon)
    for step in range(horizon):
        held, states = held @ circuit.interaction.T, states @ squeezed.step.T
        targets, outputs = held @ circuit.read.T, states @ squeezed.read.T
        # Rounding must not turn "says nothing" into a sign.
        outputs = np.where(np.abs(outputs) < 1e-9 * (1e-300 + np.max(np.abs(outputs))), 0.0, outputs)
        shares[step] = np.mean(np.where(outputs == 0, 0.5, outputs * targets > 0))
    return shares


def overwriting_accuracy(
    circuit: Circuit, num_units: int, horizon: int, num_trials: int, rng: np.random.Generator
) -> float:
    """Accuracy of the saturating circuit on whole cycles, inputs written by the network itself; zero counts half."""
    check_says_all(circuit)
    kept, gains = circuit.restrict(keep_cycles(circuit, num_units)), Gains()
    trials = sample_trials(circuit.task, num_trials, horizon, rng)
    if not kept.num_directions:
        return 0.5
    network = elman(gains.recurrent * kept.interaction, gains.write * kept.write, kept.read / gains.settled)
    outputs = run(network, trials.inputs).outputs[:, circuit.task.num_variables :]
    return float(np.mean(said_share(outputs, trials.targets)))


def predicted_accuracy(circuit: Circuit, num_units: int, squeeze: Squeeze, horizon: int) -> float:
    """Mean accuracy over `horizon` steps; for `CYCLES` and `MODES`, whose outputs do not fade.

    Dropping cycles: an output that is kept is always right, one that is dropped half of the time. Dropping modes: an
    output repeats P x, P the projector onto the kept modes of its loop. The share of contents x of -1 and +1 of which
    P x has the sign of x is counted over all 2^L (L <= 16; beyond, P x - x is taken for Gaussian, which is right within
    a few percent). Raises `InputError` for a superposition, and for a circuit without all of the newest slot.
    """
    check_says_all(circuit)
    match squeeze:
        case Squeeze.CYCLES:
            right = 0.5 + 0.5 * keep_cycles(circuit, num_units)
        case Squeeze.MODES:
            rows = leading_modes(circuit, num_units)
            right = np.empty(circuit.num_directions)
            for loop in loops_of(circuit):
                members = loop.directions
                right[members] = _signs_kept(rows[:, members].T @ rows[:, members])
        case Squeeze.SUPERPOSITION:
            raise InputError("the accuracy of a random superposition is measured, not predicted")
    by_coordinate = np.full(circuit.task.history_size, np.nan)
    by_coordinate[circuit.coordinates] = right
    return float(np.mean(by_coordinate[sources_read(circuit.task, horizon)]))


def least_squares_bound(circuit: Circuit, num_units: int) -> float:
    """Least mean square error, over that of saying zero, of any N linear measurements of the contents [Eckart-Young].

    Over whole periods, for contents of unit variance. No linear network of N units is below it.
    """
    reads = np.bincount(
        sources_read(circuit.task, period(circuit)).ravel(), minlength=circuit.task.history_size
    )
    energies = np.sort(reads[circuit.coordinates])[::-1]
    return float(energies[num_units:].sum() / energies.sum())


def error_of(squeezed: SqueezedCircuit, horizon: int) -> float:
    """Mean square error over that of saying zero, for contents of unit variance, over `horizon` steps."""
    circuit = squeezed.circuit
    truth, states = np.eye(circuit.num_directions), squeezed.write
    error = total = 0.0
    for _ in range(horizon):
        truth, states = circuit.interaction @ truth, squeezed.step @ states
        error += float(np.sum((circuit.read @ truth - squeezed.read @ states) ** 2))
        total += float(np.sum((circuit.read @ truth) ** 2))
    return error / total


@dataclass(frozen=True, eq=False)
class CapacityCurve:
    """Accuracy against the number of units for one task and one way to squeeze it."""

    circuit: Circuit
    squeeze: Squeeze
    num_units: Int[ndarray, " widths"]
    accuracy: Float[ndarray, "seeds widths"]
    predicted: Float[ndarray, " all_widths"]
    """For N = 1, 2, ... up to all directions; NaN where nothing is predicted."""
    error: Float[ndarray, "seeds widths"]
    """Mean square, over that of saying zero."""
    horizon: int


def capacity_curve(
    task: LinearTask,
    squeeze: Squeeze,
    num_units: Int[ndarray, " widths"],
    *,
    seeds: int,
    horizon: int = 200,
    num_trials: int = 128,
) -> CapacityCurve:
    """Measure and predict accuracy for every width; what is not drawn at random differs between seeds by its trials."""
    circuit = circuit_of(task)
    check_says_all(circuit)
    accuracy, error = np.empty((2, seeds, num_units.size))
    for seed, (place, units) in product(range(seeds), enumerate(num_units)):
        rng = np.random.default_rng([seed, int(units)])
        squeezed = squeeze_circuit(circuit, int(units), squeeze, rng)
        accuracy[seed, place] = float(np.mean(accuracy_of(squeezed, horizon, num_trials, rng)))
        error[seed, place] = error_of(squeezed, horizon)
    is_predicted = squeeze is not Squeeze.SUPERPOSITION
    all_widths = range(1, circuit.num_directions + 1)
    predicted = [
        predicted_accuracy(circuit, units, squeeze, horizon) if is_predicted else np.nan
        for units in all_widths
    ]
    return CapacityCurve(circuit, squeeze, num_units, accuracy, np.array(predicted), error, horizon)


def _signs_kept(projector: Float[ndarray, "members members"]) -> Float[ndarray, " members"]:
    """For each member the share of contents x of -1 and +1 of which P x has the sign of x; zero counts half."""
    size = len(projector)
    if size > MAX_ENUMERATED:
        kept = np.clip(np.diag(projector), 1e-12, 1 - 1e-12)
        return special.ndtr(np.sqrt(kept / (1 - kept)))
    codes = np.arange(2**size)[:, None] >> np.arange(size) & 1
    contents = 2.0 * codes - 1.0
    agreement = (contents @ projector.T) * contents
    is_zero = np.abs(agreement) < 1e-9
    return np.mean(np.where(is_zero, 0.5, agreement > 0), axis=0)
