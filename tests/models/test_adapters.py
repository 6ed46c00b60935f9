"""Wrapped modules: the network is the module, and the module stays as it was."""

import copy
import hashlib
import os
import subprocess
import sys
from collections import OrderedDict
from pathlib import Path

import numpy as np
import pytest
import torch
from networks import SIZES, WRAPPABLE, Layered, Looped, Wrappable
from torch import Tensor, nn

from engram.dynamics import Cell, named_parts, run
from engram.errors import InputError
from engram.models.adapters import wrap
from engram.models.checking.modules import check_model

STEPS = 200


def outputs_of(module: nn.Module, inputs: np.ndarray) -> np.ndarray:
    """The module's own outputs in float64, (trials, time, output)."""
    double, given = copy.deepcopy(module).double().eval(), torch.from_numpy(inputs)
    time_first = isinstance(module, Layered) and not module.core.batch_first
    with torch.no_grad():
        found = double(given.transpose(0, 1) if time_first else given)
    found = found["outputs"] if isinstance(found, dict) else found
    return (found.transpose(0, 1) if time_first else found).numpy()


@pytest.mark.parametrize("case", WRAPPABLE, ids=lambda case: case.name)
def test_the_network_is_the_module_over_200_steps(case: Wrappable) -> None:
    module = case.make()
    network = wrap(module, check=False)
    assert isinstance(network, Cell)
    inputs = np.random.default_rng(0).standard_normal((5, STEPS, SIZES[0]))
    inputs[:, STEPS // 2 :] = 0
    expected, found = outputs_of(module, inputs), run(network, inputs).outputs
    assert np.max(np.abs(found - expected)) <= 1e-12 * np.max(np.abs(expected))


def fingerprint(module: nn.Module) -> str:
    """Everything of a module that a user could see change, and the state of torch's and NumPy's generators."""
    numpy = np.random.get_state()  # noqa: NPY002
    found: list[object] = [
        torch.get_default_dtype(),
        torch.get_rng_state().tolist(),
        numpy[1].tolist(),
        numpy[2:],
    ]
    for name, tensor in (*module.named_parameters(), *module.named_buffers()):
        grad = None if tensor.grad is None else tensor.grad.tolist()
        found += [name, id(tensor), tensor.data_ptr(), tensor._version, tensor.dtype, str(tensor.device)]
        found += [tensor.requires_grad, grad, tensor.tolist()]
    for name, part in module.named_modules():
        kinds = ("_forward_hooks", "_forward_pre_hooks", "_backward_hooks")
        found += [name, id(part), part.training, [list(getattr(part, kind)) for kind in kinds]]
    return hashlib.sha256(repr(found).encode()).hexdigest()


def test_the_fingerprint_sees_a_change() -> None:
    module = Layered(nn.RNN(SIZES[0], SIZES[1]))
    seen = {fingerprint(module)}
    module.core.eval()
    seen.add(fingerprint(module))
    with torch.no_grad():
        module.head.bias += 0
    seen.add(fingerprint(module))
    torch.rand(1)
    seen.add(fingerprint(module))
    np.random.rand()  # noqa: NPY002
    assert len({*seen, fingerprint(module)}) == 5


@pytest.mark.usefixtures("without_shape_checks")
@pytest.mark.parametrize("dtype", [torch.float32, torch.float64, torch.float16, torch.bfloat16])
@pytest.mark.parametrize("training", [True, False])
def test_nothing_of_the_module_changes(training: bool, dtype: torch.dtype) -> None:
    module = Layered(nn.LSTM(SIZES[0], SIZES[1], 2, dropout=0.5)).to(dtype).train(training)
    module.core.weight_hh_l0.requires_grad_(False)
    module.head.bias.grad = torch.ones_like(module.head.bias)
    called: list[str] = []
    module.register_forward_hook(lambda *_: called.append("forward"))
    module.core.register_forward_pre_hook(lambda *_: called.append("before"))
    before = fingerprint(module)
    network = wrap(module)
    check_model(module, network)
    assert fingerprint(module) == before
    assert called == []


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16])
def test_narrow_weights_are_taken_over_exactly(dtype: torch.dtype) -> None:
    module = Layered(nn.RNN(SIZES[0], SIZES[1])).to(dtype)
    network = wrap(module)
    assert np.array_equal(network.weight_hh, module.core.weight_hh_l0.detach().double().numpy())


NOISY = """
import random, numpy, torch
from torch import nn
from engram.models.adapters import wrap
from networks import Layered

class Noisy(Layered):
    def forward(self, inputs):
        torch.rand(3), numpy.random.rand(3), random.random()
        return super().forward(inputs)

def generators():
    return str((random.getstate(), numpy.random.get_state()[1].tolist(), torch.get_rng_state().tolist()))

module = Noisy(nn.GRU(3, 7))
before = generators()
wrap(module)
print(generators() == before)
"""


