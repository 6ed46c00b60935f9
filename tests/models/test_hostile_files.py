"""Hundreds of files that are no network: each is refused in one line, quickly, and nothing of it runs."""

import json
import os
import resource
import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from hostile_files import Hostile, good, write_all

RUNNER = Path(__file__).with_name("hostile_runner.py")
SECONDS, MIB = 3.0, 500.0
Result = dict[str, object]


def problems(result: Result) -> list[str]:
    """In what a case is not: exit code 2, one line, under 3 seconds, at most 500 MiB, nothing written or executed."""
    lines = str(result["stderr"]).splitlines()
    found = {
        f"exit code {result['code']}": result["code"] != 2,
        f"{len(lines)} lines": len(lines) != 1 or not lines[0].startswith("engram: "),
        f"{result['seconds']:.1f} s": result["seconds"] >= SECONDS,
        f"{result['mib']:.0f} MiB": result["mib"] > MIB,
        f"did {result['done']}": bool(result["done"]),
    }
    return [what for what, is_wrong in found.items() if is_wrong]


def run_all(
    cases: list[tuple[str, list[str]]], folder: Path, warm: list[list[str]] | None = None
) -> list[Result]:
    """What each case did, in forks of one process."""
    (folder / "cases.json").write_text(json.dumps({"warm": warm or [], "cases": cases}))
    environment = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MPLBACKEND": "agg"}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", str(RUNNER), str(folder / "cases.json")],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
        cwd=folder,
    )
    return json.loads(done.stdout)


def reading(case: Hostile) -> list[str]:
    """The command that reads a file and does least with it, should it be accepted."""
    return ["describe" if case.is_task else "check", case.path]


def analysing(case: Hostile, whole: Path, out: Path) -> list[str]:
    if case.is_task:
        return ["analyze", str(whole), "--task", case.path, "--out", str(out)]
    return ["analyze", case.path, "--task", "repeat-copy:s=1,k=2", "--out", str(out)]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files of every kind that must be read."""
    folder = tmp_path_factory.mktemp("whole")
    for suffix, content in good().items():
        (folder / f"good{suffix}").write_bytes(content)
    return folder


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path, list[Hostile]]]:
    """The folder of the files, the canary, and the cases."""
    folder = tmp_path_factory.mktemp("hostile")
    canary = folder / "canary"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        cases = write_all(folder, canary)
    yield folder, canary, cases
    for path in folder.glob("sparse*"):
        path.unlink()


def test_every_kind_is_refused(
    hostile: tuple[Path, Path, list[Hostile]], whole: Path, tmp_path: Path
) -> None:
    folder, canary, cases = hostile
    before = sorted(os.listdir(folder))
    assert len({case.name for case in cases}) == len(cases) >= 300
    warm = [reading(Hostile("whole", str(path))) for path in sorted(whole.iterdir())]
    results = run_all([(case.name, reading(case)) for case in cases], tmp_path, warm)
    wrong = {str(result["name"]): found for result in results if (found := problems(result))}
    assert not wrong, "\n".join(f"{name}: {', '.join(found)}" for name, found in wrong.items())
    assert len(results) == len(cases)
    most = {what: max(float(str(result[what])) for result in results) for what in ("seconds", "mib")}
    print(f"{len(cases)} kinds; at most {most['seconds']:.2f} s of processor time, {most['mib']:.0f} MiB")  # noqa: T201 - shown by pytest -rP
    assert not canary.exists()
    assert sorted(os.listdir(folder)) == before


def test_a_case_that_fails_would_be_seen(tmp_path: Path) -> None:
    seen = {
        "code": "exit code 1",
        "silent": "0 lines",
        "lines": "2 lines",
        "raises": "exit code 99",
        "slow": "3.2 s",
        "hangs": "exit code -9",
        "large": "MiB",
        "writes": "open ('probe'",
        "executes": "os.system (",
        "crashes": "exit code -11",
    }
    results = run_all([(name, [f"probe:{name}"]) for name in seen], tmp_path)
    for result in results:
        assert any(seen[str(result["name"])] in problem for problem in problems(result)), result


def test_whole_files_are_not_refused(whole: Path, tmp_path: Path) -> None:
    """The files that the hostile ones were made of; here the runner sees the folder that is claimed."""
    cases = [(path.suffix, ["check", str(path)]) for path in whole.iterdir() if path.suffix != ".json"]
    cases.append((".json", ["describe", str(whole / "good.json")]))
    results = run_all(cases, tmp_path)
    assert {result["name"]: result["code"] for result in results} == {name: 0 for name, _ in cases}


@pytest.mark.parametrize(
    "name",
    [
        "pickle 4, os.system (.pt)",
        "bomb (.npz)",
        "deep (.json)",
        "header of 9223372036854775808 (.safetensors)",
    ],
)
def test_some_as_a_process_of_their_own(
    name: str, hostile: tuple[Path, Path, list[Hostile]], whole: Path, tmp_path: Path
) -> None:
    case = next(case for case in hostile[2] if case.name.endswith(f": {name}"))
    start = "from engram.cli import main; main()"
    command = [sys.executable, "-c", start, *analysing(case, whole / "good.npz", tmp_path / "out")]
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    result = {
        "code": done.returncode,
        "stderr": done.stderr,
        # Of the processor: how long the machine had something else to do is not the command's doing.
        "seconds": spent.ru_utime + spent.ru_stime - used.ru_utime - used.ru_stime,
        "mib": 0.0,
        "done": os.listdir(tmp_path),
    }
    assert problems(result) == []
