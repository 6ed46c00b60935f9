"""The seam between the towers: what a recurrent network is, in NumPy float64."""

from engram.dynamics.cells import Activation, Elman, Nonlinearity, elman
from engram.dynamics.protocol import Cell, Dynamics, StatePart, Trajectory, named_parts, run, run_on
from engram.dynamics.tensors import save_tensors
from engram.dynamics.weights import load, save

__all__ = [
    "Activation",
    "Cell",
    "Dynamics",
    "Elman",
    "Nonlinearity",
    "StatePart",
    "Trajectory",
    "elman",
    "load",
    "named_parts",
    "run",
    "run_on",
    "save",
    "save_tensors",
]
