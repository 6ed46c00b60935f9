"""Interventions on a task whose rule is not linear: set contents by either code, predict every later output.

The *plain* write sets the s variables and nothing else. If the network works f out of them at every step, its
outputs are from then on those of the task run from z'. If it holds f(z), or more, ahead of time, that is left as it
was, and is wrong: what the network says next then follows the old contents. The *lifted* write sets what is held
ahead along with the variables.
"""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float
from numpy import ndarray

from engram.dynamics import Dynamics
from engram.dynamics.protocol import outputs_on
from engram.interpretation.causal import CausalScores, score
from engram.interpretation.interventions import NO_CHANGE
from engram.interpretation.memories import VariableMemories
from engram.interpretation.storage.codes import Code, Held, project
from engram.tasks import Task
from engram.theory import Circuit

STEPS = 4
"""Different steps after which states are changed; each trial is changed after one of them."""

Contents = Float[ndarray, "trials history"]
Vectors = Float[ndarray, "trials time component"]
Marks = Bool[ndarray, "trials time component"]


def continue_from(task: Task, contents: Contents, step: int, horizon: int) -> Vectors:
    """u(t+1), ..., u(t+horizon) from z(t), t = `step`."""
    trials, kappa = len(contents), task.variable_size
    vectors = np.empty((trials, task.num_variables + horizon, kappa))
    vectors[:, : task.num_variables] = contents.reshape(trials, -1, kappa)
    for place in range(horizon):
        history = vectors[:, place : place + task.num_variables].reshape(trials, -1)
        vectors[:, task.num_variables + place] = task.next_vectors(history, step + place + 1)
    return vectors[:, task.num_variables :]


@dataclass(frozen=True, eq=False)
class Write:
    """New contents for every trial after one step, with what theory says of the future before and after."""

    step: int
    contents: Float[ndarray, "trials lifted"]
    """z+ as it is."""
    wanted: Float[ndarray, "trials lifted"]
    """z+ as it shall be: the new z, and ahead what the task makes of it."""
    undisturbed: Vectors
    predicted: Vectors

    def put(
        self, memories: VariableMemories, states: Float[ndarray, "trials hidden"]
    ) -> Float[ndarray, "trials hidden"]:
        """States in which all that is to change in a code holds what it shall."""
        before, after = (project(memories.circuit, each) for each in (self.contents, self.wanted))
        return memories.put(states, after, np.abs(after - before) > NO_CHANGE)


def prepare_write(held: Held, contents: Contents, wanted: Contents, step: int, horizon: int) -> Write:
    """From old and new z to z+ and the future."""
    task, ahead = held.task, held.storage.num_ahead
    futures = [continue_from(task, each, step, max(horizon, ahead)) for each in (contents, wanted)]
    lifted = [
        np.concatenate([each, future[:, :ahead].reshape(len(each), -1)], axis=1)
        for each, future in zip((contents, wanted), futures, strict=True)
    ]
    return Write(step, *lifted, *(future[:, :horizon] for future in futures))


def storage_scores(
    dynamics: Dynamics, held: Held, codes: tuple[Code, ...], rng: np.random.Generator, *, horizon: int = 50
) -> tuple[CausalScores, ...]:
    """The three causal figures of each code, all on the same writes; use states that nothing was fitted on."""
    task, trials = held.task, len(held.states)
    first = min(2 * task.num_variables, held.last_step)
    steps = first + rng.permutation(held.last_step + 1 - first)[:STEPS]
    found: list[list[tuple[Marks, Marks, Marks, Marks]]] = [[] for _ in codes]
    for place, step in enumerate(int(step) for step in steps):
        chosen = slice(place, None, len(steps)) if trials >= 2 * len(steps) else slice(None)
        states = held.states[chosen, held.index(step)]
        contents = held.contents[chosen, held.index(step), : task.history_size]
        writes = [
            prepare_write(held, contents, wanted, step, horizon)
            for wanted in (_rewritten(held, contents, rng), _exchanged(contents, rng))
        ]
        for marks, code in zip(found, codes, strict=True):
            marks.append(_marks(dynamics, held, code, states, writes))
    return tuple(_scores(marks, trials) for marks in found)


