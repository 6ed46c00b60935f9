"""Searches from many starts: fixed points, F(x) = x, and cycles, F^k(x) = x, under a constant input."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float
from numpy import ndarray

from engram.dynamics import Dynamics
from engram.errors import ConvergenceError, InputError, MismatchError
from engram.interpretation.fixed_points.catalogue import Catalogue, reach, true_period
from engram.interpretation.fixed_points.orbits import Orbits, SearchCriteria, StartRecords
from engram.interpretation.fixed_points.solver import Solutions, Stop, solve, step_all
from engram.interpretation.fixed_points.starts import draw_starts, visited_by
from engram.numerics import frozen
from engram.tasks import Task

Starts = Float[ndarray, "starts hidden"]

NUMBERS_AT_A_TIME = 2**23
"""Entries of Jacobians that are formed at a time: 64 MiB, and as much again a few times to factorise them."""
MOST_AT_A_TIME = 512
"""Starts between two reports of progress, at most."""
NUM_STARTS, NOISE = 512, 0.1
"""Of `explore`: how many starts, and the noise on the visited states that they are."""


@dataclass(frozen=True)
class Progress:
    """How far a search is."""

    done: int
    total: int
    orbits: int
    """Distinct orbits so far."""


OnProgress = Callable[[Progress], None]


def find_fixed_points(
    dynamics: Dynamics,
    starts: Starts,
    *,
    input: Float[ndarray, " input"] | None = None,
    tolerance: float = SearchCriteria.tolerance,
    max_iterations: int = SearchCriteria.max_iterations,
    distance: float = SearchCriteria.distance,
    marginal: float = SearchCriteria.marginal,
    on_progress: OnProgress | None = None,
) -> Orbits:
    """Every fixed point F(x, u) = x that Newton's method reaches from `starts`, each once.

    u is `input`, constant, zero if not given. A point is kept if its own residual |F(x) - x| is at most `tolerance`
    and Newton's next step shorter than `distance` (1 + |x|); points closer than that are one; a multiplier within
    `marginal` of the unit circle counts as on it. Ctrl-C ends the search and gives what was found so far
    (`Orbits.unfinished`). Memory stays below some 500 MiB, however many starts, for N up to 2000 or so.
    """
    criteria = SearchCriteria(tolerance, max_iterations, distance, marginal)
    return _search(dynamics, starts, _empty(dynamics, 1, input, criteria), on_progress)


def find_cycles(
    dynamics: Dynamics,
    starts: Starts,
    *,
    period: int,
    input: Float[ndarray, " input"] | None = None,
    tolerance: float = SearchCriteria.tolerance,
    max_iterations: int = SearchCriteria.max_iterations,
    distance: float = SearchCriteria.distance,
    marginal: float = SearchCriteria.marginal,
    on_progress: OnProgress | None = None,
) -> Orbits:
    """Every cycle with F^period(x) = x that is reached from `starts`, each once and with its true period.

    The first guess is the trajectory of `period` states from each start. Everything else is as for
    `find_fixed_points`, which is the case of period 1.
    """
    if period < 1:
        raise InputError(f"period is {period}; expected at least 1 step")
    criteria = SearchCriteria(tolerance, max_iterations, distance, marginal)
    return _search(dynamics, starts, _empty(dynamics, period, input, criteria), on_progress)


def extend(
    dynamics: Dynamics, found: Orbits, starts: Starts, *, on_progress: OnProgress | None = None
) -> Orbits:
    """Go on with a search from more starts, by its own criteria: as if all had been given at once.

    Unfinished starts of an interrupted search are dropped: give `found.unfinished` to go on with them.
    Raises `MismatchError` where the orbits are not those of this network.
    """
    _check_belongs(dynamics, found)
    return _search(dynamics, starts, found, on_progress)


def explore(
    dynamics: Dynamics,
    task: Task | None = None,
    *,
    period: int = 1,
    input: Float[ndarray, " input"] | None = None,
    num_starts: int = NUM_STARTS,
    noise: float = NOISE,
    seed: int = 0,
    earlier: Orbits | None = None,
    on_progress: OnProgress | None = None,
) -> Orbits:
    """All in one: starts around the states that the network visits, and a search from them under a constant input.

    Visited are the output phases of random trials of `task`; without a task, runs under Gaussian inputs that end
    half-way. `noise` is the standard deviation of what is added to them. An `earlier` search is gone on with, by its
    own criteria and input: from the starts that it left unfinished and the new ones; its period must be `period`.
    """
    if earlier is not None and earlier.period != period:
        raise InputError(
            f"the earlier search was for period {earlier.period}, this one is for {period}; a search can be gone on "
            "with for the same period only"
        )
    rng = np.random.default_rng(seed)
    starts = draw_starts(visited_by(dynamics, task, rng), num_starts, rng, noise=noise)
    if earlier is None:
        return find_cycles(dynamics, starts, period=period, input=input, on_progress=on_progress)
    _check_belongs(dynamics, earlier)
    return extend(dynamics, earlier, np.concatenate([earlier.unfinished, starts]), on_progress=on_progress)


@dataclass(frozen=True, eq=False)
class FixedPoint:
    """A state that one step with zero input leaves where it is."""

    state: Float[ndarray, " hidden"]
    residual: float
    """|F(h) - h|, of the very state that is returned."""


def find_fixed_point(
    dynamics: Dynamics, start: Float[ndarray, " hidden"], *, tolerance: float = 1e-10
) -> FixedPoint:
    """The fixed point under zero input that Newton's method reaches from one state.

    Raises `ConvergenceError` when the residual stays above `tolerance`.
    """
    silence = np.zeros(dynamics.input_size)
    criteria = SearchCriteria(tolerance=tolerance)
    solution = solve(
        dynamics,
        start[None, None],
        silence,
        tolerance=tolerance,
        distance=criteria.distance,
        max_iterations=criteria.max_iterations,
    )
    residual = float(solution.residual[0])
    if solution.stop[0] != Stop.CONVERGED:
        raise ConvergenceError(
            f"no fixed point found from this start: |F(h) - h| = {residual:.2g} after {solution.iterations[0]} "
            f"iterations, wanted {tolerance:.2g}; start from another state (the end of a long run, say)"
        )
    return FixedPoint(solution.states[0, 0], residual)


def _empty(
    dynamics: Dynamics, period: int, input: Float[ndarray, " input"] | None, criteria: SearchCriteria
) -> Orbits:
    """The result of a search from no start."""
    constant = np.zeros(dynamics.input_size) if input is None else np.array(input, dtype=np.float64)
    if constant.shape != (dynamics.input_size,):
        raise MismatchError(
            f"the constant input has shape {constant.shape}; the network takes ({dynamics.input_size},)"
        )
    none, size = np.empty(0), dynamics.state_size
    indices = np.empty(0, dtype=np.int64)
    records = StartRecords(np.empty((0, size)), none, indices, indices, indices)
    return Orbits(dynamics.kind, period, constant, criteria, (), records)


def _search(dynamics: Dynamics, starts: Starts, found: Orbits, on_progress: OnProgress | None) -> Orbits:
    """Chunk by chunk, so that memory is bounded; an interrupt loses the chunk in hand at most."""
    if starts.ndim != 2 or starts.shape[1] != dynamics.state_size:
        raise MismatchError(
            f"starts have shape {starts.shape}; expected (starts, N) = (any, {dynamics.state_size})"
        )
    catalogue = Catalogue(dynamics, found.input, found.criteria)
    earlier = [catalogue.restore(orbit) for orbit in found.orbits]
    records = _blank_records(starts)
    try:
        for chunk in _chunks(len(starts), found.period * dynamics.state_size**2):
            _work_through(dynamics, catalogue, found.period, starts[chunk], chunk, records)
            if on_progress is not None:
                on_progress(Progress(chunk.stop, len(starts), len(catalogue)))
    except KeyboardInterrupt:
        pass  # what is not finished is recorded as such
    return _assembled(found, catalogue, earlier, records)


def _chunks(count: int, numbers: int) -> Iterator[slice]:
    """So many starts at a time that their Jacobians, of `numbers` entries each, fit."""
    size = max(1, min(MOST_AT_A_TIME, NUMBERS_AT_A_TIME // numbers))
    for first in range(0, count, size):
        yield slice(first, min(first + size, count))


def _work_through(
    dynamics: Dynamics, catalogue: Catalogue, period: int, starts: Starts, chunk: slice, records: StartRecords
) -> None:
    """Iterate from some starts, find the true period of what they led to, and place it."""
    solutions = _solve(catalogue, _trajectories(dynamics, starts, catalogue.input, period))
    found = _in_true_period(catalogue, solutions)
    records.ends[chunk], records.residuals[chunk] = solutions.states[:, 0], solutions.residual
    records.iterations[chunk] = solutions.iterations
    for index, cycle in found.items():
        records.orbits[chunk.start + index] = catalogue.place(cycle.states, cycle.residual, cycle.condition)
    records.stops[chunk] = solutions.stop  # last: until here the chunk counts as unfinished


def _solve(catalogue: Catalogue, guesses: Float[ndarray, "starts period hidden"]) -> Solutions:
    criteria = catalogue.criteria
    return solve(
        catalogue.dynamics,
        guesses,
        catalogue.input,
        tolerance=criteria.tolerance,
        distance=criteria.distance,
        max_iterations=criteria.max_iterations,
    )


def _trajectories(
    dynamics: Dynamics, starts: Starts, input: Float[ndarray, " input"], period: int
) -> Float[ndarray, "starts period hidden"]:
    """x, F(x), ... F^(k-1)(x) of each start."""
    states = np.empty((len(starts), period, starts.shape[1]))
    states[:, 0] = starts
    with np.errstate(all="ignore"):  # starts that run away are recorded so
        for step in range(1, period):
            states[:, step] = dynamics.step(states[:, step - 1], input)
    return states


@dataclass(frozen=True, eq=False)
class _Cycle:
    """What one start led to."""

    states: Float[ndarray, "period hidden"]
    residual: float
    condition: float


def _in_true_period(catalogue: Catalogue, solutions: Solutions) -> dict[int, _Cycle]:
    """What each start led to, by its index; a shorter cycle is made to converge in its own period."""
    distance = catalogue.criteria.distance
    converged = np.flatnonzero(solutions.stop == Stop.CONVERGED)
    periods = np.array([true_period(states, distance) for states in solutions.states[converged]])
    found = {int(index): _cycle(solutions, int(index)) for index in converged}
    for period in np.unique(periods[periods < solutions.states.shape[1]]):
        which = converged[periods == period]
        again = _solve(catalogue, solutions.states[which, :period])
        for place, index in enumerate(which):
            shorter, longer = _cycle(again, place), solutions.states[index]
            moved = np.max(np.linalg.norm(shorter.states - longer[:period], axis=1))
            # Otherwise it is a long cycle that comes close to a short one, as next to a period doubling.
            if again.stop[place] == Stop.CONVERGED and moved <= reach(longer, distance):
                found[int(index)] = shorter
    return found


def _cycle(solutions: Solutions, index: int) -> _Cycle:
    return _Cycle(
        solutions.states[index], float(solutions.residual[index]), float(solutions.condition[index])
    )


def _blank_records(starts: Starts) -> StartRecords:
    """Nothing done yet: the ends are the starts. Filled in place while the search lasts, and only then."""
    count = len(starts)
    return StartRecords(
        starts.copy(),
        np.full(count, np.inf),
        np.zeros(count, dtype=np.int64),
        np.full(count, Stop.INTERRUPTED, dtype=np.int64),
        np.full(count, -1),
    )


def _assembled(found: Orbits, catalogue: Catalogue, earlier: list[int], records: StartRecords) -> Orbits:
    """The catalogue and the records of both searches, with orbits numbered anew."""
    number_of = np.array([*catalogue.numbers(), -1])  # the last for those that led nowhere
    entry_of = np.array([*earlier, -1])
    before = found.starts
    is_kept = ~before.where(Stop.INTERRUPTED)
    entries = np.concatenate([entry_of[before.orbits[is_kept]], records.orbits])
    starts = StartRecords(
        frozen(np.concatenate([before.ends[is_kept], records.ends])),
        frozen(np.concatenate([before.residuals[is_kept], records.residuals])),
        frozen(np.concatenate([before.iterations[is_kept], records.iterations]), np.int64),
        frozen(np.concatenate([before.stops[is_kept], records.stops]), np.int64),
        frozen(number_of[entries], np.int64),
    )
    return Orbits(found.kind, found.period, found.input, found.criteria, catalogue.orbits(), starts)


def _check_belongs(dynamics: Dynamics, found: Orbits) -> None:
    """Every orbit must be one of this network, to within the tolerance and what rounding makes of it."""
    size = found.starts.ends.shape[1]
    if size != dynamics.state_size:
        raise MismatchError(
            f"the orbits have {size} state variables, the network {dynamics.state_size}; give the network that "
            "they were found in"
        )
    for number, orbit in enumerate(found.orbits):
        stepped = step_all(dynamics, orbit.states[None], found.input)[0]
        residual = float(np.max(np.linalg.norm(stepped - np.roll(orbit.states, -1, axis=0), axis=1)))
        if not residual <= 2 * found.criteria.tolerance:
            raise MismatchError(
                f"orbit {number} is none of this network: its residual is {residual:.2g}, not "
                f"{orbit.residual:.2g}; give the network that it was found in"
            )
