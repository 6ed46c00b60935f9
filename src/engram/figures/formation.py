"""When the circuit forms: loss, accuracy and circuit over the steps of training, and which modes come first."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from jaxtyping import Bool, Float, Int
from matplotlib.axes import Axes
from matplotlib.collections import QuadMesh
from matplotlib.figure import Figure
from matplotlib.ticker import NullLocator
from numpy import ndarray

from engram.figures.style import (
    ACCURACY,
    BLACK,
    BLUE,
    GREEN,
    GREY,
    ORANGE,
    TWO_COLUMNS,
    VERMILLION,
    colour_scale,
    letter,
    new_figure,
    panel,
    style,
)

BEFORE = 0.5
"""Where step 0 stands on a logarithmic axis."""
SHARES = (
    ("modes", "modes found", GREEN),
    ("swap", "swap follows", ORANGE),
    ("accuracy", "accuracy", BLUE),
)
"""What is drawn as shares: its name, its label and its colour."""
ERRORS = (
    ("interaction_error", "Φ, relative", VERMILLION),
    ("angle_error_rad", "angle, rad", BLACK),
)
LOSS = (("loss", "loss", GREY),)

Looks = Float[ndarray, " looks"]


@dataclass(frozen=True, eq=False)
class Course:
    """What was seen of one network while it trained."""

    seed: int
    steps: Int[ndarray, " looks"]
    loss: Looks
    accuracy: Looks
    modes: Looks
    """Share of theory's persistent eigenvalues that the estimated interaction has."""
    angle_error_rad: Looks
    interaction_error: Looks
    must_change: Looks
    swap: Looks
    found: Float[ndarray, "looks angles"]
    """The share of modes for each angle."""

    @cached_property
    def formed_at(self) -> Float[ndarray, " angles"]:
        """For each angle, the first look from which on all of its modes are always found; inf where there is none."""
        is_formed = self.found >= 1.0
        return np.array(
            [_standing_from(self.steps, is_formed[:, place]) for place in range(is_formed.shape[1])]
        )


@dataclass(frozen=True, eq=False)
class FormationCourses:
    """Networks that differ in their seed only, one or more."""

    name: str
    """Of the protocol."""
    task: str
    degrees: Float[ndarray, " angles"]
    """Angles of theory's eigenvalues, plus and minus together: 0 .. 180."""
    counts: Int[ndarray, " angles"]
    """How many eigenvalues each angle has."""
    networks: tuple[Course, ...]

    @cached_property
    def steps(self) -> Int[ndarray, " steps"]:
        """Steps at which every network that was still in training was looked at."""
        seen = np.unique(np.concatenate([network.steps for network in self.networks]))
        is_common = [np.isin(seen, each.steps) | (seen > each.steps[-1]) for each in self.networks]
        return seen[np.all(is_common, axis=0)]

    def over_steps(self, field: str) -> Float[ndarray, "networks steps ..."]:
        """A field of each course at all `steps`; a network that has left counts as it left."""
        looks = [
            np.searchsorted(each.steps, np.minimum(self.steps, each.steps[-1])) for each in self.networks
        ]
        return np.stack(
            [getattr(each, field)[places] for each, places in zip(self.networks, looks, strict=True)]
        )

    def reached(self, field: str, level: float) -> Float[ndarray, " networks"]:
        """For each network the first look from which on a field stays at `level` or above; inf where none is."""
        return np.array([_standing_from(each.steps, getattr(each, field) >= level) for each in self.networks])

    @cached_property
    def formed_at(self) -> Float[ndarray, "networks angles"]:
        """See `Course.formed_at`."""
        return np.stack([network.formed_at for network in self.networks])


def draw_courses(
    courses: FormationCourses, drawn: Sequence[tuple[str, str, str]], axes: Axes, *, is_log: bool = False
) -> None:
    """Each network as a thin line, and the median over networks."""
    for field, label, colour in drawn:
        for network in courses.networks:
            values = getattr(network, field)
            axes.plot(_places(network.steps), values, color=colour, linewidth=0.5, alpha=0.35)
        median = np.median(courses.over_steps(field), axis=0)
        axes.plot(_places(courses.steps), median, color=colour, linewidth=1.3, label=label)
    if is_log:
        axes.set_yscale("log")
    _over_steps(axes, courses)


