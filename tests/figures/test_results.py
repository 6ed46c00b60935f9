"""Artists against the numbers that they show."""

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from engram.figures.circuit import draw_contents, draw_rule, run_circuit
from engram.figures.decoding import draw_decoding, draw_mean_decoding
from engram.figures.glyphs import DIGITS, stimulus_for
from engram.figures.interventions import contenders, draw_scores, example_write, fullest_variable
from engram.figures.memories import draw_contents as draw_memories
from engram.figures.memories import draw_outputs, draw_states, recall
from engram.figures.operators import draw_full_operator, draw_operator, operators_figure
from engram.figures.slots import raw_name, slot_groups, slot_name
from engram.figures.spectrum import directions_of, draw_angle_errors, draw_spectrum
from engram.interpretation import Analysis, RawMatrix, match_spectrum
from engram.interpretation.causal import Score
from engram.tasks import InputCode, compose_copy, from_id, repeat_copy
from engram.theory import circuit_of, full_circuit, theoretical_spectrum


@pytest.fixture
def axes() -> Axes:
    return Figure().add_subplot()


def offsets(axes: Axes, label: str) -> np.ndarray:
    """Marker positions of one kind as complex numbers."""
    found = [collection for collection in axes.collections if collection.get_label() == label]
    points = np.concatenate([np.asarray(collection.get_offsets()) for collection in found])
    return points[:, 0] + 1j * points[:, 1]


def modes_of(analysis: Analysis) -> np.ndarray:
    return np.linalg.eigvals(analysis.memories.interaction).astype(complex)


def test_markers_lie_on_the_eigenvalues(analysis: Analysis, axes: Axes):
    examination, learned = analysis.examination, modes_of(analysis)
    draw_spectrum(
        examination.spectrum, learned, examination.weights_modes, axes, raw_matrix=examination.raw_matrix
    )
    distinct = [direction.eigenvalue for direction in directions_of(examination.spectrum)]
    assert np.array_equal(offsets(axes, "learned interactions"), learned)
    assert np.array_equal(
        offsets(axes, f"all modes of {raw_name(examination.raw_matrix)}"), examination.weights_modes
    )
    assert np.allclose(offsets(axes, "theory: Φ"), distinct, rtol=0, atol=0)
    inside = axes.get_xlim()[1]
    assert np.all(np.abs(np.concatenate([learned.real, learned.imag])) < inside)


def test_boxes_count_the_modes_of_theory(axes: Axes):
    theory = theoretical_spectrum(circuit_of(repeat_copy(16, 5)))
    draw_spectrum(match_spectrum(theory, theory), theory, theory, axes, raw_matrix=RawMatrix.WEIGHTS)
    boxes = [text for text in axes.texts if text.get_bbox_patch() is not None]
    assert [box.get_text() for box in boxes] == ["5"] * 16
    for box, mode in zip(boxes, np.exp(2j * np.pi * np.arange(16) / 16), strict=True):
        x, y = box.get_position()
        assert np.isclose(np.angle((x + 1j * y) / mode), 0, atol=1e-9)


def test_single_modes_need_no_box_and_missing_ones_do(axes: Axes):
    theory = theoretical_spectrum(circuit_of(compose_copy(3, 2)))
    match = match_spectrum(theory, np.ones(1, complex))
    draw_spectrum(match, np.ones(1, complex), theory, axes, raw_matrix=RawMatrix.WEIGHTS)
    boxes = [text.get_text() for text in axes.texts]
    assert len(boxes) == sum(entry.needs_box for entry in directions_of(match))
    assert "0/1" in boxes
    assert len(offsets(axes, "theory, not found")) == match.unmatched


def test_surplus_modes_are_marked(axes: Axes):
    match = match_spectrum(np.ones(1, complex), np.array([1.0, -1.0 + 0j]))
    draw_spectrum(match, np.array([1.0, -1.0 + 0j]), np.ones(1, complex), axes, raw_matrix=RawMatrix.WEIGHTS)
    assert np.array_equal(offsets(axes, "learned, not in theory"), match.surplus)


def test_angle_errors_are_in_milliradians(axes: Axes):
    theory = np.exp(1j * np.array([0.0, np.pi / 2, 3 * np.pi / 2]))
    draw_angle_errors(match_spectrum(theory, theory * np.exp(2e-3j)), axes)
    points = np.asarray(axes.collections[0].get_offsets())
    assert np.allclose(points[:, 0], [0, 90, 270])
    assert np.allclose(points[:, 1], 2.0)


