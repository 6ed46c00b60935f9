"""A population read from the run folders of sweeps: one record a network, strictly.

A folder that is half there or damaged is named, with what is wrong and what to do; none is passed over.
"""

import hashlib
import json
import shlex
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from pandas import DataFrame
from pydantic import BaseModel, ConfigDict, ValidationError
from threadpoolctl import threadpool_limits

from engram.dynamics import Elman, load
from engram.errors import EngramError, FolderError
from engram.experiment.populations.published import name_of
from engram.experiment.store import ANALYSED, NETWORKS, SWEEP_FILE, TRAINED
from engram.experiment.sweeps.spec import Settings
from engram.interpretation.nulls import NullKind
from engram.interpretation.published_measure import PublishedMeasure, measure_as_published
from engram.interpretation.summary import CausalSummary, Summary
from engram.tasks import LinearTask
from engram.tasks.files import TaskFile
from engram.theory import Circuit, circuit_of

CONFIG, TRAINING, ENVIRONMENT = "config.json", "training.json", "environment.json"
MOST_NAMED = 8
"""Damaged folders that a refusal names; the others it counts."""

OnRead = Callable[[int, int], object]
"""Told how many of how many networks are read."""


@dataclass(frozen=True)
class NetworkRecord:
    """One network of a population: what it was asked to be, what came of it, and what was measured."""

    sweep: str
    """The sweep's folder."""
    folder: str
    """The name of the run folder."""
    unit: str
    """Digest of settings and seed."""
    task: str
    """As the sweep file has it."""
    task_name: str
    """As people call it, see `name_of`."""
    hidden_size: int
    l2: float
    recipe: str
    start: str | None
    write_gain: float | None
    read_gain: float | None
    cell: str
    activation: str
    biases: bool
    inputs: str
    max_steps: int | None
    stops_when_verified: bool | None
    threshold: float | None
    method: str
    protocol: str
    """The recipe, with whatever else is not as by default, see `protocol_of`."""
    seed: int

    status: str
    steps: int
    """Optimiser steps that were taken."""
    training_seconds: float
    """Its share of the wall time of its ensemble."""
    analysis_seconds: float
    training_accuracy: float
    """On fresh inputs, when the weights were chosen."""

    accuracy: float
    """On inputs that neither training nor the choice of weights saw, over `accuracy_horizon` outputs."""
    accuracy_horizon: int
    verdict: str
    stored: int
    directions: int
    modes_found: int
    """Persistent modes of theory that the estimated interaction (output phase) has."""
    modes: int
    angle_error_rad: float
    """Mean over the modes found, of the estimated interaction; pi where none is."""
    modulus_error: float
    interaction_error: float
    """Relative Frobenius error of the estimated Phi."""
    output_phase_error: float
    input_phase_error: float
    composition_while_writing: float
    must_change: float
    must_not_change: float
    swap: float
    least_causal: float
    """The least of the three."""
    decoding_accuracy: float
    decoding_gain: float
    condition_number: float
    variance_captured: float
    weights_modes_found: int
    """Persistent modes of theory among all those of the linearisation at rest."""
    weights_angle_error_rad: float

    published_count: float
    """Eigenvalues of W_hh above 0.9; NaN of what is no Elman network."""
    published_expected: int
    published_matched: bool
    published_angle_error_rad: float
    """By the published measure, see `measure_as_published`; NaN where the counts differ."""

    nulls: int
    """Null networks that were examined."""
    nulls_present: int
    worst_null: str | None
    """Of these, the one whose least causal figure is largest ..."""
    worst_null_causal: float
    """... and that figure; NaN of no null."""
    nulls_ran_away: int

    weights_sha256: str
    versions: str
    """Of what it was made with, as JSON."""
    commit: str | None
    command: str
    device: str


class _Config(BaseModel):
    """What `config.json` must say."""

    unit: str
    seed: int
    settings: Settings
    task: dict[str, Any]


class _Training(BaseModel):
    """What `training.json` must say."""

    model_config = ConfigDict(extra="allow")

    status: str
    steps: int
    accuracy: float


class _Seconds(BaseModel):
    wall: float


class _Environment(BaseModel):
    """What is looked at in `environment.json`."""

    versions: dict[str, str]
    commit: str | None
    command: list[str]
    device: str
    seconds: dict[str, _Seconds]


_TYPES = {
    str: "string",
    str | None: "string",
    int: "int64",
    int | None: "Int64",
    float: "float64",
    float | None: "float64",
    bool: "bool",
    bool | None: "boolean",
}
"""Of a column, by the type of its field."""


@dataclass(frozen=True)
class _Read:
    """The files of a run folder."""

    config: _Config
    training: _Training
    environment: _Environment
    summary: Summary
    weights_sha256: str
    measure: PublishedMeasure | None
    task: LinearTask


