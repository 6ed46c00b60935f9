"""Networks written in torch become a `Dynamics`: modules by their weights, cells of one's own as functions."""

import warnings
from collections.abc import Callable, Sequence

import numpy as np
import torch
from jaxtyping import Float
from numpy import ndarray
from torch import Tensor, nn

from engram.dynamics import Cell, Dynamics, StartingCell, StatePart
from engram.dynamics.state_dict import Layout, network_of
from engram.errors import InputError
from engram.models.checking.consistency import check_dynamics
from engram.models.checking.modules import check_model
from engram.models.checking.outputs import OutputsOf
from engram.models.custom import Read, Step, TorchCell, by_autograd, by_func
from engram.models.isolation import first_line, stand_alone, title, undisturbed
from engram.models.search import (
    CELLS,
    LAYERS,
    Parts,
    activation_of,
    arrays_of,
    cell_kind_of,
    find_parts,
    other_parts,
)

Start = Float[ndarray, " hidden"]

STEPS = 50
"""Steps over which a network is compared with its module when it is wrapped."""


def wrap(
    module: nn.Module,
    *,
    recurrent: str | None = None,
    readout: str | nn.Module | None = None,
    initial_state: Start | None = None,
    outputs: OutputsOf | None = None,
    check: bool = True,
) -> Cell:
    """The network that a torch module is, rebuilt from its weights in float64.

    The recurrent layer (nn.RNN, nn.GRU, nn.LSTM or one of their cells) and the linear readout (an nn.Linear that takes
    the hidden units) are found by type and size; `recurrent` and `readout` name them where several fit. A readout that
    is not in the module is given itself: `wrap(rnn, readout=linear)`; nn.Identity() reads the hidden units. The network
    is the module in evaluation mode: dropout between layers is off. h(0) is zero unless `initial_state` says otherwise
    (one vector of all that carries over a step: h, c of layer 0, then those of layer 1).

    With `check` the network is compared with a copy of the module (`check_model`), and what the module computes beyond
    recurrence and readout is found out; `outputs` is as there. Nothing of the module changes.

    Raises `InputError` with the candidates where nothing or several things fit, with the rows that differ where the
    network is not the module, and where that cannot be found out although the module has other parts with weights.
    Warns where it cannot be found out and there are none.
    """
    parts = find_parts(module, recurrent, readout)
    network = _rebuilt(module, parts, readout)
    if initial_state is not None:
        network = StartingCell(network, np.asarray(initial_state, dtype=np.float64))
    if check:
        _require_agreement(module, network, parts, outputs)
    return network


def wrap_cell(
    step: Step | nn.Module,
    readout: Read | nn.Module,
    *,
    state_size: int,
    input_size: int,
    output_size: int,
    initial_state: Start | None = None,
    state_parts: Sequence[StatePart] | None = None,
    kind: str = "custom cell",
) -> Dynamics:
    """A cell of your own: `step(state (batch, N), input (batch, k)) -> (batch, N)`, `readout(state) -> (batch, out)`.

    Both are written with torch and are called in float64 on the CPU. An nn.Module, called as cell(state, input), is
    copied first and runs in evaluation mode; a function that uses modules must use ones in float64 (module.double()).
    The state is one vector of everything that carries over a step; `state_parts` names stretches of it. Jacobians come
    from torch.func, or from plain autograd where torch.func cannot take the function.

    Raises `InputError` where a function returns another shape or type, or NaN, mixes the trials of a batch, keeps a
    memory between calls, or cannot be differentiated.
    """
    parts = tuple(state_parts or (StatePart("h", state_size),))
    sizes = {"state_size": state_size, "input_size": input_size, "output_size": output_size}
    if min(sizes.values()) < 1 or sum(part.size for part in parts) != state_size:
        raise InputError(
            f"sizes are {sizes} and state_parts {[(part.name, part.size) for part in parts]}; expected sizes of "
            "at least 1 and parts that add up to state_size"
        )
    start = np.zeros(state_size) if initial_state is None else np.asarray(initial_state, dtype=np.float64)
    if start.shape != (state_size,) or not np.all(np.isfinite(start)):
        raise InputError(f"initial_state has shape {start.shape}; expected {state_size} finite numbers")
    advance, read = _taken(step), _taken(readout)
    given = torch.zeros(2, input_size, dtype=torch.float64)
    states = torch.from_numpy(np.tile(start, (2, 1)))
    with undisturbed(0):
        _try(lambda: advance(states.clone(), given.clone()), (2, state_size), "step(state, input)")
        _try(lambda: read(states.clone()), (2, output_size), "readout(state)")
        cells = [
            TorchCell(advance, read, kind, parts, input_size, output_size, start, derivative)
            for derivative in (by_func, by_autograd)
        ]
        return _first_that_holds(cells)