def test_chance_in_forward_does_not_reach_the_users_generators() -> None:
    """In a process of its own: the type checks of the tests draw from Python's generator themselves."""
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parent), "OMP_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, "-c", NOISY], capture_output=True, text=True, check=True, env=environment
    )
    assert done.stdout.strip() == "True"


def test_a_readout_can_be_given_itself() -> None:
    rnn, linear = nn.GRU(3, 7), nn.Linear(7, 2)
    pair, whole = wrap(rnn, readout=linear), wrap(nn.ModuleDict({"a": rnn, "b": linear}), check=False)
    assert np.array_equal(pair.weight_out, whole.weight_out)
    assert np.array_equal(pair.weight_hh, whole.weight_hh)


def test_the_hidden_units_can_be_read_themselves() -> None:
    network = wrap(nn.LSTM(3, 7), readout=nn.Identity())
    states = np.random.default_rng(0).standard_normal((4, 14))
    assert np.array_equal(network.readout(states), states[:, :7])


def test_a_start_that_is_given() -> None:
    class Starting(Layered):
        def forward(self, inputs: Tensor) -> Tensor:
            first = torch.full((1, inputs.shape[1], SIZES[1]), 0.5)
            return self.head(self.core(inputs, first)[0])

    module = Starting(nn.RNN(SIZES[0], SIZES[1]))
    network = wrap(module, initial_state=np.full(7, 0.5))
    assert isinstance(network, Cell)
    assert np.array_equal(network.initial_state(2), np.full((2, 7), 0.5))
    with pytest.raises(InputError, match="starts from another h"):
        wrap(module)


def test_parts_of_the_state_have_names() -> None:
    network = wrap(Layered(nn.LSTM(SIZES[0], SIZES[1], 2)), check=False)
    parts = named_parts(network, np.arange(28.0))
    assert list(parts) == ["h_l0", "c_l0", "h_l1", "c_l1"]


def test_weights_that_a_module_computes() -> None:
    module = Layered(nn.RNN(SIZES[0], SIZES[1]))
    nn.utils.parametrizations.orthogonal(module.core, "weight_hh_l0")
    nn.utils.parametrizations.spectral_norm(module.head)
    before = fingerprint(module)
    network = wrap(module)
    assert fingerprint(module) == before
    assert np.allclose(network.weight_hh @ network.weight_hh.T, np.eye(7), atol=1e-6)


# What is refused ----------------------------------------------------------------------------------------------


def refused(module: nn.Module, **options: object) -> str:
    with pytest.raises(InputError) as caught:
        wrap(module, **options)
    assert "\n" not in str(caught.value)
    return str(caught.value)


