"""What the commands print about courses and write of them."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from engram.cli.application import new_file

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from numpy import ndarray

    from engram.figures.memory_model import Recalled
    from engram.theory.memory_model import Course, MemoryModel, Retrieval

MAX_ROWS = 30
"""Retrievals that a table lists."""


def check_free(stem: str | None, overwrite: bool, *parts: str) -> None:
    """Refuse, before anything is computed, what could not be written: `parts` are appended to the stem."""
    for part in parts if stem is not None else ():
        for ending in (".svg", ".png") if part != ".npz" else (".npz",):
            new_file(f"{stem}{part.removesuffix('.npz')}{ending}", overwrite=overwrite)


def write(stem: str, figures: Mapping[str, "Figure"], arrays: Mapping[str, "ndarray"]) -> None:
    """Figures by what is appended to the stem, and all numbers in one file; all of it appears, or nothing."""
    import numpy as np

    from engram.experiment.store import publishing
    from engram.figures import save_figure

    path = Path(stem)
    with publishing(path.parent, f"{path.name}.npz") as staged:
        for part, figure in figures.items():
            save_figure(figure, staged / f"{path.name}{part}")
        np.savez_compressed(staged / f"{path.name}.npz", allow_pickle=False, **arrays)
    for part in figures:
        print(f"{stem}{part}.svg, .png")
    print(f"{stem}.npz")


def arrays_of(recalled: "Recalled") -> dict[str, "ndarray"]:
    """The course as it was drawn."""
    import numpy as np

    recording = recalled.recording
    return {
        "times": recording.times,
        "memories": recording.model.memories,
        "features": recording.features,
        "hidden": recording.hidden,
        "delayed": recording.delayed,
        "overlaps": recording.overlaps,
        "energy": recording.energy,
        "energy_rate": recording.energy_rate,
        "retrieved": np.array([one.memory for one in recalled.retrievals], dtype=np.int64),
        "retrieved_from": np.array([one.start for one in recalled.retrievals]),
        "retrieved_to": np.array([one.stop for one in recalled.retrievals]),
    }


def print_model(model: "MemoryModel") -> None:
    """Activations, strengths as the model has them, and time constants."""
    print(f"s_f {model.feature_activation.value}, s_h {model.hidden_activation.value}")
    print(
        f"a_s {model.static_strength:.6g}, a_c {model.sequence_strength:.6g}, T_f {model.feature_time:g}, "
        f"T_h {model.hidden_time:g}, T_d {model.delay_time:g}"
    )


def print_recalled(recalled: "Recalled", course: "Course", seconds: float) -> None:
    """Which memory was retrieved when, the energy, and what the solver did."""
    recording = recalled.recording
    print(f"{'memory':<8}{'from':>10}{'to':>10}{'held':>10}{'overlap':>10}")
    for one in recalled.retrievals[:MAX_ROWS]:
        print(_row(recalled, one))
    if len(recalled.retrievals) > MAX_ROWS:
        print(f"... and {len(recalled.retrievals) - MAX_ROWS} more")
    if not recalled.retrievals:
        print("no memory reaches an overlap of 0.5")
    energy = recording.energy / recording.model.num_features
    rises = float((recording.energy_rate > 0).mean())
    print(f"energy E/N: first {energy[0]:.4g}, last {energy[-1]:.4g}, rising {100 * rises:.0f} % of the time")
    print(
        f"solver {course.method.value}: {len(course.steps(0)) - 1} steps, {course.evaluations[0]} evaluations, "
        f"{seconds:.2f} s"
    )


def _row(recalled: "Recalled", one: "Retrieval") -> str:
    recording = recalled.recording
    middle = int(recording.times.searchsorted((one.start + one.stop) / 2))
    lasts = " (to the end)" if one.stop == recording.times[-1] else ""
    similar = recording.overlaps[middle, one.memory]
    name = recalled.names[one.memory]
    return f"{name:<8}{one.start:>10.2f}{one.stop:>10.2f}{one.dwell:>10.2f}{similar:>10.3f}{lasts}"
