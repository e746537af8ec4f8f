# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a server and everything that it started has used, as the kernel counts it. Linux only."""

import os
from pathlib import Path

_PROC = Path("/proc")
_TICKS_PER_S = os.sysconf("SC_CLK_TCK")
_PAGE_KB = os.sysconf("SC_PAGE_SIZE") // 1024


def available() -> bool:
    """Whether this system tells what processes use."""
    return (_PROC / "self" / "stat").exists()


def cpu_s(root: int) -> float:
    """CPU seconds, user and system, of a process and all its descendants, those that have ended included."""
    return sum(sum(int(field) for field in _stat(pid)[11:15]) for pid in _tree(root)) / _TICKS_PER_S


def cpu_ns(root: int) -> int:
    """The same in nanoseconds, of what runs now: what a few dozen commands cost is less than the kernel's tick of 10 ms."""
    return sum(own_cpu_ns(pid) for pid in _tree(root))


def own_cpu_ns(pid: int) -> int:
    """The same of one process, without those that it started."""
    return sum(_schedstat(thread) for thread in (_PROC / str(pid)).glob("task/*/schedstat"))


def rss_kb(root: int) -> int:
    """Resident memory of a process and all its descendants, in kB."""
    return sum(own_rss_kb(pid) for pid in _tree(root))


def own_rss_kb(pid: int) -> int:
    """The same of one process, without those that it started."""
    return int(_stat(pid)[21]) * _PAGE_KB


def descriptors(pid: int) -> int:
    """How many files and sockets a process has open."""
    return len(list((_PROC / str(pid) / "fd").iterdir()))


def _tree(root: int) -> list[int]:
    parents = {int(path.name): int(_stat(int(path.name))[1]) for path in _PROC.iterdir() if path.name.isdigit()}
    found = [root]
    for pid in found:
        found += (child for child, parent in parents.items() if parent == pid)
    return found


def _stat(pid: int) -> list[str]:
    """The fields of `/proc/<pid>/stat` after the name, which may hold spaces; zeros for a process that is gone."""
    try:
        return (_PROC / str(pid) / "stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return ["0"] * 50


def _schedstat(path: Path) -> int:
    try:
        return int(path.read_text(encoding="ascii").split()[0])
    except (FileNotFoundError, ProcessLookupError):
        return 0