def read_population(
    folders: Sequence[str | Path], *, on_read: OnRead = lambda done, total: None
) -> DataFrame:
    """One row a network, columns as the fields of `NetworkRecord`, then two a null (`null_columns`).

    `folders` are folders of sweeps. Raises `FolderError` that names every run folder that is not whole, or that
    holds a network which another one holds as well, and says what to do.
    """
    paths = list(run_folders(folders))
    rows, wrong = list[dict[str, object]](), list[str]()
    # Spectra are too small for two threads to share; on busy cores these wait for each other ten times as long.
    with threadpool_limits(1, user_api="blas"):
        for done, (sweep, path) in enumerate(paths):
            on_read(done, len(paths))
            try:
                rows.append(_row(sweep, path))
            except (EngramError, OSError, ValueError) as error:
                wrong.append(f"{path}: {_one_line(error)}")
    on_read(len(paths), len(paths))
    if wrong:
        raise _damaged(wrong)
    population = as_frame(rows)
    _check_distinct(population)
    return population


def null_columns() -> tuple[str, ...]:
    """The verdict on each kind of null and its least causal figure; blank where a network has none of that kind."""
    return tuple(f"{kind.value}_{what}" for kind in NullKind for what in ("verdict", "causal"))


def protocol_of(settings: Settings) -> str:
    """The recipe, and what is not as by default: what a row of a table must not be mixed with.

    Not the curriculum's threshold, of which the better one counts, and not what only watches or measures.
    """
    apart = {"task", "hidden_size", "l2", "recipe", "threshold", "formation", "trials"}
    unusual = settings.model_dump(exclude=apart, exclude_defaults=True)
    said = [f"{name}={value}" for name, value in unusual.items()]
    return ", ".join([settings.recipe, *said])


def join_populations(populations: Sequence[DataFrame]) -> DataFrame:
    """All networks of several populations. Raises `FolderError` where two hold the same one."""
    joined = pd.concat(list(populations), ignore_index=True)
    _check_distinct(joined)
    return joined


def save_population(population: DataFrame, path: str | Path) -> None:
    """Write a population as Parquet."""
    population.to_parquet(path, index=False)


def load_population(path: str | Path) -> DataFrame:
    """Read what `save_population` wrote. Raises `FolderError` for anything else."""
    try:
        population = pd.read_parquet(path)
    except (OSError, ValueError) as error:
        raise FolderError(f"{str(path)!r} is no Parquet file that can be read ({error})") from error
    missing = [name for name in _columns() if name not in population.columns]
    if missing:
        raise FolderError(
            f"{str(path)!r} is no population: it lacks {', '.join(missing[:MOST_NAMED])}; "
            "make it again from its run folders (engram table)"
        )
    return population


def run_folders(folders: Sequence[str | Path]) -> Iterator[tuple[Path, Path]]:
    """Folders of sweeps, each with its run folders in the order of their names. Raises `FolderError` for any other."""
    for folder in map(Path, folders):
        if not (folder / SWEEP_FILE).is_file():
            found = f"holds no {SWEEP_FILE}" if folder.is_dir() else "is no folder"
            raise FolderError(f"{str(folder)!r} {found}; give a folder that engram sweep has filled")
        networks = folder / NETWORKS
        found = sorted(networks.iterdir()) if networks.is_dir() else []
        yield from ((folder, path) for path in found if not path.name.startswith("."))


def _row(sweep: Path, folder: Path) -> dict[str, object]:
    read = _read(folder)
    return asdict(_record(sweep, folder, read)) | dict(_null_row(read.summary))


def _read(folder: Path) -> _Read:
    config = _Config.model_validate_json(_text(folder / CONFIG))
    task = TaskFile.model_validate(config.task).task(config.settings.task)
    return _Read(
        config=config,
        training=_Training.model_validate_json(_text(folder / TRAINING)),
        environment=_Environment.model_validate_json(_text(folder / ENVIRONMENT)),
        summary=Summary.model_validate_json(_text(folder / ANALYSED)),
        weights_sha256=hashlib.sha256((folder / TRAINED).read_bytes()).hexdigest(),
        measure=_measure(folder / TRAINED, task),
        task=task,
    )


def _measure(weights: Path, task: LinearTask) -> PublishedMeasure | None:
    network = load(weights)
    if not isinstance(network, Elman):
        return None
    return measure_as_published(network.weight_hh, _circuit(_Hashed(task)))


@dataclass(frozen=True)
class _Hashed:
    """A task that a cache can find again."""

    task: LinearTask

    def __hash__(self) -> int:
        return hash(self.task.composition.tobytes())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Hashed) and np.array_equal(self.task.composition, other.task.composition)


@lru_cache(maxsize=64)
def _circuit(hashed: _Hashed) -> Circuit:
    return circuit_of(hashed.task)


