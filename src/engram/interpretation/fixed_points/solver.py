"""Newton's method for many orbits at once: x_{i+1} = F(x_i) around a cycle of k states, k = 1 for a fixed point.

Unknown are all k states of a cycle, not only the first (multiple shooting), so that no error is passed round
the cycle and blown up. With R_i = F(x_i) - x_{i+1} and J_i the Jacobian at x_i, Newton's step d solves
d_{i+1} = J_i d_i + R_i; going once round leaves N equations, (M - I) d_0 = -c with M = J_{k-1} ... J_0.

Far from a solution the step is Powell's dogleg: within a trust region, between steepest descent on |R|^2 and
Newton's step (M. J. D. Powell in Rabinowitz, ed., Numerical Methods for Nonlinear Algebraic Equations, 1970,
87-114). A rejected step costs one evaluation of F and no new factorisation. Two things are particular to
recurrent networks. Each component of R is weighted by 1 / |its row of the Jacobian|, anew in every step: a closed
gate makes F(x) - x small however far the unit is from rest, and without weights descent closes gates instead of
finding fixed points. And where M - I is singular, as on a line attractor, Newton's step is the shortest of those
that solve it best, so that a start ends at the nearest member of the continuum.
"""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from jaxtyping import Bool, Float, Int
from numpy import ndarray
from scipy import linalg

from engram.dynamics import Dynamics

Cycles = Float[ndarray, "starts period hidden"]
PerStart = Float[ndarray, " starts"]
Matrices = Float[ndarray, "starts hidden hidden"]
Vectors = Float[ndarray, "starts hidden"]

SINGULAR = 1e-7
"""Singular values of M - I up to this, relative to the largest, are taken for zero in a step."""
LONGEST_STEP = 0.5
"""A step changes the state by at most this share: longer leaps end in other basins, or where nothing is."""
SUFFICIENT = 1e-4
"""Share of the predicted decrease of |R|^2 that makes a step worth taking."""
PATIENCE, PROGRESS = 20, 0.9
"""So many iterations must bring |R| down to this share of what it was, or the start has stalled."""
SMALLEST_RADIUS = 1e-13
"""A trust region smaller than this, relative to 1 + |x|, holds no other state."""
SMALLEST_ROW = 1e-6
"""Rows of the Jacobian of R are scaled to length 1, or by this where shorter, lest rounding be blown up."""
LARGEST_STATE = 1e12
"""A state beyond this has run away."""


class Stop(IntEnum):
    """Why the iteration from a start ended."""

    CONVERGED = 0
    """|F(x) - x| is within the tolerance, and Newton's next step within the distance."""
    STALLED = 1
    """In a local minimum of |F(x) - x| above the tolerance: a slow point, not a fixed one."""
    DIVERGED = 2
    """The state ran away, or F was not finite at the start."""
    LIMIT = 3
    """Still on its way after the largest number of iterations."""
    INTERRUPTED = 4
    """Not finished when the search was interrupted."""


@dataclass(frozen=True, eq=False)
class Solutions:
    """Where the iteration from each start ended. `residual` is that of the very `states` returned."""

    states: Cycles
    residual: PerStart
    """The largest |F(x_i) - x_{i+1}| around the cycle."""
    iterations: Int[ndarray, " starts"]
    stop: Int[ndarray, " starts"]
    """`Stop` values."""
    condition: PerStart
    """An estimate of the condition number of M - I where it was last formed (order of magnitude)."""


def solve(
    dynamics: Dynamics,
    guesses: Cycles,
    input: Float[ndarray, " input"],
    *,
    tolerance: float,
    distance: float,
    max_iterations: int,
) -> Solutions:
    """From every guess at once; those that have converged are polished until rounding is reached.

    Converged is what has a residual of at most `tolerance` and is within `distance` (1 + |x|) of where Newton's step
    leads: behind a closed gate the residual alone is small anywhere.

    Memory: `starts` * `period` Jacobians, which the caller bounds.
    """
    with np.errstate(all="ignore"):  # what is not finite is rejected
        batch = _Batch(dynamics, guesses, input, tolerance, distance)
        for _ in range(max_iterations):
            running = np.flatnonzero(batch.is_running)
            if not running.size:
                break
            batch.linearise(running[batch.is_stale[running]])
            batch.move(running)
        return batch.solutions()


