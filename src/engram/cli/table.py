"""The command that prints the table of a population."""

from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from engram.cli.application import POPULATIONS, app, note
from engram.cli.options import Flag, Seed
from engram.cli.progress import counting_bar
from engram.errors import InputError, MissingPackageError

if TYPE_CHECKING:
    from pandas import DataFrame

    from engram.experiment.populations import Table

Format = Literal["text", "markdown", "latex"]


@app.command(group=POPULATIONS)
def table(
    folders: Annotated[tuple[str, ...], Parameter(negative=())] = (),
    /,
    *,
    format: Format = "text",
    out: str | None = None,
    overwrite: Annotated[bool, Flag] = False,
    seed: Seed = 0,
    json: Annotated[bool, Flag] = False,
) -> int:
    """Print the paper's Table 1 beside that of a population: errors, accuracies, intervals, nulls, and where it fails.

    Sweeps that are under way give the table of what is there.

    Parameters
    ----------
    folders
        folders that engram sweep has filled, or the networks.parquet of an earlier --out; several are taken together
    format
        of what is printed
    out
        also write all formats, the cells and networks as Parquet, figures, and lineage.json into this folder
    overwrite
        replace a table that is already there
    seed
        draws the bootstrap of the intervals
    json
        print the cells, failures and lineage as JSON instead
    """
    if not folders:
        raise InputError(
            "no folder is given; name one that engram sweep has filled: engram table runs/table1"
        )
    _require_pandas()
    from engram.experiment.populations import make_table, save_table
    from engram.experiment.store import claim

    population = _read(folders)
    found = make_table(population, seed=seed)
    folder = None if out is None else claim(out, "lineage.json", overwrite=overwrite)
    names = () if folder is None else save_table(found, population, folders, folder)
    print(_as_json(found, population, folders) if json else _printed(found, format))
    if folder is not None:
        note(f"\n{folder}: {', '.join(names)}")
    return 0


def _read(folders: tuple[str, ...]) -> "DataFrame":
    from engram.experiment.populations import join_populations, load_population, read_population

    sweeps = tuple(folder for folder in folders if not folder.endswith(".parquet"))
    with counting_bar("networks") as show:
        parts = [read_population(sweeps, on_read=show)] if sweeps else []
    parts += [load_population(folder) for folder in folders if folder not in sweeps]
    return join_populations(parts)


def _printed(found: "Table", format: Format) -> str:
    from engram.experiment.populations import as_latex, as_markdown, as_text

    return {"text": as_text, "markdown": as_markdown, "latex": as_latex}[format](found)


def _as_json(found: "Table", population: "DataFrame", folders: tuple[str, ...]) -> str:
    from json import dumps

    from engram.experiment.populations import failures, lineage_of

    rows = found.frame.to_dict(orient="records")
    content = {
        # JSON has no NaN.
        "cells": [{name: None if value != value else value for name, value in row.items()} for row in rows],
        "failures": [str(failure) for failure in failures(found)],
        "lineage": lineage_of(population, folders),
    }
    return dumps(content, indent=2, ensure_ascii=False)


def _require_pandas() -> None:
    try:
        import pandas  # noqa: F401
    except ImportError as error:
        raise MissingPackageError(
            "tables of populations need pandas: pip install 'engram-rnn[sweep]'"
        ) from error
