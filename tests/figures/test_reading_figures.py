"""Artists of the readings and of the limit against the numbers that they show."""

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from engram import tasks, theory
from engram.figures.limit import draw_convergence, draw_courses, limit_figure
from engram.figures.readings import draw_figures, draw_interactions, draw_spectra, readings_figure
from engram.figures.style import style
from engram.theory import (
    Convergence,
    completed,
    cycling_network,
    eigenvector_reading,
    random_reading,
    read_in,
    schur_reading,
    standard_reading,
    study_limit,
)
from engram.theory.equivalence.readings import Reading

TASK = tasks.repeat_copy(3, 2)


@pytest.fixture
def axes() -> Axes:
    return Figure().add_subplot()


@pytest.fixture(scope="module")
def five() -> tuple[Reading, ...]:
    rng = np.random.default_rng(0)
    basis = theory.random_basis(TASK, 9, rng, condition_number=3.0)
    weights = theory.compile_linear(TASK, basis).weight_hh + 0.1 * rng.standard_normal((9, 9))
    return (
        standard_reading(weights),
        eigenvector_reading(weights),
        schur_reading(weights),
        random_reading(weights, rng, condition_number=10.0),
        read_in(weights, completed(basis), "variable memories"),
    )


def test_interactions_are_shown_in_shares_of_the_largest(five: tuple[Reading, ...], axes: Axes) -> None:
    for reading in five:
        image = draw_interactions(reading, axes)
        sizes = np.abs(reading.interactions)
        assert np.allclose(np.asarray(image.get_array()), sizes / sizes.max())
        assert image.get_clim() == (0, 1)


def test_slots_are_named_and_the_complement_is_set_apart(five: tuple[Reading, ...], axes: Axes) -> None:
    draw_interactions(five[-1], axes, circuit=theory.full_circuit(TASK))
    assert {label.get_text() for label in axes.get_yticklabels()} == {"Ψ₁", "Ψ₂", "Ψ₃"}
    across = sorted(line.get_ydata()[0] for line in axes.lines if line.get_ydata()[0] == line.get_ydata()[1])
    assert across == [1.5, 3.5, 5.5]


def test_rings_of_all_readings_lie_inside_each_other(five: tuple[Reading, ...], axes: Axes) -> None:
    draw_spectra(five, axes)
    rings = [np.asarray(each.get_offsets()) for each in axes.collections]
    areas = [float(each.get_sizes()[0]) for each in axes.collections]
    assert areas == sorted(areas, reverse=True)
    for ring in rings[1:]:
        distances = np.linalg.norm(ring[:, None] - rings[0][None], axis=2)
        assert np.max(np.min(distances, axis=1)) < 1e-10
    assert axes.get_xlim()[1] > np.max(np.abs(rings[0]))


def test_rows_hold_the_figures_of_each_reading(five: tuple[Reading, ...]) -> None:
    panels = [Figure().add_subplot() for _ in range(4)]
    draw_figures(five, panels)
    shown = [np.asarray(axes.collections[0].get_offsets()) for axes in panels]
    assert np.allclose(shown[0][:, 0], [reading.condition_number for reading in five])
    assert np.allclose(shown[1][:, 0], [reading.non_normality for reading in five])
    assert np.allclose(shown[2][:, 0], [reading.num_interactions for reading in five])
    assert all(np.array_equal(points[:, 1], np.arange(5)) for points in shown)
    assert [label.get_text() for label in panels[0].get_yticklabels()] == [reading.name for reading in five]
    # A distance of exactly 0 has no place on a logarithmic axis, and is said in words.
    assert [text.get_text() for text in panels[3].texts] == ["0"]


@pytest.mark.parametrize("count", [1, 3, 5])
def test_readings_fit_on_the_page(five: tuple[Reading, ...], count: int) -> None:
    figure = readings_figure(five[-count:], matrix_name="W", circuit=theory.full_circuit(TASK))
    check_page(figure)
    letters = [
        text.get_text() for axes in figure.axes for text in axes.texts if text.get_text() in set("ABCDEFG")
    ]
    assert letters == list("ABCDEFG"[: count + 2])


def check_page(figure: Figure) -> None:
    with style():
        figure.draw_without_rendering()
        boxes = [axes.get_tightbbox() for axes in figure.axes]
    for box in boxes:
        assert box is not None
        assert box.x0 >= 0
        assert box.y0 >= 0
        assert box.x1 <= figure.bbox.x1
        assert box.y1 <= figure.bbox.y1


@pytest.fixture(scope="module")
def study() -> theory.LimitStudy:
    model = cycling_network(10, 3, np.random.default_rng(0))
    return study_limit(model, np.array(model.memories[:, :1].T), 5)


def test_courses_are_the_overlaps(study: theory.LimitStudy, axes: Axes) -> None:
    draw_courses(study, 1, axes)
    names = [text.get_label() for text in axes.collections]
    assert names == ["Euler, dt = T$_f$: the network", "Euler, dt = T$_f$/4"]
    network = np.asarray(axes.collections[0].get_offsets())
    features = study.stepped[0].states.features[0]
    memory = study.continuous.model.memories[:, 1]
    assert np.allclose(network, np.stack([np.arange(6), np.tanh(features) @ memory / 10], axis=1))
    course = axes.lines[0].get_xydata()
    last = study.continuous.at(np.array([5.0])).features[0]
    assert np.allclose(course[-1], [5.0, float((np.tanh(last) @ memory)[0] / 10)])


def test_the_fitted_power_goes_through_the_finest_errors(axes: Axes) -> None:
    values = 2.0 ** -np.arange(8)
    draw_convergence(Convergence("dt", values, values + 20 * values**5), axes, label="dt")
    line, points = axes.lines[0].get_xydata(), np.asarray(axes.collections[0].get_offsets())
    assert np.allclose(points[:, 0], values)
    assert line[-1, 1] == pytest.approx(points[-1, 1], rel=0.01)
    assert line[0, 1] < 0.5 * points[0, 1]
    assert axes.texts[0].get_text() == "order 1.00"


def test_the_limit_fits_on_the_page(study: theory.LimitStudy) -> None:
    check_page(limit_figure(study))
