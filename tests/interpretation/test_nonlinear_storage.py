"""Storage of tasks whose rule is not linear: said to be there where it is, and not where it is not."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file

import engram as eg
from engram import tasks
from engram.dynamics import Dynamics
from engram.errors import InputError, TaskError
from engram.interpretation import (
    Analysis,
    Answer,
    Criteria,
    Sampling,
    StorageAnalysis,
    interpret,
)
from engram.interpretation.nulls import NullKind, wrong_rules
from engram.interpretation.storage import (
    Code,
    StorageEvidence,
    examine_storage,
    hold,
    judge_storage,
    storage_belief,
    storage_scores,
)
from engram.tasks import InputCode, ModularTask, Task
from engram.theory import circuit_of, compile_saturating, storage_of
from programs import ciphered, looking_ahead, with_clock, without_clock, working_anew

QUICK = Sampling(num_trials=96, horizon=12, accuracy_trials=8, accuracy_horizon=20)

XOR, SUM, CLOCK = tasks.xor(3, 3), tasks.modular_sum(2, 3, 2), tasks.periodic_copy(2, 3, 3, seed=0)
SKIPS = ModularTask("the two newest of three", 2, (0, 1, 1), 3)

PLANTED = {
    "xor, worked out anew": (working_anew(XOR, seed=0), XOR),
    "xor, held ahead": (looking_ahead(XOR, seed=1), XOR),
    "sum, worked out anew": (working_anew(SUM, seed=2), SUM),
    "sum, held ahead": (looking_ahead(SUM, seed=3), SUM),
    "the oldest is never read": (working_anew(SKIPS, seed=4), SKIPS),
    "with a clock": (with_clock(CLOCK, seed=5), CLOCK),
    "without a clock": (without_clock(CLOCK, seed=6), CLOCK),
}


@cache
def analysed(name: str) -> StorageAnalysis:
    network, task = PLANTED[name]
    return analysis_of(network, task)


def analysis_of(network: Dynamics, task: Task) -> StorageAnalysis:
    analysis = interpret(network, task, sampling=QUICK)
    assert isinstance(analysis, StorageAnalysis)
    return analysis


@pytest.mark.parametrize("name", PLANTED)
def test_what_was_planted_is_present(name: str) -> None:
    analysis = analysed(name)
    found = analysis.examination
    assert analysis.verdict.answer is Answer.PRESENT, str(analysis)
    assert found.accuracy == 1.0
    assert found.num_stored == found.storage.num_needed
    assert found.lifted_causal.least == 1.0
    assert found.shift_error < 1e-9
    # The plain code takes what is held ahead of time for noise, and is all but blind to it.
    assert found.decoding_gain == pytest.approx(1.0, abs=1e-4)


@pytest.mark.parametrize("name", PLANTED)
def test_nulls_stay_at_chance(name: str) -> None:
    analysis = analysed(name)
    assert set(analysis.nulls) == {NullKind.ROTATED, NullKind.WRONG_TASK}
    for null in analysis.nulls.values():
        assert null.verdict.answer is not Answer.PRESENT
        assert null.examination.evidence.least < 0.75


@pytest.mark.parametrize("name", ["xor, worked out anew", "sum, worked out anew"])
def test_a_network_that_works_f_out_needs_the_variables_alone(name: str) -> None:
    found = analysed(name).examination
    assert found.num_held_ahead == 0
    assert found.plain_causal.least == 1.0
    assert found.belief.anew == 1.0
    # Nothing by theory; what chance makes of nine contents in 96 trials.
    assert found.linear_share < 0.15
    assert "f is worked out of them at each step" in str(analysed(name))


@pytest.mark.parametrize("name", ["xor, held ahead", "sum, held ahead"])
def test_a_network_that_looks_ahead_goes_by_what_it_holds(name: str) -> None:
    found = analysed(name).examination
    assert found.num_held_ahead == found.ahead
    assert found.plain_causal.must_change.share < 0.65
    assert found.belief.held == 1.0
    assert found.lifted_error < 1e-9
    assert found.spectrum.unmatched == 0
    assert found.spectrum.angle_error_rad < 1e-9
    assert "held ahead of time" in str(analysed(name))


def test_a_clock_can_be_told_from_none() -> None:
    with_one, without = (analysed(name).examination.lifted for name in ("with a clock", "without a clock"))
    assert with_one.shared == pytest.approx(1.0)
    assert with_one.clock > 0.1
    assert without.shared == pytest.approx(1 / 3)
    assert without.clock < 1e-20


@pytest.mark.parametrize("name", ["with a clock", "without a clock"])
def test_the_spectrum_over_a_period_is_that_of_theory(name: str) -> None:
    found = analysed(name).examination
    assert found.spectrum.unmatched == 0
    assert found.spectrum.angle_error_rad < 1e-9
    assert found.lifted_error < 1e-9


def test_contents_must_be_written_at_the_phase_that_it_is() -> None:
    storage, code = storage_of(CLOCK), analysed("without a clock").code
    held = hold(PLANTED["without a clock"][0], storage, 64, 16, np.random.default_rng(0), InputCode.SIGNS)
    late = Code(storage, (*code.phases[1:], code.phases[0]))
    right, wrong = storage_scores(PLANTED["without a clock"][0], held, (code, late), np.random.default_rng(1))
    assert right.least == 1.0
    assert wrong.least < 0.65


@pytest.mark.parametrize("name", PLANTED)
def test_contents_that_are_written_are_what_the_network_goes_on_from(name: str) -> None:
    analysis = analysed(name)
    network, task = PLANTED[name]
    rng = np.random.default_rng(3)
    held = hold(network, analysis.examination.storage, 20, 8, rng, InputCode.SIGNS)
    contents = task.draw_inputs(20, rng, InputCode.SIGNS).reshape(20, -1)
    step = task.num_variables + 5
    states = analysis.write(held.states[:, 5], contents, step=step)
    for later in range(step + 1, step + 7):
        states = network.step(states, np.zeros(network.input_size))
        vectors = task.next_vectors(contents, later)
        assert np.all(task.is_correct(network.readout(states), vectors, InputCode.SIGNS))
        contents = np.concatenate([contents, vectors], axis=1)[:, task.variable_size :]


def test_contents_of_another_shape_are_refused() -> None:
    with pytest.raises(
        InputError, match=r"contents have shape \(2, 3\); expected \(trials, s\*kappa\) = \(2, 9\)"
    ):
        analysed("xor, held ahead").write(np.zeros((2, 17)), np.zeros((2, 3)), step=9)


def test_a_code_that_cannot_be_read_is_no_circuit() -> None:
    analysis = analysis_of(ciphered(XOR, seed=7, shows=False), XOR)
    assert analysis.verdict.answer is Answer.ABSENT
    assert analysis.examination.accuracy == 1.0
    assert analysis.examination.num_stored == 0


def test_contents_that_are_shown_and_not_used_are_no_circuit() -> None:
    analysis = analysis_of(ciphered(XOR, seed=8, shows=True), XOR)
    assert analysis.examination.num_stored == 9
    assert analysis.examination.decoding_accuracy == 1.0
    assert analysis.verdict.answer is Answer.ABSENT
    assert "does not go by what is written there" in str(analysis)


def test_another_task_is_not_found() -> None:
    other = ModularTask("the oldest two", 2, (1, 1, 0), 3)
    analysis = analysis_of(working_anew(XOR, seed=9, f=other), XOR)
    assert analysis.verdict.answer is Answer.INCONCLUSIVE
    assert "has not learned this task" in str(analysis)


def test_a_lift_that_cannot_fail_proves_nothing() -> None:
    one_symbol = tasks.modular_sum(2, 3, 1)
    ahead, anew = (
        analysis_of(made(one_symbol, seed=10), one_symbol) for made in (looking_ahead, working_anew)
    )
    assert ahead.examination.lifted_causal.least == 1.0
    assert ahead.verdict.answer is Answer.INCONCLUSIVE
    assert "cannot fail" in str(ahead)
    assert anew.verdict.answer is Answer.PRESENT


def test_where_no_lift_is_small_enough_the_variables_are_tested_alone() -> None:
    task = tasks.modular_sum(4, 5, 3)
    analysis = analysis_of(working_anew(task, seed=11), task)
    assert not analysis.examination.storage.is_closed
    assert analysis.verdict.answer is Answer.PRESENT
    assert "no lift is small enough" in str(analysis)
    assert max(map(len, str(analysis).splitlines())) <= 80


def test_a_linear_rule_is_examined_alike() -> None:
    task = tasks.compose_copy(4, 2)
    found = examine_storage(compile_saturating(task), storage_of(task), QUICK, np.random.default_rng(0))
    assert found.num_stored == circuit_of(task).num_directions
    assert found.plain_causal.least == found.lifted_causal.least == 1.0
    assert found.linear_share == pytest.approx(1.0, abs=0.01)
    assert found.belief.outputs == 0


def test_what_looks_ahead_is_asked_only_where_there_is_something_to_hold() -> None:
    network, task = PLANTED["with a clock"]
    held = hold(network, storage_of(task), 16, 8, np.random.default_rng(0), InputCode.SIGNS)
    belief = storage_belief(network, held, analysed("with a clock").code, np.random.default_rng(0))
    assert belief.outputs == 0


def test_each_kind_of_task_gets_its_kind_of_analysis() -> None:
    task = tasks.repeat_copy(2, 2)
    linear: Analysis = eg.interpret(compile_saturating(task), task, sampling=QUICK)
    assert isinstance(linear, Analysis)


def test_other_methods_need_a_linear_rule() -> None:
    network, task = PLANTED["xor, held ahead"]
    with pytest.raises(InputError, match="method is 'power', which compares weights with a linear rule"):
        interpret(network, task, method="power", sampling=QUICK)


def test_a_task_without_variables_is_refused() -> None:
    nothing = tasks.PeriodicTask("silence", 2, 1, np.zeros((2, 1, 2)))
    with pytest.raises(TaskError, match="outputs that depend on nothing"):
        examine_storage(with_clock(nothing, seed=0), storage_of(nothing), QUICK, np.random.default_rng(0))


def test_the_same_seed_gives_the_same_figures() -> None:
    network, task = PLANTED["sum, held ahead"]
    again = interpret(network, task, sampling=QUICK)
    assert again.summary == analysed("sum, held ahead").summary


@pytest.mark.parametrize("name", PLANTED)
def test_the_table_fits_a_terminal(name: str) -> None:
    lines = str(analysed(name)).splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[1] == "verdict: present"


@pytest.mark.parametrize("name", ["xor, held ahead", "without a clock"])
def test_an_analysis_is_saved_whole(name: str, tmp_path: Path) -> None:
    analysis = analysed(name)
    analysis.save(tmp_path)
    assert (
        type(analysis.summary).model_validate_json((tmp_path / "analysis.json").read_text())
        == analysis.summary
    )
    arrays = load_file(tmp_path / "memories.safetensors")
    first = "" if name == "xor, held ahead" else "phase-0."
    memories = analysis.code.at(0)
    assert np.array_equal(arrays[f"{first}basis"], memories.basis)
    assert np.array_equal(
        arrays[f"{first}plain.projection"], analysis.examination.plain.at(0).circuit.projection
    )
    assert np.allclose(arrays[f"{first}interaction"], arrays[f"{first}interaction_theory"], atol=1e-9)


@pytest.mark.parametrize("task", [XOR, SUM, CLOCK], ids=lambda task: task.name)
def test_a_wrong_rule_has_the_same_sizes_and_says_something_else(task: Task) -> None:
    wrong = wrong_rules(task, np.random.default_rng(0))[0]
    assert (wrong.num_variables, wrong.variable_size) == (task.num_variables, task.variable_size)
    inputs = tasks.sample_inputs(task, 50, np.random.default_rng(0))
    said = [tasks.unroll(each, inputs, 10).targets for each in (task, wrong)]
    assert np.mean(said[0] != said[1]) > 0.2


def test_the_only_rule_of_its_sizes_has_no_wrong_one() -> None:
    assert wrong_rules(tasks.xor(1, 3), np.random.default_rng(0)) == ()


GOOD = analysed("xor, held ahead").examination.evidence


@pytest.mark.parametrize(
    ("evidence", "answer", "told"),
    [
        (GOOD, Answer.PRESENT, "held ahead of time"),
        (replace(GOOD, stored=8), Answer.PARTIAL, "only 8 of 9 contents stored"),
        (replace(GOOD, shift_error=0.06), Answer.PARTIAL, "error of the shift 0.06"),
        (replace(GOOD, lifted_error=0.06), Answer.PARTIAL, "error of the lifted Phi 0.06"),
        (replace(GOOD, modes_found=GOOD.modes - 1), Answer.PARTIAL, "modes of theory found"),
        (
            replace(GOOD, plain=GOOD.lifted, lifted_error=0.06, modes_found=0),
            Answer.PRESENT,
            "the variables alone are enough",
        ),
        (replace(GOOD, decoding_gain=1.2), Answer.PARTIAL, "1.20 times their size"),
        (replace(GOOD, accuracy=0.8), Answer.PARTIAL, "has not learned"),
        (replace(GOOD, condition_number=1e7), Answer.INCONCLUSIVE, "condition number"),
        (replace(GOOD, lifted=GOOD.plain), Answer.ABSENT, "does not go by"),
        (replace(GOOD, lifted=GOOD.plain, accuracy=0.8), Answer.INCONCLUSIVE, "no better than chance"),
        (replace(GOOD, stored=0), Answer.ABSENT, "another code"),
        (replace(GOOD, stored=0, accuracy=0.6), Answer.INCONCLUSIVE, "has not learned"),
        (replace(GOOD, is_saturated=True), Answer.INCONCLUSIVE, "cannot fail"),
    ],
    ids=lambda value: getattr(value, "value", None) or (value if isinstance(value, str) else "evidence"),
)
def test_what_a_verdict_rests_on(evidence: StorageEvidence, answer: Answer, told: str) -> None:
    verdict = judge_storage(evidence, {}, Criteria())
    assert verdict.answer is answer, str(verdict)
    assert told in str(verdict)


def test_a_null_that_passes_leaves_nothing_proved() -> None:
    verdict = judge_storage(GOOD, {"rotated": GOOD}, Criteria())
    assert verdict.answer is Answer.INCONCLUSIVE
    assert "the test also passes on: rotated" in str(verdict)
