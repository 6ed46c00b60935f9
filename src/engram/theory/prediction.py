"""What the circuit predicts before any network is looked at: contents, spectrum, cycles, smallest width."""

from dataclasses import dataclass
from math import lcm

import numpy as np
from jaxtyping import Complex, Float
from numpy import ndarray
from scipy import linalg

from engram.tasks import LinearTask
from engram.theory.circuit import Circuit, circuit_of


def repeat_copy_contents(
    inputs: Float[ndarray, "trials variables component"], t: int
) -> Float[ndarray, "trials variables component"]:
    """z(s+t) of repeat copy in closed form [Eq. 13, 34]: u(mu) is in slot ((mu - t - 1) mod s) + 1."""
    slots = inputs.shape[1]
    return inputs[:, (np.arange(slots) + t) % slots]


def contents_after(
    task: LinearTask, contents: Float[ndarray, "trials history"], steps: int
) -> Float[ndarray, "trials history"]:
    """z(t + steps) = Phi^steps z(t), by letting f go on rather than by a matrix power."""
    kappa = task.variable_size
    history = contents
    for _ in range(steps):
        history = np.concatenate([history[:, kappa:], history @ task.composition.T], axis=1)
    return history


@dataclass(frozen=True)
class Cycle:
    """Stored coordinates that pass one content round: `length` steps, then it is back times `sign`."""

    directions: tuple[int, ...]
    """Indices into the circuit's directions, in the order in which a content visits them."""
    sign: int

    @property
    def length(self) -> int:
        """Steps for one round."""
        return len(self.directions)

    @property
    def period(self) -> int:
        """Steps until the content itself, with its sign, is back."""
        return self.length if self.sign > 0 else 2 * self.length

    @property
    def eigenvalues(self) -> Complex[ndarray, " modes"]:
        """The roots of lambda^length = sign, unit length, evenly spaced."""
        offset = 0.0 if self.sign > 0 else np.pi
        angles = (2 * np.pi * np.arange(self.length) + offset) / self.length
        return _snapped(np.exp(1j * angles))


def cycles_of(circuit: Circuit) -> tuple[Cycle, ...]:
    """The cycles of a signed selection; directions on no cycle only pass contents on (eigenvalue zero).

    Raises `TaskError` for a dense F.
    """
    circuit.task.require_selection()
    sources, signs = _sources_of(circuit.interaction)
    cycles, seen = [], set()
    for start in range(circuit.num_directions):
        path, here = [], start
        while here >= 0 and here not in seen and here not in path:
            path.append(here)
            here = sources[here]
        if here in path:
            members = path[path.index(here) :]
            # Followed from destination to source, so the content travels the other way round.
            cycles.append(Cycle(tuple(reversed(members)), int(np.prod(signs[members]))))
        seen.update(path)
    return tuple(cycles)


def _sources_of(
    interaction: Float[ndarray, "variables variables"],
) -> tuple[list[int], Float[ndarray, " variables"]]:
    """For each direction the one that it copies (-1: none that is stored) and with which sign."""
    copied = np.argmax(np.abs(interaction), axis=1)
    signs = np.sign(interaction[np.arange(len(interaction)), copied])
    return [int(source) if sign else -1 for source, sign in zip(copied, signs, strict=True)], signs


def theoretical_spectrum(circuit: Circuit) -> Complex[ndarray, " modes"]:
    """Eigenvalues of the circuit's Phi with multiplicities, zeros included; exact for signed selections.

    Phi is defective, so a numerical eigenvalue solver would smear its zeros to the order of eps^(1/s).
    """
    if not circuit.task.is_selection:
        return linalg.eigvals(circuit.interaction).astype(np.complex128)
    on_cycles = [cycle.eigenvalues for cycle in cycles_of(circuit)]
    modes = np.concatenate(on_cycles) if on_cycles else np.empty(0, complex)
    return np.concatenate([modes, np.zeros(circuit.num_directions - modes.size, complex)])


def persistent_spectrum(task: LinearTask, *, threshold: float = 0.5) -> Complex[ndarray, " modes"]:
    """The modes that keep contents: eigenvalues of Phi on the stored directions with |lambda| > threshold."""
    modes = theoretical_spectrum(circuit_of(task))
    return modes[np.abs(modes) > threshold]


@dataclass(frozen=True)
class Multiplicity:
    """One eigenvalue and how often it occurs."""

    eigenvalue: complex
    count: int


def multiplicities(modes: Complex[ndarray, " modes"], *, tolerance: float = 1e-6) -> tuple[Multiplicity, ...]:
    """Distinct eigenvalues by angle (zero first), each with its count."""
    groups: list[list[complex]] = []
    for mode in modes:
        home = next((group for group in groups if abs(group[0] - mode) <= tolerance), None)
        groups.append([mode]) if home is None else home.append(mode)
    distinct = [Multiplicity(complex(np.mean(group)), len(group)) for group in groups]
    return tuple(sorted(distinct, key=lambda entry: _angle_key(entry.eigenvalue)))


def period(circuit: Circuit) -> int:
    """Steps after which every content of a signed selection recurs with its sign."""
    return lcm(*(cycle.period for cycle in cycles_of(circuit))) if circuit.num_directions else 1


def smallest_width(task: LinearTask) -> int:
    """The least N with which a linear network holds the circuit: one unit for each stored direction."""
    return circuit_of(task).num_directions


def _snapped(values: Complex[ndarray, " modes"]) -> Complex[ndarray, " modes"]:
    """Rounding dust beside exact 0 and 1 removed, so that multiplicities count exactly."""
    return np.round(np.real(values), 15) + 1j * np.round(np.imag(values), 15)


def _angle_key(value: complex) -> tuple[bool, float]:
    return abs(value) > 1e-9, float(np.angle(value) % (2 * np.pi))