@dataclass(frozen=True)
class Belief:
    """What a network goes by when its variables are rewritten and what it held ahead of time is not.

    The two then contradict each other, as they never do on the task. The lifted circuit, a linear one, takes what is
    held ahead for what it is to say; a network that works f out goes by the variables. Counted are outputs for which
    the two predictions differ.
    """

    held: float
    """Share that says what was held ahead, and what the lifted circuit makes of it."""
    anew: float
    """Share that says f of the variables as they are now."""
    outputs: int
    """How many there are; 0 where theory knows of nothing to hold ahead."""


def storage_belief(dynamics: Dynamics, held: Held, lifted: Code, rng: np.random.Generator) -> Belief:
    """Rewrite one variable in each trial by the lifted code, and leave what is ahead of it as it was.

    Followed for one round, s + a outputs: a network that corrects errors may in time undo one of the two.
    """
    storage, task = held.storage, held.task
    if not storage.num_ahead:
        return Belief(0.0, 0.0, 0)
    horizon = task.num_variables + storage.num_ahead
    step, size = min(2 * task.num_variables, held.last_step), task.history_size
    contents = held.contents[:, held.index(step)]
    anew = prepare_write(held, contents[:, :size], _rewritten(held, contents[:, :size], rng), step, horizon)
    mixed = np.concatenate([anew.wanted[:, :size], contents[:, size:]], axis=1)
    states = Write(step, contents, mixed, anew.undisturbed, anew.predicted).put(
        lifted.at(step), held.states[:, held.index(step)]
    )
    said = outputs_on(dynamics, states, np.zeros((len(states), horizon, dynamics.input_size)))
    rule = storage.lifted[0].task
    further = mixed @ rule.continuation(horizon).T
    as_held = np.concatenate([contents[:, size:], further], axis=1)[:, : horizon * task.variable_size]
    as_held = as_held.reshape(anew.predicted.shape)
    differ = ~task.is_correct(as_held, anew.predicted, held.code)
    outputs = int(np.sum(differ))
    by_held, by_anew = (
        int(np.sum(task.is_correct(said, each, held.code) & differ)) / max(outputs, 1)
        for each in (as_held, anew.predicted)
    )
    return Belief(by_held, by_anew, outputs)


def _marks(
    dynamics: Dynamics, held: Held, code: Code, states: Float[ndarray, "trials hidden"], writes: list[Write]
) -> tuple[Marks, Marks, Marks, Marks]:
    """Of one variable rewritten: what follows, must change and must not; of all exchanged: what follows."""
    task, memories, horizon = held.task, code.at(writes[0].step), writes[0].predicted.shape[1]
    changed = np.concatenate([write.put(memories, states) for write in writes])
    said = outputs_on(dynamics, changed, np.zeros((len(changed), horizon, dynamics.input_size)))
    rewritten, exchanged = np.split(said, 2)
    one, everything = writes
    same = task.is_correct(one.undisturbed, one.predicted, held.code)
    return (
        task.is_correct(rewritten, one.predicted, held.code),
        ~same,
        same & (np.abs(one.undisturbed - one.predicted) <= NO_CHANGE),
        task.is_correct(exchanged, everything.predicted, held.code),
    )


def _scores(marks: list[tuple[Marks, Marks, Marks, Marks]], trials: int) -> CausalScores:
    follows, must_change, must_not_change, swapped = (
        np.concatenate([each[kind] for each in marks]) for kind in range(4)
    )
    return CausalScores(
        score(follows, must_change, trials),
        score(follows, must_not_change, trials),
        score(swapped, np.ones_like(swapped), trials),
    )


def _rewritten(held: Held, contents: Contents, rng: np.random.Generator) -> Contents:
    """One random variable that is needed gets new random contents, another one in each trial."""
    task, trials = held.task, len(contents)
    candidates = [
        v for v in range(task.num_variables) if any(_has(circuit, v) for circuit in held.storage.plain)
    ]
    slots = contents.reshape(trials, task.num_variables, -1).copy()
    index, chosen = np.arange(trials), rng.choice(candidates, size=trials)
    slots[index, chosen] = task.draw_inputs(trials, rng, held.code)[index, chosen]
    return slots.reshape(contents.shape)


def _has(circuit: Circuit, variable: int) -> bool:
    return bool(np.any(circuit.belongs_to(variable)))


def _exchanged(contents: Contents, rng: np.random.Generator) -> Contents:
    """Every trial takes the contents of another one."""
    order = rng.permutation(len(contents))
    taken = np.empty_like(contents)
    taken[order] = contents[np.roll(order, 1)]
    return taken
