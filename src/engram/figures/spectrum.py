"""Eigenvalues in the complex plane (Figure 3B): theory, the learned interactions, and the weights behind them."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Complex
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from numpy import ndarray
from scipy import linalg

from engram.figures.slots import raw_name
from engram.figures.style import (
    BLACK,
    BLUE,
    GREY,
    PALE,
    TWO_COLUMNS,
    VERMILLION,
    letter,
    new_figure,
    panel,
    style,
)
from engram.interpretation import Examination, RawMatrix, SpectrumMatch
from engram.theory import multiplicities

MAX_BOXES = 48
"""More boxes than this are left out: they would hide each other."""

SMALLEST_FRAME = 1.4
"""Half the side of the complex plane that is shown at least: the unit circle and the boxes around it."""
SMALLEST_REACH = 0.01
"""Errors below 10 microradians are not magnified further: those of planted circuits are rounding."""


@dataclass(frozen=True)
class SpectralDirection:
    """One eigenvalue of theory: how often it occurs, and how many learned modes were matched to it."""

    eigenvalue: complex
    count: int
    found: int

    @property
    def needs_box(self) -> bool:
        """Whether there is something to say: it occurs more than once, or was not found as often as it should."""
        return self.count > 1 or self.found < self.count

    @property
    def label(self) -> str:
        """The count, and what was found of it where that is less."""
        return str(self.count) if self.found == self.count else f"{self.found}/{self.count}"


def directions_of(match: SpectrumMatch) -> tuple[SpectralDirection, ...]:
    """The distinct persistent eigenvalues of theory, by angle."""
    return tuple(
        SpectralDirection(
            entry.eigenvalue,
            entry.count,
            int(np.sum(match.matched[np.abs(match.theory - entry.eigenvalue) <= 1e-5])),
        )
        for entry in multiplicities(match.theory)
    )


def draw_spectrum(
    match: SpectrumMatch,
    learned: Complex[ndarray, " modes"],
    raw: Complex[ndarray, " hidden"],
    axes: Axes,
    *,
    raw_matrix: RawMatrix,
) -> None:
    """Theory open, learned interactions filled, all modes of the raw matrix pale; what has no partner is crossed."""
    angles = np.linspace(0, 2 * np.pi, 361)
    axes.plot(np.cos(angles), np.sin(angles), color=PALE, linewidth=0.6, zorder=1)
    directions = directions_of(match)
    distinct = np.array([direction.eigenvalue for direction in directions], dtype=np.complex128)
    missing = match.theory[~match.matched]
    all_modes = f"all modes of {raw_name(raw_matrix)}"
    _scatter(axes, raw, all_modes, marker="o", size=7.0, face=PALE, edge="none", zorder=2)
    _scatter(axes, distinct, "theory: Φ", marker="o", size=34.0, face="none", edge=BLACK, zorder=3)
    _scatter(axes, learned, "learned interactions", marker="o", size=8.0, face=BLUE, edge="none", zorder=4)
    _scatter(axes, missing, "theory, not found", marker="x", size=22.0, face=VERMILLION, edge=None, zorder=5)
    _scatter(
        axes,
        match.surplus,
        "learned, not in theory",
        marker="D",
        size=18.0,
        face="none",
        edge=VERMILLION,
        zorder=5,
    )
    reach = _reach(np.concatenate([distinct, learned, raw]))
    boxed = tuple(direction for direction in directions if direction.needs_box)
    if len(boxed) <= MAX_BOXES:
        _box_multiplicities(boxed, axes, scale=reach / SMALLEST_FRAME)
    axes.set(
        xlim=(-reach, reach),
        ylim=(-reach, reach),
        aspect="equal",
        xlabel="real part",
        ylabel="imaginary part",
    )
    axes.set_xticks([-1, 0, 1])
    axes.set_yticks([-1, 0, 1])


def draw_angle_errors(match: SpectrumMatch, axes: Axes) -> None:
    """Angle of each matched mode minus that of theory, in mrad, over the angle of theory."""
    theory, learned = match.theory[match.matched], match.assigned[match.matched]
    errors = 1e3 * np.angle(learned * np.conj(theory))
    _draw_errors(theory, errors, axes)
    axes.set_ylabel("Δ angle (mrad)")


def draw_modulus_errors(match: SpectrumMatch, axes: Axes) -> None:
    """Modulus of each matched mode minus that of theory, over the angle of theory."""
    theory, learned = match.theory[match.matched], match.assigned[match.matched]
    _draw_errors(theory, 1e3 * (np.abs(learned) - np.abs(theory)), axes)
    axes.set_ylabel("Δ modulus (10⁻³)")


def spectrum_figure(examination: Examination) -> Figure:
    """A: the complex plane. B, C: how far each matched mode is from theory, in angle and in modulus."""
    match = examination.spectrum
    learned = linalg.eigvals(examination.memories.interaction).astype(np.complex128)
    with style():
        figure = new_figure(TWO_COLUMNS, 4.0)
        plane = panel(figure, 0.5, 0.3, 3.3, 3.3)
        draw_spectrum(match, learned, examination.weights_modes, plane, raw_matrix=examination.raw_matrix)
        letter(plane, "A", "eigenvalues")
        figure.legend(
            *plane.get_legend_handles_labels(),
            loc="upper left",
            bbox_to_anchor=(0.585, 0.17),
            ncols=2,
            columnspacing=1.2,
        )
        angle, modulus = panel(figure, 4.6, 0.3, 2.4, 1.15), panel(figure, 4.6, 1.8, 2.4, 1.15)
        draw_angle_errors(match, angle)
        letter(angle, "B", "matched modes: angle − theory")
        draw_modulus_errors(match, modulus)
        letter(modulus, "C", "matched modes: modulus − theory")
        modulus.set_xlabel("angle in theory (degrees)")
        return figure


def _scatter(
    axes: Axes,
    modes: Complex[ndarray, " modes"],
    label: str,
    *,
    marker: str,
    size: float,
    face: str,
    edge: str | None,
    zorder: int,
) -> None:
    """One kind of modes; kinds of which there are none stay out of the legend."""
    if modes.size == 0:
        return
    axes.scatter(
        np.real(modes),
        np.imag(modes),
        s=size,
        marker=marker,
        facecolors=face,
        edgecolors=edge,
        linewidths=0.8,
        label=label,
        zorder=zorder,
    )


def _box_multiplicities(directions: tuple[SpectralDirection, ...], axes: Axes, *, scale: float) -> None:
    """The count of every direction, outside the circle; every other one further out where they are close."""
    stagger = 0.13 if len(directions) > 24 else 0.0
    for place, direction in enumerate(directions):
        outward = direction.eigenvalue / abs(direction.eigenvalue)
        at = direction.eigenvalue + outward * scale * (0.17 + stagger * (place % 2))
        complete = direction.found == direction.count
        axes.text(
            at.real,
            at.imag,
            direction.label,
            ha="center",
            va="center",
            fontsize=6,
            zorder=6,
            color=BLACK if complete else VERMILLION,
            bbox={
                "boxstyle": "square,pad=0.25",
                "facecolor": "white",
                "edgecolor": GREY if complete else VERMILLION,
                "linewidth": 0.5,
            },
        )


def _reach(modes: Complex[ndarray, " modes"]) -> float:
    return max(SMALLEST_FRAME, 1.08 * float(np.max(np.abs([np.real(modes), np.imag(modes)]), initial=0.0)))


def _draw_errors(theory: Complex[ndarray, " matched"], errors: ndarray, axes: Axes) -> None:
    axes.set(xlim=(-12, 372), xticks=[0, 90, 180, 270, 360])
    if errors.size == 0:
        axes.set_yticks([])
        axes.text(0.5, 0.5, "no mode matches", transform=axes.transAxes, ha="center", va="center", color=GREY)
        return
    axes.axhline(0, color=PALE, linewidth=0.6, zorder=1)
    degrees = np.degrees(np.angle(theory)) % 360
    axes.scatter(degrees, errors, s=7, color=BLUE, linewidths=0, zorder=3)
    reach = max(1.25 * float(np.max(np.abs(errors))), SMALLEST_REACH)
    axes.set(ylim=(-reach, reach))
    axes.yaxis.set_major_locator(MaxNLocator(5))
