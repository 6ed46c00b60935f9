"""Options of the commands about the memory model, with their help, and what the library makes of them."""

from dataclasses import dataclass, fields
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter, validators

from engram.cli.options import Positive, Seed
from engram.errors import InputError

if TYPE_CHECKING:
    from engram.theory.memory_model import MemoryModel
    from engram.theory.memory_model.model import Memories

PresetName = Literal["hopfield", "lisem", "polynomial", "dsem", "eden"]
RuleName = Literal["hebbian", "pseudo-inverse"]
SolverName = Literal["auto", "RK45", "DOP853", "LSODA", "Radau", "BDF"]
Several = Annotated[int, Parameter(validator=validators.Number(gte=2, lte=200))]
SHORTEST_DELAY = 5.0
DEFAULT_CYCLES = ((0, 1, 2), (3, 4, 5, 6))


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class StrengthOptions:
    """What a preset leaves open; without a value, the preset's own."""

    rule: RuleName | None = None
    "how synapses are made of the memories"
    gain: float | None = None
    "of the softmax or of tanh on the features, per overlap of 1"
    degree: int | None = None
    "of the polynomial on the hidden units (preset polynomial)"
    static_strength: float | None = None
    "A_s, which holds the present memory"
    sequence_strength: float | None = None
    "A_c, which drives on to the next"
    feature_time: float | None = None
    "T_f, the time constant of the features (> 0)"
    hidden_time: float | None = None
    "T_h, of the hidden units (0: they follow at once)"
    delay_time: float | None = None
    "T_d, of the delayed features"

    def build(
        self, preset: PresetName, memories: "Memories", cycles: tuple[tuple[int, ...], ...]
    ) -> "MemoryModel":
        """The model. Raises `InputError` for an option that the preset does not have, or values that make no model."""
        from inspect import signature

        from engram.theory import memory_model
        from engram.theory.memory_model import LearningRule
        from engram.theory.memory_model.presets import polynomial_sem

        make = polynomial_sem if preset == "polynomial" else getattr(memory_model, preset)
        given = {each.name: getattr(self, each.name) for each in fields(self)}
        given = {name: value for name, value in given.items() if value is not None}
        unknown = sorted(set(given) - set(signature(make).parameters))
        if unknown:
            raise InputError(f"preset {preset!r} has no --{unknown[0].replace('_', '-')}; leave it out")
        if preset == "polynomial":
            given.setdefault("degree", 3)
        if "rule" in given:
            given["rule"] = LearningRule(given["rule"])
        if preset == "hopfield":
            return make(memories, **given)
        return make(memories, memory_model.cycle_interactions(cycles, memories.shape[1]), **given)


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class SequenceOptions:
    """What is stored, what it is cued with, and how it is integrated."""

    cycles: str | None = None
    "sequences that close, memories counted from 0; default 0,1,2;3,4,5,6"
    lengths: str | None = None
    "the same by their lengths alone: 3,4"
    memories: Positive | None = None
    "how many are stored; default as many as the cycles name"
    features: Positive = 100
    "N"
    start: int = 0
    "the memory that the cue is made of"
    erased: float = 0.25
    "share of the cue's features that are erased (0), drawn at random"
    duration: float = 250.0
    "in the unit of the time constants"
    method: SolverName = "auto"
    "how the differential equation is solved"
    rtol: float | None = None
    "relative tolerance of the solver"
    atol: float | None = None
    "absolute tolerance of the solver"
    seed: Seed = 0
    "draws memories and what is erased"

    @property
    def sequences(self) -> tuple[tuple[int, ...], ...]:
        """The cycles. Raises `InputError` for texts that are none, or when both are given."""
        if self.cycles is not None and self.lengths is not None:
            raise InputError("--cycles and --lengths say the same thing; give one of them")
        if self.lengths is not None:
            return _counted(numbers(self.lengths, "--lengths", "3,4"))
        if self.cycles is None:
            return DEFAULT_CYCLES
        return tuple(numbers(part, "--cycles", "0,1,2;3,4,5,6") for part in self.cycles.split(";"))

    @property
    def cued(self) -> int:
        """The memory that the cue is made of. Raises `InputError` for one that does not exist."""
        if not 0 <= self.start < self.num_memories:
            raise InputError(
                f"--start is {self.start}; expected one of the memories 0 .. {self.num_memories - 1}"
            )
        return self.start

    @property
    def erased_share(self) -> float:
        """Raises `InputError` unless something is left of the cue."""
        from engram.theory.memory_model.digits import check_share

        check_share(self.erased)
        return self.erased

    @property
    def num_memories(self) -> int:
        """How many memories are stored."""
        return self.memories or 1 + max(memory for cycle in self.sequences for memory in cycle)


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class PhaseOptions:
    """Where dwell times are measured."""

    ratios: Several = 25
    "how many values of r, evenly spaced"
    delays: Several = 7
    "how many values of tau = T_d / T_f from 5, evenly spaced in the logarithm"
    gains: Several = 8
    "how many gains from 4 to 1000, likewise"
    largest_ratio: float = 1.25
    "the largest r"
    longest_delay: float = 80.0
    "the largest tau"
    delay: float = 20.0
    "tau of the table and of the diagram over gains"

    def check(self) -> None:
        """Raise `InputError` unless all three ranges are ranges."""
        for name, value, least in (
            ("largest-ratio", self.largest_ratio, 0.0),
            ("longest-delay", self.longest_delay, SHORTEST_DELAY),
            ("delay", self.delay, 1.0),
        ):
            if not least < value < float("inf"):
                raise InputError(f"--{name} is {value}; expected a finite number > {least:g}")

    @property
    def ratio_values(self) -> list[float]:
        """Middles of equal parts of 0 .. the largest."""
        return [(place + 0.5) * self.largest_ratio / self.ratios for place in range(self.ratios)]

    @property
    def delay_values(self) -> list[float]:
        """That of the table among them."""
        return sorted({*_geometric(SHORTEST_DELAY, self.longest_delay, self.delays), self.delay})

    @property
    def gain_values(self) -> list[float]:
        """From soft to hard."""
        return _geometric(4.0, 1000.0, self.gains)


def numbers(text: str, option: str, example: str) -> tuple[int, ...]:
    """Whole numbers between commas."""
    try:
        return tuple(int(number) for number in text.split(","))
    except ValueError:
        raise InputError(f"{option} has {text!r}; expected whole numbers such as {example}") from None


def values(text: str, option: str, example: str) -> tuple[float, ...]:
    """Numbers between commas."""
    try:
        return tuple(float(number) for number in text.split(","))
    except ValueError:
        raise InputError(f"{option} has {text!r}; expected numbers such as {example}") from None


Stem = Annotated[
    str | None, Parameter(help="also draw it, and write the numbers: STEM.svg, STEM.png, STEM.npz")
]


def _counted(lengths: tuple[int, ...]) -> tuple[tuple[int, ...], ...]:
    """Cycles of given lengths through memories 0, 1, 2, ..."""
    if min(lengths) < 2:
        raise InputError(f"--lengths has a cycle of {min(lengths)}; expected at least 2 memories in each")
    ends = list(accumulate(lengths, initial=0))
    return tuple(tuple(range(*pair)) for pair in pairwise(ends))


def _geometric(first: float, last: float, count: int) -> list[float]:
    """`count` numbers from `first` to `last`, each the same multiple of the one before."""
    return [first * (last / first) ** (place / (count - 1)) for place in range(count)]
