"""`engram trace` as its users meet it."""

import numpy as np
import pytest

from engram import dynamics, tasks, theory
from engram.cli import execute


def run(capsys, *arguments):
    """Exit code, stdout and stderr of a command."""
    capsys.readouterr()
    code = execute([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["repeat-copy"],
        ["compose-copy", "--mode", "linear"],
        ["id:9241421688590303745,262676,189", "--inputs", "random", "--seed", "3", "--steps", "40"],
        ["repeat-copy:s=16,k=5"],
        ["repeat-copy:s=40,k=30", "--steps", "2"],
        ["dense-orthogonal:s=3,k=2"],
        ["repeat-copy:s=1,k=1"],
    ],
    ids=" ".join,
)
def test_trace_prints_program_and_table_within_eighty_columns(capsys, arguments):
    code, out, err = run(capsys, "trace", *arguments)
    assert (code, err) == (0, "")
    assert max(map(len, out.splitlines())) <= 80
    assert "W_uh" in out
    assert "   1w " in out


def test_trace_says_what_the_linear_circuit_gets_wrong(capsys):
    _, linear, _ = run(capsys, "trace", "compose-copy", "--mode", "linear", "--steps", "20")
    _, overwriting, _ = run(capsys, "trace", "compose-copy", "--steps", "20")
    assert "No linear network of any width does the task" in " ".join(linear.split())
    assert "⊙" in linear.split("wrong)")[1]
    assert "20 outputs, 100 % of their components right" in overwriting
    assert not set("⊙⊕⊖") & set(overwriting.split("wrong)")[1])


def test_trace_stores_the_text(capsys):
    _, out, _ = run(capsys, "trace", "repeat-copy:s=16,k=5", "--text", "3141")
    assert "the text “3141”" in out
    _, out, _ = run(capsys, "trace", "repeat-copy:s=8,k=8", "--text", "2718")
    assert "the text “27”" in out


def test_trace_draws_when_asked(capsys, tmp_path):
    code, _, _ = run(capsys, "trace", "compose-copy:s=3,k=3", "--out", tmp_path / "x")
    assert code == 0
    assert {path.name for path in tmp_path.iterdir()} == {
        "x-program.svg",
        "x-program.png",
        "x-trace.svg",
        "x-trace.png",
    }
    code, out, err = run(capsys, "trace", "compose-copy:s=3,k=3", "--out", tmp_path / "x")
    assert (code, out) == (2, "")
    assert "--overwrite" in err


def test_trace_follows_a_network_of_a_file(capsys, tmp_path):
    task = tasks.compose_copy(4, 3)
    network = theory.compile_saturating(task, theory.random_signed_basis(task, 16, np.random.default_rng(0)))
    dynamics.save(network, tmp_path / "weights.safetensors")
    weights = ["--weights", tmp_path / "weights.safetensors"]
    code, out, _ = run(capsys, "trace", "compose-copy:s=4,k=3", *weights, "--inputs", "random")
    assert code == 0
    assert "tanh Elman" in out
    assert "100 % of their components right" in out
    assert "W_uh" not in out
    assert not set("⊙⊕⊖") & set(out.split("wrong)")[1])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nonsense"], "unknown task"),
        (["repeat-copy", "--text", "pi"], "expected digits"),
        (["repeat-copy", "--steps", "0"], "--steps"),
        (["dense-orthogonal:s=3,k=2", "--mode", "saturating"], "only signed selections"),
        (["xor"], "is not one matrix F; trace needs"),
        (["repeat-copy", "--weights", "nowhere.safetensors"], "nowhere.safetensors"),
        (["repeat-copy", "--out", "no/such/folder/x"], "no folder"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_trace_cannot_do_is_one_line(capsys, arguments, words):
    code, out, err = run(capsys, "trace", *arguments)
    assert (code, out) == (2, "")
    assert words in err
    assert len(err.splitlines()) == 1


def test_a_network_of_another_size_is_refused(capsys, tmp_path):
    dynamics.save(theory.compile_saturating(tasks.repeat_copy(2, 3)), tmp_path / "weights.safetensors")
    code, _, err = run(capsys, "trace", "repeat-copy:s=2,k=2", "--weights", tmp_path / "weights.safetensors")
    assert code == 2
    assert len(err.splitlines()) == 1
