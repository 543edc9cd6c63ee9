"""What the server behind a port uses: memory, and processor time."""

import os
from collections.abc import Iterator
from pathlib import Path

_TICK = os.sysconf("SC_CLK_TCK")


def memory_of(port: int) -> int:
    """Megabytes of the processes that listen on that port."""
    return sum(int(_read(process / "statm")[1]) * 4096 >> 20 for process in _listeners(port))


def cpu_of(port: int) -> float:
    """Seconds of processor time, in and out of the kernel, that those processes have used since they began."""
    return sum(sum(map(int, _read(process / "stat")[13:15])) / _TICK for process in _listeners(port))


def _listeners(port: int) -> Iterator[Path]:
    sockets = {
        f"socket:[{line.split()[9]}]"
        for line in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]
        if line.split()[1].endswith(f":{port:04X}") and line.split()[3] == "0A"
    }
    return (process for process in Path("/proc").glob("[0-9]*") if _holds(process, sockets))


def _holds(process: Path, sockets: set[str]) -> bool:
    try:
        return any(str(link.readlink()) in sockets for link in (process / "fd").iterdir())
    except OSError:
        return False


def _read(file: Path) -> list[str]:
    """The fields; those of `stat` begin behind a name in brackets that may hold blanks, and count on from there."""
    head, bracket, rest = file.read_text(encoding="utf-8").rpartition(")")
    return ["0", head, *rest.split()] if bracket else rest.split()
