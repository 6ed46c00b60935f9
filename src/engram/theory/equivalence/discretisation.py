"""The memory model step by step, and the limit in which it is an Elman network [App. A].

Forward Euler with step dt takes V_f to V_f + (dt / T_f) (... - V_f), and likewise V_h and V_d; a variable whose time
constant is 0 follows at once, at every step. With T_h = T_d = 0, identity hidden units and dt = T_f, what is left is

    V_f(t+1) = W s_f(V_f(t)),  W = Xi (a_s I + sqrt(a_s) a_c Phi'^T) Xi*     [Eq. 20, where a_s = a_c = 1]
    h(t+1)   = s_f(W h(t)),    h = s_f(V_f)                                  [Eq. 23, Eq. 2]

Eq. 20 is about the features' potentials V_f, Eq. 23 about their rates h: the state of `rnn_of(model)` is h. Input I(t)
to the features enters one as the other: V_f(t+1) = W s_f(V_f(t)) + I(t), h(t+1) = s_f(W h(t) + I(t)).

dt = T_f is no small step: the network is the memory model's Euler map there, not a sampling of its continuous course.
Both rest at the same points, at every dt. But a mode that W multiplies by lambda decays or grows as
e^((lambda - 1) t / T_f) in continuous time and as (1 + (lambda - 1) dt / T_f) a step: the unit eigenvalues with which
the network passes its contents on for ever are, all but lambda = 1, modes that decay in continuous time without delay.
"""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float
from numpy import ndarray
from scipy import linalg

from engram.dynamics import Activation, Elementwise, Elman, Nonlinearity, elman
from engram.errors import InputError
from engram.theory import memory_model
from engram.theory.memory_model import LearningRule, MemoryActivation, MemoryModel, ModelState

Memories = Float[ndarray, "features memories"]
FeatureInput = float | int | Float[ndarray, "*#batch features"]

LARGEST_REST = 1e-8
"""Share of W that may lie outside the memories for `memory_model_of` to hold it."""


def euler_step(model: MemoryModel, state: ModelState, dt: float, input: FeatureInput = 0.0) -> ModelState:
    """One step of forward Euler [Eq. 16]; what has the time constant 0 follows at once.

    Raises `InputError` unless dt is a positive, finite number.
    """
    if not (np.isfinite(dt) and dt > 0):
        raise InputError(f"the step dt is {dt}; expected a finite number > 0")
    now = model.settled(state)
    rate = model.derivative(now, input)
    moved = ModelState(
        now.features + dt * rate.features, now.hidden + dt * rate.hidden, now.delayed + dt * rate.delayed
    )
    return model.settled(moved)


@dataclass(frozen=True, eq=False)
class EulerCourse:
    """The states at 0, dt, 2 dt, ..., arrays (trials, time, size), the initial ones first."""

    model: MemoryModel
    dt: float
    states: ModelState

    @property
    def times(self) -> Float[ndarray, " time"]:
        """0, dt, 2 dt, ..."""
        return self.dt * np.arange(self.states.features.shape[1])


def euler(
    model: MemoryModel, initial: ModelState, dt: float, steps: int, *, input: FeatureInput = 0.0
) -> EulerCourse:
    """So many steps of forward Euler from initial states (trials, size), under a constant input."""
    states = [model.settled(initial)]
    for _ in range(steps):
        states.append(euler_step(model, states[-1], dt, input))
    return EulerCourse(
        model,
        dt,
        ModelState(
            np.stack([state.features for state in states], axis=1),
            np.stack([state.hidden for state in states], axis=1),
            np.stack([state.delayed for state in states], axis=1),
        ),
    )


def effective_weights(model: MemoryModel) -> Float[ndarray, "features features"]:
    """W = Xi (a_s I + sqrt(a_s) a_c Phi'^T) Xi*: what the features meet where the hidden units are linear [Eq. 20]."""
    static = model.static_strength * np.eye(model.num_memories)
    moving = np.sqrt(model.static_strength) * model.sequence_strength * model.interactions.T
    return model.memories @ (static + moving) @ model.dual


