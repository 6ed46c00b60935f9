"""Commands about circuits."""

from typing import TYPE_CHECKING, Annotated, Literal

from engram.cli.application import THEORY, app, new_file
from engram.cli.options import Flag, LayoutOptions, ModeName, Positive, Seed, Task

if TYPE_CHECKING:
    from pathlib import Path

    from engram.figures.glyphs import Stimulus
    from engram.tasks import LinearTask
    from engram.theory import CircuitMode, Program, Trace


@app.command(group=THEORY)
def trace(
    task: Task,
    /,
    *,
    mode: ModeName | None = None,
    inputs: Literal["text", "random"] = "text",
    text: str = "3141",
    seed: Seed = 0,
    steps: Positive | None = None,
    weights: str | None = None,
    layout: LayoutOptions | None = None,
    out: str | None = None,
    overwrite: Annotated[bool, Flag] = False,
) -> int:
    """Show the algorithm that solves a task beside the weights that do it, and a network running it step by step.

    The table has a row for each step and the contents of every variable memory as signs, oldest slot first: w, the
    input is written into the newest; r, what the newest holds is read. Contents that are not what theory says are
    circled, and the last column counts wrong outputs.

    Parameters
    ----------
    task
        the task: a name with sizes, a published id, or a task file
    mode
        how the circuit is compiled; default saturating, linear for a dense F
    inputs
        text as binary digits, one column a step (needs s >= 3 and kappa >= 5), or random signs
    text
        the digits; as many as fit into s steps are stored
    seed
        draws random inputs, and the trials in which the variables of --weights are found
    steps
        outputs to follow after the input phase; default s
    weights
        trace a trained network instead: its variables are found first, by regression
    out
        also draw both: OUT-program and OUT-trace, .svg and .png
    overwrite
        replace these files if they exist
    """
    from engram.tasks import parse_linear_task

    parsed = parse_linear_task(task, "trace")
    stimulus = _stimulus(parsed, inputs, text, seed)
    _check_free(out, overwrite)
    program = _program(parsed, mode)
    num_steps = parsed.num_variables + (steps or parsed.num_variables)
    traced = (
        _trace_weights(parsed, weights, layout, stimulus, num_steps, seed)
        if weights is not None
        else _trace_circuit(parsed, program.mode, stimulus, num_steps)
    )
    if weights is None:
        print(program)
    print(_heading(traced, stimulus))
    print(traced)
    if out is not None:
        _draw(program, traced, stimulus, out)
    return 0


def _check_free(out: str | None, overwrite: bool) -> None:
    for stem in () if out is None else ("program", "trace"):
        new_file(f"{out}-{stem}.svg", overwrite=overwrite)


def _stimulus(task: "LinearTask", inputs: str, text: str, seed: int) -> "Stimulus":
    import numpy as np

    from engram.errors import InputError
    from engram.figures.glyphs import Stimulus, stimulus_for
    from engram.tasks import InputCode, sample_inputs

    if inputs == "random":
        drawn = sample_inputs(task, 1, np.random.default_rng(seed))[0]
        return Stimulus(drawn, f"random signs (seed {seed})")
    if not text.isascii() or not text.isdigit():
        raise InputError(f"--text is {text!r}; expected digits such as 3141: there are glyphs of these only")
    return stimulus_for(task, InputCode.SIGNS, seed=seed, text=text)


def _program(task: "LinearTask", mode: ModeName | None) -> "Program":
    from engram.theory import CircuitMode, program_of

    default = CircuitMode.SATURATING if task.is_selection else CircuitMode.LINEAR
    return program_of(task, default if mode is None else CircuitMode(mode))


def _trace_circuit(task: "LinearTask", mode: "CircuitMode", stimulus: "Stimulus", num_steps: int) -> "Trace":
    from engram.theory import trace_circuit

    return trace_circuit(task, mode, stimulus.inputs, num_steps)


def _trace_weights(
    task: "LinearTask",
    weights: str,
    layout: LayoutOptions | None,
    stimulus: "Stimulus",
    num_steps: int,
    seed: int,
) -> "Trace":
    """Find the variables of a network, then follow one trial on them; its weights are not those of the program."""
    import numpy as np

    from engram.interpretation import Method, check_fit, examine, sampling_for
    from engram.models.files import load
    from engram.tasks import InputCode
    from engram.theory import trace_network

    network = load(weights, (layout or LayoutOptions()).layout)
    check_fit(network, task)
    sampling = sampling_for(network, task, InputCode.SIGNS)
    memories = examine(network, task, Method.REGRESSION, sampling, np.random.default_rng(seed)).memories
    return trace_network(network, memories.circuit, memories.decode, stimulus.inputs, num_steps)


def _heading(traced: "Trace", stimulus: "Stimulus") -> str:
    import textwrap

    outputs = traced.num_steps - traced.task.num_variables
    title = textwrap.fill(f"{traced.task.name} · {traced.kind} · {stimulus.meaning}", 80)
    return (
        f"\n{title}\n"
        f"{outputs} outputs, {100 * traced.accuracy:.4g} % of their components right "
        "(· none, ⊕ ⊖ ⊙ wrong)\n"
    )


def _draw(program: "Program", traced: "Trace", stimulus: "Stimulus", stem: str) -> tuple["Path", ...]:
    from engram.figures import program_figure, save_figure, trace_figure

    return (
        *save_figure(program_figure(program), f"{stem}-program"),
        *save_figure(trace_figure(traced, stimulus.meaning), f"{stem}-trace"),
    )
