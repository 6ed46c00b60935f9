"""Run folders: a reader never sees half of one, and nothing is destroyed unasked."""

import pytest

from engram.errors import FolderError
from engram.experiment.store import claim, clear, environment, publishing


def test_a_failing_block_changes_nothing(tmp_path):
    (tmp_path / "a.txt").write_text("old")

    def fail():
        with publishing(tmp_path, "b.txt") as staged:
            (staged / "a.txt").write_text("new")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
    assert (tmp_path / "a.txt").read_text() == "old"


def test_the_marker_appears_last(tmp_path, monkeypatch):
    moved = []
    monkeypatch.setattr("os.replace", lambda source, target: moved.append(target.name))
    with publishing(tmp_path, "a-marker") as staged:
        for name in ("z", "a-marker", "b"):
            (staged / name).write_text("")
    assert moved[-1] == "a-marker"
    assert set(moved) == {"z", "a-marker", "b"}


def test_a_published_folder_replaces_the_old_one(tmp_path):
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "old.png").write_text("")
    with publishing(tmp_path, "x") as staged:
        (staged / "figures").mkdir()
        (staged / "figures" / "new.png").write_text("")
    assert [path.name for path in (tmp_path / "figures").iterdir()] == ["new.png"]


def test_claim_refuses_a_folder_that_holds_the_marker(tmp_path):
    (tmp_path / "marker").write_text("")
    with pytest.raises(FolderError, match="already holds marker"):
        claim(tmp_path, "marker", overwrite=False)
    assert claim(tmp_path, "marker", overwrite=True) == tmp_path


def test_claim_makes_the_folder(tmp_path):
    assert claim(tmp_path / "a" / "b", "marker", overwrite=False).is_dir()


def test_clear_touches_only_what_it_is_told(tmp_path):
    for name in ("mine", "run"):
        (tmp_path / name).write_text("")
    clear(tmp_path, ("run", "absent"))
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_environment_names_versions_device_and_command():
    found = environment("cpu", "torch")
    assert found["device"] == "cpu"
    assert {"python", "engram", "numpy", "scipy", "torch"} <= set(found["versions"])
    assert found["command"]
