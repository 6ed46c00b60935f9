"""What decides whether the circuit forms: one setting varied, all others kept, and a sentence that the numbers make.

Of the number of units more is asked: what a network with too few of them keeps, and whether keeping that and guessing
the rest is all that it does.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from jaxtyping import Bool, Float, Int
from matplotlib.figure import Figure
from numpy import ndarray
from pandas import DataFrame

from engram.experiment.populations.calibration import LEARNED
from engram.experiment.populations.published import name_of
from engram.experiment.populations.statistics import Estimate, share_of
from engram.experiment.store import NETWORKS
from engram.figures.deciding import KeptMap, LevelBars, capacity_panels, deciding_figure
from engram.interpretation.comparing import load_memories
from engram.tasks import LinearTask, parse_linear_task
from engram.theory import needed_coordinates, persistent_spectrum

Row = Mapping[Any, Any]
"""A network: the fields of `NetworkRecord`."""

AXES = {
    "hidden_size": "the number of units",
    "l2": "weight decay",
    "start": "the start of the weights",
    "write_gain": "how loudly a network is written",
    "read_gain": "how loudly it is read",
    "cell": "the cell",
    "activation": "the activation",
    "inputs": "the coding of inputs",
    "biases": "having biases",
    "recipe": "the recipe",
}
"""Settings of which it can be asked whether they decide, as they are called in a sentence."""


@dataclass(frozen=True, eq=False)
class Level:
    """Networks with one value of a setting, on one task."""

    task: str
    value: str
    accuracy: Float[ndarray, " networks"]
    modes: Float[ndarray, " networks"]
    """Share of theory's modes that were found."""
    causal: Float[ndarray, " networks"]
    """Least causal figure."""
    steps: Int[ndarray, " networks"]
    verified: Bool[ndarray, " networks"]
    """Whether training ended because the network was verified, not at the step limit."""
    is_present: Bool[ndarray, " networks"]

    @property
    def present(self) -> Estimate:
        """Share of networks with the verdict `present`."""
        return share_of(int(np.sum(self.is_present)), len(self.is_present))


@dataclass(frozen=True, eq=False)
class Decision:
    """One setting varied."""

    axis: str
    levels: tuple[Level, ...]
    """Values in order, tasks within them."""

    @property
    def values(self) -> tuple[str, ...]:
        """The values of the setting, in order."""
        return tuple(dict.fromkeys(level.value for level in self.levels))

    def present_at(self, value: str) -> Estimate:
        """Share `present` over all tasks."""
        found = [level.is_present for level in self.levels if level.value == value]
        return share_of(int(sum(np.sum(each) for each in found)), sum(map(len, found)))

    @cached_property
    def is_decided(self) -> bool:
        """Whether the 95 % intervals of two values lie apart."""
        shares = [self.present_at(value) for value in self.values]
        lows = [share.low for share in shares if share.low is not None]
        highs = [share.high for share in shares if share.high is not None]
        return bool(lows) and max(lows) > min(highs)

    @cached_property
    def learned(self) -> Estimate:
        """Share `present` of the networks that learned their task, see `LEARNED`."""
        present = np.concatenate([level.is_present[level.accuracy >= LEARNED] for level in self.levels])
        return share_of(int(np.sum(present)), len(present))

    @property
    def sentence(self) -> str:
        """What the numbers say, and no more."""
        name = AXES[self.axis]
        shares = [(value, self.present_at(value)) for value in self.values]
        said = ", ".join(f"{_hits(share)} of {share.count} at {value}" for value, share in shares)
        apart = "the intervals of some lie apart" if self.is_decided else "all intervals overlap"
        verb = "decides" if self.is_decided else "was not seen to decide"
        return (
            f"{name[0].upper()}{name[1:]} {verb} whether the circuit forms: present in {said} ({apart}); of all "
            f"networks that learned the task (accuracy >= {LEARNED}), {_hits(self.learned)} of {self.learned.count} "
            f"are present{self._steps}."
        )

    @property
    def _steps(self) -> str:
        """Median steps to verification by value, where every value has verified networks."""
        medians = []
        for value in self.values:
            steps = [level.steps[level.verified] for level in self.levels if level.value == value]
            together = np.concatenate(steps)
            if not together.size:
                return ""
            medians.append(f"{np.median(together):.0f} at {value}")
        return f"; median steps of those verified: {', '.join(medians)}"


