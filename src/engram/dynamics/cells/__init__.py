"""Recurrent cells in float64 NumPy, with closed-form Jacobians."""

from engram.dynamics.cells.activations import Activation, Nonlinearity
from engram.dynamics.cells.elman import Elman, elman

__all__ = ["Activation", "Elman", "Nonlinearity", "elman"]
