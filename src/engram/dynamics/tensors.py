"""Safetensors files: read without taking memory, written so that the bytes depend on nothing but the content."""

import json
import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy import ndarray
from safetensors import safe_open
from safetensors.numpy import save

from engram.errors import FolderError, WeightsError

MAX_HEADER = 2**23
"""Bytes of the longest header that is read (8 MiB: some 50,000 tensors); the parser takes many times as much."""
_TYPES = {
    "F64": "<f8",
    "F32": "<f4",
    "F16": "<f2",
    "I64": "<i8",
    "I32": "<i4",
    "I16": "<i2",
    "I8": "i1",
    "U64": "<u8",
    "U32": "<u4",
    "U16": "<u2",
    "U8": "u1",
    "BOOL": "?",
}
"""The types of numbers that NumPy has."""


def read_tensors(path: str | Path) -> tuple[dict[str, ndarray], dict[str, str]]:
    """The arrays by name, mapped from the file rather than read, and the metadata.

    Raises `WeightsError` where the header is too long, and whatever the safetensors library or the system raises
    for a file that is damaged; the library checks that sizes, types and places fit the file.
    """
    path = Path(path)
    with path.open("rb") as file:
        length = int.from_bytes(file.read(8), "little")
        size = path.stat().st_size
        if 8 + length > size:
            raise ValueError(f"its header claims {length} bytes of {size}")
        if length > MAX_HEADER:
            raise WeightsError(
                f"its header has {length} bytes; at most {MAX_HEADER} are read: save the network's tensors alone"
            )
        header = file.read(length)
    with safe_open(path, framework="numpy") as file:
        metadata = file.metadata() or {}
    entries = json.loads(header)
    entries.pop("__metadata__", None)
    is_empty = all(entry["data_offsets"][1] == 0 for entry in entries.values())
    content = (
        np.zeros(0, np.uint8) if is_empty else np.memmap(path, mode="r", offset=8 + length).view(ndarray)
    )
    return {name: _array(content, entry) for name, entry in entries.items()}, metadata


def save_tensors(arrays: Mapping[str, ndarray], path: str | Path, metadata: Mapping[str, str]) -> None:
    """Write named arrays and metadata; raises `FolderError` where the file cannot be written.

    The safetensors library writes metadata in the order of a hash map, another one at every call; here the
    header is sorted. Layout: 8 bytes of header length, little-endian, the header (JSON, padded), the data.
    """
    content = save(dict(arrays), dict(metadata))
    end = 8 + int.from_bytes(content[:8], "little")
    header = json.dumps(json.loads(content[8:end]), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    text = header.encode()
    text += b" " * (-len(text) % 8)
    with writing(path):
        Path(path).write_bytes(len(text).to_bytes(8, "little") + text + content[end:])


@contextmanager
def writing(path: str | Path) -> Iterator[None]:
    """Turn what the system says about a file that cannot be written into a `FolderError`."""
    try:
        yield
    except OSError as error:
        raise FolderError(
            f"{str(path)!r} cannot be written: {error.strerror}; choose a folder that exists and is writable"
        ) from error


def _array(content: ndarray, entry: dict) -> ndarray:
    """One tensor, as a view of the file; of a type that NumPy lacks (BF16, F8), as a void type of that name."""
    start, end = entry["data_offsets"]
    name, shape = entry["dtype"], tuple(entry["shape"])
    size = (end - start) // max(1, math.prod(shape))
    return content[start:end].view(_TYPES.get(name) or [(name, f"V{size}")]).reshape(shape)
