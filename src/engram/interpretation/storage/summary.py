"""The figures of a storage analysis as data (`analysis.json`) and as a short table."""

import textwrap

import numpy as np
from pydantic import BaseModel, Field

from engram.dynamics import Dynamics
from engram.interpretation.recording import Sampling
from engram.interpretation.storage.examination import StorageExamination
from engram.interpretation.summary import (
    CausalSummary,
    DecodingSummary,
    PartSummary,
    SpectrumSummary,
    installed_versions,
)
from engram.interpretation.verdict import Answer
from engram.theory import Storage

FORMAT = "engram-storage/1"
WIDTH = 80


class BeliefSummary(BaseModel):
    """What outputs go by when the variables are rewritten and what is held ahead of time is left as it was."""

    held: float
    anew: float
    outputs: int


class StorageTaskSummary(BaseModel):
    """The task and what theory says of its storage."""

    name: str
    num_variables: int
    variable_size: int
    needed: int
    """Contents that must be stored."""
    num_ahead: int
    """Vectors ahead of time that make the rule linear."""
    is_closed: bool
    """Whether so many do."""
    is_saturated: bool
    """Whether they span all functions of the contents, so that the lifted write cannot fail."""
    num_phases: int
    """Of the clock: 1 where the rule does not change."""
    linear_share: float
    """R^2 of the best linear F."""

    @classmethod
    def of(cls, storage: Storage) -> "StorageTaskSummary":
        """From what theory says."""
        return cls(
            name=storage.task.name,
            num_variables=storage.task.num_variables,
            variable_size=storage.task.variable_size,
            needed=storage.num_needed,
            num_ahead=storage.num_ahead,
            is_closed=storage.is_closed,
            is_saturated=storage.is_saturated,
            num_phases=storage.num_phases,
            linear_share=storage.linear_share,
        )


class StorageNetworkSummary(BaseModel):
    """The network's kind and size."""

    cell: str
    state_size: int
    state_parts: list[PartSummary]

    @classmethod
    def of(cls, network: Dynamics) -> "StorageNetworkSummary":
        """From the network."""
        parts = [PartSummary(name=part.name, size=part.size) for part in network.state_parts]
        return cls(cell=network.kind, state_size=network.state_size, state_parts=parts)


class StorageFigures(BaseModel):
    """What is measured on every network, nulls included."""

    accuracy: float
    stored: int
    held_ahead: int
    """Numbers that are held before they are said, of those that theory knows."""
    shift_error: float
    linear_share: float
    """R^2 of the linear part of f that the network shows."""
    lifted_error: float
    """Relative error of the lifted Phi."""
    spectrum: SpectrumSummary
    decoding: DecodingSummary
    condition_number: float
    shared_code: float
    """How much of the code is the same at all phases of a clock: 1, all of it; 1/p, nothing."""
    clock: float
    """Variance of the state that tells the phase, over that which contents make."""
    belief: BeliefSummary
    plain: CausalSummary
    """Causal figures of writing the s variables alone."""
    causal: CausalSummary
    """Of writing what is held ahead along with them: the same, where nothing is."""


def figures_of(examination: StorageExamination) -> StorageFigures:
    """The figures of an examination."""
    return StorageFigures(
        accuracy=examination.accuracy,
        stored=examination.num_stored,
        held_ahead=examination.num_held_ahead,
        shift_error=examination.shift_error,
        linear_share=examination.linear_share,
        lifted_error=examination.lifted_error,
        spectrum=SpectrumSummary.of(examination.spectrum),
        decoding=DecodingSummary(accuracy=examination.decoding_accuracy, gain=examination.decoding_gain),
        condition_number=examination.condition_number,
        shared_code=examination.lifted.shared,
        clock=examination.lifted.clock,
        belief=BeliefSummary(
            held=examination.belief.held, anew=examination.belief.anew, outputs=examination.belief.outputs
        ),
        plain=CausalSummary.of(examination.plain_causal),
        causal=CausalSummary.of(examination.lifted_causal),
    )


class StorageNullSummary(StorageFigures):
    """A null: what it is, its figures and the verdict on it."""

    meaning: str
    verdict: Answer
    reasons: list[str]


