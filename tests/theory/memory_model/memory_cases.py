"""Small memory models with everything in them, and their equations once more in plain NumPy."""

from collections.abc import Callable

import numpy as np
from numpy import ndarray
from scipy import integrate

from engram.theory.memory_model import (
    LearningRule,
    MemoryActivation,
    MemoryModel,
    ModelState,
    identity,
    polynomial,
    relu,
    sigmoid,
    softmax,
    tanh,
)

ACTIVATIONS: list[MemoryActivation] = [
    identity(),
    tanh(),
    tanh(2.5),
    sigmoid(1.5),
    relu(),
    polynomial(1),
    polynomial(3),
    softmax(0.7),
    softmax(4.0),
]
SMOOTH = [one for one in ACTIVATIONS if one.value not in ("relu", "polynomial(degree=1)")]
TIMES = [(1.0, 0.0, 0.0), (0.7, 0.4, 0.0), (1.3, 0.0, 5.0), (0.9, 0.3, 4.0)]
"""T_f, T_h, T_d: every combination of what follows at once."""
RULES = list(LearningRule)


def random_model(
    rng: np.random.Generator,
    *,
    rule: LearningRule = LearningRule.PSEUDO_INVERSE,
    feature_activation: MemoryActivation = ACTIVATIONS[1],
    hidden_activation: MemoryActivation = ACTIVATIONS[7],
    times: tuple[float, float, float] = TIMES[-1],
    interacting: bool = True,
    num_features: int = 9,
    num_memories: int = 4,
) -> MemoryModel:
    """A model with dense random interactions, no symmetry and no round numbers."""
    memories = rng.standard_normal((num_features, num_memories)) / np.sqrt(num_features)
    interactions = rng.standard_normal((num_memories, num_memories)) * interacting
    return MemoryModel(
        memories,
        interactions,
        rule,
        feature_activation,
        hidden_activation,
        static_strength=0.8,
        sequence_strength=0.6,
        feature_time=times[0],
        hidden_time=times[1],
        delay_time=times[2],
    )


def random_state(model: MemoryModel, rng: np.random.Generator, *batch: int) -> ModelState:
    """A state that meets the equations of whatever follows at once."""
    sizes = (model.num_features, model.num_memories, model.num_features)
    return model.settled(ModelState(*(rng.standard_normal((*batch, size)) for size in sizes)))


def plain_activation(name: str) -> Callable[[ndarray], ndarray]:
    """The functions again, by what their names say."""
    kind, _, parameter = name.rstrip(")").partition("(")
    number = float(parameter.partition("=")[2] or 1.0)
    if kind == "softmax":
        return lambda x: np.exp(number * (x - x.max())) / np.sum(np.exp(number * (x - x.max())))
    return {
        "identity": lambda x: x,
        "tanh": lambda x: np.sinh(number * x) / np.cosh(number * x),
        "sigmoid": lambda x: np.exp(number * x) / (1 + np.exp(number * x)),
        "relu": lambda x: np.where(x > 0, x, 0.0),
        "polynomial": lambda x: np.where(x > 0, x, 0.0) ** number,
    }[kind]


def plain_rate(
    model: MemoryModel, input_at: Callable[[float], ndarray]
) -> Callable[[float, ndarray], ndarray]:
    """The right-hand side of the three equations, unknowns side by side, from the numbers of the model alone."""
    xi, phi = np.array(model.memories), np.array(model.interactions)
    dual = np.linalg.pinv(xi) if model.rule is LearningRule.PSEUDO_INVERSE else xi.T
    says = plain_activation(model.feature_activation.value)
    answers = plain_activation(model.hidden_activation.value)
    root, n, k = np.sqrt(model.static_strength), *xi.shape

    def rate(time: float, x: ndarray) -> ndarray:
        v_f, rest = x[:n], x[n:]
        s_f = says(v_f)
        v_h, rest = (rest[:k], rest[k:]) if model.hidden_time else (None, rest)
        v_d = rest if model.delay_time else s_f
        target = root * dual @ s_f + model.sequence_strength * phi.T @ dual @ v_d
        rates = [
            (root * xi @ answers(target if v_h is None else v_h) - v_f + input_at(time)) / model.feature_time
        ]
        if v_h is not None:
            rates.append((target - v_h) / model.hidden_time)
        if model.delay_time:
            rates.append((s_f - v_d) / model.delay_time)
        return np.concatenate(rates)

    return rate


def reference(
    model: MemoryModel,
    start: ModelState,
    times: ndarray,
    input_at: Callable[[float], ndarray] = lambda time: np.zeros(1),
) -> ndarray:
    """V_f at the given times by DOP853 at 1e-12, in short steps: its dense output is less accurate than its steps."""
    parts = [start.features]
    if model.hidden_time:
        parts.append(start.hidden)
    if model.delay_time:
        parts.append(start.delayed)
    found = integrate.solve_ivp(
        plain_rate(model, input_at),
        (0.0, float(times[-1])),
        np.concatenate(parts),
        method="DOP853",
        rtol=1e-12,
        atol=1e-12,
        t_eval=times,
        max_step=0.5,
    )
    assert found.success
    return found.y[: model.num_features].T


def central_difference(function: Callable[[float], ndarray], step: float) -> ndarray:
    """The derivative at 0, of fourth order."""
    near, far = function(step) - function(-step), function(2 * step) - function(-2 * step)
    return (8 * near - far) / (12 * step)
