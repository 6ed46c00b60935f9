"""Searches for fixed points and cycles: starts, records, continua, interruption, files, and refusals."""

import json
import warnings
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest
from numpy import ndarray
from safetensors import safe_open
from safetensors.numpy import save_file

import maps
from engram import tasks
from engram.dynamics import Activation, Elman, elman, run
from engram.errors import FolderError, InputError, MismatchError
from engram.interpretation.fixed_points import (
    Orbits,
    Progress,
    Stability,
    StartRecords,
    Stop,
    draw_starts,
    explore,
    extend,
    find_cycles,
    find_fixed_point,
    find_fixed_points,
    load_orbits,
    modes_of,
    save_orbits,
    states_on_task,
    visited_states,
)
from engram.interpretation.fixed_points import search as search_module
from engram.theory import compile_linear, compile_saturating, random_basis

GAINS = np.array([1.5, 2.0, 2.5])
BISTABLE = elman(np.diag(GAINS), np.ones((3, 1)), np.ones((1, 3)))


def starts_of(count: int, size: int = 3, *, seed: int = 0) -> ndarray:
    return np.random.default_rng(seed).uniform(-1.3, 1.3, (count, size))


@pytest.fixture(scope="module")
def found() -> Orbits:
    return find_fixed_points(BISTABLE, starts_of(300))


# Points and records -------------------------------------------------------------------------------------------


def test_the_point_returned_is_the_point_tested(found: Orbits) -> None:
    for orbit in found.orbits:
        again = np.linalg.norm(BISTABLE.step(orbit.states, np.zeros(1)) - orbit.states)
        assert again == pytest.approx(orbit.residual, abs=1e-15)
        assert again <= 1e-10


@pytest.mark.parametrize("period", [1, 4])
def test_a_batch_of_one_is_as_good_as_any(period: int) -> None:
    """The iteration of a start does not depend on the starts beside it."""
    starts = starts_of(6)
    together = find_cycles(BISTABLE, starts, period=period).starts
    for index in range(6):
        alone = find_cycles(BISTABLE, starts[index : index + 1], period=period).starts
        assert np.allclose(alone.ends[0], together.ends[index], atol=1e-9)
        assert alone.stops[0] == together.stops[index]


def test_memory_is_bounded_by_chunks_and_chunks_change_nothing(
    found: Orbits, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_module, "NUMBERS_AT_A_TIME", 70 * 9)
    told: list[Progress] = []
    chunked = find_fixed_points(BISTABLE, starts_of(300), on_progress=told.append)
    assert np.array_equal(chunked.starts.orbits, found.starts.orbits)
    assert np.allclose(chunked.points, found.points, atol=1e-12)
    assert [each.done for each in told] == [70, 140, 210, 280, 300]
    assert told[-1].orbits == len(found) == 27
    assert all(each.total == 300 for each in told)


def test_a_local_minimum_is_told_as_such_and_kept_as_a_slow_point() -> None:
    """x' = x + 0.01 + x^2 has no fixed point; it is slowest at 0."""
    slow = maps.Map("tangent", 1, lambda x: x + 0.01 + x**2, lambda x: (1 + 2 * x)[..., None])
    found = find_fixed_points(slow, np.array([[0.3], [-0.4]]))
    assert len(found) == 0
    assert found.share_converged == 0.0
    assert np.array_equal(found.starts.stops, [Stop.STALLED, Stop.STALLED])
    assert np.allclose(found.starts.ends, 0.0, atol=0.02)
    assert np.allclose(found.starts.residuals, 0.01, atol=1e-3)
    assert "local minimum" in str(found)


def test_what_runs_away_or_is_not_finite_is_told_and_warns_of_nothing() -> None:
    """x' = x + 1 / x^2 comes ever closer to a fixed point at infinity; it has no other."""
    fleeing = maps.Map("fleeing", 1, lambda x: x + x**-2.0, lambda x: (1 - 2 * x**-3.0)[..., None])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = find_fixed_points(fleeing, np.array([[1.0], [0.0], [np.nan]]), tolerance=1e-30)
    assert len(found) == 0
    assert Stop(found.starts.stops[1]) is Stop.DIVERGED
    assert Stop(found.starts.stops[2]) is Stop.DIVERGED
    assert "ran away" in str(found)


