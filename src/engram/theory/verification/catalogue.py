"""All checks in the order of the paper, and how they are run."""

from collections.abc import Callable

from engram.errors import InputError
from engram.theory.verification import (
    basis_equations,
    circuit_equations,
    energy_equations,
    linearisation_equations,
    memory_model_equations,
    network_equations,
    repeat_copy_equations,
    task_facts,
)
from engram.theory.verification.checks import Check, CheckResult, run_check


def _place(check: Check) -> tuple[int, str]:
    """Equations by number, then what has none, in the order of the modules (sorting is stable)."""
    return (int(check.equation), "") if check.equation.isdigit() else (1000, "")


CHECKS: tuple[Check, ...] = tuple(
    sorted(
        (
            *memory_model_equations.CHECKS,
            *energy_equations.CHECKS,
            *network_equations.CHECKS,
            *basis_equations.CHECKS,
            *circuit_equations.CHECKS,
            *repeat_copy_equations.CHECKS,
            *linearisation_equations.CHECKS,
            *task_facts.CHECKS,
        ),
        key=_place,
    )
)


def select_checks(equations: tuple[str, ...]) -> tuple[Check, ...]:
    """The checks of some equations ("24", "energy"); all of them where none is named.

    Raises `InputError` for an equation without a check.
    """
    known = tuple(dict.fromkeys(check.equation for check in CHECKS))
    unknown = [equation for equation in equations if equation not in known]
    if unknown:
        raise InputError(
            f"no check of equation {unknown[0]!r}; there are checks of {', '.join(known)} (14 and 15 are Algorithm 1, "
            "which engram analyze --method power runs on a network)"
        )
    return tuple(check for check in CHECKS if not equations or check.equation in equations)


def verify(
    checks: tuple[Check, ...] = CHECKS,
    *,
    instances: int,
    seed: int,
    on_check: Callable[[Check], None] = lambda check: None,
) -> tuple[CheckResult, ...]:
    """Run checks, each on so many random instances; `on_check` is told what is run next.

    Raises `InputError` for fewer than one instance.
    """
    if instances < 1:
        raise InputError(f"the number of instances is {instances}; expected at least 1")
    results = []
    for check in checks:
        on_check(check)
        results.append(run_check(check, instances, seed))
    return tuple(results)
