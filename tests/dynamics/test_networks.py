"""What must hold of every network, whatever its cell."""

import copy
import pickle
from dataclasses import fields, is_dataclass

import numpy as np
import pytest
from hypothesis import given

from cells import EVERY, INPUT, OUTPUT, Builder
from engram.dynamics import Cell, Dynamics, named_parts, run
from strategies import generators

every = pytest.mark.parametrize("build", EVERY.values(), ids=EVERY)


def arrays_of(value: object) -> list[np.ndarray]:
    """Every array that a network holds, at any depth."""
    if isinstance(value, np.ndarray):
        return [value]
    if is_dataclass(value):
        return arrays_of(tuple(getattr(value, field.name) for field in fields(value)))
    return [array for part in value for array in arrays_of(part)] if isinstance(value, tuple) else []


@every
def test_it_is_a_cell_whose_sizes_fit(build: Builder) -> None:
    network = build(np.random.default_rng(0))
    assert isinstance(network, Dynamics)
    assert isinstance(network, Cell)
    assert (network.input_size, network.output_size) == (INPUT, OUTPUT)
    assert sum(part.size for part in network.state_parts) == network.state_size
    assert len({part.name for part in network.state_parts}) == len(network.state_parts)
    state = network.initial_state(4)
    assert state.shape == (4, network.state_size)
    assert network.step(state, np.zeros((4, INPUT))).shape == state.shape
    assert network.readout(state).shape == (4, OUTPUT)


@every
def test_nothing_given_is_changed_and_nothing_held_can_be(build: Builder) -> None:
    rng = np.random.default_rng(1)
    network = build(rng)
    held = arrays_of(network)
    assert held
    assert not any(array.flags.writeable for array in held)
    state, given_input = rng.standard_normal((4, network.state_size)), rng.standard_normal((4, INPUT))
    before = state.copy(), given_input.copy()
    for method in (network.step, network.state_jacobian, network.input_jacobian):
        made = method(state, given_input)
        made += 1.0
    network.readout(state)[...] = 0.0
    network.readout_jacobian(state)
    network.initial_state(3)[...] = 9.0
    assert np.array_equal(state, before[0])
    assert np.array_equal(given_input, before[1])
    assert np.array_equal(network.initial_state(3), np.tile(network.initial_state(1), (3, 1)))


@every
def test_a_batch_of_any_shape_is_its_members_one_by_one(build: Builder) -> None:
    rng = np.random.default_rng(2)
    network = build(rng)
    states, inputs = rng.standard_normal((2, 3, network.state_size)), rng.standard_normal((2, 3, INPUT))
    together = [
        network.step(states, inputs),
        network.readout(states),
        network.state_jacobian(states, inputs),
        network.input_jacobian(states, inputs),
        network.readout_jacobian(states),
    ]
    for index in np.ndindex(2, 3):
        state, given_input = states[index], inputs[index]
        alone = [
            network.step(state, given_input),
            network.readout(state),
            network.state_jacobian(state, given_input),
            network.input_jacobian(state, given_input),
            network.readout_jacobian(state),
        ]
        for whole, single in zip(together, alone, strict=True):
            assert whole.shape == (2, 3, *single.shape)
            assert np.allclose(whole[index], single, rtol=1e-13, atol=1e-13)


@every
def test_one_input_serves_a_whole_batch(build: Builder) -> None:
    rng = np.random.default_rng(3)
    network = build(rng)
    states, single = rng.standard_normal((2, 3, network.state_size)), rng.standard_normal(INPUT)
    each = np.broadcast_to(single, (2, 3, INPUT))
    for method in (network.step, network.state_jacobian, network.input_jacobian):
        assert np.allclose(method(states, single), method(states, each), rtol=1e-13, atol=1e-13)


@every
def test_an_empty_batch_is_a_batch(build: Builder) -> None:
    network = build(np.random.default_rng(4))
    size = network.state_size
    states, inputs = np.zeros((0, size)), np.zeros((0, INPUT))
    assert network.step(states, inputs).shape == (0, size)
    assert network.state_jacobian(states, inputs).shape == (0, size, size)
    assert network.input_jacobian(states, inputs).shape == (0, size, INPUT)


@every
def test_no_state_is_too_large(build: Builder) -> None:
    """Gates far into saturation: finite, and without a warning."""
    network = build(np.random.default_rng(5))
    states = 1e4 * np.random.default_rng(6).standard_normal((8, network.state_size))
    inputs = np.full((8, INPUT), -1e4)
    for method in (network.step, network.state_jacobian, network.input_jacobian):
        assert np.all(np.isfinite(method(states, inputs)))


@every
def test_copies_and_pickles_run_alike(build: Builder) -> None:
    rng = np.random.default_rng(7)
    network, inputs = build(rng), rng.standard_normal((2, 5, INPUT))
    expected = run(network, inputs).outputs
    for twin in (copy.deepcopy(network), pickle.loads(pickle.dumps(network))):
        assert type(twin) is type(network)
        assert np.array_equal(run(twin, inputs).outputs, expected)


@every
def test_changing_recurrence_changes_nothing_else(build: Builder) -> None:
    rng = np.random.default_rng(8)
    network, seen = build(rng), []

    def noted(matrix: np.ndarray) -> np.ndarray:
        seen.append(matrix.shape)
        return 0.5 * matrix

    changed, same = network.map_recurrent(noted), network.map_recurrent(np.copy)
    assert all(rows == columns for rows, columns in seen)
    assert type(changed) is type(network)
    assert changed.kind == network.kind
    differing = [
        not np.array_equal(a, b) for a, b in zip(arrays_of(network), arrays_of(changed), strict=True)
    ]
    assert sum(differing) == sum(part.name.startswith("h") for part in network.state_parts)
    inputs = rng.standard_normal((2, 4, INPUT))
    assert np.array_equal(run(same, inputs).outputs, run(network, inputs).outputs)


@every
def test_redrawn_weights_are_torchs_and_zeros_stay(build: Builder) -> None:
    network = build(np.random.default_rng(9))
    drawn = network.redrawn(np.random.default_rng(10))
    again = network.redrawn(np.random.default_rng(10))
    assert drawn.state_parts == network.state_parts
    for old, new, same in zip(arrays_of(network), arrays_of(drawn), arrays_of(again), strict=True):
        assert old.shape == new.shape
        assert np.array_equal(new, same)
        assert np.any(new) == np.any(old)
        assert np.max(np.abs(new), initial=0.0) <= 1 / np.sqrt(3) or is_identity(new)


def is_identity(array: np.ndarray) -> bool:
    """A readout between layers is wiring, not weights."""
    return array.ndim == 2 and np.array_equal(array, np.eye(*array.shape))


@given(generators)
def test_parts_are_views_of_the_state(rng) -> None:
    network = EVERY["mixed"](rng)
    states = rng.standard_normal((2, network.state_size))
    parts = named_parts(network, states)
    assert list(parts) == ["h_l0", "h_l1", "h_l2", "c_l2"]
    assert np.array_equal(np.concatenate(list(parts.values()), axis=-1), states)
    assert all(part.base is not None for part in parts.values())