def test_a_gate_nearly_closed_makes_no_fixed_point() -> None:
    """x' = x + 1e-8 (1 - x): |F(x) - x| is below the tolerance from 0.99 to 1.01, yet 1 is the only solution."""
    gated = maps.Map("gated", 1, lambda x: x + 1e-8 * (1 - x), lambda x: np.full((*x.shape, 1), 1 - 1e-8))
    starts = np.array([[0.995], [1.0], [1.005], [3.0]])
    assert np.all(np.abs(gated.step(starts[:3], np.zeros(1)) - starts[:3]) < 1e-10)
    found = find_fixed_points(gated, starts)
    assert len(found) == 1
    assert found.points[0] == pytest.approx(1.0, abs=1e-6)
    assert found.share_converged == 1.0


def test_the_iteration_limit() -> None:
    found = find_fixed_points(BISTABLE, starts_of(20), max_iterations=1)
    assert np.all(found.starts.iterations == 1)
    assert np.any(found.starts.where(Stop.LIMIT))
    assert "limit of 1 iterations" in str(found)


def test_relu_kinks() -> None:
    """x' = relu(W x + b): two stable points with units silenced, and a saddle between, past the kinks."""
    network = Elman(
        np.array([[0.0, -2.0], [-2.0, 0.0]]),
        np.ones((2, 1)),
        np.ones((1, 2)),
        np.ones(2),
        np.zeros(1),
        Activation.RELU,
    )
    found = find_fixed_points(network, starts_of(200, 2))
    rounded = {tuple(np.round(3 * point, 9)) for point in found.points}
    assert rounded == {(3.0, 0.0), (0.0, 3.0), (1.0, 1.0)}
    assert len(found.of(Stability.STABLE)) == 2


def test_a_constant_input_moves_the_fixed_points() -> None:
    found = find_fixed_points(BISTABLE, starts_of(300), input=np.array([3.0]))
    assert len(found) == 1
    assert np.all(found.points > 0.9)
    assert np.allclose(BISTABLE.step(found.points, np.array([3.0])), found.points, atol=1e-10)


def test_stability_and_its_margin() -> None:
    """Eigenvalues 0.5 and 1 + 1e-4: a saddle, or marginal to a coarser eye."""
    network = elman(np.diag([0.5, 1.0001]), np.ones((2, 1)), np.ones((1, 2)), Activation.IDENTITY)
    fine = find_fixed_points(network, np.ones((1, 2)))[0]
    coarse = find_fixed_points(network, np.ones((1, 2)), marginal=1e-3)[0]
    assert (fine.stability, fine.num_unstable, fine.num_marginal) == (Stability.SADDLE, 1, 0)
    assert (coarse.stability, coarse.num_unstable, coarse.num_marginal) == (Stability.MARGINAL, 0, 1)
    assert fine.dimension == 0


# Continua -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("period", [1, 4])
def test_a_subspace_of_orbits_is_one_entry(period: int) -> None:
    """The linear circuit keeps any content: kappa dimensions of fixed points, s*kappa of cycles."""
    task = tasks.repeat_copy(4, 3)
    network = compile_linear(task, random_basis(task, 15, np.random.default_rng(1)))
    found = find_cycles(network, starts_of(100, 15), period=period)
    (orbit,) = found.orbits
    assert orbit.period == period
    assert orbit.dimension == 3 * period
    assert orbit.stability is Stability.MARGINAL
    assert orbit.num_marginal == 12
    assert found.share_converged == 1.0
    assert f"continuum of dimension {3 * period}" in str(found)


def test_a_start_near_a_line_attractor_ends_at_its_nearest_point() -> None:
    """Least change: the components along the line are kept."""
    network = elman(np.diag([1.0, 0.5, -0.3]), np.ones((3, 1)), np.ones((1, 3)), Activation.IDENTITY)
    starts = starts_of(20)
    ends = find_fixed_points(network, starts).starts.ends
    assert np.allclose(ends, starts * [1, 0, 0], atol=1e-12)


