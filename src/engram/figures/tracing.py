"""A trace as pictures: what goes in, what the variable memories hold, in theory and as decoded, and what comes out."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from engram.figures.slots import label_slots, rule_slots, slot_groups
from engram.figures.strips import draw_over_time, label_components, mark_errors, mark_phases
from engram.figures.style import TWO_COLUMNS, colour_scale, letter, new_figure, panel, signed_limit, style
from engram.theory import Trace, full_circuit


def draw_contents(trace: Trace, axes: Axes, *, is_decoded: bool) -> None:
    """Contents of all slots over time, decoded (what is not as it should be is crossed) or as theory has them."""
    shown = trace.decoded if is_decoded else trace.theory
    draw_over_time(shown, axes, limit=_limit(trace))
    axes.set_facecolor("#F0F0F0")
    if is_decoded:
        mark_errors(trace.is_misheld, axes)
    groups = slot_groups(full_circuit(trace.task))
    rule_slots(axes, groups)
    label_slots(axes.yaxis, groups, gap=trace.task.history_size / 12)
    mark_phases(axes, trace.task.num_variables)


def draw_given(trace: Trace, axes: Axes) -> None:
    """The network's inputs."""
    draw_over_time(trace.inputs, axes, limit=signed_limit(trace.inputs))
    _finish(trace, axes)


def draw_composed(trace: Trace, axes: Axes, *, is_decoded: bool) -> None:
    """What f makes of the contents of the step before, decoded or as theory has them."""
    held = np.concatenate([np.zeros((1, trace.task.history_size)), trace.theory[:-1]])
    composed = trace.composed if is_decoded else held @ trace.task.composition.T
    draw_over_time(composed, axes, limit=_limit(trace))
    _finish(trace, axes)


def draw_said(trace: Trace, axes: Axes) -> None:
    """The network's outputs, wrong ones crossed; blank while nothing is asked."""
    asked = np.arange(trace.num_steps) >= trace.task.num_variables
    draw_over_time(np.where(asked[:, None], trace.outputs, np.nan), axes, limit=_limit(trace))
    mark_errors(trace.is_wrong, axes)
    _finish(trace, axes)


def draw_expected(trace: Trace, axes: Axes) -> None:
    """What the task wants."""
    asked = np.arange(trace.num_steps) >= trace.task.num_variables
    draw_over_time(np.where(asked[:, None], trace.vectors, np.nan), axes, limit=_limit(trace))
    _finish(trace, axes)


def trace_figure(trace: Trace, meaning: str = "") -> Figure:
    """A: contents as theory has them. B: as decoded from the running network. Inputs above, f and outputs below."""
    width, strip, tall, gap = 2.75, 0.36, 2.5, 0.08
    with style():
        figure = new_figure(TWO_COLUMNS, 0.42 + 3 * (strip + gap) + tall + 0.42)
        for left, mark, title, is_decoded in (
            (0.55, "A", "theory", False),
            (3.85, "B", f"decoded from the {trace.kind} network", True),
        ):
            tops = np.cumsum([0.42, strip + gap, tall + gap, strip + gap])
            heights = (strip, tall, strip, strip)
            column = [panel(figure, left, top, width, h) for top, h in zip(tops, heights, strict=True)]
            draw_given(trace, column[0])
            draw_contents(trace, column[1], is_decoded=is_decoded)
            draw_composed(trace, column[2], is_decoded=is_decoded)
            (draw_said if is_decoded else draw_expected)(trace, column[3])
            letter(column[0], mark, title)
            for axes in column[:-1]:
                axes.set_xticks([])
            column[-1].set_xlabel("step t")
            names = ("input", "", "f(z)", "output" if is_decoded else "target")
            for axes, name in zip(column, names, strict=True):
                axes.set_ylabel(name)
        colour_scale(column[1].images[0], panel(figure, 6.67, tops[1], 0.08, tall), "")
        if meaning:
            figure.text(0.995, 0.005, meaning, ha="right", va="bottom", fontsize=5.5, color="#6B6B6B")
        return figure


def _finish(trace: Trace, axes: Axes) -> None:
    label_components(axes, trace.task.variable_size)
    mark_phases(axes, trace.task.num_variables)


def _limit(trace: Trace) -> float:
    return signed_limit(trace.vectors)
