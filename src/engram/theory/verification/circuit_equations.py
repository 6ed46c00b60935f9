"""The variable-binding circuit of any linear rule: Eq. 5, 6, 8-12."""

import numpy as np
from jaxtyping import Float
from numpy import ndarray

from engram import tasks
from engram.dynamics import elman, run, run_on
from engram.tasks import LinearTask, unroll
from engram.theory.bounds.input_phase import written_matrix
from engram.theory.circuit import interaction_matrix
from engram.theory.compiler import compile_linear
from engram.theory.prediction import contents_after
from engram.theory.verification.checks import Check, Sizes, deviation
from engram.theory.verification.instances import covectors, draw_basis, draw_task, printed_interaction

STEPS = 6


def _let_go_on(task: LinearTask, vectors: list[ndarray], steps: int) -> list[ndarray]:
    """u(t) = sum over k of F_k u(t-k), F_k the block of F that reads k steps back [Eq. 5]."""
    s, kappa, history = task.num_variables, task.variable_size, list(vectors)
    for _ in range(steps):
        following = np.zeros(kappa)
        for k in range(1, s + 1):
            block = task.composition[:, (s - k) * kappa : (s - k + 1) * kappa]
            following += np.einsum("ij,j->i", block, history[-k])
        history.append(following)
    return history


def _eq5(sizes: Sizes, rng: np.random.Generator) -> float:
    task = draw_task(sizes, rng)
    inputs = rng.standard_normal((1, sizes.slots, sizes.components))
    expected = _let_go_on(task, list(inputs[0]), STEPS)
    return deviation(unroll(task, inputs, STEPS).vectors[0], np.array(expected))


def _eq6(sizes: Sizes, rng: np.random.Generator) -> float:
    hidden, inputs = sizes.features, sizes.components
    w_hh = rng.standard_normal((hidden, hidden)) / np.sqrt(hidden)
    w_uh, w_r = rng.standard_normal((hidden, inputs)), rng.standard_normal((inputs, hidden))
    given = rng.standard_normal((1, STEPS, inputs))
    found = run(elman(w_hh, w_uh, w_r), given)
    h, worst = np.zeros(hidden), 0.0
    for t in range(STEPS):
        a = np.einsum("ij,j->i", w_hh, h) + np.einsum("ij,j->i", w_uh, given[0, t])
        h = 1 - 2 / (1 + np.exp(2 * a))
        worst = max(worst, deviation(found.states[0, t], h))
        worst = max(worst, deviation(found.outputs[0, t], np.einsum("ij,j->i", w_r, h)))
    return worst


def _eq8(sizes: Sizes, rng: np.random.Generator) -> float:
    """Components <psi^mu|h(t)> of a run of the compiled network beside sums over Phi^mu_nu."""
    task = draw_task(sizes, rng)
    basis = draw_basis(task, rng)
    phi, held = printed_interaction(task), rng.standard_normal((2, task.history_size))
    silence = np.zeros((2, STEPS, sizes.components))
    states = run_on(compile_linear(task, basis), np.einsum("im,bm->bi", basis, held), silence).states
    found, worst = np.einsum("mi,bti->btm", covectors(basis), states), 0.0
    for t in range(STEPS):
        held = np.einsum("mn,bn->bm", phi, held)
        worst = max(worst, deviation(found[:, t], held))
    return worst


def _outer_sum(
    left: Float[ndarray, "hidden pairs"], right: Float[ndarray, "pairs other"]
) -> Float[ndarray, "hidden other"]:
    """Sum over mu of |left_mu><right^mu|."""
    total = np.zeros((left.shape[0], right.shape[1]))
    for mu in range(left.shape[1]):
        total += np.outer(left[:, mu], right[mu])
    return total


def _eq9(sizes: Sizes, rng: np.random.Generator) -> float:
    """Sum of |psi_mu><psi^{mu+kappa}| and, into the newest slot, Phi^mu_nu |psi_mu><psi^nu|."""
    task = draw_task(sizes, rng)
    psi, kappa, older = draw_basis(task, rng), sizes.components, (sizes.slots - 1) * sizes.components
    dual = covectors(psi)
    shift = _outer_sum(psi[:, :older], dual[kappa:])
    compose = np.zeros_like(shift)
    for mu in range(older, task.history_size):
        for nu in range(task.history_size):
            compose += task.composition[mu - older, nu] * np.outer(psi[:, mu], dual[nu])
    operator = compile_linear(task, psi).weight_hh
    return max(
        deviation(operator, shift + compose), deviation(interaction_matrix(task), printed_interaction(task))
    )


def _eq10(sizes: Sizes, rng: np.random.Generator) -> float:
    """Sum over mu of the newest slot of |e_{mu-(s-1)kappa}><psi^mu|."""
    task = draw_task(sizes, rng)
    psi, older = draw_basis(task, rng), (sizes.slots - 1) * sizes.components
    expected = _outer_sum(np.eye(sizes.components), covectors(psi)[older:])
    return deviation(compile_linear(task, psi).weight_out, expected)


def _eq11(sizes: Sizes, rng: np.random.Generator) -> float:
    """Sum over j of |psi_{(s-1)kappa+j}><e^j|."""
    task = draw_task(sizes, rng)
    psi, older = draw_basis(task, rng), (sizes.slots - 1) * sizes.components
    expected = _outer_sum(psi[:, older:], np.eye(sizes.components))
    return deviation(compile_linear(task, psi).weight_ih, expected)


