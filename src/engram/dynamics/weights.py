"""Weight files, read strictly: a file is a network or an error, and nothing in it is ever executed.

*.safetensors   torch names, so that it loads straight into nn.RNN + nn.Linear:
                rnn.weight_hh_l0 (N,N), rnn.weight_ih_l0 (N,kappa), readout.weight (kappa,N), optional
                rnn.bias_hh_l0, rnn.bias_ih_l0 (N,), readout.bias (kappa,);
                metadata format=engram/1, cell, activation
*.npz           weight_hh, weight_ih, weight_out, optional bias_hh, bias_ih, bias_out, activation
"""

import os
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy import ndarray
from safetensors import safe_open

from engram.dynamics.cells import Activation, Elman
from engram.dynamics.tensors import save_tensors, writing
from engram.errors import WeightsError

FORMAT = "engram/1"

TORCH_NAMES = {
    "weight_hh": "rnn.weight_hh_l0",
    "weight_ih": "rnn.weight_ih_l0",
    "weight_out": "readout.weight",
    "bias_hh": "rnn.bias_hh_l0",
    "bias_ih": "rnn.bias_ih_l0",
    "bias_out": "readout.bias",
}
REQUIRED = ("weight_hh", "weight_ih", "weight_out")
MAX_BYTES = 2**32
"""Largest .npz, unpacked, that is read (4 GiB: some 20,000 hidden units): a small zip can hold any size."""
PICKLED = {".pt", ".pth", ".ckpt", ".pkl", ".pickle", ".bin"}


def load(path: str | Path) -> Elman:
    """Read an Elman network from `.safetensors` or `.npz`; raises `WeightsError` for anything else."""
    path = Path(path)
    if not os.path.isfile(path):
        found = "is a folder" if os.path.isdir(path) else "does not exist"
        raise WeightsError(f"weights file {str(path)!r} {found}; expected a .safetensors or .npz file")
    match path.suffix:
        case ".safetensors":
            arrays, activation = _read_safetensors(path)
        case ".npz":
            arrays, activation = _read_npz(path)
        case suffix if suffix in PICKLED:
            raise WeightsError(_pickle_message(path))
        case suffix:
            raise WeightsError(
                f"weights file {str(path)!r} ends in {suffix or 'nothing'!r}; expected .safetensors or .npz"
            )
    return _network(path, arrays, activation)


def save(network: Elman, path: str | Path) -> None:
    """Write a network in float64; the ending decides between `.safetensors` and `.npz`.

    The same network is always the same bytes. Raises `FolderError` where the file cannot be written.
    """
    path = Path(path)
    arrays = _arrays_of(network)
    if not isinstance(network.activation, Activation):
        raise WeightsError(
            f"the activation {network.activation.value!r} is a function of your own, which no file can hold; only "
            f"{', '.join(Activation)} can be saved"
        )
    match path.suffix:
        case ".safetensors":
            metadata = {"format": FORMAT, "cell": "elman", "activation": network.activation.value}
            save_tensors({TORCH_NAMES[name]: array for name, array in arrays.items()}, path, metadata)
        case ".npz":
            with writing(path):
                np.savez(path, allow_pickle=False, activation=np.array(network.activation.value), **arrays)
        case suffix:
            raise WeightsError(f"cannot write weights to {suffix or 'no ending'!r}; use .safetensors or .npz")


def _arrays_of(network: Elman) -> dict[str, ndarray]:
    """The arrays by short name; biases only where one is not zero."""
    arrays = {name: getattr(network, name) for name in REQUIRED}
    if np.any(network.bias):
        # torch adds two hidden biases; the second is written as zero so that nn.RNN takes the file whole.
        arrays |= {"bias_hh": network.bias, "bias_ih": np.zeros_like(network.bias)}
    if np.any(network.bias_out):
        arrays["bias_out"] = network.bias_out
    return arrays


def _read_safetensors(path: Path) -> tuple[dict[str, ndarray], str]:
    try:
        with safe_open(path, framework="numpy") as file:
            metadata = file.metadata() or {}
            _check_metadata(path, metadata)
            found = set(file.keys())
            _check_names(path, found, {TORCH_NAMES[name] for name in REQUIRED}, set(TORCH_NAMES.values()))
            arrays = {short: file.get_tensor(full) for short, full in TORCH_NAMES.items() if full in found}
    except WeightsError:
        raise
    except Exception as error:  # the reader raises its own kinds, and NumPy's for types it does not know
        raise WeightsError(
            f"{str(path)!r} is no readable safetensors file ({error}); save it again"
        ) from error
    return arrays, metadata.get("activation", "tanh")


