"""The gated recurrent unit, in the form that torch and cuDNN run."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from jaxtyping import Float
from numpy import ndarray
from scipy.special import expit

from engram.dynamics.cells.recurrent_layer import RecurrentLayer, scaled_rows
from engram.dynamics.protocol import Inputs, StatePart, States


@dataclass(frozen=True, eq=False)
class _Gates:
    """The gates at one step, each (..., N)."""

    reset: ndarray
    update: ndarray
    candidate: ndarray
    recalled: ndarray
    """W_hn h + b_hn, before the reset gate multiplies it."""


@dataclass(frozen=True, eq=False)
class GRU(RecurrentLayer):
    """h(t) = (1 - z) n + z h(t-1), with gates in torch's order r, z, n one above the other.

    r = sigma(W_ir u + b_ir + W_hr h + b_hr), z likewise, n = tanh(W_in u + b_in + r (W_hn h + b_hn)).
    b_hn stands inside the reset gate's product, so the two biases are two vectors.

    Cho et al., arXiv:1406.1078, in the variant of torch.nn.GRU. Raises `WeightsError` when shapes do not fit or
    an entry is not finite.
    """

    gates: ClassVar[int] = 3
    biases: ClassVar[tuple[str, ...]] = ("bias_hh", "bias_ih")

    weight_hh: Float[ndarray, "rows hidden"]
    """W_hr, W_hz, W_hn."""
    weight_ih: Float[ndarray, "rows input"]
    """W_ir, W_iz, W_in."""
    bias_hh: Float[ndarray, " rows"]
    """b_hr, b_hz, b_hn."""
    bias_ih: Float[ndarray, " rows"]
    """b_ir, b_iz, b_in."""
    weight_out: Float[ndarray, "output hidden"]
    """W_r, read."""
    bias_out: Float[ndarray, " output"]
    """b_r."""

    @property
    def kind(self) -> str:
        """It has one: GRU."""
        return "GRU"

    @property
    def state_parts(self) -> tuple[StatePart, ...]:
        """One part, h."""
        return (StatePart("h", self.hidden_size),)

    def step(self, state: States, input: Inputs) -> States:
        """h(t) from h(t-1) and u(t)."""
        gates = self._gates(state, input)
        return gates.candidate + gates.update * (state - gates.candidate)

    def state_jacobian(self, state: States, input: Inputs) -> Float[ndarray, "*batch hidden hidden"]:
        """diag(z) + diag(c_r) W_hr + diag(c_z) W_hz + diag(c_n r) W_hn; the scales c are in `_scales`."""
        gates = self._gates(state, input)
        reset, update, candidate = _scales(gates, state)
        scales = (reset, update, candidate * gates.reset)
        jacobian = scaled_rows(scales, self.gate_blocks(self.weight_hh))
        units = np.arange(self.hidden_size)
        jacobian[..., units, units] += gates.update
        return jacobian

    def input_jacobian(self, state: States, input: Inputs) -> Float[ndarray, "*batch hidden input"]:
        """diag(c_r) W_ir + diag(c_z) W_iz + diag(c_n) W_in."""
        scales = _scales(self._gates(state, input), state)
        return scaled_rows(scales, self.gate_blocks(self.weight_ih))

    def _gates(self, state: States, input: Inputs) -> _Gates:
        size = self.hidden_size
        by_state = state @ self.weight_hh.T
        by_state += self.bias_hh
        by_input = input @ self.weight_ih.T + self.bias_ih
        switches = expit(by_state[..., : 2 * size] + by_input[..., : 2 * size])
        reset, recalled = switches[..., :size], by_state[..., 2 * size :]
        candidate = np.tanh(reset * recalled + by_input[..., 2 * size :])
        return _Gates(reset, switches[..., size:], candidate, recalled)


def _scales(gates: _Gates, state: States) -> tuple[States, States, States]:
    """D h(t) by the sums inside r, z and n: what multiplies the rows of each gate's weights."""
    candidate = (1.0 - gates.update) * (1.0 - gates.candidate**2)
    reset = candidate * gates.recalled * gates.reset * (1.0 - gates.reset)
    update = (state - gates.candidate) * gates.update * (1.0 - gates.update)
    return reset, update, candidate
