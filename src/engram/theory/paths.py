"""Where every content is at every time, in closed form: Eq. 13 and 34 for all linear tasks.

Each history coordinate copies exactly one other in a step of a signed selection: the next younger slot, or for the
newest slot what f reads. Followed backwards, these copies run into a cycle; so which content a coordinate holds after
t steps, and with which sign, is a matter of counting, for any t. For a dense F it is a power of Phi.
"""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float, Int
from numpy import ndarray

from engram.errors import InputError
from engram.tasks import LinearTask
from engram.theory.circuit import interaction_matrix


@dataclass(frozen=True, eq=False)
class Origins:
    """After some steps coordinate q holds signs[q] times what coordinate sources[q] held before them."""

    sources: Int[ndarray, " history"]
    signs: Float[ndarray, " history"]

    def carry(self, contents: Float[ndarray, "*batch history"]) -> Float[ndarray, "*batch history"]:
        """The contents after the steps, from those before."""
        return self.signs * contents[..., self.sources]

    def after(self, earlier: "Origins") -> "Origins":
        """These steps taken after others."""
        return Origins(earlier.sources[self.sources], self.signs * earlier.signs[self.sources])


def one_step(task: LinearTask) -> Origins:
    """Phi of a signed selection as copies [Eq. 9]; raises `TaskError` for a dense F."""
    kappa = task.variable_size
    older = np.arange(kappa, task.history_size)
    return Origins(
        np.concatenate([older, task.sources]), np.concatenate([np.ones(older.size), np.asarray(task.signs)])
    )


def origins(task: LinearTask, steps: int) -> Origins:
    """Phi^steps of a signed selection as copies, in a time that grows with log(steps).

    Raises `TaskError` for a dense F and `InputError` for negative steps.
    """
    _check_steps(steps)
    power, result = one_step(task), Origins(np.arange(task.history_size), np.ones(task.history_size))
    while steps:
        result = power.after(result) if steps % 2 else result
        power, steps = power.after(power), steps // 2
    return result


def contents_at(
    task: LinearTask, contents: Float[ndarray, "*batch history"], t: int
) -> Float[ndarray, "*batch history"]:
    """z(s + t) = Phi^t z(s) in closed form, for every linear task and any t >= 0 [Eq. 13, 34].

    Exact for signed selections. Raises `InputError` for a negative t.
    """
    if task.is_selection:
        return origins(task, t).carry(contents)
    _check_steps(t)
    return contents @ np.linalg.matrix_power(interaction_matrix(task), t).T


def sources_read(task: LinearTask, horizon: int) -> Int[ndarray, "steps component"]:
    """Which coordinate of z(s) each output of a signed selection repeats (its sign apart), step s + 1 at index 0."""
    kappa, sources = task.variable_size, np.asarray(task.sources)
    held = np.empty(task.history_size + horizon * kappa, dtype=np.int64)
    held[: task.history_size] = np.arange(task.history_size)
    for step in range(horizon):
        held[task.history_size + step * kappa :][:kappa] = held[step * kappa + sources]
    return held[task.history_size :].reshape(horizon, kappa)


@dataclass(frozen=True)
class ContentPath:
    """What a coordinate holds after 0, 1, 2, ... steps: first along `coordinates`, then round and round their end."""

    coordinates: tuple[int, ...]
    """Coordinates whose content arrives after 0, 1, ... steps, each once."""
    signs: tuple[int, ...]
    """With which sign each of them arrives."""
    cycle_start: int
    """Index into `coordinates` from which on they form a cycle."""
    cycle_sign: int
    """+1 or -1: the sign that one round puts on a content."""

    @property
    def cycle(self) -> tuple[int, ...]:
        """The coordinates that come round again."""
        return self.coordinates[self.cycle_start :]

    def origin(self, t: int) -> tuple[int, int]:
        """The coordinate whose content is held after t steps, and its sign."""
        if t < len(self.coordinates):
            return self.coordinates[t], self.signs[t]
        rounds, place = divmod(t - self.cycle_start, len(self.cycle))
        here = self.cycle_start + place
        return self.coordinates[here], self.signs[here] * self.cycle_sign**rounds


def path_into(task: LinearTask, coordinate: int) -> ContentPath:
    """The path on which contents arrive at a history coordinate of a signed selection.

    Raises `TaskError` for a dense F and `InputError` for a coordinate that is none.
    """
    step = one_step(task)
    if not 0 <= coordinate < task.history_size:
        raise InputError(f"coordinate is {coordinate}; expected 0 .. {task.history_size - 1} (s*kappa - 1)")
    path, signs, place, here, sign = [], [], {}, coordinate, 1
    while here not in place:
        place[here] = len(path)
        path.append(here)
        signs.append(sign)
        sign *= int(step.signs[here])
        here = int(step.sources[here])
    start = place[here]
    return ContentPath(tuple(path), tuple(signs), start, sign * signs[start])


def _check_steps(steps: int) -> None:
    if steps < 0:
        raise InputError(f"steps is {steps}; expected at least 0: contents are followed forwards")
