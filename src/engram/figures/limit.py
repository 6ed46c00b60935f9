"""The memory model on its way to the network: courses beside each other, and how fast the limits are reached."""

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
from engram.theory.equivalence.convergence import Convergence, LimitStudy
from engram.theory.memory_model import overlaps

POINTS = 400
MARKS = (("s", VERMILLION, 14.0), ("o", ORANGE, 6.0))
"""Marker, colour and size of stepped courses, from coarse to fine."""


def draw_courses(study: LimitStudy, memory: int, axes: Axes) -> None:
    """The overlap with one memory over time in units of T_f: continuous, and by steps of Euler."""
    model, unit = study.continuous.model, study.continuous.model.feature_time
    times = np.linspace(0.0, study.continuous.duration, POINTS)
    continuous = overlaps(model, study.continuous.at(times).features)[0, :, memory]
    axes.plot(times / unit, continuous, color=BLUE, label="continuous", zorder=2)
    for (marker, colour, size), stepped in zip(MARKS, study.stepped, strict=True):
        values = overlaps(model, stepped.states.features)[0, :, memory]
        share = stepped.dt / unit
        name = "Euler, dt = T$_f$: the network" if share == 1 else f"Euler, dt = T$_f$/{1 / share:.0f}"
        axes.plot(stepped.times / unit, values, color=colour, linewidth=0.5, zorder=2)
        axes.scatter(
            stepped.times / unit,
            values,
            marker=marker,
            s=size,
            color=colour,
            linewidths=0,
            label=name,
            zorder=3,
        )
    axes.set(xlabel="time / T$_f$", ylabel=f"overlap with memory {memory + 1}")


def draw_convergence(convergence: Convergence, axes: Axes, *, label: str) -> None:
    """Errors over the parameter on logarithmic axes, with the fitted power."""
    values, errors = convergence.values, convergence.errors
    fine = values <= np.median(values)
    # The power is that of the finer half: it is a statement about the limit.
    limit = Convergence(convergence.parameter, values[fine], errors[fine])
    axes.loglog(values, limit.prefactor * values**limit.order, color=PALE, linewidth=1.2, zorder=1)
    axes.scatter(values, errors, s=10, color=BLUE, linewidths=0, zorder=3)
    axes.text(
        0.06, 0.9, f"order {limit.order:.2f}", transform=axes.transAxes, ha="left", va="center", color=BLACK
    )
    axes.set(xlabel=label, ylabel="relative error of V$_f$")


def limit_figure(study: LimitStudy, *, memory: int = 0) -> Figure:
    """A: one overlap, continuous and stepped. B: Euler's error over dt. C: the error of slow hidden and delay units."""
    with style():
        figure = new_figure(TWO_COLUMNS, 2.55)
        courses = panel(figure, 0.55, 0.3, 2.75, 1.6)
        draw_courses(study, memory, courses)
        letter(courses, "A", "the same start, with and without steps")
        figure.legend(
            *courses.get_legend_handles_labels(), loc="lower left", bbox_to_anchor=(0.06, 0.0), ncols=3
        )
        euler, adiabatic = panel(figure, 3.95, 0.3, 1.3, 1.6), panel(figure, 5.8, 0.3, 1.3, 1.6)
        unit = study.continuous.model.feature_time
        draw_convergence(
            Convergence("dt", study.euler.values / unit, study.euler.errors), euler, label="dt / T$_f$"
        )
        euler.axvline(1.0, color=GREY, linewidth=0.6, linestyle=(0, (3, 2)), zorder=1)
        euler.annotate(
            "the network",
            (1.0, 0.04),
            xycoords=("data", "axes fraction"),
            xytext=(-3, 0),
            textcoords="offset points",
            rotation=90,
            ha="right",
            va="bottom",
            color=GREY,
            fontsize=6,
        )
        letter(euler, "B", "Euler → continuous")
        draw_convergence(study.adiabatic, adiabatic, label="T$_h$ / T$_f$ = T$_d$ / T$_f$")
        adiabatic.set_ylabel("")
        letter(adiabatic, "C", "T$_h$, T$_d$ → 0")
        return figure