class _Batch:
    """The iterations of all starts, side by side. Step and model of each are kept until it has moved."""

    def __init__(
        self,
        dynamics: Dynamics,
        guesses: Cycles,
        input: Float[ndarray, " input"],
        tolerance: float,
        distance: float,
    ) -> None:
        count = len(guesses)
        self.dynamics, self.input, self.tolerance, self.distance = dynamics, input, tolerance, distance
        self.states = guesses.copy()
        self.defects = self._defects(guesses)
        self.weights = np.ones_like(guesses)
        self.size = _norm(self.defects)
        self.radius = _longest_step(guesses)
        self.newton, self.downhill = np.full_like(guesses, np.inf), np.zeros_like(guesses)
        self.newton_change, self.downhill_change = np.zeros_like(guesses), np.zeros_like(guesses)
        self.condition = np.ones(count)
        self.is_stale = np.ones(count, dtype=bool)
        self.iterations = np.zeros(count, dtype=np.int64)
        self.earlier_size = self.size.copy()
        self.stop = np.full(count, Stop.LIMIT, dtype=np.int64)
        self.is_running = np.isfinite(self.size)
        self.stop[~self.is_running] = Stop.DIVERGED

    def linearise(self, which: Int[ndarray, " some"]) -> None:
        """Newton's step, steepest descent, and what the linear model says that they do to R."""
        defects = self.defects[which]
        jacobians = jacobians_along(self.dynamics, self.states[which], self.input)
        weights = 1 / np.maximum(_row_norms(jacobians), SMALLEST_ROW)
        self.weights[which], self.size[which] = weights, _norm(weights * defects)
        pulled = weights**2 * defects
        downhill = np.roll(pulled, 1, axis=1) - _times(jacobians.swapaxes(2, 3), pulled)
        self.downhill[which] = downhill
        self.downhill_change[which] = _times(jacobians, downhill) - np.roll(downhill, -1, axis=1)
        first, self.condition[which] = _solve_around(round_trip(jacobians), carried_round(jacobians, defects))
        newton = np.empty_like(defects)
        newton[:, 0] = first
        for i in range(defects.shape[1] - 1):
            newton[:, i + 1] = _times(jacobians[:, i], newton[:, i]) + defects[:, i]
        self.newton[which] = newton
        self.newton_change[which] = _times(jacobians, newton) - np.roll(newton, -1, axis=1)
        self.is_stale[which] = False

    def move(self, which: Int[ndarray, " some"]) -> None:
        """Try the dogleg step of each; take those that decrease |R|, shrink the trust region of the others."""
        before, weights = self.size[which], self.weights[which]
        of_newton, of_downhill = self._dogleg(which)
        step = _scaled(of_newton, self.newton[which]) + _scaled(of_downhill, self.downhill[which])
        change = _scaled(of_newton, self.newton_change[which])
        change += _scaled(of_downhill, self.downhill_change[which])
        trial = self.states[which] + step
        defects = self._defects(trial)
        after, length = _norm(weights * defects), _norm(step)
        ratio = (before**2 - after**2) / (before**2 - _norm(weights * (self.defects[which] + change)) ** 2)
        is_taken = (after < before) & (ratio > SUFFICIENT)
        taken = which[is_taken]
        self.states[taken], self.defects[taken] = trial[is_taken], defects[is_taken]
        self.size[taken], self.is_stale[taken] = after[is_taken], True
        self.iterations[which] += 1
        self._adapt_radius(which, length, ratio)
        self._decide(which, is_halved=is_taken & (after <= before / 2))

    def solutions(self) -> Solutions:
        """What has been reached."""
        self.stop[self._is_within()] = Stop.CONVERGED
        return Solutions(self.states, self._residual(), self.iterations, self.stop, self.condition)

    def _defects(self, states: Cycles) -> Cycles:
        return step_all(self.dynamics, states, self.input) - np.roll(states, -1, axis=1)

    def _is_within(self) -> Bool[ndarray, " starts"]:
        # Of a state just moved to, this is the step that led there: longer than the next one.
        is_near = _norm(self.newton) <= self.distance * (1 + _norm(self.states))
        return (self.size == 0) | ((self._residual() <= self.tolerance) & is_near)

    def _residual(self) -> PerStart:
        return np.max(np.linalg.norm(self.defects, axis=2), axis=1)

    def _dogleg(self, which: Int[ndarray, " some"]) -> tuple[PerStart, PerStart]:
        """How much of Newton's step and of the downhill direction."""
        newton, downhill, radius = self.newton[which], self.downhill[which], self.radius[which]
        steepest = _norm(downhill)
        best = (steepest / _norm(self.weights[which] * self.downhill_change[which])) ** 2
        rest = newton - _scaled(best, downhill)
        a, half_b = _norm(rest) ** 2, best * np.sum(downhill * rest, axis=(1, 2))
        c = (best * steepest) ** 2 - radius**2
        share = (-half_b + np.sqrt(np.maximum(half_b**2 - a * c, 0.0))) / a
        is_full = _norm(newton) <= radius
        is_short = ~is_full & ~(best * steepest < radius)
        of_newton = np.where(is_full, 1.0, np.where(is_short, 0.0, share))
        of_downhill = np.where(is_full, 0.0, np.where(is_short, radius / steepest, (1 - share) * best))
        return of_newton, of_downhill

    def _adapt_radius(self, which: Int[ndarray, " some"], length: PerStart, ratio: PerStart) -> None:
        shrunk = np.minimum(self.radius[which], np.where(np.isfinite(length), length, np.inf)) / 4
        grown = np.minimum(np.maximum(self.radius[which], 2 * length), _longest_step(self.states[which]))
        # What is not finite compares as false: the step was bad.
        self.radius[which] = np.where(
            ratio > 0.75, grown, np.where(ratio >= 0.25, self.radius[which], shrunk)
        )

    def _decide(self, which: Int[ndarray, " some"], *, is_halved: Bool[ndarray, " some"]) -> None:
        """End what is at rounding, what stands still, and what has run away."""
        extent = _norm(self.states[which])
        is_within = self._is_within()[which]
        is_stuck = self.radius[which] < SMALLEST_RADIUS * (1 + extent)
        is_due = self.iterations[which] % PATIENCE == 0
        is_stuck |= is_due & (self.size[which] > PROGRESS * self.earlier_size[which])
        self.earlier_size[which[is_due]] = self.size[which[is_due]]
        # So the last Jacobian was formed where the iteration ends, or as good as there.
        is_polished = is_within & ~is_halved
        has_fled = extent > LARGEST_STATE * np.sqrt(self.states.shape[1])
        self.stop[which[is_stuck]] = Stop.STALLED
        self.stop[which[has_fled]] = Stop.DIVERGED
        self.stop[which[is_polished]] = Stop.CONVERGED
        self.is_running[which[is_stuck | has_fled | is_polished]] = False


