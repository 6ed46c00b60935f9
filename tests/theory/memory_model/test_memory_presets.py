"""Presets: their units, their sequences, what they are made of."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from memory_cases import RULES

from engram.errors import InputError
from engram.theory import memory_model as mm
from engram.theory.memory_model import LearningRule, MemoryModel, retrievals, simulate

SEEDS = st.integers(0, 2**32 - 1)
CYCLES = [[0, 1, 2], [3, 4, 5, 6]]


def softmax(x: np.ndarray) -> np.ndarray:
    return np.exp(x - x.max()) / np.sum(np.exp(x - x.max()))


@pytest.mark.parametrize("rule", RULES)
@given(seed=SEEDS, static=st.floats(0.2, 3.0), sequence=st.floats(0.0, 3.0))
def test_strengths_count_per_unit_of_overlap(
    rule: LearningRule, seed: int, static: float, sequence: float
) -> None:
    rng = np.random.default_rng(seed)
    xi, phi = mm.random_memories(12, 3, rng), rng.standard_normal((3, 3))
    strengths = {"rule": rule, "static_strength": static, "sequence_strength": sequence}
    v_f, v_d = rng.standard_normal((2, 12))
    dual = np.linalg.pinv(xi) if rule is LearningRule.PSEUDO_INVERSE else xi.T / 12

    def called(said: np.ndarray) -> np.ndarray:
        return static * dual @ said + sequence * phi.T @ dual @ v_d

    def pull(model: MemoryModel) -> np.ndarray:
        return model.derivative(model.state_at(v_f, v_d)).features + v_f

    dense = xi @ softmax(7.0 * called(v_f))
    np.testing.assert_allclose(pull(mm.dsem(xi, phi, gain=7.0, **strengths)), dense, rtol=1e-9, atol=1e-11)
    np.testing.assert_allclose(pull(mm.eden(xi, phi, gain=7.0, **strengths)), dense, rtol=1e-9, atol=1e-11)
    linear = xi @ called(np.tanh(3 * v_f))
    np.testing.assert_allclose(pull(mm.lisem(xi, phi, gain=3.0, **strengths)), linear, rtol=1e-9, atol=1e-11)
    cubes = xi @ np.maximum(called(np.tanh(3 * v_f)), 0.0) ** 3
    power = mm.polynomial_sem(xi, phi, degree=3, gain=3.0, **strengths)
    np.testing.assert_allclose(pull(power), cubes, rtol=1e-9, atol=1e-11)
    still = mm.hopfield(xi, rule=rule, gain=3.0, static_strength=static)
    np.testing.assert_allclose(pull(still), xi @ (static * dual @ np.tanh(3 * v_f)), rtol=1e-9, atol=1e-11)


@pytest.mark.parametrize(("make", "seeds"), [(mm.dsem, 2), (mm.lisem, 1)])
@pytest.mark.parametrize("cycle", CYCLES, ids=str)
def test_a_cue_with_a_quarter_erased_starts_its_own_cycle(
    make: Callable[..., MemoryModel], seeds: int, cycle: list[int]
) -> None:
    for seed in range(seeds):
        rng = np.random.default_rng(seed)
        memories = mm.random_memories(100, 7, rng)
        model = make(memories, mm.cycle_interactions(CYCLES, 7))
        cue = mm.partial_cue(memories[:, cycle[0]], 0.25, rng)
        course = simulate(model, model.state_at(cue, np.zeros(100)), 90.0 * len(cycle), rtol=1e-6, atol=1e-6)
        order = [one.memory for one in retrievals(course)[0]]
        assert len(order) > 5 * len(cycle)
        assert order == [cycle[k % len(cycle)] for k in range(len(order))]


def test_a_hopfield_network_completes_memories() -> None:
    rng = np.random.default_rng(0)
    memories = mm.random_memories(100, 5, rng)
    model = mm.hopfield(memories)
    cues = np.stack([mm.partial_cue(memory, 0.25, rng) for memory in memories.T])
    rest = (
        simulate(model, model.state_at(cues), 30.0, rtol=1e-6, atol=1e-6).at(np.array([30.0])).features[:, 0]
    )
    np.testing.assert_array_equal(np.sign(rest), memories.T)


def test_a_cycle_says_which_memory_calls_for_which() -> None:
    expected = np.zeros((5, 5))
    expected[[0, 2, 4, 1, 3], [2, 4, 0, 3, 1]] = 1.0
    np.testing.assert_array_equal(mm.cycle_interactions([[0, 2, 4], [1, 3]], 5), expected)


def test_a_chain_is_a_cycle_that_is_not_closed() -> None:
    expected = np.zeros((4, 4))
    expected[[2, 0], [0, 3]] = 1.0
    np.testing.assert_array_equal(mm.chain_interactions([2, 0, 3], 4), expected)


@pytest.mark.parametrize(
    ("cycles", "said"),
    [
        ([[0, 1, 3]], r"name memories \[0, 1, 3\]; expected 0 .. 2"),
        ([[-1, 0]], "expected 0 .. 2"),
        ([[0, 1], [1, 2]], r"memories \[1\] stand twice"),
        ([[0, 1, 0]], r"memories \[0\] stand twice"),
        ([[0]], "fewer than 2 memories"),
        ([[]], "fewer than 2 memories"),
    ],
)
def test_bad_cycles_are_refused(cycles: list[list[int]], said: str) -> None:
    with pytest.raises(InputError, match=said):
        mm.cycle_interactions(cycles, 3)


def test_cues_are_erased_by_share() -> None:
    memory = mm.random_memories(100, 1, np.random.default_rng(0))[:, 0]
    cue = mm.partial_cue(memory, 0.25, np.random.default_rng(1))
    assert np.sum(cue == 0) == 25
    np.testing.assert_array_equal(cue[cue != 0], memory[cue != 0])
    with pytest.raises(InputError, match=r"share to erase is 1.5"):
        mm.partial_cue(memory, 1.5, np.random.default_rng(1))


def test_random_memories_are_signs_that_a_seed_repeats() -> None:
    memories = mm.random_memories(200, 9, np.random.default_rng(3))
    np.testing.assert_array_equal(np.abs(memories), 1.0)
    np.testing.assert_array_equal(memories, mm.random_memories(200, 9, np.random.default_rng(3)))
    assert np.all(np.abs(memories.mean(axis=0)) < 0.3)
    with pytest.raises(InputError, match="0 memories of 5 features"):
        mm.random_memories(5, 0, np.random.default_rng(3))


def test_sizes_are_checked_before_memory_is_taken() -> None:
    with pytest.raises(InputError, match=r"40000000000 numbers.*take fewer"):
        mm.cycle_interactions([[0, 1]], 200_000)
    with pytest.raises(InputError, match="memories are 700000000 numbers"):
        mm.random_memories(100_000_000, 7, np.random.default_rng(0))


@pytest.mark.parametrize("strengths", [(0.0, 1.0), (1.0, -1.0), (np.inf, 1.0), (1.0, np.nan)])
def test_strengths_without_meaning_are_refused(strengths: tuple[float, float]) -> None:
    for make in (mm.dsem, mm.lisem, mm.eden):
        with pytest.raises(InputError, match="expected finite A_s > 0 and A_c >= 0"):
            make(np.eye(3), np.zeros((3, 3)), static_strength=strengths[0], sequence_strength=strengths[1])
