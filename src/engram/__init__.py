"""Engram opens trained recurrent networks and shows the variables they keep."""

__version__ = "0.1.0"
