"""Interventions and how they are counted."""

from dataclasses import replace

import numpy as np
import pytest

from cases import BROKEN, COPY, RESTORING, analysis_of, chosen
from engram import tasks
from engram.dynamics import run
from engram.errors import InputError
from engram.interpretation import (
    Method,
    Recording,
    VariableMemories,
    causal_scores,
    erase,
    intervene,
    record,
    swap,
    write,
)
from engram.interpretation.causal import (
    CausalCourse,
    CausalScores,
    Score,
    causal_course,
    settled_steps,
)
from engram.interpretation.interventions import Outcome
from engram.numerics import proportion_interval
from engram.tasks import InputCode, unroll
from engram.theory import circuit_of, compile_linear, compile_saturating, full_circuit

PAIR = tasks.repeat_copy(2, 1)
NETWORK = compile_linear(PAIR, np.eye(2))
EXACT = VariableMemories(
    Method.REGRESSION, full_circuit(PAIR), np.eye(2), np.eye(2), np.zeros(2), full_circuit(PAIR).interaction
)


def recorded(*inputs: tuple[float, float]) -> Recording:
    """Trials of given inputs, u(1) and u(2) of each."""
    trials = unroll(PAIR, np.array(inputs, dtype=float)[:, :, None], 4)
    found = run(NETWORK, trials.inputs)
    return Recording(
        trials, InputCode.SIGNS, found.states, found.outputs, trials.contents, NETWORK.state_parts
    )


def said(outputs: np.ndarray) -> list[list[float]]:
    return np.round(outputs[..., 0], 9).tolist()


def test_a_write_by_hand() -> None:
    """After step 2 the slots hold (u1, u2); the oldest is set to -1 and comes out at every other step."""
    recording = recorded((1, 1), (-1, 1))
    outcome = intervene(NETWORK, EXACT, recording, write(PAIR, 0, np.array([-1.0])), step=2, horizon=4)
    assert said(outcome.undisturbed) == [[1, 1, 1, 1], [-1, 1, -1, 1]]
    assert said(outcome.predicted) == [[-1, 1, -1, 1], [-1, 1, -1, 1]]
    assert said(outcome.outputs) == said(outcome.predicted)
    assert outcome.must_change[..., 0].tolist() == [[True, False, True, False], [False] * 4]
    assert outcome.must_not_change[..., 0].tolist() == [[False, True, False, True], [True] * 4]
    assert np.all(outcome.follows)


def test_a_later_step_finds_contents_where_they_have_moved() -> None:
    recording = recorded((1, -1))
    outcome = intervene(NETWORK, EXACT, recording, write(PAIR, 1, np.array([-1.0])), step=3, horizon=3)
    # After step 3 the slots hold (u2, u1) = (-1, 1); the newest becomes -1.
    assert said(outcome.undisturbed) == [[-1, 1, -1]]
    assert said(outcome.predicted) == [[-1, -1, -1]]
    assert said(outcome.outputs) == [[-1, -1, -1]]


def test_an_erased_variable_must_fall_silent() -> None:
    outcome = intervene(NETWORK, EXACT, recorded((1, -1)), erase(PAIR, 0), step=2, horizon=2)
    assert said(outcome.predicted) == [[0, -1]]
    assert outcome.must_change[..., 0].tolist() == [[True, False]]
    assert np.all(outcome.follows)


def test_a_swap_exchanges_two_variables() -> None:
    outcome = intervene(NETWORK, EXACT, recorded((1, -1), (1, 1)), swap(PAIR, 0, 1), step=2, horizon=2)
    assert said(outcome.predicted) == [[-1, 1], [1, 1]]
    assert outcome.must_change[..., 0].tolist() == [[True, True], [False, False]]
    assert np.all(outcome.follows)


def test_outcomes_are_judged_output_by_output() -> None:
    outputs = np.array([[[0.9], [0.2], [-0.3], [1.0]]])
    predicted = np.array([[[1.0], [-1.0], [-1.0], [1.0]]])
    undisturbed = np.array([[[1.0], [1.0], [1.0], [1.0]]])
    outcome = Outcome(2, 3, outputs, predicted, undisturbed, InputCode.SIGNS)
    assert outcome.follows[0, :, 0].tolist() == [True, False, True, True]
    assert outcome.must_change[0, :, 0].tolist() == [False, True, True, False]
    assert outcome.must_not_change[0, :, 0].tolist() == [True, False, False, True]


def test_a_value_for_each_trial() -> None:
    recording = recorded((1, 1), (1, 1))
    values = np.array([[1.0], [-1.0]])
    outcome = intervene(NETWORK, EXACT, recording, write(PAIR, 0, values), step=2, horizon=2)
    assert said(outcome.outputs) == [[1, 1], [-1, 1]]


