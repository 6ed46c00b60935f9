"""SLURM, in two ways: Dask workers that are SLURM jobs, and a plain job array that needs no Dask.

Both take the options of a job from the table `[slurm]` of a sweep file, and write the same `#SBATCH` lines.
"""

import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from dask import config as dask_config
from dask.utils import parse_bytes
from pydantic import BaseModel, ConfigDict, PositiveInt, ValidationError

from engram.errors import ClusterError, InputError
from engram.experiment.sweeps.spec import Sweep
from engram.experiment.sweeps.work import WORK

if TYPE_CHECKING:
    from dask_jobqueue.slurm import SLURMCluster

LARGEST_ARRAY = 1001
"""Elements of a job array that SLURM takes unless its `MaxArraySize` says otherwise."""
_OURS = {"cores": 1, "memory": "4GB"}
"""Of a job, where neither the sweep file nor Dask's own configuration (`jobqueue.slurm`) says it."""
KEPT_MEMORY = {"MALLOC_TRIM_THRESHOLD_": str(2**30), "MALLOC_MMAP_THRESHOLD_": str(2**25)}
"""For glibc, in the environment of workers: memory that is free is used again.

Dask has workers give it back at once, and an analysis, which makes large arrays again and again, then takes twice as
long.
"""
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


class SlurmOptions(BaseModel):
    """The table `[slurm]`: what `dask_jobqueue.SLURMCluster` takes, as far as a sweep needs it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    queue: str | None = None
    """The partition."""
    account: str | None = None
    walltime: str | None = None
    """Of a job, "HH:MM:SS"; a batch that is not done by then goes on in the next job."""
    cores: PositiveInt | None = None
    """Of a job; one worker each unless `processes` says otherwise."""
    processes: PositiveInt | None = None
    """Workers of a job."""
    memory: str | None = None
    """Of a job: "4GB"."""
    job_name: str | None = None
    job_extra_directives: tuple[str, ...] | None = None
    """More lines for `#SBATCH`."""
    job_directives_skip: tuple[str, ...] | None = None
    job_script_prologue: tuple[str, ...] | None = None
    """Commands before a worker starts: `module load`, `source`."""
    shebang: str | None = None
    python: str | None = None
    """The interpreter on the nodes, where it is not the one here."""
    interface: str | None = None
    """The network between workers and this machine."""
    local_directory: str | None = None
    """Scratch space of a worker on its node."""
    death_timeout: PositiveInt | None = None
    """Seconds after which a worker ends that finds no scheduler."""
    scheduler_options: dict[str, Any] | None = None

    @property
    def of_job(self) -> dict[str, Any]:
        """As `SLURMCluster` takes them, complete; what is not said is as Dask's configuration has it."""
        said = {name: _listed(value) for name, value in self if value is not None}
        for name, value in _OURS.items():
            if name not in said:
                said[name] = dask_config.get(f"jobqueue.slurm.{name}", None) or value
        said.setdefault("processes", dask_config.get("jobqueue.slurm.processes", None) or said["cores"])
        if "job_script_prologue" not in said:
            said["job_script_prologue"] = dask_config.get("jobqueue.slurm.job-script-prologue", [])
        said.setdefault("job_name", "engram")
        said.setdefault("python", sys.executable)
        return said


def logs_of(out: Path) -> Path:
    """Where SLURM is to leave what jobs of a sweep say."""
    return out / WORK / "slurm"


def slurm_options(table: Mapping[str, Any]) -> SlurmOptions:
    """The options of a sweep file. Raises `InputError` that names everything that is wrong with them."""
    try:
        return SlurmOptions.model_validate(dict(table))
    except ValidationError as error:
        wrong = "; ".join(
            f"slurm.{'.'.join(map(str, one['loc']))}: {one['msg']} (found {one['input']!r})"
            for one in error.errors()
        )
        raise InputError(f"{wrong}; expected options of a SLURM job, see docs/sweeps.md") from error


