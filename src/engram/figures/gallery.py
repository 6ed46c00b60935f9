"""All figures of an analysis, in the order in which they are told."""

from collections.abc import Callable, Iterator
from pathlib import Path

from matplotlib.figure import Figure

from engram.errors import FolderError
from engram.figures.circuit import circuit_figure, run_circuit
from engram.figures.decoding import decoding_figure
from engram.figures.glyphs import Stimulus, stimulus_for
from engram.figures.interventions import ExampleWrite, example_write, interventions_figure
from engram.figures.memories import memories_figure, recall
from engram.figures.operators import operators_figure
from engram.figures.spectrum import spectrum_figure
from engram.figures.storage import storage_figure
from engram.figures.style import save_figure
from engram.interpretation import Analysis, StorageAnalysis


def stimulus_of(analysis: Analysis) -> Stimulus:
    """The inputs of the one trial that is shown."""
    return stimulus_for(analysis.task, analysis.sampling.code, seed=analysis.seed)


def example_of(analysis: Analysis) -> ExampleWrite:
    """The one intervention that is shown."""
    return example_write(analysis, horizon=_shown(analysis, rounds=2, at_least=12))


def _circuit(analysis: Analysis) -> Figure:
    horizon = _shown(analysis, rounds=1, at_least=6)
    return circuit_figure(run_circuit(analysis.task, stimulus_of(analysis), horizon))


def _operators(analysis: Analysis) -> Figure:
    return operators_figure(analysis)


def _spectrum(analysis: Analysis) -> Figure:
    return spectrum_figure(analysis.examination)


def _memories(analysis: Analysis) -> Figure:
    horizon = _shown(analysis, rounds=2, at_least=12)
    return memories_figure(
        recall(analysis.network, analysis.memories, stimulus_of(analysis), analysis.sampling.code, horizon)
    )


def _decoding(analysis: Analysis) -> Figure:
    return decoding_figure(analysis.examination)


def _interventions(analysis: Analysis) -> Figure:
    return interventions_figure(analysis, example_of(analysis))


PLATES: dict[str, Callable[[Analysis], Figure]] = {
    "circuit": _circuit,
    "operators": _operators,
    "spectrum": _spectrum,
    "memories": _memories,
    "decoding": _decoding,
    "interventions": _interventions,
}
"""What is drawn of an analysis, by the stem of its files."""


def draw_analysis(analysis: Analysis | StorageAnalysis) -> dict[str, Figure]:
    """Every figure of an analysis, by the stem under which `save_figures` writes it."""
    return dict(_drawn(analysis, lambda stage: None))


def _drawn(
    analysis: Analysis | StorageAnalysis, on_stage: Callable[[str], None]
) -> Iterator[tuple[str, Figure]]:
    """Stem and figure, one after the other; of a rule that is not linear there is one."""
    if isinstance(analysis, StorageAnalysis):
        on_stage("storage")
        yield "storage", storage_figure(analysis)
        return
    for stem, draw in PLATES.items():
        on_stage(stem)
        yield stem, draw(analysis)


def save_figures(
    analysis: Analysis | StorageAnalysis,
    folder: str | Path,
    *,
    on_stage: Callable[[str], None] = lambda stage: None,
) -> tuple[Path, ...]:
    """Write every figure as SVG and PNG into a folder, made if need be, and return the paths.

    `on_stage` is told the stem of what is drawn next. Raises `FolderError` when the folder cannot be written.
    """
    folder, written = Path(folder), []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for stem, figure in _drawn(analysis, on_stage):
            written.extend(save_figure(figure, folder / stem))
    except OSError as error:
        raise FolderError(
            f"figures cannot be written into {str(folder)!r}: {error.strerror}; give another folder"
        ) from error
    return tuple(written)


def _shown(analysis: Analysis, *, rounds: int, at_least: int) -> int:
    """Steps to follow: some rounds of all slots, within what can be seen in print."""
    return min(64, max(at_least, rounds * analysis.task.num_variables))
