"""The loop: it learns, stops, breaks off and goes on, and leaves everything else as it was."""

import os
import signal
from dataclasses import replace

import numpy as np
import pytest
import torch

from engram.dynamics import run
from engram.errors import EngramError, FolderError, InputError, TrainingError
from engram.tasks import compose_copy, repeat_copy, sample_trials
from engram.training import FAST, PUBLISHED, AccuracyAbove, LossBelow, Stage, Status, Target, train
from engram.training import trainer as loop
from engram.training.checkpoint import FILE_NAME
from listeners import interrupt_after

TASK = repeat_copy(2, 2)
SHORT = replace(
    FAST,
    stages=(Stage(4, 15, 1e-2, 3e-3, LossBelow(1e-3)), Stage(8, 25, 3e-3, 1e-4, LossBelow(0.0))),
    max_steps=40,
    examine_every=10,
    target=Target(horizon=10, trials=8, accuracy=2.0),  # never verified, so that every run is as long
)


def weights_of(network):
    return np.concatenate(
        [network.weight_hh.ravel(), network.weight_ih.ravel(), network.weight_out.ravel(), network.bias]
    )


def equal(first, second):
    return all(
        np.array_equal(weights_of(one), weights_of(other))
        for one, other in zip(first.networks, second.networks, strict=True)
    )


@pytest.fixture
def told_every_step(monkeypatch):
    monkeypatch.setattr(loop, "PROGRESS_SECONDS", 0.0)


@pytest.mark.parametrize("biases", [False, True])
def test_the_fast_recipe_trains_a_network_that_does_its_task(biases):
    task = repeat_copy(3, 2)
    result = train(task, 24, biases=biases)
    assert result.status == (Status.VERIFIED,)
    assert "verified after" in result.best_trained.message
    trials = sample_trials(task, 64, 200, np.random.default_rng(99))
    said = run(result.best, trials.inputs).outputs[:, 3:]
    assert np.mean(said * trials.targets > 0) >= 0.999
    seen = result.best_trained.verification
    assert (seen.modes_found, seen.modes_total) == (6, 6)
    assert np.any(result.best.bias) == biases


def test_a_task_that_overwrites_is_learned_too():
    assert train(compose_copy(3, 3), 32).status == (Status.VERIFIED,)


def test_a_network_too_small_ends_at_the_step_limit():
    result = train(repeat_copy(4, 2), 3, recipe=replace(FAST, max_steps=60))
    assert result.status == (Status.STEP_LIMIT,)
    assert "not verified within 60 steps" in result.best_trained.message
    assert result.best_trained.verification.modes_found < 8


def test_a_run_is_decided_by_its_seeds():
    first, again, other = (train(TASK, 12, seeds=(seed,), recipe=SHORT) for seed in (3, 3, 4))
    assert equal(first, again)
    assert not equal(first, other)


def test_a_stack_equals_its_networks_trained_alone():
    brief = replace(SHORT, max_steps=20)  # rounding grows with every step
    together = train(TASK, 12, seeds=(3, 4, 5), recipe=brief)
    for seed, network in zip((3, 4, 5), together.networks, strict=True):
        alone = train(TASK, 12, seeds=(seed,), recipe=brief).best
        np.testing.assert_allclose(weights_of(network), weights_of(alone), atol=2e-4)


def test_networks_leave_the_stack_one_by_one():
    recipe = replace(
        FAST, max_steps=600, examine_every=5, target=Target(horizon=20, trials=32, accuracy=0.999)
    )
    result = train(TASK, 16, seeds=(0, 1, 2, 3), recipe=recipe)
    steps = [each.steps for each in result.trained]
    assert set(result.status) == {Status.VERIFIED}
    assert len(set(steps)) > 1
    for each in result.trained:
        rows = [row for row in result.history.rows if row.seed == each.seed]
        assert rows[-1].step == each.steps == each.verification.step
        assert all(row.step <= each.steps for row in rows)


def test_published_recipe_raises_the_horizon_on_accuracy():
    eager = replace(PUBLISHED, max_steps=250, examine_every=50, target=Target(trials=8, horizon=10))
    result = train(repeat_copy(1, 1), 16, recipe=eager)
    assert max(row.horizon for row in result.history.rows) == 100
    assert result.best_trained.steps == 250


def test_a_last_stage_that_is_long_met_is_examined_no_more_often():
    met = Stage(4, 1000, 1e-3, 1e-3, AccuracyAbove(-1.0))
    recipe = replace(
        PUBLISHED, stages=(met, met), max_steps=30, examine_every=10, target=Target(trials=8, horizon=10)
    )
    rows = train(repeat_copy(2, 2), 8, recipe=recipe).history.rows
    assert [row.step for row in rows] == [1, 10, 20, 30]


