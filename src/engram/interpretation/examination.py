"""One network with one task, examined: fitted on some trials, scored on others."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Complex
from numpy import ndarray
from scipy import linalg

from engram.dynamics import Elman
from engram.errors import TaskError
from engram.interpretation.decoding import Decoding, StoredDirections, decode_over_time, find_stored
from engram.interpretation.interventions import CausalScores, causal_scores, settled_steps
from engram.interpretation.linearize import Linearization, along_states, at_origin
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
from engram.interpretation.recording import Recording, Sampling, record
from engram.interpretation.spectrum import SpectrumMatch, match_spectrum
from engram.interpretation.verdict import Evidence
from engram.numerics import relative_error
from engram.tasks import LinearTask
from engram.theory import Circuit, circuit_of, theoretical_spectrum

STATES = 2048
"""States on which the complement is found and the basis is diagnosed."""
JACOBIAN_NUMBERS = 2**26
"""Entries of all Jacobians that are averaged: 4096 states of 128 units, 64 of 1024 (the mean of more moves little)."""


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
    operators: PhaseOperators
    full_basis: FullBasis
    diagnostics: Diagnostics
    spectrum: SpectrumMatch
    """Eigenvalues of the learned interaction against those of Phi."""
    weights_spectrum: SpectrumMatch
    """All eigenvalues of the linearisation at the origin (W_hh, without biases) against those of Phi."""
    weights_modes: Complex[ndarray, " hidden"]
    """Those eigenvalues themselves."""
    decoding: Decoding
    causal: CausalScores

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
            interaction_error=self.interaction_error,
            decoding_gain=self.decoding.gain,
            causal=self.causal,
        )

    def _error_of(self, learned: ndarray, theory: ndarray) -> float:
        kept = _fitted(self.stored)
        embedded = np.zeros_like(theory)
        embedded[np.ix_(kept, kept)] = learned
        return relative_error(embedded, theory)


def examine(
    network: Elman, task: LinearTask, method: Method, sampling: Sampling, rng: np.random.Generator
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
    fresh = record(network, task, sampling.num_trials, horizon, score_rng, code)
    long = record(network, task, sampling.accuracy_trials, sampling.accuracy_horizon, accuracy_rng, code)

    stored = find_stored(fitted, circuit, null_rng)
    linear = along_states(network, _thinned(fitted, max(64, JACOBIAN_NUMBERS // network.state_size**2)))
    origin = at_origin(network)
    kept = circuit.restrict(_fitted(stored))
    match method:
        case Method.REGRESSION:
            memories = find_by_regression(network, fitted, kept, method_rng)
        case Method.OBSERVABILITY:
            memories = find_by_observability(linear, kept)
        case Method.POWER:
            memories = find_by_power(origin, kept)

    visited = _thinned(fresh, STATES)
    full = complete_basis(memories, visited, linear.state)
    theory_modes, modes = theoretical_spectrum(circuit), linalg.eigvals(origin.state)
    return Examination(
        circuit=circuit,
        accuracy=long.accuracy,
        stored=stored,
        memories=memories,
        linearization=linear,
        operators=operators_by_phase(network, memories, fresh, score_rng),
        full_basis=full,
        diagnostics=diagnose(memories, visited, full, linear.state),
        spectrum=match_spectrum(theory_modes, linalg.eigvals(memories.interaction)),
        weights_spectrum=match_spectrum(theory_modes, modes),
        weights_modes=modes.astype(np.complex128),
        decoding=decode_over_time(memories, fresh),
        causal=causal_scores(network, memories, fresh, causal_rng, steps=settled_steps(fresh, causal_rng)),
    )


def _fitted(stored: StoredDirections) -> ndarray:
    """What the estimators fit: the stored directions; all of them where none is, so that the tests can fail."""
    return stored.is_stored if np.any(stored.is_stored) else np.ones_like(stored.is_stored)


def _thinned(recording: Recording, count: int) -> ndarray:
    """An even selection of output-phase states, shape (samples, N)."""
    states = recording.states[:, recording.filled].reshape(-1, recording.states.shape[-1])
    # Evenly spaced but by no whole stride, which could meet every trial at the same steps.
    return states[np.linspace(0, len(states) - 1, min(len(states), count)).astype(int)]
