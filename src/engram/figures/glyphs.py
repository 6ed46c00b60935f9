"""Input vectors that can be read with the eye: digits as binary glyphs, one column of bits a step (Figure 3C)."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float
from numpy import ndarray

from engram.errors import InputError
from engram.tasks import InputCode, ModularTask, Task, sample_inputs

GLYPH_ROWS, GLYPH_COLUMNS = 5, 3
DIGITS = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": (" # ", "## ", " # ", " # ", "###"),
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", "###", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "  #", "  #", "  #", "  #"),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
}
TEXT = "3141"
"""What the paper stores."""


@dataclass(frozen=True, eq=False)
class Stimulus:
    """Input vectors u(1), ..., u(s) of one trial, and what they show."""

    inputs: Float[ndarray, "variables component"]
    meaning: str
    """In words, for a caption."""


def stimulus_for(task: Task, code: InputCode, *, seed: int, text: str = TEXT) -> Stimulus:
    """As many digits of `text` as fit into s columns of kappa bits; random inputs where not even one fits."""
    fitting = text[: (task.num_variables + 1) // (GLYPH_COLUMNS + 1)]
    if not fitting or task.variable_size < GLYPH_ROWS or not _takes_signs(task):
        drawn = sample_inputs(task, 1, np.random.default_rng(seed), code)[0]
        return Stimulus(drawn, f"random inputs (seed {seed}; digits need kappa ≥ 5 and s ≥ 3)")
    return _glyphs(task, code, fitting)


def text_stimulus(task: Task, code: InputCode, text: str) -> Stimulus:
    """All of `text`. Raises `InputError` where it holds something else than digits, or does not fit the task."""
    wrong = sorted(set(text) - set(DIGITS))
    if wrong or not text:
        found = f"holds {wrong[0]!r}" if wrong else "is empty"
        raise InputError(f"text {text!r} {found}; expected digits 0 .. 9, such as {TEXT}")
    if not _takes_signs(task):
        raise InputError(
            f"task {task.name!r} takes no signs but symbols, of which no glyphs can be made; leave out the text"
        )
    columns = (GLYPH_COLUMNS + 1) * len(text) - 1
    if columns > task.num_variables or task.variable_size < GLYPH_ROWS:
        raise InputError(
            f"text {text!r} needs s >= {columns} and kappa >= {GLYPH_ROWS}; task {task.name!r} has s = "
            f"{task.num_variables} and kappa = {task.variable_size}: take a shorter text or a larger task"
        )
    return _glyphs(task, code, text)


def _takes_signs(task: Task) -> bool:
    """Whether any vector of -1 and +1 can be a content."""
    return not isinstance(task, ModularTask) or task.modulus == 2


def _glyphs(task: Task, code: InputCode, text: str) -> Stimulus:
    lit = _canvas(text, task.num_variables, task.variable_size)
    low = 0.0 if code is InputCode.BITS else -1.0
    return Stimulus(np.where(lit, 1.0, low), f"the text “{text}” as binary glyphs")


def _canvas(text: str, columns: int, rows: int) -> ndarray:
    """Lit pixels by (column, row): one blank column after each digit, the text in the middle of the rows."""
    lit = np.zeros((columns, rows), dtype=bool)
    top = (rows - GLYPH_ROWS) // 2
    for place, digit in enumerate(text):
        pixels = np.array([list(row) for row in DIGITS[digit]]) == "#"
        left = place * (GLYPH_COLUMNS + 1)
        lit[left : left + GLYPH_COLUMNS, top : top + GLYPH_ROWS] = pixels.T
    return lit
