"""Listeners for training that do something in the middle of it."""

from collections.abc import Callable

from engram.training import Progress


def interrupt_after(calls: int) -> Callable[[Progress], None]:
    """A listener that presses Ctrl-C once it has been called so often."""
    seen = list[Progress]()

    def listen(progress: Progress) -> None:
        seen.append(progress)
        if len(seen) >= calls:
            raise KeyboardInterrupt

    return listen
