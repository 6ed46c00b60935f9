"""The linear algebra that everything else stands on: subspaces, least squares, assignment, intervals.

Invariant subspaces come from ordered real Schur forms and ranks from singular values with the tolerance
returned beside the result: the matrices of this theory are defective (zero eigenvalues in Jordan blocks),
so an inverse of an eigenvector matrix means nothing here.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from jaxtyping import Complex, Float, Int
from numpy import ndarray
from scipy import linalg, optimize, special

from engram.errors import InputError

Matrix = Float[ndarray, "rows columns"]
Spectrum = Complex[ndarray, " modes"]


def frozen(array: Any, dtype: type = np.float64) -> ndarray:
    """A read-only C-contiguous copy: what a frozen dataclass holds."""
    copy = np.array(array, dtype=dtype, order="C", copy=True)
    copy.flags.writeable = False
    return copy


@dataclass(frozen=True)
class Subspace:
    """An orthonormal basis of a subspace, with the tolerance that decided its dimension."""

    basis: Float[ndarray, "ambient dimension"]
    tolerance: float
    """Singular values up to this were taken for zero."""

    @property
    def dimension(self) -> int:
        """Number of basis vectors."""
        return self.basis.shape[1]


def row_space(matrix: Matrix, *, relative_tolerance: float = 1e-9) -> Subspace:
    """The span of the rows of `matrix`; singular values below `relative_tolerance` times the largest count as zero."""
    _, singular_values, right = linalg.svd(matrix, full_matrices=False)
    tolerance = relative_tolerance * float(singular_values[0]) if singular_values.size else 0.0
    rank = int(np.sum(singular_values > tolerance))
    return Subspace(np.ascontiguousarray(right[:rank].T), tolerance)


def null_space(matrix: Matrix) -> Float[ndarray, "columns kernel"]:
    """Orthonormal columns that span the kernel of a matrix of full row rank, shape (columns, columns - rows)."""
    return np.ascontiguousarray(linalg.qr(matrix.T)[0][:, matrix.shape[0] :])


def random_orthogonal(size: int, rng: np.random.Generator) -> Matrix:
    """A Haar-distributed orthogonal matrix (F. Mezzadri, Notices of the AMS 54 (2007) 592-604)."""
    rotation, triangular = linalg.qr(rng.standard_normal((size, size)))
    return rotation * np.sign(np.diag(triangular))


def spectral_projector(matrix: Matrix, threshold: float) -> Matrix:
    """The projector onto the eigenvalues with |lambda| >= threshold, along those of all the others.

    From an ordered real Schur form matrix = Q [[T11, T12], [0, T22]] Q^T and the Sylvester equation
    T11 X - X T22 = -T12, so that it exists, and is accurate, also when `matrix` is defective
    (Golub & Van Loan, Matrix Computations, 4th ed., section 7.6).
    """
    # A lambda, because LAPACK's wrapper counts the arguments of what it calls: runtime type checks would hide them.
    triangular, unitary, kept = linalg.schur(
        matrix, output="real", sort=lambda real, imaginary: bool(np.hypot(real, imaginary) >= threshold)
    )
    if kept == 0:
        return np.zeros_like(matrix)
    if kept == matrix.shape[0]:
        return np.eye(kept)
    coupling = linalg.solve_sylvester(
        triangular[:kept, :kept], -triangular[kept:, kept:], -triangular[:kept, kept:]
    )
    return unitary[:, :kept] @ (unitary[:, :kept].T - coupling @ unitary[:, kept:].T)


def fit_linear(
    samples: Float[ndarray, "samples inputs"], targets: Float[ndarray, "samples outputs"]
) -> tuple[Float[ndarray, "outputs inputs"], Float[ndarray, " outputs"]]:
    """Least squares targets ~ intercept + coefficients samples (least norm where samples do not tell)."""
    sample_mean, target_mean = samples.mean(axis=0), targets.mean(axis=0)
    # Through the Gram matrix: contents of -1 and +1 are well conditioned, and there are far more samples
    # than columns. Its pseudo-inverse leaves alone what no sample ever varies.
    centred = samples - sample_mean
    gram = centred.T @ centred
    coefficients = (linalg.pinvh(gram, rtol=1e-10) @ (centred.T @ targets)).T
    return coefficients, target_mean - coefficients @ sample_mean


def fit_reader(
    samples: Float[ndarray, "samples inputs"],
    targets: Float[ndarray, "samples outputs"],
    unit: Float[ndarray, " inputs"],
    *,
    ridge: float = 1e-10,
) -> tuple[Float[ndarray, "outputs inputs"], Float[ndarray, " outputs"]]:
    """Least squares targets ~ intercept + coefficients samples for many inputs, some of which say the same.

    Each input counts in its `unit`. A ridge of `ridge` times all their variance stands in for the pseudo-inverse
    of `fit_linear`: a Cholesky factor costs a tenth of the eigenvectors.
    """
    sample_mean, target_mean = samples.mean(axis=0), targets.mean(axis=0)
    centred = (samples - sample_mean) / unit
    gram = centred.T @ centred
    # Inputs that never vary are read with 0, whatever the ridge.
    gram[np.diag_indices_from(gram)] += max(ridge * float(np.trace(gram)), np.finfo(float).tiny)
    factor = linalg.cho_factor(gram, overwrite_a=True)
    coefficients = linalg.cho_solve(factor, centred.T @ targets).T / unit
    return coefficients, target_mean - coefficients @ sample_mean


def generalised_dual(
    basis: Float[ndarray, "hidden variables"],
    covariance: Float[ndarray, "hidden hidden"],
    *,
    shrinkage: float,
) -> Float[ndarray, "variables hidden"]:
    """Generalised least squares: (B^T S^-1 B)^-1 B^T S^-1 with S shrunk towards a multiple of the identity.

    The rows read each basis vector's coefficient and are blind to the noise directions of S.
    The result times `basis` is the identity, whatever S is; with S = 0 it is the pseudo-inverse.
    """
    size = covariance.shape[0]
    spread = float(np.trace(covariance)) / size
    tiny = np.finfo(float).eps * float(np.sum(basis**2)) / size
    if spread <= tiny:
        return linalg.pinv(basis)
    shrunk = (1 - shrinkage) * covariance + (shrinkage * spread + tiny) * np.eye(size)
    half = linalg.cholesky(shrunk, lower=True)
    white = linalg.solve_triangular(half, basis, lower=True)
    return linalg.solve_triangular(half, linalg.pinv(white).T, lower=True, trans="T").T


def relative_error(estimate: Matrix, truth: Matrix) -> float:
    """Frobenius norm of the difference over that of `truth` (over 1 where truth is zero)."""
    scale = float(np.linalg.norm(truth))
    return float(np.linalg.norm(estimate - truth)) / (scale if scale > 0 else 1.0)


@dataclass(frozen=True)
class Assignment:
    """The one-to-one pairing of two spectra that makes the summed distance least."""

    first: Int[ndarray, " pairs"]
    second: Int[ndarray, " pairs"]
    distance: Float[ndarray, " pairs"]


def assign(first: Complex[ndarray, " first"], second: Complex[ndarray, " second"]) -> Assignment:
    """Pair complex numbers one to one; the longer list leaves some unpaired. Exactly 0 for equal spectra."""
    distance = np.abs(first[:, None] - second[None, :])
    rows, columns = optimize.linear_sum_assignment(distance)
    return Assignment(rows, columns, distance[rows, columns])


def proportion_interval(share: float, count: int, *, confidence: float = 0.95) -> tuple[float, float]:
    """Wilson's score interval of a proportion `share` seen in `count` independent trials.

    E. B. Wilson, Probable inference, J. Am. Stat. Assoc. 22 (1927) 209-212. It stays open at 0 and 1:
    a perfect score on few trials is still a wide interval.
    """
    if count < 1:
        raise InputError(f"an interval needs at least 1 trial; found {count}")
    z = float(special.ndtri(0.5 + confidence / 2))
    centre = share + z**2 / (2 * count)
    spread = z * np.sqrt(share * (1 - share) / count + z**2 / (4 * count**2))
    scale = 1 + z**2 / count
    low, high = float((centre - spread) / scale), float((centre + spread) / scale)
    # Rounding must not push an end past the share itself (at 1, the upper end is 1).
    return max(0.0, min(low, share)), min(1.0, max(high, share))
