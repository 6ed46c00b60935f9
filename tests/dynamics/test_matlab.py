"""MATLAB files: what MATLAB writes is read, and nothing that claims more than it holds."""

import io
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from scipy import sparse
from scipy.io import loadmat, savemat

from cells import random_layer
from engram.dynamics import GRU, Elman, Layout, load, save
from engram.dynamics import archives as archives_module
from engram.dynamics.matlab import read_matlab
from engram.errors import WeightsError

RNG = np.random.default_rng(0)
MATRICES = {
    "W_rec": RNG.standard_normal((4, 4)),
    "W_in": RNG.standard_normal((2, 4)),
    "W_out": RNG.standard_normal((1, 4)),
    "b": RNG.standard_normal((1, 4)),
    "b_out": np.array([[0.5]]),
}
LAYOUT = Layout(
    names={
        "weight_hh": "W_rec",
        "weight_ih": "W_in.T",
        "weight_out": "W_out",
        "bias": "b",
        "bias_out": "b_out",
    }
)
OWN = {"weight_hh": np.eye(3), "weight_ih": np.ones((3, 2)), "weight_out": np.ones((2, 3))}


def refused(path: Path, layout: Layout = Layout()) -> str:
    with pytest.raises(WeightsError) as caught:
        load(path, layout)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def refused_bytes(content: bytes, folder: Path) -> str:
    (folder / "w.mat").write_bytes(content)
    return refused(folder / "w.mat")


@pytest.mark.parametrize("compressed", [False, True])
def test_matrices_of_any_name_come_in_by_names(compressed: bool, tmp_path: Path) -> None:
    rest = {"losses": np.ones(9), "notes": "text", "params": {"dt": 0.1}, "mask": np.array([[True]])}
    savemat(tmp_path / "w.mat", MATRICES | rest, do_compression=compressed)
    network = load(tmp_path / "w.mat", LAYOUT)
    assert isinstance(network, Elman)
    assert np.array_equal(network.weight_hh, MATRICES["W_rec"])
    assert np.array_equal(network.weight_ih, MATRICES["W_in"].T)
    assert np.array_equal(network.weight_out, MATRICES["W_out"])
    assert np.array_equal(network.bias, MATRICES["b"].ravel())
    assert np.array_equal(network.bias_out, [0.5])


@pytest.mark.parametrize("dtype", [np.float32, np.int16, np.uint8])
def test_other_number_types_are_read(dtype, tmp_path: Path) -> None:
    savemat(tmp_path / "w.mat", {name: array.astype(dtype) for name, array in OWN.items()})
    assert load(tmp_path / "w.mat").state_size == 3


def test_a_state_space_model_comes_in(tmp_path: Path) -> None:
    eigenvalues = np.array([[0.9, 0.5 + 0.5j, -0.2j]])
    savemat(tmp_path / "d.mat", {"A": eigenvalues, "B": np.ones((3, 2)), "C": np.ones((1, 3))})
    assert load(tmp_path / "d.mat").kind == "linear"
    assert load(tmp_path / "d.mat").state_size == 5
    savemat(tmp_path / "m.mat", {"A": np.eye(3), "B": np.ones((3, 2)), "C": np.ones((1, 3))})
    assert load(tmp_path / "m.mat").state_size == 3


def test_matlab_and_scipy_read_what_is_written(tmp_path: Path) -> None:
    network = random_layer(GRU, RNG)
    save(network, tmp_path / "w.mat")
    read = loadmat(tmp_path / "w.mat")
    assert np.array_equal(read["weight_hh"], network.weight_hh)
    assert np.array_equal(read["bias_hh"], network.bias_hh[None])
    assert read["cell_kind"] == ["gru"]


def test_other_versions_are_refused_with_the_way_to_convert(tmp_path: Path) -> None:
    text = b"MATLAB 7.3 MAT-file, Platform: GLNXA64".ljust(124) + b"\x00\x02IM"
    for content in (text.ljust(512) + b"\x89HDF\r\n\x1a\n", b"\x89HDF\r\n\x1a\n" + b"\x00" * 600):
        assert "version 7.3 (HDF5); expected version 5: in MATLAB, save" in refused_bytes(content, tmp_path)
    savemat(tmp_path / "w.mat", OWN, format="4")
    assert "no readable MATLAB file of version 5" in refused(tmp_path / "w.mat")


