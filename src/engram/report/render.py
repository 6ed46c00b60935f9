"""From content to `index.html`: one page, no script, nothing loaded from elsewhere."""

from dataclasses import dataclass
from pathlib import Path

import jinja2

from engram.errors import FolderError
from engram.interpretation import Analysis, StorageAnalysis
from engram.report.content import Page, Plate, page_of
from engram.report.storage import page_of_storage

FIGURES = "figures"
"""The folder beside the page that holds the figures' files."""
DATA = ("analysis.json", "memories.safetensors")
"""Files beside the page that it offers where they are."""


@dataclass(frozen=True)
class PlateFiles:
    """A figure with its files, relative to the page."""

    plate: Plate
    svg: str
    png: str
    """Empty where there is none."""


def write_index(analysis: Analysis | StorageAnalysis, folder: str | Path) -> Path:
    """Write `index.html` into a folder and return its path.

    Figures are those that `engram.figures.save_figures` wrote into `folder/figures`; what is not there is left
    out. Raises `FolderError` when the folder cannot be written.
    """
    folder = Path(folder)
    content = page_of(analysis) if isinstance(analysis, Analysis) else page_of_storage(analysis)
    page = render(content, folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / "index.html"
        target.write_text(page, encoding="utf-8")
    except OSError as error:
        raise FolderError(
            f"index.html cannot be written into {str(folder)!r}: {error.strerror}; give another folder"
        ) from error
    return target


def render(page: Page, folder: Path) -> str:
    """The page as HTML, with links to what `folder` holds."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("engram.report"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    plates = [files for plate in page.plates if (files := _files_of(plate, folder)) is not None]
    data = [name for name in DATA if (folder / name).is_file()]
    return environment.get_template("index.html.j2").render(page=page, plates=plates, data=data)


def _files_of(plate: Plate, folder: Path) -> PlateFiles | None:
    svg, png = (f"{FIGURES}/{plate.stem}.{ending}" for ending in ("svg", "png"))
    if not (folder / svg).is_file():
        return None
    return PlateFiles(plate, svg, png if (folder / png).is_file() else "")
