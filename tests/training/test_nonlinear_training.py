"""Training on rules that are not linear: the same loop, other targets, verified by accuracy alone."""

import hashlib
from dataclasses import replace

import numpy as np
import pytest
import torch
from torch import nn

from engram import tasks
from engram.dynamics import run
from engram.errors import InputError, TrainingError
from engram.tasks import InputCode, ModularTask, sample_trials
from engram.training import (
    FAST,
    FAST_MODULE,
    PUBLISHED,
    Design,
    LossBelow,
    Plan,
    Stage,
    Status,
    Target,
    train,
    train_module,
)
from engram.training.batches import draw_contents
from engram.training.starts import RecurrentNetwork, start_open
from engram.training.targets import targets_of
from engram.training.verification import verifier_of

XOR, SUM, CLOCK = tasks.xor(2, 2), tasks.modular_sum(2, 3, 1), tasks.periodic_copy(2, 2, 3, seed=0)
EASY = Target(horizon=30, trials=32, accuracy=0.99)
BRIEF = replace(FAST, max_steps=20, examine_every=10, target=EASY)


class Own:
    """A rule of one's own: the sign of the sum of the two components of the last vector, and their product."""

    name, num_variables, variable_size, history_size = "own", 1, 2, 2

    def draw_inputs(self, num_trials, rng, code):
        return code.draw((num_trials, 1, 2), rng)

    def next_vectors(self, history, step):
        return np.stack([np.where(history.sum(axis=1) > 0, 1.0, -1.0), history.prod(axis=1)], axis=1)

    def is_correct(self, values, targets, code):
        return tasks.is_correct(values, targets, code)


RULES = (XOR, SUM, ModularTask("drawn", 7, (3, 0, 5), 2), CLOCK, tasks.compose_copy(3, 2), Own())


@pytest.mark.parametrize("task", RULES, ids=lambda task: task.name)
def test_targets_are_what_the_task_says(task):
    assert isinstance(task, tasks.Task)
    contents = draw_contents(task, Design.INDEPENDENT, 6, np.random.default_rng(0))
    held = torch.from_numpy(np.stack([contents, contents[::-1].copy()])).float()
    found = targets_of(task, 9, torch.device("cpu"))(held, 5)
    inputs = contents.reshape(6, task.num_variables, -1)
    for network, given in enumerate((inputs, inputs[::-1])):
        expected = tasks.unroll(task, given, 5).targets
        np.testing.assert_allclose(found[network].permute(2, 0, 1).numpy(), expected, atol=1e-6)


def test_batches_are_of_the_tasks_own_symbols():
    drawn = draw_contents(SUM, Design.BALANCED, 50, np.random.default_rng(0)).reshape(50, 2, 2)
    assert np.array_equal(SUM.encode(SUM.symbols_in(drawn)), drawn)


def test_batches_of_linear_rules_are_what_they_were():
    task = tasks.repeat_copy(4, 4)
    for design in Design:
        ours, before = (np.random.default_rng(3) for _ in range(2))
        np.testing.assert_array_equal(draw_contents(task, design, 16, ours), design.draw(16, 16, before))


def test_xor_is_learned_and_verified():
    stages = (Stage(6, 200, 6e-3, 6e-3, LossBelow(3e-3)), Stage(12, 200, 3e-3, 1e-4, LossBelow(0.0)))
    result = train(XOR, 32, recipe=replace(FAST, stages=stages, target=EASY), biases=True)
    assert result.status == (Status.VERIFIED,)
    assert "modes" not in result.best_trained.message
    trials = sample_trials(XOR, 64, 30, np.random.default_rng(99))
    said = run(result.best, trials.inputs).outputs[:, 2:]
    assert np.mean(XOR.is_correct(said, trials.targets, InputCode.SIGNS)) > 0.98


def test_verification_goes_by_symbols():
    network = train(SUM, 8, recipe=replace(BRIEF, max_steps=1), biases=True).best
    seen = verifier_of(SUM, Target(trials=64))(network, np.random.default_rng(0), 0, 0.5)
    assert (seen.modes_found, seen.modes_total, seen.is_verified) == (0, 0, False)
    # Guessing is right in one of three.
    assert seen.accuracy == pytest.approx(1 / 3, abs=0.15)


@pytest.mark.parametrize("recipe", [FAST, PUBLISHED], ids=lambda recipe: recipe.name)
@pytest.mark.parametrize("task", [SUM, CLOCK], ids=lambda task: task.name)
def test_either_recipe_takes_any_rule(task, recipe):
    result = train(task, 16, recipe=replace(recipe, max_steps=3, target=EASY), biases=True)
    assert result.best_trained.steps == 3


def test_a_run_is_resumed_under_the_same_rule_only(tmp_path):
    train(XOR, 8, recipe=BRIEF, biases=True, checkpoint_dir=tmp_path)
    again = train(XOR, 8, recipe=BRIEF, biases=True, checkpoint_dir=tmp_path, resume=True)
    assert again.best_trained.steps == 20
    other = ModularTask("copies", 2, (1, 0), 2)
    with pytest.raises(TrainingError, match="digest was"):
        train(other, 8, recipe=BRIEF, biases=True, checkpoint_dir=tmp_path, resume=True)


def test_linear_rules_have_the_digest_that_they_had():
    task = tasks.repeat_copy(2, 2)
    config = Plan(task, 8, (0,), FAST, 0.0, False, "cpu").config
    assert config["composition"] == hashlib.sha256(task.composition.tobytes()).hexdigest()
    assert "rule" not in config


@pytest.mark.parametrize("task", [tasks.xor(2, 3), tasks.modular_sum(2, 4, 1)], ids=lambda task: task.name)
def test_what_no_odd_network_can_say_is_refused(task):
    assert not task.is_odd
    with pytest.raises(InputError, match=r"without biases says the negative .* add biases \(--biases\)"):
        train(task, 8, recipe=BRIEF)


@pytest.mark.parametrize("task", [tasks.xor(3, 2), tasks.modular_sum(2, 3, 1)], ids=lambda task: task.name)
def test_other_rules_may_do_without_biases(task):
    assert task.is_odd
    assert train(task, 8, recipe=BRIEF).best_trained.steps == 20


@pytest.mark.parametrize(
    "task", [tasks.xor(2, 2), tasks.xor(3, 2), tasks.modular_sum(3, 4, 1)], ids=lambda task: task.name
)
def test_odd_is_what_says_the_negative_for_negative_inputs(task):
    inputs = tasks.sample_inputs(task, 20, np.random.default_rng(0))
    said, of_negative = (tasks.unroll(task, given, 1).targets for given in (inputs, -inputs))
    assert np.allclose(of_negative, -said) == task.is_odd
    assert np.allclose(of_negative, said) != task.is_odd


def test_modules_of_any_cell_are_trained_on_any_rule():
    module = RecurrentNetwork(nn.GRU(2, 12), 2)
    start_open(module.rnn, module.readout, np.random.default_rng(0))
    result = train_module(module, XOR, replace(FAST_MODULE, max_steps=3, target=EASY), seed=0)
    assert result.steps == 3
