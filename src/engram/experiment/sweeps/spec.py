"""Sweep files (TOML): which networks a population is made of.

name = "table1"                         default: the file's name
title = "one line that says what for"
seeds = 20                              0 .. 19, or a list of seeds
stack = 5                               networks that differ in their seed only and train as one ensemble

[fixed]                                 settings of every network, see `Settings`
recipe = "fast"

[axes]                                  every combination of these, the last axis fastest
task = ["repeat-copy:s=8,k=8", "compose-copy:s=8,k=8"]
hidden_size = [64, 128]

[[part]]                                more than one grid: each part has its own [part.fixed] and [part.axes],
[part.axes]                             on top of those above

[slurm]                                 options of a SLURM job, as `dask_jobqueue.SLURMCluster` takes them
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import product
from pathlib import Path
from typing import Any, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    NonNegativeFloat,
    PositiveFloat,
    PositiveInt,
    ValidationError,
)

from engram.errors import EngramError, InputError
from engram.interpretation.recording import LEAST_TRIALS
from engram.tasks import Task, parse_task

SHIPPED = files("engram.experiment.sweeps") / "shipped"
"""The sweep files that come with Engram."""
MOST_UNITS = 100_000
"""Networks of one sweep; more are rather a slip of the pen."""


class Settings(BaseModel):
    """All that decides a network and its analysis, beside its seed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    task: str
    """As `--task` takes it."""
    hidden_size: PositiveInt = 128
    """N"""
    l2: NonNegativeFloat = 0.0
    """Weight decay of Adam."""
    recipe: str = "fast"
    """The name of a recipe, see `engram.experiment.sweeps.training`."""
    start: Literal["uniform", "orthogonal"] | None = None
    """How weights are drawn; None: as the recipe has it."""
    write_gain: PositiveFloat | None = None
    """Mean length of the columns of W_uh at an orthogonal start; None: as the recipe has it."""
    read_gain: PositiveFloat | None = None
    """Mean length of the rows of W_r there. The louder states are read, the smaller they are."""
    cell: Literal["elman", "gru", "lstm"] = "elman"
    activation: Literal["tanh", "relu"] = "tanh"
    """Of an Elman cell."""
    biases: bool = False
    inputs: Literal["signs", "bits", "gaussian"] = "signs"
    """What networks are trained on and analysed with."""
    max_steps: PositiveInt | None = None
    """Optimiser steps at most; None: as the recipe has it."""
    stops_when_verified: bool | None = None
    """Whether training ends when a network does its task by the circuit; None: as the recipe has it."""
    threshold: float | None = Field(default=None, gt=0, lt=1)
    """Batch accuracy above which `published` goes on to the next horizon; None: as the recipe has it."""
    formation: bool = False
    """Whether the circuit is measured while it forms."""
    method: Literal["regression", "observability", "power"] = "regression"
    """How variable memories are found."""
    trials: PositiveInt | None = Field(default=None, ge=LEAST_TRIALS)
    """Of the analysis; None: as many as `engram analyze` takes. Fewer make wider intervals."""

    @property
    def parsed_task(self) -> Task:
        """The task that `task` names."""
        return parse_task(self.task)


@dataclass(frozen=True)
class Sweep:
    """A population to be made: settings, each with every seed."""

    name: str
    title: str
    settings: tuple[Settings, ...]
    seeds: tuple[int, ...]
    stack: int
    slurm: Mapping[str, Any]
    text: str
    """The file it was read from."""

    @property
    def num_units(self) -> int:
        """Networks of the population."""
        return len(self.settings) * len(self.seeds)


class _Part(BaseModel):
    """A grid on top of that of the whole file."""

    model_config = ConfigDict(extra="forbid")

    fixed: dict[str, Any] = {}
    axes: dict[str, list[Any]] = {}