def step_all(dynamics: Dynamics, states: Cycles, input: Float[ndarray, " input"]) -> Cycles:
    """F of every state, as one flat batch (one matrix product)."""
    return dynamics.step(states.reshape(-1, states.shape[2]), input).reshape(states.shape)


def jacobians_along(
    dynamics: Dynamics, states: Cycles, input: Float[ndarray, " input"]
) -> Float[ndarray, "starts period hidden hidden"]:
    """J_i of every state of every cycle."""
    flat = dynamics.state_jacobian(states.reshape(-1, states.shape[2]), input)
    return flat.reshape(*states.shape, states.shape[2])


def round_trip(jacobians: Float[ndarray, "starts period hidden hidden"]) -> Matrices:
    """M = J_{k-1} ... J_0: what one round does to a small deviation of the first state."""
    product = jacobians[:, 0]
    for i in range(1, jacobians.shape[1]):
        product = jacobians[:, i] @ product
    return product


def carried_round(jacobians: Float[ndarray, "starts period hidden hidden"], defects: Cycles) -> Vectors:
    """c: all defects, carried to the end of the round."""
    total = defects[:, 0]
    for i in range(1, defects.shape[1]):
        total = _times(jacobians[:, i], total) + defects[:, i]
    return total


def _solve_around(matrices: Matrices, carried: Vectors) -> tuple[Vectors, PerStart]:
    """d_0 of (M - I) d_0 = -c and the condition number, estimated from how a second right-hand side is blown up."""
    hidden = matrices.shape[1]
    shifted = matrices - np.eye(hidden)
    lengths = _row_lengths(shifted)
    shifted /= lengths[..., None]
    carried = carried / lengths
    # No structure of a network is orthogonal to it by accident.
    probe = np.cos(np.arange(hidden) ** 2 + 1.0)
    sides = np.stack([-carried, np.broadcast_to(probe, carried.shape)], axis=2)
    try:
        solved = np.linalg.solve(shifted, sides)
    except np.linalg.LinAlgError:  # one singular matrix stops the whole batch
        solved = np.stack([_solve_one(*pair) for pair in zip(shifted, sides, strict=True)])
    blown_up = np.linalg.norm(solved[:, :, 1], axis=1) / np.linalg.norm(probe)
    condition = np.linalg.norm(shifted, axis=(1, 2)) * blown_up
    condition[~np.isfinite(condition)] = np.inf
    step = solved[:, :, 0]
    for i in np.flatnonzero(condition > 0.1 / SINGULAR):
        step[i] = _shortest_solution(shifted[i], -carried[i])
    return step, condition


