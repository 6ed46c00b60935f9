"""Long short-term memory, in the form that torch and cuDNN run."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from jaxtyping import Float
from numpy import ndarray
from scipy.special import expit

from engram.dynamics.cells.recurrent_layer import RecurrentLayer, fill_scaled_rows
from engram.dynamics.protocol import Inputs, StatePart, States


@dataclass(frozen=True, eq=False)
class _Gates:
    """The gates at one step and what they make, each (..., N)."""

    input: ndarray
    forget: ndarray
    candidate: ndarray
    output: ndarray
    cell: ndarray
    """c(t)."""
    squashed: ndarray
    """tanh c(t)."""

    @property
    def passed(self) -> ndarray:
        """dh(t)/dc(t) = o (1 - tanh^2 c(t)), where o is held."""
        return self.output * (1.0 - self.squashed**2)


@dataclass(frozen=True, eq=False)
class LSTM(RecurrentLayer):
    """c(t) = f c(t-1) + i g, h(t) = o tanh c(t), with gates in torch's order i, f, g, o one above the other.

    i, f and o are sigma(W u + V h + b), g is its tanh. The state is [h, c], in that order; y(t) = W_r h(t) + b_r.

    Hochreiter & Schmidhuber, Neural Computation 9 (1997) 1735, with forget gates (Gers et al., 2000), as
    torch.nn.LSTM. Raises `WeightsError` when shapes do not fit or an entry is not finite.
    """

    gates: ClassVar[int] = 4
    biases: ClassVar[tuple[str, ...]] = ("bias",)

    weight_hh: Float[ndarray, "rows hidden"]
    """V_i, V_f, V_g, V_o."""
    weight_ih: Float[ndarray, "rows input"]
    """W_i, W_f, W_g, W_o."""
    bias: Float[ndarray, " rows"]
    """b_i, b_f, b_g, b_o: torch's bias_ih + bias_hh."""
    weight_out: Float[ndarray, "output hidden"]
    """W_r, read."""
    bias_out: Float[ndarray, " output"]
    """b_r."""

    @property
    def kind(self) -> str:
        """It has one: LSTM."""
        return "LSTM"

    @property
    def state_parts(self) -> tuple[StatePart, ...]:
        """h, then c."""
        return StatePart("h", self.hidden_size), StatePart("c", self.hidden_size)

    def step(self, state: States, input: Inputs) -> States:
        """[h(t), c(t)] from [h(t-1), c(t-1)] and u(t)."""
        gates = self._gates(state, input)
        return np.concatenate([gates.output * gates.squashed, gates.cell], axis=-1)

    def state_jacobian(self, state: States, input: Inputs) -> Float[ndarray, "*batch hidden hidden"]:
        """[[dh/dh, dh/dc], [dc/dh, dc/dc]], where dc/dc = diag(f) and dh/dc = diag(o (1 - tanh^2 c) f)."""
        gates, size = self._gates(state, input), self.hidden_size
        jacobian = np.zeros((*state.shape, 2 * size))
        self._fill(jacobian, gates, state, self.weight_hh)
        units = np.arange(size)
        jacobian[..., units, size + units] = gates.passed * gates.forget
        jacobian[..., size + units, size + units] = gates.forget
        return jacobian

    def input_jacobian(self, state: States, input: Inputs) -> Float[ndarray, "*batch hidden input"]:
        """[dh/du, dc/du]."""
        jacobian = np.empty((*state.shape, self.input_size))
        self._fill(jacobian, self._gates(state, input), state, self.weight_ih)
        return jacobian

    def _fill(self, jacobian: ndarray, gates: _Gates, state: States, weights: ndarray) -> None:
        """Write [dh/dx, dc/dx] for the x that `weights` multiply into the first columns of `jacobian`."""
        size, columns = self.hidden_size, weights.shape[1]
        cell_scales = (
            gates.candidate * gates.input * (1.0 - gates.input),
            state[..., size:] * gates.forget * (1.0 - gates.forget),
            gates.input * (1.0 - gates.candidate**2),
        )
        by_output = gates.squashed * gates.output * (1.0 - gates.output)
        hidden_scales = (*(gates.passed * scale for scale in cell_scales), by_output)
        blocks, flat = self.gate_blocks(weights), jacobian.reshape(-1, *jacobian.shape[-2:])
        fill_scaled_rows(flat[:, :size, :columns], hidden_scales, blocks)
        fill_scaled_rows(flat[:, size:, :columns], cell_scales, blocks[:3])

    def _gates(self, state: States, input: Inputs) -> _Gates:
        size = self.hidden_size
        sums = state[..., :size] @ self.weight_hh.T
        sums += input @ self.weight_ih.T + self.bias
        switches = expit(sums[..., : 2 * size])
        into, forget = switches[..., :size], switches[..., size:]
        candidate, output = np.tanh(sums[..., 2 * size : 3 * size]), expit(sums[..., 3 * size :])
        cell = forget * state[..., size:] + into * candidate
        return _Gates(into, forget, candidate, output, cell, np.tanh(cell))
