"""The seam between the towers: what a recurrent network is, in NumPy float64."""

from engram.dynamics.assembly import CellKind
from engram.dynamics.cells import (
    GRU,
    LSTM,
    Activation,
    Elementwise,
    Elman,
    Nonlinearity,
    RecurrentLayer,
    Stacked,
    StackedCells,
    StartingCell,
    StartingFrom,
    diagonal,
    elman,
    linear,
)
from engram.dynamics.protocol import Cell, Dynamics, StatePart, Trajectory, named_parts, run, run_on
from engram.dynamics.state_dict import Layout, network_of
from engram.dynamics.tensors import save_tensors
from engram.dynamics.weights import load, save

__all__ = [
    "GRU",
    "LSTM",
    "Activation",
    "Cell",
    "CellKind",
    "Dynamics",
    "Elementwise",
    "Elman",
    "Layout",
    "Nonlinearity",
    "RecurrentLayer",
    "Stacked",
    "StackedCells",
    "StartingCell",
    "StartingFrom",
    "StatePart",
    "Trajectory",
    "diagonal",
    "elman",
    "linear",
    "load",
    "named_parts",
    "network_of",
    "run",
    "run_on",
    "save",
    "save_tensors",
]
