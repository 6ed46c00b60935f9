"""Variable-binding tasks: the rule f, named tasks, trials, and tasks as text."""

from engram.tasks.catalogue import compose_copy, dense_orthogonal, random_selection, repeat_copy
from engram.tasks.notation import load_task, parse_task, save_task, task_fields
from engram.tasks.rule import LinearTask, TaskId, from_id, selection, to_id
from engram.tasks.trials import InputCode, Trials, is_correct, sample_inputs, sample_trials, unroll

__all__ = [
    "InputCode",
    "LinearTask",
    "TaskId",
    "Trials",
    "compose_copy",
    "dense_orthogonal",
    "from_id",
    "is_correct",
    "load_task",
    "parse_task",
    "random_selection",
    "repeat_copy",
    "sample_inputs",
    "sample_trials",
    "save_task",
    "selection",
    "task_fields",
    "to_id",
    "unroll",
]
