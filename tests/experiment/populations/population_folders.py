"""Folders of sweeps as the engine leaves them, of compiled circuits and of short trainings: no training in a test."""

import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from engram import theory
from engram.dynamics import Elman, elman, save
from engram.experiment.store import NETWORKS, SWEEP_FILE
from engram.experiment.sweeps.spec import Settings
from engram.experiment.sweeps.units import Unit
from engram.interpretation import Sampling, interpret
from engram.tasks import LinearTask, parse_linear_task, task_fields
from engram.theory import circuit_of

FEW = Sampling(num_trials=64, horizon=12, accuracy_trials=16, accuracy_horizon=40)


def compiled(task: LinearTask, hidden_size: int, seed: int) -> Elman:
    """The circuit; with too few units, that of the components that need the fewest slots, as far as units go."""
    rng = np.random.default_rng(seed)
    if hidden_size >= task.history_size:
        return theory.compile_saturating(task, theory.random_signed_basis(task, hidden_size, rng))
    circuit, gains = circuit_of(task), theory.compiler.Gains()
    components = circuit.coordinates % task.variable_size
    needs = np.bincount(components, minlength=task.variable_size)
    order = np.argsort(needs, kind="stable")
    fits = order[np.cumsum(needs[order]) <= hidden_size]
    kept = circuit.restrict(np.isin(components, fits))
    place = np.eye(hidden_size)[:, : kept.num_directions]
    return elman(
        gains.recurrent * place @ kept.interaction @ place.T,
        gains.write * place @ kept.write,
        kept.read @ place.T / gains.settled,
    )


def write_network(folder: Path, settings: Settings, seed: int, network: Elman, steps: int = 100) -> Path:
    """One run folder; training is said to have ended where the circuit is whole."""
    task, unit = parse_linear_task(settings.task, "a test"), Unit(settings, seed)
    run = folder / NETWORKS / unit.name
    run.mkdir(parents=True)
    analysis = interpret(network, task, sampling=FEW, seed=seed)
    analysis.save(run)
    save(network, run / "weights.safetensors")
    spectrum = analysis.examination.spectrum
    files: dict[str, Mapping[str, object]] = {
        "config.json": {
            "unit": unit.key,
            "seed": seed,
            "settings": settings.model_dump(),
            "task": task_fields(task),
        },
        "training.json": {
            "status": "verified" if spectrum.unmatched == 0 else "step limit",
            "steps": steps if spectrum.unmatched == 0 else 3000,
            "accuracy": analysis.examination.accuracy,
            "modes_found": spectrum.found,
            "modes_total": spectrum.found + spectrum.unmatched,
        },
        "environment.json": {
            "versions": {"engram": "0"},
            "commit": None,
            "device": "cpu",
            "command": ["engram", "sweep"],
            "seconds": {"training": {"wall": 1.0, "cpu": 1.0}, "analysis": {"wall": 1.0, "cpu": 1.0}},
        },
    }
    for name, content in files.items():
        (run / name).write_text(json.dumps(content), encoding="utf-8")
    return run


def write_sweep(folder: Path, settings: list[Settings], seeds: range) -> Path:
    """A whole sweep of compiled circuits."""
    folder.mkdir(parents=True)
    (folder / SWEEP_FILE).write_text(json.dumps({"name": folder.name, "title": "", "file": ""}))
    for each in settings:
        task = parse_linear_task(each.task, "a test")
        for seed in seeds:
            network = compiled(task, each.hidden_size, seed + 100 * each.hidden_size)
            write_network(folder, each, seed, network, steps=100 + each.hidden_size + seed)
    return folder
