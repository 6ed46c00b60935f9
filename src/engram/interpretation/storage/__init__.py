"""How a network stores the contents of a task whose rule is not linear: the shift, the lift, and causal proof."""

from engram.interpretation.storage.analysis import StorageAnalysis, StorageNull, interpret_storage
from engram.interpretation.storage.causal import Belief, Write, storage_belief, storage_scores
from engram.interpretation.storage.codes import Code, Held, find_stored_contents, fit_code, hold
from engram.interpretation.storage.examination import StorageExamination, examine_storage
from engram.interpretation.storage.verdict import StorageEvidence, judge_storage

__all__ = [
    "Belief",
    "Code",
    "Held",
    "StorageAnalysis",
    "StorageEvidence",
    "StorageExamination",
    "StorageNull",
    "Write",
    "examine_storage",
    "find_stored_contents",
    "fit_code",
    "hold",
    "interpret_storage",
    "judge_storage",
    "storage_belief",
    "storage_scores",
]