def _eq12(sizes: Sizes, rng: np.random.Generator) -> float:
    """Phi of repeat copy: |psi_mu><psi^{mu+kappa}|, and |psi_mu><psi^{mu-(s-1)kappa}| into the newest slot."""
    s, kappa = sizes.slots, sizes.components
    task = tasks.repeat_copy(s, kappa)
    psi = draw_basis(task, rng)
    dual, total = covectors(psi), np.zeros((len(psi), len(psi)))
    for mu in range(1, s * kappa + 1):
        source = mu + kappa if mu <= (s - 1) * kappa else mu - (s - 1) * kappa
        total += np.outer(psi[:, mu - 1], dual[source - 1])
    return deviation(compile_linear(task, psi).weight_hh, total)


def _while_writing(sizes: Sizes, rng: np.random.Generator) -> float:
    """h(s) after real inputs: contents move by Phi at every step and take up u(t), also where f reads young slots."""
    task = draw_task(sizes, rng)
    basis, phi = draw_basis(task, rng), printed_interaction(task)
    inputs, held = rng.standard_normal((1, sizes.slots, sizes.components)), np.zeros(task.history_size)
    for t in range(sizes.slots):
        held = np.einsum("mn,n->m", phi, held)
        held[-sizes.components :] += inputs[0, t]
    state = run(compile_linear(task, basis), inputs).states[0, -1]
    return max(
        deviation(written_matrix(task) @ inputs.reshape(-1), held),
        deviation(state, np.einsum("im,m->i", basis, held)),
    )


def _read_undoes_write(sizes: Sizes, rng: np.random.Generator) -> float:
    """W_r W_uh = I, and after k steps without input W_r reads what f makes of what was written."""
    task = draw_task(sizes, rng)
    network = compile_linear(task, draw_basis(task, rng))
    value = rng.standard_normal(sizes.components)
    vectors = [np.zeros(sizes.components)] * (sizes.slots - 1) + [value]
    expected = _let_go_on(task, vectors, STEPS)[sizes.slots - 1 :]
    given = np.zeros((1, STEPS + 1, sizes.components))
    given[0, 0] = value
    return deviation(run(network, given).outputs[0], np.array(expected))


def _closed_form(sizes: Sizes, rng: np.random.Generator) -> float:
    """Contents after k steps: the closed form, and the run of a compiled network, beside letting f go on."""
    task = draw_task(sizes, rng)
    basis, held = draw_basis(task, rng), rng.standard_normal((1, task.history_size))
    history = _let_go_on(task, list(held.reshape(sizes.slots, sizes.components)), STEPS)
    expected = np.concatenate(history[-sizes.slots :])[None]
    silence = np.zeros((1, STEPS, sizes.components))
    states = run_on(compile_linear(task, basis), held @ basis.T, silence).states[:, -1]
    return max(deviation(contents_after(task, held, STEPS), expected), deviation(states, expected @ basis.T))


CHECKS = (
    Check(
        "5",
        "the rule f",
        "u(t) = sum over k of F_k u(t-k), oldest block first, against the vectors that a task goes on with.",
        _eq5,
    ),
    Check(
        "6",
        "Elman network with input",
        "h(t) = tanh(W_hh h(t-1) + W_uh u(t)), y(t) = W_r h(t), unit by unit. The print has h(t+1) of u(t), and so "
        "y(t) = W_r h(t+1): the same with states counted one later.",
        _eq6,
    ),
    Check(
        "8",
        "step in the basis of memories",
        "Components of the state of a compiled network move as h^mu(t+1) = Phi^mu_nu h^nu(t), for any linear rule.",
        _eq8,
    ),
    Check(
        "9",
        "Phi: shift, and f into the newest",
        "W_hh is the sum of |psi_mu><psi^{mu+kappa}| and of Phi^mu_nu |psi_mu><psi^nu| over the newest slot; the print "
        "begins the second sum at (N-1) kappa, one too early.",
        _eq9,
    ),
    Check(
        "10",
        "reading",
        "W_r is the sum of |e_{mu-(N-1)kappa}><psi^mu| over the newest slot.",
        _eq10,
    ),
    Check("11", "writing", "W_uh is the sum of |psi_{(N-1)kappa+j}><e^j| over components j.", _eq11),
    Check(
        "12",
        "Phi of repeat copy",
        "W_hh of repeat copy is the cyclic sum of |psi_mu><psi^{mu+kappa}| and |psi_mu><psi^{mu-(s-1)kappa}|.",
        _eq12,
    ),
    Check(
        "circuit",
        "read undoes write",
        "What is written is read at once, and afterwards f of it, step by step, as letting f go on gives it.",
        _read_undoes_write,
    ),
    Check(
        "circuit",
        "closed form and running network",
        "Contents after k steps without input, by the closed form and by running the compiled network.",
        _closed_form,
    ),
    Check(
        "input phase",
        "what the linear circuit stores",
        "During the input phase a linear circuit adds: z(t) = Phi z(t-1) + E_s u(t), which is not (u(1), ..., u(s)) "
        "where f reads a slot younger than the oldest.",
        _while_writing,
    ),
)
