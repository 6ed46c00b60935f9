"""Files and paths that are no network and no task, hundreds of kinds, written into a folder."""

import builtins
import io
import json
import os
import pickle
import socket
import struct
import subprocess
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import scipy.io
import torch
from safetensors.numpy import save as save_safetensors

ARRAYS = {"weight_hh": np.eye(3), "weight_ih": np.ones((3, 2)), "weight_out": np.ones((2, 3))}
TORCH_NAMES = {
    "weight_hh": "rnn.weight_hh_l0",
    "weight_ih": "rnn.weight_ih_l0",
    "weight_out": "readout.weight",
    "bias_hh": "rnn.bias_hh_l0",
    "bias_ih": "rnn.bias_ih_l0",
    "bias_out": "readout.bias",
}
TASK = {"num_variables": 1, "variable_size": 2, "composition": [[1.0, 0.0], [0.0, 1.0]]}
WEIGHT_SUFFIXES = (".safetensors", ".npz", ".mat", ".pt", ".ckpt")
SUFFIXES = (*WEIGHT_SUFFIXES, ".json")

Arrays = dict[str, np.ndarray]
File = tuple[str, str, bytes]
"""What is wrong with it, its ending, and its content."""


@dataclass(frozen=True)
class Hostile:
    """A kind of file or path that must be refused."""

    name: str
    path: str

    @property
    def is_task(self) -> bool:
        return self.path.endswith(".json")


# Whole files of each kind -------------------------------------------------------------------------------------


def npz(arrays: Arrays = ARRAYS) -> bytes:
    buffer = io.BytesIO()
    np.savez(buffer, **arrays)
    return buffer.getvalue()


def mat(arrays: Arrays = ARRAYS, *, compressed: bool = False) -> bytes:
    buffer = io.BytesIO()
    scipy.io.savemat(buffer, arrays, do_compression=compressed)
    return buffer.getvalue()


def safetensors(arrays: Arrays = ARRAYS) -> bytes:
    return save_safetensors(
        {TORCH_NAMES[name]: np.ascontiguousarray(array) for name, array in arrays.items()}
    )


def pt(content: object = None) -> bytes:
    buffer = io.BytesIO()
    torch.save(state_dict() if content is None else content, buffer)
    return buffer.getvalue()


def ckpt(content: object = None) -> bytes:
    tensors = state_dict() if content is None else content
    return pt({"epoch": 3, "state_dict": tensors, "hyper_parameters": {"hidden": 3}, "callbacks": {}})


def state_dict(arrays: Arrays = ARRAYS) -> dict[str, torch.Tensor]:
    return {TORCH_NAMES[name]: torch.from_numpy(np.array(array)) for name, array in arrays.items()}


def of_arrays(arrays: Arrays) -> dict[str, bytes]:
    """The same arrays in every format that can hold them."""
    made: dict[str, bytes] = {}
    for suffix, write in (
        (".npz", npz),
        (".mat", mat),
        (".safetensors", safetensors),
        (".pt", lambda a: pt(state_dict(a))),
        (".ckpt", lambda a: ckpt(state_dict(a))),
    ):
        try:
            made[suffix] = write(arrays)
        except Exception:  # a type that this format has no word for: each library says so in its own way
            continue
    return made


def good() -> dict[str, bytes]:
    """One whole file of each kind, which must be read."""
    return of_arrays(ARRAYS) | {".json": json.dumps(TASK).encode()}


# What is wrong ------------------------------------------------------------------------------------------------


def truncated() -> Iterator[File]:
    for suffix, whole in good().items():
        places = {
            0,
            1,
            4,
            8,
            30,
            len(whole) // 10,
            len(whole) // 4,
            len(whole) // 2,
            len(whole) - 40,
            len(whole) - 9,
        }
        for place in sorted(place for place in places if 0 <= place < len(whole)):
            yield f"cut at {place}", suffix, whole[:place]


