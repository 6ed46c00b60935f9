"""The memory model in continuous time, by the solvers of SciPy, with dense output.

Each trial is integrated by itself: its steps, and so its course, depend on nothing but its own start and input, bit
for bit. One system of all trials would save calls in Python, but its error norm is a mean over trials: a quiet
trial would lend its tolerance to a busy one, and every course would change with its neighbours.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Any

import numpy as np
from jaxtyping import Float
from numpy import ndarray
from scipy import integrate

from engram.errors import ConvergenceError, InputError
from engram.theory.memory_model.equations import (
    InputAt,
    RightHandSide,
    jacobian,
    pack,
    right_hand_side,
    unpack,
)
from engram.theory.memory_model.model import MemoryModel, ModelState

TrialInput = Float[ndarray, " features"] | Float[ndarray, "trials features"]
GivenInput = TrialInput | InputAt | None
"""External input I into the equation of the features: constant or a function of time; one vector, or one a trial."""
OnProgress = Callable[[float], None]
"""Called every now and then with the share of the work that is done, 0 to 1."""

STIFF_RATIO = 50.0
"""AUTO takes a stiff method when the hidden or the delay time constant fits this often into that of the features."""
SMALLEST_TOLERANCE = 2.5e-14
"""SciPy's solvers refuse, or raise, relative tolerances below a hundred roundings."""
MOST_NUMBERS = 2**29
"""Evaluations times unknowns of one trial: what its dense output holds, within a factor of two; 4 GiB."""
REPORT_EVERY = 0.1
"""Seconds between two calls of `on_progress`."""


class Method(StrEnum):
    """How to integrate: a method of `scipy.integrate.solve_ivp`."""

    AUTO = "auto"
    """RK45, or LSODA when another time constant is much shorter than that of the features."""
    RK45 = "RK45"
    DOP853 = "DOP853"
    LSODA = "LSODA"
    RADAU = "Radau"
    BDF = "BDF"


TOLERANCES: dict[Method, float] = {
    Method.RK45: 1e-11,
    Method.DOP853: 1e-12,
    Method.LSODA: 1e-13,
    Method.RADAU: 1e-9,
    Method.BDF: 1e-12,
}
"""Default tolerances, relative and absolute: what brings courses of several hundred T_f within 1e-6 of the exact one.

A sequence adds up the errors of its switches, so that tolerances a step must be far below. DOP853's are smaller than
its order asks for, because its dense output is less accurate than its steps where stability limits them.
"""


@dataclass(frozen=True, eq=False)
class Course:
    """What the model does from each initial state over 0 .. duration, at any time in between.

    Holds the polynomials of all steps: some 10 MB a trial for 100 features over 300 T_f at the default tolerance.
    """

    model: MemoryModel
    duration: float
    method: Method
    """The method that was used (never AUTO)."""
    solutions: tuple[integrate.OdeSolution, ...]
    """One a trial, of the unknowns that the differential equation has (`equations.pack`)."""
    evaluations: tuple[int, ...]
    """How often the right-hand side was evaluated, a trial."""
    inputs: tuple[InputAt | None, ...]
    """I(t), a trial; None without external input."""

    @property
    def num_trials(self) -> int:
        """Number of initial states."""
        return len(self.solutions)

    def at(self, times: Float[ndarray, " time"]) -> ModelState:
        """The states of all trials at the given times, arrays (trials, time, size)."""
        self._check(times)
        return unpack(self.model, np.stack([_values(solution, times) for solution in self.solutions]))

    def trial_at(self, trial: int, times: Float[ndarray, " time"]) -> ModelState:
        """The states of one trial at the given times, arrays (time, size)."""
        self._check(times)
        return unpack(self.model, _values(self.solutions[trial], times))

    def input_at(self, trial: int, times: Float[ndarray, " time"]) -> float | Float[ndarray, "time features"]:
        """The external input of one trial at the given times; 0 where there is none."""
        given = self.inputs[trial]
        return 0.0 if given is None else np.stack([given(float(moment)) for moment in times])

    def steps(self, trial: int) -> Float[ndarray, " steps"]:
        """The times between which the solver went in one step, from 0 to the duration."""
        return self.solutions[trial].ts

    def mesh(self, trial: int, parts: int) -> Float[ndarray, " time"]:
        """Every step of the solver in so many equal parts: fine where the course is busy, with both ends."""
        steps = self.steps(trial)
        inner = steps[:-1, None] + np.diff(steps)[:, None] * (np.arange(parts) / parts)
        return np.append(inner.ravel(), steps[-1])

    def _check(self, times: Float[ndarray, " time"]) -> None:
        if times.ndim != 1 or not np.all((times >= 0) & (times <= self.duration)):
            raise InputError(
                f"times must be one axis of numbers within 0 .. {self.duration:g}, which is what was simulated"
            )