def _check_metadata(path: Path, metadata: Mapping[str, str]) -> None:
    file_format, cell = metadata.get("format", FORMAT), metadata.get("cell", "elman")
    # Files that other tools wrote carry format=pt or nothing at all.
    if file_format.startswith("engram/") and file_format != FORMAT:
        raise WeightsError(
            f"{str(path)!r} has format {file_format!r}; this version reads {FORMAT!r}: upgrade Engram"
        )
    if cell != "elman":
        raise WeightsError(f"{str(path)!r} holds a cell of type {cell!r}; this version reads 'elman'")


def _read_npz(path: Path) -> tuple[dict[str, ndarray], str]:
    try:
        # Opened here, since numpy.load leaves a file that it refuses open.
        with path.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
            found = set(file.files)
            _check_bytes(path, sum(member.file_size for member in file.zip.infolist()))
            _check_names(path, found, set(REQUIRED), set(TORCH_NAMES) | {"activation"})
            arrays = {name: file[name] for name in TORCH_NAMES if name in found}
            activation = str(file["activation"]) if "activation" in found else "tanh"
    except WeightsError:
        raise
    except Exception as error:  # zipfile, zlib and NumPy's header parser each raise their own kinds
        raise WeightsError(
            f"{str(path)!r} is no readable .npz of plain arrays ({error}); save it with numpy.savez"
        ) from error
    return arrays, activation


def _check_bytes(path: Path, size: int) -> None:
    if size > MAX_BYTES:
        raise WeightsError(
            f"{str(path)!r} unpacks to {size / 2**30:.3g} GiB; at most {MAX_BYTES / 2**30:.3g} GiB are read: save "
            "the network as .safetensors"
        )


def _check_names(path: Path, found: set[str], required: set[str], known: set[str]) -> None:
    missing, unknown = sorted(required - found), sorted(found - known)
    if missing or unknown:
        problems = [f"lacks {', '.join(missing)}"] if missing else []
        problems += [f"has unknown {', '.join(unknown[:6])}"] if unknown else []
        raise WeightsError(
            f"{str(path)!r} holds no network of this kind: it {' and '.join(problems)}; expected the arrays "
            f"{', '.join(sorted(required))} and no others but {', '.join(sorted(known - required))}"
        )


def _network(path: Path, arrays: dict[str, ndarray], activation: str) -> Elman:
    if activation not in set(Activation):
        raise WeightsError(
            f"{str(path)!r} names the activation {activation!r}; expected one of {', '.join(Activation)}"
        )
    for name, array in arrays.items():
        dimensions = 1 if name.startswith("bias") else 2
        if array.ndim != dimensions or array.dtype.kind not in "fiu":
            raise WeightsError(
                f"{str(path)!r}: {name} is {array.dtype} of shape {array.shape}; expected real numbers in "
                f"{dimensions} dimension{'s' if dimensions > 1 else ''}"
            )
    wide = {name: array.astype(np.float64) for name, array in arrays.items()}
    hidden, output = wide["weight_hh"].shape[0], wide["weight_out"].shape[0]
    halves = [wide.get(name, np.zeros(hidden)) for name in ("bias_hh", "bias_ih")]
    if any(half.shape != (hidden,) for half in halves):
        raise WeightsError(
            f"{str(path)!r}: bias_hh has shape {halves[0].shape} and bias_ih {halves[1].shape}; expected "
            f"{(hidden,)} for both"
        )
    try:
        bias_out = wide.get("bias_out", np.zeros(output))
        return Elman(
            wide["weight_hh"],
            wide["weight_ih"],
            wide["weight_out"],
            halves[0] + halves[1],
            bias_out,
            Activation(activation),
        )
    except WeightsError as error:
        raise WeightsError(f"{str(path)!r}: {error}") from None


def _pickle_message(path: Path) -> str:
    return (
        f"{str(path)!r} may be a pickle, which can run code when it is opened, so it is not read; convert it "
        "once, where you trust it: sd = torch.load(path, weights_only=True); safetensors.torch.save_file("
        "{'rnn.weight_hh_l0': ..., 'rnn.weight_ih_l0': ..., 'readout.weight': ...}, 'weights.safetensors')"
    )
