"""Weight files of every kind, by their ending: torch checkpoints here, all others in `dynamics`."""

from pathlib import Path
from typing import TYPE_CHECKING

from engram import dynamics
from engram.dynamics import Cell
from engram.dynamics.readable import check_readable
from engram.dynamics.state_dict import Layout
from engram.errors import MissingPackageError
from engram.models.archive import check_archive
from engram.models.checking.consistency import check_dynamics
from engram.models.checking.report import ModelReport

if TYPE_CHECKING:
    from engram.models.checkpoints import Checkpoint

CHECKPOINTS = (".pt", ".pth", ".ckpt", ".bin")


def load(path: str | Path, layout: Layout = Layout()) -> Cell:
    """The network in a `.safetensors`, `.npz`, `.mat`, or (with torch) `.pt`, `.pth`, `.ckpt`, `.bin` file.

    `layout` says where in the file the network is, if names and shapes do not tell. Nothing in a file is executed.
    Raises `WeightsError` for a file that holds no network, and `MissingPackageError` where torch is needed and not
    installed.
    """
    path = Path(path)
    if path.suffix.lower() not in CHECKPOINTS:
        return dynamics.load(path, layout)
    return _read(path, layout).network


def check_file(path: str | Path, layout: Layout = Layout(), *, seed: int = 0) -> ModelReport:
    """Read a weights file and check the network (`check_dynamics`).

    That of a torch checkpoint is also compared with torch's own layer, made of the weights in the file. Raises as
    `load` does.
    """
    path = Path(path)
    if path.suffix.lower() not in CHECKPOINTS:
        return check_dynamics(load(path, layout), seed=seed)
    checkpoint = _read(path, layout)
    from engram.models.checking.checkpoints import check_checkpoint  # torch is there, since the file was read

    return check_checkpoint(checkpoint, seed=seed)


def _read(path: Path, layout: Layout) -> "Checkpoint":
    check_readable(path, "a PyTorch checkpoint")
    with path.open("rb") as file:
        check_archive(file, path)
        try:
            from engram.models.checkpoints import read
        except ModuleNotFoundError as error:
            raise MissingPackageError(
                f"reading {str(path)!r} needs the package {error.name!r}, which is not installed; install Engram with "
                "its extra [train], or save the network as .safetensors"
            ) from error
        return read(file, path, layout)
