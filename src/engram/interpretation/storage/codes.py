"""Where contents are kept at each phase of the clock, in the plain code or in one that looks ahead.

A *code* is one set of variable memories for each phase t mod p (one set, where the rule has no clock):

    plain    h(t) ~ offset + Psi z(t),      the s variables of the task
    lifted   h(t) ~ offset + Psi+ z+(t),    with the a vectors that follow, as far as the network holds them

z+ is a function of z, so that the lifted code says the same in more numbers: those that theory expects a network to
work out ahead of time (see `engram.theory.lifting`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from jaxtyping import Float, Int
from numpy import ndarray

from engram.dynamics import Dynamics, StatePart
from engram.interpretation.decoding import StoredDirections, share_explained
from engram.interpretation.memories import VariableMemories, fit_encoding
from engram.interpretation.recording import record
from engram.numerics import fit_linear
from engram.tasks import InputCode, Task
from engram.theory import Circuit, Storage

STEPS_LOOKED_AT = 16
"""Steps of one phase at which readers are fitted and Phi is measured: trials tell more than further steps do."""
NULL_DRAWS = 4
"""Times that contents of other trials are drawn, for the most that a reader explains by chance."""

Lifted = Float[ndarray, "trials steps lifted"]


@dataclass(frozen=True, eq=False)
class Held:
    """Output-phase states beside what a task says they hold: steps t = s, ..., s + horizon."""

    storage: Storage
    code: InputCode
    states: Float[ndarray, "trials steps hidden"]
    contents: Lifted
    """z+(t) = (u(t-s+1), ..., u(t+a)); the first s*kappa are z(t)."""
    parts: tuple[StatePart, ...]

    @property
    def task(self) -> Task:
        """The task."""
        return self.storage.task

    @property
    def last_step(self) -> int:
        """The last t."""
        return self.task.num_variables + self.states.shape[1] - 1

    def index(self, step: int) -> int:
        """Where step t stands in the arrays."""
        return step - self.task.num_variables

    def places(self, phase: int, *, with_next: bool) -> Int[ndarray, " steps"]:
        """Indices of all steps at a phase; of those only that have a next step, where asked for."""
        steps = np.arange(self.task.num_variables, self.last_step + (0 if with_next else 1))
        return np.flatnonzero(steps % self.storage.num_phases == phase)

    def some_places(self, phase: int, rng: np.random.Generator) -> Int[ndarray, " steps"]:
        """A random few of the steps at a phase that have a next one: contents recur, and a stride might meet that."""
        places = self.places(phase, with_next=True)
        return np.sort(rng.choice(places, size=min(len(places), STEPS_LOOKED_AT), replace=False))

    def contents_of(
        self, circuit: Circuit, places: Int[ndarray, " steps"]
    ) -> Float[ndarray, "trials steps variables"]:
        """What the directions of a plain or lifted circuit hold."""
        return project(circuit, self.contents[:, places])


def project(
    circuit: Circuit, contents: Float[ndarray, "*batch lifted"]
) -> Float[ndarray, "*batch variables"]:
    """The directions of a circuit, whose variables are the first of those that z+ has."""
    return contents[..., : circuit.task.history_size] @ circuit.projection.T


def hold(
    dynamics: Dynamics,
    storage: Storage,
    num_trials: int,
    horizon: int,
    rng: np.random.Generator,
    code: InputCode,
) -> Held:
    """Run the network on fresh trials. Raises what `record` raises."""
    task, ahead = storage.task, storage.num_ahead
    recording = record(dynamics, task, num_trials, horizon + ahead, rng, code)
    windows = np.lib.stride_tricks.sliding_window_view(
        recording.trials.vectors, task.num_variables + ahead, axis=1
    )
    contents = windows.swapaxes(2, 3).reshape(num_trials, horizon + 1, -1)
    first = task.num_variables - 1
    return Held(storage, code, recording.states[:, first : first + horizon + 1], contents, recording.parts)


def find_stored_contents(held: Held, rng: np.random.Generator) -> tuple[StoredDirections, ...]:
    """For each phase, which directions of the lifted circuit a linear reader finds, against a null.

    The null is contents of other trials. Ahead of time the network may hold as much or as little as it likes.
    """
    found = []
    for phase, circuit in enumerate(held.storage.lifted):
        places = held.some_places(phase, rng)
        contents = held.contents_of(circuit, places)
        foreign = [contents[rng.permutation(len(contents))] for _ in range(NULL_DRAWS)]
        targets = np.concatenate([contents, *foreign], axis=2)
        explained = share_explained(held.states[:, places], targets, held.parts)
        own = circuit.num_directions
        found.append(StoredDirections(explained[:own], float(np.max(explained[own:]))))
    return tuple(found)


@dataclass(frozen=True, eq=False)
class Code:
    """Variable memories for each phase; the interaction of each leads to the variables of the next phase."""

    storage: Storage
    phases: tuple[VariableMemories, ...]

    def at(self, step: int) -> VariableMemories:
        """The memories that states after step t are read and written by."""
        return self.phases[step % len(self.phases)]

    @cached_property
    def theory(self) -> tuple[Float[ndarray, "_ _"], ...]:
        """Phi of every phase on the directions that the code has."""
        circuits = tuple(memories.circuit for memories in self.phases)
        return tuple(self.storage.interaction(phase, circuits) for phase in range(len(circuits)))

    @property
    def shared(self) -> float:
        """How much of Psi is the same at all phases: 1, all of it (the clock is elsewhere); 1/p, nothing."""
        bases = [memories.basis @ memories.circuit.projection for memories in self.phases]
        sizes = float(np.mean([np.sum(basis**2) for basis in bases]))
        return float(np.sum(np.mean(bases, axis=0) ** 2)) / max(sizes, np.finfo(float).tiny)

    @property
    def clock(self) -> float:
        """Variance of the state that tells the phase whatever it holds, over the variance that its contents make."""
        offsets = np.array([memories.offset for memories in self.phases])
        moved = float(np.mean(np.sum((offsets - offsets.mean(axis=0)) ** 2, axis=1)))
        sizes = float(np.mean([np.sum(memories.basis**2) for memories in self.phases]))
        return moved / max(sizes, np.finfo(float).tiny)


def fit_code(dynamics: Dynamics, held: Held, circuits: Sequence[Circuit], rng: np.random.Generator) -> Code:
    """Encoding regression at each phase, and Phi from each phase to the next by intervention."""
    unmeasured = []
    for phase, circuit in enumerate(circuits):
        places = held.places(phase, with_next=False)
        samples = _rows(held.contents_of(circuit, places))
        unmeasured.append(fit_encoding(circuit, samples, _rows(held.states[:, places]), held.parts))
    phases = [
        replace(memories, interaction=_measured(dynamics, held, unmeasured, phase, rng))
        for phase, memories in enumerate(unmeasured)
    ]
    return Code(held.storage, tuple(phases))


def measured_interactions(
    dynamics: Dynamics, held: Held, code: Code, rng: np.random.Generator
) -> tuple[Float[ndarray, "_ _"], ...]:
    """Phi of every phase on other states than those the code was fitted on."""
    return tuple(_measured(dynamics, held, code.phases, phase, rng) for phase in range(len(code.phases)))


def _measured(
    dynamics: Dynamics, held: Held, phases: Sequence[VariableMemories], phase: int, rng: np.random.Generator
) -> Float[ndarray, "after before"]:
    """Every state takes the contents of another trial, one step passes, and what has changed is read.

    The contents of another trial are contents: what is held ahead of time changes along with what it is made of.
    """
    memories, after = phases[phase], phases[(phase + 1) % len(phases)]
    places = held.some_places(phase, rng)
    contents = held.contents_of(memories.circuit, places)
    change = _rows(contents[rng.permutation(len(contents))] - contents)
    states = _rows(held.states[:, places])
    changed = dynamics.step(states + change @ memories.basis.T, np.zeros(dynamics.input_size))
    effect = (changed - _rows(held.states[:, places + 1])) @ after.dual.T
    return fit_linear(change, effect)[0]


def _rows(values: Float[ndarray, "trials time features"]) -> Float[ndarray, "samples features"]:
    return values.reshape(-1, values.shape[-1])
