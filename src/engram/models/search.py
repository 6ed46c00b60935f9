"""Where a torch module keeps its recurrent layer and its linear readout: found by type and size, under any name."""

from collections.abc import Mapping
from dataclasses import dataclass

import torch
from jaxtyping import Float
from numpy import ndarray
from torch import nn

from engram.dynamics import Activation
from engram.dynamics.assembly import CellKind
from engram.errors import InputError
from engram.models.isolation import title

LAYERS = (nn.RNN, nn.GRU, nn.LSTM)
CELLS = (nn.RNNCell, nn.GRUCell, nn.LSTMCell)
Layer = nn.RNN | nn.GRU | nn.LSTM
RecurrentModule = Layer | nn.RNNCell | nn.GRUCell | nn.LSTMCell
Readout = nn.Linear | nn.Identity


@dataclass(frozen=True)
class Parts:
    """The recurrent layer and the readout of a module, with their qualified names in it."""

    name: str
    recurrent: RecurrentModule
    readout_name: str
    readout: Readout


def find_parts(module: nn.Module, recurrent: str | None, readout: str | nn.Module | None) -> Parts:
    """The recurrent layer and the linear readout of a module.

    Raises `InputError` with the candidates where nothing or several things fit, and with what cannot be adapted
    (bidirectional layers, projected LSTM).
    """
    name, layer = find_recurrent(module, recurrent)
    _check_supported(name, layer)
    return Parts(name, layer, *_find_readout(module, layer, readout))


def find_recurrent(module: nn.Module, wanted: str | None) -> tuple[str, RecurrentModule]:
    """The recurrent layer by name, or the only one there is."""
    found = {name: part for name, part in module.named_modules() if isinstance(part, (*LAYERS, *CELLS))}
    if wanted is not None:
        if wanted in found:
            return wanted, found[wanted]
        raise InputError(f"recurrent={wanted!r} names no recurrent layer; {_listing(found, module)}")
    if len(found) == 1:
        return next(iter(found.items()))
    if not found:
        raise InputError(
            f"{title(module)} has no nn.RNN, nn.GRU, nn.LSTM or one of their cells; {_listing(found, module)}; "
            "wrap a cell of your own with wrap_cell(step, readout, ...)"
        )
    raise InputError(
        f"{title(module)} has {len(found)} recurrent layers; {_listing(found, module)}; choose one with "
        "recurrent='<name>'"
    )


def arrays_of(parts: Parts) -> dict[str, Float[ndarray, "..."]]:
    """The weights in float64 under the names of torch, as `recurrent.weight_hh_l0` and `readout.weight`."""
    layer, arrays = parts.recurrent, {}
    suffixes = [f"_l{index}" for index in range(layer.num_layers)] if isinstance(layer, LAYERS) else [""]
    stems = ("weight_hh", "weight_ih", "bias_hh", "bias_ih") if layer.bias else ("weight_hh", "weight_ih")
    for name in (stem + suffix for suffix in suffixes for stem in stems):
        arrays[f"recurrent.{name}"] = _array(getattr(layer, name))
    if isinstance(parts.readout, nn.Identity):
        arrays["readout.weight"] = _array(torch.eye(layer.hidden_size))
    else:
        arrays["readout.weight"] = _array(parts.readout.weight)
        if parts.readout.bias is not None:
            arrays["readout.bias"] = _array(parts.readout.bias)
    return arrays


def cell_kind_of(layer: RecurrentModule) -> CellKind:
    """By the type of the torch layer."""
    if isinstance(layer, nn.GRU | nn.GRUCell):
        return CellKind.GRU
    return CellKind.LSTM if isinstance(layer, nn.LSTM | nn.LSTMCell) else CellKind.ELMAN


def activation_of(layer: RecurrentModule) -> Activation | None:
    """The choice of an nn.RNN or nn.RNNCell; None of the others, which have no choice."""
    return Activation(layer.nonlinearity) if isinstance(layer, nn.RNN | nn.RNNCell) else None


