"""Where every content is at every moment while the circuit takes in a trial and continues it (Figure 2 in motion).

One step has three parts. What comes next gets ready beside the newest slot: u(t) rises from the strip of inputs, or
copies of what f reads fly together. Then Phi moves all contents one slot on, and what is ready into the newest.
In the output phase a copy of that one is read into the strip. Coordinates are inches from the lower left corner.
"""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float
from numpy import ndarray

from engram.errors import InputError
from engram.figures.glyphs import Stimulus
from engram.figures.style import TWO_COLUMNS
from engram.tasks import LinearTask, ModularTask, PeriodicTask, Task, unroll
from engram.theory import circuit_of

HEIGHT = 4.08
SLOTS_TOP, SLOTS_HEIGHT, SLOTS_WIDTH, LARGEST_CELL = 3.05, 1.5, 5.9, 0.3
STRIP_TOP, STRIP_HEIGHT, STRIP_WIDTH, LARGEST_STRIP_CELL = 1.06, 0.85, 5.1, 0.17
READY, MOVED, READ = 0.4, 0.72, 0.95
"""Parts of a step: until when the next vector gets ready, contents move, and the output is read."""
LANE, IN_FLIGHT = 0.1, 0.3
"""How far above the slots copies pass on their way to f, in inches, and how small they are there."""
WAITING, UNNEEDED = 0.3, 0.3
"""Opacity of inputs still to come, and of contents that no output needs."""
MAX_FLIGHTS = 1500
"""A rule with more weights than this is shown by its result alone: nobody could follow the copies."""

Points = Float[ndarray, "cells 2"]


@dataclass(frozen=True, eq=False)
class Trial:
    """What is shown: one trial of a task as theory has it."""

    task: Task
    vectors: Float[ndarray, "time component"]
    """u(1), u(2), ...: what comes in for t <= s, what f makes of it later."""
    contents: Float[ndarray, "time history"]
    """z(t)"""
    is_needed: Bool[ndarray, " history"]
    """Whether some later output depends on the coordinate."""


def run_trial(task: Task, stimulus: Stimulus, horizon: int) -> Trial:
    """Let theory run for s + `horizon` steps."""
    trials = unroll(task, stimulus.inputs[None], horizon)
    needed = np.ones(task.history_size, dtype=bool)
    if isinstance(task, LinearTask):
        needed = np.any(np.abs(circuit_of(task).projection) > 1e-9, axis=0)
    return Trial(task, trials.vectors[0], trials.contents[0], needed)


def weights_of(task: Task, step: int) -> Float[ndarray, "component history"]:
    """How much of each content goes into each component of u(t) at t = `step`.

    F where f is linear; 1 for what enters a sum modulo p, though the result is no sum of it; nothing for a rule
    that does not say what it reads.
    """
    match task:
        case LinearTask():
            return task.composition
        case PeriodicTask():
            return task.rule_at(step).composition
        case ModularTask():
            enters = (np.array(task.coefficients) != 0).astype(np.float64)
            symbol = np.ones((task.components_per_symbol, task.components_per_symbol))
            return np.kron(enters, np.kron(np.eye(task.num_symbols), symbol))
        case _:
            return np.zeros((task.variable_size, task.history_size))


@dataclass(frozen=True, eq=False)
class Cells:
    """Squares that each show one value."""

    centres: Points
    sides: Float[ndarray, " cells"]
    values: Float[ndarray, " cells"]
    opacity: Float[ndarray, " cells"]


@dataclass(frozen=True)
class Stage:
    """Where slots and the strip of inputs and outputs stand, for given sizes."""

    slots: int
    components: int
    steps: int

    @property
    def side(self) -> float:
        """Of a cell in a slot."""
        return min(LARGEST_CELL, SLOTS_HEIGHT / self.components, SLOTS_WIDTH / (1.25 * (self.slots + 1)))

    @property
    def pitch(self) -> float:
        """From one slot to the next."""
        return min(2.6 * self.side, SLOTS_WIDTH / (self.slots + 1))

    @property
    def strip_side(self) -> float:
        """Of a cell in the strip."""
        return min(LARGEST_STRIP_CELL, STRIP_HEIGHT / self.components, STRIP_WIDTH / self.steps)

    def slot(self, place: Float[ndarray, " cells"], component: Float[ndarray, " cells"]) -> Points:
        """Centres in slot `place` (0 the oldest, s where the next vector gets ready), which may be between two."""
        left = (TWO_COLUMNS - self.slots * self.pitch) / 2
        return np.stack([left + place * self.pitch, SLOTS_TOP - (component + 0.5) * self.side], axis=-1)

    def strip(self, step: Float[ndarray, " cells"], component: Float[ndarray, " cells"]) -> Points:
        """Centres in the strip at step 1, 2, ..."""
        left = (TWO_COLUMNS - (self.steps + 1) * self.strip_side) / 2
        below = STRIP_TOP - (component + 0.5) * self.strip_side
        return np.stack([left + step * self.strip_side, below], axis=-1)


def stage_for(trial: Trial) -> Stage:
    """Fitted to what is shown."""
    return Stage(trial.task.num_variables, trial.task.variable_size, len(trial.vectors))


