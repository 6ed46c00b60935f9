"""The figures of an analysis as data (`analysis.json`) and as a short table."""

import platform
from importlib.metadata import version

import numpy as np
from pydantic import BaseModel, Field

from engram.dynamics import Dynamics
from engram.interpretation.causal import CausalCourse, CausalScores
from engram.interpretation.examination import Examination, RawMatrix
from engram.interpretation.linearize import AT_REST
from engram.interpretation.memories import Method
from engram.interpretation.recording import Sampling
from engram.interpretation.spectrum import SpectrumMatch
from engram.interpretation.verdict import Answer, Criteria
from engram.tasks import LinearTask

FORMAT = "engram-analysis/1"


class TaskSummary(BaseModel):
    """The task and what its circuit needs."""

    name: str
    num_variables: int
    variable_size: int
    directions: int
    """Contents that must be stored: coordinates (signed selection) or dimensions (dense F)."""

    @classmethod
    def of(cls, task: LinearTask, examination: Examination) -> "TaskSummary":
        """From the task and what was examined."""
        return cls(
            name=task.name,
            num_variables=task.num_variables,
            variable_size=task.variable_size,
            directions=examination.circuit.num_directions,
        )


class PartSummary(BaseModel):
    """A named stretch of the state."""

    name: str
    size: int


class NetworkSummary(BaseModel):
    """The network's kind and size, and where it rests."""

    cell: str
    """For example "tanh Elman" or "2-layer LSTM"."""
    state_size: int
    """N: everything that carries over a step."""
    state_parts: list[PartSummary]
    origin_is_fixed: bool
    """Whether zero state stays zero without input; biases move it, as a rule."""
    raw_matrix: RawMatrix
    """What the raw spectrum is of, and Algorithm 1 takes powers of."""
    linearised_about: str
    """Where that matrix is taken."""

    @classmethod
    def of(cls, network: Dynamics, examination: Examination) -> "NetworkSummary":
        """From the network and where it was linearised."""
        origin = np.zeros(network.state_size)
        moved = network.step(origin, np.zeros(network.input_size))
        return cls(
            cell=network.kind,
            state_size=network.state_size,
            state_parts=[PartSummary(name=part.name, size=part.size) for part in network.state_parts],
            origin_is_fixed=float(np.linalg.norm(moved)) <= AT_REST,
            raw_matrix=examination.raw_matrix,
            linearised_about=examination.rest.about,
        )

    @property
    def text(self) -> str:
        """Kind and size, with the parts of the state where there are several."""
        if len(self.state_parts) == 1:
            return f"{self.cell}, N = {self.state_size}"
        sizes = " + ".join(f"{part.size} {part.name}" for part in self.state_parts)
        return f"{self.cell}, N = {self.state_size} ({sizes})"


class SpectrumSummary(BaseModel):
    """A learned spectrum against that of theory."""

    angle_error_rad: float
    modulus_error: float
    found: int
    unmatched: int
    surplus: int

    @classmethod
    def of(cls, match: SpectrumMatch) -> "SpectrumSummary":
        """From a match."""
        return cls(
            angle_error_rad=match.angle_error_rad,
            modulus_error=match.modulus_error,
            found=match.found,
            unmatched=match.unmatched,
            surplus=len(match.surplus),
        )


class DecodingSummary(BaseModel):
    """How well contents can be read, on fresh trials, from t = s on."""

    accuracy: float
    gain: float
    """Size of what is read over what is there."""


class CausalSummary(BaseModel):
    """The three causal figures with 95 % intervals over trials."""

    must_change: float
    must_not_change: float
    swap: float
    must_change_interval: tuple[float, float]
    must_not_change_interval: tuple[float, float]
    swap_interval: tuple[float, float]
    trials: int
    outputs: int

    @classmethod
    def of(cls, scores: CausalScores) -> "CausalSummary":
        """From the scores."""
        return cls(
            must_change=scores.must_change.share,
            must_not_change=scores.must_not_change.share,
            swap=scores.swap.share,
            must_change_interval=scores.must_change.interval,
            must_not_change_interval=scores.must_not_change.interval,
            swap_interval=scores.swap.interval,
            trials=scores.swap.trials,
            outputs=sum(score.outputs for score in scores.all),
        )


class CourseSummary(BaseModel):
    """The causal figures at single steps right after the input phase."""

    steps: list[int]
    must_change: list[float]
    must_not_change: list[float]
    swap: list[float]
    settled_after: int
    """Steps after the input phase from which on all three are as `present` asks for."""

    @classmethod
    def of(cls, course: CausalCourse) -> "CourseSummary":
        """From the course."""
        return cls(
            steps=list(course.steps),
            must_change=[scores.must_change.share for scores in course.scores],
            must_not_change=[scores.must_not_change.share for scores in course.scores],
            swap=[scores.swap.share for scores in course.scores],
            settled_after=course.settled_after(Criteria().causal),
        )

    @property
    def settled_text(self) -> str:
        """From when on the figures hold, in words."""
        if self.settled_after > self.steps[-1] - self.steps[0]:
            return "not within the first round"
        return f"from t = s + {self.settled_after} on" if self.settled_after else "from t = s on"


class DiagnosticsSummary(BaseModel):
    """How far the basis can be trusted."""

    condition_number: float
    duality_error: float
    leakage_into_complement: float
    leakage_out_of_complement: float
    variance_captured: float
    loop_gains: list[float]


