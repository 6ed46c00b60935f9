"""Where the figures of a population come from."""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from pandas import DataFrame

from engram.experiment.store import SWEEP_FILE, environment

FORMAT = "engram-lineage/1"


def lineage_of(population: DataFrame, sources: Sequence[str | Path]) -> dict[str, object]:
    """The sweep files, what made the networks, what this is written by, and all weights.

    `sources` are what the population was read from. `weights` is the SHA-256 of one line a network, sorted, each with
    the unit's key, a space, and the SHA-256 of its weights.safetensors.
    """
    pairs = zip(population["unit"], population["weights_sha256"], strict=True)
    lines = "".join(f"{unit} {digest}\n" for unit, digest in sorted(pairs))
    return {
        "format": FORMAT,
        "sources": [_source(Path(source)) for source in sources],
        "networks": len(population),
        "weights": hashlib.sha256(lines.encode()).hexdigest(),
        "made_by": {name: _counted(population, name) for name in ("commit", "command", "device", "versions")},
        "written_by": environment("cpu", "pandas", "pyarrow"),
    }


def _source(path: Path) -> dict[str, object]:
    if path.is_dir():
        return {"folder": str(path)} | json.loads((path / SWEEP_FILE).read_text(encoding="utf-8"))
    return {"file": str(path), "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}


def _counted(population: DataFrame, column: str) -> list[dict[str, object]]:
    """Every value, with the number of networks that have it."""
    values, missing = population[column].tolist(), population[column].isna().tolist()
    counts = Counter(None if none else str(value) for value, none in zip(values, missing, strict=True))
    return [{"value": value, "networks": number} for value, number in counts.most_common()]
