"""Interventions: change what a variable holds at one step, and predict every later output.

Every stored direction whose content is to change is set to its new content, h + Psi (x' - Psi* h), and the network
left to itself. If the circuit is right, its outputs are from then on those of the task run from z'. How many come
out as predicted is counted in `causal`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from jaxtyping import Bool, Float
from numpy import ndarray

from engram.dynamics import Dynamics
from engram.dynamics.protocol import outputs_on
from engram.errors import InputError
from engram.interpretation.memories import VariableMemories
from engram.interpretation.recording import Recording
from engram.tasks import InputCode, LinearTask, is_correct

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
    return follow(dynamics, [prepare(memories, recording, change, step, horizon)])[0]


@dataclass(frozen=True, eq=False)
class Prepared:
    """Changed states, the inputs that are still to come, and the outputs that theory predicts."""

    step: int
    states: Float[ndarray, "trials hidden"]
    pending: Float[ndarray, "trials pending component"]
    predicted: Vectors
    undisturbed: Vectors
    code: InputCode


def prepare(
    memories: VariableMemories, recording: Recording, change: Change, step: int, horizon: int
) -> Prepared:
    """Change the stored contents after step t = `step` of every trial, and predict `horizon` outputs."""
    task, last = memories.circuit.task, recording.states.shape[1]
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
    return Prepared(
        step,
        states,
        pending,
        _continue(task, _taken_in(held + difference, pending), horizon),
        _continue(task, _taken_in(held, pending), horizon),
        recording.code,
    )


def follow(dynamics: Dynamics, prepared: Sequence[Prepared]) -> list[Outcome]:
    """Let the network go on from all changed states: at once, where the same inputs are left to come."""
    first = prepared[0]
    if any(each.pending.shape[1] != first.pending.shape[1] for each in prepared):
        return [outcome for each in prepared for outcome in follow(dynamics, [each])]
    waiting, horizon = first.pending.shape[1], first.predicted.shape[1]
    states = np.concatenate([each.states for each in prepared])
    silence = np.zeros((len(states), horizon, dynamics.input_size))
    inputs = np.concatenate([np.concatenate([each.pending for each in prepared]), silence], axis=1)
    outputs = outputs_on(dynamics, states, inputs)[:, waiting:]
    ends = np.cumsum([len(each.states) for each in prepared])[:-1]
    return [
        Outcome(
            each.step,
            each.step + waiting + 1,
            said,
            each.predicted,
            each.undisturbed,
            each.code,
        )
        for each, said in zip(prepared, np.split(outputs, ends), strict=True)
    ]


def _taken_in(contents: Contents, inputs: Vectors) -> Contents:
    """The contents once some more inputs have come in: every slot shifted, the oldest dropped."""
    arrived = inputs.reshape(len(inputs), -1)
    return np.concatenate([contents, arrived], axis=1)[:, arrived.shape[1] :]


def _continue(task: LinearTask, contents: Contents, horizon: int) -> Vectors:
    return (contents @ _continuation(task, horizon).T).reshape(len(contents), horizon, task.variable_size)


@lru_cache(maxsize=16)
def _continuation(task: LinearTask, horizon: int) -> Float[ndarray, "steps history"]:
    """The same for every change of one analysis."""
    return task.continuation(horizon)


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
