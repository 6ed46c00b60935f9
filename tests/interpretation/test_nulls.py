"""The nulls are what they say they are, and wrong."""

import numpy as np
import pytest

from cases import COPY, DISTURBED, LINEAR, RESTORING, SATURATING, Case, analysis_of, linear_case, name_of
from engram import tasks
from engram.interpretation import Answer
from engram.interpretation.nulls import (
    NullKind,
    make_nulls,
    shared_edges,
    untrained,
    with_random_phases,
    with_random_recurrence,
    wrong_task,
)
from engram.numerics import assign


def rng() -> np.random.Generator:
    return np.random.default_rng(0)


NAMED = [case for case in SATURATING if case.task.history_size == 64]


@pytest.mark.parametrize("case", NAMED, ids=name_of)
def test_nulls_of_the_four_named_tasks_are_near_one_half(case: Case) -> None:
    assert len(NAMED) == 4
    for result in analysis_of(case).nulls.values():
        assert result.examination.causal.least == pytest.approx(0.5, abs=0.2)
        assert result.examination.accuracy == pytest.approx(0.5, abs=0.25)
        assert result.verdict.answer is not Answer.PRESENT


SMALL = [case for case in (*LINEAR, *SATURATING) if case.task.history_size <= 6]


@pytest.mark.parametrize("case", SMALL, ids=name_of)
@pytest.mark.parametrize("seed", range(6))
def test_few_modes_get_other_phases_whatever_the_draw(case: Case, seed: int) -> None:
    """A single draw of signs and angles may be the network again where only a few modes keep contents."""
    drawn = with_random_phases(case.network, np.random.default_rng(seed))
    before, after = np.linalg.eigvals(case.network.weight_hh), np.linalg.eigvals(drawn.weight_hh)
    assert np.max(assign(before.astype(complex), after.astype(complex)).distance) > 0.5


@pytest.mark.parametrize("case", [COPY, RESTORING, *DISTURBED[:2]], ids=name_of)
def test_random_phases_keep_moduli_and_the_other_weights(case: Case) -> None:
    drawn = with_random_phases(case.network, rng())
    before = np.sort(np.abs(np.linalg.eigvals(case.network.weight_hh)))
    after = np.sort(np.abs(np.linalg.eigvals(drawn.weight_hh)))
    # Zero eigenvalues of a defective matrix are known to the power 1/s of the rounding error only.
    assert np.allclose(after[before > 0.5], before[before > 0.5], atol=1e-6)
    assert not np.allclose(drawn.weight_hh, case.network.weight_hh)
    for name in ("weight_ih", "weight_out", "bias", "bias_out"):
        assert np.array_equal(getattr(drawn, name), getattr(case.network, name))


def test_random_recurrence_is_orthogonal_around_the_same_read_and_write() -> None:
    drawn = with_random_recurrence(COPY.network, rng())
    assert np.allclose(drawn.weight_hh @ drawn.weight_hh.T, np.eye(28))
    assert np.array_equal(drawn.weight_ih, COPY.network.weight_ih)
    assert np.array_equal(drawn.weight_out, COPY.network.weight_out)
    assert drawn.activation is COPY.network.activation


def test_an_untrained_network_is_drawn_as_torch_draws_it() -> None:
    drawn = untrained(COPY.network, rng())
    bound = 1 / np.sqrt(28)
    for name in ("weight_hh", "weight_ih", "weight_out"):
        weights = getattr(drawn, name)
        assert weights.shape == getattr(COPY.network, name).shape
        assert bound * 0.8 < np.max(np.abs(weights)) <= bound
    assert not np.any(drawn.bias)
    biased = next(case.network for case in DISTURBED if "biases" in case.name)
    assert np.any(untrained(biased, rng()).bias)


@pytest.mark.parametrize(
    "task",
    [
        tasks.repeat_copy(8, 8),
        tasks.repeat_copy(1, 1),
        tasks.repeat_copy(2, 3),
        tasks.dense_orthogonal(3, 3, seed=0),
    ],
    ids=name_of,
)
def test_a_wrong_task_is_of_the_same_sizes_and_shares_nothing(task) -> None:
    wrong = wrong_task(task, rng())
    assert (wrong.num_variables, wrong.variable_size) == (task.num_variables, task.variable_size)
    assert shared_edges(task, wrong) == 0


def test_shared_edges_are_counted() -> None:
    first = tasks.repeat_copy(3, 4)
    composition = first.composition.copy()
    composition[2] *= -1
    second = tasks.LinearTask("one sign", 3, 4, composition)
    assert shared_edges(first, second) == 3
    assert shared_edges(first, first) == 4


def test_there_are_four_and_each_says_what_it_is() -> None:
    nulls = make_nulls(COPY.network, COPY.task, rng())
    assert [null.kind for null in nulls] == [kind for kind in NullKind if kind is not NullKind.ROTATED]
    assert all(null.meaning for null in nulls)
    assert "shares 0 of 4 outputs" in nulls[-1].meaning
    assert nulls[-1].network is COPY.network
    assert all(null.task is COPY.task for null in nulls[:-1])


def test_the_seed_draws_the_nulls() -> None:
    first, again = (make_nulls(COPY.network, COPY.task, rng()) for _ in range(2))
    for one, other in zip(first, again, strict=True):
        assert np.array_equal(one.network.weight_hh, other.network.weight_hh)
        assert np.array_equal(one.task.composition, other.task.composition)


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize(("s", "kappa"), [(2, 1), (4, 1), (1, 4)])
def test_the_smallest_tasks_are_present_at_every_seed(s: int, kappa: int, seed: int) -> None:
    case = linear_case(tasks.repeat_copy(s, kappa), 10, seed=seed)
    assert analysis_of(case, seed=seed).verdict.answer is Answer.PRESENT


@pytest.mark.parametrize("seed", [3, 4, 5])
def test_a_single_bit_is_present_unless_a_random_network_holds_it_too(seed: int) -> None:
    """To keep one sign, any slowly decaying mode will do; then the test proves nothing, and says so."""
    case = linear_case(tasks.repeat_copy(1, 1), 10, seed=seed)
    verdict = analysis_of(case, seed=seed).verdict
    assert verdict.answer is Answer.PRESENT or "the test also passes on" in str(verdict)
