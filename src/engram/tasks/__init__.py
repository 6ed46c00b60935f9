"""Variable-binding tasks: the rule f, named tasks, trials, and tasks as text."""

from engram.tasks.catalogue import (
    compose_copy,
    dense_orthogonal,
    modular_sum,
    periodic_copy,
    random_selection,
    repeat_copy,
    xor,
)
from engram.tasks.coding import InputCode, is_correct
from engram.tasks.files import load_task, save_task, task_fields
from engram.tasks.modular import ModularTask
from engram.tasks.notation import parse_linear_task, parse_task
from engram.tasks.periodic import PeriodicTask
from engram.tasks.protocol import Task
from engram.tasks.rule import LinearTask, TaskId, from_id, require_linear, selection, to_id
from engram.tasks.trials import Trials, sample_inputs, sample_trials, unroll

__all__ = [
    "InputCode",
    "LinearTask",
    "ModularTask",
    "PeriodicTask",
    "Task",
    "TaskId",
    "Trials",
    "compose_copy",
    "dense_orthogonal",
    "from_id",
    "is_correct",
    "load_task",
    "modular_sum",
    "parse_linear_task",
    "parse_task",
    "periodic_copy",
    "random_selection",
    "repeat_copy",
    "require_linear",
    "sample_inputs",
    "sample_trials",
    "save_task",
    "selection",
    "task_fields",
    "to_id",
    "unroll",
    "xor",
]
