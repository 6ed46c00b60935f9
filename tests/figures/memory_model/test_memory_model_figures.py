"""Artists of the figures of the memory model against the numbers that they show."""

from collections.abc import Iterator

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from engram.errors import InputError
from engram.figures import style
from engram.figures.memory_model import (
    Recalled,
    capacity_figure,
    cells_figure,
    digits_figure,
    find_switch,
    has_switch,
    landscape_figure,
    phases_figure,
    retrieval_figure,
    sort_by_peak,
)
from engram.figures.memory_model.capacity import draw_lengths
from engram.figures.memory_model.cells import draw_sorted
from engram.figures.memory_model.landscape import draw_profiles
from engram.figures.memory_model.phases import draw_dwell
from engram.figures.memory_model.retrieval import draw_energy, draw_images, draw_order, draw_overlaps
from engram.theory.memory_model import (
    cycle_interactions,
    dsem,
    hopfield,
    published_dwell_time,
    retrievals,
    simulate,
)
from engram.theory.memory_model.digits import covered, digit_memories, image_of
from engram.theory.memory_model.phases import HARD, PhaseDiagram, scan_phases
from engram.theory.memory_model.recording import record
from engram.theory.memory_model.sequence_capacity import Family, SequenceProtocol, measure_capacity

DIGITS = digit_memories("3146")


@pytest.fixture(scope="module")
def recalled() -> Recalled:
    model = dsem(DIGITS.memories, cycle_interactions([range(4)], 4), gain=20.0)
    course = simulate(model, model.state_at(covered(DIGITS.memories[:, 0], 0.4), np.zeros(96)), 66.0)
    seen = retrievals(course)[0]
    return Recalled("title", record(course, np.linspace(0, 66, 500)), seen, DIGITS.names)


@pytest.fixture(scope="module")
def phases() -> tuple[PhaseDiagram, PhaseDiagram]:
    ratios = (0.3, 0.6, 1.1)
    return scan_phases(ratios, (5.0, 10.0), (HARD,)), scan_phases(ratios, (10.0,), (4.0, 50.0))


@pytest.fixture
def axes() -> Axes:
    return Figure().add_subplot()


@pytest.fixture(params=["digits", "retrieval", "landscape", "plain landscape", "cells", "phases", "capacity"])
def figure(
    request: pytest.FixtureRequest, recalled: Recalled, phases: tuple[PhaseDiagram, PhaseDiagram]
) -> Figure:
    match request.param:
        case "digits":
            return digits_figure((recalled, recalled), image_of)
        case "retrieval":
            return retrieval_figure(recalled)
        case "landscape":
            return landscape_figure(find_switch(recalled), image_of)
        case "plain landscape":
            return landscape_figure(find_switch(recalled))
        case "cells":
            return cells_figure(recalled.recording, "EDEN")
        case "phases":
            return phases_figure(*phases)
    protocol = SequenceProtocol(40, 4, 0.25, (0, 1))
    measured = [measure_capacity(protocol, family, (1.0, 3.0)) for family in Family]
    return capacity_figure(tuple(measured))


def texts(figure: Figure) -> Iterator[str]:
    for axes in figure.axes:
        yield axes.get_title(loc="left")
        yield from (text.get_text() for text in axes.texts)


def test_nothing_is_cut_off_and_letters_are_in_order(figure: Figure) -> None:
    with style():
        figure.draw_without_rendering()
        boxes = [axes.get_tightbbox() for axes in figure.axes]
    for box in boxes:
        assert box is not None
        assert box.x0 >= -1
        assert box.y0 >= -1
        assert box.x1 <= figure.bbox.x1 + 1
        assert box.y1 <= figure.bbox.y1 + 1
    letters = [text for text in texts(figure) if text in set("ABCDEF")]
    assert letters == sorted(letters)
    assert letters[0] == "A"


def test_images_are_what_the_features_say(recalled: Recalled, axes: Axes) -> None:
    draw_images(recalled, image_of, axes, num_images=8)
    shown = [np.asarray(image.get_array()) for image in axes.images]
    assert len(shown) == 9
    assert np.array_equal(shown[0], image_of(covered(DIGITS.memories[:, 0], 0.4)))  # the cue, before time 0
    assert axes.images[0].get_extent()[1] < 0
    for image, array in zip(axes.images[1:], shown[1:], strict=True):
        left, right, *_ = image.get_extent()
        at = np.searchsorted(recalled.recording.times, (left + right) / 2)
        assert np.array_equal(array, image_of(recalled.recording.said[at]))


def test_overlaps_energy_and_order(recalled: Recalled) -> None:
    recording = recalled.recording
    above, below, order = (Figure().add_subplot() for _ in range(3))
    draw_overlaps(recalled, above)
    for line, values in zip(above.lines, recording.overlaps.T, strict=False):
        assert np.array_equal(line.get_ydata(), values)
    assert [text.get_text() for text in above.texts] == [
        DIGITS.names[one.memory] for one in recalled.retrievals
    ]
    draw_energy(recalled, below)
    assert np.array_equal(below.lines[-1].get_ydata(), recording.energy / 96)
    assert [line.get_xdata()[0] for line in below.lines[:-1]] == [
        one.start for one in recalled.retrievals[1:]
    ]
    draw_order(recalled, order)
    bars = [(bar.get_x(), bar.get_width()) for bar in order.patches]
    assert bars == [(one.start, one.dwell) for one in recalled.retrievals]


