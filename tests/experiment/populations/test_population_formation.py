"""Formation read back from run folders: what was seen, network by network, and what comes first."""

import json
from pathlib import Path

import numpy as np
import pyarrow
import pytest
from pyarrow import parquet

from engram.errors import FolderError
from engram.experiment.populations.formation import (
    describe,
    formation_figures,
    order_by_angle,
    read_formation,
)
from engram.tasks import repeat_copy
from engram.training import CircuitScores, Formation, FormationRow
from engram.training.formation import circuit_sought

SETTINGS = {"task": "repeat-copy:s=2,k=1", "hidden_size": 8, "formation": True}


def seen(seed: int, found: list[tuple[int, int]]) -> Formation:
    """Looks at steps 0, 10, 100, ... that found so many of the modes at 0 and at 180 degrees."""
    rows = tuple(
        FormationRow(
            step=0 if place == 0 else 10**place,
            seed=seed,
            horizon=4,
            loss=0.5**place,
            accuracy=1 - 0.5 ** (place + 1),
            scores=CircuitScores(counts, 0.1, 0.2, 0.8, 0.9, 0.7),
        )
        for place, counts in enumerate(found)
    )
    sought = circuit_sought(repeat_copy(2, 1))
    assert sought is not None
    return Formation(sought.groups, rows, 1.0)


def put(sweep: Path, settings: dict[str, object], formation: Formation | None, seed: int) -> Path:
    folder = sweep / "networks" / f"{settings.get('recipe', 'fast')}-{seed}"
    folder.mkdir(parents=True)
    (sweep / "sweep.json").write_text("{}")
    (folder / "config.json").write_text(json.dumps({"settings": settings, "seed": seed, "unit": "any"}))
    if formation is not None:
        parquet.write_table(pyarrow.table(formation.columns), folder / "formation.parquet")
    return folder


@pytest.fixture
def sweep(tmp_path: Path) -> Path:
    put(tmp_path, SETTINGS, seen(1, [(0, 0), (1, 0), (1, 1)]), 1)
    put(tmp_path, SETTINGS, seen(0, [(0, 0), (1, 0), (1, 1), (1, 1)]), 0)
    put(tmp_path, SETTINGS | {"recipe": "published"}, seen(0, [(0, 0), (0, 1), (0, 1)]), 0)
    put(tmp_path, SETTINGS | {"formation": False}, None, 2)
    return tmp_path


def test_networks_of_one_setting_are_read_together(sweep: Path) -> None:
    fast, published = read_formation([sweep])
    assert [fast.name, published.name] == ["fast, N = 8, L2 = 0", "published, N = 8, L2 = 0"]
    assert fast.task == "repeat-copy:s=2,k=1"
    assert [network.seed for network in fast.networks] == [0, 1]
    assert fast.degrees.tolist() == [0.0, 180.0]
    assert fast.counts.tolist() == [1, 1]
    first = fast.networks[0]
    assert first.steps.tolist() == [0, 10, 100, 1000]
    assert first.found.tolist() == [[0, 0], [1, 0], [1, 1], [1, 1]]
    assert first.modes.tolist() == [0.0, 0.5, 1.0, 1.0]
    assert first.swap.tolist() == [0.7] * 4
    assert np.allclose(first.loss, [1.0, 0.5, 0.25, 0.125])


def test_what_comes_first_is_said(sweep: Path) -> None:
    fast, published = read_formation([sweep])
    assert fast.formed_at.tolist() == [[10, 100], [10, 100]]
    assert np.allclose(order_by_angle(fast), [1.0, 1.0])
    assert np.allclose(order_by_angle(published), [-1.0])
    said = describe(fast)
    assert "2 networks" in said
    assert "step 100 (100 .. 100)" in said
    assert "+1.00, +1.00" in said
    assert "never (never .. never); never in 1 of 1" in describe(published)


def test_modes_that_come_at_once_have_no_order(tmp_path: Path) -> None:
    put(tmp_path, SETTINGS, seen(0, [(0, 0), (1, 1)]), 0)
    assert np.isnan(order_by_angle(read_formation([tmp_path])[0])[0])


def test_there_is_one_figure_a_task(sweep: Path, tmp_path: Path) -> None:
    paths = formation_figures(read_formation([sweep]), tmp_path)
    assert [path.name for path in paths] == [
        "formation-repeat-copy-s-2-k-1.svg",
        "formation-repeat-copy-s-2-k-1.png",
    ]
    assert all(path.stat().st_size > 1000 for path in paths)


def test_sweeps_that_looked_at_nothing_are_refused(tmp_path: Path) -> None:
    put(tmp_path, SETTINGS | {"formation": False}, None, 0)
    with pytest.raises(FolderError, match=r"no network in .* was looked at .*set formation = true"):
        read_formation([tmp_path])


def test_folders_of_no_sweep_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match=r"holds no sweep\.json"):
        read_formation([tmp_path])


def test_damaged_files_are_named(sweep: Path) -> None:
    damaged = sweep / "networks" / "fast-0" / "formation.parquet"
    damaged.write_bytes(b"no parquet")
    with pytest.raises(FolderError, match=r"fast-0/formation\.parquet cannot be read"):
        read_formation([sweep])
    (sweep / "networks" / "fast-0" / "config.json").write_text("{}")
    with pytest.raises(FolderError, match="fast-0 is no run folder"):
        read_formation([sweep])


def test_networks_of_rules_without_modes_are_named(tmp_path: Path) -> None:
    rows = (FormationRow(0, 0, 4, 1.0, 0.5, CircuitScores((), *[float("nan")] * 5)),)
    put(tmp_path, SETTINGS | {"task": "xor:s=3,k=2"}, Formation((), rows, 0.0), 0)
    with pytest.raises(FolderError, match="whose rule is not linear"):
        read_formation([tmp_path])
