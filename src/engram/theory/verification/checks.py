"""What a check of an equation is, and how it is run on random instances.

The left side of every identity is written out as the paper prints it (amended where the check says so): sums over
memories and components, Kronecker deltas, outer products. The right side is what the package computes by its own
code. The two share no function, so that a mistake in either shows.
"""

from collections.abc import Callable
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from jaxtyping import Inexact
from numpy import ndarray

IDENTITY = 1e-10
"""Largest relative error of an identity: rounding, times the condition number of the memories (at most 10)."""

SMALL = 0.01
"""Relative errors are not taken over less than this, see `deviation`."""


@dataclass(frozen=True)
class Sizes:
    """The sizes of one random instance."""

    features: int
    """N_f, hidden units; at least `memories`."""
    memories: int
    """N_h."""
    slots: int
    """s."""
    components: int
    """kappa."""


def draw_sizes(rng: np.random.Generator) -> Sizes:
    """Sizes that a person can still look at."""
    features = int(rng.integers(1, 13))
    return Sizes(
        features, int(rng.integers(1, features + 1)), int(rng.integers(1, 6)), int(rng.integers(1, 5))
    )


Instance = Callable[[Sizes, np.random.Generator], float]
"""One random instance: its relative error."""


@dataclass(frozen=True)
class Check:
    """One statement of the theory that can be run, and can fail."""

    equation: str
    """Its number in the paper, or a word where the paper gives it none."""
    title: str
    """A few words for a table."""
    statement: str
    """One sentence: what is compared with what, and what is amended in the paper's print."""
    instance: Instance
    tolerance: float = IDENTITY
    """Largest error that is rounding (or what the statement says that it is)."""
    repeats: int | None = None
    """How many instances are run whatever is asked for, where they are few or costly."""


@dataclass(frozen=True)
class CheckResult:
    """A check that has been run."""

    check: Check
    instances: int
    error: float
    """The largest of all instances; NaN when one of them was."""

    @property
    def holds(self) -> bool:
        """Whether no instance is off by more than the tolerance (NaN is)."""
        return bool(self.error <= self.check.tolerance)


def run_check(check: Check, instances: int, seed: int) -> CheckResult:
    """Run a check on random instances; they depend on the seed and the check alone, not on what else is run."""
    rng = np.random.default_rng([seed, crc32(f"{check.equation} {check.title}".encode())])
    count = instances if check.repeats is None else check.repeats
    errors = [check.instance(draw_sizes(rng), rng) for _ in range(count)]
    return CheckResult(check, count, float(np.max(errors)))


def deviation(found: Inexact[ndarray, "*shape"], expected: Inexact[ndarray, "*shape"]) -> float:
    """Largest difference over the largest number expected; NaN where one side has it.

    Instances are drawn of order 1. Where all that is expected is smaller than `SMALL` (a rectified state that dies
    out, say) the difference is taken over that: nothing but cancellation is left.
    """
    scale = max(float(np.max(np.abs(expected), initial=0.0)), SMALL)
    return float(np.max(np.abs(found - expected), initial=0.0)) / scale


def fitted_order(values: Inexact[ndarray, " values"], errors: Inexact[ndarray, " values"]) -> float:
    """The exponent p of error ~ value^p."""
    return float(np.polyfit(np.log(values), np.log(errors), 1)[0])