@dataclass(frozen=True, eq=False)
class Kept:
    """What one network keeps of the coordinates that must be stored."""

    task: LinearTask
    hidden_size: int
    seed: int
    accuracy: float
    kept: Bool[ndarray, " history"]
    """Of all s*kappa history coordinates, those that a linear reader finds."""
    modes: int
    """Persistent modes of theory that the learned interaction has."""
    predicted: float
    """Accuracy of a network that keeps these without error and guesses every other output."""

    @property
    def num_kept(self) -> int:
        """Coordinates."""
        return int(np.sum(self.kept))

    @property
    def shares_directions(self) -> bool:
        """Whether more coordinates are read than there are modes to hold them, as only superposed ones can be."""
        return self.num_kept > self.modes + int(np.sum(needed_mask(self.task))) - self._persistent

    @property
    def _persistent(self) -> int:
        """Modes of theory that keep contents."""
        return len(persistent_spectrum(self.task))

    @property
    def share_by_component(self) -> Float[ndarray, " component"]:
        """Share of the needed coordinates of each component that is kept (NaN where none is needed)."""
        needed = needed_mask(self.task).reshape(-1, self.task.variable_size)
        kept = (self.kept & needed_mask(self.task)).reshape(-1, self.task.variable_size)
        counts = needed.sum(axis=0)
        return np.where(counts > 0, kept.sum(axis=0) / np.maximum(counts, 1), np.nan)

    @property
    def is_whole(self) -> bool:
        """Whether each component is kept in all the slots where it is needed, or in none."""
        shares = self.share_by_component
        return bool(np.all((shares == 0) | (shares == 1) | np.isnan(shares)))

    @property
    def is_shortest_first(self) -> bool:
        """Whether no component is kept that needs more slots than one that is dropped."""
        shares, lengths = self.share_by_component, slots_needed(self.task)
        kept, dropped = lengths[shares > 0.5], lengths[shares <= 0.5]
        return not (kept.size and dropped.size) or bool(np.max(kept) <= np.min(dropped))


@dataclass(frozen=True, eq=False)
class Capacity:
    """What networks of different sizes keep."""

    networks: tuple[Kept, ...]

    @property
    def sentence(self) -> str:
        """What networks with too few units do."""
        short = [one for one in self.networks if one.num_kept < int(np.sum(needed_mask(one.task)))]
        if not short:
            return "Every network keeps all coordinates that its task needs."
        guessed = np.array([abs(one.accuracy - one.predicted) for one in short])
        whole = sum(one.is_whole for one in short)
        return (
            f"{self._superposition}; of {len(short)} networks that keep too few coordinates, {whole} keep each "
            f"component whole or not at all{self._order(short)}; keeping these and guessing the other outputs gives "
            f"their accuracy to within {np.mean(guessed):.3f} (mean; largest {np.max(guessed):.3f})."
        )

    @property
    def _superposition(self) -> str:
        sharing = [one for one in self.networks if one.shares_directions]
        if not sharing:
            return (
                "No network holds more coordinates than it has modes to hold them: none superposes contents"
            )
        tasks = ", ".join(dict.fromkeys(name_of(one.task) for one in sharing))
        return (
            f"In {len(sharing)} of {len(self.networks)} networks ({tasks}) a linear reader finds more coordinates than "
            "the network has modes to hold them: these superpose contents"
        )

    def _order(self, short: Sequence[Kept]) -> str:
        """Which components are kept, where some need more slots than others."""
        uneven = [one for one in short if np.ptp(slots_needed(one.task)) > 0 and one.num_kept]
        if not uneven:
            return ""
        shortest = sum(one.is_shortest_first for one in uneven)
        return f" (in {shortest} of {len(uneven)} those that need the fewest slots, where components differ in that)"


def decide(population: DataFrame) -> tuple[Decision, ...]:
    """For each setting that varies: the networks by its value, where the others are equal.

    Other settings that vary as well are pooled, but for the task, which is kept apart.
    """
    rows = rows_of(population)
    return tuple(Decision(axis, tuple(_levels(rows, axis))) for axis in varied_axes(rows))


def rows_of(population: DataFrame) -> Sequence[Row]:
    """One a network."""
    return population.to_dict("records")


def varied_axes(rows: Sequence[Row]) -> tuple[str, ...]:
    """The settings, but for the task, in which networks differ."""
    return tuple(axis for axis in AXES if len({_value(row, axis) for row in rows}) > 1)


def capacity_of(population: DataFrame) -> Capacity:
    """What each network keeps, from its `memories.safetensors`."""
    return Capacity(tuple(_kept(row) for row in rows_of(population)))


