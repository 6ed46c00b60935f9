"""Rules that change with time: u(t) = F_(t mod p) [u(t-s); ...; u(t-1)]."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float
from numpy import ndarray

from engram.errors import TaskError
from engram.numerics import frozen
from engram.tasks.coding import InputCode, is_correct
from engram.tasks.rule import LinearTask, check_sizes

MAX_PHASES = 64
"""A clock of more phases is never seen often enough in one trial."""


@dataclass(frozen=True, eq=False)
class PeriodicTask:
    """A variable-binding task whose linear rule comes back after p steps: F_(t mod p) makes u(t).

    Contents alone do not determine the future; contents and the phase t mod p of the clock do. Raises `TaskError`
    when a size is below 1 or too large, or `compositions` is no finite array of shape (p, kappa, s*kappa).
    """

    name: str
    num_variables: int
    """s: the number of input steps, and of variable memories (slots)."""
    variable_size: int
    """kappa: the number of components of one vector u(t)."""
    compositions: Float[ndarray, "phase component history"]
    """F_0, ..., F_(p-1), shape (p, kappa, s*kappa), oldest block first."""

    def __post_init__(self) -> None:
        check_sizes(self.num_variables, self.variable_size)
        check_phases(len(self.compositions))
        expected = (self.variable_size, self.history_size)
        if self.compositions.shape[1:] != expected:
            raise TaskError(
                f"compositions have shape {self.compositions.shape}; expected (p, kappa, s*kappa) = "
                f"{(len(self.compositions), *expected)}"
            )
        if not np.all(np.isfinite(self.compositions)):
            raise TaskError("compositions hold NaN or infinity; every entry must be a finite number")
        object.__setattr__(self, "compositions", frozen(self.compositions))

    @property
    def num_phases(self) -> int:
        """p: steps until the rule is the same again."""
        return len(self.compositions)

    @property
    def history_size(self) -> int:
        """s*kappa: how many numbers determine, with the phase, the whole future."""
        return self.num_variables * self.variable_size

    def rule_at(self, step: int) -> LinearTask:
        """The rule that makes u(t) for t = `step`, as a task of its own."""
        phase = step % self.num_phases
        name = f"{self.name}, phase {phase}"
        return LinearTask(name, self.num_variables, self.variable_size, self.compositions[phase])

    def draw_inputs(
        self, num_trials: int, rng: np.random.Generator, code: InputCode
    ) -> Float[ndarray, "trials variables component"]:
        """Random input vectors u(1), ..., u(s)."""
        return code.draw((num_trials, self.num_variables, self.variable_size), rng)

    def next_vectors(
        self, history: Float[ndarray, "trials history"], step: int
    ) -> Float[ndarray, "trials component"]:
        """F_(t mod p) z(t-1) for t = `step`."""
        return history @ self.compositions[step % self.num_phases].T

    def is_correct(
        self,
        values: Float[ndarray, "*batch component"],
        targets: Float[ndarray, "*batch component"],
        code: InputCode,
    ) -> Bool[ndarray, "*batch component"]:
        """Whether each component says its target."""
        return is_correct(values, targets, code)


def check_phases(num_phases: int) -> None:
    """Refuse a clock without phases, or with too many."""
    if not 1 <= num_phases <= MAX_PHASES:
        raise TaskError(f"number of phases p is {num_phases}; expected 1 .. {MAX_PHASES}")
