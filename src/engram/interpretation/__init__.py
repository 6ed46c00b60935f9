"""From a network and its task to variable memories, causal proof and a verdict."""

from engram.interpretation.analysis import Analysis, NullResult, interpret
from engram.interpretation.causal import (
    CausalCourse,
    CausalScores,
    causal_course,
    causal_scores,
    settled_steps,
)
from engram.interpretation.examination import Examination, RawMatrix, examine
from engram.interpretation.interventions import Outcome, erase, intervene, swap, write
from engram.interpretation.linearize import (
    Linearization,
    along_cycle,
    along_states,
    around_cycle,
    at_fixed_point,
    at_origin,
    at_point,
    at_rest,
)
from engram.interpretation.memories import (
    Method,
    VariableMemories,
    find_by_observability,
    find_by_power,
    find_by_regression,
)
from engram.interpretation.recording import Recording, Sampling, check_fit, record, sampling_for
from engram.interpretation.spectrum import SpectrumMatch, match_spectrum
from engram.interpretation.storage import StorageAnalysis, StorageExamination
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
    "RawMatrix",
    "Recording",
    "Sampling",
    "SpectrumMatch",
    "StorageAnalysis",
    "StorageExamination",
    "VariableMemories",
    "Verdict",
    "along_cycle",
    "along_states",
    "around_cycle",
    "at_fixed_point",
    "at_origin",
    "at_point",
    "at_rest",
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
    "sampling_for",
    "settled_steps",
    "swap",
    "write",
]
