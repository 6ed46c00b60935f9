"""What was asked of a training run, checked, and as plain values for a checkpoint to hold."""

import hashlib
from dataclasses import dataclass
from enum import Enum

import numpy as np
import torch

from engram.errors import InputError
from engram.tasks import LinearTask
from engram.training.checkpoint import Config
from engram.training.ensemble import Extent, Sizes
from engram.training.recipes import Recipe


@dataclass(frozen=True, eq=False)
class Plan:
    """What was asked for."""

    task: LinearTask
    hidden_size: int
    seeds: tuple[int, ...]
    recipe: Recipe
    l2: float
    biases: bool
    device: str

    def __post_init__(self) -> None:
        wrong = []
        if self.hidden_size < 1:
            wrong.append(f"hidden_size is {self.hidden_size}; expected at least 1")
        if not self.seeds or len(set(self.seeds)) < len(self.seeds) or min(self.seeds) < 0:
            wrong.append(f"seeds are {self.seeds}; expected one or more different integers >= 0")
        if not self.l2 >= 0 or not np.isfinite(self.l2):
            wrong.append(f"l2 is {self.l2}; expected a finite number >= 0")
        if wrong:
            raise InputError("; ".join(wrong))

    @property
    def torch_device(self) -> torch.device:
        """The device, or `InputError` where torch cannot use it."""
        return _device_of(self.device)

    @property
    def sizes(self) -> Sizes:
        """Of every network."""
        return Sizes(self.hidden_size, self.task.variable_size, self.biases)

    @property
    def extent(self) -> Extent:
        """Of the largest batch."""
        recipe = self.recipe
        return Extent(len(self.seeds), recipe.batch_size, self.task.num_variables, recipe.largest_horizon)

    @property
    def config(self) -> Config:
        """As plain values, to be compared with those of a checkpoint."""
        composition = np.ascontiguousarray(self.task.composition)
        return {
            "num_variables": self.task.num_variables,
            "variable_size": self.task.variable_size,
            "composition": hashlib.sha256(composition.tobytes()).hexdigest(),
            "hidden_size": self.hidden_size,
            "seeds": list(self.seeds),
            "l2": self.l2,
            "biases": self.biases,
            "device": self.device,
            **{f"recipe.{name}": _plain(value) for name, value in vars(self.recipe).items()},
        }


def _device_of(name: str) -> torch.device:
    try:
        device = torch.device(name)
        torch.empty(0, device=device)
    except (RuntimeError, AssertionError) as cause:
        raise InputError(f"device is {name!r}, which torch cannot use here ({cause}); try 'cpu'") from cause
    return device


def _plain(value: object) -> object:
    """A recipe's field as JSON would give it back."""
    match value:
        case Enum():
            return value.value
        case list() | tuple():
            return [_plain(each) for each in value]
        case object(__dataclass_fields__=_):
            return {"kind": type(value).__name__} | {name: _plain(each) for name, each in vars(value).items()}
        case _:
            return value
