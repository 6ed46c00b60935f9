"""How far a long sequence is recalled, against the sharpness of the hidden units."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, NullLocator

from engram.figures.style import BLUE, GREY, TWO_COLUMNS, VERMILLION, letter, new_figure, panel, style
from engram.theory.memory_model.sequence_capacity import Family, SequenceCapacity

AXIS = {Family.SOFTMAX: "gain of the softmax", Family.POLYNOMIAL: "degree of the polynomial"}


def draw_lengths(capacity: SequenceCapacity, axes: Axes) -> None:
    """Memories recalled in order: each seed a dot, their mean a line; dashed, all that are stored."""
    count = capacity.protocol.num_memories
    axes.axhline(count, color=GREY, linewidth=0.6, linestyle=(0, (3, 2)))
    axes.plot(capacity.sharpness, capacity.lengths.mean(axis=1), color=BLUE, zorder=2)
    for column in capacity.lengths.T:
        axes.plot(capacity.sharpness, column, "o", color=BLUE, markersize=2.5, alpha=0.35, markeredgewidth=0)
    axes.set(ylim=(-0.03 * count, 1.08 * count), ylabel="memories in order")
    _sharpness_axis(capacity, axes)


def draw_quality(capacity: SequenceCapacity, axes: Axes) -> None:
    """Mean overlap at recall: each seed a dot, the median of those that recalled something a line."""
    known = [row[np.isfinite(row)] for row in capacity.quality]
    medians = [float(np.median(row)) if len(row) else np.nan for row in known]
    axes.plot(capacity.sharpness, medians, color=VERMILLION, zorder=2)
    for column in capacity.quality.T:
        axes.plot(
            capacity.sharpness, column, "o", color=VERMILLION, markersize=2.5, alpha=0.35, markeredgewidth=0
        )
    axes.set(ylim=(0.4, 1.04), ylabel="overlap at recall", xlabel=AXIS[capacity.family])
    _sharpness_axis(capacity, axes)


def capacity_figure(capacities: tuple[SequenceCapacity, ...]) -> Figure:
    """One column a family: lengths above, overlaps below."""
    width = 2.85
    with style():
        figure = new_figure(TWO_COLUMNS, 3.0)
        for place, capacity in enumerate(capacities):
            left, protocol = 0.5 + place * (width + 0.75), capacity.protocol
            lengths = panel(figure, left, 0.3, width, 1.2)
            draw_lengths(capacity, lengths)
            lengths.tick_params(labelbottom=False)
            stored = f"{protocol.num_memories} memories, N = {protocol.num_features}"
            letter(lengths, "AB"[place], f"{capacity.family}: {stored}")
            quality = panel(figure, left, 1.65, width, 0.9)
            draw_quality(capacity, quality)
        return figure


def _sharpness_axis(capacity: SequenceCapacity, axes: Axes) -> None:
    axes.set_xscale("log")
    axes.set_xticks(capacity.sharpness)
    axes.xaxis.set_minor_locator(NullLocator())
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, place: f"{value:g}"))
