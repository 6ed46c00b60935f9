"""The network in potentials and in rates: Eq. 24, what it costs in digits, what is left without an inverse."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import linalg

from engram.errors import InputError
from engram.tasks import repeat_copy
from engram.theory import ConjugatePair, compile_saturating, conjugate_courses, memory_model, norm_condition
from strategies import generators

INVERTIBLE = [memory_model.identity(), memory_model.tanh(), memory_model.tanh(2.0), memory_model.sigmoid()]
OTHERS = [memory_model.relu(), memory_model.polynomial(2), memory_model.softmax(1.5)]


def name(activation: memory_model.MemoryActivation) -> str:
    return activation.value


def pair_of(rng, activation, norm: float, size: int = 6) -> ConjugatePair:
    weights = rng.standard_normal((size, size))
    return ConjugatePair(norm * weights / linalg.norm(weights, 2), activation)


@pytest.mark.parametrize("activation", [*INVERTIBLE, *OTHERS], ids=name)
@given(rng=generators, norm=st.floats(0.1, 3))
def test_activation_and_weights_take_courses_of_one_map_to_courses_of_the_other(
    activation, rng, norm
) -> None:
    """Bit for bit: both sides are the same operations in the same order."""
    pair = pair_of(rng, activation, norm)
    x = rng.standard_normal((3, 6))
    assert np.array_equal(pair.to_rates(pair.step_potentials(x)), pair.step_rates(pair.to_rates(x)))
    assert np.array_equal(pair.to_potentials(pair.step_rates(x)), pair.step_potentials(pair.to_potentials(x)))
    assert np.array_equal(pair.to_potentials(pair.to_rates(x)), pair.step_potentials(x))


@pytest.mark.parametrize("activation", INVERTIBLE, ids=name)
@given(rng=generators, norm=st.floats(0.1, 8))
def test_potentials_come_back_to_rounding_whatever_the_norm(activation, rng, norm) -> None:
    """Eq. 24 at norms up to 8: a few units in the last place of the rate, times the condition of the inverse."""
    courses = conjugate_courses(pair_of(rng, activation, norm), rng.standard_normal((2, 6)), 20)
    assert courses.error_in_roundings <= 8
    assert courses.error <= 1e-14 * 10**courses.lost_digits * 10


def test_saturation_loses_digits_and_then_the_state() -> None:
    """tanh x at x = 3, 9, 15 and 20: 0, 6, 11 and all 16 digits of x are gone."""
    gains = np.array([3.0, 9.0, 15.0, 20.0]) / np.tanh(1.0)
    lost = []
    for gain in gains:
        courses = conjugate_courses(ConjugatePair(gain * np.eye(1), memory_model.tanh()), np.ones((1, 1)), 1)
        lost.append(courses.lost_digits)
        assert np.any(courses.is_saturated) == (gain == gains[-1])
    assert np.allclose(lost, [1.6, 6.3, 11.2, 16.0], atol=0.6)
    assert np.all(np.diff(lost) > 4)


def test_a_rate_on_the_edge_has_no_potential() -> None:
    pair = ConjugatePair(30 * np.eye(2), memory_model.tanh())
    with pytest.raises(InputError, match="takes only values between -1 and 1"):
        pair.step_through_rates(np.ones((1, 2)))


@pytest.mark.parametrize("activation", OTHERS, ids=name)
def test_an_activation_without_inverse_is_refused_by_name(activation) -> None:
    pair = ConjugatePair(np.eye(3), activation)
    with pytest.raises(InputError, match=r"has no inverse.*assumption that the activation is invertible"):
        pair.step_through_rates(np.ones((1, 3)))
    with pytest.raises(InputError, match="has no inverse"):
        conjugate_courses(pair, np.ones((1, 3)), 2)


@given(generators)
def test_relu_merges_states_in_one_step_and_never_before(rng) -> None:
    """Potentials that differ below zero only: apart at first, one state ever after, and one rate all along."""
    pair = pair_of(rng, memory_model.relu(), 1.5)
    x = -np.abs(rng.standard_normal((2, 6))) - 0.1
    x[:, 3:] *= -1
    other = np.where(x < 0, 2 * x, x)
    assert np.all(np.any(x != other, axis=1))
    assert np.array_equal(pair.to_rates(x), pair.to_rates(other))
    assert np.array_equal(pair.step_potentials(x), pair.step_potentials(other))


@given(generators)
def test_invertible_weights_are_a_conjugacy_whatever_the_activation(rng) -> None:
    """W^-1 o f o W = g for relu: what fails without an inverse is the paper's map, not conjugacy itself."""
    weights = linalg.qr(rng.standard_normal((5, 5)))[0] * rng.uniform(0.5, 2, 5)
    pair = ConjugatePair(weights, memory_model.relu())
    rates = rng.standard_normal((4, 5))
    potentials = pair.to_potentials(rates)
    assert np.allclose(linalg.solve(weights, pair.step_potentials(potentials).T).T, pair.step_rates(rates))


