"""Orbits in a file: safetensors, arrays and plain text only; nothing in it is ever executed."""

import json
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy import ndarray
from safetensors import safe_open

from engram.dynamics import save_tensors
from engram.errors import InputError
from engram.interpretation.fixed_points.orbits import Orbit, Orbits, SearchCriteria, StartRecords
from engram.interpretation.fixed_points.solver import Stop
from engram.numerics import frozen

FORMAT = "engram-orbits/1"

DIMENSIONS = {
    "input": ("f", 1),
    "orbits.states": ("f", 2),
    "orbits.periods": ("i", 1),
    "orbits.residuals": ("f", 1),
    "orbits.multipliers_real": ("f", 2),
    "orbits.multipliers_imaginary": ("f", 2),
    "orbits.dimensions": ("i", 1),
    "orbits.samples": ("f", 2),
    "orbits.sample_counts": ("i", 1),
    "starts.ends": ("f", 2),
    "starts.residuals": ("f", 1),
    "starts.iterations": ("i", 1),
    "starts.stops": ("i", 1),
    "starts.orbits": ("i", 1),
}
"""Arrays of a file: float64 or int64, and the number of axes."""
DTYPES = {"f": np.dtype(np.float64), "i": np.dtype(np.int64)}


def save_orbits(found: Orbits, path: str | Path) -> None:
    """Write all that a search found, so that `load_orbits` and `extend` go on with it.

    States of all orbits stand one below the other, `orbits.periods` says how many each has. The same result is
    always the same bytes. Raises `FolderError` where the file cannot be written.
    """
    size, orbits = found.starts.ends.shape[1], found.orbits
    multipliers = np.array([orbit.multipliers for orbit in orbits], complex).reshape(len(orbits), size)
    arrays = {
        "input": found.input,
        "orbits.states": np.concatenate([np.empty((0, size)), *(orbit.states for orbit in orbits)]),
        "orbits.periods": np.array([orbit.period for orbit in orbits], dtype=np.int64),
        "orbits.residuals": np.array([orbit.residual for orbit in orbits], dtype=np.float64),
        "orbits.multipliers_real": np.real(multipliers).copy(),
        "orbits.multipliers_imaginary": np.imag(multipliers).copy(),
        "orbits.dimensions": np.array([orbit.dimension for orbit in orbits], dtype=np.int64),
        "orbits.samples": np.concatenate([np.empty((0, size)), *(orbit.samples for orbit in orbits)]),
        "orbits.sample_counts": np.array([len(orbit.samples) for orbit in orbits], dtype=np.int64),
        **{f"starts.{field.name}": getattr(found.starts, field.name) for field in fields(StartRecords)},
    }
    metadata = {
        "format": FORMAT,
        "kind": found.kind,
        "period": str(found.period),
        "criteria": json.dumps(asdict(found.criteria)),
    }
    save_tensors(arrays, path, metadata)


def load_orbits(path: str | Path) -> Orbits:
    """Read what `save_orbits` wrote; raises `InputError` for anything else, naming what is wrong."""
    path = Path(path)
    if not path.is_file():
        raise InputError(f"{str(path)!r} is no file; expected one that `save_orbits` wrote")
    try:
        with safe_open(path, framework="numpy") as file:
            metadata, names = file.metadata() or {}, set(file.keys())
            _require(path, metadata.get("format") == FORMAT, f"its format is {metadata.get('format')!r}")
            different = sorted(names ^ set(DIMENSIONS))
            _require(path, not different, f"it lacks, or should not have, {', '.join(different)}")
            arrays = {name: file.get_tensor(name) for name in DIMENSIONS}
        settings = json.loads(metadata["criteria"])
        criteria = SearchCriteria(
            **{name: type(value)(settings[name]) for name, value in asdict(SearchCriteria()).items()}
        )
        period, kind = int(metadata["period"]), metadata["kind"]
    except InputError:
        raise
    except Exception as error:  # the reader raises its own kinds, JSON and conversions theirs
        raise InputError(
            f"{str(path)!r} holds no orbits ({error}); expected a file of `save_orbits`"
        ) from error
    _check_arrays(path, arrays, period)
    starts = {field.name: frozen_as(arrays[f"starts.{field.name}"]) for field in fields(StartRecords)}
    return Orbits(
        kind,
        period,
        frozen_as(arrays["input"]),
        criteria,
        _orbits(arrays, criteria),
        StartRecords(**starts),
    )


