"""From arrays under their short names to a cell: weight_hh, weight_ih, weight_out, the biases; or A, B, C."""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum

import numpy as np
from jaxtyping import Shaped
from numpy import ndarray

from engram.dynamics.cells import GRU, LSTM, Activation, Elman, RecurrentLayer, diagonal, linear
from engram.errors import WeightsError

Arrays = Mapping[str, ndarray]

LAYER_ARRAYS = ("weight_hh", "weight_ih", "bias_hh", "bias_ih", "bias")
READOUT_ARRAYS = ("weight_out", "bias_out")
STATE_SPACE_ARRAYS = ("A", "B", "C", "D")


MAX_NUMBERS = 2**28
"""Numbers of one layer that are taken (2 GiB in float64: some 16,000 hidden units)."""

_CURE = "give the cell that it is (--cell), or transpose it (--names weight_hh=NAME.T)"


class CellKind(StrEnum):
    """The cells that weights can be made into."""

    ELMAN = "elman"
    GRU = "gru"
    LSTM = "lstm"
    LINEAR = "linear"

    @property
    def cell(self) -> type[RecurrentLayer]:
        """What holds its weights."""
        return {CellKind.GRU: GRU, CellKind.LSTM: LSTM}.get(self, Elman)

    @property
    def gates(self) -> int:
        """Rows of weight_hh over its columns."""
        return self.cell.gates


def kind_of(weight_hh: ndarray, wanted: CellKind | None) -> CellKind:
    """By the ratio of rows to columns (1 Elman, 3 GRU, 4 LSTM), which must be that of `wanted` where one is given.

    A ratio between them counts as the nearest one, so that `make_layer` can say everything that is wrong at once.
    """
    rows, columns = _ranked("weight_hh", weight_hh).shape
    if wanted is not None and rows != wanted.gates * columns:
        raise WeightsError(
            f"weight_hh has shape {(rows, columns)}; expected {wanted.gates} times as many rows as columns for the "
            f"cell {wanted.value!r}: {_CURE}"
        )
    kinds = (CellKind.ELMAN, CellKind.GRU, CellKind.LSTM)
    return wanted or min(kinds, key=lambda kind: abs(rows - kind.gates * columns))


def make_layer(arrays: Arrays, kind: CellKind, activation: Activation | None) -> RecurrentLayer:
    """A cell from `LAYER_ARRAYS` and `READOUT_ARRAYS`, missing biases zero.

    Raises `WeightsError` with what is missing, of a wrong type or shape, or not finite.
    """
    _check_activation(kind, activation)
    missing = [name for name in ("weight_hh", "weight_ih", "weight_out") if name not in arrays]
    if missing:
        raise WeightsError(f"{' and '.join(missing)} missing; found {', '.join(sorted(arrays)) or 'nothing'}")
    found = {name: _ranked(name, array) for name, array in arrays.items()}
    rows, outputs = found["weight_hh"].shape[0], found["weight_out"].shape[0]
    found.setdefault("bias_out", np.zeros(outputs))
    biases = _two_biases(found, rows) if kind is CellKind.GRU else {"bias": _one_bias(found, rows)}
    fields = {name: found[name] for name in ("weight_hh", "weight_ih", "weight_out", "bias_out")} | biases
    _check_sizes(kind.cell, fields)
    wide = {name: array.astype(np.float64, copy=False) for name, array in fields.items()}
    made = kind.cell(**wide)
    if isinstance(made, Elman):
        given = Activation.IDENTITY if kind is CellKind.LINEAR else activation or Activation.TANH
        return replace(made, activation=given)
    return made


def _check_sizes(cell: type[RecurrentLayer], arrays: Arrays) -> None:
    """Before anything is copied: arrays may be views of a file that claims any size."""
    wrong = list(cell.wrong_shapes({name: array.shape for name, array in arrays.items()}))
    if wrong:
        rows, columns = arrays["weight_hh"].shape
        raise WeightsError("; ".join(wrong) + (f": {_CURE}" if rows != cell.gates * columns else ""))
    numbers = sum(array.size for array in arrays.values())
    if numbers > MAX_NUMBERS:
        raise WeightsError(f"a layer of {numbers} numbers; at most {MAX_NUMBERS} are taken")


