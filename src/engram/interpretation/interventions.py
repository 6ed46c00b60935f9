"""Causal tests: change what a variable holds at one step, and predict every later output.

Every stored direction whose content is to change is set to its new content, h + Psi (x' - Psi* h), and the network
left to itself. If the circuit is right, its outputs are from then on those of the task run from z'. Scores are on
fresh inputs and over all later outputs.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float
from numpy import ndarray

from engram.dynamics import Dynamics, run_on
from engram.errors import InputError
from engram.interpretation.memories import VariableMemories
from engram.interpretation.recording import Recording
from engram.numerics import proportion_interval
from engram.tasks import InputCode, LinearTask, is_correct, sample_inputs

Contents = Float[ndarray, "trials history"]
Vectors = Float[ndarray, "trials time component"]
Change = Callable[[Contents], Contents]
"""From what the variables hold to what they shall hold."""

NO_CHANGE = 1e-9
"""Contents and outputs that differ by no more than rounding are the same."""


def write(task: LinearTask, variable: int, value: Float[ndarray, "*trials component"]) -> Change:
    """Variable (0 = oldest) shall hold `value`, one for all trials or one for each."""
    return lambda contents: _with_slot(task, contents, variable, value)


def erase(task: LinearTask, variable: int) -> Change:
    """Variable (0 = oldest) shall hold zero."""
    return write(task, variable, np.zeros(task.variable_size))


def swap(task: LinearTask, first: int, second: int) -> Change:
    """Two variables shall exchange what they hold."""

    def exchanged(contents: Contents) -> Contents:
        held_first, held_second = _slot(task, contents, first), _slot(task, contents, second)
        return _with_slot(task, _with_slot(task, contents, first, held_second), second, held_first)

    return exchanged


@dataclass(frozen=True, eq=False)
class Outcome:
    """An intervention after step t: what the network said later, and what theory predicts with and without."""

    step: int
    """t: the step after which the state was changed."""
    first_output: int
    """The first step of `outputs`: t + 1, or s + 1 where inputs were still to come."""
    outputs: Vectors
    """What the network said from that step on."""
    predicted: Vectors
    """What the task says from z'."""
    undisturbed: Vectors
    """What the task would have said from z."""
    code: InputCode

    @property
    def follows(self) -> Bool[ndarray, "trials time component"]:
        """Whether each output says what is predicted."""
        return is_correct(self.outputs, self.predicted, self.code)

    @property
    def must_change(self) -> Bool[ndarray, "trials time component"]:
        """Outputs for which the undisturbed value would be wrong."""
        return ~is_correct(self.undisturbed, self.predicted, self.code)

    @property
    def must_not_change(self) -> Bool[ndarray, "trials time component"]:
        """Outputs that the intervention must leave alone."""
        return np.abs(self.undisturbed - self.predicted) <= NO_CHANGE


def intervene(
    dynamics: Dynamics,
    memories: VariableMemories,
    recording: Recording,
    change: Change,
    *,
    step: int,
    horizon: int,
) -> Outcome:
    """Change the stored contents after step t = `step` of every trial and follow `horizon` outputs.

    In the input phase (t < s) the inputs that are left come in all the same, and the outputs are those of the
    output phase that follows.
    """
    task, last = recording.task, recording.states.shape[1]
    if not 1 <= step <= last:
        raise InputError(f"step is {step}; expected a step that was recorded, 1 .. {last}")
    held = recording.contents[:, step - 1]
    projection = memories.circuit.projection
    # Only what is stored can be changed, so the prediction starts from that part of the wish.
    stored_change = (change(held) - held) @ projection.T
    difference = stored_change @ projection
    states = memories.put(
        recording.states[:, step - 1], (held + difference) @ projection.T, np.abs(stored_change) > NO_CHANGE
    )
    pending = recording.trials.inputs[:, step : task.num_variables]
    silence = np.zeros((len(states), horizon, dynamics.input_size))
    trajectory = run_on(dynamics, states, np.concatenate([pending, silence], axis=1))
    return Outcome(
        step,
        max(step, task.num_variables) + 1,
        trajectory.outputs[:, pending.shape[1] :],
        _continue(task, _taken_in(held + difference, pending), horizon),
        _continue(task, _taken_in(held, pending), horizon),
        recording.code,
    )


@dataclass(frozen=True)
class Score:
    """The share of outputs that came out as predicted, with a 95 % interval over trials."""

    share: float
    outputs: int
    """How many single outputs the share is over."""
    trials: int
    """How many different trials they come from; these carry the interval, since outputs of one are not independent."""

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's interval with the trials as independent; (0, 1) where nothing was tested."""
        return proportion_interval(self.share, self.trials) if self.trials else (0.0, 1.0)


@dataclass(frozen=True)
class CausalScores:
    """The three causal figures: two of writing one variable, one of exchanging the whole memory."""

    must_change: Score
    """Writing one variable: outputs that must change do, and to the predicted value."""
    must_not_change: Score
    """Writing one variable: outputs that must stay as they are, do."""
    swap: Score
    """All variables at once take the contents of another trial: every later output follows."""

    @property
    def least(self) -> float:
        """The weakest of the figures that were tested; 0 where nothing was."""
        return min((score.share for score in self.all if score.trials), default=0.0)

    @property
    def all(self) -> tuple[Score, Score, Score]:
        """The three in order."""
        return self.must_change, self.must_not_change, self.swap


