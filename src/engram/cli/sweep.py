"""The command that makes a population: hundreds of networks, trained and analysed on any number of workers."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter, validators

from engram.cli.application import INTERRUPTED, POPULATIONS, app, note
from engram.cli.options import Flag, Positive
from engram.cli.progress import sweep_display, training_bar
from engram.errors import ClusterError, InputError, MissingPackageError

if TYPE_CHECKING:
    from engram.experiment.sweeps.engine import SweepResult
    from engram.experiment.sweeps.spec import Sweep
    from engram.experiment.sweeps.units import Batch
    from engram.experiment.sweeps.work import BatchReport

_MOST_NAMES = 5
"""Networks that are named for one reason why they failed."""
_INTERRUPTED = "interrupted; nothing is half-written: run the same command again to go on"
Number = Annotated[int, Parameter(validator=validators.Number(gte=0))]


@app.command(group=POPULATIONS)
def sweep(
    file: str,
    /,
    *,
    out: str | None = None,
    cluster: str = "local",
    workers: Positive | None = None,
    batch: Number | None = None,
    list: Annotated[bool, Flag] = False,
    print_slurm: Annotated[bool, Flag] = False,
    json: Annotated[bool, Flag] = False,
) -> int:
    """Train and analyse a population of networks. Ctrl-C stops; the same command goes on.

    What is finished is never done twice. Exit code 1 when networks failed, or the cluster was lost.

    Parameters
    ----------
    file
        a sweep file (.toml), or the name of one that comes with Engram: table1, figure3, formation, capacity, ...
    out
        folder for the networks; default runs/NAME
    cluster
        local: processes of this machine; slurm: SLURM jobs; tcp://host:8786: a Dask scheduler that runs already
    workers
        default: the cores of this machine; with slurm one a batch, 64 at most
    batch
        do the batch of this number here, without Dask; --list says the numbers
    list
        say what is done, what failed, and what is left, and do nothing
    print_slurm
        print a job array for sbatch that does what is left, without Dask
    json
        print the result as JSON
    """
    from engram.experiment.sweeps.spec import load_sweep

    asked = load_sweep(file)
    folder = Path(out if out is not None else Path("runs") / asked.name)
    _require_packages("torch", "filelock")
    if list:
        return _list(asked, folder, as_json=json)
    if print_slurm:
        return _print_slurm(asked, file, folder, workers)
    with _every_end_is_an_interrupt():
        if batch is not None:
            return _one(asked, folder, batch, as_json=json)
        return _all(asked, folder, cluster, workers, as_json=json)


def _all(asked: "Sweep", folder: Path, cluster: str, workers: int | None, *, as_json: bool) -> int:
    """Everything that is left, on a cluster."""
    _require_packages("dask", "distributed", "dask_jobqueue")
    from engram.experiment.sweeps.engine import SweepResult, open_cluster, run_sweep
    from engram.experiment.sweeps.folder import open_folder, tidy
    from engram.experiment.sweeps.slurm import slurm_options
    from engram.experiment.sweeps.units import batches_of

    slurm = slurm_options(asked.slurm)
    path = open_folder(asked, folder)
    left = sum(bool(batch.missing(path)) for batch in batches_of(asked))
    if not left:
        # What was broken off with its last network, or done by a job array, had nobody to tidy up.
        tidy(batches_of(asked), path)
        return _conclude(asked, folder, SweepResult((), asked.num_units, asked.num_units), as_json=as_json)
    try:
        with (
            sweep_display() as show,
            open_cluster(cluster, workers, slurm=slurm, batches=left, out=path) as client,
        ):
            try:
                result = run_sweep(asked, path, client, show)
            except ClusterError as error:
                note(f"engram: {error}")
                return 1
    except KeyboardInterrupt:
        note(_INTERRUPTED)
        return INTERRUPTED
    return _conclude(asked, folder, result, as_json=as_json)


def _one(asked: "Sweep", folder: Path, number: int, *, as_json: bool) -> int:
    """One batch, in this process."""
    from engram.experiment.sweeps.claims import carry_out_claimed
    from engram.experiment.sweeps.folder import note_outcome, open_folder
    from engram.experiment.sweeps.units import batches_of

    batches = batches_of(asked)
    if number >= len(batches):
        raise InputError(f"batch is {number}; the sweep has batches 0 .. {len(batches) - 1}")
    path = open_folder(asked, folder)
    batch = batches[number]
    try:
        with training_bar() as show:
            report = carry_out_claimed(batch, path, show)
    except KeyboardInterrupt:
        note(_INTERRUPTED)
        return INTERRUPTED
    if report is None:
        note(f"engram: batch {number} is under way in another process; nothing was done")
        return 1
    note_outcome(report, path)
    _print_batch(batch, report, as_json=as_json)
    return 1 if report.failures else 0


def _print_slurm(asked: "Sweep", file: str, folder: Path, workers: int | None) -> int:
    _require_packages("dask", "dask_jobqueue")
    from engram.experiment.sweeps.folder import open_folder
    from engram.experiment.sweeps.slurm import array_script, logs_of
    from engram.experiment.sweeps.units import batches_of

    path = open_folder(asked, folder)
    left = [number for number, batch in enumerate(batches_of(asked)) if batch.missing(path)]
    script = array_script(asked, file, path, left, at_once=workers)
    # SLURM starts no job whose output it cannot write.
    logs_of(path).mkdir(parents=True, exist_ok=True)
    print(script, end="")
    return 0


def _list(asked: "Sweep", folder: Path, *, as_json: bool) -> int:
    """One row a batch: its number, what of it is done, and what is with the rest."""
    from engram.experiment.sweeps.folder import failures_in
    from engram.experiment.sweeps.units import batches_of

    batches = batches_of(asked)
    missing = [len(batch.missing(folder)) for batch in batches]
    failed = [failures_in(folder, batch) for batch in batches]
    reasons = {name: reason for each in failed for name, reason in each.items()}
    if as_json:
        print(_as_json(asked, folder, asked.num_units - sum(missing), reasons))
        return 0
    print(f"{'batch':>5}  {'networks':<52}{'done':>8}  state")
    for number, (batch, left, wrong) in enumerate(zip(batches, missing, failed, strict=True)):
        total = len(batch.units)
        state = f"{len(wrong)} failed" if wrong else "done" if not left else "left"
        print(f"{number:>5}  {_cut(batch.name, 52):<52}{total - left:>4}/{total:<3}  {state}")
    print(
        f"\n{asked.num_units} networks in {folder}: {asked.num_units - sum(missing)} done, {len(reasons)} failed, "
        f"{sum(missing) - len(reasons)} left"
    )
    _print_failures(reasons)
    return 0


def _conclude(asked: "Sweep", folder: Path, result: "SweepResult", *, as_json: bool) -> int:
    """Say what came of it; what is missing decides the exit code."""
    reasons = {unit.name: str(unit.failure) for unit in result.failures}
    if as_json:
        print(_as_json(asked, folder, result.units_done, reasons))
    else:
        print(f"{asked.name}: {result.units_done} of {result.units_total} networks are done, in {folder}")
        _print_failures(reasons)
    return 1 if result.units_done < result.units_total else 0


def _print_batch(batch: "Batch", report: "BatchReport", *, as_json: bool) -> None:
    reasons = {unit.name: str(unit.failure) for unit in report.failures}
    done = len(batch.units) - len(reasons)
    if as_json:
        import json

        content = {
            "batch": batch.name,
            "units": [unit.name for unit in batch.units],
            "done": done,
            "failures": reasons,
        }
        print(json.dumps(content, indent=2))
    else:
        print(f"{batch.name}: {done} of {len(batch.units)} networks are done")
        _print_failures(reasons)


def _as_json(asked: "Sweep", folder: Path, done: int, reasons: dict[str, str]) -> str:
    import json

    content = {
        "name": asked.name,
        "folder": str(folder),
        "networks": asked.num_units,
        "done": done,
        "failures": reasons,
    }
    return json.dumps(content, indent=2, ensure_ascii=False)


def _print_failures(reasons: dict[str, str]) -> None:
    """Each reason once, with the networks that it is the reason of."""
    import textwrap

    for reason in dict.fromkeys(reasons.values()):
        names = [name for name, said in reasons.items() if said == reason]
        count = "1 network" if len(names) == 1 else f"{len(names)} networks"
        print("\n".join(textwrap.wrap(f"failed, {count}: {reason}", 80, subsequent_indent="  ")))
        for name in names[:_MOST_NAMES]:
            print(f"  {_cut(name, 78)}")
        if len(names) > _MOST_NAMES:
            print(f"  and {len(names) - _MOST_NAMES} more; engram sweep --list has all")


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 3]}..."


def _require_packages(*names: str) -> None:
    from importlib.util import find_spec

    missing = [name for name in names if find_spec(name) is None]
    if missing:
        raise MissingPackageError(
            f"sweeps need {', '.join(missing)}, which is not installed; install Engram with its extra [sweep]"
        )


@contextmanager
def _every_end_is_an_interrupt() -> Iterator[None]:
    """Take the wish of a system to end this command (SIGTERM, SIGHUP) as Ctrl-C: workers stop, jobs are cancelled."""

    def interrupt(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {name: signal.signal(getattr(signal, name), interrupt) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)
