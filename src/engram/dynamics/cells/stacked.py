"""Several layers as one network: each takes what the one below reads out of its new state."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeVar, cast, final

import numpy as np
from jaxtyping import Float
from numpy import ndarray

from engram.dynamics.cells.recurrent_layer import RecurrentLayer
from engram.dynamics.protocol import Cell, Dynamics, Inputs, Outputs, RecurrentChange, StatePart, States
from engram.errors import MismatchError

_Stack = TypeVar("_Stack", bound="Stacked")


@dataclass(frozen=True, eq=False)
class _Rung:
    """One layer at one step: what it was given and what became of it."""

    layer: Dynamics
    span: slice
    """Where its state stands in the whole."""
    old: ndarray
    given: ndarray
    new: ndarray


@dataclass(frozen=True, eq=False)
class Stacked:
    """Layers from the bottom up; layer l + 1 takes the readout of layer l's state at the same step as its input.

    The state is all the layers' states in a row; outputs are read off the top. torch's two-layer LSTM is two LSTM
    with an identity readout in the lower one. It is a `StackedCells`, and so a `Cell`, where every layer is a `Cell`.

    Raises `MismatchError` where a layer's outputs are not as many as the next one's inputs.
    """

    layers: tuple[Dynamics, ...]

    def __new__(cls: type[_Stack], layers: tuple[Dynamics, ...]) -> _Stack:
        """A `StackedCells` where it can be one."""
        are_cells = all(isinstance(layer, Cell) for layer in layers)
        return cast(_Stack, object.__new__(StackedCells if are_cells else Stacked))

    def __getnewargs__(self) -> tuple[tuple[Dynamics, ...]]:
        """For copies and pickles."""
        return (self.layers,)

    def __post_init__(self) -> None:
        if not self.layers:
            raise MismatchError("a stack holds at least one layer; found none")
        for index, (below, above) in enumerate(zip(self.layers, self.layers[1:], strict=False)):
            if below.output_size != above.input_size:
                raise MismatchError(
                    f"layer {index} reads out {below.output_size} components and layer {index + 1} takes "
                    f"{above.input_size}; expected as many"
                )

    @property
    def kind(self) -> str:
        """For example "2-layer GRU", or "tanh Elman -> linear" where the layers differ."""
        kinds = [layer.kind for layer in self.layers]
        return f"{len(kinds)}-layer {kinds[0]}" if len(set(kinds)) == 1 else " -> ".join(kinds)

    @property
    def state_parts(self) -> tuple[StatePart, ...]:
        """The parts of each layer with the layer's number: h_l0, c_l0, h_l1, c_l1."""
        return tuple(
            StatePart(f"{part.name}_l{index}", part.size)
            for index, layer in enumerate(self.layers)
            for part in layer.state_parts
        )

    @property
    def state_size(self) -> int:
        """The layers' sizes added up."""
        return sum(layer.state_size for layer in self.layers)

    @property
    def input_size(self) -> int:
        """What the lowest layer takes."""
        return self.layers[0].input_size

    @property
    def output_size(self) -> int:
        """What the top layer reads out."""
        return self.layers[-1].output_size

    def initial_state(self, batch: int) -> Float[ndarray, "batch hidden"]:
        """Each layer's own."""
        return np.concatenate([layer.initial_state(batch) for layer in self.layers], axis=-1)

    def step(self, state: States, input: Inputs) -> States:
        """All layers' new states, from the bottom up."""
        return np.concatenate([rung.new for rung in self._climb(state, input)], axis=-1)

    def readout(self, state: States) -> Outputs:
        """What the top layer reads out."""
        return self.layers[-1].readout(state[..., self._spans()[-1]])

    def state_jacobian(self, state: States, input: Inputs) -> Float[ndarray, "*batch hidden hidden"]:
        """Block lower triangular: a layer's new state depends on its own old state and on those below it."""
        jacobian = np.zeros((*state.shape, self.state_size))
        given_by_state = np.empty((*state.shape[:-1], self.input_size, 0))
        for rung in self._climb(state, input):
            rows, own = jacobian[..., rung.span, :], rung.span
            rows[..., : own.start] = rung.layer.input_jacobian(rung.old, rung.given) @ given_by_state
            rows[..., own] = rung.layer.state_jacobian(rung.old, rung.given)
            given_by_state = _read(rung, rows[..., : own.stop])
        return jacobian

    def input_jacobian(self, state: States, input: Inputs) -> Float[ndarray, "*batch hidden input"]:
        """The lowest layer's, carried upwards by the chain rule."""
        jacobian = np.empty((*state.shape, self.input_size))
        given_by_input = np.eye(self.input_size)
        for rung in self._climb(state, input):
            rows = rung.layer.input_jacobian(rung.old, rung.given) @ given_by_input
            jacobian[..., rung.span, :] = rows
            given_by_input = _read(rung, rows)
        return jacobian

    def readout_jacobian(self, state: States) -> Float[ndarray, "*batch output hidden"]:
        """The top layer's, and zeros for the layers below."""
        jacobian, top = np.zeros((*state.shape[:-1], self.output_size, self.state_size)), self._spans()[-1]
        jacobian[..., top] = self.layers[-1].readout_jacobian(state[..., top])
        return jacobian

    def _spans(self) -> list[slice]:
        """Where each layer's state stands in the whole."""
        ends = np.cumsum([layer.state_size for layer in self.layers]).tolist()
        return [slice(start, end) for start, end in zip([0, *ends], ends, strict=False)]

    def _climb(self, state: States, input: Inputs) -> Iterator[_Rung]:
        """One step, layer by layer from the bottom up."""
        for layer, span in zip(self.layers, self._spans(), strict=True):
            new = layer.step(state[..., span], input)
            yield _Rung(layer, span, state[..., span], input, new)
            input = layer.readout(new)


def _read(
    rung: _Rung, rows: Float[ndarray, "*batch state columns"]
) -> Float[ndarray, "*batch output columns"]:
    """The readout's Jacobian times `rows`: no product where the readout is the identity, as in torch's layers."""
    if not isinstance(rung.layer, RecurrentLayer):
        return rung.layer.readout_jacobian(rung.new) @ rows
    read = rows[..., : rung.layer.hidden_size, :]
    return read if _reads_all(rung.layer) else rung.layer.weight_out @ read


def _reads_all(layer: Dynamics) -> bool:
    """Whether the readout is the identity."""
    return isinstance(layer, RecurrentLayer) and np.array_equal(
        layer.weight_out, np.eye(*layer.weight_out.shape)
    )


def _with_identity(drawn: Cell, original: Cell) -> Cell:
    if isinstance(drawn, RecurrentLayer) and _reads_all(original):
        return replace(drawn, weight_out=np.eye(*drawn.weight_out.shape))  # type: ignore[type-var]
    return drawn


@final
@dataclass(frozen=True, eq=False)
class StackedCells(Stacked):
    """A `Stacked` whose layers all know their weights, so that it does too."""

    layers: tuple[Cell, ...]

    def map_recurrent(self, change: RecurrentChange) -> "StackedCells":
        """The same network with the recurrent matrices of every layer changed."""
        return replace(self, layers=tuple(layer.map_recurrent(change) for layer in self.layers))

    def redrawn(self, rng: np.random.Generator) -> "StackedCells":
        """Every layer redrawn, from the bottom up; identities between layers are wiring and stay."""
        drawn = [layer.redrawn(rng) for layer in self.layers]
        wired = [_with_identity(*pair) for pair in zip(drawn[:-1], self.layers[:-1], strict=True)]
        return replace(self, layers=(*wired, drawn[-1]))