def _record(sweep: Path, folder: Path, read: _Read) -> NetworkRecord:
    settings, summary = read.config.settings, read.summary
    apart = {"formation", "trials"}  # what only watches or measures
    return NetworkRecord(
        sweep=str(sweep),
        folder=folder.name,
        unit=read.config.unit,
        task_name=name_of(read.task),
        **settings.model_dump(exclude=apart),
        protocol=protocol_of(settings),
        seed=read.config.seed,
        status=read.training.status,
        steps=read.training.steps,
        training_accuracy=read.training.accuracy,
        training_seconds=read.environment.seconds["training"].wall,
        analysis_seconds=read.environment.seconds["analysis"].wall,
        **_figures(summary),
        **_as_published(read.measure),
        **_nulls(summary),
        weights_sha256=read.weights_sha256,
        versions=json.dumps(read.environment.versions, sort_keys=True),
        commit=read.environment.commit,
        command=shlex.join(read.environment.command),
        device=read.environment.device,
    )


def _figures(summary: Summary) -> dict[str, Any]:
    spectrum, decoding, causal = summary.spectrum, summary.decoding, summary.causal
    return {
        "accuracy": summary.accuracy,
        "accuracy_horizon": summary.sampling.accuracy_horizon,
        "verdict": summary.verdict.value,
        "stored": summary.stored,
        "directions": summary.task.directions,
        "modes_found": spectrum.found,
        "modes": spectrum.found + spectrum.unmatched,
        "angle_error_rad": spectrum.angle_error_rad,
        "modulus_error": spectrum.modulus_error,
        "interaction_error": summary.interaction_error,
        "output_phase_error": summary.output_phase_error,
        "input_phase_error": summary.input_phase_error,
        "composition_while_writing": summary.composition_while_writing,
        "must_change": causal.must_change,
        "must_not_change": causal.must_not_change,
        "swap": causal.swap,
        "least_causal": _least(causal),
        "decoding_accuracy": decoding.accuracy,
        "decoding_gain": decoding.gain,
        "condition_number": summary.diagnostics.condition_number,
        "variance_captured": summary.diagnostics.variance_captured,
        "weights_modes_found": summary.weights_spectrum.found,
        "weights_angle_error_rad": summary.weights_spectrum.angle_error_rad,
    }


def _as_published(measure: PublishedMeasure | None) -> dict[str, Any]:
    error = None if measure is None else measure.angle_error_rad
    return {
        "published_count": np.nan if measure is None else float(measure.count),
        "published_expected": 0 if measure is None else measure.expected,
        "published_matched": measure is not None and measure.is_matched,
        "published_angle_error_rad": np.nan if error is None else error,
    }


def _nulls(summary: Summary) -> dict[str, Any]:
    causal = {name: _least(null.causal) for name, null in summary.nulls.items()}
    worst = max(causal, key=lambda name: causal[name], default=None)
    return {
        "nulls": len(causal),
        "nulls_present": sum(null.verdict == "present" for null in summary.nulls.values()),
        "worst_null": worst,
        "worst_null_causal": np.nan if worst is None else causal[worst],
        "nulls_ran_away": len(summary.ran_away),
    }


def _null_row(summary: Summary) -> Iterator[tuple[str, object]]:
    for kind in NullKind:
        null = summary.nulls.get(kind.value)
        yield f"{kind.value}_verdict", None if null is None else null.verdict.value
        yield f"{kind.value}_causal", np.nan if null is None else _least(null.causal)


def _least(causal: CausalSummary) -> float:
    return min(causal.must_change, causal.must_not_change, causal.swap)


def _columns() -> tuple[str, ...]:
    return (*(field.name for field in fields(NetworkRecord)), *null_columns())


def as_frame(rows: Iterable[Mapping[str, object]]) -> DataFrame:
    """Records as a table, with the same types whatever is in it, so that populations can be joined and written."""
    of_records = {field.name: _TYPES[field.type] for field in fields(NetworkRecord)}
    of_nulls = {name: "string" if name.endswith("_verdict") else "float64" for name in null_columns()}
    return DataFrame(list(rows), columns=list(_columns())).astype(of_records | of_nulls)


def _check_distinct(population: DataFrame) -> None:
    """The same network twice would make intervals narrower than they are."""
    places = dict[str, list[str]]()
    columns = (population[name].tolist() for name in ("unit", "sweep", "folder"))
    for unit, sweep, folder in zip(*columns, strict=True):
        places.setdefault(unit, []).append(str(Path(sweep) / NETWORKS / folder))
    twice = [where for where in places.values() if len(where) > 1]
    if twice:
        raise FolderError(
            f"{len(twice)} networks are there more than once, such as {' and '.join(twice[0])}; "
            "give folders that share none"
        )


def _text(path: Path) -> str:
    if not path.is_file():
        raise FolderError(f"there is no {path.name}")
    return path.read_text(encoding="utf-8")


def _one_line(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        return f"{error.title.strip('_')}{' ' + place if place else ''}: {first['msg']}"
    return " ".join(str(error).split())


def _damaged(wrong: Sequence[str]) -> FolderError:
    more = f"; and {len(wrong) - MOST_NAMED} more" if len(wrong) > MOST_NAMED else ""
    return FolderError(
        f"{len(wrong)} run folders are not whole: {'; '.join(wrong[:MOST_NAMED])}{more}; remove them and give the same "
        "engram sweep again: it makes them anew and leaves the others as they are"
    )
