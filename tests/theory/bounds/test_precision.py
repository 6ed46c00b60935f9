"""How fast real-valued contents are lost: each course against its formula, and formulas against each other."""

import numpy as np
import pytest

from engram import tasks
from engram.errors import InputError
from engram.theory import Gains, interaction_matrix, random_basis
from engram.theory.bounds.horizon import (
    basis_keeper,
    best_amplitude,
    keep,
    linear_information,
    linear_keeper,
    noise_error,
    perturbed_modes,
    relative_errors,
    saturating_keeper,
    sign_information,
    tanh_error,
    tanh_keeper,
    with_noise,
)
from engram.theory.bounds.precision import (
    ErrorCourse,
    information_course,
    log_steps,
    rounding_courses,
    scan_amplitudes,
    spectral_courses,
    tanh_courses,
)

TASK = tasks.repeat_copy(4, 4)
STEPS = np.array([1, 10, 100, 1000])


def contents(seed: int = 0):
    return np.random.default_rng(seed).standard_normal((16, TASK.history_size))


def test_in_the_standard_basis_nothing_is_lost() -> None:
    keeper = linear_keeper(TASK, np.eye(16), interaction_matrix(TASK))
    assert np.array_equal(relative_errors(keeper, contents(), STEPS), np.zeros(4))


def test_rounding_grows_with_time_and_with_the_condition_of_the_basis() -> None:
    rng = np.random.default_rng(0)
    good, bad = rounding_courses(TASK, (1.0, 1e4), STEPS, hidden_size=20, rng=rng)
    assert good.measured[-1] < 1e-11
    assert 1e-13 < bad.measured[0] < 1e-8
    assert np.all(np.diff(bad.measured) > 0)
    # In proportion to the steps, once they are many: W_hh itself is rounded.
    assert 5 < bad.measured[-1] / bad.measured[-2] < 15


def test_fading_and_drifting_follow_their_formulas() -> None:
    faded, turned, disturbed = spectral_courses(TASK, STEPS, size=1e-3, rng=np.random.default_rng(0))
    assert np.allclose(faded.measured, faded.predicted, rtol=1e-9)
    assert faded.measured[-1] == pytest.approx(1 - 0.999**1000)
    # White contents: half of repeat copy's modes of s = 4 are complex, so that the share is exact on average.
    assert np.allclose(turned.measured, turned.predicted, rtol=0.15)
    assert disturbed.measured[0] == pytest.approx(1e-3, rel=0.2)
    assert np.all(np.diff(disturbed.measured) > 0)


def test_turned_modes_have_the_angle_that_was_asked_for() -> None:
    turned = perturbed_modes(interaction_matrix(TASK), modulus=0.9, angle=0.01)
    modes = np.linalg.eigvals(turned)
    assert np.allclose(np.abs(modes), 0.9)
    angles = np.unique(np.round(np.abs(np.angle(modes)), 6))
    assert np.allclose(angles, [0, np.pi / 2 + 0.01, np.pi], atol=1e-6)


def test_tanh_bends_contents_by_a_cube() -> None:
    for course in tanh_courses(TASK, (0.1, 0.01), STEPS, rng=np.random.default_rng(0)):
        assert np.allclose(course.measured, course.predicted, rtol=0.02)
    small = contents()
    one_step = relative_errors(tanh_keeper(TASK, 1e-3), small, np.array([1]))[0]
    cubic = 1e-6 * np.sqrt(np.mean(small**6)) / 3 / np.sqrt(np.mean(small**2))
    assert one_step == pytest.approx(cubic, rel=1e-3)


def test_noise_walks_at_random() -> None:
    rng = np.random.default_rng(0)
    keeper = basis_keeper(TASK, 16, 1.0, rng)
    found = relative_errors(with_noise(keeper, 1e-3, rng), contents(), STEPS)
    assert np.allclose(found, noise_error(STEPS, 1e-3, 1.0), rtol=0.15)


def test_the_best_amplitude_is_the_least_of_both_errors() -> None:
    steps, noise = 100, 1e-5
    amplitudes = np.geomspace(1e-4, 1e-1, 400)
    many = np.random.default_rng(0).standard_normal((400, 100))
    total = [
        np.hypot(tanh_error(np.array([steps]), a, many)[0], noise_error(np.array([steps]), noise, a)[0])
        for a in amplitudes
    ]
    assert amplitudes[np.argmin(total)] == pytest.approx(best_amplitude(steps, noise), rel=0.05)


def test_a_scan_finds_the_best_amplitude() -> None:
    scan = scan_amplitudes(
        TASK, np.geomspace(2e-3, 1, 15), steps=100, noise=1e-4, rng=np.random.default_rng(0)
    )
    assert np.allclose(scan.measured, scan.predicted, rtol=0.25)
    assert abs(np.log(scan.amplitudes[np.argmin(scan.measured)] / scan.best)) < 0.5


def test_numbers_fade_and_signs_last() -> None:
    course = information_course(
        TASK, log_steps(1000, 7), noise=0.1, gains=Gains(), rng=np.random.default_rng(0)
    )
    assert np.allclose(course.linear, course.linear_predicted, rtol=0.15)
    assert np.array_equal(course.saturating, np.ones(course.steps.size))
    assert course.linear[0] > 2
    assert course.linear[-1] < 0.2


def test_a_saturating_circuit_keeps_signs_and_nothing_else() -> None:
    given = contents()
    kept = keep(saturating_keeper(TASK, Gains()), given, np.array([40]))[0]
    assert np.allclose(np.abs(kept), 1.0)
    assert np.array_equal(np.sign(kept), np.sign(given))


def test_information_at_known_points() -> None:
    assert sign_information(np.array([0.0, 0.5, 1.0])) == pytest.approx([1, 0, 1])
    assert linear_information(np.array([1 / 3]), 1.0) == pytest.approx([1.0])


def test_steps_within_a_precision() -> None:
    nothing = np.full(3, np.nan)
    course = ErrorCourse("t / 1000", np.array([1, 10, 100]), np.array([1e-3, 1e-2, 1e-1]), nothing)
    assert course.steps_within(3.16227766e-2) == pytest.approx(31.6227766)
    assert course.steps_within(0.5) == np.inf
    assert course.steps_within(1e-4) == 0.0
    exact = ErrorCourse("late", np.array([1, 10, 100]), np.array([0.0, 0.0, 1.0]), nothing)
    assert exact.steps_within(0.5) == 10.0


def test_what_cannot_be_is_refused() -> None:
    keeper = linear_keeper(TASK, np.eye(16), interaction_matrix(TASK))
    with pytest.raises(InputError, match="rising"):
        keep(keeper, contents(), np.array([5, 5]))
    with pytest.raises(InputError, match="orthogonal interaction"):
        perturbed_modes(interaction_matrix(tasks.compose_copy(3, 3)), modulus=1.0, angle=0.1)
    assert random_basis(TASK, 16, np.random.default_rng(0)).shape == (16, 16)
