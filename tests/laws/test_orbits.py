"""Laws of fixed points and cycles: planted sets are found whole, nothing false is, and what is told is true."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy import ndarray

import maps
from engram import tasks
from engram.dynamics import GRU, LSTM, Activation, Dynamics, Elman, elman
from engram.interpretation.fixed_points import (
    Orbits,
    Stability,
    Stop,
    extend,
    find_cycles,
    find_fixed_points,
)
from engram.theory import compile_saturating, settled_value
from strategies import generators


def bistable(gains: ndarray) -> Elman:
    """Units on their own, x' = tanh(g x), g > 1: fixed at -a, 0 or +a each, 3^n fixed points together."""
    return elman(np.diag(gains), np.ones((len(gains), 1)), np.ones((1, len(gains))))


def residual_of(dynamics: Dynamics, states: ndarray, input: ndarray) -> float:
    """|F(x_i) - x_(i+1)|, by the step of the network and nothing else."""
    gaps = [
        np.linalg.norm(dynamics.step(states[i], input) - states[(i + 1) % len(states)])
        for i in range(len(states))
    ]
    return float(max(gaps))


def check(dynamics: Dynamics, found: Orbits) -> None:
    """Every law that holds for any search on any network."""
    for orbit in found.orbits:
        assert residual_of(dynamics, orbit.states, found.input) <= 1e-10
        assert residual_of(dynamics, orbit.states, found.input) == pytest.approx(orbit.residual, abs=1e-14)
        assert found.period % orbit.period == 0
        apart = [np.linalg.norm(orbit.states[0] - state) for state in orbit.states[1:]]
        assert min(apart, default=1.0) > 1e-7, "the period is not the true one"
        product = np.eye(dynamics.state_size)
        for state in orbit.states:
            product = dynamics.state_jacobian(state, found.input) @ product
        assert np.trace(product) == pytest.approx(np.sum(orbit.multipliers).real, rel=1e-6, abs=1e-6)
    centres = np.array([orbit.states.mean(axis=0) for orbit in found.orbits])
    if len(centres) > 1 and not any(orbit.dimension for orbit in found.orbits):
        everywhere = np.concatenate([orbit.states for orbit in found.orbits])
        gaps = np.linalg.norm(everywhere[:, None] - everywhere, axis=2) + np.eye(len(everywhere))
        assert np.min(gaps) > 1e-7, "a state belongs to one orbit only"
    check_records(found)


def check_records(found: Orbits) -> None:
    starts = found.starts
    assert np.array_equal(starts.orbits >= 0, starts.where(Stop.CONVERGED))
    assert int(np.sum(found.counts)) == int(np.sum(starts.orbits >= 0))
    for index in np.flatnonzero(starts.duplicate_of >= 0):
        earliest = starts.duplicate_of[index]
        assert earliest < index
        assert starts.orbits[earliest] == starts.orbits[index]
        assert starts.duplicate_of[earliest] == -1
    for index in np.flatnonzero(starts.orbits >= 0):
        orbit = found[starts.orbits[index]]
        if not orbit.dimension:
            gap = np.min(np.linalg.norm(orbit.states - starts.ends[index], axis=1))
            assert gap <= 1e-6 * (1 + np.linalg.norm(starts.ends[index]))


@given(st.integers(1, 3), generators)
@settings(max_examples=5)
def test_all_fixed_points_of_bistable_units(size: int, rng: np.random.Generator) -> None:
    network = bistable(rng.uniform(1.2, 3.0, size))
    found = find_fixed_points(network, rng.uniform(-1.3, 1.3, (40 * 3**size, size)))
    check(network, found)
    assert len(found) == 3**size
    signs = {tuple(np.sign(np.round(point, 6)).astype(int)) for point in found.points}
    assert len(signs) == 3**size
    assert len(found.of(Stability.STABLE)) == 2**size
    assert len(found.of(Stability.UNSTABLE)) == 1
    assert found.share_converged == 1.0
    for orbit in found.orbits:
        assert orbit.num_unstable == np.sum(np.abs(orbit.states[0]) < 1e-6)


