"""The input phase: what f adds to the inputs of a linear circuit, and how overwriting cures it and corrects errors."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from engram.figures.operators import draw_operator
from engram.figures.style import (
    ACCURACY,
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
from engram.tasks import LinearTask
from engram.theory import full_circuit, written_matrix
from engram.theory.bounds.input_phase import InputPhaseScores
from engram.theory.bounds.overwriting import OverwritingMap, Recovery

SIZES = (BLUE, GREEN, ORANGE, VERMILLION, BLACK)


def draw_written(task: LinearTask, axes: Axes) -> None:
    """G: how much of each input (column) every slot (row) of the linear circuit holds after the input phase."""
    draw_operator(full_circuit(task), written_matrix(task), axes, max_labels=8)
    names = [f"u({slot + 1})" for slot in range(task.num_variables)]
    centres = [(slot + 0.5) * task.variable_size - 0.5 for slot in range(task.num_variables)]
    stride = 1 + (task.num_variables - 1) // 4
    axes.set_xticks(centres[::stride], names[::stride])
    axes.set_xlabel("input")
    axes.set_ylabel("content of")


def draw_scores(scores: Sequence[InputPhaseScores], names: Sequence[str], axes: Axes) -> None:
    """Accuracy by task: predicted and measured for the linear circuit, the best linear network, and overwriting."""
    rows = np.arange(len(scores))
    axes.hlines(rows, 0.5, 1.0, color=PALE, linewidth=0.5, zorder=0)
    for values, marker, colour, label in (
        ([s.linear_predicted for s in scores], "o", GREY, "linear circuit, predicted"),
        ([s.linear for s in scores], ".", BLUE, "linear circuit, run"),
        ([s.best_linear for s in scores], "D", ORANGE, "best linear network, any width"),
        ([s.overwriting for s in scores], "s", GREEN, "overwriting (tanh, 2 and 8)"),
    ):
        is_ring = marker == "o"
        axes.scatter(
            values, rows, marker=marker, s={"o": 40, ".": 30}.get(marker, 16), linewidths=1.0, label=label,
            facecolor="none" if is_ring else colour, edgecolor=colour, zorder=3,
        )  # fmt: skip
    axes.set_yticks(rows, list(names))
    axes.set_ylim(len(scores) - 0.5, -0.6)
    axes.set_xlim(0.645, 1.015)
    axes.set_xlabel(f"share of signs right, {scores[0].horizon} outputs")
    axes.tick_params(axis="y", length=0)
    axes.legend(
        loc="upper center", bbox_to_anchor=(0.42, -0.27), ncols=2, handletextpad=0.3, columnspacing=1.0
    )


def draw_map(found: OverwritingMap, axes: Axes) -> None:
    """Accuracy by gains, and the bounds: the least write gain, and the recurrent gain of 1."""
    x, y = found.recurrent_gains, found.write_gains
    steps = ((x[1] - x[0]) / 2, (y[1] - y[0]) / 2)
    extent = (x[0] - steps[0], x[-1] + steps[0], y[0] - steps[1], y[-1] + steps[1])
    axes.imshow(
        found.accuracy.T, origin="lower", aspect="auto", extent=extent, cmap=ACCURACY, vmin=0.5, vmax=1.0
    )
    axes.plot(x, found.least_write_gains, color=BLACK, linewidth=1.2, label="least write gain")
    axes.axvline(1.0, color=BLACK, linewidth=0.9, linestyle=(0, (3, 2)), label="contents settle")
    axes.annotate("least w", (x[-1], found.least_write_gains[-1]), xytext=(-2, 9), textcoords="offset points",
                  ha="right", fontsize=6)  # fmt: skip
    axes.annotate("g = 1", (1.0, y[-1]), xytext=(-2, -5), textcoords="offset points", ha="right", fontsize=6,
                  color="white")  # fmt: skip
    axes.set_xlim(extent[:2])
    axes.set_ylim(extent[2:])
    axes.set_xlabel("recurrent gain g")
    axes.set_ylabel("write gain w")


def draw_recovery(found: Recovery, axes: Axes) -> None:
    """Distance from the undisturbed run over time: overwriting circuit (full), linear circuit (dashed)."""
    times = np.arange(found.saturating.shape[1])
    for size, restored, carried, colour in zip(
        found.sizes, found.saturating, found.linear, SIZES, strict=False
    ):
        axes.plot(times, restored, color=colour, marker=".", markersize=3, label=f"{size:g} a")
        axes.plot(times, carried, color=colour, linewidth=0.8, linestyle=(0, (3, 2)))
    axes.set_yscale("log")
    axes.set_xlabel("steps after the disturbance")
    axes.set_ylabel("distance / a")
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.legend(loc="lower left", handlelength=1.2, borderpad=0.1)


def draw_basin(found: Recovery, axes: Axes) -> None:
    """Share of contents that change their sign: the edge of the basin is at 0."""
    axes.plot(found.sizes, found.flipped_predicted, color=GREY, linewidth=1.0, label="P(disturbance < −a)")
    axes.plot(found.sizes, found.flipped, "o", color=GREEN, markersize=3, label="outputs, run")
    axes.set_xlabel("size of the disturbance / a")
    axes.set_ylabel("share of signs lost")
    axes.legend(loc="upper left")


def input_phase_figure(
    task: LinearTask,
    scores: Sequence[InputPhaseScores],
    names: Sequence[str],
    found: OverwritingMap,
    courses: Recovery,
    basin: Recovery,
) -> Figure:
    """A: what is stored instead of inputs. B: what that costs. C: where overwriting works. D, E: what it corrects."""
    with style():
        figure = new_figure(TWO_COLUMNS, 4.75)
        written = panel(figure, 0.5, 0.33, 1.95, 1.95)
        draw_written(task, written)
        letter(written, "A", "linear circuit: z(s) = G u")
        scored = panel(figure, 3.85, 0.33, 3.15, 1.45)
        draw_scores(scores, names, scored)
        letter(scored, "B", "what is said after the input phase")
        mapped = panel(figure, 0.5, 2.95, 1.75, 1.4)
        draw_map(found, mapped)
        letter(mapped, "C", f"overwriting, noise {found.noise:g} a step")
        colour_scale(mapped.images[0], panel(figure, 2.3, 2.95, 0.07, 1.4), "")
        restored = panel(figure, 3.1, 2.95, 1.7, 1.4)
        draw_recovery(courses, restored)
        letter(restored, "D", "errors shrink (dashed: linear)")
        flipped = panel(figure, 5.4, 2.95, 1.6, 1.4)
        draw_basin(basin, flipped)
        letter(flipped, "E", "the edge of the basin")
        return figure
