"""Weight files: what is written comes back; what is no network is refused in one line."""

import io
import json
import os
import pickle
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from safetensors import safe_open
from safetensors.numpy import save_file
from scipy.io import savemat

from cells import random_layer, random_stack
from engram.dynamics import (
    GRU,
    LSTM,
    Activation,
    Cell,
    CellKind,
    Elementwise,
    Elman,
    Layout,
    Stacked,
    StartingFrom,
    elman,
    linear,
    load,
    save,
    save_tensors,
)
from engram.dynamics import archives as archives_module
from engram.errors import FolderError, WeightsError

RNG = np.random.default_rng(0)
BIASED = Elman(
    RNG.standard_normal((4, 4)),
    RNG.standard_normal((4, 2)),
    RNG.standard_normal((2, 4)),
    RNG.standard_normal(4),
    RNG.standard_normal(2),
    Activation.RELU,
)
PLAIN = elman(BIASED.weight_hh, BIASED.weight_ih, BIASED.weight_out)
ARRAYS = {"weight_hh": np.eye(3), "weight_ih": np.ones((3, 2)), "weight_out": np.ones((2, 3))}
TENSORS = {
    "rnn.weight_hh_l0": np.eye(3),
    "rnn.weight_ih_l0": np.ones((3, 2)),
    "readout.weight": np.ones((2, 3)),
}


KINDS = (Elman, GRU, LSTM)
SAVED = {
    "plain": PLAIN,
    "biased": BIASED,
    "linear": linear(np.eye(3), np.ones((3, 2)), np.ones((2, 3))),
    "one-unit": elman(np.eye(1), np.ones((1, 1)), np.ones((1, 1))),
    "softplus": replace(BIASED, activation=Activation.SOFTPLUS),
    **{kind.__name__: random_layer(kind, RNG) for kind in KINDS},
    **{f"{kind.__name__}-plain": random_layer(kind, RNG, has_bias=False) for kind in KINDS},
    **{f"{kind.__name__}-stack": random_stack(kind, kind, kind, reads_all=True)(RNG) for kind in KINDS},
}
"""Networks that a file can hold."""
SUFFIXES = ("safetensors", "npz", "mat")


