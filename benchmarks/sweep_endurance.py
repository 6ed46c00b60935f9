"""What a sweep endures, and what it costs: workers killed, scheduler lost, disk full, Ctrl-C, two commands at once.

    python benchmarks/sweep_endurance.py                    # everything but `costs`
    python benchmarks/sweep_endurance.py kills --kills 20   # one part
    python benchmarks/sweep_endurance.py costs              # on a quiet machine

Every part runs the command `engram sweep` on 40 networks, disturbs it, runs it again where it stopped, and compares
every file with those of a sweep that was left alone: weights, analyses, memories, settings bit for bit, histories but
for seconds. Beside it a reader looks into every run folder as soon as it appears: each must be whole, and none may
change later. Filling a disk needs a file system of its own, which only root can mount; without, that part is left out.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from pyarrow import parquet
from safetensors.numpy import load_file

ENGRAM = Path(sys.executable).with_name("engram")
SAME = ("weights.safetensors", "analysis.json", "memories.safetensors", "config.json", "training.json")
SWEEP = """
name = "endurance"
seeds = {seeds}
stack = 2
[fixed]
task = "repeat-copy:s=3,k=2"
hidden_size = 24
max_steps = {steps}
[axes]
l2 = [0.0, 0.001]
"""
ENVIRONMENT = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
DASK = Path(sys.executable).with_name("dask")


@dataclass
class Command:
    """`engram sweep` under way, in a session of its own so that Ctrl-C reaches all of its processes."""

    file: Path
    out: Path
    options: tuple[str, ...] = ("--workers", "2")
    temporary: Path = field(init=False)
    process: subprocess.Popen[str] = field(init=False)

    def __post_init__(self) -> None:
        self.temporary = Path(tempfile.mkdtemp(dir=self.out.parent, prefix="command-"))
        self.process = subprocess.Popen(
            [ENGRAM, "sweep", self.file, "--out", self.out, *self.options],
            start_new_session=True,
            stdout=(self.temporary / "stdout").open("w"),
            stderr=(self.temporary / "stderr").open("w"),
            env=ENVIRONMENT | {"TMPDIR": str(self._scratch())},
        )

    def _scratch(self) -> Path:
        (self.temporary / "scratch").mkdir()
        return self.temporary / "scratch"

    @property
    def done(self) -> int:
        """Run folders that are there."""
        networks = self.out / "networks"
        return len(list(networks.iterdir())) if networks.is_dir() else 0

    @property
    def is_over(self) -> bool:
        """Whether the command has ended."""
        return self.process.poll() is not None

    def at_work(self) -> list[int]:
        """Processes that hold the lock of a batch."""
        found = []
        for child in _descendants(self.process.pid):
            try:
                names = [Path(file.path) for file in child.open_files()]
            except psutil.Error:
                continue
            if any(name.parent.name == "locks" for name in names):
                found.append(child.pid)
        return found

    def wait_until(self, is_so: Callable[[], bool], seconds: float = 900) -> None:
        """Wait for something to happen while the command runs; raises `TimeoutError`."""
        end = time.monotonic() + seconds
        while not (is_so() or self.is_over):
            if time.monotonic() > end:
                raise TimeoutError(f"nothing happened for {seconds:.0f} s: {self.said('stderr')[-500:]}")
            time.sleep(0.05)

    def send(self, number: int) -> None:
        """A signal for every process, as a terminal sends Ctrl-C."""
        if not self.is_over:
            os.killpg(self.process.pid, number)

    def end(self, *expected: int) -> list[str]:
        """Wait for the end; complaints about exit code, processes and temporary folders that are left."""
        code = self.process.wait(timeout=900)
        left = _wait_for_none(lambda: _session(self.process.pid))
        scratch = [path.name for path in (self.temporary / "scratch").iterdir()]
        wrong = [] if code in expected else [f"exit code {code}: {self.said('stderr')[-500:]}"]
        wrong += [f"processes left: {left}"] if left else []
        return wrong + ([f"temporary folders left: {scratch}"] if scratch and code != -signal.SIGKILL else [])

    def said(self, stream: str) -> str:
        """What it printed."""
        return (self.temporary / stream).read_text()


def kills(file: Path, reference: Path, out: Path, arguments: argparse.Namespace) -> list[str]:
    """SIGKILL for workers in the middle of a batch, at random moments."""
    rng, command, killed = random.Random(arguments.seed), Command(file, out), 0
    while killed < arguments.kills and not command.is_over:
        command.wait_until(lambda: bool(command.at_work()))
        time.sleep(rng.uniform(0, 1.5))
        working = command.at_work()
        if working:
            os.kill(rng.choice(working), signal.SIGKILL)
            killed += 1
    wrong = command.end(0)
    said = command.said("stderr").count("a worker died")
    print(f"  {killed} workers killed in the middle of a batch; the command told of {said}")
    return wrong + ([] if killed == arguments.kills else [f"only {killed} kills before the sweep was done"])


def scheduler(file: Path, reference: Path, out: Path, arguments: argparse.Namespace) -> list[str]:
    """The scheduler of other people's cluster killed in the middle; then a new one."""
    total = len(list((reference / "networks").iterdir()))
    with _cluster(out.parent) as (address, master):
        command = Command(file, out, ("--cluster", address))
        command.wait_until(lambda: command.done >= total // 4)
        master.kill()
        wrong = command.end(1)
        lines = [line for line in command.said("stderr").splitlines() if line.startswith("engram: ")]
        wrong += [] if len(lines) == 1 and "was lost" in lines[0] else [f"said {lines}"]
        print(f"  lost at {command.done} of {total}: {' '.join(lines)}")
    with _cluster(out.parent) as (address, _):
        return wrong + Command(file, out, ("--cluster", address)).end(0)


def disk(file: Path, reference: Path, out: Path, arguments: argparse.Namespace) -> list[str]:
    """A disk that is full before half of the networks are done; then a larger one."""
    size = sum(path.stat().st_size for path in reference.rglob("*") if path.is_file()) // 2
    out.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", out], check=False)
    if mounted.returncode != 0:
        print("  left out: mounting a file system of its own is not allowed here")
        return []
    try:
        full = Command(file, out)
        wrong = full.end(1)
        said = [line for line in full.said("stdout").splitlines() if "No space left" in line]
        wrong += [] if said else [f"the reason is not told: {full.said('stdout')[-500:]}"]
        print(f"  full at {full.done} networks: {said[:1]}")
        subprocess.run(["mount", "-o", "remount,size=1g", out], check=True)
        return wrong + Command(file, out).end(0) + _differences(reference, out)
    finally:
        subprocess.run(["umount", "--lazy", out], check=True)


def interrupt(file: Path, reference: Path, out: Path, arguments: argparse.Namespace) -> list[str]:
    """Ctrl-C, Ctrl-C twice, SIGTERM, and a SIGKILL of the command itself; each time again."""
    wrong = []
    ways = {
        "Ctrl-C": ((signal.SIGINT,), 130),
        "Ctrl-C twice": ((signal.SIGINT, signal.SIGINT), 130),
        "SIGTERM": ((signal.SIGTERM,), 130),
        "SIGKILL": ((signal.SIGKILL,), -signal.SIGKILL),
    }
    for number, (name, (signals, code)) in enumerate(ways.items()):
        command = Command(file, out)
        command.wait_until(lambda command=command: bool(command.at_work()))
        command.wait_until(lambda command=command, number=number: command.done >= 4 * (number + 1))
        began = time.monotonic()
        for each in signals:
            # A terminal's Ctrl-C goes to all of a command's processes, other signals to the command alone.
            command.send(each) if each == signal.SIGINT else command.process.send_signal(each)
            time.sleep(0.3)
        wrong += [f"{name}: {one}" for one in command.end(code)]
        print(f"  {name}: ended in {time.monotonic() - began:.1f} s with {command.done} networks done")
    return wrong + Command(file, out).end(0)


def twice(file: Path, reference: Path, out: Path, arguments: argparse.Namespace) -> list[str]:
    """Two commands on one folder at once."""
    first, second = Command(file, out), Command(file, out)
    return first.end(0) + second.end(0)


def costs(arguments: argparse.Namespace) -> None:
    """Bare training of the batches of a sweep, the sweep by one worker, and by two: what it adds, how it scales.

    Seconds on the clock, the best of some rounds; workers are up before it starts.
    """
    sweep = _table_sweep(arguments)
    bare, one, two, analyses = [], [], [], []
    for _ in range(arguments.rounds):
        bare.append(_bare_training(sweep))
        for workers, seconds in ((1, one), (2, two)):
            took, spent = _timed_sweep(sweep, workers)
            seconds.append(took)
            analyses += [spent] if workers == 1 else []
    trained, alone, both = min(bare), min(one), min(two)
    print(f"costs      {sweep.num_units} networks, best of {arguments.rounds}: bare training {trained:.1f} s")
    print(f"  sweep by one worker {alone:.1f} s: {alone / trained - 1:+.1%}", end="")
    print(f", of which analyses {min(analyses) / trained:.1%}")
    print(f"  sweep by two workers {both:.1f} s: {alone / both:.2f}x")


def _timed_sweep(sweep: object, workers: int) -> tuple[float, float]:
    """Seconds of a sweep, and those that its analyses took of them."""
    from engram.experiment.sweeps.engine import local_cluster, run_sweep

    with local_cluster(workers) as client, tempfile.TemporaryDirectory() as out:
        client.run(_warm_up)
        began = time.perf_counter()
        result = run_sweep(sweep, Path(out) / "sweep", client)
        seconds = time.perf_counter() - began
    analyses = [unit.analysis for report in result.reports for unit in report.units]
    return seconds, sum(each.wall for each in analyses if each)


def _bare_training(sweep: object) -> float:
    """Seconds of training alone: no checkpoints, no folders, no analyses."""
    import torch
    from threadpoolctl import threadpool_limits

    from engram.experiment.sweeps.training import recipe_of
    from engram.experiment.sweeps.units import batches_of
    from engram.training import train

    torch.set_num_threads(1)
    began = time.perf_counter()
    with threadpool_limits(1):
        for batch in batches_of(sweep):
            asked = batch.settings
            train(
                asked.parsed_task,
                asked.hidden_size,
                seeds=batch.seeds,
                recipe=recipe_of(asked),
                l2=asked.l2,
                biases=asked.biases,
            )
    return time.perf_counter() - began


def _table_sweep(arguments: argparse.Namespace) -> object:
    """The sweep file asked for, or some cells of Table 1."""
    from engram.experiment.sweeps.spec import load_sweep

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "cells.toml"
        file.write_text(CELLS)
        return load_sweep(arguments.sweep or file)


def _warm_up() -> None:
    """Have a worker load what it will need."""
    import engram.experiment.sweeps.work  # noqa: F401


CELLS = """
seeds = 6
stack = 2
[fixed]
task = "compose-copy:s=8,k=8"
hidden_size = 64
max_steps = 1500
trials = 256
[axes]
l2 = [0.001, 0.1]
"""
"""Two cells of Table 1, in batches that take about equally long."""
PARTS = {"kills": kills, "scheduler": scheduler, "disk": disk, "interrupt": interrupt, "twice": twice}
MEASURES = {"costs": costs}


def main() -> None:
    """Disturb, compare, print; exit code 1 where something is not as it must be."""
    arguments = _arguments()
    chosen = arguments.parts or list(PARTS)
    with tempfile.TemporaryDirectory(prefix="endurance-") as name:
        folder, wrong = Path(name), []
        disturbed = [part for part in chosen if part in PARTS]
        if disturbed:
            file, reference = _reference(folder, arguments)
        for part in disturbed:
            wrong += _disturbed(part, file, reference, folder / part, arguments)
    for part in chosen:
        if part in MEASURES:
            MEASURES[part](arguments)
    sys.exit(1 if wrong else 0)


def _reference(folder: Path, arguments: argparse.Namespace) -> tuple[Path, Path]:
    """A sweep that is left alone."""
    file, out = folder / "endurance.toml", folder / "reference"
    file.write_text(SWEEP.format(seeds=arguments.units // 2, steps=arguments.steps))
    began = time.monotonic()
    command = Command(file, out)
    wrong = command.end(0)
    print(
        f"undisturbed: {command.done} networks in {time.monotonic() - began:.0f} s {' '.join(wrong)}",
        flush=True,
    )
    return file, out


def _disturbed(part: str, file: Path, reference: Path, out: Path, arguments: argparse.Namespace) -> list[str]:
    began = time.monotonic()
    with _watched(out) as complaints:
        wrong = PARTS[part](file, reference, out, arguments)
    wrong += complaints
    # What was mounted for `disk` is gone by now, and was compared there.
    wrong += _differences(reference, out) if part != "disk" else []
    took = time.monotonic() - began
    print(f"{part:11}{took:5.0f} s: {'as undisturbed' if not wrong else '; '.join(wrong)}", flush=True)
    return wrong


def _differences(reference: Path, out: Path) -> list[str]:
    """Where two sweeps differ."""
    names = {path.name for path in (reference / "networks").iterdir()}
    found = {path.name for path in (out / "networks").iterdir()}
    wrong = [f"networks differ: {sorted(names ^ found)[:3]}"] if names != found else []
    for name in names & found:
        pair = reference / "networks" / name, out / "networks" / name
        wrong += [
            f"{name}/{file} differs" for file in SAME if len({(one / file).read_bytes() for one in pair}) > 1
        ]
        first, second = (parquet.read_table(one / "history.parquet").drop(["seconds"]) for one in pair)
        wrong += [] if first.equals(second) else [f"{name}/history.parquet differs"]
    return wrong + ([f"{out / '.work'} is left"] if (out / ".work").exists() else [])


@contextmanager
def _watched(out: Path) -> Iterator[list[str]]:
    """Read every run folder as soon as it appears; complaints about what is not whole, or changes later."""
    wrong: list[str] = []
    seen: dict[Path, tuple[int, int]] = {}
    over = threading.Event()

    def watch() -> None:
        while not over.is_set():
            for folder in (out / "networks").glob("*"):
                if folder not in seen:
                    seen[folder] = _identity(folder)
                    wrong.extend(_not_whole(folder))
            time.sleep(0.02)

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield wrong
    finally:
        over.set()
        thread.join()
    wrong.extend(
        f"{path.name} changed" for path, was in seen.items() if path.exists() and _identity(path) != was
    )


def _not_whole(folder: Path) -> list[str]:
    try:
        for name in ("config.json", "environment.json", "training.json", "analysis.json"):
            json.loads((folder / name).read_text())
        for name in ("weights.safetensors", "memories.safetensors"):
            load_file(folder / name)
        parquet.read_table(folder / "history.parquet")
    except Exception as error:
        return [f"{folder.name} is not whole: {error!r}"]
    return []


def _identity(folder: Path) -> tuple[int, int]:
    status = folder.stat()
    return status.st_ino, status.st_mtime_ns


@contextmanager
def _cluster(folder: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A scheduler and two workers, as `dask` starts them: the address, and the scheduler's process."""
    with tempfile.TemporaryDirectory(dir=folder) as name:
        contact = Path(name) / "scheduler.json"
        common = {"cwd": name, "env": ENVIRONMENT, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        where = ["--scheduler-file", contact, "--no-dashboard"]
        master = subprocess.Popen([DASK, "scheduler", "--host", "127.0.0.1", "--port", "0", *where], **common)
        workers = subprocess.Popen([DASK, "worker", *where, "--nworkers", "2", "--nthreads", "1"], **common)
        try:
            while not contact.exists():
                time.sleep(0.1)
            yield json.loads(contact.read_text())["address"], master
        finally:
            for process in (workers, master):
                process.terminate()
                process.wait(timeout=60)


def _descendants(pid: int) -> list[psutil.Process]:
    try:
        return psutil.Process(pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def _session(number: int) -> list[int]:
    """Processes of a session."""
    found = []
    for pid in psutil.pids():
        try:
            if os.getsid(pid) == number and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
                found.append(pid)
        except (psutil.Error, ProcessLookupError):
            continue
    return found


def _wait_for_none(look: Callable[[], list[int]], seconds: float = 15) -> list[int]:
    end = time.monotonic() + seconds
    while (found := look()) and time.monotonic() < end:
        time.sleep(0.1)
    return found


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join([*PARTS, *MEASURES]))
    parser.add_argument("--units", type=int, default=40)
    parser.add_argument("--steps", type=int, default=300)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--rounds", type=int, default=2, help="of `costs`")
    parser.add_argument("--sweep", help="what `costs` runs; default some cells of Table 1")
    arguments = parser.parse_args()
    unknown = set(arguments.parts) - {*PARTS, *MEASURES}
    if unknown:
        parser.error(f"no such part: {', '.join(unknown)}")
    return arguments


if __name__ == "__main__":
    main()
