# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""One file, in a process of its own: the job comes on stdin, the file goes to stdout. It can crash, hang or take too much, and
nothing else notices. It looks at nothing but what it was given, and at what is installed.
"""

import contextlib
import os
import sys
from pathlib import Path

MAX_MEMORY_BYTES = 1_500_000_000
"""Of addresses, of which most are never touched: two hundred entries of five hundred characters take a third."""
MAX_CPU_S = 25
READ_MEMORY_BYTES = 600_000_000
READ_CPU_S = 6
"""To look into a file that somebody sends takes half a second; one that takes more is meant to."""
NICENESS = 15
"""After every board."""
REFUSED = 3
"""The exit code when there is no file, with the reason on stderr."""


def main() -> int:
    """Make the file; return the exit code."""
    _bound()
    import msgspec

    from board.papers.making import Job, make
    from board.papers.typesetting import NotSet

    job = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Job)
    if job.kind == "reading":
        _bound(READ_MEMORY_BYTES, READ_CPU_S)
    try:
        made = make(job)
    except NotSet as refused:
        sys.stderr.write(str(refused))
        return REFUSED
    sys.stdout.buffer.write(made)
    sys.stdout.buffer.flush()
    return 0


def _bound(memory_bytes: int = MAX_MEMORY_BYTES, cpu_s: int = MAX_CPU_S) -> None:
    try:
        import resource
    except ImportError:
        return  # not on Windows, where the time alone is bounded
    os.setpriority(os.PRIO_PROCESS, 0, NICENESS)
    with contextlib.suppress(OSError):
        # When the machine has no memory left, this one goes and not the boards.
        Path("/proc/self/oom_score_adj").write_text("1000")
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_s, cpu_s))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main())
