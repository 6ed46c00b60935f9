import numpy as np
import pytest
from matplotlib.figure import Figure

from engram import tasks
from engram.dynamics import elman
from engram.figures.fixed_points import draw_multipliers, fixed_points_figure, principal_plane
from engram.interpretation.fixed_points import Orbits, find_cycles, find_fixed_points, states_on_task
from engram.theory import compile_saturating


def cycles() -> tuple[Orbits, np.ndarray]:
    task, rng = tasks.repeat_copy(3, 1), np.random.default_rng(0)
    network = compile_saturating(task)
    visited = states_on_task(network, task, rng, trials=8)
    return find_cycles(network, visited.reshape(-1, 3), period=3), visited


def points_of(figure: Figure, panel: int) -> dict[str, np.ndarray]:
    return {str(each.get_label()): np.asarray(each.get_offsets()) for each in figure.axes[panel].collections}


def test_every_state_of_every_orbit_is_where_the_plane_has_it() -> None:
    found, visited = cycles()
    figure = fixed_points_figure(found, visited)
    centre, plane = principal_plane(visited)
    expected = np.concatenate([(orbit.states - centre) @ plane.T for orbit in found.orbits])
    assert np.allclose(points_of(figure, 0)[f"stable ({len(found)})"], expected)
    closed = [line for line in figure.axes[0].lines if len(line.get_xdata()) == 4]
    assert len(closed) == sum(orbit.period == 3 for orbit in found.orbits)
    assert all(np.allclose(line.get_xydata()[0], line.get_xydata()[-1]) for line in closed)


def test_multipliers_outside_the_circle_are_inside_the_frame() -> None:
    network = elman(np.diag([3.0, 0.5]), np.ones((2, 1)), np.ones((1, 2)))
    found = find_fixed_points(network, np.zeros((1, 2)))
    axes = Figure().add_subplot()
    draw_multipliers(found, axes)
    assert np.allclose(np.sort(np.asarray(axes.collections[0].get_offsets())[:, 0]), [0.5, 3.0])
    assert axes.get_xlim()[1] > 3.0


@pytest.mark.parametrize("units", [1, 2])
def test_nothing_found_and_few_units_can_be_drawn(units: int) -> None:
    network = elman(2 * np.eye(units), np.ones((units, 1)), np.ones((1, units)))
    visited = np.random.default_rng(0).standard_normal((3, 5, units))
    for starts in (np.empty((0, units)), np.ones((1, units))):
        figure = fixed_points_figure(find_fixed_points(network, starts), visited)
        figure.draw_without_rendering()
        boxes = [axes.get_tightbbox() for axes in figure.axes]
        assert all(box is not None and box.x0 >= 0 and box.x1 <= figure.bbox.x1 for box in boxes)