def wrong_magic() -> Iterator[File]:
    starts = {
        "zeros": b"\0" * 16,
        "ones": b"\xff" * 16,
        "zip": b"PK\x03\x04",
        "npy": b"\x93NUMPY\x01\0",
        "hdf5": b"\x89HDF\r\n\x1a\n",
        "elf": b"\x7fELF\x02\x01\x01",
        "gzip": b"\x1f\x8b\x08\0",
        "script": b"#!/bin/sh\ntouch canary\n",
        "html": b"<html><script>",
    }
    for suffix, whole in good().items():
        for name, start in starts.items():
            if suffix in (".npz", ".pt", ".ckpt") and name == "zip":
                continue
            place = 124 if suffix == ".mat" else 0  # what comes before is a comment
            yield f"starts as {name}", suffix, whole[:place] + start + whole[place + len(start) :]


def lying_suffixes() -> Iterator[File]:
    whole = good()
    for true, content in whole.items():
        for suffix in (*SUFFIXES, ".pkl", ".h5", ".txt", ""):
            if suffix != true and {suffix, true} != {".pt", ".ckpt"}:
                yield f"{true[1:]} inside", suffix, content


def wrong_values() -> Iterator[File]:
    hostile: dict[str, Arrays] = {}
    for name in ARRAYS:
        for value in (np.nan, np.inf):
            changed = ARRAYS[name].copy()
            changed.flat[-1] = value
            hostile[f"{name} {value}"] = {name: changed}
    hostile |= {
        "float32 beyond": {"weight_hh": np.full((3, 3), np.inf, np.float32)},
        "complex": {"weight_hh": np.eye(3, dtype=complex)},
        "bool": {"weight_hh": np.eye(3, dtype=bool)},
        "text": {"weight_hh": np.array([["a"] * 3] * 3)},
        "objects": {"weight_hh": np.array([[None] * 3] * 3)},
        "dates": {"weight_hh": np.zeros((3, 3), "datetime64[s]")},
        "records": {"weight_hh": np.zeros((3, 3), [("a", "f8")])},
        "0-d": {"weight_hh": np.float64(1.0) * np.ones(())},
        "1-d": {"weight_ih": np.ones(3)},
        "3-d": {"weight_hh": np.ones((3, 3, 3))},
        "empty": {"weight_hh": np.zeros((0, 0))},
        "no units": {
            "weight_hh": np.zeros((0, 3)),
            "weight_ih": np.zeros((0, 2)),
            "weight_out": np.zeros((2, 0)),
        },
        "not square": {"weight_hh": np.ones((3, 4))},
        "five gates": {"weight_hh": np.ones((15, 3))},
        "other inputs": {"weight_ih": np.ones((4, 2))},
        "other outputs": {"weight_out": np.ones((2, 5))},
        "bias too long": {"bias_hh": np.ones(4)},
        "bias of the readout": {"bias_out": np.ones(7)},
        "bias 3-d": {"bias_ih": np.ones((3, 1, 1))},
    }
    for name, changed in hostile.items():
        for suffix, content in of_arrays(ARRAYS | changed).items():
            if (name, suffix) != ("dates", ".mat"):  # which holds them as plain integers
                yield name, suffix, content
    for suffix, content in of_arrays({"weight_ih": np.ones((3, 2))}).items():
        yield "no recurrent weights", suffix, content


def lying_safetensors() -> Iterator[File]:
    def of(header: object, data: bytes = b"\0" * 72, length: int | None = None) -> bytes:
        text = header if isinstance(header, bytes) else json.dumps(header).encode()
        return struct.pack("<Q", len(text) if length is None else length) + text + data

    name, entry = TORCH_NAMES["weight_hh"], {"dtype": "F64", "shape": [3, 3], "data_offsets": [0, 72]}
    for length in (2**64 - 1, 2**63, 2**40, 2**31, 10**8, 0, 1):
        yield f"header of {length}", ".safetensors", of({name: entry}, length=length)
    changes = {
        "huge shape": {"shape": [2**40, 2**40]},
        "overflowing shape": {"shape": [2**63, 2]},
        "negative shape": {"shape": [-3, -3]},
        "shape of text": {"shape": "3,3"},
        "far offsets": {"data_offsets": [0, 2**60]},
        "offsets reversed": {"data_offsets": [72, 0]},
        "unknown dtype": {"dtype": "F1024"},
        "fewer bytes": {"shape": [3, 2]},
    }
    for what, changed in changes.items():
        yield what, ".safetensors", of({name: entry | changed})
    yield "overlapping", ".safetensors", of({name: entry, "b": entry})
    yield "deep header", ".safetensors", of(b"[" * 100_000)
    yield "list header", ".safetensors", of([1, 2])
    yield "metadata of numbers", ".safetensors", of({"__metadata__": {"a": 1}, name: entry})
    yield "another format", ".safetensors", of({"__metadata__": {"format": "engram/99"}, name: entry})
    yield "line breaks in names", ".safetensors", of({"a\nb\x1b[31m": entry})
    yield "half a million names", ".safetensors", of({str(i): entry for i in range(50_000)})


