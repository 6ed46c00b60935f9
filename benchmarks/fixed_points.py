"""Fixed points and cycles: planted sets, a trained 3-bit flip-flop, and the speed beside the plain way.

    OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1 python benchmarks/fixed_points.py      # about ten minutes on one core

1. Networks built to have a known set: how many orbits are known, found, and false; the worst residual.
2. A 3-bit flip-flop trained here (GRU, 64 units): its eight memories, and the saddles between them.
3. Fixed points per second, against Adam on q = |F(x) - x|^2 / 2 from the same starts in float64, as
   FixedPointFinder does it: all starts at once, learning rate decayed, starts that have converged taken out.
"""

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from numpy import ndarray

from engram import tasks
from engram.dynamics import GRU, Activation, Elman, elman, run
from engram.interpretation.fixed_points import (
    Orbits,
    Stability,
    draw_starts,
    find_cycles,
    find_fixed_points,
    states_on_task,
)
from engram.theory import compile_linear, compile_saturating, random_basis, random_signed_basis, settled_value

BITS, UNITS = 3, 64
TRAINING_STEPS, TRIALS, STEPS, PULSE_RATE = 2000, 64, 40, 0.1
STARTS, REPEATS = 128, 3
ADAM_STEPS, ADAM_RATES = 5000, (1e-1, 1e-5)
"""First and last learning rate, decayed geometrically: the best of 0.1, 0.03, 0.01 (to 1e-4, 1e-5, 1e-6) on both."""
TOLERANCES = (1e-3, 1e-6, 1e-10)

Residual = Callable[[torch.Tensor], torch.Tensor]
"""F(x) - x, or F^k(x) - x, of a batch of states."""


# 1. Planted sets ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Planted:
    """What a network is known to have, the search, and whether an orbit is one of the known."""

    name: str
    known: dict[int, int]
    """Orbits of each true period."""
    search: Callable[[], Orbits]
    is_known: Callable[[ndarray], bool]
    """Of the states of one orbit."""


def grid(values: tuple[float, ...], size: int) -> ndarray:
    """All vectors with these entries."""
    return np.array(np.meshgrid(*[values] * size)).reshape(size, -1).T


def necklaces(letters: int, length: int) -> dict[int, int]:
    """Cycles of each true period of a shift register: Moreau's count."""
    counts: dict[int, int] = {}
    for p in (p for p in range(1, length + 1) if length % p == 0):
        words = letters**p - sum(q * count for q, count in counts.items() if p % q == 0)
        counts[p] = words // p
    return counts


def are_settled(states: ndarray, gains: ndarray) -> bool:
    """Every unit at -a, 0 or +a, a the solution of tanh(g a) = a."""
    levels = np.array([settled_value(float(gain)) for gain in gains])
    return bool(np.all(np.minimum(np.abs(states), np.abs(np.abs(states) - levels)) < 1e-8))


def bistable(units: int, rng: np.random.Generator) -> Planted:
    """Bistable units on their own, tanh with, gains above 1: 3^n fixed points."""
    gains = rng.uniform(1.2, 3.0, units)
    network = elman(np.diag(gains), np.ones((units, 1)), np.ones((1, units)))
    starts = rng.uniform(-1.3, 1.3, (20 * 3**units, units))
    return Planted(
        f"{units} bistable units",
        {1: 3**units},
        lambda: find_fixed_points(network, starts),
        lambda states: are_settled(states, gains),
    )