class _SweepFile(BaseModel):
    """A sweep file, as TOML gives it."""

    model_config = ConfigDict(extra="forbid")

    name: str | None = Field(default=None, pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")
    title: str = ""
    seeds: PositiveInt | list[int]
    stack: PositiveInt = 4
    fixed: dict[str, Any] = {}
    axes: dict[str, list[Any]] = {}
    part: list[_Part] = Field(default_factory=lambda: [_Part()], min_length=1)
    slurm: dict[str, Any] = {}

    def points(self) -> Iterator[dict[str, Any]]:
        """The fields of every network's settings."""
        for part in self.part:
            axes = self.axes | part.axes
            for values in product(*axes.values()):
                yield self.fixed | part.fixed | dict(zip(axes, values, strict=True))


def shipped_sweeps() -> dict[str, Path]:
    """The sweep files that come with Engram, by name."""
    found = sorted(Path(str(SHIPPED)).glob("*.toml"))
    return {path.stem: path for path in found}


def load_sweep(source: str | Path) -> Sweep:
    """Read a sweep file, or one of those shipped by its name.

    Raises `InputError` that names everything that is wrong with it.
    """
    path = _path_of(source)
    try:
        text = path.read_text(encoding="utf-8")
        content = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"sweep file {str(path)!r} cannot be read ({error}); expected TOML") from error
    try:
        file = _SweepFile.model_validate(content)
    except ValidationError as error:
        raise _refused(path, _said(error)) from error
    return Sweep(
        name=file.name or path.stem,
        title=file.title,
        settings=_settings_of(file, path),
        seeds=_seeds_of(file, path),
        stack=file.stack,
        slurm=file.slurm,
        text=text,
    )


def _path_of(source: str | Path) -> Path:
    path, shipped = Path(source), shipped_sweeps()
    if path.is_file():
        return path
    if str(source) in shipped or str(source).removesuffix(".toml") in shipped:
        return shipped[str(source).removesuffix(".toml")]
    raise InputError(
        f"there is no sweep file {str(source)!r}; give a .toml file, or one that comes with Engram: "
        f"{', '.join(shipped)}"
    )


def _settings_of(file: _SweepFile, path: Path) -> tuple[Settings, ...]:
    """Every combination once; all that is wrong is said at once."""
    found, wrong = dict[Settings, None](), dict[str, None]()
    for number, point in enumerate(file.points()):
        if number * len(_list_of(file.seeds)) > MOST_UNITS:
            raise _refused(path, [f"it asks for more than {MOST_UNITS} networks"])
        try:
            settings = Settings.model_validate(_with_own_files(point, path.parent))
            _ = settings.parsed_task
            found[settings] = None
        except ValidationError as error:
            wrong.update(dict.fromkeys(_said(error)))
        except EngramError as error:
            wrong[str(error)] = None
    if wrong:
        raise _refused(path, list(wrong))
    if not found:
        raise _refused(path, ["it asks for no network: an axis is empty"])
    return tuple(found)


def _with_own_files(point: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """A task file is looked for beside the sweep file; workers have another working folder."""
    task = point.get("task")
    if isinstance(task, str) and task.endswith(".json"):
        return {**point, "task": str((folder / task).resolve())}
    return dict(point)


def _seeds_of(file: _SweepFile, path: Path) -> tuple[int, ...]:
    seeds = _list_of(file.seeds)
    if not seeds or min(seeds) < 0 or len(set(seeds)) < len(seeds):
        raise _refused(path, [f"seeds: {seeds}: expected a count, or different whole numbers >= 0"])
    return tuple(seeds)


def _list_of(seeds: int | Sequence[int]) -> list[int]:
    return list(range(seeds)) if isinstance(seeds, int) else list(seeds)


def _said(error: ValidationError) -> list[str]:
    return [
        f"{'.'.join(map(str, one['loc']))}: {one['msg']} (found {one['input']!r})" for one in error.errors()
    ]


def _refused(path: Path, wrong: Sequence[str]) -> InputError:
    return InputError(f"sweep file {str(path)!r}: {'; '.join(wrong)}; see docs/sweeps.md")
