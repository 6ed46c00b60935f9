"""How long EDEN holds a memory: exact times for a softmax that is a maximum, and where the maximum ends.

Overlaps v of the features and s of their slow trace, time in T_f, tau = T_d / T_f, r = A_s / A_c, memories that do
not overlap. The present memory 2 came after 1 and calls for 3; a hard softmax turns when both are called equally,

    r v_2 + s_1 = r v_3 + s_2.

**First escape.** From memory 2 itself and an empty trace: v_2 = 1, s_2 = 1 - exp(-t / tau), all else 0, so that the
turn comes at tau ln(1 / (1 - r)), for any tau.

**Running sequence.** Every memory is called for one period T in turn: v and s are a first- and a second-order filter
of a rectangular pulse, and the equation above is one for T alone. For T_f << T_d it becomes r = q^2 with
q = 1 - exp(-T / tau), the published T = tau ln(1 / (1 - sqrt r)) (A. Karuvally et al., arXiv:2510.24965, 2025). So the
published time is that of a running sequence. Its trace starts to follow when the features have arrived, one T_f
after the turn: with exp(-T) neglected, q^2 = r + (1 - q)^2 / tau and T = tau ln(1 / (1 - q)) + tau ln(tau / (tau - 1)),
which is longer than published by T_f (1 + 1 / sqrt r) / 2, to first order in 1 / tau. In short cycles a trace is left
from the round before, which the formula leaves out.

**Static or sequential.** At r = 1 both times become infinite. A softmax of finite gain leaks: a memory is held for ever
only from some r above 1 on.
"""

import numpy as np
from scipy import optimize

from engram.errors import InputError

LONGEST = 1e3
"""Periods are looked for up to this many T_d: r within rounding of 1."""


def published_dwell_time(ratio: float, delay: float) -> float:
    """The published time tau ln(1 / (1 - sqrt r)), in T_f; infinite for r >= 1."""
    _check(ratio, delay)
    return -delay * float(np.log1p(-np.sqrt(ratio))) if ratio < 1 else np.inf


def first_escape_time(ratio: float, delay: float) -> float:
    """From a memory and an empty trace to the turn: tau ln(1 / (1 - r)), in T_f; infinite for r >= 1."""
    _check(ratio, delay)
    return -delay * float(np.log1p(-ratio)) if ratio < 1 else np.inf


def running_period(ratio: float, delay: float, *, cycle_length: int | None = None) -> float:
    """From turn to turn of a running sequence, in T_f: exact for any tau; infinite for r >= 1.

    `cycle_length`: the number of memories in the cycle; None for a sequence that does not come back.
    """
    _check(ratio, delay)
    if cycle_length is not None and cycle_length < 2:
        raise InputError(f"cycle_length is {cycle_length}; expected 2 or more, or None for an open sequence")
    if ratio >= 1:
        return np.inf
    length = np.inf if cycle_length is None else float(cycle_length)
    return float(optimize.brentq(_lead, 1e-9, LONGEST * max(delay, 1.0), args=(ratio, delay, length)))


def held_time(ratio: float, delay: float) -> float:
    """From the features' arrival (within 1/e of the memory) to the turn: a period less one T_f, in T_f."""
    return running_period(ratio, delay) - 1.0


def static_boundary(gain: float) -> float:
    """The least r at which a softmax of this gain (times A_c, per unit of overlap) holds a memory for ever.

    At rest the present memory has a share p of the softmax and its successor 1 - p: with s = v,
    logit(p) = gain (r (2p - 1) - p). The least r for which some p > 1/2 solves this is about
    1 + (1 + ln gain) / gain. Shares of all other memories, about exp(-gain), are left out.
    """
    if not (np.isfinite(gain) and gain > 0):
        raise InputError(f"gain is {gain}; expected a finite number > 0")

    def needed(logit: float) -> float:
        share = 1 / (1 + np.exp(-logit))
        return float((share + logit / gain) / np.tanh(logit / 2))

    return float(optimize.minimize_scalar(needed, bounds=(1e-3, 60.0), options={"xatol": 1e-10}).fun)


def _lead(period: float, ratio: float, delay: float, length: float) -> float:
    """How much more the present memory is called for than the next, at the end of a period."""
    now, before, after = _filtered(period, 1.0, length)
    trace_now, trace_before, _ = _filtered(period, delay, length)
    # The trace is the second filter: 1 / ((1 + p)(1 + tau p)) in partial fractions.
    trace = delay * (trace_now - trace_before) - (now - before)
    return ratio * (now - after) - trace / (delay - 1)


def _filtered(period: float, constant: float, length: float) -> tuple[float, float, float]:
    """A first-order filter of a pulse of one period in `length`: at its end, one period later, and before its start."""
    decay = np.exp(-period / constant)
    peak = (1 - decay) / (1 - decay**length)
    return peak, peak * decay, peak * decay ** (length - 1)


def _check(ratio: float, delay: float) -> None:
    if not (np.isfinite(ratio) and ratio > 0):
        raise InputError(f"ratio r = A_s / A_c is {ratio}; expected a finite number > 0")
    if not (np.isfinite(delay) and delay > 1):
        raise InputError(
            f"delay tau = T_d / T_f is {delay}; expected a finite number > 1: the trace is the slow one"
        )
