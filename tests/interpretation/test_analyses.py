"""An analysis as a whole: deterministic, without side effects, refused in words, written to files."""

import json
from pathlib import Path

import numpy as np
import pytest
from safetensors import safe_open

from cases import BROKEN, COPY, LINEAR, QUICK, RESTORING, analysis_of
from engram import tasks
from engram.dynamics import Activation, elman
from engram.errors import InputError, MismatchError, TaskError, WeightsError
from engram.interpretation import Answer, Method, Recording, Sampling, examine, interpret
from engram.interpretation import examination as examination_module
from engram.interpretation.recording import LEAST_TRIALS
from engram.interpretation.summary import Summary
from engram.numerics import random_orthogonal
from engram.tasks import InputCode
from engram.theory import compile_linear

FADING = next(case for case in LINEAR if case.task.name == "fading")


def written(folder: Path, analysis) -> tuple[bytes, bytes]:
    analysis.save(folder)
    return (folder / "analysis.json").read_bytes(), (folder / "memories.safetensors").read_bytes()


@pytest.mark.parametrize("method", list(Method))
def test_the_same_seed_writes_the_same_bytes(method: Method, tmp_path: Path) -> None:
    first, again = (
        interpret(RESTORING.network, RESTORING.task, method=method, seed=3, sampling=QUICK) for _ in range(2)
    )
    assert written(tmp_path / "first", first) == written(tmp_path / "again", again)


def test_another_seed_draws_other_trials(tmp_path: Path) -> None:
    first, other = analysis_of(RESTORING), analysis_of(RESTORING, seed=1)
    assert not np.array_equal(first.memories.basis, other.memories.basis)


def test_global_randomness_is_neither_used_nor_touched() -> None:
    np.random.seed(1)  # noqa: NPY002
    before = np.random.get_state()  # noqa: NPY002
    first = interpret(COPY.network, COPY.task, sampling=QUICK)
    after = np.random.get_state()  # noqa: NPY002
    assert before[0] == after[0]
    assert np.array_equal(before[1], after[1])
    assert before[2:] == after[2:]
    np.random.seed(2)  # noqa: NPY002
    again = interpret(COPY.network, COPY.task, sampling=QUICK)
    assert first.summary == again.summary


def test_the_network_and_the_task_stay_as_they_were() -> None:
    arrays = [
        getattr(COPY.network, name) for name in ("weight_hh", "weight_ih", "weight_out", "bias", "bias_out")
    ]
    arrays.append(COPY.task.composition)
    before = [array.copy() for array in arrays]
    interpret(COPY.network, COPY.task, sampling=QUICK)
    for array, copy in zip(arrays, before, strict=True):
        assert np.array_equal(array, copy)
        assert not array.flags.writeable


def test_computing_prints_nothing(capsys) -> None:
    interpret(COPY.network, COPY.task, sampling=QUICK)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("known", [COPY, RESTORING, FADING, *BROKEN], ids=lambda known: known.name)
def test_analysis_json_holds_its_contract(known, tmp_path: Path) -> None:
    analysis = analysis_of(known)
    text, _ = written(tmp_path, analysis)
    fields = json.loads(text)
    assert fields["verdict"] == analysis.verdict.answer.value
    assert fields["reasons"]
    assert fields["accuracy"] == analysis.examination.accuracy
    assert fields["interaction_error"] == analysis.examination.interaction_error
    assert fields["spectrum"]["angle_error_rad"] == analysis.examination.spectrum.angle_error_rad
    assert fields["spectrum"]["unmatched"] == analysis.examination.spectrum.unmatched
    assert 0 <= fields["decoding"]["accuracy"] <= 1
    for figure in ("must_change", "must_not_change", "swap"):
        low, high = fields["causal"][f"{figure}_interval"]
        assert 0 <= low <= fields["causal"][figure] <= high <= 1
    assert list(fields["nulls"]) == [kind.value for kind in analysis.nulls]
    assert fields["network"]["cell"] == known.network.kind
    assert sum(part["size"] for part in fields["network"]["state_parts"]) == fields["network"]["state_size"]
    assert {"engram", "numpy", "python"} <= set(fields["versions"])
    assert (fields["seed"], fields["method"]) == (0, "regression")
    assert fields["task"]["name"] == known.task.name


