"""Variable memories: where in the hidden state each variable of the task is kept.

h(t) = offset + Psi x(t) + (rest), x(t) = P z(t) the stored contents. The columns of Psi write, the rows of
its dual Psi* read, Psi* Psi = I. Three estimators, each a function to `VariableMemories`:

    find_by_power           Algorithm 1 [Eq. 14, 15], as printed: the baseline
    find_by_observability   from weights alone, by matching observability matrices
    find_by_regression      from sampled states; the default, and the one that stays right
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

import numpy as np
from jaxtyping import Bool, Float
from numpy import ndarray
from scipy import linalg

from engram.dynamics import Dynamics, StatePart, save_tensors
from engram.errors import InputError
from engram.interpretation.linearize import Linearization
from engram.interpretation.recording import Recording
from engram.numerics import fit_linear, frozen, generalised_dual, null_space, spectral_projector
from engram.theory import Circuit

FORMAT = "engram-memories/1"

ONE_IN = 3
"""Phi is measured at one in so many steps: other trials tell more about it than the next step of the same one."""
ROWS_AT_A_TIME = 4096
"""Residuals that are formed at a time: 32 MiB of a network of 1024 units."""
QUIETEST = 1e-6
"""A part of the state with less noise than this share of the noisiest part's is taken to have as much."""

Variables = Float[ndarray, "*batch variables"]
States = Float[ndarray, "*batch hidden"]


class Method(StrEnum):
    """How variable memories are found."""

    REGRESSION = "regression"
    OBSERVABILITY = "observability"
    POWER = "power"


@dataclass(frozen=True, eq=False)
class VariableMemories:
    """The privileged basis Psi of a network, its dual, and the interactions that it reveals."""

    method: Method
    circuit: Circuit
    """What theory says of the m stored directions, in the order of the columns of `basis`."""
    basis: Float[ndarray, "hidden variables"]
    """Psi"""
    dual: Float[ndarray, "variables hidden"]
    """Psi*, with Psi* Psi = I"""
    offset: Float[ndarray, " hidden"]
    """The state in which every variable holds zero (zero for networks without biases)."""
    interaction: Float[ndarray, "after variables"]
    """The learned Phi: x(t+1) = interaction x(t) in the output phase (Psi* A Psi for weight-based methods).

    Where a clock runs, to the stored directions of its next phase, of which there may be another number.
    """

    def __post_init__(self) -> None:
        for name in ("basis", "dual", "offset", "interaction"):
            object.__setattr__(self, name, frozen(getattr(self, name)))

    def decode(self, states: States) -> Variables:
        """What each stored direction holds: Psi* (h - offset), shape (..., m)."""
        # Not (states - offset) @ dual.T: many states of a large network would be copied.
        return states @ self.dual.T - self.dual @ self.offset

    def encode(self, contents: Variables) -> States:
        """A state that holds given contents and nothing else, shape (..., N)."""
        return self.offset + contents @ self.basis.T

    def shifted(self, states: States, change: Float[ndarray, "*batch history"]) -> States:
        """States whose contents z have been changed by the given amounts: h + Psi P dz."""
        return states + (change @ self.circuit.projection.T) @ self.basis.T

    def put(self, states: States, contents: Variables, where: Bool[ndarray, "*batch variables"]) -> States:
        """States in which the directions `where` hold `contents`, and the others what they held."""
        return states + np.where(where, contents - self.decode(states), 0.0) @ self.basis.T

    def read(self, states: States, variable: int) -> Float[ndarray, "*batch component"]:
        """The contents of one variable (0 = oldest); components that are not stored read as zero."""
        history = self.decode(states) @ self.circuit.projection
        return history[..., self._slot(variable)]

    def write(self, states: States, variable: int, value: Float[ndarray, "*values component"]) -> States:
        """States in which one variable (0 = oldest) holds `value`; all that is stored elsewhere stays."""
        kappa = self.circuit.task.variable_size
        if value.shape[-1:] != (kappa,):
            raise InputError(f"value has shape {value.shape}; expected kappa = {kappa} components last")
        slot = self._slot(variable)
        change = np.zeros((*states.shape[:-1], self.circuit.task.history_size))
        change[..., slot] = value - self.read(states, variable)
        return self.shifted(states, change)

    def erase(self, states: States, variable: int) -> States:
        """States in which one variable holds zero."""
        return self.write(states, variable, np.zeros(self.circuit.task.variable_size))

    def swap(self, states: States, first: int, second: int) -> States:
        """States in which two variables have exchanged what they hold."""
        held_first, held_second = self.read(states, first), self.read(states, second)
        return self.write(self.write(states, first, held_second), second, held_first)

    def _slot(self, variable: int) -> slice:
        self.circuit.belongs_to(variable)  # refuses a variable that does not exist
        kappa = self.circuit.task.variable_size
        return slice(variable * kappa, (variable + 1) * kappa)


