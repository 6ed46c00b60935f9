import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import matplotlib
import numpy as np
import pytest
from matplotlib.figure import Figure

import cases
from engram.errors import FolderError
from engram.figures import draw_analysis, save_figure, save_figures, style
from engram.figures.gallery import PLATES
from engram.interpretation import Analysis


def texts(figure: Figure) -> list[str]:
    return [text.get_text() for axes in figure.axes for text in (axes.title, *axes.texts)]


@dataclass(frozen=True)
class Saved:
    folder: Path
    stages: list[str]
    paths: tuple[Path, ...]


@pytest.fixture(scope="module")
def drawn(analyses: dict[str, Analysis]) -> dict[str, dict[str, Figure]]:
    return {name: draw_analysis(analysis) for name, analysis in analyses.items()}


@pytest.fixture(scope="module")
def saved(analyses: dict[str, Analysis], tmp_path_factory: pytest.TempPathFactory) -> Saved:
    folder, stages = tmp_path_factory.mktemp("saved") / "new" / "figures", []
    return Saved(folder, stages, save_figures(analyses["selection"], folder, on_stage=stages.append))


def test_stages_and_paths(saved: Saved):
    assert saved.stages == list(PLATES)
    assert [path.name for path in saved.paths] == [
        f"{stem}.{end}" for stem in PLATES for end in ("svg", "png")
    ]
    assert all(path.stat().st_size > 5_000 for path in saved.paths)


def test_svg_text_is_text_and_has_no_date(saved: Saved):
    content = (saved.folder / "circuit.svg").read_text(encoding="utf-8")
    assert "Ψ₁" in content
    assert "dc:date" not in content


def test_same_bytes_whatever_the_callers_settings_and_these_stay(
    selection: Analysis, saved: Saved, tmp_path: Path
):
    with matplotlib.rc_context({"font.size": 31.0, "axes.facecolor": "black", "image.cmap": "jet"}):
        before, backend = dict(matplotlib.rcParams), matplotlib.rcParams._get_backend_or_none()
        again = save_figures(selection, tmp_path)
        assert dict(matplotlib.rcParams) == before
        assert matplotlib.rcParams._get_backend_or_none() == backend
    for one, other in zip(saved.paths, again, strict=True):
        assert one.read_bytes() == other.read_bytes()


def test_saving_a_figure_twice_gives_the_same_bytes(drawn: dict[str, dict[str, Figure]], tmp_path: Path):
    first, second = (save_figure(drawn["selection"]["spectrum"], tmp_path / name) for name in ("a", "b"))
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_nothing_is_cut_off(case: str, drawn: dict[str, dict[str, Figure]]):
    """Of every figure of every analysis: dense, partial, and with nothing stored."""
    assert list(drawn[case]) == list(PLATES)
    for stem, figure in drawn[case].items():
        with style():
            figure.draw_without_rendering()
            boxes = [axes.get_tightbbox() for axes in figure.axes]
        for box in boxes:
            assert box is not None
            inside = box.x0 >= 0 and box.y0 >= 0 and box.x1 <= figure.bbox.x1 and box.y1 <= figure.bbox.y1
            assert inside, (stem, box)


def test_broken_networks_can_be_drawn(broken: cases.Broken):
    for figure in draw_analysis(cases.analysis_of(broken)).values():
        figure.draw_without_rendering()


def test_pyplot_and_torch_are_not_loaded():
    code = (
        "import sys, engram.report; print(*(name in sys.modules for name in ('matplotlib.pyplot', 'torch')))"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert shown.split() == ["False", "False"]


def test_a_folder_that_cannot_be_written(selection: Analysis, tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(FolderError, match="give another folder"):
        save_figures(selection, tmp_path / "file" / "figures")


def test_panels_have_letters_in_order(case: str, drawn: dict[str, dict[str, Figure]]):
    for figure in drawn[case].values():
        letters = [text for text in texts(figure) if text in set("ABCDE")]
        assert letters == sorted(letters)
        assert letters[0] == "A"


def test_images_are_signed_about_white(case: str, drawn: dict[str, dict[str, Figure]]):
    for figure in drawn[case].values():
        for image in (image for axes in figure.axes for image in axes.images):
            if image.get_cmap().name == "engram-signed":
                low, high = image.get_clim()
                assert low == -high
                assert np.allclose(image.get_cmap()(0.5)[:3], 1.0, atol=0.01)
