"""Networks and tasks for which the circuit must *not* be found.

A test that cannot say no says nothing: each null goes through the very same examination.
"""

from dataclasses import dataclass
from enum import StrEnum
from math import gcd

import numpy as np
from jaxtyping import Complex, Float, Int
from numpy import ndarray
from scipy import linalg

from engram.dynamics import Cell, Dynamics
from engram.interpretation.rotation import rotated
from engram.numerics import Matrix, Spectrum, assign, random_orthogonal
from engram.tasks import LinearTask, ModularTask, PeriodicTask, Task, periodic_copy, random_selection

WRONG_TASK_DRAWS = 100
PHASE_DRAWS = 20
MANY_MODES = 256
"""Larger matrices get one draw of phases: the distance between two draws hardly varies."""


class NullKind(StrEnum):
    """The ways of being wrong; which of them a network gets, see `make_nulls`."""

    UNTRAINED = "untrained"
    RANDOM_ORTHOGONAL = "random_orthogonal"
    RANDOM_PHASES = "random_phases"
    ROTATED = "rotated"
    WRONG_TASK = "wrong_task"


@dataclass(frozen=True, eq=False)
class Null:
    """A network beside a task that it must not be found to solve."""

    kind: NullKind
    meaning: str
    network: Dynamics
    task: Task


def make_nulls(network: Dynamics, task: Task, rng: np.random.Generator) -> tuple[Null, ...]:
    """The nulls of a network and its task: four of a `Cell`, two of a `Dynamics` whose weights nobody knows.

    Where gates let a state pass beside the recurrent matrices, other phases of these may change nothing (an LSTM
    can hold all that it knows in c), and `rotated` takes their place.
    """
    wrong = _wrong(network, task, rng)
    others: tuple[Null, ...] = ()
    if isinstance(network, Cell):
        others = (_untrained(network, task, rng), _random_orthogonal(network, task, rng))
    if isinstance(network, Cell) and _carries_by_matrices_alone(network):
        others = (*others, _random_phases(network, task, rng))
    else:
        others = (*others, _rotated(network, task, rng))
    return (*others, *wrong)


def _wrong(network: Dynamics, task: Task, rng: np.random.Generator) -> tuple[Null, ...]:
    """One, but for rules that are the only ones of their sizes, as XOR of one vector is."""
    if isinstance(task, LinearTask):
        linear = wrong_task(task, rng)
        shared = shared_edges(task, linear)
        meaning = f"a task of the same sizes that shares {shared} of {task.variable_size} outputs with f"
        return (Null(NullKind.WRONG_TASK, meaning, network, linear),)
    return tuple(
        Null(NullKind.WRONG_TASK, f"another rule for the same vectors, {other.name}", network, other)
        for other in wrong_rules(task, rng)[:1]
    )


def _untrained(network: Cell, task: Task, rng: np.random.Generator) -> Null:
    meaning = "same sizes, random initial weights"
    return Null(NullKind.UNTRAINED, meaning, untrained(network, rng), task)


def _random_orthogonal(network: Cell, task: Task, rng: np.random.Generator) -> Null:
    recurrent = "W_hh" if _carries_by_matrices_alone(network) else "recurrent matrix of every gate"
    meaning = f"trained read and write around a random orthogonal {recurrent}"
    return Null(NullKind.RANDOM_ORTHOGONAL, meaning, with_random_recurrence(network, rng), task)


def _random_phases(network: Cell, task: Task, rng: np.random.Generator) -> Null:
    meaning = "W_hh with new random phases of its eigenvalues"
    return Null(NullKind.RANDOM_PHASES, meaning, with_random_phases(network, rng), task)


def _rotated(network: Dynamics, task: Task, rng: np.random.Generator) -> Null:
    meaning = "the network with its state turned at random, each part on its own, before every step"
    return Null(NullKind.ROTATED, meaning, rotated(network, rng), task)


def _carries_by_matrices_alone(network: Cell) -> bool:
    """Whether nothing of a state survives a step once all recurrent matrices are zero."""
    cut = network.map_recurrent(np.zeros_like)
    return bool(np.all(cut.state_jacobian(network.initial_state(1), np.zeros(network.input_size)) == 0))


def untrained(network: Cell, rng: np.random.Generator) -> Cell:
    """A network of the same kind and sizes with weights as torch draws them before training."""
    return network.redrawn(rng)


def with_random_recurrence(network: Cell, rng: np.random.Generator) -> Cell:
    """The trained write and read weights around random orthogonal recurrent matrices: a reservoir, which echoes."""
    return network.map_recurrent(lambda weights: random_orthogonal(len(weights), rng))


def with_random_phases(network: Cell, rng: np.random.Generator) -> Cell:
    """Recurrent matrices with new random phases of their eigenvalues, moduli and invariant subspaces kept.

    In the real Schur form W = Q T Q^T a complex pair is a 2x2 block of T's diagonal and a real eigenvalue a
    single entry; changing the blocks changes the eigenvalues and nothing else. The phases are drawn anew
    rather than permuted: a permuted set of few angles, many times over, often still solves the task. Of
    several draws the one farthest from the network's own spectrum is taken: where few modes keep contents,
    a single draw may by chance be the network again. Where there are many, one draw is as good as another.
    """
    return network.map_recurrent(lambda weights: _with_phases_far_away(weights, rng))