class Figures(BaseModel):
    """What is measured on every network, nulls included."""

    accuracy: float
    stored: int
    interaction_error: float
    output_phase_error: float
    input_phase_error: float
    composition_while_writing: float
    write_error: float
    spectrum: SpectrumSummary
    decoding: DecodingSummary
    causal: CausalSummary
    diagnostics: DiagnosticsSummary


def figures_of(examination: Examination) -> Figures:
    """The figures of an examination."""
    diagnostics = examination.diagnostics
    return Figures(
        accuracy=examination.accuracy,
        stored=examination.evidence.stored,
        interaction_error=examination.interaction_error,
        output_phase_error=examination.output_phase_error,
        input_phase_error=examination.input_phase_error,
        composition_while_writing=examination.composition_while_writing,
        write_error=examination.write_error,
        spectrum=SpectrumSummary.of(examination.spectrum),
        decoding=DecodingSummary(accuracy=examination.decoding.accuracy, gain=examination.decoding.gain),
        causal=CausalSummary.of(examination.causal),
        diagnostics=DiagnosticsSummary(
            condition_number=diagnostics.condition_number,
            duality_error=diagnostics.duality_error,
            leakage_into_complement=diagnostics.leakage_into_complement,
            leakage_out_of_complement=diagnostics.leakage_out_of_complement,
            variance_captured=diagnostics.variance_captured,
            loop_gains=list(diagnostics.loop_gains),
        ),
    )


class NullSummary(Figures):
    """A null: what it is, its figures and the verdict on it."""

    meaning: str
    verdict: Answer
    reasons: list[str]


def installed_versions() -> dict[str, str]:
    """Versions of what the figures depend on."""
    packages = {"engram": "engram-rnn", "numpy": "numpy", "scipy": "scipy"}
    return {"python": platform.python_version()} | {name: version(found) for name, found in packages.items()}


class Summary(Figures):
    """The content of `analysis.json`."""

    format: str = FORMAT
    verdict: Answer
    reasons: list[str]
    task: TaskSummary
    network: NetworkSummary
    weights_spectrum: SpectrumSummary
    """All modes of the linearisation at rest, with those that hold no variable."""
    method: Method
    seed: int
    sampling: Sampling
    course: CourseSummary
    nulls: dict[str, NullSummary]
    ran_away: list[str]
    """Nulls whose state ran away, so that nothing of them can be scored."""
    versions: dict[str, str] = Field(default_factory=installed_versions)

    def as_text(self) -> str:
        """A short table, at most 80 columns wide."""
        return "\n".join([*self._header(), "", *self._measures(), "", *self._causal_table()])

    def _header(self) -> list[str]:
        lines = [_cut(f"{self.task.name} · {self.network.text}", 80), f"verdict: {self.verdict.value}"]
        return lines + [f"  {_cut(reason, 78)}" for reason in self.reasons]

    def _measures(self) -> list[str]:
        spectrum, modes = self.spectrum, self.spectrum.found + self.spectrum.unmatched
        degrees = np.degrees(spectrum.angle_error_rad)
        rows = [
            (f"task accuracy, {self.sampling.accuracy_horizon} outputs", f"{self.accuracy:.4f}"),
            ("directions stored", f"{self.stored} of {self.task.directions}"),
            ("error of Phi, output phase", f"{self.interaction_error:.4f}"),
            ("error of the shift, input phase", f"{self.input_phase_error:.4f}"),
            ("f that fires while writing", self._composition_text),
            ("angle of eigenvalues", f"{spectrum.angle_error_rad:.5f} rad ({degrees:.3f}°)"),
            ("modes of theory found", f"{spectrum.found} of {modes}"),
            ("contents decoded", f"{self.decoding.accuracy:.4f}"),
            ("condition number of Psi", f"{self.diagnostics.condition_number:.3g}"),
            ("causal figures hold", self.course.settled_text),
            ("variance in the variables", f"{100 * self.diagnostics.variance_captured:.1f} %"),
        ]
        return [f"{name:<34}{value}" for name, value in rows]

    @property
    def _composition_text(self) -> str:
        # Exactly zero where no input step shows f, as in repeat copy.
        visible = self.composition_while_writing != 0
        return f"{self.composition_while_writing:.3f}" if visible else "cannot be seen"

    def _causal_table(self) -> list[str]:
        head = f"{'causal test':<20}{'must change':>13}{'must not':>13}{'swap all':>13}   verdict"
        rows = [("this network", self.causal, self.verdict)]
        rows += [(name.replace("_", " "), null.causal, null.verdict) for name, null in self.nulls.items()]
        lines = [
            f"{name:<20}{c.must_change:>13.4f}{c.must_not_change:>13.4f}{c.swap:>13.4f}   {answer.value}"
            for name, c, answer in rows
        ]
        lines += [f"{name.replace('_', ' '):<20}{'its state runs away':>39}" for name in self.ran_away]
        intervals = (
            self.causal.must_change_interval,
            self.causal.must_not_change_interval,
            self.causal.swap_interval,
        )
        spans = "".join(f"{f'[{low:.3f}, {high:.3f}]':>15}" for low, high in intervals)
        return [head, *lines, f"95 % of this network {spans}"]


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"
