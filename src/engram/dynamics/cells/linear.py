"""Linear state-space layers as cells: by their matrices, or by complex eigenvalues."""

import numpy as np
from jaxtyping import Float, Num
from numpy import ndarray
from scipy import linalg

from engram.dynamics.cells.activations import Activation
from engram.dynamics.cells.elman import Elman, elman
from engram.errors import WeightsError


def linear(
    state_matrix: Float[ndarray, "hidden hidden"],
    input_matrix: Float[ndarray, "hidden input"],
    output_matrix: Float[ndarray, "output hidden"],
) -> Elman:
    """x(t) = A x(t-1) + B u(t), y(t) = C x(t), from (A, B, C) in discrete time."""
    return elman(state_matrix, input_matrix, output_matrix, Activation.IDENTITY)


def diagonal(
    eigenvalues: Num[ndarray, " modes"],
    input_matrix: Num[ndarray, "modes input"],
    output_matrix: Num[ndarray, "output modes"],
) -> Elman:
    """x(t) = diag(lambda) x(t-1) + B u(t), y(t) = Re(C x(t)), as a real network (LRU, S4D, S5 after discretising).

    A complex mode becomes a 2 x 2 block [[re, -im], [im, re]] on (Re x, Im x). A mode whose eigenvalue and row of
    B are real never leaves the real axis and stays one unit. A layer that reads 2 Re(C x), as S4D does when it
    keeps one of each conjugate pair, is given 2 C.

    Raises `WeightsError` when the sizes do not fit each other.
    """
    values, write, read = (
        np.asarray(a, dtype=np.complex128) for a in (eigenvalues, input_matrix, output_matrix)
    )
    is_ranked = values.ndim == 1 and write.ndim == 2 and read.ndim == 2
    if not is_ranked or not 0 < values.size == write.shape[0] == read.shape[1]:
        raise WeightsError(
            f"eigenvalues have shape {values.shape}, B {write.shape} and C {read.shape}; expected (modes,), "
            "(modes, inputs) and (outputs, modes)"
        )
    state_matrix = linalg.block_diag(*(np.array([[v.real, -v.imag], [v.imag, v.real]]) for v in values))
    real_write = np.stack([write.real, write.imag], axis=1).reshape(-1, write.shape[-1])
    real_read = np.stack([read.real, -read.imag], axis=-1).reshape(read.shape[0], -1)
    turns = (values.imag != 0) | np.any(write.imag != 0, axis=1)
    kept = np.stack([np.ones_like(turns), turns], axis=1).ravel()
    return linear(state_matrix[np.ix_(kept, kept)], real_write[kept], real_read[:, kept])
