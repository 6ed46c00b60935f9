"""From a state dict to a network: recurrent layers found by name and shape, the linear readout by shape.

Names are those of torch under any prefix: `rnn.weight_hh_l0`, `model.encoder.cell.weight_hh`, `module.fc.weight`.
Where several things fit, nothing is guessed: the error lists them and names the flag that chooses.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy import ndarray

from engram.dynamics.assembly import (
    LAYER_ARRAYS,
    READOUT_ARRAYS,
    STATE_SPACE_ARRAYS,
    Arrays,
    CellKind,
    kind_of,
    make_layer,
    make_state_space,
)
from engram.dynamics.cells import Activation, StackedCells
from engram.dynamics.protocol import Cell
from engram.errors import MismatchError, WeightsError

_LAYER_NAME = re.compile(
    r"(?P<prefix>(?:.*\.)?)(?P<stem>weight_hh|weight_ih|weight_hr|bias_hh|bias_ih|bias)"
    r"(?:_l(?P<layer>\d{1,3}))?(?P<reverse>_reverse)?"
)
_SHORT_NAME = re.compile(
    rf"(?:{'|'.join(LAYER_ARRAYS)})(?:_l\d{{1,3}})?|{'|'.join((*READOUT_ARRAYS, *STATE_SPACE_ARRAYS))}"
)
_LISTED = 8
"""Names that an error lists before it only counts."""


@dataclass(frozen=True)
class Layout:
    """Where in a file or a state dict the network is; what is None or not named is found by name and shape."""

    recurrent: str | None = None
    """Prefix of the recurrent layer: "model.rnn" of `model.rnn.weight_hh_l0`."""
    readout: str | None = None
    """Prefix of the linear readout: "model.fc" of `model.fc.weight`."""
    cell: CellKind | None = None
    """The cell, where the ratio of weight_hh's rows to its columns does not tell it (`linear`)."""
    activation: Activation | None = None
    """Of an Elman cell; where it is not given here or in the file, tanh."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Short name -> name found: weight_hh, weight_ih, bias_hh, bias_ih, bias (with _l0, _l1, ... for several
    layers), weight_out, bias_out; or A, B, C. A trailing ".T" transposes: {"weight_ih": "W_in.T"}."""


def network_of(arrays: Arrays, layout: Layout = Layout()) -> Cell:
    """The network that the arrays of a state dict are.

    Layers (nn.RNN, nn.GRU, nn.LSTM; one or several) and cells (nn.RNNCell, ...) are told apart by shape, the
    readout is the linear layer that reads N components. Other entries are ignored: a state dict does not say
    what a network does with them (an embedding, a normalisation, a learned initial state, a nonlinearity other than
    tanh). Wrapping the torch module itself compares step by step and finds out; from a file nobody can.

    Raises `WeightsError` where nothing fits, or more than one thing, or a layer is bidirectional or projected.
    """
    named = _renamed(arrays, layout.names)
    if _is_state_space(arrays, named):
        return _state_space(arrays, named, layout)
    layers = _chosen_layers(arrays, named, layout.recurrent)
    kinds = [kind_of(layer["weight_hh"], layout.cell) for layer in layers]
    readout = _readout(arrays, named, layers[-1]["weight_hh"].shape[1], layout.readout)
    if len(layers) == 1:
        return make_layer(layers[0] | readout, kinds[0], layout.activation)
    return _stack(layers, kinds, readout, layout.activation)


def _renamed(arrays: Arrays, names: Mapping[str, str]) -> dict[str, ndarray]:
    """The arrays that are named, under their short names, transposed where the name found ends in ".T"."""
    unknown = [short for short in names if not _SHORT_NAME.fullmatch(short)]
    if unknown:
        raise WeightsError(
            f"--names {unknown[0]}={names[unknown[0]]}: {unknown[0]!r} is none of "
            f"{', '.join((*LAYER_ARRAYS, *READOUT_ARRAYS, *STATE_SPACE_ARRAYS))} (with _l0, _l1, ... where there are "
            "several layers)"
        )
    renamed = {}
    for short, wanted in names.items():
        plain = wanted if wanted in arrays else wanted.removesuffix(".T")
        if plain not in arrays:
            raise WeightsError(
                f"--names {short}={wanted}: there is no array {plain!r}; found {_listing(arrays)}"
            )
        _check_bias_named(plain, arrays, names)
        renamed[short] = arrays[plain] if plain == wanted else arrays[plain].T
    return renamed