def test_a_ring_attractor_is_one_entry_that_is_followed_round() -> None:
    """A turn by 2 pi: the unit circle is fixed, and so is the origin."""
    ring = maps.rotation(1)
    angles = np.linspace(0, 2 * np.pi, 50)[:, None]
    starts = np.concatenate([1.2 * np.cos(angles), 1.2 * np.sin(angles)], axis=1)
    found = find_fixed_points(ring, np.concatenate([starts, [[0.01, 0.0]]]))
    assert sorted(orbit.dimension for orbit in found.orbits) == [0, 1]
    circle = found[0]
    assert circle.num_marginal == 1
    assert 44 <= len(circle.samples) <= 48  # the first and the last start are the same
    assert np.allclose(np.linalg.norm(circle.samples, axis=1), 1.0)


@pytest.mark.parametrize("period", [2, 3, 5])
def test_a_circle_of_cycles(period: int) -> None:
    found = find_cycles(maps.rotation(period), starts_of(40, 2), period=period)
    continua = [orbit for orbit in found.orbits if orbit.dimension]
    assert [(orbit.period, orbit.dimension) for orbit in continua] == [(period, 1)]


# Interruption and going on ------------------------------------------------------------------------------------


def test_ctrl_c_keeps_what_was_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_module, "MOST_AT_A_TIME", 50)
    starts = starts_of(300)

    def press(progress: Progress) -> None:
        if progress.done == 100:
            raise KeyboardInterrupt

    found = find_fixed_points(BISTABLE, starts, on_progress=press)
    assert int(np.sum(found.starts.where(Stop.CONVERGED))) == 100
    assert np.array_equal(found.unfinished, starts[100:])
    assert np.all(np.isinf(found.starts.residuals[100:]))
    assert "interrupted" in str(found)
    whole = extend(BISTABLE, found, found.unfinished)
    assert len(whole.starts) == 300
    assert len(whole.unfinished) == 0
    assert len(whole) == 27


def test_going_on_joins_continua_too(tmp_path: Path) -> None:
    """Two halves of a ring, found apart, and a file in between."""
    ring = maps.rotation(1)
    angles = np.linspace(0, 2 * np.pi, 60, endpoint=False)
    starts = 0.9 * np.stack([np.cos(angles), np.sin(angles)], axis=1)
    half = find_fixed_points(ring, starts[:30])
    save_orbits(half, tmp_path / "half.safetensors")
    whole = extend(ring, load_orbits(tmp_path / "half.safetensors"), starts[30:])
    assert [orbit.dimension for orbit in whole.orbits] == [1]
    assert np.all(whole.starts.orbits == 0)
    assert len(whole[0].samples) == 59


def test_going_on_with_another_network_is_refused(found: Orbits) -> None:
    with pytest.raises(MismatchError, match="none of this network: its residual"):
        extend(elman(2 * np.diag(GAINS), np.ones((3, 1)), np.ones((1, 3))), found, starts_of(1))
    with pytest.raises(MismatchError, match="3 state variables, the network 2"):
        extend(elman(np.eye(2), np.ones((2, 1)), np.ones((1, 2))), found, starts_of(1, 2))


# Starts -------------------------------------------------------------------------------------------------------


def test_starts_are_visited_states_plus_noise() -> None:
    visited = run(BISTABLE, np.random.default_rng(0).standard_normal((4, 10, 1))).states
    rows = {tuple(row) for row in visited.reshape(-1, 3)}
    assert all(tuple(row) in rows for row in draw_starts(visited, 50, np.random.default_rng(1)))
    noisy = draw_starts(np.zeros((1, 3)), 4000, np.random.default_rng(1), noise=0.3)
    assert np.std(noisy) == pytest.approx(0.3, rel=0.05)
    again = draw_starts(np.zeros((1, 3)), 4000, np.random.default_rng(1), noise=0.3)
    assert np.array_equal(noisy, again)


