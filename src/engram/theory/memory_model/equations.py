"""The differential equation of a memory model as the solvers of SciPy take it: one vector, its rate, its Jacobian.

Unknowns are V_f, V_h unless T_h = 0, V_d unless T_d = 0, side by side. What follows at once is put into the
equations of the others, so that the limits T_h = 0 and T_d = 0 are exact and not stiff.
"""

from collections.abc import Callable

import numpy as np
from jaxtyping import Float
from numpy import ndarray

from engram.theory.memory_model.model import MemoryModel, ModelState

Packed = Float[ndarray, "*batch unknowns"]
InputAt = Callable[[float], ndarray]
RightHandSide = Callable[[float, ndarray], ndarray]


def pack(model: MemoryModel, state: ModelState) -> Packed:
    """The unknowns of the differential equation, side by side."""
    parts = [state.features]
    if model.hidden_time > 0:
        parts.append(state.hidden)
    if model.delay_time > 0:
        parts.append(state.delayed)
    return np.concatenate(parts, axis=-1)


def unpack(model: MemoryModel, packed: Packed) -> ModelState:
    """The whole state from the unknowns."""
    features = packed[..., : model.num_features]
    # Where there is no such unknown these slices hold something else, which `settled` replaces.
    hidden = packed[..., -model.num_memories :] if model.hidden_time == 0 else packed[..., _hidden(model)]
    return model.settled(ModelState(features, hidden, packed[..., -model.num_features :]))


def right_hand_side(model: MemoryModel, input_at: InputAt | None) -> RightHandSide:
    """The rate of the unknowns of one trial: `MemoryModel.derivative`, written for speed."""
    speak, answer = model.feature_activation.function, model.hidden_activation.function
    n, hidden, delayed = model.num_features, _hidden(model), slice(-model.num_features, None)
    forward, sequence = model.gain * model.dual, np.array(model.sequence_synapses)
    both, back = forward + sequence, model.gain * model.memories
    feature_time, hidden_time, delay_time = model.feature_time, model.hidden_time, model.delay_time

    def rate(time: float, packed: ndarray) -> ndarray:
        out = np.empty_like(packed)
        features = packed[:n]
        said = speak(features)
        heard = both @ said if delay_time == 0 else forward @ said + sequence @ packed[delayed]
        pull = back @ answer(heard if hidden_time == 0 else packed[hidden]) - features
        out[:n] = (pull if input_at is None else pull + input_at(time)) / feature_time
        if hidden_time > 0:
            out[hidden] = (heard - packed[hidden]) / hidden_time
        if delay_time > 0:
            out[delayed] = (said - packed[delayed]) / delay_time
        return out

    return rate


def jacobian(model: MemoryModel) -> RightHandSide:
    """The derivative of `right_hand_side` by the unknowns, for implicit methods."""
    n, hidden, delayed = model.num_features, _hidden(model), slice(-model.num_features, None)
    forward, sequence = model.gain * model.dual, np.array(model.sequence_synapses)
    both, back = forward + sequence, model.gain * model.memories
    eye, slope, answer_slope = np.eye(n), model.feature_activation.slope, model.hidden_activation.slope

    def derivative(time: float, packed: ndarray) -> ndarray:
        features, out = packed[:n], np.zeros((len(packed), len(packed)))
        state = unpack(model, packed)
        # Slopes are symmetric, so that a product from the left acts on each row.
        pull = answer_slope(state.hidden, back) / model.feature_time
        heard = slope(features, both if model.delay_time == 0 else forward)
        out[:n, :n] = -eye / model.feature_time
        if model.hidden_time == 0:
            out[:n, :n] += pull @ heard
        else:
            out[:n, hidden] = pull
            out[hidden, :n] = heard / model.hidden_time
            out[hidden, hidden] = -np.eye(model.num_memories) / model.hidden_time
        if model.delay_time > 0:
            out[delayed, :n] = slope(features, eye) / model.delay_time
            out[delayed, delayed] = -eye / model.delay_time
            if model.hidden_time == 0:
                out[:n, delayed] = pull @ sequence
            else:
                out[hidden, delayed] = sequence / model.hidden_time
        return out

    return derivative


def _hidden(model: MemoryModel) -> slice:
    """Where V_h is among the unknowns, if it is one."""
    return slice(model.num_features, model.num_features + model.num_memories)
