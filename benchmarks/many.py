# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Many small workshops at once on one worker: what open sockets and rooms hold, what it costs when nobody does anything, and
how soon a change is on every screen of its room while all others go on.

    python -m benchmarks --only many --workshops 1000 --rate 100

Beside it the floor: the bare broadcast with as many rooms. Both are filled one after the other, as together they would not fit
the descriptors that an ordinary user has.
"""

import asyncio
import secrets
import time
from array import array
from collections.abc import Awaitable, Callable
from pathlib import Path
from statistics import quantiles

import msgspec
from msgspec import Struct

from benchmarks import processes, servers
from benchmarks.client import Socket, connect
from benchmarks.prepared import Prepared, store_workshops, values
from benchmarks.rooms import address_of
from sessions.wire.commands import EditNote
from sessions.wire.frames import PROTOCOL, Do, Hello

PEOPLE = 15
_AT_ONCE = 64
_WITHIN_S = 120.0
_CALM_S = 3.0
_IDLE_S = 10.0


class Figures(Struct, frozen=True):
    """Of one server. `mib` is resident memory of all its processes with everybody there, `kib_each` what a socket added with its
    share of its room; CPU in hundredths of one core; milliseconds from the author's send to every socket of his room.
    """

    sockets: int
    mib: float
    kib_each: float
    connect_cpu_ms_each: float
    idle_percent: float
    busy_percent: float
    cpu_ms_a_change: float
    p50_ms: float
    p99_ms: float
    generator_percent: float


class Many(Struct, frozen=True):
    """What was measured, and with how much of it."""

    workshops: int
    people: int
    rate: float
    seconds: float
    board: Figures
    floor: Figures


class _Record(Struct):
    id: str
    rev: int = 0


class _Frame(Struct):
    type: str
    put: tuple[_Record, ...] = ()
    code: str = ""


_decode = msgspec.msgpack.Decoder(_Frame).decode
_encode = msgspec.msgpack.encode


class _Room:
    """The people of one workshop, of whom one at a time changes his own note."""

    def __init__(self, url: str, name: str, prepared: Prepared | None) -> None:
        self.url, self.name, self.prepared = url, name, prepared
        self.sockets: list[Socket] = []
        self.welcomed = 0
        self.problem = ""
        self.times_ms = array("d")
        self.frame_bytes = 400
        self._rev = [1] * PEOPLE
        self._n = [0] * PEOPLE
        self._client = secrets.token_hex(4)
        self._awaited = "", 0
        self._sent_s = 0.0
        self.left = 0

    async def come(self, turns: asyncio.Semaphore) -> None:
        """Everybody of this room, one after another."""
        for index in range(PEOPLE):
            async with turns:
                path, headers = (f"/room/{self.name}", {}) if self.prepared is None else self.prepared.way_in(self.url, index)
                socket = await connect(index, address_of(self.url), path, headers, self._take)
                self.sockets.append(socket)
                if self.prepared is not None:
                    socket.send(_encode(Hello(f"{self._client}-{index}", PROTOCOL)))

    @property
    def is_full(self) -> bool:
        """Whether everybody has the board before him. Raises RuntimeError when somebody was sent away."""
        if codes := {socket.close_code for socket in self.sockets if socket.closed}:
            raise RuntimeError(f"somebody of {self.name} was sent away: {codes}")
        return len(self.sockets) == PEOPLE and (self.prepared is None or self.welcomed == PEOPLE)

    def change(self, number: int) -> None:
        """One person edits his note. Raises RuntimeError when the one before did not reach everybody yet."""
        if self.left or self.problem:
            raise RuntimeError(f"a change did not reach everybody: {self.problem or self.left}")
        index = number % PEOPLE
        self.left, self._sent_s = PEOPLE, time.monotonic()
        if self.prepared is None:
            self.sockets[index].send(bytes(self.frame_bytes))
            return
        self._n[index] += 1
        self._rev[index] += 1
        note_id = f"n{index}"
        self._awaited = note_id, self._rev[index]
        why = f"Dit was te lezen in versie {self._rev[index]} van deze zin."
        content = msgspec.structs.replace(_CONTENTS[index], why=why)
        self.sockets[index].send(_encode(Do(self._n[index], EditNote(note_id, self._rev[index] - 1, content))))

    def _take(self, _index: int, payload: bytes) -> None:
        if self.prepared is not None:
            frame = _decode(payload)
            if frame.type == "welcome":
                self.welcomed += 1
                return
            if frame.type == "refused":
                self.problem = frame.code
            if not any((each.id, each.rev) == self._awaited for each in frame.put):
                return
            self.frame_bytes = len(payload)
        self.times_ms.append((time.monotonic() - self._sent_s) * 1e3)
        self.left -= 1


_CONTENTS = [each.content for each in values()[:PEOPLE]]


async def measure(workshops: int, rate: float, seconds: float, loop: str) -> Many:
    """The board, then the floor. Raises RuntimeError or TimeoutError when somebody does not get something."""
    names = [f"m{number}" for number in range(workshops)]
    with servers.board(loop) as running:
        stored = await store_workshops(Path(running.data_dir), dict.fromkeys(names, PEOPLE), PEOPLE, 0)
        rooms = [_Room(running.url, name, stored[name]) for name in names]
        board = await _measured(running.pid, rooms, rate, seconds)
    with servers.floor() as running:
        bare = [_Room(running.url, name, None) for name in names]
        for room in bare:
            room.frame_bytes = rooms[0].frame_bytes
        floor = await _measured(running.pid, bare, rate, seconds)
    return Many(workshops, PEOPLE, rate, seconds, board, floor)


async def _measured(pid: int, rooms: list[_Room], rate: float, seconds: float) -> Figures:
    empty_kb, turns = processes.rss_kb(pid), asyncio.Semaphore(_AT_ONCE)
    count = len(rooms) * PEOPLE

    async def fill() -> None:
        await asyncio.gather(*(room.come(turns) for room in rooms))
        await _until(lambda: all(room.is_full for room in rooms), f"{count} people")

    try:
        connecting_s, _ = await _cpu_s(pid, fill)
        idle_s, _ = await _cpu_s(pid, lambda: asyncio.sleep(_IDLE_S))
        full_kb = processes.rss_kb(pid)
        for room in rooms[:: max(1, len(rooms) // 50)]:  # so that what is needed for the first change is there
            room.change(0)
        await _until(lambda: not any(room.left for room in rooms), "the first changes")
        for room in rooms:
            del room.times_ms[:]
        changes = int(rate * seconds)
        busy_s, ours_s = await _cpu_s(pid, lambda: _go_on(rooms, rate, changes))
    finally:
        for room in rooms:
            for socket in room.sockets:
                socket.close()
    times_ms = sorted(each for room in rooms for each in room.times_ms)
    if len(times_ms) != changes * PEOPLE:
        raise RuntimeError(f"{len(times_ms)} of {changes * PEOPLE} deliveries")
    cuts = quantiles(times_ms, n=100)
    return Figures(
        sockets=count,
        mib=full_kb / 1024,
        kib_each=(full_kb - empty_kb) / count,
        connect_cpu_ms_each=connecting_s * 1e3 / count,
        idle_percent=idle_s / _IDLE_S * 100,
        busy_percent=busy_s / seconds * 100,
        cpu_ms_a_change=busy_s * 1e3 / changes,
        p50_ms=cuts[49],
        p99_ms=cuts[98],
        generator_percent=ours_s / seconds * 100,
    )


async def _go_on(rooms: list[_Room], rate: float, changes: int) -> None:
    loop = asyncio.get_running_loop()
    begun = loop.time()
    for number in range(changes):
        await asyncio.sleep(begun + number / rate - loop.time())
        rooms[number % len(rooms)].change(number // len(rooms) + 1)
    await _until(lambda: not any(room.left for room in rooms), "the last changes")


async def _cpu_s(pid: int, work: Callable[[], Awaitable[None]]) -> tuple[float, float]:
    """CPU seconds of the server and of this process meanwhile."""
    await asyncio.sleep(_CALM_S)
    before, ours = processes.cpu_ns(pid), time.process_time()
    await work()
    return (processes.cpu_ns(pid) - before) / 1e9, time.process_time() - ours


async def _until(condition: Callable[[], bool], what: str) -> None:
    try:
        async with asyncio.timeout(_WITHIN_S):
            while not condition():  # noqa: ASYNC110 # frames of many sockets make it true
                await asyncio.sleep(0.05)
    except TimeoutError:
        raise RuntimeError(f"not in time: {what}") from None


def told(many: Many) -> str:
    """The figures as a Markdown table."""
    rows = (
        ("memory of the server, everybody there", "mib", "MiB"),
        ("of it a socket, with its share of its room", "kib_each", "KiB"),
        ("CPU to come in, each", "connect_cpu_ms_each", "ms"),
        ("a core while nobody does anything", "idle_percent", "%"),
        (f"a core at {many.rate:g} changes a second", "busy_percent", "%"),
        ("CPU of a change", "cpu_ms_a_change", "ms"),
        ("author to every socket, p50", "p50_ms", "ms"),
        ("author to every socket, p99", "p99_ms", "ms"),
        ("the generator's own core", "generator_percent", "%"),
    )
    lines = [
        f"| {many.workshops:,} workshops, {many.board.sockets:,} sockets | Waardenbord | bare broadcast |",
        "|---|---:|---:|",
    ]
    for name, field, unit in rows:
        lines.append(f"| {name} | {getattr(many.board, field):,.3g} {unit} | {getattr(many.floor, field):,.3g} {unit} |")
    return "\n".join(lines)
