# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What one thing of each kind costs, measured one by one: a change, a delivery, a second worker for a workshop, an open socket,
an open workshop, an append. `benchmarks.capacity` reckons with them.

    python -m benchmarks --only units --json > units.json
"""

import asyncio
import os
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import msgspec
from msgspec import Struct
from redis.asyncio import Redis

from benchmarks import processes, servers
from benchmarks.prepared import Prepared, store_workshops
from benchmarks.units import People
from server.store import embedded

FEW, SEVERAL = 15, 150
"""Two sizes of a room; what a delivery costs is the slope between them."""
NOTES = 60
_HERE = 8
"""Of fifteen, those on the first worker when a workshop is on two."""
FILLED = 60
"""Workshops that are opened to see what one holds."""
_CALM_S = 0.3
_IDLE_S = 5.0
_SYNCS = 200
_RATE = 20.0


class Costs(Struct, frozen=True):
    """Unit costs: CPU in milliseconds, memory in KiB, medians over the rounds; of a worker where nothing else is said.

    `change_ms` is one change without its deliveries, `another_worker_ms` what the same change costs more for each further worker
    on which its workshop is open; `store_…` is of the store's processes.
    """

    measured: str
    """The day, and the machine with its load."""
    change_ms: float
    delivery_ms: float
    another_worker_ms: float
    join_ms: float
    idle_ms_per_s: float
    """Of a socket whose workshop does nothing."""
    worker_kib: float
    socket_kib: float
    workshop_kib: float
    worker_descriptors: int
    store_change_ms: float
    store_another_worker_ms: float
    store_sync_ms: float
    store_kib: float
    """Of an empty store."""
    store_workshop_kib: float
    store_change_kib: float
    store_disk_change_kib: float
    store_connections: int
    """That one worker holds when little happens."""
    delivery_bytes: int
    """On the socket, with the frame's head."""
    command_bytes: int


class _Spent(Struct):
    """CPU milliseconds of each part for one change."""

    first: float
    second: float
    store: float


async def measure(rounds: int, loop: str = "auto", times: int = 40) -> Costs:
    """Two workers on one store. Raises RuntimeError or TimeoutError when something does not arrive."""
    with ExitStack() as stack:
        board = stack.enter_context(servers.board(loop))
        data_dir = Path(board.data_dir)
        store_url = embedded.url_in(data_dir)
        connection = Redis.from_url(store_url)
        try:
            descriptors = processes.descriptors(board.pid)
            worker_kib = processes.own_rss_kb(board.pid)
            store_kib = await _info(connection, "used_memory") / 1024
            connections = int(await _info(connection, "connected_clients")) - 1
            memory = await _memory(board, connection, data_dir)
            spent, sizes = await _changes(stack, board, connection, (rounds, times), loop)
        finally:
            await connection.aclose()
    few, several, both = (spent[name] for name in ("few", "several", "both"))
    delivery_ms = median(max(0.0, (b.first - a.first) / (SEVERAL - FEW)) for a, b in zip(few, several, strict=True))
    return Costs(
        measured=f"{datetime.now(UTC):%-d %B %Y}, {os.cpu_count()} cores, load {os.getloadavg()[1]:.1f}, {rounds} rounds",
        change_ms=median(each.first for each in few) - FEW * delivery_ms,
        delivery_ms=delivery_ms,
        another_worker_ms=median(max(0.0, b.first + b.second - a.first) for a, b in zip(few, both, strict=True)),
        join_ms=memory["join_ms"],
        idle_ms_per_s=memory["idle_ms_per_s"],
        worker_kib=worker_kib,
        socket_kib=memory["socket_kib"],
        workshop_kib=memory["workshop_kib"],
        worker_descriptors=descriptors,
        store_change_ms=median(each.store for each in few),
        store_another_worker_ms=median(max(0.0, b.store - a.store) for a, b in zip(few, both, strict=True)),
        store_sync_ms=_sync_ms(),
        store_kib=store_kib,
        store_workshop_kib=memory["store_workshop_kib"],
        store_change_kib=sizes["store_change_kib"],
        store_disk_change_kib=sizes["store_disk_change_kib"],
        store_connections=connections,
        delivery_bytes=int(sizes["delivery_bytes"]),
        command_bytes=int(sizes["command_bytes"]),
    )