def test_what_is_no_matrix_is_said(tmp_path: Path) -> None:
    cells = np.empty((1, 2), dtype=object)
    cells[:] = [[np.eye(2), np.eye(3)]]
    others = {"net": {"weight_hh": np.eye(3)}, "layers": cells, "W": sparse.eye_array(3, format="csc")}
    savemat(tmp_path / "w.mat", others)
    message = refused(tmp_path / "w.mat")
    assert "not read: net is a struct, layers is a cell array, W is a sparse matrix" in message


@pytest.mark.usefixtures("without_shape_checks")
@pytest.mark.parametrize("compressed", [False, True])
def test_damaged(compressed: bool, tmp_path: Path) -> None:
    """Whatever byte is wrong, it is a network or a `WeightsError`."""
    buffer, rng, refusals = io.BytesIO(), np.random.default_rng(1), 0
    savemat(buffer, OWN, do_compression=compressed)
    whole, path = buffer.getvalue(), tmp_path / "w.mat"
    for index in range(300):
        damaged = bytearray(whole)
        damaged[rng.integers(len(whole))] = rng.integers(256)
        path.write_bytes(damaged[: rng.integers(len(whole))] if index % 4 == 0 else damaged)
        try:
            load(path)
        except WeightsError:
            refusals += 1
    assert refusals > 75


# Files made by hand -------------------------------------------------------------------------------------------

HEADER = b"MATLAB 5.0 MAT-file".ljust(124) + b"\x00\x01IM"


def element(kind: int, content: bytes, claimed: int | None = None) -> bytes:
    length = len(content) if claimed is None else claimed
    padding = 0 if kind == 15 else -len(content) % 8
    return struct.pack("<II", kind, length) + content + b"\x00" * padding


def matrix(name: bytes, shape: tuple[int, ...], numbers: bytes, claimed: int | None = None) -> bytes:
    dimensions = struct.pack(f"<{len(shape)}i", *shape)
    head = element(6, struct.pack("<II", 6, 0)) + element(5, dimensions) + element(1, name)
    return head + element(9, numbers, claimed)


def test_hand_made_files_are_what_matlab_writes(tmp_path: Path) -> None:
    """Else the refusals below would say nothing."""
    content = HEADER
    for name, array in OWN.items():
        content += element(14, matrix(name.encode(), array.shape, array.astype("<f8").tobytes("F")))
    (tmp_path / "w.mat").write_bytes(content)
    assert np.array_equal(load(tmp_path / "w.mat").weight_hh, np.eye(3))


@pytest.mark.parametrize("side", [10**4, 2**31 - 1])
def test_sizes_that_are_only_claimed_take_no_memory(side: int, tmp_path: Path) -> None:
    plain = matrix(b"weight_hh", (side, side), b"\x00" * 64)
    assert "unpacks to" in refused_bytes(HEADER + element(14, plain), tmp_path)
    claimed = matrix(b"weight_hh", (side, side), b"\x00" * 64, claimed=min(8 * side * side, 2**32 - 1))
    refused_bytes(HEADER + element(14, claimed), tmp_path)
    refused_bytes(HEADER + element(15, zlib.compress(element(14, claimed, claimed=2**32 - 1))), tmp_path)
    assert "claims 4294967295 bytes" in refused_bytes(
        HEADER + element(14, plain, claimed=2**32 - 1), tmp_path
    )


@pytest.mark.parametrize("kind", [0, 8, 14, 77, 2**15])
def test_a_type_code_that_there_is_not(kind: int, tmp_path: Path) -> None:
    """scipy's reader follows such a code out of its table and ends the process."""
    head = matrix(b"weight_hh", (3, 3), b"")[:-8]
    content = HEADER + element(14, head + element(kind, b"\x00" * 72))
    assert f"claims 9 numbers of type {kind} in 72 bytes" in refused_bytes(content, tmp_path)


