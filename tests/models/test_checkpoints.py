"""Torch checkpoints: the state dict is found wherever it lies; what would run code is refused, with the cure."""

import re
import subprocess
import sys
import warnings
from pathlib import Path

import numpy as np
import pytest
import torch
from networks import SIZES, WRAPPABLE, Layered, Wrappable
from torch import nn

from engram.dynamics import Activation
from engram.dynamics.state_dict import Layout
from engram.errors import MissingPackageError, WeightsError
from engram.models.adapters import wrap
from engram.models.archive import check_archive
from engram.models.files import check_file, load


def saved(content: object, folder: Path, name: str = "w.pt") -> Path:
    torch.save(content, folder / name)
    return folder / name


def module() -> Layered:
    torch.manual_seed(0)
    return Layered(nn.GRU(SIZES[0], SIZES[1]))


def optimiser_state(of: nn.Module) -> dict[str, object]:
    optimiser = torch.optim.Adam(of.parameters())
    of(torch.ones(2, 1, SIZES[0])).sum().backward()
    optimiser.step()
    return optimiser.state_dict()


@pytest.mark.usefixtures("without_shape_checks")
@pytest.mark.parametrize("case", WRAPPABLE, ids=lambda case: case.name)
def test_a_state_dict_is_the_network_that_its_module_is(case: Wrappable, tmp_path: Path) -> None:
    made = case.make()
    relu = "relu" in case.name
    layout = Layout(activation=Activation.RELU) if relu else Layout()
    found, expected = load(saved(made.state_dict(), tmp_path), layout), wrap(made, check=False)
    states = np.random.default_rng(0).standard_normal((3, expected.state_size))
    inputs = np.ones((3, SIZES[0]))
    assert np.array_equal(found.step(states, inputs), expected.step(states, inputs))
    assert np.array_equal(found.readout(states), expected.readout(states))


def contents() -> dict[str, object]:
    made = module()
    tensors = made.state_dict()
    return {
        "plain": tensors,
        "model and optimiser": {
            "model": tensors,
            "optimizer": optimiser_state(made),
            "epoch": 3,
            "losses": [1.0],
        },
        "lightning": {
            "state_dict": {f"net.{name}": tensor for name, tensor in tensors.items()},
            "optimizer_states": [optimiser_state(made)],
            "hyper_parameters": {"hidden": 7, "rate": 1e-3, "name": "x", "layers": [1, 2]},
            "pytorch-lightning_version": "2.1.0",
            "callbacks": {},
        },
        "deep": {"a": {"b": {"c": tensors}}},
        "parts apart": {"rnn": made.core.state_dict(), "readout": made.head.state_dict(), "step": 3},
        "the same twice": {"model": tensors, "again": tensors},
        "parameters": {name: nn.Parameter(tensor) for name, tensor in tensors.items()},
    }


@pytest.mark.parametrize("name", contents())
@pytest.mark.parametrize("suffix", [".pt", ".pth", ".ckpt", ".bin", ".PT"])
def test_wherever_the_state_dict_lies(name: str, suffix: str, tmp_path: Path) -> None:
    content = contents()[name]
    if name == "the same twice":
        content = {"model": content["model"]}
    network = load(saved(content, tmp_path, f"w{suffix}"))
    assert np.allclose(network.weight_hh, module().core.weight_hh_l0.detach().double(), atol=0.01)


def test_the_running_average_is_chosen_by_its_key(tmp_path: Path) -> None:
    tensors = module().state_dict()
    average = {name: 2 * tensor for name, tensor in tensors.items()}
    path = saved({"model": tensors, "ema": {"shadow": average}}, tmp_path)
    with pytest.raises(
        WeightsError, match=r"2 state dicts .* 'ema.shadow', 'model'; .* --recurrent model.core"
    ):
        load(path)
    plain, chosen = load(path, Layout(recurrent="model")), load(path, Layout(recurrent="ema.shadow.core"))
    assert np.array_equal(chosen.weight_hh, 2 * plain.weight_hh)
    again = load(path, Layout(recurrent="ema.shadow.core", readout="ema.shadow.head"))
    assert np.array_equal(again.weight_out, 2 * plain.weight_out)


def test_arrays_under_other_names(tmp_path: Path) -> None:
    tensors = {"J": torch.eye(3), "B": torch.ones(2, 3)}
    path = saved({"net": tensors, "read": {"W": torch.ones(2, 3)}}, tmp_path)
    names = {"weight_hh": "net.J", "weight_ih": "net.B.T", "weight_out": "read.W"}
    assert load(path, Layout(names=names)).input_size == 2


