"""Whether a `Dynamics` is one: shapes, Jacobians, trials that do not depend on each other, no hidden memory."""

from collections.abc import Iterator

import numpy as np
from jaxtyping import Float
from numpy import ndarray

from engram.dynamics import Dynamics, run
from engram.dynamics.protocol import Inputs, States
from engram.models.checking.report import Check, ModelReport, compared

TRIALS = 4
ROUNDING = 1e-12
"""By how much two ways to compute the same product of matrices may differ."""
DIFFERENCE_STEP = 1e-7
JACOBIAN_LIMIT = 1e-6
"""What central differences of that step resolve: rounding of 1e-16 / 1e-7, and a margin."""


def check_dynamics(network: Dynamics, *, seed: int = 0, steps: int = 200) -> ModelReport:
    """Hold a network against itself, at states that it visits under random inputs. Needs no torch.

    Shapes; finite values; the same state and input give the same next state, alone or in a batch, whatever came
    before; Jacobians against central differences; where h(0) lies.
    """
    rng = np.random.default_rng(seed)
    inputs = rng.standard_normal((TRIALS, max(2, steps), network.input_size))
    with np.errstate(all="ignore"):  # what overflows is found below, and said
        visited = run(network, inputs).states
        states = visited[:, min(8, steps) - 1]
        checks = (
            _shapes(network),
            _finite(visited),
            _independence(network, states, inputs[:, 0]),
            _no_memory(network, states, inputs[:, 0]),
            *_jacobians(network, states, inputs[:, 1], rng),
        )
        return ModelReport(f"{network.kind}, N = {network.state_size}", checks, (_start(network),))


def relative(found: Float[ndarray, "*shape"], expected: Float[ndarray, "*shape"]) -> float:
    """The largest difference over the largest entry of `expected` (over 1 where all are zero); inf where not finite."""
    if not (np.all(np.isfinite(found)) and np.all(np.isfinite(expected))):
        return float("inf")
    scale = float(np.max(np.abs(expected), initial=0.0)) or 1.0
    return float(np.max(np.abs(found - expected), initial=0.0)) / scale


def _shapes(network: Dynamics) -> Check:
    wrong = [problem for batch in ((), (3,), (2, 3)) for problem in _wrong_shapes(network, batch)]
    parts = sum(part.size for part in network.state_parts)
    if parts != network.state_size:
        wrong.append(f"state_parts add up to {parts}, state_size is {network.state_size}")
    return compared("shapes and dtypes", float(len(wrong)), 0.0, "; ".join(wrong[:4]))


def _wrong_shapes(network: Dynamics, batch: tuple[int, ...]) -> Iterator[str]:
    size, given, out = network.state_size, network.input_size, network.output_size
    state = np.broadcast_to(network.initial_state(1)[0], (*batch, size)).copy()
    zeros = np.zeros((*batch, given))
    expected = {
        "step": (network.step(state, zeros), (size,)),
        "step, one input for all": (network.step(state, np.zeros(given)), (size,)),
        "readout": (network.readout(state), (out,)),
        "state_jacobian": (network.state_jacobian(state, zeros), (size, size)),
        "input_jacobian": (network.input_jacobian(state, zeros), (size, given)),
        "readout_jacobian": (network.readout_jacobian(state), (out, size)),
    }
    for name, (found, shape) in expected.items():
        if found.shape != (*batch, *shape) or found.dtype != np.float64:
            yield f"{name} returns {found.dtype} {found.shape}, expected float64 {(*batch, *shape)}"


def _finite(visited: Float[ndarray, "trials time hidden"]) -> Check:
    bad = ~np.all(np.isfinite(visited), axis=(0, 2))
    count, total = int(bad.sum()), visited.shape[1]
    said = f"from step {int(np.argmax(bad)) + 1} of {total} under random inputs" if count else ""
    # A map that grows without bound is still a map; one that is not finite at once is none.
    return compared(f"finite states, first of {total} steps", float(bad[0]), 0.0, said)


def _independence(network: Dynamics, states: States, inputs: Inputs) -> Check:
    together = network.step(states, inputs)
    alone = np.stack([network.step(state, given) for state, given in zip(states, inputs, strict=True)])
    return compared("a trial alone, as in a batch", relative(together, alone), ROUNDING)


def _no_memory(network: Dynamics, states: States, inputs: Inputs) -> Check:
    """The map is one of state and input alone: it does not depend on the time or on earlier calls."""
    first = network.step(states, np.zeros_like(inputs))
    network.step(states[::-1].copy(), inputs)
    again = network.step(states, np.zeros_like(inputs))
    worst = relative(again, first)
    said = "a step at zero input depends on earlier calls, on time or on chance" if worst else ""
    return compared("the same step at any time", worst, 0.0, said)


def _jacobians(
    network: Dynamics, states: States, inputs: Inputs, rng: np.random.Generator
) -> Iterator[Check]:
    h, by_state, by_input = (
        DIFFERENCE_STEP,
        rng.standard_normal(states.shape),
        rng.standard_normal(inputs.shape),
    )
    exact = {
        "state": network.state_jacobian(states, inputs) @ by_state[..., None],
        "input": network.input_jacobian(states, inputs) @ by_input[..., None],
        "readout": network.readout_jacobian(states) @ by_state[..., None],
    }
    differences = {
        "state": network.step(states + h * by_state, inputs) - network.step(states - h * by_state, inputs),
        "input": network.step(states, inputs + h * by_input) - network.step(states, inputs - h * by_input),
        "readout": network.readout(states + h * by_state) - network.readout(states - h * by_state),
    }
    # Differences of large states are known only as well as rounding leaves them.
    rounding = (
        np.finfo(float).eps / (h * JACOBIAN_LIMIT) * float(np.max(np.abs(network.step(states, inputs))))
    )
    for name, found in exact.items():
        expected = differences[name] / (2 * h)
        scale = float(np.max(np.abs(expected), initial=0.0))
        worst = relative(found[..., 0], expected) * (scale or 1.0) / (scale + rounding or 1.0)
        yield compared(f"{name} Jacobian, by differences", worst, JACOBIAN_LIMIT)


def _start(network: Dynamics) -> str:
    start = network.initial_state(1)
    moved = float(np.max(np.abs(network.step(start, np.zeros((1, network.input_size))) - start)))
    place = "h(0) is not zero" if np.any(start) else "h(0) = 0"
    if moved == 0:
        return f"{place}; it is a fixed point under zero input"
    return f"{place}; under zero input the first step moves it by {moved:.2g} (largest component)"
