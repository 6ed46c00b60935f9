"""Keeping a user's module and generators as they are: work is done on a copy, chance is given back."""

import copy
from collections.abc import Iterator
from contextlib import contextmanager

# By name, because nothing here may draw from the global generator: its state is only kept and given back.
from random import getstate, setstate

import numpy as np
import torch
from torch import nn

from engram.errors import InputError


def stand_alone(module: nn.Module) -> nn.Module:
    """A float64 copy on the CPU in evaluation mode, without hooks: what is done to it, the module does not feel.

    Raises `InputError` where the module cannot be copied or has no weights yet.
    """
    unset = [
        name
        for name, value in (*module.named_parameters(), *module.named_buffers())
        if value.is_meta or isinstance(value, nn.UninitializedParameter | nn.UninitializedBuffer)
    ]
    if unset:
        raise InputError(
            f"{title(module)} has no values yet in {', '.join(unset[:6])}; initialise or load it first"
        )
    try:
        twin = copy.deepcopy(module)
    except (
        Exception
    ) as error:  # whatever a user's __deepcopy__ raises, or torch for tensors that are computed
        raise InputError(
            f"{title(module)} cannot be copied ({first_line(error)}); remove what computes its weights on the fly "
            "(torch.nn.utils.remove_weight_norm, prune.remove) and try again"
        ) from error
    twin = twin.to("cpu", torch.float64).eval()
    for part in twin.modules():
        for hooks in (part._forward_hooks, part._forward_pre_hooks):
            hooks.clear()
    return twin


@contextmanager
def undisturbed(seed: int) -> Iterator[None]:
    """Code of a user runs inside with torch's CPU generator seeded; afterwards all generators are as before."""
    of_python, of_numpy = getstate(), np.random.get_state()  # noqa: NPY002
    # The CPU alone: the work is done there, and torch.manual_seed would seed the other devices too.
    with torch.random.fork_rng(devices=[]):
        try:
            torch.default_generator.manual_seed(seed)
            yield
        finally:
            np.random.set_state(of_numpy)  # noqa: NPY002
            setstate(of_python)


@contextmanager
def double_by_default() -> Iterator[None]:
    """New tensors are of float64 inside, so that a forward that makes its own first state works in a float64 copy."""
    default = torch.get_default_dtype()
    try:
        torch.set_default_dtype(torch.float64)
        yield
    finally:
        torch.set_default_dtype(default)


def title(module: nn.Module) -> str:
    """How messages call a module."""
    return f"the module {type(module).__name__}"


def first_line(error: Exception) -> str:
    """What an error says, on one line."""
    return (str(error).splitlines() or [type(error).__name__])[0][:200]
