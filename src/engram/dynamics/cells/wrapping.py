"""What networks around another network have in common."""

from abc import ABC, abstractmethod
from dataclasses import dataclass

from jaxtyping import Float
from numpy import ndarray

from engram.dynamics.protocol import Dynamics, Inputs, Outputs, StatePart, States


@dataclass(frozen=True, eq=False)
class Wrapping(ABC):
    """A network with the state, the sizes and the readout of another: how it starts and steps is its own."""

    network: Dynamics

    @property
    @abstractmethod
    def kind(self) -> str:
        """What it is in a few words."""

    @abstractmethod
    def initial_state(self, batch: int) -> Float[ndarray, "batch hidden"]:
        """h(0) for `batch` trials."""

    @abstractmethod
    def step(self, state: States, input: Inputs) -> States:
        """h(t) from h(t-1) and u(t)."""

    @abstractmethod
    def state_jacobian(self, state: States, input: Inputs) -> Float[ndarray, "*batch hidden hidden"]:
        """D h(t) / d h(t-1)."""

    @abstractmethod
    def input_jacobian(self, state: States, input: Inputs) -> Float[ndarray, "*batch hidden input"]:
        """D h(t) / d u(t)."""

    @property
    def state_parts(self) -> tuple[StatePart, ...]:
        """Those of the network."""
        return self.network.state_parts

    @property
    def state_size(self) -> int:
        """N."""
        return self.network.state_size

    @property
    def input_size(self) -> int:
        """Number of input components."""
        return self.network.input_size

    @property
    def output_size(self) -> int:
        """Number of output components."""
        return self.network.output_size

    def readout(self, state: States) -> Outputs:
        """That of the network."""
        return self.network.readout(state)

    def readout_jacobian(self, state: States) -> Float[ndarray, "*batch output hidden"]:
        """That of the network."""
        return self.network.readout_jacobian(state)
