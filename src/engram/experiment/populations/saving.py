"""A table as files: text, Markdown, LaTeX, Parquet of cells and networks, a figure a protocol, and its lineage.

table.txt  table.md  table.tex  cells.parquet  networks.parquet  population-*.svg, .png  lineage.json
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from jaxtyping import Bool
from numpy import ndarray
from pandas import DataFrame

from engram.experiment.populations.columns import (
    best_of_seeds,
    is_complete,
    is_present,
    numbers,
    published_errors,
    where,
)
from engram.experiment.populations.lineage import lineage_of
from engram.experiment.populations.records import save_population
from engram.experiment.populations.rendering import as_latex, as_markdown, as_text
from engram.experiment.populations.table import Cell, Table, place_of
from engram.experiment.store import publishing, write_json
from engram.figures import save_figure
from engram.figures.population_table import PopulationCell, population_figure

LINEAGE = "lineage.json"
"""The last file to appear."""
ITEMS = ("table.txt", "table.md", "table.tex", "cells.parquet", "networks.parquet", LINEAGE)


def save_table(
    table: Table, population: DataFrame, sources: Sequence[str | Path], folder: Path
) -> tuple[str, ...]:
    """Write all files into a folder that is there, whole or not at all; their names.

    `sources` are what the population was read from.
    """
    with publishing(folder, LINEAGE) as staged:
        (staged / "table.txt").write_text(as_text(table) + "\n", encoding="utf-8")
        (staged / "table.md").write_text(as_markdown(table), encoding="utf-8")
        (staged / "table.tex").write_text(as_latex(table), encoding="utf-8")
        table.frame.to_parquet(staged / "cells.parquet", index=False)
        save_population(population, staged / "networks.parquet")
        for protocol in sorted({cell.protocol for cell in table.cells} - {""}):
            figure = population_figure(
                panels_of(table, population, protocol),
                f"Every network of Table 1 · {protocol} · counts of networks under each panel",
            )
            save_figure(figure, staged / f"population-{_plain(protocol)}")
        write_json(staged / LINEAGE, lineage_of(population, sources) | {"bootstrap_seed": table.seed})
        return tuple(sorted(path.name for path in staged.iterdir()))


def panels_of(table: Table, population: DataFrame, protocol: str) -> tuple[PopulationCell, ...]:
    """What the figure shows of one protocol: the cells of its tasks, those of the paper without a network as well."""
    tasks = {cell.task for cell in table.cells if cell.protocol == protocol}
    places = {(cell.task, cell.hidden_size, cell.l2): cell for cell in table.cells if cell.task in tasks}
    return tuple(
        _panel(cell, where(population, _is_of(cell, protocol, population)))
        for cell in sorted(places.values(), key=lambda cell: (place_of(cell.task), cell.hidden_size, cell.l2))
    )


def _panel(cell: Cell, networks: DataFrame) -> PopulationCell:
    best = best_of_seeds(networks)
    complete = where(best, is_complete(best))
    return PopulationCell(
        task=cell.task,
        hidden_size=cell.hidden_size,
        l2=cell.l2,
        networks=len(best),
        angle_error=numbers(complete, "angle_error_rad"),
        is_present=is_present(complete),
        published_measure=published_errors(networks),
        present=int(np.sum(is_present(best))),
        published_mean=cell.published.angle_error_rad if cell.published else None,
    )


def _is_of(cell: Cell, protocol: str, population: DataFrame) -> Bool[ndarray, " networks"]:
    same = (
        (population["task_name"] == cell.task)
        & (population["hidden_size"] == cell.hidden_size)
        & (population["l2"] == cell.l2)
        & (population["protocol"] == protocol)
    )
    return np.asarray(same, dtype=bool)


def _plain(protocol: str) -> str:
    """As part of a file's name."""
    return "".join(letter if letter.isalnum() else "-" for letter in protocol).replace("--", "-")
