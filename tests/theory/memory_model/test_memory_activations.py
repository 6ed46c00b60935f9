"""Laws of the activations of the memory model: gradients, slopes, inverses."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from memory_cases import ACTIVATIONS, SMOOTH, central_difference, plain_activation

from engram.errors import InputError
from engram.theory.memory_model import MemoryActivation, polynomial, relu, sigmoid, softmax, tanh

SEEDS = st.integers(0, 2**32 - 1)
every = pytest.mark.parametrize("activation", ACTIVATIONS, ids=lambda one: one.value)
smooth = pytest.mark.parametrize("activation", SMOOTH, ids=lambda one: one.value)


@every
@given(seed=SEEDS)
def test_activation_is_what_its_name_says(activation: MemoryActivation, seed: int) -> None:
    x = np.random.default_rng(seed).standard_normal(6)
    np.testing.assert_allclose(
        activation.apply(x), plain_activation(activation.value)(x), rtol=1e-12, atol=1e-14
    )


@every
@given(seed=SEEDS)
def test_activation_is_the_gradient_of_its_lagrangian(activation: MemoryActivation, seed: int) -> None:
    rng = np.random.default_rng(seed)
    x, direction = rng.standard_normal((2, 6))
    x = np.where(np.abs(x) < 0.01, 0.01, x)  # off the corner of rectified ones
    measured = central_difference(lambda e: activation.lagrangian(x + e * direction), 1e-4)
    np.testing.assert_allclose(measured, activation.apply(x) @ direction, rtol=1e-7, atol=1e-7)


@smooth
@given(seed=SEEDS)
def test_slope_is_the_derivative_symmetric_and_never_negative(
    activation: MemoryActivation, seed: int
) -> None:
    rng = np.random.default_rng(seed)
    x, v, w = rng.standard_normal((3, 6))
    measured = central_difference(lambda e: activation.apply(x + e * v), 1e-4)
    np.testing.assert_allclose(activation.slope_product(x, v), measured, rtol=1e-6, atol=1e-7)
    np.testing.assert_allclose(
        w @ activation.slope_product(x, v), v @ activation.slope_product(x, w), atol=1e-12
    )
    assert v @ activation.slope_product(x, v) >= 0


@every
@given(seed=SEEDS)
def test_every_state_of_a_batch_counts_for_itself(activation: MemoryActivation, seed: int) -> None:
    x, v = np.random.default_rng(seed).standard_normal((2, 2, 3, 5))
    for k in np.ndindex(2, 3):
        np.testing.assert_allclose(activation.apply(x)[k], activation.apply(x[k]), rtol=1e-14)
        np.testing.assert_allclose(activation.lagrangian(x)[k], activation.lagrangian(x[k]), rtol=1e-13)
        np.testing.assert_allclose(
            activation.slope_product(x, v)[k], activation.slope_product(x[k], v[k]), rtol=1e-13
        )


@every
@given(seed=SEEDS)
def test_an_inverse_undoes_the_activation_or_is_refused(activation: MemoryActivation, seed: int) -> None:
    x = np.random.default_rng(seed).standard_normal((4, 5))
    if activation.is_invertible:
        np.testing.assert_allclose(activation.invert(activation.apply(x)), x, rtol=1e-9, atol=1e-12)
    else:
        with pytest.raises(InputError, match="the activation is invertible"):
            activation.invert(activation.apply(x))


@every
@given(seed=SEEDS)
def test_only_what_is_odd_is_called_odd(activation: MemoryActivation, seed: int) -> None:
    x = np.random.default_rng(seed).standard_normal(5)
    assert activation.is_odd == np.allclose(activation.apply(-x), -activation.apply(x))


@pytest.mark.parametrize("activation", [tanh(3.0), sigmoid(3.0), softmax(50.0)], ids=lambda one: one.value)
def test_large_values_overflow_nowhere(activation: MemoryActivation) -> None:
    x = np.array([1e4, -1e4, 0.0])
    assert np.all(np.isfinite(activation.apply(x)))
    assert np.isfinite(activation.lagrangian(x))
    assert np.all(np.isfinite(activation.slope_product(x, np.ones(3))))


@pytest.mark.parametrize(("activation", "value"), [(tanh(), 1.0), (tanh(), -1.5), (sigmoid(), 0.0)])
def test_values_that_no_input_has_are_refused(activation: MemoryActivation, value: float) -> None:
    with pytest.raises(InputError, match="takes only values between"):
        activation.invert(np.array([0.5, value]))


def test_equal_parameters_make_equal_activations() -> None:
    assert tanh(2.0) == tanh(2.0) != tanh(3.0)
    assert relu() != polynomial(1)


@pytest.mark.parametrize("gain", [0.0, -1.0, np.inf, np.nan])
@pytest.mark.parametrize("make", [tanh, sigmoid, softmax])
def test_gains_that_are_none_are_refused(make: type, gain: float) -> None:
    with pytest.raises(InputError, match="gain of an activation"):
        make(gain)


def test_a_degree_below_one_is_refused() -> None:
    with pytest.raises(InputError, match="degree of a polynomial activation is 0"):
        polynomial(0)
