"""Spectra side by side: numbers known beforehand."""

import numpy as np
import pytest

from engram.interpretation import match_spectrum

FOURTH = np.array([1, 1j, -1, -1j])


def test_a_turned_spectrum_is_off_by_the_angle() -> None:
    match = match_spectrum(FOURTH, FOURTH * np.exp(0.01j))
    assert match.angle_error_rad == pytest.approx(0.01)
    assert match.modulus_error == pytest.approx(0.0, abs=1e-12)
    assert (match.found, match.unmatched, len(match.surplus)) == (4, 0, 0)


def test_a_scaled_spectrum_is_off_by_the_modulus_only() -> None:
    match = match_spectrum(FOURTH, 0.97 * FOURTH)
    assert match.angle_error_rad == 0.0
    assert match.modulus_error == pytest.approx(0.03)


def test_angles_meet_across_the_cut() -> None:
    match = match_spectrum(np.array([np.exp(1j * (np.pi - 0.01))]), np.array([np.exp(-1j * (np.pi - 0.01))]))
    assert match.angle_error_rad == pytest.approx(0.02)


def test_missing_and_surplus_modes_are_counted_and_do_not_blur_the_error() -> None:
    learned = np.concatenate([FOURTH[:2] * np.exp(0.02j), [np.exp(0.8j), 0.3 + 0j]])
    match = match_spectrum(FOURTH, learned)
    assert (match.found, match.unmatched) == (2, 2)
    assert match.angle_error_rad == pytest.approx(0.02)
    assert match.surplus == pytest.approx([np.exp(0.8j)])
    assert match.matched.tolist() == [True, True, False, False]


def test_fewer_learned_modes_than_theory() -> None:
    match = match_spectrum(np.ones(3, complex), np.array([1.0 + 0j]))
    assert (match.found, match.unmatched) == (1, 2)
    assert match.angle_error_rad == 0.0
    assert np.sum(match.assigned != 0) == 1


def test_no_learned_modes_at_all() -> None:
    match = match_spectrum(FOURTH, np.empty(0, complex))
    assert (match.found, match.unmatched) == (0, 4)
    assert (match.angle_error_rad, match.modulus_error) == (np.pi, 1.0)


def test_nothing_to_find_is_no_error() -> None:
    match = match_spectrum(np.array([0.2 + 0j, 0j]), np.array([0.2 + 0j, 0j]))
    assert (match.found, match.unmatched, match.angle_error_rad, match.modulus_error) == (0, 0, 0.0, 0.0)


def test_modes_that_only_pass_contents_on_have_no_angle() -> None:
    match = match_spectrum(np.array([1.0 + 0j, 0.001j]), np.array([1.0 + 0j, -0.1 + 0j]))
    assert match.angle_error_rad == 0.0
    assert match.theory.size == 1


def test_the_tolerance_decides_what_is_a_match() -> None:
    off = FOURTH * np.exp(0.2j)
    assert match_spectrum(FOURTH, off).found == 0
    assert match_spectrum(FOURTH, off, tolerance=0.3).found == 4


def test_each_learned_mode_has_one_partner() -> None:
    """Greedy pairing would give the same nearest mode to both."""
    theory = np.array([1.0 + 0j, 1.0 + 0j])
    match = match_spectrum(theory, np.array([1.0 + 0j, 1.05 + 0j]))
    assert match.found == 2
    assert match.modulus_error == pytest.approx(0.025)
