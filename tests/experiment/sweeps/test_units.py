"""A unit is known by all that decides what comes of it."""

import json
from pathlib import Path

import pytest

from engram.errors import InputError
from engram.experiment.sweeps.spec import Settings, load_sweep
from engram.experiment.sweeps.units import Unit, batches_of

COPY = Settings(task="repeat-copy:s=2,k=2", hidden_size=12)


def test_the_key_of_a_unit_does_not_change_from_version_to_version() -> None:
    # Finished populations would all be done again: count VERSION up where that is meant.
    assert Unit(COPY, 3).key == "9b12963a76"


@pytest.mark.parametrize(
    "changed",
    [
        {"task": "repeat-copy:s=2,k=3"},
        {"hidden_size": 13},
        {"l2": 0.1},
        {"recipe": "published"},
        {"start": "uniform"},
        {"write_gain": 2.0},
        {"read_gain": 80.0},
        {"trials": 64},
        {"biases": True},
        {"max_steps": 9},
        {"stops_when_verified": False},
        {"threshold": 0.9},
        {"formation": True},
        {"method": "power"},
    ],
)
def test_other_settings_are_another_unit(changed: dict[str, object]) -> None:
    assert Unit(COPY.model_copy(update=changed), 3).key != Unit(COPY, 3).key


def test_another_seed_is_another_unit() -> None:
    assert Unit(COPY, 4).key != Unit(COPY, 3).key


def test_one_rule_under_two_names_is_one_unit(tmp_path: Path) -> None:
    rule = COPY.parsed_task.composition.tolist()  # type: ignore[attr-defined]
    path = tmp_path / "copy.json"
    path.write_text(json.dumps({"num_variables": 2, "variable_size": 2, "composition": rule}))
    assert Unit(COPY.model_copy(update={"task": str(path)}), 0).key == Unit(COPY, 0).key


def test_a_name_is_one_of_a_folder() -> None:
    name = Unit(COPY, 3).name
    assert name.startswith("repeat_copy_s_2_k_2-N12-seed3-")
    assert not set(name) & set("/\\:*? ")


def test_an_unknown_recipe_is_refused_by_name() -> None:
    with pytest.raises(InputError, match=r"expected one of fast, .*published"):
        _ = Unit(COPY.model_copy(update={"recipe": "slow"}), 0).key


def test_batches_hold_every_unit_once_and_large_networks_first(tmp_path: Path) -> None:
    path = tmp_path / "s.toml"
    path.write_text(
        'seeds = 5\nstack = 2\n[fixed]\ntask = "repeat-copy:s=2,k=2"\n[axes]\nhidden_size = [8, 16]'
    )
    batches = batches_of(load_sweep(path))
    assert [(batch.settings.hidden_size, batch.seeds) for batch in batches] == [
        (16, (0, 1)),
        (16, (2, 3)),
        (16, (4,)),
        (8, (0, 1)),
        (8, (2, 3)),
        (8, (4,)),
    ]
    assert len({unit.name for batch in batches for unit in batch.units}) == 10
    assert len({batch.key for batch in batches}) == 6
