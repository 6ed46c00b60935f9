"""The circuit in action, from theory alone (Figure 2): Phi, what f reads, and contents moving slot by slot."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from numpy import ndarray

from engram.figures.glyphs import Stimulus
from engram.figures.operators import draw_operator
from engram.figures.slots import label_slots, rule_slots, slot_groups, slot_name
from engram.figures.strips import draw_over_time, label_components, mark_phases
from engram.figures.style import (
    BLACK,
    GREEN,
    SIGNED,
    TWO_COLUMNS,
    VERMILLION,
    colour_scale,
    letter,
    new_figure,
    panel,
    signed_limit,
    style,
)
from engram.tasks import LinearTask, unroll
from engram.theory import circuit_of, full_circuit

MAX_WRITTEN = 24
"""Rules with more slots or components than this are drawn as colours without the outputs' numbers."""


@dataclass(frozen=True, eq=False)
class CircuitRun:
    """The contents of every slot while one trial is taken in and continued."""

    task: LinearTask
    stimulus: Stimulus
    vectors: Float[ndarray, "time component"]
    """u(1), u(2), ...: what comes in for t <= s, what f makes of it later."""
    contents: Float[ndarray, "time history"]
    """z(t)"""
    is_needed: Bool[ndarray, " history"]
    """Whether some later output depends on the coordinate."""


def run_circuit(task: LinearTask, stimulus: Stimulus, horizon: int) -> CircuitRun:
    """Let theory run for s + `horizon` steps."""
    trials = unroll(task, stimulus.inputs[None], horizon)
    return CircuitRun(task, stimulus, trials.vectors[0], trials.contents[0], _needed(task))


