"""What must be true of a path before anything in it is read."""

import os
from pathlib import Path

from engram.errors import WeightsError

LARGE = 2**26
"""Files up to this many bytes (64 MiB) do no harm whatever they hold."""
MOST_HOLES = 8
"""A larger file may be so many times as long as what of it is on the disk."""


def check_readable(path: Path, expected: str) -> None:
    """Refuse what is no regular file, and a sparse one, whose holes are gigabytes of zeros once they are read.

    Raises `WeightsError`, which says what was `expected`.
    """
    if not os.path.isfile(path):
        raise WeightsError(f"weights file {str(path)!r} {_found(path)}; expected {expected}")
    held = os.stat(path)
    # Some file systems do not tell how many blocks a file takes, or say 0.
    on_disk = 512 * getattr(held, "st_blocks", 0)
    if on_disk and held.st_size > max(LARGE, MOST_HOLES * on_disk):
        raise WeightsError(
            f"weights file {str(path)!r} is sparse: of its {held.st_size / 2**20:.4g} MiB {on_disk / 2**20:.3g} are on "
            f"the disk; expected {expected} without holes: save the network again"
        )


def _found(path: Path) -> str:
    if os.path.isdir(path):
        return "is a folder"
    if os.path.exists(path):
        return "is no regular file (a device, a pipe or a socket)"
    if os.path.lexists(path):
        return "is a link that leads nowhere"
    return "does not exist"
