"""Safetensors files whose bytes depend on nothing but their content."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from numpy import ndarray
from safetensors.numpy import save

from engram.errors import FolderError


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