def hopfield(units: int, rng: np.random.Generator) -> Planted:
    """Hebbian weights of two orthogonal patterns, gain 2: nine fixed points, from starts anywhere.

    Each lies in the span of the patterns, x = tanh(g (m_1 xi_1 + m_2 xi_2)): a xi_1 where the patterns agree, b xi_1
    elsewhere, and both solve tanh(g a) = a. So there are +-xi_1, +-xi_2, four between them, and the origin.
    """
    first = rng.choice([-1.0, 1.0], units)
    second = first * rng.permutation(np.repeat([-1.0, 1.0], units // 2))
    gain = 2.0
    weights = gain / units * (np.outer(first, first) + np.outer(second, second))
    network = elman(weights, np.ones((units, 1)), np.ones((1, units)))
    starts = rng.standard_normal((500, 1)) * rng.choice([-1.0, 1.0], (500, units))
    mixed = rng.standard_normal((500, 2)) @ np.stack([first, second]) + 0.3 * rng.standard_normal(
        (500, units)
    )
    gains = np.full(units, gain)
    return Planted(
        f"Hopfield, 2 patterns, {units} units",
        {1: 9},
        lambda: find_fixed_points(network, np.concatenate([starts, mixed])),
        lambda states: are_settled(states, gains),
    )


def circuit(
    slots: int, kappa: int, spare: int, values: tuple[float, ...], rng: np.random.Generator
) -> Planted:
    """Repeat copy with saturating units: necklaces of contents, -1 and +1 (and 0, unstable)."""
    task = tasks.repeat_copy(slots, kappa)
    basis = random_signed_basis(task, task.history_size + spare, rng)
    network, size = compile_saturating(task, basis), settled_value()
    contents = size * grid(values, slots * kappa)
    starts = contents @ basis.T + 1e-2 * rng.standard_normal((len(contents), network.state_size))
    levels = np.full(network.state_size, 2.0)
    return Planted(
        f"repeat copy, s = {slots}, kappa = {kappa}, {len(values)}-valued",
        necklaces(len(values) ** kappa, slots),
        lambda: find_cycles(network, starts, period=slots),
        lambda states: are_settled(states, levels),
    )


def linear_map(units: int, rng: np.random.Generator) -> Planted:
    """One fixed point, (I - A)^-1 b."""
    weights, bias = rng.standard_normal((units, units)) / np.sqrt(units), rng.standard_normal(units)
    network = Elman(weights, np.ones((units, 1)), np.ones((1, units)), bias, np.zeros(1), Activation.IDENTITY)
    exact = np.linalg.solve(np.eye(units) - weights, bias)
    starts = 10 * rng.standard_normal((100, units))
    return Planted(
        f"linear map, {units} units",
        {1: 1},
        lambda: find_fixed_points(network, starts),
        lambda states: bool(np.linalg.norm(states[0] - exact) < 1e-6 * (1 + np.linalg.norm(exact))),
    )


def continuum(rng: np.random.Generator) -> Planted:
    """The linear circuit of repeat copy: every state in a subspace of kappa dimensions is fixed; it counts as one."""
    task = tasks.repeat_copy(4, 3)
    network = compile_linear(task, random_basis(task, 40, rng))
    starts = rng.standard_normal((300, 40))
    fixed = np.eye(40) - network.weight_hh
    return Planted(
        "linear repeat copy: a continuum",
        {1: 1},
        lambda: find_fixed_points(network, starts),
        lambda states: bool(np.linalg.norm(fixed @ states[0]) < 1e-9),
    )


def planted_sets() -> None:
    """Part 1."""
    rng = np.random.default_rng(0)
    cases = (
        bistable(4, rng),
        bistable(6, rng),
        hopfield(100, rng),
        circuit(4, 2, 0, (-1.0, 1.0), rng),
        circuit(5, 2, 20, (-1.0, 1.0), rng),
        circuit(10, 1, 54, (-1.0, 1.0), rng),
        circuit(4, 2, 8, (-1.0, 0.0, 1.0), rng),
        linear_map(100, rng),
        continuum(rng),
    )
    print("\n1. Planted sets")
    print(f"{'':40}{'known':>7}{'found':>7}{'false':>7}{'residual':>10}{'seconds':>9}")
    for case in cases:
        began = time.perf_counter()
        found = case.search()
        seconds = time.perf_counter() - began
        periods = Counter(orbit.period for orbit in found.orbits if case.is_known(orbit.states))
        right = sum(min(count, case.known.get(period, 0)) for period, count in periods.items())
        print(
            f"{case.name:40}{sum(case.known.values()):7}{right:7}{len(found) - right:7}"
            f"{found.worst_residual:10.1e}{seconds:9.2f}",
            flush=True,
        )


# 2. The flip-flop ---------------------------------------------------------------------------------------------


def pulses(trials: int, steps: int, rng: np.random.Generator) -> tuple[ndarray, ndarray]:
    """Pulses of -1 and +1 on three lines, and the sign of the last pulse on each (trials, steps, 3)."""
    given = (rng.random((trials, steps, BITS)) < PULSE_RATE) * rng.choice([-1.0, 1.0], (trials, steps, BITS))
    given[:, 0] = rng.choice([-1.0, 1.0], (trials, BITS))
    held = given.copy()
    for step in range(1, steps):
        held[:, step] = np.where(given[:, step] != 0, given[:, step], held[:, step - 1])
    return given, held


def trained_flip_flop() -> GRU:
    """A GRU of 64 units after 2000 steps of Adam."""
    torch.manual_seed(0)
    rng = np.random.default_rng(0)
    layer, readout = torch.nn.GRU(BITS, UNITS, batch_first=True), torch.nn.Linear(UNITS, BITS)
    parameters = [*layer.parameters(), *readout.parameters()]
    optimiser = torch.optim.Adam(parameters)
    for step in range(TRAINING_STEPS):
        optimiser.param_groups[0]["lr"] = 5e-3 * 1e-2 ** (step / TRAINING_STEPS)
        given, held = (torch.from_numpy(array).float() for array in pulses(TRIALS, STEPS, rng))
        loss = torch.nn.functional.mse_loss(readout(layer(given)[0]), held)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimiser.step()
    weights = [*layer.state_dict().values(), *readout.state_dict().values()]
    input_weights, hidden_weights, input_bias, hidden_bias, out, out_bias = (
        weight.double().numpy() for weight in (weights[0], weights[1], weights[2], weights[3], *weights[4:])
    )
    return GRU(hidden_weights, input_weights, hidden_bias, input_bias, out, out_bias)


def visited(network: GRU, rng: np.random.Generator) -> ndarray:
    """States of fresh trials."""
    return run(network, pulses(64, 100, rng)[0]).states[:, 5:]


def flip_flop(network: GRU) -> None:
    """Part 2."""
    rng = np.random.default_rng(1)
    given, held = pulses(256, 200, rng)
    accuracy = np.mean(np.sign(run(network, given).outputs) == held)
    print(f"\n2. 3-bit flip-flop, GRU of {UNITS} units: accuracy {accuracy:.4f} over 200 steps")
    for noise in (0.0, 0.1, 0.3):
        found = find_fixed_points(network, draw_starts(visited(network, rng), 1000, rng, noise=noise))
        stable = found.of(Stability.STABLE)
        corners = {tuple(np.sign(network.readout(orbit.states[0])).astype(int)) for orbit in stable}
        saddles = Counter(orbit.num_unstable for orbit in found.of(Stability.SADDLE))
        by_directions = ", ".join(f"{count} with {number}" for number, count in sorted(saddles.items()))
        print(
            f"noise {noise:.1f}: {found.share_converged:6.1%} of 1000 starts converged, worst residual "
            f"{found.worst_residual:.0e}; {len(stable)} stable in {len(corners)} of 8 corners;\n"
            f"{'':11}saddles by unstable directions: {by_directions}",
            flush=True,
        )


# 3. Against the plain way -------------------------------------------------------------------------------------


def torch_residual(network: GRU | Elman, period: int) -> Residual:
    """F^k(x) - x without input, in torch and float64."""
    step = torch_step(network)

    def residual(state: torch.Tensor) -> torch.Tensor:
        moved = state
        for _ in range(period):
            moved = step(moved)
        return moved - state

    return residual


def torch_step(network: GRU | Elman) -> Residual:
    """F without input."""
    weight = torch.from_numpy(network.weight_hh.copy())
    if isinstance(network, Elman):
        bias = torch.from_numpy(network.bias.copy())
        return lambda state: torch.tanh(state @ weight.T + bias)
    cell = torch.nn.GRUCell(network.input_size, network.state_size).double()
    names = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
    cell.load_state_dict({name: torch.from_numpy(getattr(network, name).copy()) for name in names})
    cell.requires_grad_(False)
    return lambda state: cell(torch.zeros(len(state), network.input_size).double(), state)


def by_adam(residual: Residual, starts: ndarray, tolerance: float) -> tuple[ndarray, float]:
    """Smallest residual of every start, and the seconds that it took."""
    began = time.perf_counter()
    state = torch.from_numpy(starts.copy())
    first, second = torch.zeros_like(state), torch.zeros_like(state)
    running, best = torch.arange(len(state)), torch.full((len(state),), torch.inf, dtype=torch.float64)
    decay = (ADAM_RATES[1] / ADAM_RATES[0]) ** (1 / ADAM_STEPS)
    for step in range(1, ADAM_STEPS + 1):
        point = state[running].requires_grad_(True)
        gap = residual(point)
        size = torch.linalg.vector_norm(gap.detach(), dim=1)
        best[running] = torch.minimum(best[running], size)
        # Adam is elementwise: starts do not know of each other, so those that are done may leave.
        (gradient,) = torch.autograd.grad((gap**2).sum() / 2, point)
        left = size > tolerance
        running, gradient = running[left], gradient[left]
        if not len(running):
            break
        first[running] = 0.9 * first[running] + 0.1 * gradient
        second[running] = 0.999 * second[running] + 0.001 * gradient**2
        move = first[running] / (1 - 0.9**step) / (torch.sqrt(second[running] / (1 - 0.999**step)) + 1e-8)
        state[running] -= ADAM_RATES[0] * decay**step * move
    return best.numpy(), time.perf_counter() - began


def by_newton(network: GRU | Elman, starts: ndarray, tolerance: float, period: int) -> tuple[Orbits, float]:
    """The whole search, multipliers and removal of duplicates included, and its seconds."""
    began = time.perf_counter()
    found = find_cycles(network, starts, period=period, tolerance=tolerance)
    return found, time.perf_counter() - began


def spread(values: list[float], form: str) -> str:
    """Median, lowest and highest."""
    return f"{np.median(values):{form}} ({min(values):{form}} .. {max(values):{form}})"


def race(name: str, network: GRU | Elman, states: ndarray, period: int) -> None:
    """Both ways from the same starts, at several tolerances."""
    residual = torch_residual(network, period)
    print(f"\n{name}: {STARTS} visited states with noise 0.1, {REPEATS} draws; median (lowest .. highest)")
    print(f"{'tolerance':10}{'converged: Newton':>22}{'Adam':>22}{'starts/s: Newton over Adam':>32}")
    by_newton(network, states.reshape(-1, network.state_size)[:8], 1e-3, period)  # warm caches
    for tolerance in TOLERANCES:
        ours, theirs, ratios = [], [], []
        for seed in range(REPEATS):
            starts = draw_starts(states, STARTS, np.random.default_rng(seed), noise=0.1)
            found, seconds = by_newton(network, starts, tolerance, period)
            reached, adam_seconds = by_adam(residual, starts, tolerance)
            ours.append(found.share_converged)
            theirs.append(float(np.mean(reached <= tolerance)))
            ratios.append(ours[-1] / seconds / max(theirs[-1] / adam_seconds, 1e-12))
        print(
            f"{tolerance:<10.0e}{spread(ours, '.2f'):>22}{spread(theirs, '.2f'):>22}{spread(ratios, '.1f'):>32}",
            flush=True,
        )


def races(network: GRU) -> None:
    """Part 3."""
    print("\n3. Against Adam on |F(x) - x|^2 / 2")
    race(f"trained flip-flop, GRU of {UNITS} units", network, visited(network, np.random.default_rng(2)), 1)
    task = tasks.repeat_copy(8, 8)
    compiled = compile_saturating(task)
    states = states_on_task(compiled, task, np.random.default_rng(3))
    for what, period in (("fixed points", 1), ("cycles of period 8", 8)):
        race(f"compiled repeat copy, {compiled.state_size} units, {what}", compiled, states, period)


if __name__ == "__main__":
    torch.set_num_threads(1)
    planted_sets()
    trained = trained_flip_flop()
    flip_flop(trained)
    races(trained)
