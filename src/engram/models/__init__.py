"""Networks of other people: torch modules and checkpoints become a `Dynamics`."""