def test_operator_images_hold_the_operators(analysis: Analysis):
    examination = analysis.examination
    figure = operators_figure(analysis)
    full = examination.full_basis
    shown = (
        full.dual @ examination.rest.state @ full.basis,
        examination.operators.output,
        examination.memories.circuit.interaction,
        examination.operators.input,
        examination.memories.circuit.shift,
    )
    for panel, operator in zip(figure.axes, shown, strict=False):
        assert np.array_equal(np.asarray(panel.images[0].get_array()), operator)
        assert panel.images[0].get_clim() == (-1, 1)


def test_slot_lines_and_names(axes: Axes):
    circuit = circuit_of(compose_copy(3, 3))  # 1, 2 and 3 stored components
    draw_operator(circuit, circuit.interaction, axes, max_labels=100)
    assert [group.stop - group.start for group in slot_groups(circuit)] == [1, 2, 3]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["Ψ₃", "Ψ₁", "Ψ₂"]
    assert sorted(axes.get_yticks()) == [0.0, 1.5, 4.0]
    across = [line.get_ydata()[0] for line in axes.lines if line.get_ydata()[0] == line.get_ydata()[1]]
    assert across == [0.5, 2.5]


def test_labels_keep_their_distance(axes: Axes):
    circuit = full_circuit(repeat_copy(40, 2))
    draw_operator(circuit, circuit.interaction, axes, max_labels=10)
    places = np.sort(axes.get_yticks())
    assert np.min(np.diff(places)) >= 8
    assert {slot_name(0), slot_name(39)} <= {label.get_text() for label in axes.get_yticklabels()}


def test_border_between_variables_and_complement(selection: Analysis, axes: Axes):
    full, circuit = selection.examination.full_basis, selection.memories.circuit
    draw_full_operator(circuit, full.operator, axes)
    border = full.num_variables - 0.5
    assert border in [line.get_ydata()[0] for line in axes.lines]
    assert border in [line.get_xdata()[0] for line in axes.lines]
    assert axes.get_yticklabels()[-1].get_text() == "Ψ$_⊥$"


def test_contents_move_slot_by_slot(axes: Axes):
    task = repeat_copy(4, 5)
    run = run_circuit(task, stimulus_for(task, InputCode.SIGNS, seed=0), 6)
    draw_contents(run, axes)
    shown = np.asarray(axes.images[0].get_array())
    assert shown.shape == (20, 10)
    assert np.array_equal(shown[:15, 1:], shown[5:, :-1])  # every slot takes over from the next younger one
    assert np.array_equal(shown[15:, :4].T, run.stimulus.inputs)
    assert list(axes.images[0].get_extent()) == [0.5, 10.5, 19.5, -0.5]


def test_rule_names_the_outputs(axes: Axes):
    task = from_id((9241421688590303745, 262676, 189))
    draw_rule(task, axes)
    written = {tuple(int(v) for v in text.get_position()): text.get_text() for text in axes.texts}
    # y1 = -u5(t-4): slot 5 of 8 counted from the oldest, component 5; y7 = u8(t-1): the newest slot.
    assert written[4, 4] == "−1"
    assert written[7, 7] == "7"
    assert len(written) == 8


def test_digits_are_stored_as_they_look():
    stimulus = stimulus_for(repeat_copy(16, 5), InputCode.SIGNS, seed=0)
    drawn = ["".join("#" if value > 0 else " " for value in row) for row in stimulus.inputs.T]
    for place, digit in enumerate("3141"):
        assert tuple(row[4 * place : 4 * place + 3] for row in drawn) == DIGITS[digit]
    assert "3141" in stimulus.meaning


@pytest.mark.parametrize(
    ("sizes", "text"), [((8, 8), "31"), ((3, 5), "3"), ((40, 6), "3141"), ((4, 4), "random")]
)
def test_text_fits_the_task(sizes: tuple[int, int], text: str):
    stimulus = stimulus_for(repeat_copy(*sizes), InputCode.SIGNS, seed=0)
    assert stimulus.inputs.shape == sizes
    assert np.all(np.abs(stimulus.inputs) == 1)
    assert text in stimulus.meaning


def test_dark_bits_are_zero():
    assert set(np.unique(stimulus_for(repeat_copy(8, 8), InputCode.BITS, seed=0).inputs)) == {0.0, 1.0}


def test_random_inputs_follow_the_seed():
    first, again, other = (stimulus_for(repeat_copy(8, 2), InputCode.SIGNS, seed=seed) for seed in (1, 1, 2))
    assert np.array_equal(first.inputs, again.inputs)
    assert not np.array_equal(first.inputs, other.inputs)


