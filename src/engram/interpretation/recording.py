"""A network on a task: its states and outputs beside what the task says they should hold."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float, Int
from numpy import ndarray

from engram.dynamics import Dynamics, Trajectory, run
from engram.errors import InputError, MismatchError, WeightsError
from engram.tasks import InputCode, LinearTask, Trials, is_correct, sample_trials

States = Float[ndarray, "trials time hidden"]

LEAST_TRIALS = 8
"""With fewer, contents of other trials are too often one's own for a null to mean anything."""
LARGEST_STATE = 1e100
"""Beyond this a state has run away, and its square would overflow."""


@dataclass(frozen=True, eq=False)
class Recording:
    """States h(t), outputs y(t) and contents z(t) of the same trials, t = 1 .. s + horizon at index t-1."""

    trials: Trials
    code: InputCode
    states: States
    outputs: Float[ndarray, "trials time component"]
    contents: Float[ndarray, "trials time history"]

    @property
    def task(self) -> LinearTask:
        """The task that the trials are of."""
        return self.trials.task

    @property
    def filled(self) -> slice:
        """Steps t = s, s+1, ...: every slot holds an input and nothing more comes in."""
        return slice(self.task.num_variables - 1, None)

    def some_filled(
        self, rng: np.random.Generator, *, one_in: int
    ) -> tuple[Int[ndarray, "trials 1"], Int[ndarray, "trials steps"]]:
        """An index to a random part of the filled steps of each trial, the first of them always.

        Random, not every n-th: contents go round, and at a stride that fits the round one would see each
        content in one place only. The first, because what f drops is there and never again.
        """
        trials = np.arange(len(self.states))[:, None]
        first, *later = np.arange(self.states.shape[1])[self.filled]
        drawn = rng.permuted(np.tile(later, (len(trials), 1)), axis=1)[:, : len(later) // one_in]
        return trials, np.concatenate([np.full_like(trials, first), drawn.astype(np.int64)], axis=1)

    @property
    def accuracy(self) -> float:
        """Share of output-phase components that say their target."""
        said = self.outputs[:, self.task.num_variables :]
        return float(np.mean(is_correct(said, self.trials.targets, self.code)))


@dataclass(frozen=True)
class Sampling:
    """How many trials, how long, and with which inputs."""

    num_trials: int = 512
    horizon: int = 64
    """Output steps of the trials on which memories are fitted and decoded."""
    accuracy_trials: int = 128
    accuracy_horizon: int = 200
    """Output steps over which the task accuracy is measured."""
    code: InputCode = InputCode.SIGNS

    def __post_init__(self) -> None:
        least = {"num_trials": LEAST_TRIALS, "horizon": 1, "accuracy_trials": 1, "accuracy_horizon": 1}
        wrong = [
            f"{name} is {getattr(self, name)}; expected at least {number}"
            for name, number in least.items()
            if getattr(self, name) < number
        ]
        if wrong:
            raise InputError("; ".join(wrong))


def record(
    dynamics: Dynamics,
    task: LinearTask,
    num_trials: int,
    horizon: int,
    rng: np.random.Generator,
    code: InputCode = InputCode.SIGNS,
) -> Recording:
    """Run the network on fresh random trials.

    Raises `MismatchError` when its vectors are not the task's, `WeightsError` when its state runs away.
    """
    check_fit(dynamics, task)
    trials = sample_trials(task, num_trials, horizon, rng, code)
    with np.errstate(over="ignore", invalid="ignore"):  # what overflows is refused in the next line
        trajectory = run(dynamics, trials.inputs)
    _check_bounded(trajectory)
    return Recording(trials, code, trajectory.states, trajectory.outputs, trials.contents)


def _check_bounded(trajectory: Trajectory) -> None:
    highest, lowest = trajectory.states.max(axis=(0, 2)), trajectory.states.min(axis=(0, 2))
    is_bounded = (highest < LARGEST_STATE) & (lowest > -LARGEST_STATE)  # false for NaN
    if not np.all(is_bounded):
        raise WeightsError(
            f"the network's state runs away: it exceeds {LARGEST_STATE:g} at step {int(np.argmin(is_bounded)) + 1} "
            "of the task; check the weights and the activation (identity and relu are unbounded)"
        )


def check_fit(dynamics: Dynamics, task: LinearTask) -> None:
    """Refuse a network whose inputs or outputs are not the task's vectors."""
    kappa = task.variable_size
    if (dynamics.input_size, dynamics.output_size) != (kappa, kappa):
        raise MismatchError(
            f"the network has {dynamics.input_size} inputs and {dynamics.output_size} outputs; task {task.name!r} "
            f"has vectors of kappa = {kappa} components: give the task that the network was trained on"
        )
