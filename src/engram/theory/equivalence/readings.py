"""Isospectral readings of one matrix: W = Xi Phi Xi^+ for memories Xi of one's choice [Sec. 3].

Any N independent memories give an exact decomposition: Phi = Xi^+ W Xi is W in another basis, so that its spectrum is
that of W, and only the reading changes: which memory drives which, and how strongly. Eigenvectors make Phi diagonal, at
the price of complex memories, and only where W is diagonalisable; Schur vectors make it triangular and are orthonormal;
variable memories make it the circuit. Fewer than N memories keep a part of the spectrum, and only where their span is
invariant, W Xi = Xi Phi; otherwise the eigenvalues of Xi^+ W Xi are none of W.

Phi is an operator here, from the memory of the column to the memory of the row, as in Eq. 7 and 8; the Phi of Eq. 2 is
its transpose. Of a decomposition with complex memories the transpose is meant there, too, not the adjoint.
"""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Complex, Float, Inexact
from numpy import ndarray
from scipy import linalg

from engram.errors import InputError
from engram.numerics import assign, frozen, null_space, random_orthogonal

Weights = Float[ndarray, "hidden hidden"]
Memories = Inexact[ndarray, "hidden memories"]

LARGEST_CONDITION = 1e10
"""Memories with a larger condition number count as dependent: six digits of W would be left of Xi Phi Xi^+."""
LARGEST_EIGENVECTOR_CONDITION = 1e7
"""Eigenvectors with a larger one count as those of a defective matrix: rounding splits Jordan blocks to about this."""
SAME_EIGENVALUE = 1e-7
"""Eigenvalues nearer to each other than this share of ||W|| count as one that occurs several times."""
LARGEST_LEAK = 1e-8
"""Share of W Xi that may leave the span of the memories for this to count as invariant."""


@dataclass(frozen=True, eq=False)
class Reading:
    """One decomposition W = Xi Phi Xi^+, with what tells it from others."""

    name: str
    """What the memories are."""
    weights: Weights
    """W."""
    memories: Memories
    """Xi, complex for eigenvectors."""
    dual: Inexact[ndarray, "memories hidden"]
    """Xi^+."""
    interactions: Inexact[ndarray, "memories memories"]
    """Phi = Xi^+ W Xi, from the memory of the column to that of the row."""

    def __post_init__(self) -> None:
        for name in ("weights", "memories", "dual", "interactions"):
            array = getattr(self, name)
            dtype = np.complex128 if np.iscomplexobj(array) else np.float64
            object.__setattr__(self, name, frozen(array, dtype))

    @property
    def spectrum(self) -> Complex[ndarray, " memories"]:
        """Eigenvalues of Phi."""
        return linalg.eigvals(self.interactions).astype(np.complex128)

    @property
    def spectrum_error(self) -> float:
        """Largest distance of an eigenvalue of Phi from its partner among those of W, over ||W||.

        Rounding alone moves the eigenvalues of a defective W by much more than it moves W.
        """
        of_weights = linalg.eigvals(self.weights).astype(np.complex128)
        distances = assign(self.spectrum, of_weights).distance
        return float(np.max(distances, initial=0.0)) / _norm(self.weights)

    @property
    def reconstruction_error(self) -> float:
        """||Xi Phi Xi^+ - W|| over ||W||, Frobenius: rounding times the condition number where memories span all."""
        rebuilt = self.memories @ self.interactions @ self.dual
        return float(np.linalg.norm(rebuilt - self.weights)) / max(
            float(np.linalg.norm(self.weights)), 1e-300
        )

    @property
    def leak(self) -> float:
        """Share of W Xi that leaves the span of the memories; 0 where they span all, or an invariant subspace."""
        moved = self.weights @ self.memories
        outside = moved - self.memories @ self.interactions
        return float(np.linalg.norm(outside)) / max(float(np.linalg.norm(moved)), 1e-300)

    @property
    def condition_number(self) -> float:
        """Largest over smallest singular value of Xi: by how much the reading can magnify errors."""
        singular_values = linalg.svdvals(self.memories)
        return float(singular_values[0] / singular_values[-1])

    @property
    def non_normality(self) -> float:
        """Henrici's departure of Phi from normality over its norm: 0 where a unitary basis makes Phi diagonal.

        sqrt(||Phi||^2 - sum |lambda|^2) / ||Phi||. It belongs to Phi and not to the spectrum, so that readings differ.
        """
        total = float(np.linalg.norm(self.interactions) ** 2)
        normal = float(np.sum(np.abs(self.spectrum) ** 2))
        return float(np.sqrt(max(total - normal, 0.0) / max(total, 1e-300)))

    @property
    def num_interactions(self) -> int:
        """How many entries of |Phi| exceed a tenth of the largest: few in a reading that is easily told."""
        sizes = np.abs(self.interactions)
        return int(np.sum(sizes > 0.1 * np.max(sizes, initial=0.0)))


