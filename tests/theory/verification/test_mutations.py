"""No check that cannot fail: each is shown a mistake of the package that it must catch."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module
from types import ModuleType

import numpy as np
import pytest

from engram.tasks import LinearTask
from engram.theory import compile_linear, compile_saturating
from engram.theory.verification import CHECKS, Check, run_check


@dataclass(frozen=True)
class Mutation:
    """A mistake: what is put in the place of `target`, made of the original, and the checks that must fail."""

    name: str
    target: str
    mistaken: Callable
    caught: tuple[tuple[str, str], ...]
    """Equation and beginning of the title."""


def every(*equations: str) -> tuple[tuple[str, str], ...]:
    return tuple((equation, "") for equation in equations)


def transposed_calls(original: object) -> property:
    """Phi' for Phi'^T."""
    return property(lambda model: model.sequence_strength * model.interactions @ model.dual)


def without_identity(original: Callable) -> Callable:
    """Xi Phi'^T Xi^+: the I of I + Phi'^T forgotten."""
    return lambda model: model.memories @ model.interactions.T @ model.dual


def late_followers(original: Callable) -> Callable:
    """What follows at once lags by a step."""

    def step(model, state, dt, input=0.0):
        moved = original(model, state, dt, input)
        return replace(moved, hidden=state.hidden + 0.1, delayed=state.delayed)

    return step


def reversed_blocks(original: Callable) -> Callable:
    """F with its newest block first."""

    def unrolled(task, inputs, horizon):
        blocks = task.composition.reshape(task.variable_size, task.num_variables, -1)[:, ::-1]
        return original(
            LinearTask(
                "reversed", task.num_variables, task.variable_size, blocks.reshape(task.variable_size, -1)
            ),
            inputs,
            horizon,
        )

    return unrolled


def other_slot(original: property) -> property:
    """The oldest slot for the newest: directions rolled by one slot."""

    def matrix(circuit):
        right = np.asarray(original.fget(circuit))
        axis = 0 if right.shape[1] == circuit.task.variable_size else 1
        return np.roll(right, circuit.task.variable_size, axis=axis)

    return property(matrix)


def transposed(original: Callable) -> Callable:
    return lambda *arguments: original(*arguments).T


def wrong_preactivation(original: Callable) -> Callable:
    """W_hh^T for W_hh, and no bias."""
    return lambda cell, state, input: state @ cell.weight_hh + input @ cell.weight_ih.T


def deaf_preactivation(original: Callable) -> Callable:
    """Inputs of half their size."""
    return lambda cell, state, input: original(cell, state, 0.5 * input)


def followers_without_sequence(original: Callable) -> Callable:
    """The equation of hidden units that follow at once without its second term."""

    def made(model, *rest):
        return original(replace(model, sequence_strength=0.0) if model.hidden_time == 0 else model, *rest)

    return made


def scaled(factor: float) -> Callable:
    """A function of which the values are off by a factor."""
    return lambda original: lambda *arguments, **options: factor * original(*arguments, **options)


def misread(original: Callable) -> Callable:
    """Phi off by one part in a million, and transposed."""

    def read(weights, memories, name, **options):
        found = original(weights, memories, name, **options)
        return replace(found, interactions=1.000001 * found.interactions.T)

    return read


def swapped_signs(original: Callable) -> Callable:
    def task_of(task_id, *sizes):
        task = original(task_id, *sizes)
        signs = np.where(np.arange(task.variable_size) == 0, -1.0, 1.0)[:, None]
        return replace(task, composition=signs * task.composition)

    return task_of


REPEAT_COPY = every("13", "30", "31", "32", "33", "34")
MODEL = "engram.theory.memory_model.model.MemoryModel"
CIRCUIT = "engram.theory.circuit"
CHECKED = "engram.theory.verification"

MUTATIONS = (
    Mutation(
        "Phi' for its transpose",
        f"{MODEL}.sequence_synapses",
        transposed_calls,
        (("1", "memory model"), ("1", "courses"), *every("16", "17", "18", "19", "20", "22")),
    ),
    Mutation(
        "I forgotten in I + Phi'",
        "engram.theory.equivalence.discretisation.effective_weights",
        without_identity,
        (("2", "Elman network"), *every("4", "22", "23")),
    ),
    Mutation(
        "Phi' of a network transposed",
        f"{CHECKED}.network_equations.memory_model_of",
        lambda original: (
            lambda network, memories: (lambda model: replace(model, interactions=model.interactions.T))(
                original(network, memories)
            )
        ),
        (("2", "any W"),),
    ),
    Mutation(
        "double steps",
        "engram.theory.equivalence.discretisation.euler_step",
        lambda original: lambda model, state, dt, input=0.0: original(model, state, 2 * dt, input),
        (*every("16", "17", "18", "19", "20"), ("limit", "order of Euler")),
    ),
    Mutation(
        "what follows at once comes late",
        "engram.theory.equivalence.discretisation.euler_step",
        late_followers,
        every("16", "17", "18"),
    ),
    Mutation(
        "a limit without its second term",
        "engram.theory.memory_model.simulation.right_hand_side",
        followers_without_sequence,
        (("limit", "order of T_h"),),
    ),
    Mutation(
        "Xi^T for Xi^+",
        f"{MODEL}.dual",
        lambda original: property(lambda model: model.memories.T),
        (("2", "Elman network"), *every("3", "4", "20")),
    ),
    Mutation(
        "a Lagrangian of another size",
        "engram.theory.memory_model.activations.MemoryActivation.lagrangian",
        scaled(1.001),
        (("energy", "Lagrangians"),),
    ),
    Mutation(
        "an energy that rises",
        f"{MODEL}.energy",
        scaled(-1.0),
        (("energy", "energy function"), ("energy", "never rises")),
    ),
    Mutation(
        "a rate of the energy that is off",
        f"{MODEL}.energy_rate",
        scaled(1.000001),
        (("energy", "its rate"),),
    ),
    Mutation(
        "EDEN without its delay",
        f"{CHECKED}.energy_equations.SLOWNESS",
        lambda original: 5.0,
        (("energy", "EDEN"),),
    ),
    Mutation(
        "g with W^T",
        "engram.theory.equivalence.conjugacy.ConjugatePair.step_rates",
        lambda original: lambda pair, rates: pair.activation.apply(rates @ pair.weights),
        (*every("21"), ("24", "conjugacy"), ("24", "at ||W||"), ("24", "without an inverse: what stays")),
    ),
    Mutation(
        "s^-1 of relu without complaint",
        "engram.theory.equivalence.conjugacy.ConjugatePair.recover",
        lambda original: lambda pair, rates: rates,
        (("24", "without an inverse: what fails"), ("24", "conjugacy")),
    ),
    Mutation(
        "g that lengthens",
        "engram.theory.equivalence.conjugacy.ConjugatePair.step_rates",
        lambda original: lambda pair, rates: 1.5 * original(pair, rates),
        (("24", "what ||W||"),),
    ),
    Mutation(
        "a reading that is off", "engram.theory.equivalence.readings.read_in", misread, every("isospectral")
    ),
    Mutation("Phi read transposed", f"{CHECKED}.basis_equations.read_in", misread, every("7")),
    Mutation(
        "Phi of Eq. 37 transposed",
        f"{CHECKED}.linearisation_equations.read_in",
        misread,
        (("37", "its reading"),),
    ),
    Mutation("F newest first", f"{CHECKED}.circuit_equations.unroll", reversed_blocks, every("5")),
    Mutation(
        "W_hh^T, and no bias",
        "engram.dynamics.cells.elman.Elman._preactivation",
        wrong_preactivation,
        (("2", "Elman network"), *every("4", "6", "7", "8", "35"), ("36", "remainder"), ("37", "the linear")),
    ),
    Mutation(
        "inputs of half their size",
        "engram.dynamics.cells.elman.Elman._preactivation",
        deaf_preactivation,
        (*every("6", "26", "27", "28", "29"), ("36", "remainder")),
    ),
    Mutation(
        "a Jacobian without slopes",
        "engram.dynamics.cells.elman.Elman.state_jacobian",
        lambda original: lambda cell, state, input: cell.weight_hh,
        (("36", "Jacobians"), ("37", "the linear"), ("37", "its reading")),
    ),
    Mutation(
        "Phi transposed",
        f"{CIRCUIT}.interaction_matrix",
        transposed,
        (*every("8", "9", "12", "25"), *REPEAT_COPY[:1], *REPEAT_COPY[2:], ("circuit", "closed form")),
    ),
    Mutation(
        "written into the wrong slot",
        f"{CIRCUIT}.Circuit.write",
        other_slot,
        (
            *every("11", "25", "26", "27", "28", "29"),
            *REPEAT_COPY,
            ("circuit", "read undoes"),
            ("input phase", "what"),
        ),
    ),
    Mutation(
        "read out of the wrong slot",
        f"{CIRCUIT}.Circuit.read",
        other_slot,
        (*every("10", "25"), ("circuit", "read undoes")),
    ),
    Mutation(
        "a closed form one step late",
        f"{CHECKED}.repeat_copy_equations.repeat_copy_contents",
        lambda original: lambda inputs, t: original(inputs, t + 1),
        every("34"),
    ),
    Mutation(
        "contents one step late",
        f"{CHECKED}.circuit_equations.contents_after",
        lambda original: lambda task, contents, steps: original(task, contents, steps + 1),
        (("circuit", "closed form"),),
    ),
    Mutation("a sign flipped", f"{CHECKED}.task_facts.from_id", swapped_signs, (("tasks", "ids"),)),
    Mutation(
        "one coordinate too few",
        f"{CHECKED}.task_facts.needed_coordinates",
        lambda original: lambda task: original(task)[1:],
        (("tasks", "64, 36"),),
    ),
    Mutation(
        "eigenvalues turned by a thousandth",
        f"{CHECKED}.task_facts.theoretical_spectrum",
        scaled(float(np.cos(1e-3))),
        (("tasks", "spectra"), ("tasks", "repeat copy: 8")),
    ),
    Mutation(
        "a linear circuit that overwrites",
        f"{CHECKED}.task_facts.compile_linear",
        lambda original: lambda task, basis: compile_saturating(task),
        (("input phase", "linear circuit"),),
    ),
    Mutation(
        "overwriting that adds",
        f"{CHECKED}.task_facts.compile_saturating",
        lambda original: lambda task: compile_linear(task, np.eye(task.history_size)),
        (("input phase", "overwriting"),),
    ),
)


def name(mutation: Mutation) -> str:
    return mutation.name


def caught_by(mutation: Mutation) -> list[Check]:
    found = [
        [check for check in CHECKS if check.equation == equation and check.title.startswith(title)]
        for equation, title in mutation.caught
    ]
    assert all(found), "a check that is named does not exist"
    return [check for checks in found for check in checks]


@pytest.mark.parametrize("mutation", MUTATIONS, ids=name)
def test_a_mistake_is_caught(mutation: Mutation, monkeypatch: pytest.MonkeyPatch) -> None:
    owner, attribute = owner_of(mutation.target)
    monkeypatch.setattr(owner, attribute, mutation.mistaken(vars(owner)[attribute]))
    for check in caught_by(mutation):
        with np.errstate(all="ignore"):
            result = run_check(check, 8, seed=1)
        assert not result.holds, f"{check.equation}: {check.title}"


def owner_of(target: str) -> tuple[ModuleType | type, str]:
    """The module or the class that holds what a dotted path names, and its name there."""
    owner, _, attribute = target.rpartition(".")
    try:
        return import_module(owner), attribute
    except ModuleNotFoundError:
        module, _, kind = owner.rpartition(".")
        return getattr(import_module(module), kind), attribute


def test_every_check_is_caught_by_some_mistake() -> None:
    covered = {(check.equation, check.title) for mutation in MUTATIONS for check in caught_by(mutation)}
    assert covered == {(check.equation, check.title) for check in CHECKS}
