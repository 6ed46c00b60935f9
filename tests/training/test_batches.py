"""Each design draws signs; the balanced one takes the sampling noise out of second moments."""

import numpy as np
import pytest

from engram.training.batches import Design


@pytest.mark.parametrize("design", Design)
@pytest.mark.parametrize(("batch", "history"), [(1, 1), (7, 3), (64, 64), (64, 80), (64, 6)])
def test_batches_hold_signs(design, batch, history):
    drawn = design.draw(batch, history, np.random.default_rng(0))
    assert drawn.shape == (batch, history)
    assert set(np.unique(drawn)) <= {-1.0, 1.0}


@pytest.mark.parametrize("history", [64, 50, 5])
def test_balanced_batches_have_uncorrelated_coordinates(history):
    drawn = Design.BALANCED.draw(64, history, np.random.default_rng(0))
    np.testing.assert_array_equal(drawn.T @ drawn, 64 * np.eye(history))
    independent = Design.INDEPENDENT.draw(64, history, np.random.default_rng(0))
    assert not np.array_equal(independent.T @ independent, 64 * np.eye(history))


@pytest.mark.parametrize("design", Design)
def test_every_trial_is_uniform(design):
    rng = np.random.default_rng(0)
    first = np.concatenate([design.draw(4, 3, rng)[:1] for _ in range(4000)])
    _, counts = np.unique(first, axis=0, return_counts=True)
    assert len(counts) == 8
    assert np.sum((counts - 500) ** 2 / 500) < 26  # chi-squared with 7 degrees of freedom, p = 5e-4


@pytest.mark.parametrize("design", Design)
def test_the_generator_decides(design):
    first, second, other = (design.draw(8, 5, np.random.default_rng(seed)) for seed in (1, 1, 2))
    np.testing.assert_array_equal(first, second)
    assert not np.array_equal(first, other)
