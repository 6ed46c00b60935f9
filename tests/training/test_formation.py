"""Looks at networks in training: they see a circuit that is there, change nothing, and survive interruptions."""

from dataclasses import replace

import numpy as np
import pytest

from engram import theory
from engram.dynamics import Activation, elman
from engram.errors import InputError
from engram.interpretation.nulls import untrained
from engram.tasks import compose_copy, repeat_copy, xor
from engram.training import FAST, AngleGroup, LossBelow, Stage, Status, Target, Watch, train
from engram.training import trainer as loop
from engram.training.checkpoint import load_checkpoint
from engram.training.formation import CircuitSought, circuit_sought, measure_circuit
from engram.training.watching import Watcher
from listeners import interrupt_after

TASK = repeat_copy(2, 2)
SHORT = replace(
    FAST,
    stages=(Stage(4, 15, 1e-2, 3e-3, LossBelow(1e-3)), Stage(8, 25, 3e-3, 1e-4, LossBelow(0.0))),
    max_steps=40,
    examine_every=10,
    target=Target(horizon=10, trials=8, accuracy=2.0),  # never verified, so that every run is as long
)
QUICK = Watch(per_decade=3, trials=32, causal_trials=16, accuracy_trials=8, accuracy_horizon=20)


def weights_of(result):
    return [
        matrix.tobytes()
        for network in result.networks
        for matrix in (network.weight_hh, network.weight_ih, network.weight_out, network.bias)
    ]


def history_of(result):
    return [replace(row, seconds=0.0) for row in result.history.rows]


@pytest.fixture
def told_every_step(monkeypatch):
    monkeypatch.setattr(loop, "PROGRESS_SECONDS", 0.0)


@pytest.fixture(scope="module")
def watched():
    return train(TASK, 12, seeds=(0, 1), recipe=SHORT, watch=QUICK)


def test_watching_changes_no_bit(watched):
    alone = train(TASK, 12, seeds=(0, 1), recipe=SHORT)
    assert weights_of(watched) == weights_of(alone)
    assert history_of(watched) == history_of(alone)
    assert alone.formation is None


@pytest.mark.parametrize(
    ("per_decade", "last", "steps"),
    [
        (1, 1000, (0, 1, 10, 100, 1000)),
        (1, 300, (0, 1, 10, 100, 300)),
        (3, 10, (0, 1, 2, 5, 10)),
        (100, 5, (0, 1, 2, 3, 4, 5)),
        (6, 1, (0, 1)),
    ],
)
def test_looks_are_even_on_a_logarithmic_scale(per_decade, last, steps):
    assert Watch(per_decade=per_decade).steps(last) == steps


def test_every_network_is_looked_at_when_due(watched):
    for seed in (0, 1):
        assert [row.step for row in watched.formation.of(seed).rows] == list(QUICK.steps(40))
    assert {row.horizon for row in watched.formation.rows} == {4, 8}
    assert 0 < watched.formation.seconds < watched.seconds


def test_a_network_is_looked_at_as_it_leaves():
    recipe = replace(
        FAST, max_steps=600, examine_every=5, target=Target(horizon=20, trials=32, accuracy=0.999)
    )
    result = train(TASK, 16, seeds=(0, 1, 2), recipe=recipe, watch=QUICK)
    for each in result.trained:
        rows = result.formation.of(each.seed).rows
        due = [step for step in QUICK.steps(600) if step < each.steps]
        assert [row.step for row in rows] == [*due, each.steps]
        assert rows[-1].accuracy > 0.98
        assert rows[-1].modes_found >= 3  # of 4; it was verified on other trials
        assert rows[-1].scores.swap > 0.98
        assert rows[0].accuracy < 0.8
        assert rows[-1].loss < 0.3 * rows[0].loss


def test_angles_are_those_of_theory():
    assert circuit_sought(repeat_copy(4, 3)).groups == (
        AngleGroup(0.0, 3),
        AngleGroup(90.0, 6),
        AngleGroup(180.0, 3),
    )
    # One cycle of each length 1, 2, 3.
    assert circuit_sought(compose_copy(3, 3)).groups == (
        AngleGroup(0.0, 3),
        AngleGroup(120.0, 2),
        AngleGroup(180.0, 1),
    )
    assert AngleGroup(360 / 7, 2).label == "51.43"
    assert AngleGroup(180.0, 2).label == "180"
    assert circuit_sought(xor(3, 2)) is None


def test_found_modes_are_counted_by_angle():
    sought = circuit_sought(repeat_copy(4, 3))
    angles = np.round(np.abs(np.angle(sought.spectrum, deg=True)))
    assert sought.count(angles == 90) == (0, 6, 0)
    assert sought.count(np.ones(12, dtype=bool)) == (3, 6, 3)


def scores_of(network, sought):
    return measure_circuit(network, sought, np.random.default_rng(3), trials=64, causal_trials=64)


def test_a_compiled_circuit_is_seen_and_a_network_without_one_is_not():
    task = repeat_copy(3, 2)
    network = theory.compile_linear(task, theory.random_basis(task, 9, np.random.default_rng(0)))
    sought = CircuitSought(theory.circuit_of(task))
    seen, other = scores_of(network, sought), scores_of(untrained(network, np.random.default_rng(1)), sought)
    assert seen.found == tuple(group.count for group in sought.groups)
    assert seen.angle_error_rad < 1e-6
    assert seen.interaction_error < 1e-6
    assert (seen.must_change, seen.must_not_change, seen.swap) == (1.0, 1.0, 1.0)
    assert sum(other.found) < 6
    assert other.interaction_error > 0.1
    assert other.swap < 0.8


