"""Each orbit once: whatever phase a start entered it at, and one entry for a whole continuum of them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Complex, Float
from numpy import ndarray
from scipy import linalg

from engram.dynamics import Dynamics
from engram.interpretation.fixed_points.orbits import Orbit, SearchCriteria
from engram.interpretation.fixed_points.solver import jacobians_along, round_trip, scaled_rows

States = Float[ndarray, "period hidden"]

DEGENERATE = 1e-6
"""Singular values of D F^p - I up to this, relative to the largest, are directions of a continuum."""
ALIGNED = 0.2
"""Two members of a curved continuum differ along its tangents, up to this share of their difference."""
MOST_SAMPLES = 256
"""Members of one continuum that are kept to follow it."""
NUMBERS_AT_A_TIME = 2**23
"""Entries of Jacobians that are formed at a time: 64 MiB."""


@dataclass(eq=False)
class _Entry:
    """An orbit as it was found, and the first found of its continuum."""

    states: States
    residual: float
    tangent: Float[ndarray, "hidden dimension"]
    """Orthonormal; no columns where the orbit is isolated."""
    owner: int
    """Index of the entry that stands for the whole continuum; its own, where there is none."""


@dataclass(eq=False)
class _Link:
    """How some states lie to a member of a continuum, at the phase at which they are least aside of its tangent."""

    entry: int
    phase: int
    aside: float
    difference: Float[ndarray, " hidden"]

    def is_aligned(self, aside: float) -> bool:
        """Whether the difference is along a tangent of which it is so much aside."""
        return aside <= ALIGNED * float(np.linalg.norm(self.difference))


class Catalogue:
    """The distinct orbits so far. `place` says which of them some states are on, or makes them a new one."""

    def __init__(self, dynamics: Dynamics, input: Float[ndarray, " input"], criteria: SearchCriteria) -> None:
        self.dynamics, self.input, self.criteria = dynamics, input, criteria
        self._entries: list[_Entry] = []
        self._centres = np.empty((64, dynamics.state_size))
        self._multipliers: dict[int, Complex[ndarray, " hidden"]] = {}

    def place(self, states: States, residual: float, condition: float) -> int:
        """The entry of these states. Entries may later turn out to be of one continuum: see `numbers`."""
        same = self._same(states)
        if same is not None:
            return same
        is_isolated = condition * DEGENERATE < 0.1 / np.sqrt(states.shape[1])  # an estimate, so with a margin
        if is_isolated:
            return self._add(states, residual, np.empty((states.shape[1], 0)))
        return self._place_degenerate(states, residual)

    def restore(self, orbit: Orbit) -> int:
        """Put in an orbit of an earlier search, with what was known of its continuum; its entry."""
        nothing = np.empty((orbit.states.shape[1], 0))
        first = self._add(
            orbit.states, orbit.residual, self._tangent(orbit.states) if orbit.dimension else nothing
        )
        self._multipliers[first] = orbit.multipliers
        for sample in orbit.samples:
            states = self._followed(sample, orbit.period)
            self._join([first, self._add(states, orbit.residual, self._tangent(states))])
        return first

    def numbers(self) -> list[int]:
        """For each entry the index of its orbit in `orbits`."""
        owners = [entry.owner for entry in self._entries]
        order = {owner: number for number, owner in enumerate(sorted(set(owners)))}
        return [order[owner] for owner in owners]

    def __len__(self) -> int:
        return len({entry.owner for entry in self._entries})

    def orbits(self) -> tuple[Orbit, ...]:
        """All of them, in the order in which they were found."""
        owners = sorted({entry.owner for entry in self._entries})
        self._find_multipliers([owner for owner in owners if owner not in self._multipliers])
        return tuple(self._orbit(owner) for owner in owners)

    def _orbit(self, owner: int) -> Orbit:
        entry = self._entries[owner]
        others = [each.states[0] for each in self._entries if each.owner == owner and each is not entry]
        size = entry.states.shape[1]
        return Orbit(
            states=entry.states,
            residual=entry.residual,
            multipliers=self._multipliers[owner],
            marginal=self.criteria.marginal,
            dimension=entry.tangent.shape[1],
            samples=np.array(others).reshape(len(others), size),
        )

    def _find_multipliers(self, owners: Sequence[int]) -> None:
        """Of isolated orbits and of those that stand for a continuum; one Jacobian of each state."""
        for owner in owners:
            states = self._entries[owner].states
            modes = linalg.eigvals(self._round_trip(states)).astype(np.complex128)
            # Largest first; of a conjugate pair, whose moduli differ by rounding, the one above the axis.
            order = np.lexsort((-modes.imag, -np.round(np.abs(modes), 12)))
            self._multipliers[owner] = modes[order]

    def _place_degenerate(self, states: States, residual: float) -> int:
        """On a continuum that is known, or the first of one, or (by its true singular values) isolated."""
        nearby = self._continua(states)
        for link in nearby:
            if link.aside <= self._reach(states):  # a flat continuum: its tangent is all of it
                return link.entry
        links = [link for link in nearby if link.is_aligned(link.aside)]
        tangents = {
            phase: self._tangent(np.roll(states, -phase, axis=0)) for phase in {0, *(k.phase for k in links)}
        }
        linked = [k.entry for k in links if k.is_aligned(_aside(k.difference, tangents[k.phase]))]
        if linked and self._size(linked[0]) >= MOST_SAMPLES:
            return linked[0]
        entry = self._add(states, residual, tangents[0])
        self._join([*linked, entry])
        return entry

    def _continua(self, states: States) -> list["_Link"]:
        """Entries that are of a continuum, and how the states lie to each at the phase that fits best."""
        found = []
        for index, entry in enumerate(self._entries):
            if entry.tangent.shape[1] and len(entry.states) == len(states):
                differences = states - entry.states[0]
                asides = [_aside(difference, entry.tangent) for difference in differences]
                phase = int(np.argmin(asides))
                found.append(_Link(index, phase, asides[phase], differences[phase]))
        return found

    def _same(self, states: States) -> int | None:
        """The entry with these states in any phase. The mean over a cycle does not depend on the phase."""
        near = self._reach(states)
        gaps = np.linalg.norm(self._centres[: len(self._entries)] - states.mean(axis=0), axis=1)
        alike = [
            i for i in np.flatnonzero(gaps <= near).tolist() if len(self._entries[i].states) == len(states)
        ]
        if not alike:
            return None
        known = np.stack([self._entries[i].states for i in alike])
        from_first = np.linalg.norm(known - states[0], axis=2)
        for place in np.flatnonzero(np.min(from_first, axis=1) <= near).tolist():
            turned = np.roll(known[place], -int(np.argmin(from_first[place])), axis=0)
            if np.max(np.linalg.norm(turned - states, axis=1)) <= near:
                return alike[place]
        return None

    def _reach(self, states: States) -> float:
        return reach(states, self.criteria.distance)

    def _add(self, states: States, residual: float, tangent: Float[ndarray, "hidden dimension"]) -> int:
        index = len(self._entries)
        if index == len(self._centres):
            self._centres = np.concatenate([self._centres, np.empty_like(self._centres)])
        self._centres[index] = states.mean(axis=0)
        self._entries.append(_Entry(states, residual, tangent, index))
        return index

    def _join(self, members: Sequence[int]) -> None:
        """All continua with a member among these are one."""
        owners = {self._entries[member].owner for member in members}
        for entry in self._entries:
            if entry.owner in owners:
                entry.owner = min(owners)

    def _size(self, member: int) -> int:
        return sum(entry.owner == self._entries[member].owner for entry in self._entries)

    def _round_trip(self, states: States) -> Float[ndarray, "hidden hidden"]:
        return round_trip(jacobians_along(self.dynamics, states[None], self.input))[0]

    def _tangent(self, states: States) -> Float[ndarray, "hidden dimension"]:
        """The directions in which D F^p - I, its rows scaled to length 1, is singular."""
        _, values, right = linalg.svd(scaled_rows(self._round_trip(states) - np.eye(states.shape[1])))
        return right[values <= DEGENERATE * max(1.0, values[0])].T

    def _followed(self, state: Float[ndarray, " hidden"], period: int) -> States:
        states = [state]
        for _ in range(period - 1):
            states.append(self.dynamics.step(states[-1], self.input))
        return np.array(states)


def reach(states: States, distance: float) -> float:
    """How far apart states of this size may be and still be the same."""
    return distance * (1 + float(np.max(np.linalg.norm(states, axis=1))))


def true_period(states: States, distance: float) -> int:
    """The least p that divides the length with x_{i+p} = x_i all the way round."""
    length, near = len(states), reach(states, distance)
    for period in range(1, length):
        if length % period == 0:
            apart = np.linalg.norm(states - np.roll(states, -period, axis=0), axis=1)
            if np.max(apart) <= near:
                return period
    return length


def _aside(difference: Float[ndarray, " hidden"], tangent: Float[ndarray, "hidden dimension"]) -> float:
    return float(np.linalg.norm(difference - tangent @ (tangent.T @ difference)))
