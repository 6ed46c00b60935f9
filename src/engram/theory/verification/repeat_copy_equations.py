"""Repeat copy step by step: Eq. 13, 25-34, each right side summed as it is printed, against the running network."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float
from numpy import ndarray

from engram import tasks
from engram.dynamics import Elman, run
from engram.theory.compiler import compile_linear
from engram.theory.prediction import repeat_copy_contents
from engram.theory.verification.checks import Check, Sizes, deviation
from engram.theory.verification.instances import covectors, draw_basis


@dataclass(frozen=True, eq=False)
class _Drawn:
    """Inputs u(1) .. u(s) and the linear network of repeat copy in a random basis."""

    s: int
    kappa: int
    psi: Float[ndarray, "hidden history"]
    inputs: Float[ndarray, "slots component"]
    network: Elman

    def u(self, i: int, mu: int) -> float:
        """u^i(mu), both counted from 1."""
        return float(self.inputs[mu - 1, i - 1])

    def ket(self, direction: int) -> Float[ndarray, " hidden"]:
        """The psi of a direction counted from 1."""
        return self.psi[:, direction - 1]

    def newest(self, i: int) -> Float[ndarray, " hidden"]:
        """psi_{(s-1)kappa+i}."""
        return self.ket((self.s - 1) * self.kappa + i)

    @property
    def components(self) -> range:
        """1 .. kappa."""
        return range(1, self.kappa + 1)

    def state(self, t: int) -> Float[ndarray, " hidden"]:
        """h(t) of the running network: inputs for s steps, then none."""
        given = np.zeros((1, t, self.kappa))
        given[0, : min(t, self.s)] = self.inputs[:t]
        return run(self.network, given).states[0, -1]


def _draw(sizes: Sizes, rng: np.random.Generator, *, least: int = 1) -> _Drawn:
    s, kappa = max(sizes.slots, least), sizes.components
    task = tasks.repeat_copy(s, kappa)
    psi = draw_basis(task, rng)
    return _Drawn(s, kappa, psi, rng.standard_normal((s, kappa)), compile_linear(task, psi))


def _expanded(drawn: _Drawn) -> Float[ndarray, "hidden hidden"]:
    """Phi as the two sums of Eq. 25."""
    s, kappa, dual = drawn.s, drawn.kappa, covectors(drawn.psi)
    total = np.zeros((len(drawn.psi), len(drawn.psi)))
    for mu in range(1, (s - 1) * kappa + 1):
        total += np.outer(drawn.ket(mu), dual[mu + kappa - 1])
    for mu in range((s - 1) * kappa + 1, s * kappa + 1):
        total += np.outer(drawn.ket(mu), dual[mu - (s - 1) * kappa - 1])
    return total


def _eq25(sizes: Sizes, rng: np.random.Generator) -> float:
    drawn = _draw(sizes, rng)
    newest = (drawn.s - 1) * drawn.kappa
    return max(
        deviation(drawn.network.weight_hh, _expanded(drawn)),
        deviation(drawn.network.weight_ih, drawn.psi[:, newest:]),
        deviation(drawn.network.weight_out, covectors(drawn.psi)[newest:]),
    )


def _eq26(sizes: Sizes, rng: np.random.Generator) -> float:
    """|psi_{(s-1)kappa+j}> <e^j| u^i(1) |e_i>: operators on vectors."""
    drawn = _draw(sizes, rng)
    e = np.eye(drawn.kappa)
    expected = sum(
        np.outer(drawn.newest(j), e[j - 1]) @ (drawn.u(i, 1) * e[i - 1])
        for i in drawn.components
        for j in drawn.components
    )
    return deviation(drawn.state(1), np.asarray(expected))


def _eq27(sizes: Sizes, rng: np.random.Generator) -> float:
    """u^i(1) |psi_{(s-1)kappa+j}> <e^j|e_i>: numbers taken out."""
    drawn = _draw(sizes, rng)
    e = np.eye(drawn.kappa)
    expected = sum(
        drawn.u(i, 1) * drawn.newest(j) * np.dot(e[j - 1], e[i - 1])
        for i in drawn.components
        for j in drawn.components
    )
    return deviation(drawn.state(1), np.asarray(expected))


def _eq28(sizes: Sizes, rng: np.random.Generator) -> float:
    """u^i(1) |psi_{(s-1)kappa+j}> delta_ij."""
    drawn = _draw(sizes, rng)
    expected = sum(
        drawn.u(i, 1) * drawn.newest(j) * float(i == j) for i in drawn.components for j in drawn.components
    )
    return deviation(drawn.state(1), np.asarray(expected))


def _eq29(sizes: Sizes, rng: np.random.Generator) -> float:
    """u^i(1) |psi_{(s-1)kappa+i}>."""
    drawn = _draw(sizes, rng)
    expected = sum(drawn.u(i, 1) * drawn.newest(i) for i in drawn.components)
    return deviation(drawn.state(1), np.asarray(expected))


def _eq30(sizes: Sizes, rng: np.random.Generator) -> float:
    """u^i(1) Phi |psi_{(s-1)kappa+i}> + u^i(2) |psi_{(s-1)kappa+i}>, Phi the weights themselves."""
    drawn = _draw(sizes, rng, least=2)
    expected = sum(
        drawn.u(i, 1) * (drawn.network.weight_hh @ drawn.newest(i)) + drawn.u(i, 2) * drawn.newest(i)
        for i in drawn.components
    )
    return deviation(drawn.state(2), np.asarray(expected))


def _eq31(sizes: Sizes, rng: np.random.Generator) -> float:
    """The same with Phi expanded."""
    drawn = _draw(sizes, rng, least=2)
    phi = _expanded(drawn)
    expected = sum(
        drawn.u(i, 1) * (phi @ drawn.newest(i)) + drawn.u(i, 2) * drawn.newest(i) for i in drawn.components
    )
    return deviation(drawn.state(2), np.asarray(expected))


def _eq32(sizes: Sizes, rng: np.random.Generator) -> float:
    """u^i(1) |psi_{(s-2)kappa+i}> + u^i(2) |psi_{(s-1)kappa+i}>."""
    drawn = _draw(sizes, rng, least=2)
    expected = sum(
        drawn.u(i, 1) * drawn.ket((drawn.s - 2) * drawn.kappa + i) + drawn.u(i, 2) * drawn.newest(i)
        for i in drawn.components
    )
    return deviation(drawn.state(2), np.asarray(expected))


def _eq33(sizes: Sizes, rng: np.random.Generator) -> float:
    """Sum over mu of u^i(mu) |psi_{(mu-1)kappa+i}>."""
    drawn = _draw(sizes, rng)
    expected = sum(
        drawn.u(i, mu) * drawn.ket((mu - 1) * drawn.kappa + i)
        for mu in range(1, drawn.s + 1)
        for i in drawn.components
    )
    return deviation(drawn.state(drawn.s), np.asarray(expected))


def _at_slots(drawn: _Drawn, t: int) -> Float[ndarray, " hidden"]:
    """Sum over mu of u^i(mu) |psi_{((mu-t-1) mod s) kappa + i}>."""
    return np.asarray(
        sum(
            drawn.u(i, mu) * drawn.ket(((mu - t - 1) % drawn.s) * drawn.kappa + i)
            for mu in range(1, drawn.s + 1)
            for i in drawn.components
        )
    )


def _eq13(sizes: Sizes, rng: np.random.Generator) -> float:
    drawn = _draw(sizes, rng)
    rounds = range(2 * drawn.s + 1)
    return max(deviation(drawn.state(drawn.s + t), _at_slots(drawn, t)) for t in rounds)


def _eq34(sizes: Sizes, rng: np.random.Generator) -> float:
    drawn, t = _draw(sizes, rng), int(rng.integers(0, 200))
    contents = repeat_copy_contents(drawn.inputs[None], t).reshape(-1)
    return max(
        deviation(contents, covectors(drawn.psi) @ _at_slots(drawn, t)),
        deviation(drawn.state(drawn.s + t), _at_slots(drawn, t)),
    )


_INDEX = "the print adds kappa to every direction, one slot too many"

CHECKS = (
    Check(
        "13",
        "where every variable is",
        "h(s+t) = sum over mu of u^i(mu) |psi_{((mu-t-1) mod s) kappa + i}>, for two rounds of the running network; "
        f"{_INDEX}.",
        _eq13,
    ),
    Check("25", "Phi, write and read", "The weights of the compiled network are the sums of Eq. 25.", _eq25),
    Check("26", "h(1): operators on the input", "h(1) = |psi_{(s-1)kappa+j}><e^j| u^i(1) |e_i>.", _eq26),
    Check("27", "h(1): numbers taken out", "h(1) = u^i(1) |psi_{(s-1)kappa+j}> <e^j|e_i>.", _eq27),
    Check("28", "h(1): Kronecker delta", "h(1) = u^i(1) |psi_{(s-1)kappa+j}> delta_ij.", _eq28),
    Check("29", "h(1): in the newest slot", "h(1) = u^i(1) |psi_{(s-1)kappa+i}>.", _eq29),
    Check("30", "h(2): Phi on what is held", "h(2) = u^i(1) Phi |psi_{(s-1)kappa+i}> + u^i(2) |...>.", _eq30),
    Check("31", "h(2): Phi expanded", "The same with Phi as its two sums.", _eq31),
    Check(
        "32",
        "h(2): one slot older",
        "h(2) = u^i(1) |psi_{(s-2)kappa+i}> + u^i(2) |psi_{(s-1)kappa+i}>.",
        _eq32,
    ),
    Check("33", "h(s): every slot filled", "h(s) = sum over mu of u^i(mu) |psi_{(mu-1)kappa+i}>.", _eq33),
    Check(
        "34",
        "h(s+t), any t",
        f"As Eq. 13, for one t up to 200, and as the closed form of the contents; {_INDEX}.",
        _eq34,
    ),
)
