"""From a circuit to the weights of an Elman network that runs it: networks with a known answer.

`compile_linear` is exact for the closed form [Eq. 7-13]: an identity-activation network in any basis. It
solves repeat copy; where f reads a slot younger than the oldest, f also fires while inputs come in and adds
to what is written, which is what the closed form says and the task does not.

`compile_saturating` is how trained networks do it: tanh with a write gain above the recurrent gain, so that
writing overwrites f. Exact for contents of -1 and +1 on every signed selection, for ever: each step
restores the contents. The nonlinearity is elementwise, so its basis must give each unit one variable.
"""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float
from numpy import ndarray
from scipy import linalg, optimize

from engram.dynamics import Activation, Elman, elman
from engram.errors import InputError, TaskError
from engram.numerics import random_orthogonal
from engram.tasks import LinearTask
from engram.theory.circuit import full_circuit

RECURRENT_GAIN = 2.0
"""tanh(g a) = a has a stable solution a > 0 for every gain g > 1; at 2 the error shrinks six-fold a step."""
WRITE_GAIN = 8.0
"""Large enough that the sign of the written value wins over anything f adds: 8 > 2."""

BARELY = 1 + 1e-5
"""Up to this recurrent gain contents count as fading: they would settle at less than 0.006."""


@dataclass(frozen=True)
class Gains:
    """What multiplies Phi and the inputs before tanh; raises `InputError` unless both are positive and finite."""

    recurrent: float = RECURRENT_GAIN
    write: float = WRITE_GAIN

    def __post_init__(self) -> None:
        for name, gain in (("recurrent", self.recurrent), ("write", self.write)):
            if not 0 < gain < np.inf:
                raise InputError(f"the {name} gain is {gain}; expected a positive finite number")

    @property
    def settled(self) -> float:
        """a, the size at which contents settle; 0 up to a recurrent gain of 1, where all contents fade."""
        return settled_value(self.recurrent) if self.recurrent > BARELY else 0.0

    @property
    def contraction(self) -> float:
        """By what each step multiplies a small deviation of a settled content: g (1 - a^2)."""
        return self.recurrent * (1 - self.settled**2)


Basis = Float[ndarray, "hidden history"]


def compile_linear(task: LinearTask, basis: Basis) -> Elman:
    """W_hh = Psi Phi Psi^+, W_uh = Psi_s, W_r = Psi_s^* with identity activation, for any Psi of full rank."""
    circuit = full_circuit(task)
    _check_basis(basis, task)
    dual = linalg.pinv(basis)
    return elman(
        basis @ circuit.interaction @ dual, basis @ circuit.write, circuit.read @ dual, Activation.IDENTITY
    )


def compile_saturating(task: LinearTask, basis: Basis | None = None, *, gains: Gains = Gains()) -> Elman:
    """W_hh = g Psi Phi Psi^+, W_uh = w Psi_s, W_r = Psi_s^* / a around a signed selection, with tanh.

    `basis` has one entry -1 or +1 in each row (unit) and at least one in each column (coordinate): a
    permutation, signs, and as many copies of a coordinate as wanted. Default: the standard basis.
    """
    if not task.is_selection:
        raise TaskError(
            f"task {task.name!r} has a dense F, and saturating units restore only signed selections; compile it in "
            "linear mode"
        )
    circuit = full_circuit(task)
    chosen = np.eye(task.history_size) if basis is None else basis
    _check_basis(chosen, task)
    if not np.array_equal(np.abs(chosen).sum(axis=1), np.count_nonzero(chosen, axis=1)) or np.any(
        np.count_nonzero(chosen, axis=1) != 1
    ):
        raise InputError("a saturating circuit needs a basis whose every row has one entry, -1 or +1")
    dual = linalg.pinv(chosen)
    return elman(
        gains.recurrent * chosen @ circuit.interaction @ dual,
        gains.write * chosen @ circuit.write,
        circuit.read @ dual / (gains.settled or 1.0),
    )


def settled_value(gain: float = RECURRENT_GAIN) -> float:
    """The positive solution of tanh(gain * a) = a: the size of every stored content after a few steps."""
    return float(optimize.brentq(lambda a: np.tanh(gain * a) - a, 1e-3, 1.0))


def random_basis(
    task: LinearTask, hidden_size: int, rng: np.random.Generator, *, condition_number: float = 1.0
) -> Basis:
    """A random basis of s*kappa vectors in R^N with the given condition number (1: orthonormal)."""
    size = task.history_size
    _check_width(hidden_size, size)
    singular_values = np.geomspace(1.0, 1.0 / condition_number, size)
    return (random_orthogonal(hidden_size, rng)[:, :size] * singular_values) @ random_orthogonal(size, rng)


def random_signed_basis(task: LinearTask, hidden_size: int, rng: np.random.Generator) -> Basis:
    """A random basis for `compile_saturating`: signed copies of the coordinates, each at least once."""
    size = task.history_size
    _check_width(hidden_size, size)
    held = np.concatenate([np.arange(size), rng.integers(0, size, hidden_size - size)])
    basis = np.zeros((hidden_size, size))
    basis[np.arange(hidden_size), rng.permutation(held)] = rng.choice([-1.0, 1.0], hidden_size)
    return basis


def _check_basis(basis: Basis, task: LinearTask) -> None:
    if basis.ndim != 2 or basis.shape[1] != task.history_size:
        raise InputError(f"basis has shape {basis.shape}; expected (N, s*kappa) = (N, {task.history_size})")
    _check_width(basis.shape[0], task.history_size)
    if np.linalg.matrix_rank(basis) < task.history_size:
        raise InputError("basis vectors are linearly dependent; contents could not be told apart")


def _check_width(hidden_size: int, size: int) -> None:
    if hidden_size < size:
        raise InputError(f"hidden size is {hidden_size}; {size} variable memories need at least {size} units")
