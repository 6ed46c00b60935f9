"""The General Sequential Episodic Memory Model [Eq. 1], in the form and with the signs of its energy.

    T_f V_f' = sqrt(a_s) Xi s_h(V_h) - V_f + I(t)
    T_h V_h' = sqrt(a_s) Xi* s_f(V_f) + a_c Phi'^T Xi* V_d - V_h
    T_d V_d' = s_f(V_f) - V_d

Columns of Xi are the stored memories. Xi* is Xi^T (Hebbian rule) or the pseudo-inverse Xi^+. Phi'_{mu nu} is how
strongly memory mu calls for memory nu. T_h = 0 and T_d = 0 are limits in which the equation holds with its left side
zero: the variable follows at once and is no unknown of the differential equation.

    E = [V_f.s_f - L_f] + [V_h.s_h - L_h] - sqrt(a_s) s_f^T Xi s_h - a_c V_d^T Xi Phi' s_h

never rises when the rule is Hebbian and Phi' = 0: dE/dt = -T_f V_f'^T J_f V_f' - T_h V_h'^T J_h V_h', J the slopes
(A. Karuvally, T. J. Sejnowski and H. T. Siegelmann, General sequential episodic memory model, ICML 2023). With
Phi' or the pseudo-inverse it is a number with a time course, and nothing more is claimed.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np
from jaxtyping import Float
from numpy import ndarray
from scipy import linalg

from engram.errors import InputError
from engram.numerics import frozen
from engram.theory.memory_model.activations import MemoryActivation

Memories = Float[ndarray, "features memories"]
Interactions = Float[ndarray, "memories memories"]
Features = Float[ndarray, "*batch features"]
FeatureInput = float | int | Float[ndarray, "*#batch features"]
"""External input I into the equation of the features, in the units of V_f: one number, one vector, or one a state."""

SMALLEST_SINGULAR_VALUE = 1e-10
"""Memories whose least singular value is below this share of the largest count as dependent."""


class LearningRule(StrEnum):
    """How synapses from features to hidden units are made of the memories."""

    HEBBIAN = "hebbian"
    """Xi^T, as in the original model. Needs no independent memories; they interfere when not orthogonal."""
    PSEUDO_INVERSE = "pseudo-inverse"
    """Xi^+: reads each memory without the others. Needs linearly independent memories."""


@dataclass(frozen=True, eq=False)
class ModelState:
    """The three variables, any number of states at once."""

    features: Float[ndarray, "*batch features"]
    """V_f."""
    hidden: Float[ndarray, "*batch memories"]
    """V_h, one a memory."""
    delayed: Float[ndarray, "*batch features"]
    """V_d: the features as they were about T_d ago, smeared."""


@dataclass(frozen=True, eq=False)
class MemoryModel:
    """A memory model. Raises `InputError` that names the assumption that fails."""

    memories: Memories
    """Xi."""
    interactions: Interactions
    """Phi': entry (mu, nu) is how strongly memory mu calls for memory nu."""
    rule: LearningRule
    feature_activation: MemoryActivation
    """s_f."""
    hidden_activation: MemoryActivation
    """s_h."""
    static_strength: float = 1.0
    """a_s >= 0: holds the present memory."""
    sequence_strength: float = 1.0
    """a_c >= 0: drives on to the next."""
    feature_time: float = 1.0
    """T_f > 0."""
    hidden_time: float = 0.0
    """T_h >= 0; at 0 the hidden units follow at once."""
    delay_time: float = 0.0
    """T_d >= 0; at 0 the delayed features follow at once."""

    def __post_init__(self) -> None:
        _check_arrays(self.memories, self.interactions)
        _check_numbers(self)
        object.__setattr__(self, "memories", frozen(self.memories))
        object.__setattr__(self, "interactions", frozen(self.interactions))
        if self.rule is LearningRule.PSEUDO_INVERSE:
            _check_independent(self.memories)

    @property
    def num_features(self) -> int:
        """N_f."""
        return self.memories.shape[0]

    @property
    def num_memories(self) -> int:
        """N_h."""
        return self.memories.shape[1]

    @cached_property
    def dual(self) -> Float[ndarray, "memories features"]:
        """Xi*: Xi^T (Hebbian) or Xi^+ (pseudo-inverse)."""
        return frozen(self.memories.T if self.rule is LearningRule.HEBBIAN else linalg.pinv(self.memories))

    @property
    def gain(self) -> float:
        """The factor sqrt(a_s) of the synapses between features and hidden units."""
        return float(np.sqrt(self.static_strength))

    @cached_property
    def sequence_synapses(self) -> Float[ndarray, "memories features"]:
        """The matrix a_c Phi'^T Xi* from delayed features to hidden units."""
        return frozen(self.sequence_strength * self.interactions.T @ self.dual)

    def state_at(self, features: Features, delayed: Features | None = None) -> ModelState:
        """The state with these features and hidden units at rest, V_h' = 0.

        `delayed` defaults to s_f(V_f), as if the features had been there for ever; for an empty trace give zeros.
        With T_d = 0 the delayed features follow at once, and what is given is not used.
        """
        said = self.feature_activation.apply(features)
        trace = said if delayed is None or self.delay_time == 0 else delayed
        return ModelState(features, self._hidden_target(said, trace), trace)

    def settled(self, state: ModelState) -> ModelState:
        """The state with whatever follows at once (T_h = 0, T_d = 0) filled in from the rest."""
        said = self.feature_activation.apply(state.features)
        trace = said if self.delay_time == 0 else state.delayed
        hidden = self._hidden_target(said, trace) if self.hidden_time == 0 else state.hidden
        return ModelState(state.features, hidden, trace)

    def derivative(self, state: ModelState, input: FeatureInput = 0.0) -> ModelState:
        """Time derivatives of all three variables; of those that follow at once, by the chain rule.

        What follows at once is taken from the features, whatever `state` says of it.
        """
        now = self.settled(state)
        said = self.feature_activation.apply(now.features)
        back = self.hidden_activation.apply(now.hidden) @ self.memories.T
        features = (self.gain * back - now.features + input) / self.feature_time
        said_rate = self.feature_activation.slope_product(now.features, features)
        delayed = said_rate if self.delay_time == 0 else (said - now.delayed) / self.delay_time
        if self.hidden_time == 0:
            hidden = self._hidden_target(said_rate, delayed)
        else:
            hidden = (self._hidden_target(said, now.delayed) - now.hidden) / self.hidden_time
        return ModelState(features, hidden, delayed)

    def energy(self, state: ModelState, input: FeatureInput = 0.0) -> Float[ndarray, "*batch"]:
        """E; a constant input I adds -I.s_f, with which the Hebbian energy without Phi' still never rises."""
        now = self.settled(state)
        said, back = self._said(now)
        within = _dot(now.features, said) - self.feature_activation.lagrangian(now.features)
        within = within + _dot(now.hidden, back) - self.hidden_activation.lagrangian(now.hidden)
        static = self.gain * _dot(said, back @ self.memories.T)
        sequence = self.sequence_strength * _dot(now.delayed @ self.memories @ self.interactions, back)
        return np.asarray(within - static - sequence - _dot(said, input))

    def energy_rate(self, state: ModelState, input: FeatureInput = 0.0) -> Float[ndarray, "*batch"]:
        """dE/dt along the course of the model through `state`, exact under either rule; `input` is held constant."""
        now, rate = self.settled(state), self.derivative(state, input)
        said, back = self._said(now)
        feature_force = now.features - self.gain * back @ self.memories.T - input
        # With the Hebbian rule this is -T_h V_h', the hidden units' own equation; with the pseudo-inverse it is not.
        calls = now.delayed @ self.memories @ self.interactions
        hidden_force = now.hidden - self.gain * said @ self.memories - self.sequence_strength * calls
        said_rate = self.feature_activation.slope_product(now.features, rate.features)
        back_rate = self.hidden_activation.slope_product(now.hidden, rate.hidden)
        drift = self.sequence_strength * _dot(rate.delayed @ self.memories @ self.interactions, back)
        return np.asarray(_dot(said_rate, feature_force) + _dot(back_rate, hidden_force) - drift)

    def _said(self, state: ModelState) -> tuple[ndarray, ndarray]:
        """The outputs s_f(V_f) and s_h(V_h)."""
        return self.feature_activation.apply(state.features), self.hidden_activation.apply(state.hidden)

    def _hidden_target(self, said: ndarray, trace: ndarray) -> ndarray:
        return self.gain * said @ self.dual.T + trace @ self.sequence_synapses.T


