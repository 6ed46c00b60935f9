"""What can be read off the hidden state: every variable, component and time, on fresh inputs.

Decoding alone proves nothing (a reservoir echoes its inputs, too): see `interventions` for what does.
"""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float
from numpy import ndarray

from engram.dynamics import StatePart
from engram.interpretation.memories import VariableMemories
from engram.interpretation.recording import Recording
from engram.numerics import fit_reader
from engram.tasks import is_correct
from engram.theory import Circuit

STORED_SHARE = 0.5
"""A direction is stored when a linear reader explains at least this share of its contents' variance ..."""
NULL_CONTENTS = 512
"""... and more than it ever does over about so many contents of other trials, eight draws of all at most."""
ONE_IN = 4
"""One in so many steps is looked at: contents of one trial repeat themselves from slot to slot anyway."""
SAMPLES_A_UNIT = 4
"""A reader is fitted on at least so many samples for each unit, as far as there are."""


@dataclass(frozen=True, eq=False)
class Decoding:
    """Share of trials in which each stored direction says its contents, at every step t = 1, 2, ..."""

    share: Float[ndarray, "time variables"]
    is_filled: Bool[ndarray, "time variables"]
    """Whether the direction has received its first input yet."""
    output_phase: slice
    """Steps from t = s on."""
    gain: float
    """Size of what is read over what is there, by least squares from t = s on: 1 where the units are right."""

    @property
    def accuracy(self) -> float:
        """Over all directions and steps from t = s on."""
        return float(np.mean(self.share[self.output_phase]))


def decode_over_time(memories: VariableMemories, recording: Recording) -> Decoding:
    """Compare what Psi* reads with what theory says is there; use a recording that nothing was fitted on."""
    expected = recording.contents @ memories.circuit.projection.T
    decoded = memories.decode(recording.states)
    share = is_correct(decoded, expected, recording.code).mean(axis=0)
    held, read = expected[:, recording.filled], decoded[:, recording.filled]
    gain = float(np.sum(held * read) / max(float(np.sum(held**2)), np.finfo(float).tiny))
    return Decoding(share, _filled(memories.circuit, share.shape[0]), recording.filled, gain)


def _filled(circuit: Circuit, time: int) -> Bool[ndarray, "time variables"]:
    """A direction is filled once all the slots in which it has a part are: slot i (0-based) from t = s - i on."""
    task = circuit.task
    oldest = np.full(circuit.num_directions, task.num_variables)
    for variable in range(task.num_variables):
        oldest[circuit.belongs_to(variable) & (oldest == task.num_variables)] = variable
    steps = np.arange(1, time + 1)
    return steps[:, None] >= task.num_variables - oldest[None, :]


@dataclass(frozen=True, eq=False)
class StoredDirections:
    """Which directions of the circuit a network stores at all, decided against a null."""

    explained: Float[ndarray, " variables"]
    """Share of each direction's variance that a linear reader explains on held-out trials (1: all of it)."""
    null: float
    """The largest share explained of contents that belong to other trials."""

    @property
    def is_stored(self) -> Bool[ndarray, " variables"]:
        """Explained beyond the null and for the larger part."""
        return (self.explained > self.null) & (self.explained >= STORED_SHARE)


def find_stored(recording: Recording, circuit: Circuit, rng: np.random.Generator) -> StoredDirections:
    """Read contents off output-phase states linearly, fitted on one half of the trials, scored on the other."""
    steps, contents = (
        recording.some_filled(rng, one_in=_one_in(recording)),
        recording.contents @ circuit.projection.T,
    )
    states = recording.states[steps]
    draws = min(8, max(1, NULL_CONTENTS // circuit.num_directions))
    # Null contents keep their course over time but belong to another trial. All draws are targets of one fit.
    foreign = [contents[rng.permutation(len(states))][steps] for _ in range(draws)]
    explained = share_explained(states, np.concatenate([contents[steps], *foreign], axis=2), recording.parts)
    own = circuit.num_directions
    return StoredDirections(explained[:own], float(np.max(explained[own:])))


def _one_in(recording: Recording) -> int:
    """One step in `ONE_IN`; more where that would leave a reader with too few samples for its units."""
    trials, time, size = recording.states[:, recording.filled].shape
    return max(1, min(ONE_IN, trials * time // (2 * SAMPLES_A_UNIT * size)))


def share_explained(
    states: Float[ndarray, "trials time hidden"],
    contents: Float[ndarray, "trials time variables"],
    parts: tuple[StatePart, ...],
) -> Float[ndarray, " variables"]:
    """Share of the variance of contents on the second half of the trials that a reader fitted on the first explains."""
    half, (hidden, variables) = len(states) // 2, (states.shape[-1], contents.shape[-1])
    read = states[:half].reshape(-1, hidden)
    reader, offset = fit_reader(read, contents[:half].reshape(-1, variables), _units(read, parts))
    truth = contents[half:].reshape(-1, variables)
    error = truth - offset - states[half:].reshape(-1, hidden) @ reader.T
    spread = np.sum((truth - truth.mean(axis=0)) ** 2, axis=0)
    return 1 - np.sum(error**2, axis=0) / np.where(spread > 0, spread, 1.0)


def _units(
    states: Float[ndarray, "samples hidden"], parts: tuple[StatePart, ...]
) -> Float[ndarray, " hidden"]:
    """For every unit the root mean square deviation of its part of the state (1 for a part that never moves)."""
    ends = np.cumsum([part.size for part in parts])[:-1]
    sizes = [np.sqrt(np.mean(piece)) for piece in np.split(states.var(axis=0), ends)]
    return np.repeat([size or 1.0 for size in sizes], [part.size for part in parts])
