"""Figures of circuits that run: artists against the numbers that they show."""

from pathlib import Path

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch, Rectangle

from engram import tasks
from engram.figures import program_figure, style, trace_figure
from engram.figures.capacity import capacity_figure, draw_accuracy
from engram.figures.horizon import draw_amplitudes, draw_courses, draw_information, horizon_figure
from engram.figures.input_phase import draw_basin, draw_map, draw_recovery, draw_scores, input_phase_figure
from engram.figures.program import COLOURS, draw_pseudocode, draw_slots, draw_weights
from engram.figures.style import BLUE, GREEN, ORANGE, VERMILLION
from engram.figures.tracing import draw_composed, draw_contents, draw_said
from engram.theory import (
    CircuitMode,
    Gains,
    Operation,
    full_circuit,
    map_overwriting,
    measure_recovery,
    program_of,
    trace_circuit,
)
from engram.theory.bounds.capacity import capacity_curve
from engram.theory.bounds.input_phase import score_input_phase
from engram.theory.bounds.precision import (
    information_course,
    log_steps,
    rounding_courses,
    scan_amplitudes,
    spectral_courses,
    tanh_courses,
)
from engram.theory.bounds.squeezing import Squeeze

TASK = tasks.compose_copy(4, 3)
COPY = tasks.repeat_copy(4, 2)


@pytest.fixture
def axes() -> Axes:
    return Figure().add_subplot()


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(0)


def traced(mode: CircuitMode = CircuitMode.LINEAR):
    inputs = tasks.sample_inputs(TASK, 1, np.random.default_rng(1))[0]
    return trace_circuit(TASK, mode, inputs, 12)


def test_every_line_of_the_program_is_written_in_its_colour(axes: Axes):
    program = program_of(TASK, CircuitMode.SATURATING)
    draw_pseudocode(program, axes)
    written = [text.get_text() for text in axes.texts]
    for line in program.lines:
        assert line.carried_out_by in written
        assert all(row in written for row in line.text.split("\n"))
    bars = [to_hex(patch.get_facecolor()) for patch in axes.patches]
    expected = [COLOURS[line.operation] for line in program.lines]
    doing = [
        colour for colour in expected if colour not in (COLOURS[Operation.START], COLOURS[Operation.LOOP])
    ]
    assert bars == [colour.lower() for colour in doing]


def test_slots_have_arrows_for_the_shift_and_for_what_f_reads(axes: Axes):
    task = tasks.selection("two", np.array([0, 5]), np.array([1.0, 1.0]), num_variables=4)  # slots 1 and 3
    draw_slots(task, axes)
    boxes = [patch for patch in axes.patches if isinstance(patch, FancyBboxPatch)]
    arrows = [patch for patch in axes.patches if isinstance(patch, FancyArrowPatch)]
    colours = [to_hex(arrow.get_edgecolor()).upper() for arrow in arrows]
    assert len(boxes) == 4
    assert [colours.count(colour) for colour in (BLUE, GREEN, VERMILLION, ORANGE)] == [3, 1, 1, 2]


def test_long_memories_are_drawn_without_their_middle(axes: Axes):
    draw_slots(tasks.repeat_copy(20, 2), axes)
    boxes = [patch for patch in axes.patches if isinstance(patch, FancyBboxPatch)]
    assert len(boxes) == 8
    assert "…" in [text.get_text() for text in axes.texts]


def test_the_weights_are_framed_where_each_line_finds_its_own():
    figure = Figure()
    panels = [figure.add_subplot(1, 3, place) for place in (1, 2, 3)]
    program = program_of(TASK, CircuitMode.LINEAR)
    draw_weights(program, *panels)
    circuit = full_circuit(TASK)
    for panel, weights in zip(panels, (circuit.interaction, circuit.write, circuit.read), strict=True):
        assert np.array_equal(np.asarray(panel.images[0].get_array()), weights)
    frames = {
        to_hex(patch.get_edgecolor()).upper(): patch.get_bbox().bounds
        for panel in panels
        for patch in panel.patches
        if isinstance(patch, Rectangle)
    }
    assert frames == {
        BLUE: (-0.5, -0.5, 12, 9),
        ORANGE: (-0.5, 8.5, 12, 3),
        GREEN: (-0.5, 8.5, 3, 3),
        VERMILLION: (8.5, -0.5, 3, 3),
    }