def test_points_of_one_period_are_in_pairs_also_for_relu_and_singular_weights() -> None:
    """A cycle of three rectified units; the fourth reads them and is read by none."""
    weights = np.zeros((4, 4))
    weights[[1, 2, 0], [0, 1, 2]] = 1.0
    weights[3, :3] = [1.0, -2.0, 0.5]
    pair = ConjugatePair(weights, memory_model.relu())
    rates = np.array([[0.3, 0.7, 0.2, 0.0]])
    cycle = [rates := pair.step_rates(rates) for _ in range(6)]
    assert np.array_equal(cycle[-1], cycle[2])
    potentials = pair.to_potentials(cycle[-1])
    after = potentials
    for _ in range(3):
        after = pair.step_potentials(after)
    assert np.array_equal(after, potentials)
    # Back from the rates of a potential: W after p - 1 = 2 steps of g.
    assert np.array_equal(
        pair.to_potentials(pair.step_rates(pair.step_rates(pair.to_rates(potentials)))), potentials
    )


@given(generators)
def test_multipliers_of_both_maps_are_the_same(rng) -> None:
    """W S and S W: equal spectra (W square; with other sizes they would differ by zeros)."""
    pair = pair_of(rng, memory_model.tanh(), 2.0)
    slope = np.diag(pair.activation.slope_product(rng.standard_normal(6), np.ones(6)))
    first, second = pair.weights @ slope, slope @ pair.weights
    for power in range(1, 7):
        traces = [np.trace(np.linalg.matrix_power(matrix, power)) for matrix in (first, second)]
        assert np.isclose(*traces, atol=1e-12)


@given(
    rng=generators,
    activation=st.sampled_from([memory_model.tanh(), memory_model.relu(), memory_model.identity()]),
)
def test_the_norm_condition_keeps_states_together(rng, activation) -> None:
    pair = pair_of(rng, activation, 1.0)
    assert norm_condition(pair.weights).holds
    first, second = rng.standard_normal((2, 5, 6))
    apart = np.linalg.norm(pair.step_rates(first) - pair.step_rates(second), axis=1)
    assert np.all(apart <= np.linalg.norm(first - second, axis=1) * (1 + 1e-12))


def test_the_price_of_the_norm_condition_is_that_tanh_forgets() -> None:
    """An orthogonal W with tanh: every state fades, as t^-1/2; at twice the norm it is kept."""
    rotation = linalg.qr(np.random.default_rng(0).standard_normal((6, 6)))[0]
    start = np.random.default_rng(1).standard_normal((1, 6))
    sizes = {}
    for norm in (1.0, 2.0):
        pair, rates = ConjugatePair(norm * rotation, memory_model.tanh()), start
        lengths = []
        for _ in range(800):
            rates = pair.step_rates(rates)
            lengths.append(float(np.linalg.norm(rates)))
        sizes[norm] = lengths
    assert np.all(np.diff(sizes[1.0]) < 0)
    assert sizes[1.0][-1] < 0.15
    assert min(sizes[2.0]) > 1.0


def test_a_circuit_that_keeps_its_contents_breaks_the_condition() -> None:
    found = norm_condition(compile_saturating(repeat_copy(3, 2)).weight_hh)
    assert not found.holds
    assert found.norm == pytest.approx(2.0)
    assert found.spectral_radius == pytest.approx(2.0)


@pytest.mark.parametrize("weights", [np.ones((2, 3)), np.full((2, 2), np.nan)])
def test_weights_that_are_no_map(weights, without_shape_checks) -> None:
    with pytest.raises(InputError, match="square, finite W"):
        ConjugatePair(weights, memory_model.tanh())
