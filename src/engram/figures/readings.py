"""Several readings of one matrix side by side: the interactions differ, the spectrum does not."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.image import AxesImage

from engram.figures.slots import label_slots, rule_slots, slot_groups
from engram.figures.style import (
    BLACK,
    BLUE,
    GREEN,
    GREY,
    ORANGE,
    PALE,
    TWO_COLUMNS,
    VERMILLION,
    colour_scale,
    letter,
    new_figure,
    panel,
    style,
)
from engram.theory import Circuit
from engram.theory.equivalence.readings import Reading

SIZES = LinearSegmentedColormap.from_list("engram-size", ["#FFFFFF", "#1B4F8A"])
"""Magnitudes, 0 white."""
COLOURS = (BLACK, BLUE, GREEN, ORANGE, VERMILLION)
RINGS = (54.0, 34.0, 19.0, 9.0, 2.5)
"""Marker areas: rings of one eigenvalue lie inside each other, so that all of them are seen where they agree."""
MOST = len(COLOURS)
"""So many readings fit side by side."""
SMALLEST_FRAME = 1.15
VARIABLE = "variable memories"
"""The name of the reading whose leading memories have slots."""


def draw_interactions(reading: Reading, axes: Axes, *, circuit: Circuit | None = None) -> AxesImage:
    """|Phi| over its largest entry, from the memory of the column to that of the row; slots named where given."""
    sizes = np.abs(reading.interactions)
    image = axes.imshow(
        sizes / max(float(np.max(sizes)), 1e-300),
        cmap=SIZES,
        vmin=0,
        vmax=1,
        aspect="equal",
        interpolation="nearest",
    )
    axes.set_xticks([])
    axes.set_yticks([])
    if circuit is not None:
        groups = slot_groups(circuit)
        rule_slots(axes, groups, columns=True)
        label_slots(axes.xaxis, groups, gap=len(sizes) / 4)
        label_slots(axes.yaxis, groups, gap=len(sizes) / 8)
        if circuit.num_directions < len(sizes):
            border = circuit.num_directions - 0.5
            axes.axhline(border, color=GREY, linewidth=0.6)
            axes.axvline(border, color=GREY, linewidth=0.6)
    return image


def draw_spectra(readings: Sequence[Reading], axes: Axes) -> None:
    """The eigenvalues of each Phi as rings inside each other."""
    angles = np.linspace(0, 2 * np.pi, 361)
    axes.plot(np.cos(angles), np.sin(angles), color=PALE, linewidth=0.6, zorder=1)
    largest = SMALLEST_FRAME
    for reading, colour, size in zip(readings, COLOURS, RINGS, strict=False):
        modes = reading.spectrum
        axes.scatter(
            np.real(modes),
            np.imag(modes),
            s=size,
            facecolors="none",
            edgecolors=colour,
            linewidths=0.7,
            label=reading.name,
            zorder=2,
        )
        largest = max(largest, 1.1 * float(np.max(np.abs([np.real(modes), np.imag(modes)]))))
    axes.set(
        xlim=(-largest, largest),
        ylim=(-largest, largest),
        aspect="equal",
        xlabel="real part",
        ylabel="imaginary part",
    )


def draw_figures(readings: Sequence[Reading], panels: Sequence[Axes]) -> None:
    """What differs, a row a reading: condition of Xi, non-normality of Phi, entries that count; and what does not."""
    columns = (
        ("condition\nnumber of Ξ", [reading.condition_number for reading in readings], "log"),
        ("non-normality\nof Φ", [reading.non_normality for reading in readings], "linear"),
        ("entries above\n1/10 of largest", [float(reading.num_interactions) for reading in readings], "log"),
        ("spectrum: distance\nfrom that of W", [reading.spectrum_error for reading in readings], "log"),
    )
    rows = np.arange(len(readings))
    for axes, (title, values, scale) in zip(panels, columns, strict=True):
        shown = np.maximum(values, 1e-17) if scale == "log" else np.array(values)
        for row in rows[np.array(values) == 0] if scale == "log" else ():
            axes.annotate(
                "0", (shown[row], row), xytext=(4, 0), textcoords="offset points", va="center", fontsize=6
            )
        axes.scatter(shown, rows, s=16, color=COLOURS[: len(readings)], linewidths=0, zorder=3)
        axes.hlines(rows, *_limits(shown, scale), color=PALE, linewidth=0.4, zorder=1)
        axes.set_xscale(scale)
        axes.set(xlim=_limits(shown, scale), ylim=(len(readings) - 0.5, -0.5))
        axes.set_yticks(rows, [reading.name for reading in readings] if axes is panels[0] else [])
        axes.tick_params(axis="y", length=0)
        axes.minorticks_off()
        axes.set_title(title, fontsize=6.5, loc="center")


def readings_figure(
    readings: Sequence[Reading], *, matrix_name: str, circuit: Circuit | None = None
) -> Figure:
    """A ...: |Phi| of each reading. Then: all spectra in one plane, and the figures in which readings differ.

    `circuit` names the slots of the reading called "variable memories", its leading directions. At most `MOST`
    readings are drawn.
    """
    shown = tuple(readings)[:MOST]
    with style():
        figure = new_figure(TWO_COLUMNS, 4.35)
        _draw_row(figure, shown, circuit)
        plane = panel(figure, 0.5, 2.05, 1.9, 1.9)
        draw_spectra(shown, plane)
        letter(plane, "ABCDEF"[len(shown)], f"spectra of Φ and of {matrix_name}")
        numbers = [panel(figure, 3.6 + k * 0.9, 2.4, 0.72, 1.2) for k in range(4)]
        draw_figures(shown, numbers)
        letter_at = numbers[0]
        letter_at.annotate(
            "ABCDEFG"[len(shown) + 1],
            (0, 1),
            xycoords="axes fraction",
            xytext=(-70, 12),
            textcoords="offset points",
            fontsize=9,
            fontweight="bold",
        )
        figure.text(
            3.6 / TWO_COLUMNS,
            0.07,
            "Rings in the plane have the colours of the rows.",
            color=GREY,
            fontsize=6,
        )
        return figure


def _draw_row(figure: Figure, readings: tuple[Reading, ...], circuit: Circuit | None) -> None:
    """All |Phi|, and their scale behind the last."""
    side = min(1.18, (TWO_COLUMNS - 1.05) / len(readings) - 0.1)
    step = (TWO_COLUMNS - 1.05) / len(readings)
    for place, reading in enumerate(readings):
        named = circuit if reading.name == VARIABLE else None
        # The names of slots need room on the left.
        left = 0.35 + place * step + (0.2 if named else 0.0)
        axes = panel(figure, left, 0.3, side, side)
        image = draw_interactions(reading, axes, circuit=named)
        letter(axes, "ABCDE"[place], reading.name)
        if place == len(readings) - 1:
            colour_scale(image, panel(figure, left + side + 0.08, 0.3, 0.06, side), "|Φ| / largest")


def _limits(values: np.ndarray, scale: str) -> tuple[float, float]:
    if scale == "linear":
        return -0.05, max(1.05, 1.05 * float(np.max(values)))
    low, high = float(np.min(values)), float(np.max(values))
    return low / 3, high * 3
