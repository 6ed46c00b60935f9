"""Commands about many networks, and about two."""

from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter, validators

from engram.cli.application import POPULATIONS, app, note
from engram.cli.options import Flag, MethodName, Seed, Task
from engram.cli.progress import counting_bar, stages
from engram.errors import InputError, MissingPackageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from engram.interpretation import VariableMemories
    from engram.tasks import LinearTask

Count = Annotated[int, Parameter(validator=validators.Number(gte=0))]


@app.command(group=POPULATIONS)
def population(
    folders: Annotated[tuple[str, ...], Parameter(negative=())] = (),
    /,
    *,
    out: str,
    known: Count = 3,
    nulls: Count = 3,
    most: Count = 120,
    seed: Seed = 0,
    overwrite: Annotated[bool, Flag] = False,
    json: Annotated[bool, Flag] = False,
) -> int:
    """Say what a population tells: how often the verdict errs, how alike its networks are, and what decides.

    Draws calibration, comparison, and a figure for each setting that varies; where the number of units does, also
    what networks with too few of them keep; and how the circuit formed where it was watched.

    Parameters
    ----------
    folders
        folders that engram sweep has filled; several are taken together
    out
        folder for the figures and population.json
    known
        seeds of planted circuits and near misses judged for each task, and networks judged with another task
    nulls
        networks whose nulls are drawn on the map
    most
        networks that are compared with each other, about
    seed
        draws nulls and planted circuits
    overwrite
        replace what is already in the folder
    json
        print population.json instead of sentences
    """
    if not folders:
        raise InputError("no folder is given; name one that engram sweep has filled, such as runs/table1")
    try:
        from engram.experiment.populations.lineage import lineage_of
        from engram.experiment.populations.overview import OVERVIEW, Extras, look_over, save_overview
        from engram.experiment.populations.records import read_population
    except ModuleNotFoundError as error:
        raise MissingPackageError(
            f"populations need the package {error.name!r}, which is not installed; "
            "install Engram with its extra [sweep]"
        ) from error
    from engram.experiment.store import claim

    folder = claim(out, OVERVIEW, overwrite=overwrite)
    with counting_bar("networks") as show:
        found = read_population(folders, on_read=show)
    with stages() as on_stage:
        overview = look_over(found, Extras(known, nulls, most, seed), on_stage)
        on_stage("figures")
        names = save_overview(overview, lineage_of(found, folders), folder)
    print((folder / OVERVIEW).read_text(encoding="utf-8") if json else overview)
    note(f"\n{folder}: {', '.join(names)}")
    return 0


@app.command(group=POPULATIONS)
def compare(
    first: str,
    second: str,
    /,
    *,
    task: Task | None = None,
    method: MethodName = "regression",
    seed: Seed = 0,
    json: Annotated[bool, Flag] = False,
) -> int:
    """Compare the circuits of two networks, whatever their sizes and cells.

    Their learned interactions are subtracted slot by slot; then with components relabelled, contents rotated, and by
    their spectra alone: the wider the group, the less is left. In the basis of units there is nothing to compare.

    Parameters
    ----------
    first
        a run folder, or the weights of a network, which is then analysed
    second
        the other one
    task
        of the networks; run folders of a sweep say theirs
    method
        how the variable memories of weights are found
    seed
        draws the trials of an analysis, and where relabellings are looked for
    json
        print the figures as JSON
    """
    from json import dumps

    from engram.interpretation.comparing import compare_circuits
    from engram.tasks import parse_linear_task

    parsed = None if task is None else parse_linear_task(task, "compare")
    with stages() as on_stage:
        one = _memories(first, parsed, method, seed, on_stage)
        other = _memories(second, parsed, method, seed, on_stage)
        on_stage("comparison")
        compared = compare_circuits(one, other, seed=seed)
    print(dumps(compared.figures, indent=2) if json else compared)
    return 0


def _memories(
    source: str, task: "LinearTask | None", method: MethodName, seed: int, on_stage: "Callable[[str], None]"
) -> "VariableMemories":
    from engram.experiment.circuits import read_circuit
    from engram.interpretation import Method

    return read_circuit(source, task, method=Method(method), seed=seed, on_stage=on_stage)
