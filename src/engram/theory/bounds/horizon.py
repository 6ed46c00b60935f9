"""Real-valued contents: how their error grows with the number of steps, and what a network keeps of them.

A linear circuit keeps any number, so its contents can only get worse. Five ways in which they do, each with what it
predicts for the relative error after t steps:

* rounding: W_hh is itself rounded, so the error grows with t, and with the condition number of the basis;
* a spectral error: eigenvalues (1 - eps) e^(i delta) of what should have modulus 1: |(1 - eps)^t e^(i delta t) - 1|;
* tanh: x - x^3 / 3 at every step, so a content falls as x / sqrt(1 + 2 x^2 t / 3): less for smaller contents;
* noise of size sigma on every unit at every step: sigma sqrt(t), over the size of the contents;
* the last two together have a best size of contents (`best_amplitude`).

A saturating circuit corrects errors, and for that has to give up everything but the signs: one bit for each content,
at any time. `linear_information` and `sign_information` compare the two.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float, Int
from numpy import ndarray
from scipy import linalg, special

from engram.errors import InputError
from engram.tasks import LinearTask
from engram.theory.circuit import interaction_matrix
from engram.theory.compiler import Gains, random_basis
from engram.theory.paths import contents_at

Map = Callable[[Float[ndarray, "trials hidden"]], Float[ndarray, "trials hidden"]]
"""One step of a network left alone."""


@dataclass(frozen=True, eq=False)
class Keeper:
    """A network left alone, and where it keeps the contents of a task: h = z `basis`^T."""

    task: LinearTask
    basis: Float[ndarray, "hidden history"]
    step: Map

    @property
    def dual(self) -> Float[ndarray, "history hidden"]:
        """Psi^+."""
        return linalg.pinv(self.basis)


def linear_keeper(
    task: LinearTask, basis: Float[ndarray, "hidden history"], operator: Float[ndarray, "history history"]
) -> Keeper:
    """The network h <- Psi operator Psi^+ h; with Phi for the operator it is the linear circuit."""
    recurrent = basis @ operator @ linalg.pinv(basis)
    return Keeper(task, basis, lambda states: states @ recurrent.T)


def with_noise(keeper: Keeper, size: float, rng: np.random.Generator) -> Keeper:
    """The same with Gaussian noise of standard deviation `size` on every unit after every step."""

    def noisy(states: Float[ndarray, "trials hidden"]) -> Float[ndarray, "trials hidden"]:
        after = keeper.step(states)
        return after + size * rng.standard_normal(after.shape)

    return Keeper(keeper.task, keeper.basis, noisy)


def keep(
    keeper: Keeper, contents: Float[ndarray, "trials history"], steps: Int[ndarray, " times"]
) -> Float[ndarray, "times trials history"]:
    """What is read off the network after the given numbers of steps (rising), contents put in at step 0."""
    if steps.size and (steps[0] < 0 or np.any(np.diff(steps) <= 0)):
        raise InputError(f"steps are {steps.tolist()[:6]} ...; expected rising numbers from 0 on")
    states, done, kept, dual = contents @ keeper.basis.T, 0, [], keeper.dual
    for step in steps:
        for _ in range(int(step) - done):
            states = keeper.step(states)
        done = int(step)
        kept.append(states @ dual.T)
    return np.array(kept).reshape(steps.size, *contents.shape)


def relative_errors(
    keeper: Keeper, contents: Float[ndarray, "trials history"], steps: Int[ndarray, " times"]
) -> Float[ndarray, " times"]:
    """Root mean square error of what is kept over the root mean square of what should be (closed form)."""
    kept = keep(keeper, contents, steps)
    truth = np.stack([contents_at(keeper.task, contents, int(step)) for step in steps])
    return np.sqrt(np.mean((kept - truth) ** 2, axis=(1, 2)) / np.mean(truth**2, axis=(1, 2)))


def perturbed_modes(
    operator: Float[ndarray, "history history"], *, modulus: float, angle: float
) -> Float[ndarray, "history history"]:
    """An orthogonal operator with every eigenvalue times `modulus`, and turned away from 1 by `angle` where complex.

    Raises `InputError` unless the operator is orthogonal.
    """
    if not np.allclose(operator @ operator.T, np.eye(len(operator))):
        raise InputError("modes are turned only for an orthogonal interaction, as that of repeat copy")
    triangular, unitary = linalg.schur(operator, output="complex")
    modes = np.diag(triangular)
    turned = modes * modulus * np.exp(1j * angle * np.sign(np.round(modes.imag, 9)))
    return np.real((unitary * turned) @ unitary.conj().T)


def fading_error(steps: Int[ndarray, " times"], *, modulus: float) -> Float[ndarray, " times"]:
    """|1 - modulus^t|: the relative error when every eigenvalue has this modulus instead of 1."""
    return np.abs(1 - modulus ** steps.astype(np.float64))


def drift_error(
    steps: Int[ndarray, " times"], *, angle: float, turning: float = 1.0
) -> Float[ndarray, " times"]:
    """2 |sin(angle t / 2)| on the share `turning` of modes that are complex: relative error of a phase error."""
    return np.sqrt(turning) * 2 * np.abs(np.sin(angle * steps / 2))


def tanh_error(
    steps: Int[ndarray, " times"], amplitude: float, contents: Float[ndarray, "*shape"]
) -> Float[ndarray, " times"]:
    """Relative error of contents times `amplitude` under tanh, from dx/dt = -x^3 / 3."""
    scaled = (amplitude * contents.ravel()) ** 2
    left = 1 / np.sqrt(1 + 2 * scaled[None, :] * steps[:, None] / 3)
    weight = scaled / np.sum(scaled)
    return np.sqrt(np.sum(weight * (1 - left) ** 2, axis=1))


def noise_error(steps: Int[ndarray, " times"], noise: float, amplitude: float) -> Float[ndarray, " times"]:
    """Relative error sigma sqrt(t) / amplitude of contents of unit variance, in an orthonormal basis."""
    return noise * np.sqrt(steps) / amplitude


def best_amplitude(steps: int, noise: float) -> float:
    """The size of Gaussian contents at which tanh and noise together do least harm after so many steps.

    The error squared is (c a^2 t)^2 + (sigma sqrt(t) / a)^2, with c = sqrt(15) / 3 since the sixth moment of a Gaussian
    is 15: least at a^6 = sigma^2 / (2 c^2 t). Leading order: right while a^2 t is small.
    """
    return float((noise**2 / (2 * (15 / 9) * steps)) ** (1 / 6))


def linear_information(steps: Float[ndarray, " times"], noise: float) -> Float[ndarray, " times"]:
    """Bits left of a Gaussian content of unit variance after t noisy steps of a linear circuit: log2(1 + SNR) / 2."""
    return 0.5 * np.log2(1 + 1 / (noise**2 * steps))


def sign_information(flipped: Float[ndarray, " times"]) -> Float[ndarray, " times"]:
    """Bits that a sign still tells when it is wrong with the given probability: 1 - H(p)."""
    return 1 - (special.entr(flipped) + special.entr(1 - flipped)) / np.log(2)


def tanh_keeper(task: LinearTask, amplitude: float) -> Keeper:
    """The network h <- tanh(Phi h) in the standard basis, contents times `amplitude`."""
    return _elementwise_keeper(task, 1.0, amplitude)


def saturating_keeper(task: LinearTask, gains: Gains) -> Keeper:
    """The network h <- tanh(g Phi h) in the standard basis, contents of size 1 kept at the settled value."""
    return _elementwise_keeper(task, gains.recurrent, gains.settled)


def _elementwise_keeper(task: LinearTask, gain: float, amplitude: float) -> Keeper:
    recurrent = gain * interaction_matrix(task)
    return Keeper(task, amplitude * np.eye(task.history_size), lambda states: np.tanh(states @ recurrent.T))


def basis_keeper(
    task: LinearTask, hidden_size: int, condition_number: float, rng: np.random.Generator
) -> Keeper:
    """The linear circuit in a random basis of the given condition number, in float64."""
    basis = random_basis(task, hidden_size, rng, condition_number=condition_number)
    return linear_keeper(task, basis, interaction_matrix(task))


def disturbed_operator(
    task: LinearTask, size: float, rng: np.random.Generator
) -> Float[ndarray, "history history"]:
    """Phi plus a random matrix of `size` times its Frobenius norm: an interaction as training leaves it."""
    phi = interaction_matrix(task)
    noise = rng.standard_normal(phi.shape)
    return phi + size * np.linalg.norm(phi) / np.linalg.norm(noise) * noise