@pytest.mark.parametrize("known", [COPY, *BROKEN], ids=lambda known: known.name)
def test_analysis_json_can_be_read_back(known, tmp_path: Path) -> None:
    text, _ = written(tmp_path, analysis_of(known))
    assert Summary.model_validate_json(text).model_dump_json() == analysis_of(known).summary.model_dump_json()


def tensors(path: Path) -> tuple[dict[str, np.ndarray], dict[str, str]]:
    with safe_open(path, framework="numpy") as file:
        return {name: file.get_tensor(name) for name in sorted(file.keys())}, file.metadata()


def test_memories_file_of_a_selection(tmp_path: Path) -> None:
    analysis = analysis_of(RESTORING)
    analysis.save(tmp_path / "new" / "folder")
    arrays, metadata = tensors(tmp_path / "new" / "folder" / "memories.safetensors")
    circuit = analysis.memories.circuit
    assert arrays["coordinates"].dtype == np.int64
    assert np.array_equal(arrays["coordinates"], circuit.coordinates)
    assert np.array_equal(arrays["basis"], analysis.memories.basis)
    assert np.array_equal(arrays["dual"], analysis.memories.dual)
    assert np.array_equal(arrays["interaction_theory"], circuit.interaction)
    assert np.allclose(arrays["interaction"], arrays["interaction_theory"], atol=0.01)
    assert "projection" not in arrays
    assert metadata["task"] == RESTORING.task.name
    assert metadata["method"] == "regression"


def test_memories_file_of_a_dense_rule(tmp_path: Path) -> None:
    analysis_of(FADING).save(tmp_path)
    arrays, _ = tensors(tmp_path / "memories.safetensors")
    assert "coordinates" not in arrays
    assert arrays["projection"].shape == (9, 12)


@pytest.mark.parametrize("known", [COPY, RESTORING, FADING, *BROKEN], ids=lambda known: known.name)
def test_the_table_is_short_and_narrow(known) -> None:
    lines = str(analysis_of(known)).splitlines()
    assert max(map(len, lines)) <= 80
    assert len(lines) <= 30
    assert lines[1] == f"verdict: {analysis_of(known).verdict.answer.value}"


def test_stages_are_told_in_order() -> None:
    told: list[str] = []
    interpret(COPY.network, COPY.task, sampling=QUICK, on_stage=told.append)
    assert told[0] == "the network"
    assert told[-1] == "the first round"
    assert len(told) == 2 + 4


@pytest.mark.parametrize("code", [InputCode.BITS, InputCode.GAUSSIAN])
def test_a_linear_circuit_is_present_under_other_inputs(code: InputCode) -> None:
    sampling = Sampling(128, 16, 32, 40, code)
    analysis = interpret(COPY.network, COPY.task, sampling=sampling)
    assert analysis.verdict.answer.value == "present"
    assert analysis.examination.interaction_error < 1e-9


def test_scores_are_on_trials_that_nothing_was_fitted_on(monkeypatch) -> None:
    seen: dict[str, Recording] = {}

    def watch(name: str, place: int) -> None:
        original = getattr(examination_module, name)

        def watched(*arguments, **options):
            seen[name] = arguments[place]
            return original(*arguments, **options)

        monkeypatch.setattr(examination_module, name, watched)

    for name, place in (
        ("find_stored", 0),
        ("find_by_regression", 1),
        ("decode_over_time", 1),
        ("causal_scores", 2),
    ):
        watch(name, place)
    examine(COPY.network, COPY.task, Method.REGRESSION, QUICK, np.random.default_rng(0))
    assert seen["find_stored"] is seen["find_by_regression"]
    for scored in ("decode_over_time", "causal_scores"):
        assert not np.array_equal(seen[scored].trials.inputs, seen["find_by_regression"].trials.inputs)


