"""A sequence of memories as it is retrieved: images, overlaps and energy over time."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from numpy import ndarray

from engram.errors import InputError
from engram.figures.style import (
    BLACK,
    BLUE,
    GREY,
    PALE,
    SIGNED,
    TWO_COLUMNS,
    letter,
    new_figure,
    panel,
    style,
)
from engram.theory.memory_model import Retrieval
from engram.theory.memory_model.recording import Recording

MAX_IMAGES = 16
"""Images that stand side by side in a figure."""
MAX_NAMES = 40
"""More retrievals than this are not named above their overlaps."""
LEFT, WIDTH = 0.55, TWO_COLUMNS - 0.7

ImageOf = Callable[[Float[ndarray, " features"]], Float[ndarray, "rows columns"]]
"""Features as they stand in an image."""


@dataclass(frozen=True, eq=False)
class Recalled:
    """A recorded trial, which memory it retrieved when, and what the memories are called."""

    title: str
    recording: Recording
    retrievals: tuple[Retrieval, ...]
    names: tuple[str, ...]

    def __post_init__(self) -> None:
        if len(self.names) != self.recording.model.num_memories:
            raise InputError(
                f"{len(self.names)} names for {self.recording.model.num_memories} memories; expected one each"
            )


def draw_images(recalled: Recalled, image_of: ImageOf, axes: Axes, *, num_images: int = MAX_IMAGES) -> None:
    """What the features say at evenly spaced times, each image centred on its time, and left of time 0 the cue."""
    recording = recalled.recording
    duration = float(recording.times[-1])
    spacing = duration / num_images
    centres = (np.arange(num_images) + 0.5) * spacing
    shown = np.searchsorted(recording.times, centres)
    for centre, index in zip((-0.7 * spacing, *centres), (0, *shown), strict=True):
        image = image_of(recording.said[index])
        extent = (centre - 0.4 * spacing, centre + 0.4 * spacing, 1.0, 0.0)
        drawn = axes.imshow(image, cmap=SIGNED, vmin=-1, vmax=1, aspect="auto", extent=extent)
        drawn.set_clip_on(False)
    axes.set(xlim=(0, duration), ylim=(1, 0))
    axes.set_axis_off()


def draw_overlaps(recalled: Recalled, axes: Axes) -> None:
    """Overlap with every memory, in black while it is the one retrieved, with its name above."""
    recording = recalled.recording
    axes.plot(recording.times, recording.overlaps, color=PALE, linewidth=0.6, zorder=1)
    for retrieval in recalled.retrievals:
        within = (recording.times >= retrieval.start) & (recording.times <= retrieval.stop)
        axes.plot(
            recording.times[within],
            recording.overlaps[within, retrieval.memory],
            color=BLUE,
            linewidth=1.3,
            zorder=2,
        )
    if len(recalled.retrievals) <= MAX_NAMES:
        for retrieval in recalled.retrievals:
            centre = (retrieval.start + retrieval.stop) / 2
            axes.text(centre, 1.06, recalled.names[retrieval.memory], ha="center", va="bottom", color=BLACK)
    low = min(-0.05, float(np.min(recording.overlaps)) - 0.05)
    axes.axhline(0, color=PALE, linewidth=0.5, zorder=0)
    axes.set(xlim=(0, recording.times[-1]), ylim=(low, 1.3), ylabel="overlap")
    axes.set_yticks([0, 0.5, 1])


def draw_energy(recalled: Recalled, axes: Axes) -> None:
    """E / N over time, with a line at every change of memory."""
    recording = recalled.recording
    for retrieval in recalled.retrievals[1:]:
        axes.axvline(retrieval.start, color=PALE, linewidth=0.5, zorder=0)
    axes.plot(recording.times, recording.energy / recording.model.num_features, color=GREY)
    axes.set(xlim=(0, recording.times[-1]), ylabel="E / N")
    axes.yaxis.set_major_locator(MaxNLocator(3))


def draw_order(recalled: Recalled, axes: Axes) -> None:
    """Which memory is retrieved when: one row a memory."""
    for retrieval in recalled.retrievals:
        axes.barh(retrieval.memory, retrieval.dwell, left=retrieval.start, height=0.7, color=BLUE)
    count = len(recalled.names)
    axes.set(xlim=(0, recalled.recording.times[-1]), ylim=(count - 0.5, -0.5), ylabel="memory")
    every = 1 + (count - 1) // 12
    axes.set_yticks(range(0, count, every), recalled.names[::every])
    axes.tick_params(axis="y", length=0)


def retrieval_figure(recalled: Recalled) -> Figure:
    """A: which memory when. B: overlaps. C: energy."""
    with style():
        figure = new_figure(TWO_COLUMNS, 3.75)
        order = panel(figure, LEFT, 0.3, WIDTH, 1.0)
        draw_order(recalled, order)
        letter(order, "A", recalled.title)
        overlap = panel(figure, LEFT, 1.62, WIDTH, 0.85)
        draw_overlaps(recalled, overlap)
        letter(overlap, "B", "overlap with every memory (blue: the one retrieved)")
        energy = panel(figure, LEFT, 2.8, WIDTH, 0.6)
        draw_energy(recalled, energy)
        letter(energy, "C", _energy_title(recalled))
        _share_time([order, overlap, energy])
        return figure


def digits_figure(recalls: tuple[Recalled, ...], image_of: ImageOf) -> Figure:
    """For each trial: what the features say, overlaps, and energy, over time."""
    block, num_images = 2.45, MAX_IMAGES
    rows, columns = image_of(recalls[0].recording.said[0]).shape
    height = 0.8 * WIDTH / num_images * rows / columns
    with style():
        figure = new_figure(TWO_COLUMNS, block * len(recalls) + 0.12)
        for place, recalled in enumerate(recalls):
            top = 0.3 + place * block
            images = panel(figure, LEFT, top, WIDTH, height)
            draw_images(recalled, image_of, images)
            letter(images, "ABCDEFGH"[place], f"{recalled.title}: {_dwell_range(recalled)}")
            images.text(-0.7 / num_images, -0.06, "cue", transform=images.transAxes, ha="center", va="top")
            overlap = panel(figure, LEFT, top + height + 0.12, WIDTH, 0.72)
            draw_overlaps(recalled, overlap)
            energy = panel(figure, LEFT, top + height + 0.92, WIDTH, 0.45)
            draw_energy(recalled, energy)
            _share_time([overlap, energy])
        return figure


def _dwell_range(recalled: Recalled) -> str:
    """Over the retrievals that were seen whole: not the first, which begins with a cue, and not the last."""
    whole = [retrieval.dwell for retrieval in recalled.retrievals[1:-1]]
    if not whole:
        return "the first memory is held"
    return f"memories are held for {min(whole):.1f} .. {max(whole):.1f} T$_f$"


def _energy_title(recalled: Recalled) -> str:
    if np.any(recalled.recording.model.interactions):
        return "energy E / N (with Φ′ it may rise and fall: no Lyapunov function)"
    return "energy E / N"


def _share_time(column: list[Axes]) -> None:
    for axes in column[:-1]:
        axes.tick_params(labelbottom=False)
    column[-1].set_xlabel("time / T$_f$")
