"""The variable-binding circuit of a task: Phi, write and read, and which coordinates it must store.

In the basis of the variable memories the hidden state *is* the contents z(t): Phi shifts every slot to the
next older one and computes f into the newest [Eq. 8, 9]; inputs are written into, and outputs read from, the
newest slot [Eq. 10, 11].
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from jaxtyping import Bool, Float, Int
from numpy import ndarray

from engram.errors import InputError, TaskError
from engram.numerics import Subspace, frozen, row_space
from engram.tasks import LinearTask


def interaction_matrix(task: LinearTask) -> Float[ndarray, "history history"]:
    """Phi [Eq. 9]: block shift (slot i+1 -> slot i) with last block row F; for repeat copy Eq. 12 and 25."""
    kappa = task.variable_size
    phi = np.eye(task.history_size, k=kappa)
    phi[-kappa:] = task.composition
    return phi


def shift_matrix(task: LinearTask) -> Float[ndarray, "history history"]:
    """Phi without its last block row: what the input phase does when writing overwrites f."""
    return np.eye(task.history_size, k=task.variable_size)


def write_matrix(task: LinearTask) -> Float[ndarray, "history component"]:
    """W_uh in the basis of the variable memories: into the newest slot [Eq. 11]."""
    return np.eye(task.history_size)[:, -task.variable_size :]


def read_matrix(task: LinearTask) -> Float[ndarray, "component history"]:
    """W_r in the basis of the variable memories: out of the newest slot [Eq. 10]."""
    return np.eye(task.history_size)[-task.variable_size :]


def needed_coordinates(task: LinearTask) -> Int[ndarray, " variables"]:
    """For a signed selection: exactly the history coordinates that some later output depends on.

    Slot i of component c is needed when f reads component c at slot i or at an older one, since contents
    only move from slot to slot towards the oldest. Repeat copy needs all s*kappa.
    """
    oldest_read = np.full(task.variable_size, task.num_variables)
    slots, components = np.divmod(task.sources, task.variable_size)
    np.minimum.at(oldest_read, components, slots)
    is_needed = np.arange(task.num_variables)[:, None] >= oldest_read[None, :]
    return np.flatnonzero(is_needed)


def observable_subspace(task: LinearTask, *, relative_tolerance: float = 1e-9) -> Subspace:
    """For any F: the orthogonal complement of the contents that no later output (lag >= 1) can tell apart."""
    # The observability matrix stops gaining rank after at most s*kappa lags (Cayley-Hamilton). Orthonormal
    # steps (rather than powers of Phi) keep contents that fade or grow from hiding the others.
    phi = interaction_matrix(task)
    found = row_space(task.composition, relative_tolerance=relative_tolerance)
    while True:
        rows = np.concatenate([found.basis.T, found.basis.T @ phi])
        wider = row_space(rows, relative_tolerance=relative_tolerance)
        if wider.dimension == found.dimension:
            return found
        found = wider


@dataclass(frozen=True, eq=False)
class Circuit:
    """The circuit of a task on the m directions of contents that have to be stored.

    z(t) in R^(s*kappa) are the contents of all slots; `projection` (orthonormal rows) takes them to the m
    stored ones, x = P z. For a signed selection P picks coordinates.
    """

    task: LinearTask
    projection: Float[ndarray, "variables history"]

    def __post_init__(self) -> None:
        object.__setattr__(self, "projection", frozen(self.projection))

    @property
    def num_directions(self) -> int:
        """M."""
        return self.projection.shape[0]

    @cached_property
    def interaction(self) -> Float[ndarray, "variables variables"]:
        """P Phi P^T. Unobservable contents form an invariant subspace of Phi, so x(t+1) = P Phi P^T x(t)."""
        return frozen(self.projection @ interaction_matrix(self.task) @ self.projection.T)

    @cached_property
    def shift(self) -> Float[ndarray, "variables variables"]:
        """P S P^T, S the shift without f: the interaction in the input phase of an overwriting network."""
        return frozen(self.projection @ shift_matrix(self.task) @ self.projection.T)

    @property
    def write(self) -> Float[ndarray, "variables component"]:
        """P E_s: where an input vector goes."""
        return self.projection[:, -self.task.variable_size :]

    @property
    def read(self) -> Float[ndarray, "component variables"]:
        """E_s^T P^T: where an output vector comes from (exact where the newest slot is stored whole)."""
        return self.projection[:, -self.task.variable_size :].T

    @property
    def is_on_coordinates(self) -> bool:
        """Whether every direction is one history coordinate."""
        magnitude = np.abs(self.projection)
        return bool(np.all(np.isin(magnitude, (0.0, 1.0))) and np.all(magnitude.sum(axis=1) == 1))

    @property
    def coordinates(self) -> Int[ndarray, " variables"]:
        """The history coordinates that the directions are, 0-based, slot-major, oldest slot first."""
        if not self.is_on_coordinates:
            raise TaskError(
                f"task {self.task.name!r} has a dense F; its directions are no single coordinates"
            )
        return np.argmax(self.projection, axis=1)

    def belongs_to(self, variable: int) -> Bool[ndarray, " variables"]:
        """Which directions have a part in the given slot (0 = oldest .. s-1 = newest)."""
        if not 0 <= variable < self.task.num_variables:
            raise InputError(
                f"variable is {variable}; expected 0 (oldest) .. {self.task.num_variables - 1} (newest)"
            )
        kappa = self.task.variable_size
        return np.any(self.projection[:, variable * kappa : (variable + 1) * kappa] != 0, axis=1)

    def restrict(self, kept: Bool[ndarray, " variables"]) -> "Circuit":
        """The circuit on some of the directions."""
        return Circuit(self.task, self.projection[kept])


def circuit_of(task: LinearTask) -> Circuit:
    """The circuit on what must be stored: coordinates for a signed selection, a subspace for a dense F."""
    if task.is_selection:
        return Circuit(task, np.eye(task.history_size)[needed_coordinates(task)])
    return Circuit(task, _tidy(observable_subspace(task).basis.T))


def full_circuit(task: LinearTask) -> Circuit:
    """The circuit on all s*kappa history coordinates."""
    return Circuit(task, np.eye(task.history_size))


def _tidy(rows: Float[ndarray, "variables history"]) -> Float[ndarray, "variables history"]:
    """The identity where the whole space is observable: then coordinates are as good as any rotation."""
    return np.eye(rows.shape[1]) if rows.shape[0] == rows.shape[1] else rows
