"""One executable check an equation: what the paper prints against what the package computes."""

from engram.theory.verification.catalogue import CHECKS, select_checks, verify
from engram.theory.verification.checks import Check, CheckResult, Sizes, draw_sizes, run_check

__all__ = ["CHECKS", "Check", "CheckResult", "Sizes", "draw_sizes", "run_check", "select_checks", "verify"]
