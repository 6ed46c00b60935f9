"""Where a sweep runs: processes of this machine, a Dask scheduler somewhere, or SLURM jobs; each gives a client."""

import logging
import os
import signal
import tempfile
import time
import warnings
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from multiprocessing import resource_tracker
from pathlib import Path
from shutil import rmtree
from typing import cast

from dask import config as dask_config
from distributed import Client, LocalCluster
from distributed.client import VersionsDict
from filelock import FileLock, Timeout

from engram.errors import ClusterError, InputError
from engram.experiment.sweeps.slurm import KEPT_MEMORY, SlurmOptions, slurm_cluster

CONNECT_SECONDS = 10.0
"""How long a scheduler is waited for."""
SAME_VERSIONS = ("python", "dask", "distributed", "engram-rnn", "numpy", "torch")
"""What must be of one version everywhere: what talks to each other, and what results come from."""
MOST_JOBS = 64
"""SLURM workers, where nothing else is said."""
_SCRATCH = "engram-sweep-"
_STALE_SECONDS = 60.0
"""Between making a scratch folder and locking it, at most."""
_UNOBSERVED = {
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "500ms",
    "distributed.admin.system-monitor.interval": "5s",
    "distributed.admin.system-monitor.gil.enabled": False,
}
"""Dask's looks at its own processes, a hundred a second, which cost some per cent and which nobody sees."""
_NOISY = ("distributed", "tornado", "asyncio")


def available_cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def open_cluster(
    where: str, workers: int | None, *, slurm: SlurmOptions, batches: int, out: Path
) -> Iterator[Client]:
    """The client of a cluster for as long as the block lasts: `local`, `slurm`, or a scheduler's address.

    Without a number of `workers` there are as many as this machine has cores, or one SLURM worker a batch (64 at
    most); never more than batches. Raises `ClusterError` where there is no such cluster, or one of other versions.
    """
    if where == "local":
        with local_cluster(min(workers or available_cores(), batches)) as client:
            yield client
    elif where == "slurm":
        with _slurm_client(slurm, min(workers or MOST_JOBS, batches), out) as client:
            yield client
    elif "://" in where:
        with scheduler_at(where) as client:
            yield client
    else:
        raise InputError(
            f"cluster is {where!r}; expected local, slurm, or the address of a Dask scheduler, tcp://host:8786"
        )


@contextmanager
def local_cluster(workers: int) -> Iterator[Client]:
    """Processes of this machine, one thread each, for as long as the block lasts."""
    with _quiet(), _settings() as scratch, ExitStack() as stack:
        with _undisturbed():
            cluster = LocalCluster(
                n_workers=workers,
                threads_per_worker=1,
                processes=True,
                dashboard_address=":0",
                # A worker that paused by Dask's count of its memory would wait for ever.
                memory_limit=0,
                local_directory=str(scratch),
                silence_logs=logging.CRITICAL,
            )
            stack.enter_context(cluster)
            client = stack.enter_context(Client(cluster, set_as_default=False))
        yield client


@contextmanager
def scheduler_at(address: str) -> Iterator[Client]:
    """The client of a scheduler that runs already; its workers must see the folder of the sweep.

    Raises `ClusterError` where nothing answers, or where versions differ.
    """
    with _quiet():
        try:
            client = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
        except (OSError, ValueError, TimeoutError) as error:
            raise ClusterError(
                f"no Dask scheduler answers at {address} within {CONNECT_SECONDS:.0f} s ({error}); start one with "
                "dask scheduler, and workers with dask worker ADDRESS --nthreads 1"
            ) from error
        with client:
            check_versions(cast("VersionsDict", client.get_versions(packages=SAME_VERSIONS[3:])))
            yield client


def check_versions(found: VersionsDict) -> None:
    """Refuse a cluster that is not made of what runs here. Raises `ClusterError` that names each difference."""
    here = _versions(found["client"])
    places = {"the scheduler": found["scheduler"]} | {
        f"worker {address}": worker for address, worker in found["workers"].items()
    }
    wrong = dict[str, None]()
    for place, said in places.items():
        there = _versions(said)
        names = SAME_VERSIONS[:3] if place == "the scheduler" else SAME_VERSIONS
        for name in names:
            if there.get(name) != here.get(name):
                wrong[f"{place} has {name} {there.get(name)}, here it is {here.get(name)}"] = None
    if wrong:
        raise ClusterError(f"versions differ: {'; '.join(list(wrong)[:4])}; install the same everywhere")


def _versions(said: Mapping[str, Mapping[str, str | None]]) -> dict[str, str | None]:
    """Versions by package; of Python the first two numbers, which is what its pickles depend on."""
    packages = dict(said["packages"])
    python = str(packages.get("python")).replace(", ", ".").split(".")
    return packages | {"python": ".".join(python[:2])}


@contextmanager
def _slurm_client(options: SlurmOptions, workers: int, out: Path) -> Iterator[Client]:
    with _quiet(), _settings(), ExitStack() as stack:
        with _undisturbed():
            cluster = stack.enter_context(slurm_cluster(options, workers, out))
            client = stack.enter_context(Client(cluster, set_as_default=False))
        yield client


@contextmanager
def _undisturbed() -> Iterator[None]:
    """What is started in this block never hears of Ctrl-C, which a terminal sends to every process of a command.

    Workers are processes of threads that are started here, and take their signal mask from them: now, and whenever
    one is started again. The command itself is told as soon as the block ends.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # It would clear the mask if it were started by a thread that starts a process.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _quiet() -> Iterator[None]:
    """Without what Dask logs: a worker that dies or a scheduler that is lost is told by the sweep, in a line."""
    with warnings.catch_warnings():
        # On a busy machine; nothing that anyone could do something about.
        warnings.filterwarnings("ignore", "Creating scratch directories", UserWarning)
        with _silenced_loggers():
            yield


@contextmanager
def _silenced_loggers() -> Iterator[None]:
    names = [name for name in logging.root.manager.loggerDict if name.split(".")[0] in _NOISY]
    loggers = [logging.getLogger(name) for name in {*names, *_NOISY}]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)


@contextmanager
def _settings() -> Iterator[Path]:
    """Settings of Dask, with a temporary folder; one that a killed command left behind is removed on the way."""
    for old in Path(tempfile.gettempdir()).glob(f"{_SCRATCH}*"):
        with suppress(OSError, Timeout):
            if time.time() - old.stat().st_mtime > _STALE_SECONDS:
                with FileLock(old / "in-use", timeout=0):
                    rmtree(old, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=_SCRATCH, ignore_cleanup_errors=True) as name:
        folder = Path(name)
        environ = dask_config.get("distributed.nanny.pre-spawn-environ")
        settings = {
            "temporary-directory": name,
            # A task whose worker died comes back at once: the sweep counts deaths, and begins again.
            "distributed.scheduler.allowed-failures": 0,
            "distributed.nanny.pre-spawn-environ": environ | KEPT_MEMORY,
            **_UNOBSERVED,
        }
        with FileLock(folder / "in-use"), dask_config.set(settings):
            yield folder
