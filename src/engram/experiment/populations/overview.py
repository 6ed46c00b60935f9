"""What a population tells beside its table: the verdict's calibration, how alike its networks are, what decides.

calibration  comparison (comparison-2, ... where tasks are of several sizes)  deciding-AXIS  capacity: .svg and .png
formation-TASK, of networks that were watched while they trained    population.json
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import zip_longest
from pathlib import Path

import numpy as np
from pandas import DataFrame
from threadpoolctl import threadpool_limits

from engram.dynamics import load
from engram.errors import FolderError, InputError
from engram.experiment.populations.calibration import (
    Calibration,
    Judged,
    calibrate,
    draw_calibration,
    read_judged,
)
from engram.experiment.populations.comparison import (
    Kind,
    Member,
    PopulationComparison,
    compare_members,
    draw_comparison,
    nulls_of,
    theory_of,
)
from engram.experiment.populations.deciding import (
    Capacity,
    Decision,
    Row,
    capacity_of,
    decide,
    draw_capacity,
    draw_decision,
    folder_of,
    rows_of,
    varied_axes,
)
from engram.experiment.populations.formation import FORMATION, describe, formation_figures, read_formation
from engram.experiment.populations.known_answers import judge_known, known_networks, with_other_tasks
from engram.experiment.store import TRAINED, publishing, write_json
from engram.figures import save_figure
from engram.figures.formation import FormationCourses
from engram.interpretation.comparing import load_memories
from engram.tasks import InputCode, LinearTask, parse_linear_task

OVERVIEW = "population.json"
"""The last file to appear."""
FORMAT = "engram-population/1"
OnStage = Callable[[str], None]


@dataclass(frozen=True)
class Extras:
    """What is looked at beside the networks of a population."""

    known: int
    """Seeds of planted circuits and near misses for each task, and trained networks judged with another task."""
    nulls: int
    """Networks whose nulls are made again, for the map."""
    most: int
    """Networks that are compared with each other, about."""
    seed: int
    """Draws nulls and planted circuits."""

    def __post_init__(self) -> None:
        wrong = [f"{name} is {value}" for name, value in vars(self).items() if value < 0]
        if wrong:
            raise InputError(f"{'; '.join(wrong)}; expected whole numbers, 0 or more")


@dataclass(frozen=True, eq=False)
class Overview:
    """A population, looked over."""

    networks: int
    calibration: Calibration
    comparisons: tuple[PopulationComparison, ...]
    """One for each size of tasks."""
    decisions: tuple[Decision, ...]
    capacity: Capacity | None
    """Where the number of units varies."""
    formation: tuple[FormationCourses, ...]
    """Of networks that were looked at while they trained, those together that differ in their seed only."""

    def __str__(self) -> str:
        parts = [str(self.calibration)]
        parts += ["\n".join(str(group) for group in compared.groups) for compared in self.comparisons]
        parts += [decision.sentence for decision in self.decisions]
        parts += [self.capacity.sentence] if self.capacity is not None else []
        parts += [describe(courses) for courses in self.formation]
        return "\n\n".join(part for part in parts if part)

    @property
    def content(self) -> dict[str, object]:
        """The numbers, for `population.json`."""
        return {
            "format": FORMAT,
            "networks": self.networks,
            "calibration": _calibration_content(self.calibration),
            "comparison": [_group_content(compared) for compared in self.comparisons],
            "deciding": [_decision_content(decision) for decision in self.decisions],
            "capacity": None if self.capacity is None else _capacity_content(self.capacity),
        }


def look_over(population: DataFrame, extras: Extras, on_stage: OnStage = lambda stage: None) -> Overview:
    """All that is told of a population that `read_population` read; the run folders must still be there.

    Raises `InputError` for a population of no networks, `FolderError` where a run folder has gone.
    """
    rows = rows_of(population)
    if not rows:
        raise InputError("the population has no networks; give a folder that engram sweep has filled")
    missing = [str(folder_of(row)) for row in rows if not folder_of(row).is_dir()]
    if missing:
        raise FolderError(
            f"{len(missing)} run folders have gone, such as {missing[0]!r}; read the population anew"
        )
    # As in reading: small matrices, and perhaps busy cores.
    with threadpool_limits(1, user_api="blas"):
        on_stage("calibration")
        judged = [*read_judged(folder_of(row) for row in rows), *_known(rows, extras, on_stage)]
        on_stage("comparison")
        return Overview(
            networks=len(rows),
            calibration=calibrate(judged),
            comparisons=tuple(_comparisons(rows, extras, on_stage)),
            decisions=decide(population),
            capacity=capacity_of(population) if "hidden_size" in varied_axes(rows) else None,
            formation=_formation(rows),
        )


def save_overview(overview: Overview, lineage: Mapping[str, object], folder: Path) -> tuple[str, ...]:
    """Write figures, numbers and where they come from into a folder that is there, whole or not at all; their names."""
    with publishing(folder, OVERVIEW) as staged:
        save_figure(draw_calibration(overview.calibration), staged / "calibration")
        for number, compared in enumerate(overview.comparisons):
            save_figure(draw_comparison(compared), staged / f"comparison{f'-{number + 1}' if number else ''}")
        for decision in overview.decisions:
            save_figure(draw_decision(decision), staged / f"deciding-{decision.axis}")
        if overview.capacity is not None:
            save_figure(draw_capacity(overview.capacity), staged / "capacity")
        formation_figures(overview.formation, staged)
        write_json(staged / OVERVIEW, overview.content | {"lineage": lineage})
        return tuple(sorted(path.name for path in staged.iterdir()))


def _formation(rows: Sequence[Row]) -> tuple[FormationCourses, ...]:
    """What was seen while networks trained; nothing where nobody looked."""
    if not any((folder_of(row) / FORMATION).is_file() for row in rows):
        return ()
    return read_formation(list(dict.fromkeys(row["sweep"] for row in rows)))


def _known(rows: Sequence[Row], extras: Extras, on_stage: OnStage) -> Iterator[Judged]:
    """Planted circuits and near misses of each task; trained networks, task by task in turn, with the next one's."""
    tasks = {row["task"]: parse_linear_task(row["task"], "calibration") for row in rows}
    for task in tasks.values():
        for seed in range(extras.seed, extras.seed + extras.known if task.is_selection else extras.seed):
            on_stage(f"known answers: {task.name}, seed {seed}")
            found = (judge_known(known, seed) for known in known_networks(task, np.random.default_rng(seed)))
            yield from (one for one in found if one is not None)
    of_tasks = [[row for row in rows if row["task"] == task][: extras.known] for task in tasks]
    in_turn = [row for turn in zip_longest(*of_tasks) for row in turn if row is not None]
    networks = [
        (load(folder_of(row) / TRAINED), tasks[row["task"]], InputCode(row["inputs"])) for row in in_turn
    ]
    for place, known in enumerate(with_other_tasks(networks)):
        on_stage(f"trained for another task: {place + 1}")
        judged = judge_known(known, extras.seed + place)
        if judged is not None:
            yield judged