def other_parts(module: nn.Module, parts: Parts) -> list[str]:
    """What else in the module has weights of its own, described."""
    known = {id(tensor) for part in (parts.recurrent, parts.readout) for tensor in part.parameters()}
    return [
        _described(name, part)
        for name, part in module.named_modules()
        if any(id(tensor) not in known for tensor in part.parameters(recurse=False))
    ]


def _array(tensor: torch.Tensor) -> Float[ndarray, "..."]:
    if tensor.is_complex():
        raise InputError(
            "the recurrent layer has complex weights; expected real ones: use dynamics.diagonal or wrap_cell"
        )
    # Every narrower type (half, bfloat16, float8) is contained in float64: nothing is rounded.
    return tensor.detach().to("cpu", torch.float64).contiguous().numpy()


def _check_supported(name: str, layer: RecurrentModule) -> None:
    if getattr(layer, "bidirectional", False):
        raise InputError(
            f"{_described(name, layer)} is bidirectional: its backward half runs against time, so there is no state "
            "that carries over a step; expected a layer with bidirectional=False"
        )
    if getattr(layer, "proj_size", 0):
        raise InputError(
            f"{_described(name, layer)} projects its states (proj_size={layer.proj_size}); expected proj_size=0: write "
            "its step as a function and use wrap_cell"
        )


def _find_readout(
    module: nn.Module, layer: RecurrentModule, wanted: str | nn.Module | None
) -> tuple[str, Readout]:
    """The readout that was given, named, or is the only linear layer of the right size."""
    size = layer.hidden_size
    if isinstance(wanted, nn.Module):
        return "readout", _checked_readout("readout", wanted, size)
    linear = {name: part for name, part in module.named_modules() if isinstance(part, nn.Linear)}
    if wanted is not None:
        named = dict(module.named_modules())
        if wanted in named:
            return wanted, _checked_readout(wanted, named[wanted], size)
        raise InputError(f"readout={wanted!r} names no part of the module; {_listing(linear, module)}")
    fitting = {name: part for name, part in linear.items() if part.in_features == size}
    if len(fitting) == 1:
        return next(iter(fitting.items()))
    if not fitting:
        raise InputError(
            f"{title(module)} has no nn.Linear that takes the {size} hidden units; {_listing(linear, module)}; give "
            "one with readout=<nn.Linear>, or readout=torch.nn.Identity() to read the hidden units themselves"
        )
    raise InputError(
        f"{title(module)} has {len(fitting)} linear layers that take the {size} hidden units; "
        f"{_listing(fitting, module)}; choose one with readout='<name>'"
    )


def _checked_readout(name: str, part: nn.Module, size: int) -> Readout:
    if isinstance(part, nn.Identity) or (isinstance(part, nn.Linear) and part.in_features == size):
        return part
    raise InputError(
        f"readout {_described(name, part)} does not read the state; expected an nn.Linear of {size} inputs or an "
        "nn.Identity"
    )


def _listing(found: Mapping[str, nn.Module], module: nn.Module) -> str:
    """The candidates, or else what the module has at all."""
    if found:
        return "candidates are " + ", ".join(_described(name, part) for name, part in found.items())
    leaves = [(name, part) for name, part in module.named_modules() if not list(part.children())]
    shown = ", ".join(_described(name, part) for name, part in leaves[:8])
    return f"it holds {shown}" + (f" and {len(leaves) - 8} more" if len(leaves) > 8 else "")


def _described(name: str, part: nn.Module) -> str:
    """For example 'core.rnn' (LSTM 3 -> 64, 2 layers)."""
    sizes = ""
    if isinstance(part, LAYERS):
        sizes = (
            f" {part.input_size} -> {part.hidden_size}, {part.num_layers} layer{'s' * (part.num_layers > 1)}"
        )
    elif isinstance(part, CELLS):
        sizes = f" {part.input_size} -> {part.hidden_size}"
    elif isinstance(part, nn.Linear):
        sizes = f" {part.in_features} -> {part.out_features}"
    return f"{name!r} ({type(part).__name__}{sizes})"
