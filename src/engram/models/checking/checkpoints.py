"""The network of a checkpoint against torch's own layer with the weights of the file."""

from collections.abc import Mapping

import numpy as np
import torch
from torch import Tensor, nn

from engram.dynamics import Activation
from engram.errors import InputError
from engram.models.checking.consistency import check_dynamics
from engram.models.checking.layers import compare_layer
from engram.models.checking.report import Findings, ModelReport
from engram.models.checking.trial_inputs import trial_inputs
from engram.models.checkpoints import RECURRENT, Checkpoint
from engram.models.isolation import first_line, undisturbed

STEPS = 200
LAYER_OF_GATES = {1: nn.RNN, 3: nn.GRU, 4: nn.LSTM}
"""By rows of weight_hh over its columns."""


def check_checkpoint(checkpoint: Checkpoint, *, seed: int = 0) -> ModelReport:
    """The rows of `check_dynamics` and those of torch's layer, or a note that says why the latter are missing."""
    report = check_dynamics(checkpoint.network, seed=seed)
    found = _against_torch(checkpoint, seed)
    return ModelReport(report.title, (*report.checks, *found.checks), (*report.notes, *found.notes))


def torch_layer(
    tensors: Mapping[str, Tensor], prefix: str, activation: Activation
) -> nn.RNN | nn.GRU | nn.LSTM:
    """An nn.RNN, nn.GRU or nn.LSTM that has loaded the weights under a prefix, strictly, in float64."""
    weights = {
        name if "_l" in name else f"{name}_l0": tensor
        for full, tensor in tensors.items()
        for head, name in [full.rpartition(".")[::2]]
        if head == prefix and name.startswith(("weight_", "bias_"))
    }
    rows, hidden = weights["weight_hh_l0"].shape
    kind = LAYER_OF_GATES[rows // hidden]
    layers = sum(name.startswith("weight_hh_l") for name in weights)
    chosen = {"nonlinearity": activation.value} if kind is nn.RNN else {}
    layer = kind(weights["weight_ih_l0"].shape[1], hidden, layers, bias="bias_hh_l0" in weights, **chosen)
    layer = layer.double().eval()
    layer.load_state_dict(weights, strict=True)
    return layer


def _against_torch(checkpoint: Checkpoint, seed: int) -> Findings:
    layout = checkpoint.layout
    names = [name for name in checkpoint.tensors if RECURRENT.search(name)]
    prefixes = list(dict.fromkeys(RECURRENT.sub("", name) for name in names))
    fitting = [p for p in prefixes if layout.recurrent in (None, p) or p.endswith(f".{layout.recurrent}")]
    if len(fitting) != 1 or layout.names or layout.activation is Activation.IDENTITY:
        return Findings(notes=("not compared with a layer of torch: the file's names are not those of one",))
    with undisturbed(seed), torch.no_grad(), np.errstate(all="ignore"):
        try:
            layer = torch_layer(checkpoint.tensors, fitting[0], layout.activation or Activation.TANH)
            return compare_layer(
                layer, checkpoint.network, trial_inputs(checkpoint.network, seed, STEPS), None
            )
        except (InputError, KeyError, RuntimeError, ValueError) as error:
            return Findings(notes=(f"not compared with a layer of torch: {first_line(error)}",))
