"""Figure 1: the pseudocode of an algorithm beside the network that it compiles to, lines in the colours of weights."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch, Rectangle

from engram.figures.operators import draw_operator
from engram.figures.slots import label_slots, rule_slots, slot_groups, slot_name
from engram.figures.style import (
    BLACK,
    BLUE,
    GREEN,
    GREY,
    ORANGE,
    PALE,
    SIGNED,
    TWO_COLUMNS,
    VERMILLION,
    letter,
    new_figure,
    panel,
    style,
)
from engram.tasks import LinearTask
from engram.theory import Operation, Program, full_circuit
from engram.theory.program import shown_slots

COLOURS = {
    Operation.START: GREY,
    Operation.LOOP: BLACK,
    Operation.SHIFT: BLUE,
    Operation.WRITE: GREEN,
    Operation.COMPOSE: ORANGE,
    Operation.READ: VERMILLION,
}
MAX_BOXES = 9
"""Most variable memories that are drawn as boxes; of longer ones the middle is left out."""
ROW = 0.162
"""Inches from one line of text to the next."""


def draw_pseudocode(program: Program, axes: Axes) -> None:
    """The lines, each with a bar in its colour, and what carries it out; fills the axes from the top."""
    axes.set_axis_off()
    height = axes.get_window_extent().height / axes.figure.dpi
    axes.set_ylim(height, 0)
    axes.set_xlim(0, 1)
    row = 0.5
    for line in program.lines:
        colour, texts = COLOURS[line.operation], line.text.split("\n")
        top = (row - 0.42) * ROW
        if line.operation not in (Operation.START, Operation.LOOP):
            axes.add_patch(
                Rectangle((-0.022, top), 0.009, (len(texts) - 0.16) * ROW, color=colour, clip_on=False)
            )
        for offset, text in enumerate(texts):
            is_bold = line.operation is Operation.LOOP
            axes.text(
                0.0,
                (row + offset) * ROW,
                text,
                family="DejaVu Sans Mono",
                fontsize=6.3,
                fontweight="bold" if is_bold else "normal",
                va="center",
            )
        note = GREY if line.operation in (Operation.START, Operation.LOOP) else colour
        axes.text(
            1.0, row * ROW, line.carried_out_by, fontsize=6.3, color=_darker(note), va="center", ha="right"
        )
        row += len(texts)


def draw_slots(task: LinearTask, axes: Axes) -> None:
    """The variable memories as boxes, contents moving to the left; what is written, composed and read."""
    shown = shown_slots(task.num_variables, MAX_BOXES)
    places = {slot: place for place, slot in enumerate(shown) if slot is not None}
    axes.set_xlim(-0.6, len(shown) + 0.75)
    axes.set_ylim(-0.8, 1.55)
    axes.set_axis_off()
    for place, slot in enumerate(shown):
        if place:
            _arrow(axes, (place - 0.3, 0.0), (place - 0.7, 0.0), BLUE)
        if slot is None:
            axes.text(place, 0, "…", ha="center", va="center", color=GREY)
            continue
        box = FancyBboxPatch(
            (place - 0.3, -0.26), 0.6, 0.52, boxstyle="round,pad=0.02,rounding_size=0.08", facecolor="#F4F7FB",
            edgecolor=GREY, linewidth=0.7,
        )  # fmt: skip
        axes.add_patch(box)
        axes.text(place, 0, slot_name(slot), ha="center", va="center", fontsize=7)
    newest = len(shown) - 1
    _arrow(axes, (newest + 0.95, 0.12), (newest + 0.34, 0.12), GREEN)
    axes.text(newest + 1.0, 0.14, "u(t)", color=_darker(GREEN), va="center", fontsize=7)
    _arrow(axes, (newest + 0.34, -0.12), (newest + 0.95, -0.12), VERMILLION)
    axes.text(newest + 1.0, -0.16, "y(t)", color=VERMILLION, va="center", fontsize=7)
    read = np.any(task.composition.reshape(task.variable_size, task.num_variables, -1) != 0, axis=(0, 2))
    for slot, place in places.items():
        if read[slot]:
            _compose_arc(axes, place, newest)
    axes.text(
        (newest) / 2, 1.42, "f", color=_darker(ORANGE), ha="center", va="center", fontsize=8, style="italic"
    )
    axes.text((newest) / 2, -0.62, "shift", color=BLUE, ha="center", va="center", fontsize=6.5)


def _compose_arc(axes: Axes, place: int, newest: int) -> None:
    """Up from a slot, along a rail, and down into the newest."""
    rail = 1.16
    target = newest - 0.12
    axes.plot([place + 0.1, place + 0.1, target], [0.3, rail, rail], color=ORANGE, linewidth=1.0, zorder=1)
    _arrow(axes, (target, rail), (target, 0.3), ORANGE)


def _arrow(axes: Axes, start: tuple[float, float], end: tuple[float, float], colour: str) -> None:
    axes.add_patch(
        FancyArrowPatch(
            start, end, arrowstyle="-|>", mutation_scale=6, color=colour, linewidth=1.0, shrinkA=0, shrinkB=0
        )
    )


def draw_weights(program: Program, recurrent: Axes, write: Axes, read: Axes) -> None:
    """W_hh, and W_uh beside and W_r below it, over their gains; the parts of each line framed in its colour."""
    task = program.task
    circuit, kappa, size = full_circuit(task), task.variable_size, task.history_size
    draw_operator(circuit, circuit.interaction, recurrent, max_labels=14)
    recurrent.set_xlabel("")
    recurrent.set_ylabel("")
    recurrent.xaxis.tick_top()
    groups = slot_groups(circuit)
    write.imshow(circuit.write, cmap=SIGNED, vmin=-1, vmax=1, aspect="auto")
    read.imshow(circuit.read, cmap=SIGNED, vmin=-1, vmax=1, aspect="auto")
    rule_slots(write, groups)
    for group in groups[1:]:
        read.axvline(group.start - 0.5, color=PALE, linewidth=0.35)
    for axes in (write, read):
        axes.set_xticks([])
        axes.set_yticks([])
    newest = size - kappa
    if newest:
        _frame(recurrent, 0, 0, size, newest, BLUE)
    _frame(recurrent, 0, newest, size, kappa, ORANGE)
    _frame(write, 0, newest, kappa, kappa, GREEN)
    _frame(read, newest, 0, kappa, kappa, VERMILLION)


def _frame(axes: Axes, left: int, top: int, width: int, height: int, colour: str) -> None:
    axes.add_patch(
        Rectangle(
            (left - 0.5, top - 0.5),
            width,
            height,
            fill=False,
            edgecolor=colour,
            linewidth=1.4,
            zorder=6,
            clip_on=False,
        )
    )


def program_figure(program: Program) -> Figure:
    """A: the algorithm. B: its variable memories. C: the weights that do it, framed in the colours of the lines."""
    task = program.task
    rows = sum(line.text.count("\n") + 1 for line in program.lines)
    share = task.variable_size / task.history_size
    code, side = rows * ROW + 0.05, min(2.3, 2.55 / (1 + share))
    strip = max(0.16, side * share)
    height = max(0.35 + code + 0.35 + 1.05, 0.75 + side + strip + 0.2)
    with style():
        figure = new_figure(TWO_COLUMNS, height)
        text = panel(figure, 0.3, 0.33, 3.7, code)
        draw_pseudocode(program, text)
        letter(text, "A", "the algorithm, and what carries out each line")
        boxes = panel(figure, 0.3, 0.33 + code + 0.33, 3.7, 0.95)
        draw_slots(task, boxes)
        letter(boxes, "B", "its variable memories")
        left, top = 4.45, 0.55
        recurrent = panel(figure, left, top, side, side)
        write = panel(figure, left + side + 0.08, top, strip, side)
        read = panel(figure, left, top + side + 0.08, side, strip)
        draw_weights(program, recurrent, write, read)
        read.tick_params(labelbottom=False)
        label_slots(recurrent.xaxis, slot_groups(full_circuit(task)), gap=task.history_size / 7)
        names = _weight_names(program)
        recurrent.annotate("C", (0, 1), xycoords="axes fraction", xytext=(-10, 18), textcoords="offset points",
                           fontsize=9, fontweight="bold")  # fmt: skip
        recurrent.set_title(f"the weights: {names[0]}", pad=18)
        write.set_title(names[1], pad=3, fontsize=6.5, loc="center")
        read.set_xlabel(names[2], fontsize=6.5)
        return figure


def _weight_names(program: Program) -> tuple[str, str, str]:
    """With the gains that multiply them."""
    by_operation = {line.operation: line.carried_out_by for line in program.lines}
    recurrent = by_operation[Operation.SHIFT].split(",")[0].replace("W_hh", "W$_{hh}$")
    read = by_operation[Operation.READ].replace("W_r", "W$_r$")
    return recurrent, "W$_{uh}$", read


def _darker(colour: str) -> str:
    """Orange and green are too light for small letters."""
    return {ORANGE: "#9C6B00", GREEN: "#00694C"}.get(colour, colour)
