"""Networks that go by a program on their contents: known answers for tasks whose rule is not linear.

Each keeps numbers x in an orthonormal basis of its state, h = B x. With an input a step takes it in, without one it
goes on, and what it says it reads off x.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float
from numpy import ndarray

from engram.dynamics import StatePart
from engram.interpretation.storage.causal import continue_from
from engram.numerics import random_orthogonal
from engram.tasks import ModularTask, PeriodicTask, Task
from engram.theory import storage_of

Numbers = Float[ndarray, "trials numbers"]


@dataclass(frozen=True, eq=False)
class Program:
    """A network of which every step is a function of the numbers that it keeps."""

    task: Task
    basis: Float[ndarray, "hidden numbers"]
    start: Float[ndarray, " numbers"]
    take_in: Callable[[Numbers, ndarray], Numbers]
    go_on: Callable[[Numbers], Numbers]
    say: Callable[[Numbers], ndarray]

    kind = "program"

    @property
    def state_parts(self) -> tuple[StatePart, ...]:
        return (StatePart("h", self.state_size),)

    @property
    def state_size(self) -> int:
        return len(self.basis)

    @property
    def input_size(self) -> int:
        return self.task.variable_size

    @property
    def output_size(self) -> int:
        return self.task.variable_size

    def initial_state(self, batch: int) -> ndarray:
        return np.tile(self.basis @ self.start, (batch, 1))

    def step(self, state: ndarray, input: ndarray) -> ndarray:
        given = np.broadcast_to(input, (*state.shape[:-1], self.input_size))
        kept = state @ self.basis
        after = self.take_in(kept, given) if np.any(given) else self.go_on(kept)
        return after @ self.basis.T

    def readout(self, state: ndarray) -> ndarray:
        numbers = state @ self.basis
        return self.say(numbers.reshape(-1, numbers.shape[-1])).reshape(*state.shape[:-1], -1)

    def state_jacobian(self, state: ndarray, input: ndarray) -> ndarray:
        raise NotImplementedError("nothing here has use for it")

    input_jacobian = readout_jacobian = state_jacobian


def program(
    task: Task, size: int, seed: int, spare: int, start: ndarray | None = None, **parts: Callable
) -> Program:
    basis = random_orthogonal(size + spare, np.random.default_rng(seed))[:, :size]
    return Program(task, basis, np.zeros(size) if start is None else start, **parts)


def shifted(contents: Numbers, newest: ndarray) -> Numbers:
    return np.concatenate([contents, newest], axis=1)[:, newest.shape[1] :]


def working_anew(task: ModularTask, *, seed: int, f: Task | None = None) -> Program:
    """Keeps the variables and nothing else, and works f out at each step; f may be that of another task."""
    rule, kappa = f or task, task.variable_size
    return program(
        task,
        task.history_size,
        seed,
        5,
        take_in=shifted,
        go_on=lambda kept: shifted(kept, rule.next_vectors(kept, 0)),
        say=lambda kept: kept[:, -kappa:],
    )


def looking_ahead(task: ModularTask, *, seed: int) -> Program:
    """Works out all that will ever be said while inputs come in, and from then on only moves it: a linear network."""
    storage, kappa, size = storage_of(task), task.variable_size, task.history_size
    phi = storage.interaction(0, storage.lifted)

    def take_in(kept: Numbers, given: ndarray) -> Numbers:
        contents = shifted(kept[:, :size], given)
        return np.concatenate(
            [contents, continue_from(task, contents, 0, storage.num_ahead).reshape(len(kept), -1)], 1
        )

    return program(
        task,
        len(phi),
        seed,
        5,
        take_in=take_in,
        go_on=lambda kept: kept @ phi.T,
        say=lambda kept: kept[:, size - kappa : size],
    )


def ciphered(task: ModularTask, *, seed: int, shows: bool) -> Program:
    """Does XOR by a code that no linear reader reads; where it `shows`, beside the contents, which nothing goes by.

    A vector is kept as the products of its bits with their common sign.
    """
    kappa, slots = task.variable_size, task.num_variables
    hidden = slots * (kappa + 1)

    def contents_in(kept: Numbers) -> Numbers:
        parts = np.sign(kept[:, :hidden]).reshape(len(kept), slots, kappa + 1)
        return (parts[..., :1] * parts[..., 1:]).reshape(len(kept), -1)

    def kept_of(contents: Numbers) -> Numbers:
        vectors = contents.reshape(len(contents), slots, kappa)
        sign = np.prod(vectors, axis=2, keepdims=True)
        cipher = np.concatenate([sign, sign * vectors], axis=2).reshape(len(contents), -1)
        return np.concatenate([cipher, contents], axis=1) if shows else cipher

    return program(
        task,
        hidden + slots * kappa * shows,
        seed,
        5,
        take_in=lambda kept, given: kept_of(shifted(contents_in(kept), given)),
        go_on=lambda kept: kept_of(shifted(contents_in(kept), task.next_vectors(contents_in(kept), 0))),
        say=lambda kept: contents_in(kept)[:, -kappa:],
    )


def with_clock(task: PeriodicTask, *, seed: int) -> Program:
    """Keeps the variables in one place at all phases, beside a clock that says which F is next."""
    phases, kappa, size = task.num_phases, task.variable_size, task.history_size

    def ticked(kept: Numbers, contents: Numbers) -> Numbers:
        return np.concatenate([contents, np.roll(kept[:, size:], 1, axis=1)], axis=1)

    def go_on(kept: Numbers) -> Numbers:
        said = np.stack([task.next_vectors(kept[:, :size], phase + 1) for phase in range(phases)], axis=2)
        chosen = np.argmax(kept[:, size:], axis=1)
        return ticked(kept, shifted(kept[:, :size], said[np.arange(len(kept)), :, chosen]))

    return program(
        task,
        size + phases,
        seed,
        5,
        start=np.eye(size + phases)[size],
        take_in=lambda kept, given: ticked(kept, shifted(kept[:, :size], given)),
        go_on=go_on,
        say=lambda kept: kept[:, size - kappa : size],
    )


def without_clock(task: PeriodicTask, *, seed: int) -> Program:
    """Keeps the contents of each phase in a place of its own: where they are says what time it is."""
    phases, kappa, size = task.num_phases, task.variable_size, task.history_size

    def moved(kept: Numbers, to_next: Callable[[Numbers, int], Numbers]) -> Numbers:
        blocks = kept.reshape(len(kept), phases, size)
        now = [(phase + 1) % phases for phase in range(phases)]
        following = np.empty_like(blocks)
        for phase, after in enumerate(now):
            following[:, after] = to_next(blocks[:, phase], phase)
        return following.reshape(len(kept), -1)

    def take_in(kept: Numbers, given: ndarray) -> Numbers:
        blocks = kept.reshape(len(kept), phases, size)
        is_there = np.any(blocks != 0, axis=2)
        place = np.where(np.any(is_there, axis=1), np.argmax(np.abs(blocks).max(axis=2), axis=1), 0)
        return moved(
            kept, lambda contents, phase: np.where((place == phase)[:, None], shifted(contents, given), 0.0)
        )

    return program(
        task,
        phases * size,
        seed,
        5,
        take_in=take_in,
        go_on=lambda kept: moved(
            kept, lambda contents, phase: shifted(contents, task.next_vectors(contents, phase + 1))
        ),
        say=lambda kept: kept.reshape(len(kept), phases, size).sum(axis=1)[:, -kappa:],
    )