@pytest.mark.parametrize(
    ("count", "noise", "visited", "message"),
    [
        (0, 0.0, np.zeros((2, 3)), "0 starts from 2 visited states"),
        (5, 0.0, np.zeros((0, 3)), "5 starts from 0 visited states"),
        (5, -1.0, np.zeros((2, 3)), "noise on starts is -1.0"),
        (5, np.nan, np.zeros((2, 3)), "noise on starts is nan"),
    ],
)
def test_starts_that_cannot_be_drawn(count: int, noise: float, visited: ndarray, message: str) -> None:
    with pytest.raises(InputError, match=message):
        draw_starts(visited, count, np.random.default_rng(0), noise=noise)


def test_visited_states_are_driven_first_and_then_left_alone() -> None:
    states = visited_states(BISTABLE, np.random.default_rng(0), trials=3, steps=20)
    assert states.shape == (3, 20, 3)
    assert np.allclose(states[:, 11], BISTABLE.step(states[:, 10], np.zeros(1)))
    assert not np.allclose(states[:, 5], BISTABLE.step(states[:, 4], np.zeros(1)), atol=1e-3)


def test_states_on_a_task_are_of_its_output_phase() -> None:
    task = tasks.repeat_copy(3, 2)
    network = compile_saturating(task)
    states = states_on_task(network, task, np.random.default_rng(0), trials=5)
    assert states.shape == (5, 7, 6)
    assert np.allclose(states[:, 1], network.step(states[:, 0], np.zeros(2)))


def test_all_in_one_finds_the_contents_of_a_circuit() -> None:
    task = tasks.repeat_copy(2, 1)
    network = compile_saturating(task)
    found = explore(network, task, period=2, num_starts=64, noise=0.05, seed=1)
    assert sorted((orbit.period, orbit.stability.value) for orbit in found.orbits) == [
        (1, "stable"),
        (1, "stable"),
        (2, "stable"),
    ]
    again = explore(network, task, period=2, num_starts=64, noise=0.05, seed=1)
    assert np.array_equal(again.starts.ends, found.starts.ends)
    assert len(explore(network, num_starts=64)) >= 3


def test_all_in_one_goes_on_where_it_was_interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_module, "MOST_AT_A_TIME", 10)

    def press(progress: Progress) -> None:
        raise KeyboardInterrupt

    broken = explore(BISTABLE, num_starts=40, on_progress=press)
    assert len(broken.unfinished) == 30
    whole = explore(BISTABLE, num_starts=20, seed=1, earlier=broken)
    assert len(whole.starts) == 10 + 30 + 20
    assert np.array_equal(whole.starts.ends[:10], broken.starts.ends[:10])
    assert len(whole.unfinished) == 0
    with pytest.raises(InputError, match="for period 1, this one is for 2"):
        explore(BISTABLE, period=2, earlier=broken)
    with pytest.raises(MismatchError, match="3 state variables, the network 2"):
        explore(elman(np.eye(2), np.ones((2, 1)), np.ones((1, 2))), earlier=broken)


def test_states_that_run_away_are_no_starts_and_warn_of_nothing() -> None:
    """x' = x^2 + 3 has no fixed point, and its states overflow after a few steps."""
    squaring = maps.Map("squaring", 1, lambda x: x**2 + 3, lambda x: (2 * x)[..., None])
    found = explore(squaring, num_starts=50)
    assert len(found) == 0
    assert np.any(found.starts.where(Stop.DIVERGED))


# Eigenvectors -------------------------------------------------------------------------------------------------


def test_left_and_right_eigenvectors_are_biorthogonal() -> None:
    matrix = np.random.default_rng(0).standard_normal((9, 9))
    modes = modes_of(matrix)
    assert modes.is_biorthogonal
    assert np.allclose(matrix @ modes.right, modes.right * modes.eigenvalues)
    assert np.allclose(modes.left @ matrix, modes.eigenvalues[:, None] * modes.left)
    assert np.allclose(modes.right @ np.diag(modes.eigenvalues) @ modes.left, matrix)
    assert np.all(np.diff(np.abs(modes.eigenvalues)) <= 1e-12)
    assert np.all(modes.condition >= 1 - 1e-12)
    assert not np.any(modes.is_defective)


