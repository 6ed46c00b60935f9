"""Results as figures: `draw_analysis` for Figure objects, `save_figures` for SVG and PNG files."""

from engram.figures.fixed_points import fixed_points_figure
from engram.figures.gallery import draw_analysis, save_figures
from engram.figures.program import program_figure
from engram.figures.style import save_figure, style
from engram.figures.tracing import trace_figure

__all__ = [
    "draw_analysis",
    "fixed_points_figure",
    "program_figure",
    "save_figure",
    "save_figures",
    "style",
    "trace_figure",
]
