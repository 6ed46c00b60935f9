"""The General Sequential Episodic Memory Model in continuous time: what the theory starts from [Eq. 1].

`model` has the equations and their energy, `presets` its known members, `simulation` its course in time, `retrieval`
which memory is retrieved when, `escape` how long EDEN holds one.
"""

from engram.theory.memory_model.activations import (
    MemoryActivation,
    identity,
    polynomial,
    relu,
    sigmoid,
    softmax,
    tanh,
)
from engram.theory.memory_model.energy import EnergyCourse, energy_course, energy_drift, largest_rise
from engram.theory.memory_model.escape import (
    first_escape_time,
    held_time,
    published_dwell_time,
    running_period,
    static_boundary,
)
from engram.theory.memory_model.model import LearningRule, MemoryModel, ModelState
from engram.theory.memory_model.presets import (
    chain_interactions,
    cycle_interactions,
    dsem,
    eden,
    hopfield,
    lisem,
    partial_cue,
    polynomial_sem,
    random_memories,
)
from engram.theory.memory_model.retrieval import (
    Retrieval,
    dwell_times,
    escape_time,
    feature_overlaps,
    hidden_shares,
    overlaps,
    retrievals,
    sampled_retrievals,
    switch_times,
)
from engram.theory.memory_model.signs import mirrored, printed_derivative, signs_agree
from engram.theory.memory_model.simulation import Course, Method, simulate

__all__ = [
    "Course",
    "EnergyCourse",
    "LearningRule",
    "MemoryActivation",
    "MemoryModel",
    "Method",
    "ModelState",
    "Retrieval",
    "chain_interactions",
    "cycle_interactions",
    "dsem",
    "dwell_times",
    "eden",
    "energy_course",
    "energy_drift",
    "escape_time",
    "feature_overlaps",
    "first_escape_time",
    "held_time",
    "hidden_shares",
    "hopfield",
    "identity",
    "largest_rise",
    "lisem",
    "mirrored",
    "overlaps",
    "partial_cue",
    "polynomial",
    "polynomial_sem",
    "printed_derivative",
    "published_dwell_time",
    "random_memories",
    "relu",
    "retrievals",
    "running_period",
    "sampled_retrievals",
    "sigmoid",
    "signs_agree",
    "simulate",
    "softmax",
    "static_boundary",
    "switch_times",
    "tanh",
]