def test_numbers_must_be_as_many_as_the_shape_says(tmp_path: Path) -> None:
    content = HEADER + element(14, matrix(b"weight_hh", (30, 30), b"\x00" * 64))
    assert "claims 900 numbers of type 9 in 64 bytes" in refused_bytes(content, tmp_path)
    content = HEADER + element(14, matrix(b"weight_hh", (-3, -3), b"\x00" * 72))
    assert "shape (-3, -3)" in refused_bytes(content, tmp_path)


@pytest.mark.parametrize("compressed", [False, True])
def test_numbers_are_those_that_scipy_reads(compressed: bool, tmp_path: Path) -> None:
    rng = np.random.default_rng(3)
    arrays = {
        "weight_hh": rng.standard_normal((5, 5)),
        "narrow": np.arange(-3, 3).reshape(2, 3) * 1.0,
        "single": rng.standard_normal((4, 2)).astype(np.float32),
        "complex": rng.standard_normal((2, 3)) + 1j * rng.standard_normal((2, 3)),
        "cube": rng.standard_normal((2, 3, 4)),
        "bytes": np.arange(256, dtype=np.uint8).reshape(16, 16),
        "wide": np.array([[2**60, -(2**60)]]),
        "true": np.array([[True, False]]),
        "empty": np.zeros((0, 3)),
        "x" * 31: np.array([[1.5]]),
    }
    savemat(tmp_path / "w.mat", arrays, do_compression=compressed)
    expected = loadmat(tmp_path / "w.mat")
    found, others = read_matlab(tmp_path / "w.mat")
    assert not others
    assert set(found) == set(arrays)
    for name in arrays:
        assert np.array_equal(found[name], expected[name])
        assert found[name].dtype.kind == arrays[name].dtype.kind


def test_the_other_order_of_bytes(tmp_path: Path) -> None:
    """As MATLAB wrote on SPARC and PowerPC."""

    def big(kind: int, content: bytes) -> bytes:
        return struct.pack(">II", kind, len(content)) + content + b"\x00" * (-len(content) % 8)

    numbers = RNG.standard_normal((2, 3))
    flags, shape = struct.pack(">II", 6, 0), struct.pack(">ii", 2, 3)
    parts = big(6, flags) + big(5, shape) + big(1, b"W") + big(9, numbers.astype(">f8").tobytes("F"))
    content = b"MATLAB 5.0 MAT-file".ljust(124) + b"\x01\x00MI" + big(14, parts)
    (tmp_path / "w.mat").write_bytes(content)
    assert np.array_equal(read_matlab(tmp_path / "w.mat")[0]["W"], numbers)
    assert np.array_equal(loadmat(tmp_path / "w.mat")["W"], numbers)


def test_what_unpacks_to_too_much_is_not_unpacked(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(archives_module, "MAX_UNPACKED", 10**6)
    savemat(tmp_path / "w.mat", OWN | {"weight_hh": np.zeros((400, 400))}, do_compression=True)
    assert (tmp_path / "w.mat").stat().st_size < 10**5
    assert "unpacks to" in refused(tmp_path / "w.mat")


def test_what_unpacks_to_more_than_it_says_is_not_unpacked(tmp_path: Path) -> None:
    said = matrix(b"weight_hh", (3, 3), b"\x00" * 72)
    bomb = zlib.compress(element(14, said) + b"\x00" * 10**8)
    assert "unpacks to more" in refused_bytes(HEADER + element(15, bomb), tmp_path)
    cut = zlib.compress(element(14, said))[:-20]
    refused_bytes(HEADER + element(15, cut), tmp_path)


def test_names_and_numbers_of_elements_are_bounded(tmp_path: Path) -> None:
    one = element(14, matrix(b"weight_hh", (1, 1), b"\x00" * 8))
    assert "two variables of one name" in refused_bytes(HEADER + 2 * one, tmp_path)
    assert "at most 4096 elements" in refused_bytes(HEADER + 5000 * one, tmp_path)
    assert "element 1 is of type 77" in refused_bytes(HEADER + element(77, b""), tmp_path)
    refused_bytes(HEADER + element(14, matrix(b"n" * 10**6, (1, 1), b"\x00" * 8)), tmp_path)
    assert "found 0 recurrent layers" in refused_bytes(HEADER, tmp_path)
