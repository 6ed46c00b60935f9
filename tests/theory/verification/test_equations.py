"""The equations of the paper hold on whatever sizes and seeds hypothesis draws."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engram.errors import InputError
from engram.theory.verification import CHECKS, Check, Sizes, run_check, select_checks, verify
from strategies import seeds

IDENTITIES = [check for check in CHECKS if check.repeats is None]
COSTLY = [check for check in CHECKS if check.repeats is not None]
EQUATIONS = [1, 2, *range(3, 14), *range(16, 38)]
"""All but 14 and 15, which are Algorithm 1."""


def name(check: Check) -> str:
    return f"{check.equation}: {check.title}"


@st.composite
def sizes(draw: st.DrawFn) -> Sizes:
    features = draw(st.integers(1, 12))
    return Sizes(features, draw(st.integers(1, features)), draw(st.integers(1, 5)), draw(st.integers(1, 4)))


@settings(max_examples=8)
@pytest.mark.parametrize("check", IDENTITIES, ids=name)
@given(drawn=sizes(), seed=seeds)
def test_an_equation_holds(check: Check, drawn: Sizes, seed: int) -> None:
    assert check.instance(drawn, np.random.default_rng(seed)) <= check.tolerance


@pytest.mark.parametrize("check", COSTLY, ids=name)
def test_a_costly_check_holds(check: Check) -> None:
    assert run_check(check, 1, seed=3).holds


def test_every_equation_has_a_check() -> None:
    numbered = {int(check.equation) for check in CHECKS if check.equation.isdigit()}
    assert numbered == set(EQUATIONS)


def test_identities_are_held_to_the_figure_that_is_promised() -> None:
    """1e-10 for every numbered identity; what is looser compares orders, differences or courses, and says so."""
    loose = {name(check) for check in CHECKS if check.tolerance > 1e-10}
    assert loose == {
        "1: courses, signs as printed",
        "35: remainder near a fixed point",
        "36: remainder with input",
        "37: the linear network, some steps",
        "energy: Lagrangians",
        "energy: never rises (Hebbian, Phi' = 0)",
        "energy: EDEN: dwell time",
        "limit: order of Euler is 1",
        "limit: order of T_h = T_d = eps is 1",
    }


def test_checks_are_told_apart_and_explained() -> None:
    assert len({name(check) for check in CHECKS}) == len(CHECKS)
    for check in CHECKS:
        assert len(check.title) <= 36, check.title
        assert check.statement.endswith("."), check.title


def test_results_depend_on_the_seed_and_nothing_else() -> None:
    chosen = select_checks(("20", "24"))
    alone = verify(chosen, instances=3, seed=5)
    among = [result for result in verify(CHECKS[:30], instances=3, seed=5) if result.check in chosen]
    assert [result.error for result in alone] == [result.error for result in among]
    assert [result.error for result in verify(chosen, instances=3, seed=6)] != [
        result.error for result in alone
    ]


def test_the_largest_error_counts_and_nan_fails() -> None:
    errors = iter([0.1, 0.3, 0.2, 0.1, np.nan, 0.1])
    check = Check("0", "made up", "Made up.", lambda sizes, rng: next(errors), tolerance=0.3)
    first, second = run_check(check, 3, 0), run_check(check, 3, 0)
    assert (first.error, first.holds, first.instances) == (0.3, True, 3)
    assert np.isnan(second.error)
    assert not second.holds


def test_progress_tells_what_is_run() -> None:
    told: list[str] = []
    verify(select_checks(("3", "4")), instances=1, seed=0, on_check=lambda check: told.append(check.equation))
    assert told == ["3", "4"]


@pytest.mark.parametrize("equation", ["14", "38", "Energy"])
def test_equations_without_a_check_are_refused(equation: str) -> None:
    with pytest.raises(InputError, match=rf"no check of equation '{equation}'; there are checks of 1, 2, 3"):
        select_checks((equation,))


def test_no_instances_are_refused() -> None:
    with pytest.raises(InputError, match="number of instances is 0"):
        verify(instances=0, seed=0)
