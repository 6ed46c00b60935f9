"""Weight files, read strictly: a file is a network or an error, and nothing in it is ever executed.

*.safetensors   torch names, so that it loads straight into nn.RNN, nn.GRU or nn.LSTM, and nn.Linear:
                rnn.weight_hh_l0, rnn.weight_ih_l0, optional rnn.bias_hh_l0, rnn.bias_ih_l0 (more layers: _l1, ...),
                readout.weight, optional readout.bias; metadata format=engram/1, cell, activation (of Elman cells)
*.npz, *.mat    weight_hh, weight_ih, optional bias_hh, bias_ih (several layers: weight_hh_l0, weight_hh_l1, ...),
                weight_out, optional bias_out, cell_kind, activation

Files that others wrote are read too, under any names: see `Layout`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy import ndarray

from engram.dynamics.archives import read_archive, write_archive
from engram.dynamics.assembly import CellKind
from engram.dynamics.cells import Activation
from engram.dynamics.matlab import read_matlab, write_matlab
from engram.dynamics.naming import arrays_to_save, short_names, torch_names
from engram.dynamics.protocol import Cell, Dynamics
from engram.dynamics.readable import check_readable
from engram.dynamics.state_dict import Layout, network_of
from engram.dynamics.tensors import read_tensors, save_tensors
from engram.errors import WeightsError

FORMAT = "engram/1"
PICKLED = {".pt", ".pth", ".ckpt", ".pkl", ".pickle", ".bin"}
_OWN_TENSORS = re.compile(r"rnn\.(weight|bias)_(hh|ih)_l\d+|readout\.(weight|bias)")
_OWN_ARRAYS = re.compile(r"(weight_(hh|ih)|bias_(hh|ih)|bias)(_l\d+)?|weight_out|bias_out")
_WORDS = ("cell_kind", "activation")
_LONGEST_MESSAGE = 1200
_Word = TypeVar("_Word", bound=StrEnum)


@dataclass(frozen=True)
class _Content:
    """What a file holds, before it is known to be a network."""

    arrays: dict[str, ndarray]
    cell: str | None
    activation: str | None
    others: Mapping[str, str]
    """Variables that are no plain arrays, and what they are."""
    own: re.Pattern[str] | None
    """The names that the file may hold, where it is in this package's own form."""


def load(path: str | Path, layout: Layout = Layout()) -> Cell:
    """Read a network from `.safetensors`, `.npz` or `.mat`.

    `layout` says where in the file the network is, where names and shapes do not tell. Raises `WeightsError`, one
    line that begins with the path, for anything that is no network.
    """
    path = Path(path)
    check_readable(path, "a .safetensors, .npz or .mat file")
    try:
        content = _read(path)
        if content.own is not None and layout == Layout():
            _check_names(content.arrays, content.own)
        return _network(content, layout)
    except WeightsError as error:
        raise WeightsError(f"{str(path)!r}: {_one_line(str(error))}") from None


def save(network: Dynamics, path: str | Path) -> None:
    """Write a network in float64; the ending decides between `.safetensors`, `.npz` and `.mat`.

    The same network is always the same bytes. Raises `WeightsError` for a network that no file can hold, and
    `FolderError` where the file cannot be written.
    """
    path = Path(path)
    held = arrays_to_save(network)
    words = {"cell": held.cell.value} | ({"activation": held.activation.value} if held.activation else {})
    match path.suffix.lower():
        case ".safetensors":
            save_tensors(torch_names(held), path, {"format": FORMAT} | words)
        case ".npz" | ".mat" as suffix:
            texts = {"cell_kind" if word == "cell" else word: np.array(text) for word, text in words.items()}
            (write_archive if suffix == ".npz" else write_matlab)(texts | short_names(held), path)
        case suffix:
            raise WeightsError(
                f"cannot write weights to {suffix or 'no ending'!r}; use .safetensors, .npz or .mat"
            )


