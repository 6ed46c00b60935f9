"""A batch from its settings to run folders: the unit of work that a worker is given.

A run folder is made under another name and renamed into place whole. Wherever a worker is killed, what is in
`networks/` is finished, and the batch goes on from its last checkpoint.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow
from pyarrow import parquet

from engram.dynamics import save
from engram.errors import EngramError, FolderError
from engram.experiment.store import NETWORKS, SWEEP_FILE, TRAINED, environment, write_json
from engram.experiment.sweeps.training import Trained, train_batch
from engram.experiment.sweeps.units import Batch, Unit
from engram.interpretation import interpret, sampling_for
from engram.tasks import InputCode, task_fields
from engram.training import Progress

WORK = ".work"
"""The folder of a sweep that holds what is under way: a checkpoint for each batch, and run folders in the making."""

OnProgress = Callable[[Progress], object]
OnStage = Callable[[str], None]


@dataclass(frozen=True)
class Seconds:
    """What a piece of work took: on the clock, and of processors."""

    wall: float
    cpu: float


@dataclass(frozen=True)
class UnitReport:
    """What came of one unit."""

    name: str
    failure: str | None
    """Why it was not finished; None where it was."""
    analysis: Seconds | None = None


@dataclass(frozen=True)
class BatchReport:
    """What came of a batch: its units that were not done before."""

    batch: str
    units: tuple[UnitReport, ...]
    training: Seconds | None
    total: Seconds

    @property
    def failures(self) -> tuple[UnitReport, ...]:
        """Units that could not be finished."""
        return tuple(unit for unit in self.units if unit.failure is not None)


@dataclass
class _Stopwatch:
    wall: float = field(default_factory=time.perf_counter)
    cpu: float = field(default_factory=time.process_time)

    @property
    def seconds(self) -> Seconds:
        """Since it was made."""
        return Seconds(time.perf_counter() - self.wall, time.process_time() - self.cpu)


def carry_out_batch(
    batch: Batch,
    out: Path,
    on_progress: OnProgress = lambda progress: None,
    on_stage: OnStage = lambda stage: None,
) -> BatchReport:
    """Train a batch and analyse its networks; leave a run folder for each unit that had none.

    `on_progress` is told of training and `on_stage` of analyses; either may break in with `KeyboardInterrupt`. A unit
    that cannot be finished is told in the report and does not hide the others. Raises `FolderError` where `out` is
    not the folder of a sweep, as seen from here, or has no room.
    """
    watch = _Stopwatch()
    missing = batch.missing(out)
    if not missing:
        return BatchReport(batch.name, (), None, watch.seconds)
    if not (out / SWEEP_FILE).is_file():
        raise FolderError(
            f"{str(out)!r} holds no {SWEEP_FILE} as seen from this worker; every worker must see the same folder"
        )
    checkpoint = out / WORK / batch.key
    training = _Stopwatch()
    trained = train_batch(batch.settings, batch.seeds, checkpoint=checkpoint, on_progress=on_progress)
    training_seconds = training.seconds
    by_seed = {one.seed: one for one in trained}
    reports = tuple(
        _finish(unit, by_seed[unit.seed], out, training_seconds, len(trained), on_stage) for unit in missing
    )
    if all(report.failure is None for report in reports):
        shutil.rmtree(checkpoint, ignore_errors=True)
    return BatchReport(batch.name, reports, training_seconds, watch.seconds)


def _finish(
    unit: Unit, trained: Trained, out: Path, training: Seconds, shared_by: int, on_stage: OnStage
) -> UnitReport:
    """Analyse a network and publish its run folder, or say why not."""
    watch = _Stopwatch()
    try:
        with _published(unit, out) as folder:
            _write_training(unit, trained, folder)
            _analyse(unit, trained, folder, on_stage)
            analysis = watch.seconds
            share = Seconds(training.wall / shared_by, training.cpu / shared_by)
            seconds = {"training": vars(share), "analysis": vars(analysis)}
            write_json(folder / "environment.json", environment("cpu", "torch") | {"seconds": seconds})
    except (EngramError, OSError, ArithmeticError, ValueError) as error:
        return UnitReport(unit.name, f"{type(error).__name__}: {error}")
    return UnitReport(unit.name, None, analysis)


def _analyse(unit: Unit, trained: Trained, folder: Path, on_stage: OnStage) -> None:
    settings, task = unit.settings, unit.settings.parsed_task
    sampling = sampling_for(trained.network, task, InputCode(settings.inputs), trials=settings.trials)
    analysis = interpret(
        trained.network,
        task,
        method=settings.method,
        seed=unit.seed,
        sampling=sampling,
        on_stage=lambda stage: on_stage(f"seed {unit.seed}, {stage}"),
    )
    analysis.save(folder)


def _write_training(unit: Unit, trained: Trained, folder: Path) -> None:
    settings = unit.settings
    said = {"unit": unit.key, "seed": unit.seed, "settings": settings.model_dump()}
    write_json(folder / "config.json", said | {"task": task_fields(settings.parsed_task)})
    result = {
        "status": trained.status.value,
        "steps": trained.steps,
        "accuracy": trained.accuracy,
        "modes_found": trained.modes_found,
        "modes_total": trained.modes_total,
    }
    write_json(folder / "training.json", result)
    parquet.write_table(pyarrow.table(dict(trained.history)), folder / "history.parquet")
    if trained.formation is not None:
        parquet.write_table(pyarrow.table(dict(trained.formation)), folder / "formation.parquet")
    save(trained.network, folder / TRAINED)


@contextmanager
def _published(unit: Unit, out: Path) -> Iterator[Path]:
    """A temporary folder that becomes the unit's run folder when the block ends well.

    Where someone else was sooner, theirs stays: it is the same.
    """
    (out / NETWORKS).mkdir(parents=True, exist_ok=True)
    (out / WORK).mkdir(parents=True, exist_ok=True)
    staged = Path(tempfile.mkdtemp(dir=out / WORK, prefix=f"{unit.key}-"))
    try:
        yield staged
        staged.chmod(0o755)
        _to_disk(staged)
        os.rename(staged, unit.folder(out))
    except OSError:
        if not unit.is_done(out):
            raise
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def _to_disk(folder: Path) -> None:
    """Wait until files are where a power cut leaves them: a name that outlives its content would be a half folder."""
    for path in (*folder.iterdir(), folder):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
