"""Weight files: what is written comes back; what is no network is refused in one line."""

import io
import pickle
import zipfile
from pathlib import Path

import numpy as np
import pytest
from safetensors import safe_open
from safetensors.numpy import save_file

from engram.dynamics import Activation, Elman, elman, load, save, save_tensors
from engram.dynamics import weights as weights_module
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


@pytest.mark.parametrize("suffix", ["safetensors", "npz"])
@pytest.mark.parametrize("network", [PLAIN, BIASED], ids=["plain", "biased"])
def test_a_network_comes_back_bit_for_bit(network: Elman, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"weights.{suffix}"
    save(network, path)
    again = load(str(path))
    assert again.activation is network.activation
    for name in ("weight_hh", "weight_ih", "weight_out", "bias", "bias_out"):
        assert np.array_equal(getattr(again, name), getattr(network, name))


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
        ({"weight_hh": np.ones((3, 4))}, "weight_hh has shape (3, 4), expected (3, 3)"),
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
            {"bias_hh": np.ones((3, 1))},
            "bias_hh is float64 of shape (3, 1); expected real numbers in 1 dimension",
        ),
        ({"bias_hh": np.ones(2)}, "bias_hh has shape (2,) and bias_ih (3,); expected (3,) for both"),
        ({"bias_out": np.ones(3)}, "bias_out has shape (3,), expected (2,)"),
        ({"activation": np.array("gelu")}, "'gelu'; expected one of tanh, relu, identity"),
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
        ({}, {}, "lacks readout.weight, rnn.weight_hh_l0, rnn.weight_ih_l0"),
        ({"fc.weight": np.eye(2)}, {}, "has unknown fc.weight"),
        (TENSORS | {"rnn.weight_hh_l1": np.eye(3)}, {}, "has unknown rnn.weight_hh_l1"),
        (TENSORS, {"format": "engram/2"}, "format 'engram/2'; this version reads 'engram/1': upgrade"),
        (TENSORS, {"cell": "gru"}, "cell of type 'gru'"),
        (TENSORS, {"activation": "gelu"}, "'gelu'; expected one of"),
        (TENSORS | {"rnn.weight_hh_l0": np.eye(4)}, {}, "expected (4, 2)"),
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
    assert "does not exist; expected a .safetensors or .npz file" in refused(tmp_path / name)


def test_folders_and_other_endings(tmp_path: Path) -> None:
    (tmp_path / "w.npz").mkdir()
    assert "is a folder" in refused(tmp_path / "w.npz")
    for name, said in (("w.h5", "'.h5'"), ("w", "'nothing'")):
        (tmp_path / name).write_bytes(b"")
        assert f"ends in {said}" in refused(tmp_path / name)
    with pytest.raises(WeightsError, match=r"cannot write weights to '\.pt'"):
        save(PLAIN, tmp_path / "w.pt")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"not a file", b"\x00" * 100, b"\xff" * 1000])
@pytest.mark.parametrize("name", ["w.npz", "w.safetensors"])
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
    monkeypatch.setattr(weights_module, "MAX_BYTES", 10**6)
    np.savez_compressed(tmp_path / "w.npz", **ARRAYS | {"weight_hh": np.zeros((400, 400))})
    assert (tmp_path / "w.npz").stat().st_size < 10**5
    assert "unpacks to" in refused(tmp_path / "w.npz")


def test_a_bare_array_is_no_network(tmp_path: Path) -> None:
    with (tmp_path / "w.npz").open("wb") as file:
        np.save(file, np.eye(3))
    assert "no readable .npz" in refused(tmp_path / "w.npz")


@pytest.mark.parametrize("suffix", ["safetensors", "npz"])
def test_the_same_network_is_the_same_bytes(suffix: str, tmp_path: Path) -> None:
    """The safetensors library alone would write its metadata in another order at every call."""
    written = set()
    for index in range(8):
        path = tmp_path / f"{index}.{suffix}"
        save(BIASED, path)
        written.add(path.read_bytes())
    assert len(written) == 1


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    for name in ("w.safetensors", "w.npz"):
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