def arrays_in(network: Cell) -> list[np.ndarray]:
    layers = network.layers if isinstance(network, Stacked) else (network,)
    return [getattr(layer, name) for layer in layers for name in layer.array_names()]


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("network", SAVED.values(), ids=SAVED)
def test_a_network_comes_back_bit_for_bit(network: Cell, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"weights.{suffix}"
    save(network, path)
    again = load(str(path))
    assert type(again) is type(network)
    assert again.kind == network.kind
    for found, saved in zip(arrays_in(again), arrays_in(network), strict=True):
        assert np.array_equal(found, saved)


@pytest.mark.parametrize(
    ("network", "message"),
    [
        (
            random_stack(GRU, LSTM, reads_all=True)(RNG),
            "a stack of gru, lstm layers cannot be saved in one file",
        ),
        (random_stack(GRU, GRU)(RNG), "layer 0 of 2 has a readout of its own"),
        (StartingFrom(PLAIN, np.ones(4)), "StartingCell.* cannot be saved; expected an Elman, GRU or LSTM"),
        (replace(PLAIN, activation=Elementwise("mine", np.sin, np.cos)), "'mine' is a function of your own"),
        (
            Stacked(
                (elman(np.eye(2), np.eye(2), np.eye(2)), replace(linear(np.eye(2), np.eye(2), np.eye(2))))
            ),
            "layers of activations identity, tanh",
        ),
    ],
    ids=["mixed", "readout", "started", "own", "activations"],
)
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_what_no_file_can_hold_is_not_written(network, message, suffix: str, tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match=message):
        save(network, tmp_path / f"w.{suffix}")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("dtype", [np.float32, np.float16, np.int64])
def test_other_number_types_are_read(dtype, tmp_path: Path) -> None:
    save_file({name: array.astype(dtype) for name, array in TENSORS.items()}, tmp_path / "w.safetensors")
    np.savez(tmp_path / "w.npz", **{name: array.astype(dtype) for name, array in ARRAYS.items()})
    for name in ("w.safetensors", "w.npz"):
        assert load(tmp_path / name).weight_hh.dtype == np.float64


def test_hidden_biases_add_up(tmp_path: Path) -> None:
    np.savez(tmp_path / "w.npz", **ARRAYS, bias_hh=np.ones(3), bias_ih=2 * np.ones(3))
    assert np.array_equal(load(tmp_path / "w.npz").bias, 3 * np.ones(3))


def refused(path: Path) -> str:
    with pytest.raises(WeightsError) as caught:
        load(path)
    message = str(caught.value)
    assert repr(str(path)) in message
    assert "\n" not in message
    return message


@pytest.mark.usefixtures("without_shape_checks")
@pytest.mark.parametrize(
    ("changed", "message"),
    [
        (
            {"weight_hh": np.ones((3, 4))},
            "weight_hh has shape (3, 4), expected (3, 3) for a network of 3 hidden units: give the cell",
        ),
        ({"weight_ih": np.ones((4, 2))}, "weight_ih has shape (4, 2), expected (3, 2)"),
        ({"weight_out": np.ones((2, 5))}, "weight_out has shape (2, 5), expected (2, 3)"),
        ({"weight_hh": np.full((3, 3), np.nan)}, "weight_hh holds 9 NaN or infinite values"),
        ({"weight_ih": np.full((3, 2), np.inf)}, "weight_ih holds 6 NaN or infinite values"),
        ({"weight_hh": np.ones(3)}, "expected real numbers in 2 dimensions"),
        ({"weight_hh": np.float64(1.0)}, "expected real numbers in 2 dimensions"),
        ({"weight_hh": np.eye(3, dtype=complex)}, "weight_hh is complex128"),
        ({"weight_hh": np.array([["a"]])}, "expected real numbers"),
        ({"weight_hh": np.eye(3, dtype=bool)}, "weight_hh is bool"),
        ({"weight_hh": np.array([[None]])}, "Object arrays cannot be loaded"),
        (
            {"bias_hh": np.ones((3, 2))},
            "bias_hh is float64 of shape (3, 2); expected real numbers in 1 dimension",
        ),
        ({"bias_hh": np.ones(2)}, "bias_hh has shape (2,) and bias_ih (3,); expected (3,) for both"),
        ({"bias_out": np.ones(3)}, "bias_out has shape (3,), expected (2,)"),
        ({"activation": np.array("swish")}, "'swish'; expected one of tanh, relu, identity"),
        ({"cell_kind": np.array("mamba")}, "'mamba'; expected one of elman, gru, lstm, linear"),
        (
            {"cell_kind": np.array("lstm")},
            "weight_hh has shape (3, 3); expected 4 times as many rows as columns for the cell 'lstm'",
        ),
        ({"weight_hh": np.eye(3)[:2]}, "weight_hh has shape (2, 3)"),
        ({"weight_out": np.ones((2, 3, 1))}, "weight_out is float64 of shape (2, 3, 1)"),
        ({"bias": np.ones(3), "bias_hh": np.ones(3)}, "bias stands beside bias_hh or bias_ih"),
        ({"extra": np.ones(1)}, "has unknown extra"),
        ({"weight_hh": np.zeros((0, 0))}, "at least one unit"),
    ],
)
def test_npz_that_holds_no_network(changed, message, tmp_path: Path) -> None:
    path = tmp_path / "w.npz"
    np.savez(path, **ARRAYS | changed)
    assert message in refused(path)


@pytest.mark.usefixtures("without_shape_checks")
@pytest.mark.parametrize(
    ("tensors", "metadata", "message"),
    [
        (
            {},
            {},
            "found 0 recurrent layers; expected one: no name ends in weight_hh or weight_hh_l0 (found nothing)",
        ),
        ({"fc.weight": np.eye(2)}, {}, "(found fc.weight); say which arrays are the network's with --names"),
        (TENSORS | {"rnn.weight_hh_l1": np.eye(3)}, {}, "lacks weight_ih of layer 1"),
        (TENSORS | {"scaler.mean": np.ones(2)}, {"format": "engram/1"}, "has unknown scaler.mean"),
        (TENSORS, {"format": "engram/2"}, "format 'engram/2'; this version reads 'engram/1': upgrade"),
        (
            TENSORS,
            {"cell": "gru"},
            "weight_hh has shape (3, 3); expected 3 times as many rows as columns for the cell 'gru'",
        ),
        (TENSORS, {"cell": "mamba"}, "names the cell 'mamba'; expected one of elman, gru, lstm, linear"),
        (TENSORS, {"activation": "swish"}, "'swish'; expected one of"),
        (TENSORS, {"cell": "lstm", "activation": "tanh"}, "expected 4 times as many rows"),
        (TENSORS | {"rnn.weight_hh_l0": np.eye(4)}, {}, "found 0 linear layers that read 4 components"),
        (TENSORS | {"rnn.weight_ih_l0": np.ones((4, 2))}, {}, "weight_ih has shape (4, 2), expected (3, 2)"),
        (TENSORS | {"rnn.bias_ih_l0": np.ones(5)}, {}, "bias_ih (5,); expected (3,) for both"),
    ],
)
def test_safetensors_that_hold_no_network(tensors, metadata, message, tmp_path: Path) -> None:
    path = tmp_path / "w.safetensors"
    save_file(tensors, path, metadata or None)
    assert message in refused(path)


def test_a_foreign_format_mark_is_no_obstacle(tmp_path: Path) -> None:
    save_file(TENSORS, tmp_path / "w.safetensors", {"format": "pt"})
    assert load(tmp_path / "w.safetensors").state_size == 3


@pytest.mark.parametrize("suffix", [".pt", ".pth", ".ckpt", ".pkl", ".pickle", ".bin"])
def test_pickles_are_never_opened(suffix: str, tmp_path: Path) -> None:
    path, trap = tmp_path / f"w{suffix}", tmp_path / "ran"

    class Trap:
        def __reduce__(self) -> tuple:
            return Path.touch, (trap,)

    path.write_bytes(pickle.dumps(Trap()))
    message = refused(path)
    assert "may be a pickle" in message
    assert "weights_only=True" in message
    assert not trap.exists()


def test_a_pickle_under_another_name_is_not_opened_either(tmp_path: Path) -> None:
    trap = tmp_path / "ran"

    class Trap:
        def __reduce__(self) -> tuple:
            return Path.touch, (trap,)

    for name in ("w.npz", "w.safetensors"):
        (tmp_path / name).write_bytes(pickle.dumps(Trap()))
        refused(tmp_path / name)
    with (tmp_path / "o.npz").open("wb") as file:
        np.savez(file, **ARRAYS | {"weight_hh": np.array([[Trap()]])}, allow_pickle=True)
    refused(tmp_path / "o.npz")
    assert not trap.exists()


@pytest.mark.parametrize("name", ["w.npz", "w.safetensors", "w.h5", "w", "x" * 5000])
def test_missing_files(name: str, tmp_path: Path) -> None:
    assert "does not exist; expected a .safetensors, .npz or .mat file" in refused(tmp_path / name)


def test_folders_and_other_endings(tmp_path: Path) -> None:
    (tmp_path / "w.npz").mkdir()
    assert "is a folder" in refused(tmp_path / "w.npz")
    for name, said in (("w.h5", "'.h5'"), ("w", "'nothing'")):
        (tmp_path / name).write_bytes(b"")
        assert f"ends in {said}" in refused(tmp_path / name)
    with pytest.raises(WeightsError, match=r"cannot write weights to '\.pt'"):
        save(PLAIN, tmp_path / "w.pt")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"not a file", b"\x00" * 100, b"\xff" * 1000])
