"""What a torch checkpoint claims, held against what it holds, before torch reads it. Needs no torch.

`torch.load(weights_only=True)` executes nothing of a file, but believes it: releases before 2.10 take the size of a
storage from the pickle, whatever is in the archive, a tensor with stride 0 is as large as it says, and a small zip
can hold any size. So the archive is measured first, and its pickle is followed with nothing behind the names.
"""

import io
import math
import pickle
import pickletools
import struct
import zipfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from engram.errors import WeightsError

MAX_DIRECTORY_BYTES = 2**20
"""Largest list of members of an archive (some 10,000 of them)."""
MAX_PICKLE_BYTES = 2**26
MAX_OPCODES = 500_000
"""Most steps of a pickle: a state dict of a thousand tensors takes 30,000."""
MAX_TUPLES = 20_000
"""Most tuples: Python hashes nested ones by recursion, without a limit of its own."""
SHARING = 4
"""How many times over tensors may use the bytes of the file (tied weights are there once)."""
PLAIN_NAMES = frozenset(
    {"collections.OrderedDict", "collections.Counter", "torch.Size", "torch.device"}
    | {"torch._utils._rebuild_tensor_v2", "torch._utils._rebuild_parameter"}
    | {f"torch.{kind}{bits}" for kind in ("int", "float") for bits in (16, 32, 64)}
    | {"torch.int8", "torch.uint8", "torch.bool", "torch.bfloat16"}
)
"""The names that a checkpoint of tensors and plain values may hold."""
ITEM_BYTES = {
    "torch.DoubleStorage": 8,
    "torch.FloatStorage": 4,
    "torch.HalfStorage": 2,
    "torch.BFloat16Storage": 2,
    "torch.LongStorage": 8,
    "torch.IntStorage": 4,
    "torch.ShortStorage": 2,
    "torch.CharStorage": 1,
    "torch.ByteStorage": 1,
    "torch.BoolStorage": 1,
    "torch.ComplexFloatStorage": 8,
    "torch.ComplexDoubleStorage": 16,
}


def check_archive(file: BinaryIO, path: Path) -> None:
    """Raise `WeightsError` unless the open file is a zip checkpoint of tensors and plain values, of true sizes."""
    try:
        _check_magic(file, path)
        _check_directory_size(file)
        with zipfile.ZipFile(file) as archive:
            sizes = _member_sizes(archive, path)
            content = _pickle_of(archive, sizes, path)
        _check_opcodes(content)
        _follow(content, sizes, path)
    except WeightsError:
        raise
    except _Unfit as error:
        raise WeightsError(f"{str(path)!r} is no PyTorch checkpoint that can be read: {error}") from None
    except Exception as error:  # zipfile, struct, pickle and pickletools each raise kinds of their own
        raise WeightsError(
            f"{str(path)!r} is no readable PyTorch checkpoint ({type(error).__name__}: {_short(error)}); save the "
            "state dict again with torch.save(model.state_dict(), ...)"
        ) from error
    file.seek(0)


def needs_unpickling(path: Path, what: str) -> WeightsError:
    """The refusal of a file that only unpickling opens, with the two lines that convert it."""
    name, converted = str(path), str(path.with_suffix(".state.pt"))
    return WeightsError(
        f"{name!r} holds {what}, which takes unpickling, and a pickle can run any code when it is opened; where "
        f"you trust the file, convert it once: checkpoint = torch.load({name!r}, weights_only=False); "
        f"torch.save(checkpoint['state_dict'], {converted!r}) (the key under which the tensors are, or "
        "checkpoint.state_dict() of a module)"
    )


def _is_old(path: Path) -> WeightsError:
    """The refusal of a bare pickle."""
    name, converted = str(path), str(path.with_suffix(".state.pt"))
    return WeightsError(
        f"{name!r} is a pickle, as PyTorch before 1.6 saved checkpoints, and a pickle can run any code when it is "
        f"opened; convert it once, with a PyTorch from 2.6 on: checkpoint = torch.load({name!r}, weights_only=True); "
        f"torch.save(checkpoint, {converted!r})"
    )


