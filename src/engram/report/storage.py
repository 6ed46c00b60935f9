"""What the page says of a task whose rule is not linear."""

from engram.interpretation import StorageAnalysis
from engram.interpretation.storage.summary import StorageSummary
from engram.report.content import CausalRow, Measure, Page, Plate, cells_of, meaning_of, versions_in_words


def page_of_storage(analysis: StorageAnalysis) -> Page:
    """The page of a storage analysis."""
    summary = analysis.summary
    return Page(
        task=summary.task.name,
        network=f"{summary.network.cell}, N = {summary.network.state_size}",
        verdict=summary.verdict,
        meaning=meaning_of(summary.verdict),
        reasons=tuple(summary.reasons),
        note=_note(summary),
        measures=_measures(summary),
        causal=_causal_rows(summary),
        causal_caption=_causal_caption(summary),
        plates=(_storage(summary),),
        making=_making(summary),
    )


def _note(summary: StorageSummary) -> str:
    task = summary.task
    if not task.num_ahead:
        return ""
    vectors = "one more vector" if task.num_ahead == 1 else f"{task.num_ahead} more vectors"
    return (
        f"The rule is not linear in the {task.num_variables} variables, but it is with {vectors} held ahead of time: "
        f"of these numbers the network holds {summary.held_ahead} of {summary.ahead}. Rewriting the variables alone "
        f"leaves them as they were; then {summary.belief.held:.3f} of the outputs for which it matters go by what was "
        f"held, {summary.belief.anew:.3f} by f of the variables."
    )


def _measures(summary: StorageSummary) -> tuple[Measure, ...]:
    causal = summary.causal
    least = min(causal.must_change, causal.must_not_change, causal.swap)
    return (
        Measure(f"task accuracy over {summary.sampling.accuracy_horizon} outputs", f"{summary.accuracy:.4f}"),
        Measure("contents stored", f"{summary.stored} of {summary.task.needed}"),
        Measure("least causal figure", f"{least:.4f}"),
        Measure("relative error of the shift", f"{summary.shift_error:.2g}"),
    )


def _causal_rows(summary: StorageSummary) -> tuple[CausalRow, ...]:
    rows = [CausalRow("this network", "", cells_of(summary.causal), summary.verdict.value)]
    if summary.task.num_ahead:
        alone = "this network, of which what is held ahead of time is left as it was"
        rows.append(CausalRow("variables alone", alone, cells_of(summary.plain), ""))
    for name, null in summary.nulls.items():
        rows.append(
            CausalRow(name.replace("_", " "), null.meaning, cells_of(null.causal), null.verdict.value)
        )
    return tuple(rows)


def _causal_caption(summary: StorageSummary) -> str:
    left_out = ", ".join(name.replace("_", " ") for name in summary.ran_away)
    return (
        "At random steps from t = 2s on (each trial at one of them) the contents of variables are set in the hidden "
        "state, with all that follows from them and is held ahead of time, and the network is left to itself. Must "
        "change, must not change: one random variable gets new random contents. All exchanged: the whole memory "
        "becomes that of another trial. Shares of single output components over the steps that follow, on inputs that "
        f"nothing was fitted on; {summary.causal.outputs:,} outputs in all. Below each share its 95 % interval "
        "(Wilson), in which a trial counts once, however many outputs it has."
        + (f" Not scored, because its state runs away: {left_out}." if left_out else "")
    )


def _storage(summary: StorageSummary) -> Plate:
    task, spectrum = summary.task, summary.spectrum
    clock = (
        f" Contents are known with the phase of the clock, of which there are {task.num_phases}: shown is the step "
        "from phase 0 to phase 1."
        if task.num_phases > 1
        else ""
    )
    return Plate(
        "storage",
        "How contents go on",
        "A: what theory says one step does to the variables Ψ₁ (oldest) .. and, beyond the black line, to the vectors "
        "+1, +2, .. that are held ahead of time. B: what it does in the network, by intervention: contents of trials "
        "are exchanged, one step passes, and the change is read (on the trials that Ψ was fitted on)."
        f"{clock} C: the causal figures of the table.",
        (
            Measure("relative error of the shift", f"{summary.shift_error:.2g}"),
            Measure("relative error of Φ, fresh trials", f"{summary.lifted_error:.2g}"),
            Measure("modes of theory found", f"{spectrum.found} of {spectrum.found + spectrum.unmatched}"),
            Measure("mean angle error", f"{spectrum.angle_error_rad:.2g} rad"),
            Measure("share of f that is linear, theory", f"{task.linear_share:.3f}"),
            Measure("share of f that is linear, measured", f"{summary.linear_share:.3f}"),
            Measure("condition number of Ψ", f"{summary.condition_number:.3g}"),
        ),
    )


def _making(summary: StorageSummary) -> tuple[Measure, ...]:
    sampling, task = summary.sampling, summary.task
    return (
        Measure("task", task.name),
        Measure("sizes", f"s = {task.num_variables} variables of κ = {task.variable_size} components"),
        Measure("network", f"{summary.network.cell}, N = {summary.network.state_size}"),
        Measure("method", "encoding regression at each phase, dual by generalised least squares"),
        Measure("seed", str(summary.seed)),
        Measure(
            "trials",
            f"{sampling.num_trials} to fit and {sampling.num_trials} others to score, {sampling.horizon} outputs each; "
            f"{sampling.accuracy_trials} of {sampling.accuracy_horizon} outputs for the accuracy",
        ),
        Measure("versions", versions_in_words(summary.versions)),
    )
