"""The named tasks: each one a call that returns a `LinearTask`."""

import numpy as np

from engram.errors import TaskError
from engram.numerics import random_orthogonal
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
