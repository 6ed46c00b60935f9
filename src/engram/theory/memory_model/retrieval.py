"""Which memory is retrieved when: overlaps, retrievals, dwell and escape times.

A memory is retrieved while its overlap is the largest of all and at least a threshold. Where that begins and ends is
found as a root on the dense output of the solver, so that times are as exact as the course itself. Roots are looked
for between neighbours of a mesh finer than the solver's own steps, over which the course is smooth.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float
from numpy import ndarray
from scipy import optimize

from engram.errors import InputError
from engram.theory.memory_model.model import MemoryModel, ModelState
from engram.theory.memory_model.simulation import Course

Overlaps = Float[ndarray, "*batch memories"]
Measure = Callable[[MemoryModel, ModelState], ndarray]
"""From states to one number a memory: how much it is retrieved."""

THRESHOLD = 0.5
"""Overlap from which a memory counts as retrieved: two memories that mix in equal parts are at a half each."""
POINTS_A_STEP = 4
"""So many mesh points a step of the solver: its polynomials are of degree 4 to 12, its steps far from such wiggles."""
NONE = -1
"""No memory."""


@dataclass(frozen=True)
class Retrieval:
    """A stretch of time over which one memory is retrieved."""

    memory: int
    start: float
    stop: float
    """When it ended, or the end of the course where it was still retrieved."""

    @property
    def dwell(self) -> float:
        """How long it lasted."""
        return self.stop - self.start


def overlaps(
    model: MemoryModel, features: Float[ndarray, "*batch features"]
) -> Float[ndarray, "*batch memories"]:
    """m_mu = xi_mu . s_f(V_f) / |xi_mu|^2: 1 where the features say memory mu, -1 where its negative."""
    said = model.feature_activation.apply(features)
    return said @ model.memories / np.sum(model.memories**2, axis=0)


def feature_overlaps(model: MemoryModel, state: ModelState) -> Overlaps:
    """The overlaps of the features: which memory the model says."""
    return overlaps(model, state.features)


def hidden_shares(model: MemoryModel, state: ModelState) -> Overlaps:
    """s_h(V_h): which memory the features are drawn to. It turns before the features follow."""
    return model.hidden_activation.apply(state.hidden)


def retrievals(
    course: Course, *, threshold: float = THRESHOLD, measure: Measure = feature_overlaps
) -> tuple[tuple[Retrieval, ...], ...]:
    """For each trial, the retrieved memories in order; stretches without any leave gaps.

    The first starts at 0 when it was there from the start, the last stops at the end of the course when it lasts.
    A retrieval shorter than a quarter of a solver's step may be missed.
    """
    _check_threshold(threshold)
    return tuple(_retrievals_of(course, trial, threshold, measure) for trial in range(course.num_trials))


def sampled_retrievals(
    times: Float[ndarray, " time"],
    values: Float[ndarray, "trials time memories"],
    *,
    threshold: float = THRESHOLD,
) -> tuple[tuple[Retrieval, ...], ...]:
    """The same from overlaps at given times, straight between them: for discrete time, or for measured activity."""
    _check_threshold(threshold)
    if len(times) < 2 or not np.all(np.diff(times) > 0) or values.shape[1] != len(times):
        raise InputError(
            "times must be two or more, rising, and as many as the overlaps have along their second axis"
        )

    def between(trial: int) -> Callable[[float], ndarray]:
        return lambda moment: np.array([np.interp(moment, times, column) for column in values[trial].T])

    return tuple(
        _stretches(times, values[trial], between(trial), threshold) for trial in range(values.shape[0])
    )


def dwell_times(course: Course, *, threshold: float = THRESHOLD) -> tuple[Float[ndarray, " dwells"], ...]:
    """For each trial, how long the memories were retrieved that both came and went within the course."""
    found = retrievals(course, threshold=threshold)
    return tuple(
        np.array([one.dwell for one in trial if one.start > 0 and one.stop < course.duration])
        for trial in found
    )


def escape_time(course: Course, *, threshold: float = THRESHOLD) -> Float[ndarray, " trials"]:
    """For each trial, when the memory that is retrieved first is left, counted from when it was reached.

    Infinity where it lasts to the end of the course, or where none is ever retrieved.
    """
    firsts = [trial[0] if trial else None for trial in retrievals(course, threshold=threshold)]
    return np.array([np.inf if one is None or one.stop == course.duration else one.dwell for one in firsts])


def switch_times(
    course: Course, *, measure: Measure = feature_overlaps
) -> tuple[Float[ndarray, " switches"], ...]:
    """For each trial, the times at which another memory takes the lead: the roots of the two leaders' difference."""
    found = retrievals(course, threshold=-np.inf, measure=measure)
    return tuple(np.array([one.start for one in trial[1:]]) for trial in found)


def _retrievals_of(course: Course, trial: int, threshold: float, measure: Measure) -> tuple[Retrieval, ...]:
    def value(moment: float) -> ndarray:
        return measure(course.model, course.trial_at(trial, np.array([moment])))[0]

    mesh = course.mesh(trial, POINTS_A_STEP)
    return _stretches(mesh, measure(course.model, course.trial_at(trial, mesh)), value, threshold)


def _stretches(
    mesh: Float[ndarray, " time"],
    values: Float[ndarray, "time memories"],
    value: Callable[[float], ndarray],
    threshold: float,
) -> tuple[Retrieval, ...]:
    """Stretches of constant leader, from values on a mesh and a function that gives them in between."""
    leaders = np.where(values.max(axis=1) >= threshold, values.argmax(axis=1), NONE)
    found, start, leader = [], float(mesh[0]), int(leaders[0])
    for k in np.flatnonzero(np.diff(leaders)):
        lead = _Lead(value, threshold, float(mesh[k]), float(mesh[k + 1]))
        for moment, following in lead.changes(leader, int(leaders[k + 1])):
            found.append(Retrieval(leader, start, moment))
            start, leader = moment, following
    found.append(Retrieval(leader, start, float(mesh[-1])))
    return tuple(one for one in found if one.memory != NONE)


@dataclass(frozen=True)
class _Lead:
    """Who leads between two neighbours of the mesh."""

    value: Callable[[float], ndarray]
    threshold: float
    left: float
    right: float

    def changes(self, leader: int, last: int) -> Iterator[tuple[float, int]]:
        """When the lead changes, and to whom; from `leader` at the left end to `last` at the right one."""
        moment = self.left
        while leader != last:
            xtol = 1e-14 * self.right
            root = optimize.brentq(self._margin, moment, self.right, args=(leader,), xtol=xtol)
            leader, moment = self._after(float(root), leader)
            yield float(root), leader

    def _margin(self, moment: float, leader: int) -> float:
        """How far the leader is ahead of all others and of the threshold; negative once it has lost the lead."""
        values = self.value(moment)
        if leader == NONE:
            return self.threshold - float(values.max())
        others = np.delete(values, leader)
        return float(values[leader] - others.max(initial=self.threshold))

    def _after(self, root: float, leader: int) -> tuple[int, float]:
        """Who leads next, and a moment at which that one is ahead: the root itself is a tie, within rounding."""
        ahead = 1e-12 * (self.right - self.left)
        while True:
            moment = min(root + ahead, self.right)
            values = self.value(moment)
            following = int(values.argmax()) if values.max() >= self.threshold else NONE
            if following != leader or moment == self.right:
                return following, moment
            ahead *= 8


def _check_threshold(threshold: float) -> None:
    if np.isnan(threshold) or threshold == np.inf:
        raise InputError(
            f"threshold is {threshold}; expected the overlap from which a memory counts as retrieved"
        )