@given(generators)
@settings(max_examples=3)
def test_all_fixed_points_of_a_hopfield_network(rng: np.random.Generator) -> None:
    """Two orthogonal patterns, +-xi_1 and +-xi_2 stable, a saddle between neighbours, the origin; nothing else.

    x = tanh(g (m_1 xi_1 + m_2 xi_2)) is a xi_1 where the patterns agree and b xi_1 elsewhere, with tanh(g a) = a.
    """
    first = rng.choice([-1.0, 1.0], 40)
    second = first * rng.permutation(np.repeat([-1.0, 1.0], 20))
    weights = 2.0 / 40 * (np.outer(first, first) + np.outer(second, second))
    network = elman(weights, np.ones((40, 1)), np.ones((1, 40)))
    starts = rng.standard_normal((200, 2)) @ np.stack([first, second]) + 0.3 * rng.standard_normal((200, 40))
    found = find_fixed_points(network, starts)
    check(network, found)
    assert len(found) == 9
    assert [sum(orbit.num_unstable == count for orbit in found.orbits) for count in (0, 1, 2)] == [4, 4, 1]
    stored = settled_value() * np.stack([first, second, -first, -second])
    stable = np.array([orbit.states[0] for orbit in found.of(Stability.STABLE)])
    assert np.max(np.min(np.linalg.norm(stored[:, None] - stable, axis=2), axis=1)) < 1e-9


@pytest.mark.parametrize("period", [1, 2, 3, 4, 5, 6])
def test_all_cycles_of_the_logistic_map(period: int) -> None:
    """Chaos: every cycle is unstable, and they are dense."""
    network = maps.logistic()
    starts = np.sin(np.linspace(0.003, np.pi / 2, 400)[:, None]) ** 2  # as densely as its orbits visit
    found = find_cycles(network, starts, period=period)
    check(network, found)
    periods = [orbit.period for orbit in found.orbits]
    expected = {p: count for p, count in maps.LOGISTIC_CYCLES.items() if period % p == 0}
    assert {p: periods.count(p) for p in set(periods)} == expected
    for orbit in found.orbits:
        slope = 4.0 if np.max(np.abs(orbit.states)) < 1e-9 else 2.0**orbit.period
        assert abs(orbit.multipliers[0]) == pytest.approx(slope, rel=1e-8)


@pytest.mark.parametrize("period", [1, 2, 4, 6, 7, 8])
def test_all_cycles_of_the_henon_map(period: int) -> None:
    """The published counts."""
    network, rng = maps.henon(), np.random.default_rng(0)
    starts = rng.uniform([-1.5, -0.45], [1.5, 0.45], (700, 2))
    found = find_cycles(network, starts, period=period)
    check(network, found)
    periods = [orbit.period for orbit in found.orbits]
    assert {p: periods.count(p) for p in set(periods)} == {
        p: count for p, count in maps.HENON_CYCLES.items() if period % p == 0
    }
    for orbit in found.orbits:
        assert np.prod(orbit.multipliers).real == pytest.approx((-0.3) ** orbit.period, rel=1e-6)


def necklaces(letters: int, length: int) -> dict[int, int]:
    """How many cycles of each true period a shift register of this length has."""
    divisors = [p for p in range(1, length + 1) if length % p == 0]
    counts: dict[int, int] = {}
    for p in divisors:
        words = letters**p - sum(q * counts[q] for q in divisors if q < p and p % q == 0)
        counts[p] = words // p
    return counts


def test_every_stored_content_of_repeat_copy_is_a_stable_cycle() -> None:
    """s = 4, kappa = 2: the contents go round, so cycles are necklaces of 4 beads in 4 colours."""
    network, rng = compile_saturating(tasks.repeat_copy(4, 2)), np.random.default_rng(1)
    corners = settled_value() * np.array(np.meshgrid(*[[-1.0, 1.0]] * 8)).reshape(8, -1).T
    found = find_cycles(network, corners + 0.05 * rng.standard_normal(corners.shape), period=4)
    check(network, found)
    periods = [orbit.period for orbit in found.orbits]
    assert {p: periods.count(p) for p in set(periods)} == necklaces(4, 4)
    assert all(orbit.stability is Stability.STABLE for orbit in found.orbits)


def test_every_cycle_of_repeat_copy_empty_slots_included() -> None:
    """A slot may also hold 0, which is unstable: necklaces of 3 beads in 3 colours, and no others."""
    network, rng = compile_saturating(tasks.repeat_copy(3, 1)), np.random.default_rng(2)
    found = find_cycles(network, rng.uniform(-1, 1, (200, 3)), period=3)
    near = find_cycles(network, 0.02 * rng.standard_normal((200, 3)), period=3)
    for each in (found, near):
        check(network, each)
    exact = settled_value() * np.array(np.meshgrid(*[[-1.0, 0.0, 1.0]] * 3)).reshape(3, -1).T
    whole = find_cycles(network, exact + 1e-3 * rng.standard_normal(exact.shape), period=3)
    check(network, whole)
    periods = [orbit.period for orbit in whole.orbits]
    assert {p: periods.count(p) for p in set(periods)} == necklaces(3, 3)
    signs = [np.round(orbit.states, 6) for orbit in (*found.orbits, *near.orbits)]
    assert all(np.all(np.isin(np.abs(each), [0.0, round(settled_value(), 6)])) for each in signs)


