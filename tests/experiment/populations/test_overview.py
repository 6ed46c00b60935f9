"""A population looked over: files, sentences, and what is refused."""

import json
import shutil
from pathlib import Path

import pyarrow
import pytest
from pyarrow import parquet

from engram.errors import FolderError, InputError
from engram.experiment.populations import read_population
from engram.experiment.populations.overview import Extras, Overview, look_over, save_overview
from engram.tasks import parse_linear_task
from engram.training import CircuitScores, Formation, FormationRow
from engram.training.formation import circuit_sought

FEW = Extras(known=1, nulls=1, most=8, seed=0)


@pytest.fixture(scope="module")
def overview(wide_and_narrow: Path) -> Overview:
    return look_over(read_population([wide_and_narrow]), FEW)


def test_an_overview_has_all_parts(overview: Overview) -> None:
    assert overview.networks == 8
    kinds = {(rate.truth.value, rate.kind) for rate in overview.calibration.rates}
    assert {("planted", "circuit"), ("other task", "trained for it"), ("null", "wrong task")} <= kinds
    assert overview.calibration.false_positives.value == 0.0
    (compared,) = overview.comparisons
    assert len(compared.members) == 8 + 4 + 2
    assert len(compared.groups) == 4
    assert [decision.axis for decision in overview.decisions] == ["hidden_size"]
    assert overview.capacity is not None
    said = str(overview)
    for sentence in (overview.decisions[0].sentence, overview.capacity.sentence):
        assert sentence in said


def test_files_hold_what_was_found(overview: Overview, tmp_path: Path) -> None:
    names = save_overview(overview, {"networks": 8}, tmp_path)
    stems = {"calibration", "comparison", "deciding-hidden_size", "capacity"}
    assert set(names) == {f"{stem}.{end}" for stem in stems for end in ("svg", "png")} | {"population.json"}
    assert set(names) == {path.name for path in tmp_path.iterdir()}
    content = json.loads((tmp_path / "population.json").read_text())
    assert content["networks"] == 8
    assert content["lineage"] == {"networks": 8}
    assert content["calibration"]["false_positives"]["count"] == overview.calibration.false_positives.count
    assert len(content["comparison"][0]["members"]) == 14
    assert len(content["capacity"]["networks"]) == 8


def test_the_same_folders_give_the_same_bytes(
    overview: Overview, wide_and_narrow: Path, tmp_path: Path
) -> None:
    again = look_over(read_population([wide_and_narrow]), FEW)
    assert again.content == overview.content


def test_what_was_seen_in_training_is_told_where_somebody_looked(
    overview: Overview, wide_and_narrow: Path, tmp_path: Path
) -> None:
    assert overview.formation == ()
    copied = Path(shutil.copytree(wide_and_narrow, tmp_path / "copy"))
    folder = sorted((copied / "networks").iterdir())[0]
    config = json.loads((folder / "config.json").read_text())
    sought = circuit_sought(parse_linear_task(config["settings"]["task"], "a test"))
    assert sought is not None
    none, all_found = (tuple(group.count * share for group in sought.groups) for share in (0, 1))
    rows = tuple(
        FormationRow(step, config["seed"], 4, 0.5, 0.9, CircuitScores(found, 0.1, 0.2, 0.8, 0.9, 1.0))
        for step, found in ((0, none), (30, all_found))
    )
    looks = Formation(sought.groups, rows, 1.0)
    parquet.write_table(pyarrow.table(looks.columns), folder / "formation.parquet")
    found = look_over(read_population([copied]), FEW)
    assert "all modes are found          step 30" in str(found)
    (tmp_path / "out").mkdir()
    assert any(name.startswith("formation-") for name in save_overview(found, {}, tmp_path / "out"))


def test_what_cannot_be_looked_over_is_refused(wide_and_narrow: Path, tmp_path: Path) -> None:
    copied = Path(shutil.copytree(wide_and_narrow, tmp_path / "copy"))
    population = read_population([copied])
    with pytest.raises(InputError, match="no networks"):
        look_over(population.head(0), FEW)
    shutil.rmtree(next((copied / "networks").iterdir()))
    with pytest.raises(FolderError, match="1 run folders have gone"):
        look_over(population, FEW)
    with pytest.raises(InputError, match="most is -1"):
        Extras(known=0, nulls=0, most=-1, seed=0)