def simulate(
    model: MemoryModel,
    initial: ModelState,
    duration: float,
    *,
    input: GivenInput = None,
    jumps: Sequence[float] = (),
    method: Method = Method.AUTO,
    rtol: float | None = None,
    atol: float | None = None,
    on_progress: OnProgress | None = None,
) -> Course:
    """Integrate from each initial state, arrays (size,) or (trials, size), over `duration`, in the unit of the T's.

    `input` is added to the right side of the features' equation, as I(t) in T_f V_f' = ... - V_f + I(t). Name the
    times at which it jumps: there integration starts anew, so that no jump is stepped over. Tolerances default to
    those of `TOLERANCES`. A course is returned whole or not at all: after an interrupt nothing is left behind.

    Raises `InputError` for a state, input or setting that does not fit, and for a course too long to be held in memory;
    `ConvergenceError` where the solver gives
    up, as it does when the state runs away to infinity.
    """
    chosen = _method_for(model) if method is Method.AUTO else method
    options = _options(model, chosen, rtol, atol)
    starts = _starts(model, initial)
    edges = _edges(duration, jumps)
    inputs = [_trial_input(model, input, trial, len(starts)) for trial in range(len(starts))]
    solutions, evaluations = [], []
    for trial, start in enumerate(starts):
        report = _reporter(on_progress, trial, len(starts), duration)
        solution, count = _integrate(model, start, edges, inputs[trial], options, report)
        solutions.append(solution)
        evaluations.append(count)
    if on_progress is not None:
        on_progress(1.0)
    return Course(model, float(duration), chosen, tuple(solutions), tuple(evaluations), tuple(inputs))


def _integrate(
    model: MemoryModel,
    start: Float[ndarray, " unknowns"],
    edges: list[float],
    input_at: InputAt | None,
    options: dict[str, Any],
    report: OnProgress | None,
) -> tuple[integrate.OdeSolution, int]:
    """One trial, piece by piece between the jumps of its input."""
    pieces, count = [], 0
    for left, right in pairwise(edges):
        rate = _watched(right_hand_side(model, _until(right, edges[-1], input_at)), report)
        with np.errstate(all="ignore"):  # a state that runs away is reported below
            found = integrate.solve_ivp(rate, (left, right), start, dense_output=True, **options)
        start, count = found.y[:, -1], count + int(found.nfev)
        if not found.success or not np.all(np.isfinite(start)):
            raise ConvergenceError(_gave_up(options["method"], found, edges[-1]))
        pieces.append(found.sol)
    return _joined(pieces), count


def _gave_up(method: str, found: Any, duration: float) -> str:
    finite = np.flatnonzero(np.all(np.isfinite(found.y), axis=0))  # a start is finite, so there is one
    reached, size = found.t[finite[-1]], np.max(np.abs(found.y[:, finite[-1]]))
    reason = "no number" if found.success else found.message.rstrip(".")
    return (
        f"{method} gave up at time {reached:g} of {duration:g}, where the largest value of the state was {size:.3g} "
        f"({reason}): if the state runs away, weaker strengths or features that saturate (tanh) hold it; "
        "else take another method or a looser tolerance"
    )


def _joined(pieces: list[integrate.OdeSolution]) -> integrate.OdeSolution:
    if len(pieces) == 1:
        return pieces[0]
    times = np.concatenate([pieces[0].ts, *[piece.ts[1:] for piece in pieces[1:]]])
    # At a jump both pieces hold the same state, so that it does not matter which of them is asked.
    return integrate.OdeSolution(times, [part for piece in pieces for part in piece.interpolants])


def _until(right: float, end: float, input_at: InputAt | None) -> InputAt | None:
    """The input of a piece: at its right end the value from before the jump."""
    if input_at is None or right == end:
        return input_at
    last = float(np.nextafter(right, -np.inf))
    return lambda moment: input_at(min(moment, last))


