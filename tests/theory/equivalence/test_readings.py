"""Decompositions of one matrix: the spectrum stays, the reading changes, and what spans too little is refused."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import linalg

from engram.errors import InputError
from engram.numerics import random_orthogonal
from engram.tasks import compose_copy, repeat_copy
from engram.theory import (
    compile_linear,
    compile_saturating,
    completed,
    eigenvector_reading,
    interaction_matrix,
    random_basis,
    random_reading,
    read_in,
    schur_reading,
    standard_reading,
)
from strategies import defective_matrices, generators


def all_readings(weights: np.ndarray, rng: np.random.Generator) -> list:
    return [
        standard_reading(weights),
        eigenvector_reading(weights),
        schur_reading(weights),
        random_reading(weights, rng),
        random_reading(weights, rng, condition_number=100.0),
    ]


@given(generators, st.integers(2, 12))
def test_every_reading_gives_the_matrix_and_its_spectrum_back(rng, size) -> None:
    weights = rng.standard_normal((size, size))
    for reading in all_readings(weights, rng):
        cost = 1e-13 * reading.condition_number**2
        assert reading.reconstruction_error <= cost
        assert reading.leak <= cost
        assert np.isclose(np.prod(reading.spectrum), linalg.det(weights), rtol=1e-8, atol=1e-8)
        assert np.isclose(np.sum(reading.spectrum), np.trace(weights), atol=1e-8)


def test_readings_differ_in_what_they_say() -> None:
    rng = np.random.default_rng(0)
    weights = rng.standard_normal((10, 10))
    units, eigen, schur, random, oblique = all_readings(weights, rng)
    assert all(reading.spectrum_error < 1e-9 for reading in (units, eigen, schur, random, oblique))
    assert eigen.non_normality < 1e-6 < units.non_normality
    assert eigen.num_interactions <= 10
    assert np.allclose(np.tril(schur.interactions, -2), 0)
    # An orthonormal basis changes neither the norm of Phi nor, with it, the departure from normality.
    assert schur.non_normality == pytest.approx(units.non_normality)
    assert random.non_normality == pytest.approx(units.non_normality)
    assert oblique.non_normality > units.non_normality
    assert oblique.condition_number == pytest.approx(100)
    assert [np.iscomplexobj(reading.memories) for reading in (units, eigen, schur)] == [False, True, False]


@given(generators)
def test_variable_memories_read_the_circuit(rng) -> None:
    """Of a linear network in a random oblique basis: Phi itself, with Psi alone and with Psi completed."""
    task = compose_copy(3, 2)
    basis = random_basis(task, 9, rng, condition_number=5.0)
    weights = compile_linear(task, basis).weight_hh
    alone = read_in(weights, basis, "variable memories")
    assert np.allclose(alone.interactions, interaction_matrix(task), atol=1e-12)
    whole = read_in(weights, completed(basis), "completed")
    assert np.allclose(whole.interactions[:6, :6], interaction_matrix(task), atol=1e-12)
    assert whole.memories.shape == (9, 9)
    assert np.allclose(whole.memories[:, 6:].T @ basis, 0, atol=1e-12)


@given(generators)
def test_an_invariant_subspace_keeps_its_part_of_the_spectrum(rng) -> None:
    weights = rng.standard_normal((8, 8))
    # Four eigenvalues at least: a complex pair is not split.
    _, vectors, kept = linalg.schur(weights, output="real", sort=lambda re, im: bool(re > 0))
    if kept == 0:
        return
    reading = read_in(
        weights, vectors[:, :kept] @ rng.standard_normal((kept, kept)), "part", largest_leak=1e-6
    )
    assert reading.spectrum_error < 1e-6
    assert np.all(reading.spectrum.real > -1e-6)


@given(generators)
def test_memories_that_span_no_invariant_subspace_are_refused_and_would_be_wrong(rng) -> None:
    weights, memories = rng.standard_normal((8, 8)), rng.standard_normal((8, 3))
    with pytest.raises(InputError, match=r"lose a share of.*the whole space or an invariant subspace fails"):
        read_in(weights, memories, "three")
    flagged = read_in(weights, memories, "three", largest_leak=np.inf)
    assert flagged.leak > 0.01
    assert flagged.spectrum_error > 1e-4


@given(defective_matrices())
def test_a_defective_matrix_has_no_eigenvector_reading(drawn) -> None:
    weights, _ = drawn
    jordan_blocks = len(weights) > 1
    if not jordan_blocks:
        return
    with pytest.raises(InputError, match="assumption that W is diagonalisable fails"):
        eigenvector_reading(weights)
    assert schur_reading(weights).reconstruction_error < 1e-12


@pytest.mark.parametrize("sizes", [(4, 3), (1, 4), (3, 1)])
def test_eigenvalues_that_occur_several_times_are_no_defect(sizes) -> None:
    """Repeat copy in twice the units: every root of one kappa times, and zeros; the vectors stay apart."""
    task = repeat_copy(*sizes)
    rng = np.random.default_rng(0)
    basis = random_orthogonal(2 * task.history_size, rng)[:, : task.history_size]
    reading = eigenvector_reading(compile_linear(task, basis).weight_hh)
    assert reading.condition_number < 1 + 1e-6
    assert reading.num_interactions == task.history_size


def test_contents_that_fall_out_make_a_circuit_defective() -> None:
    with pytest.raises(InputError, match="take Schur vectors"):
        eigenvector_reading(compile_saturating(compose_copy(4, 3)).weight_hh)


def test_figures_of_a_known_matrix() -> None:
    """[[1, 3], [0, 2]]: norm^2 14, spectrum 1 and 2, so that 9 of 14 is not normal; one entry of |Phi| is 0."""
    reading = standard_reading(np.array([[1.0, 3.0], [0.0, 2.0]]))
    assert reading.non_normality == pytest.approx(np.sqrt(9 / 14))
    assert reading.num_interactions == 3
    assert reading.condition_number == 1
    assert sorted(reading.spectrum.real) == pytest.approx([1, 2])


def test_readings_do_not_change() -> None:
    reading = standard_reading(np.eye(2))
    for array in (reading.weights, reading.memories, reading.dual, reading.interactions):
        with pytest.raises(ValueError, match="read-only"):
            array[0, 0] = 2.0


W = np.diag([1.0, 2.0, 3.0])


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: read_in(np.ones((2, 3)), np.eye(2), "x"), r"shape \(2, 3\).*square"),
        (lambda: read_in(np.full((2, 2), np.inf), np.eye(2), "x"), "not finite"),
        (lambda: read_in(W, np.eye(2), "x"), r"expected \(3, how many\)"),
        (lambda: read_in(W, np.zeros((3, 0)), "x"), r"expected \(3, how many\)"),
        (lambda: read_in(W, np.full((3, 3), np.nan), "x"), "every component must be a finite number"),
        (lambda: read_in(W, np.ones((3, 4)), "x"), "at most 3 can be independent"),
        (lambda: read_in(W, np.ones((3, 2)), "x"), "assumption that memories are independent fails"),
        (lambda: random_reading(W, np.random.default_rng(0), condition_number=0.5), "expected 1 or more"),
    ],
)
def test_what_cannot_be_read(make, message, without_shape_checks) -> None:
    with pytest.raises(InputError, match=message):
        make()
