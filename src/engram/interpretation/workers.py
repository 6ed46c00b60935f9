"""Whole examinations side by side: of a network, and of the nulls beside it."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace

from threadpoolctl import threadpool_limits

from engram.interpretation.recording import LEAST_TRIALS, Sampling

WORKERS = 2
"""Examinations that run at a time; each holds some hundred megabytes for a network of a thousand units."""


def for_nulls(sampling: Sampling) -> Sampling:
    """A quarter of the trials, but 64 if half would be as many: whether a null passes needs no fourth digit."""
    trials, accuracy_trials = sampling.num_trials, sampling.accuracy_trials
    return replace(
        sampling,
        num_trials=max(trials // 4, min(trials // 2, 64), LEAST_TRIALS),
        accuracy_trials=max(accuracy_trials // 4, 1),
    )


@contextmanager
def workers() -> Iterator[ThreadPoolExecutor]:
    """Threads for whole examinations, each with a BLAS of one thread: its products are too small to share."""
    with threadpool_limits(1, user_api="blas"):
        pool = ThreadPoolExecutor(WORKERS)
        try:
            yield pool
        finally:
            pool.shutdown(cancel_futures=True)
