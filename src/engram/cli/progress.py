"""What a person sees while a command works, on stderr."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

    from engram.interpretation.fixed_points import Progress as SearchProgress
    from engram.training import Progress as TrainingProgress


@contextmanager
def training_bar() -> "Iterator[Callable[[TrainingProgress], None]]":
    """A progress bar: steps, loss, accuracy, horizon, modes, rate, time left."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        BarColumn(bar_width=10),
        MofNCompleteColumn(),
        TextColumn("{task.fields[figures]}"),
        TimeRemainingColumn(compact=True),
    )
    bar = Progress(*columns, console=Console(stderr=True))
    handle = bar.add_task("training", total=None, figures="")

    def show(now: "TrainingProgress") -> None:
        bar.start()
        done = f"done {now.networks_done}/{now.networks_total} " if now.networks_total > 1 else ""
        modes = f"modes {now.modes_found}/{now.modes_total} " if now.modes_total else ""
        figures = (
            f"{done}loss {now.loss:.4f} acc {now.accuracy:.3f} h {now.horizon} "
            f"{modes}{now.step / max(now.seconds, 1e-9):.0f}/s"
        )
        bar.update(handle, total=now.max_steps, completed=now.step, figures=figures)

    with _stopped(bar):
        yield show


@contextmanager
def search_bar() -> "Iterator[Callable[[SearchProgress], None]]":
    """A progress bar of a search: starts done, distinct orbits found, time left."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        BarColumn(bar_width=20),
        MofNCompleteColumn(),
        TextColumn("starts, {task.fields[found]} found"),
        TimeRemainingColumn(compact=True),
    )
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    handle = bar.add_task("search", total=None, found=0)

    def show(now: "SearchProgress") -> None:
        bar.start()
        bar.update(handle, total=now.total, completed=now.done, found=now.orbits)

    with _stopped(bar):
        yield show


@contextmanager
def counting_bar(unit: str) -> "Iterator[Callable[[int, int], None]]":
    """A progress bar of work that comes in equal parts, `unit` their plural: parts done, time left."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        BarColumn(bar_width=20),
        MofNCompleteColumn(),
        TextColumn(unit),
        TimeRemainingColumn(compact=True),
    )
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    handle = bar.add_task(unit, total=None)

    def show(done: int, total: int) -> None:
        bar.start()
        bar.update(handle, total=total, completed=done)

    with _stopped(bar):
        yield show


@contextmanager
def share_bar(unit: str) -> "Iterator[Callable[[float], None]]":
    """A progress bar of work of which the share that is done is known: `unit`, percent, time left."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (
        BarColumn(bar_width=20),
        TaskProgressColumn(),
        TextColumn(unit),
        TimeRemainingColumn(compact=True),
    )
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    handle = bar.add_task(unit, total=1.0)

    def show(share: float) -> None:
        bar.start()
        bar.update(handle, completed=share)

    with _stopped(bar):
        yield show


@contextmanager
def _stopped(bar: "Progress") -> Iterator[None]:
    """Stop a bar in the end if it was ever started: stopping one that was not would print an empty line.

    Bars are started by their first news, so that a refusal stays one line.
    """
    try:
        yield
    finally:
        if bar.live.is_started:
            bar.stop()


@contextmanager
def stages() -> Iterator[Callable[[str], None]]:
    """The name of the stage under way, with a spinner."""
    from rich.console import Console

    with Console(stderr=True).status("reading") as status:
        yield lambda stage: status.update(f"{stage} ...")
