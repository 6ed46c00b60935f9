"""Run folders: what is in one, who may write into it, and how a file appears in it whole or not at all.

config.json  environment.json  history.parquet  weights.safetensors  networks/  checkpoint/
analysis.json  memories.safetensors  figures/  report.json  report.html
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib.metadata import version
from pathlib import Path

from engram.errors import FolderError
from engram.interpretation.summary import installed_versions

SWEEP_FILE = "sweep.json"
"""The file that says that a folder belongs to a sweep."""
NETWORKS = "networks"
"""The folder of a sweep that holds a run folder for every finished network."""
TRAINED = "weights.safetensors"
"""The file that says that a folder holds a finished training run."""
ANALYSED = "analysis.json"
"""The file that says that a folder holds an analysis; it is always the last one to appear."""
ANALYSIS_ITEMS = ("figures", "report.json", "report.html", "index.html", "memories.safetensors", ANALYSED)
"""What an analysis leaves; index.html is the page of earlier versions."""
RUN_ITEMS = (
    "config.json",
    "environment.json",
    "history.parquet",
    "networks",
    "checkpoint",
    TRAINED,
    *ANALYSIS_ITEMS,
)


def claim(folder: str | Path, marker: str, *, overwrite: bool, cure: str = "add --overwrite") -> Path:
    """The folder, made if need be, once it is clear that writing into it destroys nothing.

    Raises `FolderError` when it cannot be written, or already holds `marker` and may not be overwritten.
    """
    if not str(folder):
        raise FolderError("--out is empty; name the folder to write into")
    path = Path(folder)
    if (path / marker).exists() and not overwrite:
        raise FolderError(
            f"output folder {str(path)!r} already holds {marker}; choose another folder, or {cure}"
        )
    try:
        path.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=path):
            pass
    except OSError as error:
        raise FolderError(
            f"output folder {str(path)!r} cannot be written ({error.strerror}); choose a writable folder"
        ) from error
    return path


def clear(folder: Path, items: tuple[str, ...]) -> None:
    """Remove what an earlier run left, and nothing else that may lie in the folder."""
    for name in items:
        _remove(folder / name)


@contextmanager
def publishing(folder: Path, last: str) -> Iterator[Path]:
    """A temporary folder whose content moves into `folder` when the block ends well, `last` at the very end.

    When the block fails or is interrupted, `folder` is as it was.
    """
    with tempfile.TemporaryDirectory(dir=folder, prefix=".partial-") as temporary:
        staged = Path(temporary)
        yield staged
        for item in sorted(staged.iterdir(), key=lambda item: item.name == last):
            target = folder / item.name
            if target.is_dir():
                shutil.rmtree(target)
            os.replace(item, target)


def write_json(path: Path, content: Mapping[str, object]) -> None:
    """Write readable JSON."""
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def environment(device: str, *packages: str) -> dict[str, object]:
    """What a run was made with: versions (those of `packages` too), commit (of a checkout), device, command."""
    return {
        "versions": installed_versions() | {name: version(name) for name in packages},
        "commit": _commit(),
        "device": device,
        "command": command_line(),
    }


def command_line() -> list[str]:
    """What was typed, without the place where the program lies."""
    return [Path(sys.argv[0]).name, *sys.argv[1:]]


@cache
def _commit() -> str | None:
    """The commit of the checkout that this package runs from; None for an installed package."""
    here = Path(__file__).resolve().parent
    try:
        tracked = subprocess.run(
            ["git", "ls-files", "--error-unmatch", __file__], cwd=here, capture_output=True, check=False
        )
        if tracked.returncode != 0:
            return None
        found = subprocess.run(
            ["git", "rev-parse", "HEAD"], cwd=here, capture_output=True, text=True, check=False
        )
    except OSError:
        return None
    return found.stdout.strip() or None


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
