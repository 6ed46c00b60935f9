"""A network that starts from a learned state instead of zeros."""

from dataclasses import dataclass, replace
from typing import TypeVar, cast, final

import numpy as np
from jaxtyping import Float
from numpy import ndarray

from engram.dynamics.cells.wrapping import Wrapping
from engram.dynamics.protocol import Cell, Dynamics, Inputs, RecurrentChange, States
from engram.errors import WeightsError
from engram.numerics import frozen

_Started = TypeVar("_Started", bound="StartingFrom")


@dataclass(frozen=True, eq=False)
class StartingFrom(Wrapping):
    """Any network with h(0) = `start`. It is a `StartingCell`, and so a `Cell`, where the network is a `Cell`.

    Raises `WeightsError` where `start` does not fit the state or is not finite.
    """

    start: Float[ndarray, " hidden"]
    """h(0), one vector for every trial."""

    def __new__(cls: type[_Started], network: Dynamics, start: Float[ndarray, " hidden"]) -> _Started:
        """A `StartingCell` where it can be one."""
        return cast(_Started, object.__new__(StartingCell if isinstance(network, Cell) else StartingFrom))

    def __getnewargs__(self) -> tuple[Dynamics, ndarray]:
        """For copies and pickles."""
        return self.network, self.start

    def __post_init__(self) -> None:
        start = np.asarray(self.start)
        if start.shape != (self.network.state_size,) or not np.all(np.isfinite(start)):
            raise WeightsError(
                f"the initial state has shape {start.shape} with {int(np.sum(~np.isfinite(start)))} values that are "
                f"not finite; expected {self.network.state_size} finite numbers"
            )
        object.__setattr__(self, "start", frozen(start))

    @property
    def kind(self) -> str:
        """The network's."""
        return self.network.kind

    def initial_state(self, batch: int) -> Float[ndarray, "batch hidden"]:
        """`start`, once for each trial."""
        return np.tile(self.start, (batch, 1))

    def step(self, state: States, input: Inputs) -> States:
        """The network's."""
        return self.network.step(state, input)

    def state_jacobian(self, state: States, input: Inputs) -> Float[ndarray, "*batch hidden hidden"]:
        """The network's."""
        return self.network.state_jacobian(state, input)

    def input_jacobian(self, state: States, input: Inputs) -> Float[ndarray, "*batch hidden input"]:
        """The network's."""
        return self.network.input_jacobian(state, input)


@final
@dataclass(frozen=True, eq=False)
class StartingCell(StartingFrom):
    """A `StartingFrom` whose network knows its weights, so that it does too."""

    network: Cell

    def map_recurrent(self, change: RecurrentChange) -> "StartingCell":
        """The same start with the network's recurrent matrices changed."""
        return replace(self, network=self.network.map_recurrent(change))

    def redrawn(self, rng: np.random.Generator) -> "StartingCell":
        """The network redrawn, from a start that is uniform in +-1/sqrt(N) too."""
        network, bound = self.network.redrawn(rng), 1 / np.sqrt(self.state_size)
        start = rng.uniform(-bound, bound, self.state_size) if np.any(self.start) else self.start
        return replace(self, network=network, start=start)
