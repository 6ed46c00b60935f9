"""Stacks of Elman networks, modules of any cell, recipes as data, and the loops that train them."""

from engram.training.batches import Design
from engram.training.module_results import ModuleProgress, ModuleResult, OnModuleProgress
from engram.training.modules import train_module
from engram.training.plan import Plan
from engram.training.recipes import (
    FAST,
    FAST_MODULE,
    FAST_RELU,
    PUBLISHED,
    AccuracyAbove,
    AsGiven,
    LossBelow,
    Orthogonal,
    Recipe,
    Stage,
    Target,
    Uniform,
)
from engram.training.results import (
    History,
    HistoryRow,
    OnProgress,
    Progress,
    Status,
    TrainedNetwork,
    TrainingResult,
)
from engram.training.starts import RecurrentNetwork, start_at_working_point, start_open
from engram.training.trainer import carry_out, train
from engram.training.verification import Verification

__all__ = [
    "FAST",
    "FAST_MODULE",
    "FAST_RELU",
    "PUBLISHED",
    "AccuracyAbove",
    "AsGiven",
    "Design",
    "History",
    "HistoryRow",
    "LossBelow",
    "ModuleProgress",
    "ModuleResult",
    "OnModuleProgress",
    "OnProgress",
    "Orthogonal",
    "Plan",
    "Progress",
    "Recipe",
    "RecurrentNetwork",
    "Stage",
    "Status",
    "Target",
    "TrainedNetwork",
    "TrainingResult",
    "Uniform",
    "Verification",
    "carry_out",
    "start_at_working_point",
    "start_open",
    "train",
    "train_module",
]
