"""`engram memory-model ...` and `engram animate`: tables, files, refusals, and what an interrupt leaves."""

import subprocess
import sys

import numpy as np
import pytest

from engram.cli import execute
from engram.cli.memory_model.options import PresetName, RuleName, SolverName
from engram.theory.memory_model import LearningRule, Method

QUICK = ("--features", "40", "--duration", "30")


def run(capsys, *arguments):
    """Exit code, stdout and stderr of a command."""
    capsys.readouterr()
    code = execute([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def memories_in(table: str) -> list[str]:
    lines = table.splitlines()
    first = next(place for place, line in enumerate(lines) if line.startswith("memory"))
    last = next(place for place, line in enumerate(lines) if line.startswith("energy"))
    return [line.split()[0] for line in lines[first + 1 : last]]


def test_a_sequence_is_retrieved_in_order_and_written(tmp_path, capsys):
    code, out, err = run(
        capsys,
        "memory-model",
        "retrieve",
        "dsem",
        "--features",
        60,
        "--duration",
        80,
        "--lengths",
        "3,4",
        "--start",
        3,
        "--out",
        tmp_path / "r",
    )
    assert code == 0
    assert memories_in(out)[:5] == ["3", "4", "5", "6", "3"]
    table = [line for line in out.splitlines() if str(tmp_path) not in line]  # names may be of any length
    assert max(map(len, table)) <= 80
    assert "\n" not in err.strip()
    assert {path.name for path in tmp_path.iterdir()} == {"r.svg", "r.png", "r.npz"}
    with np.load(tmp_path / "r.npz", allow_pickle=False) as course:
        assert course["features"].shape == (len(course["times"]), 60)
        assert course["overlaps"].shape == (len(course["times"]), 7)
        assert course["retrieved"][:5].tolist() == [3, 4, 5, 6, 3]
        assert np.all(np.diff(course["retrieved_from"]) > 0)


@pytest.mark.parametrize("preset", PresetName.__args__)
def test_every_preset_runs(preset, capsys):
    code, out, _ = run(capsys, "memory-model", "retrieve", preset, *QUICK, "--cycles", "0,1,2")
    assert code == 0
    assert out.startswith(f"{preset}: 3 memories of 40 features")
    assert memories_in(out)[0] == "0"


def test_a_hopfield_network_keeps_what_it_has(capsys):
    _, out, _ = run(capsys, "memory-model", "retrieve", "hopfield", *QUICK)
    assert memories_in(out) == ["0"]
    assert "(to the end)" in out
    assert "rising 0 % of the time" in out


def test_the_same_seed_gives_the_same_table_and_another_another(capsys):
    def table(seed):
        short = ("--features", 40, "--duration", 30, "--seed", seed)
        out = run(capsys, "memory-model", "retrieve", "dsem", *short)[1]
        return [line for line in out.splitlines() if not line.startswith("solver")]

    assert table(1) == table(1)
    assert table(1) != table(2)


def test_digits_are_drawn_with_their_landscape(tmp_path, capsys):
    code, out, _ = run(
        capsys,
        "memory-model",
        "digits",
        "--text",
        "314",
        "--duration",
        75,
        "--delay-time",
        10,
        "--out",
        tmp_path / "d",
    )
    assert code == 0
    assert out.count("memory ") == 2
    assert memories_in(out)[:4] == ["3", "1", "4", "3"]
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"d.svg", "d.png", "d-landscape.svg", "d-landscape.png", "d.npz"}


def test_one_rule_has_no_landscape_and_says_so(tmp_path, capsys):
    arguments = ("--text", "31", "--rule", "pseudo-inverse", "--duration", 30, "--out", tmp_path / "d")
    code, _, err = run(capsys, "memory-model", "digits", *arguments)
    assert code == 0
    assert "no landscape" in err
    assert {path.suffix for path in tmp_path.iterdir()} == {".svg", ".png", ".npz"}


def test_time_cells_fire_in_the_order_of_the_sequence(tmp_path, capsys):
    arguments = ("--memories", 4, "--features", 40, "--out", tmp_path / "c")
    code, out, _ = run(capsys, "memory-model", "cells", *arguments)
    assert code == 0
    assert "4 of 4, in the order of the sequence" in out
    assert (tmp_path / "c.svg").exists()


def test_phases_say_both_times_and_their_formulas(tmp_path, capsys):
    arguments = ("--ratios", 2, "--delays", 2, "--gains", 2, "--longest-delay", 10, "--delay", 10)
    code, out, _ = run(
        capsys, "memory-model", "phases", *arguments, "--largest-ratio", 1.6, "--out", tmp_path / "p"
    )
    assert code == 0
    rows = [line.split() for line in out.splitlines()[2:4]]
    assert [row[0] for row in rows] == ["0.400", "1.200"]
    assert float(rows[0][1]) == pytest.approx(float(rows[0][2]), rel=5e-3)
    assert rows[1][1:] == ["inf"] * 6
    with np.load(tmp_path / "p.npz", allow_pickle=False) as found:
        assert found["over_delays_running"].shape == (1, 2, 2)
        assert found["over_gains_running"].shape == (2, 1, 2)


def test_capacity_and_limit_print_tables(tmp_path, capsys):
    small = ("--memories", 3, "--features", 40, "--seeds", 2, "--gains", "1,20", "--degrees", "3")
    code, out, _ = run(capsys, "memory-model", "capacity", *small, "--out", tmp_path / "c")
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()[2:4]] == ["1", "20"]
    assert "100%" in out.splitlines()[3]
    code, out, _ = run(
        capsys,
        "memory-model",
        "limit",
        "--features",
        12,
        "--memories",
        3,
        "--periods",
        4,
        "--out",
        tmp_path / "l",
    )
    assert code == 0
    lines = out.splitlines()
    second = next(place for place, line in enumerate(lines) if line.lstrip().startswith("T_h"))
    for row in (lines[second - 1], lines[-3]):
        assert float(row.split()[-1]) == pytest.approx(1.0, abs=0.1)  # first order, in dt and in T_h = T_d
    assert {path.name for path in tmp_path.iterdir()} == {
        f"{stem}.{ending}" for stem in "cl" for ending in ("svg", "png", "npz")
    }


