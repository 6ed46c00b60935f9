"""MATLAB files of version 5 (`save -v6` and `-v7`): plain arrays of numbers and short texts, nothing else.

Format: MathWorks, "MAT-File Format", chapter 1: 128 bytes of header, then elements (type, size, content), each a
matrix or a matrix compressed by zlib; in a matrix its flags, dimensions, name, real and imaginary parts.

Files are written by scipy and read here: scipy's reader trusts the type codes in a file, and a damaged one can end the
process.
"""

import io
import math
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy import ndarray
from scipy.io import savemat

from engram.dynamics.archives import MAX_MEMBERS, check_unpacked
from engram.dynamics.tensors import writing
from engram.errors import WeightsError

_HEADER, _TEXT, _HEAD = 128, 116, 4096
_HDF5 = b"\x89HDF\r\n\x1a\n"
_MATRIX, _COMPRESSED = 14, 15
_TEXT_CLASS, _OPAQUE_CLASS = 4, 17
_CLASSES = {6: "f8", 7: "f4", 8: "i1", 9: "u1", 10: "i2", 11: "u2", 12: "i4", 13: "u4", 14: "i8", 15: "u8"}
"""What each numeric array class (mxDOUBLE_CLASS to mxUINT64_CLASS) is in memory; a file may store it narrower."""
_TYPES = {1: "i1", 2: "u1", 3: "i2", 4: "u2", 5: "i4", 6: "u4", 7: "f4", 9: "f8", 12: "i8", 13: "u8"}
"""What each type code (miINT8 to miUINT64) is in the file."""
_CODECS = {1: "latin1", 2: "latin1", 4: "utf-16", 16: "utf-8", 17: "utf-16"}
_OTHERS = {1: "a cell array", 2: "a struct", 3: "an object", 4: "a long text", 5: "a sparse matrix"}
_COMPLEX, _LOGICAL = 0x0800, 0x0200
_CURE = "in MATLAB, save the network's matrices alone with save('weights.mat', 'weight_hh', ..., '-v6')"


@dataclass(frozen=True)
class _Head:
    """What the first bytes of a matrix say of it."""

    name: str
    flags: int
    shape: tuple[int, ...]
    start: int
    """Where its numbers begin, counted from the start of the matrix."""

    @property
    def kind(self) -> int:
        """MATLAB's array class: 4 text, 6 to 15 numbers."""
        return self.flags & 0xFF

    @property
    def size(self) -> int:
        """How many numbers."""
        return math.prod(self.shape)

    @property
    def is_plain(self) -> bool:
        """Whether it is an array of numbers or a short text."""
        return self.kind in _CLASSES or (self.kind == _TEXT_CLASS and self.size <= _HEAD)


@dataclass(frozen=True)
class _Element:
    """A matrix in the file."""

    head: _Head
    place: int
    """Where its content begins in the file."""
    stored: int
    """Bytes of its content in the file."""
    unpacked: int
    """Bytes of the matrix, as claimed."""
    is_compressed: bool