class Two(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.encoder, self.decoder = nn.GRU(3, 7), nn.GRU(3, 7, num_layers=2)
        self.first, self.second = nn.Linear(7, 2), nn.Linear(7, 5)


@pytest.mark.parametrize(
    ("module", "options", "said"),
    [
        (
            Two(),
            {},
            ["'encoder' (GRU 3 -> 7, 1 layer), 'decoder' (GRU 3 -> 7, 2 layers)", "recurrent='<name>'"],
        ),
        (
            Two(),
            {"recurrent": "encoder"},
            ["'first' (Linear 7 -> 2), 'second' (Linear 7 -> 5)", "readout='<name>'"],
        ),
        (Two(), {"recurrent": "rnn"}, ["recurrent='rnn' names no recurrent layer", "'encoder'"]),
        (Two(), {"recurrent": "encoder", "readout": "x"}, ["readout='x' names no part", "'first'"]),
        (
            Two(),
            {"recurrent": "encoder", "readout": "decoder"},
            ["does not read the state", "nn.Linear of 7 inputs"],
        ),
        (
            nn.Sequential(nn.Linear(3, 4), nn.Tanh()),
            {},
            ["no nn.RNN", "'0' (Linear 3 -> 4), '1' (Tanh)", "wrap_cell"],
        ),
        (nn.RNN(3, 7), {}, ["no nn.Linear that takes the 7 hidden units", "nn.Identity()"]),
        (nn.RNN(3, 7), {"readout": nn.Linear(8, 2)}, ["'readout' (Linear 8 -> 2)", "nn.Linear of 7 inputs"]),
        (Layered(nn.GRU(3, 7, bidirectional=True)), {}, ["'core'", "bidirectional", "bidirectional=False"]),
        (Layered(nn.LSTM(3, 9, proj_size=7)), {}, ["proj_size=7", "wrap_cell"]),
        (
            nn.ModuleDict({"a": nn.RNN(3, 7, device="meta"), "b": nn.Linear(7, 2)}),
            {},
            ["no values yet in a.weight_ih"],
        ),
        (
            nn.ModuleDict({"a": nn.RNN(3, 7), "b": nn.LazyLinear(2)}),
            {},
            ["no nn.Linear that takes", "LazyLinear"],
        ),
    ],
)
def test_refusals_list_the_candidates_and_say_what_chooses(module, options, said) -> None:
    message = refused(module, **options)
    assert all(part in message for part in said), message


def test_a_choice_settles_it() -> None:
    network = wrap(Two(), recurrent="encoder", readout="second", check=False)
    assert (network.state_size, network.output_size) == (7, 5)


def test_a_module_that_cannot_be_copied_is_refused_in_words() -> None:
    module = Layered(nn.RNN(SIZES[0], SIZES[1]))
    module.extra = module.head.weight * 2
    assert "cannot be copied" in refused(module)


class Normed(Layered):
    def __init__(self, core: nn.Module) -> None:
        super().__init__(core)
        self.norm = nn.LayerNorm(SIZES[1])

    def forward(self, inputs: Tensor) -> Tensor:
        return self.head(self.norm(self.core(inputs)[0]))


class Activated(Layered):
    def forward(self, inputs: Tensor) -> Tensor:
        return super().forward(inputs).sigmoid()


class Projected(Layered):
    def __init__(self, core: nn.Module) -> None:
        super().__init__(core)
        self.enter = nn.Linear(SIZES[0], SIZES[0])

    def forward(self, inputs: Tensor) -> Tensor:
        return super().forward(self.enter(inputs))


class Residual(Layered):
    def forward(self, inputs: Tensor) -> Tensor:
        return super().forward(inputs) + inputs[..., : SIZES[2]]


def deep_readout() -> nn.Module:
    module = Layered(nn.RNN(SIZES[0], SIZES[1]))
    module.head = nn.Sequential(
        OrderedDict(one=nn.Linear(SIZES[1], 5), two=nn.ReLU(), three=nn.Linear(5, SIZES[2]))
    )
    return module


@pytest.mark.parametrize("kind", [Normed, Activated, Projected, Residual])
def test_a_module_that_computes_more_is_found_out(kind: type) -> None:
    message = refused(kind(nn.RNN(SIZES[0], SIZES[1])))
    assert "is not the module" in message
    assert "module: its first output, from h(0) (differs by" in message
    assert "wrap_cell" in message
    assert wrap(kind(nn.RNN(SIZES[0], SIZES[1])), check=False).state_size == SIZES[1]


def test_a_readout_of_several_layers_is_found_out() -> None:
    message = refused(deep_readout())
    assert "module: shape of its outputs" in message
    assert "(50, 4, 2)" in message


def test_a_readout_of_several_layers_that_ends_in_hidden_many_outputs() -> None:
    module = Layered(nn.RNN(SIZES[0], SIZES[1]))
    module.head = nn.Sequential(nn.Linear(SIZES[1], 2), nn.Tanh(), nn.Linear(2, 2))
    assert "its first output" in refused(module)


class Masked(Layered):
    """Takes a second argument, which a plain call lacks."""

    def forward(self, inputs: Tensor, mask: Tensor) -> Tensor:
        return super().forward(inputs) * mask


def test_a_forward_that_cannot_be_called_plainly_is_called_as_told() -> None:
    module = Masked(nn.RNN(SIZES[0], SIZES[1]))
    with pytest.warns(UserWarning, match=r"outputs not compared: forward\(inputs\) raised TypeError"):
        wrap(module)

    def outputs(copied: nn.Module, inputs: Tensor) -> Tensor:
        return copied(inputs.transpose(0, 1), 1.0).transpose(0, 1)

    report = check_model(module, wrap(module, outputs=outputs), outputs=outputs)
    assert report.has_outputs
    with pytest.raises(InputError, match="is not the module"):
        wrap(module, outputs=lambda copied, inputs: 2 * outputs(copied, inputs))


def test_other_parts_with_weights_are_not_passed_over_in_silence() -> None:
    class Embedded(Layered):
        def __init__(self) -> None:
            super().__init__(nn.RNN(SIZES[0], SIZES[1]))
            self.embed = nn.Embedding(5, SIZES[0])

        def forward(self, tokens: Tensor) -> Tensor:
            return super().forward(self.embed(tokens))

    message = refused(Embedded())
    assert "holds more than recurrence and readout ('embed' (Embedding))" in message
    assert "outputs=lambda module, inputs" in message


def test_cells_are_wrapped_wherever_they_lie() -> None:
    network = wrap(Looped(nn.LSTMCell(*SIZES[:2])))
    assert (network.input_size, network.state_size, network.output_size) == (3, 14, 2)
