"""Write, compose, read, step by step: what a running network holds beside what theory says that it holds.

Works on any `Dynamics` with a way to read contents off its states: a compiled circuit, whose variable memories are
known, or a trained network with memories that were found in it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from jaxtyping import Bool, Float
from numpy import ndarray

from engram.dynamics import Dynamics, run
from engram.errors import InputError, MismatchError
from engram.tasks import InputCode, LinearTask, is_correct, unroll
from engram.theory.circuit import Circuit, full_circuit
from engram.theory.compiler import Gains
from engram.theory.program import WIDTH, CircuitMode, program_of, shown_slots

Decoder = Callable[[Float[ndarray, "time hidden"]], Float[ndarray, "time variables"]]
"""From states to the contents of the stored directions."""

EMPTY = 0.1
"""Contents smaller than this are shown as none."""
MAX_SIGNS = 21
"""Most components of a variable memory that are shown."""


class Phase(StrEnum):
    """What a step does."""

    WRITE = "write"
    """Input phase: u(t) goes into the newest slot."""
    COMPOSE = "compose"
    """Output phase: f goes into the newest slot, and is read."""


@dataclass(frozen=True, eq=False)
class TraceStep:
    """One step of a run; vectors have kappa components, contents s rows of kappa, oldest slot first."""

    t: int
    phase: Phase
    given: Float[ndarray, " component"]
    """u(t) as the network gets it: zero in the output phase."""
    composed: Float[ndarray, " component"]
    """F applied to the contents that were decoded one step before: what f adds to the newest slot."""
    expected: Float[ndarray, " component"]
    """What the newest slot holds in theory: the input, then the task's next vector."""
    said: Float[ndarray, " component"]
    """The network's output."""
    theory: Float[ndarray, "slot component"]
    decoded: Float[ndarray, "slot component"]
    """NaN where a coordinate is not stored."""
    is_wrong: Bool[ndarray, " component"]
    """Outputs that do not say what is expected; none in the input phase, where nothing is asked."""

    @property
    def error(self) -> float:
        """Largest difference of what is said and what is expected."""
        return float(np.max(np.abs(self.said - self.expected)))


@dataclass(frozen=True, eq=False)
class Trace:
    """One trial of a network, step t at index t - 1."""

    task: LinearTask
    kind: str
    """What network it is."""
    inputs: Float[ndarray, "time component"]
    vectors: Float[ndarray, "time component"]
    """u(1), u(2), ...: the inputs, then what the task makes of them."""
    theory: Float[ndarray, "time history"]
    """z(t)"""
    decoded: Float[ndarray, "time history"]
    """As read off the states; NaN where a coordinate is not stored."""
    composed: Float[ndarray, "time component"]
    outputs: Float[ndarray, "time component"]
    is_wrong: Bool[ndarray, "time component"]
    code: InputCode

    @property
    def num_steps(self) -> int:
        """Of both phases together."""
        return len(self.vectors)

    @property
    def accuracy(self) -> float:
        """Share of the outputs after the input phase that say what is expected."""
        asked = self.is_wrong[self.task.num_variables :]
        return float(1 - np.mean(asked)) if asked.size else float("nan")

    @property
    def is_misheld(self) -> Bool[ndarray, "time history"]:
        """Contents that are stored and that do not say what theory says; empty slots must be empty."""
        return np.isfinite(self.decoded) & ~is_correct(np.nan_to_num(self.decoded), self.theory, self.code)

    def step(self, t: int) -> TraceStep:
        """Step t, 1 .. `num_steps`; raises `InputError` for any other."""
        if not 1 <= t <= self.num_steps:
            raise InputError(f"step {t} is not traced; expected 1 .. {self.num_steps}")
        slots, now = (self.task.num_variables, self.task.variable_size), t - 1
        return TraceStep(
            t,
            Phase.WRITE if t <= self.task.num_variables else Phase.COMPOSE,
            self.inputs[now],
            self.composed[now],
            self.vectors[now],
            self.outputs[now],
            self.theory[now].reshape(slots),
            self.decoded[now].reshape(slots),
            self.is_wrong[now],
        )

    def __iter__(self) -> Iterator[TraceStep]:
        return (self.step(t) for t in range(1, self.num_steps + 1))

    def __str__(self) -> str:
        return "\n".join(table_rows(self))


