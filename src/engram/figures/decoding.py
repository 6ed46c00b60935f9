"""What can be read off the state: every stored direction at every step, and the mean over directions."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.image import AxesImage

from engram.figures.slots import label_slots, rule_slots, slot_groups
from engram.figures.strips import mark_phases
from engram.figures.style import (
    ACCURACY,
    BLUE,
    EMPTY,
    TWO_COLUMNS,
    colour_scale,
    letter,
    new_figure,
    panel,
    style,
)
from engram.interpretation import Examination
from engram.interpretation.decoding import Decoding
from engram.theory import Circuit

CHANCE = 0.5
"""Guessing a sign."""
CHANCE_MARGIN = 0.15
"""Shares further below chance than this come from contents that are no signs: then the scale starts at 0."""


def draw_decoding(decoding: Decoding, circuit: Circuit, axes: Axes) -> AxesImage:
    """Share of trials in which a direction says its contents, time to the right; grey until it is filled."""
    time, directions = decoding.share.shape
    axes.set_facecolor(EMPTY)
    lowest = float(np.min(decoding.share[decoding.is_filled]))
    image = axes.imshow(
        np.ma.array(decoding.share, mask=~decoding.is_filled).T,
        cmap=ACCURACY,
        vmin=CHANCE if lowest > CHANCE - CHANCE_MARGIN else 0.0,
        vmax=1.0,
        aspect="auto",
        interpolation="nearest",
        extent=(0.5, time + 0.5, directions - 0.5, -0.5),
    )
    groups = slot_groups(circuit)
    rule_slots(axes, groups)
    axes.set_yticks([])
    label_slots(axes.yaxis, groups, gap=directions / 18)
    mark_phases(axes, circuit.task.num_variables)
    axes.set_ylabel("variable memory" if groups else "stored direction")
    return image


def draw_mean_decoding(decoding: Decoding, num_variables: int, axes: Axes) -> None:
    """Mean over the directions that are filled, with the band from the worst to the best of them."""
    share = np.ma.array(decoding.share, mask=~decoding.is_filled)
    seen = np.flatnonzero(decoding.is_filled.any(axis=1))
    steps, share = seen + 1, share[seen]
    worst, mean = share.min(axis=1), share.mean(axis=1)
    axes.fill_between(steps, worst, share.max(axis=1), color=BLUE, alpha=0.2, linewidth=0, label="range")
    axes.plot(steps, mean, color=BLUE, label="mean")
    mark_phases(axes, num_variables)
    lowest = min(0.45, float(np.min(worst)) - 0.03) if float(np.min(worst)) < 0.9 else 0.88
    axes.set(xlim=(0.5, len(decoding.share) + 0.5), ylim=(lowest, 1.02), ylabel="share right")


def decoding_figure(examination: Examination) -> Figure:
    """A: mean over directions. B: each direction."""
    decoding, circuit = examination.decoding, examination.memories.circuit
    width = TWO_COLUMNS - 1.15
    with style():
        figure = new_figure(TWO_COLUMNS, 3.95)
        mean = panel(figure, 0.5, 0.3, width, 0.7)
        draw_mean_decoding(decoding, circuit.task.num_variables, mean)
        mean.set_xticklabels([])
        letter(mean, "A", "mean over the filled directions (band: worst to best)")
        each = panel(figure, 0.5, 1.3, width, 2.25)
        image = draw_decoding(decoding, circuit, each)
        each.set_xlabel("step t")
        letter(each, "B", "each stored direction")
        colour_scale(image, panel(figure, 0.5 + width + 0.08, 1.3, 0.08, 2.25), "share right")
        return figure
