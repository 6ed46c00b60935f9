"""Adam and clipping of a stack against torch's, one network at a time."""

import pytest
import torch

from engram.training.adam import Adam, clip_each


def drawn(*shape, seed=0):
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)


@pytest.mark.parametrize("l2", [0.0, 1e-2])
def test_each_network_moves_as_under_torch_adam(l2):
    values, rates = drawn(3, 20), [1e-3, 1e-2, 5e-2]
    alone = [torch.nn.Parameter(row.clone()) for row in values]
    torchs = [
        torch.optim.Adam([row], lr=rate, betas=(0.9, 0.95), weight_decay=l2)
        for row, rate in zip(alone, rates, strict=True)
    ]
    ours = Adam(values, (0.9, 0.95), l2)
    for step in range(5):
        gradients = drawn(3, 20, seed=step + 1)
        for row, optimiser, gradient in zip(alone, torchs, gradients, strict=True):
            row.grad = gradient.clone()
            optimiser.step()
        ours.step(values, gradients, rates)
    torch.testing.assert_close(values, torch.stack([row.detach() for row in alone]), rtol=1e-12, atol=1e-14)


def test_each_gradient_is_clipped_by_its_own_norm():
    gradients = drawn(3, 20) * torch.tensor([[1e-2], [1.0], [1e2]])
    alone = [torch.nn.Parameter(row.clone()) for row in gradients]
    for row, gradient in zip(alone, gradients.clone(), strict=True):
        row.grad = gradient
        torch.nn.utils.clip_grad_norm_([row], 1.0)
    clip_each(gradients, 1.0)
    torch.testing.assert_close(gradients, torch.stack([row.grad for row in alone]), rtol=1e-12, atol=0)
    assert torch.linalg.vector_norm(gradients[0]) < 0.1


def test_a_network_that_leaves_takes_its_state_along():
    values = drawn(3, 20)
    both, alone = Adam(values.clone(), (0.9, 0.99), 0.0), Adam(values[1:2].clone(), (0.9, 0.99), 0.0)
    left, single = values.clone(), values[1:2].clone()
    both.step(left, drawn(3, 20, seed=1), [1e-2] * 3)
    alone.step(single, drawn(3, 20, seed=1)[1:2], [1e-2])
    both.keep([1])
    left = left[[1]]
    both.step(left, drawn(1, 20, seed=2), [1e-2])
    alone.step(single, drawn(1, 20, seed=2), [1e-2])
    torch.testing.assert_close(left, single, rtol=1e-12, atol=0)
