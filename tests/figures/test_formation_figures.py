"""Artists of the figure of formation against the looks that they show."""

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure

from engram.figures.formation import (
    BEFORE,
    ERRORS,
    LOSS,
    SHARES,
    Course,
    FormationCourses,
    draw_angles,
    draw_courses,
    formation_figure,
)

STEPS = (0, 1, 10, 100)


def course(seed: int, steps: tuple[int, ...], modes: tuple[float, ...], found: list[list[float]]) -> Course:
    values = np.array(modes)
    return Course(
        seed=seed,
        steps=np.array(steps),
        loss=10.0 ** -np.arange(len(steps)),
        accuracy=values,
        modes=values,
        angle_error_rad=1.0 - values / 2,
        interaction_error=2.0 - values,
        must_change=values,
        swap=values,
        found=np.array(found, dtype=np.float64),
    )


@pytest.fixture
def courses() -> FormationCourses:
    """The second network leaves after 10 steps; the mode at 180 degrees comes, goes and comes again."""
    first = course(0, STEPS, (0.0, 0.5, 0.5, 1.0), [[0, 0], [0, 1], [1, 0], [1, 1]])
    second = course(1, (0, 1, 10, 20), (0.0, 0.0, 0.5, 0.5), [[0, 0], [0, 0], [1, 0], [1, 0]])
    return FormationCourses("fast", "a task", np.array([0.0, 180.0]), np.array([2, 1]), (first, second))


@pytest.fixture
def axes() -> Axes:
    return Figure().add_subplot()


def test_a_network_that_has_left_counts_as_it_left(courses: FormationCourses) -> None:
    assert courses.steps.tolist() == [0, 1, 10, 100]  # at 20 the other network was not looked at
    assert courses.over_steps("modes").tolist() == [[0, 0.5, 0.5, 1], [0, 0, 0.5, 0.5]]
    assert courses.over_steps("found").shape == (2, 4, 2)


def test_what_goes_away_again_has_not_formed(courses: FormationCourses) -> None:
    assert courses.formed_at.tolist() == [[10.0, 100.0], [10.0, np.inf]]
    assert courses.reached("modes", 0.5).tolist() == [1.0, 10.0]
    assert courses.reached("modes", 1.0).tolist() == [100.0, np.inf]
    assert courses.reached("modes", 0.0).tolist() == [0.0, 0.0]


def test_each_network_is_a_thin_line_and_the_median_a_thick_one(
    courses: FormationCourses, axes: Axes
) -> None:
    draw_courses(courses, SHARES[:1], axes)
    *thin, thick = axes.lines
    assert len(thin) == 2
    for line, network in zip(thin, courses.networks, strict=True):
        assert np.array_equal(line.get_ydata(), network.modes)
        assert line.get_linewidth() < thick.get_linewidth()
    assert np.allclose(thick.get_xdata(), [BEFORE, 1, 10, 100])
    assert np.allclose(thick.get_ydata(), [0, 0.25, 0.5, 0.75])
    assert to_rgba(str(thick.get_color())) == to_rgba(SHARES[0][2])
    assert axes.get_xscale() == "log"
    assert axes.get_xticklabels()[0].get_text() == "0"


def test_errors_and_loss_are_logarithmic(courses: FormationCourses, axes: Axes) -> None:
    draw_courses(courses, (*ERRORS, *LOSS), axes, is_log=True)
    assert axes.get_yscale() == "log"
    assert len(axes.lines) == 9


def test_angles_are_rows_and_dots_say_from_when_on(courses: FormationCourses, axes: Axes) -> None:
    mesh = draw_angles(courses, axes)
    mean = courses.over_steps("found").mean(axis=0)
    assert np.allclose(np.asarray(mesh.get_array()), mean.T)
    assert mesh.get_clim() == (0, 1)
    assert [label.get_text() for label in axes.get_yticklabels()] == ["0° ×2", "180° ×1"]
    dots = [list(line.get_xdata()) for line in axes.lines]
    assert dots == [[10.0, 100.0], [10.0]]
    edges = np.asarray(mesh.get_coordinates())[0, :, 0]
    places = [BEFORE, 1, 10, 100]
    assert all(low < place < high for low, place, high in zip(edges, places, edges[1:], strict=False))


def test_populations_stand_beside_each_other_at_one_height(courses: FormationCourses) -> None:
    other = FormationCourses("published", courses.task, courses.degrees, courses.counts, courses.networks[:1])
    figure = formation_figure((courses, other))
    assert len(figure.axes) == 9  # four panels each, and the colour scale
    losses, errors = (figure.axes[0], figure.axes[4]), (figure.axes[2], figure.axes[6])
    assert losses[0].get_ylim() == losses[1].get_ylim()
    assert errors[0].get_ylim() == errors[1].get_ylim()
    said = [text.get_text() for axes in figure.axes for text in axes.texts]
    assert "a task, 2 networks\nfast" in said
    assert "a task, 1 network\npublished" in said
