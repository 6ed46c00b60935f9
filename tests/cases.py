"""Networks with a known answer: what every estimator, score and verdict is tested on.

A *planted* network is a compiled circuit, so its variable memories and its Phi are known before anything is
measured; some are disturbed by what trained networks also have (noise, idle modes, junk, biases). A *broken*
network is one of which the circuit must not be said to be present.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from jaxtyping import Float
from numpy import ndarray
from scipy import linalg

from cell_circuits import (
    Ciphered,
    Opaque,
    above_a_relay,
    as_gru,
    as_lstm,
    below_a_relay,
    holding_lstm,
    lstm_settled_value,
    moved,
    raised,
    rectified,
)
from engram import tasks
from engram.dynamics import Activation, Dynamics, Elman, elman
from engram.interpretation import Analysis, Answer, Method, Sampling, interpret
from engram.numerics import random_orthogonal
from engram.tasks import LinearTask
from engram.theory import compile_linear, compile_saturating, random_basis, random_signed_basis, settled_value

QUICK = Sampling(num_trials=128, horizon=16, accuracy_trials=32, accuracy_horizon=40)
"""Enough for networks of a few variables; half a second an analysis, nulls included."""

COMPOSE = 9241421688590303745
"""First number of the published ids that copy one component from each slot (s = kappa = 8)."""

Basis = Float[ndarray, "hidden history"]


# Tasks -------------------------------------------------------------------------------------------------------


def chosen(name: str, sources: list[int], signs: list[float], num_variables: int) -> LinearTask:
    return tasks.selection(name, np.array(sources), np.array(signs), num_variables=num_variables)


def fading_task() -> LinearTask:
    """A dense F with one component that lasts, two that fade, and one that is forgotten at once."""
    rotation = random_orthogonal(4, np.random.default_rng(3))
    composition = np.zeros((4, 12))
    composition[:, :4] = rotation @ np.diag([1.0, 0.9, 0.6, 0.0]) @ rotation.T
    return LinearTask("fading", 3, 4, composition)


def mixing_task() -> LinearTask:
    """A dense F that reads every slot of some components and none of others, at spectral radius below 1."""
    rng = np.random.default_rng(4)
    composition = np.zeros((4, 16))
    composition[:, [0, 1, 5, 8, 13]] = 0.25 * rng.standard_normal((4, 5))
    return LinearTask("mixing", 4, 4, composition)


REPEAT_COPIES = tuple(tasks.repeat_copy(*sizes) for sizes in [(1, 1), (1, 4), (2, 3), (4, 1), (3, 5), (8, 8)])
TWICE = chosen("one component from two slots", [0, 6, 4], [1.0, -1.0, 1.0], 4)
FEW = chosen("fewer coordinates than the newest slot", [9, 9, 9], [1.0, -1.0, 1.0], 4)
PUBLISHED = (
    tasks.compose_copy(8, 8),
    tasks.from_id((COMPOSE, 262676, 189)),
    tasks.from_id((COMPOSE, 38637, 145)),
)
SELECTIONS = (
    *REPEAT_COPIES,
    tasks.compose_copy(6, 3),
    *(tasks.random_selection(s, k, seed=seed) for s, k, seed in [(4, 3, 0), (5, 3, 1), (2, 6, 2), (7, 2, 3)]),
    TWICE,
    FEW,
    *PUBLISHED,
)
"""Signed selections of many kinds, the four named tasks among them."""
DENSE = (
    tasks.dense_orthogonal(3, 4, seed=0),
    tasks.dense_orthogonal(1, 3, seed=1),
    fading_task(),
    mixing_task(),
)
TASKS = (*SELECTIONS, *DENSE)


# Networks ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class Case:
    """A network, its task, and what is known of it."""

    name: str
    network: Dynamics
    task: LinearTask
    basis: Basis
    """Psi on all s*kappa coordinates as it was planted."""
    junk: Float[ndarray, "hidden junk"]
    """Orthonormal directions along which the state varies and that no output depends on."""
    phi_error: float
    """Largest relative error of Phi that encoding regression may make."""


def case(
    name: str,
    network: Dynamics,
    task: LinearTask,
    basis: Basis,
    phi_error: float,
    junk: ndarray | None = None,
) -> Case:
    return Case(name, network, task, basis, np.zeros((len(basis), 0)) if junk is None else junk, phi_error)


def linear_case(task: LinearTask, hidden_size: int, *, seed: int, condition_number: float = 1.0) -> Case:
    basis = random_basis(task, hidden_size, np.random.default_rng(seed), condition_number=condition_number)
    name = f"linear, {task.name}, condition {condition_number:g}"
    # Contents that fade are known less well the longer one waits.
    error = 1e-6 if task.name == "fading" else 1e-10 if condition_number < 100 else 1e-8
    return case(name, compile_linear(task, basis), task, basis, error)


def saturating_case(task: LinearTask, *, spare: int = 3, seed: int) -> Case:
    """In a redundant basis of signed copies; its contents have the size that tanh settles at."""
    basis = random_signed_basis(task, task.history_size + spare, np.random.default_rng(seed))
    return case(
        f"saturating, {task.name}", compile_saturating(task, basis), task, settled_value() * basis, 0.01
    )


def rewired(network: Elman, **changed: ndarray) -> Elman:
    """The same network with other arrays in some places."""
    names = ("weight_hh", "weight_ih", "weight_out", "bias", "bias_out")
    arrays = {name: getattr(network, name) for name in names} | changed
    return Elman(**arrays, activation=network.activation)


def with_noise(of: Case, *, size: float, seed: int, phi_error: float) -> Case:
    """Every weight matrix plus a random one of `size` times its Frobenius norm."""
    rng = np.random.default_rng(seed)

    def noisy(weights: Float[ndarray, "rows columns"]) -> Float[ndarray, "rows columns"]:
        noise = rng.standard_normal(weights.shape)
        return weights + size * np.linalg.norm(weights) / np.linalg.norm(noise) * noise

    network = of.network
    noise = {name: noisy(getattr(network, name)) for name in ("weight_hh", "weight_ih", "weight_out")}
    return case(f"{of.name}, noise {size:g}", rewired(network, **noise), of.task, of.basis, phi_error)


def with_block(of: Case, block: ndarray, write: ndarray, *, seed: int, name: str, phi_error: float) -> Case:
    """Further modes, h' = block h' + write u, that no output reads, hidden in a random rotation of the whole.

    A nonlinearity acts on units, so there the units are only shuffled.
    """
    rng = np.random.default_rng(seed)
    network, size, extra = of.network, of.network.state_size, len(block)
    mixed = random_orthogonal(size + extra, rng)
    if network.activation is not Activation.IDENTITY:
        mixed = np.eye(size + extra)[rng.permutation(size + extra)]
    enlarged = elman(
        mixed @ linalg.block_diag(network.weight_hh, block) @ mixed.T,
        mixed @ np.concatenate([network.weight_ih, write]),
        np.concatenate([network.weight_out, np.zeros((network.output_size, extra))], axis=1) @ mixed.T,
        network.activation,
    )
    basis = mixed[:, :size] @ of.basis
    junk = mixed[:, size:] if np.any(write) else None
    return case(f"{of.name}, {name}", enlarged, of.task, basis, phi_error, junk)


def with_idle_modes(of: Case, count: int, *, seed: int) -> Case:
    """Slow modes that nothing writes and nothing reads: they must not count as variables."""
    slow = 0.98 * random_orthogonal(count, np.random.default_rng(seed))
    silent = np.zeros((count, of.task.variable_size))
    return with_block(of, slow, silent, seed=seed, name="idle modes", phi_error=of.phi_error)


def with_junk(of: Case, count: int, *, size: float, seed: int, phi_error: float) -> Case:
    """Slow modes that every input stirs up and no output reads: the state varies, the variables do not."""
    rng = np.random.default_rng(seed)
    slow, stirred = random_orthogonal(count, rng), size * rng.standard_normal((count, of.task.variable_size))
    return with_block(of, slow, stirred, seed=seed, name=f"junk {size:g}", phi_error=phi_error)


def with_biases(of: Case, *, seed: int) -> Case:
    """A resting state that is not zero (outside the variables) and outputs that are shifted."""
    rng = np.random.default_rng(seed)
    network, size = of.network, of.network.state_size
    shift = rng.standard_normal(network.output_size)
    if network.activation is not Activation.IDENTITY:
        # Below 0.53, where gain 2 keeps both of its stable values.
        bias = rng.uniform(-0.05, 0.05, size)
        biased = rewired(network, bias=bias, bias_out=0.1 * shift)
        return case(f"{of.name}, biases", biased, of.task, of.basis, 0.03)
    rest = linalg.null_space(of.basis.T)[:, 0]
    biased = rewired(
        network, bias=rest, bias_out=shift, weight_out=network.weight_out - np.outer(shift, rest)
    )
    return case(f"{of.name}, biases", biased, of.task, of.basis, of.phi_error)


LINEAR = (
    *(linear_case(task, task.history_size + 9, seed=1) for task in REPEAT_COPIES if task.history_size > 1),
    linear_case(tasks.repeat_copy(4, 4), 16, seed=2),
    linear_case(tasks.repeat_copy(4, 4), 32, seed=3, condition_number=30.0),
    linear_case(tasks.repeat_copy(4, 4), 32, seed=4, condition_number=1e3),
    linear_case(DENSE[0], 24, seed=5),
    linear_case(DENSE[2], 24, seed=6),
)
"""Identity cells: the closed form, exactly. Only tasks that read the oldest slot: see `compile_linear`."""
SATURATING = tuple(saturating_case(task, seed=7) for task in SELECTIONS if task.history_size > 1)

COPY = linear_case(tasks.repeat_copy(4, 4), 28, seed=8)
RESTORING = saturating_case(tasks.compose_copy(6, 3), spare=6, seed=9)
DISTURBED = (
    with_noise(COPY, size=1e-3, seed=10, phi_error=0.01),
    with_noise(RESTORING, size=1e-3, seed=10, phi_error=0.01),
    with_idle_modes(COPY, 9, seed=11),
    with_idle_modes(RESTORING, 9, seed=11),
    with_junk(COPY, 6, size=1.0, seed=12, phi_error=0.01),
    with_junk(COPY, 6, size=10.0, seed=12, phi_error=0.03),
    with_junk(RESTORING, 9, size=1.0, seed=12, phi_error=0.02),
    with_biases(COPY, seed=13),
    with_biases(RESTORING, seed=13),
)


def stretched(basis: Basis, *, above: int = 0, below: int = 0) -> Basis:
    """A basis with rows of zeros over or under it: units that hold no variable."""
    return np.pad(basis, ((above, below), (0, 0)))


def in_other_cells() -> tuple[Case, ...]:
    """Compiled circuits in a GRU, an LSTM, two layers, relu, and behind a function; their Phi stays what it was."""
    copy, restoring = COPY.network, RESTORING.network
    tanh = compile_saturating(tasks.repeat_copy(4, 4))
    unit, settled = np.eye(16), settled_value()
    h, task = lstm_settled_value(), RESTORING.task
    signs = RESTORING.basis / settled
    newest = np.concatenate([np.zeros((4, 12)), np.tanh(3) * np.eye(4)], axis=1)
    pairs, amplitude = rectified(COPY.task)
    held = np.tanh(8.0)
    return (
        case("GRU with open gates", as_gru(restoring), task, RESTORING.basis, 0.01),
        case(
            "LSTM with open gates",
            as_lstm(restoring),
            task,
            np.concatenate([h * signs, np.arctanh(h) * signs]),
            0.01,
        ),
        case(
            "LSTM that holds one vector in c",
            holding_lstm(4),
            tasks.repeat_copy(1, 4),
            np.concatenate([np.tanh(held) * np.eye(4), held * np.eye(4)]),
            1e-6,
        ),
        case(
            "circuit above a relay", above_a_relay(restoring), task, stretched(RESTORING.basis, above=3), 0.01
        ),
        case(
            "circuit below a relay",
            below_a_relay(tanh),
            COPY.task,
            np.concatenate([settled * unit, newest]),
            0.01,
        ),
        case("relu in pairs", pairs, COPY.task, amplitude, 1e-10),
        case("relu above zero", raised(copy, 10.0), COPY.task, COPY.basis, 1e-10),
        case("about another origin", moved(copy, np.linspace(-3, 3, 28)), COPY.task, COPY.basis, 1e-10),
        case("a function, linear inside", Opaque(copy), COPY.task, COPY.basis, 1e-10),
        case("a function, restoring inside", Opaque(as_gru(restoring)), task, RESTORING.basis, 0.01),
    )


OTHER_CELLS = in_other_cells()
PLANTED = (*LINEAR, *SATURATING, *DISTURBED, *OTHER_CELLS)


# Networks of which the circuit must not be said to be present ----------------------------------------------


@dataclass(frozen=True, eq=False)
class Broken:
    """A network, a task, the answers that are right, and what the reasons must mention."""

    name: str
    network: Dynamics
    task: LinearTask
    answers: tuple[Answer, ...]
    reason: str


def forgetful() -> Broken:
    """Repeat copy with the way back cut for one component of four: the others are held for ever."""
    task = tasks.repeat_copy(4, 4)
    network = compile_saturating(task)
    weights = network.weight_hh.copy()
    weights[12, 0] = 0.0
    return Broken(
        "one loop cut", rewired(network, weight_hh=weights), task, (Answer.PARTIAL,), "directions stored"
    )


def one_mode_short() -> Broken:
    """Repeat copy in which one alternating combination of contents fades, which no component's sign shows.

    Of eight slots a sign survives the loss of that combination unless all eight alternate: once in 128 inputs.
    """
    task = tasks.repeat_copy(8, 4)
    basis = random_basis(task, 40, np.random.default_rng(17))
    mode = np.zeros(32)
    mode[::4] = np.array([1.0, -1.0] * 4) / np.sqrt(8)
    dual = np.linalg.pinv(basis)
    # Its eigenvalue is -1, and becomes -0.85.
    weights = compile_linear(task, basis).weight_hh + 0.15 * np.outer(basis @ mode, mode @ dual)
    network = rewired(compile_linear(task, basis), weight_hh=weights)
    return Broken("one mode short", network, task, (Answer.PARTIAL,), "only 31 of 32 modes")


def alternating() -> Broken:
    """Repeat copy of s = 1 by another mechanism: what is kept changes its sign at every step.

    Units: kappa contents q <- -q, a clock c <- -c started by its bias, and two units for each component that
    tell whether q and c agree. The answer is in the state, but not what will be answered next.
    """
    kappa, gain = 4, 6.0
    task = tasks.repeat_copy(1, kappa)
    eye, zero = np.eye(kappa), np.zeros((kappa, kappa))
    column = np.ones((kappa, 1))
    weight_hh = np.block(
        [
            [-2 * eye, 0 * column, zero, zero],
            [0 * column.T, -8 * np.ones((1, 1)), 0 * column.T, 0 * column.T],
            [gain * eye, gain * column, zero, zero],
            [-gain * eye, -gain * column, zero, zero],
        ]
    )
    bias = np.concatenate([np.zeros(kappa), [2.0], np.full(2 * kappa, -gain * settled_value())])
    weight_ih = np.concatenate([8 * eye, 0 * column.T, zero, zero])
    # q(1) = u and c(1) > 0, so q and c agree exactly where u is 1: one of the two units says 1 then, else none.
    weight_out = np.concatenate([zero, 0 * column, eye, eye], axis=1)
    network = Elman(weight_hh, weight_ih, weight_out, bias, np.ones(kappa))
    return Broken("alternating code", network, task, (Answer.ABSENT,), "accuracy 1.000")


def scrambled() -> Broken:
    """A circuit under so much noise that little of it works."""
    noisy = with_noise(RESTORING, size=1.5, seed=14, phi_error=1.0)
    answers = (Answer.PARTIAL, Answer.INCONCLUSIVE)
    return Broken("heavy noise", noisy.network, noisy.task, answers, "has not learned")


def ill_conditioned() -> Broken:
    """The circuit in a basis that double precision cannot tell apart."""
    network = linear_case(tasks.repeat_copy(4, 4), 32, seed=15, condition_number=1e7).network
    return Broken(
        "condition 1e7", network, tasks.repeat_copy(4, 4), (Answer.INCONCLUSIVE,), "condition number"
    )


def interfering() -> Broken:
    """The linear circuit of compose copy: f fires while inputs come in, so it does not do the task."""
    task = tasks.compose_copy(6, 3)
    network = compile_linear(task, random_basis(task, 24, np.random.default_rng(16)))
    answers = (Answer.PARTIAL, Answer.INCONCLUSIVE)
    return Broken("linear compose copy", network, task, answers, "has not learned")


def silent() -> Broken:
    """All weights zero."""
    network = elman(np.zeros((8, 8)), np.zeros((8, 2)), np.zeros((2, 8)))
    return Broken("zero weights", network, tasks.repeat_copy(2, 2), (Answer.INCONCLUSIVE,), "has not learned")


def too_narrow() -> Broken:
    """Fewer units than variables, random weights."""
    rng = np.random.default_rng(17)
    network = elman(rng.standard_normal((3, 3)), rng.standard_normal((3, 2)), rng.standard_normal((2, 3)))
    return Broken("three units", network, tasks.repeat_copy(2, 2), (Answer.INCONCLUSIVE,), "has not learned")


def in_another_cell(of: Broken) -> Broken:
    """What is broken stays broken as the candidate of a GRU."""
    assert isinstance(of.network, Elman)
    return Broken(f"GRU: {of.name}", as_gru(of.network), of.task, of.answers, of.reason)


def forgetting_lstm() -> Broken:
    """A vector in c whose forget gate loses a third of it at every step: signs stay right, real contents fade."""
    task = tasks.repeat_copy(1, 4)
    fading = as_lstm(elman(np.zeros((4, 4)), 8 * np.eye(4), np.eye(4)), forget=np.log(2.0))
    return Broken("LSTM that forgets", fading, task, (Answer.PARTIAL,), "relative error of Phi")


def ciphered() -> Broken:
    """Every bit is kept and said, and no linear reader finds a single one."""
    return Broken(
        "ciphered contents", Ciphered(2, 4), tasks.repeat_copy(2, 4), (Answer.ABSENT,), "another code"
    )


BROKEN = (
    in_another_cell(forgetful()),
    in_another_cell(alternating()),
    forgetting_lstm(),
    ciphered(),
    forgetful(),
    one_mode_short(),
    alternating(),
    scrambled(),
    ill_conditioned(),
    interfering(),
    silent(),
    too_narrow(),
)


# Analyses, made once ------------------------------------------------------------------------------------------


@cache
def analysis_of(known: Case | Broken, method: Method = Method.REGRESSION, seed: int = 0) -> Analysis:
    """The analysis of a network of this catalogue."""
    return interpret(known.network, known.task, method=method, seed=seed, sampling=QUICK)


def name_of(known: object) -> str:
    """For test ids."""
    return str(getattr(known, "name", known)).replace(" ", "-")
