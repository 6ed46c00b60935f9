"""A user's own cell, written in torch, as a `Dynamics`: its Jacobians are those of torch.func, or of autograd."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from jaxtyping import Float
from numpy import ndarray
from torch import Tensor

from engram.dynamics import StatePart
from engram.dynamics.protocol import Inputs, Outputs, States
from engram.numerics import frozen

Step = Callable[[Tensor, Tensor], Tensor]
"""From states (batch, N) and inputs (batch, k) to the next states (batch, N)."""
Read = Callable[[Tensor], Tensor]
"""From states (batch, N) to outputs (batch, out)."""
Derivative = Callable[[Step, Tensor, Tensor], Tensor]
"""From a function f(x, held), points x (batch, n) and what is held to the Jacobians D f / d x, (batch, out, n)."""

CHUNK = 2**23
"""Numbers in one stack of Jacobians (64 MiB): larger batches are worked off in pieces."""


@dataclass(frozen=True, eq=False)
class TorchCell:
    """h(t) = advance(h(t-1), u(t)), y(t) = read(h(t)), both functions of torch in float64.

    Made by `wrap_cell`, which checks the functions. Trials must not depend on each other.
    """

    advance: Step
    read: Read
    kind: str
    """What it is in a few words."""
    state_parts: tuple[StatePart, ...]
    """What the state vector is made of."""
    input_size: int
    """Number of input components."""
    output_size: int
    """Number of output components."""
    start: Float[ndarray, " hidden"]
    """h(0)."""
    derivative: Derivative
    """How Jacobians are computed: `by_func`, or `by_autograd` for functions that torch.func cannot take."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "start", frozen(self.start))

    @property
    def state_size(self) -> int:
        """N."""
        return sum(part.size for part in self.state_parts)

    def initial_state(self, batch: int) -> Float[ndarray, "batch hidden"]:
        """`start`, for every trial."""
        return np.tile(self.start, (batch, 1))

    def step(self, state: States, input: Inputs) -> States:
        """h(t) from h(t-1) and u(t)."""
        with torch.no_grad():
            return _array(self.advance(*_rows(state, input))).reshape(state.shape)

    def readout(self, state: States) -> Outputs:
        """y(t) from h(t)."""
        with torch.no_grad():
            return _array(self.read(_rows(state, state)[0])).reshape(*state.shape[:-1], self.output_size)

    def state_jacobian(self, state: States, input: Inputs) -> Float[ndarray, "*batch hidden hidden"]:
        """D h(t) / d h(t-1)."""
        states, inputs = _rows(state, input)
        return self._jacobians(self.advance, states, inputs, self.state_size, state.shape[:-1])

    def input_jacobian(self, state: States, input: Inputs) -> Float[ndarray, "*batch hidden input"]:
        """D h(t) / d u(t)."""
        states, inputs = _rows(state, input)
        return self._jacobians(
            lambda u, h: self.advance(h, u), inputs, states, self.state_size, state.shape[:-1]
        )

    def readout_jacobian(self, state: States) -> Float[ndarray, "*batch output hidden"]:
        """D y(t) / d h(t)."""
        states, _ = _rows(state, state)
        return self._jacobians(lambda h, _: self.read(h), states, states, self.output_size, state.shape[:-1])

    def _jacobians(
        self, function: Step, points: Tensor, held: Tensor, out: int, batch: tuple[int, ...]
    ) -> Float[ndarray, "*batch out points"]:
        """The Jacobians with respect to the points, a few of a large batch at a time."""
        count, size = points.shape
        jacobians, piece = np.empty((count, out, size)), max(1, CHUNK // (out * size))
        for first in range(0, count, piece):
            rows = slice(first, first + piece)
            jacobians[rows] = _array(self.derivative(function, points[rows], held[rows]))
        return jacobians.reshape(*batch, out, size)


def by_func(function: Step, points: Tensor, held: Tensor) -> Tensor:
    """Jacobians by torch.func: reverse mode, mapped over outputs and trials."""

    def of_one(point: Tensor, other: Tensor) -> Tensor:
        return function(point[None], other[None])[0]

    with torch.no_grad():  # no graph outside of jacrev's own
        return torch.func.vmap(torch.func.jacrev(of_one))(points, held)


def by_autograd(function: Step, points: Tensor, held: Tensor) -> Tensor:
    """Jacobians by plain autograd, one output at a time: for functions that torch.func cannot take.

    The sum over trials has, for each trial, the gradient of that trial alone, since trials do not depend on each
    other.
    """
    points = points.detach().clone().requires_grad_()
    with torch.enable_grad():
        values = function(points, held)
        if not values.requires_grad:  # a function that does not look at the points
            return values.new_zeros(*values.shape, points.shape[1])
        rows = [
            torch.autograd.grad(column.sum(), points, retain_graph=True, materialize_grads=True)[0]
            for column in values.unbind(dim=1)
        ]
    return torch.stack(rows, dim=1)


def _rows(state: States, input: Inputs) -> tuple[Tensor, Tensor]:
    """States and inputs as rows of tensors of their own: what the function does to them, the caller does not feel."""
    inputs = np.broadcast_to(input, (*state.shape[:-1], input.shape[-1]))
    return torch.tensor(state.reshape(-1, state.shape[-1])), torch.tensor(inputs.reshape(-1, input.shape[-1]))


def _array(tensor: Tensor) -> Float[ndarray, "..."]:
    return tensor.detach().numpy().astype(np.float64)
