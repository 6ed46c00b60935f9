"""The energy landscape of the features at several moments: the present minimum vanishes, the next one appears."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.contour import QuadContourSet
from matplotlib.figure import Figure
from numpy import ndarray

from engram.errors import InputError
from engram.figures.memory_model.retrieval import ImageOf, Recalled
from engram.figures.style import (
    BLACK,
    GREY,
    SIGNED,
    TWO_COLUMNS,
    VERMILLION,
    letter,
    new_figure,
    panel,
    style,
)
from engram.theory.memory_model.landscape import (
    Landscape,
    Plane,
    energy_between,
    energy_on_plane,
    plane_through,
)

DEPTH = LinearSegmentedColormap.from_list("engram-depth", ["#123A68", "#6C98C8", "#C6DAEC", "#FFFFFF"])
"""Energies, deep is dark."""
GRID, MARGIN = 81, 0.45
"""Points along each side of a landscape, and how far it reaches beyond the memories, in distances of two of them."""
SHARES = (0.05, 0.6, 0.97, 1.0)
"""Moments within the stretch of the present memory; the last one is when the next has arrived."""
LEVELS = 16


@dataclass(frozen=True, eq=False)
class Switch:
    """Three memories that follow one another, and the landscape at moments around the first switch among them."""

    recalled: Recalled
    order: tuple[int, int, int]
    """The present memory, the next, and the one after it."""
    plane: Plane
    places: Float[ndarray, "3 2"]
    """Where the three memories lie in the plane."""
    before: int
    """Place in time, an index into the recording, from which the way into the present memory is drawn."""
    moments: tuple[int, ...]
    """Of the landscapes, indices likewise."""
    landscapes: tuple[Landscape, ...]
    shares: Float[ndarray, " places"]
    """Places on the line from the present memory (0) to the next (1)."""
    profiles: Float[ndarray, "moments places"]
    """Energy on it, at `profile_moments`."""
    profile_moments: tuple[int, ...]


def has_switch(recalled: Recalled, which: int = 1) -> bool:
    """Whether retrieval `which` and the two after it were seen, of three different memories."""
    return len({one.memory for one in recalled.retrievals[which : which + 3]}) == 3


def find_switch(recalled: Recalled, which: int = 1) -> Switch:
    """The switch from retrieval `which` to the next. Raises `InputError` where `has_switch` says that there is none."""
    seen = recalled.retrievals
    if not has_switch(recalled, which):
        found = [recalled.names[one.memory] for one in seen[which : which + 3]]
        raise InputError(
            f"retrievals {which + 1} .. {which + 3} are {found}; the landscape needs three different memories: "
            "simulate for longer, or another sequence"
        )
    recording, model = recalled.recording, recalled.recording.model
    order = (seen[which].memory, seen[which + 1].memory, seen[which + 2].memory)
    first, second, third = (model.memories[:, memory] for memory in order)
    plane = plane_through(first, second, third)
    places = plane.coordinates(np.stack([first, second, third]))
    low, high = places.min(axis=0), places.max(axis=0)
    margin = MARGIN * float(np.linalg.norm(places[1] - places[0]))
    middle, half = (low + high) / 2, float(np.max(high - low)) / 2 + margin
    grids = [np.linspace(centre - half, centre + half, GRID) for centre in middle]
    arrival = seen[which + 1].start + 0.25 * seen[which + 1].dwell
    stretch = [seen[which].start + share * seen[which].dwell for share in SHARES[:-1]]
    moments = tuple(int(index) for index in np.searchsorted(recording.times, [*stretch, arrival]))
    profile_times = seen[which].start + np.linspace(0.05, 1.0, 9) * seen[which].dwell
    along = tuple(int(index) for index in np.searchsorted(recording.times, profile_times))
    shares = np.linspace(-0.35, 1.35, 171)
    return Switch(
        recalled,
        order,
        plane,
        places,
        int(np.searchsorted(recording.times, seen[which].start - 0.1 * seen[which - 1].dwell)),
        moments,
        tuple(energy_on_plane(model, recording.delayed[moment], plane, *grids) for moment in moments),
        shares,
        np.stack([energy_between(model, first, second, recording.delayed[at], shares) for at in along]),
        along,
    )


def draw_landscape(
    switch: Switch, place: int, axes: Axes, *, highest: float, image_of: ImageOf | None = None
) -> QuadContourSet:
    """Energy above the lowest point of the plane, the way since the moment before, and the present state."""
    landscape = switch.landscapes[place]
    above = landscape.energy - landscape.energy.min()
    levels = np.linspace(0, highest, LEVELS)
    filled = axes.contourf(
        landscape.across, landscape.up, np.minimum(above, highest), levels=levels, cmap=DEPTH
    )
    axes.contour(landscape.across, landscape.up, above, levels=levels, colors="white", linewidths=0.3)
    _draw_memories(switch, axes, image_of)
    recording, now = switch.recalled.recording, switch.moments[place]
    since = switch.moments[place - 1] if place else switch.before
    way = switch.plane.coordinates(recording.features[since : now + 1])
    axes.plot(way[:, 0], way[:, 1], color=VERMILLION, linewidth=1.1, zorder=4)
    axes.plot(*way[-1], "o", color=VERMILLION, markeredgecolor="white", markersize=5, zorder=5)
    axes.set(xticks=[], yticks=[], aspect="equal")
    axes.set_xlim(landscape.across[0], landscape.across[-1])
    axes.set_ylim(landscape.up[0], landscape.up[-1])
    return filled


def draw_profiles(switch: Switch, axes: Axes) -> None:
    """Energy on the line from the present memory to the next, later moments darker, and where the state is."""
    recording = switch.recalled.recording
    first, second, _ = (recording.model.memories[:, memory] for memory in switch.order)
    edge = second - first
    for count, (profile, moment) in enumerate(zip(switch.profiles, switch.profile_moments, strict=True)):
        colour = DEPTH(0.8 - 0.8 * count / (len(switch.profiles) - 1))
        axes.plot(switch.shares, profile, color=colour, linewidth=1.0, zorder=2 + count)
        share = float((recording.features[moment] - first) @ edge / (edge @ edge))
        energy = float(np.interp(share, switch.shares, profile))
        axes.plot(share, energy, "o", color=VERMILLION, markersize=3, zorder=30)
    names = switch.recalled.names
    axes.set_xticks([0, 1], [f"memory {names[memory]}" for memory in switch.order[:2]])
    axes.set(xlim=(switch.shares[0], switch.shares[-1]), ylabel="E / N, V$_d$ held")


def landscape_figure(switch: Switch, image_of: ImageOf | None = None) -> Figure:
    """A-D: the landscape at four moments. E: its profile on the line to the next memory. F: the delayed features."""
    side = 1.57
    recording, seen = switch.recalled.recording, switch.recalled.retrievals
    highest = max(
        float(np.quantile(landscape.energy - landscape.energy.min(), 0.7)) for landscape in switch.landscapes
    )
    origin = next(each.start for each in seen[1:] if each.memory == switch.order[0])
    with style():
        figure = new_figure(TWO_COLUMNS, 4.2)
        for place in range(len(switch.landscapes)):
            axes = panel(figure, 0.22 + place * (side + 0.16), 0.3, side, side)
            draw_landscape(switch, place, axes, highest=highest, image_of=image_of)
            time = float(recording.times[switch.moments[place]]) - origin
            letter(axes, "ABCD"[place], f"t = {time:.1f} T$_f$")
        profiles = panel(figure, 0.62, 2.45, 2.9, 1.35)
        draw_profiles(switch, profiles)
        letter(profiles, "E", "energy from the present memory to the next")
        traces = panel(figure, 4.25, 2.45, 2.75, 1.35)
        _draw_traces(switch, traces, origin)
        letter(traces, "F", "what moves it: the delayed features V$_d$")
        return figure


def _draw_memories(switch: Switch, axes: Axes, image_of: ImageOf | None) -> None:
    """The three memories where they lie: as images, or by name."""
    model = switch.recalled.recording.model
    size = 0.09 * float(np.ptp(switch.landscapes[0].across))
    for memory, (x, y) in zip(switch.order, switch.places, strict=True):
        if image_of is None:
            name = switch.recalled.names[memory]
            outward = 9 * np.array([x, y]) / np.hypot(x, y)
            axes.annotate(
                name,
                (x, y),
                xytext=tuple(outward),
                textcoords="offset points",
                color=BLACK,
                ha="center",
                va="center",
                zorder=6,
            )
            axes.plot(x, y, "+", color=BLACK, markersize=5, zorder=3)
            continue
        image = image_of(model.memories[:, memory])
        wide = size * image.shape[1] / image.shape[0]
        # Beside the minimum, away from the middle of the three, so that the state stays visible.
        outward = np.array([x, y]) / np.hypot(x, y) * 2.1 * size
        centre = (x + outward[0], y + outward[1])
        extent = (centre[0] - wide, centre[0] + wide, centre[1] - size, centre[1] + size)
        axes.imshow(image, cmap=SIGNED, vmin=-1, vmax=1, extent=extent, zorder=3, aspect="auto")


def _draw_traces(switch: Switch, axes: Axes, origin: float) -> None:
    """How much of each of the three memories the delayed features hold."""
    recording = switch.recalled.recording
    seen = [each for each in switch.recalled.retrievals if each.start >= origin]
    within = (recording.times >= origin) & (recording.times <= seen[1].start + 0.6 * seen[1].dwell)
    times = recording.times[within] - origin
    for memory, colour, dashes in zip(
        switch.order, (BLACK, VERMILLION, GREY), ("-", "-", (0, (3, 2))), strict=True
    ):
        trace = recording.traces[within, memory]
        axes.plot(times, trace, color=colour, linestyle=dashes, label=switch.recalled.names[memory])
    for moment in switch.moments:
        axes.axvline(float(recording.times[moment]) - origin, color="#D0D0D0", linewidth=0.6, zorder=0)
    axes.set(
        xlim=(times[0], times[-1]),
        xlabel="time since the present memory came / T$_f$",
        ylabel="overlap of V$_d$",
    )
    axes.legend(loc="best", handlelength=1.6)