def test_contents_of_a_trace_are_drawn_as_they_are_and_wrong_ones_crossed(axes: Axes):
    found = traced()
    draw_contents(found, axes, is_decoded=True)
    assert np.array_equal(np.asarray(axes.images[0].get_array()), found.decoded.T)
    crosses = np.asarray(axes.collections[0].get_offsets())
    steps, rows = np.nonzero(found.is_misheld)
    assert len(crosses)
    assert np.array_equal(crosses, np.column_stack([steps + 1, rows]))


def test_theory_is_drawn_without_crosses(axes: Axes):
    found = traced()
    draw_contents(found, axes, is_decoded=False)
    assert np.array_equal(np.asarray(axes.images[0].get_array()), found.theory.T)
    assert not axes.collections


def test_composed_vectors_are_those_of_the_contents_beside_them():
    found, figure = traced(), Figure()
    decoded, theory = figure.add_subplot(1, 2, 1), figure.add_subplot(1, 2, 2)
    draw_composed(found, decoded, is_decoded=True)
    draw_composed(found, theory, is_decoded=False)
    assert np.array_equal(np.asarray(decoded.images[0].get_array()), found.composed.T)
    later = np.asarray(theory.images[0].get_array())[:, TASK.num_variables :]
    assert np.array_equal(later, found.vectors[TASK.num_variables :].T)


def test_outputs_are_blank_while_nothing_is_asked(axes: Axes):
    found = traced()
    draw_said(found, axes)
    shown = np.ma.asarray(axes.images[0].get_array())
    assert np.all(np.ma.getmaskarray(shown)[:, : TASK.num_variables])
    assert np.array_equal(shown[:, TASK.num_variables :], found.outputs[TASK.num_variables :].T)


def test_scores_are_points(axes: Axes, rng: np.random.Generator):
    scores = [score_input_phase(task, horizon=24, num_trials=16, rng=rng) for task in (COPY, TASK)]
    draw_scores(scores, ["copy", "compose"], axes)
    points = {each.get_label(): np.asarray(each.get_offsets())[:, 0] for each in axes.collections[1:]}
    assert np.allclose(points["linear circuit, predicted"], [each.linear_predicted for each in scores])
    assert np.allclose(points["linear circuit, run"], [each.linear for each in scores])
    assert np.allclose(points["best linear network, any width"], [each.best_linear for each in scores])
    assert np.allclose(points["overwriting (tanh, 2 and 8)"], 1.0)


def test_the_map_has_its_bound(axes: Axes, rng: np.random.Generator):
    found = map_overwriting(
        TASK, np.linspace(0.8, 2, 4), np.linspace(0.5, 3, 5), rng=rng, num_trials=4, horizon=10
    )
    draw_map(found, axes)
    assert np.array_equal(np.asarray(axes.images[0].get_array()), found.accuracy.T)
    assert np.array_equal(axes.lines[0].get_ydata(), found.least_write_gains)


def test_courses_of_recovery_are_full_and_dashed(axes: Axes, rng: np.random.Generator):
    found = measure_recovery(TASK, np.array([0.1, 0.5]), rng=rng, num_steps=5, num_trials=8)
    draw_recovery(found, axes)
    for size, (full, dashed) in enumerate(zip(axes.lines[::2], axes.lines[1::2], strict=True)):
        assert np.array_equal(full.get_ydata(), found.saturating[size])
        assert np.array_equal(dashed.get_ydata(), found.linear[size])
        assert dashed.get_linestyle() != full.get_linestyle()


def test_the_basin_shows_theory_and_run(axes: Axes, rng: np.random.Generator):
    found = measure_recovery(TASK, np.array([0.2, 1.0]), rng=rng, num_trials=8)
    draw_basin(found, axes)
    assert np.array_equal(axes.lines[0].get_ydata(), found.flipped_predicted)
    assert np.array_equal(axes.lines[1].get_ydata(), found.flipped)


