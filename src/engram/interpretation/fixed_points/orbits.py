"""What a search finds: orbits (fixed points and cycles), and a record of what became of every start."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import SupportsIndex

import numpy as np
from jaxtyping import Bool, Complex, Float, Int
from numpy import ndarray

from engram.errors import InputError
from engram.interpretation.fixed_points.solver import Stop

ROWS = 24
"""Orbits that the table shows."""


class Stability(StrEnum):
    """What becomes of a small deviation from an orbit."""

    STABLE = "stable"
    """All multipliers inside the unit circle: every deviation dies out."""
    SADDLE = "saddle"
    """Some inside and some outside."""
    UNSTABLE = "unstable"
    """None inside, at least one outside."""
    MARGINAL = "marginal"
    """None outside, and at least one on the circle: some deviation stays, and linear terms do not say for how long."""


@dataclass(frozen=True, eq=False)
class Orbit:
    """p states that F takes round and round, p = 1 for a fixed point; p is the true period."""

    states: Float[ndarray, "period hidden"]
    """x_0, x_1 = F(x_0), ... F of the last is x_0 again."""
    residual: float
    """The largest |F(x_i) - x_{i+1}|, of these very states."""
    multipliers: Complex[ndarray, " hidden"]
    """Floquet multipliers, the largest first: eigenvalues of the Jacobian of F^p (of F for a fixed point)."""
    marginal: float
    """A multiplier within this of the unit circle counts as on it."""
    dimension: int
    """Dimension of the continuum of orbits that this one belongs to; 0: it is isolated.

    It is the number of directions in which D F^p - I is singular. Where only one member was ever found (`samples`
    is empty), it may also be an isolated point at which several merge: linear terms cannot tell.
    """
    samples: Float[ndarray, "samples hidden"]
    """Further members of a curved continuum (one state of each), as many as it took to follow it."""

    @property
    def period(self) -> int:
        """The number of steps p after which it is back."""
        return len(self.states)

    @property
    def num_unstable(self) -> int:
        """Directions in which deviations grow."""
        return int(np.sum(np.abs(self.multipliers) > 1 + self.marginal))

    @property
    def num_marginal(self) -> int:
        """Directions in which they neither grow nor die out, to linear order."""
        return int(np.sum(np.abs(np.abs(self.multipliers) - 1) <= self.marginal))

    @property
    def stability(self) -> Stability:
        """From the multipliers' moduli."""
        if self.num_unstable:
            only_unstable = self.num_unstable == len(self.multipliers)
            return Stability.UNSTABLE if only_unstable else Stability.SADDLE
        return Stability.MARGINAL if self.num_marginal else Stability.STABLE


@dataclass(frozen=True, eq=False)
class StartRecords:
    """What became of every start, in the order in which they were given."""

    ends: Float[ndarray, "starts hidden"]
    """Where it ended: on an orbit, or, where it stalled, at a slow point. Unfinished: the start itself."""
    residuals: Float[ndarray, " starts"]
    """The largest |F(x_i) - x_{i+1}| there; infinite where nothing was tried yet."""
    iterations: Int[ndarray, " starts"]
    stops: Int[ndarray, " starts"]
    """`Stop` values: why it ended."""
    orbits: Int[ndarray, " starts"]
    """Index of the orbit that it led to; -1: none."""

    def __len__(self) -> int:
        return len(self.stops)

    @property
    def duplicate_of(self) -> Int[ndarray, " starts"]:
        """The first start that led to the same orbit; -1 for that start, and where there is no orbit."""
        _, first, inverse = np.unique(self.orbits, return_index=True, return_inverse=True)
        earliest = first[inverse]
        is_duplicate = (self.orbits >= 0) & (earliest < np.arange(len(self)))
        return np.where(is_duplicate, earliest, -1)

    def where(self, stop: Stop) -> Bool[ndarray, " starts"]:
        """The starts that ended so."""
        return self.stops == stop


@dataclass(frozen=True)
class SearchCriteria:
    """When a state is on an orbit, and when two orbits are one."""

    tolerance: float = 1e-10
    """Largest residual |F(x) - x|, in units of the state."""
    max_iterations: int = 300
    """Steps tried from each start."""
    distance: float = 1e-6
    """States closer than this times 1 + |x| are the same, and Newton's step from an orbit is shorter."""
    marginal: float = 1e-6
    """Multipliers within this of the unit circle are on it."""

    def __post_init__(self) -> None:
        least = {"tolerance": 0.0, "max_iterations": 1, "distance": 0.0, "marginal": 0.0}
        wrong = [
            f"{name} is {getattr(self, name)}; expected {'at least' if lowest else 'a number above'} {lowest:g}"
            for name, lowest in least.items()
            if not (getattr(self, name) >= 1 if lowest else 0 < getattr(self, name) < np.inf)
        ]
        if wrong:
            raise InputError("; ".join(wrong))


