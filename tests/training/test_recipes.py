"""Recipes are data: what they say is what the literature, and torch, say."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from engram.errors import InputError
from engram.training import FAST, PUBLISHED, AccuracyAbove, LossBelow, Orthogonal, Stage, Uniform
from engram.training.batches import Design
from engram.training.ensemble import Sizes, to_elman


def test_published_recipe_is_as_published():
    assert [stage.horizon for stage in PUBLISHED.stages] == [10, 20, 40, 60, 100]
    assert all(stage.done_when == AccuracyAbove(0.96) for stage in PUBLISHED.stages)
    assert {stage.learning_rate_at(step) for stage in PUBLISHED.stages for step in (0, 19_999)} == {1e-3}
    assert (PUBLISHED.batch_size, PUBLISHED.largest_gradient, PUBLISHED.max_steps) == (64, 1.0, 20_000)
    assert PUBLISHED.betas == (0.9, 0.999)
    assert PUBLISHED.start == Uniform()
    assert PUBLISHED.design is Design.INDEPENDENT
    assert not PUBLISHED.stops_when_verified


def test_fast_recipe_raises_on_loss_and_stops():
    assert not FAST.needs_accuracy
    assert FAST.stops_when_verified
    assert [stage.horizon for stage in FAST.stages] == sorted(stage.horizon for stage in FAST.stages)


def test_learning_rate_falls_by_equal_factors():
    stage = Stage(10, 5, 1e-2, 1e-4, LossBelow(0.1))
    rates = [stage.learning_rate_at(step) for step in range(5)]
    assert rates == pytest.approx([1e-2, 10**-2.5, 1e-3, 10**-3.5, 1e-4])
    assert Stage(10, 1, 1e-2, 1e-4, LossBelow(0.1)).learning_rate_at(0) == 1e-2


@pytest.mark.parametrize("biases", [False, True])
def test_uniform_start_spreads_as_torch_does(biases):
    network = to_elman(Sizes(200, 8, biases), Uniform().draw(Sizes(200, 8, biases), np.random.default_rng(0)))
    rnn, readout = torch.nn.RNN(8, 200), torch.nn.Linear(200, 8)
    for ours, torchs in (
        (network.weight_hh, rnn.weight_hh_l0),
        (network.weight_ih, rnn.weight_ih_l0),
        (network.weight_out, readout.weight),
    ):
        assert np.max(np.abs(ours)) == pytest.approx(200**-0.5, rel=0.01)
        assert np.std(ours) == pytest.approx(torchs.std().item(), rel=0.1)
    assert np.any(network.bias) == biases


def test_orthogonal_start():
    sizes = Sizes(150, 20, True)
    network = to_elman(sizes, Orthogonal(2.0, 4.0).draw(sizes, np.random.default_rng(0)))
    np.testing.assert_allclose(network.weight_hh @ network.weight_hh.T, np.eye(150), atol=1e-12)
    assert np.mean(np.linalg.norm(network.weight_ih, axis=0)) == pytest.approx(2.0, rel=0.1)
    assert np.mean(np.linalg.norm(network.weight_out, axis=1)) == pytest.approx(4.0, rel=0.1)
    assert not np.any(network.bias)
    assert not np.any(network.bias_out)


def test_a_recipe_collects_what_is_wrong_with_it():
    with pytest.raises(InputError, match=r"batch_size is 0.*max_steps is -1"):
        replace(FAST, batch_size=0, max_steps=-1)
    with pytest.raises(InputError, match="number of stages is 0"):
        replace(FAST, stages=())
    with pytest.raises(InputError, match="horizon of a stage is 0"):
        replace(FAST, stages=(Stage(0, 1, 1e-3, 1e-3, LossBelow(0.1)),))