class StorageSummary(StorageFigures):
    """The content of `analysis.json`."""

    format: str = FORMAT
    verdict: Answer
    reasons: list[str]
    task: StorageTaskSummary
    network: StorageNetworkSummary
    ahead: int
    """Numbers that can be held ahead of time."""
    seed: int
    sampling: Sampling
    nulls: dict[str, StorageNullSummary]
    ran_away: list[str]
    """Nulls whose state ran away, so that nothing of them can be scored."""
    versions: dict[str, str] = Field(default_factory=installed_versions)

    def as_text(self) -> str:
        """A short table, at most 80 columns wide."""
        return "\n".join([*self._header(), "", *self._measures(), "", *self._causal_table()])

    def _header(self) -> list[str]:
        title = f"{self.task.name} · {self.network.cell}, N = {self.network.state_size}"
        lines = [textwrap.shorten(title, WIDTH, placeholder="…"), f"verdict: {self.verdict.value}"]
        for reason in self.reasons:
            lines += textwrap.wrap(reason, WIDTH, initial_indent="  ", subsequent_indent="    ")
        return lines

    def _measures(self) -> list[str]:
        spectrum, task = self.spectrum, self.task
        degrees = np.degrees(spectrum.angle_error_rad)
        rows = [
            (f"task accuracy, {self.sampling.accuracy_horizon} outputs", f"{self.accuracy:.4f}"),
            ("contents stored", f"{self.stored} of {task.needed}"),
            ("held ahead of time", self._ahead_text),
            ("error of the shift", f"{self.shift_error:.4f}"),
            ("f that is linear, by theory", f"{task.linear_share:.3f}"),
            ("f that is linear, measured", f"{self.linear_share:.3f}"),
            (self._operator_text, f"{self.lifted_error:.4f}"),
            ("angle of its eigenvalues", f"{spectrum.angle_error_rad:.5f} rad ({degrees:.3f}°)"),
            ("modes of theory found", f"{spectrum.found} of {spectrum.found + spectrum.unmatched}"),
            ("contents decoded", f"{self.decoding.accuracy:.4f}"),
            ("condition number of Psi", f"{self.condition_number:.3g}"),
            *self._belief_rows,
            *self._clock_rows,
        ]
        return [f"{name:<34}{value}".rstrip() for name, value in rows]

    @property
    def _belief_rows(self) -> list[tuple[str, str]]:
        if not self.belief.outputs:
            return []
        return [
            ("variables rewritten, what is ahead not:", ""),
            ("  outputs by what was held ahead", f"{self.belief.held:.4f}"),
            ("  outputs by f of the variables", f"{self.belief.anew:.4f}"),
        ]

    @property
    def _clock_rows(self) -> list[tuple[str, str]]:
        phases = self.task.num_phases
        if phases == 1:
            return []
        return [
            ("code common to all phases", f"{self.shared_code:.3f} ({1 / phases:.3f}: nothing, 1: the same)"),
            ("variance that tells the phase", f"{self.clock:.2g} of that of contents"),
        ]

    @property
    def _ahead_text(self) -> str:
        if not self.task.is_closed:
            return "no lift is small enough to look for it"
        if not self.task.num_ahead:
            return "nothing to hold"
        vectors = f"{self.task.num_ahead} vector" + "s" * (self.task.num_ahead > 1)
        return f"{self.held_ahead} of {self.ahead} numbers ({vectors})"

    @property
    def _operator_text(self) -> str:
        if self.task.num_phases > 1:
            return f"error of Phi at its {self.task.num_phases} phases"
        return "error of the lifted Phi" if self.task.num_ahead else "error of Phi"

    def _causal_table(self) -> list[str]:
        head = f"{'causal test':<20}{'must change':>13}{'must not':>13}{'swap all':>13}   verdict"
        rows = [("this network", self.causal, self.verdict.value)]
        if self.task.num_ahead:
            rows = [
                ("variables alone", self.plain, ""),
                ("and what is ahead", self.causal, self.verdict.value),
            ]
        rows += [
            (name.replace("_", " "), null.causal, null.verdict.value) for name, null in self.nulls.items()
        ]
        lines = [
            f"{name:<20}{c.must_change:>13.4f}{c.must_not_change:>13.4f}{c.swap:>13.4f}   {answer}".rstrip()
            for name, c, answer in rows
        ]
        lines += [f"{name.replace('_', ' '):<20}{'its state runs away':>39}" for name in self.ran_away]
        own = self.causal
        intervals = (own.must_change_interval, own.must_not_change_interval, own.swap_interval)
        spans = "".join(f"{f'[{low:.3f}, {high:.3f}]':>15}" for low, high in intervals)
        return [head, *lines, f"95 % of this network {spans}"]