def find_by_regression(
    dynamics: Dynamics,
    recording: Recording,
    circuit: Circuit,
    rng: np.random.Generator,
    *,
    shrinkage: float = 1e-3,
) -> VariableMemories:
    """Encoding regression: h(t) ~ offset + Psi x(t) over output-phase states, dual by generalised least squares.

    The dual weighs by the covariance of what the regression leaves over (shrunk by `shrinkage` towards a
    multiple of the identity), so that it does not listen to directions in which the state varies for other
    reasons. The interaction is measured by intervention, see `measure_interaction`.
    """
    samples, states = recording.filled_contents @ circuit.projection.T, recording.filled_states
    unmeasured = fit_encoding(circuit, samples, states, recording.parts, shrinkage=shrinkage)
    return replace(unmeasured, interaction=measure_interaction(dynamics, unmeasured, recording, rng))


def fit_encoding(
    circuit: Circuit,
    samples: Float[ndarray, "samples variables"],
    states: Float[ndarray, "samples hidden"],
    parts: tuple[StatePart, ...],
    *,
    shrinkage: float = 1e-3,
) -> VariableMemories:
    """Psi, Psi* and offset by encoding regression, with what theory says in place of a measured interaction."""
    basis, offset = fit_linear(samples, states)
    covariance = _residual_covariance(samples, states, basis, offset)
    # In units of each part's own noise: h in (-1, 1) beside a c of any size would drown in the shrinkage.
    unit = _noise_units(np.diag(covariance), parts)
    white = covariance / np.outer(unit, unit)
    dual = generalised_dual(basis / unit[:, None], white, shrinkage=shrinkage) / unit
    return VariableMemories(Method.REGRESSION, circuit, basis, dual, offset, circuit.interaction)


def measure_interaction(
    dynamics: Dynamics, memories: VariableMemories, recording: Recording, rng: np.random.Generator
) -> Float[ndarray, "variables variables"]:
    """Phi by intervention: change the contents, let one step pass, and read what has changed.

    Every output-phase state takes the contents of another trial, x'; the regression of
    Psi* (step(h + Psi (x' - x)) - step(h)) on x' - x. Regressing Psi* h(t+1) on x(t) would tell company
    from nothing: x(t+1) = Phi x(t) holds in the task's data, so that wherever Psi is a steady code the
    regression returns Phi, by whatever way the network arrived at h(t+1).
    """
    (trials, steps), contents = recording.some_filled(rng, one_in=ONE_IN), recording.contents
    given = contents[rng.permutation(len(contents))][trials, steps]
    change = _rows(given - contents[trials, steps]) @ memories.circuit.projection.T
    states, undisturbed = recording.states[trials, steps], recording.states[trials, steps + 1]
    changed = dynamics.step(_rows(states) + change @ memories.basis.T, np.zeros(dynamics.input_size))
    return fit_linear(change, (changed - _rows(undisturbed)) @ memories.dual.T)[0]


def _residual_covariance(
    samples: Float[ndarray, "samples variables"],
    states: Float[ndarray, "samples hidden"],
    basis: Float[ndarray, "hidden variables"],
    offset: Float[ndarray, " hidden"],
) -> Float[ndarray, "hidden hidden"]:
    """Second moments of what the regression leaves over, of some rows at a time: residuals take no memory.

    Not as a difference of second moments, in which codes without noise would leave nothing but rounding.
    """
    total = np.zeros((states.shape[1], states.shape[1]))
    for first in range(0, len(states), ROWS_AT_A_TIME):
        rows = slice(first, first + ROWS_AT_A_TIME)
        left_over = states[rows] - offset - samples[rows] @ basis.T
        total += left_over.T @ left_over
    return total / len(states)


def _noise_units(
    variances: Float[ndarray, " hidden"], parts: tuple[StatePart, ...]
) -> Float[ndarray, " hidden"]:
    """For every unit the root mean square residual of its part of the state, over that of the noisiest part.

    Ones for a state of one part, and where nothing is left over.
    """
    ends = np.cumsum([part.size for part in parts])[:-1]
    noise = np.array([np.sqrt(np.mean(piece)) for piece in np.split(variances, ends)])
    loudest = float(np.max(noise))
    units = np.maximum(noise / loudest, QUIETEST) if loudest > 0 else np.ones_like(noise)
    return np.repeat(units, [part.size for part in parts])


