"""Figure 2 as an animation: contents move from slot to slot, f goes into the newest; GIF or MP4."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import matplotlib
import numpy as np
from jaxtyping import Float
from matplotlib.animation import AbstractMovieWriter, FFMpegWriter, PillowWriter
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch
from matplotlib.text import Text
from numpy import ndarray

from engram.errors import FolderError, InputError, MissingPackageError
from engram.figures.scenes import (
    HEIGHT,
    SLOTS_TOP,
    STRIP_TOP,
    Cells,
    Stage,
    Trial,
    cells_at,
    is_output,
    stage_for,
)
from engram.figures.slots import slot_name
from engram.figures.style import (
    GREEN,
    GREY,
    PALE,
    SIGNED,
    TWO_COLUMNS,
    VERMILLION,
    new_figure,
    signed_limit,
    style,
)
from engram.tasks import LinearTask

DPI = 100
FRAMES_PER_STEP = 14
LAST_SECONDS = 1.5
"""How long the last frame stays before a GIF begins again."""
MAX_FRAMES = 2000
"""Of an animation; a GIF is held in memory whole, about a megabyte a frame."""


class CircuitMovie:
    """A figure that can be set to any moment of a run of the circuit."""

    def __init__(self, trial: Trial) -> None:
        self.trial, self.stage = trial, stage_for(trial)
        self._limit = signed_limit(trial.vectors)
        with style():
            self.figure = new_figure(TWO_COLUMNS, HEIGHT)
            axes = self.figure.add_axes((0, 0, 1, 1))
            axes.set(xlim=(0, TWO_COLUMNS), ylim=(0, HEIGHT))
            axes.set_axis_off()
            _draw_slots(self.stage, axes)
            _draw_strip(self.trial, self.stage, axes)
            self._port = _draw_port(self.stage, axes)
            self._port_name = _say(axes, self.stage.slots, self.stage)
            self._caption = axes.text(0.35, HEIGHT - 0.22, "", fontsize=9, va="center")
            self.squares = PolyCollection([], linewidths=0.5, zorder=3)
            axes.add_collection(self.squares)

    def show(self, step: int, moment: float) -> Figure:
        """The figure at `moment` (0 .. 1) of `step` (1, 2, ...)."""
        cells = cells_at(self.trial, self.stage, step, moment)
        self.squares.set_verts(list(_corners(cells)))
        colours = SIGNED((cells.values / self._limit + 1) / 2)
        colours[:, 3] = cells.opacity
        edges = np.tile([0.35, 0.35, 0.35, 1.0], (len(colours), 1))
        edges[:, 3] = cells.opacity
        self.squares.set(facecolor=colours, edgecolor=edges)
        self._describe(step)
        return self.figure

    def _describe(self, step: int) -> None:
        newest = slot_name(self.stage.slots - 1)
        reads = is_output(self.trial, step)
        colour = VERMILLION if reads else GREEN
        if reads:
            # Only where f is linear are shift and f one matrix.
            moves = (
                "Φ moves every slot on" if isinstance(self.trial.task, LinearTask) else "every slot moves on"
            )
            does = f"{moves}, f into {newest};  W$_r$ = {newest}* reads y({step})"
            words = f"output phase, t = {step}:  {does}"
        else:
            words = f"input phase, t = {step}:  every slot moves on;  W$_{{uh}}$ = {newest} writes u({step})"
        self._caption.set(text=words, color=colour)
        self._port.set_edgecolor(colour)
        self._port_name.set(text="f" if reads else f"u({step})", color=colour)


def moments(trial: Trial, frames_per_step: int) -> Iterator[tuple[int, float]]:
    """Every frame as (step, moment): the start, then `frames_per_step` for each step."""
    yield 1, 0.0
    for step in range(1, len(trial.vectors) + 1):
        for frame in range(1, frames_per_step + 1):
            yield step, frame / frames_per_step


def save_animation(
    trial: Trial,
    path: str | Path,
    *,
    fps: int = FRAMES_PER_STEP,
    frames_per_step: int = FRAMES_PER_STEP,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
) -> Path:
    """Write the animation, .gif (by Pillow) or .mp4 (by ffmpeg); the file appears whole or not at all.

    `on_progress` is told how many frames of how many are drawn. Raises as `check_animation` does, and `FolderError`
    when the file cannot be written.
    """
    path = Path(path)
    check_animation(trial, path, frames_per_step=frames_per_step)
    writer = _writer_for(path, fps)
    try:
        handle, name = tempfile.mkstemp(suffix=path.suffix, prefix=".partial-", dir=path.parent)
    except OSError as error:
        raise FolderError(
            f"{str(path)!r} cannot be written ({error.strerror}); choose another folder"
        ) from error
    os.close(handle)
    partial = Path(name)
    try:
        _write(CircuitMovie(trial), writer, partial, frames_per_step, round(LAST_SECONDS * fps), on_progress)
        partial.chmod(0o644)
        os.replace(partial, path)
    finally:
        partial.unlink(missing_ok=True)
    return path


def check_animation(trial: Trial, path: Path, *, frames_per_step: int) -> None:
    """Refuse what cannot be written, before anything is drawn.

    Raises `InputError` for another ending than .gif or .mp4 or for more than `MAX_FRAMES` frames,
    `MissingPackageError` where ffmpeg is needed and not installed.
    """
    total = 1 + frames_per_step * len(trial.vectors)
    if total > MAX_FRAMES:
        raise InputError(
            f"the animation has {total} frames; at most {MAX_FRAMES} fit: animate fewer steps, or fewer frames a step"
        )
    _writer_for(path, FRAMES_PER_STEP)


def _write(
    movie: CircuitMovie,
    writer: AbstractMovieWriter,
    path: Path,
    frames_per_step: int,
    held: int,
    on_progress: Callable[[int, int], None],
) -> None:
    frames = [*moments(movie.trial, frames_per_step)]
    with style():
        if isinstance(writer, FFMpegWriter):
            matplotlib.rcParams["animation.ffmpeg_path"] = _ffmpeg()
        writer.setup(movie.figure, path, DPI)
        try:
            for done, (step, moment) in enumerate(frames, start=1):
                movie.show(step, moment)
                writer.grab_frame()
                on_progress(done, len(frames))
            for _ in range(held):
                writer.grab_frame()
            writer.finish()
        except (BrokenPipeError, subprocess.CalledProcessError) as error:
            _abandon(writer)
            raise MissingPackageError(
                f"ffmpeg ended before the animation did ({error}); install an ffmpeg with libx264, or write a .gif"
            ) from error
        except BaseException:
            _abandon(writer)
            raise


def _abandon(writer: AbstractMovieWriter) -> None:
    """End ffmpeg, whatever it thinks of it: it may have been interrupted, too, or be gone already."""
    if isinstance(writer, FFMpegWriter):
        with suppress(subprocess.CalledProcessError, OSError, ValueError):
            writer.finish()


def _writer_for(path: Path, fps: int) -> AbstractMovieWriter:
    match path.suffix.lower():
        case ".gif":
            return PillowWriter(fps=fps, metadata={})
        case ".mp4":
            _ffmpeg()
            return FFMpegWriter(fps=fps, codec="h264", extra_args=["-crf", "18", "-fflags", "+bitexact"])
    raise InputError(f"animation {str(path)!r} has the ending {path.suffix!r}; expected .gif or .mp4")


def _ffmpeg() -> str:
    """The program: that of the system, or that of the package imageio-ffmpeg."""
    if found := shutil.which("ffmpeg"):
        return found
    try:
        from imageio_ffmpeg import get_ffmpeg_exe

        return get_ffmpeg_exe()
    except (ImportError, RuntimeError) as error:
        raise MissingPackageError(
            "an .mp4 needs the program ffmpeg, which is not on the PATH; install Engram with its extra [video], or "
            "ffmpeg itself (apt install ffmpeg, conda install ffmpeg, brew install ffmpeg), or write a .gif"
        ) from error


def _corners(cells: Cells) -> Float[ndarray, "cells 4 2"]:
    square = np.array([[-0.5, -0.5], [0.5, -0.5], [0.5, 0.5], [-0.5, 0.5]])
    return cells.centres[:, None] + cells.sides[:, None, None] * square


def _draw_slots(stage: Stage, axes: Axes) -> None:
    """Frames and names of the slots, and which way contents move."""
    for slot in range(stage.slots):
        axes.add_patch(_frame(stage, slot))
        name = _say(axes, slot, stage)
        name.set_text(slot_name(slot) if stage.slots <= 20 or slot in (0, stage.slots - 1) else "")
    for slot in range(stage.slots + 1):
        (x, _), y = stage.slot(np.array([slot - 0.5]), np.zeros(1))[0], _middle(stage)
        if stage.pitch - stage.side > 0.06:
            reach = min(0.1, 0.3 * (stage.pitch - stage.side))
            arrow = {"arrowstyle": "->", "color": GREY, "linewidth": 0.8, "shrinkA": 0, "shrinkB": 0}
            axes.annotate("", (x - reach, y), (x + reach, y), arrowprops=arrow, zorder=1)


def _draw_port(stage: Stage, axes: Axes) -> FancyBboxPatch:
    """The place where the next vector gets ready."""
    port = _frame(stage, stage.slots)
    port.set(linestyle=(0, (3, 2)), linewidth=1.2)
    axes.add_patch(port)
    return port


def _frame(stage: Stage, slot: int) -> FancyBboxPatch:
    centre = stage.slot(np.array([float(slot)]), np.zeros(1))[0]
    margin = min(0.05, 0.35 * (stage.pitch - stage.side))
    corner = (centre[0] - stage.side / 2, SLOTS_TOP - stage.components * stage.side)
    return FancyBboxPatch(
        corner,
        stage.side,
        stage.components * stage.side,
        boxstyle=f"round,pad={margin},rounding_size={margin}",
        facecolor="#F6F6F6",
        edgecolor=PALE,
        linewidth=0.8,
        zorder=0,
    )


def _say(axes: Axes, slot: int, stage: Stage) -> Text:
    x = stage.slot(np.array([float(slot)]), np.zeros(1))[0][0]
    y = SLOTS_TOP - stage.components * stage.side - 0.16
    return axes.text(x, y, "", ha="center", va="center", fontsize=9)


def _middle(stage: Stage) -> float:
    return SLOTS_TOP - stage.components * stage.side / 2


def _draw_strip(trial: Trial, stage: Stage, axes: Axes) -> None:
    """Names of inputs and outputs, and where one phase ends."""
    slots = stage.slots
    border = stage.strip(np.array([slots + 0.5]), np.zeros(1))[0][0]
    bottom = STRIP_TOP - stage.components * stage.strip_side
    axes.plot(
        [border, border], [bottom - 0.04, STRIP_TOP + 0.04], color=GREY, linewidth=0.8, linestyle=(0, (3, 2))
    )
    ends = stage.strip(np.array([1.0, stage.steps]), np.zeros(2))[:, 0]
    middle = (STRIP_TOP + bottom) / 2
    for x, words, colour, side in (
        (ends[0] - stage.strip_side, "inputs", GREEN, "right"),
        (ends[1] + stage.strip_side, "outputs", VERMILLION, "left"),
    ):
        axes.text(x, middle, words, ha=side, va="center", fontsize=8, color=colour)
