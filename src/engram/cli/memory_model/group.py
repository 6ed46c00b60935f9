"""The group of commands."""

from cyclopts import App

from engram.cli.application import THEORY, app

memory_model = App(
    name="memory-model",
    help="The memory model that the theory starts from, in continuous time: run it and see it.",
    group=THEORY,
)
app.command(memory_model)