def _read(path: Path) -> _Content:
    suffix = path.suffix.lower()
    if suffix in PICKLED:
        raise WeightsError(_pickle_message())
    reader = {".safetensors": _read_tensors, ".npz": _read_archive, ".mat": _read_matlab}.get(suffix)
    if reader is None:
        raise WeightsError(f"the file ends in {suffix or 'nothing'!r}; expected .safetensors, .npz or .mat")
    try:
        return reader(path)
    except WeightsError:
        raise
    except Exception as error:  # each library's parser raises kinds of its own
        cure = {".npz": "numpy.savez", ".mat": "MATLAB's save"}.get(suffix, "safetensors")
        kind = {".npz": ".npz of plain arrays", ".mat": "MATLAB file"}.get(suffix, "safetensors file")
        raise WeightsError(f"it is no readable {kind} ({error}); save it again with {cure}") from error


def _read_tensors(path: Path) -> _Content:
    arrays, metadata = read_tensors(path)
    file_format = metadata.get("format", "")
    # Files that other tools wrote carry format=pt or nothing at all.
    if file_format.startswith("engram/") and file_format != FORMAT:
        raise WeightsError(f"it has format {file_format!r}; this version reads {FORMAT!r}: upgrade Engram")
    own = _OWN_TENSORS if file_format == FORMAT else None
    return _Content(arrays, metadata.get("cell"), metadata.get("activation"), {}, own)


def _read_archive(path: Path) -> _Content:
    return _with_words(read_archive(path), {})


def _read_matlab(path: Path) -> _Content:
    return _with_words(*read_matlab(path))


def _with_words(arrays: dict[str, ndarray], others: Mapping[str, str]) -> _Content:
    """Arrays of text that say what the network is, apart from its numbers."""
    words = {name: arrays.pop(name) for name in _WORDS if name in arrays and arrays[name].dtype.kind == "U"}
    cell, activation = (
        str(words[name].ravel()[0]) if name in words and words[name].size else None for name in _WORDS
    )
    is_own = "weight_out" in arrays and any(name.startswith("weight_hh") for name in arrays)
    return _Content(arrays, cell, activation, others, _OWN_ARRAYS if is_own else None)


def _check_names(arrays: Mapping[str, ndarray], own: re.Pattern[str]) -> None:
    unknown = sorted(name for name in arrays if not own.fullmatch(name))
    if unknown:
        raise WeightsError(
            f"it has unknown {', '.join(unknown[:6])} beside the arrays of a network; remove them, or say which "
            "arrays are the network's (--names weight_hh=NAME ...)"
        )


def _network(content: _Content, layout: Layout) -> Cell:
    cell = _said("cell", content.cell, layout.cell, CellKind)
    activation = _said("activation", content.activation, layout.activation, Activation)
    try:
        return network_of(content.arrays, replace(layout, cell=cell, activation=activation))
    except WeightsError as error:
        listed = ", ".join(f"{name} is {what}" for name, what in list(content.others.items())[:6])
        note = f" (not read: {listed}; save its fields as matrices of their own)" if listed else ""
        raise WeightsError(f"{error}{note}") from None


def _said(what: str, in_file: str | None, given: _Word | None, words: type[_Word]) -> _Word | None:
    """What the file says, or else what was given; refused where they differ."""
    if in_file is None:
        return given
    if in_file not in set(words):
        raise WeightsError(f"it names the {what} {in_file!r}; expected one of {', '.join(words)}")
    if given is not None and given != in_file:
        raise WeightsError(
            f"it names the {what} {in_file!r} and --{what} {given.value} is given; leave it out"
        )
    return words(in_file)


def _one_line(message: str) -> str:
    """Names in a file may hold anything: line breaks, terminal codes, megabytes."""
    shown = " ".join(message[: 2 * _LONGEST_MESSAGE].splitlines())
    line = "".join(letter if letter.isprintable() else "?" for letter in shown)
    return line if len(line) <= _LONGEST_MESSAGE else f"{line[:_LONGEST_MESSAGE]} ..."


def _pickle_message() -> str:
    return (
        "it may be a pickle, which can run code when it is opened, so it is not read; convert it once, where you trust "
        "it: sd = torch.load(path, weights_only=True); safetensors.torch.save_file({'rnn.weight_hh_l0': ..., "
        "'rnn.weight_ih_l0': ..., 'readout.weight': ...}, 'weights.safetensors')"
    )
