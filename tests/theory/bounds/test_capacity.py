"""Circuits in fewer units than directions: what is predicted, and that nothing linear is better."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases import FEW, PUBLISHED, SELECTIONS, TWICE
from engram import tasks
from engram.errors import InputError
from engram.theory import circuit_of, full_circuit, period
from engram.theory.bounds.capacity import (
    accuracy_of,
    capacity_curve,
    error_of,
    least_squares_bound,
    overwriting_accuracy,
    predicted_accuracy,
)
from engram.theory.bounds.squeezing import (
    Squeeze,
    SqueezedCircuit,
    keep_cycles,
    leading_modes,
    loops_of,
    squeeze_circuit,
)
from strategies import generators, selections

ON_CYCLES = (tasks.repeat_copy(3, 2), tasks.compose_copy(4, 4), tasks.repeat_copy(), *PUBLISHED)
"""Tasks whose stored directions are all on cycles."""


@given(selections())
def test_loops_divide_the_directions_among_them(task) -> None:
    circuit = circuit_of(task)
    members = np.concatenate([loop.directions for loop in loops_of(circuit)])
    assert sorted(members.tolist()) == list(range(circuit.num_directions))
    outputs = np.concatenate([loop.outputs for loop in loops_of(circuit)])
    assert sorted(outputs.tolist()) == list(range(task.variable_size))


@given(selections())
def test_nothing_in_a_loop_comes_from_another(task) -> None:
    circuit = circuit_of(task)
    for loop in loops_of(circuit):
        others = np.setdiff1d(np.arange(circuit.num_directions), loop.directions)
        assert not np.any(circuit.interaction[np.ix_(loop.directions, others)])


def best_by_trying(circuit, num_units: int) -> int:
    """Most outputs over all sets of loops."""
    loops, best = loops_of(circuit), 0
    for chosen in range(2 ** len(loops)):
        picked = [loop for index, loop in enumerate(loops) if chosen >> index & 1]
        if sum(loop.directions.size for loop in picked) <= num_units:
            best = max(best, sum(loop.outputs.size for loop in picked))
    return best


@given(selections(), st.integers(0, 30))
@settings(max_examples=50)
def test_as_many_outputs_are_kept_as_can_be(task, num_units) -> None:
    circuit = circuit_of(task)
    kept = keep_cycles(circuit, num_units)
    assert kept.sum() <= num_units
    whole = [loop for loop in loops_of(circuit) if np.all(kept[loop.directions])]
    assert sum(loop.directions.size for loop in whole) == kept.sum()
    assert sum(loop.outputs.size for loop in whole) == best_by_trying(circuit, num_units)


@pytest.mark.parametrize("task", ON_CYCLES, ids=lambda task: task.name)
def test_modes_reach_the_bound_of_eckart_and_young_and_nothing_is_below_it(task) -> None:
    circuit, rng = circuit_of(task), np.random.default_rng(0)
    whole = period(circuit)
    for units in range(1, circuit.num_directions + 1, 1 + circuit.num_directions // 4):
        modes = squeeze_circuit(circuit, units, Squeeze.MODES, rng)
        bound = least_squares_bound(circuit, modes.num_units)
        assert error_of(modes, whole) == pytest.approx(bound, abs=1e-9)
        for squeeze in (Squeeze.CYCLES, Squeeze.SUPERPOSITION):
            other = squeeze_circuit(circuit, units, squeeze, rng)
            assert error_of(other, whole) >= least_squares_bound(circuit, units) - 1e-9


@pytest.mark.parametrize("task", ON_CYCLES[:3], ids=lambda task: task.name)
def test_random_linear_networks_are_not_below_the_bound(task) -> None:
    """Any write, step and read with N units; also such as grow or fade."""
    circuit = circuit_of(task)
    for seed in range(10):
        rng = np.random.default_rng(seed)
        units = int(rng.integers(1, circuit.num_directions))
        step = rng.standard_normal((units, units)) / np.sqrt(units)
        read = rng.standard_normal((task.variable_size, units))
        write = rng.standard_normal((units, circuit.num_directions))
        drawn = SqueezedCircuit(circuit, Squeeze.SUPERPOSITION, write, step, read)
        assert error_of(drawn, period(circuit)) >= least_squares_bound(circuit, units) - 1e-9


@pytest.mark.parametrize("task", ON_CYCLES, ids=lambda task: task.name)
@pytest.mark.parametrize("squeeze", [Squeeze.CYCLES, Squeeze.MODES])
def test_accuracy_is_as_predicted(task, squeeze) -> None:
    circuit, rng = circuit_of(task), np.random.default_rng(1)
    horizon = min(84, 4 * period(circuit))
    longest = max(loop.length for loop in loops_of(circuit))
    # Counted over all contents up to 16, beyond that by the Gaussian that stands in for them.
    tolerance = 1e-12 if squeeze is Squeeze.CYCLES else 0.02 if longest <= 16 else 0.04
    for units in (1, circuit.num_directions // 2, circuit.num_directions):
        squeezed = squeeze_circuit(circuit, units, squeeze, rng)
        found = float(np.mean(accuracy_of(squeezed, horizon, 256, rng)))
        assert found == pytest.approx(predicted_accuracy(circuit, units, squeeze, horizon), abs=tolerance)
    assert found == 1.0


@given(generators)
def test_all_directions_in_superposition_are_the_circuit(rng) -> None:
    circuit = circuit_of(tasks.compose_copy(3, 3))
    squeezed = squeeze_circuit(circuit, circuit.num_directions, Squeeze.SUPERPOSITION, rng)
    assert error_of(squeezed, 12) < 1e-12


def test_superposition_loses_what_modes_keep() -> None:
    task = tasks.repeat_copy(4, 4)
    curves = {
        squeeze: capacity_curve(task, squeeze, np.array([8]), seeds=3, horizon=80) for squeeze in Squeeze
    }
    assert curves[Squeeze.SUPERPOSITION].accuracy.max() < curves[Squeeze.CYCLES].accuracy.min() - 0.1
    assert np.all(np.isnan(curves[Squeeze.SUPERPOSITION].predicted))
    assert curves[Squeeze.CYCLES].predicted[[3, 7, 15]] == pytest.approx([0.625, 0.75, 1.0])
    assert curves[Squeeze.CYCLES].accuracy == pytest.approx(np.full((3, 1), 0.75))
    assert curves[Squeeze.MODES].accuracy == pytest.approx(np.full((3, 1), 0.75), abs=0.03)


@pytest.mark.parametrize("task", SELECTIONS, ids=lambda task: task.name)
def test_the_overwriting_circuit_keeps_the_same_cycles(task) -> None:
    circuit = full_circuit(task)
    for units in (1, circuit.num_directions // 2, circuit.num_directions):
        expected = predicted_accuracy(circuit, units, Squeeze.CYCLES, 24)
        found = overwriting_accuracy(circuit, units, 24, 16, np.random.default_rng(0))
        assert found == pytest.approx(expected, abs=1e-12)


def test_what_cannot_be_is_refused() -> None:
    circuit, rng = circuit_of(tasks.compose_copy(3, 3)), np.random.default_rng(0)
    with pytest.raises(InputError, match="at least 1"):
        squeeze_circuit(circuit, 0, Squeeze.MODES, rng)
    with pytest.raises(InputError, match="measured, not predicted"):
        predicted_accuracy(circuit, 3, Squeeze.SUPERPOSITION, 8)
    with pytest.raises(InputError, match="on a cycle"):
        leading_modes(full_circuit(TWICE), 3)
    for refuse in (
        lambda: squeeze_circuit(circuit_of(FEW), 2, Squeeze.CYCLES, rng),
        lambda: predicted_accuracy(circuit_of(FEW), 2, Squeeze.CYCLES, 8),
        lambda: overwriting_accuracy(circuit_of(FEW), 2, 8, 4, rng),
        lambda: capacity_curve(FEW, Squeeze.CYCLES, np.array([2]), seeds=1),
    ):
        with pytest.raises(InputError, match="never reads again"):
            refuse()