class _Unfit(Exception):
    """What is wrong with an archive, in words; the path is added where it is caught."""


def _check_magic(file: BinaryIO, path: Path) -> None:
    start = file.read(4)
    if start == b"PK\x03\x04":
        return
    if start[:1] == b"\x80" or start[1:2] == b"\x80":
        raise _is_old(path)
    raise _Unfit(
        f"it begins with {start!r}, expected a zip archive as torch.save writes it; if it is of another "
        "format, give it the ending of that format"
    )


def _check_directory_size(file: BinaryIO) -> None:
    """The list of members is bounded before Python reads it into memory (.ZIP File Format Specification, 4.3.14-16)."""
    file.seek(0, 2)
    end = file.tell()
    file.seek(max(0, end - 2**16 - 98))
    tail = file.read()
    record = tail.rfind(b"PK\x05\x06")
    if record < 0:
        raise _Unfit("the end of its zip archive is missing; the file is cut off: copy or save it again")
    size = struct.unpack_from("<I", tail, record + 12)[0]
    if record >= 76 and tail[record - 20 :].startswith(b"PK\x06\x07"):
        size = struct.unpack_from("<Q", tail, record - 76 + 40)[0]
    if size > min(end, MAX_DIRECTORY_BYTES):
        raise _Unfit(
            f"its zip archive declares a list of members of {size} bytes; the file has {end} and at most "
            f"{MAX_DIRECTORY_BYTES} are read"
        )


def _member_sizes(archive: zipfile.ZipFile, path: Path) -> dict[str, int]:
    """Bytes of each member; refused unless the members are plain, distinct, and fit into the file."""
    members = archive.infolist()
    names = [member.filename for member in members]
    if any("/constants.pkl" in name or "/code/" in name for name in names):
        raise WeightsError(
            f"{str(path)!r} is a TorchScript archive, which holds a program; convert it once, where you trust it: "
            f"module = torch.jit.load({str(path)!r}); torch.save(module.state_dict(), "
            f"{str(path.with_suffix('.state.pt'))!r})"
        )
    if len(set(names)) < len(names):
        repeated, _ = Counter(names).most_common(1)[0]
        raise _Unfit(f"its zip archive holds {repeated!r} more than once; save it again")
    if len({name.split("/")[0] for name in names}) != 1 or any(".." in name.split("/") for name in names):
        raise _Unfit("the members of its zip archive do not lie in one folder, as torch.save writes them")
    if any(member.compress_type != zipfile.ZIP_STORED or member.flag_bits & 1 for member in members):
        raise _Unfit("its zip archive is compressed or encrypted; torch.save does neither: save it again")
    size, available = sum(member.file_size for member in members), path.stat().st_size
    if size > available:
        raise _Unfit(f"its zip archive declares {size} bytes; the file has {available}")
    return {name.partition("/")[2]: member.file_size for name, member in zip(names, members, strict=True)}


def _pickle_of(archive: zipfile.ZipFile, sizes: dict[str, int], path: Path) -> bytes:
    if "data.pkl" not in sizes:
        raise _Unfit("its zip archive has no data.pkl, which torch.save writes; is it an .npz?")
    if sizes["data.pkl"] > MAX_PICKLE_BYTES:
        raise _Unfit(
            f"its data.pkl has {sizes['data.pkl']} bytes, at most {MAX_PICKLE_BYTES} are read; save the state dict "
            "alone"
        )
    return archive.read(f"{archive.namelist()[0].split('/')[0]}/data.pkl")