def test_recalled_contents_are_those_of_theory(analyses: dict[str, Analysis], axes: Axes):
    analysis = analyses["digits"]
    stimulus = stimulus_for(analysis.task, InputCode.SIGNS, seed=0)
    recalled = recall(analysis.network, analysis.memories, stimulus, InputCode.SIGNS, 14)
    draw_memories(recalled, axes)
    theory = run_circuit(analysis.task, stimulus, 14).contents
    assert np.allclose(np.asarray(axes.images[0].get_array()), theory.T, atol=0.1)
    assert not np.any(recalled.is_wrong)
    assert np.all(np.isnan(recalled.outputs[:7]))


def test_mistakes_are_crossed(analyses: dict[str, Analysis], axes: Axes):
    analysis = analyses["partial"]
    stimulus = stimulus_for(analysis.task, InputCode.SIGNS, seed=0)
    recalled = recall(analysis.network, analysis.memories, stimulus, InputCode.SIGNS, 6)
    draw_outputs(recalled, axes)
    crosses = np.asarray(axes.collections[-1].get_offsets())
    assert {(int(t) - 1, int(row)) for t, row in crosses} == set(
        zip(*np.nonzero(recalled.is_wrong), strict=True)
    )
    assert len(crosses) > 0


def test_decoding_image_hides_what_is_not_filled(analysis: Analysis, axes: Axes):
    decoding = analysis.examination.decoding
    shown = draw_decoding(decoding, analysis.memories.circuit, axes).get_array()
    assert np.array_equal(np.ma.getmaskarray(shown), ~decoding.is_filled.T)
    assert np.array_equal(np.ma.getdata(shown), decoding.share.T)


def test_mean_decoding_is_over_filled_directions(selection: Analysis, axes: Axes):
    decoding = selection.examination.decoding
    draw_mean_decoding(decoding, selection.task.num_variables, axes)
    line = axes.lines[0]
    step = int(np.asarray(line.get_xdata())[0])
    expected = decoding.share[step - 1][decoding.is_filled[step - 1]].mean()
    assert np.isclose(np.asarray(line.get_ydata())[0], expected)


def test_scores_and_intervals(axes: Axes):
    scores = [Score(0.98, 400, 64), Score(0.5, 400, 64), Score(1.0, 0, 0)]
    draw_scores(scores, axes, chance=0.5)
    bars = [line for line in axes.lines if tuple(line.get_xdata()) in {score.interval for score in scores}]
    assert len(bars) == 3
    points = [line for line in axes.lines if line.get_marker() == "o"]
    assert [float(np.asarray(line.get_xdata())[0]) for line in points] == [0.98, 0.5]
    assert [text.get_text() for text in axes.texts] == ["0.980", "0.500", "not tested"]


def test_network_comes_before_its_nulls(selection: Analysis):
    names = [contender.name for contender in contenders(selection)]
    assert names == ["this network", "untrained", "random orthogonal", "random phases", "wrong task"]


def test_example_write_is_followed(selection: Analysis):
    example = example_write(selection, 9)
    assert example.outcome.first_output == 2 * selection.task.num_variables + 1
    assert np.all(example.outcome.follows)
    assert np.any(example.outcome.must_change)


def test_example_writes_where_most_is_stored():
    assert fullest_variable(circuit_of(compose_copy(4, 4))) == 3
    assert fullest_variable(circuit_of(repeat_copy(5, 2))) == 2


def test_each_part_of_a_state_has_its_own_scale(analyses: dict[str, Analysis], axes: Axes):
    analysis = analyses["gated"]
    stimulus = stimulus_for(analysis.task, InputCode.SIGNS, seed=0)
    recalled = recall(analysis.network, analysis.memories, stimulus, InputCode.SIGNS, 6)
    draw_states(recalled, axes)
    shown, size = np.asarray(axes.images[0].get_array()), analysis.network.state_size // 2
    names = [label.get_text() for label in axes.get_yticklabels()]
    for rows, name, label in ((slice(0, size), "h", names[0]), (slice(size, None), "c", names[1])):
        largest = np.max(np.abs(recalled.states[:, rows]))
        assert np.allclose(shown[rows] * largest, recalled.states[:, rows].T)
        assert label == f"{name} ± {largest:.2g}"
    assert axes.images[0].get_clim() == (-1, 1)


@pytest.mark.parametrize(
    ("case", "name"),
    [("selection", "W$_{hh}$"), ("gated", "Jacobian at rest"), ("rectified", "mean Jacobian")],
)
def test_the_raw_matrix_is_called_what_it_is(case: str, name: str, analyses: dict[str, Analysis]):
    figure = operators_figure(analyses[case])
    assert figure.axes[0].get_title(loc="left") == f"{name} in the basis [Ψ, Ψ$_⊥$]"
