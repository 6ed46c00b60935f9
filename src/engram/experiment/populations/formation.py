"""When the circuit forms, over a population: the looks of its networks, read from the run folders of sweeps."""

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow
from numpy import ndarray
from pyarrow import parquet
from pydantic import BaseModel, ValidationError
from scipy import stats

from engram.errors import FolderError
from engram.experiment.populations.published import name_of
from engram.experiment.populations.records import protocol_of, run_folders
from engram.experiment.sweeps.spec import Settings
from engram.figures.formation import Course, FormationCourses, formation_figure
from engram.figures.style import save_figure

FORMATION = "formation.parquet"
"""The file of a run folder that holds the looks at its network."""
LEVEL = {"modes": 1.0, "swap": 0.99, "accuracy": 0.99}
"""From where on a figure counts as reached."""
_MILESTONES = {"modes": "all modes are found", "swap": "swap follows >= 0.99", "accuracy": "accuracy >= 0.99"}
_FOUND, _MODES = "found_at_", "modes_at_"


class _Config(BaseModel):
    """What is looked at in `config.json`."""

    seed: int
    settings: Settings


def read_formation(folders: Sequence[str | Path]) -> tuple[FormationCourses, ...]:
    """The networks of sweeps that were looked at while they trained, those together that differ in their seed only.

    Raises `FolderError` where a folder is none of a sweep, a file is damaged, or no network was looked at.
    """
    found = dict[Settings, list[tuple[int, Path]]]()
    for _, path in run_folders(folders):
        config = _config_of(path)
        if (path / FORMATION).is_file():
            found.setdefault(config.settings, []).append((config.seed, path / FORMATION))
    if not found:
        raise FolderError(
            f"no network in {', '.join(map(str, folders))} was looked at while it trained; set formation = true in the "
            "sweep file"
        )
    ordered = sorted(found.items(), key=lambda item: _place(item[0]))
    return tuple(_courses(settings, sorted(networks)) for settings, networks in ordered)


def _place(settings: Settings) -> tuple[str, str, int, float]:
    return settings.task, settings.recipe, settings.hidden_size, settings.l2


def formation_figures(courses: Sequence[FormationCourses], folder: str | Path) -> tuple[Path, ...]:
    """One figure a task, its populations beside each other; returns the paths of what was written (SVG and PNG)."""
    tasks = dict.fromkeys(each.task for each in courses)
    Path(folder).mkdir(parents=True, exist_ok=True)
    paths = list[Path]()
    for task in tasks:
        stem = Path(folder) / f"formation-{re.sub('[^a-zA-Z0-9]+', '-', task).strip('-')}"
        paths.extend(save_figure(formation_figure([each for each in courses if each.task == task]), stem))
    return tuple(paths)


def describe(courses: FormationCourses) -> str:
    """What comes when, over networks: each figure, then all modes of each angle, and whether that goes by the angle."""
    lines = [
        f"{courses.task}, {courses.name}, {len(courses.networks)} networks: the first look from which on"
    ]
    for field, words in _MILESTONES.items():
        lines.append(f"  {words:28} {_spread(courses.reached(field, LEVEL[field]))}")
    for place, (degrees, count) in enumerate(zip(courses.degrees, courses.counts, strict=True)):
        modes = f"all {count} modes" if count > 1 else "the mode"
        words = f"{modes} at {degrees:.4g} degrees"
        lines.append(f"  {words:28} {_spread(courses.formed_at[:, place])}")
    orders = ", ".join(f"{order:+.2f}" for order in order_by_angle(courses))
    return "\n".join([*lines, f"  rank correlation of step and angle, by network: {orders}"])


def _spread(steps: ndarray) -> str:
    known = int(np.sum(np.isfinite(steps)))
    never = f"; never in {steps.size - known} of {steps.size}" if known < steps.size else ""
    median, first, last = (_step(value) for value in (np.median(steps), np.min(steps), np.max(steps)))
    return f"step {median} ({first} .. {last}){never}"


def _step(value: float) -> str:
    return f"{value:g}" if np.isfinite(value) else "never"


def order_by_angle(courses: FormationCourses) -> tuple[float, ...]:
    """Of each network, Spearman's correlation of an angle with the step from which on all of its modes stand.

    +1: small angles come first. NaN where all come at once.
    """
    return tuple(_rank_correlation(courses.degrees, formed) for formed in courses.formed_at)


def _rank_correlation(degrees: ndarray, formed: ndarray) -> float:
    if np.all(formed == formed[0]):
        return float("nan")
    # What never forms has the last rank; stats.spearmanr also asks for a p-value, which two angles have none of.
    return float(np.corrcoef(stats.rankdata(degrees), stats.rankdata(formed))[0, 1])


def _config_of(folder: Path) -> _Config:
    try:
        return _Config.model_validate_json((folder / "config.json").read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, ValidationError) as error:
        raise FolderError(
            f"{folder} is no run folder of a sweep ({error}); remove it and sweep again"
        ) from error


def _courses(settings: Settings, networks: Sequence[tuple[int, Path]]) -> FormationCourses:
    tables = [(seed, _columns(path)) for seed, path in networks]
    columns = tables[0][1]
    labels = [name.removeprefix(_MODES) for name in columns if name.startswith(_MODES)]
    if not labels:
        raise FolderError(
            f"{networks[0][1]} holds no modes: theory has none for task {settings.task!r}, whose rule is not linear; "
            "leave such networks out"
        )
    return FormationCourses(
        name=f"{protocol_of(settings)}, N = {settings.hidden_size}, L2 = {settings.l2:g}",
        task=name_of(settings.parsed_task),
        degrees=np.array([float(label) for label in labels]),
        counts=np.array([int(columns[_MODES + label][0]) for label in labels], dtype=np.int64),
        networks=tuple(_course(seed, table, labels) for seed, table in tables),
    )


def _course(seed: int, columns: dict[str, ndarray], labels: Sequence[str]) -> Course:
    found = [columns[_FOUND + label] / columns[_MODES + label] for label in labels]
    return Course(
        seed=seed,
        steps=columns["step"],
        loss=columns["loss"],
        accuracy=columns["accuracy"],
        modes=columns["modes_found"] / np.maximum(columns["modes_total"], 1),
        angle_error_rad=columns["angle_error_rad"],
        interaction_error=columns["interaction_error"],
        must_change=columns["must_change"],
        swap=columns["swap"],
        found=np.stack(found, axis=1) if found else np.empty((len(columns["step"]), 0)),
    )


def _columns(path: Path) -> dict[str, ndarray]:
    try:
        table = parquet.read_table(path)
    except (OSError, pyarrow.ArrowException) as error:
        raise FolderError(
            f"{path} cannot be read ({error}); remove its run folder and sweep again"
        ) from error
    return {name: table[name].to_numpy() for name in table.column_names}
