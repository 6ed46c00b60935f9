"""How long real-valued contents last in a linear circuit, and what a saturating one keeps instead."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from engram.figures.style import (
    BLACK,
    BLUE,
    GREEN,
    GREY,
    ORANGE,
    TWO_COLUMNS,
    VERMILLION,
    letter,
    new_figure,
    panel,
    style,
)
from engram.theory.bounds.precision import AmplitudeScan, ErrorCourse, InformationCourse

COLOURS = (BLUE, GREEN, ORANGE, VERMILLION, BLACK, GREY)


def draw_courses(courses: Sequence[ErrorCourse], axes: Axes) -> None:
    """Relative error over steps: run (dots) and predicted (lines)."""
    for course, colour in zip(courses, COLOURS, strict=False):
        axes.plot(course.steps, course.measured, ".", color=colour, markersize=3.5, label=course.name)
        is_predicted = np.isfinite(course.predicted)
        shown = course.predicted if np.any(is_predicted) else course.measured
        axes.plot(course.steps, shown, color=colour, linewidth=0.9)
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlabel("steps t")
    # Room for the names above the courses, which all rise.
    low, high = axes.get_ylim()
    axes.set_ylim(low, high * (high / low) ** 0.6)
    lowest = 3 * int(np.ceil(np.log10(low) / 3)) if low < 1e-6 else int(np.ceil(np.log10(low)))
    exponents = range(lowest, 1, 3 if low < 1e-6 else 1)
    axes.set_yticks([10.0**exponent for exponent in exponents])
    axes.minorticks_off()
    axes.legend(loc="upper left", handletextpad=0.1, borderpad=0.1, labelspacing=0.25)


def draw_amplitudes(scan: AmplitudeScan, axes: Axes) -> None:
    """Too large contents are bent by tanh, too small ones drown in noise."""
    axes.plot(scan.amplitudes, scan.measured, ".", color=BLUE, markersize=3.5, label="run")
    axes.plot(scan.amplitudes, scan.predicted, color=BLUE, linewidth=0.9, label="predicted")
    axes.axvline(scan.best, color=BLACK, linewidth=0.8, linestyle=(0, (3, 2)), label="best, predicted")
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlabel("size of the contents α")
    axes.set_ylabel(f"relative error, t = {scan.steps}")
    axes.legend(loc="lower right", handlelength=1.4, borderpad=0.1)


def draw_information(courses: Sequence[InformationCourse], axes: Axes) -> None:
    """Bits left of each content, by the noise."""
    for course, dashes in zip(courses, ("-", (0, (3, 2)), (0, (1, 1))), strict=False):
        note = f"σ = {course.noise:g}"
        axes.plot(course.steps, course.linear_predicted, color=BLUE, linewidth=0.9, linestyle=dashes)
        axes.plot(course.steps, course.linear, ".", color=BLUE, markersize=3.5)
        axes.plot(course.steps, course.saturating, ".", color=GREEN, markersize=3.5)
        axes.plot(course.steps, course.saturating, color=GREEN, linewidth=0.9, linestyle=dashes)
        axes.plot([], [], color=GREY, linewidth=0.9, linestyle=dashes, label=note)
    axes.plot([], [], ".", color=BLUE, label="linear, Gaussian contents")
    axes.plot([], [], ".", color=GREEN, label="saturating, signs")
    axes.set_xscale("log")
    axes.set_ylim(0, None)
    axes.set_xlabel("steps t")
    axes.set_ylabel("bits left of each content")
    axes.legend(loc="upper right", handlelength=1.6, borderpad=0.1)


def horizon_figure(
    rounding: Sequence[ErrorCourse],
    spectral: Sequence[ErrorCourse],
    bent: Sequence[ErrorCourse],
    amplitudes: AmplitudeScan,
    information: Sequence[InformationCourse],
) -> Figure:
    """A: rounding. B: errors of the spectrum. C: tanh. D: the best size under noise. E: linear against saturating."""
    height = 1.5
    with style():
        figure = new_figure(TWO_COLUMNS, 4.4)
        for left, mark, title, courses in (
            (0.55, "A", "rounding, by the basis", rounding),
            (2.95, "B", "spectral errors", spectral),
            (5.35, "C", "tanh, by the size α", bent),
        ):
            axes = panel(figure, left, 0.33, 1.7, height)
            draw_courses(courses, axes)
            letter(axes, mark, title)
            axes.set_ylabel("relative error" if mark == "A" else "")
        scanned = panel(figure, 0.55, 2.45, 2.7, height)
        draw_amplitudes(amplitudes, scanned)
        letter(scanned, "D", f"tanh with noise of {amplitudes.noise:g} a step")
        compared = panel(figure, 3.95, 2.45, 3.1, height)
        draw_information(information, compared)
        letter(compared, "E", "noise of size σ a step: numbers fade, signs last")
        return figure