def _check_bias_named(found: str, arrays: Arrays, names: Mapping[str, str]) -> None:
    bias = f"{found.removesuffix('.weight')}.bias"
    if found.endswith(".weight") and bias in arrays and bias not in names.values():
        raise WeightsError(
            f"{found!r} is named and its bias {bias!r} is not; name it too (--names bias_hh=..., bias_ih=... or "
            "bias_out=...)"
        )


# (A, B, C) ---------------------------------------------------------------------------------------------------


def _is_state_space(arrays: Arrays, named: Arrays) -> bool:
    if any(name in STATE_SPACE_ARRAYS for name in named):
        return True
    is_recurrent = any("weight_hh" in name for name in (*arrays, *named))
    return not is_recurrent and {"A", "B", "C"} <= set(arrays)


def _state_space(arrays: Arrays, named: dict[str, ndarray], layout: Layout) -> Cell:
    others = [layout.recurrent, layout.readout, layout.cell, layout.activation]
    if any(other not in (None, CellKind.LINEAR, Activation.IDENTITY) for other in others):
        raise WeightsError(
            "A, B and C make a linear network; leave out --recurrent, --readout, --cell and --activation, or name the "
            "arrays of another cell (--names weight_hh=NAME)"
        )
    if {"A", "B", "C"} <= named.keys():
        return make_state_space(named)
    return make_state_space({name: arrays[name] for name in STATE_SPACE_ARRAYS if name in arrays} | named)


# Recurrent layers --------------------------------------------------------------------------------------------


def _chosen_layers(arrays: Arrays, named: Arrays, wanted: str | None) -> list[dict[str, ndarray]]:
    """The arrays of each layer under their short names, from the bottom up."""
    of_layers = {short: array for short, array in named.items() if short not in READOUT_ARRAYS}
    if not any(short.startswith("weight_hh") for short in of_layers):
        prefix, found = _one(_candidates(arrays), wanted, arrays)
    elif wanted is None:
        prefix, found = "", {}
    else:
        raise WeightsError(
            f"--recurrent {wanted} and --names weight_hh=... both choose the recurrent layer; give one of them"
        )
    layers = {number: dict(layer) for number, layer in found.items()}
    for short, array in of_layers.items():
        stem, _, number = short.partition("_l")
        layers.setdefault(int(number or 0), {})[stem] = array
    for number in sorted(layers):
        missing = [stem for stem in ("weight_hh", "weight_ih") if stem not in layers[number]]
        if missing or sorted(layers) != list(range(len(layers))):
            raise WeightsError(
                f"the recurrent layer {prefix!r} has arrays for the layers {', '.join(map(str, sorted(layers)))}"
                f"{f' and lacks {missing[0]} of layer {number}' if missing else ''}; expected weight_hh and weight_ih "
                "for every layer from 0"
            )
    return [layers[number] for number in sorted(layers)]


def _candidates(arrays: Arrays) -> dict[str, dict[int, dict[str, ndarray]]]:
    """Everything under a prefix that has a weight_hh: prefix -> layer -> short name -> array."""
    found: dict[str, dict[int, dict[str, ndarray]]] = {}
    for name, array in arrays.items():
        if match := _LAYER_NAME.fullmatch(name):
            layer = found.setdefault(match["prefix"], {}).setdefault(int(match["layer"] or 0), {})
            layer[match["stem"] + (match["reverse"] or "")] = array
    return {
        prefix.removesuffix("."): layers
        for prefix, layers in found.items()
        if any("weight_hh" in layer for layer in layers.values())
    }


