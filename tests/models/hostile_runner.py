"""Runs `engram` on many files, each in a fork of one warm process with limits, and reports what each one did.

    python hostile_runner.py cases.json > results.json

cases.json: {"warm": [[arguments], ...], "cases": [[name, [arguments]], ...]}; what is warm has run once before the
first fork. Arguments that begin with "probe:" do what a case must never do, so that a test can see that it would be
seen. Each result: name, exit code (negative: the signal), stderr, seconds of the processor, peak MiB, and what was
opened for writing or executed. A case that has not ended after `LIMIT_SECONDS` is killed.
"""

import json
import os
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

sys.dont_write_bytecode = True

LIMIT_SECONDS = 12.0
EXTRA_BYTES = 700 * 2**20
"""Address space on top of what the warm process has."""
FORBIDDEN = (
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.fork",
    "subprocess.Popen",
    "pty.spawn",
    "socket.connect",
)
CHANGING = (
    "os.mkdir",
    "os.rename",
    "os.remove",
    "os.rmdir",
    "os.link",
    "os.symlink",
    "os.chmod",
    "os.truncate",
)


def writes(flags: object) -> bool:
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC))


def main() -> None:
    import torch

    from engram.cli import execute

    torch.set_num_threads(1)
    given = json.loads(Path(sys.argv[1]).read_text())
    with open(os.devnull, "w") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
        for arguments in given["warm"]:
            execute(arguments)
    cases = given["cases"]
    sys.stdout.write(json.dumps([run(execute, name, arguments) for name, arguments in cases]))


def run(execute: Callable[[list[str]], int], name: str, arguments: list[str]) -> dict[str, object]:
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as told:
        child = os.fork()
        if child == 0:
            in_child(execute, arguments, out.fileno(), told.fileno())
        code, usage = wait(child)
        out.seek(0)
        told.seek(0)
        return {
            "name": name,
            "code": code,
            "stderr": out.read().decode(errors="replace"),
            "done": told.read().decode(errors="replace").splitlines(),
            "seconds": usage.ru_utime + usage.ru_stime,
            "mib": usage.ru_maxrss / 1024,
        }


def wait(child: int) -> tuple[int, resource.struct_rusage]:
    """The exit code and what it used; one that takes too long is killed."""
    until = time.perf_counter() + LIMIT_SECONDS
    while True:
        found, status, usage = os.wait4(child, os.WNOHANG)
        if found:
            return os.waitstatus_to_exitcode(status), usage
        if time.perf_counter() > until:
            os.kill(child, signal.SIGKILL)
            until = float("inf")
        time.sleep(0.002)


def in_child(execute: Callable[[list[str]], int], arguments: list[str], out: int, told: int) -> None:
    """Never returns."""
    code = 99
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(out, 2)
        size = int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
        resource.setrlimit(resource.RLIMIT_AS, (size + EXTRA_BYTES,) * 2)
        resource.setrlimit(resource.RLIMIT_FSIZE, (2**20,) * 2)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

        def watch(event: str, values: tuple[object, ...]) -> None:
            if event in FORBIDDEN or event in CHANGING or (event == "open" and writes(values[2])):
                os.write(told, f"{event} {values[:2]!r}\n".encode(errors="replace"))

        sys.addaudithook(watch)
        code = probe(arguments[0]) if arguments[0].startswith("probe:") else execute(arguments)
        sys.stderr.flush()
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(code)


def probe(what: str) -> int:
    """What no case may do."""
    match what.removeprefix("probe:"):
        case "code":
            sys.stderr.write("refused\n")
            return 1
        case "silent":
            return 2
        case "lines":
            sys.stderr.write("one\ntwo\n")
        case "raises":
            raise ValueError("not caught")
        case "slow":
            sys.stderr.write("refused\n")
            while time.process_time() < 3.2:
                pass
        case "hangs":
            signal.pause()
        case "large":
            sys.stderr.write("refused\n")
            bytearray(b"x") * (520 * 2**20)
        case "writes":
            sys.stderr.write("refused\n")
            Path("probe").touch()
        case "executes":
            sys.stderr.write("refused\n")
            os.system("true")
        case "crashes":
            os.kill(os.getpid(), signal.SIGSEGV)
    return 2


if __name__ == "__main__":
    main()