def _watched(rate: RightHandSide, report: OnProgress | None) -> RightHandSide:
    """The same, which says how far it is and stops before memory runs out."""
    numbers = 0

    def watched(moment: float, packed: ndarray) -> ndarray:
        nonlocal numbers
        numbers += len(packed)
        if numbers > MOST_NUMBERS:
            raise InputError(
                f"at time {moment:g} the course takes {8 * MOST_NUMBERS / 2**30:.0f} GiB; expected a duration that "
                "fits into memory: simulate piece by piece, each from where the last ended, or loosen the tolerance"
            )
        if report is not None:
            report(moment)
        return rate(moment, packed)

    return watched


def _reporter(
    on_progress: OnProgress | None, trial: int, num_trials: int, duration: float
) -> OnProgress | None:
    """Says how far the trial is, not more often than every `REPORT_EVERY` seconds."""
    if on_progress is None:
        return None
    last = -np.inf

    def report(moment: float) -> None:
        nonlocal last
        if time.monotonic() - last >= REPORT_EVERY:
            last = time.monotonic()
            on_progress((trial + moment / duration) / num_trials)

    return report


def _values(solution: integrate.OdeSolution, times: Float[ndarray, " time"]) -> ndarray:
    return np.asarray(solution(times)).T


def _method_for(model: MemoryModel) -> Method:
    others = [constant for constant in (model.hidden_time, model.delay_time) if constant > 0]
    is_stiff = bool(others) and min(others) * STIFF_RATIO < model.feature_time
    return Method.LSODA if is_stiff else Method.RK45


def _options(model: MemoryModel, method: Method, rtol: float | None, atol: float | None) -> dict[str, Any]:
    """What `solve_ivp` is told: tolerances, and the Jacobian where the method takes one."""
    relative = TOLERANCES[method] if rtol is None else rtol
    absolute = TOLERANCES[method] if atol is None else atol
    if not (SMALLEST_TOLERANCE <= relative < 1 and 0 < absolute < np.inf):
        raise InputError(
            f"tolerances are rtol = {relative:g}, atol = {absolute:g}; expected {SMALLEST_TOLERANCE:g} <= rtol < 1 "
            "and atol > 0"
        )
    options: dict[str, Any] = {"method": method.value, "rtol": relative, "atol": absolute}
    if method in (Method.LSODA, Method.RADAU, Method.BDF):
        options["jac"] = jacobian(model)
    return options


def _starts(model: MemoryModel, initial: ModelState) -> Float[ndarray, "trials unknowns"]:
    sizes = (model.num_features, model.num_memories, model.num_features)
    arrays = (initial.features, initial.hidden, initial.delayed)
    found = [array.shape for array in arrays]
    leading = {shape[:-1] for shape in found}
    if [shape[-1:] for shape in found] != [(size,) for size in sizes] or len(leading) > 1:
        raise InputError(
            f"the initial state has shapes {found}; the model has {sizes[0]} features and {sizes[1]} memories, "
            f"expected [(trials, {sizes[0]}), (trials, {sizes[1]}), (trials, {sizes[2]})] or one state without trials"
        )
    packed = np.atleast_2d(pack(model, model.settled(initial)))
    if packed.ndim != 2 or not len(packed):
        raise InputError(
            f"the initial state has leading axes {leading.pop()}; expected one axis of trials, or none"
        )
    if not np.all(np.isfinite(packed)):
        raise InputError("the initial state holds NaN or infinity; every value must be a finite number")
    return packed


def _edges(duration: float, jumps: Sequence[float]) -> list[float]:
    if not (np.isfinite(duration) and duration > 0):
        raise InputError(f"duration is {duration}; expected a finite number > 0")
    if not all(0 < jump < duration for jump in jumps):
        raise InputError(f"jumps are {list(jumps)}; expected times between 0 and the duration {duration:g}")
    return [0.0, *sorted({float(jump) for jump in jumps}), float(duration)]


def _trial_input(model: MemoryModel, input: GivenInput, trial: int, num_trials: int) -> InputAt | None:
    """I(t) of one trial."""
    if input is None:
        return None
    given = input if callable(input) else _constant(input)
    shape = np.shape(given(0.0))
    if shape not in ((model.num_features,), (num_trials, model.num_features)):
        raise InputError(
            f"input has shape {shape}; expected ({model.num_features},) for all trials or "
            f"({num_trials}, {model.num_features}), one a trial"
        )
    if not np.all(np.isfinite(given(0.0))):
        raise InputError("input holds NaN or infinity; every value must be a finite number")
    return given if len(shape) == 1 else lambda moment: given(moment)[trial]


def _constant(input: TrialInput) -> InputAt:
    return lambda moment: input
