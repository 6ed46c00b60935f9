"""Vectors over time as images: one column a step, one row a component or direction."""

import numpy as np
from jaxtyping import Bool, Float
from matplotlib.axes import Axes
from matplotlib.image import AxesImage
from numpy import ndarray

from engram.figures.style import BLACK, SIGNED

Rows = Float[ndarray, "time rows"]


def draw_over_time(values: Rows, axes: Axes, *, limit: float, first_step: int = 1) -> AxesImage:
    """`values` with time to the right (column t centred on t) and the first row on top; NaN stays blank."""
    time, rows = values.shape
    extent = (first_step - 0.5, first_step + time - 0.5, rows - 0.5, -0.5)
    return axes.imshow(
        np.ma.masked_invalid(values.T),
        cmap=SIGNED,
        vmin=-limit,
        vmax=limit,
        aspect="auto",
        interpolation="nearest",
        extent=extent,
    )


def mark_phases(axes: Axes, num_variables: int) -> None:
    """A line where the input phase ends: between steps s and s + 1."""
    axes.axvline(num_variables + 0.5, color=BLACK, linewidth=0.8, linestyle=(0, (3, 2)), zorder=4)


def mark_errors(is_wrong: Bool[ndarray, "time rows"], axes: Axes, *, first_step: int = 1) -> None:
    """A small cross on every value that is not what it should be."""
    steps, rows = np.nonzero(is_wrong)
    for width, colour in ((1.8, "white"), (0.8, BLACK)):  # a white rim, to be seen on either colour
        axes.scatter(steps + first_step, rows, marker="x", s=8, linewidths=width, color=colour, zorder=5)


def label_components(axes: Axes, size: int) -> None:
    """Component numbers, the first and the last."""
    axes.set_yticks([0, size - 1] if size > 1 else [0], ["1", str(size)] if size > 1 else ["1"])
    axes.tick_params(axis="y", length=0)