def test_interventions_leave_the_recording_alone() -> None:
    recording = recorded((1, -1), (1, 1))
    states, contents = recording.states.copy(), recording.contents.copy()
    for change in (write(PAIR, 0, np.array([5.0])), erase(PAIR, 1), swap(PAIR, 0, 1)):
        intervene(NETWORK, EXACT, recording, change, step=3, horizon=2)
    assert np.array_equal(recording.states, states)
    assert np.array_equal(recording.contents, contents)


@pytest.mark.parametrize("step", [7, 0, -1])
def test_steps_are_those_that_were_recorded(step) -> None:
    with pytest.raises(InputError, match=rf"step is {step}; .*1 .. 6"):
        intervene(NETWORK, EXACT, recorded((1, 1)), erase(PAIR, 0), step=step, horizon=2)


def test_the_last_recorded_step_can_be_changed() -> None:
    outcome = intervene(NETWORK, EXACT, recorded((1, 1)), erase(PAIR, 0), step=6, horizon=2)
    assert said(outcome.outputs) == [[0, 1]]


@pytest.mark.parametrize("variable", [-1, 2])
def test_variables_that_do_not_exist(variable) -> None:
    message = rf"variable is {variable}; expected 0 \(oldest\) .. 1 \(newest\)"
    recording, state = recorded((1, 1)), np.zeros((1, 2))
    for use in (
        lambda: intervene(NETWORK, EXACT, recording, erase(PAIR, variable), step=2, horizon=1),
        lambda: intervene(NETWORK, EXACT, recording, swap(PAIR, 0, variable), step=2, horizon=1),
        lambda: EXACT.read(state, variable),
        lambda: EXACT.write(state, variable, np.zeros(1)),
        lambda: EXACT.erase(state, variable),
        lambda: EXACT.swap(state, 0, variable),
    ):
        with pytest.raises(InputError, match=message):
            use()


def test_values_have_a_component_for_each_of_kappa() -> None:
    with pytest.raises(InputError, match=r"value has shape \(3,\); expected kappa = 1"):
        EXACT.write(np.zeros((1, 2)), 0, np.zeros(3))


def test_components_that_are_not_stored_cannot_be_written() -> None:
    """Of compose copy's oldest slot only component 0 is stored: writing the others changes nothing."""
    task = RESTORING.task
    circuit = circuit_of(task)
    memories = analysis_of(RESTORING).memories
    recording = record(RESTORING.network, task, 8, 6, np.random.default_rng(0))
    assert circuit.coordinates[circuit.belongs_to(0)].tolist() == [0]

    held = recording.contents[:, task.num_variables - 1, :3].copy()
    flipped = held * [1.0, -1.0, -1.0]
    outcome = intervene(
        RESTORING.network, memories, recording, write(task, 0, flipped), step=task.num_variables, horizon=12
    )
    assert np.all(outcome.must_not_change)
    assert np.all(outcome.follows)


def test_scores_of_the_exact_memories_are_perfect_and_count_what_they_saw() -> None:
    rng = np.random.default_rng(1)
    recording = record(COPY.network, COPY.task, 50, 6, rng)
    memories = analysis_of(COPY).memories
    scores = causal_scores(COPY.network, memories, recording, rng, steps=[4, 7, 10], horizon=10)
    assert [score.share for score in scores.all] == [1.0, 1.0, 1.0]
    assert scores.swap.outputs == 50 * 10 * 4
    assert scores.must_change.outputs + scores.must_not_change.outputs == 50 * 10 * 4
    # A new value differs from the old one in half of one variable's components, seen once every 4 steps.
    assert scores.must_change.outputs == pytest.approx(50 * 10 * 2 / 4, rel=0.1)
    # Every trial is tested at one of the three steps.
    assert scores.swap.trials == 50
    assert scores.swap.interval == proportion_interval(1.0, 50)


def test_scores_of_memories_in_the_wrong_order_are_at_chance() -> None:
    memories = analysis_of(COPY).memories
    order = np.random.default_rng(2).permutation(16)
    wrong = replace(memories, basis=memories.basis[:, order], dual=memories.dual[order])
    rng = np.random.default_rng(3)
    recording = record(COPY.network, COPY.task, 200, 6, rng)
    scores = causal_scores(COPY.network, wrong, recording, rng, steps=[5, 8])
    assert scores.must_change.share < 0.2
    assert scores.swap.share == pytest.approx(0.5, abs=0.1)


def test_the_amplitude_of_what_is_written_counts_where_contents_are_real_numbers() -> None:
    """Signs are said at any amplitude; Gaussian contents are not."""
    found = analysis_of(COPY).memories
    short = replace(found, basis=0.3 * found.basis, dual=found.dual / 0.3)
    rng = np.random.default_rng(4)
    for memories, is_right in ((found, True), (short, False)):
        recording = record(COPY.network, COPY.task, 100, 6, rng, InputCode.GAUSSIAN)
        scores = causal_scores(COPY.network, memories, recording, rng, steps=[6])
        assert (scores.must_change.share == 1.0) is is_right
        assert (scores.swap.share > 0.9) is is_right