def draw_rule(task: LinearTask, axes: Axes) -> None:
    """A signed selection as a map: the output that copies a content is written into the content's cell.

    Contents that no output needs are hatched.
    """
    slots, kappa = task.num_variables, task.variable_size
    copied = task.composition.sum(axis=0).reshape(slots, kappa)
    axes.imshow(copied.T, cmap=SIGNED, vmin=-1, vmax=1, aspect="auto")
    if max(slots, kappa) <= MAX_WRITTEN:
        _write_outputs(task, axes)
    for slot, component in zip(*np.nonzero(~_needed(task).reshape(slots, kappa)), strict=True):
        corner = (slot - 0.5, component - 0.5)
        axes.add_patch(Rectangle(corner, 1, 1, facecolor="#F0F0F0", hatch="////", linewidth=0))
    axes.set_xticks(np.arange(slots) + 0.5, minor=True)
    axes.set_yticks(np.arange(kappa) + 0.5, minor=True)
    axes.grid(which="minor", color="#D8D8D8", linewidth=0.4)
    shown = range(0, slots, 1 + (slots - 1) // 16)
    axes.set_xticks(shown, [slot_name(slot) for slot in shown])
    shown = range(0, kappa, 1 + (kappa - 1) // 12)
    axes.set_yticks(shown, [str(row + 1) for row in shown])
    axes.tick_params(which="both", length=0)
    axes.set_ylabel("component")


def draw_composition(task: LinearTask, axes: Axes) -> None:
    """F itself, for a rule that mixes: from the contents of every slot (columns) to the output's components."""
    axes.imshow(task.composition, cmap=SIGNED, vmin=-1, vmax=1, aspect="auto")
    groups = slot_groups(full_circuit(task))
    label_slots(axes.xaxis, groups, gap=task.history_size / 16)
    for group in groups[1:]:
        axes.axvline(group.start - 0.5, color="#D8D8D8", linewidth=0.4)
    label_components(axes, task.variable_size)
    axes.set_ylabel("component of the output")


def draw_contents(run: CircuitRun, axes: Axes) -> None:
    """z(t) over time, one column a step; the slot that is written, then read, is framed."""
    task = run.task
    slots, kappa, time = task.num_variables, task.variable_size, len(run.contents)
    image = draw_over_time(run.contents, axes, limit=signed_limit(run.contents))
    # Contents that no output will need are faint: a network need not hold them.
    image.set_alpha(np.where(run.is_needed[:, None], 1.0, 0.3) * np.ones((1, time)))
    groups = slot_groups(full_circuit(task))
    rule_slots(axes, groups)
    label_slots(axes.yaxis, groups, gap=task.history_size / 16)
    newest = kappa * (slots - 1) - 0.5
    for start, width, colour in ((0.5, slots, GREEN), (slots + 0.5, time - slots, VERMILLION)):
        axes.add_patch(
            Rectangle(
                (start, newest),
                width,
                kappa,
                fill=False,
                edgecolor=colour,
                linewidth=1.4,
                zorder=6,
                clip_on=False,
            )
        )
    mark_phases(axes, slots)
    axes.set_ylabel("variable memory")


def draw_vectors(run: CircuitRun, axes: Axes) -> None:
    """The vectors that are written (t <= s) and read (t > s)."""
    draw_over_time(run.vectors, axes, limit=signed_limit(run.vectors))
    mark_phases(axes, run.task.num_variables)
    label_components(axes, run.task.variable_size)
    axes.set_ylabel("u(t)")
    axes.set_xlabel("step t")


def circuit_figure(run: CircuitRun) -> Figure:
    """A: Phi. B: what f reads. C: contents while writing, then composing and reading."""
    task = run.task
    width = TWO_COLUMNS - 1.0
    with style():
        figure = new_figure(TWO_COLUMNS, 5.75)
        matrix = panel(figure, 0.5, 0.3, 2.15, 2.15)
        draw_operator(full_circuit(task), full_circuit(task).interaction, matrix, max_labels=14)
        letter(matrix, "A", "Φ: shift every slot, f into the newest")
        rule = panel(figure, 3.2, 0.3, 3.5, 2.15)
        if task.is_selection:
            draw_rule(task, rule)
            letter(rule, "B", "f: which content becomes which output (number and sign)")
        else:
            draw_composition(task, rule)
            letter(rule, "B", "f: weight of each content in each output")
        contents = panel(figure, 0.5, 2.98, width, 1.9)
        draw_contents(run, contents)
        letter(contents, "C", "")
        _name_phases(run, contents)
        vectors = panel(figure, 0.5, 4.95, width, 0.42)
        draw_vectors(run, vectors)
        contents.tick_params(labelbottom=False)
        colour_scale(contents.images[0], panel(figure, 6.78, 2.98, 0.08, 1.9), "")
        return figure


def _needed(task: LinearTask) -> Bool[ndarray, " history"]:
    return np.any(np.abs(circuit_of(task).projection) > 1e-9, axis=0)


def _write_outputs(task: LinearTask, axes: Axes) -> None:
    """In each cell the outputs that copy it, with their signs."""
    copied = task.composition.sum(axis=0).reshape(task.num_variables, task.variable_size)
    slots, components = np.divmod(task.sources, task.variable_size)
    written: dict[tuple[int, int], list[str]] = {}
    for output, (slot, component) in enumerate(zip(slots, components, strict=True)):
        sign = "−" if task.signs[output] < 0 else ""
        written.setdefault((int(slot), int(component)), []).append(f"{sign}{output + 1}")
    for (slot, component), names in written.items():
        is_dark = copied[slot, component] > 0
        axes.text(
            slot,
            component,
            ",".join(names),
            ha="center",
            va="center",
            fontsize=5.5,
            color="white" if is_dark else BLACK,
        )


def _name_phases(run: CircuitRun, axes: Axes) -> None:
    slots, time = run.task.num_variables, len(run.contents)
    newest = slot_name(slots - 1)
    for centre, words, colour in (
        ((1 + slots) / 2, f"input phase: write u(t) into {newest}", GREEN),
        ((slots + 1 + time) / 2, f"output phase: f into {newest}, read y(t)", VERMILLION),
    ):
        axes.annotate(
            words,
            (centre, 1.0),
            xycoords=("data", "axes fraction"),
            xytext=(0, 2.5),
            textcoords="offset points",
            ha="center",
            va="bottom",
            fontsize=6.5,
            color=colour,
        )
