"""From a task to its circuit, to what the circuit predicts, to weights that run it."""

from engram.theory.circuit import (
    Circuit,
    circuit_of,
    full_circuit,
    interaction_matrix,
    needed_coordinates,
    observable_subspace,
    read_matrix,
    shift_matrix,
    write_matrix,
)
from engram.theory.compiler import (
    compile_linear,
    compile_saturating,
    random_basis,
    random_signed_basis,
    settled_value,
)
from engram.theory.description import describe
from engram.theory.prediction import (
    Cycle,
    Multiplicity,
    contents_after,
    cycles_of,
    multiplicities,
    period,
    persistent_spectrum,
    repeat_copy_contents,
    smallest_width,
    theoretical_spectrum,
)

__all__ = [
    "Circuit",
    "Cycle",
    "Multiplicity",
    "circuit_of",
    "compile_linear",
    "compile_saturating",
    "contents_after",
    "cycles_of",
    "describe",
    "full_circuit",
    "interaction_matrix",
    "multiplicities",
    "needed_coordinates",
    "observable_subspace",
    "period",
    "persistent_spectrum",
    "random_basis",
    "random_signed_basis",
    "read_matrix",
    "repeat_copy_contents",
    "settled_value",
    "shift_matrix",
    "smallest_width",
    "theoretical_spectrum",
    "write_matrix",
]
