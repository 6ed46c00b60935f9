"""Static or sequential: dwell times over strengths, delays and gains, with EDEN's line and its formula."""

import numpy as np
from jaxtyping import Float
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import ListedColormap, LogNorm
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, LogLocator, NullLocator
from numpy import ndarray

from engram.errors import InputError
from engram.figures.style import (
    BLACK,
    BLUE,
    EMPTY,
    GREEN,
    GREY,
    TWO_COLUMNS,
    VERMILLION,
    letter,
    new_figure,
    panel,
    style,
)
from engram.theory.memory_model.escape import (
    first_escape_time,
    published_dwell_time,
    static_boundary,
)
from engram.theory.memory_model.phases import HARD, PhaseDiagram, cycle_period

CMAP = "viridis"
CONTOURS = (5, 10, 20, 40, 80, 160, 320)
"""Dwell times in T_f at which lines are drawn."""
SHOWN = (3.0, 300.0)
"""Dwell times in T_f at the ends of the colours."""

Dwell = Float[ndarray, "rows ratios"]


def draw_phases(
    ratios: Float[ndarray, " ratios"], other: Float[ndarray, " rows"], dwell: Dwell, axes: Axes, norm: LogNorm
) -> None:
    """Dwell times as colours, one cell a measured point, grey where memories are held for ever; EDEN's line r = 1."""
    axes.set_facecolor(EMPTY)
    axes.pcolormesh(
        _edges(ratios), np.exp(_edges(np.log(other))), np.ma.masked_invalid(dwell), cmap=CMAP, norm=norm
    )
    if np.any(np.isnan(dwell)):
        _mark_mixtures(ratios, other, dwell, axes)
    axes.axvline(1.0, color=VERMILLION, linewidth=1.4)
    axes.set(yscale="log", xlabel="r = A$_s$ / A$_c$", xlim=(_edges(ratios)[0], _edges(ratios)[-1]))
    axes.yaxis.set_major_locator(LogLocator(subs=(1.0, 2.0, 5.0)))
    axes.yaxis.set_minor_locator(NullLocator())
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, place: f"{value:g}"))


def _mark_mixtures(
    ratios: Float[ndarray, " ratios"], other: Float[ndarray, " rows"], dwell: Dwell, axes: Axes
) -> None:
    """Hatches where no memory is retrieved."""
    edges, rows = _edges(ratios), np.exp(_edges(np.log(other)))
    mixed = np.ma.masked_array(np.zeros(dwell.shape), ~np.isnan(dwell))
    axes.pcolor(edges, rows, mixed, cmap=ListedColormap(["white"]), hatch="////", linewidth=0)


def draw_isochrones(
    ratios: Float[ndarray, " ratios"], delays: Float[ndarray, " delays"], dwell: Dwell, axes: Axes
) -> None:
    """Lines of equal dwell time: measured (solid, white) and tau ln(1 / (1 - sqrt r)) (dashed, black)."""
    fine = np.linspace(ratios[0], min(1.0, ratios[-1]), 201)[:-1]
    rows = np.geomspace(delays[0], delays[-1], 60)
    formula = np.array([[published_dwell_time(ratio, delay) for ratio in fine] for delay in rows])
    measured = np.ma.masked_invalid(dwell)
    if min(dwell.shape) > 1:
        levels = np.log(CONTOURS)
        axes.contour(ratios, delays, np.log(measured), levels=levels, colors="white", linewidths=0.9)
    drawn = axes.contour(
        fine, rows, formula, levels=CONTOURS, colors=BLACK, linewidths=0.7, linestyles="dashed"
    )
    axes.clabel(drawn, fmt=lambda level: f"{level:g}", fontsize=6, inline_spacing=2)


