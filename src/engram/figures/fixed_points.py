"""Fixed points and cycles among the states that a network visits, and their multipliers."""

import numpy as np
from jaxtyping import Float
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy import ndarray
from scipy import linalg

from engram.figures.style import (
    BLUE,
    GREEN,
    ORANGE,
    PALE,
    TWO_COLUMNS,
    VERMILLION,
    letter,
    new_figure,
    panel,
    style,
)
from engram.interpretation.fixed_points import Orbits, Stability

COLOURS = {
    Stability.STABLE: BLUE,
    Stability.MARGINAL: GREEN,
    Stability.SADDLE: ORANGE,
    Stability.UNSTABLE: VERMILLION,
}
MARKERS = {
    Stability.STABLE: "o",
    Stability.MARGINAL: "s",
    Stability.SADDLE: "D",
    Stability.UNSTABLE: "X",
}
"""The shape tells what the colour does, in grey too."""
SMALLEST_FRAME = 1.2
"""Half the side of the complex plane that is shown at least."""

Visited = Float[ndarray, "trials time hidden"]
Plane = Float[ndarray, "2 hidden"]


def principal_plane(visited: Visited) -> tuple[Float[ndarray, " hidden"], Plane]:
    """The mean of the visited states and the two directions in which they vary most (a state of one unit: one)."""
    states = visited.reshape(-1, visited.shape[-1])
    centre = states.mean(axis=0)
    _, _, directions = linalg.svd(states - centre, full_matrices=False)
    plane = np.zeros((2, states.shape[1]))
    plane[: min(2, len(directions))] = directions[:2]
    return centre, plane


def draw_orbits(found: Orbits, visited: Visited, axes: Axes) -> None:
    """Orbits over pale trajectories, on the plane in which those vary most; cycles as closed lines."""
    centre, plane = principal_plane(visited)
    for trial in visited:
        axes.plot(*((trial - centre) @ plane.T).T, color=PALE, linewidth=0.4, zorder=1)
    for stability in Stability:
        orbits = found.of(stability)
        if not orbits:
            continue
        places = np.concatenate([(orbit.states - centre) @ plane.T for orbit in orbits])
        axes.scatter(
            *places.T,
            s=16,
            marker=MARKERS[stability],
            color=COLOURS[stability],
            edgecolors="white",
            linewidths=0.4,
            label=f"{stability.value} ({len(orbits)})",
            zorder=3,
        )
        for orbit in orbits:
            path = (orbit.states[[*range(orbit.period), 0]] - centre) @ plane.T
            axes.plot(*path.T, color=COLOURS[stability], linewidth=0.6, zorder=2)
    axes.set(xlabel="first principal component", ylabel="second", aspect="equal", adjustable="datalim")


def draw_multipliers(found: Orbits, axes: Axes) -> None:
    """All multipliers of all orbits in the complex plane; outside the unit circle deviations grow."""
    angles = np.linspace(0, 2 * np.pi, 361)
    axes.plot(np.cos(angles), np.sin(angles), color=PALE, linewidth=0.6, zorder=1)
    largest = SMALLEST_FRAME
    for stability in Stability:
        orbits = found.of(stability)
        if orbits:
            modes = np.concatenate([orbit.multipliers for orbit in orbits])
            axes.scatter(
                np.real(modes), np.imag(modes), s=4, color=COLOURS[stability], linewidths=0, zorder=2
            )
            largest = max(largest, 1.08 * float(np.max(np.abs(modes))))
    axes.set(
        xlim=(-largest, largest),
        ylim=(-largest, largest),
        aspect="equal",
        xlabel="real part",
        ylabel="imaginary part",
    )


def fixed_points_figure(found: Orbits, visited: Visited) -> Figure:
    """A: orbits among the visited states. B: their multipliers, over one round of each."""
    with style():
        figure = new_figure(TWO_COLUMNS, 3.7)
        plane = panel(figure, 0.55, 0.3, 3.2, 2.75)
        draw_orbits(found, visited, plane)
        letter(
            plane,
            "A",
            "fixed points" if found.period == 1 else f"orbits of period {found.period} and its divisors",
        )
        circle = panel(figure, 4.25, 0.3, 2.75, 2.75)
        draw_multipliers(found, circle)
        letter(circle, "B", "multipliers")
        handles, labels = plane.get_legend_handles_labels()
        if handles:
            figure.legend(handles, labels, loc="lower left", bbox_to_anchor=(0.07, 0.0), ncols=4)
        return figure
