"""A table as files: where its figures come from, and what its figure shows."""

import hashlib
import json
from pathlib import Path

import numpy as np

from engram.experiment.populations import lineage_of, make_table, save_table
from engram.experiment.populations.saving import panels_of
from made_populations import failed, network, population, unmatched


def test_the_digest_is_of_sorted_units_and_weights() -> None:
    rows = [network(seed) for seed in range(3)]
    digests = {lineage_of(made, [])["weights"] for made in (population(rows), population(rows[::-1]))}
    lines = sorted(f"{row['unit']} {row['weights_sha256']}\n" for row in rows)
    assert digests == {hashlib.sha256("".join(lines).encode()).hexdigest()}
    other = population([*rows[:2], network(2, unit=rows[2]["unit"], weights_sha256="0")])
    assert lineage_of(other, [])["weights"] not in digests


def test_the_lineage_has_the_text_of_the_sweep_file(tmp_path: Path) -> None:
    said = {"name": "tiny", "title": "two", "file": "seeds = 2\n"}
    (tmp_path / "sweep.json").write_text(json.dumps(said))
    made = population([network(0), network(1, commit=None)])
    lineage = lineage_of(made, [tmp_path])
    assert lineage["sources"] == [{"folder": str(tmp_path), **said}]
    assert lineage["networks"] == 2
    commits = lineage["made_by"]["commit"]  # pyright: ignore
    assert commits == [{"value": "0123abc", "networks": 1}, {"value": None, "networks": 1}]


def test_the_figure_has_the_cells_of_the_paper_also_where_there_is_no_network() -> None:
    made = population(
        [network(0), unmatched(1, verdict="partial"), failed(2), network(0, protocol="published")]
    )
    panels = panels_of(make_table(made), made, "fast")
    assert {panel.task for panel in panels} == {"repeat copy"}
    assert [(panel.hidden_size, panel.l2) for panel in panels] == [
        (size, l2) for size in (32, 64, 128) for l2 in (0.0, 0.001, 0.1)
    ]
    filled = panels[6]
    assert (filled.networks, filled.counts) == (3, (1, 2, 1))
    np.testing.assert_array_equal(filled.is_present, [True, False])
    np.testing.assert_allclose(filled.angle_error, [2e-4, 2.01e-4])
    assert filled.published_mean == 0.0005
    assert [panel.networks for panel in panels if panel is not filled] == [0] * 8


def test_the_same_population_gives_the_same_bytes(tmp_path: Path) -> None:
    made = population([network(seed) for seed in range(4)])
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        names = save_table(make_table(made), made, [], tmp_path / name)
    assert "lineage.json" in names
    for name in names:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes(), name
