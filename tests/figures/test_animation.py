"""The animation of the circuit: where the cells are, and what is left when it is interrupted."""

import os
import re
import stat
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pytest
from PIL import Image

from engram.errors import FolderError, InputError, MissingPackageError
from engram.figures.animation import (
    MAX_FRAMES,
    CircuitMovie,
    check_animation,
    moments,
    save_animation,
)
from engram.figures.glyphs import stimulus_for, text_stimulus
from engram.figures.scenes import MOVED, READ, READY, Cells, Trial, cells_at, run_trial, stage_for, weights_of
from engram.tasks import InputCode, Task, parse_task

TASKS = (
    "repeat-copy:s=4,k=5",
    "compose-copy:s=3,k=3",
    "id:5,0,3,s=2,k=2",
    "dense-orthogonal:s=3,k=2,seed=0",
    "xor:s=3,k=2",
)


def trial_of(name: str, horizon: int = 5) -> Trial:
    task = parse_task(name)
    return run_trial(task, stimulus_for(task, InputCode.SIGNS, seed=0), horizon)


@pytest.fixture(params=TASKS)
def trial(request: pytest.FixtureRequest) -> Trial:
    return trial_of(request.param)


def shown_in_slots(trial: Trial, step: int, moment: float) -> np.ndarray:
    """The value on top at the place of every content, NaN where nothing stands."""
    stage = stage_for(trial)
    cells = cells_at(trial, stage, step, moment)
    slots, components = (grid.ravel() for grid in np.mgrid[: stage.slots, : stage.components])
    places = stage.slot(slots.astype(float), components.astype(float))
    shown = np.full(len(places), np.nan)
    for centre, value, opacity in zip(cells.centres, cells.values, cells.opacity, strict=True):
        near = np.hypot(*(places - centre).T) < 1e-9
        if opacity > 0:
            shown[near] = value
    return shown


def test_each_step_ends_with_the_contents_in_their_slots(trial: Trial) -> None:
    for step in range(1, len(trial.vectors) + 1):
        assert np.allclose(shown_in_slots(trial, step, 1.0), trial.contents[step - 1])


def test_each_step_begins_as_the_one_before_has_ended(trial: Trial) -> None:
    for step in range(2, len(trial.vectors) + 1):
        assert np.allclose(shown_in_slots(trial, step, 0.0), trial.contents[step - 2])


def test_the_strip_ends_with_every_vector(trial: Trial) -> None:
    stage = stage_for(trial)
    time, components = trial.vectors.shape
    cells = cells_at(trial, stage, time, 1.0)
    steps, rows = (grid.ravel() for grid in np.mgrid[1 : time + 1, :components])
    places = stage.strip(steps.astype(float), rows.astype(float))
    distances = np.hypot(*(places[:, None] - cells.centres[None]).transpose(2, 0, 1))
    assert np.allclose(distances.min(axis=1), 0, atol=1e-12)
    assert np.allclose(cells.values[distances.argmin(axis=1)], trial.vectors.ravel())


def test_copies_arrive_with_their_share_of_the_result() -> None:
    """What flies together adds up to f, for linear rules."""
    for name in TASKS[:4]:
        trial = trial_of(name)
        stage, step = stage_for(trial), trial.task.num_variables + 1
        weights, before = weights_of(trial.task, step), trial.contents[step - 2]
        assert np.allclose(weights @ before, trial.vectors[step - 1])
        early = cells_at(trial, stage, step, 1e-6)
        flying = early.values[-np.count_nonzero(weights) :]
        assert np.allclose(flying, before[np.nonzero(weights)[1]])


def test_nothing_jumps(trial: Trial) -> None:
    """Within each part of a step, no cell goes further from frame to frame than half an inch of seven."""
    stage = stage_for(trial)
    told: dict[tuple[int, int], list[Cells]] = {}
    for step, moment in moments(trial, 40):
        part = int(np.searchsorted((READY, MOVED, READ), moment, side="right"))
        told.setdefault((step, part), []).append(cells_at(trial, stage, step, moment))
    for frames in told.values():
        for before, after in pairwise(frames):
            seen = (before.opacity > 0) & (after.opacity > 0)
            assert np.max(np.hypot(*(after.centres - before.centres)[seen].T)) < 0.5


def test_squares_are_coloured_by_value() -> None:
    trial = trial_of(TASKS[0])
    movie = CircuitMovie(trial)
    movie.show(6, 0.5)
    cells = cells_at(trial, movie.stage, 6, 0.5)
    faces = np.asarray(movie.squares.get_facecolor())
    assert len(movie.squares.get_paths()) == len(faces) == len(cells.values)
    assert np.allclose(faces[:, 3], cells.opacity)
    solid = cells.opacity == 1
    blue_over_red = faces[solid, 2] - faces[solid, 0]
    assert np.array_equal(np.sign(blue_over_red.round(3)), np.sign(cells.values[solid]))


