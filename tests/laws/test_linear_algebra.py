"""Laws of the numerics everything stands on."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from engram.interpretation import match_spectrum
from engram.numerics import (
    assign,
    fit_linear,
    generalised_dual,
    null_space,
    proportion_interval,
    random_orthogonal,
    relative_error,
    row_space,
    spectral_projector,
)
from strategies import defective_matrices, generators, spectra

shapes = st.tuples(st.integers(1, 8), st.integers(1, 8))


@given(defective_matrices())
def test_a_spectral_projector_projects_and_commutes(drawn) -> None:
    matrix, threshold = drawn
    projector = spectral_projector(matrix, threshold)
    assert np.allclose(projector @ projector, projector, atol=1e-7)
    assert np.allclose(projector @ matrix, matrix @ projector, atol=1e-7)


@given(defective_matrices())
def test_a_spectral_projector_splits_the_spectrum(drawn) -> None:
    matrix, threshold = drawn
    projector = spectral_projector(matrix, threshold)
    rest = np.eye(len(matrix)) - projector
    kept = int(np.round(np.trace(projector)))
    # What is kept stays of its size, what is dropped dies out: powers tell, also where eigenvectors do not exist.
    # Here every eigenvalue is 1 or -1, or 0.3 or 0.
    assert np.linalg.matrix_rank(projector, tol=1e-6) == kept
    power = np.linalg.matrix_power(matrix, 60)
    assert np.allclose(power @ rest, 0, atol=1e-6)
    assert kept == np.sum(np.abs(np.linalg.eigvals(matrix @ projector)) > threshold)


@given(shapes, st.integers(1, 4), generators)
def test_row_space_is_an_orthonormal_basis_of_the_rows(shape, rank, rng) -> None:
    rank = min(rank, *shape)
    matrix = rng.standard_normal((shape[0], rank)) @ rng.standard_normal((rank, shape[1]))
    space = row_space(matrix)
    assert space.dimension == rank
    assert np.allclose(space.basis.T @ space.basis, np.eye(rank), atol=1e-12)
    assert np.allclose(matrix @ space.basis @ space.basis.T, matrix, atol=1e-9)
    assert space.tolerance == pytest.approx(1e-9 * np.linalg.norm(matrix, 2))


def test_row_space_of_zero_and_of_nothing() -> None:
    assert row_space(np.zeros((3, 4))).dimension == 0
    assert row_space(np.zeros((0, 4))).basis.shape == (4, 0)


@given(shapes, generators)
def test_null_space_completes_the_rows(shape, rng) -> None:
    rows, columns = min(shape), max(shape)
    matrix = rng.standard_normal((rows, columns))
    kernel = null_space(matrix)
    assert kernel.shape == (columns, columns - rows)
    assert np.allclose(matrix @ kernel, 0, atol=1e-12)
    assert np.allclose(kernel.T @ kernel, np.eye(columns - rows), atol=1e-12)


@given(st.integers(1, 10), generators)
def test_random_orthogonal_is_orthogonal(size, rng) -> None:
    matrix = random_orthogonal(size, rng)
    assert np.allclose(matrix.T @ matrix, np.eye(size), atol=1e-12)


def test_random_orthogonal_is_haar_on_the_circle() -> None:
    """Without the sign correction, the first entry would never be positive."""
    rng = np.random.default_rng(0)
    first = np.array([random_orthogonal(2, rng)[0, 0] for _ in range(400)])
    assert abs(np.mean(first > 0) - 0.5) < 0.1
    assert abs(np.mean(np.abs(first)) - 2 / np.pi) < 0.05


@given(st.integers(1, 5), st.integers(0, 5), generators, st.sampled_from([0.0, 1e-6, 1.0]))
def test_a_generalised_dual_reads_its_basis(size, spare, rng, noise) -> None:
    basis = rng.standard_normal((size + spare, size)) + 3 * np.eye(size + spare)[:, :size]
    spread = noise * rng.standard_normal((size + spare, size + spare))
    dual = generalised_dual(basis, spread @ spread.T, shrinkage=1e-3)
    assert np.allclose(dual @ basis, np.eye(size), atol=1e-8)
    if noise == 0:
        assert np.allclose(dual, np.linalg.pinv(basis), atol=1e-8)


@given(st.integers(1, 4), st.integers(1, 4), generators)
def test_a_generalised_dual_is_blind_to_loud_noise(size, loud, rng) -> None:
    ambient = size + loud + 2
    basis = rng.standard_normal((ambient, size))
    noise = np.linalg.qr(rng.standard_normal((ambient, loud)))[0]
    blind = generalised_dual(basis, 1e3 * noise @ noise.T, shrinkage=1e-6)
    plain = np.linalg.pinv(basis)
    assert np.allclose(blind @ basis, np.eye(size), atol=1e-6)
    assert np.linalg.norm(blind @ noise) < 1e-2 * np.linalg.norm(plain @ noise) + 1e-9


@given(st.integers(1, 4), st.integers(1, 4), generators)
def test_fit_linear_finds_a_planted_map(inputs, outputs, rng) -> None:
    samples = rng.standard_normal((40, inputs))
    planted, offset = rng.standard_normal((outputs, inputs)), rng.standard_normal(outputs)
    coefficients, intercept = fit_linear(samples, samples @ planted.T + offset)
    assert np.allclose(coefficients, planted, atol=1e-10)
    assert np.allclose(intercept, offset, atol=1e-10)


def test_fit_linear_leaves_alone_what_never_varies() -> None:
    samples = np.random.default_rng(0).standard_normal((30, 3))
    samples[:, 1] = 7.0
    coefficients, intercept = fit_linear(samples, samples[:, :1] + 2.0)
    assert np.allclose(coefficients, [[1.0, 0.0, 0.0]])
    assert np.allclose(intercept, 2.0)


@given(spectra())
def test_equal_spectra_are_assigned_at_distance_zero(modes) -> None:
    pairs = assign(modes, modes)
    assert np.all(pairs.distance == 0)
    assert pairs.first.size == modes.size


@given(spectra(), spectra(), generators)
def test_assignment_is_symmetric_and_blind_to_order(first, second, rng) -> None:
    total = np.sum(assign(first, second).distance)
    assert np.isclose(np.sum(assign(second, first).distance), total, atol=1e-9)
    shuffled = assign(rng.permutation(first), rng.permutation(second))
    assert np.isclose(np.sum(shuffled.distance), total, atol=1e-9)
    assert shuffled.distance.size == min(first.size, second.size)


@given(spectra(), generators)
def test_assignment_is_no_worse_than_any_other(modes, rng) -> None:
    other = rng.permutation(modes) + 0.1 * rng.standard_normal(modes.size)
    assert np.sum(assign(modes, other).distance) <= np.sum(np.abs(modes - other)) + 1e-9


@given(spectra(), generators)
def test_a_spectrum_matches_itself_exactly_in_any_order(modes, rng) -> None:
    match = match_spectrum(modes, rng.permutation(modes))
    assert match.angle_error_rad == 0.0
    assert match.modulus_error == 0.0
    assert match.unmatched == 0
    assert match.found == np.sum(np.abs(modes) > 0.5)


@given(spectra(), spectra())
def test_a_match_is_never_nan_and_counts_everything(theory, learned) -> None:
    match = match_spectrum(theory, learned)
    figures = [match.angle_error_rad, match.modulus_error]
    assert np.all(np.isfinite(figures))
    assert 0 <= match.angle_error_rad <= np.pi
    assert match.found + match.unmatched == np.sum(np.abs(theory) > 0.5)
    assert match.found + len(match.surplus) <= learned.size


def test_a_matrix_with_repeated_modes_matches_itself() -> None:
    """The spectrum of a learned Phi is compared with the numerical one of the same matrix."""
    rotation = random_orthogonal(12, np.random.default_rng(1))
    matrix = rotation @ np.kron(np.eye(4)[[1, 2, 3, 0]], np.eye(3)) @ rotation.T
    modes = np.linalg.eigvals(matrix)
    match = match_spectrum(modes, modes)
    assert (match.angle_error_rad, match.modulus_error, match.unmatched) == (0.0, 0.0, 0)


def test_relative_error_of_zero_truth_is_absolute() -> None:
    assert relative_error(np.full((2, 2), 3.0), np.zeros((2, 2))) == 6.0
    assert relative_error(np.eye(2), np.eye(2)) == 0.0


@given(st.integers(0, 50), st.integers(0, 50))
def test_an_interval_holds_its_share(right, more) -> None:
    count = max(right + more, 1)
    low, high = proportion_interval(right / count, count)
    assert 0.0 <= low <= right / count <= high <= 1.0
    mirrored = proportion_interval(1 - right / count, count)
    assert np.allclose(mirrored, (1 - high, 1 - low))


@given(st.floats(0, 1), st.integers(1, 30))
def test_more_trials_narrow_an_interval(share, count) -> None:
    assume(0 <= share <= 1)
    few, many = proportion_interval(share, count), proportion_interval(share, 10 * count)
    assert many[1] - many[0] < few[1] - few[0]
