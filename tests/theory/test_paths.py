"""Closed forms against networks that run, step by step, for thousands of steps [Eq. 13, 34]."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import DENSE, FEW, PUBLISHED, TWICE
from engram import tasks
from engram.dynamics import run_on
from engram.errors import InputError, TaskError
from engram.theory import (
    Gains,
    compile_linear,
    compile_saturating,
    contents_after,
    contents_at,
    interaction_matrix,
    origins,
    path_into,
    repeat_copy_contents,
)
from engram.theory.paths import sources_read
from strategies import any_task, generators, selections, vectors_for

NAMED = (tasks.repeat_copy(), *PUBLISHED)


@given(any_task, generators, st.integers(0, 40))
def test_the_closed_form_is_what_letting_f_go_on_gives(task, rng, t) -> None:
    contents = vectors_for(task, rng).reshape(3, -1)
    assert np.allclose(
        contents_at(task, contents, t), contents_after(task, contents, t), rtol=1e-9, atol=1e-9
    )


@given(st.integers(1, 6), st.integers(1, 4), generators, st.integers(0, 10**15))
def test_repeat_copy_is_equation_34(s, kappa, rng, t) -> None:
    task = tasks.repeat_copy(s, kappa)
    inputs = vectors_for(task, rng)
    expected = repeat_copy_contents(inputs, t % s).reshape(3, -1)
    assert np.array_equal(contents_at(task, inputs.reshape(3, -1), t), expected)


@given(selections(), st.integers(0, 10**15), st.integers(0, 10**15))
def test_steps_add_up(task, first, second) -> None:
    whole, parts = origins(task, first + second), origins(task, second).after(origins(task, first))
    assert np.array_equal(whole.sources, parts.sources)
    assert np.array_equal(whole.signs, parts.signs)


@given(selections(), st.integers(0, 10**15))
def test_paths_and_powers_agree(task, t) -> None:
    power = origins(task, t)
    for coordinate in range(task.history_size):
        assert path_into(task, coordinate).origin(t) == (power.sources[coordinate], power.signs[coordinate])


@given(selections())
def test_a_path_closes_and_visits_nothing_twice(task) -> None:
    phi = interaction_matrix(task)
    for coordinate in range(task.history_size):
        path = path_into(task, coordinate)
        assert len(set(path.coordinates)) == len(path.coordinates)
        here, sign = path.origin(path.cycle_start + len(path.cycle))
        assert here == path.cycle[0]
        assert sign == path.signs[path.cycle_start] * path.cycle_sign
        for older, younger in zip(path.coordinates, path.coordinates[1:], strict=False):
            assert abs(phi[older, younger]) == 1


@pytest.mark.parametrize("task", [*NAMED, TWICE, FEW], ids=lambda task: task.name)
def test_a_linear_network_left_alone_follows_for_thousands_of_steps(task) -> None:
    """In the standard basis Phi copies, so that not even rounding is in the way."""
    contents = np.random.default_rng(0).standard_normal((4, task.history_size))
    network = compile_linear(task, np.eye(task.history_size))
    states = run_on(network, contents, np.zeros((4, 3000, task.variable_size))).states
    for t in (1, 7, 839, 840, 2999, 3000):
        assert np.array_equal(states[:, t - 1], contents_at(task, contents, t))


@pytest.mark.parametrize("task", NAMED, ids=lambda task: task.name)
def test_a_saturating_network_follows_in_sign_for_thousands_of_steps(task) -> None:
    signs = np.random.default_rng(1).choice([-1.0, 1.0], (4, task.history_size))
    gains = Gains()
    silence = np.zeros((4, 3000, task.variable_size))
    states = run_on(compile_saturating(task, gains=gains), gains.settled * signs, silence).states
    for t in (1, 10, 1001, 3000):
        assert np.allclose(states[:, t - 1], gains.settled * contents_at(task, signs, t), atol=1e-9)


@pytest.mark.parametrize("task", NAMED, ids=lambda task: task.name)
def test_sources_read_are_those_of_the_newest_slot(task) -> None:
    newest = slice(task.history_size - task.variable_size, None)
    read = sources_read(task, 100)
    for t in (1, 2, 50, 100):
        assert np.array_equal(read[t - 1], origins(task, t).sources[newest])


def test_what_cannot_be_followed_is_refused() -> None:
    task = tasks.repeat_copy(2, 2)
    with pytest.raises(InputError, match="at least 0"):
        origins(task, -1)
    with pytest.raises(InputError, match="at least 0"):
        contents_at(DENSE[0], np.zeros((1, DENSE[0].history_size)), -1)
    with pytest.raises(InputError, match=r"expected 0 \.\. 3"):
        path_into(task, 4)
    with pytest.raises(TaskError, match="no signed selection"):
        origins(DENSE[0], 1)
