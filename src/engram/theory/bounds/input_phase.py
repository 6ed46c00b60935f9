"""What the linear circuit stores while inputs come in, and how often its outputs are wrong for it: exactly.

Phi acts at every step, also in the input phase. Where F reads a slot younger than the oldest, f therefore fires while
inputs are written, and slot s gets u(t) + F z(t-1) instead of u(t). After the input phase the linear circuit holds

    z(s) = sum_k Phi^(s-k) E_s u(k) = G u,        u = (u(1), ..., u(s)),

with ones on the diagonal of G, and nothing else only where F reads nothing but the oldest slot. No other linear
network repairs this: its answer to an input depends on how long ago that input came, and on nothing else, whereas the
task wants one answer to what came early and another to what came late (`best_linear_response`).
"""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float, Int
from numpy import ndarray
from scipy import special

from engram.dynamics.protocol import outputs_on
from engram.tasks import LinearTask, Trials, sample_trials
from engram.theory.circuit import interaction_matrix, write_matrix
from engram.theory.compiler import compile_linear, compile_saturating, random_basis
from engram.theory.paths import sources_read


def written_matrix(task: LinearTask) -> Float[ndarray, "history history"]:
    """G: the contents of the linear circuit after the input phase are G u, u the inputs, oldest first."""
    phi, block = interaction_matrix(task), write_matrix(task)
    blocks = [block]
    for _ in range(task.num_variables - 1):
        block = phi @ block
        blocks.append(block)
    return np.concatenate(blocks[::-1], axis=1)


def fires_while_writing(task: LinearTask) -> bool:
    """Whether F reads a slot younger than the oldest, so that the linear circuit stores something else than inputs."""
    return bool(np.any(task.composition[:, task.variable_size :] != 0))


@dataclass(frozen=True, eq=False)
class LinearPrediction:
    """What theory says of the linear circuit on a signed selection with contents of -1 and +1.

    A coordinate holds its own input plus n - 1 others, each with some sign: all different, since each was written
    earlier than the one that it was added to. So it has the right sign with probability P(1 + S > 0), and holds
    exactly zero with P(1 + S = 0), S a sum of n - 1 random signs.
    """

    task: LinearTask
    num_terms: Int[ndarray, " history"]
    """n: inputs that have been added up in each coordinate."""
    read: Int[ndarray, "steps component"]
    """The coordinate that each output repeats."""

    @property
    def is_right(self) -> Float[ndarray, " history"]:
        """Probability that a coordinate has the sign of its input."""
        return _sum_of_signs_exceeds(self.num_terms - 1, -1)

    @property
    def is_zero(self) -> Float[ndarray, " history"]:
        """Probability that a coordinate holds exactly zero, and says nothing."""
        return _sum_of_signs_exceeds(self.num_terms - 1, -2) - self.is_right

    @property
    def accuracy(self) -> Float[ndarray, " steps"]:
        """Probability that an output has the right sign; zero is not right (as in the standard basis)."""
        return self.is_right[self.read].mean(axis=1)

    @property
    def accuracy_when_guessing(self) -> Float[ndarray, " steps"]:
        """The same where zeros are right half of the time: in other bases rounding makes some sign of a zero."""
        return (self.is_right + self.is_zero / 2)[self.read].mean(axis=1)


def predict_linear(task: LinearTask, horizon: int) -> LinearPrediction:
    """How often the linear circuit's outputs are right; raises `TaskError` for a dense F."""
    task.require_selection()
    terms = np.count_nonzero(written_matrix(task), axis=1)
    return LinearPrediction(task, terms, sources_read(task, horizon))


def linear_error(task: LinearTask, horizon: int) -> Float[ndarray, " steps"]:
    """For any F: root mean square error of the linear circuit over that of saying zero, for white inputs.

    F Phi^(t-1) (G - I) against F Phi^(t-1); NaN where the task's own outputs have died out.
    """
    future = task.continuation(horizon)
    wrong = future @ (written_matrix(task) - np.eye(task.history_size))
    by_step = (np.sum(m.reshape(horizon, -1) ** 2, axis=1) for m in (wrong, future))
    numerator, denominator = by_step
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.sqrt(numerator / denominator)


