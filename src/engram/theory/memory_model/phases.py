"""Static or sequential, by simulation: whether a memory is left by itself, and how long it is held before.

The phase diagram of EDEN over r = A_s / A_c, tau = T_d / T_f and the gain of its softmax. What theory says is in
`escape`: two times, since the first memory is left earlier than those of a running sequence, which the trace of the
memory before still holds. Both are measured here, on a cycle of orthonormal memories, on which the model is the same
in any dimension.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float
from numpy import ndarray

from engram.errors import InputError
from engram.numerics import frozen
from engram.theory.memory_model.escape import running_period
from engram.theory.memory_model.model import MemoryModel, ModelState
from engram.theory.memory_model.presets import cycle_interactions, eden
from engram.theory.memory_model.retrieval import hidden_shares, retrievals, switch_times
from engram.theory.memory_model.simulation import Course, Method, simulate

HARD = 1e5
"""A gain of the softmax, per A_c and overlap of 1, at which the memory with the largest input has it all."""
PATIENCE = 12.0
"""A memory that is not left within so many T_d counts as held for ever (by the formula that is r > 0.99999)."""
RUNNING = 48.0
"""How long, in T_d, a sequence that goes on is followed until it has settled."""
SETTLED = 6
"""Turns after which the period of a sequence is taken."""
TOLERANCE = 1e-6
CYCLE = 8
"""Memories: so many that hardly a trace is left of the round before."""

OnProgress = Callable[[int, int], None]


@dataclass(frozen=True)
class Dwell:
    """How long memories are held, in T_f; infinity where for ever, NaN where no memory is retrieved at all."""

    first: float
    """From an empty trace to the first turn."""
    running: float
    """From turn to turn of a running sequence; a turn is when the hidden unit of the next memory takes the lead."""


@dataclass(frozen=True, eq=False)
class PhaseDiagram:
    """Dwell times over r = A_s / A_c, tau = T_d / T_f, and the gain of the softmax."""

    ratios: Float[ndarray, " ratios"]
    delays: Float[ndarray, " delays"]
    gains: Float[ndarray, " gains"]
    first: Float[ndarray, "gains delays ratios"]
    running: Float[ndarray, "gains delays ratios"]

    def __post_init__(self) -> None:
        for name in ("ratios", "delays", "gains", "first", "running"):
            object.__setattr__(self, name, frozen(getattr(self, name)))


def cycle_period(ratio: float, delay: float) -> float:
    """What theory says of `Dwell.running` for a hard softmax: exact, traces from the round before included."""
    return running_period(ratio, delay, cycle_length=CYCLE)


def scan_phases(
    ratios: Sequence[float],
    delays: Sequence[float],
    gains: Sequence[float] = (HARD,),
    *,
    on_progress: OnProgress = lambda done, total: None,
) -> PhaseDiagram:
    """Measure every combination; `on_progress` is told how many of how many are done."""
    for name, values in (("ratio A_s/A_c", ratios), ("delay T_d/T_f", delays), ("gain", gains)):
        if not len(values) or not all(np.isfinite(value) and value > 0 for value in values):
            raise InputError(f"every {name} must be a finite number > 0; found {list(values)}")
    shape = (len(gains), len(delays), len(ratios))
    first, running = np.empty(shape), np.empty(shape)
    for done, place in enumerate(np.ndindex(shape), start=1):
        found = measure_dwell(ratios[place[2]], delays[place[1]], gains[place[0]])
        first[place], running[place] = found.first, found.running
        on_progress(done, first.size)
    return PhaseDiagram(np.array(ratios), np.array(delays), np.array(gains), first, running)


def measure_dwell(ratio: float, delay: float, gain: float = HARD) -> Dwell:
    """Dwell times of one EDEN on a cycle of orthonormal memories, started on the first with an empty trace.

    `ratio` is r = A_s / A_c, `delay` is T_d / T_f, `gain` that of the softmax with A_c = 1.
    """
    memories, cycle = np.eye(CYCLE), cycle_interactions([range(CYCLE)], CYCLE)
    model = eden(memories, cycle, gain=gain, static_strength=ratio, sequence_strength=1.0, delay_time=delay)
    course = _from_first(model, PATIENCE / 2 * delay)
    turns = switch_times(course, measure=hidden_shares)[0]
    for length in (PATIENCE, RUNNING):
        if len(turns) >= SETTLED or (course.duration >= PATIENCE * delay and not len(turns)):
            break
        course = _from_first(model, length * delay)
        turns = switch_times(course, measure=hidden_shares)[0]
    retrieved = retrievals(course)[0]
    if not retrieved or retrieved[-1].stop < course.duration / 2:
        return Dwell(np.nan, np.nan)
    return Dwell(
        float(turns[0]) if len(turns) else np.inf,
        float(turns[-1] - turns[-2]) if len(turns) >= SETTLED else np.inf,
    )


def _from_first(model: MemoryModel, duration: float) -> Course:
    start: ModelState = model.state_at(model.memories[:, :1].T, np.zeros((1, model.num_features)))
    return simulate(model, start, duration, method=Method.LSODA, rtol=TOLERANCE, atol=TOLERANCE)
