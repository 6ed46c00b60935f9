"""Stacks of Elman networks, recipes as data, and the loop that trains them."""

from engram.training.batches import Design
from engram.training.plan import Plan
from engram.training.recipes import (
    FAST,
    PUBLISHED,
    AccuracyAbove,
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
from engram.training.trainer import carry_out, train
from engram.training.verification import Verification

__all__ = [
    "FAST",
    "PUBLISHED",
    "AccuracyAbove",
    "Design",
    "History",
    "HistoryRow",
    "LossBelow",
    "OnProgress",
    "Orthogonal",
    "Plan",
    "Progress",
    "Recipe",
    "Stage",
    "Status",
    "Target",
    "TrainedNetwork",
    "TrainingResult",
    "Uniform",
    "Verification",
    "carry_out",
    "train",
]
