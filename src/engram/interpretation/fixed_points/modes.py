"""Eigenvectors of a Jacobian, right and left, and how far they can be trusted."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Complex, Float
from numpy import ndarray
from scipy import linalg

MOST_CONDITION = 1e7
"""An eigenvalue with a larger condition number belongs, as far as rounding can tell, to a Jordan block."""


@dataclass(frozen=True, eq=False)
class Modes:
    """The eigenvalues of a matrix A, the largest first, and the eigenvectors of each.

    A right_i = lambda_i right_i, |right_i| = 1, and left_i A = lambda_i left_i. Rows of `left` are scaled to
    left_i right_i = 1, and left_i right_j = 0 for distinct eigenvalues, so that left_i (x - x*) is how much of
    mode i is in a deviation. Where `is_defective`, that product is zero and row i has length 1 instead.
    """

    eigenvalues: Complex[ndarray, " modes"]
    right: Complex[ndarray, "hidden modes"]
    left: Complex[ndarray, "modes hidden"]
    condition: Float[ndarray, " modes"]
    """|left_i| |right_i| / |left_i right_i|: by how much more than a change of A the eigenvalue moves; 1 is best."""

    @property
    def is_defective(self) -> Bool[ndarray, " modes"]:
        """Modes in a Jordan block, as far as rounding can tell: their eigenvectors mean nothing on their own."""
        return self.condition > MOST_CONDITION

    @property
    def is_biorthogonal(self) -> bool:
        """Whether left @ right is the identity, to 1e-6: not with defective modes."""
        return bool(np.max(np.abs(self.left @ self.right - np.eye(len(self.eigenvalues)))) <= 1e-6)


def modes_of(matrix: Float[ndarray, "hidden hidden"]) -> Modes:
    """All eigenvalues and eigenvectors of a square matrix, such as the state Jacobian at a fixed point."""
    values, *vectors = linalg.eig(matrix, left=True, right=True)
    left, right = vectors
    order = np.argsort(-np.abs(values), kind="stable")
    values, left, right = values[order], left[:, order], right[:, order]
    rows = left.conj().T
    products = np.sum(rows * right.T, axis=1)
    with np.errstate(divide="ignore"):
        condition = 1 / np.abs(products)  # LAPACK's vectors have length 1
    scale = np.where(condition > MOST_CONDITION, 1.0, products)
    return Modes(
        values.astype(np.complex128),
        right.astype(np.complex128),
        (rows / scale[:, None]).astype(np.complex128),
        condition,
    )
