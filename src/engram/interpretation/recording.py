"""A network on a task: its states and outputs beside what the task says they should hold."""

from dataclasses import dataclass, replace

import numpy as np
from jaxtyping import Float, Int
from numpy import ndarray

from engram.dynamics import Dynamics, StatePart, run
from engram.dynamics.protocol import outputs_on
from engram.errors import InputError, MismatchError, WeightsError
from engram.tasks import InputCode, Task, Trials, sample_trials

States = Float[ndarray, "trials time hidden"]

LEAST_TRIALS = 8
"""With fewer, contents of other trials are too often one's own for a null to mean anything."""
LARGEST_STATE = 1e100
"""Beyond this a state has run away, and its square would overflow."""
AFFORDABLE = 200 * 2**20
"""Trials times N^2 up to which trials are not spared: 512 trials of 640 units, 200 of 1024."""


@dataclass(frozen=True, eq=False)
class Recording:
    """States h(t), outputs y(t) and contents z(t) of the same trials, t = 1 .. s + horizon at index t-1."""

    trials: Trials
    code: InputCode
    states: States
    outputs: Float[ndarray, "trials time component"]
    contents: Float[ndarray, "trials time history"]
    parts: tuple[StatePart, ...]
    """What the states are made of."""

    @property
    def task(self) -> Task:
        """The task that the trials are of."""
        return self.trials.task

    @property
    def filled(self) -> slice:
        """Steps t = s, s+1, ...: every slot holds an input and nothing more comes in."""
        return slice(self.task.num_variables - 1, None)

    @property
    def filled_states(self) -> Float[ndarray, "samples hidden"]:
        """States of the filled steps, all trials of a step together: so they lie in memory, and none is copied."""
        return _by_step(self.states[:, self.filled])

    @property
    def filled_contents(self) -> Float[ndarray, "samples history"]:
        """Contents of the filled steps in the order of `filled_states`."""
        return _by_step(self.contents[:, self.filled])

    def every(self, stride: int, start: int) -> "Recording":
        """Every `stride`-th of the trials, from trial `start` on."""
        chosen = slice(start, None, stride)
        trials = Trials(self.task, self.trials.vectors[chosen])
        return Recording(
            trials, self.code, self.states[chosen], self.outputs[chosen], self.contents[chosen], self.parts
        )

    def some_filled(
        self, rng: np.random.Generator, *, one_in: int
    ) -> tuple[Int[ndarray, "trials 1"], Int[ndarray, "trials steps"]]:
        """An index to a random part of the filled steps of each trial, the first of them always.

        Random, not every n-th: contents go round, and at a stride that fits the round one would see each
        content in one place only. The first, because what f drops is there and never again. The last is left
        out, so that every step has a next one.
        """
        trials = np.arange(len(self.states))[:, None]
        first, *later = np.arange(self.states.shape[1] - 1)[self.filled]
        drawn = rng.permuted(np.tile(later, (len(trials), 1)), axis=1)[:, : len(later) // one_in]
        return trials, np.concatenate([np.full_like(trials, first), drawn.astype(np.int64)], axis=1)

    @property
    def accuracy(self) -> float:
        """Share of output-phase components that say their target."""
        said = self.outputs[:, self.task.num_variables :]
        return float(np.mean(self.task.is_correct(said, self.trials.targets, self.code)))


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


def sampling_for(
    dynamics: Dynamics, task: Task, code: InputCode = InputCode.SIGNS, *, trials: int | None = None
) -> Sampling:
    """The usual sampling; fewer trials where the state is large and each costs more, or as many as asked for.

    Never so few that contents are not told apart: trials times their s different steps stay eight times the
    s*kappa directions. Fewer trials make wider intervals, nothing else.
    """
    usual = Sampling()
    fewest = max(usual.num_trials // 4, 8 * task.variable_size)
    if trials is None:
        trials = min(usual.num_trials, max(AFFORDABLE // dynamics.state_size**2, fewest))
    return replace(
        usual, num_trials=trials, accuracy_trials=min(usual.accuracy_trials, trials // 4), code=code
    )


def record(
    dynamics: Dynamics,
    task: Task,
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
    _check_bounded(trajectory.states)
    return Recording(
        trials, code, trajectory.states, trajectory.outputs, trials.contents, dynamics.state_parts
    )


def task_accuracy(
    dynamics: Dynamics,
    task: Task,
    num_trials: int,
    horizon: int,
    rng: np.random.Generator,
    code: InputCode = InputCode.SIGNS,
) -> float:
    """Share of output-phase components that say their target on fresh trials, of which no state is kept.

    Raises what `record` raises, the state being judged by what is read off it.
    """
    check_fit(dynamics, task)
    trials = sample_trials(task, num_trials, horizon, rng, code)
    with np.errstate(over="ignore", invalid="ignore"):
        outputs = outputs_on(dynamics, dynamics.initial_state(num_trials), trials.inputs)
    _check_bounded(outputs)
    return float(np.mean(task.is_correct(outputs[:, task.num_variables :], trials.targets, code)))


def _check_bounded(values: Float[ndarray, "trials time features"]) -> None:
    highest, lowest = values.max(axis=(0, 2)), values.min(axis=(0, 2))
    is_bounded = (highest < LARGEST_STATE) & (lowest > -LARGEST_STATE)  # false for NaN
    if not np.all(is_bounded):
        raise WeightsError(
            f"the network's state runs away: it exceeds {LARGEST_STATE:g} at step {int(np.argmin(is_bounded)) + 1} "
            "of the task; check the weights and the activation (identity and relu are unbounded)"
        )


def _by_step(values: Float[ndarray, "trials time features"]) -> Float[ndarray, "samples features"]:
    return values.swapaxes(0, 1).reshape(-1, values.shape[-1])


def check_fit(dynamics: Dynamics, task: Task) -> None:
    """Refuse a network whose inputs or outputs are not the task's vectors."""
    kappa = task.variable_size
    if (dynamics.input_size, dynamics.output_size) != (kappa, kappa):
        raise MismatchError(
            f"the network has {dynamics.input_size} inputs and {dynamics.output_size} outputs; task {task.name!r} "
            f"has vectors of kappa = {kappa} components: give the task that the network was trained on"
        )
