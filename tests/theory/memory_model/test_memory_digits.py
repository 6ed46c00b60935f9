import numpy as np
import pytest

from engram.errors import InputError
from engram.theory.memory_model.digits import (
    GLYPHS,
    IMAGE_COLUMNS,
    IMAGE_ROWS,
    PLACES,
    covered,
    digit_memories,
    image_of,
)


def test_all_digits_are_independent_memories_of_signs() -> None:
    stored = digit_memories("0123456789")
    assert stored.names == tuple("0123456789")
    assert stored.memories.shape == (IMAGE_ROWS * IMAGE_COLUMNS, 10)
    assert set(np.unique(stored.memories)) == {-1.0, 1.0}
    assert np.linalg.matrix_rank(stored.memories) == 10


def test_an_image_is_its_glyph_in_the_middle() -> None:
    image = image_of(digit_memories("41").memories[:, 0])
    inner = image[1:-1, 1:-1]
    assert ["".join("#" if value > 0 else " " for value in row) for row in inner] == list(GLYPHS["4"])
    assert np.all(image[[0, -1]] == -1)
    assert np.all(image[:, [0, -1]] == -1)


def test_a_digit_that_comes_again_is_another_memory_with_the_same_ink() -> None:
    stored = digit_memories("1" * len(PLACES))
    assert stored.names[:3] == ("1", "1′", "1′′")
    assert len({tuple(column) for column in stored.memories.T}) == len(PLACES)
    assert len(set((stored.memories == 1).sum(axis=0))) == 1
    assert np.linalg.matrix_rank(digit_memories("3141592").memories) == 7


def test_the_lower_part_is_covered() -> None:
    memory = digit_memories("31").memories[:, 0]
    image = image_of(covered(memory, 0.25))
    assert np.all(image[-3:] == 0)
    assert np.array_equal(image[:-3], image_of(memory)[:-3])
    assert np.array_equal(covered(memory, 0.0), memory)


@pytest.mark.parametrize("share", [-0.1, 1.0, float("nan")])
def test_a_cue_of_nothing_is_refused(share: float) -> None:
    with pytest.raises(InputError, match="erased share"):
        covered(digit_memories("31").memories[:, 0], share)


@pytest.mark.parametrize(("text", "word"), [("3x", "'x'"), ("3", "1 digits"), ("1" * 10, "10 times")])
def test_texts_that_are_no_sequence_are_refused(text: str, word: str) -> None:
    with pytest.raises(InputError, match=word):
        digit_memories(text)