@contextmanager
def slurm_cluster(options: SlurmOptions, workers: int, out: Path) -> "Iterator[SLURMCluster]":
    """Workers that are SLURM jobs, for as long as the block lasts; a job that ends too soon is submitted again.

    Raises `ClusterError` where SLURM is not there or refuses such jobs.
    """
    if shutil.which("sbatch") is None:
        raise ClusterError(
            "there is no sbatch on this machine; run this where SLURM jobs can be submitted, or use --cluster local"
        )
    said = options.of_job
    logs = logs_of(out)
    logs.mkdir(parents=True, exist_ok=True)
    kept_memory = [f"export {name}={size}" for name, size in KEPT_MEMORY.items()]
    prologue = [*said.pop("job_script_prologue"), *kept_memory]
    directives = [*said.pop("job_extra_directives", ()), _log(logs, "%j")]
    scheduler = {"dashboard_address": ":0", **said.pop("scheduler_options", {})}
    # These become words of a shell script.
    quoted = {name: shlex.quote(said[name]) for name in ("python", "local_directory") if name in said}
    cluster = _jobqueue().SLURMCluster(
        **{**said, **quoted},
        job_extra_directives=directives,
        job_script_prologue=prologue,
        scheduler_options=scheduler,
        # SLURM limits memory; a worker that paused by its own count would wait for ever.
        worker_extra_args=["--memory-limit", "0", "--no-dashboard"],
        silence_logs="CRITICAL",
    )
    with cluster:
        _try(cluster.job_script())
        # Not `scale`: that never replaces a job that was cancelled or ran out of time.
        cluster.adapt(minimum=workers, maximum=workers)
        yield cluster


def array_script(
    sweep: Sweep, source: str, out: Path, batches: Sequence[int], *, at_once: int | None = None
) -> str:
    """A script for `sbatch`: a job array with one element for each of `batches`, by their numbers.

    Raises `InputError` where there are none, or more than an array may have.
    """
    if not batches:
        raise InputError(f"nothing is left to do in {str(out)!r}, so that there is no job to be printed")
    if max(batches) >= LARGEST_ARRAY:
        raise InputError(
            f"the sweep has batches up to number {max(batches)}; a job array of SLURM ends at {LARGEST_ARRAY - 1}: "
            "use --cluster slurm, a larger stack, or several sweep files"
        )
    said = slurm_options(sweep.slurm).of_job
    shebang = said.get("shebang") or dask_config.get("jobqueue.slurm.shebang", "#!/usr/bin/env bash")
    limit = "" if at_once is None else f"%{at_once}"
    lines = [
        shebang,
        *_header(said),
        f"#SBATCH {_log(logs_of(out), '%A_%a')}",
        f"#SBATCH --array={_ranges(batches)}{limit}",
        "",
        f"# {sweep.name}, {sweep.num_units} networks. When the array is done, print this script again: what is left",
        "# then failed or ran out of time, and goes on from its last checkpoint.",
        *said["job_script_prologue"],
        *(f"export {name}=1" for name in _ONE_THREAD),
        _command(source, out, said["python"]),
    ]
    return "\n".join(lines) + "\n"


def _jobqueue() -> ModuleType:
    """The module `dask_jobqueue.slurm`, without what it does on import: it takes Ctrl-C for itself."""
    handler = signal.getsignal(signal.SIGINT)
    module = import_module("dask_jobqueue.slurm")
    if signal.getsignal(signal.SIGINT) is not handler:
        signal.signal(signal.SIGINT, handler)
    return module


def _header(said: Mapping[str, Any]) -> list[str]:
    """The `#SBATCH` lines of one element: the share of one worker of the job that Dask would ask for."""
    workers = said["processes"]
    alone = {name: value for name, value in said.items() if name != "scheduler_options"}
    alone |= {"cores": max(said["cores"] // workers, 1), "processes": 1}
    alone["memory"] = f"{parse_bytes(said['memory']) // workers}B"
    return _jobqueue().SLURMJob("none", "none", **alone).job_header.splitlines()


def _command(source: str, out: Path, python: str) -> str:
    """What an element of the array does."""
    file = str(Path(source).resolve()) if Path(source).is_file() else source
    program = Path(python).with_name("engram")
    words = [str(program), "sweep", file, "--out", str(out), "--batch"]
    return f'exec {shlex.join(words)} "$SLURM_ARRAY_TASK_ID"'


def _log(folder: Path, name: str) -> str:
    """The option of sbatch that says where output goes; SLURM reads percent signs itself."""
    return f'-o "{str(folder).replace("%", "%%")}/{name}.log"'


def _ranges(numbers: Sequence[int]) -> str:
    """0-3,7 for 0, 1, 2, 3, 7."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ",".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)


def _try(script: str) -> None:
    """Ask SLURM whether it would take a job; Dask would only log that it did not, and wait."""
    with tempfile.NamedTemporaryFile("w", prefix="engram-", suffix=".sh") as file:
        file.write(script)
        file.flush()
        tried = subprocess.run(
            ["sbatch", "--test-only", file.name], capture_output=True, text=True, check=False
        )
    if tried.returncode != 0:
        said = " ".join(line.removeprefix("sbatch: ").strip() for line in tried.stderr.splitlines())
        raise ClusterError(f"SLURM refuses the jobs ({said}); change the table [slurm] of the sweep file")


def _listed(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