def _one(
    candidates: Mapping[str, dict[int, dict[str, ndarray]]], wanted: str | None, arrays: Arrays
) -> tuple[str, dict[int, dict[str, ndarray]]]:
    """The recurrent layer that is wanted, or the only one there is."""
    prefix = _choose(list(candidates), wanted)
    if prefix is None:
        found = ", ".join(map(repr, candidates))
        raise WeightsError(
            f"found {len(candidates)} recurrent layers{f' ({found})' if found else ''}"
            f"{f', none of them {wanted!r}' if wanted and candidates else ''}; expected one: "
            + (
                "choose it with --recurrent PREFIX"
                if candidates
                else f"no name ends in weight_hh or weight_hh_l0 (found {_listing(arrays)}); say which arrays are the "
                "network's with --names weight_hh=NAME --names weight_ih=NAME --names weight_out=NAME"
            )
        )
    stems = {stem for layer in candidates[prefix].values() for stem in layer}
    if any(stem.endswith("_reverse") for stem in stems):
        raise WeightsError(
            f"the recurrent layer {prefix!r} is bidirectional (weight_hh_l0_reverse): its backward half runs against "
            "time, so no state carries over a step; expected a layer with bidirectional=False"
        )
    if "weight_hr" in stems:
        raise WeightsError(
            f"the recurrent layer {prefix!r} projects its states (weight_hr_l0); expected an LSTM with proj_size=0"
        )
    return prefix, candidates[prefix]


def _choose(prefixes: list[str], wanted: str | None) -> str | None:
    """The only one, or the one that is `wanted` or alone ends in it; None where that is not one."""
    if wanted is None:
        return prefixes[0] if len(prefixes) == 1 else None
    if wanted in prefixes:
        return wanted
    ending = [prefix for prefix in prefixes if prefix.endswith(f".{wanted}")]
    return ending[0] if len(ending) == 1 else None


# The readout, and the whole -----------------------------------------------------------------------------------


def _readout(arrays: Arrays, named: Arrays, hidden: int, wanted: str | None) -> dict[str, ndarray]:
    """weight_out, and bias_out where there is one."""
    of_readout = {short: array for short, array in named.items() if short in READOUT_ARRAYS}
    if "weight_out" in of_readout:
        return of_readout
    if wanted is None and "weight_out" in arrays:
        return {short: arrays[short] for short in READOUT_ARRAYS if short in arrays} | of_readout
    linear = {
        name.removesuffix("weight").removesuffix("."): array.shape
        for name, array in arrays.items()
        if (name.endswith(".weight") or name == "weight") and array.ndim == 2
    }
    fitting = [prefix for prefix, shape in linear.items() if shape[1] == hidden]
    prefix = _choose(list(linear) if wanted else fitting, wanted)
    if prefix is None:
        listed = ", ".join(f"{name!r} of shape {shape}" for name, shape in list(linear.items())[:_LISTED])
        raise WeightsError(
            f"found {len(fitting)} linear layers that read {hidden} components"
            f"{f', none of them {wanted!r}' if wanted else ''} (linear layers: {listed or 'none'}); expected one: "
            "choose it with --readout PREFIX or --names weight_out=NAME"
        )
    dot = f"{prefix}." if prefix else ""
    bias = {"bias_out": arrays[f"{dot}bias"]} if f"{dot}bias" in arrays else {}
    return {"weight_out": arrays[f"{dot}weight"]} | bias | of_readout


def _stack(
    layers: list[dict[str, ndarray]],
    kinds: list[CellKind],
    readout: dict[str, ndarray],
    activation: Activation | None,
) -> Cell:
    """Layers of which all but the top one read out their whole hidden state."""
    made = []
    for number, (layer, kind) in enumerate(zip(layers, kinds, strict=True)):
        is_top = number == len(layers) - 1
        read = readout if is_top else {"weight_out": np.eye(layer["weight_hh"].shape[1])}
        try:
            made.append(make_layer(layer | read, kind, activation))
        except WeightsError as error:
            raise WeightsError(f"layer {number}: {error}") from None
    try:
        return StackedCells(tuple(made))
    except MismatchError as error:
        raise WeightsError(str(error)) from None


def _listing(names: Iterable[str]) -> str:
    listed = sorted(names)
    more = f" and {len(listed) - _LISTED} more" if len(listed) > _LISTED else ""
    return (", ".join(listed[:_LISTED]) or "nothing") + more
