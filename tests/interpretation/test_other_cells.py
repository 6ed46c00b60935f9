"""The same analysis of gated, layered, rectified and unknown networks."""

from dataclasses import dataclass, replace

import numpy as np
import pytest
from numpy import ndarray
from scipy import linalg

from cases import (
    BROKEN,
    COPY,
    DISTURBED,
    OTHER_CELLS,
    QUICK,
    RESTORING,
    Case,
    analysis_of,
    name_of,
    rewired,
    with_block,
    with_noise,
)
from cell_circuits import Ciphered, Opaque, as_lstm, holding_lstm, lstm_settled_value, rectified
from engram import tasks
from engram.dynamics import Dynamics, elman, run_on
from engram.dynamics.protocol import outputs_on
from engram.errors import WeightsError
from engram.interpretation import (
    Answer,
    Method,
    RawMatrix,
    Recording,
    Sampling,
    find_by_regression,
    interpret,
    intervene,
    record,
    sampling_for,
    write,
)
from engram.interpretation.decoding import find_stored
from engram.interpretation.nulls import NullKind, make_nulls, with_random_phases
from engram.interpretation.recording import task_accuracy
from engram.interpretation.rotation import rotated
from engram.report.content import page_of
from engram.theory import circuit_of, compile_saturating


def of(name: str) -> Case:
    return next(case for case in OTHER_CELLS if case.name == name)


def lstm_copy() -> Case:
    task, h = tasks.repeat_copy(4, 4), lstm_settled_value()
    basis = np.concatenate([h * np.eye(16), np.arctanh(h) * np.eye(16)])
    return Case("LSTM, repeat copy", as_lstm(compile_saturating(task)), task, basis, np.zeros((32, 0)), 0.01)


GATED = [of("GRU with open gates"), of("LSTM with open gates"), of("LSTM that holds one vector in c")]
LSTM_COPY = lstm_copy()
NOISY_LSTM = as_lstm(with_noise(RESTORING, size=0.02, seed=3, phi_error=1.0).network)


# Psi of every part of the state ---------------------------------------------------------------------------------


@pytest.mark.parametrize("case", OTHER_CELLS, ids=name_of)
def test_the_dual_reads_the_planted_basis(case: Case) -> None:
    memories = analysis_of(case).memories
    planted = case.basis @ memories.circuit.projection.T
    assert np.allclose(memories.dual @ planted, np.eye(planted.shape[1]), atol=0.05)


@pytest.mark.parametrize("case", [case for case in OTHER_CELLS if "repeat" in case.task.name], ids=name_of)
def test_the_basis_is_the_planted_one_in_every_part_of_the_state(case: Case) -> None:
    """Where every coordinate is needed; else units that hold another one follow those that are."""
    basis = analysis_of(case).memories.basis
    assert np.allclose(basis, case.basis, atol=0.05 * np.max(np.abs(case.basis)))


@pytest.mark.parametrize("case", [LSTM_COPY, GATED[2]], ids=name_of)
def test_a_write_into_an_lstm_reaches_h_and_c(case: Case) -> None:
    task, memories = case.task, analysis_of(case).memories
    states = record(case.network, task, 6, 2 * task.num_variables, np.random.default_rng(0)).states[:, -1]
    newest, value = task.num_variables - 1, np.array([1.0, -1.0, -1.0, 1.0])
    written = memories.write(states, newest, value)
    # As if the network had taken in the value itself.
    kappa, size = task.variable_size, case.network.state_size // 2
    for part in (slice(0, size), slice(size, None)):
        psi = case.basis[part, -kappa:]
        holds = np.any(psi != 0, axis=1)
        assert np.allclose(written[:, part][:, holds], (psi @ value)[holds], atol=0.05)
        assert np.allclose(written[:, part][:, ~holds], states[:, part][:, ~holds], atol=0.05)


