"""Names in figures, and axes along which directions are grouped by variable memory: ticks and lines."""

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.axis import Axis

from engram.figures.style import PALE
from engram.interpretation import RawMatrix
from engram.theory import Circuit

SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
MAX_LINES = 64
"""More slots than this are not separated by lines: these would hide what is between them."""


@dataclass(frozen=True)
class SlotGroup:
    """The directions `start` .. `stop` - 1 that belong to one variable memory."""

    variable: int
    """0-based; 0 is the oldest."""
    start: int
    stop: int

    @property
    def name(self) -> str:
        """As the paper writes it, counted from 1."""
        return slot_name(self.variable)

    @property
    def centre(self) -> float:
        """Where its label goes, in pixels of an image with one direction a pixel."""
        return (self.start + self.stop - 1) / 2


def slot_name(variable: int) -> str:
    """Ψ₁ for variable 0, the oldest."""
    return "Ψ" + str(variable + 1).translate(SUBSCRIPTS)


def raw_name(matrix: RawMatrix) -> str:
    """What the raw spectrum is of, for a title or a legend."""
    match matrix:
        case RawMatrix.WEIGHTS:
            return "W$_{hh}$"
        case RawMatrix.AT_REST:
            return "Jacobian at rest"
        case RawMatrix.MEAN:
            return "mean Jacobian"


def slot_groups(circuit: Circuit) -> tuple[SlotGroup, ...]:
    """The stored directions by slot; none where directions mix several slots (a dense F)."""
    if not circuit.is_on_coordinates:
        return ()
    slots = circuit.coordinates // circuit.task.variable_size
    found = [(int(slot), np.flatnonzero(slots == slot)) for slot in np.unique(slots)]
    return tuple(SlotGroup(slot, int(where[0]), int(where[-1]) + 1) for slot, where in found)


def label_slots(axis: Axis, groups: tuple[SlotGroup, ...], *, gap: float) -> None:
    """Slot names beside the axis, none nearer to another than `gap` directions; newest and oldest first."""
    if not groups:
        return
    chosen: list[SlotGroup] = []
    for group in (groups[-1], *groups[:-1]):
        if all(abs(group.centre - other.centre) >= gap for other in chosen):
            chosen.append(group)
    axis.set_ticks([group.centre for group in chosen], [group.name for group in chosen])
    axis.set_tick_params(length=0)


def rule_slots(axes: Axes, groups: tuple[SlotGroup, ...], *, columns: bool = False) -> None:
    """Thin lines between the slots of an image's rows, and of its columns on request."""
    if len(groups) > MAX_LINES:
        return
    for group in groups[1:]:
        axes.axhline(group.start - 0.5, color=PALE, linewidth=0.35, zorder=2)
        if columns:
            axes.axvline(group.start - 0.5, color=PALE, linewidth=0.35, zorder=2)
