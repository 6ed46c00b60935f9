"""The Elman cell: one matrix, one nonlinearity."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float
from numpy import ndarray

from engram.dynamics.cells.activations import Activation, Nonlinearity
from engram.dynamics.protocol import Inputs, Outputs, RecurrentChange, StatePart, States
from engram.errors import WeightsError
from engram.numerics import frozen


@dataclass(frozen=True, eq=False)
class Elman:
    """h(t) = g(W_hh h(t-1) + W_uh u(t) + b), y(t) = W_r h(t) + b_r, h(0) = 0 [Eq. 6, App. C].

    Raises `WeightsError` when shapes do not fit each other or an entry is not finite.
    """

    weight_hh: Float[ndarray, "hidden hidden"]
    """W_hh, recurrent."""
    weight_ih: Float[ndarray, "hidden input"]
    """W_uh, write."""
    weight_out: Float[ndarray, "output hidden"]
    """W_r, read."""
    bias: Float[ndarray, " hidden"]
    """b: torch's bias_ih + bias_hh."""
    bias_out: Float[ndarray, " output"]
    """b_r."""
    activation: Nonlinearity = Activation.TANH

    def __post_init__(self) -> None:
        self._check_shapes()
        for name in ("weight_hh", "weight_ih", "weight_out", "bias", "bias_out"):
            values = getattr(self, name)
            if not np.all(np.isfinite(values)):
                count = int(np.sum(~np.isfinite(values)))
                raise WeightsError(
                    f"{name} holds {count} NaN or infinite value{'s' if count > 1 else ''}; every weight must "
                    "be finite (did the training diverge? use an earlier checkpoint)"
                )
            object.__setattr__(self, name, frozen(values))

    def _check_shapes(self) -> None:
        hidden = self.weight_hh.shape[0]
        if hidden < 1:
            raise WeightsError(f"weight_hh has shape {self.weight_hh.shape}; a network has at least one unit")
        expected = {
            "weight_hh": (hidden, hidden),
            "weight_ih": (hidden, self.weight_ih.shape[-1]),
            "weight_out": (self.weight_out.shape[0], hidden),
            "bias": (hidden,),
            "bias_out": (self.weight_out.shape[0],),
        }
        wrong = [
            f"{name} has shape {getattr(self, name).shape}, expected {shape}"
            for name, shape in expected.items()
            if getattr(self, name).shape != shape
        ]
        if wrong:
            raise WeightsError("; ".join(wrong) + f" for a network of {hidden} hidden units")

    @property
    def kind(self) -> str:
        """For example "tanh Elman"; "linear" where the activation is the identity."""
        return "linear" if self.activation is Activation.IDENTITY else f"{self.activation.value} Elman"

    @property
    def state_parts(self) -> tuple[StatePart, ...]:
        """One part, h."""
        return (StatePart("h", self.state_size),)

    @property
    def state_size(self) -> int:
        """N."""
        return self.weight_hh.shape[0]

    @property
    def input_size(self) -> int:
        """Number of input components."""
        return self.weight_ih.shape[1]

    @property
    def output_size(self) -> int:
        """Number of output components."""
        return self.weight_out.shape[0]

    def initial_state(self, batch: int) -> Float[ndarray, "batch hidden"]:
        """Zeros."""
        return np.zeros((batch, self.state_size))

    def step(self, state: States, input: Inputs) -> States:
        """h(t) from h(t-1) and u(t)."""
        return self.activation.apply(self._preactivation(state, input))

    def readout(self, state: States) -> Outputs:
        """y(t) from h(t)."""
        return state @ self.weight_out.T + self.bias_out

    def state_jacobian(self, state: States, input: Inputs) -> Float[ndarray, "*batch hidden hidden"]:
        """diag(g'(a)) W_hh, a the preactivation."""
        return self.activation.slope(self._preactivation(state, input))[..., None] * self.weight_hh

    def input_jacobian(self, state: States, input: Inputs) -> Float[ndarray, "*batch hidden input"]:
        """diag(g'(a)) W_uh, a the preactivation."""
        return self.activation.slope(self._preactivation(state, input))[..., None] * self.weight_ih

    def readout_jacobian(self, state: States) -> Float[ndarray, "*batch output hidden"]:
        """W_r, whatever the state."""
        return np.broadcast_to(self.weight_out, (*state.shape[:-1], *self.weight_out.shape))

    def map_recurrent(self, change: RecurrentChange) -> "Elman":
        """The same network with another W_hh."""
        return replace(self, weight_hh=change(self.weight_hh))

    def redrawn(self, rng: np.random.Generator) -> "Elman":
        """Weights uniform in +-1/sqrt(N), as torch draws them; biases that are zero stay zero."""
        bound = 1 / np.sqrt(self.state_size)

        def drawn(like: Float[ndarray, "*shape"]) -> Float[ndarray, "*shape"]:
            return rng.uniform(-bound, bound, like.shape) if np.any(like) else np.zeros_like(like)

        names = ("weight_hh", "weight_ih", "weight_out", "bias", "bias_out")
        return replace(self, **{name: drawn(getattr(self, name)) for name in names})

    def _preactivation(self, state: States, input: Inputs) -> States:
        # The input's part first: with no input it is one vector, and adding it one pass over the states.
        return state @ self.weight_hh.T + (input @ self.weight_ih.T + self.bias)


def elman(
    weight_hh: Float[ndarray, "hidden hidden"],
    weight_ih: Float[ndarray, "hidden input"],
    weight_out: Float[ndarray, "output hidden"],
    activation: Activation = Activation.TANH,
) -> Elman:
    """An Elman cell without biases."""
    return Elman(
        weight_hh,
        weight_ih,
        weight_out,
        np.zeros(weight_hh.shape[0]),
        np.zeros(weight_out.shape[0]),
        activation,
    )
