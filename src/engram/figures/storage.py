"""A task whose rule is not linear: the lifted operator, the modes that it has, and the causal test by either write."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.image import AxesImage
from numpy import ndarray

from engram.figures.interventions import draw_scores
from engram.figures.slots import rule_slots, slot_groups, slot_name
from engram.figures.style import BLACK, SIGNED, TWO_COLUMNS, colour_scale, letter, new_figure, panel, style
from engram.interpretation import StorageAnalysis
from engram.interpretation.causal import Score
from engram.theory import Circuit, Storage

TESTS = ("outputs that must change", "outputs that must not", "all variables exchanged")


def name_of_variable(storage: Storage, variable: int) -> str:
    """Ψ₁ .. Ψ_s for the variables of the task, +1, +2, ... for the vectors that are held ahead of time."""
    ahead = variable + 1 - storage.task.num_variables
    return f"+{ahead}" if ahead > 0 else slot_name(variable)


def draw_interaction(
    storage: Storage, before: Circuit, after: Circuit, interaction: ndarray, axes: Axes
) -> AxesImage:
    """Phi from the variables of one step to those of the next, with the border of what is held ahead of time."""
    image = axes.imshow(interaction, cmap=SIGNED, vmin=-1, vmax=1, aspect="equal", interpolation="nearest")
    rule_slots(axes, slot_groups(after), columns=True)
    for axis, circuit in ((axes.xaxis, before), (axes.yaxis, after)):
        groups = slot_groups(circuit)
        step = -(-len(groups) // 12)
        axis.set_ticks(
            [group.centre for group in groups[::step]],
            [name_of_variable(storage, group.variable) for group in groups[::step]],
        )
        axis.set_tick_params(length=0)
    border = sum(
        group.stop - group.start
        for group in slot_groups(after)
        if group.variable < storage.task.num_variables
    )
    if border < len(interaction):
        axes.axhline(border - 0.5, color=BLACK, linewidth=0.9, zorder=3)
        axes.axvline(border - 0.5, color=BLACK, linewidth=0.9, zorder=3)
    axes.set(xlabel="from", ylabel="to")
    return image


def contenders(analysis: StorageAnalysis) -> list[tuple[str, tuple[Score, Score, Score]]]:
    """The network by the write that sets all, by that of the variables alone (where they differ), and the nulls."""
    own = analysis.examination
    rows = [("this network", own.lifted_causal.all)]
    if own.storage.num_ahead:
        rows.append(("variables alone", own.plain_causal.all))
    nulls = [
        (kind.value.replace("_", " "), result.examination.lifted_causal.all)
        for kind, result in analysis.nulls.items()
    ]
    return rows + nulls


def storage_figure(analysis: StorageAnalysis) -> Figure:
    """A: Phi of theory. B: Phi of the network (at phase 0 of a clock). C: the causal test."""
    examination, storage = analysis.examination, analysis.examination.storage
    code = examination.lifted
    before, after = code.at(0).circuit, code.at(1).circuit
    with style():
        figure = new_figure(TWO_COLUMNS, 4.35)
        lifted = "lifted Φ" if storage.num_ahead else "Φ"
        phase = " from phase 0 to 1" if storage.num_phases > 1 else ""
        left, right = (panel(figure, 0.45 + 3.0 * place, 0.35, 2.3, 2.3) for place in range(2))
        draw_interaction(storage, before, after, code.theory[0], left)
        image = draw_interaction(storage, before, after, code.phases[0].interaction, right)
        letter(left, "A", f"{lifted}{phase}, theory")
        letter(right, "B", f"{lifted}{phase}, network")
        colour_scale(image, panel(figure, 5.95, 0.35, 0.09, 2.3), "weight of contents")
        _draw_test(contenders(analysis), figure, chance=_chance(analysis))
    return figure


def _draw_test(
    tested: Sequence[tuple[str, tuple[Score, Score, Score]]], figure: Figure, *, chance: float
) -> None:
    columns = [panel(figure, 1.15 + 2.0 * place, 3.2, 1.55, 0.8) for place in range(len(TESTS))]
    for place, axes in enumerate(columns):
        draw_scores([scores[place] for _, scores in tested], axes, chance=chance)
        axes.set_title(TESTS[place])
    letter(columns[0], "C", TESTS[0])
    columns[0].set_yticks(range(len(tested)), [name for name, _ in tested])
    columns[0].tick_params(axis="y", length=0)
    columns[1].set_xlabel("share of later outputs as predicted (95 % interval)")


def _chance(analysis: StorageAnalysis) -> float:
    """Guessing one of p symbols, or a sign."""
    modulus = getattr(analysis.task, "modulus", 2)
    return float(1 / np.asarray(modulus))
