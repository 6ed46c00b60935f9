"""SLURM jobs as Dask asks for them, and as a plain job array; a stand-in for `sbatch` runs them here."""

import os
import re
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from dask import config as dask_config

from engram.errors import ClusterError, InputError
from engram.experiment.sweeps.clusters import open_cluster
from engram.experiment.sweeps.slurm import LARGEST_ARRAY, array_script, slurm_options
from engram.experiment.sweeps.spec import Settings, Sweep

TABLE = {
    "queue": "main",
    "account": "me",
    "walltime": "02:00:00",
    "cores": 4,
    "memory": "8GB",
    "job_extra_directives": ["--nice=100"],
    "job_script_prologue": ["module load python"],
}
SWEEP = Sweep("small", "", (Settings(task="repeat-copy:s=2,k=2", hidden_size=12),), (0, 1), 1, TABLE, "")

SBATCH = """#!/bin/sh
case "$1" in
  --test-only) if grep -q "SBATCH -p nowhere" "$2"; then echo "sbatch: error: no partition nowhere" >&2; exit 1; fi ;;
  *) cp "$1" "$0.job"; setsid sh "$0.job" >"$0.log" 2>&1 & echo "Submitted batch job $!" ;;
esac
"""
SCANCEL = """#!/bin/sh
kill -TERM -- "-$1"
"""


@pytest.fixture
def fake_slurm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """`sbatch` and `scancel` that run jobs on this machine."""
    programs = tmp_path / "programs"
    programs.mkdir()
    for name, text in (("sbatch", SBATCH), ("scancel", SCANCEL)):
        (programs / name).write_text(text)
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    return programs


def directives(script: str) -> list[str]:
    return re.findall(r"^#SBATCH (.*)$", script, re.MULTILINE)


def test_the_array_asks_for_one_worker_an_element(tmp_path: Path) -> None:
    script = array_script(SWEEP, "table1", tmp_path, [0, 1, 2, 5, 7, 8], at_once=3)
    found = directives(script)
    assert {"-p main", "-A me", "-t 02:00:00", "--cpus-per-task=1", "--mem=2G", "--nice=100"} <= set(found)
    assert "--array=0-2,5,7-8%3" in found
    assert "\nmodule load python\n" in script
    assert "OMP_NUM_THREADS=1" in script


def test_the_array_is_a_shell_script_that_runs_batches(tmp_path: Path) -> None:
    """Run with `engram` replaced: what would be called, for a folder and a file whose names have spaces and quotes."""
    folder = tmp_path / "it's a folder, 5 %"
    folder.mkdir()
    file = folder / "my sweep.toml"
    file.write_text("")
    script = array_script(SWEEP, str(file), folder / "out", [3])
    assert "%%" in next(line for line in directives(script) if line.startswith("-o"))
    program = re.search(r"^exec (\S+)", script, re.MULTILINE)
    assert program is not None
    runnable = script.replace("module load python", "").replace(program[0], "exec printf '%s\\n'")
    said = subprocess.run(
        ["bash", "-eu"], input=runnable, env={"SLURM_ARRAY_TASK_ID": "3", "PATH": os.environ["PATH"]},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert said.stdout.splitlines() == ["sweep", str(file), "--out", str(folder / "out"), "--batch", "3"]


def test_ctrl_c_stays_with_this_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Imported, dask_jobqueue has Ctrl-C end the program as if all was well."""
    for name in [name for name in sys.modules if name.startswith("dask_jobqueue")]:
        monkeypatch.delitem(sys.modules, name)
    before = signal.getsignal(signal.SIGINT)
    array_script(SWEEP, "table1", tmp_path, [0])
    assert "dask_jobqueue.runner" in sys.modules
    assert signal.getsignal(signal.SIGINT) is before


def test_an_array_has_its_limits(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nothing is left to do"):
        array_script(SWEEP, "table1", tmp_path, [])
    array_script(SWEEP, "table1", tmp_path, [LARGEST_ARRAY - 1])
    with pytest.raises(InputError, match="a job array of SLURM ends at 1000"):
        array_script(SWEEP, "table1", tmp_path, [LARGEST_ARRAY])


def test_options_that_are_none_are_all_named() -> None:
    with pytest.raises(InputError, match=r"slurm\.cores: .*found 0.*; slurm\.que: .*see docs/sweeps\.md"):
        slurm_options({"que": "main", "cores": 0})


def test_what_is_not_said_has_a_default() -> None:
    found = slurm_options({"cores": 2}).of_job
    assert (found["cores"], found["processes"], found["memory"], found["job_name"]) == (2, 2, "4GB", "engram")


@pytest.mark.usefixtures("fake_slurm")
def test_jobs_that_slurm_refuses_are_told_at_once(tmp_path: Path) -> None:
    options = slurm_options({"queue": "nowhere", "scheduler_options": {"host": "127.0.0.1"}})
    with (
        pytest.raises(ClusterError, match=r"SLURM refuses the jobs \(error: no partition nowhere\)"),
        open_cluster("slurm", 1, slurm=options, batches=1, out=tmp_path),
    ):
        pass


def test_no_slurm_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with (
        pytest.raises(ClusterError, match="there is no sbatch on this machine"),
        open_cluster("slurm", 1, slurm=slurm_options({}), batches=1, out=tmp_path),
    ):
        pass


@pytest.mark.usefixtures("fake_slurm")
def test_a_worker_that_is_a_job_does_tasks(tmp_path: Path) -> None:
    options = slurm_options({"scheduler_options": {"host": "127.0.0.1"}})
    with open_cluster("slurm", 1, slurm=options, batches=1, out=tmp_path / "my out") as client:
        assert client.submit(os.getpid).result(timeout=120) != os.getpid()


def test_commands_before_a_worker_come_from_the_configuration_of_dask_where_the_sweep_file_has_none(
    tmp_path: Path,
) -> None:
    silent = replace(SWEEP, slurm={})
    with dask_config.set({"jobqueue.slurm.job-script-prologue": ["module load torch"]}):
        script = array_script(silent, "table1", tmp_path, [0])
    assert "\nmodule load torch\n" in script
