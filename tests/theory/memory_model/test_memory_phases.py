"""Measured dwell times against the exact ones of `escape`, which come from another calculation."""

import numpy as np
import pytest

from engram.errors import InputError
from engram.theory.memory_model import first_escape_time, published_dwell_time, static_boundary
from engram.theory.memory_model.phases import HARD, cycle_period, measure_dwell, scan_phases


@pytest.mark.parametrize(("ratio", "delay"), [(0.1, 20.0), (0.5, 20.0), (0.9, 20.0), (0.5, 5.0), (0.7, 60.0)])
def test_both_times_are_the_exact_ones(ratio: float, delay: float) -> None:
    found = measure_dwell(ratio, delay)
    assert found.first == pytest.approx(first_escape_time(ratio, delay), rel=2e-3)
    assert found.running == pytest.approx(cycle_period(ratio, delay), rel=2e-3)


def test_the_published_time_is_that_of_the_running_sequence() -> None:
    found = measure_dwell(0.9, 20.0)
    published = published_dwell_time(0.9, 20.0)
    assert found.running - 1 == pytest.approx(published, rel=0.02)
    assert found.first < 0.8 * published


def test_static_above_the_boundary_and_sequential_below() -> None:
    assert measure_dwell(1.02, 20.0).running == np.inf
    boundary = static_boundary(30.0)
    assert boundary > 1.05
    assert np.isfinite(measure_dwell(boundary - 0.03, 20.0, 30.0).running)
    assert measure_dwell(boundary + 0.03, 20.0, 30.0).first == np.inf


def test_a_softmax_that_is_too_soft_retrieves_no_memory() -> None:
    assert np.isnan(measure_dwell(0.3, 20.0, 3.0).running)


def test_a_scan_has_every_point_in_its_place() -> None:
    told: list[tuple[int, int]] = []
    found = scan_phases((0.3, 1.2), (5.0, 10.0), (100.0, HARD), on_progress=lambda *now: told.append(now))
    assert told == [(done, 8) for done in range(1, 9)]
    assert found.running.shape == (2, 2, 2)
    assert found.running[1, 0, 0] == measure_dwell(0.3, 5.0).running
    assert found.first[0, 1, 0] == measure_dwell(0.3, 10.0, 100.0).first
    assert np.array_equal(np.isinf(found.running), np.broadcast_to([False, True], (2, 2, 2)))


@pytest.mark.parametrize("wrong", [(), (0.0,), (float("nan"),)])
def test_values_without_meaning_are_refused(wrong: tuple[float, ...]) -> None:
    with pytest.raises(InputError, match="ratio"):
        scan_phases(wrong, (20.0,))
    with pytest.raises(InputError, match="delay"):
        scan_phases((0.5,), wrong)
    with pytest.raises(InputError, match="gain"):
        scan_phases((0.5,), (20.0,), wrong)
