"""Compiled circuits moved into other cells, so that their variable memories are known there too."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float
from numpy import ndarray
from scipy import optimize

from engram.dynamics import GRU, LSTM, Activation, Dynamics, Elman, Stacked, StartingFrom, StatePart, elman
from engram.tasks import LinearTask
from engram.theory import full_circuit

OPEN = 40.0
"""A gate's bias at which it is 1 in double precision; at minus this it is 4e-18."""


def as_gru(network: Elman) -> GRU:
    """A tanh Elman network as the candidate of a GRU whose gates let everything pass."""
    size, kappa = network.weight_ih.shape
    shut = np.zeros((size, size))
    return GRU(
        np.concatenate([shut, shut, network.weight_hh]),
        np.concatenate([np.zeros((2 * size, kappa)), network.weight_ih]),
        np.zeros(3 * size),
        np.concatenate([np.full(size, OPEN), np.full(size, -OPEN), network.bias]),
        network.weight_out,
        network.bias_out,
    )


def as_lstm(network: Elman, *, forget: float = -OPEN) -> LSTM:
    """The same as the candidate of an LSTM that lets in and out what it makes: c = tanh(a) and h = tanh(c)."""
    size, kappa = network.weight_ih.shape
    none, nothing = np.zeros((size, size)), np.zeros((size, kappa))
    gates = [np.full(size, OPEN), np.full(size, forget), network.bias, np.full(size, OPEN)]
    return LSTM(
        np.concatenate([none, none, network.weight_hh, none]),
        np.concatenate([nothing, nothing, network.weight_ih, nothing]),
        np.concatenate(gates),
        network.weight_out,
        network.bias_out,
    )


def lstm_settled_value(gain: float = 2.0) -> float:
    """The positive solution of tanh(tanh(gain a)) = a: what |h| settles at in `as_lstm`."""
    return float(optimize.brentq(lambda a: np.tanh(np.tanh(gain * a)) - a, 1e-2, 1.0))


def holding_lstm(kappa: int) -> LSTM:
    """Repeat copy of one vector, held in c by an open forget gate; nothing comes back through h."""
    unit = np.eye(kappa)
    candidate = elman(np.zeros((kappa, kappa)), 8 * unit, unit)
    return as_lstm(candidate, forget=OPEN)


def above_a_relay(network: Elman) -> Dynamics:
    """Two layers: the lower one squashes the inputs and keeps nothing, the upper one runs the circuit."""
    kappa = network.input_size
    relay = elman(np.zeros((kappa, kappa)), 3 * np.eye(kappa), np.eye(kappa) / np.tanh(3))
    return Stacked((relay, network))


def below_a_relay(network: Elman) -> Dynamics:
    """Two layers: the lower one runs the circuit, the upper one repeats what it says."""
    kappa = network.output_size
    return Stacked((network, elman(np.zeros((kappa, kappa)), 3 * np.eye(kappa), np.eye(kappa))))


def rectified(task: LinearTask) -> tuple[Elman, Float[ndarray, "hidden history"]]:
    """A relu network that keeps each content x in a pair, max(x, 0) and max(-x, 0), and its basis.

    Exact for the linear circuit, so only for tasks that read the oldest slot. Of contents of -1 and +1 the pair is
    1/2 +- x/2: an offset and an amplitude.
    """
    circuit, one = full_circuit(task), np.eye(task.history_size)
    pair = np.concatenate([one, -one])
    network = elman(
        pair @ circuit.interaction @ pair.T, pair @ circuit.write, circuit.read @ pair.T, Activation.RELU
    )
    return network, pair / 2


def raised(network: Elman, height: float) -> Dynamics:
    """A linear network as a relu network that works `height` above zero, where relu is linear: h + height."""
    rest = np.full(network.state_size, height)
    relu = Elman(
        network.weight_hh,
        network.weight_ih,
        network.weight_out,
        rest - network.weight_hh @ rest,
        -network.weight_out @ rest,
        Activation.RELU,
    )
    return StartingFrom(relu, rest)


def moved(network: Elman, rest: Float[ndarray, " hidden"]) -> Dynamics:
    """A linear network about another origin (Appendix C): states h + rest, from h(0) = rest on."""
    there = Elman(
        network.weight_hh,
        network.weight_ih,
        network.weight_out,
        rest - network.weight_hh @ rest,
        -network.weight_out @ rest,
        Activation.IDENTITY,
    )
    return StartingFrom(there, rest)


@dataclass(frozen=True, eq=False)
class Opaque:
    """A network of which only the protocol can be seen: what a user's own function is wrapped into."""

    network: Dynamics

    kind = "own function"

    def __getattr__(self, name: str) -> object:
        if name in ("map_recurrent", "redrawn", "weight_hh"):
            raise AttributeError(name)
        return getattr(self.network, name)


@dataclass(frozen=True, eq=False)
class Ciphered:
    """Repeat copy of s vectors, each kept as the product of its bits with their common sign.

    A slot holds p and p x_1 .. p x_kappa, p the product of all x_i: the products of all other bits. For kappa > 2
    none of them says anything about a single bit to a linear reader; the readout multiplies.
    """

    num_variables: int
    variable_size: int

    kind = "cipher"

    @property
    def state_parts(self) -> tuple[StatePart, ...]:
        return (StatePart("h", self.state_size),)

    @property
    def state_size(self) -> int:
        return self.num_variables * (self.variable_size + 1)

    @property
    def input_size(self) -> int:
        return self.variable_size

    @property
    def output_size(self) -> int:
        return self.variable_size

    def initial_state(self, batch: int) -> ndarray:
        return np.zeros((batch, self.state_size))

    def step(self, state: ndarray, input: ndarray) -> ndarray:
        size = self.variable_size + 1
        given = np.broadcast_to(input, (*state.shape[:-1], self.variable_size))
        sign = np.prod(given, axis=-1, keepdims=True)
        written = np.where(sign != 0, np.concatenate([sign, sign * given], axis=-1), state[..., :size])
        return np.concatenate([state[..., size:], written], axis=-1)

    def readout(self, state: ndarray) -> ndarray:
        newest = state[..., -self.variable_size - 1 :]
        return newest[..., :1] * newest[..., 1:]

    def state_jacobian(self, state: ndarray, input: ndarray) -> ndarray:
        turn = np.eye(self.state_size)[
            (np.arange(self.state_size) + self.variable_size + 1) % self.state_size
        ]
        return np.broadcast_to(turn, (*state.shape[:-1], *turn.shape))

    def input_jacobian(self, state: ndarray, input: ndarray) -> ndarray:
        return np.zeros((*state.shape, self.variable_size))

    def readout_jacobian(self, state: ndarray) -> ndarray:
        jacobian = np.zeros((*state.shape[:-1], self.variable_size, self.state_size))
        newest = state[..., -self.variable_size - 1 :]
        jacobian[..., :, -self.variable_size - 1] = newest[..., 1:]
        unit = np.arange(self.variable_size)
        jacobian[..., unit, self.state_size - self.variable_size + unit] = newest[..., :1]
        return jacobian
