"""EDEN's times: simulation against the exact theory, and the published formula where its assumptions hold."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engram.errors import InputError
from engram.theory import memory_model as mm
from engram.theory.memory_model import Course, simulate

RATIOS = [0.5, 0.9, 0.98]
LENGTH = 6


def running(ratio: float, *, gain: float = 1e6, turns: float = 9.5) -> Course:
    """A cycle of six orthogonal memories from the first one and an empty trace, T_f = 2 and tau = 20."""
    rng = np.random.default_rng(0)
    memories = 3.0 * np.linalg.qr(rng.standard_normal((8, LENGTH)))[0]
    cycle = mm.cycle_interactions([range(LENGTH)], LENGTH)
    model = mm.eden(memories, cycle, static_strength=ratio, gain=gain, feature_time=2.0, delay_time=40.0)
    duration = 2.0 * mm.running_period(ratio, 20.0) * turns
    return simulate(model, model.state_at(memories[:, 0], np.zeros(8)), duration, rtol=1e-8, atol=1e-8)


@pytest.mark.parametrize("ratio", RATIOS)
def test_simulation_agrees_with_the_exact_times_and_the_published_one(ratio: float) -> None:
    course = running(ratio)
    turns = mm.switch_times(course, measure=mm.hidden_shares)[0] / 2.0
    assert turns[0] == pytest.approx(mm.first_escape_time(ratio, 20.0), rel=2e-4)
    assert turns[-1] - turns[-2] == pytest.approx(
        mm.running_period(ratio, 20.0, cycle_length=LENGTH), rel=2e-4
    )
    # A memory is held from when the features have arrived, within 1/e, to the turn of the hidden units.
    arrivals = [one.start / 2.0 for one in mm.retrievals(course, threshold=1 - np.exp(-1))[0]]
    held = turns[-1] - max(moment for moment in arrivals if moment < turns[-1])
    assert held == pytest.approx(mm.published_dwell_time(ratio, 20.0), rel=0.02)
    assert held == pytest.approx(mm.held_time(ratio, 20.0), rel=1e-3)


def test_published_values() -> None:
    assert mm.published_dwell_time(0.98, 20.0) == pytest.approx(92.0, abs=0.05)
    assert mm.published_dwell_time(0.5, 20.0) == pytest.approx(24.56, abs=0.005)


@given(ratio=st.floats(0.05, 0.99), tau=st.floats(100.0, 1e4))
def test_the_published_time_is_the_limit_of_slow_traces(ratio: float, tau: float) -> None:
    longer = mm.running_period(ratio, tau) - mm.published_dwell_time(ratio, tau)
    # In T_f, so that it does not matter where the period is of the order of T_d.
    assert longer == pytest.approx((1 + 1 / np.sqrt(ratio)) / 2, abs=10 / tau)


@given(ratio=st.floats(0.1, 0.99), tau=st.floats(10.0, 200.0))
def test_times_rise_with_the_ratio_and_the_first_memory_is_left_first(ratio: float, tau: float) -> None:
    assert mm.running_period(ratio, tau) > mm.running_period(0.95 * ratio, tau)
    assert mm.first_escape_time(ratio, tau) < mm.running_period(ratio, tau)


@given(ratio=st.floats(0.2, 0.95))
def test_long_cycles_are_open_sequences_and_short_ones_are_faster(ratio: float) -> None:
    periods = [mm.running_period(ratio, 20.0, cycle_length=length) for length in (2, 3, 5, 200)]
    assert periods == sorted(periods)
    assert periods[-1] == pytest.approx(mm.running_period(ratio, 20.0), rel=1e-9)


@pytest.mark.parametrize("gain", [100.0])
def test_a_memory_is_held_for_ever_exactly_above_the_boundary(gain: float) -> None:
    boundary = mm.static_boundary(gain)
    for ratio, stays in ((boundary + 2e-3, True), (boundary - 2e-3, False)):
        memories = np.eye(5)
        cycle = mm.cycle_interactions([range(5)], 5)
        model = mm.eden(memories, cycle, static_strength=ratio, gain=gain, delay_time=2.0)
        start = model.state_at(memories[0], np.zeros(5))
        escape = mm.escape_time(simulate(model, start, 400.0, rtol=1e-7, atol=1e-9))[0]
        assert np.isinf(escape) == stays


def test_the_boundary_of_a_hard_softmax_is_one() -> None:
    assert mm.static_boundary(1e8) == pytest.approx(1.0, abs=1e-6)
    assert mm.static_boundary(1e3) == pytest.approx(1 + (1 + np.log(1e3)) / 1e3, abs=1e-4)
    for time in (mm.published_dwell_time, mm.first_escape_time, mm.running_period, mm.held_time):
        assert time(1.0, 20.0) == np.inf > time(0.999, 20.0)


@pytest.mark.parametrize("time", [mm.published_dwell_time, mm.first_escape_time, mm.running_period])
def test_times_of_nothing_are_refused(time: Callable[[float, float], float]) -> None:
    with pytest.raises(InputError, match=r"ratio r = A_s / A_c is 0.0"):
        time(0.0, 20.0)
    with pytest.raises(InputError, match=r"delay tau = T_d / T_f is 1.0"):
        time(0.5, 1.0)


def test_cycles_and_gains_without_meaning_are_refused() -> None:
    with pytest.raises(InputError, match="cycle_length is 1"):
        mm.running_period(0.5, 20.0, cycle_length=1)
    with pytest.raises(InputError, match="gain is 0"):
        mm.static_boundary(0.0)
