import numpy as np
import pytest

from cell_circuits import Ciphered, above_a_relay, as_gru, as_lstm, rectified
from engram import tasks, theory
from engram.dynamics import Dynamics, Elman, elman
from engram.interpretation import Analysis, Sampling, interpret
from engram.interpretation.nulls import untrained
from engram.tasks import LinearTask

FEW = Sampling(num_trials=64, horizon=12, accuracy_trials=16, accuracy_horizon=20)
CASES = (
    "selection",
    "dense",
    "subspace",
    "partial",
    "nothing",
    "digits",
    "gated",
    "layers",
    "function",
    "rectified",
)


def without_units(network: Elman, dropped: list[int]) -> Elman:
    """The network with some units cut off."""
    kept = np.ones(network.state_size)
    kept[dropped] = 0.0
    return elman(
        network.weight_hh * np.outer(kept, kept),
        network.weight_ih * kept[:, None],
        network.weight_out * kept,
        network.activation,
    )


def mixing_task() -> LinearTask:
    """u(t) = v v^T u(t-s): dense, and what is orthogonal to v need not be stored."""
    direction = np.array([0.6, 0.8])
    composition = np.zeros((2, 6))
    composition[:, :2] = np.outer(direction, direction)
    return LinearTask("mixing", 3, 2, composition)


def make_case(name: str) -> tuple[Dynamics, LinearTask]:
    rng = np.random.default_rng(7)
    repeat = tasks.repeat_copy(3, 2)
    match name:
        case "selection":
            task = tasks.compose_copy(3, 2)
            return theory.compile_saturating(task, theory.random_signed_basis(task, 9, rng)), task
        case "dense":
            task = tasks.dense_orthogonal(3, 2, seed=0)
            return theory.compile_linear(task, theory.random_basis(task, 9, rng)), task
        case "subspace":
            task = mixing_task()
            return theory.compile_linear(task, theory.random_basis(task, 9, rng)), task
        case "partial":
            return without_units(theory.compile_saturating(repeat), [0, 2, 4]), repeat
        case "nothing":
            return untrained(theory.compile_saturating(repeat), rng), repeat
        case "digits":
            task = tasks.repeat_copy(7, 5)
            return theory.compile_saturating(task), task
        case "gated":
            task = tasks.compose_copy(3, 2)
            return as_lstm(theory.compile_saturating(task)), task
        case "layers":
            return above_a_relay(as_gru(theory.compile_saturating(repeat))), repeat
        case "function":
            return Ciphered(2, 3), tasks.repeat_copy(2, 3)
        case "rectified":
            return rectified(repeat)[0], repeat
    raise AssertionError(name)


@pytest.fixture(scope="session")
def analyses() -> dict[str, Analysis]:
    return {name: interpret(*make_case(name), sampling=FEW, seed=3) for name in CASES}


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def analysis(case: str, analyses: dict[str, Analysis]) -> Analysis:
    return analyses[case]


@pytest.fixture
def selection(analyses: dict[str, Analysis]) -> Analysis:
    return analyses["selection"]
