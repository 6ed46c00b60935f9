"""The bound on the write gain is sharp; settled contents are corrected as far as the bound of the basin."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings

from cases import DENSE, PUBLISHED
from engram import tasks
from engram.dynamics import run
from engram.errors import InputError, TaskError
from engram.tasks import unroll
from engram.theory import (
    Gains,
    compile_saturating,
    fires_while_writing,
    least_write_gain,
    map_overwriting,
    measure_recovery,
)
from strategies import selections


def share_right(task, gains, horizon=12) -> float:
    """Over all inputs of -1 and +1."""
    signs = np.array(list(product([-1.0, 1.0], repeat=task.history_size)))
    trials = unroll(task, signs.reshape(-1, task.num_variables, task.variable_size), horizon)
    outputs = run(compile_saturating(task, gains=gains), trials.inputs).outputs[:, task.num_variables :]
    return float(np.mean(outputs * trials.targets > 0))


@pytest.mark.parametrize("recurrent", [0.9, 1.3, 2.0, 3.0])
@pytest.mark.parametrize(
    "task",
    [tasks.compose_copy(3, 3), tasks.random_selection(3, 3, seed=2), tasks.random_selection(4, 2, seed=0)],
    ids=lambda task: task.name,
)
def test_above_the_least_write_gain_all_inputs_are_right_and_below_it_some_are_wrong(task, recurrent) -> None:
    least = least_write_gain(task, recurrent)
    assert share_right(task, Gains(recurrent, max(1.0001 * least, 1e-3))) == 1.0
    if least:
        assert share_right(task, Gains(recurrent, 0.9999 * least)) < 1.0


@given(selections(largest=3))
@settings(max_examples=25)
def test_the_bound_lies_between_zero_and_the_recurrent_gain(task) -> None:
    least = least_write_gain(task, 2.0)
    assert 0 <= least <= 2.0
    if not fires_while_writing(task):
        assert least == 0.0


@pytest.mark.parametrize("task", [tasks.repeat_copy(), *PUBLISHED], ids=lambda task: task.name)
def test_gains_2_and_8_do_the_named_tasks_for_two_thousand_steps(task) -> None:
    found = map_overwriting(
        task,
        np.array([2.0]),
        np.array([8.0]),
        rng=np.random.default_rng(0),
        num_trials=4,
        horizon=2000,
    )
    assert found.accuracy[0, 0] == 1.0


def test_the_map_is_the_network() -> None:
    """All gains at once on copies, against the matrices of one pair of gains; noise off."""
    task = tasks.compose_copy(4, 4)
    recurrent, write = np.array([1.5, 2.5]), np.array([0.5, 1.6, 4.0])
    found = map_overwriting(task, recurrent, write, rng=np.random.default_rng(3), num_trials=8, horizon=20)
    trials = tasks.sample_trials(task, 8, 20, np.random.default_rng(3))
    for row, column in product(range(2), range(3)):
        network = compile_saturating(task, gains=Gains(float(recurrent[row]), float(write[column])))
        outputs = run(network, trials.inputs).outputs[:, 4:]
        assert found.accuracy[row, column] == pytest.approx(np.mean(outputs * trials.targets > 0))
    assert found.accuracy.min() < 0.9
    assert found.accuracy.max() == 1.0


def test_noise_loses_contents_that_do_not_settle() -> None:
    task = tasks.compose_copy(4, 4)
    found = map_overwriting(
        task, np.array([0.7, 2.0]), np.array([8.0]), rng=np.random.default_rng(0), horizon=100, noise=0.05
    )
    assert found.accuracy[0, 0] < 0.7
    assert found.accuracy[1, 0] == 1.0


def test_small_disturbances_shrink_by_the_contraction_and_stay_in_the_linear_circuit() -> None:
    found = measure_recovery(
        tasks.repeat_copy(4, 4), np.array([1e-4]), rng=np.random.default_rng(0), num_steps=6
    )
    ratios = found.saturating[0, 1:] / found.saturating[0, :-1]
    assert np.allclose(ratios, found.gains.contraction, rtol=1e-3)
    assert found.gains.contraction == pytest.approx(1 / 6, abs=1e-3)
    assert found.linear[0] == pytest.approx(np.full(7, 1e-4), rel=0.05)
    assert found.flipped[0] == 0


def test_signs_are_lost_where_units_are_pushed_over_zero() -> None:
    found = measure_recovery(tasks.repeat_copy(4, 4), np.array([0.3, 0.7, 1.5]), rng=np.random.default_rng(0))
    assert np.allclose(found.flipped, found.flipped_predicted, atol=0.015)
    assert found.flipped[2] > 0.2


def test_settled_contents_solve_their_equation() -> None:
    for recurrent in (1.01, 1.2, 2.0, 6.0):
        settled = Gains(recurrent).settled
        assert np.tanh(recurrent * settled) == pytest.approx(settled, rel=1e-9)
        assert 0 < Gains(recurrent).contraction < 1
    assert Gains(0.8).settled == 0.0


def test_what_cannot_be_is_refused() -> None:
    task = tasks.repeat_copy(2, 2)
    with pytest.raises(InputError, match="write gain is 0"):
        Gains(2.0, 0.0)
    with pytest.raises(InputError, match="recurrent gain is nan"):
        Gains(float("nan"))
    with pytest.raises(InputError, match="corrected above 1"):
        measure_recovery(task, np.array([0.1]), rng=np.random.default_rng(0), gains=Gains(0.9))
    with pytest.raises(TaskError, match="only signed selections"):
        compile_saturating(DENSE[0])
    with pytest.raises(TaskError, match="no signed selection"):
        least_write_gain(DENSE[0], 2.0)