def read_in(
    weights: Weights, memories: Memories, name: str, *, largest_leak: float = LARGEST_LEAK
) -> Reading:
    """W read in memories of one's choice: Phi = Xi^+ W Xi.

    Raises `InputError` that names the assumption that fails: memories of as many components as W has, finite,
    linearly independent, and spanning the whole space or an invariant subspace (up to a `leak` of `largest_leak`).
    """
    _check(weights, memories)
    dual = linalg.pinv(memories)
    reading = Reading(name, weights, memories, dual, dual @ weights @ memories)
    if reading.leak > largest_leak:
        raise InputError(
            f"{memories.shape[1]} memories ({name}) of {memories.shape[0]} components lose a share of "
            f"{reading.leak:.2g} of W Xi, so that the spectrum would not stay: the assumption that memories span the "
            "whole space or an invariant subspace fails; complete them (completed) or choose others"
        )
    return reading


def completed(memories: Float[ndarray, "hidden memories"]) -> Float[ndarray, "hidden hidden"]:
    """[Xi, Xi_perp]: the memories, then an orthonormal basis of what is orthogonal to them."""
    return np.concatenate([memories, null_space(memories.T)], axis=1)


def standard_reading(weights: Weights) -> Reading:
    """Xi = I: every unit is a memory, and Phi is W."""
    return read_in(weights, np.eye(len(weights)), "units")


def eigenvector_reading(weights: Weights) -> Reading:
    """Eigenvectors of unit length as memories: Phi is diagonal, what spectral analysis reads.

    Raises `InputError` where W is defective, and so has no basis of eigenvectors.
    """
    _check(weights, np.eye(len(weights)))
    memories = _eigenvectors(weights)
    singular_values = linalg.svdvals(memories)
    if singular_values[0] > LARGEST_EIGENVECTOR_CONDITION * singular_values[-1]:
        raise InputError(
            "W has no basis of eigenvectors (their condition number is "
            f"{singular_values[0] / max(float(singular_values[-1]), 1e-300):.1e}): the assumption that W is "
            "diagonalisable fails, as for circuits in which contents fall out; take Schur vectors"
        )
    return read_in(weights, memories, "eigenvectors")


def schur_reading(weights: Weights) -> Reading:
    """Real Schur vectors as memories: orthonormal, and Phi is triangular up to 2 x 2 blocks, one a complex pair."""
    _check(weights, np.eye(len(weights)))
    return read_in(weights, linalg.schur(weights, output="real")[1], "Schur vectors")


def random_reading(weights: Weights, rng: np.random.Generator, *, condition_number: float = 1.0) -> Reading:
    """Random memories with the given condition number (1: a random orthonormal basis)."""
    if not condition_number >= 1:
        raise InputError(f"the condition number is {condition_number}; expected 1 or more")
    size = len(weights)
    singular_values = np.geomspace(1.0, 1.0 / condition_number, size)
    memories = (random_orthogonal(size, rng) * singular_values) @ random_orthogonal(size, rng)
    return read_in(weights, memories, "random")


def _check(weights: Weights, memories: Memories) -> None:
    if weights.ndim != 2 or weights.shape[0] != weights.shape[1] or not np.all(np.isfinite(weights)):
        raise InputError(
            f"the weights W have shape {weights.shape} or are not finite; expected a square, finite W"
        )
    if memories.ndim != 2 or memories.shape[0] != len(weights) or memories.shape[1] == 0:
        raise InputError(
            f"memories have shape {memories.shape}; expected ({len(weights)}, how many), one column a memory"
        )
    if not np.all(np.isfinite(memories)):
        raise InputError("memories hold NaN or infinity; every component must be a finite number")
    if memories.shape[1] > len(weights):
        raise InputError(
            f"{memories.shape[1]} memories of {len(weights)} components are linearly dependent; at most "
            f"{len(weights)} can be independent"
        )
    singular_values = linalg.svdvals(memories)
    if singular_values[0] > LARGEST_CONDITION * singular_values[-1]:
        raise InputError(
            f"memories are linearly dependent (the least singular value is {singular_values[-1]:.1e} beside "
            f"{singular_values[0]:.1e}): the assumption that memories are independent fails; leave some out"
        )


def _eigenvectors(weights: Weights) -> Complex[ndarray, "hidden hidden"]:
    """Unit eigenvectors; those of one eigenvalue orthonormal, where it has as many as it occurs.

    LAPACK finds the vectors of an eigenvalue that occurs several times one by one, and they may come out nearly
    parallel although they need not be.
    """
    values, vectors = linalg.eig(weights)
    vectors, tolerance = vectors.astype(np.complex128), SAME_EIGENVALUE * _norm(weights)
    left = np.ones(len(values), bool)
    for k in range(len(values)):
        group = np.flatnonzero(left & (np.abs(values - values[k]) <= tolerance)) if left[k] else np.array([k])
        left[group] = False
        if len(group) > 1:
            shifted = weights - np.mean(values[group]) * np.eye(len(weights))
            _, sizes, right = linalg.svd(shifted)
            if sizes[-len(group)] <= tolerance:
                vectors[:, group] = right[-len(group) :].conj().T
    return vectors


def _norm(weights: Weights) -> float:
    return max(float(linalg.svdvals(weights)[0]), 1e-300)
