"""Tasks as text: the `--task` grammar.

repeat-copy:s=8,k=8          compose-copy:s=8,k=8          (sizes default to 8)
random-selection:s=8,k=8,seed=0                dense-orthogonal:s=4,k=4,seed=0
id:255,0,0                   id:31,0,0,s=16,k=5            (published ids)
xor:s=3,k=4                  modular-sum:s=2,p=3,n=2       (n symbols modulo p in a vector)
periodic-copy:s=2,k=4,p=3,seed=0               (p phases of a clock)
path/to/task.json            a task file, see `engram.tasks.files`
"""

import os
from collections.abc import Callable
from dataclasses import dataclass

from engram.errors import TaskError
from engram.tasks import catalogue
from engram.tasks.files import load_task
from engram.tasks.protocol import Task
from engram.tasks.rule import LinearTask, from_id, require_linear

FORMS = (
    "repeat-copy:s=8,k=8, compose-copy:s=8,k=8, random-selection:s=8,k=8,seed=0, "
    "dense-orthogonal:s=8,k=8,seed=0, id:255,0,0, xor:s=3,k=4, modular-sum:s=2,p=3,n=2, "
    "periodic-copy:s=2,k=4,p=3,seed=0 or a task file (.json)"
)

Options = dict[str, int]


@dataclass(frozen=True)
class Form:
    """A named task: its options with their defaults, and what makes it of them."""

    defaults: Options
    make: Callable[[Options], Task]


NAMED = {
    "repeat-copy": Form({"s": 8, "k": 8}, lambda o: catalogue.repeat_copy(o["s"], o["k"])),
    "compose-copy": Form({"s": 8, "k": 8}, lambda o: catalogue.compose_copy(o["s"], o["k"])),
    "random-selection": Form(
        {"s": 8, "k": 8, "seed": 0}, lambda o: catalogue.random_selection(o["s"], o["k"], seed=o["seed"])
    ),
    "dense-orthogonal": Form(
        {"s": 8, "k": 8, "seed": 0}, lambda o: catalogue.dense_orthogonal(o["s"], o["k"], seed=o["seed"])
    ),
    "xor": Form({"s": 3, "k": 4}, lambda o: catalogue.xor(o["s"], o["k"])),
    "modular-sum": Form({"s": 2, "p": 3, "n": 2}, lambda o: catalogue.modular_sum(o["s"], o["p"], o["n"])),
    "periodic-copy": Form(
        {"s": 2, "k": 4, "p": 3, "seed": 0},
        lambda o: catalogue.periodic_copy(o["s"], o["k"], o["p"], seed=o["seed"]),
    ),
}
"""The tasks with a name, in the order of `FORMS`."""


def parse_task(text: str) -> Task:
    """The task that a `--task` text names; raises `TaskError` with the accepted forms."""
    kind, separator, rest = text.partition(":")
    if kind == "id" and separator:
        return _parse_id(text, rest)
    if kind in NAMED:
        form = NAMED[kind]
        return form.make(form.defaults | _options(text, rest, allowed=tuple(form.defaults)))
    # os.path, which says no to a text that cannot be a path at all (too long, say) where pathlib raises.
    if text.endswith(".json") or os.path.isfile(text):
        return load_task(text)
    raise TaskError(f"unknown task {text!r}; expected {FORMS}")


def parse_linear_task(text: str, purpose: str) -> LinearTask:
    """The same where only a linear rule will do; raises `TaskError` that names the purpose for any other."""
    return require_linear(parse_task(text), purpose)


def _parse_id(text: str, rest: str) -> LinearTask:
    parts = rest.split(",")
    try:
        numbers = [int(part) for part in parts[:3]]
    except ValueError:
        numbers = []
    if len(numbers) != 3:
        raise TaskError(
            f"task {text!r}: expected three whole numbers, as in id:255,0,0 or id:31,0,0,s=16,k=5"
        )
    options = _options(text, ",".join(parts[3:]), allowed=("s", "k"))
    return from_id((numbers[0], numbers[1], numbers[2]), options.get("s", 8), options.get("k", 8))


def _options(text: str, rest: str, allowed: tuple[str, ...]) -> Options:
    """`s=8,k=8` as whole numbers; anything else is refused by name."""
    options: Options = {}
    for part in filter(None, rest.split(",")):
        key, _, value = part.partition("=")
        try:
            number = int(value)
        except ValueError:
            number = -1
        if key not in allowed or key in options or number < 0:
            raise TaskError(
                f"task {text!r}: {part!r} is not understood; expected "
                + ",".join(f"{name}=<whole number>" for name in allowed)
            )
        options[key] = number
    return options
