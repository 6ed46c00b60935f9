"""What the page says: words and numbers, chosen from an analysis. How it looks is the template's matter."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from engram.figures.gallery import example_of, stimulus_of
from engram.figures.slots import slot_name
from engram.interpretation import Analysis, Answer, Method, RawMatrix
from engram.interpretation.summary import CausalSummary, Summary


@dataclass(frozen=True)
class Measure:
    """A number with its name."""

    name: str
    value: str


@dataclass(frozen=True)
class Plate:
    """A figure with what must be known to read it, and its numbers."""

    stem: str
    title: str
    caption: str
    measures: tuple[Measure, ...]


@dataclass(frozen=True)
class Cell:
    """A causal figure and its 95 % interval."""

    share: str
    interval: str


@dataclass(frozen=True)
class CausalRow:
    """One tested network."""

    name: str
    meaning: str
    cells: tuple[Cell, ...]
    verdict: str


@dataclass(frozen=True)
class Page:
    """Everything on the page, top to bottom."""

    task: str
    network: str
    verdict: Answer
    meaning: str
    reasons: tuple[str, ...]
    note: str
    """What the reader must know of the directions that are shown; empty where all is as theory has it."""
    measures: tuple[Measure, ...]
    causal: tuple[CausalRow, ...]
    causal_caption: str
    plates: tuple[Plate, ...]
    making: tuple[Measure, ...]


def page_of(analysis: Analysis) -> Page:
    """The page of an analysis."""
    summary = analysis.summary
    return Page(
        task=summary.task.name,
        network=_network(summary),
        verdict=summary.verdict,
        meaning=meaning_of(summary.verdict),
        reasons=tuple(summary.reasons),
        note=_note(summary),
        measures=_measures(summary),
        causal=_causal_rows(summary),
        causal_caption=_causal_caption(summary),
        plates=_plates(analysis, summary),
        making=_making(analysis, summary),
    )


def meaning_of(answer: Answer) -> str:
    """A verdict in a sentence."""
    match answer:
        case Answer.PRESENT:
            return "The network holds every variable where theory says; changing one changes the future as predicted."
        case Answer.PARTIAL:
            return "Some variables are held, and some predictions come true."
        case Answer.ABSENT:
            return "The network does the task, but not by this circuit."
        case Answer.INCONCLUSIVE:
            return "The test cannot tell."


def _network(summary: Summary) -> str:
    rests = "rests at zero" if summary.network.origin_is_fixed else "does not rest at zero"
    return f"{summary.network.text}, {rests}"


def _raw_matrix(summary: Summary) -> str:
    """What the raw spectrum is of, in words."""
    match summary.network.raw_matrix:
        case RawMatrix.WEIGHTS:
            return "the recurrent weights Wₕₕ themselves, without the slope of the activation"
        case RawMatrix.AT_REST:
            return f"the Jacobian of a step at {summary.network.linearised_about}"
        case RawMatrix.MEAN:
            return (
                "the mean Jacobian of a step over visited states (no fixed point at which a step has a slope)"
            )


def _note(summary: Summary) -> str:
    if summary.stored == 0:
        return (
            f"No direction passes the storage test. The figures below show a fit to all {summary.task.directions} "
            "directions of theory, so that every test had its chance to fail."
        )
    if summary.stored < summary.task.directions:
        return (
            f"Only {summary.stored} of {summary.task.directions} directions pass the storage test. Memories are "
            "fitted to these, and the figures below show only these; the others count as zero in the errors of Φ."
        )
    return ""


def _measures(summary: Summary) -> tuple[Measure, ...]:
    sampling = summary.sampling
    return (
        Measure(f"task accuracy over {sampling.accuracy_horizon} outputs", f"{summary.accuracy:.4f}"),
        Measure("directions stored", f"{summary.stored} of {summary.task.directions}"),
        Measure("least causal figure", f"{_least(summary.causal):.4f}"),
        Measure("relative error of Φ", f"{summary.interaction_error:.2g}"),
    )


def _least(causal: CausalSummary) -> float:
    return min(causal.must_change, causal.must_not_change, causal.swap)


def _causal_rows(summary: Summary) -> tuple[CausalRow, ...]:
    rows = [CausalRow("this network", "", cells_of(summary.causal), summary.verdict.value)]
    for name, null in summary.nulls.items():
        row = CausalRow(name.replace("_", " "), null.meaning, cells_of(null.causal), null.verdict.value)
        rows.append(row)
    return tuple(rows)


def cells_of(causal: CausalSummary) -> tuple[Cell, ...]:
    """The three causal figures as cells of a table."""
    return (
        _cell(causal.must_change, causal.must_change_interval),
        _cell(causal.must_not_change, causal.must_not_change_interval),
        _cell(causal.swap, causal.swap_interval),
    )


def _cell(share: float, interval: tuple[float, float]) -> Cell:
    if interval == (0.0, 1.0):
        return Cell("not tested", "")
    return Cell(f"{share:.4f}", f"{interval[0]:.3f} to {interval[1]:.3f}")


def _left_out(summary: Summary) -> str:
    names = ", ".join(name.replace("_", " ") for name in summary.ran_away)
    return f" Not scored, because its state runs away: {names}." if names else ""


def _causal_caption(summary: Summary) -> str:
    return (
        "At random steps from t = 2s on, one round behind the inputs (each trial at one of them), the contents of "
        "variables are set in the hidden state, and the network is left to itself. Must change, must not change: one "
        "random variable gets "
        "new random contents; of the later outputs, those that theory says change (to the predicted value), and "
        "those that it says stay. All exchanged: the whole memory becomes that of another trial. Shares of single "
        "output components over the steps that follow, on inputs that nothing was fitted on; "
        f"{summary.causal.outputs:,} outputs in all. Below each share its 95 % interval (Wilson), in which "
        f"a trial counts once, however many outputs it has.{_left_out(summary)}"
    )


def _plates(analysis: Analysis, summary: Summary) -> tuple[Plate, ...]:
    return (
        _circuit(analysis, summary),
        _operators(analysis, summary),
        _spectrum(summary),
        _memories(analysis, summary),
        _decoding(summary),
        _interventions(analysis, summary),
    )


def _circuit(analysis: Analysis, summary: Summary) -> Plate:
    task = analysis.task
    newest = slot_name(task.num_variables - 1)
    rule = (
        "B: the rule f; the number in a cell is the component of the output that copies this content, with its sign, "
        "and hatched contents are needed by no output."
        if task.is_selection
        else "B: the rule f as a matrix F, from the contents of every variable to the components of the output."
    )
    return Plate(
        "circuit",
        "The circuit in theory",
        f"Nothing here comes from the network. A: the interaction matrix Φ on all {task.history_size} contents; "
        f"Ψ₁ is the oldest variable, {newest} the newest. {rule} C: contents of every variable at every step, "
        f"for {stimulus_of(analysis).meaning}; faint contents need not be stored. Inputs are written into {newest} "
        f"(green frame), outputs read from it (orange frame), and each step moves all contents one variable on.",
        (
            Measure("variables s", str(summary.task.num_variables)),
            Measure("components κ", str(summary.task.variable_size)),
            Measure("contents to be stored", f"{summary.task.directions} of {task.history_size}"),
        ),
    )


def _operators(analysis: Analysis, summary: Summary) -> Plate:
    shown, hidden = analysis.examination.full_basis.num_variables, summary.network.state_size
    diagnostics = summary.diagnostics
    output = "by intervention: contents of trials are exchanged, one step passes, and the change is read (fresh states)"
    return Plate(
        "operators",
        "What one step does to the variables",
        f"A: {_raw_matrix(summary)}, in the basis [Ψ, Ψ⊥]: "
        f"{shown} stored directions, then {hidden - shown} principal components of the rest of the state, as long as "
        f"those of Ψ. "
        f"B: the operator on the stored directions in the output phase, {output}; C: Φ, what theory says it is. "
        f"D: the operator in the input phase, by regression over steps 1 to {analysis.task.num_variables} of fresh "
        f"trials; E: the shift without f, which is what remains when writing overwrites f. The oldest variable is "
        f"still empty in the input phase, so its columns in D say nothing. Colours end at ±1.",
        (
            Measure("relative error of Φ, fitted trials", f"{summary.interaction_error:.2g}"),
            Measure("relative error of Φ, fresh trials (B, C)", f"{summary.output_phase_error:.2g}"),
            Measure("relative error of the shift (D, E)", f"{summary.input_phase_error:.2g}"),
            Measure("share of f that fires while writing", f"{summary.composition_while_writing:.3f}"),
            Measure("leakage into the complement a step", f"{diagnostics.leakage_into_complement:.2g}"),
            Measure("leakage out of the complement a step", f"{diagnostics.leakage_out_of_complement:.2g}"),
            Measure("condition number of Ψ", f"{diagnostics.condition_number:.3g}"),
        ),
    )


def _spectrum(summary: Summary) -> Plate:
    spectrum, raw = summary.spectrum, summary.weights_spectrum
    modes = spectrum.found + spectrum.unmatched
    degrees = np.degrees(spectrum.angle_error_rad)
    return Plate(
        "spectrum",
        "Spectrum",
        "A: eigenvalues of Φ that keep contents (open), of the learned interactions on the stored directions in the "
        f"output phase (filled), and of {_raw_matrix(summary)} "
        "(grey; not all of these are modes of variables). Boxes: how often an eigenvalue of theory occurs, where more "
        "than once; in colour and with a slash where fewer were found. Modes are paired one to one by optimal "
        "assignment. B, C: angle and modulus of each matched mode minus those of theory.",
        (
            Measure("modes of theory found", f"{spectrum.found} of {modes}"),
            Measure("learned modes that theory has not", str(spectrum.surplus)),
            Measure("mean angle error", f"{spectrum.angle_error_rad:.2g} rad ({degrees:.2g}°)"),
            Measure("mean modulus error", f"{spectrum.modulus_error:.2g}"),
            Measure("modes of theory among the grey ones", f"{raw.found} of {modes}"),
        ),
    )


def _memories(analysis: Analysis, summary: Summary) -> Plate:
    return Plate(
        "memories",
        "One trial, seen twice",
        f"The network is given {stimulus_of(analysis).meaning} and then nothing. Above, what goes in; below, what the "
        "network says (A) and what it should say (B), mistakes crossed; the dashed line ends the input phase. "
        f"A: the state in the standard basis, one row a unit{_parts(summary)}. B: the same state read with Ψ* on the "
        "variable memories, one row a stored direction, oldest variable on top.",
        (
            Measure(
                "hidden variance in the variables", f"{100 * summary.diagnostics.variance_captured:.1f} %"
            ),
            Measure("max |Ψ* Ψ − I|", f"{summary.diagnostics.duality_error:.1g}"),
        ),
    )


def _parts(summary: Summary) -> str:
    """How the parts of a state are drawn, where there are several."""
    parts = summary.network.state_parts
    if len(parts) == 1:
        return ""
    return f"; its parts {', '.join(part.name for part in parts)} in colours that end at ± the number beside each"


def _decoding(summary: Summary) -> Plate:
    sampling = summary.sampling
    return Plate(
        "decoding",
        "What can be read at every step",
        f"Share of {sampling.num_trials} fresh trials in which Ψ* reads the contents that theory says are there. Grey: "
        "nothing has arrived there yet. The dashed line ends the input phase. The memories were fitted on other "
        "trials. A reservoir echoes its inputs, too: decoding alone proves nothing, the causal test does.",
        (Measure("contents decoded, from step s on", f"{summary.decoding.accuracy:.4f}"),),
    )


def _interventions(analysis: Analysis, summary: Summary) -> Plate:
    example = example_of(analysis)
    follows = example.outcome.follows
    causal = summary.causal
    return Plate(
        "interventions",
        "Causal test",
        "A: the causal figures of the table, with 95 % intervals. "
        f"B: one trial; after step {example.outcome.step}, one round into the output phase, the stored contents of "
        f"{slot_name(example.variable)} were turned into their opposite. What the task says had nothing been written, "
        "what it says after the write, and what the network said. Dots: outputs that the write must change. "
        "Crosses: outputs that are not as predicted. C: the test of A at single steps right after the input phase, "
        "on other trials: an input may be written with another size than f writes with, and settles on the way.",
        (
            Measure("must change", f"{causal.must_change:.4f}"),
            Measure("must not change", f"{causal.must_not_change:.4f}"),
            Measure("all exchanged", f"{causal.swap:.4f}"),
            Measure("all three as `present` asks", summary.course.settled_text),
            Measure("example: outputs as predicted", f"{int(np.sum(follows))} of {follows.size}"),
        ),
    )


def _making(analysis: Analysis, summary: Summary) -> tuple[Measure, ...]:
    sampling = summary.sampling
    return (
        Measure("task", summary.task.name),
        Measure(
            "sizes",
            f"s = {summary.task.num_variables} variables of κ = {summary.task.variable_size} components",
        ),
        Measure("network", _network(summary)),
        Measure("method", _method(analysis.method)),
        Measure("seed", str(summary.seed)),
        Measure(
            "trials",
            f"{sampling.num_trials} to fit and {sampling.num_trials} others to score, {sampling.horizon} outputs each; "
            f"{sampling.accuracy_trials} of {sampling.accuracy_horizon} outputs for the accuracy; "
            f"inputs: {sampling.code.value}",
        ),
        Measure("versions", versions_in_words(summary.versions)),
    )


def _method(method: Method) -> str:
    match method:
        case Method.REGRESSION:
            return "encoding regression, dual by generalised least squares"
        case Method.OBSERVABILITY:
            return "observability of the mean Jacobian along trajectories (weights only)"
        case Method.POWER:
            return "powers of the recurrent weights (Algorithm 1)"


def versions_in_words(versions: Mapping[str, str]) -> str:
    """Names and versions in a line."""
    return ", ".join(f"{name} {version}" for name, version in versions.items())
