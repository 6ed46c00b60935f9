"""Recurrent cells in float64 NumPy, with closed-form Jacobians."""

from engram.dynamics.cells.activations import Activation, Elementwise, Nonlinearity
from engram.dynamics.cells.elman import Elman, elman
from engram.dynamics.cells.gru import GRU
from engram.dynamics.cells.linear import diagonal, linear
from engram.dynamics.cells.lstm import LSTM
from engram.dynamics.cells.recurrent_layer import RecurrentLayer
from engram.dynamics.cells.stacked import Stacked, StackedCells
from engram.dynamics.cells.starting import StartingCell, StartingFrom

__all__ = [
    "GRU",
    "LSTM",
    "Activation",
    "Elementwise",
    "Elman",
    "Nonlinearity",
    "RecurrentLayer",
    "Stacked",
    "StackedCells",
    "StartingCell",
    "StartingFrom",
    "diagonal",
    "elman",
    "linear",
]