def _rebuilt(module: nn.Module, parts: Parts, readout: str | nn.Module | None) -> Cell:
    """The network of the weights, which a copy of the module hands out: some modules compute them when asked."""
    twin = stand_alone(module)
    read = stand_alone(readout) if isinstance(readout, nn.Module) else parts.readout_name
    copied = find_parts(twin, parts.name, read)
    layout = Layout("recurrent", "readout", cell_kind_of(copied.recurrent), activation_of(copied.recurrent))
    return network_of(arrays_of(copied), layout)


def _require_agreement(module: nn.Module, network: Cell, parts: Parts, outputs: OutputsOf | None) -> None:
    """Raise `InputError` unless the network is the module."""
    report = check_model(module, network, steps=STEPS, recurrent=parts.name, outputs=outputs)
    if not report.holds:
        rows = "; ".join(
            f"{check.name} (differs by {check.worst:.1e}, limit {check.limit:.0e})"
            + (f": {check.detail}" if check.detail else "")
            for check in report.failures
        )
        raise InputError(
            f"the network made of {parts.name!r} and {parts.readout_name!r} is not {title(module)}: {rows}; choose "
            "other parts with recurrent= and readout=, write the whole step as a function and use wrap_cell, or see "
            "it all with wrap(..., check=False) and print(check_model(module, network))"
        )
    others = other_parts(module, parts)
    if report.has_outputs or (isinstance(module, (*LAYERS, *CELLS)) and not others):
        return
    reason = next((note for note in report.notes if note.startswith("outputs not compared")), "")
    if others:
        raise InputError(
            f"{title(module)} holds more than recurrence and readout ({', '.join(others[:6])}); if its step uses "
            "them, write the whole step as a function and use wrap_cell; if not, show that the network is the module, "
            f"which could not be found out: {reason}; or leave it at that with wrap(..., check=False)"
        )
    warnings.warn(f"{title(module)}: {reason}", stacklevel=3)


def _taken(function: Callable[..., Tensor] | nn.Module) -> Callable[..., Tensor]:
    """A function as it is; a module as a float64 copy, which the caller's does not feel."""
    if isinstance(function, CELLS):
        raise InputError(
            f"step is an nn.{type(function).__name__}, which is called as cell(input, state); expected a function of "
            "(state, input): use wrap(cell, readout=...), which knows it"
        )
    return stand_alone(function).requires_grad_(False) if isinstance(function, nn.Module) else function


def _try(call: Callable[[], Tensor], shape: tuple[int, int], name: str) -> None:
    """Raise `InputError` unless a call returns finite float64 values of a shape."""
    try:
        with torch.no_grad():
            result = call()
    except Exception as error:  # a user's function raises what it likes
        raise InputError(
            f"{name} raised {type(error).__name__} ({first_line(error)}) for float64 tensors of 2 trials; expected a "
            "function of a whole batch; modules that it uses must be float64 (module.double())"
        ) from error
    found = f"{result.dtype} {tuple(result.shape)}" if isinstance(result, Tensor) else type(result).__name__
    if not isinstance(result, Tensor) or tuple(result.shape) != shape or result.dtype != torch.float64:
        raise InputError(
            f"{name} returned {found} for 2 trials; expected torch.float64 {shape}: a function of a whole batch that "
            "keeps the type of its arguments"
        )
    if not bool(torch.isfinite(result).all()):
        raise InputError(f"{name} returned NaN or infinity at h(0) and zero input; expected finite values")


def _first_that_holds(cells: Sequence[TorchCell]) -> TorchCell:
    """The first way to differentiate that agrees with differences of the function."""
    problems: list[str] = []
    for cell in cells:
        try:
            report = check_dynamics(cell, steps=8)
        except Exception as error:  # torch.func and autograd raise many kinds
            problems.append(f"{type(error).__name__}: {first_line(error)}")
            continue
        if report.holds:
            return cell
        problems += [
            f"{row.name} (differs by {row.worst:.1e}) {row.detail}".strip() for row in report.failures
        ]
    raise InputError(
        f"the functions make no network: {'; '.join(dict.fromkeys(problems))}; a step is a function of state and input "
        "alone, trial by trial, of torch operations that can be differentiated (no .item(), .detach(), .numpy(), no "
        "random numbers, no values kept between calls, no assignment into its arguments)"
    )
