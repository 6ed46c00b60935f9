"""NumPy archives: plain arrays only, and nothing unpacked that is not as large as the file says it is."""

import math
import zipfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy import ndarray
from numpy.lib import format as npy

from engram.dynamics.tensors import writing
from engram.errors import WeightsError

MAX_MEMBERS = 4096
"""Largest number of arrays in an archive or MATLAB file that is read."""
MAX_UNPACKED = 2**26
"""Bytes in float64 (64 MiB: some 2,900 hidden units) that any small file may unpack to."""
MAX_RATIO = 8
"""Times its own size that a larger file may unpack to."""


def check_unpacked(numbers: int, file_bytes: int, cure: str) -> None:
    """Refuse what claims to unpack to far more than the file holds: a small zip can hold any size.

    Raises `WeightsError` with `cure`, the way to save the same numbers uncompressed.
    """
    size, limit = 8 * numbers, max(MAX_UNPACKED, MAX_RATIO * file_bytes)
    if size > limit:
        raise WeightsError(
            f"it unpacks to {size / 2**20:.4g} MiB from a file of {file_bytes / 2**20:.3g} MiB; at most "
            f"{limit / 2**20:.4g} MiB are read: {cure}"
        )


def read_archive(path: Path) -> dict[str, ndarray]:
    """The arrays of an .npz by name.

    Raises `WeightsError` for what is too large or no plain array, and whatever zipfile, zlib and NumPy raise for a
    file that is damaged.
    """
    with path.open("rb") as opened, zipfile.ZipFile(opened) as archive:
        members = archive.infolist()
        if len(members) > MAX_MEMBERS:
            raise WeightsError(f"it holds {len(members)} members; at most {MAX_MEMBERS} are read")
        numbers = sum(_claimed(archive, member) for member in members)
        check_unpacked(numbers, path.stat().st_size, "save it with numpy.savez, not savez_compressed")
        opened.seek(0)
        with np.load(opened, allow_pickle=False) as file:
            return {name: file[name] for name in file.files}


def write_archive(arrays: Mapping[str, ndarray], path: Path) -> None:
    """Write an .npz, always the same bytes; raises `FolderError` where the file cannot be written."""
    with writing(path):
        np.savez(path, allow_pickle=False, **arrays)


def _claimed(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> int:
    """How many numbers a member says it holds, once that fits its size."""
    with archive.open(member) as content:
        major, minor = npy.read_magic(content)
        if (major, minor) not in ((1, 0), (2, 0)):
            raise ValueError(f"{member.filename!r} is of version {major}.{minor} of NumPy's format")
        read_header = npy.read_array_header_1_0 if major == 1 else npy.read_array_header_2_0
        shape, _, dtype = read_header(content)
        start = content.tell()
    if dtype.hasobject:
        raise ValueError("Object arrays cannot be loaded when allow_pickle=False")
    numbers = math.prod(shape)
    if min((0, *shape)) < 0 or start + numbers * dtype.itemsize != member.file_size:
        raise ValueError(f"{member.filename!r} claims shape {shape} of {dtype} in {member.file_size} bytes")
    return numbers * max(1, dtype.itemsize // 8)