def scaled_rows(matrices: Float[ndarray, "*batch hidden hidden"]) -> Float[ndarray, "*batch hidden hidden"]:
    """With rows of length 1."""
    return matrices / _row_lengths(matrices)[..., None]


def _row_lengths(matrices: Float[ndarray, "*batch hidden hidden"]) -> Float[ndarray, "*batch hidden"]:
    return np.maximum(np.sqrt(np.einsum("...ij,...ij->...i", matrices, matrices)), SMALLEST_ROW)


def _solve_one(
    matrix: Float[ndarray, "hidden hidden"], sides: Float[ndarray, "hidden 2"]
) -> Float[ndarray, "hidden 2"]:
    try:
        return np.linalg.solve(matrix, sides)
    except np.linalg.LinAlgError:
        return np.full_like(sides, np.inf)


def _shortest_solution(
    matrix: Float[ndarray, "hidden hidden"], side: Float[ndarray, " hidden"]
) -> Float[ndarray, " hidden"]:
    if not np.all(np.isfinite(matrix)):
        return np.full_like(side, np.nan)
    left, values, right = linalg.svd(matrix)
    kept = values > SINGULAR * max(values[0], np.finfo(float).tiny)
    return right[kept].T @ ((left.T[kept] @ side) / values[kept])


def _times(
    matrices: Float[ndarray, "*batch hidden hidden"], vectors: Float[ndarray, "*batch hidden"]
) -> Float[ndarray, "*batch hidden"]:
    return (matrices @ vectors[..., None])[..., 0]


def _longest_step(cycles: Cycles) -> PerStart:
    return LONGEST_STEP * np.maximum(_norm(cycles), 0.1 * np.sqrt(cycles[0].size))


def _row_norms(jacobians: Float[ndarray, "starts period hidden hidden"]) -> Cycles:
    """Of the Jacobian of the defects: J - I for a fixed point, [J_i, -I] for the steps of a cycle."""
    squares = np.einsum("skij,skij->ski", jacobians, jacobians)
    if jacobians.shape[1] == 1:
        squares -= 2 * np.diagonal(jacobians, axis1=2, axis2=3)
    return np.sqrt(np.maximum(squares + 1, 0.0))


def _norm(cycles: Cycles) -> PerStart:
    return np.sqrt(np.sum(cycles**2, axis=(1, 2)))


def _scaled(factors: PerStart, cycles: Cycles) -> Cycles:
    return factors[:, None, None] * cycles
