"""Random networks of every kind of cell, for what must hold of each."""

from collections.abc import Callable

import numpy as np

from engram.dynamics import (
    GRU,
    LSTM,
    Activation,
    Cell,
    Elman,
    RecurrentLayer,
    Stacked,
    StartingFrom,
    diagonal,
    linear,
)

INPUT, OUTPUT = 3, 2
Builder = Callable[[np.random.Generator], Cell]


def random_layer(
    kind: type[RecurrentLayer],
    rng: np.random.Generator,
    *,
    hidden: int = 5,
    inputs: int = INPUT,
    outputs: int = OUTPUT,
    has_bias: bool = True,
    reads_all: bool = False,
) -> RecurrentLayer:
    """Weights of size 1 and larger, so that gates are anywhere between closed and open."""
    rows, bias = kind.gates * hidden, float(has_bias)
    fields = {
        "weight_hh": rng.standard_normal((rows, hidden)),
        "weight_ih": rng.standard_normal((rows, inputs)),
        "weight_out": np.eye(hidden) if reads_all else rng.standard_normal((outputs, hidden)),
        "bias_out": np.zeros(hidden) if reads_all else bias * rng.standard_normal(outputs),
    }
    return kind(**fields, **{name: bias * rng.standard_normal(rows) for name in kind.biases})


def random_stack(*kinds: type[RecurrentLayer], reads_all: bool = False) -> Builder:
    """Layers of 5, 4, 6, ... units."""

    def build(rng: np.random.Generator) -> Cell:
        layers, inputs = [], INPUT
        for index, kind in enumerate(kinds):
            hidden, is_top = (5, 4, 6)[index], index == len(kinds) - 1
            inner = reads_all and not is_top
            layers.append(random_layer(kind, rng, hidden=hidden, inputs=inputs, reads_all=inner))
            inputs = layers[-1].output_size
        return Stacked(tuple(layers))

    return build


def random_elman(activation: Activation) -> Builder:
    def build(rng: np.random.Generator) -> Elman:
        shapes = (5, 5), (5, INPUT), (OUTPUT, 5), (5,), (OUTPUT,)
        return Elman(*(rng.standard_normal(shape) for shape in shapes), activation)

    return build


def random_diagonal(rng: np.random.Generator) -> Elman:
    def complex_normal(*shape: int) -> np.ndarray:
        return rng.standard_normal(shape) + 1j * rng.standard_normal(shape)

    return diagonal(complex_normal(3), complex_normal(3, INPUT), complex_normal(OUTPUT, 3))


SMOOTH: dict[str, Builder] = {
    "tanh": random_elman(Activation.TANH),
    "GRU": lambda rng: random_layer(GRU, rng),
    "LSTM": lambda rng: random_layer(LSTM, rng),
    "LSTM-without-biases": lambda rng: random_layer(LSTM, rng, has_bias=False),
    "linear": lambda rng: linear(*(rng.standard_normal(s) for s in ((5, 5), (5, INPUT), (OUTPUT, 5)))),
    "diagonal": random_diagonal,
    "2-GRU": random_stack(GRU, GRU, reads_all=True),
    "3-LSTM": random_stack(LSTM, LSTM, LSTM, reads_all=True),
    "mixed": random_stack(GRU, Elman, LSTM),
    "started": lambda rng: StartingFrom(random_stack(LSTM, GRU)(rng), rng.standard_normal(14)),
}
"""Every kind of network whose step has a derivative everywhere."""
EVERY = SMOOTH | {"relu": random_elman(Activation.RELU)}
