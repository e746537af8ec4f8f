# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What it costs that a replica has an append before it counts (`WAARDENBORD_REPLICAS`, `WAIT`): the same appends to the same
primary with one replica, once stored when the primary has them and once when the replica has them too.

    python -m benchmarks --only wait

In turns within a round. Both servers synchronise with the disk at each append, and
both stand on this machine: between two, a round trip of the network comes on top of each wait.
"""

import asyncio
import secrets
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from pathlib import Path
from statistics import median

import msgspec
from redis.asyncio import Redis
from redis.exceptions import ConnectionError as NoConnection

from benchmarks import processes
from benchmarks.units import Unit
from server.settings import Settings
from server.store import NO_LOG, Appended, Item, LogStore, open_store
from server.store.embedded import server_arguments, server_binary

PAYLOAD = b"x" * 120
WAYS = (("one at a time", 1, 1), ("ten in a batch", 1, 10), ("eight rooms at once", 8, 1))
"""What is measured: its name, how many write at once, each in a log of its own, and how many entries an append has."""
_WITHIN_S = 20.0


async def measure(rounds: int, times: int = 200) -> list[Unit]:
    """Milliseconds and CPU of an append each way, without and with a replica. Raises RuntimeError or TimeoutError."""
    spent: dict[tuple[str, str, int], list[float]] = {}
    with tempfile.TemporaryDirectory(prefix="wb-") as name, _pair(Path(name)) as (url, pids):
        await _follows(Path(name))
        settings = Settings(redis_url=url, data_dir=Path(name))
        async with AsyncExitStack() as stack:
            asked = [msgspec.structs.replace(settings, replicas=replicas) for replicas in (0, 1)]
            logs = [(await stack.enter_async_context(open_store(each))).log for each in asked]
            for _ in range(rounds):
                for way, writers, batch in WAYS:
                    for replicas in (0, 1):
                        ms, cpu = await _appends(logs[replicas], writers, batch, times, pids)
                        spent.setdefault((way, "ms", replicas), []).append(ms)
                        spent.setdefault((way, "ms of CPU", replicas), []).append(cpu)
    return [unit for way, *_ in WAYS for kind in ("ms", "ms of CPU") for unit in _units(way, kind, spent)]


def _units(way: str, kind: str, spent: dict[tuple[str, str, int], list[float]]) -> Iterator[Unit]:
    without, with_one = spent[way, kind, 0], spent[way, kind, 1]
    ratio = median(one / none for one, none in zip(with_one, without, strict=True))
    yield Unit(f"an append, {way}", kind, median(without), rounds=tuple(without))
    yield Unit("the same, with a replica", kind, median(with_one), "without", ratio, tuple(with_one))


async def _appends(log: LogStore, writers: int, batch: int, times: int, pids: list[int]) -> tuple[float, float]:
    """The median of an append's time and the CPU of one, in ms: of both servers and of this process."""
    async with asyncio.timeout(_WITHIN_S + times):
        took: list[float] = []
        before = _cpu_ns(pids)
        await asyncio.gather(*(_write(log, batch, times // writers, took) for _ in range(writers)))
        return median(took) * 1000, (_cpu_ns(pids) - before) / 1e6 / len(took)


async def _write(log: LogStore, batch: int, times: int, took: list[float]) -> None:
    log_id, head = secrets.token_hex(8), NO_LOG
    for _ in range(times):
        items = [Item(PAYLOAD, secrets.randbits(64) | 1) for _ in range(batch)]
        began = time.perf_counter()
        result = await log.append(log_id, head, items)
        took.append(time.perf_counter() - began)
        match result:
            case Appended():
                head = result.head
            case _:
                raise RuntimeError(f"an append ended otherwise: {result}")


def _cpu_ns(pids: list[int]) -> int:
    return sum(processes.cpu_ns(pid) for pid in pids) + time.process_time_ns()


@contextmanager
def _pair(folder: Path) -> Iterator[tuple[str, list[int]]]:
    """A primary, and a replica that follows it; the primary's address, and the processes."""
    running: list[subprocess.Popen[bytes]] = []
    port = str(_port())
    settings = {"one": {"port": port, "repl-diskless-sync-delay": "0"}, "two": {"replicaof": f"127.0.0.1 {port}"}}
    try:
        for name, further in settings.items():
            (folder / name).mkdir()
            arguments = server_arguments(folder / name, folder / f"{name}.sock", further=further)
            running.append(subprocess.Popen([server_binary(), *arguments], stdout=subprocess.DEVNULL))
        yield f"unix://{folder / 'one.sock'}", [each.pid for each in running]
    finally:
        for each in running:
            each.terminate()
            each.wait()


def _port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        number: int = taken.getsockname()[1]
        return number


async def _follows(folder: Path) -> None:
    async with asyncio.timeout(_WITHIN_S):
        while True:
            try:
                async with Redis(unix_socket_path=str(folder / "two.sock"), decode_responses=True) as replica:
                    if (await replica.info("replication"))["master_link_status"] == "up":
                        return
            except NoConnection:
                pass  # it is starting
            await asyncio.sleep(0.05)
