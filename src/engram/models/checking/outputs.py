"""A network against what a whole module returns: what lies beside recurrence and readout shows here."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import torch
from jaxtyping import Float
from numpy import ndarray
from torch import Tensor, nn

from engram.models.checking.consistency import ROUNDING, relative
from engram.models.checking.report import Check, Findings, compared
from engram.models.checking.trial_inputs import RUN_LIMIT, TrialInputs
from engram.models.isolation import first_line
from engram.models.search import CELLS, LAYERS

OutputsOf = Callable[[nn.Module, Tensor], Tensor]
"""From a module and inputs (trials, time, input) to its outputs (trials, time, output)."""
HINT = (
    "the module computes more than recurrence and readout (an input projection, a normalisation, an activation, a "
    "readout of several layers) or starts from another h(0)"
)


@dataclass(frozen=True)
class _Reading:
    """One way to call forward, and to take outputs (trials, time or 1, output) out of what it returns."""

    time_first: bool
    item: int
    """Which of the tensors that are returned."""
    order: tuple[int, ...]
    """The permutation that brings it to (trials, time, output)."""

    def __call__(self, module: nn.Module, inputs: Tensor) -> Tensor:
        tensor = _returned(module, inputs, time_first=self.time_first)[self.item]
        return tensor.permute(self.order) if len(self.order) == 3 else tensor[:, None]


def compare_outputs(twin: nn.Module, inputs: TrialInputs, outputs: OutputsOf | None) -> Findings:
    """Rows for the outputs of a copied module; a note where forward cannot be called."""
    if outputs is None and isinstance(twin, (*LAYERS, *CELLS)):
        return Findings()
    expected, given = inputs.trajectory.outputs, torch.from_numpy(inputs.values)
    readings, shapes, errors = (
        _readings(twin, given, expected.shape) if outputs is None else ([outputs], [], [])
    )
    if not readings and not shapes:
        return Findings(
            notes=(
                f"outputs not compared: forward(inputs) raised {errors[0]}; give the call as "
                "outputs=lambda module, inputs: ..., from (trials, time, input) to (trials, time, output)",
            )
        )
    answers = [(reading, _values(reading, twin, given)) for reading in readings]
    fitting = [(reading, values) for reading, values in answers if _fits(values, expected)]
    if not fitting:
        found = ", ".join(dict.fromkeys(shapes or [str(values.shape) for _, values in answers]))
        said = f"returned {found}; expected {expected.shape} (trials, time, output): {HINT}"
        return Findings((compared("module: shape of its outputs", float("inf"), 0.0, said),))
    reading, values = min(fitting, key=lambda pair: relative(pair[1], expected[:, -pair[1].shape[1] :]))
    checks = (*_rows(values, expected, inputs), *_calls(reading, twin, given, values))
    return Findings(checks, tuple(_notes(reading, twin, given)))


def _readings(
    twin: nn.Module, inputs: Tensor, shape: tuple[int, ...]
) -> tuple[list[_Reading], list[str], list[str]]:
    """The ways to call forward that give tensors of the right shape; all shapes it gave; what it raised."""
    trials, time, out = shape
    orders = {(trials, time, out): (0, 1, 2), (time, trials, out): (1, 0, 2), (trials, out): (0, 1)}
    readings, shapes, errors = [], [], []
    for time_first in (False, True):
        try:
            returned = _returned(twin, inputs, time_first=time_first)
        except Exception as error:  # a user's forward raises what it likes
            errors.append(f"{type(error).__name__}: {first_line(error)}")
            continue
        found = [tuple(tensor.shape) for tensor in returned]
        shapes += map(str, found) if found else ["nothing that is a tensor"]
        readings += [
            _Reading(time_first, item, orders[size]) for item, size in enumerate(found) if size in orders
        ]
    return readings, shapes, errors


def _returned(module: nn.Module, inputs: Tensor, *, time_first: bool) -> list[Tensor]:
    """Every tensor that forward returns, in order, out of tuples, lists and mappings."""
    waiting, tensors = [module(inputs.transpose(0, 1) if time_first else inputs)], []
    while waiting:
        value = waiting.pop(0)
        if isinstance(value, Tensor):
            tensors.append(value)
        elif isinstance(value, Mapping):
            waiting = [*value.values(), *waiting]
        elif isinstance(value, tuple | list):
            waiting = [*value, *waiting]
    return tensors


def _values(reading: _Reading | OutputsOf, twin: nn.Module, inputs: Tensor) -> Float[ndarray, "..."]:
    # A copy: a module may hand out a buffer that its next call writes into.
    return reading(twin, inputs).detach().to(torch.float64).numpy().copy()


def _fits(values: Float[ndarray, "..."], expected: Float[ndarray, "trials time output"]) -> bool:
    trials, time, out = expected.shape
    return values.shape in ((trials, time, out), (trials, 1, out))


def _rows(
    values: Float[ndarray, "trials steps output"],
    expected: Float[ndarray, "trials time output"],
    inputs: TrialInputs,
) -> Iterator[Check]:
    if values.shape[1] < expected.shape[1]:
        yield compared("module: its last output", relative(values, expected[:, -1:]), RUN_LIMIT, inputs.said)
        return
    half, first = inputs.half, relative(values[:, :1], expected[:, :1])
    under_input = relative(values[:, :half], expected[:, :half])
    yield compared("module: its first output, from h(0)", first, ROUNDING, HINT if first > ROUNDING else "")
    yield compared(f"module: its outputs, {half} inputs", under_input, RUN_LIMIT, inputs.said)
    if half < expected.shape[1]:
        alone = relative(values[:, half:], expected[:, half:])
        yield compared(f"module: its outputs, {inputs.steps - half} steps alone", alone, RUN_LIMIT)


def _calls(
    reading: _Reading | OutputsOf,
    twin: nn.Module,
    inputs: Tensor,
    values: Float[ndarray, "trials steps output"],
) -> Iterator[Check]:
    """The module called again, and called with one trial."""
    again = relative(_values(reading, twin, inputs), values)
    said = "it keeps a state between calls, or draws noise in evaluation mode" if again else ""
    yield compared("module: a second call", again, 0.0, said)
    alone = relative(_values(reading, twin, inputs[:1]), values[:1])
    said = "its trials depend on each other" if alone > RUN_LIMIT else ""
    yield compared("module: a trial alone, as in a batch", alone, RUN_LIMIT, said)


def _notes(reading: _Reading | OutputsOf, twin: nn.Module, inputs: Tensor) -> Iterator[str]:
    if isinstance(reading, _Reading):
        order = "(time, trials, input)" if reading.time_first else "(trials, time, input)"
        yield f"module called as forward(inputs), inputs of {order}"
    twin.train()
    first, second = (_values(reading, twin, inputs) for _ in range(2))
    twin.eval()
    if relative(first, second):
        yield "in training mode its outputs differ from call to call (dropout, noise); compared in evaluation mode"