def test_l2_makes_weights_smaller():
    free, held = (train(TASK, 12, recipe=SHORT, l2=l2).best for l2 in (0.0, 1.0))
    assert np.linalg.norm(weights_of(held)) < np.linalg.norm(weights_of(free))


@pytest.mark.parametrize("calls", [1, 7, 23])
def test_resuming_goes_on_bit_for_bit(tmp_path, told_every_step, calls):
    seeds = (0, 1)
    straight = train(TASK, 12, seeds=seeds, recipe=SHORT)
    broken = train(
        TASK, 12, seeds=seeds, recipe=SHORT, checkpoint_dir=tmp_path, on_progress=interrupt_after(calls)
    )
    assert broken.is_interrupted
    assert {each.steps for each in broken.trained} == {calls}
    resumed = train(TASK, 12, seeds=seeds, recipe=SHORT, checkpoint_dir=tmp_path, resume=True)
    assert equal(straight, resumed)
    assert not equal(straight, broken)
    columns, same = straight.history.columns, resumed.history.columns
    assert all(np.array_equal(columns[name], same[name]) for name in columns if name != "seconds")
    finished = train(TASK, 12, seeds=seeds, recipe=SHORT, checkpoint_dir=tmp_path, resume=True)
    assert equal(straight, finished)


def test_a_run_killed_before_its_first_step_can_be_resumed(tmp_path, monkeypatch):
    def killed(training):
        raise RuntimeError("killed")

    with monkeypatch.context() as patch:
        patch.setattr(loop._Training, "_advance", killed)
        with pytest.raises(RuntimeError, match="killed"):
            train(repeat_copy(2, 2), 8, recipe=SHORT, checkpoint_dir=tmp_path)
    resumed = train(repeat_copy(2, 2), 8, recipe=SHORT, checkpoint_dir=tmp_path, resume=True)
    straight = train(repeat_copy(2, 2), 8, recipe=SHORT)
    assert equal(resumed, straight)


def test_resuming_after_one_network_has_left(tmp_path, told_every_step):
    recipe = replace(
        FAST, max_steps=300, examine_every=5, target=Target(horizon=20, trials=32, accuracy=0.999)
    )

    def until_one_is_done(progress):
        if progress.networks_done:
            raise KeyboardInterrupt

    arguments = {"seeds": (0, 1, 2), "recipe": recipe}
    straight = train(TASK, 16, **arguments)
    broken = train(TASK, 16, **arguments, checkpoint_dir=tmp_path, on_progress=until_one_is_done)
    assert {Status.VERIFIED, Status.INTERRUPTED} == set(broken.status)
    resumed = train(TASK, 16, **arguments, checkpoint_dir=tmp_path, resume=True)
    assert equal(straight, resumed)
    assert resumed.status == straight.status


def test_ctrl_c_ends_cleanly_with_the_best_so_far(tmp_path, told_every_step):
    endless = replace(SHORT, max_steps=10**6)
    calls = []

    def press(progress):
        calls.append(progress.step)
        if len(calls) == 30:
            os.kill(os.getpid(), signal.SIGINT)

    result = train(TASK, 12, recipe=endless, checkpoint_dir=tmp_path, on_progress=press)
    assert result.status == (Status.INTERRUPTED,)
    assert "resume to go on" in result.best_trained.message
    ranks = [row.accuracy for row in result.history.rows]
    assert result.best_trained.verification.accuracy >= max(ranks)
    assert (tmp_path / FILE_NAME).is_file()
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_network_that_diverges_keeps_its_last_good_weights():
    wild = replace(SHORT, stages=(Stage(4, 40, 1e38, 1e38, LossBelow(0.0)),), largest_gradient=1e38)
    result = train(TASK, 12, seeds=(0, 1), recipe=wild)
    assert set(result.status) == {Status.DIVERGED}
    assert all(np.all(np.isfinite(weights_of(network))) for network in result.networks)
    assert "lower learning rate" in result.best_trained.message


def test_progress_says_where_a_run_stands(told_every_step):
    seen = []
    train(TASK, 12, seeds=(0, 1), recipe=SHORT, on_progress=seen.append)
    assert [each.step for each in seen] == list(range(1, 41))
    assert {each.max_steps for each in seen} == {40}
    assert {each.horizon for each in seen} == {4, 8}
    assert seen[-1].networks_done == seen[-1].networks_total == 2
    assert seen[-1].modes_total == 4
    assert seen[-1].loss < seen[0].loss


