"""`engram verify-theory` and `engram readings` as their users meet them."""

import json
from pathlib import Path

import numpy as np
import pytest

from engram import dynamics
from engram.cli import execute
from engram.dynamics import elman
from engram.theory.verification import CHECKS, catalogue

TASK = "repeat-copy:s=3,k=2"


def run(capsys: pytest.CaptureFixture, *arguments: object) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of a command."""
    capsys.readouterr()
    code = execute([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    path = tmp_path / "weights.safetensors"
    assert execute(["compile", TASK, "--hidden-size", "10", "--out", str(path)]) == 0
    return path


def test_the_theory_is_verified(capsys: pytest.CaptureFixture) -> None:
    """Every equation, at the command's own settings but fewer instances."""
    code, out, err = run(capsys, "verify-theory", "--instances", "2")
    lines = out.splitlines()
    assert code == 0
    assert err == ""
    assert lines[-1] == f"{len(CHECKS)} checks: all hold"
    assert [line[:12].strip() for line in lines[1:-2]] == [check.equation for check in CHECKS]
    assert all(line.endswith(" ok") for line in lines[1:-2])
    assert max(map(len, lines)) <= 80


def test_only_some_equations_in_sentences(capsys: pytest.CaptureFixture) -> None:
    code, out, _ = run(capsys, "verify-theory", "--only", "20", "13", "--instances", "3")
    assert code == 0
    assert "2 checks: all hold" in out
    assert "V_f(t+1) = Xi (I + Phi'^T) Xi^+ s_f(V_f(t))" in " ".join(out.split())
    assert "the print adds kappa to every direction" in " ".join(out.split())
    assert max(map(len, out.splitlines())) <= 80


def test_json_has_every_field(capsys: pytest.CaptureFixture) -> None:
    code, out, _ = run(capsys, "verify-theory", "--only", "24", "--instances", "3", "--seed", "7", "--json")
    rows = json.loads(out)
    assert code == 0
    assert [row["equation"] for row in rows] == ["24"] * len(rows)
    expected = {"equation", "title", "statement", "instances", "error", "tolerance", "holds"}
    assert all(set(row) == expected and row["holds"] is True and row["instances"] == 3 for row in rows)


@pytest.mark.parametrize("as_json", [False, True])
def test_an_equation_that_fails_is_exit_code_1(
    capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch, as_json: bool
) -> None:
    monkeypatch.setattr(
        catalogue.repeat_copy_equations, "repeat_copy_contents", lambda u, t: np.roll(u, 1) + np.inf
    )
    code, out, _ = run(
        capsys, "verify-theory", "--only", "33", "34", "--instances", "4", *["--json"] * as_json
    )
    assert code == 1
    if as_json:
        assert [(row["holds"], row["error"] is None) for row in json.loads(out)] == [
            (True, False),
            (False, True),
        ]
    else:
        assert "2 checks: 1 fail" in out
        assert [line[-3:] for line in out.splitlines() if line.startswith("3")] == [" ok", " NO"]


def test_what_is_no_equation(capsys: pytest.CaptureFixture) -> None:
    code, out, err = run(capsys, "verify-theory", "--only", "15")
    assert (code, out) == (2, "")
    assert err.startswith("engram: no check of equation '15'; there are checks of 1, 2, 3")
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize("option", [("--instances", "0"), ("--seed", "-1")])
def test_numbers_that_make_no_sense(capsys: pytest.CaptureFixture, option: tuple[str, str]) -> None:
    assert run(capsys, "verify-theory", *option)[0] == 2


def test_the_limits_are_drawn(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    arguments = ("verify-theory", "--only", "3", "--figure", tmp_path / "limits")
    assert run(capsys, *arguments)[0] == 0
    assert {path.name for path in tmp_path.iterdir()} == {"limits.svg", "limits.png"}
    code, _, err = run(capsys, *arguments)
    assert code == 2
    assert "--overwrite" in err


def test_readings_of_a_circuit(weights: Path, tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    code, out, err = run(capsys, "readings", weights, "--task", TASK, "--out", tmp_path / "r")
    assert code == 0
    names = ["units", "eigenvectors", "Schur vectors", "random", "variable memories"]
    rows = {line[:20].strip(): line[20:].split() for line in out.splitlines()[3:8]}
    assert list(rows) == names
    assert out.splitlines()[0].startswith("W: 10 units, norm ")
    assert all(float(row[3]) < 1e-8 and float(row[4]) < 1e-8 for row in rows.values())
    assert int(rows["variable memories"][2]) == 6
    assert max(map(len, out.splitlines())) <= 80
    assert "variable memories alone" in err
    assert {"r.svg", "r.png"} <= {path.name for path in tmp_path.iterdir()}


def test_readings_without_a_task(weights: Path, tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    code, out, err = run(capsys, "readings", weights, "--out", tmp_path / "r")
    assert code == 0
    assert "variable memories" not in out + err
    assert run(capsys, "readings", weights, "--out", tmp_path / "r")[0] == 2
    assert run(capsys, "readings", weights, "--out", tmp_path / "r", "--overwrite")[0] == 0


def test_a_defective_matrix_has_no_eigenvectors_and_the_rest_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    path = tmp_path / "w.safetensors"
    execute(["compile", "compose-copy:s=4,k=3", "--hidden-size", "12", "--out", str(path)])
    code, out, err = run(capsys, "readings", path, "--out", tmp_path / "r")
    assert code == 0
    assert "eigenvectors" not in out
    assert "left out: eigenvectors" in err
    assert "Schur vectors" in out


def test_gated_networks_are_read_at_rest(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    rng, hidden = np.random.default_rng(0), 4
    arrays = {
        "rnn.weight_hh_l0": 0.3 * rng.standard_normal((3 * hidden, hidden)),
        "rnn.weight_ih_l0": rng.standard_normal((3 * hidden, 2)),
        "rnn.bias_hh_l0": np.zeros(3 * hidden),
        "rnn.bias_ih_l0": np.zeros(3 * hidden),
        "readout.weight": rng.standard_normal((2, hidden)),
        "readout.bias": np.zeros(2),
    }
    np.savez(tmp_path / "gru.npz", **arrays)
    code, out, err = run(capsys, "readings", tmp_path / "gru.npz", "--out", tmp_path / "r")
    assert code == 0, err
    assert "GRU: the Jacobian of a step at the origin" in err
    assert "units" in out


def test_a_task_of_other_sizes_is_refused(
    weights: Path, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    code, out, err = run(
        capsys, "readings", weights, "--task", "repeat-copy:s=3,k=3", "--out", tmp_path / "r"
    )
    assert (code, out) == (2, "")
    assert len(err.strip().splitlines()) <= 2
    assert not (tmp_path / "r.svg").exists()


def test_variable_memories_are_those_of_linear_tasks(
    weights: Path, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    code, _, err = run(capsys, "readings", weights, "--task", "xor:s=3,k=2", "--out", tmp_path / "r")
    assert code == 2
    assert "has no one linear rule" in err


def test_one_unit_can_be_read(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    one = np.ones((1, 1))
    dynamics.save(elman(0.5 * one, one, one), tmp_path / "w.npz")
    assert run(capsys, "readings", tmp_path / "w.npz", "--out", tmp_path / "r")[0] == 0
