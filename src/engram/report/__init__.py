"""An analysis as a page to read: `write_index`."""

from engram.report.render import write_index

__all__ = ["write_index"]