@dataclass(frozen=True, eq=False)
class Orbits:
    """All distinct orbits that a search found whose period divides `period`, under one constant input."""

    kind: str
    """The network's kind."""
    period: int
    """k: the search was for F^k(x) = x."""
    input: Float[ndarray, " input"]
    criteria: SearchCriteria
    orbits: tuple[Orbit, ...]
    """In the order in which they were found; no two have a state in common, whatever phase they were entered at."""
    starts: StartRecords

    def __len__(self) -> int:
        return len(self.orbits)

    def __getitem__(self, index: SupportsIndex) -> Orbit:
        return self.orbits[index]

    @property
    def points(self) -> Float[ndarray, "orbits hidden"]:
        """One state of each orbit: the fixed points, where the period is 1."""
        size = self.starts.ends.shape[1]
        return np.array([orbit.states[0] for orbit in self.orbits]).reshape(len(self), size)

    @property
    def counts(self) -> Int[ndarray, " orbits"]:
        """How many starts led to each orbit."""
        return np.bincount(self.starts.orbits[self.starts.orbits >= 0], minlength=len(self))

    @property
    def worst_residual(self) -> float:
        """The largest residual of any orbit (0 where there is none)."""
        return max((orbit.residual for orbit in self.orbits), default=0.0)

    @property
    def share_converged(self) -> float:
        """Share of the starts that led to an orbit."""
        return float(np.mean(self.starts.orbits >= 0)) if len(self.starts) else 0.0

    @property
    def unfinished(self) -> Float[ndarray, "left hidden"]:
        """The starts that an interrupted search had not come to: give them to `extend`."""
        return self.starts.ends[self.starts.where(Stop.INTERRUPTED)]

    def of(self, stability: Stability) -> tuple[Orbit, ...]:
        """The orbits of this stability."""
        return tuple(orbit for orbit in self.orbits if orbit.stability is stability)

    def __str__(self) -> str:
        """A table of at most 80 columns: orbits by the number of starts that led to them, then the starts."""
        counts = self.counts
        order = np.argsort(-counts, kind="stable")
        lines = [self._title(), *self._counted(), ""]
        if self.orbits:
            lines.append("  orbit period  stability    unstable marginal  |largest|  residual  starts")
            lines += [_row(index, self[index], int(counts[index])) for index in order[:ROWS].tolist()]
        if len(self) > ROWS:
            lines.append(f"  and {len(self) - ROWS} more")
        lines += ["", *self._ends()]
        return "\n".join(lines)

    def _title(self) -> str:
        what = "fixed points" if self.period == 1 else f"cycles of period {self.period} and its divisors"
        under = (
            f"\n  under a constant input of size {np.linalg.norm(self.input):.3g}"
            if np.any(self.input)
            else ""
        )
        return f"{self.kind}, {self.starts.ends.shape[1]} state variables: {what}{under}"

    def _counted(self) -> list[str]:
        """For each period how many orbits there are of each stability."""
        tally = Counter((orbit.period, orbit.stability) for orbit in self.orbits)
        lines = []
        for period in sorted({orbit.period for orbit in self.orbits}):
            kinds = [f"{tally[period, kind]} {kind.value}" for kind in Stability if tally[period, kind]]
            lines.append(f"  period {period:3}: {', '.join(kinds)}")
        return lines or ["  none found"]

    def _ends(self) -> list[str]:
        starts = self.starts
        converged = int(np.sum(starts.orbits >= 0))
        lines = [f"  {len(starts)} starts: {converged} converged (residual <= {self.criteria.tolerance:g})"]
        told = {
            Stop.STALLED: "stalled in a local minimum of |F(x) - x|",
            Stop.DIVERGED: "ran away",
            Stop.LIMIT: f"reached the limit of {self.criteria.max_iterations} iterations",
            Stop.INTERRUPTED: "not finished: the search was interrupted",
        }
        numbers = {stop: int(np.sum(starts.where(stop))) for stop in told}
        lines += [f"  {number:6} {told[stop]}" for stop, number in numbers.items() if number]
        return lines


def _row(index: int, orbit: Orbit, count: int) -> str:
    largest = float(np.max(np.abs(orbit.multipliers)))
    row = (
        f"  {index:5} {orbit.period:6}  {orbit.stability.value:10} {orbit.num_unstable:10} "
        f"{orbit.num_marginal:8}  {largest:9.4g}  {orbit.residual:8.1e} {count:7}"
    )
    if not orbit.dimension:
        return row
    return f"{row}\n        (one of a continuum of dimension {orbit.dimension})"
