"""`engram memory-model ...`: the model that the theory starts from, run and seen."""

# Importing a module of commands registers them; their order here is their order in the help.
from engram.cli.memory_model import retrieval, experiments  # noqa: F401, I001
from engram.cli.memory_model.group import memory_model

__all__ = ["memory_model"]
