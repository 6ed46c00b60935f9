import dataclasses
import re
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest

from cell_circuits import as_lstm
from engram import tasks, theory
from engram.errors import FolderError
from engram.figures import save_figures
from engram.interpretation import Analysis, Sampling, interpret
from engram.interpretation.nulls import untrained
from engram.report import write_index
from engram.report.content import page_of
from engram.tasks import LinearTask

FEW = Sampling(num_trials=64, horizon=12, accuracy_trials=16, accuracy_horizon=20)
HOSTILE = """<script>alert("x")</script><img src=x onerror='alert(1)'> {{ 7*7 }} $\\frac{ ü"""


class Links(HTMLParser):
    """What a page refers to, its tags, and its text."""

    def __init__(self, page: str):
        super().__init__()
        self.targets: list[str] = []
        self.tags: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.targets += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        self.text += data


def renamed(task: LinearTask, name: str) -> LinearTask:
    return dataclasses.replace(task, name=name)


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    task = renamed(tasks.compose_copy(3, 2), HOSTILE)
    return interpret(theory.compile_saturating(task), task, sampling=FEW, seed=5)


@pytest.fixture(scope="module")
def written(analysis: Analysis, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("run")
    save_figures(analysis, folder / "figures")
    analysis.save(folder)
    return write_index(analysis, folder)


@pytest.fixture(scope="module")
def page(written: Path) -> str:
    return written.read_text(encoding="utf-8")


def test_only_files_that_exist(written: Path, page: str):
    targets = set(Links(page).targets)
    assert len(targets) == 2 * 6 + 2
    for target in targets:
        assert (written.parent / target).is_file(), target


def test_nothing_from_elsewhere_and_no_script(page: str):
    assert "script" not in Links(page).tags
    assert not re.search(r"https?:|//[a-z]|@import|url\(", page)


def test_names_are_text(page: str):
    found = Links(page)
    assert HOSTILE in found.text
    assert found.tags.count("img") == 6
    assert "<script>" not in page


def test_verdict_and_numbers_are_those_of_the_analysis(analysis: Analysis, page: str):
    text = Links(page).text
    assert analysis.summary.verdict.value in text
    for reason in analysis.summary.reasons:
        assert reason in text
    for null in analysis.summary.nulls.values():
        assert null.meaning in text
        assert f"{null.causal.must_change:.4f}" in text


def test_figures_that_are_not_there_are_left_out(analysis: Analysis, tmp_path: Path):
    save_figures(analysis, tmp_path / "figures")
    (tmp_path / "figures" / "spectrum.svg").unlink()
    (tmp_path / "figures" / "decoding.png").unlink()
    found = Links(write_index(analysis, tmp_path).read_text(encoding="utf-8"))
    assert found.tags.count("img") == 5
    assert all((tmp_path / target).is_file() for target in found.targets)


def test_without_figures_there_is_still_a_page(analysis: Analysis, tmp_path: Path):
    found = Links(write_index(analysis, tmp_path / "new").read_text(encoding="utf-8"))
    assert found.targets == []
    assert "How this was made" in found.text


def test_same_analysis_same_page(analysis: Analysis, written: Path, page: str):
    assert write_index(analysis, written.parent).read_text(encoding="utf-8") == page


def test_a_folder_that_cannot_be_written(analysis: Analysis, tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(FolderError, match="give another folder"):
        write_index(analysis, tmp_path / "file")


def test_captions_name_every_panel(analysis: Analysis):
    panels = {
        "circuit": "ABC",
        "operators": "ABCDE",
        "spectrum": "ABC",
        "memories": "AB",
        "interventions": "AB",
    }
    for plate in page_of(analysis).plates:
        for letter in panels.get(plate.stem, ""):
            assert re.search(rf"\b{letter}\b", plate.caption), (plate.stem, letter)


def test_nothing_stored_is_said():
    task = tasks.repeat_copy(3, 2)
    network = untrained(theory.compile_saturating(task), np.random.default_rng(7))
    page = page_of(interpret(network, task, sampling=FEW, seed=3))
    assert page.note.startswith("No direction passes the storage test")
    assert "6 directions" in page.note


def test_whole_circuits_need_no_note(analysis: Analysis):
    assert page_of(analysis).note == ""


def test_captions_say_what_was_linearised(analysis: Analysis):
    task = tasks.repeat_copy(2, 2)
    gated = page_of(interpret(as_lstm(theory.compile_saturating(task)), task, sampling=FEW))
    assert gated.network == "LSTM, N = 8 (4 h + 4 c), rests at zero"
    captions = {plate.stem: plate.caption for plate in gated.plates}
    for stem in ("operators", "spectrum"):
        assert (
            "the Jacobian of a step at a fixed point" in captions[stem] or "at the origin" in captions[stem]
        )
        assert "Wₕₕ" not in captions[stem]
    assert "its parts h, c" in captions["memories"]
    plain = {plate.stem: plate.caption for plate in page_of(analysis).plates}
    assert "the recurrent weights Wₕₕ themselves" in plain["operators"]
    assert "its parts" not in plain["memories"]
