"""`engram sweep` as its users meet it: exit codes, what is printed where, and what goes on afterwards."""

import json
import os
import signal
import subprocess
import sys
import time
from io import StringIO
from pathlib import Path

import pytest
from filelock import FileLock

from engram.cli import execute
from engram.cli.progress import _SweepCourse
from engram.experiment.sweeps.engine import Begun, Died, Finished, Running, Stopping, Workers
from engram.experiment.sweeps.spec import load_sweep, shipped_sweeps
from engram.experiment.sweeps.units import batches_of
from engram.experiment.sweeps.work import BatchReport, Seconds, UnitReport

SWEEP = """
seeds = 2
stack = 1
[fixed]
task = "repeat-copy:s=2,k=2"
hidden_size = 12
max_steps = 40
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "tiny.toml"
    path.write_text(SWEEP)
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of a command."""
    capsys.readouterr()
    code = execute([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_batches_are_listed_done_and_listed_again(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    code, said, _ = run(capsys, "sweep", file, "--out", out, "--list")
    assert code == 0
    assert "2 networks in" in said
    assert "0 done, 0 failed, 2 left" in said.replace("\n", " ")
    assert not out.exists()
    code, said, _ = run(capsys, "sweep", file, "--out", out, "--batch", "1")
    assert (code, said) == (0, "repeat-copy:s=2,k=2 N=12 max_steps=40 seed 1: 1 of 1 networks are done\n")
    code, said, _ = run(capsys, "sweep", file, "--out", out, "--list")
    rows = [line.split() for line in said.splitlines()[1:3]]
    assert [(row[0], row[-2], row[-1]) for row in rows] == [("0", "0/1", "left"), ("1", "1/1", "done")]
    assert max(map(len, said.splitlines()[:-1])) <= 80


def test_json_is_all_of_stdout(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    for number in (0, 1):
        code, said, _ = run(capsys, "sweep", file, "--out", out, "--batch", number, "--json")
        assert (code, json.loads(said)["done"]) == (0, 1)
    expected = {"name": "tiny", "folder": str(out), "networks": 2, "done": 2, "failures": {}}
    for options in (("--json",), ("--json", "--list")):
        code, said, _ = run(capsys, "sweep", file, "--out", out, *options)
        assert (code, json.loads(said)) == (0, expected)


def test_what_was_done_batch_by_batch_is_tidied_up_when_nothing_is_left(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    for number in (0, 1):
        run(capsys, "sweep", file, "--out", out, "--batch", number)
    assert (out / ".work").exists()
    code, _, _ = run(capsys, "sweep", file, "--out", out)
    assert code == 0
    assert not (out / ".work").exists()


def test_the_sweep_runs_on_workers_of_its_own(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    code, said, err = run(capsys, "sweep", file, "--out", out, "--workers", "1")
    assert (code, said) == (0, f"tiny: 2 of 2 networks are done, in {out}\n")
    assert "2/2 networks" in err
    assert {path.name for path in out.iterdir()} == {"networks", "sweep.json"}
    assert run(capsys, "sweep", file, "--out", out)[:2] == (0, said)


def test_a_failure_is_told_listed_and_gone_on_with(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    unit = batches_of(load_sweep(file))[0].units[0]
    assert run(capsys, "sweep", file, "--out", out, "--batch", "1")[0] == 0
    # A file where a folder must be: what a damaged file system does to one network.
    (out / "networks" / unit.name).write_text("")
    code, said, _ = run(capsys, "sweep", file, "--out", out, "--batch", "0")
    assert code == 1
    assert "failed, 1 network: " in said
    code, said, _ = run(capsys, "sweep", file, "--out", out, "--list")
    assert "1 done, 1 failed, 0 left" in said.replace("\n", " ")
    assert unit.name in said
    (out / "networks" / unit.name).unlink()
    assert run(capsys, "sweep", file, "--out", out, "--batch", "0")[0] == 0
    assert "0 failed" in run(capsys, "sweep", file, "--out", out, "--list")[1]


def test_a_batch_under_way_elsewhere_is_not_done_twice(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    (out / ".work" / "locks").mkdir(parents=True)
    with FileLock(out / ".work" / "locks" / batches_of(load_sweep(file))[0].key):
        code, _, err = run(capsys, "sweep", file, "--out", out, "--batch", "0")
    assert code == 1
    assert "batch 0 is under way in another process" in err


@pytest.mark.parametrize("name", sorted(shipped_sweeps()))
def test_shipped_sweeps_become_job_arrays(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, script, _ = run(capsys, "sweep", name, "--out", tmp_path / "out", "--print-slurm")
    assert code == 0
    subprocess.run(["bash", "-n"], input=script, text=True, check=True)
    last = len(batches_of(load_sweep(name))) - 1
    assert f"#SBATCH --array=0-{last}\n" in script
    assert f"sweep {name} --out {tmp_path / 'out'} --batch" in script
    # SLURM starts no job whose output it cannot write.
    assert (tmp_path / "out" / ".work" / "slurm").is_dir()


BAD = {
    "no file": (("missing.toml",), "there is no sweep file"),
    "cluster": (("FILE", "--cluster", "laptop"), "expected local, slurm, or the address"),
    "no scheduler": (("FILE", "--cluster", "tcp://127.0.0.1:1"), "no Dask scheduler answers"),
    "batch": (("FILE", "--batch", "2"), "the sweep has batches 0 .. 1"),
    "workers": (("FILE", "--workers", "0"), "workers"),
    "folder": (("FILE", "--out", "TAKEN"), "is not empty and holds no sweep"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_one_line_and_exit_code_2(
    name: str,
    file: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("engram.experiment.sweeps.clusters.CONNECT_SECONDS", 0.5)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "notes.txt").write_text("mine")
    arguments, word = BAD[name]
    words = {"FILE": str(file), "TAKEN": str(tmp_path / "taken")}
    code, out, err = run(capsys, "sweep", *(words.get(argument, argument) for argument in arguments))
    assert (code, out) == (2, "")
    assert len(err.strip().splitlines()) == 1, err
    assert word in err


def test_what_is_shown_fits_80_columns() -> None:
    from rich.console import Console

    console = Console(width=80, height=24, record=True, file=StringIO())
    course = _SweepCourse()
    name = "id:9241421688590303745,262676,189 N=128 l2=0.001 seeds 16-19"
    failed = BatchReport(name, (UnitReport("unit", "OSError: full"),) * 5, None, Seconds(1.0, 1.0))
    for event in (
        Begun(100, 1720), Workers(12), Running(name, 2999, 3000, 2, 4),
        *(Running(f"{name} {number}", 1, 3000, 0, 4) for number in range(9)),
    ):  # fmt: skip
        assert course.take(event, True) == []
    assert course.take(Died(name, 1), True)[0].startswith("a worker died")
    assert course.take(Finished(failed, 100, 1720), True) == ["failed: unit: OSError: full"] * 5
    console.print(course.drawn())
    course.take(Stopping(), True)
    console.print(course.drawn())
    shown = console.export_text()
    assert "100/1720 networks, 5 failed" in shown
    assert "left, 12 workers" in shown
    assert "and 3 more" in shown
    assert "stopping" in shown
    assert max(map(len, shown.splitlines())) <= 80
    assert len(shown.splitlines()) == 2 * (1 + 6 + 1)


def wait_until_gone(group: int) -> None:
    """Fail where a process of a group is left; the last one ends when it sees that its parent has."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    pytest.fail("processes are left")


@pytest.mark.slow
def test_ctrl_c_for_all_processes_ends_with_130_and_the_same_command_goes_on(
    file: Path, tmp_path: Path
) -> None:
    """As a terminal sends it: to the command, its workers, and whatever they have started."""
    file.write_text(SWEEP.replace("max_steps = 40", "max_steps = 3000\nrecipe = 'published'\nl2 = 1.0"))
    command = [Path(sys.executable).with_name("engram"), "sweep", file, "--out", tmp_path / "out"]
    began = subprocess.Popen(
        [*command, "--workers", "1"], start_new_session=True, stderr=subprocess.PIPE, text=True
    )
    while not list((tmp_path / "out" / ".work").glob("*/training.safetensors")):
        assert began.poll() is None
        time.sleep(0.05)
    os.killpg(began.pid, signal.SIGINT)
    said = began.communicate(timeout=120)[1]
    assert began.returncode == 130
    assert "nothing is half-written: run the same command again to go on" in said
    assert "Traceback" not in said
    wait_until_gone(began.pid)
    assert not list((tmp_path / "out" / "networks").iterdir())
    assert list((tmp_path / "out" / ".work").glob("*/training.safetensors"))
