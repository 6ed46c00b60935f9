"""Populations: what the run folders of sweeps say together, one row a network, and the table made of it."""

from engram.experiment.populations.lineage import lineage_of
from engram.experiment.populations.records import (
    NetworkRecord,
    join_populations,
    load_population,
    read_population,
    save_population,
)
from engram.experiment.populations.rendering import as_latex, as_markdown, as_text
from engram.experiment.populations.saving import save_table
from engram.experiment.populations.table import Cell, Failure, Table, failures, make_table, not_run

__all__ = [
    "Cell",
    "Failure",
    "NetworkRecord",
    "Table",
    "as_latex",
    "as_markdown",
    "as_text",
    "failures",
    "join_populations",
    "lineage_of",
    "load_population",
    "make_table",
    "not_run",
    "read_population",
    "save_population",
    "save_table",
]
