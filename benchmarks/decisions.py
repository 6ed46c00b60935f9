"""The figures behind docs/decisions.md: what goes wrong the other way.

    python benchmarks/decisions.py      # about a minute

1. Phi by observing, Psi* h(t+1) on z(t), against Phi by intervention, in sample and on fresh inputs.
2. Variables moved by the expected difference, against variables set, from the end of the input phase on; on a
   network trained plainly (nn.RNN, autograd, Adam) and on one trained by the recipe `fast`.
3. Eigenvalue phases permuted, against drawn anew, as a null of compiled repeat-copy networks.
"""

import numpy as np
import torch
from scipy import linalg

from engram import tasks, theory
from engram.dynamics import Elman, elman, run_on
from engram.interpretation import Method, Sampling, VariableMemories, examine, find_by_regression, record
from engram.interpretation.nulls import untrained, with_random_phases
from engram.interpretation.recording import Recording
from engram.numerics import fit_linear, relative_error
from engram.tasks import InputCode, LinearTask, is_correct
from engram.training import train

TASK = tasks.from_id((9241421688590303745, 262676, 189))
STAGES = ((200, 12, 3e-3, 3e-3), (300, 24, 3e-3, 1e-3), (300, 48, 1e-3, 1e-4))
"""Steps, horizon, first and last learning rate."""
TRIALS, HORIZON = 512, 64


def plainly_trained(task: LinearTask, hidden_size: int) -> Elman:
    """Orthogonal W_hh, everything else as torch has it."""
    torch.manual_seed(0)
    rnn = torch.nn.RNN(task.variable_size, hidden_size, bias=False)
    readout = torch.nn.Linear(hidden_size, task.variable_size, bias=False)
    torch.nn.init.orthogonal_(rnn.weight_hh_l0)
    parameters = [*rnn.parameters(), *readout.parameters()]
    optimiser, rng = torch.optim.Adam(parameters), np.random.default_rng(0)
    for steps, horizon, first, last in STAGES:
        for step in range(steps):
            optimiser.param_groups[0]["lr"] = first * (last / first) ** (step / steps)
            trials = tasks.sample_trials(task, 64, horizon, rng)
            said = readout(rnn(torch.from_numpy(trials.inputs).float().transpose(0, 1))[0])
            targets = torch.from_numpy(trials.targets).float().transpose(0, 1)
            optimiser.zero_grad()
            torch.nn.functional.mse_loss(said[task.num_variables :], targets).backward()
            torch.nn.utils.clip_grad_norm_(parameters, 1.0)
            optimiser.step()
    weights = (rnn.weight_hh_l0, rnn.weight_ih_l0, readout.weight)
    return elman(*(weight.detach().double().numpy() for weight in weights))


def observed_error(memories: VariableMemories, recording: Recording) -> float:
    """Error of the regression of Psi* h(t+1) on x(t)."""
    held = (recording.contents @ memories.circuit.projection.T)[:, recording.filled]
    read = memories.decode(recording.states[:, recording.filled])
    size = memories.circuit.num_directions
    found, _ = fit_linear(held[:, :-1].reshape(-1, size), read[:, 1:].reshape(-1, size))
    return relative_error(found, memories.circuit.interaction)


def observing_or_intervening(named: dict[str, Elman]) -> None:
    """Part 1."""
    print("\nError of Phi: by observing in sample, by observing on fresh inputs, by intervention")
    rng = np.random.default_rng(0)
    for name, network in named.items():
        fitted, fresh = (record(network, TASK, TRIALS, HORIZON, rng) for _ in range(2))
        memories = find_by_regression(network, fitted, theory.circuit_of(TASK), rng)
        intervened = relative_error(memories.interaction, memories.circuit.interaction)
        seen, unseen = observed_error(memories, fitted), observed_error(memories, fresh)
        print(f"{name:20}{seen:10.4f}{unseen:10.4f}{intervened:10.4f}")


