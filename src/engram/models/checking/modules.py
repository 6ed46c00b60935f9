"""Whether a network is the torch module that it was made from: compared in float64, on a copy of the module."""

import numpy as np
import torch
from torch import nn

from engram.dynamics import Dynamics
from engram.models.checking.consistency import check_dynamics
from engram.models.checking.layers import compare_layer
from engram.models.checking.outputs import OutputsOf, compare_outputs
from engram.models.checking.report import Check, ModelReport
from engram.models.checking.trial_inputs import trial_inputs
from engram.models.isolation import double_by_default, stand_alone, title, undisturbed

__all__ = ["Check", "ModelReport", "OutputsOf", "check_dynamics", "check_model"]


def check_model(
    module: nn.Module,
    network: Dynamics,
    *,
    seed: int = 0,
    steps: int = 200,
    recurrent: str | None = None,
    outputs: OutputsOf | None = None,
) -> ModelReport:
    """Compare a network with the torch module it stands for; all that runs is a float64 copy of the module.

    Rows: what `check_dynamics` looks at; one step of the module's recurrent layer from random states; its run over
    `steps` inputs, the second half of them zero; h(0); and, where forward(inputs) can be called with
    (trials, time, input) or (time, trials, input), its outputs, those of a trial alone, and those of a second call.
    A forward that takes something else is called through `outputs`, as in
    `lambda module, inputs: module(inputs, lengths)[0]`, which returns (trials, time, output).

    Rounding grows in a chaotic network: runs are compared over the steps that it leaves alone, and the row says so.
    The module's hooks are not run. Raises `InputError` where the module cannot be copied, or `recurrent` names no
    recurrent layer.
    """
    twin = stand_alone(module)
    with undisturbed(seed), double_by_default(), torch.no_grad(), np.errstate(all="ignore"):
        report = check_dynamics(network, seed=seed, steps=steps)
        inputs = trial_inputs(network, seed, steps)
        layer = compare_layer(twin, network, inputs, recurrent)
        whole = compare_outputs(twin, inputs, outputs)
    return ModelReport(
        f"{title(module)} and its adapter: {report.title}",
        (*report.checks, *layer.checks, *whole.checks),
        (*report.notes, *layer.notes, *whole.notes),
        has_outputs=bool(whole.checks),
    )