def test_an_animation_is_written(tmp_path, capsys):
    path = tmp_path / "a.gif"
    code, out, _ = run(capsys, "animate", "repeat-copy:s=2,k=2", "--steps", 1, "--frames", 2, "--out", path)
    assert code == 0
    assert out.strip() == str(path)
    assert path.read_bytes().startswith(b"GIF8")
    code, _, err = run(capsys, "animate", "repeat-copy:s=2,k=2", "--out", path)
    assert code == 2
    assert "--overwrite" in err


BAD = {
    "preset": (["retrieve", "dsm"], "dsm"),
    "negative T_d": (["retrieve", "dsem", "--delay-time", "-1"], "T_d"),
    "T_f of zero": (["retrieve", "dsem", "--feature-time", "0"], "T_f"),
    "negative T_h": (["retrieve", "lisem", "--hidden-time", "-2"], "T_h"),
    "dependent memories": (
        ["retrieve", "dsem", "--features", "5", "--rule", "pseudo-inverse"],
        "pseudo-inverse rule assumes linearly independent",
    ),
    "memory that is not there": (["retrieve", "dsem", "--memories", "5"], "expected 0 .. 4"),
    "memory twice": (["retrieve", "dsem", "--cycles", "0,1;1,2"], "stand twice"),
    "no cycle": (["retrieve", "dsem", "--cycles", "0,a"], "--cycles has '0,a'"),
    "negative memory": (["retrieve", "dsem", "--cycles", "0,-1"], "expected 0 .."),
    "cycle of one": (["retrieve", "dsem", "--cycles", "0;1,2"], "fewer than 2"),
    "length of one": (["retrieve", "dsem", "--lengths", "3,1"], "at least 2 memories"),
    "both": (["retrieve", "dsem", "--lengths", "3", "--cycles", "0,1"], "give one of them"),
    "start": (["retrieve", "dsem", "--start", "9"], "--start is 9"),
    "all erased": (["retrieve", "dsem", "--erased", "1"], "erased share is 1"),
    "less than nothing erased": (["retrieve", "dsem", "--erased", "-0.1"], "erased share is -0.1"),
    "option of another preset": (["retrieve", "hopfield", "--delay-time", "5"], "no --delay-time"),
    "gain": (["retrieve", "dsem", "--gain", "-1"], "gain"),
    "degree": (["retrieve", "polynomial", "--degree", "0"], "degree"),
    "strength": (["retrieve", "eden", "--static-strength", "-1"], "-1"),
    "duration": (["retrieve", "dsem", "--duration", "-5"], "-5"),
    "method": (["retrieve", "dsem", "--method", "Euler"], "--method"),
    "tolerance": (["retrieve", "dsem", "--rtol", "2"], "rtol"),
    "features": (["retrieve", "dsem", "--features", "0"], "--features"),
    "text": (["digits", "--text", "3a"], "'a'"),
    "text of one": (["digits", "--text", "3"], "at least 2"),
    "digits erased": (["digits", "--erased", "1.5"], "erased share is 1.5"),
    "cells ratio": (["cells", "--ratio", "0"], "A_s = 0"),
    "cells delay": (["cells", "--delay", "nan"], "delay"),
    "cells dependent": (["cells", "--memories", "9", "--features", "8"], "independent"),
    "phases delay": (["phases", "--delay", "0.5"], "delay"),
    "phases ratio": (["phases", "--largest-ratio", "-1"], "--largest-ratio"),
    "phases count": (["phases", "--ratios", "1"], "--ratios"),
    "gains": (["capacity", "--gains", "1,x"], "--gains has '1,x'"),
    "gain of zero": (["capacity", "--gains", "0"], "gain"),
    "degrees": (["capacity", "--degrees", "1.5"], "--degrees"),
    "capacity erased": (["capacity", "--erased", "2"], "erased share is 2"),
    "capacity of one": (["capacity", "--memories", "1"], "at least 2 memories"),
    "limit memories": (["limit", "--memories", "50"], "independent"),
    "folder": (["retrieve", "dsem", "--out", "/nowhere/at/all"], "there is no folder"),
}


