"""Commands that check the theory: every equation as a calculation, and several readings of one network."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from engram.cli.application import THEORY, app, new_file, note
from engram.cli.options import Flag, InputName, LayoutOptions, Positive, Seed, Task
from engram.cli.progress import stages

if TYPE_CHECKING:
    from numpy import ndarray

    from engram.dynamics import Cell
    from engram.theory import Circuit
    from engram.theory.equivalence.readings import Reading
    from engram.theory.verification import Check, CheckResult


@app.command(group=THEORY)
def verify_theory(
    *,
    instances: Positive = 50,
    seed: Seed = 0,
    only: Annotated[tuple[str, ...], Parameter(negative=(), consume_multiple=True)] = (),
    figure: str | None = None,
    overwrite: Annotated[bool, Flag] = False,
    json: Annotated[bool, Flag] = False,
) -> int:
    """Check the equations of the theory: what the paper prints against what Engram computes, on random instances.

    One row an equation: how many instances, the largest relative error, what is allowed, and whether it holds. Exit
    code 1 when one does not. --only also prints in a sentence what is compared, and what is amended in the print.

    Parameters
    ----------
    instances
        random instances of each equation (a few checks that are costly or have no choice run fewer)
    only
        equations to check, by number or name: --only 24 energy
    figure
        also draw how fast the limits are reached: FIGURE.svg and FIGURE.png
    overwrite
        replace the figure if it exists
    json
        print the results as JSON instead of the table
    """
    from engram.theory.verification import select_checks, verify

    checks = select_checks(only)
    drawing = None if figure is None else new_file(f"{figure}.svg", overwrite=overwrite)
    with stages() as on_stage:

        def tell(check: "Check") -> None:
            on_stage(f"{check.equation}: {check.title}")

        results = verify(checks, instances=instances, seed=seed, on_check=tell)
        if drawing is not None:
            on_stage("limits")
            _draw_limits(drawing, seed)
    print(_as_json(results) if json else _as_table(results, explain=bool(only)))
    return 0 if all(result.holds for result in results) else 1


@app.command(group=THEORY)
def readings(
    weights: str,
    /,
    *,
    out: str,
    task: Task | None = None,
    layout: LayoutOptions | None = None,
    inputs: InputName = "signs",
    seed: Seed = 0,
    overwrite: Annotated[bool, Flag] = False,
) -> int:
    """Read one recurrent matrix in several sets of memories: the spectrum stays, the reading changes.

    W = Xi Phi Xi^+ with units, eigenvectors, Schur vectors, random vectors and, given a task, variable memories as
    columns of Xi. W is W_hh of an Elman network; of other cells the Jacobian of a step at rest.

    Parameters
    ----------
    weights
        the network: .safetensors, .npz, .mat, or a torch checkpoint (.pt, .ckpt)
    out
        the figure to write: OUT.svg and OUT.png
    task
        find the variable memories of this task, and read the network in them, too
    inputs
        the inputs that the network was trained on: -1/+1, 0/1 or standard normal
    seed
        draws the random memories and the trials on which variable memories are found
    overwrite
        replace the figure if it exists
    """
    from engram.figures import save_figure
    from engram.figures.readings import readings_figure
    from engram.models.files import load

    network = load(weights, (layout or LayoutOptions()).layout)
    drawing = new_file(f"{out}.svg", overwrite=overwrite)
    with stages() as on_stage:
        matrix, name = _matrix_of(network)
        found, circuit = _read(network, matrix, task, inputs, seed, on_stage)
        on_stage("figure")
        save_figure(readings_figure(found, matrix_name=name, circuit=circuit), drawing.with_suffix(""))
    print(_readings_table(found))
    note(f"\n{drawing.with_suffix('')}.svg, .png")
    return 0


def _draw_limits(drawing: Path, seed: int) -> None:
    """Three memories of which each calls for the next, in 20 features."""
    import numpy as np

    from engram.figures import save_figure
    from engram.figures.limit import limit_figure
    from engram.theory.equivalence.convergence import cycling_network, study_limit

    model = cycling_network(20, 3, np.random.default_rng(seed))
    study = study_limit(model, np.array(model.memories[:, :1].T), 12)
    save_figure(limit_figure(study), drawing.with_suffix(""))


def _as_table(results: "tuple[CheckResult, ...]", *, explain: bool) -> str:
    """One row a check, within 80 columns."""
    import textwrap

    lines = [f"{'equation':<12}{'what is checked':<37}{'instances':>9}{'error':>9}{'allowed':>9}"]
    for result in results:
        check, answer = result.check, "ok" if result.holds else "NO"
        lines.append(
            f"{check.equation:<12}{check.title:<37}{result.instances:>9}{result.error:>9.0e}"
            f"{check.tolerance:>9.0e}{answer:>4}"
        )
        if explain:
            lines += textwrap.wrap(check.statement, 80, initial_indent=" " * 12, subsequent_indent=" " * 12)
    wrong = sum(not result.holds for result in results)
    lines.append(f"\n{len(results)} checks: " + (f"{wrong} fail" if wrong else "all hold"))
    return "\n".join(lines)


def _as_json(results: "tuple[CheckResult, ...]") -> str:
    import json

    rows = [
        {
            "equation": result.check.equation,
            "title": result.check.title,
            "statement": result.check.statement,
            "instances": result.instances,
            # JSON has no NaN or infinity.
            "error": result.error if result.error < float("inf") else None,
            "tolerance": result.check.tolerance,
            "holds": result.holds,
        }
        for result in results
    ]
    return json.dumps(rows, indent=2)


def _matrix_of(network: "Cell") -> "tuple[ndarray, str]":
    """The matrix that is read, and its name in a figure; refused where the network rests nowhere."""
    import numpy as np

    from engram.dynamics import Elman
    from engram.errors import InputError
    from engram.interpretation import at_rest

    if isinstance(network, Elman):
        return network.weight_hh, "W$_{hh}$"
    rest = at_rest(network)
    moved = network.step(rest.point, np.zeros(network.input_size)) - rest.point
    if np.linalg.norm(moved) > 1e-8 * (1 + np.linalg.norm(rest.point)):
        raise InputError(
            f"no state was found at which this {network.kind} rests without input, so that there is no one matrix to "
            "read; Elman networks are read by their recurrent weights"
        )
    note(f"{network.kind}: the Jacobian of a step at {rest.about}")
    return rest.state, "the Jacobian at rest"


def _read(
    network: "Cell", matrix: "ndarray", task: str | None, inputs: InputName, seed: int, on_stage: object
) -> "tuple[tuple[Reading, ...], Circuit | None]":
    """The readings, the circuit of the variable memories among them."""
    import numpy as np

    from engram.errors import InputError
    from engram.theory.equivalence.readings import (
        eigenvector_reading,
        random_reading,
        schur_reading,
        standard_reading,
    )

    found = [standard_reading(matrix)]
    try:
        found.append(eigenvector_reading(matrix))
    except InputError as error:
        note(f"left out: eigenvectors; {error}")
    found += [schur_reading(matrix), random_reading(matrix, np.random.default_rng(seed))]
    if task is None:
        return tuple(found), None
    assert callable(on_stage)
    on_stage("variable memories")
    variable, circuit, leak = _variable_reading(network, matrix, task, inputs, seed)
    note(
        f"variable memories alone: a share of {leak:.2g} of W Psi leaves their span (completed for the reading)"
    )
    return (*found, variable), circuit


def _variable_reading(
    network: "Cell", matrix: "ndarray", task: str, inputs: InputName, seed: int
) -> "tuple[Reading, Circuit, float]":
    """W in [Psi, Psi_perp], the circuit, and the share of W Psi that leaves the span of Psi."""
    import numpy as np

    from engram.errors import TaskError
    from engram.interpretation import Method, check_fit, examine, sampling_for
    from engram.tasks import InputCode, LinearTask, parse_task
    from engram.theory.equivalence.readings import read_in

    parsed = parse_task(task)
    if not isinstance(parsed, LinearTask):
        raise TaskError(
            f"task {parsed.name!r} has no one linear rule; readings finds variable memories of linear tasks only: "
            "leave out --task for the other readings"
        )
    check_fit(network, parsed)
    sampling = sampling_for(network, parsed, InputCode(inputs))
    seen = examine(network, parsed, Method.REGRESSION, sampling, np.random.default_rng(seed))
    variable = read_in(matrix, np.array(seen.full_basis.basis), "variable memories")
    alone = read_in(matrix, np.array(seen.memories.basis), "variable memories alone", largest_leak=np.inf)
    return variable, seen.memories.circuit, alone.leak


def _readings_table(found: "tuple[Reading, ...]") -> str:
    """What is read, and one row a reading, within 80 columns."""
    from engram.theory import norm_condition

    condition = norm_condition(found[0].weights)
    lines = [
        f"W: {len(found[0].weights)} units, norm {condition.norm:.4g}, spectral radius "
        f"{condition.spectral_radius:.4g}",
        "",
    ]
    lines += [
        f"{'memories':<20}{'condition':>12}{'non-normal':>12}{'entries':>10}{'spectrum':>12}{'rebuilt':>12}"
    ]
    for reading in found:
        lines.append(
            f"{reading.name:<20}{reading.condition_number:>12.4g}{reading.non_normality:>12.3f}"
            f"{reading.num_interactions:>10}{reading.spectrum_error:>12.1e}{reading.reconstruction_error:>12.1e}"
        )
    lines.append(
        "\ncondition: of the memories; non-normal: Henrici's departure of Phi, 0 .. 1\n"
        "entries: of |Phi| above a tenth of the largest\n"
        "spectrum, rebuilt: distance of the spectrum of Phi from that of W, and of\n"
        "Xi Phi Xi^+ from W, both relative"
    )
    return "\n".join(lines)