def _dot(first: ndarray, second: FeatureInput) -> ndarray:
    return np.asarray(np.sum(first * second, axis=-1))


def _check_arrays(memories: Memories, interactions: Interactions) -> None:
    if memories.ndim != 2 or min(memories.shape) < 1:
        raise InputError(
            f"memories have shape {memories.shape}; expected (features, memories), a column a memory"
        )
    expected = (memories.shape[1], memories.shape[1])
    if interactions.shape != expected:
        raise InputError(
            f"interactions have shape {interactions.shape}; expected {expected}, an entry a pair of the "
            f"{memories.shape[1]} memories"
        )
    for name, array in (("memories", memories), ("interactions", interactions)):
        if not np.all(np.isfinite(array)):
            raise InputError(f"{name} hold NaN or infinity; every entry must be a finite number")


def _check_numbers(model: MemoryModel) -> None:
    if not (np.isfinite(model.feature_time) and model.feature_time > 0):
        raise InputError(
            f"feature_time T_f is {model.feature_time}; the features must have a time constant > 0: with T_f = 0 they "
            "would be no state but the solution of an implicit equation"
        )
    for name, symbol in (("hidden_time", "T_h"), ("delay_time", "T_d")):
        if not (np.isfinite(getattr(model, name)) and getattr(model, name) >= 0):
            raise InputError(
                f"{name} {symbol} is {getattr(model, name)}; expected a finite time constant >= 0 (0: follows at once)"
            )
    for name, symbol in (("static_strength", "a_s"), ("sequence_strength", "a_c")):
        if not (np.isfinite(getattr(model, name)) and getattr(model, name) >= 0):
            raise InputError(
                f"{name} {symbol} is {getattr(model, name)}; strengths must be finite and >= 0: signs belong in "
                "the memories and the interactions"
            )


def _check_independent(memories: Memories) -> None:
    singular_values = linalg.svdvals(memories)
    rank = int(np.sum(singular_values > SMALLEST_SINGULAR_VALUE * singular_values[0]))
    if rank < memories.shape[1]:
        raise InputError(
            f"the {memories.shape[1]} memories span only {rank} dimensions; the pseudo-inverse rule assumes linearly "
            "independent memories: leave out what others add up to, or take the Hebbian rule"
        )
