"""Figure 1: an algorithm that solves a task, each line beside the part of the network that carries it out.

The algorithm is the same for every linear task: write, then compose and read. What differs is f, and with it the last
block row of Phi. Each line names the weights that do it, in the basis of the variable memories; compiled into the
standard basis, these are the weights themselves.
"""

import textwrap
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from jaxtyping import Float
from numpy import ndarray

from engram.dynamics import Elman
from engram.tasks import LinearTask
from engram.theory.bounds.input_phase import (
    best_linear_response,
    fires_while_writing,
    linear_error,
    predict_linear,
)
from engram.theory.circuit import interaction_matrix, read_matrix, write_matrix
from engram.theory.compiler import Gains, compile_linear, compile_saturating

WIDTH = 80
CODE_WIDTH = 47
"""Columns of the pseudocode; the rest of a line says what does it."""
MAX_BLOCKS = 10
"""Most slots whose blocks are all shown as text."""
MAX_CHECKED = 512
"""Largest s*kappa for which the remark says what the linear circuit makes of the task."""
ROUNDING = 1e-9
"""Relative errors up to this are none."""


class CircuitMode(StrEnum):
    """How the circuit is compiled."""

    LINEAR = "linear"
    """Identity units. Exact for the closed form; solves the task where f reads nothing but the oldest slot."""
    SATURATING = "saturating"
    """tanh units with a write gain above the recurrent gain. Solves every signed selection."""


class Operation(StrEnum):
    """What a line of the algorithm does to the contents."""

    START = "start"
    LOOP = "loop"
    SHIFT = "shift"
    """Every slot takes the content of the next younger one."""
    WRITE = "write"
    COMPOSE = "compose"
    READ = "read"


@dataclass(frozen=True)
class Line:
    """One line of pseudocode and what carries it out."""

    operation: Operation
    text: str
    """The pseudocode, indented; may be several lines of text."""
    carried_out_by: str
    """The weights, in words."""

    def __str__(self) -> str:
        rows = self.text.split("\n")
        return "\n".join([f"{rows[0]:<{CODE_WIDTH}} {self.carried_out_by}".rstrip(), *rows[1:]])


@dataclass(frozen=True, eq=False)
class Program:
    """The algorithm of a task and the network that it compiles to."""

    task: LinearTask
    mode: CircuitMode
    lines: tuple[Line, ...]
    network: Elman
    """In the standard basis: unit q holds history coordinate q."""
    remark: str
    """Whether, and why, the network does what the algorithm says."""

    def __str__(self) -> str:
        kappa, size = self.task.variable_size, self.task.history_size
        title = f"{self.task.name} · {self.mode} circuit, N = {size}"
        remark = textwrap.wrap(self.remark, WIDTH)
        return "\n".join(
            [
                *textwrap.wrap(title, WIDTH),
                "",
                *map(str, self.lines),
                "",
                f"weights in blocks of {kappa} x {kappa}: I identity, f a part of f, · zero{_gain_note(self.mode)}",
                *block_rows(self.task),
                "",
                *remark,
            ]
        )


def program_of(task: LinearTask, mode: CircuitMode) -> Program:
    """The algorithm and its network; raises `TaskError` for a dense F in saturating mode."""
    is_saturating = mode is CircuitMode.SATURATING
    network = compile_saturating(task) if is_saturating else compile_linear(task, np.eye(task.history_size))
    return Program(task, mode, _lines(task, mode), network, _remark(task, mode))


def _lines(task: LinearTask, mode: CircuitMode) -> tuple[Line, ...]:
    slots, kappa = task.num_variables, task.variable_size
    gains, newest = Gains(), f"z{slots}"
    recurrent, write = (
        ("", "") if mode is CircuitMode.LINEAR else (f"{gains.recurrent:g} ", f"{gains.write:g} ")
    )
    shifting = (
        f"    z[i] ← z[i+1]   for i = 1 .. {slots - 1}" if slots > 1 else "    (one slot: nothing to shift)"
    )
    by_shift = Line(Operation.SHIFT, shifting, f"W_hh = {recurrent}Φ, its shift")
    numbers = f"{kappa} number{'s' if kappa > 1 else ''}"
    memory = f"z1 .. z{slots}" if slots > 1 else "z1"
    over = f", drowns {recurrent}F" if recurrent and fires_while_writing(task) else ""
    fired = " + f(z)" if mode is CircuitMode.LINEAR and fires_while_writing(task) else ""
    return (
        Line(Operation.START, f"{memory} ← 0, each {numbers}", "h = Ψ z" if not write else "h = a Ψ z"),
        Line(Operation.LOOP, f"for t = 1 .. {slots}:  take in u(t)", "input phase"),
        by_shift,
        Line(
            Operation.WRITE,
            f"    {newest} ← u(t){fired}",
            f"W_uh = {write}Ψ{slots}{over}{', F' if fired else ''}",
        ),
        Line(Operation.LOOP, f"for t = {slots + 1}, {slots + 2}, ...:", "output phase, no input"),
        Line(Operation.COMPOSE, composition_text(task), f"W_hh = {recurrent}Φ, its last rows F"),
        by_shift,
        Line(Operation.COMPOSE, f"    {newest} ← new", "the same rows of W_hh"),
        Line(Operation.READ, f"    say {newest}", f"W_r = Ψ{slots}*" + (" / a" if write else "")),
    )


