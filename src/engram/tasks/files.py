"""Task files (JSON): sizes and a rule, one form for each kind of rule.

{"num_variables": s, "variable_size": kappa, "composition": [[...]]}                     u(t) = F z(t-1)
{"num_variables": s, "variable_size": kappa, "compositions": [[[...]], ...]}             F_(t mod p)
{"modulus": p, "coefficients": [a_1, ..., a_s], "num_symbols": n}                        linear in Z_p
"""

import json
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict, PositiveInt, ValidationError

from engram.errors import TaskError
from engram.tasks.modular import ModularTask
from engram.tasks.periodic import PeriodicTask
from engram.tasks.protocol import Task
from engram.tasks.rule import LinearTask, check_sizes

MAX_FILE_BYTES = 2**24
"""Largest task file that is read (16 MiB: a dense F of kappa = 256, s = 8 has 10)."""


class TaskFile(BaseModel):
    """Sizes and F, oldest block first."""

    model_config = ConfigDict(extra="forbid")

    num_variables: PositiveInt
    variable_size: PositiveInt
    composition: list[list[float]]
    name: str | None = None

    def task(self, path: str) -> LinearTask:
        """The task, under the file's name where it has none of its own."""
        composition = _matrix(self.composition, "composition", self.num_variables, self.variable_size)
        return LinearTask(self.name or path, self.num_variables, self.variable_size, composition)


class PeriodicTaskFile(BaseModel):
    """Sizes and F_0, ..., F_(p-1)."""

    model_config = ConfigDict(extra="forbid")

    num_variables: PositiveInt
    variable_size: PositiveInt
    compositions: list[list[list[float]]]
    name: str | None = None

    def task(self, path: str) -> PeriodicTask:
        """The task, under the file's name where it has none of its own."""
        sizes = self.num_variables, self.variable_size
        matrices = [
            _matrix(rows, f"compositions.{phase}", *sizes) for phase, rows in enumerate(self.compositions)
        ]
        if not matrices:
            raise TaskError("compositions is empty; expected one F for each phase")
        return PeriodicTask(self.name or path, *sizes, np.stack(matrices))


class ModularTaskFile(BaseModel):
    """Modulus, coefficients oldest first, and symbols a vector."""

    model_config = ConfigDict(extra="forbid")

    modulus: int
    coefficients: list[int]
    num_symbols: int
    name: str | None = None

    def task(self, path: str) -> ModularTask:
        """The task, under the file's name where it has none of its own."""
        return ModularTask(self.name or path, self.modulus, tuple(self.coefficients), self.num_symbols)


FORMS: dict[str, type[TaskFile | PeriodicTaskFile | ModularTaskFile]] = {
    "modulus": ModularTaskFile,
    "compositions": PeriodicTaskFile,
}
"""By the field that only this form has; any other file is a `TaskFile`."""


def load_task(path: str | Path) -> Task:
    """Read a task file; everything that is wrong with it is reported at once."""
    _check_is_readable(path)
    try:
        content = Path(path).read_text(encoding="utf-8")
    except OSError as error:
        raise TaskError(
            f"task file {str(path)!r} cannot be read: {error.strerror}; check the path"
        ) from error
    except UnicodeDecodeError as error:
        raise TaskError(f"task file {str(path)!r} is not UTF-8 text; expected JSON") from error
    form = next((FORMS[field] for field in FORMS if f'"{field}"' in content), TaskFile)
    try:
        fields = form.model_validate_json(content)
    except ValidationError as error:
        problems = "; ".join(
            f"{'.'.join(map(str, e['loc'])) or 'file'}: {e['msg']}" for e in error.errors()[:8]
        )
        raise TaskError(f"task file {str(path)!r}: {problems}; expected {_expected(form)}") from None
    try:
        return fields.task(str(path))
    except TaskError as error:
        raise TaskError(f"task file {str(path)!r}: {error}") from None


def task_fields(task: Task) -> dict[str, object]:
    """The content of a task file. Raises `TaskError` for a rule of one's own, which only code can say."""
    match task:
        case LinearTask():
            fields = TaskFile(
                num_variables=task.num_variables,
                variable_size=task.variable_size,
                composition=task.composition.tolist(),
                name=task.name,
            )
        case PeriodicTask():
            fields = PeriodicTaskFile(
                num_variables=task.num_variables,
                variable_size=task.variable_size,
                compositions=task.compositions.tolist(),
                name=task.name,
            )
        case ModularTask():
            fields = ModularTaskFile(
                modulus=task.modulus,
                coefficients=list(task.coefficients),
                num_symbols=task.num_symbols,
                name=task.name,
            )
        case _:
            raise TaskError(
                f"task {task.name!r} is a {type(task).__name__}, which no task file can say; a file holds linear, "
                "periodic and modular rules"
            )
    return fields.model_dump()


def save_task(task: Task, path: str | Path) -> None:
    """Write a task file."""
    Path(path).write_text(json.dumps(task_fields(task)) + "\n", encoding="utf-8")


def _expected(form: type[BaseModel]) -> str:
    if form is ModularTaskFile:
        return '{"modulus": p, "coefficients": [...], "num_symbols": n}'
    if form is PeriodicTaskFile:
        return '{"num_variables": s, "variable_size": kappa, "compositions": [[[...]], ...]}'
    return '{"num_variables": s, "variable_size": kappa, "composition": [[...]]}'


def _check_is_readable(path: str | Path) -> None:
    """Refuse what never ends (pipes, devices), what takes too much memory, and texts that are no path at all."""
    if "\0" in str(path) or (os.path.lexists(path) and not os.path.isfile(path)):
        raise TaskError(f"task file {str(path)!r} cannot be read: it is no regular file; expected JSON")
    if os.path.isfile(path) and os.path.getsize(path) > MAX_FILE_BYTES:
        raise TaskError(
            f"task file {str(path)!r} has {os.path.getsize(path)} bytes; at most {MAX_FILE_BYTES} are read: a task "
            "this large can be made in Python (engram.tasks)"
        )


def _matrix(
    rows: Sequence[Sequence[float]], field: str, num_variables: int, variable_size: int
) -> np.ndarray:
    check_sizes(num_variables, variable_size)
    expected = (variable_size, num_variables * variable_size)
    lengths = sorted({len(row) for row in rows})
    if (len(rows), lengths) != (expected[0], [expected[1]]):
        raise TaskError(
            f"{field} has {len(rows)} rows of {lengths} numbers; expected (kappa, s*kappa) = {expected}"
        )
    return np.array(rows, dtype=np.float64)
