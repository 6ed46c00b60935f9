"""The check of a network against its module: it holds where it should, and names what differs where it should not."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from networks import SIZES, WRAPPABLE, Layered, Wrappable
from torch import Tensor, nn

from engram.dynamics import Dynamics, elman, linear
from engram.errors import InputError
from engram.models.adapters import wrap, wrap_cell
from engram.models.checking.consistency import check_dynamics
from engram.models.checking.modules import check_model
from engram.models.checking.report import Check, ModelReport

ROWS = {
    "layer: a step from random states",
    "layer: its start, at zero input",
    "module: its first output, from h(0)",
}


def failing(report: ModelReport) -> set[str]:
    return {check.name for check in report.failures}


@pytest.mark.usefixtures("without_shape_checks")
@pytest.mark.parametrize("case", WRAPPABLE, ids=lambda case: case.name)
def test_every_row_holds_for_every_kind(case: Wrappable) -> None:
    module = case.make()
    report = check_model(module, wrap(module, check=False), steps=20)
    assert report.holds, str(report)
    assert report.has_outputs
    assert {check.name for check in report.checks} >= ROWS
    assert max(check.worst for check in report.checks if "Jacobian" not in check.name) < 1e-12


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("weight_hh", {"layer: a step from random states", "module: its outputs, 10 steps alone"}),
        ("weight_ih", {"layer: a step from random states", "module: its first output, from h(0)"}),
        ("weight_out", {"module: its first output, from h(0)", "module: its outputs, 10 inputs"}),
        ("bias", {"layer: its start, at zero input", "layer: its states over 20 steps"}),
    ],
)
def test_a_network_with_one_wrong_weight_is_found_out(name: str, rows: set[str]) -> None:
    module = Layered(nn.RNN(SIZES[0], SIZES[1]))
    network = wrap(module, check=False)
    wrong = getattr(network, name).copy()
    wrong.flat[0] += 1e-6
    report = check_model(module, replace(network, **{name: wrong}), steps=20)
    assert not report.holds
    assert rows <= failing(report), str(report)


def test_a_wrong_jacobian_is_found_out() -> None:
    class Wrong:
        def __init__(self, of: Dynamics) -> None:
            self.of = of

        def __getattr__(self, name: str) -> object:
            return getattr(self.of, name)

        def state_jacobian(self, state: np.ndarray, input: np.ndarray) -> np.ndarray:
            return self.of.state_jacobian(state, input) + 1e-4

    network = wrap(Layered(nn.GRU(SIZES[0], SIZES[1])), check=False)
    assert check_dynamics(network, steps=10).holds
    names = [name for name in dir(Dynamics) if not name.startswith("_")]
    body = {
        name: getattr(Wrong, name, property(lambda self, name=name: getattr(self.of, name))) for name in names
    }
    wrong = type("WrongNetwork", (Wrong,), body)(network)
    assert failing(check_dynamics(wrong, steps=10)) == {"state Jacobian, by differences"}


def test_a_chaotic_network_is_compared_over_the_steps_that_rounding_leaves() -> None:
    module = Layered(nn.RNN(SIZES[0], 64, bias=False))
    module.head = nn.Linear(64, SIZES[2])
    with torch.no_grad():
        module.core.weight_hh_l0.mul_(6)
    report = check_model(module, wrap(module, check=False), steps=200)
    assert report.holds, str(report)
    assert "of 200 steps: beyond them rounding grows" in str(report).replace("\n    ", " ")


def test_a_network_that_grows_without_bound_is_still_compared() -> None:
    module = Layered(nn.RNN(SIZES[0], SIZES[1], nonlinearity="relu", bias=False))
    with torch.no_grad():
        module.core.weight_hh_l0.copy_(100 * torch.eye(SIZES[1]))
    assert check_model(module, wrap(module, check=False)).holds


class Remembering(Layered):
    """Goes on from where the last call ended."""

    state: Tensor | None = None

    def forward(self, inputs: Tensor) -> Tensor:
        states, last = self.core(inputs, self.state)
        self.state = last.mean(dim=1, keepdim=True).expand_as(last).contiguous()
        return self.head(states)


class Noisy(Layered):
    def forward(self, inputs: Tensor) -> Tensor:
        return super().forward(inputs) + torch.randn(1)


class Mixing(Layered):
    def forward(self, inputs: Tensor) -> Tensor:
        outputs = super().forward(inputs)
        return outputs - outputs.mean(dim=1, keepdim=True)


@pytest.mark.parametrize(
    ("kind", "row"), [(Noisy, "module: a second call"), (Mixing, "module: a trial alone, as in a batch")]
)
def test_what_a_module_must_not_do(kind: type, row: str) -> None:
    module = kind(nn.RNN(SIZES[0], SIZES[1]))
    assert row in failing(check_model(module, wrap(module, check=False), steps=10))


def test_a_state_kept_between_calls_is_found_out() -> None:
    module = Remembering(nn.RNN(SIZES[0], SIZES[1]))
    report = check_model(module, wrap(module, check=False), steps=10)
    assert not report.holds
    assert module.state is None


def test_dropout_is_noted_and_not_held_against_the_module() -> None:
    module = Layered(nn.LSTM(SIZES[0], SIZES[1], 2, dropout=0.5))
    report = check_model(module, wrap(module, check=False), steps=10)
    assert report.holds
    assert any("in training mode its outputs differ" in note for note in report.notes)


def test_the_last_output_alone_is_compared() -> None:
    class Last(Layered):
        def forward(self, inputs: Tensor) -> Tensor:
            return super().forward(inputs)[-1]

    module = Last(nn.RNN(SIZES[0], SIZES[1]))
    report = check_model(module, wrap(module, check=False), steps=10)
    assert report.holds
    assert "module: its last output" in {check.name for check in report.checks}


def test_a_module_without_recurrent_layer_against_a_cell_of_ones_own() -> None:
    class Plain(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.w, self.b, self.r = nn.Linear(5, 5, bias=False), nn.Linear(2, 5), nn.Linear(5, 3)

        def forward(self, inputs: Tensor) -> Tensor:
            h, outputs = torch.zeros(len(inputs), 5), []
            for u in inputs.unbind(1):
                h = torch.tanh(self.w(h) + self.b(u))
                outputs.append(self.r(h))
            return torch.stack(outputs, 1)

    module = Plain()
    twin = Plain().double()
    twin.load_state_dict(module.state_dict())
    network = wrap_cell(
        lambda h, u: torch.tanh(twin.w(h) + twin.b(u)), module.r, state_size=5, input_size=2, output_size=3
    )
    report = check_model(module, network, steps=10)
    assert report.holds, str(report)
    assert report.has_outputs
    assert any("no recurrent layer compared" in note for note in report.notes)


def test_a_name_that_is_no_layer_is_refused() -> None:
    module = Layered(nn.RNN(SIZES[0], SIZES[1]))
    with pytest.raises(InputError, match="names no recurrent layer"):
        check_model(module, wrap(module, check=False), recurrent="x")


def test_where_the_start_lies() -> None:
    rotation = np.array([[0.0, -1.0], [1.0, 0.0]])
    network = linear(rotation, np.ones((2, 1)), np.ones((1, 2)))
    assert check_dynamics(network).notes == ("h(0) = 0; it is a fixed point under zero input",)
    biased = replace(network, bias=np.array([0.25, 0.0]))
    assert "the first step moves it by 0.25" in check_dynamics(biased).notes[0]


def test_a_network_that_is_not_finite_at_once() -> None:
    network = elman(np.eye(2), np.full((2, 1), 1e308), np.ones((1, 2)))
    network = replace(network, activation=linear(np.eye(2), np.ones((2, 1)), np.ones((1, 2))).activation)
    network = replace(network, weight_ih=np.full((2, 1), 1e308), bias=np.full(2, 1.7e308))
    assert any(name.startswith("finite states") for name in failing(check_dynamics(network)))


def test_the_report_is_a_table_of_80_columns() -> None:
    long = "a detail that is longer than a line, and goes on and on, " * 4
    checks = (Check("holds", True, 0.0, 1e-12), Check("a name" * 12, False, float("inf"), 1e-9, long))
    report = ModelReport("a title " * 20, checks, ("a note " * 30,))
    text = str(report)
    assert max(map(len, text.splitlines())) <= 80
    assert text.endswith("1 of 2 rows do not hold")
    assert "DIFFERS" in text
    assert report.failures == checks[1:]
    assert str(ModelReport("t", checks[:1])).endswith("every row holds")