@pytest.fixture(scope="module")
def gif(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_animation(
        trial_of("repeat-copy:s=2,k=2", 2), tmp_path_factory.mktemp("gif") / "a.gif", frames_per_step=3
    )


def test_a_gif_has_its_frames_and_the_same_bytes_again(gif: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    trial = trial_of("repeat-copy:s=2,k=2", 2)
    again = save_animation(
        trial, tmp_path / "b.gif", frames_per_step=3, on_progress=lambda *now: told.append(now)
    )
    assert again.read_bytes() == gif.read_bytes()
    assert told == [(done, 13) for done in range(1, 14)]
    with Image.open(gif) as image:
        assert image.size == (720, 408)
        assert 8 <= getattr(image, "n_frames", 1) <= 14  # frames alike are one that stays longer


def test_an_interrupt_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "a.gif").write_text("earlier")

    def interrupt(done: int, total: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        save_animation(trial_of(TASKS[0]), tmp_path / "a.gif", frames_per_step=2, on_progress=interrupt)
    assert [path.name for path in tmp_path.iterdir()] == ["a.gif"]
    assert (tmp_path / "a.gif").read_text() == "earlier"


def fake_ffmpeg(folder: Path, monkeypatch: pytest.MonkeyPatch, lines: str) -> None:
    program = folder / "bin" / "ffmpeg"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\n{lines}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")


def test_mp4_without_ffmpeg_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "imageio_ffmpeg", None)
    with pytest.raises(MissingPackageError, match=r"\[video\].*apt install ffmpeg.*write a \.gif"):
        check_animation(trial_of(TASKS[0]), tmp_path / "a.mp4", frames_per_step=2)


def test_an_mp4_is_one_to_its_players(tmp_path: Path) -> None:
    path = save_animation(trial_of("repeat-copy:s=2,k=2", 1), tmp_path / "a.mp4", fps=2, frames_per_step=2)
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-i", str(path), "-f", "null", "-"]
    told = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stderr
    assert re.search(r"Video: h264.* yuv420p.* 720x408.* 2 fps", told), told
    assert re.search(rf"frame= *{1 + 3 * 2 + 3}\b", told), told


def test_ffmpeg_gets_every_frame(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program in its place that keeps what it is given: the last argument is the file."""
    fake_ffmpeg(tmp_path, monkeypatch, 'for file; do :; done; cat > "$file"')
    path = save_animation(trial_of("repeat-copy:s=2,k=2", 1), tmp_path / "a.mp4", fps=2, frames_per_step=2)
    assert path.stat().st_size == (1 + 3 * 2 + 3) * 720 * 408 * 4  # RGBA; even sizes, as H.264 needs them


def test_an_ffmpeg_that_fails_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_ffmpeg(tmp_path, monkeypatch, "exit 1")
    with pytest.raises(MissingPackageError, match="ffmpeg ended"):
        save_animation(trial_of(TASKS[0]), tmp_path / "a.mp4", frames_per_step=4)
    assert [path.name for path in tmp_path.iterdir()] == ["bin"]


def test_other_endings_too_many_frames_and_unwritable_folders_are_refused(tmp_path: Path) -> None:
    trial = trial_of(TASKS[0])
    with pytest.raises(InputError, match=r"expected \.gif or \.mp4"):
        save_animation(trial, tmp_path / "a.avi")
    with pytest.raises(InputError, match=f"at most {MAX_FRAMES}"):
        save_animation(trial, tmp_path / "a.gif", frames_per_step=1000)
    with pytest.raises(FolderError, match="choose another folder"):
        save_animation(trial, tmp_path / "none" / "a.gif")
    with pytest.raises(InputError, match="step is 0"):
        cells_at(trial, stage_for(trial), 0, 0.0)


@pytest.mark.parametrize(
    ("task", "text", "word"),
    [
        ("repeat-copy:s=16,k=5", "3x41", "'x'"),
        ("repeat-copy:s=16,k=5", "", "is empty"),
        ("repeat-copy:s=4,k=5", "31", "s >= 7"),
        ("repeat-copy:s=4,k=4", "3", "kappa >= 5"),
        ("modular-sum:s=3,p=3,n=3", "3", "symbols"),
    ],
)
def test_texts_that_do_not_fit_are_refused(task: str, text: str, word: str) -> None:
    parsed: Task = parse_task(task)
    with pytest.raises(InputError, match=word):
        text_stimulus(parsed, InputCode.SIGNS, text)


def test_a_text_that_fits_is_stored_whole() -> None:
    task = parse_task("repeat-copy:s=16,k=5")
    assert np.array_equal(
        text_stimulus(task, InputCode.SIGNS, "3141").inputs,
        stimulus_for(task, InputCode.SIGNS, seed=0).inputs,
    )