def accuracy_of_kept(task: LinearTask, kept: Bool[ndarray, " history"], horizon: int) -> float:
    """Accuracy over `horizon` outputs if contents of kept coordinates are passed on and all others are guessed.

    An output is known if its source is; the newest slot then holds it, if it is kept there.
    """
    kappa, known, right = task.variable_size, kept.copy(), 0.0
    for _ in range(horizon):
        said = known[task.sources]
        right += float(np.mean(np.where(said, 1.0, 0.5)))
        known = np.concatenate([known[kappa:], said]) & kept
    return right / horizon


def needed_mask(task: LinearTask) -> Bool[ndarray, " history"]:
    """Which history coordinates must be stored."""
    mask = np.zeros(task.history_size, dtype=bool)
    mask[needed_coordinates(task)] = True
    return mask


def slots_needed(task: LinearTask) -> Int[ndarray, " component"]:
    """In how many slots each component must be stored: the longest delay after which it is read."""
    return needed_mask(task).reshape(-1, task.variable_size).sum(axis=0)


def folder_of(row: Row) -> Path:
    """The run folder of a row of a population."""
    return Path(row["sweep"]) / NETWORKS / row["folder"]


def draw_decision(decision: Decision) -> Figure:
    """Share `present`, accuracy, and steps, by value."""
    return deciding_figure(AXES[decision.axis], decision.values, [_bars(level) for level in decision.levels])


def draw_capacity(capacity: Capacity) -> Figure:
    """Coordinates kept by units; accuracy against keeping and guessing; which components are kept."""
    by_task = dict.fromkeys(name_of(one.task) for one in capacity.networks)
    return capacity_panels(
        [_kept_map([one for one in capacity.networks if name_of(one.task) == name]) for name in by_task]
    )


def _value(row: Row, axis: str) -> object:
    """The value of a setting; what is left to the recipe reads so."""
    value = row[axis]
    return "as the recipe" if value is None or value != value else value


def _levels(rows: Sequence[Row], axis: str) -> Iterator[Level]:
    values = {_value(row, axis) for row in rows}
    for value in sorted(values, key=lambda found: (isinstance(found, str), found)):
        for task in dict.fromkeys(row["task_name"] for row in rows):
            found = [row for row in rows if row["task_name"] == task and _value(row, axis) == value]
            if found:
                yield _level(task, f"{value:g}" if isinstance(value, float) else str(value), found)


def _level(task: str, value: str, rows: Sequence[Row]) -> Level:
    return Level(
        task=task,
        value=value,
        accuracy=np.array([float(row["accuracy"]) for row in rows]),
        modes=np.array([row["modes_found"] / row["modes"] if row["modes"] else 1.0 for row in rows]),
        causal=np.array([float(row["least_causal"]) for row in rows]),
        steps=np.array([int(row["steps"]) for row in rows]),
        verified=np.array([row["status"] == "verified" for row in rows]),
        is_present=np.array([row["verdict"] == "present" for row in rows]),
    )


def _kept(row: Row) -> Kept:
    task = parse_linear_task(row["task"], "capacity")
    kept = np.zeros(task.history_size, dtype=bool)
    if row["stored"]:  # where nothing is stored, all coordinates were fitted so that tests can fail
        memories = load_memories(folder_of(row) / "memories.safetensors", task)
        kept[memories.circuit.coordinates] = True
    predicted = accuracy_of_kept(task, kept, int(row["accuracy_horizon"]))
    return Kept(
        task,
        int(row["hidden_size"]),
        int(row["seed"]),
        float(row["accuracy"]),
        kept,
        int(row["modes_found"]),
        predicted,
    )


def _bars(level: Level) -> LevelBars:
    present = level.present
    return LevelBars(
        task=level.task,
        value=level.value,
        present=present.value or 0.0,
        low=present.low or 0.0,
        high=1.0 if present.high is None else present.high,
        accuracy=level.accuracy,
        steps=level.steps,
        verified=level.verified,
    )


def _kept_map(networks: Sequence[Kept]) -> KeptMap:
    task = networks[0].task
    order = np.argsort(slots_needed(task), kind="stable")
    sizes = sorted({one.hidden_size for one in networks})
    shares = [
        np.mean([one.share_by_component for one in networks if one.hidden_size == size], axis=0)[order]
        for size in sizes
    ]
    return KeptMap(
        task=name_of(task),
        needed=int(np.sum(needed_mask(task))),
        hidden_size=np.array([one.hidden_size for one in networks]),
        kept=np.array([one.num_kept for one in networks]),
        accuracy=np.array([one.accuracy for one in networks]),
        predicted=np.array([one.predicted for one in networks]),
        sizes=np.array(sizes),
        slots_needed=slots_needed(task)[order],
        share=np.stack(shares, axis=1),
    )


def _hits(share: Estimate) -> int:
    return round((share.value or 0.0) * share.count)
