"""The energy over a plane of feature states while the delayed features are held: what the features roll down.

With the Hebbian rule, T_h = 0 and V_d held still, the features follow a gradient and the energy only falls (the limit
T_d >> T_f). As V_d takes over the present memory, the energy of the next one sinks and the present minimum vanishes;
then the features go. Along the whole course, with V_d moving, the energy rises and falls.
"""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float
from numpy import ndarray
from scipy import linalg

from engram.errors import InputError
from engram.numerics import frozen
from engram.theory.memory_model.model import MemoryModel, ModelState

Features = Float[ndarray, "*batch features"]
Delayed = Float[ndarray, " features"]


@dataclass(frozen=True, eq=False)
class Plane:
    """A plane in the space of features: its origin and two orthonormal directions."""

    origin: Float[ndarray, " features"]
    directions: Float[ndarray, "2 features"]

    def coordinates(self, features: Features) -> Float[ndarray, "*batch 2"]:
        """Of the nearest point in the plane."""
        return (features - self.origin) @ self.directions.T

    def points(self, coordinates: Float[ndarray, "*batch 2"]) -> Features:
        """The features at coordinates."""
        return self.origin + coordinates @ self.directions


@dataclass(frozen=True, eq=False)
class Landscape:
    """Energy over a grid of a plane, per feature."""

    across: Float[ndarray, " columns"]
    up: Float[ndarray, " rows"]
    energy: Float[ndarray, "rows columns"]


def plane_through(first: Delayed, second: Delayed, third: Delayed) -> Plane:
    """The plane through three feature states, its first direction from the first to the second.

    Raises `InputError` when they lie on one line.
    """
    edges = np.stack([second - first, third - first])
    across = edges[0] / linalg.norm(edges[0])
    rest = edges[1] - (edges[1] @ across) * across
    if linalg.norm(rest) < 1e-9 * linalg.norm(edges[1]):
        raise InputError("the three states lie on one line; a plane needs three that do not")
    return Plane(frozen((first + second + third) / 3), frozen(np.stack([across, rest / linalg.norm(rest)])))


def energy_on_plane(
    model: MemoryModel,
    delayed: Delayed,
    plane: Plane,
    across: Float[ndarray, " columns"],
    up: Float[ndarray, " rows"],
) -> Landscape:
    """E / N over a grid, V_h following at once and V_d held at `delayed`."""
    grid = np.stack(np.meshgrid(across, up), axis=-1)
    return Landscape(across, up, energy_at(model, plane.points(grid), delayed))


def energy_at(model: MemoryModel, features: Features, delayed: Delayed) -> Float[ndarray, "*batch"]:
    """E / N at feature states, V_h following at once and V_d held at `delayed`. Raises `InputError` for T_d = 0."""
    if model.delay_time == 0:
        raise InputError("T_d is 0: the delayed features follow at once and cannot be held")
    held = np.broadcast_to(delayed, features.shape)
    target = model.gain * model.feature_activation.apply(features) @ model.dual.T
    hidden = target + held @ model.sequence_synapses.T
    return model.energy(ModelState(features, hidden, held)) / model.num_features


def energy_between(
    model: MemoryModel, start: Delayed, stop: Delayed, delayed: Delayed, shares: Float[ndarray, " places"]
) -> Float[ndarray, " places"]:
    """E / N on the straight line from `start` (share 0) to `stop` (share 1)."""
    return energy_at(model, start + shares[:, None] * (stop - start), delayed)
