# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""`python -m tests.faults.fsync`: system calls show that fdatasync precedes every reply that acknowledges an append.

A store with the product's settings runs under strace while appends are made through the product's own log, many at once. In the
trace, whenever APPENDED leaves through a socket, everything that was written to the append-only file before must have been
synchronised since. Needs strace and the right to trace one's own child.
"""

from __future__ import annotations

import asyncio
import re
import shutil
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct
from redis.asyncio import BlockingConnectionPool, Redis

from server.store import NO_LOG, Appended, Item
from server.store.connections import Keys
from server.store.log import RedisLog
from tests.faults.processes import Store

SESSIONS = 8
APPENDS = 60
"""In each session."""

_CALL = re.compile(
    r"^(?:\d+\s+)?(?P<name>write|writev|pwrite64|sendto|sendmsg|fdatasync|fsync)\((?P<fd>\d+)<(?P<path>[^>]*)>(?P<rest>.*)"
)
_RESUMED = re.compile(r"^(?:\d+\s+)?<\.\.\. (?P<name>fdatasync|fsync) resumed>")


class Proof(Struct):
    """What the trace shows. `early` are the lines in which a reply left before its entry was on disk."""

    replies: int = 0
    writes: int = 0
    syncs: int = 0
    early: list[str] = []


def read_trace(lines: Iterable[str]) -> Proof:
    """Judge a trace by `strace -f -y`. A sync counts when it has ended, not when it began."""
    proof = Proof(early=[])
    dirty = False
    for line in lines:
        if _RESUMED.match(line):
            dirty = False
            proof.syncs += 1
            continue
        call = _CALL.match(line)
        if call is None:
            continue
        if call["name"] in ("fdatasync", "fsync"):
            if ".aof" in call["path"] and "unfinished" not in line:
                dirty = False
                proof.syncs += 1
        elif ".aof" in call["path"]:
            dirty = True
            proof.writes += 1
        elif "APPENDED" in call["rest"]:
            proof.replies += call["rest"].count("APPENDED")
            if dirty:
                proof.early.append(line.strip())
    return proof


async def trace(folder: Path, appendfsync: str = "always") -> Proof:
    """Append under strace, and judge what it saw."""
    strace = shutil.which("strace")
    if strace is None:
        raise FileNotFoundError("strace is not installed")
    output = folder / "trace"
    calls = "trace=write,writev,pwrite64,sendto,sendmsg,fdatasync,fsync"
    under = (strace, "-f", "-y", "-s", "4096", "-e", calls, "-o", str(output))
    store = Store(folder, {"appendfsync": appendfsync}, under=under)
    await store.start()
    try:
        pool = BlockingConnectionPool.from_url(f"unix://{store.socket}", max_connections=SESSIONS)
        log = RedisLog(Redis(connection_pool=pool), Keys("wb:"))
        await asyncio.gather(*(_append(log, f"s{number}") for number in range(SESSIONS)))
        await pool.aclose()
    finally:
        store.end_gently()
    return read_trace(output.read_text(encoding="utf-8", errors="replace").splitlines())


async def _append(log: RedisLog, session_id: str) -> None:
    head = NO_LOG
    for number in range(1, APPENDS + 1):
        result = await log.append(session_id, head, [Item(b"payload", number, "client", number)])
        assert isinstance(result, Appended)
        head = result.head


def main() -> int:
    """0 when every acknowledging reply came after its fdatasync."""
    folder = Path(tempfile.mkdtemp(prefix="wbf-"))
    try:
        proof = asyncio.run(trace(folder))
    except (FileNotFoundError, RuntimeError) as error:
        print(f"fsync: not shown: {error}")
        return 1
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    for line in proof.early[:5]:
        print(f"too early: {line[:200]}")
    print(
        f"fsync: {proof.replies} acknowledging replies, {len(proof.early)} of them before their fdatasync "
        f"({proof.writes} writes to the append-only file, {proof.syncs} synchronised)"
    )
    return int(bool(proof.early) or proof.replies < SESSIONS * APPENDS)


if __name__ == "__main__":
    sys.exit(main())
