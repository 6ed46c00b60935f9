"""What one step does to the variables, in either phase, and what passes between them and the rest of the state."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float
from numpy import ndarray

from engram.dynamics import Dynamics
from engram.interpretation.memories import VariableMemories, complement_basis, measure_interaction
from engram.interpretation.recording import Recording
from engram.numerics import fit_linear
from engram.theory import cycles_of

Operator = Float[ndarray, "variables variables"]


@dataclass(frozen=True, eq=False)
class PhaseOperators:
    """Step operators on the stored directions in each phase, on states that nothing was fitted on.

    Output phase, by intervention: x(t+1) = `output` x(t), to be compared with Phi. Input phase, by regression:
    x(t+1) = `input` x(t) + `write` u(t+1), to be compared with the shift without f, since writing overwrites
    what f computes.
    """

    output: Operator
    input: Operator
    write: Float[ndarray, "variables component"]


def operators_by_phase(
    dynamics: Dynamics, memories: VariableMemories, recording: Recording, rng: np.random.Generator
) -> PhaseOperators:
    """Exchange contents in the output phase; regress Psi* h(t+1) on x(t) and u(t+1), t = 0 .. s-1, before it."""
    slots = recording.task.num_variables
    held = recording.contents @ memories.circuit.projection.T
    effects = memories.decode(recording.states[:, :slots])
    before = np.concatenate([np.zeros_like(held[:, :1]), held[:, : slots - 1]], axis=1)
    causes = np.concatenate([before, recording.trials.inputs[:, :slots]], axis=2)
    both, _ = fit_linear(_rows(causes), _rows(effects))
    size = memories.circuit.num_directions
    output = measure_interaction(dynamics, memories, recording, rng)
    return PhaseOperators(output, both[:, :size], both[:, size:])


@dataclass(frozen=True, eq=False)
class Diagnostics:
    """How far the basis of variable memories can be trusted, and how closed it is."""

    condition_number: float
    """Largest over smallest singular value of Psi with columns scaled to unit length."""
    duality_error: float
    """||Psi* Psi - I||, largest entry."""
    leakage_into_complement: float
    """Size of Psi_perp* A Psi x over that of A Psi x, root mean square over visited x."""
    leakage_out_of_complement: float
    """Size of Psi* A Psi_perp c over that of x, root mean square over visited c: noise a step on the variables."""
    variance_captured: float
    """Share of the hidden states' variance that lies in the variables."""
    loop_gains: tuple[float, ...]
    """For each cycle of Phi, the learned gain a step (1: contents neither grow nor fade); empty for a dense F."""


@dataclass(frozen=True, eq=False)
class FullBasis:
    """[Psi, Psi_perp], its dual, and the effective recurrent matrix A seen in it.

    Square and inverse to each other wherever the network has at least as many units as variables.
    """

    basis: Float[ndarray, "hidden full"]
    dual: Float[ndarray, "full hidden"]
    operator: Float[ndarray, "full full"]
    """dual A basis; the leading m x m block acts on the variables."""
    num_variables: int
    """m: how many leading directions are variables."""


def complete_basis(
    memories: VariableMemories,
    states: Float[ndarray, "samples hidden"],
    state_matrix: Float[ndarray, "hidden hidden"],
) -> FullBasis:
    """Complete Psi by the principal components of the rest, and write A in that basis (Figure 3A).

    The components are as long as the columns of Psi are on average, so that an entry between the two tells
    how much a content of 1 makes of a deviation that moves the state as far, and the other way round.
    """
    complement, complement_dual = complement_basis(memories, states)
    # A basis of zeros (an estimator that found nothing) has no length to compare with.
    length = float(np.sqrt(np.mean(np.sum(memories.basis**2, axis=0)))) or 1.0
    basis = np.concatenate([memories.basis, length * complement], axis=1)
    dual = np.concatenate([memories.dual, complement_dual / length])
    return FullBasis(basis, dual, dual @ state_matrix @ basis, memories.basis.shape[1])


def diagnose(
    memories: VariableMemories, states: Float[ndarray, "samples hidden"], state_matrix: Operator
) -> Diagnostics:
    """Measure the basis on output-phase states that nothing was fitted on."""
    held = memories.decode(states)
    rest = states - memories.encode(held)
    variance = max(float(np.sum(np.var(states, axis=0))), 1e-300)
    moved = state_matrix @ memories.basis
    # What lies in the complement: I - Psi Psi* takes the rest of a state, whatever basis one gives it.
    beside = moved - memories.basis @ (memories.dual @ moved)
    return Diagnostics(
        condition_number=condition_number(memories.basis),
        duality_error=float(np.max(np.abs(memories.dual @ memories.basis - np.eye(len(memories.dual))))),
        leakage_into_complement=_size(held @ beside.T) / _size(held @ moved.T),
        leakage_out_of_complement=_size((rest - rest.mean(axis=0)) @ (memories.dual @ state_matrix).T)
        / _size(held),
        variance_captured=1 - float(np.sum(np.var(rest, axis=0))) / variance,
        loop_gains=_loop_gains(memories),
    )


def condition_number(basis: Float[ndarray, "hidden variables"]) -> float:
    """That of the directions alone; at most 1/eps, which dependent directions have, as more than N always are."""
    hidden, variables = basis.shape
    singular_values = np.linalg.svd(basis / _column_norms(basis), compute_uv=False)
    largest, smallest = singular_values[0], singular_values[-1] if variables <= hidden else 0.0
    most = 1 / np.finfo(float).eps
    return float(min(largest / smallest, most)) if smallest > 0 else most


def _loop_gains(memories: VariableMemories) -> tuple[float, ...]:
    """Around each cycle, the geometric mean of the learned gains along its edges."""
    if not memories.circuit.task.is_selection:
        return ()
    gains = []
    for cycle in cycles_of(memories.circuit):
        nodes = np.array(cycle.directions)
        edges = np.abs(memories.interaction[np.roll(nodes, -1), nodes])
        gains.append(float(np.exp(np.mean(np.log(np.maximum(edges, 1e-300))))))
    return tuple(gains)


def _size(rows: Float[ndarray, "samples features"]) -> float:
    """Root mean square length, never zero so that it can divide."""
    return max(float(np.sqrt(np.mean(np.sum(rows**2, axis=1)))) if rows.size else 0.0, 1e-300)


def _column_norms(matrix: Float[ndarray, "rows columns"]) -> Float[ndarray, " columns"]:
    return np.maximum(np.linalg.norm(matrix, axis=0), 1e-300)


def _rows(values: Float[ndarray, "trials time features"]) -> Float[ndarray, "samples features"]:
    return values.reshape(-1, values.shape[-1])
