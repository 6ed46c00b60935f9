"""From a network and its task to variable memories, causal proof and a verdict."""

from engram.interpretation.analysis import Analysis, NullResult, interpret
from engram.interpretation.examination import Examination, examine
from engram.interpretation.interventions import (
    CausalCourse,
    CausalScores,
    Outcome,
    causal_course,
    causal_scores,
    erase,
    intervene,
    settled_steps,
    swap,
    write,
)
from engram.interpretation.linearize import Linearization, along_states, at_fixed_point, at_origin, at_point
from engram.interpretation.memories import (
    Method,
    VariableMemories,
    find_by_observability,
    find_by_power,
    find_by_regression,
)
from engram.interpretation.recording import Recording, Sampling, check_fit, record
from engram.interpretation.spectrum import SpectrumMatch, match_spectrum
from engram.interpretation.verdict import Answer, Criteria, Verdict, judge

__all__ = [
    "Analysis",
    "Answer",
    "CausalCourse",
    "CausalScores",
    "Criteria",
    "Examination",
    "Linearization",
    "Method",
    "NullResult",
    "Outcome",
    "Recording",
    "Sampling",
    "SpectrumMatch",
    "VariableMemories",
    "Verdict",
    "along_states",
    "at_fixed_point",
    "at_origin",
    "at_point",
    "causal_course",
    "causal_scores",
    "check_fit",
    "erase",
    "examine",
    "find_by_observability",
    "find_by_power",
    "find_by_regression",
    "interpret",
    "intervene",
    "judge",
    "match_spectrum",
    "record",
    "settled_steps",
    "swap",
    "write",
]