def test_what_an_lstm_holds_in_c_is_changed_in_c_alone() -> None:
    """With nothing coming back through h, a write into h is heard once and forgotten; one into c stays."""
    case, rng = GATED[2], np.random.default_rng(1)
    memories, recording = analysis_of(case).memories, record(case.network, case.task, 20, 4, rng)
    change, size = write(case.task, 0, np.ones(4)), case.task.variable_size
    for kept, follows in ((slice(0, size), False), (slice(size, None), True)):
        basis = np.zeros_like(memories.basis)
        basis[kept] = memories.basis[kept]
        outcome = intervene(
            case.network, replace(memories, basis=basis), recording, change, step=2, horizon=8
        )
        assert np.all(outcome.follows[outcome.must_not_change])
        assert np.all(outcome.follows[outcome.must_change] == follows)


@dataclass(frozen=True, eq=False)
class Rescaled:
    """A network whose state is written down in other units."""

    network: Dynamics
    units: ndarray

    def __getattr__(self, name: str) -> object:
        return getattr(self.network, name)

    def initial_state(self, batch: int) -> ndarray:
        return self.network.initial_state(batch) * self.units

    def step(self, state: ndarray, input: ndarray) -> ndarray:
        return self.network.step(state / self.units, input) * self.units

    def readout(self, state: ndarray) -> ndarray:
        return self.network.readout(state / self.units)

    def state_jacobian(self, state: ndarray, input: ndarray) -> ndarray:
        return self.units[:, None] * self.network.state_jacobian(state / self.units, input) / self.units

    def input_jacobian(self, state: ndarray, input: ndarray) -> ndarray:
        return self.units[:, None] * self.network.input_jacobian(state / self.units, input)

    def readout_jacobian(self, state: ndarray) -> ndarray:
        return self.network.readout_jacobian(state / self.units) / self.units


@pytest.mark.parametrize("size", [1e-3, 1e3])
def test_the_units_of_c_make_no_difference(size: float) -> None:
    units = np.repeat([1.0, size], NOISY_LSTM.hidden_size)
    task, circuit = RESTORING.task, circuit_of(RESTORING.task)
    found = []
    for network in (NOISY_LSTM, Rescaled(NOISY_LSTM, units)):
        recording = record(network, task, 128, 16, np.random.default_rng(2))
        stored = find_stored(recording, circuit, np.random.default_rng(3))
        memories = find_by_regression(network, recording, circuit, np.random.default_rng(4))
        found.append((stored, memories, memories.decode(recording.states)))
    (stored, memories, decoded), (stored_again, memories_again, decoded_again) = found
    assert np.allclose(stored.explained, stored_again.explained, atol=1e-6)
    assert np.allclose(decoded, decoded_again, atol=1e-6)
    assert np.allclose(memories.basis * units[:, None], memories_again.basis, rtol=1e-6, atol=1e-9 * size)
    assert np.allclose(memories.interaction, memories_again.interaction, atol=1e-6)


def test_units_that_never_move_say_nothing_and_disturb_nothing() -> None:
    """Half of a relu network's units may be dead."""
    network, amplitude = rectified(COPY.task)
    dead = rewired(
        elman(
            np.pad(network.weight_hh, (0, 8)),
            np.pad(network.weight_ih, ((0, 8), (0, 0))),
            np.pad(network.weight_out, ((0, 0), (0, 8))),
            network.activation,
        ),
        bias=np.repeat([0.0, -1.0, 0.5], [32, 4, 4]),
    )
    analysis = interpret(dead, COPY.task, sampling=QUICK)
    assert analysis.verdict.answer is Answer.PRESENT
    assert np.allclose(analysis.memories.basis[:32], amplitude, atol=1e-9)
    assert np.allclose(analysis.memories.basis[32:], 0, atol=1e-9)


# Where a network is linearised ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("network", "raw"),
    [
        (COPY.network, RawMatrix.WEIGHTS),
        (DISTURBED[-1].network, RawMatrix.AT_REST),
        (of("GRU with open gates").network, RawMatrix.AT_REST),
        (of("about another origin").network, RawMatrix.AT_REST),
        (of("relu above zero").network, RawMatrix.AT_REST),
        (of("relu in pairs").network, RawMatrix.MEAN),
    ],
    ids=lambda value: str(getattr(value, "kind", value)).replace(" ", "-"),
)
def test_the_raw_spectrum_says_what_it_is_of(network: Dynamics, raw: RawMatrix) -> None:
    known = next(case for case in (COPY, *DISTURBED, *OTHER_CELLS) if case.network is network)
    found = analysis_of(known)
    assert found.examination.raw_matrix is raw
    assert found.summary.network.raw_matrix is raw
    if raw is RawMatrix.AT_REST:
        point = found.examination.rest.point
        assert np.allclose(network.step(point, np.zeros(network.input_size)), point, atol=1e-9)


