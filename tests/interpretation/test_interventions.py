"""Interventions and how they are counted."""

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
from engram.interpretation.interventions import CausalScores, Outcome, Score
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
    return Recording(trials, InputCode.SIGNS, found.states, found.outputs, trials.contents)


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
    outcome = Outcome(2, outputs, predicted, undisturbed, InputCode.SIGNS)
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


@pytest.mark.parametrize("step", [1, 7, 0, -1])
def test_steps_are_of_the_recorded_output_phase(step) -> None:
    with pytest.raises(InputError, match=rf"step is {step}; .*s = 2 .. 6"):
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
    scores = causal_scores(COPY.network, analysis_of(COPY).memories, recording, rng, horizon=10, num_steps=3)
    assert [score.share for score in scores.all] == [1.0, 1.0, 1.0]
    assert scores.swap.outputs == 3 * 50 * 10 * 4
    assert scores.must_change.outputs + scores.must_not_change.outputs == 3 * 50 * 10 * 4
    # A new value differs from the old one in half of one variable's components, seen once every 4 steps.
    assert scores.must_change.outputs == pytest.approx(3 * 50 * 10 * 2 / 4, rel=0.1)
    low, high = scores.swap.interval
    assert 0.97 < low < 1.0 == high


def test_scores_of_memories_in_the_wrong_order_are_at_chance() -> None:
    memories = analysis_of(COPY).memories
    order = np.random.default_rng(2).permutation(16)
    wrong = VariableMemories(
        memories.method,
        memories.circuit,
        memories.basis[:, order],
        memories.dual[order],
        memories.offset,
        memories.interaction,
    )
    rng = np.random.default_rng(3)
    recording = record(COPY.network, COPY.task, 200, 6, rng)
    scores = causal_scores(COPY.network, wrong, recording, rng)
    assert scores.must_change.share < 0.2
    assert scores.swap.share == pytest.approx(0.5, abs=0.1)


def test_scores_of_a_basis_of_half_the_length_fall_short() -> None:
    """A direction alone does not pass: what is written must have the right amplitude."""
    memories = analysis_of(RESTORING).memories
    short = VariableMemories(
        memories.method,
        memories.circuit,
        0.3 * memories.basis,
        memories.dual / 0.3,
        memories.offset,
        memories.interaction,
    )
    rng = np.random.default_rng(4)
    recording = record(RESTORING.network, RESTORING.task, 100, 6, rng)
    assert causal_scores(RESTORING.network, short, recording, rng).must_change.share < 0.1


def test_nothing_tested_says_nothing() -> None:
    empty, some = Score(1.0, 0, 0), Score(0.7, 10, 5)
    assert empty.interval == (0.0, 1.0)
    assert CausalScores(empty, some, Score(0.9, 10, 5)).least == 0.7


def test_more_steps_than_were_recorded_are_not_asked_for() -> None:
    rng = np.random.default_rng(5)
    scores = causal_scores(NETWORK, EXACT, recorded((1, 1), (1, -1)), rng, num_steps=50)
    assert scores.swap.trials == 5 * 2


@pytest.mark.parametrize("code", list(InputCode))
def test_every_input_code_has_its_causal_test(code) -> None:
    rng = np.random.default_rng(6)
    recording = record(COPY.network, COPY.task, 50, 6, rng, code)
    scores = causal_scores(COPY.network, analysis_of(COPY).memories, recording, rng)
    assert [score.share for score in scores.all] == [1.0, 1.0, 1.0]
    assert min(score.outputs for score in scores.all) > 100


def test_one_slot_and_one_component() -> None:
    task = chosen("flip", [0], [-1.0], 1)
    circuit, network = circuit_of(task), compile_saturating(task)
    rng = np.random.default_rng(7)
    recording = record(network, task, 20, 5, rng)
    from engram.interpretation import find_by_regression

    memories = find_by_regression(network, recording, circuit, rng)
    assert causal_scores(network, memories, recording, rng).least == 1.0


def test_the_catalogue_has_a_network_that_ignores_what_is_written() -> None:
    alternating = next(broken for broken in BROKEN if broken.name == "alternating code")
    assert analysis_of(alternating).examination.causal.least == 0.0
