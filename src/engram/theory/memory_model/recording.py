"""One trial of a course as arrays over time: what the features say, which memories those are like, and the energy."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float
from numpy import ndarray

from engram.errors import InputError
from engram.theory.memory_model.model import MemoryModel
from engram.theory.memory_model.retrieval import overlaps
from engram.theory.memory_model.simulation import Course

Times = Float[ndarray, " time"]


@dataclass(frozen=True, eq=False)
class Recording:
    """One trial at given times."""

    model: MemoryModel
    times: Times
    """In the unit of the model's time constants."""
    features: Float[ndarray, "time features"]
    """V_f."""
    said: Float[ndarray, "time features"]
    """s_f(V_f)."""
    delayed: Float[ndarray, "time features"]
    """V_d."""
    hidden: Float[ndarray, "time memories"]
    """V_h."""
    active: Float[ndarray, "time memories"]
    """s_h(V_h)."""
    overlaps: Float[ndarray, "time memories"]
    """Of s_f(V_f) with each memory, 1 where it is that memory."""
    traces: Float[ndarray, "time memories"]
    """How much of each memory the rule of learning reads in V_d: 1 where it is that memory."""
    energy: Float[ndarray, " time"]
    energy_rate: Float[ndarray, " time"]
    """dE/dt along the course."""


def record(course: Course, times: Times, *, trial: int = 0) -> Recording:
    """One trial at `times`. Raises `InputError` for a trial that the course does not have."""
    if not 0 <= trial < course.num_trials:
        raise InputError(f"trial is {trial}; the course has trials 0 .. {course.num_trials - 1}")
    model, state, input = course.model, course.trial_at(trial, times), course.input_at(trial, times)
    unit = np.sum(model.dual * model.memories.T, axis=1)
    return Recording(
        model,
        times,
        state.features,
        model.feature_activation.apply(state.features),
        state.delayed,
        state.hidden,
        model.hidden_activation.apply(state.hidden),
        overlaps(model, state.features),
        state.delayed @ model.dual.T / unit,
        model.energy(state, input),
        model.energy_rate(state, input),
    )