def read_matlab(path: Path) -> tuple[dict[str, ndarray], dict[str, str]]:
    """The numeric arrays and short texts by name, and what each other variable is ("a struct").

    Raises `WeightsError` for another version of the format, for sizes that the file cannot hold and for what is
    damaged; else whatever zlib and NumPy raise.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        order = _byte_order(file)
        elements = [element for element in _elements(file, order, size) if element.head.name]
        names = [element.head.name for element in elements]
        if len(set(names)) < len(names):
            raise WeightsError(f"it holds two variables of one name; {_CURE}")
        plain = [element for element in elements if element.head.is_plain]
        check_unpacked(sum(max(e.head.size, e.unpacked // 8) for e in plain), size, _CURE)
        arrays = {
            element.head.name: _array(element, _content(path, file, element), order) for element in plain
        }
    others = {e.head.name: _OTHERS.get(e.head.kind, "an object") for e in elements if not e.head.is_plain}
    return arrays, others


def write_matlab(arrays: Mapping[str, ndarray], path: Path) -> None:
    """Write a MATLAB file, vectors as rows; always the same bytes.

    Raises `FolderError` where the file cannot be written.
    """
    # scipy writes the time into the text that the file begins with.
    text = b"MATLAB 5.0 MAT-file, weights of a recurrent network, written by Engram".ljust(_TEXT)
    with writing(path):
        savemat(str(path), dict(arrays), appendmat=False, oned_as="row")
        with path.open("r+b") as file:
            file.write(text)


def _byte_order(file: io.BufferedReader) -> str:
    """The order of bytes, "<" or ">"; refuses the formats before and after version 5."""
    header = file.read(_HEADER)
    if header.startswith((b"MATLAB 7.3", _HDF5)):
        raise WeightsError(f"it is a MATLAB file of version 7.3 (HDF5); expected version 5: {_CURE}")
    order = {b"IM": "<", b"MI": ">"}.get(header[126:128])
    if order is None or 0 in header[:4]:
        raise WeightsError(f"it is no readable MATLAB file of version 5: {_CURE}")
    return order


def _elements(file: io.BufferedReader, order: str, size: int) -> Iterator[_Element]:
    """Every element by its head, once its size and the sizes inside fit the file."""
    place, count = _HEADER, 0
    while place < size:
        file.seek(place)
        kind, stored = _words(file.read(8), order, 0)
        place, count = place + 8, count + 1
        if place + stored > size or count > MAX_MEMBERS:
            raise WeightsError(
                f"its element {count} claims {stored} bytes of {size - place} that are left (at most {MAX_MEMBERS} "
                f"elements are read); {_CURE}"
            )
        content, unpacked, is_compressed = file.read(min(stored, 2 * _HEAD)), stored, kind == _COMPRESSED
        if is_compressed:
            content = zlib.decompressobj().decompress(content, _HEAD)
            kind, unpacked = _words(content, order, 0)
            content = content[8:]
        if kind != _MATRIX:
            raise WeightsError(f"its element {count} is of type {kind}, expected a matrix; {_CURE}")
        yield _Element(_head(content, order), place, stored, unpacked, is_compressed)
        place += stored


def _head(content: bytes, order: str) -> _Head:
    _, _, start, after = _part(content, order, 0)
    flags = _words(content, order, start)[0]
    if not 0 < flags & 0xFF < _OPAQUE_CLASS:
        # Functions and newer objects have another form, and no name of their own.
        return _Head("", flags, (), 0)
    _, length, start, after = _part(content, order, after)
    shape = tuple(np.frombuffer(content[start : start + length], f"{order}i4").tolist())
    _, length, start, after = _part(content, order, after)
    name = content[start : start + length]
    if len(name) != length or min((0, *shape)) < 0:
        raise WeightsError(f"a variable has a name of {length} letters and shape {shape}; {_CURE}")
    return _Head(name.decode("latin1"), flags, shape, after)


def _content(path: Path, file: io.BufferedReader, element: _Element) -> ndarray:
    """The bytes of a matrix; those that are not compressed stay in the file until they are used."""
    if not element.is_compressed:
        return np.memmap(path, mode="r", offset=element.place, shape=(element.stored,)).view(ndarray)
    file.seek(element.place)
    claimed = 8 + element.unpacked
    content = zlib.decompressobj().decompress(file.read(element.stored), claimed + 1)
    if len(content) != claimed:
        found = "more" if len(content) > claimed else len(content)
        raise WeightsError(
            f"its variable {element.head.name!r} claims {claimed} bytes and unpacks to {found}; {_CURE}"
        )
    return np.frombuffer(content, np.uint8)[8:]


def _array(element: _Element, content: ndarray, order: str) -> ndarray:
    """The numbers (or the text) of a matrix, in MATLAB's order of columns."""
    head = element.head
    if not head.size:
        return np.zeros(head.shape)
    real, after = _numbers(head, content, order, head.start)
    if head.kind == _TEXT_CLASS:
        return real
    values = real.astype(_CLASSES[head.kind], copy=False)
    if head.flags & _COMPLEX:
        values = values + 1j * _numbers(head, content, order, after)[0]
    return (values.astype(bool) if head.flags & _LOGICAL else values).reshape(head.shape, order="F")


def _numbers(head: _Head, content: ndarray, order: str, place: int) -> tuple[ndarray, int]:
    """One part of a matrix, flat (of a text, the text), and where the next begins."""
    kind, length, start, after = _part(content, order, place)
    data = content[start : start + length]
    if head.kind == _TEXT_CLASS and kind in _CODECS:
        codec = _CODECS[kind] + ({"<": "-le", ">": "-be"}[order] if kind in (4, 17) else "")
        return np.array(data.tobytes().decode(codec)), after
    if kind not in _TYPES or len(data) != length or length != head.size * np.dtype(_TYPES[kind]).itemsize:
        raise WeightsError(
            f"its variable {head.name!r} claims {head.size} numbers of type {kind} in {length} bytes; {_CURE}"
        )
    return data.view(f"{order}{_TYPES[kind]}"), after


def _part(content: bytes | ndarray, order: str, place: int) -> tuple[int, int, int, int]:
    """Type, length, start of the content and start of the next part; up to 4 bytes stand within the tag."""
    kind, length = _words(content, order, place)
    if kind >> 16:
        return kind & 0xFFFF, kind >> 16, place + 4, place + 8
    return kind, length, place + 8, place + 8 + length + -length % 8


def _words(content: bytes | ndarray, order: str, place: int) -> tuple[int, int]:
    first, second = np.frombuffer(content[place : place + 8], f"{order}u4").tolist()
    return first, second