def cells_at(trial: Trial, stage: Stage, step: int, moment: float) -> Cells:
    """Every cell at `moment` (0 .. 1) of `step` (1, 2, ...); those drawn last are on top."""
    if not 1 <= step <= stage.steps:
        raise InputError(f"step is {step}; expected 1 .. {stage.steps}")
    parts = [_strip(trial, stage, step, moment), _contents(trial, stage, step, moment)]
    parts += [_next(trial, stage, step, moment), *_flights(trial, stage, step, moment)]
    parts += _read(trial, stage, step, moment)
    return Cells(
        np.concatenate([part.centres for part in parts]),
        np.concatenate([part.sides for part in parts]),
        np.concatenate([part.values for part in parts]),
        np.concatenate([part.opacity for part in parts]),
    )


def is_output(trial: Trial, step: int) -> bool:
    """Whether a step is in the output phase."""
    return step > trial.task.num_variables


def _strip(trial: Trial, stage: Stage, step: int, moment: float) -> Cells:
    """Inputs, pale until they are taken in, and the outputs that were read."""
    last = trial.task.num_variables if not is_output(trial, step) else step - (moment < READ)
    steps, components = (grid.ravel() for grid in np.mgrid[1 : last + 1, : stage.components])
    waits = (steps > step) & (steps <= trial.task.num_variables)
    return _cells(
        stage.strip(steps.astype(float), components.astype(float)),
        stage.strip_side,
        trial.vectors[:last].ravel(),
        np.where(waits, WAITING, 1.0),
    )


def _contents(trial: Trial, stage: Stage, step: int, moment: float) -> Cells:
    """z(t-1) on its way to the next older slots; the oldest content leaves."""
    moved = _eased(moment, READY, MOVED)
    before = trial.contents[step - 2] if step > 1 else np.zeros(trial.contents.shape[1])
    slots, components = (grid.ravel() for grid in np.mgrid[: stage.slots, : stage.components])
    opacity = _emphasis(trial) * np.where(slots == 0, 1 - moved, 1.0)
    return _cells(stage.slot(slots - moved, components.astype(float)), stage.side, before, opacity)


def _next(trial: Trial, stage: Stage, step: int, moment: float) -> Cells:
    """The vector that enters the newest slot: from the strip, or out of f."""
    ready, moved = _eased(moment, 0.0, READY), _eased(moment, READY, MOVED)
    components = np.arange(stage.components, dtype=float)
    beside = stage.slot(np.full(stage.components, stage.slots - moved), components)
    needed = 1 + moved * (_emphasis(trial)[-stage.components :] - 1)
    if is_output(trial, step):
        # It takes over from the copies as they come together.
        return _cells(
            beside, stage.side, trial.vectors[step - 1], needed * _eased(moment, 0.85 * READY, READY)
        )
    origin = stage.strip(np.full(stage.components, float(step)), components)
    side = stage.strip_side + ready * (stage.side - stage.strip_side)
    return _cells(origin + ready * (beside - origin), side, trial.vectors[step - 1], needed)


def _flights(trial: Trial, stage: Stage, step: int, moment: float) -> list[Cells]:
    """Copies of what f reads on their way, each turning from the content into its share of the result."""
    if not is_output(trial, step) or moment >= READY:
        return []
    composition = weights_of(trial.task, step)
    targets, sources = np.nonzero(composition)
    if not 0 < len(targets) <= MAX_FLIGHTS:
        return []
    slots, components = np.divmod(sources, stage.components)
    start = stage.slot(slots.astype(float), components.astype(float))
    end = stage.slot(np.full(len(targets), float(stage.slots)), targets.astype(float))
    flown = _eased(moment, 0.0, READY)
    lifted = 4 * flown * (1 - flown)
    path = start + flown * (end - start)
    lane = SLOTS_TOP + LANE + (stage.components - targets - 0.5) * IN_FLIGHT * stage.side
    path[:, 1] += lifted * (lane - path[:, 1])
    weights = composition[targets, sources]
    values = trial.contents[step - 2][sources] * (1 + flown * (weights - 1))
    opacity = np.abs(weights) / np.max(np.abs(weights)) * (1 - _eased(moment, 0.85 * READY, READY))
    return [_cells(path, stage.side * (1 - lifted * (1 - IN_FLIGHT)), values, opacity)]


def _read(trial: Trial, stage: Stage, step: int, moment: float) -> list[Cells]:
    """A copy of the newest slot on its way into the strip."""
    if not is_output(trial, step) or not MOVED < moment < READ:
        return []
    fallen = _eased(moment, MOVED, READ)
    components = np.arange(stage.components, dtype=float)
    start = stage.slot(np.full(stage.components, stage.slots - 1.0), components)
    end = stage.strip(np.full(stage.components, float(step)), components)
    side = stage.side + fallen * (stage.strip_side - stage.side)
    ones = np.ones(stage.components)
    return [_cells(start + fallen * (end - start), side, trial.vectors[step - 1], ones)]


def _cells(
    centres: Points, side: float, values: Float[ndarray, " cells"], opacity: Float[ndarray, " cells"]
) -> Cells:
    return Cells(centres, np.full(len(centres), side), values, opacity)


def _emphasis(trial: Trial) -> Float[ndarray, " history"]:
    return np.where(trial.is_needed, 1.0, UNNEEDED)


def _eased(moment: float, start: float, stop: float) -> float:
    """0 before `start`, 1 after `stop`, in between with no jump of speed (3 x^2 - 2 x^3)."""
    share = min(1.0, max(0.0, (moment - start) / (stop - start)))
    return share * share * (3 - 2 * share)