def _comparisons(rows: Sequence[Row], extras: Extras, on_stage: OnStage) -> Iterator[PopulationComparison]:
    """Networks of tasks of equal sizes with theory and some nulls."""
    tasks = {
        text: parse_linear_task(text, "a comparison") for text in dict.fromkeys(row["task"] for row in rows)
    }
    varied = varied_axes(rows)
    for size in dict.fromkeys(task.composition.shape for task in tasks.values()):
        of_size = {text: task for text, task in tasks.items() if task.composition.shape == size}
        chosen = _spread([row for row in rows if row["task"] in of_size], varied, extras.most)
        chosen.sort(key=lambda row: (row["task"], *(_order(row[axis]) for axis in varied)))
        if len(chosen) > 1:
            on_stage(f"{len(chosen)} networks against each other")
            members = [_member(row, of_size[row["task"]], varied) for row in chosen]
            yield compare_members(
                [*members, *_nulls(chosen, of_size, extras), *map(theory_of, of_size.values())]
            )


def _spread(rows: Sequence[Row], varied: Sequence[str], most: int) -> list[Row]:
    """About `most` networks: as many seeds of every group as there is room for, but two at least."""
    groups = defaultdict[tuple[str, ...], list[Row]](list)
    for row in rows:
        groups[tuple(str(row[name]) for name in ("task", *varied))].append(row)
    each = max(2, most // max(len(groups), 1))
    return [row for group in groups.values() for row in group[:each]]


def _order(value: object) -> tuple[float, str]:
    """Numbers by size, then words."""
    return (float(value), "") if isinstance(value, int | float) else (np.inf, str(value))


def _member(row: Row, task: LinearTask, varied: Sequence[str]) -> Member:
    said = [f"{'N' if axis == 'hidden_size' else axis}={row[axis]}" for axis in varied]
    memories = load_memories(folder_of(row) / "memories.safetensors", task)
    return Member(row["folder"], " ".join([row["task_name"], *said]), Kind.TRAINED, memories)


def _nulls(rows: Sequence[Row], tasks: dict[str, LinearTask], extras: Extras) -> Iterator[Member]:
    """Of networks spread evenly over the rows."""
    chosen = np.unique(np.linspace(0, len(rows) - 1, min(extras.nulls, len(rows))).astype(int))
    for place in chosen:
        row = rows[place]
        network, code = load(folder_of(row) / TRAINED), InputCode(row["inputs"])
        yield from nulls_of(
            network, tasks[row["task"]], row["folder"], seed=extras.seed + int(place), code=code
        )


def _calibration_content(calibration: Calibration) -> dict[str, object]:
    return {
        "criteria": asdict(calibration.criteria),
        "rates": [
            {"truth": rate.truth.value, "kind": rate.kind, **asdict(rate.present)}
            for rate in calibration.rates
        ],
        "false_positives": asdict(calibration.false_positives),
        "false_negatives": asdict(calibration.false_negatives),
        "scans": [
            {"figure": scan.measure.criterion, "chosen": scan.chosen, "margin": scan.margin}
            for scan in calibration.scans
        ],
        "halves": [asdict(half) for half in calibration.halves],
    }


def _group_content(compared: PopulationComparison) -> dict[str, object]:
    names = ("slots", "spectra", "units", "units_by_chance", "from_theory")
    return {
        "stress": compared.wide_map.stress,
        "members": [
            {"name": member.name, "group": member.group, "kind": member.kind.value, "at": place.tolist()}
            for member, place in zip(compared.members, compared.wide_map.points, strict=True)
        ],
        "groups": [
            {"group": group.group, "networks": group.count, "common": group.common}
            | {name: [float(value) for value in getattr(group, name)] for name in names}
            for group in compared.groups
        ],
    }


def _decision_content(decision: Decision) -> dict[str, object]:
    return {
        "axis": decision.axis,
        "sentence": decision.sentence,
        "levels": [
            {
                "task": level.task,
                "value": level.value,
                "present": asdict(level.present),
                "accuracy": level.accuracy.tolist(),
                "modes": level.modes.tolist(),
                "causal": level.causal.tolist(),
                "steps": level.steps.tolist(),
                "verified": level.verified.tolist(),
            }
            for level in decision.levels
        ],
    }


def _capacity_content(capacity: Capacity) -> dict[str, object]:
    return {
        "sentence": capacity.sentence,
        "networks": [
            {
                "task": one.task.name,
                "hidden_size": one.hidden_size,
                "seed": one.seed,
                "kept": np.flatnonzero(one.kept).tolist(),
                "accuracy": one.accuracy,
                "predicted": one.predicted,
            }
            for one in capacity.networks
        ],
    }