def test_a_reservoir_that_echoes_is_decoded_and_still_refused() -> None:
    """Many units and a short horizon: what was put in can be read off at every step, but it is not stored."""
    rng = np.random.default_rng(0)
    network = elman(
        random_orthogonal(60, rng),
        rng.standard_normal((60, 4)),
        rng.standard_normal((4, 60)),
        Activation.IDENTITY,
    )
    analysis = interpret(network, tasks.repeat_copy(4, 4), sampling=Sampling(64, 2, 8, 8))
    assert analysis.examination.decoding.accuracy > 0.95
    assert analysis.examination.causal.least < 0.65
    assert analysis.verdict.answer is Answer.INCONCLUSIVE


# Refusals -----------------------------------------------------------------------------------------------------


def test_a_task_of_other_vectors() -> None:
    with pytest.raises(MismatchError, match=r"4 inputs and 4 outputs; task .* kappa = 3 components"):
        interpret(COPY.network, tasks.repeat_copy(4, 3), sampling=QUICK)


def test_outputs_of_another_size() -> None:
    network = elman(np.eye(4), np.ones((4, 2)), np.ones((3, 4)))
    with pytest.raises(MismatchError, match="2 inputs and 3 outputs"):
        interpret(network, tasks.repeat_copy(2, 2), sampling=QUICK)


def test_an_unknown_method() -> None:
    with pytest.raises(
        InputError, match="method is 'magic'; expected one of regression, observability, power"
    ):
        interpret(COPY.network, COPY.task, method="magic", sampling=QUICK)


def test_a_method_by_name() -> None:
    assert interpret(COPY.network, COPY.task, method="power", sampling=QUICK).method is Method.POWER


def test_a_negative_seed() -> None:
    with pytest.raises(InputError, match="seed is -1; expected a whole number, 0 or more"):
        interpret(COPY.network, COPY.task, seed=-1, sampling=QUICK)


def test_a_task_that_keeps_nothing() -> None:
    forgetful = tasks.LinearTask("zero", 4, 4, np.zeros((4, 16)))
    with pytest.raises(TaskError, match="no variable to look for"):
        interpret(COPY.network, forgetful, sampling=QUICK)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("num_trials", LEAST_TRIALS - 1),
        ("num_trials", 0),
        ("horizon", 0),
        ("accuracy_trials", 0),
        ("accuracy_horizon", 0),
    ],
)
def test_too_few_trials_or_steps(field: str, value: int) -> None:
    with pytest.raises(InputError, match=f"{field} is {value}; expected at least"):
        Sampling(**{field: value})


def test_all_that_is_wrong_with_a_sampling_is_said_at_once() -> None:
    with pytest.raises(InputError, match=r"num_trials is 1; .*; horizon is -3"):
        Sampling(num_trials=1, horizon=-3)


@pytest.mark.parametrize("activation", [Activation.IDENTITY, Activation.RELU])
def test_a_network_that_runs_away(activation: Activation) -> None:
    rng = np.random.default_rng(0)
    network = elman(
        1e8 * np.abs(rng.standard_normal((6, 6))),
        np.abs(rng.standard_normal((6, 2))),
        rng.standard_normal((2, 6)),
        activation,
    )
    with pytest.raises(WeightsError, match=r"runs away: it exceeds 1e\+100 at step \d+"):
        interpret(network, tasks.repeat_copy(2, 2), sampling=QUICK)


def test_the_smallest_sampling_runs() -> None:
    task = tasks.repeat_copy(1, 1)
    interpret(compile_linear(task, np.eye(1)), task, sampling=Sampling(LEAST_TRIALS, 1, 1, 1))
