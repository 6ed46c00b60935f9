"""Numbers that are known beforehand."""

import numpy as np
import pytest
from scipy import stats

from engram.errors import InputError
from engram.numerics import assign, frozen, proportion_interval, spectral_projector


@pytest.mark.parametrize(
    ("share", "count", "low", "high"),
    [
        # Newcombe, Statistics in Medicine 17 (1998) 857-872, table I, method 3.
        (81 / 263, 263, 0.2553, 0.3662),
        (15 / 148, 148, 0.0624, 0.1605),
        (0 / 20, 20, 0.0, 0.1611),
        (1 / 29, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_intervals_as_published(share, count, low, high) -> None:
    assert proportion_interval(share, count) == pytest.approx((low, high), abs=5e-5)


def test_an_interval_covers_about_as_often_as_it_says() -> None:
    counts = np.arange(41)
    intervals = [proportion_interval(float(count) / 40, 40) for count in counts]
    coverage = [
        sum(
            weight
            for weight, (low, high) in zip(stats.binom.pmf(counts, 40, p), intervals, strict=True)
            if low <= p <= high
        )
        for p in np.linspace(0.05, 0.95, 37)
    ]
    assert np.mean(coverage) == pytest.approx(0.95, abs=0.01)
    assert np.min(coverage) > 0.92


@pytest.mark.parametrize("count", [0, -1])
def test_an_interval_needs_a_trial(count) -> None:
    with pytest.raises(InputError, match=f"at least 1 trial; found {count}"):
        proportion_interval(0.5, count)


def test_assignment_is_optimal_where_greedy_is_not() -> None:
    first, second = np.array([0.0, 1.0]) + 0j, np.array([0.9, 2.5]) + 0j
    pairs = assign(first, second)
    assert pairs.second.tolist() == [0, 1]
    assert pairs.distance.tolist() == [0.9, 1.5]
    crossing = assign(np.array([0.0, 1.0]) + 0j, np.array([1.1, -5.0]) + 0j)
    assert crossing.second.tolist() == [1, 0]


def test_assignment_of_unequal_numbers_leaves_some_out() -> None:
    pairs = assign(np.array([1 + 0j]), np.array([5 + 0j, 1.5 + 0j]))
    assert (pairs.first.tolist(), pairs.second.tolist()) == ([0], [1])
    assert assign(np.empty(0, complex), np.array([1j])).distance.size == 0


def test_a_projector_on_a_jordan_block_is_not_an_eigenvector_matter() -> None:
    """Eigenvalue 0 in a block of three, beside 1: eigenvectors do not span, the projector exists."""
    matrix = np.array([[1.0, 5.0, 0.0, 0.0], [0, 0, 1, 0], [0, 0, 0, 1], [0, 0, 0, 0]])
    projector = spectral_projector(matrix, 0.5)
    assert np.allclose(projector, [[1, 5, 5, 5], [0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]])


@pytest.mark.parametrize(("threshold", "expected"), [(0.0, np.eye(2)), (9.0, np.zeros((2, 2)))])
def test_a_projector_on_everything_and_on_nothing(threshold, expected) -> None:
    assert np.array_equal(spectral_projector(np.array([[1.0, 2.0], [0.0, 0.5]]), threshold), expected)


def test_a_projector_keeps_complex_pairs_together() -> None:
    matrix = np.array([[0.0, -1.0, 3.0], [1.0, 0.0, 4.0], [0.0, 0.0, 0.2]])
    projector = spectral_projector(matrix, 0.9)
    assert np.trace(projector) == pytest.approx(2.0)
    assert np.allclose(projector @ matrix, matrix @ projector)


def test_frozen_arrays_are_read_only_copies() -> None:
    mine = np.arange(6).reshape(2, 3).T
    kept = frozen(mine)
    mine[0, 0] = 9
    assert kept[0, 0] == 0.0
    assert kept.flags.c_contiguous
    assert not kept.flags.writeable
