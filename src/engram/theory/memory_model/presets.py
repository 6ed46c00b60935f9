"""Known members of the family, in one set of units.

Strengths here are A_s and A_c per unit of overlap, whatever the learning rule and the length of the memories. With
the overlaps m = Xi* s_f(V_f) / u and m_d = Xi* V_d / u (u = |xi|^2 for the Hebbian rule, 1 for the pseudo-inverse),

    softmax (DSEM, EDEN):     T_f V_f' = Xi softmax(gain (A_s m + A_c Phi'^T m_d)) - V_f
    powers (LISEM: n = 1):    T_f V_f' = Xi (A_s m + A_c Phi'^T m_d)^n - V_f.

The model itself has sqrt(a_s) twice, and features of size sqrt(a_s) where the hidden units are a softmax, so that it
weighs a_s against a_c sqrt(a_s): its boundary between static and sequential is a_c = sqrt(a_s), and a ratio
r = a_s / a_c has a meaning only at a_s = 1. In A_s and A_c it is r = A_s / A_c = 1 for every preset. Softmax presets
therefore set a_s = 1, a_c = A_c / A_s and put A_s u^-1 into the gain; powers set a_s = (A_s / u)^(2n / (n + 1)) and
a_c = sqrt(a_s) A_c / A_s.
"""

from collections.abc import Sequence

import numpy as np
from jaxtyping import Float
from numpy import ndarray

from engram.errors import InputError
from engram.theory.memory_model.activations import MemoryActivation, identity, polynomial, softmax, tanh
from engram.theory.memory_model.model import Interactions, LearningRule, Memories, MemoryModel

MOST_NUMBERS = 2**27
"""Entries of the memories, or of their interactions: 1 GiB."""


def hopfield(
    memories: Memories,
    *,
    rule: LearningRule = LearningRule.HEBBIAN,
    gain: float = 2.0,
    static_strength: float = 1.0,
    feature_time: float = 1.0,
    hidden_time: float = 0.0,
) -> MemoryModel:
    """The continuous Hopfield network, Phi' = 0: tanh(gain .) on the features, identity on the hidden units.

    J. J. Hopfield, PNAS 81 (1984) 3088-3092. Holds memories where gain A_s > 1. For the modern network (H. Ramsauer
    et al., 2021) take `dsem` with interactions of zero.
    """
    return _powers(
        (memories, _none(memories)),
        rule,
        tanh(gain),
        identity(),
        degree=1,
        strengths=(static_strength, 0.0),
        times=(feature_time, hidden_time, 0.0),
    )


def lisem(
    memories: Memories,
    interactions: Interactions,
    *,
    rule: LearningRule = LearningRule.PSEUDO_INVERSE,
    gain: float = 4.0,
    static_strength: float = 1.0,
    sequence_strength: float = 1.05,
    feature_time: float = 1.0,
    hidden_time: float = 0.0,
    delay_time: float = 10.0,
) -> MemoryModel:
    """LISEM, linear interactions: tanh(gain .) on the features, identity on the hidden units.

    A. Karuvally, T. J. Sejnowski and H. T. Siegelmann, arXiv:2212.05563, 2022.
    """
    return _powers(
        (memories, interactions),
        rule,
        tanh(gain),
        identity(),
        degree=1,
        strengths=(static_strength, sequence_strength),
        times=(feature_time, hidden_time, delay_time),
    )


def polynomial_sem(
    memories: Memories,
    interactions: Interactions,
    *,
    degree: int,
    rule: LearningRule = LearningRule.HEBBIAN,
    gain: float = 4.0,
    static_strength: float = 1.0,
    sequence_strength: float = 1.1,
    feature_time: float = 1.0,
    hidden_time: float = 0.0,
    delay_time: float = 10.0,
) -> MemoryModel:
    """Between LISEM and DSEM: tanh(gain .) on the features, rectified powers on the hidden units.

    A. Karuvally, T. J. Sejnowski and H. T. Siegelmann, General sequential episodic memory model, ICML 2023.
    """
    return _powers(
        (memories, interactions),
        rule,
        tanh(gain),
        polynomial(degree),
        degree=degree,
        strengths=(static_strength, sequence_strength),
        times=(feature_time, hidden_time, delay_time),
    )


def dsem(
    memories: Memories,
    interactions: Interactions,
    *,
    rule: LearningRule = LearningRule.HEBBIAN,
    gain: float = 30.0,
    static_strength: float = 1.0,
    sequence_strength: float = 1.5,
    feature_time: float = 1.0,
    hidden_time: float = 0.0,
    delay_time: float = 10.0,
) -> MemoryModel:
    """DSEM, dense interactions: identity on the features, softmax on the hidden units.

    A. Karuvally, T. J. Sejnowski and H. T. Siegelmann, arXiv:2212.05563, 2022.
    """
    static, sequence = _both_positive(static_strength, sequence_strength)
    return MemoryModel(
        memories,
        interactions,
        rule,
        identity(),
        softmax(gain * static / _unit(memories, rule)),
        static_strength=1.0,
        sequence_strength=sequence / static,
        feature_time=feature_time,
        hidden_time=hidden_time,
        delay_time=delay_time,
    )