@dataclass(frozen=True, eq=False)
class LinearResponse:
    """A linear time-invariant network of any width, as what it answers to an input of so many steps ago."""

    task: LinearTask
    by_lag: Float[ndarray, "lags component component"]
    """Lag 1 at index 0."""
    error: float
    """Mean square error over that of saying zero, for white inputs."""

    def respond(self, trials: Trials) -> Float[ndarray, "trials steps component"]:
        """Its outputs after the input phase."""
        slots, horizon = self.task.num_variables, trials.horizon
        given = trials.inputs[:, :slots]
        lags = slots + np.arange(horizon)[:, None] - np.arange(slots)[None, :]
        return np.einsum("tkij,bkj->bti", self.by_lag[lags - 1], given)


def best_linear_response(task: LinearTask, horizon: int) -> LinearResponse:
    """The linear network with the least mean square error over the output phase, whatever its width.

    The answer to an input k that is due at step s + tau has lag s + tau - k. Of all answers that the task wants at one
    lag, least squares takes the mean; what they differ by is an error that no linear network avoids. Biases and a
    learned initial state do not help: they add the same to all trials, whose targets have mean zero.
    """
    slots, kappa = task.num_variables, task.variable_size
    wanted = task.continuation(horizon).reshape(horizon, kappa, slots, kappa).transpose(0, 2, 1, 3)
    lags = slots + np.arange(horizon)[:, None] - np.arange(slots)[None, :]
    total, count = np.zeros((slots + horizon - 1, kappa, kappa)), np.zeros(slots + horizon - 1)
    np.add.at(total, lags - 1, wanted)
    np.add.at(count, lags - 1, 1)
    mean = total / np.maximum(count, 1)[:, None, None]
    energy = float(np.sum(wanted**2))
    error = float(np.sum((wanted - mean[lags - 1]) ** 2)) / energy if energy > 0 else 0.0
    return LinearResponse(task, mean, error)


def said_share(
    outputs: Float[ndarray, "trials steps component"], targets: Float[ndarray, "trials steps component"]
) -> Float[ndarray, " steps"]:
    """Share of signs that are right; an output of exactly zero counts half, as guessing would."""
    is_right: Bool[ndarray, "trials steps component"] = outputs * targets > 0
    return np.mean(is_right + 0.5 * (outputs == 0), axis=(0, 2))


@dataclass(frozen=True, eq=False)
class InputPhaseScores:
    """One task: what the linear circuit, the best linear network and the overwriting circuit make of it."""

    task: LinearTask
    horizon: int
    num_trials: int
    linear: float
    """Accuracy of the linear circuit in the standard basis, and what theory says of it ..."""
    linear_predicted: float
    rotated: float
    """... and in a random orthonormal basis, where rounding makes some sign of a zero."""
    rotated_predicted: float
    best_linear: float
    """Accuracy of the linear network of any width that is best in the least squares sense (zero counts half)."""
    best_linear_error: float
    """Its mean square error over that of saying zero: no linear network has less."""
    overwriting: float
    """Accuracy of the saturating circuit."""


def score_input_phase(
    task: LinearTask, *, horizon: int, num_trials: int, rng: np.random.Generator
) -> InputPhaseScores:
    """Predict and run all of them on the same trials of a signed selection."""
    predicted, best = predict_linear(task, horizon), best_linear_response(task, horizon)
    trials = sample_trials(task, num_trials, horizon, rng)
    bases = (np.eye(task.history_size), random_basis(task, task.history_size, rng))
    networks = (*(compile_linear(task, basis) for basis in bases), compile_saturating(task))
    linear, rotated, overwriting = (
        float(np.mean(outputs_on(network, network.initial_state(num_trials), trials.inputs)[:, task.num_variables :]
                      * trials.targets > 0))
        for network in networks
    )  # fmt: skip
    return InputPhaseScores(
        task,
        horizon,
        num_trials,
        linear,
        float(np.mean(predicted.accuracy)),
        rotated,
        float(np.mean(predicted.accuracy_when_guessing)),
        float(np.mean(said_share(best.respond(trials), trials.targets))),
        best.error,
        overwriting,
    )


def _sum_of_signs_exceeds(count: Int[ndarray, " n"], bound: int) -> Float[ndarray, " n"]:
    """P(S > bound) for a sum S of `count` independent random signs."""
    # S = 2 B - count with B binomial: S > bound where B > (bound + count) / 2.
    least = np.floor((bound + count) / 2)
    return np.where(least < 0, 1.0, special.bdtrc(np.maximum(least, 0), count, 0.5))
