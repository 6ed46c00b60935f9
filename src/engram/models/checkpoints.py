"""Torch checkpoints, by `torch.load(weights_only=True)` alone: a state dict, wherever in the checkpoint it lies."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

import torch
from numpy import ndarray
from torch import Tensor

from engram.dynamics import Cell
from engram.dynamics.state_dict import Layout, network_of
from engram.errors import WeightsError

StateDict = Mapping[str, Tensor]
RECURRENT = re.compile(r"(^|\.)weight_hh(_l\d+)?$")
LAYER = re.compile(r"(^|\.)weight_[hi]h(_l\d+)?(_reverse)?$")
"""Matrices of a recurrent layer, as torch names them."""
Found = dict[str, StateDict]
"""State dicts by the path of keys that leads to them, joined by dots; "" is the checkpoint itself."""


@dataclass(frozen=True, eq=False)
class Checkpoint:
    """A network, beside the state dict that it was made of."""

    network: Cell
    tensors: StateDict
    layout: Layout
    """Where in the state dict the network is."""


def read(file: BinaryIO, path: Path, layout: Layout) -> Checkpoint:
    """The network in an open checkpoint that `check_archive` has let through.

    Raises `WeightsError` where it holds no network, or several and `layout` does not say which.
    """
    try:
        content = torch.load(file, map_location="cpu", weights_only=True)
    except Exception as error:  # torch raises whatever its zip reader and its unpickler raise
        reason = (str(error).splitlines() or [type(error).__name__])[0][:160]
        raise WeightsError(
            f"{str(path)!r} cannot be read by torch.load(weights_only=True) ({reason}); save the state dict again with "
            "torch.save(model.state_dict(), ...)"
        ) from error
    try:
        tensors, layout = chosen(state_dicts(content), layout)
        network = network_of({name: _array(name, tensor) for name, tensor in tensors.items()}, layout)
    except WeightsError as error:
        # Names of a file may hold line breaks.
        raise WeightsError(f"{str(path)!r}: {' '.join(str(error).split())}") from None
    return Checkpoint(network, tensors, layout)


def state_dicts(content: object) -> Found:
    """The mappings from names to tensors in nested mappings; lists and numbered states (optimisers) are passed over."""
    found: Found = {}
    seen: set[int] = set()
    waiting: list[tuple[str, object]] = [("", content)]
    while waiting:
        where, value = waiting.pop()
        # A mapping may be in the checkpoint many times over, and even within itself.
        if (
            not isinstance(value, Mapping)
            or id(value) in seen
            or not all(isinstance(key, str) for key in value)
        ):
            continue
        seen.add(id(value))
        tensors = {name: tensor for name, tensor in value.items() if isinstance(tensor, Tensor)}
        if any(tensor.ndim for tensor in tensors.values()):
            found[where] = tensors
        waiting += [(f"{where}.{key}" if where else key, inner) for key, inner in value.items()]
    return found


def chosen(found: Found, layout: Layout) -> tuple[StateDict, Layout]:
    """The state dict that holds the network, and the layout within it.

    It is the one with recurrent weights. Where several have some (a running average of the weights, say),
    `layout.recurrent` chooses: "ema.rnn" is `rnn` in the state dict under the key `ema`. The parts of a network that
    were saved apart, {"rnn": ..., "readout": ...}, become one state dict with prefixes.
    """
    wanted = [where for where in found if where and _is_within(where, layout.recurrent)]
    recurrent = sorted(where for where in found if any(RECURRENT.search(name) for name in found[where]))
    if wanted:
        place = max(wanted, key=len)
    elif len(recurrent) == 1 or (not recurrent and len(found) == 1):
        place = (recurrent or list(found))[0]
    elif recurrent:
        raise WeightsError(
            f"it holds {len(recurrent)} state dicts with recurrent weights, under {_listed(recurrent)}; choose one "
            f"with --recurrent KEY.PREFIX, as in --recurrent {_prefixes(found, recurrent[-1])[0]}"
        )
    elif found:
        return _joined(found, ""), layout
    else:
        raise WeightsError(
            "it holds no mapping from names to tensors; expected a state dict, as model.state_dict() is"
        )
    if any(tensor.ndim == 2 and not LAYER.search(name) for name, tensor in found[place].items()):
        return found[place], _inside(place, layout)
    parent = place.rpartition(".")[0]
    return _joined(found, parent), _inside(parent, layout)


def _joined(found: Found, parent: str) -> StateDict:
    """All state dicts under `parent` as one, the keys that lead to them as prefixes."""
    under = {where.removeprefix(parent).strip("."): where for where in found if _is_within(parent, where)}
    return {
        f"{prefix}.{name}" if prefix else name: tensor
        for prefix, where in under.items()
        for name, tensor in found[where].items()
    }


def _inside(place: str, layout: Layout) -> Layout:
    """The layout as seen from within the state dict at `place`."""

    def seen(name: str | None) -> str | None:
        return (
            name.removeprefix(place).lstrip(".") or None
            if place and name and _is_within(place, name)
            else name
        )

    names = {short: seen(name) or name for short, name in layout.names.items()}
    return replace(layout, recurrent=seen(layout.recurrent), readout=seen(layout.readout), names=names)


def _is_within(place: str, name: str | None) -> bool:
    return name is not None and (not place or name == place or name.startswith(f"{place}."))


def _prefixes(found: Found, place: str) -> list[str]:
    """The prefixes of the recurrent layers in a state dict, with the keys that lead to it."""
    names = [f"{place}.{name}" if place else name for name in found[place] if RECURRENT.search(name)]
    return list(dict.fromkeys(RECURRENT.sub("", name) for name in names))


def _listed(places: list[str]) -> str:
    shown = ", ".join(repr(place) for place in places[:6])
    return shown + (f" and {len(places) - 6} more" if len(places) > 6 else "")


def _array(name: str, tensor: Tensor) -> ndarray:
    """The tensor as an array; bfloat16, which NumPy does not know, in float32 (exactly)."""
    if tensor.layout is not torch.strided or tensor.is_quantized:
        raise WeightsError(
            f"{name} is a sparse or quantised tensor; expected a dense one: save {name}.to_dense()"
        )
    return (tensor.float() if tensor.dtype == torch.bfloat16 else tensor).detach().numpy()