@pytest.mark.parametrize("calls", [1, 16, 37])
def test_a_resumed_run_has_seen_the_same(tmp_path, told_every_step, watched, calls):
    arguments = {"seeds": (0, 1), "recipe": SHORT, "checkpoint_dir": tmp_path, "watch": QUICK}
    broken = train(TASK, 12, **arguments, on_progress=interrupt_after(calls))
    assert broken.is_interrupted
    assert len(broken.formation.rows) < len(watched.formation.rows)
    resumed = train(TASK, 12, **arguments, resume=True)
    assert resumed.formation.rows == watched.formation.rows
    assert weights_of(resumed) == weights_of(watched)
    assert resumed.formation.seconds > broken.formation.seconds


def test_a_run_goes_on_unwatched_and_keeps_what_was_seen(tmp_path, told_every_step, watched):
    arguments = {"seeds": (0, 1), "recipe": SHORT, "checkpoint_dir": tmp_path}
    broken = train(TASK, 12, **arguments, watch=QUICK, on_progress=interrupt_after(20))
    resumed = train(TASK, 12, **arguments, resume=True)
    assert resumed.formation.rows == broken.formation.rows
    assert weights_of(resumed) == weights_of(watched)


def test_a_checkpoint_without_looks_can_be_gone_on_with(tmp_path, told_every_step, watched):
    arguments = {"seeds": (0, 1), "recipe": SHORT, "checkpoint_dir": tmp_path}
    train(TASK, 12, **arguments, on_progress=interrupt_after(20))
    counters = load_checkpoint(tmp_path).counters
    assert counters["formation"] == []
    resumed = train(TASK, 12, **arguments, resume=True, watch=QUICK)
    assert resumed.formation.rows == tuple(row for row in watched.formation.rows if row.step > 20)


def test_columns_are_one_row_a_look(watched):
    columns = watched.formation.columns
    assert {column.shape for column in columns.values()} == {(2 * len(QUICK.steps(40)),)}
    found, modes = (
        sum(columns[f"{what}_at_{degrees}"] for degrees in (0, 180)) for what in ("found", "modes")
    )
    assert np.array_equal(found, columns["modes_found"])
    assert np.array_equal(modes, columns["modes_total"])
    assert set(columns["modes_at_180"]) == {2}
    assert columns["step"].dtype.kind == "i"
    assert columns["swap"].dtype.kind == "f"


def test_own_scores_get_columns_of_their_own():
    def own(network, row, rng):
        return {"largest": np.max(np.abs(network.weight_hh)), "twice": 2 * row.loss}

    result = train(TASK, 12, recipe=SHORT, watch=replace(QUICK, own=own))
    columns = result.formation.columns
    assert np.allclose(columns["twice"], 2 * columns["loss"])
    # The last look sees the last weights, of which the best may be older ones.
    assert columns["largest"].shape == columns["step"].shape
    assert np.all(columns["largest"] > 0)
    both = replace(result.formation, rows=(*result.formation.rows, replace(result.formation.rows[0], own={})))
    assert np.isnan(both.columns["twice"][-1])


def test_own_scores_may_not_take_a_name_that_is_taken():
    watch = replace(QUICK, own=lambda network, row, rng: {"loss": 0.0})
    with pytest.raises(InputError, match="own scores of a watch are named 'loss'"):
        train(TASK, 12, recipe=SHORT, watch=watch)


def test_of_a_rule_that_is_not_linear_only_loss_and_accuracy_are_seen():
    columns = train(xor(3, 2), 12, recipe=SHORT, watch=QUICK).formation.columns
    assert np.all(np.isfinite(columns["loss"]))
    assert np.all(columns["accuracy"] > 0)
    assert np.all(np.isnan(columns["swap"]))
    assert set(columns["modes_total"]) == {0}
    assert not [name for name in columns if name.startswith("found_at_")]


def test_a_network_whose_state_runs_away_is_not_looked_at():
    watcher = Watcher(TASK, 40, QUICK)
    network = elman(1e60 * np.eye(4), np.ones((4, 2)), np.ones((2, 4)), Activation.IDENTITY)
    watcher.look(network, np.random.default_rng(0), step=10, seed=0, horizon=4)
    assert watcher.rows == []


def test_a_run_that_diverges_keeps_what_was_seen():
    wild = replace(SHORT, stages=(Stage(4, 40, 1e38, 1e38, LossBelow(0.0)),), largest_gradient=1e38)
    result = train(TASK, 12, recipe=wild, watch=QUICK)
    assert result.status == (Status.DIVERGED,)
    assert result.formation.rows[0].step == 0


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"per_decade": 0}, "per_decade of a watch is 0; expected at least 1"),
        ({"trials": 7, "causal_trials": 7}, "trials of a watch is 7.*causal_trials of a watch is 7"),
        ({"accuracy_trials": 0}, "accuracy_trials"),
        ({"accuracy_horizon": 0}, "accuracy_horizon"),
    ],
)
def test_watches_that_see_nothing_are_refused(change, message):
    with pytest.raises(InputError, match=message):
        Watch(**change)