async def _memory(board: servers.Running, connection: "Redis", data_dir: Path) -> dict[str, float]:
    """What sockets and workshops hold: so many workshops opened by one person each, and then joined by fourteen more."""
    before_kib = await _info(connection, "used_memory") / 1024
    names = [f"m{number}" for number in range(FILLED)]
    prepared = await store_workshops(data_dir, dict.fromkeys(names, FEW), FEW, 0)
    store_kib = await _info(connection, "used_memory") / 1024 - before_kib
    empty_kib = processes.own_rss_kb(board.pid)
    firsts = [People(board.url, _from(prepared[name], 0), 1) for name in names]
    for people in firsts:
        await people.come()
    opened_kib = processes.own_rss_kb(board.pid)
    others = [People(board.url, _from(prepared[name], 1), FEW - 1) for name in names]
    before_ns = processes.own_cpu_ns(board.pid)
    for people in others:
        await people.come()
    join_ms = (processes.own_cpu_ns(board.pid) - before_ns) / 1e6 / (FILLED * (FEW - 1))
    await asyncio.sleep(_CALM_S)
    full_kib = processes.own_rss_kb(board.pid)
    before_ns = processes.own_cpu_ns(board.pid)
    await asyncio.sleep(_IDLE_S)
    idle_ms = (processes.own_cpu_ns(board.pid) - before_ns) / 1e6 / _IDLE_S
    for people in (*firsts, *others):
        people.leave()
    socket_kib = (full_kib - opened_kib) / (FILLED * (FEW - 1))
    return {
        "socket_kib": socket_kib,
        "workshop_kib": (opened_kib - empty_kib) / FILLED - socket_kib,
        "join_ms": join_ms,
        "idle_ms_per_s": idle_ms / (FILLED * FEW),
        "store_workshop_kib": store_kib / FILLED,
    }


async def _changes(
    stack: ExitStack, board: servers.Running, connection: "Redis", work: tuple[int, int], loop: str
) -> tuple[dict[str, list[_Spent]], dict[str, float]]:
    """The same edits for fifteen, for ten times as many, and for fifteen on two workers, in turns."""
    rounds, times = work
    data_dir = Path(board.data_dir)
    names = {"few": FEW, "several": SEVERAL, "both": FEW}
    prepared: dict[str, Prepared] = {}
    for name, count in names.items():
        prepared |= await store_workshops(data_dir, {name: max(count, NOTES)}, count, NOTES)
    second = stack.enter_context(servers.board(loop, embedded.url_in(data_dir)))
    rooms = {name: People(board.url, prepared[name], count) for name, count in names.items()}
    rooms["both"] = People(board.url, prepared["both"], _HERE)
    there = People(second.url, _from(prepared["both"], _HERE), FEW - _HERE)
    for people in (*rooms.values(), there):
        await people.come()
    for people in rooms.values():
        await people.edit(FEW * 2, _RATE * 4)
    pids = (board.pid, second.pid)
    found: dict[str, list[_Spent]] = {name: [] for name in names}
    changes = 0
    disk_kib, memory_kib = _disk_kib(data_dir), await _info(connection, "used_memory") / 1024
    for _ in range(rounds):
        for name, people in rooms.items():

            async def edit(people: People = people, name: str = name) -> None:
                await people.edit(times, _RATE)
                if name == "both":
                    await there.until(lambda: there.has_all(people))

            one, two, all_of_it = await _spent(pids, edit)
            found[name].append(_Spent(one / times, two / times, (all_of_it - one) / times))
            changes += times
    sizes = {
        "store_change_kib": max(0.0, await _info(connection, "used_memory") / 1024 - memory_kib) / changes,
        "store_disk_change_kib": max(0.0, _disk_kib(data_dir) - disk_kib) / changes,
        "delivery_bytes": rooms["few"].frame_bytes + 4,
        "command_bytes": rooms["few"].command_bytes + 8,
    }
    return found, sizes


async def _spent(pids: tuple[int, int], work: Callable[[], Awaitable[None]]) -> tuple[float, float, float]:
    """CPU milliseconds: of the first worker alone, of the second, and of the first with its store."""
    await asyncio.sleep(_CALM_S)
    first, second = pids
    before = processes.own_cpu_ns(first), processes.own_cpu_ns(second), processes.cpu_ns(first)
    await work()
    after = processes.own_cpu_ns(first), processes.own_cpu_ns(second), processes.cpu_ns(first)
    one, two, all_of_it = ((now - then) / 1e6 for now, then in zip(after, before, strict=True))
    return one, two, all_of_it


def _from(prepared: Prepared, first: int) -> Prepared:
    """Those of a workshop from this one on."""
    return msgspec.structs.replace(prepared, keys=prepared.keys[first:], people=prepared.people[first:])


async def _info(connection: "Redis", name: str) -> float:
    return float((await connection.info())[name])


def _disk_kib(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1024


def _sync_ms() -> float:
    """How long this disk takes for the sync of a small append."""
    times_ms: list[float] = []
    with tempfile.TemporaryFile() as file:
        for _ in range(_SYNCS):
            file.write(bytes(500))
            file.flush()
            begun = time.monotonic()
            os.fdatasync(file.fileno())
            times_ms.append((time.monotonic() - begun) * 1e3)
    return median(times_ms)


def told(costs: Costs) -> str:
    """The figures as a Markdown table."""
    lines = ["| | |", "|---|---:|"]
    lines += [
        f"| {name} | {value:,.3g} |" if isinstance(value, float) else f"| {name} | {value} |" for name, value in _items(costs)
    ]
    return "\n".join(lines)


def _items(costs: Costs) -> list[tuple[str, float | int | str]]:
    return [(name, getattr(costs, name)) for name in costs.__struct_fields__]
