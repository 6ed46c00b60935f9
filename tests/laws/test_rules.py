"""Laws of the rule f: ids, contents over time, and three ways to the same future."""

import numpy as np
import pytest
from hypothesis import given

from engram import tasks
from engram.tasks import from_id, parse_task, to_id, unroll
from engram.theory import contents_after, interaction_matrix, repeat_copy_contents
from strategies import any_task, dense_tasks, generators, selections, sizes, task_ids, vectors_for


@given(task_ids())
def test_an_id_comes_back(drawn) -> None:
    task_id, s, kappa = drawn
    task = from_id(task_id, s, kappa)
    assert np.array_equal(from_id(to_id(task), s, kappa).composition, task.composition)
    assert task.is_selection
    assert len(set(task.sources)) == kappa


@given(task_ids())
def test_a_canonical_id_is_a_fixed_point(drawn) -> None:
    task_id, s, kappa = drawn
    canonical = to_id(from_id(task_id, s, kappa))
    assert to_id(from_id(canonical, s, kappa)) == canonical
    assert canonical[0] == task_id[0]
    assert canonical[2] == task_id[2]


@given(task_ids())
def test_the_name_of_a_task_is_a_task_text(drawn) -> None:
    task = from_id(drawn[0], drawn[1], drawn[2])
    assert np.array_equal(parse_task(task.name).composition, task.composition)


@pytest.mark.parametrize("make", [tasks.repeat_copy, tasks.compose_copy])
def test_catalogue_names_are_task_texts(make) -> None:
    task = make(5, 3)
    assert np.array_equal(parse_task(task.name).composition, task.composition)


@given(sizes(), generators)
def test_seeded_names_are_task_texts(drawn, rng) -> None:
    seed = int(rng.integers(1000))
    for make in (tasks.random_selection, tasks.dense_orthogonal):
        task = make(*drawn, seed=seed)
        assert np.array_equal(parse_task(task.name).composition, task.composition)


@given(selections())
def test_signs_and_sources_are_the_rule(task) -> None:
    again = tasks.selection("again", task.sources, task.signs, num_variables=task.num_variables)
    assert np.array_equal(again.composition, task.composition)


@given(any_task, generators)
def test_unrolling_continuing_and_powers_of_phi_agree(task, rng) -> None:
    horizon = 2 * task.num_variables + 1
    trials = unroll(task, vectors_for(task, rng), horizon)
    after_input = trials.contents[:, task.num_variables - 1]
    phi = interaction_matrix(task)

    continued = after_input @ task.continuation(horizon).T
    assert np.allclose(continued.reshape(trials.targets.shape), trials.targets, atol=1e-10)
    for steps in range(horizon + 1):
        expected = trials.contents[:, task.num_variables - 1 + steps]
        assert np.allclose(contents_after(task, after_input, steps), expected, atol=1e-12)
        assert np.allclose(after_input @ np.linalg.matrix_power(phi, steps).T, expected, atol=1e-10)


@given(any_task, generators)
def test_contents_are_the_last_s_vectors(task, rng) -> None:
    trials = unroll(task, vectors_for(task, rng), 3)
    s, kappa = task.num_variables, task.variable_size
    for t in range(1, s + 4):
        window = np.zeros((len(trials.vectors), s, kappa))
        known = trials.vectors[:, max(0, t - s) : t]
        window[:, s - known.shape[1] :] = known
        assert np.array_equal(trials.contents[:, t - 1], window.reshape(len(window), -1))


@given(sizes(), generators)
def test_closed_form_of_repeat_copy(drawn, rng) -> None:
    """Eq. 13 and 34: u(mu) is in slot ((mu - t - 1) mod s) + 1 after step s + t."""
    task = tasks.repeat_copy(*drawn)
    s = task.num_variables
    inputs = vectors_for(task, rng)
    trials = unroll(task, inputs, 3 * s)
    for t in range(3 * s + 1):
        closed = repeat_copy_contents(inputs, t)
        assert np.array_equal(closed.reshape(len(inputs), -1), trials.contents[:, s - 1 + t])
        for mu in range(1, s + 1):
            assert np.array_equal(closed[:, (mu - t - 1) % s], inputs[:, mu - 1])


@given(dense_tasks(), generators)
def test_the_rule_is_linear(task, rng) -> None:
    first, second = vectors_for(task, rng), vectors_for(task, rng)
    together = unroll(task, 2 * first - second, 4).targets
    apart = 2 * unroll(task, first, 4).targets - unroll(task, second, 4).targets
    assert np.allclose(together, apart, atol=1e-10)
