"""What a variable-binding task is, to everything that makes trials of one, trains on it or interprets by it."""

from typing import Protocol, runtime_checkable

import numpy as np
from jaxtyping import Bool, Float
from numpy import ndarray

from engram.tasks.coding import InputCode


@runtime_checkable
class Task(Protocol):
    """Take in s vectors of kappa components, then go on producing u(t) = f(u(t-1), ..., u(t-s)) alone [Eq. 5].

    f is any function, and may depend on t: linear (`LinearTask`), linear in Z_p (`ModularTask`), linear with
    another F at each phase of a clock (`PeriodicTask`), or one's own.
    """

    @property
    def name(self) -> str:
        """As the `--task` grammar has it, where it does."""
        ...

    @property
    def num_variables(self) -> int:
        """s: the number of input steps, and of variable memories (slots)."""
        ...

    @property
    def variable_size(self) -> int:
        """kappa: the number of components of one vector u(t)."""
        ...

    @property
    def history_size(self) -> int:
        """s*kappa: how many numbers determine the whole future."""
        ...

    def draw_inputs(
        self, num_trials: int, rng: np.random.Generator, code: InputCode
    ) -> Float[ndarray, "trials variables component"]:
        """Random input vectors u(1), ..., u(s)."""
        ...

    def next_vectors(
        self, history: Float[ndarray, "trials history"], step: int
    ) -> Float[ndarray, "trials component"]:
        """u(t) for t = `step`, from the contents z(t-1) = [u(t-s); ...; u(t-1)], oldest first."""
        ...

    def is_correct(
        self,
        values: Float[ndarray, "*batch component"],
        targets: Float[ndarray, "*batch component"],
        code: InputCode,
    ) -> Bool[ndarray, "*batch component"]:
        """Whether each component of a vector says its target."""
        ...
