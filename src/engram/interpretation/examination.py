"""One network with one task, examined: fitted on some trials, scored on others."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np
from jaxtyping import Complex, Float
from numpy import ndarray
from scipy import linalg

from engram.dynamics import Dynamics, Elman
from engram.errors import TaskError
from engram.interpretation.causal import CausalScores, causal_scores, settled_steps
from engram.interpretation.decoding import Decoding, StoredDirections, decode_over_time, find_stored
from engram.interpretation.linearize import Linearization, along_states, at_rest
from engram.interpretation.memories import (
    Method,
    VariableMemories,
    find_by_observability,
    find_by_power,
    find_by_regression,
)
from engram.interpretation.operators import (
    Diagnostics,
    FullBasis,
    PhaseOperators,
    complete_basis,
    diagnose,
    operators_by_phase,
)
from engram.interpretation.recording import Recording, Sampling, record, task_accuracy
from engram.interpretation.spectrum import SpectrumMatch, match_spectrum
from engram.interpretation.verdict import Evidence
from engram.numerics import relative_error
from engram.tasks import LinearTask
from engram.theory import Circuit, circuit_of, theoretical_spectrum

STATES = 2048
"""States on which the complement is found and the basis is diagnosed."""
JACOBIAN_NUMBERS = 2**24
"""Entries of all Jacobians that are averaged: 1024 states of 128 units (the mean of more moves little) ..."""
LEAST_JACOBIANS = 64
"""... and no fewer than so many."""
STARTS = 4
"""Visited states from which a state of rest is looked for, where h(0) does not lead to one."""
RESTING = 1e-8
"""|F(h) - h| over 1 + |h| up to which a state is at rest."""


class RawMatrix(StrEnum):
    """What the raw spectrum is of, and Algorithm 1 takes powers of."""

    WEIGHTS = "W_hh"
    """The recurrent weights themselves: an Elman network without biases, at the origin."""
    AT_REST = "the Jacobian at rest"
    """The Jacobian of a step at a fixed point."""
    MEAN = "the mean Jacobian"
    """That of visited states: where no fixed point was found, or a step has no slope at it, as relu at zero."""


@dataclass(frozen=True, eq=False)
class Examination:
    """Everything that is measured on one network with one task; nulls get exactly the same."""

    circuit: Circuit
    """What theory says must be stored."""
    accuracy: float
    stored: StoredDirections
    memories: VariableMemories
    linearization: Linearization
    """Mean Jacobian along the output phase."""
    rest: Linearization
    """Jacobian at the state of rest; the mean one where there is none, see `RawMatrix`."""
    raw_matrix: RawMatrix
    """What `rest.state` is."""
    visited: Float[ndarray, "samples hidden"]
    """Fresh output-phase states, on which the complement is found and the basis is diagnosed."""
    operators: PhaseOperators
    diagnostics: Diagnostics
    spectrum: SpectrumMatch
    """Eigenvalues of the learned interaction against those of Phi."""
    decoding: Decoding
    causal: CausalScores

    @cached_property
    def full_basis(self) -> FullBasis:
        """Psi completed by the principal components of the rest."""
        return complete_basis(self.memories, self.visited, self.linearization.state)

    @cached_property
    def weights_modes(self) -> Complex[ndarray, " hidden"]:
        """All eigenvalues of the linearisation at rest (see `raw_matrix`)."""
        return linalg.eigvals(self.rest.state).astype(np.complex128)

    @cached_property
    def weights_spectrum(self) -> SpectrumMatch:
        """Those eigenvalues against those of Phi."""
        return match_spectrum(theoretical_spectrum(self.circuit), self.weights_modes)

    @property
    def interaction_error(self) -> float:
        """Relative Frobenius error of the learned Phi; directions that are not stored count as zero."""
        return self._error_of(self.memories.interaction, self.circuit.interaction)

    @property
    def output_phase_error(self) -> float:
        """The same of the operator that fresh output-phase states obey."""
        return self._error_of(self.operators.output, self.circuit.interaction)

    @property
    def input_phase_error(self) -> float:
        """Relative error of the input-phase operator against the shift without f (what overwriting gives).

        Contents of the oldest slot fall out and are full only when the phase ends, so no step shows them.
        """
        return self._error_of(self.operators.input, self.circuit.shift)

    @property
    def composition_while_writing(self) -> float:
        """How much of f fires while inputs come in: 0, it is overwritten; 1, it adds in full (a linear circuit).

        The least-squares multiple of F in the newest slot's rows of the input-phase operator. 0 also where no
        input step can show it, as in repeat copy, whose f reads only the oldest slot.
        """
        circuit = self.memories.circuit
        # The oldest slot is still empty whenever an input is written.
        visible = (circuit.interaction - circuit.shift) * ~circuit.belongs_to(0)
        return float(np.sum(visible * self.operators.input) / max(float(np.sum(visible**2)), 1e-300))

    @property
    def write_error(self) -> float:
        """Relative error of the input-phase write operator against the identity into the newest slot."""
        return relative_error(self.operators.write, self.memories.circuit.write)

    @property
    def evidence(self) -> Evidence:
        """What the verdict looks at."""
        return Evidence(
            accuracy=self.accuracy,
            stored=int(np.sum(self.stored.is_stored)),
            directions=self.circuit.num_directions,
            condition_number=self.diagnostics.condition_number,
            modes_found=self.spectrum.found,
            modes=self.spectrum.found + self.spectrum.unmatched,
            interaction_error=self.interaction_error,
            decoding_gain=self.decoding.gain,
            decoding_accuracy=self.decoding.accuracy,
            causal=self.causal,
        )

    def _error_of(self, learned: ndarray, theory: ndarray) -> float:
        kept = _fitted(self.stored)
        embedded = np.zeros_like(theory)
        embedded[np.ix_(kept, kept)] = learned
        return relative_error(embedded, theory)


def examine(
    network: Dynamics, task: LinearTask, method: Method, sampling: Sampling, rng: np.random.Generator
) -> Examination:
    """Fit on one set of trials, score on another. Raises `TaskError` for a task that stores nothing."""
    circuit = circuit_of(task)
    if circuit.num_directions == 0:
        raise TaskError(
            f"task {task.name!r} has outputs that depend on nothing; there is no variable to look for"
        )
    fit_rng, null_rng, method_rng, score_rng, causal_rng, accuracy_rng = rng.spawn(6)
    code = sampling.code
    # Long enough for steps that lie a whole round behind the inputs.
    horizon = max(sampling.horizon, 2 * task.num_variables)
    fitted = record(network, task, sampling.num_trials, horizon, fit_rng, code)
    stored = find_stored(fitted, circuit, null_rng)
    linear = along_states(
        network, _thinned(fitted, max(LEAST_JACOBIANS, JACOBIAN_NUMBERS // network.state_size**2))
    )
    rest, raw_matrix = _at_rest(network, fitted, linear)
    kept = circuit.restrict(_fitted(stored))
    match method:
        case Method.REGRESSION:
            memories = find_by_regression(network, fitted, kept, method_rng)
        case Method.OBSERVABILITY:
            memories = find_by_observability(linear, kept)
        case Method.POWER:
            memories = find_by_power(rest, kept)

    del fitted  # the largest thing there is, and nothing fitted on is looked at from here on
    fresh = record(network, task, sampling.num_trials, horizon, score_rng, code)
    visited = _thinned(fresh, STATES)
    return Examination(
        circuit=circuit,
        accuracy=task_accuracy(
            network, task, sampling.accuracy_trials, sampling.accuracy_horizon, accuracy_rng, code
        ),
        stored=stored,
        memories=memories,
        linearization=linear,
        rest=rest,
        raw_matrix=raw_matrix,
        visited=visited,
        operators=operators_by_phase(network, memories, fresh, score_rng),
        diagnostics=diagnose(memories, visited, linear.state),
        spectrum=match_spectrum(theoretical_spectrum(circuit), linalg.eigvals(memories.interaction)),
        decoding=decode_over_time(memories, fresh),
        causal=causal_scores(network, memories, fresh, causal_rng, steps=settled_steps(fresh, causal_rng)),
    )


def _at_rest(network: Dynamics, recording: Recording, mean: Linearization) -> tuple[Linearization, RawMatrix]:
    rest = at_rest(network, _thinned(recording, STARTS))
    moved = network.step(rest.point, np.zeros(network.input_size)) - rest.point
    is_resting = np.linalg.norm(moved) <= RESTING * (1 + np.linalg.norm(rest.point))
    if not (is_resting and np.any(rest.state)):
        return mean, RawMatrix.MEAN
    if isinstance(network, Elman) and np.array_equal(rest.state, network.weight_hh):
        return rest, RawMatrix.WEIGHTS
    return rest, RawMatrix.AT_REST


def _fitted(stored: StoredDirections) -> ndarray:
    """What the estimators fit: the stored directions; all of them where none is, so that the tests can fail."""
    return stored.is_stored if np.any(stored.is_stored) else np.ones_like(stored.is_stored)


def _thinned(recording: Recording, count: int) -> ndarray:
    """An even selection of output-phase states, shape (samples, N)."""
    states = recording.states[:, recording.filled]
    trials, steps = states.shape[:2]
    samples = trials * steps
    # Evenly spaced but by no whole stride, which could meet every trial at the same steps.
    chosen = np.linspace(0, samples - 1, min(samples, count)).astype(int)
    return states[np.divmod(chosen, steps)]