def test_a_moved_origin_is_found() -> None:
    rest = analysis_of(of("about another origin")).examination.rest
    spectrum = analysis_of(of("about another origin")).examination.weights_spectrum
    assert np.allclose(rest.state, COPY.network.weight_hh)
    assert spectrum.unmatched == 0


def test_a_network_is_summed_up_by_its_kind_and_parts() -> None:
    network = analysis_of(of("LSTM with open gates")).summary.network
    size = network.state_size // 2
    assert network.text == f"LSTM, N = {2 * size} ({size} h + {size} c)"
    assert network.origin_is_fixed
    assert not analysis_of(of("relu above zero")).summary.network.origin_is_fixed


# Nulls ------------------------------------------------------------------------------------------------------------


def test_a_rotated_elman_network_is_one_with_another_matrix() -> None:
    network, rng = DISTURBED[-1].network, np.random.default_rng(5)
    turned = rotated(network, rng)
    same = rewired(network, weight_hh=network.weight_hh @ turned.rotation)
    state, given = rng.standard_normal((4, network.state_size)), rng.standard_normal((4, 3))
    assert np.allclose(turned.rotation @ turned.rotation.T, np.eye(network.state_size))
    assert np.allclose(turned.step(state, given), same.step(state, given))
    assert np.allclose(turned.state_jacobian(state, given), same.state_jacobian(state, given))
    assert np.allclose(turned.input_jacobian(state, given), same.input_jacobian(state, given))
    assert np.array_equal(turned.readout_jacobian(state), same.readout_jacobian(state))
    assert np.array_equal(turned.readout(state), network.readout(state))
    assert "rotated" in turned.kind


def test_each_part_is_rotated_on_its_own() -> None:
    size = NOISY_LSTM.hidden_size
    rotation = rotated(NOISY_LSTM, np.random.default_rng(6)).rotation
    assert not np.any(rotation[:size, size:])
    assert not np.any(rotation[size:, :size])


def kinds(network: Dynamics) -> list[NullKind]:
    return [null.kind for null in make_nulls(network, COPY.task, np.random.default_rng(7))]


def test_nulls_are_those_that_a_network_can_have() -> None:
    weights = [NullKind.UNTRAINED, NullKind.RANDOM_ORTHOGONAL]
    assert kinds(COPY.network) == [*weights, NullKind.RANDOM_PHASES, NullKind.WRONG_TASK]
    assert kinds(of("circuit above a relay").network)[2] is NullKind.RANDOM_PHASES
    assert kinds(of("GRU with open gates").network) == [*weights, NullKind.ROTATED, NullKind.WRONG_TASK]
    assert kinds(Opaque(COPY.network)) == [NullKind.ROTATED, NullKind.WRONG_TASK]


def test_other_phases_are_no_null_where_gates_hold_the_contents() -> None:
    network = holding_lstm(4)
    drawn = with_random_phases(network, np.random.default_rng(8))
    state = np.random.default_rng(9).standard_normal((3, 8))
    assert np.array_equal(drawn.step(state, np.ones(4)), network.step(state, np.ones(4)))


def test_a_null_that_runs_away_is_left_out_and_named() -> None:
    """Idle relu units that put each other out; with other phases they drive each other up."""
    units = linalg.block_diag(*[[[0.0, 30.0], [-30.0, 0.0]]] * 3)
    restless = with_block(
        of("relu in pairs"), units, np.ones((6, 4)), seed=1, name="restless", phi_error=1e-9
    )
    drawn = with_random_phases(restless.network, np.random.default_rng(2))
    with pytest.raises(WeightsError, match="runs away"):
        record(drawn, restless.task, 8, 300, np.random.default_rng(0))
    sampling = replace(QUICK, accuracy_horizon=300)
    analysis = interpret(restless.network, restless.task, sampling=sampling, seed=2)
    assert analysis.verdict.answer is Answer.PRESENT
    assert NullKind.RANDOM_PHASES not in analysis.nulls
    assert len(analysis.nulls) == 3
    assert analysis.ran_away == (NullKind.RANDOM_PHASES,)
    assert f"{'random phases':<20}{'its state runs away':>39}" in str(analysis)
    assert "because its state runs away: random phases" in page_of(analysis).causal_caption


