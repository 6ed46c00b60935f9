"""Inputs on which a network and its module are run side by side, and the network's run."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float
from numpy import ndarray

from engram.dynamics import Dynamics, Trajectory, run, run_on

TRIALS = 4
RUN_LIMIT = 1e-9
"""By how much two runs of the same network may differ, over the steps that rounding leaves alone."""
NUDGE = 1e-13
"""A change of h(0) of the size of rounding; where it grows, so does rounding."""


@dataclass(frozen=True, eq=False)
class TrialInputs:
    """Random inputs, then zeros, as long as rounding does not grow to what could be mistaken for a difference."""

    values: Float[ndarray, "trials time input"]
    half: int
    """Inputs are zero from this index on."""
    asked: int
    """How many steps were asked for."""
    trajectory: Trajectory
    """The network's run on them."""

    @property
    def steps(self) -> int:
        """How many there are."""
        return self.values.shape[1]

    @property
    def said(self) -> str:
        """Why there are fewer than were asked for; empty if there are not."""
        if self.steps == self.asked:
            return ""
        return f"over {self.steps} of {self.asked} steps: beyond them rounding grows (a chaotic or growing network)"


def trial_inputs(network: Dynamics, seed: int, steps: int) -> TrialInputs:
    """Standard normal inputs, then as many zeros; fewer steps than asked for where rounding grows."""
    rng = np.random.default_rng(seed)
    values = rng.standard_normal((TRIALS, steps, network.input_size))
    count = _steps_without_rounding(network, values, rng)
    half = (count + 1) // 2
    values = values[:, :count].copy()
    values[:, half:] = 0
    return TrialInputs(values, half, steps, run(network, values))


def _steps_without_rounding(
    network: Dynamics, inputs: Float[ndarray, "trials time input"], rng: np.random.Generator
) -> int:
    """The steps over which a nudge of h(0) stays below a tenth of `RUN_LIMIT`; at least one."""
    start = network.initial_state(len(inputs))
    states = run(network, inputs).states
    scale = np.max(np.abs(states), axis=(0, 2), initial=0.0)
    nudged = run_on(
        network, start + NUDGE * (scale[0] or 1.0) * rng.standard_normal(start.shape), inputs
    ).states
    apart = np.max(np.abs(nudged - states), axis=(0, 2), initial=0.0) / np.where(scale > 0, scale, 1.0)
    grown = ~(np.isfinite(scale) & (apart < RUN_LIMIT / 10))
    return max(1, int(np.argmax(grown)) if grown.any() else inputs.shape[1])
