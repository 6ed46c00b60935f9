"""A network on a task: its states and outputs beside what the task says they should hold."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float
from numpy import ndarray

from engram.dynamics import Dynamics, run
from engram.errors import MismatchError
from engram.tasks import InputCode, LinearTask, Trials, is_correct, sample_trials

States = Float[ndarray, "trials time hidden"]


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


def record(
    dynamics: Dynamics,
    task: LinearTask,
    num_trials: int,
    horizon: int,
    rng: np.random.Generator,
    code: InputCode = InputCode.SIGNS,
) -> Recording:
    """Run the network on fresh random trials."""
    check_fit(dynamics, task)
    trials = sample_trials(task, num_trials, horizon, rng, code)
    trajectory = run(dynamics, trials.inputs)
    return Recording(trials, code, trajectory.states, trajectory.outputs, trials.contents)


def check_fit(dynamics: Dynamics, task: LinearTask) -> None:
    """Refuse a network whose inputs or outputs are not the task's vectors."""
    kappa = task.variable_size
    if (dynamics.input_size, dynamics.output_size) != (kappa, kappa):
        raise MismatchError(
            f"the network has {dynamics.input_size} inputs and {dynamics.output_size} outputs; task {task.name!r} "
            f"has vectors of kappa = {kappa} components: give the task that the network was trained on"
        )
