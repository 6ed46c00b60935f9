"""The causal test: three figures of the network beside those of its nulls, and one write with what followed."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from numpy import ndarray

from engram.figures.slots import slot_name
from engram.figures.strips import draw_over_time, label_components, mark_errors
from engram.figures.style import (
    BLACK,
    BLUE,
    GREEN,
    GREY,
    ORANGE,
    TWO_COLUMNS,
    letter,
    new_figure,
    panel,
    signed_limit,
    style,
)
from engram.interpretation import Analysis, Outcome, intervene, record, write
from engram.interpretation.causal import CausalCourse, Score
from engram.tasks import InputCode
from engram.theory import Circuit

CHANCE = 0.5
"""Guessing a sign; other contents have no such level."""
TESTS = ("outputs that must change", "outputs that must not", "all variables exchanged")
THIS_NETWORK = "this network"


@dataclass(frozen=True)
class Contender:
    """A network that was tested, this one or a null, with its three scores."""

    name: str
    scores: tuple[Score, Score, Score]


def contenders(analysis: Analysis) -> tuple[Contender, ...]:
    """The network first, then its nulls."""
    nulls = [
        Contender(kind.value.replace("_", " "), result.examination.causal.all)
        for kind, result in analysis.nulls.items()
    ]
    return (Contender(THIS_NETWORK, analysis.examination.causal.all), *nulls)


@dataclass(frozen=True, eq=False)
class ExampleWrite:
    """One variable of one trial gets the opposite contents; what the network said next."""

    variable: int
    outcome: Outcome


def example_write(analysis: Analysis, horizon: int) -> ExampleWrite:
    """On a fresh trial, turn the contents of the variable that stores most into their opposite after step 2s.

    That is one round into the output phase, when contents have the size that the memories were fitted to.
    """
    task, memories = analysis.task, analysis.memories
    code = analysis.sampling.code
    recording = record(
        analysis.network, task, 1, task.num_variables, np.random.default_rng(analysis.seed), code
    )
    variable = fullest_variable(memories.circuit)
    kappa = task.variable_size
    held = recording.contents[:, -1, variable * kappa : (variable + 1) * kappa]
    opposite = 1.0 - held if code is InputCode.BITS else -held
    change = write(task, variable, opposite)
    step = 2 * task.num_variables
    outcome = intervene(analysis.network, memories, recording, change, step=step, horizon=horizon)
    return ExampleWrite(variable, outcome)


def fullest_variable(circuit: Circuit) -> int:
    """The variable with most stored directions; of several, the one nearest to the middle."""
    slots = circuit.task.num_variables
    held = [int(np.sum(circuit.belongs_to(variable))) for variable in range(slots)]
    return min(range(slots), key=lambda variable: (-held[variable], abs(variable - slots // 2)))


def draw_scores(scores: Sequence[Score], axes: Axes, *, chance: float | None) -> None:
    """One row each, the network (first) in colour: the share of outputs as predicted, and its 95 % interval."""
    if chance is not None:
        axes.axvline(chance, color=GREY, linewidth=0.7, linestyle=(0, (2, 2)), zorder=1)
    for row, score in enumerate(scores):
        colour = BLUE if row == 0 else GREY
        axes.plot(score.interval, (row, row), color=colour, linewidth=1.4, solid_capstyle="butt", zorder=2)
        if score.trials:
            face = colour if row == 0 else "white"
            axes.plot(
                score.share, row, marker="o", markersize=4, color=colour, markerfacecolor=face, zorder=3
            )
        written = f"{score.share:.3f}" if score.trials else "not tested"
        axes.annotate(
            written,
            (1, row),
            xycoords=("axes fraction", "data"),
            xytext=(3, 0),
            textcoords="offset points",
            va="center",
            fontsize=6.5,
            color=colour,
        )
    axes.set(xlim=(-0.03, 1.03), ylim=(len(scores) - 0.5, -0.5), xticks=[0, 0.5, 1], yticks=[])
    axes.set_xticklabels(["0", "0.5", "1"])
    axes.spines[["top", "right", "left"]].set_visible(False)


def draw_vectors(
    values: Float[ndarray, "time component"], outcome: Outcome, axes: Axes, *, limit: float
) -> None:
    """Outputs after an intervention, with a dot on all that it must have changed."""
    draw_over_time(values, axes, limit=limit, first_step=outcome.first_output)
    steps, components = np.nonzero(outcome.must_change[0])
    axes.scatter(
        steps + outcome.first_output,
        components,
        s=5,
        facecolors="white",
        edgecolors=BLACK,
        linewidths=0.4,
        zorder=4,
    )
    label_components(axes, values.shape[1])


def interventions_figure(analysis: Analysis, example: ExampleWrite) -> Figure:
    """A: the three causal figures, network and nulls. B: one write, and what followed. C: A over the first round."""
    tested = contenders(analysis)
    has_chance = analysis.sampling.code is InputCode.SIGNS and analysis.task.is_selection
    with style():
        figure = new_figure(TWO_COLUMNS, 5.5)
        columns = [panel(figure, 1.15 + 2.0 * place, 0.3, 1.55, 1.05) for place in range(len(TESTS))]
        for place, axes in enumerate(columns):
            scores = [contender.scores[place] for contender in tested]
            draw_scores(scores, axes, chance=CHANCE if has_chance else None)
            axes.set_title(TESTS[place])
        letter(columns[0], "A", TESTS[0])
        columns[0].set_yticks(range(len(tested)), [contender.name for contender in tested])
        columns[0].tick_params(axis="y", length=0)
        columns[1].set_xlabel("share of later outputs as predicted (95 % interval)")
        _draw_example(example, figure)
        course = panel(figure, 1.15, 4.2, TWO_COLUMNS - 1.3, 0.85)
        draw_course(analysis.course, course, chance=CHANCE if has_chance else None)
        letter(course, "C", "right after the input phase: the same test, step by step")
        return figure


def draw_course(course: CausalCourse, axes: Axes, *, chance: float | None) -> None:
    """The three figures against the step at which the variables were changed, counted from the end of the inputs."""
    steps = np.array(course.steps) - course.num_variables
    scores = np.array([[score.share for score in each.all] for each in course.scores])
    for shares, name, colour, marker in zip(scores.T, TESTS, (BLUE, ORANGE, GREEN), "os^", strict=True):
        axes.plot(steps, shares, color=colour, marker=marker, markersize=3, linewidth=1.0, label=name)
    if chance is not None:
        axes.axhline(chance, color=GREY, linewidth=0.7, linestyle=(0, (2, 2)), zorder=1)
    lowest = min(0.9, float(scores.min()) - 0.05)
    axes.set(xlabel="steps after the input phase", ylabel="as predicted", ylim=(max(lowest, -0.03), 1.03))
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.legend(loc="lower right", ncols=3)


def _draw_example(example: ExampleWrite, figure: Figure) -> None:
    """Three strips: the task had nothing been written, the task after the write, and the network."""
    outcome, width, height = example.outcome, TWO_COLUMNS - 1.3, 0.44
    limit = signed_limit(outcome.predicted, outcome.undisturbed)
    strips = [panel(figure, 1.15, 2.0 + place * (height + 0.07), width, height) for place in range(3)]
    named = (
        ("task, untouched", outcome.undisturbed),
        ("task, after write", outcome.predicted),
        ("network", outcome.outputs),
    )
    for axes, (name, values) in zip(strips, named, strict=True):
        draw_vectors(values[0], outcome, axes, limit=limit)
        axes.set_ylabel(name, rotation=0, ha="right", va="center", labelpad=10)
    for axes in strips[:-1]:
        axes.set_xticks([])
    title = f"{slot_name(example.variable)} turned into its opposite after step {outcome.step}: the outputs that follow"
    letter(strips[0], "B", title)
    mark_errors(~outcome.follows[0], strips[-1], first_step=outcome.first_output)
    strips[-1].set_xlabel("step t")