def npy(shape: tuple[int, ...], dtype: str = "<f8", data: bytes = b"") -> bytes:
    buffer = io.BytesIO()
    np.lib.format.write_array_header_1_0(buffer, {"descr": dtype, "fortran_order": False, "shape": shape})
    return buffer.getvalue() + data


def archive(members: dict[str, bytes], *, kind: int = zipfile.ZIP_STORED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", kind) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return buffer.getvalue()


def lying_npz() -> Iterator[File]:
    whole = {f"{name}.npy": npy(array.shape, data=array.tobytes()) for name, array in ARRAYS.items()}
    for shape in ((10**4, 10**4), (10**7, 10**7), (2**62, 4), (2**63, 1), (-1, 3), (3, -3), (10**30, 1)):
        yield f"claims {shape}", ".npz", archive(whole | {"weight_hh.npy": npy(shape)})
    for dtype in ("|O", "<c16", "<U4", "<M8[s]", "|V8"):
        yield f"dtype {dtype}", ".npz", archive(whole | {"weight_hh.npy": npy((3, 3), dtype, b"\0" * 144)})
    yield (
        "header of code",
        ".npz",
        archive(whole | {"weight_hh.npy": b"\x93NUMPY\x01\0\x20\0__import__('os').system('x')   \n"}),
    )
    yield (
        "deep header",
        ".npz",
        archive(whole | {"weight_hh.npy": b"\x93NUMPY\x02\0\x10\x27\0\0" + b"(" * 10_000}),
    )
    yield "no version", ".npz", archive(whole | {"weight_hh.npy": b"\x93NUMPY\x09\x09" + b"\0" * 64})
    yield (
        "bomb",
        ".npz",
        archive(
            whole | {"weight_hh.npy": npy((5000, 5000), data=bytes(8 * 5000**2))}, kind=zipfile.ZIP_DEFLATED
        ),
    )
    yield "many members", ".npz", archive({f"a{i}.npy": b"" for i in range(30_000)})
    yield "no arrays", ".npz", archive({"readme.txt": b"hello"})
    yield "empty zip", ".npz", archive({})
    yield (
        "names with separators",
        ".npz",
        archive({f"../../{name}": content for name, content in whole.items()}),
    )
    yield "absolute names", ".npz", archive({f"/etc/{name}": content for name, content in whole.items()})
    yield "bare npy", ".npz", npy((3, 3), data=bytes(72))
    yield from zip_tricks(".npz", archive(whole))


def lying_mat() -> Iterator[File]:
    whole = mat()
    for place, what in ((132, "size of the first element"), (128, "type of the first element")):
        for number in (2**31 - 1, 2**32 - 1, 2**31, 0):
            yield f"{what} {number}", ".mat", whole[:place] + struct.pack("<I", number) + whole[place + 4 :]
    for number in (10**6, 2**31 - 1, -1):
        changed = whole[:160] + struct.pack("<ii", number, number) + whole[168:]
        yield f"claims {number}", ".mat", changed
    bomb = zlib.compress(bytes(3 * 10**8), 1)
    yield "bomb", ".mat", whole[:128] + struct.pack("<II", 15, len(bomb)) + bomb
    yield "damaged deflate", ".mat", whole[:128] + struct.pack("<II", 15, 40) + b"\x78\x9c" + b"\xff" * 38
    yield (
        "version 7.3",
        ".mat",
        b"MATLAB 7.3 MAT-file".ljust(124) + b"\0\x02IM" + b"\x89HDF\r\n\x1a\n" + bytes(600),
    )
    yield "version 4", ".mat", struct.pack("<5i", 0, 2**30, 2**30, 0, 2) + b"W\0" + bytes(64)
    buffer = io.BytesIO()
    scipy.io.savemat(buffer, ARRAYS | {"weight_hh": np.array([[np.eye(3), "text"]], dtype=object)})
    yield "cells", ".mat", buffer.getvalue()
    buffer = io.BytesIO()
    scipy.io.savemat(buffer, {"net": ARRAYS})
    yield "struct", ".mat", buffer.getvalue()


# Pickles ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Call:
    """An object whose pickle calls a function."""

    function: Callable[..., object]
    arguments: tuple[object, ...]

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return self.function, self.arguments


def payloads(canary: Path) -> dict[str, object]:
    touch = f"open({str(canary)!r}, 'w')"
    shell = f"touch {canary}"
    return {
        "os.system": Call(os.system, (shell,)),
        "eval": Call(builtins.eval, (touch,)),
        "exec": Call(builtins.exec, (touch,)),
        "Popen": Call(subprocess.Popen, (shell.split(),)),
        "open": Call(builtins.open, (str(canary), "w")),
        "Path.touch": Call(Path.touch, (canary,)),
        "nested": {"state_dict": [{"rnn": (Call(os.system, (shell,)),)}]},
        "as a name": {Call(builtins.eval, (f"{touch} and 'a'",)): 1},
        "getattr": Call(getattr, (Call(__import__, ("os",)), "system")),
        "bytearray": Call(bytearray, (10**11,)),
    }


def pickles(canary: Path) -> Iterator[File]:
    for name, payload in payloads(canary).items():
        for protocol in (2, 4):
            content = pickle.dumps(payload, protocol)
            for suffix in SUFFIXES if protocol == 4 else (".pt",):
                yield f"pickle {protocol}, {name}", suffix, content
            yield f"torch zip {protocol}, {name}", ".pt", torch_zip(content)
        yield f"checkpoint, {name}", ".ckpt", ckpt(state_dict() | {"extra": payload})
        buffer = io.BytesIO()
        np.savez(buffer, **ARRAYS | {"weight_hh": np.array([[payload]], dtype=object)})
        yield f"object array, {name}", ".npz", buffer.getvalue()
        buffer = io.BytesIO()
        torch.save(state_dict() | {"extra": payload}, buffer, _use_new_zipfile_serialization=False)
        yield f"old checkpoint, {name}", ".pt", buffer.getvalue()


def torch_zip(content: bytes, **members: bytes) -> bytes:
    return archive({"a/data.pkl": content, "a/byteorder": b"little", "a/version": b"3\n"} | members)


def lying_pickles() -> Iterator[File]:
    head, tail = b"\x80\x02", b"."
    storage = b"((X\x07\0\0\0storagectorch\nFloatStorage\nX\x01\0\0\x000X\x03\0\0\0cpuJ%btQ"
    tensor = (
        b"}X\x01\0\0\0actorch._utils\n_rebuild_tensor_v2\n"
        + storage
        + b"J%bJ%b\x85J%b\x85\x89ccollections\nOrderedDict\n)RtRs"
    )
    pack = struct.Struct("<i").pack
    for name, numbers in {
        "storage of 2^31": (2**31 - 1, 0, 4, 1),
        "storage of -1": (-1, 0, 4, 1),
        "shape of 2^31": (4, 0, 2**31 - 1, 1),
        "stride 0": (4, 0, 2**31 - 1, 0),
        "negative stride": (4, 3, 4, -1),
        "negative offset": (4, -8, 4, 1),
        "negative shape": (4, 0, -4, 1),
        "offset beyond": (4, 100, 4, 1),
    }.items():
        content = head + tensor % tuple(map(pack, numbers)) + tail
        yield name, ".pt", archive({"a/data.pkl": content, "a/data/0": bytes(16), "a/version": b"3\n"})
    for name, body in {
        "far memo": b"}r\xff\xff\xff\x7f",
        "wide integer": b"}(\x8b" + struct.pack("<i", 10**6) + b"\x01" * 10**6 + b"Nu",
        "deep tuple": b"}" + b")" + b"\x85" * 400_000 + b"Ns",
        "deep list": b"]" * 100_000 + b"a" * 99_999,
        "many steps": b"}" + b"N0" * 10**6,
        "no end": b"}" * 100,
        "empty stack": b"R",
        "long text": b"}X\xff\xff\xff\x7fa",
        "long bytes": b"}\x8e" + struct.pack("<Q", 2**40),
        "extension": b"\x82\x01",
        "persistent text": b"Pevil\n",
        "persistent number": b"K\x01Q",
        "instance": b"(ios\nsystem\n",
        "codec": b"c_codecs\nencode\n(X\x01\0\0\0aX\x03\0\0\0hextR",
    }.items():
        yield name, ".pt", torch_zip(head + body + tail)
    yield "nothing", ".pt", torch_zip(b"")
    yield "not a pickle", ".pt", torch_zip(b"hello world")


def torch_contents() -> Iterator[File]:
    twice: dict[str, object] = {}
    twice["again"] = twice
    laughs: dict[str, object] = {"a": torch.ones(2, 2)}
    for _ in range(40):
        laughs = {"x": laughs, "y": laughs}
    two = {"a": state_dict(), "b": {name: tensor.clone() for name, tensor in state_dict().items()}}
    bidirectional = torch.nn.ModuleDict(
        {"rnn": torch.nn.RNN(2, 3, bidirectional=True), "out": torch.nn.Linear(3, 2)}
    )
    projected = torch.nn.ModuleDict({"rnn": torch.nn.LSTM(2, 6, proj_size=3), "out": torch.nn.Linear(3, 2)})
    contents = {
        "a number": 1,
        "a text": "weights",
        "a list": [state_dict()],
        "no tensors": {"a": 1},
        "empty": {},
        "numbered": {1: torch.eye(3)},
        "within itself": twice,
        "a billion": laughs,
        "two networks": two,
        "sparse": state_dict() | {"rnn.weight_hh_l0": torch.eye(3).to_sparse()},
        "sparse beside": state_dict() | {"x": torch.eye(3).to_sparse_csr()},
        "complex": state_dict() | {"rnn.weight_hh_l0": torch.eye(3, dtype=torch.complex64)},
        "quantised": state_dict()
        | {"rnn.weight_hh_l0": torch.quantize_per_tensor(torch.eye(3), 0.1, 0, torch.qint8)},
        "expanded": state_dict() | {"rnn.weight_hh_l0": torch.ones(1).expand(3, 3)},
        "meta": state_dict() | {"rnn.weight_hh_l0": torch.empty(3, 3, device="meta")},
        "float8": {name: tensor.to(torch.float8_e4m3fn) for name, tensor in state_dict().items()},
        "NaN in bfloat16": {name: tensor.bfloat16() * np.nan for name, tensor in state_dict().items()},
        "a module": torch.nn.RNN(2, 3),
        "numpy scalar": state_dict() | {"loss": np.float64(1)},
        "device": torch.device("cpu"),
        "bidirectional": bidirectional.state_dict(),
        "projected": projected.state_dict(),
        "two readouts": state_dict() | {"other.weight": torch.ones(5, 3)},
        "line breaks": {"a\nb.weight_hh": torch.eye(3), "a\nb.weight_ih": torch.eye(3)},
    }
    for name, content in contents.items():
        yield name, ".pt", pt(content)
    buffer = io.BytesIO()
    torch.jit.save(torch.jit.script(torch.nn.Linear(2, 2)), buffer)
    yield "TorchScript", ".pt", buffer.getvalue()
    with zipfile.ZipFile(io.BytesIO(pt())) as file:
        members = {name: file.read(name) for name in file.namelist()}
    yield "compressed", ".pt", archive(members, kind=zipfile.ZIP_DEFLATED)
    yield "two folders", ".pt", archive(members | {"other/data.pkl": b"\x80\x02N."})
    yield (
        "no data.pkl",
        ".pt",
        archive({name: content for name, content in members.items() if "pkl" not in name}),
    )
    yield "names with ..", ".pt", archive(members | {"archive/../../x": b""})
    yield (
        "storages missing",
        ".pt",
        archive({name: content for name, content in members.items() if "data/" not in name}),
    )
    yield (
        "storages short",
        ".pt",
        archive({name: content[:8] if "data/" in name else content for name, content in members.items()}),
    )
    yield "many members", ".pt", archive(members | {f"archive/{i}": b"" for i in range(60_000)})
    yield from zip_tricks(".pt", archive(members))


def zip_tricks(suffix: str, whole: bytes) -> Iterator[File]:
    """The archive itself lies: members twice, wrong sizes, checks, flags, directory."""
    entry, end = whole.index(b"PK\x01\x02"), whole.rindex(b"PK\x05\x06")
    buffer = io.BytesIO(whole)
    with zipfile.ZipFile(buffer, "a") as file:
        name = file.namelist()[0]
        with np.testing.suppress_warnings() as quiet:
            quiet.filter(UserWarning)
            file.writestr(name, b"again")
    yield "a member twice", suffix, buffer.getvalue()
    for what, place, value in (
        ("size beyond", entry + 24, struct.pack("<I", 2**31)),
        ("another method", entry + 10, struct.pack("<H", 99)),
        ("encrypted", entry + 8, struct.pack("<H", 1)),
        ("offset beyond", entry + 42, struct.pack("<I", 2**31)),
        ("wrong checksum", entry + 16, b"\xff\xff\xff\xff"),
        ("directory beyond", end + 12, struct.pack("<I", 2**31)),
        ("directory before", end + 16, struct.pack("<I", 2**31)),
        ("name beyond", entry + 28, struct.pack("<H", 2**16 - 1)),
    ):
        yield what, suffix, whole[:place] + value + whole[place + len(value) :]


# Tasks --------------------------------------------------------------------------------------------------------


def tasks() -> Iterator[File]:
    changes: dict[str, dict[str, object]] = {
        "no variables": {"num_variables": 0},
        "negative": {"num_variables": -1},
        "huge": {"num_variables": 10**9, "variable_size": 10**9},
        "wide integer": {"num_variables": 10**400},
        "text": {"num_variables": "one"},
        "a float": {"num_variables": 1.5},
        "a bool row": {"composition": [True, False]},
        "null": {"composition": None},
        "empty": {"composition": []},
        "ragged": {"composition": [[1.0], [0.0, 1.0]]},
        "too many rows": {"composition": [[1.0, 0.0]] * 3},
        "NaN": {"composition": [[float("nan"), 0.0], [0.0, 1.0]]},
        "infinity": {"composition": [[float("inf"), 0.0], [0.0, 1.0]]},
        "extra": {"extra": 1},
        "name of numbers": {"name": [1]},
        "an object": {"composition": {"a": 1}},
        "words": {"composition": [["a", "b"], ["c", "d"]]},
    }
    for name, changed in changes.items():
        yield name, ".json", json.dumps(TASK | changed).encode()
    text = json.dumps(TASK)
    for name, content in {
        "empty file": b"",
        "deep": b"[" * 10**6,
        "deep objects": b'{"a":' * 10**5,
        "deep rows": b'{"composition":' + b"[" * 10**5,
        "list": b"[1, 2]",
        "number": b"1",
        "beyond float": text.replace("1.0", "1e999").encode(),
        "utf-16": text.encode("utf-16"),
        "not utf-8": b"\xff\xfe\xfd",
        "two documents": (text + text).encode(),
        "comments": (text + "// hello").encode(),
        "many numbers": b'{"composition": [[' + b"0," * (20 * 2**20) + b"0]]}",
        "many rows": b'{"composition": [' + b"[]," * (10 * 2**20) + b"[]]}",
        "long text": b'"' + b"a" * (40 * 2**20) + b'"',
        "surrogates": b'{"name": "\\ud800"}',
        "null bytes": b"\0" * 1000,
    }.items():
        yield name, ".json", content


# Paths --------------------------------------------------------------------------------------------------------


def paths(folder: Path) -> Iterator[Hostile]:
    """What is no regular file, and names that lead nowhere."""
    for suffix in SUFFIXES:
        places = {
            what: folder / f"{what}{suffix}"
            for what in ("folder", "fifo", "zero", "null", "loop", "dangling", "full")
        }
        places["folder"].mkdir()
        os.mkfifo(places["fifo"])
        for what, target in (
            ("zero", "/dev/zero"),
            ("null", "/dev/null"),
            ("full", "/dev/full"),
            ("dangling", "nowhere"),
        ):
            places[what].symlink_to(target)
        places["loop"].symlink_to(places["loop"].name)
        yield from (Hostile(f"{what}{suffix}", str(path)) for what, path in places.items())
        names = {
            "line break": "a\nb",
            "quotes": "a'b\"c`$(touch canary)",
            "right to left": "\u202egro.live",
            "escape": "\x1b[31mred\x07",
            "long": "x" * 5000,
            "upwards": "../" * 50 + "etc/passwd",
            "null byte": "a\0b",
            "surrogate": "\udcff",
            "spaces": "  ",
        }
        yield from (Hostile(f"{what}{suffix}", f"{folder}/{name}{suffix}") for what, name in names.items())
        yield Hostile(f"a sparse file{suffix}", str(sparse(folder / f"sparse{suffix}")))
    listener = socket.socket(socket.AF_UNIX)
    here = os.getcwd()
    os.chdir(folder)  # names of sockets are short
    listener.bind("socket.npz")
    os.chdir(here)
    yield Hostile("socket.npz", str(folder / "socket.npz"))
    yield from (
        Hostile(f"path {path!r}", path)
        for path in ("", " ", ".", "/", "~", "-", "/dev/stdin", "http://a/b.npz", "a\nb")
    )


def sparse(path: Path) -> Path:
    """Half a terabyte of zeros that takes no space."""
    with path.open("wb") as file:
        file.truncate(2**39)
    return path


def hollow_zip(path: Path, members: dict[str, bytes], name: str, start: bytes, size: int) -> None:
    """A zip whose last member is true in every size, and a hole after its first bytes."""
    with zipfile.ZipFile(path, "w") as file:
        for other, content in members.items():
            file.writestr(other, content)
        hollow = zipfile.ZipInfo(name)
        hollow.file_size = hollow.compress_size = size
        hollow.CRC = 0
        hollow.header_offset = file.fp.tell()
        file.fp.write(hollow.FileHeader() + start)
        file.fp.seek(size - len(start), os.SEEK_CUR)
        file.start_dir = file.fp.tell()
        file.filelist.append(hollow)


def hollow(folder: Path) -> Iterator[Hostile]:
    """Files of three gigabytes that hold a network but for its shapes, and take a page of the disk."""
    side, rows = 20_000, 19_000
    size = 8 * side * rows
    others = {f"{name}.npy": npy(array.shape, data=array.tobytes()) for name, array in ARRAYS.items()}
    path = folder / "sparse-hollow.npz"
    start = npy((side, rows))
    hollow_zip(path, others, "bias_hh.npy", start, len(start) + size)
    yield Hostile("hollow .npz", str(path))
    path = folder / "sparse-hollow.safetensors"
    tensors = {TORCH_NAMES["weight_hh"]: {"dtype": "F64", "shape": [side, rows], "data_offsets": [0, size]}}
    header = json.dumps(tensors).encode()
    with path.open("wb") as file:
        file.write(len(header).to_bytes(8, "little") + header)
        file.truncate(8 + len(header) + size)
    yield Hostile("hollow .safetensors", str(path))
    with zipfile.ZipFile(io.BytesIO(pt())) as whole:
        members = {name: whole.read(name) for name in whole.namelist()}
    last = max(name for name in members if "/data/" in name)
    del members[last]
    path = folder / "sparse-hollow.pt"
    hollow_zip(path, members, last, b"", size)
    yield Hostile("hollow .pt", str(path))


def write_all(folder: Path, canary: Path) -> list[Hostile]:
    """Every kind, written; the canary appears if anything of a file is executed."""
    kinds = [
        *truncated(),
        *wrong_magic(),
        *lying_suffixes(),
        *wrong_values(),
        *lying_safetensors(),
        *lying_npz(),
        *lying_mat(),
        *pickles(canary),
        *lying_pickles(),
        *torch_contents(),
        *tasks(),
    ]
    found = [*paths(folder), *hollow(folder)]
    for index, (name, suffix, content) in enumerate(kinds):
        path = folder / f"{index}{suffix}"
        path.write_bytes(content)
        found.append(Hostile(f"{index}: {name} ({suffix})", str(path)))
    return found
