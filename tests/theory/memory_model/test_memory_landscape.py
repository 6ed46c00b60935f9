import numpy as np
import pytest

from engram.errors import InputError
from engram.theory.memory_model import cycle_interactions, dsem, hopfield, random_memories, simulate
from engram.theory.memory_model.landscape import (
    energy_at,
    energy_between,
    energy_on_plane,
    plane_through,
)

RNG = np.random.default_rng(0)
MEMORIES = random_memories(60, 4, RNG)
MODEL = dsem(MEMORIES, cycle_interactions([range(4)], 4), gain=20.0)


def test_a_plane_holds_its_three_points() -> None:
    points = MEMORIES[:, :3].T
    plane = plane_through(*points)
    assert np.allclose(plane.points(plane.coordinates(points)), points, atol=1e-12)
    assert np.allclose(plane.directions @ plane.directions.T, np.eye(2), atol=1e-12)
    first, second = plane.coordinates(points[:2])
    assert np.isclose(first[1], second[1])
    assert second[0] > first[0]


def test_a_plane_of_a_line_is_refused() -> None:
    with pytest.raises(InputError, match="one line"):
        plane_through(MEMORIES[:, 0], MEMORIES[:, 1], 2 * MEMORIES[:, 1] - MEMORIES[:, 0])


def test_energy_on_the_plane_is_the_models_own() -> None:
    plane = plane_through(*MEMORIES[:, :3].T)
    delayed = 0.4 * MEMORIES[:, 0]
    across, up = np.linspace(-3, 3, 5), np.linspace(-2, 2, 4)
    found = energy_on_plane(MODEL, delayed, plane, across, up)
    assert found.energy.shape == (4, 5)
    state = MODEL.state_at(plane.points(np.array([across[1], up[2]])), delayed)
    assert np.isclose(found.energy[2, 1], MODEL.energy(state) / 60, rtol=1e-12)


def test_with_the_trace_held_the_features_only_roll_down() -> None:
    """The adiabatic limit: with T_d far above the duration V_d stays, and E at that V_d falls along the course."""
    slow = dsem(MEMORIES, MODEL.interactions, gain=20.0, delay_time=1e9)
    delayed = 0.9 * MEMORIES[:, 0]
    start = slow.state_at(MEMORIES[:, 0] + 0.3 * RNG.standard_normal(60), delayed)
    course = simulate(slow, start, 20.0, rtol=1e-10, atol=1e-10)
    way = course.at(np.linspace(0, 20, 200)).features[0]
    energy = energy_at(slow, way, delayed)
    assert np.max(np.diff(energy)) < 1e-9
    assert np.argmax(way[-1] @ MEMORIES) == 1  # the minimum of the present memory has vanished


def test_the_minimum_of_the_present_memory_vanishes_as_the_trace_grows() -> None:
    shares = np.linspace(-0.3, 1.3, 161)
    profiles = [
        energy_between(MODEL, *MEMORIES[:, :2].T, trace * MEMORIES[:, 0], shares) for trace in (0.1, 0.4, 0.9)
    ]
    minima = [
        [round(float(shares[1:-1][at]), 1) for at in np.flatnonzero(np.diff(np.sign(np.diff(profile))) > 0)]
        for profile in profiles
    ]
    assert minima[0][0] == pytest.approx(0.0, abs=0.1)
    assert minima[1][0] == pytest.approx(0.0, abs=0.1)
    assert minima[1][1] == pytest.approx(1.0, abs=0.1)
    assert minima[2] == [pytest.approx(1.0, abs=0.1)]


def test_a_trace_that_follows_at_once_cannot_be_held() -> None:
    with pytest.raises(InputError, match="T_d is 0"):
        energy_at(hopfield(MEMORIES), MEMORIES[:, :1].T, MEMORIES[:, 0])
