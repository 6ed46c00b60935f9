"""What theory predicts for a task, as text."""

import textwrap
from collections import Counter

import numpy as np

from engram.tasks import LinearTask, to_id
from engram.theory.circuit import Circuit, circuit_of
from engram.theory.prediction import cycles_of, multiplicities, period, theoretical_spectrum

WIDTH = 80


def describe(task: LinearTask) -> str:
    """The rule, what must be stored, cycles and spectrum, in a few lines."""
    circuit = circuit_of(task)
    lines = [
        f"task            {task.name}",
        f"sizes           s = {task.num_variables} variables of kappa = {task.variable_size} components",
        f"must be stored  {circuit.num_directions} of {task.history_size} directions (smallest linear width)",
        *(_selection_lines(task, circuit) if task.is_selection else ["rule            dense F"]),
        "spectrum of Phi (angle in degrees: multiplicity)",
    ]
    return "\n".join([*lines, *_spectrum_lines(circuit)])


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


def _spectrum_lines(circuit: Circuit) -> list[str]:
    entries = []
    for entry in multiplicities(theoretical_spectrum(circuit)):
        modulus = abs(entry.eigenvalue)
        where = "0" if modulus < 1e-9 else f"{np.degrees(np.angle(entry.eigenvalue)):.4g}°"
        size = "" if modulus < 1e-9 or abs(modulus - 1) < 1e-9 else f" (|λ| = {modulus:.3g})"
        entries.append(f"{where}{size}: {entry.count}")
    return [
        "  " + "  ".join(f"{entry:<12}" for entry in entries[first : first + 5]).rstrip()
        for first in range(0, len(entries), 5)
    ]