def rnn_of(model: MemoryModel) -> Elman:
    """The Elman network that the model is at dt = T_f [Eq. 2, 23]: state h = s_f(V_f), weights `effective_weights`.

    Inputs go to the features, W_uh = I, and every rate is read, W_r = I. Raises `InputError` that names the
    assumption that fails: T_h = 0, T_d = 0, s_h the identity, s_f elementwise.
    """
    broken = [
        f"{symbol} = {found:g} where the limit needs {symbol} = 0"
        for symbol, found in (("T_h", model.hidden_time), ("T_d", model.delay_time))
        if found != 0
    ]
    if model.hidden_activation != memory_model.identity():
        broken.append(f"s_h is {model.hidden_activation.value} where the limit needs the identity")
    if broken:
        raise InputError(
            "the memory model is no Elman network: " + "; ".join(broken) + "; euler_step runs any model"
        )
    features = np.eye(model.num_features)
    return elman(effective_weights(model), features, features, _nonlinearity(model.feature_activation))


def memory_model_of(network: Elman, memories: Memories) -> MemoryModel:
    """The memory model, pseudo-inverse rule, of which an Elman network without bias is the limit: inverse of `rnn_of`.

    Phi^T = Xi^+ W Xi = I + Phi'^T, a_s = a_c = T_f = 1. Raises `InputError` where no such model is: biases, an
    activation the memory model lacks, memories that are dependent or do not hold all of W = Xi Xi^+ W Xi Xi^+.
    """
    if np.any(network.bias):
        raise InputError(
            "the network has biases; Eq. 23 is a network without: set them to zero or add an input unit"
        )
    weights = network.weight_hh
    if memories.ndim != 2 or memories.shape[0] != len(weights):
        raise InputError(f"memories have shape {memories.shape}; expected ({len(weights)}, how many)")
    # The model first: it refuses dependent memories.
    empty = np.zeros((memories.shape[1], memories.shape[1]))
    model = MemoryModel(
        memories,
        empty,
        LearningRule.PSEUDO_INVERSE,
        _memory_activation(network.activation),
        memory_model.identity(),
    )
    operator = model.dual @ weights @ memories
    rest = float(np.linalg.norm(memories @ operator @ model.dual - weights)) / max(
        linalg.norm(weights), 1e-300
    )
    if rest > LARGEST_REST:
        raise InputError(
            f"a share of {rest:.2g} of W lies outside the {memories.shape[1]} memories: the assumption that memories "
            "span what W reads and writes fails; give N independent memories"
        )
    interactions = operator.T - np.eye(len(operator))
    return MemoryModel(memories, interactions, model.rule, model.feature_activation, model.hidden_activation)


_ACTIVATIONS: dict[str, tuple[Activation, MemoryActivation]] = {
    "identity": (Activation.IDENTITY, memory_model.identity()),
    "tanh": (Activation.TANH, memory_model.tanh()),
    "sigmoid": (Activation.SIGMOID, memory_model.sigmoid()),
    "relu": (Activation.RELU, memory_model.relu()),
}
"""Those that a cell and the memory model both have."""


def _nonlinearity(activation: MemoryActivation) -> Nonlinearity:
    """The activation as an Elman cell takes it."""
    for of_cell, of_model in _ACTIVATIONS.values():
        if activation == of_model:
            return of_cell
    if activation.value.startswith("softmax"):
        raise InputError(
            f"s_f is {activation.value}, which mixes the units; the limit needs an elementwise activation"
        )

    def slope(x: ndarray) -> ndarray:
        return activation.slope_product(x, np.ones_like(x))

    return Elementwise(activation.value, activation.apply, slope)


def _memory_activation(activation: Nonlinearity) -> MemoryActivation:
    """The memory model's activation that a cell has."""
    for of_cell, of_model in _ACTIVATIONS.values():
        if activation is of_cell:
            return of_model
    raise InputError(
        f"the network's activation is {activation.value!r}; memory models are made of networks with "
        f"{', '.join(_ACTIVATIONS)}"
    )
