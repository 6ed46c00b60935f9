"""What a file holds of a network, under torch's names and under short ones."""

from dataclasses import dataclass

import numpy as np
from numpy import ndarray

from engram.dynamics.assembly import CellKind
from engram.dynamics.cells import GRU, LSTM, Activation, Elman, RecurrentLayer, Stacked
from engram.dynamics.protocol import Dynamics
from engram.errors import WeightsError


@dataclass(frozen=True, eq=False)
class Held:
    """A network as a file holds it: torch's four arrays a layer, and the readout."""

    cell: CellKind
    activation: Activation | None
    layers: tuple[dict[str, ndarray], ...]
    """From the bottom up: weight_hh, weight_ih, and, where any layer has a bias, bias_hh and bias_ih."""
    readout: dict[str, ndarray]
    """weight_out, and bias_out where one is not zero."""


def arrays_to_save(network: Dynamics) -> Held:
    """The arrays of one recurrent layer, or of layers of one kind stacked as torch stacks them.

    Raises `WeightsError` for any other network, which no file can hold.
    """
    layers = _layers_of(network)
    top = layers[-1]
    has_bias = any(np.any(getattr(layer, name)) for layer in layers for name in layer.biases)
    readout = {"weight_out": top.weight_out} | ({"bias_out": top.bias_out} if np.any(top.bias_out) else {})
    return Held(
        _kind_of(layers),
        _activation_of(layers),
        tuple(_arrays_of(layer, has_bias=has_bias) for layer in layers),
        readout,
    )


def torch_names(held: Held) -> dict[str, ndarray]:
    """As nn.RNN (nn.GRU, nn.LSTM) called `rnn` and nn.Linear called `readout` name them."""
    recurrent = {
        f"rnn.{name}_l{number}": array
        for number, layer in enumerate(held.layers)
        for name, array in layer.items()
    }
    return recurrent | {f"readout.{name.removesuffix('_out')}": array for name, array in held.readout.items()}


def short_names(held: Held) -> dict[str, ndarray]:
    """weight_hh, ...; numbered as torch does where there are several layers."""
    if len(held.layers) == 1:
        return held.layers[0] | held.readout
    recurrent = {
        f"{name}_l{number}": array
        for number, layer in enumerate(held.layers)
        for name, array in layer.items()
    }
    return recurrent | held.readout


def _layers_of(network: Dynamics) -> list[RecurrentLayer]:
    layers = list(network.layers) if isinstance(network, Stacked) else [network]
    known = [layer for layer in layers if isinstance(layer, RecurrentLayer)]
    if len(known) < len(layers):
        raise WeightsError(
            f"a network of type {network.kind!r} ({type(network).__name__}) cannot be saved; expected an Elman, GRU "
            "or LSTM cell, or a stack of one kind of them, from zero initial states: save your own module in torch"
        )
    for number, layer in enumerate(known[:-1]):
        identity = np.eye(layer.output_size, layer.hidden_size)
        if not np.array_equal(layer.weight_out, identity) or np.any(layer.bias_out):
            raise WeightsError(
                f"layer {number} of {len(known)} has a readout of its own, which torch's stacked layers have not, so "
                "the stack cannot be saved; expected an identity readout below the top"
            )
    return known


def _kind_of(layers: list[RecurrentLayer]) -> CellKind:
    kinds = {_KINDS[type(layer)] for layer in layers}
    if len(kinds) > 1:
        raise WeightsError(
            f"a stack of {', '.join(sorted(kinds))} layers cannot be saved in one file; expected one kind"
        )
    return kinds.pop()


def _activation_of(layers: list[RecurrentLayer]) -> Activation | None:
    activations = {layer.activation for layer in layers if isinstance(layer, Elman)}
    own = [activation.value for activation in activations if not isinstance(activation, Activation)]
    if own:
        raise WeightsError(
            f"the activation {own[0]!r} is a function of your own, which no file can hold; only "
            f"{', '.join(Activation)} can be saved"
        )
    known = [activation for activation in activations if isinstance(activation, Activation)]
    if len(known) > 1:
        raise WeightsError(f"layers of activations {', '.join(sorted(known))} cannot be saved in one file")
    return known[0] if known else None


def _arrays_of(layer: RecurrentLayer, *, has_bias: bool) -> dict[str, ndarray]:
    """The arrays by short name; torch adds two biases, of which a cell with one writes the second as zero."""
    arrays = {"weight_hh": layer.weight_hh, "weight_ih": layer.weight_ih}
    if not has_bias:
        return arrays
    if isinstance(layer, GRU):
        return arrays | {"bias_hh": layer.bias_hh, "bias_ih": layer.bias_ih}
    bias = getattr(layer, layer.biases[0])
    return arrays | {"bias_hh": bias, "bias_ih": np.zeros_like(bias)}


_KINDS = {Elman: CellKind.ELMAN, GRU: CellKind.GRU, LSTM: CellKind.LSTM}
