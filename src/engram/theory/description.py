"""What theory predicts for a task, as text."""

import textwrap
from collections import Counter

import numpy as np
from jaxtyping import Complex
from numpy import ndarray

from engram.tasks import LinearTask, ModularTask, Task, to_id
from engram.theory.circuit import Circuit, circuit_of
from engram.theory.lifting import Storage, storage_of
from engram.theory.prediction import cycles_of, multiplicities, period, theoretical_spectrum

WIDTH = 80


def describe(task: Task) -> str:
    """The rule, what must be stored, cycles and spectrum, in a few lines; of any rule that theory knows.

    Raises `TaskError` for another one.
    """
    return _linear(task) if isinstance(task, LinearTask) else _nonlinear(storage_of(task))


def _linear(task: LinearTask) -> str:
    circuit = circuit_of(task)
    lines = [
        *_sizes(task),
        f"must be stored  {circuit.num_directions} of {task.history_size} directions (smallest linear width)",
        *(_selection_lines(task, circuit) if task.is_selection else ["rule            dense F"]),
        "spectrum of Phi (angle in degrees: multiplicity)",
    ]
    return "\n".join([*lines, *_spectrum_lines(theoretical_spectrum(circuit))])


def _nonlinear(storage: Storage) -> str:
    task, needed = storage.task, storage.num_needed
    lines = [
        *_sizes(task),
        *(_modular_lines(task) if isinstance(task, ModularTask) else []),
        f"must be stored  {needed} of {task.history_size} contents; they shift from slot to slot",
        *(_lift_lines(storage) if isinstance(task, ModularTask) else _clock_lines(storage)),
    ]
    return "\n".join([*lines, *_spectrum_lines(storage.spectrum)])


def _sizes(task: Task) -> list[str]:
    return [
        f"task            {task.name}",
        f"sizes           s = {task.num_variables} variables of kappa = {task.variable_size} components",
    ]


def _modular_lines(task: ModularTask) -> list[str]:
    terms = [
        f"{'' if number == 1 else f'{number} '}x(t-{task.num_variables - slot})"
        for slot, number in enumerate(task.coefficients)
        if number
    ]
    code = "signs, +1 for 0 and -1 for 1" if task.modulus == 2 else "(cos, sin) of 2 pi x / p"
    return [
        *_wrapped("rule", f"x(t) = {' + '.join(terms)} mod {task.modulus}, of each symbol x on its own"),
        f"symbols         {task.num_symbols} in a vector, coded as {code}",
    ]


def _lift_lines(storage: Storage) -> list[str]:
    share = f"linear part     R^2 = {storage.linear_share:g} of the best linear F"
    if not storage.is_closed:
        return [
            share,
            *_wrapped("lift", "none that is small enough makes the rule linear"),
            _head("the linear part"),
        ]
    if not storage.num_ahead:
        return [share, *_wrapped("lift", "none needed: the rule is linear in these contents"), _head("Phi")]
    ahead, circuit = storage.num_ahead, storage.lifted[0]
    plural = "vector" if ahead == 1 else "vectors"
    which = "u(t+1)" if ahead == 1 else f"u(t+1) .. u(t+{ahead})"
    text = f"with {ahead} more {plural} held ahead of time, {which}, the rule is linear: "
    text += f"{circuit.num_directions} directions, which only go round"
    if storage.is_saturated:
        text += "; they span all functions of so few symbols, so that a lifted write cannot fail"
    return [share, *_wrapped("lift", text), _head("the lifted Phi")]


def _clock_lines(storage: Storage) -> list[str]:
    phases = storage.num_phases
    text = f"{phases} phases, t mod {phases}, each with a linear F: contents are known with the phase; with a code of "
    text += f"its own for each phase, {phases} times as many directions, a network needs no clock"
    return [*_wrapped("clock", text), _head(f"Phi over {phases} steps")]


def _head(what: str) -> str:
    return f"spectrum of {what} (angle in degrees: multiplicity)"


def _selection_lines(task: LinearTask, circuit: Circuit) -> list[str]:
    outputs = [
        _term(task, output, int(source), float(sign))
        for output, (source, sign) in enumerate(zip(task.sources, task.signs, strict=True))
    ]
    lengths = Counter((cycle.length, "" if cycle.sign > 0 else "-") for cycle in cycles_of(circuit))
    cycles = [f"{count} of length {length}{sign}" for (length, sign), count in sorted(lengths.items())]
    has_id = len(set(task.sources.tolist())) == task.variable_size
    return [
        *([f"id              {','.join(map(str, to_id(task)))}"] if has_id else []),
        *_wrapped("rule", " ".join(outputs)),
        *_wrapped("cycles", ", ".join(cycles) + " (-: the sign flips each round)"),
        f"period          {period(circuit)} steps",
    ]


def _wrapped(name: str, text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=f"{name:<16}", subsequent_indent=" " * 16)


def _term(task: LinearTask, output: int, source: int, sign: float) -> str:
    slot, component = divmod(source, task.variable_size)
    return f"y{output + 1}={'-' if sign < 0 else ''}u{component + 1}(t-{task.num_variables - slot})"


def _spectrum_lines(modes: Complex[ndarray, " modes"]) -> list[str]:
    entries = []
    for entry in multiplicities(modes):
        modulus = abs(entry.eigenvalue)
        where = "0" if modulus < 1e-9 else f"{np.degrees(np.angle(entry.eigenvalue)):.4g}°"
        size = "" if modulus < 1e-9 or abs(modulus - 1) < 1e-9 else f" (|λ| = {modulus:.3g})"
        entries.append(f"{where}{size}: {entry.count}")
    return [
        "  " + "  ".join(f"{entry:<12}" for entry in entries[first : first + 5]).rstrip()
        for first in range(0, len(entries), 5)
    ]
