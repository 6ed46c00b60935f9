"""The command line: the only place that prints.

Results go to stdout, progress and errors to stderr. Exit codes: 0 done; 1 `--require` not met or a check failed;
2 bad input, one line that says what was found, what was expected, and what to do; 130 interrupted.
"""

from engram.cli.commands import app, execute, main

__all__ = ["app", "execute", "main"]
