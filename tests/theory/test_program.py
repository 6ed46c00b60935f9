"""The pseudocode against the network beside it: what a line says is what its weights do."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases import DENSE, SELECTIONS, TASKS, chosen
from engram import tasks
from engram.dynamics import run
from engram.errors import TaskError
from engram.tasks import unroll
from engram.theory import CircuitMode, Operation, full_circuit, program_of
from engram.theory.program import WIDTH, block_rows, composition_text, shown_slots
from strategies import any_task


@given(any_task, st.sampled_from(CircuitMode))
@settings(max_examples=40)
def test_every_program_fits_eighty_columns(task, mode) -> None:
    if mode is CircuitMode.SATURATING and not task.is_selection:
        return
    assert max(map(len, str(program_of(task, mode)).split("\n"))) <= WIDTH


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
def test_the_network_of_the_linear_program_is_the_circuit(task) -> None:
    network, circuit = program_of(task, CircuitMode.LINEAR).network, full_circuit(task)
    assert np.allclose(network.weight_hh, circuit.interaction)
    assert np.allclose(network.weight_ih, circuit.write)
    assert np.allclose(network.weight_out, circuit.read)


@pytest.mark.parametrize("task", SELECTIONS, ids=lambda task: task.name)
def test_the_saturating_program_solves_every_selection(task) -> None:
    trials = tasks.sample_trials(task, 16, 40, np.random.default_rng(0))
    outputs = run(program_of(task, CircuitMode.SATURATING).network, trials.inputs).outputs
    assert np.all(outputs[:, task.num_variables :] * trials.targets > 0)


def test_all_operations_are_there_in_order() -> None:
    program = program_of(tasks.compose_copy(4, 3), CircuitMode.SATURATING)
    assert [line.operation for line in program.lines] == [
        Operation.START,
        Operation.LOOP,
        Operation.SHIFT,
        Operation.WRITE,
        Operation.LOOP,
        Operation.COMPOSE,
        Operation.SHIFT,
        Operation.COMPOSE,
        Operation.READ,
    ]


def evaluated(task, contents):
    """The terms of the line that composes, computed."""
    text = composition_text(task).split("←")[1].replace("\n", " ").strip(" ()")
    if "." not in text:
        sign = -1 if text.startswith("-") else 1
        return sign * contents[int(text.strip("-z")) - 1]
    values = []
    for term in text.split(","):
        slot, component = term.strip(" -z").split(".")
        values.append((-1 if "-" in term else 1) * contents[int(slot) - 1, int(component) - 1])
    return np.array(values)


@pytest.mark.parametrize("task", SELECTIONS, ids=lambda task: task.name)
def test_the_composing_line_computes_f(task) -> None:
    contents = np.random.default_rng(0).standard_normal((task.num_variables, task.variable_size))
    assert np.allclose(evaluated(task, contents), task.composition @ contents.ravel())


def test_a_dense_f_names_the_slots_that_it_reads() -> None:
    assert composition_text(tasks.dense_orthogonal(3, 2, seed=0)) == "    new ← F1 z1"
    nothing = tasks.LinearTask("nothing", 2, 2, np.zeros((2, 4)))
    assert composition_text(nothing) == "    new ← 0"


@pytest.mark.parametrize(
    ("task", "expected"),
    [
        (tasks.repeat_copy(3, 2), ["·   I   ·     ·", "·   ·   I     ·", "I   ·   ·     I", "·   ·   I"]),
        (
            chosen("back", [0, 1], [-1.0, -1.0], 2),
            ["·   I     ·", "-I   ·     I", "·   I"],
        ),
    ],
    ids=["repeat copy", "with a sign"],
)
def test_blocks_are_those_of_the_weights(task, expected) -> None:
    rows = block_rows(task)[1:]
    assert [row.split(maxsplit=1)[1].strip() for row in rows] == expected


def test_long_memories_are_shown_without_their_middle() -> None:
    assert shown_slots(4, 5) == [0, 1, 2, 3]
    assert shown_slots(12, 5) == [0, 1, None, 10, 11]
    rows = block_rows(tasks.repeat_copy(30, 2))
    assert any("…" in row for row in rows)
    assert rows[-2].split()[0] == "Ψ30"


@pytest.mark.parametrize(
    ("task", "mode", "words"),
    [
        (tasks.repeat_copy(), CircuitMode.LINEAR, "exact for all real contents"),
        (tasks.compose_copy(), CircuitMode.LINEAR, "0.704 of its first 200 outputs"),
        (tasks.compose_copy(), CircuitMode.LINEAR, "No linear network of any width"),
        (tasks.compose_copy(), CircuitMode.SATURATING, "wins over"),
        (chosen("unread", [3, 3], [1.0, 1.0], 2), CircuitMode.LINEAR, "Φ acts while inputs come in"),
        (DENSE[3], CircuitMode.LINEAR, "No linear network"),
    ],
)
def test_the_remark_says_whether_the_network_does_the_task(task, mode, words) -> None:
    assert words in " ".join(program_of(task, mode).remark.split())


def test_an_addition_that_nothing_reads_is_said_to_do_no_harm() -> None:
    """Output 1 repeats component 2 of the newest slot, which itself is always 0 afterwards."""
    composition = np.zeros((2, 4))
    composition[0, 3] = 1.0
    task = tasks.LinearTask("harmless", 2, 2, composition)
    trials = unroll(task, np.random.default_rng(0).standard_normal((3, 2, 2)), 6)
    program = program_of(task, CircuitMode.LINEAR)
    assert np.allclose(run(program.network, trials.inputs).outputs[:, 2:], trials.targets)
    assert "No output ever depends on what is added" in program.remark


def test_a_dense_f_has_no_saturating_program() -> None:
    with pytest.raises(TaskError, match="only signed selections"):
        program_of(DENSE[0], CircuitMode.SATURATING)
