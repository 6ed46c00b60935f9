"""A network against the recurrent layer of a module: one step, a run, h(0), zero input."""

import numpy as np
import torch
from jaxtyping import Float
from numpy import ndarray
from torch import Tensor, nn

from engram.dynamics import Dynamics
from engram.dynamics.protocol import States
from engram.errors import InputError
from engram.models.checking.consistency import ROUNDING, relative
from engram.models.checking.report import Check, Findings, compared
from engram.models.checking.trial_inputs import RUN_LIMIT, TrialInputs
from engram.models.search import LAYERS, RecurrentModule, find_recurrent

AUTONOMOUS = 10
"""Steps at zero input, once in a row and once in two halves."""


def compare_layer(twin: nn.Module, network: Dynamics, inputs: TrialInputs, recurrent: str | None) -> Findings:
    """Rows for the recurrent layer of a copied module; a note where there is none like the network."""
    try:
        name, layer = find_recurrent(twin, recurrent)
    except InputError as error:
        if recurrent is not None:
            raise
        return Findings(notes=(f"no recurrent layer compared: {error}",))
    if (state_size_of(layer), layer.input_size) != (network.state_size, network.input_size):
        return Findings(
            notes=(
                f"no recurrent layer compared: {name!r} has {layer.input_size} inputs and a state of "
                f"{state_size_of(layer)}, the network {network.input_size} and {network.state_size}",
            )
        )
    rng = np.random.default_rng(inputs.steps)
    states = rng.standard_normal((len(inputs.values), network.state_size))
    given = rng.standard_normal((len(inputs.values), network.input_size))
    _, stepped = run_layer(layer, given[:, None], states)
    start = _start(layer, network)
    return Findings(
        (
            compared(
                "layer: a step from random states", relative(network.step(states, given), stepped), ROUNDING
            ),
            _run(layer, network, inputs),
            *start.checks,
            _autonomy(layer, states),
        ),
        start.notes,
    )


def state_size_of(layer: RecurrentModule) -> int:
    """Everything that carries over a step of a torch layer."""
    return num_layers_of(layer) * num_parts_of(layer) * layer.hidden_size


def num_layers_of(layer: RecurrentModule) -> int:
    """1 for a cell."""
    return layer.num_layers if isinstance(layer, LAYERS) else 1


def num_parts_of(layer: RecurrentModule) -> int:
    """Two of an LSTM, h and c; h alone of the others."""
    return 2 if isinstance(layer, nn.LSTM | nn.LSTMCell) else 1


def run_layer(
    layer: RecurrentModule, inputs: Float[ndarray, "trials time input"], state: States | None
) -> tuple[Float[ndarray, "trials time top"], Float[ndarray, "trials hidden"]]:
    """Hidden units of the top layer at every step, and the whole last state, as torch computes them.

    Without a state the layer starts as torch starts it.
    """
    given = torch.from_numpy(inputs).transpose(0, 1)
    parts = None if state is None else _torch_state(layer, state)
    if isinstance(layer, LAYERS):
        top, last = layer(given.transpose(0, 1) if layer.batch_first else given, _as_argument(parts))
        top = top if layer.batch_first else top.transpose(0, 1)
        return top.numpy(), _flat_state(last if isinstance(last, tuple) else (last,))
    tops, now = [], None if parts is None else tuple(part[0] for part in parts)
    for step in given:
        new = layer(step, _as_argument(now))
        now = new if isinstance(new, tuple) else (new,)
        tops.append(now[0])
    assert now is not None
    return torch.stack(tops, dim=1).numpy(), _flat_state(tuple(part[None] for part in now))


def _as_argument(parts: tuple[Tensor, ...] | None) -> Tensor | tuple[Tensor, ...] | None:
    """As torch takes it: h by itself where there is no c."""
    return parts[0] if parts is not None and len(parts) == 1 else parts


def _torch_state(layer: RecurrentModule, state: States) -> tuple[Tensor, ...]:
    """(trials, layers * parts * hidden) as one (layers, trials, hidden) for each part."""
    blocks = state.reshape(len(state), num_layers_of(layer), num_parts_of(layer), layer.hidden_size)
    return tuple(torch.from_numpy(part.copy()) for part in blocks.transpose(2, 1, 0, 3))


def _flat_state(parts: tuple[Tensor, ...]) -> Float[ndarray, "trials hidden"]:
    blocks = torch.stack(parts).permute(2, 1, 0, 3)
    return blocks.reshape(blocks.shape[0], -1).numpy()


def _run(layer: RecurrentModule, network: Dynamics, inputs: TrialInputs) -> Check:
    tops, last = run_layer(layer, inputs.values, network.initial_state(len(inputs.values)))
    states = inputs.trajectory.states
    blocks = states.reshape(*states.shape[:2], num_layers_of(layer), num_parts_of(layer), layer.hidden_size)
    worst = max(relative(blocks[:, :, -1, 0], tops), relative(states[:, -1], last))
    return compared(f"layer: its states over {inputs.steps} steps", worst, RUN_LIMIT, inputs.said)


def _start(layer: RecurrentModule, network: Dynamics) -> Findings:
    start = network.initial_state(1)
    if np.any(start):
        return Findings(notes=("h(0) was given; the recurrent layer alone starts from zeros",))
    zeros = np.zeros((1, 1, network.input_size))
    _, stepped = run_layer(layer, zeros, None)
    worst = relative(network.step(start, zeros[:, 0]), stepped)
    return Findings((compared("layer: its start, at zero input", worst, ROUNDING),))


def _autonomy(layer: RecurrentModule, states: States) -> Check:
    """At zero input the layer goes on from a state the same, whatever the time."""
    zeros = np.zeros((len(states), 2 * AUTONOMOUS, layer.input_size))
    _, at_once = run_layer(layer, zeros, states)
    _, middle = run_layer(layer, zeros[:, :AUTONOMOUS], states)
    _, in_halves = run_layer(layer, zeros[:, AUTONOMOUS:], middle)
    return compared("layer: goes on alone, at any time", relative(in_halves, at_once), RUN_LIMIT)
