"""The folder of a sweep: whose it is, what in it is done, what failed, and what is left behind."""

import json
import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from engram.errors import FolderError
from engram.experiment.store import NETWORKS, SWEEP_FILE, write_json
from engram.experiment.sweeps.spec import Sweep
from engram.experiment.sweeps.units import Batch
from engram.experiment.sweeps.work import WORK, BatchReport

LOCKS = "locks"
"""The folder in `WORK` with a file for each batch that is under way, locked by whoever works on it."""
_FAILED = "failed"
"""The folder in `WORK` with the reason why a unit failed, in a file of the unit's name."""


def open_folder(sweep: Sweep, out: Path) -> Path:
    """The folder of a sweep, made if need be. Raises `FolderError` where something else is in it."""
    out = Path(out).resolve()
    said = {"name": sweep.name, "title": sweep.title, "file": sweep.text}
    try:
        out.mkdir(parents=True, exist_ok=True)
        found = _said_in(out)
        if found is None and any(path.name != WORK for path in out.iterdir()):
            raise FolderError(f"folder {str(out)!r} is not empty and holds no sweep; choose another folder")
        if found is not None and found.get("name") != sweep.name:
            raise FolderError(
                f"folder {str(out)!r} holds the sweep {found.get('name')!r}, this one is {sweep.name!r}; choose "
                "another folder with --out"
            )
        if found != said:
            _replace_json(out / SWEEP_FILE, said)
        (out / NETWORKS).mkdir(exist_ok=True)
    except FolderError:
        raise
    except OSError as error:
        raise FolderError(
            f"folder {str(out)!r} cannot be written ({error.strerror}); choose a writable folder, or make room"
        ) from error
    return out


def note_outcome(report: BatchReport, out: Path) -> None:
    """Remember why units failed, for `engram sweep --list`; what is done now is forgotten. Best effort."""
    folder = out / WORK / _FAILED
    with suppress(OSError):
        for unit in report.units:
            if unit.failure is None:
                (folder / unit.name).unlink(missing_ok=True)
            else:
                folder.mkdir(parents=True, exist_ok=True)
                (folder / unit.name).write_text(unit.failure, encoding="utf-8")


def failures_in(out: Path, batch: Batch) -> dict[str, str]:
    """Why units of a batch failed that are not done yet, by their names."""
    found = {}
    for unit in batch.missing(out):
        with suppress(OSError):
            found[unit.name] = (out / WORK / _FAILED / unit.name).read_text(encoding="utf-8")
    return found


def clear_leftovers(batch: Batch, out: Path) -> None:
    """Remove run folders in the making that a killed worker left; only for whoever holds the batch's lock."""
    for unit in batch.units:
        for left in (out / WORK).glob(f"{unit.key}-*"):
            shutil.rmtree(left, ignore_errors=True)


def tidy(batches: Sequence[Batch], out: Path) -> None:
    """Remove what was only needed on the way, of batches that are done; `WORK` too where nothing is left in it."""
    work = out / WORK
    for batch in batches:
        if not batch.missing(out):
            clear_leftovers(batch, out)
            shutil.rmtree(work / batch.key, ignore_errors=True)
            with suppress(OSError):
                (work / LOCKS / batch.key).unlink()
            for unit in batch.units:
                with suppress(OSError):
                    (work / _FAILED / unit.name).unlink()
    for folder in (work / LOCKS, work / _FAILED, work):
        with suppress(OSError):
            folder.rmdir()


def _said_in(out: Path) -> dict[str, object] | None:
    """What the folder says of itself; None where it says nothing."""
    path = out / SWEEP_FILE
    if not path.exists():
        return None
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise FolderError(f"{path} is damaged ({error}); remove it, and run the sweep again") from error


def _replace_json(path: Path, content: Mapping[str, object]) -> None:
    """Written under another name first: someone else may be reading."""
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=f"{WORK}-") as folder:
        written = Path(folder) / path.name
        write_json(written, content)
        os.replace(written, path)