def trace_network(
    network: Dynamics,
    circuit: Circuit,
    decode: Decoder,
    inputs: Float[ndarray, "variables component"],
    num_steps: int,
    code: InputCode = InputCode.SIGNS,
) -> Trace:
    """Run one trial for `num_steps` steps, input phase included.

    Raises `InputError` when that is less than the input phase, `MismatchError` when network and task do not fit.
    """
    task = circuit.task
    if num_steps < task.num_variables:
        raise InputError(
            f"{num_steps} steps are asked for; the input phase alone takes s = {task.num_variables}"
        )
    if (network.input_size, network.output_size) != (task.variable_size, task.variable_size):
        raise MismatchError(
            f"the network has {network.input_size} inputs and {network.output_size} outputs; task {task.name!r} has "
            f"kappa = {task.variable_size}"
        )
    trials = unroll(task, inputs[None], num_steps - task.num_variables)
    trajectory = run(network, trials.inputs)
    decoded = _on_coordinates(circuit, decode(trajectory.states[0]))
    before = np.concatenate([np.zeros((1, task.history_size)), np.nan_to_num(decoded[:-1])])
    outputs, vectors = trajectory.outputs[0], trials.vectors[0]
    asked = (np.arange(num_steps) >= task.num_variables)[:, None]
    return Trace(
        task,
        network.kind,
        trials.inputs[0],
        vectors,
        trials.contents[0],
        decoded,
        before @ task.composition.T,
        outputs,
        asked & ~is_correct(outputs, vectors, code),
        code,
    )


def trace_circuit(
    task: LinearTask, mode: CircuitMode, inputs: Float[ndarray, "variables component"], num_steps: int
) -> Trace:
    """Trace the compiled circuit, in the standard basis; raises `TaskError` for a dense F in saturating mode."""
    network = program_of(task, mode).network
    size = Gains().settled if mode is CircuitMode.SATURATING else 1.0
    return trace_network(network, full_circuit(task), lambda states: states / size, inputs, num_steps)


def table_rows(trace: Trace) -> list[str]:
    """The trace as text of at most 80 columns: contents as signs, circled where theory says otherwise.

    `·` stands for nothing, a space for a coordinate that is not stored. The last column counts the outputs that are
    wrong.
    """
    kappa, num_slots = trace.task.variable_size, trace.task.num_variables
    width = max(min(kappa, MAX_SIGNS), len(f"Ψ{num_slots}"))
    slots = shown_slots(num_slots, max(3, (WIDTH - 8) // (width + 1)))
    wrong = trace.is_misheld.reshape(trace.num_steps, -1, kappa)

    def row(start: str, cells: list[str]) -> str:
        return start + " ".join(f"{cell:<{width}}" if cell != "…" else cell for cell in cells)

    header = row("   t  ", ["…" if slot is None else f"Ψ{slot + 1}" for slot in slots])
    rows = [header.rstrip()]
    for step in trace:
        if step.t == num_slots + 1:
            rows.append("      " + "-" * (len(header) - 6))
        cells = [
            "…" if slot is None else _signs(step.decoded[slot], wrong[step.t - 1, slot]) for slot in slots
        ]
        count = int(np.sum(step.is_wrong))
        mark = "w" if step.phase is Phase.WRITE else "r"
        rows.append((row(f"{step.t:4}{mark} ", cells) + (f"{count:3}" if count else "")).rstrip())
    return rows


def _signs(values: Float[ndarray, " component"], is_wrong: Bool[ndarray, " component"]) -> str:
    """One character a component."""
    signs = "".join(
        " " if np.isnan(value) else _sign(float(value), wrong)
        for value, wrong in zip(values, is_wrong.tolist(), strict=True)
    )
    return signs if len(signs) <= MAX_SIGNS else signs[: MAX_SIGNS - 1] + "…"


def _sign(value: float, wrong: bool) -> str:
    if abs(value) < EMPTY:
        return "⊙" if wrong else "·"
    if wrong:
        return "⊕" if value > 0 else "⊖"
    return "+" if value > 0 else "-"


def _on_coordinates(
    circuit: Circuit, stored: Float[ndarray, "time variables"]
) -> Float[ndarray, "time history"]:
    """Contents of all history coordinates, NaN where they are not stored; directions of a dense F are spread out."""
    held = stored @ circuit.projection
    is_stored = np.any(np.abs(circuit.projection) > 1e-9, axis=0)
    return np.where(is_stored, held, np.nan)