def draw_angles(courses: FormationCourses, axes: Axes) -> QuadMesh:
    """For each angle the share of its modes found, mean over networks; dots: in a network all stand from there on."""
    mean = courses.over_steps("found").mean(axis=0)
    places = _places(courses.steps)
    edges = np.concatenate([places[:1] ** 2 / _between(places)[:1], _between(places), places[-1:] * 1.15])
    rows = np.arange(len(courses.degrees))
    mesh = axes.pcolormesh(
        edges, np.arange(len(rows) + 1) - 0.5, mean.T, cmap=ACCURACY, vmin=0, vmax=1, rasterized=False
    )
    for network, formed in enumerate(courses.formed_at):
        spread = 0.5 * (network - (len(courses.networks) - 1) / 2) / max(len(courses.networks), 4)
        known = np.isfinite(formed)
        axes.plot(_places(formed[known]), rows[known] + spread, ".", color=BLUE, markersize=2.5)
    names = [f"{degrees:.4g}°" for degrees in courses.degrees]
    axes.set_yticks(rows, [f"{name} ×{count}" for name, count in zip(names, courses.counts, strict=True)])
    axes.set_ylim(len(rows) - 0.5, -0.5)
    _over_steps(axes, courses)
    return mesh


def formation_figure(populations: Sequence[FormationCourses]) -> Figure:
    """Populations beside each other. A: loss. B: what is right and what is found. C: errors. D: modes by angle."""
    tall = max(0.9, 0.13 * max(len(each.degrees) for each in populations))
    left, between, right = 0.62, 0.6, 0.55
    width = (TWO_COLUMNS - left - right - between * (len(populations) - 1)) / len(populations)
    with style():
        figure = new_figure(TWO_COLUMNS, 5.1 + tall)
        places = [left + place * (width + between) for place in range(len(populations))]
        columns = [
            _draw_column(figure, courses, place, width, tall)
            for courses, place in zip(populations, places, strict=True)
        ]
        meshes = [
            draw_angles(courses, column[3]) for courses, column in zip(populations, columns, strict=True)
        ]
        for row in (0, 2):
            _share_limits([column[row] for column in columns])
        _explain(columns[0])
        scale = panel(figure, TWO_COLUMNS - right + 0.1, 4.7, 0.08, tall)
        colour_scale(meshes[-1], scale, "")
        return figure


def _draw_column(
    figure: Figure, courses: FormationCourses, left: float, width: float, tall: float
) -> tuple[Axes, Axes, Axes, Axes]:
    loss, shares = panel(figure, left, 0.6, width, 0.75), panel(figure, left, 1.7, width, 1.15)
    errors, angles = panel(figure, left, 3.2, width, 1.15), panel(figure, left, 4.7, width, tall)
    draw_courses(courses, LOSS, loss, is_log=True)
    draw_courses(courses, SHARES, shares)
    shares.set_ylim(0, 1.03)
    draw_courses(courses, ERRORS, errors, is_log=True)
    angles.set_xlabel("optimiser steps")
    count = len(courses.networks)
    loss.annotate(
        f"{courses.task}, {count} network{'s' * (count > 1)}\n{courses.name}",
        (0, 1),
        xycoords="axes fraction",
        xytext=(0, 17),
        textcoords="offset points",
        fontweight="bold",
    )
    return loss, shares, errors, angles


def _share_limits(row: Sequence[Axes]) -> None:
    """The same errors at the same height."""
    limits = np.array([axes.get_ylim() for axes in row])
    for axes in row:
        axes.set_ylim(limits[:, 0].min(), limits[:, 1].max())


def _explain(column: tuple[Axes, Axes, Axes, Axes]) -> None:
    titles = (
        "loss on fresh inputs",
        "shares",
        "errors of the circuit",
        "share of modes found (dots: all, for good)",
    )
    for axes, mark, title in zip(column, "ABCD", titles, strict=True):
        letter(axes, mark, title)
    loss, shares, errors, _ = column
    loss.set_ylabel("mean square")
    shares.legend(loc="lower right", handlelength=1.2, borderpad=0.1, labelspacing=0.25)
    errors.legend(loc="lower left", handlelength=1.2, borderpad=0.1, labelspacing=0.25)


def _over_steps(axes: Axes, courses: FormationCourses) -> None:
    """A logarithmic axis of steps, with step 0 at its left end."""
    last = int(courses.steps[-1])
    decades = 10.0 ** np.arange(0, int(np.floor(np.log10(max(last, 1)))) + 1)
    axes.set_xscale("log")
    axes.set_xlim(BEFORE / 1.2, last * 1.15)
    axes.set_xticks([BEFORE, *decades], ["0", *(f"{step:,.0f}" for step in decades)])
    axes.xaxis.set_minor_locator(NullLocator())


def _places(steps: ndarray) -> Float[ndarray, " steps"]:
    return np.where(steps > 0, steps, BEFORE).astype(np.float64)


def _between(places: Float[ndarray, " steps"]) -> Float[ndarray, " gaps"]:
    """The middle, on a logarithmic scale, between each look and the next."""
    return np.sqrt(places[:-1] * places[1:])


def _standing_from(steps: Int[ndarray, " looks"], holds: Bool[ndarray, " looks"]) -> float:
    """The first look from which on something always holds; inf where it does not at the last."""
    standing = int(np.sum(np.logical_and.accumulate(holds[::-1])))
    return float(steps[len(steps) - standing]) if standing else float("inf")
