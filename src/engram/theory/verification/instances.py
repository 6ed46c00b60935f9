"""Random models, memories and tasks, and the elementary things that both sides of an equation are made of.

What is "printed" here is written out once more, independently of the package: covectors from the Gram matrix,
activations by their definitions, Phi by Kronecker deltas.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float
from numpy import ndarray
from scipy import linalg

from engram import tasks
from engram.numerics import random_orthogonal
from engram.tasks import LinearTask
from engram.theory import memory_model
from engram.theory.memory_model import LearningRule, MemoryActivation, MemoryModel, ModelState
from engram.theory.verification.checks import Sizes

LARGEST_CONDITION = 10.0


@dataclass(frozen=True)
class PrintedActivation:
    """An activation of the package beside its definition."""

    activation: MemoryActivation
    printed: Callable[[ndarray], ndarray]


def _printed_tanh(x: ndarray) -> ndarray:
    faded = np.exp(-2 * np.abs(x))
    return np.sign(x) * (1 - faded) / (1 + faded)


def _printed_softmax(x: ndarray) -> ndarray:
    return np.exp(2 * x) / np.sum(np.exp(2 * x), axis=-1, keepdims=True)


IDENTITY = PrintedActivation(memory_model.identity(), lambda x: x)
TANH = PrintedActivation(memory_model.tanh(), _printed_tanh)
STEEP = PrintedActivation(memory_model.tanh(1.5), lambda x: _printed_tanh(1.5 * x))
SIGMOID = PrintedActivation(memory_model.sigmoid(), lambda x: (1 + _printed_tanh(x / 2)) / 2)
RELU = PrintedActivation(memory_model.relu(), lambda x: np.where(x > 0, x, 0.0))
SQUARED = PrintedActivation(memory_model.polynomial(2), lambda x: np.where(x > 0, x * x, 0.0))
SOFTMAX = PrintedActivation(memory_model.softmax(2.0), _printed_softmax)

INVERTIBLE = (IDENTITY, TANH, STEEP, SIGMOID)
ELEMENTWISE = (*INVERTIBLE, RELU)
ALL = (*ELEMENTWISE, SQUARED, SOFTMAX)
ODD = (IDENTITY, TANH, STEEP)
BOUNDED = (TANH, STEEP, SIGMOID)


def choose(options: tuple[PrintedActivation, ...], rng: np.random.Generator) -> PrintedActivation:
    """One of them."""
    return options[int(rng.integers(len(options)))]


def draw_memories(
    features: int, memories: int, rng: np.random.Generator
) -> Float[ndarray, "features memories"]:
    """Independent memories, neither orthogonal nor of one length, with a condition number of at most 10."""
    singular_values = np.geomspace(1.0, 1.0 / rng.uniform(1.0, LARGEST_CONDITION), memories)
    return (
        2
        * (random_orthogonal(features, rng)[:, :memories] * singular_values)
        @ random_orthogonal(memories, rng)
    )


def covectors(memories: Float[ndarray, "features memories"]) -> Float[ndarray, "memories features"]:
    """Sum_nu (G^-1)^{mu nu} <xi_nu| with G the Gram matrix: the pseudo-inverse by the normal equations."""
    return linalg.solve(np.einsum("im,in->mn", memories, memories), memories.T)


def draw_model(
    sizes: Sizes,
    rng: np.random.Generator,
    features: MemoryActivation,
    hidden: MemoryActivation,
    *,
    rule: LearningRule = LearningRule.PSEUDO_INVERSE,
    strengths: tuple[float, float] = (1.0, 1.0),
    times: tuple[float, float, float] = (1.0, 0.0, 0.0),
) -> MemoryModel:
    """A model with random memories and interactions; strengths a_s, a_c, times T_f, T_h, T_d."""
    memories = draw_memories(sizes.features, sizes.memories, rng)
    interactions = rng.standard_normal((sizes.memories, sizes.memories)) / np.sqrt(sizes.memories)
    return MemoryModel(memories, interactions, rule, features, hidden, *strengths, *times)


def draw_state(model: MemoryModel, rng: np.random.Generator, *, trials: int = 2) -> ModelState:
    """Random V_f, V_h and V_d."""
    features = (trials, model.num_features)
    return ModelState(
        rng.standard_normal(features),
        rng.standard_normal((trials, model.num_memories)),
        rng.standard_normal(features),
    )


def printed_dual(model: MemoryModel) -> Float[ndarray, "memories features"]:
    """Xi^T, or the covectors."""
    return model.memories.T if model.rule is LearningRule.HEBBIAN else covectors(model.memories)


def printed_weights(model: MemoryModel) -> Float[ndarray, "features features"]:
    """Sum over mu, nu of xi_mu (delta_mu_nu + Phi'_nu_mu) xi^nu: Xi (I + Phi'^T) Xi^+ [Eq. 20]."""
    phi = np.array(model.interactions).T
    for memory in range(model.num_memories):
        phi[memory, memory] += 1.0
    return np.einsum("im,mn,nj->ij", model.memories, phi, printed_dual(model))


def draw_task(sizes: Sizes, rng: np.random.Generator) -> LinearTask:
    """A signed selection or a dense F, equally likely."""
    s, kappa = sizes.slots, sizes.components
    if rng.random() < 0.5:
        sources = rng.integers(0, s * kappa, kappa)
        return tasks.selection("drawn", sources, rng.choice([-1.0, 1.0], kappa), num_variables=s)
    composition = rng.standard_normal((kappa, s * kappa))
    return LinearTask("drawn", s, kappa, composition / float(linalg.norm(composition, 2)))


def printed_interaction(task: LinearTask) -> Float[ndarray, "history history"]:
    """Phi of Eq. 9 entry by entry: <psi^mu|Phi|psi_nu>, directions counted from 1 as in the paper."""
    s, kappa = task.num_variables, task.variable_size
    phi = np.zeros((s * kappa, s * kappa))
    for mu in range(1, (s - 1) * kappa + 1):
        phi[mu - 1, mu + kappa - 1] = 1.0
    # Printed from mu = (N-1) kappa, which would give that direction two rows.
    for mu in range((s - 1) * kappa + 1, s * kappa + 1):
        phi[mu - 1] = task.composition[mu - (s - 1) * kappa - 1]
    return phi


def draw_basis(task: LinearTask, rng: np.random.Generator) -> Float[ndarray, "hidden history"]:
    """psi_mu: random independent directions in a space of up to three more units."""
    return draw_memories(task.history_size + int(rng.integers(0, 4)), task.history_size, rng)


def printed_rates(
    model: MemoryModel,
    state: ModelState,
    features: PrintedActivation,
    hidden: PrintedActivation,
    sign: float,
) -> tuple[ndarray, ndarray, ndarray]:
    """V_f', V_h', V_d' summed over memories and features, with `sign` where the paper prints a minus in excess."""
    xi, dual, phi = model.memories, printed_dual(model), model.interactions
    root, moving = np.sqrt(model.static_strength), model.sequence_strength
    said, answer = features.printed(state.features), hidden.printed(state.hidden)
    pull = sign * root * np.einsum("im,bm->bi", xi, answer) - state.features
    heard = sign * root * np.einsum("mi,bi->bm", dual, said)
    called = moving * np.einsum("nm,ni,bi->bm", phi, dual, state.delayed)
    return (
        pull / model.feature_time,
        (heard + called - state.hidden) / model.hidden_time,
        (sign * said - state.delayed) / model.delay_time,
    )


def continuous_model(
    sizes: Sizes, rng: np.random.Generator, features: PrintedActivation, hidden: PrintedActivation
) -> MemoryModel:
    """Any strengths, any time constants, either rule."""
    strengths = (float(rng.uniform(0.2, 2)), float(rng.uniform(0.2, 2)))
    times = (float(rng.uniform(0.5, 2)), float(rng.uniform(0.5, 2)), float(rng.uniform(0.5, 4)))
    rule = LearningRule.HEBBIAN if rng.random() < 0.5 else LearningRule.PSEUDO_INVERSE
    return draw_model(
        sizes, rng, features.activation, hidden.activation, rule=rule, strengths=strengths, times=times
    )