def composition_text(task: LinearTask) -> str:
    """The line that computes f: which contents become the new vector."""
    if not task.is_selection:
        blocks = _blocks(task.composition, task.variable_size)
        terms = [f"F{slot + 1} z{slot + 1}" for slot, block in enumerate(blocks) if np.any(block)]
        return _wrapped_terms(" + ".join(terms) or "0")
    slots, components = np.divmod(np.asarray(task.sources), task.variable_size)
    if len(set(slots.tolist())) == 1 and np.array_equal(components, np.arange(task.variable_size)):
        if np.all(task.signs == 1):
            return f"    new ← z{slots[0] + 1}"
        if np.all(task.signs == -1):
            return f"    new ← -z{slots[0] + 1}"
    terms = [
        f"{'-' if sign < 0 else ''}z{slot + 1}.{component + 1}"
        for slot, component, sign in zip(slots, components, task.signs, strict=True)
    ]
    return _wrapped_terms("(" + ", ".join(terms) + ")")


def _wrapped_terms(terms: str) -> str:
    return textwrap.fill(
        terms, CODE_WIDTH - 1, initial_indent="    new ← ", subsequent_indent=" " * 11, break_on_hyphens=False
    )


def block_rows(task: LinearTask) -> list[str]:
    """W_hh, W_uh and W_r by slots, one sign a block; long memories with the middle left out."""
    slots = shown_slots(task.num_variables, MAX_BLOCKS)
    kappa = task.variable_size
    recurrent, write, read = interaction_matrix(task), write_matrix(task), read_matrix(task)

    def cells(row: Float[ndarray, "component history"]) -> str:
        blocks = _blocks(row, kappa)
        return "".join("  …" if slot is None else f"{_sign_of(blocks[slot]):>4}" for slot in slots)

    header = "".join("  …" if slot is None else f"{f'Ψ{slot + 1}':>4}" for slot in slots)
    rows = [f"{'':6}{header}     u"]
    for slot in slots:
        if slot is None:
            rows.append("     …")
            continue
        part = slice(slot * kappa, (slot + 1) * kappa)
        rows.append(f"{f'Ψ{slot + 1}':>5} {cells(recurrent[part])}  {_sign_of(write[part]):>4}")
    return [*rows, f"{'y':>5} {cells(read)}"]


def shown_slots(num_slots: int, room: int) -> list[int | None]:
    """The slots that are shown where only `room` have a place, oldest first; None stands for those left out."""
    if num_slots <= room:
        return list(range(num_slots))
    oldest = (room - 1) // 2
    newest = room - 1 - oldest
    return [*range(oldest), None, *range(num_slots - newest, num_slots)]


def _blocks(
    row: Float[ndarray, "component history"], kappa: int
) -> list[Float[ndarray, "component component"]]:
    return np.split(row, row.shape[1] // kappa, axis=1)


def _sign_of(block: Float[ndarray, "rows columns"]) -> str:
    if not np.any(block):
        return "·"
    identity = np.eye(len(block))
    return "I" if np.array_equal(block, identity) else "-I" if np.array_equal(block, -identity) else "f"


def _gain_note(mode: CircuitMode) -> str:
    gains = Gains()
    return "" if mode is CircuitMode.LINEAR else f"; times {gains.recurrent:g} (u: {gains.write:g})"


def _remark(task: LinearTask, mode: CircuitMode) -> str:
    """Whether the network does what the algorithm says."""
    newest, gains = f"z{task.num_variables}", Gains()
    if mode is CircuitMode.SATURATING:
        return (
            f"All units are tanh and settle at ±a, a = {gains.settled:.3f}: the sign of {gains.write:g} u(t) wins over "
            f"whatever {gains.recurrent:g} F adds while u(t) is written, so that only u(t) is stored; and every step "
            "restores the size of all contents. Right for ever for contents of -1 and +1."
        )
    if not fires_while_writing(task):
        return "f reads nothing but the oldest slot, which is empty while inputs come in: exact for all real contents."
    fires = f"Φ acts while inputs come in, too: {newest} gets u(t) + f(z), not the u(t) of the algorithm."
    if task.history_size > MAX_CHECKED:
        return fires
    horizon = 2 * task.num_variables
    if np.nanmax(linear_error(task, horizon), initial=0.0) < ROUNDING:
        return f"{fires} No output ever depends on what is added: exact for all real contents."
    nobody = best_linear_response(task, horizon).error > ROUNDING
    return (
        f"{fires} The network computes its closed form, and not the task{_predicted_share(task)}."
        + " No linear network of any width does the task." * nobody
        + " A saturating circuit does (--mode saturating)." * task.is_selection
    )


def _predicted_share(task: LinearTask) -> str:
    if not task.is_selection:
        return ""
    share = float(np.mean(predict_linear(task, 200).accuracy))
    return f": by theory {share:.3f} of its first 200 outputs have the right sign"
