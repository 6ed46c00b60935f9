"""The energy along a course, and what changes it.

Along any course dE/dt = descent + drift. The *drift* -a_c V_d'^T Xi Phi' s_h is the landscape itself moving, as the
trace V_d does. The *descent* is the state moving in the landscape of the moment; with the Hebbian rule it is

    -T_f V_f'^T J_f V_f' - T_h V_h'^T J_h V_h' <= 0,

J the positive semidefinite slopes, with interactions or without (Cohen and Grossberg's argument). So a Hebbian model
without interactions, which has no drift, never rises in energy; with interactions all rises are the landscape's. With
the pseudo-inverse the two sums are exact, and the descent has no sign.
"""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float
from numpy import ndarray

from engram.theory.memory_model.model import FeatureInput, MemoryModel, ModelState
from engram.theory.memory_model.simulation import Course

TrialsOverTime = Float[ndarray, "trials time"]


@dataclass(frozen=True, eq=False)
class EnergyCourse:
    """E of every trial over time, and the two parts of its rate."""

    times: Float[ndarray, " time"]
    energy: TrialsOverTime
    descent: TrialsOverTime
    drift: TrialsOverTime

    @property
    def rate(self) -> TrialsOverTime:
        """dE/dt."""
        return self.descent + self.drift


def energy_drift(
    model: MemoryModel, state: ModelState, input: FeatureInput = 0.0
) -> Float[ndarray, "*batch"]:
    """The part of dE/dt that is the landscape's: -a_c V_d'^T Xi Phi' s_h(V_h)."""
    now = model.settled(state)
    moved = model.derivative(now, input).delayed @ model.memories @ model.interactions
    answer = model.hidden_activation.apply(now.hidden)
    return np.asarray(-model.sequence_strength * np.sum(moved * answer, axis=-1))


def energy_course(course: Course, times: Float[ndarray, " time"]) -> EnergyCourse:
    """The energy of all trials at the given times.

    External input I tilts the landscape: E holds -I(t).s_f. Where I changes in time, so does E, by -I'.s_f more than
    descent and drift say.
    """
    model, columns = course.model, []
    for trial in range(course.num_trials):
        state, input = course.trial_at(trial, times), course.input_at(trial, times)
        drift = energy_drift(model, state, input)
        columns.append((model.energy(state, input), model.energy_rate(state, input) - drift, drift))
    return EnergyCourse(times, *(np.stack(column) for column in zip(*columns, strict=True)))


def largest_rise(course: Course, *, points_a_step: int = 4) -> Float[ndarray, " trials"]:
    """For each trial, how much the energy rises at most from any time to any later one; 0 where it only falls.

    Looked for on a mesh of `points_a_step` points a step of the solver.
    """
    rises = []
    for trial in range(course.num_trials):
        mesh = course.mesh(trial, points_a_step)
        energy = course.model.energy(course.trial_at(trial, mesh), course.input_at(trial, mesh))
        rises.append(np.max(energy - np.minimum.accumulate(energy)))
    return np.array(rises)
