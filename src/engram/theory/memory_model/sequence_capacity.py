"""How much of a long sequence is recalled in order, against how sharply the hidden units tell memories apart.

Protocol: random memories of -1 and +1, the Hebbian rule, one sequence through all of them; the start is the first
memory with a share of its features erased (0), at random, and an empty trace. What counts is how many memories follow
one another in the right order before the first wrong one, up to the whole sequence, and how like the memory the
features are in the middle of each of these retrievals.

Two families, after D. Krotov and J. J. Hopfield (Dense associative memory for pattern recognition, NeurIPS 2016): a
softmax of some gain on the hidden units with linear features (DSEM), or a rectified power of some degree with
saturating features. Both count in overlaps of 1.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from jaxtyping import Float, Int
from numpy import ndarray

from engram.errors import InputError
from engram.numerics import frozen
from engram.theory.memory_model.digits import check_share
from engram.theory.memory_model.model import Memories, MemoryModel
from engram.theory.memory_model.presets import (
    cycle_interactions,
    dsem,
    partial_cue,
    polynomial_sem,
    random_memories,
)
from engram.theory.memory_model.retrieval import overlaps, retrievals
from engram.theory.memory_model.simulation import Course, simulate

DELAY = 20.0
"""T_d / T_f."""
STRENGTH = 1.5
"""A_c, with A_s = 1."""
FEATURE_GAIN = 5.0
"""Of tanh on the features of the polynomial family."""
PATIENCE = 60.0
"""Time a memory in T_f: a sequence that takes longer on average counts as far as it came."""
TOLERANCE = 1e-6


class Family(StrEnum):
    """What makes the hidden units sharp."""

    SOFTMAX = "softmax"
    """By its gain."""
    POLYNOMIAL = "polynomial"
    """By its degree."""


@dataclass(frozen=True)
class SequenceProtocol:
    """What is stored and how it is cued. Raises `InputError` for sizes and shares that mean nothing."""

    num_features: int = 100
    num_memories: int = 20
    erased: float = 0.25
    seeds: tuple[int, ...] = tuple(range(10))
    """One set of memories and one cue a seed."""

    def __post_init__(self) -> None:
        check_share(self.erased)
        if self.num_features < 1 or self.num_memories < 2 or not self.seeds:
            raise InputError(
                f"found {self.num_memories} memories of {self.num_features} features and {len(self.seeds)} seeds; "
                "expected at least 2 memories, 1 feature and 1 seed"
            )


@dataclass(frozen=True, eq=False)
class SequenceCapacity:
    """Of every sharpness and seed: how far the sequence was recalled, and how well."""

    protocol: SequenceProtocol
    family: Family
    sharpness: Float[ndarray, " values"]
    """Gains or degrees."""
    lengths: Int[ndarray, "values seeds"]
    """Memories retrieved in the right order before the first wrong one; 0 when the cue already fails."""
    quality: Float[ndarray, "values seeds"]
    """Mean overlap at their recall; NaN where there was none."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "sharpness", frozen(self.sharpness))
        object.__setattr__(self, "lengths", frozen(self.lengths, np.int64))
        object.__setattr__(self, "quality", frozen(self.quality))


def measure_capacity(
    protocol: SequenceProtocol,
    family: Family,
    sharpness: Sequence[float],
    *,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
) -> SequenceCapacity:
    """Recall of one sequence a sharpness and seed; `on_progress` is told how many of how many are done."""
    shape = (len(sharpness), len(protocol.seeds))
    lengths, quality = np.zeros(shape, dtype=np.int64), np.full(shape, np.nan)
    for done, (row, column) in enumerate(np.ndindex(shape), start=1):
        found = recall_sequence(protocol, family, sharpness[row], protocol.seeds[column])
        lengths[row, column], quality[row, column] = found
        on_progress(done, lengths.size)
    return SequenceCapacity(protocol, family, np.array(sharpness, dtype=np.float64), lengths, quality)


def recall_sequence(
    protocol: SequenceProtocol, family: Family, sharpness: float, seed: int
) -> tuple[int, float]:
    """Length in the right order, and mean overlap at recall, of one sequence."""
    rng = np.random.default_rng(seed)
    memories = random_memories(protocol.num_features, protocol.num_memories, rng)
    cue = partial_cue(memories[:, 0], protocol.erased, rng)
    model = sequence_model(memories, family, sharpness)
    start = model.state_at(cue[None], np.zeros((1, protocol.num_features)))
    course = simulate(model, start, PATIENCE * protocol.num_memories, rtol=TOLERANCE, atol=TOLERANCE)
    return _in_order(course, protocol.num_memories)


def sequence_model(memories: Memories, family: Family, sharpness: float) -> MemoryModel:
    """One cycle through all memories, with hidden units of the family. Raises `InputError` for a degree below 1."""
    cycle = cycle_interactions([range(memories.shape[1])], memories.shape[1])
    if family is Family.SOFTMAX:
        return dsem(memories, cycle, gain=sharpness, sequence_strength=STRENGTH, delay_time=DELAY)
    if sharpness != int(sharpness):
        raise InputError(f"the degree of a polynomial activation is {sharpness:g}; expected 1, 2, 3, ...")
    return polynomial_sem(
        memories,
        cycle,
        degree=int(sharpness),
        gain=FEATURE_GAIN,
        sequence_strength=STRENGTH,
        delay_time=DELAY,
    )


def _in_order(course: Course, num_memories: int) -> tuple[int, float]:
    found = retrievals(course)[0][:num_memories]
    right = [one for place, one in enumerate(found) if one.memory == place]
    length = next((place for place, one in enumerate(found) if one.memory != place), len(right))
    if not length:
        return 0, float("nan")
    middles = np.array([(one.start + one.stop) / 2 for one in found[:length]])
    similar = overlaps(course.model, course.trial_at(0, middles).features)
    return length, float(np.mean(similar[np.arange(length), np.arange(length)]))