def find_by_observability(
    linear: Linearization, circuit: Circuit, *, num_lags: int | None = None
) -> VariableMemories:
    """From weights alone: contents are the same if they make the same future.

    Outputs of the next L steps are [C A; C A^2; ...] (h - point) in the network and [F; F Phi; ...] z in
    theory; least squares between the two gives the dual. L defaults to 2s: every slot is read twice.
    """
    task = circuit.task
    lags = num_lags or 2 * task.num_variables
    predicted = task.continuation(lags) @ circuit.projection.T
    power, blocks = linear.output, []
    for _ in range(lags):
        power = power @ linear.state
        blocks.append(power)
    dual = linalg.lstsq(predicted, np.concatenate(blocks))[0]
    return _from_dual(Method.OBSERVABILITY, linear, circuit, dual)


def find_by_power(
    linear: Linearization, circuit: Circuit, *, alpha: float = 0.5, threshold: float = 0.9
) -> VariableMemories:
    """Algorithm 1 as printed: Psi_k = alpha A^(s-k) B + (1 - alpha) (A^T)^k C^+ for k < s [Eq. 14, 15].

    Psi_s = alpha B + (1 - alpha) C^+. What lies along eigenvectors with |lambda| < `threshold` is removed by a
    spectral projector; the dual is the pseudo-inverse. The branch (A^T)^k C^+ means something only where Phi
    is a permutation of period s, as in repeat copy. Raises `InputError` unless 0 <= alpha <= 1.
    """
    if not 0 <= alpha <= 1:
        raise InputError(f"alpha is {alpha}; expected 0 <= alpha <= 1")
    slots = circuit.task.num_variables
    read_dual = linalg.pinv(linear.output)
    newest = alpha * linear.input + (1 - alpha) * read_dual
    forward, backward = _powers(linear.state, linear.input, slots), _powers(linear.state.T, read_dual, slots)
    older = [alpha * forward[slots - k] + (1 - alpha) * backward[k] for k in range(1, slots)]
    every_slot = np.concatenate([*older, newest], axis=1)
    kept = spectral_projector(linear.state, threshold) @ every_slot
    basis = kept @ circuit.projection.T
    dual = linalg.pinv(basis)
    return VariableMemories(Method.POWER, circuit, basis, dual, linear.point, dual @ linear.state @ basis)


def complement_basis(
    memories: VariableMemories, states: Float[ndarray, "samples hidden"]
) -> tuple[Float[ndarray, "hidden rest"], Float[ndarray, "rest hidden"]]:
    """Psi_perp and its dual: principal components of what the variables leave of the hidden states.

    Orthonormal columns that span the kernel of Psi*, by falling variance; with Psi they span R^N, and
    h = offset + Psi x + Psi_perp c.
    """
    left_over = states - memories.encode(memories.decode(states))
    kernel = null_space(memories.dual)
    coordinates = left_over @ kernel
    _, directions = linalg.eigh(coordinates.T @ coordinates)
    perpendicular = kernel @ directions[:, ::-1]
    projector = np.eye(memories.basis.shape[0]) - memories.basis @ memories.dual
    return perpendicular, perpendicular.T @ projector


def save_memories(memories: VariableMemories, path: str | Path) -> None:
    """Write `memories.safetensors`: basis, dual, offset, interaction, what theory says, and the coordinates.

    `coordinates` (m,) are 0-based into s*kappa, slot-major, oldest slot first; for a dense F `projection`
    (m, s*kappa) stands in their place.
    """
    circuit = memories.circuit
    named = (
        {"coordinates": circuit.coordinates.astype(np.int64)}
        if circuit.is_on_coordinates
        else {"projection": circuit.projection}
    )
    arrays = {
        "basis": memories.basis,
        "dual": memories.dual,
        "offset": memories.offset,
        "interaction": memories.interaction,
        "interaction_theory": circuit.interaction,
    }
    metadata = {"format": FORMAT, "method": memories.method.value, "task": circuit.task.name}
    save_tensors(arrays | named, path, metadata)


def _from_dual(
    method: Method, linear: Linearization, circuit: Circuit, dual: Float[ndarray, "variables hidden"]
) -> VariableMemories:
    basis = linalg.pinv(dual)
    return VariableMemories(method, circuit, basis, dual, linear.point, dual @ linear.state @ basis)


def _powers(
    matrix: Float[ndarray, "hidden hidden"], block: Float[ndarray, "hidden component"], count: int
) -> list[Float[ndarray, "hidden component"]]:
    """[block, matrix block, matrix^2 block, ...]"""
    powers = [block]
    for _ in range(count):
        powers.append(matrix @ powers[-1])
    return powers


def _rows(values: Float[ndarray, "trials time features"]) -> Float[ndarray, "samples features"]:
    return values.reshape(-1, values.shape[-1])
