"""Where to start a search: states that the network visits, and their neighbourhood."""

import numpy as np
from jaxtyping import Float
from numpy import ndarray

from engram.dynamics import Dynamics, run
from engram.errors import InputError
from engram.interpretation.recording import record
from engram.tasks import Task

Visited = Float[ndarray, "*trials hidden"]

TRIALS, STEPS, INPUT_SIZE = 64, 64, 1.0
"""Of `visited_states`: trials, steps of each, standard deviation of an input component."""


def draw_starts(
    visited: Visited, count: int, rng: np.random.Generator, *, noise: float = 0.0
) -> Float[ndarray, "starts hidden"]:
    """`count` visited states, drawn with replacement, plus Gaussian noise of standard deviation `noise`.

    `visited` has the state as its last axis: a recording's states, a trajectory's, or an array of your own.
    The noise, in units of the state, is what leads to unstable points, which no trajectory visits.
    """
    rows = visited.reshape(-1, visited.shape[-1])
    if not len(rows) or count < 1:
        raise InputError(f"{count} starts from {len(rows)} visited states; expected at least one of each")
    if not noise >= 0:
        raise InputError(f"the noise on starts is {noise}; expected a standard deviation of 0 or more")
    chosen = rows[rng.integers(len(rows), size=count)]
    return chosen + noise * rng.standard_normal(chosen.shape)


def visited_states(
    dynamics: Dynamics,
    rng: np.random.Generator,
    *,
    trials: int = TRIALS,
    steps: int = STEPS,
    input_size: float = INPUT_SIZE,
) -> Float[ndarray, "trials time hidden"]:
    """States of runs from h(0) under Gaussian inputs that end half-way: driven first, then left alone."""
    inputs = input_size * rng.standard_normal((trials, steps, dynamics.input_size))
    inputs[:, steps // 2 :] = 0.0
    with np.errstate(all="ignore"):  # what runs away is no start, and is recorded so by the search
        return run(dynamics, inputs).states


def visited_by(
    dynamics: Dynamics, task: Task | None, rng: np.random.Generator
) -> Float[ndarray, "trials time hidden"]:
    """States that a task makes the network visit; without a task, those under random inputs."""
    return visited_states(dynamics, rng) if task is None else states_on_task(dynamics, task, rng)


def states_on_task(
    dynamics: Dynamics, task: Task, rng: np.random.Generator, *, trials: int = TRIALS
) -> Float[ndarray, "trials time hidden"]:
    """States of the output phase, under zero input, of trials of a task: two rounds of its variables."""
    recording = record(dynamics, task, trials, 2 * task.num_variables, rng)
    return recording.states[:, recording.filled]