def test_a_jordan_block_is_told_and_divides_nothing_by_zero() -> None:
    matrix = np.diag([0.5, 0.5, 0.2])
    matrix[0, 1] = 1.0
    modes = modes_of(matrix)
    assert np.array_equal(modes.is_defective, [True, True, False])
    assert not modes.is_biorthogonal
    assert np.all(np.isfinite(modes.left))
    assert np.allclose(modes_of(np.diag([3.0, -2.0])).condition, 1.0)


# Files --------------------------------------------------------------------------------------------------------


def same(first: Orbits, second: Orbits) -> bool:
    records = all(
        np.array_equal(getattr(first.starts, field.name), getattr(second.starts, field.name))
        for field in fields(StartRecords)
    )
    orbits = all(
        np.array_equal(one.states, other.states)
        and np.array_equal(one.multipliers, other.multipliers)
        and np.array_equal(one.samples, other.samples)
        and (one.residual, one.marginal, one.dimension) == (other.residual, other.marginal, other.dimension)
        for one, other in zip(first.orbits, second.orbits, strict=True)
    )
    facts = (first.kind, first.period, first.criteria) == (second.kind, second.period, second.criteria)
    return records and orbits and facts and np.array_equal(first.input, second.input)


@pytest.mark.parametrize("period", [1, 2])
def test_what_is_saved_is_what_is_loaded(period: int, tmp_path: Path) -> None:
    network = compile_saturating(tasks.repeat_copy(2, 1))
    starts = starts_of(60, 2)
    found = find_cycles(network, starts, period=period, input=np.array([0.01]), tolerance=1e-11)
    first, second = tmp_path / "a.safetensors", tmp_path / "b.safetensors"
    save_orbits(found, first)
    loaded = load_orbits(first)
    assert same(found, loaded)
    assert str(loaded) == str(found)
    save_orbits(loaded, second)
    assert first.read_bytes() == second.read_bytes()


def test_a_search_that_found_nothing_is_saved_too(tmp_path: Path) -> None:
    found = find_fixed_points(BISTABLE, starts_of(3), max_iterations=1)
    none = replace(found, orbits=(), starts=replace(found.starts, orbits=np.full(3, -1)))
    save_orbits(none, tmp_path / "none")
    assert same(none, load_orbits(tmp_path / "none"))
    assert "none found" in str(none)


def test_a_file_that_cannot_be_written(found: Orbits, tmp_path: Path) -> None:
    with pytest.raises(FolderError, match="cannot be written"):
        save_orbits(found, tmp_path / "missing" / "file")


def contents_of(path: Path) -> tuple[dict[str, ndarray], dict[str, str]]:
    with safe_open(path, framework="numpy") as file:
        return {name: file.get_tensor(name) for name in file.keys()}, dict(file.metadata())  # noqa: SIM118


SPOILED = {
    "another format": ({}, {"format": "pt"}, "its format is 'pt'"),
    "array missing": ({"input": None}, {}, "it lacks, or should not have, input"),
    "array too many": ({"more": np.zeros(1)}, {}, "more"),
    "wrong type": ({"orbits.states": np.zeros((27, 3), np.float32)}, {}, "orbits.states is float32"),
    "wrong axes": ({"input": np.zeros((1, 1))}, {}, "input is float64 with 2 axes"),
    "wrong length": ({"orbits.residuals": np.zeros(3)}, {}, r"orbits.residuals has shape \(3,\)"),
    "states missing": ({"orbits.states": np.zeros((26, 3))}, {}, "orbits.states has shape"),
    "period of nothing": ({"orbits.periods": np.zeros(27, np.int64)}, {}, "orbits.states has shape|divide"),
    "NaN": ({"orbits.multipliers_real": np.full((27, 3), np.nan)}, {}, "not finite"),
    "no such orbit": ({"starts.orbits": np.full(300, 99)}, {}, "an orbit that is not there"),
    "no such reason": ({"starts.stops": np.full(300, 9)}, {}, "no known reason"),
    "period": ({}, {"period": "0"}, "divide 0"),
    "not a number": ({}, {"period": "one"}, "holds no orbits"),
    "not JSON": ({}, {"criteria": "{"}, "holds no orbits"),
    "criteria missing": ({}, {"criteria": json.dumps({"tolerance": 1})}, "holds no orbits"),
}


