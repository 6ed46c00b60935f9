"""Rules that are linear in Z_p, and so not linear in the reals: XOR and sums modulo p.

A vector holds n symbols, whole numbers x modulo p. Each follows the same rule on its own,

    x(t) = a_1 x(t-s) + ... + a_s x(t-1)  mod p,

and is coded as a phase, (cos 2 pi x / p, sin 2 pi x / p); for p = 2 the sine is always zero and left out, so that
0 is +1 and 1 is -1, and a sum modulo 2 is a product of signs: XOR. Why phases and not one-hot blocks: all symbols
are of one length with mean zero, no component follows from the others (those of a one-hot block add up to 1, so
that a direction of the contents never varies), and sums become products, which are the characters of Z_p: what
theory says in `engram.theory.lifting` is then exact.
"""

from dataclasses import dataclass
from functools import cached_property
from math import gcd

import numpy as np
from jaxtyping import Bool, Float, Int
from numpy import ndarray

from engram.errors import InputError, TaskError
from engram.numerics import frozen
from engram.tasks.coding import InputCode
from engram.tasks.rule import check_sizes

MAX_MODULUS = 32
"""Neighbouring phases of more symbols are closer than a network tells apart."""

Symbols = Int[ndarray, "*batch symbol"]


@dataclass(frozen=True)
class ModularTask:
    """A variable-binding task with a rule that is linear in Z_p, on n symbols a vector coded as phases.

    Raises `TaskError` for sizes and numbers that make no task, and where the oldest coefficient that is not zero
    shares a factor with p: contents would be lost in part, and the rest be no symbol modulo p.
    """

    name: str
    modulus: int
    """p"""
    coefficients: tuple[int, ...]
    """a_1, ..., a_s, oldest first, modulo p."""
    num_symbols: int
    """n: symbols of one vector."""

    def __post_init__(self) -> None:
        check_modulus(self.modulus)
        reduced = tuple(int(number) % self.modulus for number in self.coefficients)
        object.__setattr__(self, "coefficients", reduced)
        if self.num_symbols < 1:
            raise TaskError(f"number of symbols in a vector is {self.num_symbols}; it must be at least 1")
        check_sizes(self.num_variables, self.variable_size)
        oldest = next((number for number in reduced if number), 0)
        if gcd(oldest, self.modulus) != 1:
            raise TaskError(
                f"coefficients are {list(reduced)} modulo {self.modulus}; expected the first that is not zero to "
                "have no factor in common with p, so that the rule forgets no part of a symbol"
            )

    @property
    def num_variables(self) -> int:
        """s: the number of input steps, and of variable memories (slots)."""
        return len(self.coefficients)

    @property
    def components_per_symbol(self) -> int:
        """2, cosine and sine; 1 for p = 2, whose sine is zero."""
        return 1 if self.modulus == 2 else 2

    @property
    def variable_size(self) -> int:
        """kappa: the number of components of one vector u(t)."""
        return self.num_symbols * self.components_per_symbol

    @property
    def history_size(self) -> int:
        """s*kappa: how many numbers determine the whole future."""
        return self.num_variables * self.variable_size

    @property
    def is_odd(self) -> bool:
        """Whether f(-z) = -f(z) wherever both z and -z are contents (for odd p there are no such contents)."""
        # The negative of a phase is the symbol p/2 further on, which the rule adds once for each coefficient.
        return self.modulus % 2 == 1 or sum(self.coefficients) % 2 == 1

    @cached_property
    def alphabet(self) -> Float[ndarray, "symbols part"]:
        """The code of each symbol 0 .. p-1: exact numbers where the angle is a multiple of 90 degrees."""
        angles = 2 * np.pi * np.arange(self.modulus) / self.modulus
        points = np.stack([np.cos(angles), np.sin(angles)], axis=1).round(15)
        return frozen(points[:, : self.components_per_symbol])

    def encode(self, symbols: Symbols) -> Float[ndarray, "*batch component"]:
        """Vectors that hold given symbols."""
        return self.alphabet[symbols % self.modulus].reshape(*symbols.shape[:-1], -1)

    def symbols_in(self, vectors: Float[ndarray, "*batch component"]) -> Symbols:
        """The symbols whose codes are nearest."""
        parts = vectors.reshape(*vectors.shape[:-1], -1, self.components_per_symbol)
        # All codes have one length, so that the nearest is the one with the largest product.
        return np.argmax(parts @ self.alphabet.T, axis=-1)

    def draw_inputs(
        self, num_trials: int, rng: np.random.Generator, code: InputCode
    ) -> Float[ndarray, "trials variables component"]:
        """Independent symbols, all equally likely. Raises `InputError` for a code other than its own."""
        if code is not InputCode.SIGNS:
            raise InputError(
                f"task {self.name!r} has symbols of its own, coded as phases; inputs cannot be {code.value}"
            )
        shape = (num_trials, self.num_variables, self.num_symbols)
        return self.encode(rng.integers(0, self.modulus, size=shape))

    def next_vectors(
        self, history: Float[ndarray, "trials history"], step: int
    ) -> Float[ndarray, "trials component"]:
        """The code of the sum of what the slots hold times their coefficients, modulo p."""
        held = self.symbols_in(history.reshape(len(history), self.num_variables, self.variable_size))
        return self.encode(np.tensordot(held, np.array(self.coefficients), axes=(1, 0)))

    def is_correct(
        self,
        values: Float[ndarray, "*batch component"],
        targets: Float[ndarray, "*batch component"],
        code: InputCode,
    ) -> Bool[ndarray, "*batch component"]:
        """Whether the nearest symbol is the target's; the two components of a symbol are right together."""
        same = self.symbols_in(values) == self.symbols_in(targets)
        return np.repeat(same, self.components_per_symbol, axis=-1)


def check_modulus(modulus: int) -> None:
    """Refuse a modulus that makes no symbols, or more than can be told apart."""
    if not 2 <= modulus <= MAX_MODULUS:
        raise TaskError(f"modulus p is {modulus}; expected 2 .. {MAX_MODULUS}")