def frozen_as(array: ndarray) -> ndarray:
    """A read-only copy of the same type."""
    return frozen(array, array.dtype.type)


def _orbits(arrays: dict[str, ndarray], criteria: SearchCriteria) -> tuple[Orbit, ...]:
    periods, sample_counts = arrays["orbits.periods"], arrays["orbits.sample_counts"]
    states = np.split(arrays["orbits.states"], np.cumsum(periods)[:-1]) if len(periods) else []
    samples = np.split(arrays["orbits.samples"], np.cumsum(sample_counts)[:-1]) if len(periods) else []
    multipliers = arrays["orbits.multipliers_real"] + 1j * arrays["orbits.multipliers_imaginary"]
    return tuple(
        Orbit(
            frozen_as(states[i]),
            float(arrays["orbits.residuals"][i]),
            multipliers[i],
            criteria.marginal,
            int(arrays["orbits.dimensions"][i]),
            frozen_as(samples[i]),
        )
        for i in range(len(periods))
    )


def _check_arrays(path: Path, arrays: dict[str, ndarray], period: int) -> None:
    """Types, axes, lengths that fit each other, and values that can be true."""
    for name, (kind, axes) in DIMENSIONS.items():
        array = arrays[name]
        fits = array.dtype == DTYPES[kind] and array.ndim == axes
        _require(path, fits, f"{name} is {array.dtype} with {array.ndim} axes")
    count, total = len(arrays["orbits.periods"]), len(arrays["starts.ends"])
    size = arrays["starts.ends"].shape[1]
    shapes: dict[str, tuple[int, ...]] = {
        "orbits.states": (int(np.sum(arrays["orbits.periods"])), size),
        "orbits.residuals": (count,),
        "orbits.multipliers_real": (count, size),
        "orbits.multipliers_imaginary": (count, size),
        "orbits.dimensions": (count,),
        "orbits.samples": (int(np.sum(arrays["orbits.sample_counts"])), size),
        "orbits.sample_counts": (count,),
        **{f"starts.{name}": (total,) for name in ("residuals", "iterations", "stops", "orbits")},
    }
    for name, shape in shapes.items():
        _require(path, arrays[name].shape == shape, f"{name} has shape {arrays[name].shape}, not {shape}")
    _check_values(path, arrays, period)


def _check_values(path: Path, arrays: dict[str, ndarray], period: int) -> None:
    periods, places = arrays["orbits.periods"], arrays["starts.orbits"]
    is_divisor = np.array([0 < each <= period and period % each == 0 for each in periods], dtype=bool)
    _require(path, period >= 1 and bool(np.all(is_divisor)), f"a period does not divide {period}")
    _require(path, bool(np.all(arrays["orbits.sample_counts"] >= 0)), "a number of samples is negative")
    is_place = (places >= -1) & (places < len(periods))
    _require(path, bool(np.all(is_place)), "a start led to an orbit that is not there")
    _require(
        path, bool(np.all(np.isin(arrays["starts.stops"], list(Stop)))), "a start ended for no known reason"
    )
    finite = [array for name, array in arrays.items() if name == "input" or name.startswith("orbits.")]
    _require(path, all(np.all(np.isfinite(array)) for array in finite), "an orbit is not finite")


def _require(path: Path, holds: Any, found: str) -> None:
    if not holds:
        raise InputError(f"{str(path)!r} holds no orbits: {found}; expected a file of `save_orbits`")