def _with_phases_far_away(weights: Matrix, rng: np.random.Generator) -> Matrix:
    triangular, unitary = linalg.schur(weights, output="real")
    blocks = _Blocks.of(triangular)
    draws = [blocks.draw_phases(rng) for _ in range(PHASE_DRAWS if len(weights) <= MANY_MODES else 1)]
    farthest = max(
        draws, key=lambda drawn: float(np.sum(assign(blocks.own, blocks.spectrum(drawn)).distance))
    )
    return unitary @ blocks.with_phases(triangular, farthest) @ unitary.T


@dataclass(frozen=True, eq=False)
class _Phases:
    """New phases of eigenvalues: an angle for each pair, a sign for each that is real."""

    angles: Float[ndarray, " pairs"]
    signs: Float[ndarray, " singles"]


@dataclass(frozen=True, eq=False)
class _Blocks:
    """The diagonal of a real Schur form: 2x2 blocks [[a, b], [c, a]] with bc < 0, and single entries."""

    starts: Int[ndarray, " pairs"]
    single: Int[ndarray, " singles"]
    paired: Complex[ndarray, " pairs"]
    """Of each block the eigenvalue above the real axis."""
    senses: Float[ndarray, " pairs"]
    """The sign of c."""
    real: Float[ndarray, " singles"]

    @classmethod
    def of(cls, triangular: Matrix) -> "_Blocks":
        """What stands on the diagonal."""
        starts, single = _blocks_of(triangular)
        below = triangular[starts + 1, starts]
        off_diagonal = triangular[starts, starts + 1] * below
        paired = triangular[starts, starts] + 1j * np.sqrt(np.abs(off_diagonal))
        return cls(starts, single, paired, np.sign(below), triangular[single, single])

    @property
    def own(self) -> Spectrum:
        """The eigenvalues."""
        return np.concatenate([self.paired, np.conj(self.paired), self.real])

    def draw_phases(self, rng: np.random.Generator) -> _Phases:
        """Angles anywhere above the real axis, signs either way."""
        return _Phases(rng.uniform(0, np.pi, len(self.starts)), rng.choice([-1.0, 1.0], len(self.single)))

    def spectrum(self, phases: _Phases) -> Spectrum:
        """The eigenvalues with other phases."""
        paired = np.abs(self.paired) * np.exp(1j * phases.angles)
        return np.concatenate([paired, np.conj(paired), self.real * phases.signs])

    def with_phases(self, triangular: Matrix, phases: _Phases) -> Matrix:
        """The Schur form with other phases on its diagonal."""
        drawn, moduli = triangular.copy(), np.abs(self.paired)
        cosine, sine = moduli * np.cos(phases.angles), moduli * np.sin(phases.angles) * self.senses
        drawn[self.starts, self.starts] = drawn[self.starts + 1, self.starts + 1] = cosine
        drawn[self.starts, self.starts + 1], drawn[self.starts + 1, self.starts] = -sine, sine
        drawn[self.single, self.single] *= phases.signs
        return drawn


def _blocks_of(triangular: Matrix) -> tuple[Int[ndarray, " pairs"], Int[ndarray, " singles"]]:
    """Where the 2x2 blocks of a real Schur form begin, and which diagonal entries stand alone."""
    starts = np.flatnonzero(np.diag(triangular, -1))
    return starts, np.setdiff1d(np.arange(len(triangular)), np.concatenate([starts, starts + 1]))


def wrong_task(task: LinearTask, rng: np.random.Generator) -> LinearTask:
    """A random signed selection of the same sizes that shares as few outputs with f as can be found."""
    seeds = rng.integers(2**31, size=WRONG_TASK_DRAWS)
    draws = (random_selection(task.num_variables, task.variable_size, seed=int(seed)) for seed in seeds)
    return min(draws, key=lambda other: shared_edges(task, other))


def wrong_rules(task: Task, rng: np.random.Generator) -> tuple[Task, ...]:
    """Rules of the same kind and sizes that say something else; none where there is no other, or none is known.

    For a clock, other signed permutations at every phase; in Z_p, other coefficients of which the oldest is a unit.
    """
    match task:
        case PeriodicTask():
            seed = int(rng.integers(2**31))
            return (periodic_copy(task.num_variables, task.variable_size, task.num_phases, seed=seed),)
        case ModularTask():
            return _with_other_coefficients(task, rng)
        case _:
            return ()


def _with_other_coefficients(task: ModularTask, rng: np.random.Generator) -> tuple[ModularTask, ...]:
    """The oldest slot once and the others at random; or only the oldest, so many times."""
    younger = task.num_variables - 1
    drawn = [(1, *rng.integers(0, task.modulus, younger).tolist()) for _ in range(WRONG_TASK_DRAWS)]
    drawn += [(number, *(0,) * younger) for number in range(2, task.modulus)]
    others = [each for each in drawn if each != task.coefficients and gcd(each[0], task.modulus) == 1]
    return tuple(
        ModularTask(
            f"coefficients {','.join(map(str, each))} mod {task.modulus}",
            task.modulus,
            each,
            task.num_symbols,
        )
        for each in others
    )


def shared_edges(first: LinearTask, second: LinearTask) -> int:
    """How many output components two rules of the same sizes compute alike."""
    return int(np.sum(np.all(first.composition == second.composition, axis=1)))
