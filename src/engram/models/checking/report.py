"""What a check of a network found, row by row."""

import textwrap
from dataclasses import dataclass

WIDTH = 80
"""Columns of a printed report."""
NAMES = 44
"""Columns of a row's name."""


@dataclass(frozen=True)
class Check:
    """One thing that was compared, and by how much it differs at worst."""

    name: str
    holds: bool
    worst: float
    """The largest difference that was found, relative to the size of what is compared unless `detail` says so."""
    limit: float
    """Up to this it holds."""
    detail: str = ""


@dataclass(frozen=True)
class ModelReport:
    """Everything that was compared, and what could not be. `print(report)` is a table of 80 columns."""

    title: str
    checks: tuple[Check, ...]
    notes: tuple[str, ...] = ()
    """What was not compared and why, and what is good to know."""
    has_outputs: bool = False
    """Whether outputs of the module itself are among what was compared."""

    @property
    def holds(self) -> bool:
        """Whether every comparison holds."""
        return not self.failures

    @property
    def failures(self) -> tuple[Check, ...]:
        """The comparisons that do not hold."""
        return tuple(check for check in self.checks if not check.holds)

    def __str__(self) -> str:
        heading = f"{'':<{NAMES}}{'worst':>10}{'limit':>10}"
        rows = [line for check in self.checks for line in _row(check)]
        notes = [
            line for note in self.notes for line in textwrap.wrap(note, WIDTH - 2, subsequent_indent="  ")
        ]
        ending = (
            "every row holds"
            if self.holds
            else f"{len(self.failures)} of {len(self.checks)} rows do not hold"
        )
        return "\n".join([*textwrap.wrap(self.title, WIDTH), "", heading, *rows, *notes, ending])


@dataclass(frozen=True)
class Findings:
    """A part of a report."""

    checks: tuple[Check, ...] = ()
    notes: tuple[str, ...] = ()


def compared(name: str, worst: float, limit: float, detail: str = "") -> Check:
    """The row of a difference that must not exceed a limit; a difference that is no number exceeds any."""
    return Check(name, bool(worst <= limit), float(worst), limit, detail)


def _row(check: Check) -> list[str]:
    answer = "holds" if check.holds else "DIFFERS"
    worst, limit = (
        (f"{check.worst:.1e}" if check.worst else "0"),
        (f"{check.limit:.0e}" if check.limit else "0"),
    )
    line = f"{check.name[:NAMES]:<{NAMES}}{worst:>10}{limit:>10}  {answer}"
    return [line, *textwrap.wrap(check.detail, WIDTH - 2, initial_indent="    ", subsequent_indent="    ")]
