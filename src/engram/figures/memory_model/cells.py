"""Time cells and ramping cells: hidden units active one after another, delayed features that rise and fade slowly."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float, Int
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.image import AxesImage
from numpy import ndarray

from engram.figures.style import (
    BLUE,
    GREEN,
    TWO_COLUMNS,
    VERMILLION,
    colour_scale,
    letter,
    new_figure,
    panel,
    style,
)
from engram.theory.memory_model.recording import Recording

ACTIVITY = LinearSegmentedColormap.from_list("engram-activity", ["#FFFFFF", "#9DBAD8", "#1B4F8A", "#0A1F3C"])
"""Shares of a unit's largest activity; none is white."""
SILENT = 1e-3
"""Units whose activity stays below this share of the most active one's have no peak and are not shown."""

Activity = Float[ndarray, "time units"]


@dataclass(frozen=True, eq=False)
class SortedActivity:
    """Activity of the units that have any, each as a share of its own largest, in the order of their peaks."""

    times: Float[ndarray, " time"]
    shares: Float[ndarray, "time shown"]
    order: Int[ndarray, " shown"]
    """Which unit stands in which row."""
    peaks: Float[ndarray, " shown"]
    """When it peaks."""


def sort_by_peak(times: Float[ndarray, " time"], activity: Activity) -> SortedActivity:
    """Sort units by the time of their largest activity, as recordings of time cells are shown.

    Sorting makes a diagonal of anything; that it is narrow, and nothing beside it, is the finding.
    """
    largest = activity.max(axis=0)
    has_peak = np.flatnonzero(largest > SILENT * largest.max())
    # The middle of the plateau: a saturated unit has its maximum somewhere on it by rounding.
    near = activity[:, has_peak] >= 0.95 * largest[has_peak]
    middles = (times[:, None] * near).sum(axis=0) / near.sum(axis=0)
    ranks = np.argsort(middles, kind="stable")
    order = has_peak[ranks]
    return SortedActivity(times, activity[:, order] / largest[order], order, middles[ranks])


def draw_sorted(found: SortedActivity, axes: Axes, unit: str) -> AxesImage:
    """One row a unit, the earliest on top; dots mark the peaks."""
    count = len(found.order)
    image = axes.imshow(
        found.shares.T,
        cmap=ACTIVITY,
        vmin=0,
        vmax=1,
        aspect="auto",
        extent=(float(found.times[0]), float(found.times[-1]), count - 0.5, -0.5),
    )
    axes.set_yticks([0, count - 1] if count > 1 else [0], ["1", str(count)] if count > 1 else ["1"])
    axes.set_ylabel(f"{unit} (sorted)", labelpad=0)
    return image


def draw_examples(recording: Recording, found: SortedActivity, axes: Axes, *, num_examples: int = 3) -> None:
    """Some time cells and, dashed in the same colour, the trace of the same memory in the delayed features."""
    rows = np.linspace(0, len(found.order) - 1, num_examples + 2).round().astype(int)[1:-1]
    for row, colour in zip(np.unique(rows), (BLUE, VERMILLION, GREEN), strict=False):
        unit = found.order[row]
        axes.plot(
            recording.times, recording.active[:, unit], color=colour, label=f"unit {row + 1}: s$_h$(V$_h$)"
        )
        axes.plot(
            recording.times,
            recording.traces[:, unit],
            color=colour,
            linestyle=(0, (3, 1.5)),
            label="trace in V$_d$" if row == rows[0] else None,
        )
    axes.set(xlim=(recording.times[0], recording.times[-1]), ylabel="activity, overlap", ylim=(-0.15, 1.05))
    axes.legend(loc="upper right", ncols=4, handlelength=1.8, bbox_to_anchor=(1.0, 1.22), borderaxespad=0.0)


def cells_figure(recording: Recording, title: str) -> Figure:
    """A: hidden units. B: delayed features on the memories. C: examples of both."""
    hidden = sort_by_peak(recording.times, recording.active)
    delayed = np.maximum(recording.traces, 0.0)[:, hidden.order]
    width, tall = 2.85, 2.0
    largest = np.maximum(delayed.max(axis=0), np.finfo(float).tiny)
    ramps = SortedActivity(recording.times, delayed / largest, hidden.order, hidden.peaks)
    with style():
        figure = new_figure(TWO_COLUMNS, 4.15)
        cells = panel(figure, 0.5, 0.3, width, tall)
        draw_sorted(hidden, cells, "hidden unit")
        letter(cells, "A", "time cells: hidden units s$_h$(V$_h$)")
        ramping = panel(figure, 0.5 + width + 0.45, 0.3, width, tall)
        image = draw_sorted(ramps, ramping, "memory")
        letter(ramping, "B", "ramping cells: memories in V$_d$")
        colour_scale(image, panel(figure, 6.75, 0.3, 0.08, tall), "")
        for axes in (cells, ramping):
            axes.set_xlabel("time / T$_f$")
        examples = panel(figure, 0.5, 2.95, 2 * width + 0.45, 0.8)
        draw_examples(recording, hidden, examples)
        examples.set_xlabel("time / T$_f$")
        letter(examples, "C", f"three of them ({title})")
        return figure