def eden(
    memories: Memories,
    interactions: Interactions,
    *,
    rule: LearningRule = LearningRule.HEBBIAN,
    gain: float = 1e5,
    static_strength: float = 0.5,
    sequence_strength: float = 1.0,
    feature_time: float = 1.0,
    delay_time: float = 20.0,
) -> MemoryModel:
    """EDEN: `dsem` with hidden units that follow at once and a softmax that is all but a maximum.

    A. Karuvally, P. Lertsaroj, T. J. Sejnowski and H. T. Siegelmann, Exponential dynamic energy network,
    arXiv:2510.24965, 2025: T_f v' = Xi softmax(gain h) - v, h = A_s Xi^T v + A_c Phi'^T Xi^T s, T_d s' = v - s.
    Strengths are its own A_s and A_c, so that r = A_s / A_c; `escape` has its times.
    """
    return dsem(
        memories,
        interactions,
        rule=rule,
        gain=gain,
        static_strength=static_strength,
        sequence_strength=sequence_strength,
        feature_time=feature_time,
        delay_time=delay_time,
    )


def cycle_interactions(cycles: Sequence[Sequence[int]], num_memories: int) -> Interactions:
    """Phi' of closed sequences: in each cycle every memory calls for the next, and the last for the first.

    Memories count from 0; those in no cycle call for none. A memory in two places would have two successors at once,
    and a cycle of one would call for itself: both are refused.
    """
    _check_size(num_memories, num_memories, "interactions")
    members = [int(memory) for cycle in cycles for memory in cycle]
    if not all(0 <= memory < num_memories for memory in members):
        raise InputError(f"cycles name memories {sorted(set(members))}; expected 0 .. {num_memories - 1}")
    if len(set(members)) < len(members):
        twice = sorted({memory for memory in members if members.count(memory) > 1})
        raise InputError(f"memories {twice} stand twice in the cycles; each may have one successor")
    if any(len(cycle) < 2 for cycle in cycles):
        raise InputError(
            "a cycle has fewer than 2 memories; one alone needs no interaction: it is held by A_s"
        )
    interactions = np.zeros((num_memories, num_memories))
    for cycle in cycles:
        interactions[list(cycle), np.roll(list(cycle), -1)] = 1.0
    return interactions


def chain_interactions(chain: Sequence[int], num_memories: int) -> Interactions:
    """Phi' of an open sequence: every memory calls for the next, the last for none."""
    interactions = cycle_interactions([chain], num_memories)
    interactions[chain[-1], chain[0]] = 0.0
    return interactions


def random_memories(num_features: int, num_memories: int, rng: np.random.Generator) -> Memories:
    """Random memories of -1 and +1 with equal chances."""
    if num_features < 1 or num_memories < 1:
        raise InputError(f"{num_memories} memories of {num_features} features; expected at least one of each")
    _check_size(num_features, num_memories, "memories")
    return rng.choice([-1.0, 1.0], size=(num_features, num_memories))


def partial_cue(
    memory: Float[ndarray, " features"], share: float, rng: np.random.Generator
) -> Float[ndarray, " features"]:
    """The memory with a share of its components erased (set to 0), chosen at random."""
    if not 0 <= share <= 1:
        raise InputError(f"the share to erase is {share}; expected 0 .. 1")
    cue = np.array(memory, dtype=np.float64)
    cue[rng.permutation(len(cue))[: round(share * len(cue))]] = 0.0
    return cue


def _powers(
    stored: tuple[Memories, Interactions],
    rule: LearningRule,
    feature_activation: MemoryActivation,
    hidden_activation: MemoryActivation,
    *,
    degree: int,
    strengths: tuple[float, float],
    times: tuple[float, float, float],
) -> MemoryModel:
    static, sequence = _both_positive(*strengths)
    strength = (static / _unit(stored[0], rule)) ** (2 * degree / (degree + 1))
    return MemoryModel(
        *stored,
        rule,
        feature_activation,
        hidden_activation,
        static_strength=strength,
        sequence_strength=np.sqrt(strength) * sequence / static,
        feature_time=times[0],
        hidden_time=times[1],
        delay_time=times[2],
    )


def _check_size(rows: int, columns: int, name: str) -> None:
    if rows * columns > MOST_NUMBERS:
        raise InputError(
            f"{rows} x {columns} {name} are {rows * columns} numbers; at most {MOST_NUMBERS} are made: take fewer"
        )


def _none(memories: Memories) -> Interactions:
    return np.zeros((memories.shape[-1], memories.shape[-1]))


def _both_positive(static: float, sequence: float) -> tuple[float, float]:
    if not (np.isfinite(static) and static > 0 and np.isfinite(sequence) and sequence >= 0):
        raise InputError(
            f"strengths are A_s = {static}, A_c = {sequence}; expected finite A_s > 0 and A_c >= 0: all synapses "
            "to the features carry sqrt(a_s), so that with A_s = 0 nothing would reach them"
        )
    return float(static), float(sequence)


def _unit(memories: Memories, rule: LearningRule) -> float:
    """What Xi* xi_mu is at mu: the mean |xi|^2 for the Hebbian rule, 1 for the pseudo-inverse."""
    return float(np.mean(np.sum(memories**2, axis=0))) if rule is LearningRule.HEBBIAN else 1.0
