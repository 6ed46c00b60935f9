"""Torch modules of every kind that can be wrapped, under many names and in many shapes."""

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor, nn

SIZES = (3, 7, 2)
"""Inputs, hidden units, outputs."""


class Layered(nn.Module):
    """A recurrent layer and a linear readout under names of their own."""

    def __init__(self, core: nn.Module, *, readout_bias: bool = True) -> None:
        super().__init__()
        self.core = core
        self.head = nn.Linear(SIZES[1], SIZES[2], bias=readout_bias)

    def forward(self, inputs: Tensor) -> Tensor:
        return self.head(self.core(inputs)[0])


class Looped(nn.Module):
    """A cell that is called step by step, deep in the module tree; returns outputs and the last state."""

    def __init__(self, cell: nn.Module) -> None:
        super().__init__()
        self.inner = nn.ModuleDict({"brain": nn.Sequential(cell)})
        self.project = nn.Linear(SIZES[1], SIZES[2])

    def forward(self, inputs: Tensor) -> dict[str, Tensor]:
        state, outputs = None, []
        for given in inputs.unbind(dim=1):
            state = self.inner["brain"][0](given, state)
            hidden = state[0] if isinstance(state, tuple) else state
            outputs.append(self.project(hidden))
        return {"last": hidden, "outputs": torch.stack(outputs, dim=1)}


@dataclass(frozen=True)
class Wrappable:
    """A module by name, made anew at each call."""

    name: str
    make: Callable[[], nn.Module]


def layer(kind: type, **options: object) -> Callable[[], nn.Module]:
    def make() -> nn.Module:
        torch.manual_seed(1)
        return Layered(kind(SIZES[0], SIZES[1], **options), readout_bias=options.get("bias", True))

    return make


def cell(kind: type, **options: object) -> Callable[[], nn.Module]:
    def make() -> nn.Module:
        torch.manual_seed(2)
        return Looped(kind(SIZES[0], SIZES[1], **options))

    return make


WRAPPABLE = (
    *(
        Wrappable(f"{kind.__name__} {options}", layer(kind, **options))
        for kind in (nn.RNN, nn.GRU, nn.LSTM)
        for options in (
            {},
            {"bias": False},
            {"batch_first": True},
            {"num_layers": 2, "dropout": 0.4},
            {"num_layers": 3, "bias": False, "batch_first": True},
        )
    ),
    Wrappable("RNN relu", layer(nn.RNN, nonlinearity="relu")),
    Wrappable("RNN relu, 2 layers, no bias", layer(nn.RNN, nonlinearity="relu", num_layers=2, bias=False)),
    Wrappable("RNNCell", cell(nn.RNNCell)),
    Wrappable("RNNCell relu no bias", cell(nn.RNNCell, nonlinearity="relu", bias=False)),
    Wrappable("GRUCell", cell(nn.GRUCell)),
    Wrappable("GRUCell no bias", cell(nn.GRUCell, bias=False)),
    Wrappable("LSTMCell", cell(nn.LSTMCell)),
    Wrappable("LSTMCell no bias", cell(nn.LSTMCell, bias=False)),
)
