"""Figures of the memory model: retrieval, energy landscape, time cells and ramping cells, phases, capacity."""

from engram.figures.memory_model.capacity import capacity_figure
from engram.figures.memory_model.cells import cells_figure, sort_by_peak
from engram.figures.memory_model.landscape import find_switch, has_switch, landscape_figure
from engram.figures.memory_model.phases import phases_figure
from engram.figures.memory_model.retrieval import Recalled, digits_figure, retrieval_figure

__all__ = [
    "Recalled",
    "capacity_figure",
    "cells_figure",
    "digits_figure",
    "find_switch",
    "has_switch",
    "landscape_figure",
    "phases_figure",
    "retrieval_figure",
    "sort_by_peak",
]