@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float16])
def test_narrow_types(dtype: torch.dtype, tmp_path: Path) -> None:
    made = module().to(dtype)
    network = load(saved(made.state_dict(), tmp_path))
    assert np.array_equal(network.weight_hh, made.core.weight_hh_l0.detach().double().numpy())


class Owned(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.core, self.head = nn.GRU(3, 7), nn.Linear(7, 2)


def converted(message: str, folder: Path) -> Path:
    """Run the two lines that a refusal gives; where the file will be."""
    lines = re.search(r"(\w+ = torch\.(?:jit\.)?load\(.*?\)); (torch\.save\(.*?, '([^']+)'\))", message)
    assert lines is not None, message
    names: dict[str, object] = {"torch": torch}
    exec(lines[1], names)
    exec(lines[2], names)
    return Path(lines[3])


@pytest.mark.parametrize("kind", ["hyper-parameters", "old", "script"])
def test_what_needs_unpickling_is_refused_with_lines_that_work(kind: str, tmp_path: Path) -> None:
    tensors, path = module().state_dict(), tmp_path / "w.pt"
    if kind == "hyper-parameters":
        saved({"state_dict": tensors, "folder": Path("x"), "loss": np.float64(1)}, tmp_path)
    elif kind == "old":
        torch.save(tensors, path, _use_new_zipfile_serialization=False)
    else:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            torch.jit.save(torch.jit.trace(module(), torch.ones(2, 1, 3)), path)
    with pytest.raises(WeightsError) as caught:
        load(path)
    message = str(caught.value)
    assert "\n" not in message
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert load(converted(message, tmp_path)).state_size == 7


def test_a_pickled_module_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(
        WeightsError, match=r"holds '.*Owned' beside tensors .* checkpoint.state_dict\(\) of a module"
    ):
        load(saved(Owned(), tmp_path))


def test_the_sizes_in_a_pickle_are_held_against_the_file(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match="does not lie in its storage of 1 items"):
        load(saved({"rnn.weight_hh_l0": torch.ones(1).expand(2**20, 2**20)}, tmp_path))


def test_checking_an_archive_leaves_the_file_at_its_start(tmp_path: Path) -> None:
    path = saved(module().state_dict(), tmp_path)
    with path.open("rb") as file:
        check_archive(file, path)
        assert file.tell() == 0


@pytest.mark.usefixtures("without_shape_checks")
@pytest.mark.parametrize("case", WRAPPABLE, ids=lambda case: case.name)
def test_a_file_is_checked_against_torchs_own_layer(case: Wrappable, tmp_path: Path) -> None:
    layout = Layout(activation=Activation.RELU) if "relu" in case.name else Layout()
    report = check_file(saved(case.make().state_dict(), tmp_path), layout)
    assert report.holds, str(report)
    assert "layer: a step from random states" in {check.name for check in report.checks}


def test_files_of_arrays_are_checked_too(tmp_path: Path) -> None:
    np.savez(
        tmp_path / "w.npz", weight_hh=np.eye(3) / 2, weight_ih=np.ones((3, 2)), weight_out=np.ones((2, 3))
    )
    assert check_file(tmp_path / "w.npz").holds


def test_reading_checkpoints_needs_torch_and_nothing_else_does(tmp_path: Path) -> None:
    path = saved(module().state_dict(), tmp_path)
    np.savez(tmp_path / "w.npz", weight_hh=np.eye(3), weight_ih=np.ones((3, 2)), weight_out=np.ones((2, 3)))
    code = f"""
import sys
sys.modules["torch"] = None
from engram.errors import MissingPackageError
from engram.models.files import load
load({str(tmp_path / "w.npz")!r})
try:
    load({str(path)!r})
except MissingPackageError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (
        "needs the package 'torch', which is not installed; install Engram with its extra [train]"
        in done.stdout
    )
    assert issubclass(MissingPackageError, ImportError)


def test_missing_files_and_folders(tmp_path: Path) -> None:
    (tmp_path / "d.pt").mkdir()
    (tmp_path / "l.pt").symlink_to("nowhere")
    for name, said in (
        ("x.pt", "does not exist"),
        ("d.pt", "is a folder"),
        ("l.pt", "is a link that leads nowhere"),
    ):
        with pytest.raises(WeightsError, match=f"{said}; expected a PyTorch checkpoint"):
            load(tmp_path / name)