def _check_opcodes(content: bytes) -> None:
    """Bound what a pickle can make Python do before Python does it."""
    tuples = 0
    for count, (opcode, argument, _) in enumerate(pickletools.genops(content)):
        tuples += opcode.name.startswith("TUPLE")
        if count > MAX_OPCODES or tuples > MAX_TUPLES:
            raise _Unfit(
                f"its pickle has more than {MAX_OPCODES} steps or {MAX_TUPLES} tuples; save the state dict alone"
            )
        # The memo is an array, made as long as the largest index; integers this long collide in a dict.
        is_far = "PUT" in opcode.name and isinstance(argument, int) and argument > MAX_OPCODES
        if is_far or (
            opcode.name.startswith("LONG") and isinstance(argument, int) and abs(argument) >= 2**64
        ):
            raise _Unfit(f"its pickle has a {opcode.name} out of range, which torch.save never writes")


def _follow(content: bytes, sizes: dict[str, int], path: Path) -> None:
    """Go through the pickle with inert stand-ins for all that it names; check every size that it declares."""
    follower = _Follower(content, sizes, path)
    follower.load()
    limit = SHARING * path.stat().st_size
    if follower.tensor_bytes > limit:
        raise _Unfit(
            f"its tensors add up to {follower.tensor_bytes} bytes in a file of {path.stat().st_size}; clone what is "
            "shared before saving"
        )


@dataclass(frozen=True)
class _Storage:
    """A storage as the pickle declares it."""

    items: int
    item_bytes: int


class _Inert:
    """Stands for what a pickle makes: takes everything, keeps nothing."""

    def __init__(self, *arguments: object) -> None:
        pass

    def __setitem__(self, key: object, value: object) -> None:
        pass

    def __setstate__(self, state: object) -> None:
        pass


class _Follower(pickle.Unpickler):
    """Follows a pickle without looking anything up, so that nothing of it can run."""

    def __init__(self, content: bytes, sizes: dict[str, int], path: Path) -> None:
        super().__init__(io.BytesIO(content))
        self.sizes, self.path, self.tensor_bytes = sizes, path, 0

    def find_class(self, module: str, name: str) -> Any:
        """What stands there instead of the name; a name that is not of tensors and plain values is refused."""
        full = f"{module}.{name}"
        if full in ITEM_BYTES:
            return ITEM_BYTES[full]
        if full == "torch._utils._rebuild_tensor_v2":
            return self._measured
        if full in PLAIN_NAMES:
            return _Inert
        raise needs_unpickling(self.path, f"{full[:80]!r} beside tensors and plain values")

    def persistent_load(self, pid: Any) -> _Storage:
        """The storage of ("storage", type, key, location, number of items), if the archive holds as much."""
        tag, item_bytes, key, _, items = pid
        if tag != "storage" or not _is_size(item_bytes) or not _is_size(items):
            raise _Unfit("its pickle declares a storage without a type or a size; save it again")
        held = self.sizes.get(f"data/{key}", 0)
        if items * item_bytes > held:
            raise _Unfit(
                f"storage {str(key)[:24]!r} declares {items * item_bytes} bytes and the file holds {held} of it"
            )
        return _Storage(items, item_bytes)

    def _measured(
        self, storage: _Storage, offset: int, shape: tuple[int, ...], strides: tuple[int, ...], *_: Any
    ) -> _Inert:
        """A tensor that lies in its storage and has no entry twice."""
        if not all(_is_size(number) for number in (offset, *shape, *strides)) or len(shape) != len(strides):
            raise _Unfit(
                f"its pickle declares a tensor of shape {str(shape)[:40]}, strides {str(strides)[:40]}"
            )
        count = math.prod(shape)
        last = offset + sum((length - 1) * stride for length, stride in zip(shape, strides, strict=True))
        if count and (last >= storage.items or count > storage.items):
            raise _Unfit(
                f"a tensor of shape {str(shape)[:40]} does not lie in its storage of {storage.items} items; save "
                "expanded tensors after .contiguous()"
            )
        self.tensor_bytes += count * storage.item_bytes
        return _Inert()


def _is_size(number: object) -> bool:
    return type(number) is int and number >= 0


def _short(error: Exception) -> str:
    return (str(error).splitlines() or [""])[0][:160]