def causal_scores(
    dynamics: Dynamics,
    memories: VariableMemories,
    recording: Recording,
    rng: np.random.Generator,
    *,
    steps: Sequence[int],
    horizon: int = 50,
) -> CausalScores:
    """The three figures at given steps, each followed for `horizon` outputs.

    Use a recording that nothing was fitted on.
    """
    rewrites, exchanges = [], []
    for step in steps:
        rewrite = _random_rewrite(memories, recording, rng)
        rewrites.append(intervene(dynamics, memories, recording, rewrite, step=step, horizon=horizon))
        exchange = _exchange_between_trials(rng)
        exchanges.append(intervene(dynamics, memories, recording, exchange, step=step, horizon=horizon))
    return CausalScores(
        _score([(o.follows, o.must_change) for o in rewrites]),
        _score([(o.follows, o.must_not_change) for o in rewrites]),
        _score([(o.follows, np.ones_like(o.follows)) for o in exchanges]),
    )


def settled_steps(recording: Recording, rng: np.random.Generator, *, count: int = 4) -> list[int]:
    """Random steps from t = 2s on: every slot has been written by f once, and none by an input.

    An input may be written with another size than f writes with; see `causal_course` for the steps before.
    """
    last = recording.states.shape[1]
    candidates = np.arange(min(2 * recording.task.num_variables, last), last + 1)
    drawn = rng.choice(candidates, size=min(count, len(candidates)), replace=False)
    return sorted(int(step) for step in drawn)


@dataclass(frozen=True)
class CausalCourse:
    """The causal figures step by step, from the end of the input phase through the first round, t = s .. 2s."""

    num_variables: int
    steps: tuple[int, ...]
    scores: tuple[CausalScores, ...]

    def settled_after(self, level: float) -> int:
        """How many steps after the input phase all figures have reached `level` for good (s + 1: not by 2s)."""
        settled = self.num_variables + 1
        for step, scores in zip(reversed(self.steps), reversed(self.scores), strict=True):
            if scores.least < level:
                break
            settled = step - self.num_variables
        return settled


def causal_course(
    dynamics: Dynamics,
    memories: VariableMemories,
    recording: Recording,
    rng: np.random.Generator,
    *,
    most_steps: int = 17,
) -> CausalCourse:
    """The three figures at t = s, s+1, ..., 2s (at most so many of these steps, denser at the beginning)."""
    slots = recording.task.num_variables
    last = min(2 * slots, recording.states.shape[1])
    spaced = np.geomspace(1, last - slots + 1, most_steps) + slots - 1
    steps = range(slots, last + 1) if last - slots < most_steps else np.unique(np.round(spaced).astype(int))
    chosen = tuple(int(step) for step in steps)
    scores = tuple(causal_scores(dynamics, memories, recording, rng, steps=(step,)) for step in chosen)
    return CausalCourse(slots, chosen, scores)


def _random_rewrite(memories: VariableMemories, recording: Recording, rng: np.random.Generator) -> Change:
    """Write new random contents into one random variable that stores something, another one in each trial."""
    task, circuit = recording.task, memories.circuit
    candidates = [v for v in range(task.num_variables) if np.any(circuit.belongs_to(v))]
    trials = len(recording.states)
    chosen = rng.choice(candidates, size=trials)
    fresh = sample_inputs(task, trials, rng, recording.code)

    def rewritten(contents: Contents) -> Contents:
        slots = contents.reshape(fresh.shape).copy()
        index = np.arange(trials)
        slots[index, chosen] = fresh[index, chosen]
        return slots.reshape(contents.shape)

    return rewritten


def _exchange_between_trials(rng: np.random.Generator) -> Change:
    """Every trial takes the contents of another one."""

    def exchanged(contents: Contents) -> Contents:
        order = rng.permutation(len(contents))
        taken = np.empty_like(contents)
        taken[order] = contents[np.roll(order, 1)]
        return taken

    return exchanged


def _score(
    parts: list[tuple[Bool[ndarray, "trials time component"], Bool[ndarray, "trials time component"]]],
) -> Score:
    """Share of `follows` within `counted`, over all parts."""
    right = sum(int(np.sum(follows & counted)) for follows, counted in parts)
    outputs = sum(int(np.sum(counted)) for _, counted in parts)
    # The same trials at every step: each counts once.
    tested = np.any([np.any(counted, axis=(1, 2)) for _, counted in parts], axis=0)
    return Score(right / outputs if outputs else 1.0, outputs, int(np.sum(tested)))


def _taken_in(contents: Contents, inputs: Vectors) -> Contents:
    """The contents once some more inputs have come in: every slot shifted, the oldest dropped."""
    arrived = inputs.reshape(len(inputs), -1)
    return np.concatenate([contents, arrived], axis=1)[:, arrived.shape[1] :]


def _continue(task: LinearTask, contents: Contents, horizon: int) -> Vectors:
    return (contents @ task.continuation(horizon).T).reshape(len(contents), horizon, task.variable_size)


def _slot(task: LinearTask, contents: Contents, variable: int) -> Float[ndarray, "trials component"]:
    if not 0 <= variable < task.num_variables:
        raise InputError(f"variable is {variable}; expected 0 (oldest) .. {task.num_variables - 1} (newest)")
    return contents[:, variable * task.variable_size : (variable + 1) * task.variable_size]


def _with_slot(
    task: LinearTask, contents: Contents, variable: int, value: Float[ndarray, "*trials component"]
) -> Contents:
    changed = contents.copy()
    _slot(task, changed, variable)[:] = value
    return changed
