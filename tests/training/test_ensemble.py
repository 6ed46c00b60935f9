"""Hand-written gradients against autograd, and the whole network against torch.nn.RNN and engram.dynamics."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from engram.dynamics import run
from engram.tasks import random_selection, repeat_copy, sample_trials
from engram.training.ensemble import Backpropagation, Extent, Sizes, Stack, to_elman
from engram.training.gradients import SMALLEST_SHARED, Gradients

CPU = torch.device("cpu")


def drawn(*shape, seed=0, dtype=torch.float64):
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed), dtype=dtype)


def slow_loss(stack, inputs, targets):
    """The definition, step by step, for autograd."""
    networks, batch, variables, _ = inputs.shape
    state = torch.zeros(networks, batch, stack.sizes.hidden_size, dtype=inputs.dtype)
    biases = stack.sizes.biases
    total = torch.zeros(networks, dtype=inputs.dtype)
    for t in range(variables + targets.shape[2]):
        drive = state @ stack.weight_hh.mT
        if t < variables:
            drive = drive + inputs[:, :, t] @ stack.weight_ih.mT
        state = torch.tanh(drive + stack.bias if biases else drive)
        if t >= variables:
            said = state @ stack.weight_out.mT
            said = said + stack.bias_out if biases else said
            total = total + ((said - targets[:, :, t - variables]) ** 2).sum((1, 2))
    return total / targets[0].numel()


@given(
    networks=st.integers(1, 3),
    batch=st.integers(1, 4),
    variables=st.integers(1, 4),
    kappa=st.integers(1, 3),
    hidden=st.integers(1, 7),
    horizon=st.integers(1, 6),
    biases=st.booleans(),
)
@settings(max_examples=40, deadline=None)
def test_gradients_equal_those_of_autograd(networks, batch, variables, kappa, hidden, horizon, biases):
    sizes = Sizes(hidden, kappa, biases)
    values = (0.7 * drawn(networks, sizes.num_parameters)).requires_grad_()
    inputs, targets = (
        drawn(networks, batch, variables, kappa, seed=1),
        drawn(networks, batch, horizon, kappa, seed=2),
    )
    loss = slow_loss(Stack(sizes, values), inputs, targets)
    (expected,) = torch.autograd.grad(loss.sum(), values)

    # Buffers larger than the job, and used before, as they are in training.
    work = Backpropagation(
        sizes, Extent(networks + 1, batch, variables, horizon + 2), dtype=torch.float64, device=CPU
    )
    found = Stack(sizes, torch.full_like(values.detach(), torch.nan))
    larger = Stack(sizes, drawn(networks + 1, sizes.num_parameters, seed=3))
    more = drawn(networks + 1, batch, horizon + 2, kappa, seed=4)
    spare = Stack(sizes, torch.empty_like(larger.values))
    work(larger, drawn(networks + 1, batch, variables, kappa, seed=5), more, spare, batch)
    losses = work(Stack(sizes, values.detach()), inputs, targets, found, batch)

    torch.testing.assert_close(losses, loss.detach(), rtol=1e-12, atol=0)
    error = torch.linalg.vector_norm(found.values - expected) / torch.linalg.vector_norm(expected)
    assert error <= 1e-10


@pytest.mark.parametrize("biases", [False, True])
def test_gradients_equal_those_of_nn_rnn(biases):
    task, hidden, batch, horizon = random_selection(5, 3, seed=1), 17, 6, 9
    rnn = torch.nn.RNN(3, hidden, bias=biases, dtype=torch.float64)
    readout = torch.nn.Linear(hidden, 3, bias=biases, dtype=torch.float64)
    sizes = Sizes(hidden, 3, biases)
    stack = Stack(sizes, torch.zeros(1, sizes.num_parameters, dtype=torch.float64))
    with torch.no_grad():
        stack.weight_hh[0], stack.weight_ih[0] = rnn.weight_hh_l0, rnn.weight_ih_l0
        stack.weight_out[0] = readout.weight
        if biases:
            stack.bias[0, 0] = rnn.bias_hh_l0 + rnn.bias_ih_l0
            stack.bias_out[0, 0] = readout.bias
    trials = sample_trials(task, batch, horizon, np.random.default_rng(0))
    said = readout(rnn(torch.from_numpy(trials.inputs).transpose(0, 1))[0])[5:].transpose(0, 1)
    targets = torch.from_numpy(trials.targets)
    loss = torch.nn.functional.mse_loss(said, targets)
    loss.backward()

    work = Backpropagation(sizes, Extent(1, batch, 5, horizon), dtype=torch.float64, device=CPU)
    found = Stack(sizes, torch.empty_like(stack.values))
    inputs = torch.from_numpy(trials.inputs[:, :5])[None]
    losses = work(stack, inputs, targets[None], found, batch)

    assert losses.item() == pytest.approx(loss.item(), rel=1e-12)
    pairs = [(found.weight_hh, rnn.weight_hh_l0), (found.weight_ih, rnn.weight_ih_l0)]
    pairs.append((found.weight_out, readout.weight))
    if biases:
        pairs += [(found.bias[0], rnn.bias_hh_l0), (found.bias_out[0], readout.bias)]
    for ours, theirs in pairs:
        torch.testing.assert_close(ours[0], theirs.grad, rtol=1e-10, atol=1e-14)


@pytest.mark.parametrize("biases", [False, True])
def test_a_network_of_a_stack_is_the_same_as_dynamics(biases):
    task, sizes, horizon = repeat_copy(4, 3), Sizes(11, 3, biases), 7
    stack = Stack(sizes, 0.4 * drawn(2, sizes.num_parameters))
    trials = sample_trials(task, 5, horizon, np.random.default_rng(0))
    work = Backpropagation(sizes, Extent(2, 5, 4, horizon), dtype=torch.float64, device=CPU)
    both = [torch.from_numpy(part).expand(2, -1, -1, -1) for part in (trials.inputs[:, :4], trials.targets)]
    losses = work(stack, *both, Stack(sizes, torch.empty_like(stack.values)), 5)
    for row, loss in enumerate(losses.tolist()):
        network = to_elman(sizes, stack.values[row].numpy())
        said = run(network, trials.inputs).outputs[:, 4:]
        assert np.mean((said - trials.targets) ** 2) == pytest.approx(loss, rel=1e-12)


def test_accuracy_counts_signs_and_near_values():
    sizes = Sizes(2, 2, False)
    # h = 0 for ever, so that every output is zero, whatever is asked.
    stack = Stack(sizes, torch.zeros(1, sizes.num_parameters))
    work = Backpropagation(sizes, Extent(1, 1, 1, 2), dtype=torch.float32, device=CPU)
    targets = torch.tensor([[[[1.0, -1.0], [0.3, 0.7]]]])
    work(stack, torch.ones(1, 1, 1, 2), targets, Stack(sizes, torch.empty_like(stack.values)), 1)
    assert work.share_correct(1, 2, 0.5).tolist() == [0.25]


def stacked_gradients(networks, threads, horizons, device=CPU, on_cpu=True):
    task, sizes = repeat_copy(3, 2), Sizes(SMALLEST_SHARED, 2, True)
    extent = Extent(networks, 8, 3, max(horizons))
    gradients = Gradients(task, sizes, extent, device, threads)
    if not on_cpu:
        gradients = grouped(gradients, task, sizes, extent)
    weights = Stack(sizes, 0.15 * drawn(4, sizes.num_parameters, dtype=torch.float32)[:networks])
    contents = drawn(4, 8, 6, seed=1, dtype=torch.float32).sign()[:networks]
    found = Stack(sizes, torch.empty_like(weights.values))
    scores = gradients(weights, contents, horizons, found, with_accuracy=True)
    gradients.close()
    return found.values, scores


def grouped(gradients, task, sizes, extent):
    """Cut the work as for a device that takes all networks of one horizon at once, but on the CPU."""
    gradients._is_on_cpu, gradients._parts = False, 1
    gradients._free.clear()
    gradients._free.append(Backpropagation(sizes, extent, dtype=torch.float32, device=CPU))
    return gradients


@pytest.mark.parametrize("networks", [1, 4])
def test_any_number_of_threads_gives_the_same_bits(networks):
    horizons = [5, 3, 5, 4][:networks]
    one, first = stacked_gradients(networks, 1, horizons)
    three, second = stacked_gradients(networks, 3, horizons)
    assert torch.equal(one, three)
    assert first == second


def test_a_network_is_not_changed_by_those_beside_it():
    stacked, scores = stacked_gradients(4, 2, [5, 3, 5, 4])
    alone, score = stacked_gradients(1, 2, [5])
    torch.testing.assert_close(stacked[:1], alone, rtol=1e-5, atol=1e-7)
    assert scores.loss[0] == pytest.approx(score.loss[0], rel=1e-6)


def test_networks_of_one_horizon_run_together_on_a_device():
    each, scores = stacked_gradients(4, 2, [5, 3, 5, 4])
    together, same = stacked_gradients(4, 1, [5, 3, 5, 4], on_cpu=False)
    torch.testing.assert_close(together, each, rtol=1e-5, atol=1e-7)
    assert same.loss == pytest.approx(scores.loss, rel=1e-6)
    assert same.accuracy == pytest.approx(scores.accuracy)
