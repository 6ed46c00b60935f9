"""One network with one task whose rule is not linear, examined: fitted on some trials, scored on others."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float
from numpy import ndarray
from scipy import linalg

from engram.dynamics import Dynamics
from engram.errors import TaskError
from engram.interpretation.causal import CausalScores
from engram.interpretation.decoding import StoredDirections
from engram.interpretation.operators import condition_number
from engram.interpretation.recording import Sampling, task_accuracy
from engram.interpretation.spectrum import SpectrumMatch, match_spectrum
from engram.interpretation.storage.causal import Belief, storage_belief, storage_scores
from engram.interpretation.storage.codes import (
    Code,
    Held,
    find_stored_contents,
    fit_code,
    hold,
    measured_interactions,
    project,
)
from engram.interpretation.storage.verdict import StorageEvidence
from engram.theory import Circuit, Storage, over_one_period

Matrix = Float[ndarray, "_ _"]


@dataclass(frozen=True, eq=False)
class StorageExamination:
    """Everything that is measured on one network with one task; nulls get exactly the same."""

    storage: Storage
    """What theory says must be stored."""
    accuracy: float
    stored: tuple[StoredDirections, ...]
    """For each phase, of the directions of the lifted circuit."""
    plain: Code
    lifted: Code
    shift_error: float
    """Relative error of the storage rows of Phi, which move slots to the next older ones, in the lifted code."""
    linear_share: float
    """Share of f that the last block row of the plain Phi makes, as R^2 over contents."""
    lifted_error: float
    """Relative error of the lifted Phi."""
    spectrum: SpectrumMatch
    """Eigenvalues of the lifted Phi, over one period of the clock, against those of theory."""
    decoding_accuracy: float
    """Share of the contents of the s variables that are read right, on fresh trials."""
    decoding_gain: float
    """Size of what is read over what is there."""
    plain_causal: CausalScores
    lifted_causal: CausalScores
    belief: Belief
    """What the network goes by when only its variables are rewritten."""

    @property
    def num_stored(self) -> int:
        """Needed contents that are stored, at the phase where they are fewest."""
        return min(int(np.sum(kept)) for kept in _plain_masks(self.storage, self.stored))

    @property
    def num_held_ahead(self) -> int:
        """Numbers that the network holds ahead of time, of those that theory knows."""
        return max(int(np.sum(found.is_stored)) for found in self.stored) - self.num_stored

    @property
    def ahead(self) -> int:
        """How many numbers there are to be held ahead of time."""
        return max(circuit.num_directions for circuit in self.storage.lifted) - self.storage.num_needed

    @property
    def condition_number(self) -> float:
        """The largest of the lifted bases."""
        return max(condition_number(memories.basis) for memories in self.lifted.phases)

    @property
    def evidence(self) -> StorageEvidence:
        """What the verdict looks at."""
        return StorageEvidence(
            accuracy=self.accuracy,
            stored=self.num_stored,
            needed=self.storage.num_needed,
            held_ahead=self.num_held_ahead,
            num_phases=self.storage.num_phases,
            shared_code=self.lifted.shared,
            is_saturated=self.storage.is_saturated,
            condition_number=self.condition_number,
            modes_found=self.spectrum.found if self.storage.is_closed else 0,
            modes=self.spectrum.found + self.spectrum.unmatched if self.storage.is_closed else 0,
            shift_error=self.shift_error,
            lifted_error=self.lifted_error,
            decoding_gain=self.decoding_gain,
            plain=self.plain_causal,
            lifted=self.lifted_causal,
        )


def examine_storage(
    dynamics: Dynamics, storage: Storage, sampling: Sampling, rng: np.random.Generator
) -> StorageExamination:
    """Fit on one set of trials, score on another. Raises `TaskError` for a task that stores nothing."""
    if storage.num_needed == 0:
        raise TaskError(
            f"task {storage.task.name!r} has outputs that depend on nothing; there is no variable to look for"
        )
    fit_rng, null_rng, code_rng, score_rng, causal_rng, accuracy_rng = rng.spawn(6)
    # Several times round the clock, and a whole round behind the inputs.
    horizon = max(sampling.horizon, 2 * storage.task.num_variables, 4 * storage.num_phases)
    held = hold(dynamics, storage, sampling.num_trials, horizon, fit_rng, sampling.code)
    stored = find_stored_contents(held, null_rng)
    plain = fit_code(dynamics, held, _plain_circuits(storage, stored), code_rng)
    lifted = fit_code(dynamics, held, _lifted_circuits(storage, stored), code_rng)
    del held  # nothing fitted on is looked at from here on
    fresh = hold(dynamics, storage, sampling.num_trials, horizon, score_rng, sampling.code)
    plain_phi, lifted_phi = (
        measured_interactions(dynamics, fresh, code, score_rng) for code in (plain, lifted)
    )
    shift_error = _shift_error(lifted, lifted_phi, storage)
    linear_share = _linear_share(plain, plain_phi, storage)
    decoding_accuracy, gain = _decoding(fresh, plain)
    plain_causal, lifted_causal = storage_scores(dynamics, fresh, (plain, lifted), causal_rng)
    return StorageExamination(
        storage=storage,
        accuracy=task_accuracy(
            dynamics,
            storage.task,
            sampling.accuracy_trials,
            sampling.accuracy_horizon,
            accuracy_rng,
            sampling.code,
        ),
        stored=stored,
        plain=plain,
        lifted=lifted,
        shift_error=shift_error,
        linear_share=linear_share,
        lifted_error=_error(lifted_phi, lifted.theory),
        spectrum=match_spectrum(storage.spectrum, linalg.eigvals(_closed(lifted_phi))),
        decoding_accuracy=decoding_accuracy,
        decoding_gain=gain,
        plain_causal=plain_causal,
        lifted_causal=lifted_causal,
        belief=storage_belief(dynamics, fresh, lifted, causal_rng),
    )


def _plain_masks(storage: Storage, stored: tuple[StoredDirections, ...]) -> list[Bool[ndarray, " variables"]]:
    """Of the lifted directions of each phase, those of the s variables of the task that are stored."""
    return [
        found.is_stored[_in_variables(circuit, storage)]
        for circuit, found in zip(storage.lifted, stored, strict=True)
    ]


def _in_variables(circuit: Circuit, storage: Storage) -> Bool[ndarray, " variables"]:
    """Which directions of a lifted circuit are contents of the s variables, and not ahead of them."""
    return ~np.any(circuit.projection[:, storage.task.history_size :] != 0, axis=1)


def _plain_circuits(storage: Storage, stored: tuple[StoredDirections, ...]) -> list[Circuit]:
    masks = _plain_masks(storage, stored)
    return [circuit.restrict(_or_all(kept)) for circuit, kept in zip(storage.plain, masks, strict=True)]


def _lifted_circuits(storage: Storage, stored: tuple[StoredDirections, ...]) -> list[Circuit]:
    return [
        circuit.restrict(_or_all(found.is_stored))
        for circuit, found in zip(storage.lifted, stored, strict=True)
    ]


def _or_all(kept: Bool[ndarray, " variables"]) -> Bool[ndarray, " variables"]:
    """All of them where none is stored, so that the tests can fail."""
    return kept if np.any(kept) else np.ones_like(kept)


def _shift_error(code: Code, measured: tuple[Matrix, ...], storage: Storage) -> float:
    """Of the rows that fill all slots of the task but the newest; what is held ahead goes on in other rows."""
    stored = (storage.task.num_variables - 1) * storage.task.variable_size
    rows = [
        np.any(code.at(phase + 1).circuit.projection[:, :stored] != 0, axis=1)
        for phase in range(len(measured))
    ]
    return _error(
        *(tuple(phi[kept] for phi, kept in zip(each, rows, strict=True)) for each in (measured, code.theory))
    )


def _linear_share(code: Code, measured: tuple[Matrix, ...], storage: Storage) -> float:
    """R^2 that the rows into the newest slot of the task make (1 for the whole of a linear f that keeps sizes)."""
    shares = []
    for phase, phi in enumerate(measured):
        composes = np.any(
            code.at(phase + 1).circuit.projection[:, -storage.task.variable_size :] != 0, axis=1
        )
        # Contents are white, so that the squares of a row add up to the share of an output that it makes.
        shares.append(float(np.sum(phi[composes] ** 2)) / max(int(np.sum(composes)), 1))
    return float(np.mean(shares))


def _decoding(held: Held, code: Code) -> tuple[float, float]:
    """Share of the stored contents that are read right, and the size at which they are read."""
    right, products, squares, kappa = [], 0.0, 0.0, held.task.variable_size
    for phase, memories in enumerate(code.phases):
        places, circuit = held.places(phase, with_next=False), memories.circuit
        truth = project(circuit, held.contents[:, places])
        read = memories.decode(held.states[:, places])
        products, squares = products + float(np.sum(truth * read)), squares + float(np.sum(truth**2))
        kept = np.any(circuit.projection != 0, axis=0).reshape(-1, kappa)
        said, meant = ((each @ circuit.projection).reshape(-1, kappa) for each in (read, truth))
        correct = held.task.is_correct(said, meant, held.code).reshape(-1, *kept.shape)
        right.append(np.mean(correct[:, kept]))
    return float(np.mean(right)), products / max(squares, np.finfo(float).tiny)


def _error(found: tuple[Matrix, ...], theory: tuple[Matrix, ...]) -> float:
    """Relative Frobenius error over all phases (over 1 where theory is zero, or has no such rows)."""
    difference = sum(float(np.sum((one - other) ** 2)) for one, other in zip(found, theory, strict=True))
    scale = sum(float(np.sum(other**2)) for other in theory)
    return float(np.sqrt(difference / scale)) if scale > 0 else float(np.sqrt(difference))


def _closed(interactions: tuple[Matrix, ...]) -> Matrix:
    return over_one_period(list(interactions))
