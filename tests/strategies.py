"""What the laws are drawn over: tasks, contents, matrices."""

import numpy as np
from hypothesis import strategies as st
from jaxtyping import Float
from numpy import ndarray
from scipy import linalg

from cases import TASKS
from engram import tasks
from engram.numerics import random_orthogonal
from engram.tasks import LinearTask, TaskId

seeds = st.integers(0, 2**32 - 1)
generators = st.builds(np.random.default_rng, seeds)


@st.composite
def sizes(draw: st.DrawFn, largest: int = 6) -> tuple[int, int]:
    """s and kappa."""
    return draw(st.integers(1, largest)), draw(st.integers(1, largest))


@st.composite
def task_ids(draw: st.DrawFn) -> tuple[TaskId, int, int]:
    """An id of the published family with its sizes."""
    s, kappa = draw(sizes())
    chosen = draw(st.sets(st.integers(0, s * kappa - 1), min_size=kappa, max_size=kappa))
    jumps = [draw(st.integers(0, kappa - 1 - place)) for place in range(kappa)]
    swaps = sum(jump * kappa**place for place, jump in enumerate(jumps))
    return (sum(1 << q for q in chosen), swaps, draw(st.integers(0, 2**kappa - 1))), s, kappa


@st.composite
def selections(draw: st.DrawFn, largest: int = 5) -> LinearTask:
    """Any signed selection; several outputs may copy one coordinate."""
    s, kappa = draw(sizes(largest))
    sources = draw(st.lists(st.integers(0, s * kappa - 1), min_size=kappa, max_size=kappa))
    signs = draw(st.lists(st.sampled_from([-1.0, 1.0]), min_size=kappa, max_size=kappa))
    return tasks.selection("drawn", np.array(sources), np.array(signs), num_variables=s)


@st.composite
def dense_tasks(draw: st.DrawFn) -> LinearTask:
    """A real F of any rank that reads any set of coordinates; contents neither explode nor vanish at once."""
    s, kappa = draw(sizes(4))
    rng = draw(generators)
    rank = draw(st.integers(1, kappa))
    is_read = rng.random(s * kappa) < draw(st.sampled_from([0.3, 1.0]))
    composition = rng.standard_normal((kappa, rank)) @ rng.standard_normal((rank, s * kappa)) * is_read
    norm = np.linalg.norm(composition, 2)
    return LinearTask("drawn", s, kappa, composition / norm if norm > 0 else composition)


any_task = st.one_of(selections(), dense_tasks(), st.sampled_from(TASKS))


def vectors_for(task: LinearTask, rng: np.random.Generator, trials: int = 3) -> Float[ndarray, "t s k"]:
    """Real inputs of a few trials."""
    return rng.standard_normal((trials, task.num_variables, task.variable_size))


@st.composite
def defective_matrices(draw: st.DrawFn) -> tuple[ndarray, float]:
    """A matrix with Jordan blocks, in a random well-conditioned basis, and a threshold that splits its spectrum."""
    rng = draw(generators)
    kept, dropped = draw(st.integers(0, 4)), draw(st.integers(0, 4))
    blocks = [rng.choice([-1, 1]) * np.eye(2) + np.eye(2, k=1) for _ in range(kept)]
    blocks += [draw(st.sampled_from([0.0, 0.3])) * np.eye(3) + np.eye(3, k=1) for _ in range(dropped)]
    jordan = linalg.block_diag(*(blocks or [np.eye(1)]))
    size = len(jordan)
    basis = random_orthogonal(size, rng) * rng.uniform(0.5, 2, size) @ random_orthogonal(size, rng)
    return basis @ jordan @ np.linalg.inv(basis), 0.7


@st.composite
def spectra(draw: st.DrawFn, largest: int = 8) -> ndarray:
    """A few complex numbers of modulus up to 2, repeats included."""
    modes = st.complex_numbers(max_magnitude=2, allow_nan=False, allow_infinity=False)
    drawn = draw(st.lists(st.one_of(st.sampled_from([0j, 1 + 0j, -1 + 0j, 1j]), modes), max_size=largest))
    return np.array(drawn, dtype=np.complex128)
