"""Circuits in fewer units than directions: what can be dropped, and what is left.

Three ways to squeeze the m stored directions of a signed selection into N < m units of a linear network: whole cycles
are dropped, N modes of Phi are kept, or all directions share all units (W = Psi Phi Psi^+ with a random Psi of shape
(N, m)). What each of them still says is in `engram.theory.bounds.capacity`.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from jaxtyping import Bool, Float, Int
from numpy import ndarray
from scipy import linalg

from engram.errors import InputError
from engram.theory.circuit import Circuit
from engram.theory.paths import path_into


class Squeeze(StrEnum):
    """How a circuit is fitted into fewer units than directions."""

    CYCLES = "cycles"
    """Whole cycles are dropped."""
    MODES = "modes"
    """The modes on which least rests are dropped."""
    SUPERPOSITION = "superposition"
    """All directions share all units, at random."""


@dataclass(frozen=True, eq=False)
class Loop:
    """A cycle of contents with all that hangs on it: the least that can be kept or dropped on its own."""

    directions: Int[ndarray, " members"]
    """Indices into the circuit's directions."""
    length: int
    """Of the cycle itself."""
    outputs: Int[ndarray, " outputs"]
    """Components that repeat its contents."""


def loops_of(circuit: Circuit) -> tuple[Loop, ...]:
    """The stored directions of a signed selection by the cycle that their contents come from."""
    task, members = circuit.task, {}
    paths = {int(coordinate): path_into(task, int(coordinate)) for coordinate in circuit.coordinates}
    for direction, path in enumerate(paths.values()):
        members.setdefault(min(path.cycle), []).append(direction)
    newest = task.history_size - task.variable_size
    roots = [min(path_into(task, newest + output).cycle) for output in range(task.variable_size)]
    return tuple(
        Loop(
            np.array(directions),
            len(path_into(task, root).cycle),
            np.flatnonzero(np.array(roots) == root),
        )
        for root, directions in sorted(members.items())
    )


def keep_cycles(circuit: Circuit, num_units: int) -> Bool[ndarray, " variables"]:
    """The directions to keep when only whole loops can be: as many outputs as possible with `num_units` units."""
    loops = loops_of(circuit)
    # best[n]: most outputs with n units, and which loops these are (a knapsack with few, small items).
    best: list[tuple[int, frozenset[int]]] = [(0, frozenset())] * (num_units + 1)
    for index, loop in enumerate(loops):
        size = loop.directions.size
        for units in range(num_units, size - 1, -1):
            value, chosen = best[units - size]
            if value + loop.outputs.size > best[units][0]:
                best[units] = (value + loop.outputs.size, chosen | {index})
    kept = np.zeros(circuit.num_directions, dtype=bool)
    for index in best[num_units][1]:
        kept[loops[index].directions] = True
    return kept


@dataclass(frozen=True, eq=False)
class SqueezedCircuit:
    """A linear network of N units for the m stored directions: h = `write` x, h <- `step` h, y = `read` h."""

    circuit: Circuit
    squeeze: Squeeze
    write: Float[ndarray, "hidden variables"]
    step: Float[ndarray, "hidden hidden"]
    read: Float[ndarray, "component hidden"]

    @property
    def num_units(self) -> int:
        """N."""
        return self.write.shape[0]


def squeeze_circuit(
    circuit: Circuit, num_units: int, squeeze: Squeeze, rng: np.random.Generator
) -> SqueezedCircuit:
    """The circuit on `num_units` units; `rng` draws the superposition.

    Raises `InputError` for N < 1, and for a circuit that does not hold all of the newest slot.
    """
    check_says_all(circuit)
    if num_units < 1:
        raise InputError(f"the number of units is {num_units}; expected at least 1")
    match squeeze:
        case Squeeze.CYCLES:
            rows = np.eye(circuit.num_directions)[keep_cycles(circuit, num_units)]
        case Squeeze.MODES:
            rows = leading_modes(circuit, num_units)
        case Squeeze.SUPERPOSITION:
            rows = rng.standard_normal((num_units, circuit.num_directions)) / np.sqrt(num_units)
    back = linalg.pinv(rows) if rows.size else np.zeros((circuit.num_directions, 0))
    return SqueezedCircuit(circuit, squeeze, rows, rows @ circuit.interaction @ back, circuit.read @ back)


def leading_modes(circuit: Circuit, num_units: int) -> Float[ndarray, "modes variables"]:
    """Orthonormal rows that span the modes of Phi with most energy in the outputs, at most `num_units` of them.

    Complex pairs stay together. Raises `InputError` where contents pass through directions on no cycle, in which Phi
    is not orthogonal.
    """
    if not np.allclose(circuit.interaction @ circuit.interaction.T, np.eye(circuit.num_directions)):
        raise InputError(
            f"modes are kept only where every stored direction is on a cycle; task {circuit.task.name!r} has others"
        )
    ranked = [
        (-loop.outputs.size / loop.length, rank, index, mode)
        for index, loop in enumerate(loops_of(circuit))
        for rank, mode in enumerate(_modes_of(circuit, loop))
    ]
    rows: list[ndarray] = []
    # Among equals, one loop after the other gets its next mode: signs suffer least from a little error in all.
    for _, _, _, mode in sorted(ranked, key=lambda entry: entry[:3]):
        if len(rows) + len(mode) <= num_units:
            rows.extend(mode)
    return np.array(rows).reshape(-1, circuit.num_directions)


def _modes_of(circuit: Circuit, loop: Loop) -> list[Float[ndarray, "dimensions variables"]]:
    """Invariant lines and planes of a loop; planes first, so that lines can fill what is left."""
    block = circuit.interaction[np.ix_(loop.directions, loop.directions)]
    # Phi is orthogonal there, so that its real Schur form is block-diagonal.
    triangular, unitary = linalg.schur(block, output="real")
    vectors = np.zeros((loop.directions.size, circuit.num_directions))
    vectors[:, loop.directions] = unitary.T
    planes, lines, first = [], [], 0
    while first < len(block):
        size = 2 if first + 1 < len(block) and abs(triangular[first + 1, first]) > 1e-9 else 1
        (planes if size == 2 else lines).append(vectors[first : first + size])
        first += size
    return planes + lines


def check_says_all(circuit: Circuit) -> None:
    """Refuse what has no outputs: a content that is said and never read again need not be stored."""
    if np.linalg.matrix_rank(circuit.read) < circuit.task.variable_size:
        raise InputError(
            f"task {circuit.task.name!r} says contents that it never reads again, and so does not store: its outputs "
            "cannot be read off the stored directions; use full_circuit(task)"
        )