def test_a_short_cycle_found_with_a_long_period_is_told_as_short() -> None:
    network = compile_saturating(tasks.repeat_copy(2, 1))
    content = settled_value() * np.array([[1.0, -1.0]])
    for period in (2, 4, 8, 64):
        (orbit,) = find_cycles(network, content, period=period).orbits
        assert orbit.period == 2
    assert len(find_cycles(network, content, period=3)) == 0 or all(
        orbit.period == 1 for orbit in find_cycles(network, content, period=3).orbits
    )


def test_a_cycle_is_one_whatever_phase_it_is_entered_at() -> None:
    network = compile_saturating(tasks.repeat_copy(5, 1))
    content = settled_value() * np.array([1.0, -1.0, -1.0, 1.0, 1.0])
    phases = np.array([np.roll(content, shift) for shift in range(5)])
    found = find_cycles(network, phases, period=5)
    assert len(found) == 1
    assert np.array_equal(found.starts.duplicate_of, [-1, 0, 0, 0, 0])


@given(generators, st.sampled_from([-2.0, 0.5, 1.5]))
@settings(max_examples=10)
def test_a_linear_map_has_one_fixed_point(rng: np.random.Generator, size: float) -> None:
    """x = (I - A)^-1 B u under any constant input."""
    weights = size * rng.standard_normal((5, 5)) / np.sqrt(5)
    network = elman(weights, rng.standard_normal((5, 2)), np.ones((1, 5)), Activation.IDENTITY)
    input = rng.standard_normal(2)
    found = find_fixed_points(network, 10 * rng.standard_normal((20, 5)), input=input)
    exact = np.linalg.solve(np.eye(5) - weights, network.weight_ih @ input)
    assert len(found) == 1
    assert found.share_converged == 1.0
    assert np.allclose(found.points[0], exact, rtol=1e-6, atol=1e-8 * np.linalg.cond(np.eye(5) - weights))


@pytest.mark.parametrize("kind", ["gru", "lstm", "tanh", "relu"])
def test_the_laws_hold_on_random_networks(kind: str) -> None:
    rng = np.random.default_rng(3)
    network = random_network(kind, 12, rng)
    for input in (None, rng.standard_normal(2)):
        for period in (1, 3):
            starts = rng.uniform(-1, 1, (30, network.state_size))
            found = find_cycles(network, starts, period=period, input=input)
            check(network, found)
            assert found.share_converged > 0.05


def random_network(kind: str, size: int, rng: np.random.Generator) -> Dynamics:
    gates = {"gru": 3, "lstm": 4}.get(kind, 1)
    hidden, given = rng.standard_normal((gates * size, size)), rng.standard_normal((gates * size, 2))
    bias, readout, shift = 0.3 * rng.standard_normal(gates * size), np.ones((1, size)), np.zeros(1)
    match kind:
        case "gru":
            return GRU(hidden, given, bias, 0 * bias, readout, shift)
        case "lstm":
            return LSTM(hidden, given, bias, readout, shift)
        case "relu":
            return Elman(0.4 * hidden, given, readout, bias, shift, Activation.RELU)
    return Elman(hidden, given, readout, bias, shift)


def test_a_search_gone_on_with_is_one_big_search() -> None:
    rng = np.random.default_rng(4)
    network = bistable(np.array([1.5, 2.0, 2.5]))
    starts = rng.uniform(-1.3, 1.3, (600, 3))
    whole = find_fixed_points(network, starts)
    first = find_fixed_points(network, starts[:20])
    parts = extend(network, extend(network, first, starts[20:300]), starts[300:])
    assert len(first) < len(parts) == len(whole)
    assert np.array_equal(parts.starts.ends, whole.starts.ends)
    assert np.array_equal(parts.starts.orbits, whole.starts.orbits)
    assert np.allclose(parts.points, whole.points, atol=1e-9)
    assert np.array_equal(parts.counts, whole.counts)
    assert np.array_equal(parts.starts.duplicate_of, whole.starts.duplicate_of)
