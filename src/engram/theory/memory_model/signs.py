"""The equations with the signs as printed [Eq. 1], and how they relate to those of this package.

    T_f V_f' = -sqrt(a_s) Xi s_h(V_h) - V_f + I(t)
    T_h V_h' = -sqrt(a_s) Xi* s_f(V_f) + a_c Phi'^T Xi* V_d - V_h
    T_d V_d' = -s_f(V_f) - V_d

For odd s_h this is the same system under (V_h, V_d) -> (-V_h, -V_d). For an s_h that is not odd, softmax, sigmoid and
the rectified ones, it is another: there the printed signs drive the features away from what the hidden units say.
"""

import numpy as np

from engram.theory.memory_model.model import FeatureInput, MemoryModel, ModelState


def mirrored(state: ModelState) -> ModelState:
    """The state (V_f, -V_h, -V_d): between the two sign conventions, either way."""
    return ModelState(state.features, -state.hidden, -state.delayed)


def printed_derivative(model: MemoryModel, state: ModelState, input: FeatureInput = 0.0) -> ModelState:
    """Time derivatives by the printed equations; what follows at once (T = 0) by the chain rule."""
    said = model.feature_activation.apply(state.features)
    trace = -said if model.delay_time == 0 else state.delayed
    target = -model.gain * said @ model.dual.T + trace @ model.sequence_synapses.T
    hidden = target if model.hidden_time == 0 else state.hidden
    back = model.hidden_activation.apply(hidden) @ model.memories.T
    features = (-model.gain * back - state.features + input) / model.feature_time
    said_rate = model.feature_activation.slope_product(state.features, np.asarray(features))
    trace_rate = -said_rate if model.delay_time == 0 else (-said - trace) / model.delay_time
    if model.hidden_time == 0:
        hidden_rate = -model.gain * said_rate @ model.dual.T + trace_rate @ model.sequence_synapses.T
    else:
        hidden_rate = (target - hidden) / model.hidden_time
    return ModelState(features, hidden_rate, trace_rate)


def signs_agree(model: MemoryModel) -> bool:
    """Whether both conventions are the same system: s_h is odd."""
    return model.hidden_activation.is_odd