def make_state_space(arrays: Arrays) -> Elman:
    """A linear network in discrete time from A (N, N), B and C, or from the diagonal of A, real or complex."""
    missing = [name for name in ("A", "B", "C") if name not in arrays]
    if missing:
        raise WeightsError(f"{' and '.join(missing)} missing for a linear network (A, B, C)")
    if "D" in arrays and np.any(arrays["D"]):
        raise WeightsError(
            "D is not zero: an output that takes the input directly is no function of the state; leave it out by "
            "naming A, B and C (--names A=A B=B C=C), or add it to the outputs yourself"
        )
    matrices = {name: _numbers(name, arrays[name]) for name in ("A", "B", "C")}
    state_matrix = matrices["A"]
    is_row = state_matrix.ndim == 2 and 1 in state_matrix.shape and state_matrix.shape != (1, 1)
    if state_matrix.ndim == 1 or is_row or (state_matrix.shape == (1, 1) and np.iscomplexobj(state_matrix)):
        return diagonal(state_matrix.ravel(), matrices["B"], matrices["C"])
    if any(np.iscomplexobj(matrix) for matrix in matrices.values()):
        raise WeightsError(
            f"A is a matrix of shape {state_matrix.shape} and A, B or C is complex; expected real matrices, or the "
            "eigenvalues of A as a vector"
        )
    return linear(*(matrix.astype(np.float64) for matrix in matrices.values()))


def _check_activation(kind: CellKind, activation: Activation | None) -> None:
    # What gated cells and linear ones have anyway may be said.
    own = Activation.IDENTITY if kind is CellKind.LINEAR else Activation.TANH
    if kind is not CellKind.ELMAN and activation is not None and activation is not own:
        raise WeightsError(
            f"the activation {activation.value!r} is given for a cell of type {kind.value!r}, which has its own; "
            "leave it out (--activation is for Elman cells)"
        )


def _one_bias(arrays: Arrays, rows: int) -> Shaped[ndarray, " rows"]:
    """bias, or bias_hh + bias_ih: torch adds the two."""
    halves = [arrays.get(name, np.zeros(rows)) for name in ("bias_hh", "bias_ih")]
    if "bias" in arrays:
        if "bias_hh" in arrays or "bias_ih" in arrays:
            raise WeightsError(
                "bias stands beside bias_hh or bias_ih; give their sum as bias, or the two without it"
            )
        return arrays["bias"]
    if any(half.shape != (rows,) for half in halves):
        raise WeightsError(
            f"bias_hh has shape {halves[0].shape} and bias_ih {halves[1].shape}; expected {(rows,)} for both"
        )
    # Widened first: a sum in float32 would round.
    return halves[0].astype(np.float64) + halves[1]


def _two_biases(arrays: Arrays, rows: int) -> dict[str, ndarray]:
    if "bias" in arrays:
        raise WeightsError(
            "a GRU has two biases, found one named bias; name it bias_ih (added outside the product with the reset "
            "gate) or bias_hh (inside)"
        )
    return {name: arrays.get(name, np.zeros(rows)) for name in ("bias_hh", "bias_ih")}


def _ranked(name: str, array: ndarray) -> ndarray:
    """Real numbers in one or two dimensions; a bias that stands as one row or column becomes a vector."""
    dimensions = 1 if name.startswith("bias") else 2
    # As MATLAB writes vectors.
    flat = array.ravel() if dimensions == 1 and array.ndim == 2 and 1 in array.shape else array
    if flat.ndim != dimensions or flat.dtype.kind not in "fiu":
        raise WeightsError(
            f"{name} is {array.dtype} of shape {array.shape}; expected real numbers in {dimensions} "
            f"dimension{'s' if dimensions > 1 else ''}, of a type that NumPy has (float32 or float64)"
        )
    return flat


def _numbers(name: str, array: ndarray) -> ndarray:
    if array.dtype.kind not in "fiuc" or array.ndim not in ({1, 2} if name == "A" else {2}):
        raise WeightsError(
            f"{name} is {array.dtype} of shape {array.shape}; expected numbers in 2 dimensions"
            f"{', or the eigenvalues in 1' if name == 'A' else ''}"
        )
    return array
