"""Trials of a task: inputs, the vectors that follow them, and what every variable holds at every step.

Time: step t consumes u(t), t = 1, 2, ...; arrays hold step t at index t-1. Input phase t = 1 .. s, output
phase t > s with zero input and target u(t). After the input phase z(t) = (u(t-s+1), ..., u(t)).
"""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float
from numpy import ndarray

from engram.errors import InputError
from engram.tasks.coding import InputCode
from engram.tasks.protocol import Task

Vectors = Float[ndarray, "trials time component"]
Contents = Float[ndarray, "trials time history"]


@dataclass(frozen=True, eq=False)
class Trials:
    """Input vectors of many trials and the vectors that the task makes of them."""

    task: Task
    vectors: Vectors
    """u(1), ..., u(s + horizon)."""

    @property
    def horizon(self) -> int:
        """Number of output steps."""
        return self.vectors.shape[1] - self.task.num_variables

    @property
    def inputs(self) -> Vectors:
        """What a network is given: u(t) in the input phase, zero in the output phase."""
        given = np.zeros_like(self.vectors)
        given[:, : self.task.num_variables] = self.vectors[:, : self.task.num_variables]
        return given

    @property
    def targets(self) -> Vectors:
        """What a network must say in the output phase, u(s+1), ..., u(s+horizon)."""
        return self.vectors[:, self.task.num_variables :]

    @property
    def contents(self) -> Contents:
        """z(t) for every t; slots that have received nothing yet hold zero."""
        trials, time, kappa = self.vectors.shape
        slots = self.task.num_variables
        before = np.zeros((trials, slots - 1, kappa))
        history = np.concatenate([before, self.vectors], axis=1)
        windows = np.lib.stride_tricks.sliding_window_view(history, slots, axis=1)
        return windows.swapaxes(2, 3).reshape(trials, time, slots * kappa)


def sample_inputs(
    task: Task,
    num_trials: int,
    rng: np.random.Generator,
    code: InputCode = InputCode.SIGNS,
) -> Float[ndarray, "trials variables component"]:
    """Random input vectors u(1), ..., u(s) of `num_trials` trials."""
    return task.draw_inputs(num_trials, rng, code)


def unroll(task: Task, inputs: Float[ndarray, "trials variables component"], horizon: int) -> Trials:
    """Let the task go on for `horizon` steps from given inputs, vectorised over trials."""
    trials, slots, kappa = inputs.shape
    if (slots, kappa) != (task.num_variables, task.variable_size):
        raise InputError(
            f"inputs have shape {inputs.shape}; expected (trials, s, kappa) = "
            f"(any, {task.num_variables}, {task.variable_size})"
        )
    vectors = np.empty((trials, slots + horizon, kappa))
    vectors[:, :slots] = inputs
    for step in range(horizon):
        history = vectors[:, step : step + slots].reshape(trials, slots * kappa)
        vectors[:, slots + step] = task.next_vectors(history, slots + step + 1)
    return Trials(task, vectors)


def sample_trials(
    task: Task,
    num_trials: int,
    horizon: int,
    rng: np.random.Generator,
    code: InputCode = InputCode.SIGNS,
) -> Trials:
    """Random inputs and what follows them."""
    return unroll(task, sample_inputs(task, num_trials, rng, code), horizon)
