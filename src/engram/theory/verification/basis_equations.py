"""Vectors in a basis, the network's weights in memories of one's choice: Eq. 3, 4, 7, and the isospectral readings."""

import numpy as np
from jaxtyping import Float
from numpy import ndarray
from scipy import linalg

from engram.dynamics import Activation, elman, run_on
from engram.theory.equivalence.discretisation import rnn_of
from engram.theory.equivalence.readings import (
    Reading,
    eigenvector_reading,
    random_reading,
    read_in,
    schur_reading,
    standard_reading,
)
from engram.theory.memory_model import LearningRule, MemoryModel
from engram.theory.verification.checks import Check, Sizes, deviation
from engram.theory.verification.instances import (
    ELEMENTWISE,
    IDENTITY,
    choose,
    covectors,
    draw_memories,
    draw_model,
)

STEPS = 4


def _eq3(sizes: Sizes, rng: np.random.Generator) -> float:
    """Components by the package's dual; the vector from them by a sum over basis vectors; <e^i|e_j> = delta_ij."""
    basis = draw_memories(sizes.features, sizes.memories, rng)
    nothing = np.zeros((sizes.memories, sizes.memories))
    activation = IDENTITY.activation
    model = MemoryModel(basis, nothing, LearningRule.PSEUDO_INVERSE, activation, activation)
    components = rng.standard_normal(sizes.memories)
    vector = np.zeros(sizes.features)
    for i, component in enumerate(components):
        vector += component * basis[:, i]
    delta = np.array([[1.0 * (i == j) for j in range(sizes.memories)] for i in range(sizes.memories)])
    return max(
        deviation(model.dual @ vector, components),
        deviation(model.dual @ basis, delta),
        deviation(model.dual, covectors(basis)),
    )


def _operator(
    xi: Float[ndarray, "features memories"],
    phi: Float[ndarray, "memories memories"],
    rng: np.random.Generator,
) -> Float[ndarray, "features features"]:
    """xi^i_mu Phi^mu_nu (xi^+)^nu_j |e_i><e^j|, summed with the e_i of a random basis and brought back."""
    basis = draw_memories(len(xi), len(xi), rng)
    dual = covectors(basis)
    # Components of memories and covectors in that basis: the operator must not depend on it.
    components, cocomponents = np.einsum("ai,im->am", dual, xi), np.einsum("ni,ia->na", covectors(xi), basis)
    total = np.zeros((len(xi), len(xi)))
    for i in range(len(xi)):
        for j in range(len(xi)):
            entry = np.einsum("m,mn,n->", components[i], phi, cocomponents[:, j])
            total += entry * np.outer(basis[:, i], dual[j])
    return total


def _eq4(sizes: Sizes, rng: np.random.Generator) -> float:
    features = choose(ELEMENTWISE, rng)
    model = draw_model(sizes, rng, features.activation, IDENTITY.activation)
    operator = _operator(model.memories, np.eye(sizes.memories) + model.interactions.T, rng)
    rates = 0.5 * rng.standard_normal((2, sizes.features))
    found = rnn_of(model).step(rates, np.zeros(sizes.features))
    return deviation(found, features.printed(np.einsum("ij,bj->bi", operator, rates)))


def _eq7(sizes: Sizes, rng: np.random.Generator) -> float:
    """A linear network with W summed over memories, run and read in them."""
    xi = draw_memories(sizes.features, sizes.memories, rng)
    phi = rng.standard_normal((sizes.memories, sizes.memories)) / np.sqrt(sizes.memories)
    weights, eye = _operator(xi, phi, rng), np.eye(sizes.features)
    network = elman(weights, eye, eye, Activation.IDENTITY)
    h = rng.standard_normal((2, sizes.features))
    found = run_on(network, h, np.zeros((2, STEPS, sizes.features))).states
    worst = deviation(read_in(weights, xi, "drawn").interactions, phi)
    for step in range(STEPS):
        h = np.einsum("im,mn,nj,bj->bi", xi, phi, covectors(xi), h)
        worst = max(worst, deviation(found[:, step], h))
    return worst


def _diagonalisable(size: int, rng: np.random.Generator) -> Float[ndarray, "size size"]:
    """A matrix of norm about 1 with real eigenvalues and complex pairs, in a basis of condition 10 at most."""
    pairs, left = divmod(size, 2)
    angles = rng.uniform(0.3, 2.8, pairs)
    blocks = [
        rng.uniform(0.5, 1) * np.array([[np.cos(a), -np.sin(a)], [np.sin(a), np.cos(a)]]) for a in angles
    ]
    blocks += [rng.uniform(-1, 1, (1, 1)) for _ in range(left)]
    basis = draw_memories(size, size, rng)
    return basis @ linalg.block_diag(*blocks) @ linalg.inv(basis)


def _readings(weights: Float[ndarray, "size size"], rng: np.random.Generator) -> tuple[Reading, ...]:
    return (
        standard_reading(weights),
        eigenvector_reading(weights),
        schur_reading(weights),
        random_reading(weights, rng, condition_number=10.0),
        read_in(weights, draw_memories(len(weights), len(weights), rng), "drawn"),
    )


def _spectrum_stays(sizes: Sizes, rng: np.random.Generator) -> float:
    """The sum of lambda^k over the spectrum is the trace of a power, which also tells multiplicities."""
    weights = _diagonalisable(sizes.features, rng)
    worst = 0.0
    for reading in _readings(weights, rng):
        of_weights, of_reading = np.eye(len(weights)), np.eye(len(weights), dtype=complex)
        for _ in range(len(weights)):
            of_weights, of_reading = of_weights @ weights, of_reading @ reading.interactions
            worst = max(worst, abs(np.trace(of_reading) - np.trace(of_weights)) / len(weights))
    return worst


def _rebuilt(sizes: Sizes, rng: np.random.Generator) -> float:
    weights = _diagonalisable(sizes.features, rng)
    return max(
        deviation(
            np.einsum("im,mn,nj->ij", reading.memories, reading.interactions, linalg.inv(reading.memories)),
            weights.astype(reading.memories.dtype),
        )
        for reading in _readings(weights, rng)
    )


CHECKS = (
    Check(
        "3",
        "vectors in a basis",
        "|v> = sum over i of <e^i|v> |e_i> and <e^i|e_j> = delta_ij, with the pseudo-inverse as covectors; bases are "
        "neither orthogonal nor complete.",
        _eq3,
    ),
    Check(
        "4",
        "network in Dirac notation",
        "A step of the network is s_f(xi^i_mu Phi^mu_nu (xi^+)^nu_j |e_i><e^j| h), whatever basis |e_i> is used. Phi "
        "is an operator from nu to mu here, the transpose of that of Eq. 2.",
        _eq4,
    ),
    Check(
        "7",
        "linear network",
        "The run of a linear network with W = sum of xi_mu Phi^mu_nu xi^nu, and Phi read back off W.",
        _eq7,
    ),
    Check(
        "isospectral",
        "the spectrum stays",
        "Power sums of the spectrum of Phi are those of W, for unit, eigenvector, Schur, random and oblique memories.",
        _spectrum_stays,
    ),
    Check(
        "isospectral",
        "W = Xi Phi Xi^-1 for each",
        "The same readings give W back, summed over memories.",
        _rebuilt,
    ),
)