def draw_dwell(diagram: PhaseDiagram, axes: Axes, *, delay: int, gain: int) -> None:
    """Dwell times against r at one delay and gain: both definitions, each beside its formula."""
    tau = float(diagram.delays[delay])
    fine = np.linspace(diagram.ratios[0], 1.0, 301)[:-1]
    published, exact, escape = (
        [formula(ratio, tau) for ratio in fine]
        for formula in (published_dwell_time, cycle_period, first_escape_time)
    )
    running, first = diagram.running[gain, delay], diagram.first[gain, delay]
    axes.plot(fine, published, color=BLACK, linestyle=(0, (3, 1.5)), label="τ ln 1/(1−√r)")
    axes.plot(fine, exact, color=BLUE, linewidth=0.8, label="exact in τ")
    axes.plot(diagram.ratios, running, "o", color=BLUE, markersize=3.2, label="running sequence")
    axes.plot(fine, escape, color=GREEN, linestyle=(0, (1, 1)), label="τ ln 1/(1−r)")
    axes.plot(diagram.ratios, first, "^", color=GREEN, markersize=3.2, fillstyle="none", label="first escape")
    axes.axvline(1.0, color=VERMILLION, linewidth=1.4)
    top = 1.2 * max(float(np.max(each[np.isfinite(each)], initial=1.0)) for each in (running, first))
    axes.set(yscale="log", ylim=(None, top), xlabel="r = A$_s$ / A$_c$", ylabel="dwell time / T$_f$")
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, place: f"{value:g}"))
    axes.legend(loc="lower right", handlelength=1.8, borderaxespad=0.8)


def phases_figure(over_delays: PhaseDiagram, over_gains: PhaseDiagram) -> Figure:
    """A: over r and tau at a hard softmax. B: over r and the gain. C: dwell time against r, two definitions.

    Raises `InputError` unless the first has one gain and the second one delay.
    """
    if len(over_delays.gains) != 1 or len(over_gains.delays) != 1:
        raise InputError(
            f"found {len(over_delays.gains)} gains and {len(over_gains.delays)} delays; expected a diagram over "
            "delays at one gain, and one over gains at one delay"
        )
    tau = float(over_gains.delays[0])
    nearest = int(np.argmin(np.abs(over_delays.delays - tau)))
    norm = LogNorm(*SHOWN)
    with style():
        figure = new_figure(TWO_COLUMNS, 2.75)
        left = panel(figure, 0.5, 0.3, 2.0, 2.0)
        draw_phases(over_delays.ratios, over_delays.delays, over_delays.running[0], left, norm)
        draw_isochrones(over_delays.ratios, over_delays.delays, over_delays.running[0], left)
        left.set_ylabel("τ = T$_d$ / T$_f$", labelpad=0)
        _say(left, 1.15, 0.5, "static")
        letter(left, "A", f"hard softmax (gain {_power(over_delays.gains[0])})")
        middle = panel(figure, 2.98, 0.3, 1.5, 2.0)
        draw_phases(over_gains.ratios, over_gains.gains, over_gains.running[:, 0], middle, norm)
        fine = np.geomspace(*middle.get_ylim(), 100)
        boundary = np.array([static_boundary(gain) for gain in fine])
        middle.plot(boundary, fine, color=BLACK, linestyle=(0, (3, 1.5)), linewidth=0.9, scalex=False)
        middle.set_ylabel("gain of the softmax × A$_c$", labelpad=0)
        _say(middle, 1.17, 0.75, "static")
        letter(middle, "B", f"soft ones hold less (τ = {tau:g})")
        bar = panel(figure, 4.55, 0.3, 0.08, 2.0)
        figure.colorbar(
            ScalarMappable(norm, CMAP),
            cax=bar,
            extend="both",
            format=FuncFormatter(lambda value, place: f"{value:g}"),
        )
        bar.set_ylabel("dwell time / T$_f$ (hatched: mixtures)", labelpad=1)
        right = panel(figure, 5.5, 0.3, 1.6, 2.0)
        draw_dwell(over_delays, right, delay=nearest, gain=0)
        letter(right, "C", f"τ = {over_delays.delays[nearest]:g}")
        return figure


def _say(axes: Axes, ratio: float, height: float, word: str) -> None:
    """A word in a region, upright, at a share of the panel's height."""
    where = axes.get_xaxis_transform()
    axes.text(ratio, height, word, transform=where, rotation=90, ha="center", va="center", color=GREY)


def _power(gain: float) -> str:
    exponent = np.log10(gain)
    return f"10$^{exponent:.0f}$" if gain >= HARD and exponent == round(exponent) else f"{gain:g}"


def _edges(values: Float[ndarray, " values"]) -> Float[ndarray, " edges"]:
    """Halfway between neighbours, and as far beyond the ends; a single value has a cell of its own."""
    if len(values) == 1:
        return np.array([values[0] - 0.5, values[0] + 0.5])
    halfway = (values[1:] + values[:-1]) / 2
    return np.concatenate([[2 * values[0] - halfway[0]], halfway, [2 * values[-1] - halfway[-1]]])
