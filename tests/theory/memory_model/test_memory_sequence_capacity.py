import numpy as np
import pytest

from engram.errors import InputError
from engram.theory.memory_model.sequence_capacity import (
    Family,
    SequenceProtocol,
    measure_capacity,
    recall_sequence,
)

SMALL = SequenceProtocol(num_features=60, num_memories=5, seeds=(0, 1))


def test_sharp_units_recall_all_and_soft_ones_do_not() -> None:
    told: list[tuple[int, int]] = []
    found = measure_capacity(SMALL, Family.SOFTMAX, (1.0, 20.0), on_progress=lambda *now: told.append(now))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert np.all(found.lengths[0] <= 1)
    assert np.array_equal(found.lengths[1], [5, 5])
    assert np.all(found.quality[1] > 0.99)


def test_a_recall_depends_on_its_own_seed_alone() -> None:
    found = measure_capacity(SMALL, Family.POLYNOMIAL, (3.0,))
    again = [recall_sequence(SMALL, Family.POLYNOMIAL, 3.0, seed) for seed in SMALL.seeds]
    assert [length for length, _ in again] == found.lengths[0].tolist() == [5, 5]
    assert [quality for _, quality in again] == found.quality[0].tolist()


def test_nothing_is_counted_after_the_first_wrong_memory() -> None:
    """Nine random memories of ten features get in each other's way."""
    crowded = SequenceProtocol(num_features=10, num_memories=9, seeds=(0, 1, 2, 3))
    found = measure_capacity(crowded, Family.POLYNOMIAL, (1.0,))
    assert np.all(found.lengths < 9)


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        ({"erased": 1.0}, "erased share"),
        ({"num_memories": 1}, "at least 2 memories"),
        ({"seeds": ()}, "1 seed"),
        ({"num_features": 0}, "1 feature"),
    ],
)
def test_protocols_without_meaning_are_refused(arguments: dict[str, object], word: str) -> None:
    with pytest.raises(InputError, match=word):
        SequenceProtocol(**arguments)


def test_a_broken_degree_is_refused() -> None:
    with pytest.raises(InputError, match="degree"):
        recall_sequence(SMALL, Family.POLYNOMIAL, 1.5, 0)
