"""The seam between the towers: what a recurrent network is, in NumPy float64."""

from engram.dynamics.cells import Activation, Elman, elman
from engram.dynamics.protocol import Dynamics, Trajectory, run, run_on
from engram.dynamics.tensors import save_tensors
from engram.dynamics.weights import load, save

__all__ = [
    "Activation",
    "Dynamics",
    "Elman",
    "Trajectory",
    "elman",
    "load",
    "run",
    "run_on",
    "save",
    "save_tensors",
]