# A linear basis can be the wrong model -----------------------------------------------------------------------------


def test_a_cipher_does_the_task_and_is_not_read_linearly() -> None:
    analysis = analysis_of(next(broken for broken in BROKEN if isinstance(broken.network, Ciphered)))
    assert analysis.examination.accuracy == 1.0
    assert analysis.examination.evidence.stored == 0
    assert analysis.examination.stored.null < 0.1
    assert analysis.verdict.answer is Answer.ABSENT
    assert "no linear reader" in str(analysis.verdict)


# Trials ------------------------------------------------------------------------------------------------------------


def sized(size: int) -> Dynamics:
    return elman(np.zeros((size, size)), np.zeros((size, 8)), np.zeros((8, size)))


def test_large_states_get_fewer_trials() -> None:
    task = tasks.repeat_copy(32, 8)
    assert [sampling_for(sized(size), task).num_trials for size in (64, 640, 1024, 3000)] == [
        512,
        512,
        200,
        128,
    ]
    assert sampling_for(sized(64), task) == Sampling()
    assert sampling_for(sized(1024), task).accuracy_trials == 50
    assert sampling_for(sized(1024), task).horizon == Sampling().horizon
    assert sampling_for(sized(3000), tasks.repeat_copy(2, 40)).num_trials == 320


def test_without_a_sampling_there_is_the_usual_one() -> None:
    case = of("LSTM that holds one vector in c")
    assert interpret(case.network, case.task).sampling == sampling_for(case.network, case.task)


def test_accuracy_needs_no_states() -> None:
    case = with_noise(RESTORING, size=1.0, seed=2, phi_error=1.0)
    recording = record(case.network, case.task, 40, 20, np.random.default_rng(10))
    accuracy = task_accuracy(case.network, case.task, 40, 20, np.random.default_rng(10))
    assert accuracy == recording.accuracy
    assert 0.5 < accuracy < 1.0


def test_outputs_without_states_are_the_outputs() -> None:
    rng = np.random.default_rng(11)
    state, given = rng.standard_normal((5, NOISY_LSTM.state_size)), rng.standard_normal((5, 7, 3))
    assert np.allclose(
        outputs_on(NOISY_LSTM, state, given), run_on(NOISY_LSTM, state, given).outputs, rtol=1e-13
    )


def test_every_third_trial() -> None:
    recording = record(COPY.network, COPY.task, 10, 5, np.random.default_rng(12))
    some = recording.every(3, 1)
    assert isinstance(some, Recording)
    assert np.array_equal(some.states, recording.states[[1, 4, 7]])
    assert np.array_equal(some.trials.inputs, recording.trials.inputs[[1, 4, 7]])
    assert np.array_equal(some.contents, recording.contents[[1, 4, 7]])


def test_filled_rows_go_together() -> None:
    """States and contents in one order: a linear code must tell each from the other exactly."""
    recording = record(COPY.network, COPY.task, 10, 5, np.random.default_rng(13))
    assert np.allclose(recording.filled_states, recording.filled_contents @ COPY.basis.T)
    assert np.shares_memory(recording.filled_states, recording.states)


@pytest.mark.parametrize("method", [Method.OBSERVABILITY, Method.POWER])
@pytest.mark.parametrize(
    "case",
    [of("relu in pairs"), of("relu above zero"), of("about another origin"), of("a function, linear inside")],
    ids=name_of,
)
def test_weights_alone_tell_a_circuit_that_is_linear_where_it_works(case: Case, method: Method) -> None:
    analysis = analysis_of(case, method)
    assert analysis.verdict.answer is Answer.PRESENT
    assert analysis.examination.interaction_error < 1e-9