def swapped(
    network: Elman, memories: VariableMemories, recording: Recording, step: int, *, is_set: bool
) -> float:
    """Share of the next 50 outputs that follow when all contents are exchanged after a step."""
    task, projection = recording.task, memories.circuit.projection
    held, states = recording.contents[:, step - 1], recording.states[:, step - 1]
    given = held[np.roll(np.arange(len(held)), 1)]
    base = memories.decode(states) if is_set else held @ projection.T
    moved = states + (given @ projection.T - base) @ memories.basis.T
    said = run_on(network, moved, np.zeros((len(held), 50, task.variable_size))).outputs
    start = held + (given - held) @ projection.T @ projection
    predicted = (start @ task.continuation(50).T).reshape(said.shape)
    return float(np.mean(is_correct(said, predicted, InputCode.SIGNS)))


def moving_or_setting(named: dict[str, Elman]) -> None:
    """Part 2."""
    offsets = (0, 1, 2, 4, 8)
    print("\nAll contents exchanged k steps after the input phase: later outputs that follow")
    print(" " * 28 + "".join(f"{f'k = {offset}':>9}" for offset in offsets))
    rng = np.random.default_rng(1)
    for name, network in named.items():
        fitted, fresh = (record(network, TASK, TRIALS, HORIZON, rng) for _ in range(2))
        memories = find_by_regression(network, fitted, theory.circuit_of(TASK), rng)
        for how, is_set in (("moved", False), ("set", True)):
            shares = [swapped(network, memories, fresh, 8 + offset, is_set=is_set) for offset in offsets]
            print(f"{name:20}{how:8}" + "".join(f"{share:9.4f}" for share in shares))
        firing = examine(network, TASK, Method.REGRESSION, Sampling(), np.random.default_rng(0))
        print(f"{name:20}f that fires while writing: {firing.composition_while_writing:.3f}")


def with_permuted_phases(network: Elman, rng: np.random.Generator) -> Elman:
    """The null that was given up: complex eigenvalues exchange their angles at random."""
    triangular, unitary = linalg.schur(network.weight_hh, output="real")
    starts = np.flatnonzero(np.diag(triangular, -1))
    pairs = [linalg.eigvals(triangular[i : i + 2, i : i + 2])[0] for i in starts]
    for i, pair, angle in zip(starts, pairs, rng.permutation(np.abs(np.angle(pairs))), strict=True):
        sense = np.sign(triangular[i + 1, i])
        cosine, sine = abs(pair) * np.cos(angle), abs(pair) * np.sin(angle) * sense
        triangular[i : i + 2, i : i + 2] = [[cosine, -sine], [sine, cosine]]
    return elman(unitary @ triangular @ unitary.T, network.weight_ih, network.weight_out, network.activation)


def permuting_or_drawing() -> None:
    """Part 3."""
    print("\nNulls of compiled repeat-copy networks (linear), five draws of each: task accuracy / swap all")
    task = tasks.repeat_copy()
    for hidden_size in (64, 128):
        rng = np.random.default_rng(1)
        network = theory.compile_linear(task, theory.random_basis(task, hidden_size, rng))
        for name, null in (("permuted", with_permuted_phases), ("drawn anew", with_random_phases)):
            found = [examine(null(network, rng), task, Method.REGRESSION, Sampling(), rng) for _ in range(5)]
            cells = "".join(f"{each.accuracy:9.2f} / {each.causal.swap.share:.2f}" for each in found)
            print(f"N = {hidden_size:<6}{name:12}{cells}", flush=True)


if __name__ == "__main__":
    trained = {"plainly trained": plainly_trained(TASK, 128), "recipe fast": train(TASK, 128).best}
    fresh_weights = untrained(trained["plainly trained"], np.random.default_rng(2))
    observing_or_intervening(trained | {"untrained": fresh_weights})
    moving_or_setting(trained)
    permuting_or_drawing()
