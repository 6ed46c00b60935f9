"""Networks and tasks for which the circuit must *not* be found.

A test that cannot say no says nothing: each null goes through the very same examination.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from jaxtyping import Float, Int
from numpy import ndarray
from scipy import linalg

from engram.dynamics import Elman
from engram.numerics import Matrix, Spectrum, assign, random_orthogonal
from engram.tasks import LinearTask, random_selection

WRONG_TASK_DRAWS = 100
PHASE_DRAWS = 20


class NullKind(StrEnum):
    """The four ways of being wrong."""

    UNTRAINED = "untrained"
    RANDOM_ORTHOGONAL = "random_orthogonal"
    RANDOM_PHASES = "random_phases"
    WRONG_TASK = "wrong_task"


@dataclass(frozen=True, eq=False)
class Null:
    """A network beside a task that it must not be found to solve."""

    kind: NullKind
    meaning: str
    network: Elman
    task: LinearTask


def make_nulls(network: Elman, task: LinearTask, rng: np.random.Generator) -> tuple[Null, ...]:
    """The four nulls of a network and its task."""
    wrong = wrong_task(task, rng)
    shared = shared_edges(task, wrong)
    return (
        Null(NullKind.UNTRAINED, "same sizes, random initial weights", untrained(network, rng), task),
        Null(
            NullKind.RANDOM_ORTHOGONAL,
            "trained read and write around a random orthogonal W_hh",
            with_random_recurrence(network, rng),
            task,
        ),
        Null(
            NullKind.RANDOM_PHASES,
            "W_hh with new random phases of its eigenvalues",
            with_random_phases(network, rng),
            task,
        ),
        Null(
            NullKind.WRONG_TASK,
            f"a task of the same sizes that shares {shared} of {task.variable_size} outputs with f",
            network,
            wrong,
        ),
    )


def untrained(network: Elman, rng: np.random.Generator) -> Elman:
    """Weights uniform in +-1/sqrt(N), as torch draws them before training."""
    bound = 1 / np.sqrt(network.state_size)

    def drawn(like: Float[ndarray, "*shape"]) -> Float[ndarray, "*shape"]:
        # A network without biases stays without.
        return rng.uniform(-bound, bound, like.shape) if np.any(like) else np.zeros_like(like)

    return Elman(
        drawn(network.weight_hh),
        drawn(network.weight_ih),
        drawn(network.weight_out),
        drawn(network.bias),
        drawn(network.bias_out),
        network.activation,
    )


def with_random_recurrence(network: Elman, rng: np.random.Generator) -> Elman:
    """The trained write and read weights around a random orthogonal W_hh: a reservoir, which echoes."""
    return _with_recurrence(network, random_orthogonal(network.state_size, rng))


def with_random_phases(network: Elman, rng: np.random.Generator) -> Elman:
    """W_hh with new random phases of its eigenvalues, moduli and invariant subspaces kept.

    In the real Schur form W = Q T Q^T a complex pair is a 2x2 block of T's diagonal and a real eigenvalue a
    single entry; changing the blocks changes the eigenvalues and nothing else. The phases are drawn anew
    rather than permuted: a permuted set of few angles, many times over, often still solves the task. Of
    several draws the one farthest from the network's own spectrum is taken: where few modes keep contents,
    a single draw may by chance be the network again.
    """
    triangular, unitary = linalg.schur(network.weight_hh, output="real")
    own = _spectrum_of(triangular)
    draws = [_with_new_phases(triangular, rng) for _ in range(PHASE_DRAWS)]
    farthest = max(draws, key=lambda drawn: float(np.sum(assign(own, _spectrum_of(drawn)).distance)))
    return _with_recurrence(network, unitary @ farthest @ unitary.T)


def _with_new_phases(triangular: Matrix, rng: np.random.Generator) -> Matrix:
    """Of a real Schur form: a new angle in each 2x2 block of the diagonal, a new sign of each single entry."""
    drawn, (starts, single) = triangular.copy(), _blocks_of(triangular)
    for i, angle in zip(starts, rng.uniform(0, np.pi, len(starts)), strict=True):
        modulus, sense = np.sqrt(linalg.det(triangular[i : i + 2, i : i + 2])), np.sign(triangular[i + 1, i])
        cosine, sine = modulus * np.cos(angle), modulus * np.sin(angle) * sense
        drawn[i : i + 2, i : i + 2] = [[cosine, -sine], [sine, cosine]]
    drawn[single, single] *= rng.choice([-1.0, 1.0], len(single))
    return drawn


def _spectrum_of(triangular: Matrix) -> Spectrum:
    """Eigenvalues of a real Schur form, whose 2x2 blocks are [[a, b], [c, a]] with bc < 0."""
    starts, single = _blocks_of(triangular)
    off_diagonal = triangular[starts, starts + 1] * triangular[starts + 1, starts]
    paired = triangular[starts, starts] + 1j * np.sqrt(np.abs(off_diagonal))
    return np.concatenate([paired, np.conj(paired), triangular[single, single]])


def _blocks_of(triangular: Matrix) -> tuple[Int[ndarray, " pairs"], Int[ndarray, " singles"]]:
    """Where the 2x2 blocks of a real Schur form begin, and which diagonal entries stand alone."""
    starts = np.flatnonzero(np.diag(triangular, -1))
    return starts, np.setdiff1d(np.arange(len(triangular)), np.concatenate([starts, starts + 1]))


def wrong_task(task: LinearTask, rng: np.random.Generator) -> LinearTask:
    """A random signed selection of the same sizes that shares as few outputs with f as can be found."""
    seeds = rng.integers(2**31, size=WRONG_TASK_DRAWS)
    draws = (random_selection(task.num_variables, task.variable_size, seed=int(seed)) for seed in seeds)
    return min(draws, key=lambda other: shared_edges(task, other))


def shared_edges(first: LinearTask, second: LinearTask) -> int:
    """How many output components two rules of the same sizes compute alike."""
    return int(np.sum(np.all(first.composition == second.composition, axis=1)))


def _with_recurrence(network: Elman, weight_hh: Float[ndarray, "hidden hidden"]) -> Elman:
    return Elman(
        weight_hh, network.weight_ih, network.weight_out, network.bias, network.bias_out, network.activation
    )