@pytest.mark.parametrize("name", ["w.npz", "w.safetensors", "w.mat"])
def test_rubbish(content: bytes, name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    assert "no readable" in refused(tmp_path / name)


@pytest.mark.usefixtures("without_shape_checks")
@pytest.mark.parametrize("compress", [np.savez, np.savez_compressed], ids=["stored", "compressed"])
def test_damaged_npz(compress, tmp_path: Path) -> None:
    """Whatever byte is wrong, it is a network or a `WeightsError`."""
    buffer = io.BytesIO()
    compress(buffer, **ARRAYS)
    check_damaged(buffer.getvalue(), tmp_path / "w.npz")


@pytest.mark.usefixtures("without_shape_checks")
def test_damaged_safetensors(tmp_path: Path) -> None:
    save(BIASED, tmp_path / "whole.safetensors")
    check_damaged((tmp_path / "whole.safetensors").read_bytes(), tmp_path / "w.safetensors")


def check_damaged(whole: bytes, path: Path) -> None:
    rng, refusals = np.random.default_rng(1), 0
    for index in range(300):
        damaged = bytearray(whole)
        damaged[rng.integers(len(whole))] = rng.integers(256)
        path.write_bytes(damaged[: rng.integers(len(whole))] if index % 4 == 0 else damaged)
        try:
            load(path)
        except WeightsError:
            refusals += 1
    assert refusals > 75


def header(shape: tuple[int, ...]) -> bytes:
    buffer = io.BytesIO()
    fields = {"descr": "<f8", "fortran_order": False, "shape": shape}
    np.lib.format.write_array_header_1_0(buffer, fields)
    return buffer.getvalue()


@pytest.mark.parametrize("side", [10**4, 10**7])
def test_sizes_that_are_only_claimed_take_no_memory(side: int, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "w.npz", "w") as file:
        for name in ARRAYS:
            file.writestr(f"{name}.npy", header((side, side)))
    assert "no readable" in refused(tmp_path / "w.npz")


def test_a_zip_that_unpacks_to_too_much_is_not_unpacked(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(archives_module, "MAX_UNPACKED", 10**6)
    np.savez_compressed(tmp_path / "w.npz", **ARRAYS | {"weight_hh": np.zeros((400, 400))})
    assert (tmp_path / "w.npz").stat().st_size < 10**5
    assert "unpacks to" in refused(tmp_path / "w.npz")


def test_a_bare_array_is_no_network(tmp_path: Path) -> None:
    with (tmp_path / "w.npz").open("wb") as file:
        np.save(file, np.eye(3))
    assert "no readable .npz" in refused(tmp_path / "w.npz")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_same_network_is_the_same_bytes(suffix: str, tmp_path: Path) -> None:
    """The safetensors library alone would write its metadata in another order at every call."""
    written = set()
    for index in range(8):
        path = tmp_path / f"{index}.{suffix}"
        save(BIASED, path)
        written.add(path.read_bytes())
    assert len(written) == 1


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    for name in ("w.safetensors", "w.npz", "w.mat"):
        with pytest.raises(
            FolderError, match="cannot be written: No such file or directory; choose a folder"
        ):
            save(PLAIN, tmp_path / "missing" / name)


def test_metadata_in_any_script_comes_back(tmp_path: Path) -> None:
    metadata = {"task": 'copié · 写 "quoted" \n', "format": "x"}
    save_tensors({"b": np.eye(3), "a": np.arange(3)}, tmp_path / "t.safetensors", metadata)
    with safe_open(tmp_path / "t.safetensors", framework="numpy") as file:
        assert file.metadata() == metadata
        assert np.array_equal(file.get_tensor("a"), np.arange(3))
        assert np.array_equal(file.get_tensor("b"), np.eye(3))


def test_what_a_file_says_and_what_is_given_must_agree(tmp_path: Path) -> None:
    save(BIASED, tmp_path / "w.npz")
    assert load(tmp_path / "w.npz", Layout(activation=Activation.RELU)).kind == "relu Elman"
    with pytest.raises(WeightsError, match="names the activation 'relu' and --activation tanh is given"):
        load(tmp_path / "w.npz", Layout(activation=Activation.TANH))
    with pytest.raises(WeightsError, match="names the cell 'elman' and --cell gru is given"):
        load(tmp_path / "w.npz", Layout(cell=CellKind.GRU))


def test_other_arrays_are_no_obstacle_where_the_networks_are_named(tmp_path: Path) -> None:
    np.savez(tmp_path / "w.npz", **ARRAYS, losses=np.ones(100))
    assert "has unknown losses" in refused(tmp_path / "w.npz")
    names = {name: name for name in ARRAYS}
    assert load(tmp_path / "w.npz", Layout(names=names)).state_size == 3


@pytest.mark.parametrize("suffix", ["npz", "mat"])
def test_names_of_a_torch_cell_are_found_in_any_file(suffix: str, tmp_path: Path) -> None:
    cell = random_layer(GRU, RNG)
    arrays = {"weight_hh": cell.weight_hh, "weight_ih": cell.weight_ih, "bias_hh": cell.bias_hh}
    arrays |= {"bias_ih": cell.bias_ih, "losses": np.ones(3)}
    if suffix == "npz":
        np.savez(tmp_path / "w.npz", **arrays, **{"fc.weight": cell.weight_out, "fc.bias": cell.bias_out})
        layout = Layout()
    else:
        savemat(tmp_path / "w.mat", arrays | {"W": cell.weight_out, "b": cell.bias_out})
        layout = Layout(names={"weight_out": "W", "bias_out": "b"})
    found = load(tmp_path / f"w.{suffix}", layout)
    assert found.kind == "GRU"
    for mine, theirs in zip(arrays_in(found), arrays_in(cell), strict=True):
        assert np.array_equal(mine, theirs)


def test_a_line_break_in_a_name_breaks_no_line(tmp_path: Path) -> None:
    np.savez(tmp_path / "w.npz", **{"a\nb\x1b[31m": np.ones(2), "c" * 10**4: np.ones(2)})
    assert len(refused(tmp_path / "w.npz")) < 2000


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_only_regular_files_are_opened(suffix: str, tmp_path: Path) -> None:
    """A device or a pipe would be read for ever."""
    os.mkfifo(tmp_path / f"pipe.{suffix}")
    (tmp_path / f"zeros.{suffix}").symlink_to("/dev/zero")
    (tmp_path / f"nowhere.{suffix}").symlink_to(tmp_path / "missing")
    (tmp_path / f"itself.{suffix}").symlink_to(tmp_path / f"itself.{suffix}")
    assert "is no regular file" in refused(tmp_path / f"pipe.{suffix}")
    assert "is no regular file" in refused(tmp_path / f"zeros.{suffix}")
    assert "is a link that leads nowhere" in refused(tmp_path / f"nowhere.{suffix}")
    assert "is a link that leads nowhere" in refused(tmp_path / f"itself.{suffix}")


def write_a_hole(path: Path) -> None:
    """A terabyte of a network's weights, of shapes that do not fit, on no disk."""
    side = 2**20
    entries = {"rnn.weight_hh_l0": (side, side), "rnn.weight_ih_l0": (3, 2), "readout.weight": (2, side)}
    place, header = 0, {}
    for name, shape in entries.items():
        size = shape[0] * shape[1]
        header[name] = {"dtype": "U8", "shape": list(shape), "data_offsets": [place, place + size]}
        place += size
    text = json.dumps(header).encode()
    with path.open("wb") as file:
        file.write(len(text).to_bytes(8, "little") + text)
        file.truncate(8 + len(text) + place)


def test_a_hole_of_terabytes_is_not_read(tmp_path: Path) -> None:
    write_a_hole(tmp_path / "w.safetensors")
    assert "is sparse: of its 1.049e+06 MiB" in refused(tmp_path / "w.safetensors")


def test_shapes_are_looked_at_before_numbers(tmp_path: Path, monkeypatch) -> None:
    """Where a file system does not tell holes from numbers, shapes that do not fit still cost no memory."""
    monkeypatch.setattr("engram.dynamics.weights.check_readable", lambda path, expected: None)
    write_a_hole(tmp_path / "w.safetensors")
    assert "weight_ih has shape (3, 2), expected (1048576, 2)" in refused(tmp_path / "w.safetensors")


def test_a_long_header_is_not_parsed(tmp_path: Path) -> None:
    length = 2**24
    (tmp_path / "w.safetensors").write_bytes(length.to_bytes(8, "little") + b"{" + b" " * (length - 1))
    assert "its header has 16777216 bytes" in refused(tmp_path / "w.safetensors")


def test_an_archive_of_very_many_arrays_is_not_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "w.npz", "w") as file:
        for index in range(5000):
            file.writestr(f"{index}.npy", b"")
    assert "holds 5000 members" in refused(tmp_path / "w.npz")
