"""Commands that animate."""

from typing import Annotated

from cyclopts import Parameter, validators

from engram.cli.application import THEORY, app, new_file
from engram.cli.options import Flag, Positive, Seed, Task
from engram.cli.progress import counting_bar

FramesPerSecond = Annotated[int, Parameter(validator=validators.Number(gte=1, lte=60))]


@app.command(group=THEORY)
def animate(
    task: Task,
    /,
    *,
    out: str,
    text: str | None = None,
    steps: Positive | None = None,
    fps: FramesPerSecond = 14,
    frames: Positive = 14,
    seed: Seed = 0,
    overwrite: Annotated[bool, Flag] = False,
) -> int:
    """Animate the circuit of a task: contents move slot to slot, f goes into the newest, inputs and outputs.

    This is what theory says, not a trained network. An .mp4 needs ffmpeg: that of the system, or that of the extra
    [video]. Ctrl-C leaves no file.

    Parameters
    ----------
    task
        the task: a name with sizes, a published id, or a task file; the paper's figure is repeat-copy:s=4,k=5
    out
        the file to write: .gif or .mp4
    text
        digits to store, one glyph of 3 columns and 5 rows each; without, as much of 3141 as fits, or random
    steps
        output steps to show; default s
    fps
        frames a second
    frames
        frames a step
    seed
        draws random inputs where no digits fit
    overwrite
        replace the file if it exists
    """
    from engram.figures.animation import check_animation, save_animation
    from engram.figures.glyphs import stimulus_for, text_stimulus
    from engram.figures.scenes import run_trial
    from engram.tasks import InputCode, parse_task

    parsed, code = parse_task(task), InputCode.SIGNS
    stimulus = stimulus_for(parsed, code, seed=seed) if text is None else text_stimulus(parsed, code, text)
    trial = run_trial(parsed, stimulus, steps or parsed.num_variables)
    path = new_file(out, overwrite=overwrite)
    check_animation(trial, path, frames_per_step=frames)
    with counting_bar("frames") as show:
        save_animation(trial, path, fps=fps, frames_per_step=frames, on_progress=show)
    print(path)
    return 0
