import numpy as np
import pytest

from engram import tasks, theory
from engram.dynamics import Elman, elman
from engram.interpretation import Analysis, Sampling, interpret
from engram.interpretation.nulls import untrained
from engram.tasks import LinearTask

FEW = Sampling(num_trials=64, horizon=12, accuracy_trials=16, accuracy_horizon=20)
CASES = ("selection", "dense", "subspace", "partial", "nothing", "digits")


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


def make_case(name: str) -> tuple[Elman, LinearTask]:
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
