"""What theory says of rules that are not linear: what is stored, how it shifts, and where it becomes linear again.

Storage stays what it was: contents z(t) shift from slot to slot, and all that is new is computed into the newest
slot. Only f is no matrix. Three things can be said of it before any network is looked at.

*Its linear part*: the best linear F, by least squares over all contents. For XOR and other sums modulo p of two or
more symbols it is zero: no part of f is linear.

*Its lift*: a network may hold vectors ahead of time, z+(t) = (u(t-s+1), ..., u(t), u(t+1), ..., u(t+a)). For a rule
that is linear in Z_p, u(t+k) is the phase of a sum r_k . x(t) modulo p; sums r and r' whose coefficients agree are
one and the same number, and those that are negatives of each other have conjugate phases. There are finitely many,
so that from some a on u(t+a+1) is, up to a conjugation, a vector that z+ holds: then z+ follows a *linear* circuit,
a repeat copy of s + a variables. XOR of s vectors: u(t+1) u(t) = u(t) u(t-s), so u(t+1) = u(t-s), a = 1. Sums modulo
3 of two symbols: the Fibonacci numbers modulo 3, which turn negative after 4 steps, a = 2. (These are the characters
of Z_p^s, which f permutes: the Koopman operator of f on the span of what the network says.)

*Its clock*: a rule that is linear at each phase has a Phi for each phase; what is left of them over a whole period is
the product, with the spectrum of Floquet's theory. A network need not have a clock for it: if the contents of each
phase have directions of their own, p s kappa in all, one and the same matrix takes those of each phase to those of the
next, with the p-th roots of the Floquet multipliers as its eigenvalues; where contents are, says what time it is.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from jaxtyping import Complex, Float
from numpy import ndarray
from scipy import linalg

from engram.errors import TaskError
from engram.numerics import row_space
from engram.tasks import LinearTask, ModularTask, PeriodicTask, Task
from engram.theory.circuit import Circuit, circuit_of, interaction_matrix
from engram.theory.prediction import theoretical_spectrum

MOST_LIFTED = 512
"""Numbers that a lift may hold; where it takes more to make a rule linear, it stays open."""

Coefficients = tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Storage:
    """What a network on a task must store, phase by phase, and what it may store ahead of time."""

    task: Task
    plain: tuple[Circuit, ...]
    """For each phase t mod p: the contents z(t) that some later output depends on, with the linear part of f."""
    lifted: tuple[Circuit, ...]
    """The same with `num_ahead` more vectors, u(t+1), ..., u(t+a), as the newest variables."""
    num_ahead: int
    """a"""
    is_closed: bool
    """Whether the lifted circuit is exact: what enters its newest slot is linear in what it holds."""

    @property
    def num_phases(self) -> int:
        """p: 1 for a rule without a clock."""
        return len(self.plain)

    @property
    def num_needed(self) -> int:
        """The contents that must be stored: the most of all phases."""
        return max(circuit.num_directions for circuit in self.plain)

    @property
    def linear_share(self) -> float:
        """R^2 of the best linear F: 0 where no part of f is linear, 1 where all of it is."""
        parts = [np.sum(circuit.task.composition**2, axis=1).clip(max=1.0).mean() for circuit in self.plain]
        return float(np.mean(parts)) if isinstance(self.task, ModularTask) else 1.0

    @property
    def is_saturated(self) -> bool:
        """Whether the lift spans *all* functions of the contents, so that any code at all is linear in it."""
        if not isinstance(self.task, ModularTask):
            return False
        task, circuit = self.task, self.lifted[0]
        needed = sum(1 for number in np.cumsum(np.abs(task.coefficients)) if number)
        exponent = needed * task.num_symbols
        return task.modulus**exponent <= circuit.num_directions + 1

    def interaction(self, phase: int, circuits: tuple[Circuit, ...]) -> Float[ndarray, "after before"]:
        """Phi from the contents after a step t = `phase` mod p to those after the next one."""
        before, after = circuits[phase], circuits[(phase + 1) % self.num_phases]
        return after.projection @ interaction_matrix(after.task) @ before.projection.T

    @cached_property
    def spectrum(self) -> Complex[ndarray, " modes"]:
        """Eigenvalues of the lifted Phi; with a clock, of the product over one period that begins at phase 0."""
        if self.num_phases == 1:
            return theoretical_spectrum(self.lifted[0])
        return linalg.eigvals(
            over_one_period([self.interaction(phase, self.lifted) for phase in range(self.num_phases)])
        )


def storage_of(task: Task) -> Storage:
    """What theory says of a task. Raises `TaskError` for a rule that it does not know."""
    match task:
        case LinearTask():
            circuit = (circuit_of(task),)
            return Storage(task, circuit, circuit, 0, is_closed=True)
        case ModularTask():
            ahead, is_closed = closing_lift(task)
            plain, lifted = lifted_rule(task, 0), circuit_of(lifted_rule(task, ahead))
            kappa = task.variable_size
            unread = next(slot for slot, number in enumerate(task.coefficients) if number) * kappa
            needed = np.eye(task.history_size)[unread:]
            if not is_closed:  # what the open end computes is no reason to drop what it reads
                lifted = Circuit(lifted.task, np.eye(lifted.task.history_size)[unread:])
            return Storage(task, (Circuit(plain, needed),), (lifted,), ahead, is_closed)
        case PeriodicTask():
            circuits = periodic_circuits(task)
            return Storage(task, circuits, circuits, 0, is_closed=True)
        case _:
            raise TaskError(
                f"task {task.name!r} is a {type(task).__name__}, of which theory says nothing; expected a linear, "
                "modular or periodic rule"
            )


def closing_lift(task: ModularTask) -> tuple[int, bool]:
    """The least a for which z+(t+1) is linear in z+(t), and whether there is one that is small enough."""
    rows = _rows(task)
    most = max(MOST_LIFTED // task.variable_size - task.num_variables, 0)
    for ahead in range(most + 1):
        rows.append(_next_row(task, rows))
        if _match(task, rows[:-1], rows[-1]) is not None:
            return ahead, True
    return 0, False


def lifted_rule(task: ModularTask, num_ahead: int) -> LinearTask:
    """The linear part of the rule on s + a variables, of which the a newest are held ahead of time.

    Exact where u(t+a+1) is, up to a conjugation, one of them; else zero, since different sums of symbols, as
    functions of all contents, are orthogonal: nothing linear is left.
    """
    rows, kappa = _rows(task), task.variable_size
    for _ in range(num_ahead):
        rows.append(_next_row(task, rows))
    found = _match(task, rows, _next_row(task, rows))
    composition = np.zeros((kappa, len(rows) * kappa))
    if found is not None:
        place, is_conjugate = found
        signs = np.ones(kappa)
        signs[1::2] = -1.0 if is_conjugate else 1.0
        composition[:, place * kappa : (place + 1) * kappa] = np.diag(signs)
    name = f"{task.name}, {num_ahead} ahead"
    return LinearTask(name, len(rows), kappa, composition)


def periodic_circuits(task: PeriodicTask) -> tuple[Circuit, ...]:
    """For each phase t mod p, the circuit on the contents z(t) that some later output depends on.

    What is needed after step t is what F_(t+1) reads, and what makes, by Phi_(t+1), what is needed after step t + 1:
    the smallest subspaces with this property, coordinates where every F is a signed selection.
    """
    phases, rules = range(task.num_phases), [task.rule_at(step) for step in range(task.num_phases)]
    after = [(phase + 1) % task.num_phases for phase in phases]
    needed = [row_space(rules[after[phase]].composition).basis for phase in phases]
    while True:
        steps = [interaction_matrix(rules[after[phase]]).T @ needed[after[phase]] for phase in phases]
        wider = [row_space(np.concatenate([needed[phase].T, steps[phase].T])).basis for phase in phases]
        if all(new.shape == old.shape for new, old in zip(wider, needed, strict=True)):
            return tuple(Circuit(rules[phase], _on_coordinates(wider[phase])) for phase in phases)
        needed = wider


def over_one_period(interactions: list[Float[ndarray, "_ _"]]) -> Float[ndarray, "first first"]:
    """Phi_(p-1) ... Phi_1 Phi_0."""
    product = np.eye(interactions[0].shape[1])
    for interaction in interactions:
        product = interaction @ product
    return product


def _on_coordinates(basis: Float[ndarray, "history directions"]) -> Float[ndarray, "directions history"]:
    """Coordinates where they span the subspace, as for signed selections; else an orthonormal basis."""
    shares = np.sum(basis**2, axis=1)
    if np.all(np.minimum(np.abs(shares), np.abs(shares - 1)) < 1e-9):
        return np.eye(len(basis))[shares > 0.5]
    return basis.T


def _rows(task: ModularTask) -> list[Coefficients]:
    """u(t-s+1), ..., u(t) as sums of themselves."""
    return [tuple(row) for row in np.eye(task.num_variables, dtype=int).tolist()]


def _next_row(task: ModularTask, rows: list[Coefficients]) -> Coefficients:
    """The sum of symbols that follows on those of the last s vectors."""
    recent = np.array(rows[-task.num_variables :])
    return tuple((np.array(task.coefficients) @ recent % task.modulus).tolist())


def _match(task: ModularTask, rows: list[Coefficients], row: Coefficients) -> tuple[int, bool] | None:
    """Where the same sum stands already, or its negative (then true), oldest first."""
    negative = tuple(-number % task.modulus for number in row)
    for place, other in enumerate(rows):
        if row == other:
            return place, False
        if negative == other:
            return place, True
    return None
