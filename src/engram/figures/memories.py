"""One trial seen twice (Figure 3C, 3D): the hidden state as it is, and the same state on the variable memories."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy import ndarray

from engram.dynamics import Dynamics, StatePart, run
from engram.figures.glyphs import Stimulus
from engram.figures.slots import label_slots, rule_slots, slot_groups
from engram.figures.strips import draw_over_time, label_components, mark_errors, mark_phases
from engram.figures.style import (
    BLACK,
    TWO_COLUMNS,
    colour_scale,
    letter,
    new_figure,
    panel,
    signed_limit,
    style,
)
from engram.interpretation import VariableMemories
from engram.tasks import InputCode, is_correct, unroll
from engram.theory import Circuit


@dataclass(frozen=True, eq=False)
class Recall:
    """One trial: what went in, the states it left, what they hold, and what came out; step t at index t-1."""

    stimulus: Stimulus
    circuit: Circuit
    inputs: Float[ndarray, "time component"]
    states: Float[ndarray, "time hidden"]
    parts: tuple[StatePart, ...]
    """What the states are made of."""
    contents: Float[ndarray, "time variables"]
    """What Psi* reads."""
    outputs: Float[ndarray, "time component"]
    """Blank (NaN) in the input phase, in which nothing is asked."""
    targets: Float[ndarray, "time component"]
    """What the task says, blank in the input phase."""
    is_wrong: Bool[ndarray, "time component"]
    """Outputs that do not say their target."""


def recall(
    dynamics: Dynamics, memories: VariableMemories, stimulus: Stimulus, code: InputCode, horizon: int
) -> Recall:
    """Give the network the stimulus and let it go on for `horizon` steps."""
    task = memories.circuit.task
    trials = unroll(task, stimulus.inputs[None], horizon)
    trajectory = run(dynamics, trials.inputs)
    asked = (np.arange(trials.vectors.shape[1]) >= task.num_variables)[:, None]
    outputs, targets = trajectory.outputs[0], trials.vectors[0]
    return Recall(
        stimulus,
        memories.circuit,
        trials.inputs[0],
        trajectory.states[0],
        dynamics.state_parts,
        memories.decode(trajectory.states[0]),
        np.where(asked, outputs, np.nan),
        np.where(asked, targets, np.nan),
        asked & ~is_correct(outputs, targets, code),
    )


def draw_states(recalled: Recall, axes: Axes) -> None:
    """The state in the standard basis, one row a unit; parts of several kinds each in a scale of its own."""
    ends = np.cumsum([part.size for part in recalled.parts])
    pieces = np.split(recalled.states, ends[:-1], axis=1)
    limits = [signed_limit(piece) for piece in pieces]
    shown = np.concatenate([piece / limit for piece, limit in zip(pieces, limits, strict=True)], axis=1)
    scale = limits[0] if len(pieces) == 1 else 1.0
    draw_over_time(shown * scale, axes, limit=scale)
    if len(pieces) == 1:
        axes.set_yticks([0, ends[0] - 1], ["1", str(ends[0])])
        axes.set_ylabel("hidden unit", labelpad=-6)
        return
    for end in ends[:-1]:
        axes.axhline(end - 0.5, color=BLACK, linewidth=0.6)
    names = [f"{part.name} ± {limit:.2g}" for part, limit in zip(recalled.parts, limits, strict=True)]
    centres = ends - [(part.size + 1) / 2 for part in recalled.parts]
    axes.set_yticks(centres, names, rotation=90, va="center")
    axes.tick_params(axis="y", length=0)


def draw_contents(recalled: Recall, axes: Axes) -> None:
    """The same state on the variable memories: one row a stored direction, grouped by slot."""
    draw_over_time(recalled.contents, axes, limit=_contents_limit(recalled))
    groups = slot_groups(recalled.circuit)
    rule_slots(axes, groups)
    axes.set_yticks([])
    label_slots(axes.yaxis, groups, gap=recalled.circuit.num_directions / 20)
    axes.set_ylabel("variable memory" if groups else "stored direction")


def draw_inputs(recalled: Recall, axes: Axes) -> None:
    """What goes in, zero in the output phase."""
    draw_over_time(recalled.inputs, axes, limit=signed_limit(recalled.inputs))
    label_components(axes, recalled.inputs.shape[1])


def draw_outputs(recalled: Recall, axes: Axes) -> None:
    """What the network says, mistakes crossed."""
    draw_over_time(recalled.outputs, axes, limit=_contents_limit(recalled))
    mark_errors(recalled.is_wrong, axes)
    label_components(axes, recalled.outputs.shape[1])


def draw_targets(recalled: Recall, axes: Axes) -> None:
    """What the task says."""
    draw_over_time(recalled.targets, axes, limit=_contents_limit(recalled))
    label_components(axes, recalled.targets.shape[1])


def memories_figure(recalled: Recall) -> Figure:
    """A: the state in the standard basis. B: on the variable memories. Inputs above, outputs below."""
    width, strip, tall = 2.6, 0.36, 2.65
    with style():
        figure = new_figure(TWO_COLUMNS, 4.35)
        for left, mark, title, middle, below, said in (
            (0.5, "A", "hidden state in the standard basis", draw_states, draw_outputs, "output"),
            (4.05, "B", "the same state on the variable memories", draw_contents, draw_targets, "target"),
        ):
            column = [
                panel(figure, left, 0.3, width, strip),
                panel(figure, left, 0.3 + strip + 0.1, width, tall),
            ]
            column.append(panel(figure, left, 0.3 + strip + 0.2 + tall, width, strip))
            draw_inputs(recalled, column[0])
            column[0].set_ylabel("input")
            middle(recalled, column[1])
            below(recalled, column[2])
            column[2].set_ylabel(said)
            letter(column[0], mark, title)
            _share_time(column, recalled.circuit.task.num_variables)
            scale = panel(figure, left + width + 0.07, 0.3 + strip + 0.1, 0.07, tall)
            colour_scale(column[1].images[0], scale, "")
        return figure


def _share_time(column: list[Axes], num_variables: int) -> None:
    for axes in column:
        mark_phases(axes, num_variables)
    for axes in column[:-1]:
        axes.set_xticks([])
    column[-1].set_xlabel("step t")


def _contents_limit(recalled: Recall) -> float:
    """That of the task's own vectors: +-1 for signs, whatever a network makes of them."""
    return signed_limit(recalled.stimulus.inputs, recalled.targets[np.isfinite(recalled.targets)])
