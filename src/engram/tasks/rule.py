"""The rule f of a variable-binding task, and the ids under which rules are published.

A task takes in s vectors u(1), ..., u(s) of kappa components and then goes on producing
u(t) = f(u(t-1), ..., u(t-s)) [Eq. 5]. Here f is linear: u(t) = F [u(t-s); ...; u(t-1)], oldest block first.
A *history coordinate* q in 0 .. s*kappa-1 is component q % kappa of slot q // kappa, slot 0 the oldest.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from jaxtyping import Bool, Float, Int
from numpy import ndarray

from engram.errors import TaskError
from engram.numerics import frozen
from engram.tasks.coding import InputCode, is_correct
from engram.tasks.protocol import Task

MAX_HISTORY_SIZE = 4096
"""Largest s*kappa that is accepted: an interaction matrix of this size takes 128 MiB."""

TaskId = tuple[int, int, int]


@dataclass(frozen=True, eq=False)
class LinearTask:
    """A variable-binding task with a linear rule, u(t) = F [u(t-s); ...; u(t-1)] [Eq. 5].

    Raises `TaskError` when a size is below 1 or too large, or F is not a finite (kappa, s*kappa) matrix.
    """

    name: str
    num_variables: int
    """s: the number of input steps, and of variable memories (slots)."""
    variable_size: int
    """kappa: the number of components of one vector u(t)."""
    composition: Float[ndarray, "component history"]
    """F, shape (kappa, s*kappa), oldest block first."""

    def __post_init__(self) -> None:
        check_sizes(self.num_variables, self.variable_size)
        expected = (self.variable_size, self.history_size)
        if self.composition.shape != expected:
            raise TaskError(
                f"composition F has shape {self.composition.shape}; expected (kappa, s*kappa) = {expected} "
                f"for s = {self.num_variables} and kappa = {self.variable_size}"
            )
        if not np.all(np.isfinite(self.composition)):
            raise TaskError("composition F holds NaN or infinity; every entry must be a finite number")
        object.__setattr__(self, "composition", frozen(self.composition))

    @property
    def history_size(self) -> int:
        """s*kappa: how many numbers determine the whole future."""
        return self.num_variables * self.variable_size

    @property
    def sources(self) -> Int[ndarray, " component"]:
        """For a signed selection, the history coordinate that each output component copies."""
        self.require_selection()
        return np.argmax(np.abs(self.composition), axis=1)

    @property
    def signs(self) -> Float[ndarray, " component"]:
        """For a signed selection, the sign (+1 or -1) with which each output component copies."""
        return self.composition[np.arange(self.variable_size), self.sources]

    @property
    def is_selection(self) -> bool:
        """Whether every output component copies one history coordinate, up to sign."""
        magnitude = np.abs(self.composition)
        return bool(np.all(np.isin(magnitude, (0.0, 1.0))) and np.all(magnitude.sum(axis=1) == 1))

    def continuation(self, horizon: int) -> Float[ndarray, "steps history"]:
        """The matrix that takes z(t) to u(t+1), ..., u(t+horizon), stacked: [F; F Phi; F Phi^2; ...].

        Shape (horizon*kappa, s*kappa), so that a batch of targets is one product.
        """
        kappa = self.variable_size
        vectors = np.concatenate([np.eye(self.history_size), np.empty((horizon * kappa, self.history_size))])
        for step in range(horizon):
            history = vectors[step * kappa : step * kappa + self.history_size]
            vectors[self.history_size + step * kappa :][:kappa] = self.composition @ history
        return vectors[self.history_size :]

    def draw_inputs(
        self, num_trials: int, rng: np.random.Generator, code: InputCode
    ) -> Float[ndarray, "trials variables component"]:
        """Random input vectors u(1), ..., u(s)."""
        return code.draw((num_trials, self.num_variables, self.variable_size), rng)

    def next_vectors(
        self, history: Float[ndarray, "trials history"], step: int
    ) -> Float[ndarray, "trials component"]:
        """F z(t-1), at every step."""
        return history @ self.composition.T

    def is_correct(
        self,
        values: Float[ndarray, "*batch component"],
        targets: Float[ndarray, "*batch component"],
        code: InputCode,
    ) -> Bool[ndarray, "*batch component"]:
        """Whether each component says its target."""
        return is_correct(values, targets, code)

    def require_selection(self) -> None:
        """Raise `TaskError` unless the rule is a signed selection."""
        if not self.is_selection:
            raise TaskError(
                f"task {self.name!r} is no signed selection: each row of F must have one entry +1 or -1 "
                "and zeros elsewhere; use the subspace functions for a dense F"
            )


def require_linear(task: Task, purpose: str) -> LinearTask:
    """The task, if its rule is linear and the same at every step; else `TaskError`, naming what needs that."""
    if not isinstance(task, LinearTask):
        raise TaskError(
            f"the rule of task {task.name!r} is not one matrix F; {purpose} needs u(t) = F z(t-1) at every step, as in "
            "repeat-copy:s=8,k=8"
        )
    return task


def check_sizes(num_variables: int, variable_size: int) -> None:
    """Refuse sizes below 1 or too large, before any memory is taken."""
    for symbol, size in (("s (num_variables)", num_variables), ("kappa (variable_size)", variable_size)):
        if size < 1:
            raise TaskError(f"{symbol} is {size}; it must be at least 1")
    if num_variables * variable_size > MAX_HISTORY_SIZE:
        raise TaskError(
            f"s*kappa is {num_variables * variable_size}; at most {MAX_HISTORY_SIZE} history coordinates are "
            "supported: choose a smaller s or kappa"
        )


def selection(
    name: str,
    sources: Int[ndarray, " component"],
    signs: Float[ndarray, " component"],
    *,
    num_variables: int,
) -> LinearTask:
    """The task whose output component j is signs[j] times history coordinate sources[j].

    Raises `TaskError` when a source is no history coordinate.
    """
    variable_size = len(sources)
    check_sizes(num_variables, variable_size)
    history_size = num_variables * variable_size
    if np.any((sources < 0) | (sources >= history_size)):
        raise TaskError(
            f"sources are {sources.tolist()}; expected history coordinates 0 .. {history_size - 1} (s*kappa - 1)"
        )
    composition = np.zeros((variable_size, history_size))
    composition[np.arange(variable_size), sources] = signs
    return LinearTask(name, num_variables, variable_size, composition)


def from_id(task_id: TaskId, num_variables: int = 8, variable_size: int = 8) -> LinearTask:
    """The task of a published id (a, b, c) (Python integers: ids exceed 63 bits).

    The set bits of a choose kappa of the s*kappa history coordinates; the base-kappa digits of b permute the
    choice (digit g at place i swaps choice[i] and choice[i+g]); the bits of c flip signs. Output component j
    copies choice[j].
    """
    check_sizes(num_variables, variable_size)
    chosen_bits, swaps, flips = task_id
    choice = _choice_of(chosen_bits, num_variables, variable_size)
    for place, jump in enumerate(_swap_digits(swaps, variable_size)):
        choice[place], choice[place + jump] = choice[place + jump], choice[place]
    if not 0 <= flips < 2**variable_size:
        raise TaskError(
            f"third number of the id is {flips}; expected 0 .. {2**variable_size - 1} (kappa bits)"
        )
    signs = np.array([-1.0 if flips >> j & 1 else 1.0 for j in range(variable_size)])
    name = f"id:{chosen_bits},{swaps},{flips}"
    if (num_variables, variable_size) != (8, 8):
        name += f",s={num_variables},k={variable_size}"
    return selection(name, np.array(choice), signs, num_variables=num_variables)


def to_id(task: LinearTask) -> TaskId:
    """The published id of a signed selection whose outputs copy distinct coordinates; inverse of `from_id`."""
    sources = [int(source) for source in task.sources]
    choice = sorted(sources)
    if any(low == high for low, high in pairwise(choice)):
        raise TaskError(
            f"task {task.name!r} copies one coordinate twice; only distinct coordinates have an id"
        )
    swaps = 0
    for place, source in enumerate(sources):
        found = choice.index(source)
        choice[place], choice[found] = choice[found], choice[place]
        swaps += (found - place) * task.variable_size**place
    flips = sum(1 << j for j, sign in enumerate(task.signs) if sign < 0)
    return sum(1 << source for source in sources), swaps, flips


def _choice_of(bits: int, num_variables: int, variable_size: int) -> list[int]:
    """Positions of the set bits, refused unless there are kappa of them within the history."""
    history_size = num_variables * variable_size
    if bits < 0 or bits >> history_size:
        raise TaskError(
            f"first number of the id, {bits}, has bits beyond s*kappa = {history_size} history coordinates; "
            "give the sizes it was made for with s=..,k=.."
        )
    choice = [q for q in range(history_size) if bits >> q & 1]
    if len(choice) != variable_size:
        raise TaskError(
            f"first number of the id, {bits}, has {len(choice)} set bits; expected kappa = {variable_size}, "
            "one for each output component"
        )
    return choice


def _swap_digits(swaps: int, variable_size: int) -> list[int]:
    """Base-kappa digits of b, least significant first, refused where a swap would leave the choice."""
    if swaps < 0:
        raise TaskError(f"second number of the id is {swaps}; it must not be negative")
    digits, rest = [], swaps
    for place in range(variable_size):
        rest, digit = divmod(rest, variable_size) if variable_size > 1 else (rest, 0)
        digits.append(digit)
        if place + digit >= variable_size:
            raise TaskError(
                f"second number of the id, {swaps}, swaps places {place} and {place + digit}; "
                f"there are only kappa = {variable_size} places"
            )
    if rest:
        raise TaskError(
            f"second number of the id, {swaps}, has more than kappa = {variable_size} base-kappa digits"
        )
    return digits
