"""A network as a linear system near where it works: x(t+1) = A x(t) + B u(t+1), y(t) = C x(t) [App. C].

Which A is meant matters: at the origin a tanh network without biases gives W_hh itself; along trajectories
the slope of tanh shrinks it to what contents of real size meet.
"""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float
from numpy import ndarray

from engram.dynamics import Dynamics
from engram.interpretation.fixed_points import find_fixed_point

NUMBERS_AT_A_TIME = 2**24
"""Entries of Jacobians that are formed at a time: 128 MiB."""


@dataclass(frozen=True, eq=False)
class Linearization:
    """A, B and C of a network about a point, or averaged over visited states."""

    about: str
    point: Float[ndarray, " hidden"]
    """The point of expansion; the mean state where Jacobians are averaged."""
    state: Float[ndarray, "hidden hidden"]
    """A"""
    input: Float[ndarray, "hidden input"]
    """B"""
    output: Float[ndarray, "output hidden"]
    """C"""


def at_point(dynamics: Dynamics, point: Float[ndarray, " hidden"], about: str = "a point") -> Linearization:
    """Jacobians of one step and of the readout at a state, with zero input."""
    silence = np.zeros(dynamics.input_size)
    return Linearization(
        about,
        point,
        dynamics.state_jacobian(point, silence),
        dynamics.input_jacobian(point, silence),
        dynamics.readout_jacobian(point),
    )


def at_origin(dynamics: Dynamics) -> Linearization:
    """About h = 0, a fixed point of networks without biases."""
    return at_point(dynamics, np.zeros(dynamics.state_size), "the origin")


def at_fixed_point(dynamics: Dynamics, start: Float[ndarray, " hidden"]) -> Linearization:
    """About the fixed point that Newton's method reaches from `start` [Eq. 35-37]."""
    return at_point(dynamics, find_fixed_point(dynamics, start).state, "a fixed point")


def along_states(dynamics: Dynamics, states: Float[ndarray, "samples hidden"]) -> Linearization:
    """The mean Jacobian over visited states, with zero input."""
    count = states.shape[0]
    silence = np.zeros(dynamics.input_size)
    state = np.zeros((dynamics.state_size, dynamics.state_size))
    input = np.zeros((dynamics.state_size, dynamics.input_size))
    output = np.zeros((dynamics.output_size, dynamics.state_size))
    size = max(1, NUMBERS_AT_A_TIME // dynamics.state_size**2)
    for first in range(0, count, size):
        chunk = states[first : first + size]
        state += dynamics.state_jacobian(chunk, silence).sum(axis=0)
        input += dynamics.input_jacobian(chunk, silence).sum(axis=0)
        output += dynamics.readout_jacobian(chunk).sum(axis=0)
    return Linearization(
        "visited states (mean)", states.mean(axis=0), state / count, input / count, output / count
    )
