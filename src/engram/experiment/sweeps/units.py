"""What a sweep is cut into: units (one network, one run folder) and batches (networks that train as one ensemble)."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from engram.experiment.store import NETWORKS
from engram.experiment.sweeps.spec import Settings, Sweep
from engram.experiment.sweeps.training import recipe_fields
from engram.tasks import task_fields

VERSION = 1
"""Of what a unit is: counted up when the same settings come to give another network or another analysis."""
_KEY_LENGTH = 10


@dataclass(frozen=True)
class Unit:
    """One network of a population."""

    settings: Settings
    seed: int

    @cached_property
    def key(self) -> str:
        """A digest of all that decides what comes of it: other settings are another unit."""
        return _digest({"seed": self.seed} | _said(self.settings))

    @property
    def name(self) -> str:
        """Of its run folder: readable, and its own by the key."""
        settings = self.settings
        parts = (_plain(settings.task), f"N{settings.hidden_size}", f"seed{self.seed}", self.key)
        return "-".join(parts)

    def folder(self, out: Path) -> Path:
        """Its run folder, there once it is done."""
        return out / NETWORKS / self.name

    def is_done(self, out: Path) -> bool:
        """Whether it is finished; a run folder appears whole or not at all."""
        return self.folder(out).is_dir()


@dataclass(frozen=True)
class Batch:
    """Units that differ in their seed only, and train as one ensemble.

    A batch is fixed by the sweep file, not by what is left to do: products of other stacks may round otherwise, so
    that results would depend on when a sweep was interrupted.
    """

    settings: Settings
    seeds: tuple[int, ...]

    @property
    def units(self) -> tuple[Unit, ...]:
        """One for each seed."""
        return tuple(Unit(self.settings, seed) for seed in self.seeds)

    @cached_property
    def key(self) -> str:
        """A digest of all its units."""
        return _digest({"units": [unit.key for unit in self.units]})

    @property
    def name(self) -> str:
        """For people."""
        settings, first, last = self.settings, self.seeds[0], self.seeds[-1]
        unusual = settings.model_dump(exclude={"task", "hidden_size", "formation"}, exclude_defaults=True)
        said = [f"{name}={value}" for name, value in unusual.items()]
        seeds = f"seeds {first}-{last}" if len(self.seeds) > 1 else f"seed {first}"
        return " ".join([settings.task, f"N={settings.hidden_size}", *said, seeds])

    def missing(self, out: Path) -> tuple[Unit, ...]:
        """Units that are still to be done."""
        return tuple(unit for unit in self.units if not unit.is_done(out))


def batches_of(sweep: Sweep) -> tuple[Batch, ...]:
    """All batches; large networks first, so that no worker is left alone with one in the end."""
    return tuple(sorted(_batches(sweep), key=lambda batch: -batch.settings.hidden_size))


def _batches(sweep: Sweep) -> Iterator[Batch]:
    for settings in sweep.settings:
        for first in range(0, len(sweep.seeds), sweep.stack):
            yield Batch(settings, sweep.seeds[first : first + sweep.stack])


def _said(settings: Settings) -> dict[str, object]:
    """Settings with what their names stand for: the rule of the task, the fields of the recipe."""
    rule = {name: value for name, value in task_fields(settings.parsed_task).items() if name != "name"}
    # What is as by default is left out, so that a field that is added later changes no key.
    fields = settings.model_dump(exclude={"task"}, exclude_defaults=True)
    return {"version": VERSION, **fields, "rule": rule, "recipe": recipe_fields(settings)}


def _digest(content: dict[str, object]) -> str:
    said = json.dumps(content, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:_KEY_LENGTH]


def _plain(task: str) -> str:
    """A task as part of a file's name."""
    name = Path(task).stem if task.endswith(".json") else task
    return "".join(letter if letter.isalnum() else "_" for letter in name)[:48]
