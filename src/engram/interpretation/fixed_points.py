"""Fixed points of a network under zero input: F(h) = h."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float
from numpy import ndarray
from scipy import optimize

from engram.dynamics import Dynamics
from engram.errors import ConvergenceError


@dataclass(frozen=True, eq=False)
class FixedPoint:
    """A state that one step with zero input leaves where it is."""

    state: Float[ndarray, " hidden"]
    residual: float
    """|F(h) - h|, of the very state that is returned."""


def find_fixed_point(
    dynamics: Dynamics, start: Float[ndarray, " hidden"], *, tolerance: float = 1e-10
) -> FixedPoint:
    """Newton's method with Powell's safeguards and the exact Jacobian, from `start`.

    Raises `ConvergenceError` when the residual stays above `tolerance`.
    """
    silence = np.zeros(dynamics.input_size)
    identity = np.eye(dynamics.state_size)
    solution = optimize.root(
        lambda state: dynamics.step(state, silence) - state,
        start,
        jac=lambda state: dynamics.state_jacobian(state, silence) - identity,
        tol=tolerance / 10,
    )
    residual = float(np.linalg.norm(dynamics.step(solution.x, silence) - solution.x))
    if residual > tolerance:
        raise ConvergenceError(
            f"no fixed point found from this start: |F(h) - h| = {residual:.2g} after {solution.nfev} "
            f"evaluations, wanted {tolerance:.2g}; start from another state (the end of a long run, say)"
        )
    return FixedPoint(solution.x, residual)
