"""Adam over a stack: every network with its own gradient norm and learning rate."""

from collections.abc import Sequence

import torch
from jaxtyping import Float
from torch import Tensor

EPSILON = 1e-8
"""torch's default."""


class Adam:
    """D. P. Kingma & J. Ba, arXiv:1412.6980, with L2 added to the gradient as torch's `weight_decay` does."""

    def __init__(
        self, values: Float[Tensor, "networks parameters"], betas: tuple[float, float], l2: float
    ) -> None:
        self.betas, self.l2 = betas, l2
        self.mean = torch.zeros_like(values)
        self.square = torch.zeros_like(values)
        self.steps = 0

    def step(
        self,
        values: Float[Tensor, "networks parameters"],
        gradients: Float[Tensor, "networks parameters"],
        learning_rates: Sequence[float],
    ) -> None:
        """Change `values` in place by one step, each network with its own learning rate."""
        self.steps += 1
        first, second = self.betas
        if self.l2:
            gradients = gradients.add(values, alpha=self.l2)
        self.mean.lerp_(gradients, 1 - first)
        self.square.mul_(second).addcmul_(gradients, gradients, value=1 - second)
        spread = self.square.sqrt().mul_((1 - second**self.steps) ** -0.5).add_(EPSILON)
        sizes = [rate / (1 - first**self.steps) for rate in learning_rates]
        values.sub_(self.mean.div(spread).mul_(values.new_tensor(sizes)[:, None]))

    def keep(self, networks: list[int]) -> None:
        """Forget all but some of the networks."""
        self.mean, self.square = self.mean[networks], self.square[networks]


def clip_each(gradients: Float[Tensor, "networks parameters"], largest: float) -> None:
    """Scale down in place the gradient of every network whose norm is above `largest` (as torch's clip_grad_norm_)."""
    norms = torch.linalg.vector_norm(gradients, dim=1)
    gradients.mul_((largest / (norms + 1e-6)).clamp_(max=1.0)[:, None])
