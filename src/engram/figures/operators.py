"""What one step does to the variables (Figure 3A): the whole state's operator, and each phase beside its theory."""

from jaxtyping import Float
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.image import AxesImage
from numpy import ndarray

from engram.figures.slots import label_slots, raw_name, rule_slots, slot_groups
from engram.figures.style import BLACK, SIGNED, TWO_COLUMNS, colour_scale, letter, new_figure, panel, style
from engram.interpretation import Analysis
from engram.theory import Circuit

Operator = Float[ndarray, "to from"]


def draw_operator(circuit: Circuit, operator: Operator, axes: Axes, *, max_labels: int = 10) -> AxesImage:
    """An operator on the stored directions: from the slot of the column into the slot of the row."""
    image = _draw_matrix(operator, axes)
    groups = slot_groups(circuit)
    rule_slots(axes, groups, columns=True)
    axes.set_xticks([])
    axes.set_yticks([])
    label_slots(axes.xaxis, groups, gap=2 * len(operator) / max_labels)  # names are wider than they are high
    label_slots(axes.yaxis, groups, gap=len(operator) / max_labels)
    axes.set_xlabel("from")
    axes.set_ylabel("to")
    return image


def draw_full_operator(
    circuit: Circuit, operator: Float[ndarray, "hidden hidden"], axes: Axes, *, max_labels: int = 26
) -> AxesImage:
    """An operator on all of R^N in the basis [Psi, Psi_perp], with the border of variables and complement."""
    image = draw_operator(circuit, operator, axes, max_labels=max_labels)
    _name_complement(circuit.num_directions, len(operator), axes)
    border = circuit.num_directions - 0.5
    axes.axhline(border, color=BLACK, linewidth=0.9, zorder=3)
    axes.axvline(border, color=BLACK, linewidth=0.9, zorder=3)
    return image


def _name_complement(num_variables: int, size: int, axes: Axes) -> None:
    """Psi_perp beside the directions that hold no variable."""
    if size == num_variables:
        return
    for axis in (axes.xaxis, axes.yaxis):
        names = [text.get_text() for text in axis.get_ticklabels()]
        axis.set_ticks([*axis.get_ticklocs(), (num_variables + size - 1) / 2], [*names, "Ψ$_⊥$"])


def _draw_matrix(operator: Operator, axes: Axes) -> AxesImage:
    # Phi of a selection holds 0 and +-1; the same limits everywhere let panels be compared.
    return axes.imshow(operator, cmap=SIGNED, vmin=-1, vmax=1, aspect="equal", interpolation="nearest")


def operators_figure(analysis: Analysis) -> Figure:
    """A: the step at rest in the basis [Psi, Psi_perp]. B, C: output phase and Phi. D, E: input phase and the shift."""
    examination, full = analysis.examination, analysis.examination.full_basis
    circuit, operators = examination.memories.circuit, examination.operators
    with style():
        figure = new_figure(TWO_COLUMNS, 3.85)
        whole = panel(figure, 0.5, 0.3, 3.15, 3.15)
        image = draw_full_operator(
            circuit, full.dual @ examination.rest.state @ full.basis, whole, max_labels=26
        )
        letter(whole, "A", f"{raw_name(examination.raw_matrix)} in the basis [Ψ, Ψ$_⊥$]")
        for mark, title, operator, left, top in (
            ("B", "output phase", operators.output, 4.45, 0.3),
            ("C", "theory: Φ", circuit.interaction, 5.9, 0.3),
            ("D", "input phase", operators.input, 4.45, 2.2),
            ("E", "theory: shift", circuit.shift, 5.9, 2.2),
        ):
            axes = panel(figure, left, top, 1.25, 1.25)
            draw_operator(circuit, operator, axes, max_labels=8)
            axes.set_ylabel("to" if left < 5 else "")
            axes.set_xlabel("from" if top > 1 else "")
            letter(axes, mark, title)
        colour_scale(image, panel(figure, 3.72, 0.3, 0.08, 3.15), "")
        return figure
