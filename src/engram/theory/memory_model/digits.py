"""Digits as memories that can be read with the eye: images of -1 and +1, and images partly erased as cues.

Images of digits are alike (most pixels are background), so these memories are strongly correlated: what the rules of
learning make of that can be seen.
"""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float
from numpy import ndarray

from engram.errors import InputError
from engram.theory.memory_model.model import Memories

IMAGE_ROWS, IMAGE_COLUMNS = 12, 8
"""96 features."""
GLYPHS = {
    "0": (" #### ", "######", "##  ##", "##  ##", "##  ##", "##  ##", "##  ##", "##  ##", "######", " #### "),
    "1": ("  ##  ", " ###  ", "####  ", "  ##  ", "  ##  ", "  ##  ", "  ##  ", "  ##  ", "######", "######"),
    "2": (" #### ", "######", "##  ##", "    ##", "   ###", "  ### ", " ###  ", "###   ", "######", "######"),
    "3": ("##### ", "######", "    ##", "    ##", " #### ", " #### ", "    ##", "    ##", "######", "##### "),
    "4": ("   ## ", "  ### ", " #### ", "## ## ", "## ## ", "######", "######", "   ## ", "   ## ", "   ## "),
    "5": ("######", "######", "##    ", "##### ", "######", "    ##", "    ##", "##  ##", "######", " #### "),
    "6": ("  ### ", " #### ", "###   ", "##    ", "##### ", "######", "##  ##", "##  ##", "######", " #### "),
    "7": ("######", "######", "    ##", "   ## ", "   ## ", "  ##  ", "  ##  ", " ##   ", " ##   ", " ##   "),
    "8": (" #### ", "######", "##  ##", "##  ##", " #### ", " #### ", "##  ##", "##  ##", "######", " #### "),
    "9": (" #### ", "######", "##  ##", "##  ##", "######", " #####", "    ##", "   ###", " #### ", " ###  "),
}
PLACES = ((1, 1), (0, 0), (2, 2), (0, 2), (2, 0), (0, 1), (2, 1), (1, 0), (1, 2))
"""Upper left corners at which a glyph may stand: the first time in the middle, then moved."""

Image = Float[ndarray, "rows columns"]


@dataclass(frozen=True, eq=False)
class DigitMemories:
    """The digits of a text as memories, in the order of the text."""

    names: tuple[str, ...]
    """A digit that comes again is another memory, its image moved, and has a prime to its name."""
    memories: Memories
    """One column an image, -1 background and +1 ink."""


def digit_memories(text: str) -> DigitMemories:
    """One memory a digit. Raises `InputError` for what is no digit, fewer than 2, or one more often than `PLACES`."""
    wrong = sorted(set(text) - set(GLYPHS))
    if wrong or len(text) < 2:
        found = f"holds {wrong[0]!r}" if wrong else f"has {len(text)} digits"
        raise InputError(f"text {text!r} {found}; expected at least 2 of the digits 0 .. 9, such as 3141592")
    seen = [text[:place].count(digit) for place, digit in enumerate(text)]
    if max(seen) >= len(PLACES):
        raise InputError(
            f"text {text!r} has a digit {max(seen) + 1} times; at most {len(PLACES)} images differ"
        )
    columns = [_image(digit, time).ravel() for digit, time in zip(text, seen, strict=True)]
    names = tuple(digit + "′" * time for digit, time in zip(text, seen, strict=True))
    return DigitMemories(names, np.stack(columns, axis=1))


def image_of(features: Float[ndarray, "*batch features"]) -> Float[ndarray, "*batch rows columns"]:
    """Features as they stand in the image."""
    return features.reshape(*features.shape[:-1], IMAGE_ROWS, IMAGE_COLUMNS)


def covered(memory: Float[ndarray, " features"], share: float) -> Float[ndarray, " features"]:
    """A memory of which the last `share` of the features is erased (0): of an image, its lower part."""
    check_share(share)
    cue = memory.copy()
    cue[len(cue) - round(share * len(cue)) :] = 0.0
    return cue


def check_share(share: float) -> None:
    """Raise `InputError` unless something is left of a cue when `share` of it is erased."""
    if not 0 <= share < 1:
        raise InputError(f"the erased share is {share}; expected 0 (nothing erased) up to, not including, 1")


def _image(digit: str, time: int) -> Image:
    image = np.full((IMAGE_ROWS, IMAGE_COLUMNS), -1.0)
    ink = np.array([list(row) for row in GLYPHS[digit]]) == "#"
    top, left = PLACES[time]
    image[top : top + ink.shape[0], left : left + ink.shape[1]][ink] = 1.0
    return image