def test_capacity_curves_show_what_is_run_and_what_is_predicted(axes: Axes):
    curves = [capacity_curve(COPY, squeeze, np.array([2, 4, 8]), seeds=2, horizon=8) for squeeze in Squeeze]
    draw_accuracy(curves, axes)
    for curve, dots, line in zip(curves, axes.lines[:6:2], axes.lines[1:6:2], strict=True):
        assert np.array_equal(dots.get_ydata(), curve.accuracy.mean(axis=0))
        shown = curve.accuracy.mean(axis=0) if curve.squeeze is Squeeze.SUPERPOSITION else curve.predicted
        assert np.array_equal(line.get_ydata(), shown)
        assert line.get_xdata()[-1] == 8
    assert axes.lines[6].get_xdata() == [8, 8]


def test_error_courses_are_logarithmic_and_below_one(axes: Axes, rng: np.random.Generator):
    courses = tanh_courses(COPY, (0.1, 0.01), log_steps(100, 5), rng=rng)
    draw_courses(courses, axes)
    for course, dots, line in zip(courses, axes.lines[::2], axes.lines[1::2], strict=True):
        assert np.array_equal(dots.get_ydata(), course.measured)
        assert np.array_equal(line.get_ydata(), course.predicted)
    assert axes.get_yscale() == "log"
    assert max(axes.get_yticks()) == 1.0


def test_whole_figures_can_be_drawn(tmp_path: Path, rng: np.random.Generator):
    recovery = measure_recovery(TASK, np.array([0.1, 0.5]), rng=rng, num_trials=8)
    found = map_overwriting(
        TASK, np.linspace(0.8, 2, 4), np.linspace(0.5, 3, 5), rng=rng, num_trials=4, horizon=10
    )
    scores = [score_input_phase(TASK, horizon=8, num_trials=8, rng=rng)]
    curves = [
        [capacity_curve(COPY, squeeze, np.array([4, 8]), seeds=2, horizon=8) for squeeze in Squeeze]
        for _ in range(4)
    ]
    steps = log_steps(20, 4)
    scan = scan_amplitudes(COPY, np.geomspace(0.01, 1, 4), steps=10, noise=1e-3, rng=rng)
    informed = [information_course(COPY, steps, noise=0.1, gains=Gains(), rng=rng)]
    figures = {
        "program": program_figure(program_of(TASK, CircuitMode.LINEAR)),
        "dense": program_figure(program_of(tasks.dense_orthogonal(3, 2, seed=0), CircuitMode.LINEAR)),
        "one": program_figure(program_of(tasks.repeat_copy(1, 1), CircuitMode.SATURATING)),
        "trace": trace_figure(traced(), "random"),
        "input_phase": input_phase_figure(TASK, scores, ["compose"], found, recovery, recovery),
        "capacity": capacity_figure(curves, list("abcd"), [([4, 8], [0.5, 1.0])] * 4),
        "horizon": horizon_figure(
            rounding_courses(COPY, (1.0, 10.0), steps, hidden_size=8, rng=rng),
            spectral_courses(COPY, steps, size=1e-3, rng=rng),
            tanh_courses(COPY, (0.1,), steps, rng=rng),
            scan,
            informed,
        ),
    }
    for stem, figure in figures.items():
        with style():
            figure.savefig(tmp_path / f"{stem}.png", dpi=40)
        assert (tmp_path / f"{stem}.png").stat().st_size > 1000


def test_information_and_amplitudes_show_their_numbers(rng: np.random.Generator):
    figure = Figure()
    left, right = figure.add_subplot(1, 2, 1), figure.add_subplot(1, 2, 2)
    scan = scan_amplitudes(COPY, np.geomspace(0.01, 1, 4), steps=10, noise=1e-3, rng=rng)
    draw_amplitudes(scan, left)
    assert np.array_equal(left.lines[0].get_ydata(), scan.measured)
    assert np.array_equal(left.lines[1].get_ydata(), scan.predicted)
    course = information_course(COPY, log_steps(20, 4), noise=0.1, gains=Gains(), rng=rng)
    draw_information([course], right)
    shown = [line.get_ydata() for line in right.lines[:4]]
    for values, expected in zip(
        shown, (course.linear_predicted, course.linear, course.saturating, course.saturating), strict=True
    ):
        assert np.array_equal(values, expected)