@pytest.mark.usefixtures("without_shape_checks")
@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_one_line_and_exit_code_2(name, capsys):
    arguments, word = BAD[name]
    code, out, err = run(capsys, "memory-model", *arguments)
    assert code == 2, (out, err)
    assert out == ""
    assert len(err.strip().splitlines()) == 1, err
    assert err.startswith("engram: ")
    assert word in err


@pytest.mark.usefixtures("without_shape_checks")
@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["repeat-copy:s=4,k=5", "--text", "3141"], "s >= 15"),
        (["repeat-copy:s=4,k=5", "--text", "pi"], "'i'"),
        (["repeat-copy:s=4,k=5", "--steps", "0"], "--steps"),
        (["repeat-copy:s=4,k=5", "--steps", "9999"], "at most 2000"),
        (["repeat-copy:s=4,k=5", "--fps", "100"], "--fps"),
        (["repeat-cpy"], "repeat-copy"),
    ],
)
def test_animations_that_cannot_be(arguments, word, tmp_path, capsys):
    code, out, err = run(capsys, "animate", *arguments, "--out", tmp_path / "a.gif")
    assert code == 2
    assert out == ""
    assert len(err.strip().splitlines()) == 1, err
    assert word in err
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_overwritten_unasked(tmp_path, capsys):
    (tmp_path / "r.npz").write_text("earlier")
    arguments = ("memory-model", "retrieve", "dsem", *QUICK, "--out", tmp_path / "r")
    code, out, err = run(capsys, *arguments)
    assert code == 2
    assert out == ""
    assert "--overwrite" in err
    assert run(capsys, *arguments, "--overwrite")[0] == 0
    assert (tmp_path / "r.npz").read_bytes() != b"earlier"


@pytest.mark.parametrize(
    ("place", "arguments"),
    [
        ("engram.theory.memory_model.simulate", ("retrieve", "dsem", *QUICK)),
        ("engram.theory.memory_model.phases.scan_phases", ("phases",)),
        ("engram.theory.memory_model.sequence_capacity.measure_capacity", ("capacity",)),
        ("engram.figures.save_figure", ("retrieve", "dsem", *QUICK)),
    ],
)
def test_an_interrupt_leaves_nothing(place, arguments, tmp_path, capsys, monkeypatch):
    def interrupted(*given, **named):
        raise KeyboardInterrupt

    monkeypatch.setattr(place, interrupted)
    code, _, err = run(capsys, "memory-model", *arguments, "--out", tmp_path / "x")
    assert code == 130
    assert "interrupted" in err
    assert list(tmp_path.iterdir()) == []


def test_choices_are_those_of_the_library():
    assert set(RuleName.__args__) == {rule.value for rule in LearningRule}
    assert set(SolverName.__args__) == {method.value for method in Method}


def test_the_commands_load_nothing_heavy_before_they_run():
    light = (
        "import sys; from engram.cli import execute; execute(['memory-model', 'retrieve', '--help']); "
        "assert not {'torch', 'numpy', 'scipy', 'matplotlib'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", light], check=True, capture_output=True)
