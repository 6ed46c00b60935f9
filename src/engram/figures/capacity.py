"""Accuracy of linear circuits squeezed into fewer units than directions that must be stored."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from engram.figures.style import (
    BLACK,
    BLUE,
    GREY,
    ORANGE,
    PALE,
    TWO_COLUMNS,
    VERMILLION,
    letter,
    new_figure,
    panel,
    style,
)
from engram.theory.bounds.capacity import CapacityCurve
from engram.theory.bounds.squeezing import Squeeze

LOOKS = {
    Squeeze.CYCLES: (BLUE, "whole cycles dropped"),
    Squeeze.MODES: (ORANGE, "modes dropped (least squares)"),
    Squeeze.SUPERPOSITION: (VERMILLION, "random superposition"),
}


def draw_accuracy(curves: Sequence[CapacityCurve], axes: Axes) -> None:
    """Accuracy against width: run (dots, bands over seeds) and predicted (lines)."""
    for curve in curves:
        colour, label = LOOKS[curve.squeeze]
        mean = curve.accuracy.mean(axis=0)
        low, high = curve.accuracy.min(axis=0), curve.accuracy.max(axis=0)
        axes.fill_between(curve.num_units, low, high, color=colour, alpha=0.25, linewidth=0)
        axes.plot(curve.num_units, mean, ".", color=colour, markersize=3.2, label=label)
        if curve.squeeze is Squeeze.SUPERPOSITION:
            axes.plot(curve.num_units, mean, color=colour, linewidth=0.9)
        else:
            steps = "steps-post" if curve.squeeze is Squeeze.CYCLES else "default"
            widths = np.arange(1, curve.predicted.size + 1)
            axes.plot(widths, curve.predicted, color=colour, linewidth=0.9, drawstyle=steps)
    least = curves[0].circuit.num_directions
    axes.axvline(least, color=BLACK, linewidth=0.8, linestyle=(0, (3, 2)), zorder=0)
    axes.axhline(0.5, color=PALE, linewidth=0.6, zorder=0)
    axes.set_ylim(0.47, 1.02)
    axes.set_xlim(0, None)


def draw_overwriting(num_units: Sequence[int], accuracy: Sequence[float], axes: Axes) -> None:
    """The saturating circuit on whole cycles."""
    axes.plot(
        num_units, accuracy, "o", markersize=4.5, markerfacecolor="none", markeredgecolor=GREY, markeredgewidth=0.7,
        label="whole cycles dropped, overwriting", zorder=1,
    )  # fmt: skip


def capacity_figure(
    curves: Sequence[Sequence[CapacityCurve]],
    names: Sequence[str],
    overwriting: Sequence[tuple[Sequence[int], Sequence[float]]],
) -> Figure:
    """One panel a task; the dashed line is the least linear width."""
    width, height = 3.0, 1.45
    with style():
        figure = new_figure(TWO_COLUMNS, 4.35)
        for place, (of_task, name, (units, accuracy)) in enumerate(
            zip(curves, names, overwriting, strict=True)
        ):
            row, column = divmod(place, 2)
            axes = panel(figure, 0.55 + column * (width + 0.55), 0.33 + row * (height + 0.6), width, height)
            draw_accuracy(of_task, axes)
            draw_overwriting(units, accuracy, axes)
            letter(axes, "ABCD"[place], f"{name}: {of_task[0].circuit.num_directions} directions")
            axes.set_xlabel("units N" if row else "")
            axes.set_ylabel("" if column else "share of signs right")
        handles, labels = figure.axes[0].get_legend_handles_labels()
        figure.legend(handles, labels, loc="lower center", ncols=4, handletextpad=0.3, columnspacing=1.2)
        return figure
