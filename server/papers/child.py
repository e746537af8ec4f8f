# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files, in processes of their own. What is needed for them is read once; then each job goes to a copy of this process, which
reads it from stdin, writes the file to stdout and ends. A copy can crash, hang or take too much, and nothing else notices. It
looks at nothing but what it was given, and at what is installed.
"""

import contextlib
import gc
import os
import select
import struct
import sys
from collections.abc import Callable
from pathlib import Path

MAX_MEMORY_BYTES = 1_500_000_000
"""Of addresses, of which most are never touched: two hundred entries of five hundred characters take a third."""
MAX_CPU_S = 25
READ_MEMORY_BYTES = 600_000_000
READ_CPU_S = 6
"""To look into a file that somebody sends takes half a second; one that takes more is meant to."""
NICENESS = 15
"""After every board."""
LENGTH = struct.Struct("!Q")
"""Before every job and every file: how many bytes follow."""
MADE, FAILED, REFUSED, ENDED = 0, 1, 3, 4
"""How a copy ends: there is a file, something broke, the typesetter refused, or there was no job any more."""
CAN_COPY = hasattr(os, "fork")
"""Not on Windows, where a process makes one file."""


def main() -> int:
    """Make files until stdin ends or one fails; return the exit code."""
    # A process lives for one file, of which the memory goes with it.
    gc.disable()
    _be_last()
    from board.papers.making import prepare

    prepare()
    gc.freeze()
    return serve(_made)


def serve(make: Callable[[bytes], bytes]) -> int:
    """Answer each job on stdin with what `make` gives for it on stdout, in a copy of this process. After a copy that failed
    nothing is known of what it read and wrote, so this one ends too.
    """
    if not CAN_COPY:
        return _one(make)
    while True:
        # The copy reads the job, so that nothing of it stays here.
        select.select([0], [], [])
        copy = os.fork()
        if copy == 0:
            os._exit(_one(make))
        ended = os.waitstatus_to_exitcode(os.waitpid(copy, 0)[1])
        if ended != MADE:
            return 0 if ended == ENDED else FAILED


def read(fd: int, length: int) -> bytes:
    """So many bytes from a pipe, or fewer where it ends before."""
    parts = []
    while length > 0 and (part := os.read(fd, min(length, 1 << 20))):
        parts.append(part)
        length -= len(part)
    return b"".join(parts)


def write(fd: int, content: bytes) -> None:
    """All of it, with its length before it."""
    left = memoryview(LENGTH.pack(len(content)) + content)
    while left:
        left = left[os.write(fd, left) :]


def _one(make: Callable[[bytes], bytes]) -> int:
    """Read a job, and write what is made of it."""
    try:
        length = read(0, LENGTH.size)
        if not length:
            return ENDED
        made = make(read(0, LENGTH.unpack(length)[0]))
        if not made:
            return REFUSED
        write(1, made)
    except BaseException:  # noqa: BLE001 - a copy never goes on as if it were the process that it is a copy of
        return FAILED
    return MADE


def _made(told: bytes) -> bytes:
    """The file; empty when the typesetter refused. What it says is not told: it may hold what people wrote."""
    import msgspec

    from board.papers.making import Job, make
    from board.papers.typesetting import NotSet

    _bound()
    job = msgspec.msgpack.decode(told, type=Job)
    if job.kind == "reading":
        gc.enable()
        _bound(READ_MEMORY_BYTES, READ_CPU_S)
    try:
        return make(job)
    except NotSet:
        return b""


def _be_last() -> None:
    if not CAN_COPY:
        return
    os.setpriority(os.PRIO_PROCESS, 0, NICENESS)
    with contextlib.suppress(OSError):
        # When the machine has no memory left, this one goes and not the boards.
        Path("/proc/self/oom_score_adj").write_text("1000")


def _bound(memory_bytes: int = MAX_MEMORY_BYTES, cpu_s: int = MAX_CPU_S) -> None:
    try:
        import resource
    except ImportError:
        return  # not on Windows, where the time alone is bounded
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_s, cpu_s))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main())
