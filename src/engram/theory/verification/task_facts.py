"""What the theory says of the four named tasks (s = kappa = 8): ids, what must be stored, spectra, the input phase."""

from collections.abc import Callable

import numpy as np
from jaxtyping import Float
from numpy import ndarray

from engram.dynamics import Dynamics, run
from engram.tasks import InputCode, LinearTask, from_id, is_correct, repeat_copy, sample_trials, to_id
from engram.theory.circuit import full_circuit, needed_coordinates
from engram.theory.compiler import compile_linear, compile_saturating
from engram.theory.prediction import theoretical_spectrum
from engram.theory.verification.checks import Check, Sizes

COMPOSE = 9241421688590303745
IDS = ((255, 0, 0), (COMPOSE, 0, 0), (COMPOSE, 262676, 189), (COMPOSE, 38637, 145))
RULES = (
    "u1(t-8) u2(t-8) u3(t-8) u4(t-8) u5(t-8) u6(t-8) u7(t-8) u8(t-8)",
    "u1(t-8) u2(t-7) u3(t-6) u4(t-5) u5(t-4) u6(t-3) u7(t-2) u8(t-1)",
    "-u5(t-4) u4(t-5) -u3(t-6) -u1(t-8) -u2(t-7) -u6(t-3) u8(t-1) -u7(t-2)",
    "-u6(t-3) u7(t-2) u1(t-8) u2(t-7) -u3(t-6) u4(t-5) u5(t-4) -u8(t-1)",
)
"""y1 .. y8 of each, as published."""
NEEDED = (64, 36, 36, 36)
HORIZON = 64
TRIALS = 64


def _rule(text: str) -> Float[ndarray, "component history"]:
    """F, read off the published text."""
    composition = np.zeros((8, 64))
    for output, term in enumerate(text.split()):
        component, lag = int(term.lstrip("-")[1]), int(term[-2])
        composition[output, (8 - lag) * 8 + component - 1] = -1.0 if term.startswith("-") else 1.0
    return composition


def _ids(sizes: Sizes, rng: np.random.Generator) -> float:
    """How many of the four ids give another rule than the published one, or do not come back."""
    named = [from_id(task_id) for task_id in IDS]
    wrong = [
        not np.array_equal(task.composition, _rule(text)) or to_id(task) != task_id
        for task, text, task_id in zip(named, RULES, IDS, strict=True)
    ]
    return float(sum(wrong))


def _needed(sizes: Sizes, rng: np.random.Generator) -> float:
    """How many counts are wrong: the coordinates that outputs depend on, followed through the published text."""
    wrong = 0
    for task_id, text, count in zip(IDS, RULES, NEEDED, strict=True):
        read = np.abs(_rule(text))
        reached = read.sum(axis=0) > 0
        for _ in range(64):
            # A coordinate is needed where the next younger one of the same component passes it on, or f reads it.
            reached |= np.concatenate([np.zeros(8, bool), reached[:-8]])
            reached |= (reached[-8:] @ read) > 0
        found = needed_coordinates(from_id(task_id))
        wrong += int(found.size != count or not np.array_equal(found, np.flatnonzero(reached)))
    return float(wrong)


def _spectra(sizes: Sizes, rng: np.random.Generator) -> float:
    """Power sums of the predicted spectrum beside traces of powers of Phi, and the counts of unit and zero modes."""
    worst = 0.0
    for task_id, text, count in zip(IDS, RULES, NEEDED, strict=True):
        phi = np.eye(64, k=8)
        phi[56:] = _rule(text)
        modes = theoretical_spectrum(full_circuit(from_id(task_id)))
        unit, zero = int(np.sum(np.abs(np.abs(modes) - 1) < 1e-9)), int(np.sum(modes == 0))
        if (unit, zero) != (count, 64 - count):
            return np.inf
        power = np.eye(64)
        for exponent in range(1, 65):
            power = power @ phi
            worst = max(worst, abs(np.trace(power) - np.sum(modes**exponent)) / 64)
    return worst


def _eighths(sizes: Sizes, rng: np.random.Generator) -> float:
    """Repeat copy: how many of the directions at multiples of 45 degrees do not have eight modes."""
    modes = theoretical_spectrum(full_circuit(repeat_copy(8, 8)))
    roots = np.exp(2j * np.pi * np.arange(8) / 8)
    return float(sum(int(np.sum(np.abs(modes - root) < 1e-9)) != 8 for root in roots))


def _accuracies(
    network_of: Callable[[LinearTask], Dynamics], rng: np.random.Generator, *, horizon: int = HORIZON
) -> tuple[float, ...]:
    """Share of output bits that are right, for each of the four named tasks, of the network made for it."""
    return tuple(_accuracy(network_of(task), task, rng, horizon) for task in map(from_id, IDS))


def _accuracy(network: Dynamics, task: LinearTask, rng: np.random.Generator, horizon: int) -> float:
    trials = sample_trials(task, TRIALS, horizon, rng)
    outputs = run(network, trials.inputs).outputs[:, task.num_variables :]
    return float(np.mean(is_correct(outputs, trials.targets, InputCode.SIGNS)))


def _linear(sizes: Sizes, rng: np.random.Generator) -> float:
    """How far from 1 on repeat copy; infinite where another task is above 0.9, and so solved or nearly."""
    repeat, *others = _accuracies(lambda task: compile_linear(task, np.eye(64)), rng)
    return 1 - repeat if max(others) < 0.9 else np.inf


def _overwriting(sizes: Sizes, rng: np.random.Generator) -> float:
    """How far from 1 on the worst of the four, over 200 outputs."""
    return 1 - min(_accuracies(compile_saturating, rng, horizon=200))


CHECKS = (
    Check(
        "tasks",
        "ids of the four named tasks",
        "Each published id gives the rule that is published with it, and comes back from it (number of mistakes).",
        _ids,
        tolerance=0.0,
        repeats=1,
    ),
    Check(
        "tasks",
        "64, 36, 36, 36 must be stored",
        "The coordinates that some later output depends on, followed through the published rules (number of mistakes).",
        _needed,
        tolerance=0.0,
        repeats=1,
    ),
    Check(
        "tasks",
        "spectra of the four",
        "64 unit eigenvalues for repeat copy, 36 and 28 zeros for the others, with the power sums of Phi.",
        _spectra,
        repeats=1,
    ),
    Check(
        "tasks",
        "repeat copy: 8 at every 45 degrees",
        "The spectrum of Phi has eight modes in each of eight directions (number of mistakes).",
        _eighths,
        tolerance=0.0,
        repeats=1,
    ),
    Check(
        "input phase",
        "linear circuit: repeat copy only",
        "The circuit of Eq. 9-11 is right on repeat copy (1 - accuracy) and below 0.9 on the other three, where f "
        "fires while inputs come in and adds to them; the paper says that any linear f can be represented.",
        _linear,
        tolerance=0.0,
        repeats=1,
    ),
    Check(
        "input phase",
        "overwriting: all four",
        "tanh with a write gain above the recurrent gain is right on all four for 200 outputs (1 - accuracy).",
        _overwriting,
        tolerance=0.0,
        repeats=1,
    ),
)
