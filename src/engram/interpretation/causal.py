"""The causal figures: how many later outputs come out as predicted when contents are changed.

One random variable gets new contents, or all variables take those of another trial. Scores are on fresh inputs and
over all later outputs; the trials carry their intervals.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool
from numpy import ndarray

from engram.dynamics import Dynamics
from engram.interpretation.interventions import Change, Contents, Outcome, Prepared, follow, prepare
from engram.interpretation.memories import VariableMemories
from engram.interpretation.recording import Recording
from engram.numerics import proportion_interval
from engram.tasks import sample_inputs


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
    """The three figures at given steps, followed for `horizon` outputs.

    Trials are dealt to the steps in turn, each to one of them: many outputs of one trial say less than those of
    different trials. Use a recording that nothing was fitted on.
    """
    count = len(recording.states)
    dealt = [recording.every(len(steps), place) for place in range(len(steps))]
    # Contents are exchanged between trials of one step, for which it takes two.
    if count < 2 * len(steps):
        dealt = [recording] * len(steps)
    tests = [_tests(memories, each, rng, step, horizon) for each, step in zip(dealt, steps, strict=True)]
    return _scores(_follow_all(dynamics, tests), count)


def _tests(
    memories: VariableMemories, recording: Recording, rng: np.random.Generator, step: int, horizon: int
) -> tuple[Prepared, Prepared]:
    """One random variable written in each trial; all variables exchanged between trials."""
    rewrite, exchange = _random_rewrite(memories, recording, rng), _exchange_between_trials(rng)
    return (
        prepare(memories, recording, rewrite, step, horizon),
        prepare(memories, recording, exchange, step, horizon),
    )


def _follow_all(
    dynamics: Dynamics, tests: Sequence[tuple[Prepared, Prepared]]
) -> list[tuple[Outcome, Outcome]]:
    outcomes = follow(dynamics, [each for pair in tests for each in pair])
    return list(zip(outcomes[::2], outcomes[1::2], strict=True))


def _scores(outcomes: Sequence[tuple[Outcome, Outcome]], trials: int) -> CausalScores:
    """Over all steps, which hold no more than so many different trials."""
    follows = np.concatenate([written.follows for written, _ in outcomes])
    must_change = np.concatenate([written.must_change for written, _ in outcomes])
    must_not_change = np.concatenate([written.must_not_change for written, _ in outcomes])
    swapped = np.concatenate([exchanged.follows for _, exchanged in outcomes])
    return CausalScores(
        score(follows, must_change, trials),
        score(follows, must_not_change, trials),
        score(swapped, np.ones_like(swapped), trials),
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
    horizon: int = 50,
) -> CausalCourse:
    """The three figures at t = s, s+1, ..., 2s (at most so many of these steps, denser at the beginning)."""
    slots = recording.task.num_variables
    last = min(2 * slots, recording.states.shape[1])
    spaced = np.geomspace(1, last - slots + 1, most_steps) + slots - 1
    steps = range(slots, last + 1) if last - slots < most_steps else np.unique(np.round(spaced).astype(int))
    chosen = tuple(int(step) for step in steps)
    tests = [_tests(memories, recording, rng, step, horizon) for step in chosen]
    outcomes = _follow_all(dynamics, tests)
    return CausalCourse(slots, chosen, tuple(_scores([pair], len(recording.states)) for pair in outcomes))


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


def score(
    follows: Bool[ndarray, "trials time component"],
    counted: Bool[ndarray, "trials time component"],
    most_trials: int,
) -> Score:
    """Share of `follows` within `counted`; there are no more than `most_trials` different trials."""
    outputs = int(np.sum(counted))
    tested = int(np.sum(np.any(counted, axis=(1, 2))))
    share = int(np.sum(follows & counted)) / outputs if outputs else 1.0
    return Score(share, outputs, min(tested, most_trials))