def test_progress_is_told_now_and_then_only():
    seen = []
    result = train(TASK, 12, recipe=SHORT, on_progress=seen.append)
    assert len(seen) <= 1 + result.seconds / loop.PROGRESS_SECONDS


def test_history_has_columns():
    columns = train(TASK, 12, seeds=(0, 1), recipe=SHORT).history.columns
    assert set(columns) == {
        *("step", "seed", "loss", "accuracy", "horizon", "modes_found", "learning_rate", "seconds"),
    }
    assert len({column.shape for column in columns.values()}) == 1
    assert columns["step"].dtype.kind == "i"
    assert columns["loss"].dtype.kind == "f"
    assert set(columns["seed"]) == {0, 1}


def test_the_best_network_is_the_best():
    result = train(TASK, 12, seeds=(0, 1, 2), recipe=SHORT)
    assert result.best_trained.verification.rank == max(each.verification.rank for each in result.trained)
    assert result.best is result.best_trained.network


def test_nothing_global_is_changed():
    torch.manual_seed(5)
    np.random.seed(5)  # noqa: NPY002
    before = torch.get_rng_state(), np.random.get_state()[1].copy()  # noqa: NPY002
    threads = torch.get_num_threads()
    handler = signal.getsignal(signal.SIGINT)
    train(TASK, 12, recipe=SHORT)
    assert torch.equal(before[0], torch.get_rng_state())
    assert np.array_equal(before[1], np.random.get_state()[1])  # noqa: NPY002
    assert torch.get_num_threads() == threads
    assert torch.is_grad_enabled()
    assert signal.getsignal(signal.SIGINT) is handler


def test_nothing_global_is_changed_by_a_run_that_fails(told_every_step):
    def fail(progress):
        raise ValueError("from the listener")

    threads = torch.get_num_threads()
    with pytest.raises(ValueError, match="from the listener"):
        train(TASK, 12, recipe=SHORT, on_progress=fail)
    assert torch.get_num_threads() == threads
    assert torch.is_grad_enabled()
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"hidden_size": 13}, "hidden_size was 12 and is now 13"),
        ({"seeds": (1,)}, r"seeds was \[0\] and is now \[1\]"),
        ({"l2": 0.1}, "l2 was 0.0 and is now 0.1"),
        ({"biases": True}, "biases was False and is now True"),
        ({"task": repeat_copy(2, 1)}, "variable_size was 2 and is now 1"),
        ({"recipe": replace(SHORT, batch_size=32)}, "recipe.batch_size was 64 and is now 32"),
        ({"recipe": replace(SHORT, stages=SHORT.stages[:1])}, "recipe.stages was"),
    ],
)
def test_resuming_another_run_is_refused(tmp_path, told_every_step, change, field):
    arguments = {"task": TASK, "hidden_size": 12, "recipe": SHORT, "checkpoint_dir": tmp_path}
    train(**arguments, on_progress=interrupt_after(2))
    with pytest.raises(TrainingError, match=field):
        train(**(arguments | change), resume=True)


def test_a_checkpoint_that_is_none_is_refused(tmp_path):
    with pytest.raises(TrainingError, match="no checkpoint to resume"):
        train(TASK, 12, recipe=SHORT, checkpoint_dir=tmp_path, resume=True)
    (tmp_path / FILE_NAME).write_bytes(b"\x80\x04 not safetensors")
    with pytest.raises(TrainingError, match="no checkpoint that can be read"):
        train(TASK, 12, recipe=SHORT, checkpoint_dir=tmp_path, resume=True)


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(FolderError, match="cannot write a checkpoint to"):
        train(TASK, 12, recipe=SHORT, checkpoint_dir=tmp_path / "file")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"hidden_size": 0, "l2": -1.0}, "hidden_size is 0.*l2 is -1.0"),
        ({"seeds": ()}, "seeds are"),
        ({"seeds": (1, 1)}, "different integers"),
        ({"seeds": (-1,)}, "integers >= 0"),
        ({"l2": float("nan")}, "l2 is nan"),
        ({"device": "abacus"}, "device is 'abacus'"),
        ({"resume": True}, "without a checkpoint_dir"),
    ],
)
def test_arguments_that_make_no_run_are_refused(arguments, message):
    with pytest.raises(InputError, match=message):
        train(**({"task": TASK, "hidden_size": 12, "recipe": SHORT} | arguments))
    assert issubclass(InputError, EngramError)