def test_nothing_tested_says_nothing() -> None:
    empty, some = Score(1.0, 0, 0), Score(0.7, 10, 5)
    assert empty.interval == (0.0, 1.0)
    assert CausalScores(empty, some, Score(0.9, 10, 5)).least == 0.7
    assert CausalScores(empty, empty, empty).least == 0.0


@pytest.mark.parametrize("steps", [[0], [2, 7]])
def test_scores_are_of_steps_that_were_recorded(steps) -> None:
    with pytest.raises(InputError, match=r"expected a step that was recorded"):
        causal_scores(NETWORK, EXACT, recorded((1, 1)), np.random.default_rng(5), steps=steps)


def test_settled_steps_follow_the_first_round() -> None:
    """Inputs were written at t <= s; from 2s on every slot holds what f wrote."""
    recording = record(COPY.network, COPY.task, 8, 30, np.random.default_rng(0))
    seen = set()
    for seed in range(40):
        steps = settled_steps(recording, np.random.default_rng(seed), count=5)
        assert steps == sorted(set(steps))
        assert len(steps) == 5
        seen |= set(steps)
    assert seen == set(range(8, 35))


def test_a_short_recording_has_fewer_settled_steps() -> None:
    recording = record(COPY.network, COPY.task, 8, 5, np.random.default_rng(0))
    assert settled_steps(recording, np.random.default_rng(1), count=5) == [8, 9]
    shorter = record(COPY.network, COPY.task, 8, 2, np.random.default_rng(0))
    assert settled_steps(shorter, np.random.default_rng(1)) == [6]


def test_the_course_covers_the_first_round() -> None:
    course = analysis_of(COPY).course
    assert course.steps == (4, 5, 6, 7, 8)
    assert [scores.least for scores in course.scores] == [1.0] * 5
    assert course.settled_after(0.99) == 0


def test_a_long_first_round_is_thinned() -> None:
    task = tasks.repeat_copy(40, 1)
    network, rng = compile_linear(task, np.eye(40)), np.random.default_rng(2)
    recording, circuit = record(network, task, 8, 40, rng), full_circuit(task)
    exact = VariableMemories(
        Method.REGRESSION, circuit, np.eye(40), np.eye(40), np.zeros(40), circuit.interaction
    )
    steps = causal_course(network, exact, recording, rng, most_steps=9).steps
    assert (steps[0], steps[-1]) == (40, 80)
    assert len(steps) <= 9
    assert list(steps) == sorted(set(steps))


def test_when_the_figures_settle() -> None:
    good, bad = (CausalScores(*[Score(share, 10, 5)] * 3) for share in (1.0, 0.8))
    steps = (4, 5, 6, 7, 8)
    assert CausalCourse(4, steps, (bad, bad, good, good, good)).settled_after(0.9) == 2
    assert CausalCourse(4, steps, (good, bad, good, good, good)).settled_after(0.9) == 2
    assert CausalCourse(4, steps, (good,) * 5).settled_after(0.9) == 0
    assert CausalCourse(4, steps, (good, good, good, good, bad)).settled_after(0.9) == 5


@pytest.mark.parametrize("code", list(InputCode))
def test_every_input_code_has_its_causal_test(code) -> None:
    rng = np.random.default_rng(6)
    recording = record(COPY.network, COPY.task, 50, 6, rng, code)
    scores = causal_scores(COPY.network, analysis_of(COPY).memories, recording, rng, steps=[4, 9])
    assert [score.share for score in scores.all] == [1.0, 1.0, 1.0]
    assert min(score.outputs for score in scores.all) > 100


def test_one_slot_and_one_component() -> None:
    task = chosen("flip", [0], [-1.0], 1)
    circuit, network = circuit_of(task), compile_saturating(task)
    rng = np.random.default_rng(7)
    recording = record(network, task, 20, 5, rng)
    from engram.interpretation import find_by_regression

    memories = find_by_regression(network, recording, circuit, rng)
    assert causal_scores(network, memories, recording, rng, steps=[1, 2, 6]).least == 1.0


def test_the_catalogue_has_a_network_that_ignores_what_is_written() -> None:
    alternating = next(broken for broken in BROKEN if broken.name == "alternating code")
    assert analysis_of(alternating).examination.causal.least == 0.0


@pytest.mark.parametrize("step", [1, 2, 3])
@pytest.mark.parametrize("case", [COPY, RESTORING], ids=lambda case: case.name)
def test_a_variable_changed_while_inputs_come_in_changes_the_outputs_that_follow(case, step) -> None:
    task = case.task
    recording = record(case.network, task, 40, 6, np.random.default_rng(4))
    memories = analysis_of(case).memories
    newest = task.num_variables - 1

    def flipped(contents):
        slot = contents[:, newest * task.variable_size :]
        return write(task, newest, -slot)(contents)

    outcome = intervene(case.network, memories, recording, flipped, step=step, horizon=12)
    assert outcome.first_output == task.num_variables + 1
    assert outcome.outputs.shape == (40, 12, task.variable_size)
    assert np.any(outcome.must_change)
    assert np.all(outcome.follows)
