"""What the cells with weights have in common: one recurrent layer, its gates one above the other, a linear readout."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import ClassVar, TypeVar

import numpy as np
from jaxtyping import Float
from numpy import ndarray

from engram.dynamics.protocol import Inputs, Outputs, RecurrentChange, StatePart, States
from engram.errors import WeightsError
from engram.numerics import frozen

_SCANNED = 2**24
"""Numbers in arrays of wrong shapes that are still looked through for NaN, so that both are said at once."""

_Layer = TypeVar("_Layer", bound="RecurrentLayer")


class RecurrentLayer(ABC):
    """Weights of `gates` gates of N units, checked and read-only, and a readout off the hidden part of the state.

    A cell is a frozen dataclass that adds its step and its Jacobians. Raises `WeightsError` with everything that
    is wrong: shapes that do not fit each other, entries that are not finite.
    """

    gates: ClassVar[int]
    """How many N x N matrices `weight_hh` is made of."""
    biases: ClassVar[tuple[str, ...]]
    """Names of the bias vectors of the recurrent layer, each one of `gates` times N numbers."""

    weight_hh: Float[ndarray, "rows hidden"]
    weight_ih: Float[ndarray, "rows input"]
    weight_out: Float[ndarray, "output hidden"]
    bias_out: Float[ndarray, " output"]

    def __post_init__(self) -> None:
        arrays = {name: np.asarray(getattr(self, name)) for name in self.array_names()}
        problems = list(self.wrong_shapes({name: array.shape for name, array in arrays.items()}))
        if not problems or sum(array.size for array in arrays.values()) <= _SCANNED:
            problems += _not_finite(arrays)
        if problems:
            raise WeightsError("; ".join(problems))
        for name, values in arrays.items():
            object.__setattr__(self, name, frozen(values))

    @classmethod
    def array_names(cls) -> tuple[str, ...]:
        """Every array of the cell, by field name."""
        return ("weight_hh", "weight_ih", "weight_out", *cls.biases, "bias_out")

    @property
    @abstractmethod
    def kind(self) -> str:
        """What it is in a few words."""

    @property
    @abstractmethod
    def state_parts(self) -> tuple[StatePart, ...]:
        """What the state vector is made of; h comes first."""

    @abstractmethod
    def step(self, state: States, input: Inputs) -> States:
        """h(t) from h(t-1) and u(t)."""

    @abstractmethod
    def state_jacobian(self, state: States, input: Inputs) -> Float[ndarray, "*batch hidden hidden"]:
        """D h(t) / d h(t-1)."""

    @abstractmethod
    def input_jacobian(self, state: States, input: Inputs) -> Float[ndarray, "*batch hidden input"]:
        """D h(t) / d u(t)."""

    @property
    def hidden_size(self) -> int:
        """N: units of the layer, and size of the part of the state that is read out."""
        return self.weight_hh.shape[1]

    @property
    def state_size(self) -> int:
        """Everything that carries over a step: N, or 2N for a cell with a second part."""
        return sum(part.size for part in self.state_parts)

    @property
    def input_size(self) -> int:
        """Number of input components."""
        return self.weight_ih.shape[1]

    @property
    def output_size(self) -> int:
        """Number of output components."""
        return self.weight_out.shape[0]

    def initial_state(self, batch: int) -> Float[ndarray, "batch hidden"]:
        """Zeros."""
        return np.zeros((batch, self.state_size))

    def readout(self, state: States) -> Outputs:
        """W_r h(t) + b_r."""
        return state[..., : self.hidden_size] @ self.weight_out.T + self.bias_out

    def readout_jacobian(self, state: States) -> Float[ndarray, "*batch output hidden"]:
        """W_r, whatever the state, and zeros for parts that are not read."""
        unread = np.zeros((self.output_size, self.state_size - self.hidden_size))
        whole = np.concatenate([self.weight_out, unread], axis=1) if unread.size else self.weight_out
        return np.broadcast_to(whole, (*state.shape[:-1], *whole.shape))

    def map_recurrent(self: _Layer, change: RecurrentChange) -> _Layer:
        """The same network with the N x N matrix of each gate changed."""
        changed = [change(block) for block in self.gate_blocks(self.weight_hh)]
        return replace(self, weight_hh=np.concatenate(changed))  # type: ignore[type-var]

    def redrawn(self: _Layer, rng: np.random.Generator) -> _Layer:
        """Weights uniform in +-1/sqrt(N), as torch draws them; biases that are zero stay zero."""
        bound = 1 / np.sqrt(self.hidden_size)

        def drawn(like: Float[ndarray, "*shape"]) -> Float[ndarray, "*shape"]:
            return rng.uniform(-bound, bound, like.shape) if np.any(like) else np.zeros_like(like)

        return replace(self, **{name: drawn(getattr(self, name)) for name in self.array_names()})  # type: ignore[type-var]

    def gate_blocks(self, weights: Float[ndarray, "rows columns"]) -> Float[ndarray, "gates hidden columns"]:
        """The rows of each gate, as a view."""
        return weights.reshape(self.gates, self.hidden_size, -1)

    @classmethod
    def wrong_shapes(cls, found: Mapping[str, tuple[int, ...]]) -> Iterator[str]:
        """What is wrong with the shapes of the arrays in `array_names`, in words; nothing where they fit."""
        hidden = (found["weight_hh"] or (0,))[0] // cls.gates
        if hidden < 1:
            yield f"weight_hh has shape {found['weight_hh']}; a network has at least one unit"
            return
        inputs = found["weight_ih"][-1] if found["weight_ih"] else 1
        outputs = found["weight_out"][0] if found["weight_out"] else 1
        expected = {
            "weight_hh": (cls.gates * hidden, hidden),
            "weight_ih": (cls.gates * hidden, inputs),
            "weight_out": (outputs, hidden),
            **dict.fromkeys(cls.biases, (cls.gates * hidden,)),
            "bias_out": (outputs,),
        }
        wrong = [
            f"{name} has shape {found[name]}, expected {shape}"
            for name, shape in expected.items()
            if found[name] != shape
        ]
        if wrong:
            yield "; ".join(wrong) + f" for a network of {hidden} hidden units"


def _not_finite(arrays: dict[str, ndarray]) -> Iterator[str]:
    for name, values in arrays.items():
        count = int(np.sum(~np.isfinite(values)))
        if count:
            yield (
                f"{name} holds {count} NaN or infinite value{'s' if count > 1 else ''}; every weight must be finite "
                "(did the training diverge? use an earlier checkpoint)"
            )


def fill_scaled_rows(
    out: Float[ndarray, "batch hidden columns"],
    scales: Sequence[Float[ndarray, "*batch hidden"]],
    blocks: Float[ndarray, "gates hidden columns"],
) -> None:
    """Write sum_g diag(scale_g) block_g into `out`: the chain rule through gates, for each state of a flat batch.

    As one small matrix product a unit: twice the time of writing the numbers, a third of that of adding up arrays.
    """
    by_unit = np.stack([scale.reshape(out.shape[:2]) for scale in scales], axis=-1).swapaxes(0, 1)
    np.matmul(by_unit, blocks.swapaxes(0, 1), out=out.swapaxes(0, 1))


def scaled_rows(
    scales: Sequence[Float[ndarray, "*batch hidden"]], blocks: Float[ndarray, "gates hidden columns"]
) -> Float[ndarray, "*batch hidden columns"]:
    """sum_g diag(scale_g) block_g for each state of a batch of any shape."""
    total = np.empty((*scales[0].shape, blocks.shape[2]))
    fill_scaled_rows(total.reshape(-1, *blocks.shape[1:]), scales, blocks)
    return total
