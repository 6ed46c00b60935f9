"""One time convention: step t consumes u(t), makes h(t), emits y(t); h(0) = 0; output phase t > s."""

import numpy as np
import pytest

from cases import chosen
from engram import tasks
from engram.dynamics import run
from engram.interpretation import record
from engram.tasks import sample_trials
from engram.theory import compile_linear, compile_saturating

LAG_ONE = chosen("lag 1", [4, 5], [1.0, -1.0], 3)
"""u1(t) = u1(t-1), u2(t) = -u2(t-1)"""


def test_lag_one_copies_the_newest_vector() -> None:
    trials = sample_trials(LAG_ONE, 20, 4, np.random.default_rng(0))
    last = trials.inputs[:, 2]
    for step in range(4):
        assert np.array_equal(trials.targets[:, step], last * [1.0, (-1.0) ** (step + 1)])


def test_repeat_copy_of_one_slot_says_its_input_from_the_next_step_on() -> None:
    task = tasks.repeat_copy(1, 3)
    trials = sample_trials(task, 20, 5, np.random.default_rng(0))
    outputs = run(compile_linear(task, np.eye(3)), trials.inputs).outputs
    # y(1) is emitted in the input phase; here it happens to be u(1), too, since reading follows writing.
    assert np.allclose(outputs, np.repeat(trials.inputs[:, :1], 6, axis=1))


@pytest.mark.parametrize(
    "task", [LAG_ONE, tasks.repeat_copy(1, 2), tasks.repeat_copy(3, 2)], ids=lambda t: t.name
)
def test_outputs_line_up_with_targets_at_every_step_and_at_no_other_lag(task) -> None:
    network = compile_saturating(task)
    recording = record(network, task, 200, 12, np.random.default_rng(1))
    s = task.num_variables
    assert recording.accuracy == 1.0
    assert np.array_equal(np.sign(recording.outputs[:, s:]), recording.trials.targets)
    if task.num_variables > 1:
        shifted = np.sign(recording.outputs[:, s + 1 :]) == recording.trials.targets[:, :-1]
        assert np.mean(shifted) < 0.9


def test_inputs_are_silent_in_the_output_phase() -> None:
    trials = sample_trials(tasks.repeat_copy(3, 2), 5, 7, np.random.default_rng(2))
    assert trials.horizon == 7
    assert np.all(trials.inputs[:, 3:] == 0)
    assert np.array_equal(trials.inputs[:, :3], trials.vectors[:, :3])


def test_the_state_after_step_t_holds_the_contents_after_step_t() -> None:
    task = tasks.repeat_copy(4, 2)
    basis = np.linalg.qr(np.random.default_rng(3).standard_normal((11, 8)))[0]
    recording = record(compile_linear(task, basis), task, 6, 9, np.random.default_rng(4))
    assert np.allclose(recording.states, recording.contents @ basis.T)
    assert recording.filled == slice(3, None)
    assert np.all(recording.contents[:, 2, :2] == 0)
    assert np.all(recording.contents[:, 3] != 0)
