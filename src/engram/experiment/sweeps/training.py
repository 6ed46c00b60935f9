"""From settings to trained networks, whatever the cell."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from numpy import ndarray

from engram.dynamics import Cell
from engram.errors import InputError, TrainingError
from engram.experiment.sweeps.modules import (
    TrainedModule,
    is_module,
    module_misfits,
    module_recipe,
    train_modules,
)
from engram.experiment.sweeps.spec import Settings
from engram.tasks import InputCode
from engram.training import (
    FAST,
    AccuracyAbove,
    Oriented,
    Orthogonal,
    Plan,
    Progress,
    Recipe,
    Start,
    Status,
    TrainingResult,
    Uniform,
    Watch,
    carry_out,
)
from engram.training.checkpoint import check_same, load_checkpoint
from engram.training.named import RECIPES, recipe_named
from engram.training.plan import misfits, plain

_GAINS = ("write_gain", "read_gain")


@dataclass(frozen=True, eq=False)
class Trained:
    """One seed of a batch."""

    seed: int
    network: Cell
    status: Status
    steps: int
    """Optimiser steps that were taken."""
    accuracy: float
    """On fresh inputs, up to the horizon of the recipe's target."""
    modes_found: int
    modes_total: int
    history: Mapping[str, ndarray]
    """Columns of its examinations."""
    formation: Mapping[str, ndarray] | None = None
    """Columns of the looks at its circuit; None where nobody watched."""


def recipe_of(settings: Settings) -> Recipe:
    """The recipe that settings ask for. Raises `InputError` that says what no network can be trained with."""
    wrong = misfits(settings.parsed_task, InputCode(settings.inputs))
    if settings.recipe not in RECIPES:
        wrong.append(f"recipe is {settings.recipe!r}; expected one of {', '.join(RECIPES)}")
    if is_module(settings):
        wrong += module_misfits(settings)
    if wrong:
        raise InputError("; ".join(wrong))
    recipe = recipe_named(settings.recipe, settings.parsed_task)
    wrong = _gain_misfits(settings, recipe)
    if wrong:
        raise InputError("; ".join(wrong))
    if is_module(settings):
        recipe = module_recipe(recipe, settings)
    if settings.max_steps is not None:
        recipe = replace(recipe, max_steps=settings.max_steps)
    if settings.stops_when_verified is not None:
        recipe = replace(recipe, stops_when_verified=settings.stops_when_verified)
    if settings.threshold is not None:
        done = AccuracyAbove(settings.threshold)
        recipe = replace(recipe, stages=tuple(replace(stage, done_when=done) for stage in recipe.stages))
    return recipe if is_module(settings) else replace(recipe, start=_start_of(settings, recipe))


def _start_of(settings: Settings, recipe: Recipe) -> Start:
    start = _kind_of_start(settings, recipe)
    gains = {name: gain for name in _GAINS if (gain := getattr(settings, name)) is not None}
    return replace(start, **gains) if gains else start


def _kind_of_start(settings: Settings, recipe: Recipe) -> Start:
    match settings.start, recipe.start:
        case "uniform", _:
            return Uniform()
        case "orthogonal", Oriented(write_gain, read_gain):
            return Orthogonal(write_gain, read_gain)
        case "orthogonal", Uniform():
            return FAST.start
        case _:
            return recipe.start


def _gain_misfits(settings: Settings, recipe: Recipe) -> list[str]:
    """Gains where nothing is drawn by them."""
    if not is_module(settings) and isinstance(_kind_of_start(settings, recipe), Orthogonal | Oriented):
        return []
    return [
        f"{name} is {getattr(settings, name)}, but this start has no gains; leave it out, or ask for an Elman tanh "
        'cell with start = "orthogonal"'
        for name in _GAINS
        if getattr(settings, name) is not None
    ]


def recipe_fields(settings: Settings) -> dict[str, object]:
    """The recipe as plain values: what a unit's key is made of."""
    return {name: plain(value) for name, value in vars(recipe_of(settings)).items()}


def train_batch(
    settings: Settings,
    seeds: tuple[int, ...],
    *,
    checkpoint: Path,
    on_progress: Callable[[Progress], object],
) -> tuple[Trained, ...]:
    """Train one network for each seed, going on from a checkpoint where there is one.

    Networks of other cells are trained one after another and leave no checkpoint: broken off, a batch starts again.
    Raises `KeyboardInterrupt` where it was broken off; the checkpoint then holds what was done.
    """
    if is_module(settings):
        trained = train_modules(settings, seeds, recipe_of(settings), on_progress)
        return tuple(_of_module(seed, one) for seed, one in zip(seeds, trained, strict=True))
    plan = Plan(
        settings.parsed_task,
        settings.hidden_size,
        seeds,
        recipe_of(settings),
        settings.l2,
        settings.biases,
        "cpu",
        InputCode(settings.inputs),
    )
    resume = _can_go_on(plan, checkpoint)
    watch = Watch() if settings.formation else None
    result = carry_out(plan, checkpoint_dir=checkpoint, resume=resume, on_progress=on_progress, watch=watch)
    if result.is_interrupted:
        raise KeyboardInterrupt
    return _each(result)


def _can_go_on(plan: Plan, checkpoint: Path) -> bool:
    """Whether there is a checkpoint of this plan; one that is damaged, or of another version, is as good as none."""
    try:
        check_same(plan.config, load_checkpoint(checkpoint).config)
    except TrainingError:
        return False
    return True


def _each(result: TrainingResult) -> tuple[Trained, ...]:
    columns = result.history.columns
    return tuple(
        Trained(
            seed=one.seed,
            network=one.network,
            status=one.status,
            steps=one.steps,
            accuracy=one.verification.accuracy,
            modes_found=one.verification.modes_found,
            modes_total=one.verification.modes_total,
            history={name: values[columns["seed"] == one.seed] for name, values in columns.items()},
            formation=None if result.formation is None else result.formation.of(one.seed).columns,
        )
        for one in result.trained
    )


def _of_module(seed: int, trained: TrainedModule) -> Trained:
    result = trained.result
    return Trained(
        seed=seed,
        network=trained.network,
        status=result.status,
        steps=result.steps,
        accuracy=result.accuracy,
        modes_found=trained.modes_found,
        modes_total=trained.modes_total,
        history=result.history.columns,
    )
