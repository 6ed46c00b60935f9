"""Every field of the settings reaches training, whatever the cell; what cannot be trained is refused in words."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engram.errors import InputError
from engram.experiment.sweeps.spec import Settings
from engram.experiment.sweeps.training import RECIPES, recipe_of, train_batch
from engram.training import AsGiven, Oriented, Orthogonal, Uniform

TASK = "repeat-copy:s=2,k=2"


def settings(**fields: object) -> Settings:
    return Settings.model_validate({"task": TASK, "hidden_size": 6, "max_steps": 2} | fields)


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({}, "tanh Elman"),
        ({"inputs": "gaussian", "biases": True}, "tanh Elman"),
        ({"recipe": "fast-narrow", "hidden_size": 4}, "tanh Elman"),
        ({"activation": "relu", "biases": True}, "relu Elman"),
        ({"cell": "gru", "biases": True, "inputs": "bits", "l2": 0.1}, "GRU"),
        ({"cell": "lstm", "start": "uniform"}, "LSTM"),
        ({"cell": "gru", "recipe": "published"}, "GRU"),
    ],
)
def test_every_cell_is_trained(fields, kind, tmp_path: Path):
    trained = train_batch(
        settings(**fields), (3, 5), checkpoint=tmp_path / "checkpoint", on_progress=lambda progress: None
    )
    assert [one.seed for one in trained] == [3, 5]
    for one in trained:
        assert (one.network.kind, one.steps, one.modes_total) == (kind, 2, 4)
        assert 0 <= one.accuracy <= 1
        assert set(one.history["seed"]) == {one.seed}
        assert one.history["step"][-1] == 2
    first, second = (one.network for one in trained)
    assert not np.array_equal(first.weight_hh, second.weight_hh)


def test_a_network_without_biases_has_none(tmp_path: Path):
    asked = settings(cell="gru", start="uniform")
    (one,) = train_batch(asked, (0,), checkpoint=tmp_path, on_progress=lambda progress: None)
    biases = [value for name, value in vars(one.network).items() if name.startswith("bias")]
    assert biases
    assert not any(np.any(value) for value in biases)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"recipe": "slow"}, "recipe is 'slow'; expected one of fast, fast-narrow, published"),
        ({"cell": "gru"}, "biases is false, and cell = 'gru'"),
        ({"activation": "relu"}, "biases is false, and rectified units"),
        ({"cell": "lstm", "activation": "relu", "biases": True}, "activation is 'relu'"),
        ({"cell": "gru", "biases": True, "formation": True}, "formation is true"),
        ({"task": "id:9241421688590303745,262676,189", "inputs": "bits"}, "changes signs"),
        ({"task": "xor:s=3,k=4", "biases": True, "inputs": "gaussian"}, "symbols of its own"),
        ({"start": "uniform", "read_gain": 20.0}, "read_gain is 20.0, but this start has no gains"),
        (
            {"cell": "gru", "biases": True, "write_gain": 2.0},
            "write_gain is 2.0, but this start has no gains",
        ),
    ],
)
def test_what_cannot_be_trained_is_refused(fields, said):
    with pytest.raises(InputError, match=said):
        recipe_of(settings(**fields))


@pytest.mark.parametrize(
    ("fields", "start"),
    [
        ({}, Orthogonal),
        ({"start": "uniform"}, Uniform),
        ({"recipe": "published"}, Uniform),
        ({"recipe": "published", "start": "orthogonal"}, Orthogonal),
        ({"recipe": "fast-narrow"}, Oriented),
        ({"recipe": "fast-narrow", "start": "orthogonal"}, Orthogonal),
        ({"cell": "lstm", "biases": True}, AsGiven),
    ],
)
def test_how_weights_are_drawn(fields, start):
    assert isinstance(recipe_of(settings(**fields)).start, start)


@pytest.mark.parametrize("recipe", ["fast", "fast-narrow"])
def test_gains_of_the_start_are_those_asked_for(recipe: str):
    usual = recipe_of(settings(recipe=recipe)).start
    assert isinstance(usual, Orthogonal | Oriented)
    assert recipe_of(settings(recipe=recipe, read_gain=20.0)).start == replace(usual, read_gain=20.0)
    assert recipe_of(settings(recipe=recipe, write_gain=2.0)).start == replace(usual, write_gain=2.0)


def test_recipes_say_their_names():
    assert all(make(settings().parsed_task).name == name for name, make in RECIPES.items())
