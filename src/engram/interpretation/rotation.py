"""A network that finds its state turned before every step: a null that needs no weights."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float
from numpy import ndarray
from scipy import linalg

from engram.dynamics import Dynamics
from engram.dynamics.cells.wrapping import Wrapping
from engram.dynamics.protocol import Inputs, States
from engram.numerics import frozen, random_orthogonal


def rotated(network: Dynamics, rng: np.random.Generator) -> "Rotated":
    """The network with its state turned at random before every step."""
    turns = [random_orthogonal(part.size, rng) for part in network.state_parts]
    return Rotated(network, frozen(linalg.block_diag(*turns)))


@dataclass(frozen=True, eq=False)
class Rotated(Wrapping):
    """A network that finds its state turned: h(t) = F(R h(t-1), u(t)), R orthogonal on each part of the state.

    It writes and reads as the network does and keeps every length, so that contents stay as large as they were;
    but what a step left in one direction the next one finds in another, and no variable is where it was put. Of
    an Elman network it is the one with recurrent matrix W_hh R. It needs no weights.
    """

    rotation: Float[ndarray, "hidden hidden"]
    """R"""

    @property
    def kind(self) -> str:
        """That of the network, rotated."""
        return f"rotated {self.network.kind}"

    def initial_state(self, batch: int) -> Float[ndarray, "batch hidden"]:
        """h(0) of the network."""
        return self.network.initial_state(batch)

    def step(self, state: States, input: Inputs) -> States:
        """F(R h, u)."""
        return self.network.step(state @ self.rotation.T, input)

    def state_jacobian(self, state: States, input: Inputs) -> Float[ndarray, "*batch hidden hidden"]:
        """D F(R h, u) R."""
        return self.network.state_jacobian(state @ self.rotation.T, input) @ self.rotation

    def input_jacobian(self, state: States, input: Inputs) -> Float[ndarray, "*batch hidden input"]:
        """That of the network at R h."""
        return self.network.input_jacobian(state @ self.rotation.T, input)
