"""Small maps whose fixed points and cycles are known from a textbook, as networks."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float
from numpy import ndarray

from engram.dynamics import StatePart

States = Float[ndarray, "*batch hidden"]


@dataclass(frozen=True, eq=False)
class Map:
    """x(t+1) = image(x(t)) + u(t+1) for a state of `size` numbers; it reads out its state."""

    kind: str
    size: int
    image: Callable[[ndarray], ndarray]
    derivative: Callable[[ndarray], ndarray]

    @property
    def state_parts(self) -> tuple[StatePart, ...]:
        return (StatePart("x", self.size),)

    @property
    def state_size(self) -> int:
        return self.size

    @property
    def input_size(self) -> int:
        return self.size

    @property
    def output_size(self) -> int:
        return self.size

    def initial_state(self, batch: int) -> Float[ndarray, "batch hidden"]:
        return np.zeros((batch, self.size))

    def step(self, state: States, input: ndarray) -> States:
        return self.image(state) + input

    def readout(self, state: States) -> States:
        return state

    def state_jacobian(self, state: States, input: ndarray) -> Float[ndarray, "*batch hidden hidden"]:
        return self.derivative(state)

    def input_jacobian(self, state: States, input: ndarray) -> Float[ndarray, "*batch hidden input"]:
        return np.broadcast_to(np.eye(self.size), (*state.shape, self.size))

    def readout_jacobian(self, state: States) -> Float[ndarray, "*batch output hidden"]:
        return np.broadcast_to(np.eye(self.size), (*state.shape, self.size))


def logistic(rate: float = 4.0) -> Map:
    """x' = r x (1 - x). At r = 4: x = sin^2(pi j / (2^p +- 1)), and multipliers +-2^p except at 0, where it is 4^p."""
    return Map("logistic map", 1, lambda x: rate * x * (1 - x), lambda x: (rate * (1 - 2 * x))[..., None])


LOGISTIC_CYCLES = {1: 2, 2: 1, 3: 2, 4: 3, 5: 6, 6: 9}
"""Cycles of each true period at r = 4: those of the binary shift, as many as binary Lyndon words."""


def henon() -> Map:
    """x' = 1 - 1.4 x^2 + y, y' = 0.3 x."""

    def image(state: ndarray) -> ndarray:
        x, y = state[..., 0], state[..., 1]
        return np.stack([1 - 1.4 * x**2 + y, 0.3 * x], axis=-1)

    def derivative(state: ndarray) -> ndarray:
        x = state[..., 0]
        rows = [np.stack([-2.8 * x, np.ones_like(x)], -1), np.stack([0.3 + 0 * x, 0 * x], -1)]
        return np.stack(rows, axis=-2)

    return Map("Henon map", 2, image, derivative)


HENON_CYCLES = {1: 2, 2: 1, 4: 1, 6: 2, 7: 4, 8: 7}
"""O. Biham and W. Wenzel, Phys. Rev. Lett. 63 (1989) 819: one fixed point on the attractor (another beside it)."""


def rotation(period: int) -> Map:
    """A turn by 2 pi / period with an attracting unit circle of cycles, |x|' = |x| + 0.4 |x| (1 - |x|^2)."""
    angle = 2 * np.pi / period
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])

    def image(state: ndarray) -> ndarray:
        square = np.sum(state**2, axis=-1, keepdims=True)
        return (state * (1 + 0.4 * (1 - square))) @ turn.T

    def derivative(state: ndarray) -> ndarray:
        square = np.sum(state**2, axis=-1)[..., None, None]
        return turn @ ((1.4 - 0.4 * square) * np.eye(2) - 0.8 * state[..., None] * state[..., None, :])

    return Map("rotation", 2, image, derivative)
