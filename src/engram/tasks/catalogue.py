"""The named tasks: each one a call."""

import numpy as np

from engram.errors import TaskError
from engram.numerics import random_orthogonal
from engram.tasks.modular import ModularTask, check_modulus
from engram.tasks.periodic import PeriodicTask, check_phases
from engram.tasks.rule import LinearTask, check_sizes, selection


def repeat_copy(num_variables: int = 8, variable_size: int = 8) -> LinearTask:
    """u(t) = u(t-s): say the input again and again; F = [I 0 ... 0] [Eq. 12]."""
    check_sizes(num_variables, variable_size)
    name = f"repeat-copy:s={num_variables},k={variable_size}"
    components = np.arange(variable_size)
    return selection(name, components, np.ones(variable_size), num_variables=num_variables)


def compose_copy(num_variables: int = 8, variable_size: int = 8) -> LinearTask:
    """Component j of the new vector is component j of slot j, so one of each variable; needs kappa <= s."""
    check_sizes(num_variables, variable_size)
    if variable_size > num_variables:
        raise TaskError(
            f"compose copy takes component j from slot j, so kappa <= s; found kappa = {variable_size}, "
            f"s = {num_variables}"
        )
    name = f"compose-copy:s={num_variables},k={variable_size}"
    components = np.arange(variable_size)
    sources = components * variable_size + components
    return selection(name, sources, np.ones(variable_size), num_variables=num_variables)


def random_selection(num_variables: int = 8, variable_size: int = 8, *, seed: int) -> LinearTask:
    """Every output component copies its own random history coordinate with a random sign."""
    check_sizes(num_variables, variable_size)
    rng = np.random.default_rng(seed)
    sources = rng.choice(num_variables * variable_size, size=variable_size, replace=False)
    signs = rng.choice([-1.0, 1.0], size=variable_size)
    name = f"random-selection:s={num_variables},k={variable_size},seed={seed}"
    return selection(name, sources, signs, num_variables=num_variables)


def dense_orthogonal(num_variables: int = 8, variable_size: int = 8, *, seed: int) -> LinearTask:
    """u(t) = Q u(t-s) with a random (Haar) orthogonal Q: all components mix, and no content grows or fades."""
    check_sizes(num_variables, variable_size)
    composition = np.zeros((variable_size, num_variables * variable_size))
    composition[:, :variable_size] = random_orthogonal(variable_size, np.random.default_rng(seed))
    name = f"dense-orthogonal:s={num_variables},k={variable_size},seed={seed}"
    return LinearTask(name, num_variables, variable_size, composition)


def xor(num_variables: int = 3, variable_size: int = 4) -> ModularTask:
    """Component j of the new vector is the product of components j of all s vectors: XOR of signs."""
    check_sizes(num_variables, variable_size)
    return ModularTask(f"xor:s={num_variables},k={variable_size}", 2, (1,) * num_variables, variable_size)


def modular_sum(num_variables: int = 2, modulus: int = 3, num_symbols: int = 2) -> ModularTask:
    """Each of the n symbols of a vector is the sum modulo p of that symbol in all s vectors; `xor` is p = 2."""
    name = f"modular-sum:s={num_variables},p={modulus},n={num_symbols}"
    check_modulus(modulus)
    check_sizes(num_variables, num_symbols)
    return ModularTask(name, modulus, (1,) * num_variables, num_symbols)


def periodic_copy(
    num_variables: int = 2, variable_size: int = 4, num_phases: int = 3, *, seed: int
) -> PeriodicTask:
    """Repeat copy with another signed permutation of the components at each phase: u(t) = Q_(t mod p) u(t-s)."""
    check_sizes(num_variables, variable_size)
    check_phases(num_phases)
    rng = np.random.default_rng(seed)
    compositions = np.zeros((num_phases, variable_size, num_variables * variable_size))
    for composition in compositions:
        signs = rng.choice([-1.0, 1.0], size=variable_size)
        composition[np.arange(variable_size), rng.permutation(variable_size)] = signs
    name = f"periodic-copy:s={num_variables},k={variable_size},p={num_phases},seed={seed}"
    return PeriodicTask(name, num_variables, variable_size, compositions)