@pytest.mark.parametrize("kind", SPOILED)
def test_spoiled_files_are_refused(kind: str, found: Orbits, tmp_path: Path) -> None:
    path = tmp_path / "spoiled.safetensors"
    save_orbits(found, path)
    arrays, metadata = contents_of(path)
    changed, told, message = SPOILED[kind]
    arrays = {name: array for name, array in (arrays | changed).items() if array is not None}
    save_file(arrays, path, metadata | told)
    with pytest.raises(InputError, match=message):
        load_orbits(path)


@pytest.mark.parametrize("content", [b"", b"not a file of arrays", b"\x80\x04K\x01.", b"\xff" * 64])
def test_files_of_another_kind_are_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "file.safetensors"
    path.write_bytes(content)
    with pytest.raises(InputError, match="holds no orbits"):
        load_orbits(path)
    with pytest.raises(InputError, match="is no file"):
        load_orbits(tmp_path / "missing")


# Refusals and the table ---------------------------------------------------------------------------------------


@pytest.mark.usefixtures("without_shape_checks")
def test_sizes_that_do_not_fit_are_refused() -> None:
    with pytest.raises(MismatchError, match=r"starts have shape \(5, 2\)"):
        find_fixed_points(BISTABLE, np.zeros((5, 2)))
    with pytest.raises(MismatchError, match=r"starts have shape \(3,\)"):
        find_fixed_points(BISTABLE, np.zeros(3))
    with pytest.raises(MismatchError, match=r"constant input has shape \(2,\)"):
        find_fixed_points(BISTABLE, np.zeros((5, 3)), input=np.zeros(2))
    with pytest.raises(InputError, match="period is 0"):
        find_cycles(BISTABLE, np.zeros((5, 3)), period=0)


def test_criteria_that_mean_nothing_are_refused_together() -> None:
    with pytest.raises(InputError, match=r"tolerance is 0.0; .* above 0; max_iterations is 0; .* at least 1"):
        find_fixed_points(BISTABLE, starts_of(1), tolerance=0.0, max_iterations=0)
    for wrong in (-1.0, np.nan, np.inf):
        with pytest.raises(InputError, match="distance is"):
            find_fixed_points(BISTABLE, starts_of(1), distance=wrong)
        with pytest.raises(InputError, match="marginal is"):
            find_fixed_points(BISTABLE, starts_of(1), marginal=wrong)


def test_the_table_fits_a_terminal_and_tells_the_sum(found: Orbits) -> None:
    lines = str(found).splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[0] == "tanh Elman, 3 state variables: fixed points"
    assert lines[1].split(":")[1].strip() == "8 stable, 18 saddle, 1 unstable"
    assert "and 3 more" in str(found)
    driven = str(find_cycles(BISTABLE, starts_of(5), period=64, input=np.array([1e-7])))
    assert "constant input of size 1e-07" in driven
    assert max(map(len, driven.splitlines())) <= 80
    assert "300 starts: 300 converged" in str(found)


def test_no_start_is_no_orbit() -> None:
    nothing = find_fixed_points(BISTABLE, np.empty((0, 3)))
    assert len(nothing) == 0
    assert nothing.points.shape == (0, 3)
    assert nothing.worst_residual == 0.0
    assert "0 starts" in str(nothing)


def test_one_start_alone() -> None:
    point = find_fixed_point(BISTABLE, np.array([0.9, -0.9, 0.01]))
    assert np.allclose(np.sign(np.round(point.state, 9)), [1, -1, 0])