def test_the_energys_title_claims_nothing_with_interactions(recalled: Recalled) -> None:
    assert any("no Lyapunov function" in text for text in texts(retrieval_figure(recalled)))
    model = hopfield(DIGITS.memories)
    course = simulate(model, model.state_at(DIGITS.memories[:, 0]), 5.0)
    held = Recalled("held", record(course, np.linspace(0, 5, 50)), retrievals(course)[0], DIGITS.names)
    figure = retrieval_figure(held)
    assert not any("no Lyapunov function" in text for text in texts(figure))
    figure.draw_without_rendering()


def test_a_switch_is_three_memories_in_order_and_the_state_moves(recalled: Recalled) -> None:
    switch = find_switch(recalled)
    assert [DIGITS.names[memory] for memory in switch.order] == ["1", "4", "6"]
    minima = [
        (landscape.across[place[1]], landscape.up[place[0]])
        for landscape in switch.landscapes
        for place in [np.unravel_index(landscape.energy.argmin(), landscape.energy.shape)]
    ]
    spacing = switch.places[1, 0] - switch.places[0, 0]
    assert np.hypot(*(minima[0] - switch.places[0])) < 0.2 * spacing  # the lowest point is the present memory
    assert np.hypot(*(minima[-1] - switch.places[1])) < 0.2 * spacing  # and then the next one
    states = switch.plane.coordinates(recalled.recording.features[list(switch.moments)])
    assert np.hypot(*(states[-1] - switch.places[1])) < 0.2 * spacing


def test_profiles_and_the_state_on_them(recalled: Recalled, axes: Axes) -> None:
    switch = find_switch(recalled)
    draw_profiles(switch, axes)
    curves = [line for line in axes.lines if len(line.get_xdata()) > 1]
    assert all(
        np.array_equal(line.get_ydata(), profile)
        for line, profile in zip(curves, switch.profiles, strict=True)
    )
    assert [label.get_text() for label in axes.get_xticklabels()] == ["memory 1", "memory 4"]


def test_a_switch_needs_enough_retrievals(recalled: Recalled) -> None:
    seen = recalled.retrievals
    for few in (seen[:3], (*seen[:3], seen[1])):
        short = Recalled("short", recalled.recording, few, DIGITS.names)
        assert not has_switch(short)
        with pytest.raises(InputError, match="three different memories: simulate for longer"):
            find_switch(short)


def test_names_are_one_a_memory(recalled: Recalled) -> None:
    with pytest.raises(InputError, match="3 names for 4 memories"):
        Recalled("title", recalled.recording, recalled.retrievals, ("a", "b", "c"))


def test_units_are_sorted_by_their_peaks_and_silent_ones_left_out(axes: Axes) -> None:
    times = np.linspace(0, 10, 101)
    activity = np.stack([np.exp(-((times - peak) ** 2)) for peak in (7.0, 2.0, 5.0)], axis=1)
    found = sort_by_peak(times, np.column_stack([activity * (2.0, 1.0, 0.5), np.full(101, 1e-9)]))
    assert found.order.tolist() == [1, 2, 0]
    assert np.allclose(found.peaks, [2, 5, 7], atol=0.05)
    assert np.allclose(found.shares.max(axis=0), 1)
    draw_sorted(found, axes, "unit")
    assert np.array_equal(np.asarray(axes.images[0].get_array()), found.shares.T)


def test_dwell_times_and_formula(phases: tuple[PhaseDiagram, PhaseDiagram], axes: Axes) -> None:
    draw_dwell(phases[0], axes, delay=1, gain=0)
    lines = {str(line.get_label()): line for line in axes.lines}
    assert np.array_equal(lines["running sequence"].get_ydata(), phases[0].running[0, 1])
    assert np.array_equal(lines["first escape"].get_ydata(), phases[0].first[0, 1])
    ratio, value = (data[100] for data in lines["τ ln 1/(1−√r)"].get_data())
    assert value == published_dwell_time(ratio, 10.0)


def test_phase_colours_are_the_measured_times_and_static_is_blank(
    phases: tuple[PhaseDiagram, PhaseDiagram],
) -> None:
    left = phases_figure(*phases).axes[0]
    mesh = left.collections[0]
    shown = np.ma.asarray(mesh.get_array()).reshape(2, 3)
    assert np.array_equal(shown.mask, np.isinf(phases[0].running[0]))
    assert np.array_equal(shown.compressed(), phases[0].running[0][np.isfinite(phases[0].running[0])])


def test_diagrams_of_other_axes_are_refused(phases: tuple[PhaseDiagram, PhaseDiagram]) -> None:
    with pytest.raises(InputError, match="found 2 gains and 2 delays"):
        phases_figure(phases[1], phases[0])


def test_lengths_are_those_of_every_seed(axes: Axes) -> None:
    found = measure_capacity(SequenceProtocol(40, 4, 0.0, (0, 1, 2)), Family.SOFTMAX, (1.0, 20.0))
    draw_lengths(found, axes)
    dots = [line.get_ydata() for line in axes.lines[2:]]
    assert np.array_equal(np.array(dots), found.lengths.T)
    assert np.array_equal(axes.lines[1].get_ydata(), found.lengths.mean(axis=1))
