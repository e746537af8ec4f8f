# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The load generator: a process of its own, so that the server's CPU is the server's alone.

    python -m benchmarks.load < order.json > result.json

It fills a room of the board and one of each floor, lets their people write notes, first at a steady rate and then as fast as each
is settled, and counts and times every note on every socket by its own monotonic clock. What a server uses it reads from the
kernel, before and after. Board and floors take turns in short slices, so that whatever else the machine does meets both.
"""

import asyncio
import gc
import sys
import time
from array import array
from collections.abc import Awaitable, Callable

import msgspec
from msgspec import Struct

from benchmarks import processes
from benchmarks.client import Socket, connect
from benchmarks.rooms import RECEIVER, Board, Floor, Measured, Seen, address_of
from sessions.material.limits import MAX_NOTES_PER_PERSON

_CONNECT_AT_ONCE = 16
_WITHIN_S = 30.0
_CALM_S = 0.5
"""Between phases, so that what the one caused is not counted in the other."""


SLICES = 4


class Target(Struct):
    """A server: its address, and the process at the root of everything that it started."""

    url: str
    root_pid: int


class Order(Struct):
    """What to do with all. `steady_s` and `full_s` are the lengths of the phases, for each of them."""

    board: Target
    floor: Target
    fast_floor: Target
    people: int
    rate: float
    steady_s: float
    full_s: float


class Phase(Struct):
    """One phase. A delivery is one note that reached one socket; `expected` is what they should be."""

    notes: int
    deliveries: int
    expected: int
    frames: int
    refused: int
    wall_s: float
    server_cpu_s: float
    generator_cpu_s: float
    p50_ms: float
    p99_ms: float
    frame_bytes: float

    @property
    def cpu_per_100k(self) -> float:
        """Server CPU seconds per 100,000 deliveries."""
        return self.server_cpu_s / max(1, self.deliveries) * 100_000


class Room(Struct):
    """What was measured in one room. `kb_per_connection` is resident memory that the sockets added, each with its first frame."""

    kb_per_connection: float
    steady: Phase
    full: Phase


class Result(Struct):
    """What was measured in all: the board, the floor on Python's own loop, and on uvloop."""

    board: Room
    floor: Room
    fast_floor: Room


class _Slice(Struct):
    """A part of a phase, with how long every delivery took, in seconds."""

    notes: int
    refused: int
    wall_s: float
    server_cpu_s: float
    generator_cpu_s: float
    late: list[float]
    frame_lengths: list[int]
    """Of the frames with one note that many sockets get; the author's own is longer."""
    frames: int


class _Arrival:
    """The same bytes on many sockets: what they tell, and when each got them."""

    __slots__ = ("at", "length", "note_ids", "settles")

    def __init__(self, seen: Seen, length: int) -> None:
        self.note_ids = seen.note_ids
        self.settles = seen.settles
        self.length = length
        self.at = array("d")


class Load:
    """The people of one room."""

    def __init__(self, room: Measured, root_pid: int) -> None:
        self._room = room
        self._root_pid = root_pid
        self._sockets: list[Socket] = []
        self._written = [0] * room.people
        self._welcomed = 0
        self._arrivals: dict[bytes, _Arrival] = {}
        self._sent: dict[str, float] = {}
        self._deliveries = 0
        self._refused = 0
        self._going_on = False
        self._next_author = 0

    async def connect(self) -> None:
        """Every socket open and greeted."""
        address = address_of(self._room.url)
        turns = asyncio.Semaphore(_CONNECT_AT_ONCE)

        async def one(index: int) -> Socket:
            async with turns:
                path, headers = self._room.way_in(index)
                socket = await connect(index, address, path, headers, self._take)
                hello = self._room.hello(index)
                if hello is not None:
                    socket.send(hello)
                return socket

        self._sockets = await asyncio.gather(*(one(index) for index in range(self._room.people)))
        await self._until(lambda: self._welcomed == self._room.people or self._room.hello(0) is None)

    def close(self) -> None:
        """Everybody leaves."""
        for socket in self._sockets:
            socket.close()

    async def steady(self, rate: float, seconds: float) -> _Slice:
        """Notes at a fixed rate, whatever comes of them; the authors take turns."""

        async def write() -> None:
            loop = asyncio.get_running_loop()
            begun = loop.time()
            for number in range(max(1, round(rate * seconds))):
                await asyncio.sleep(begun + number / rate - loop.time())
                self._write(self._next_author)
                self._next_author = (self._next_author + 1) % self._room.people

        return await self._measure(write)

    async def full(self, seconds: float) -> _Slice:
        """Everybody writes his next note as soon as the last one is settled, as long as he may."""

        async def write() -> None:
            self._going_on = True
            for index in range(self._room.people):
                if self._written[index] < MAX_NOTES_PER_PERSON:
                    self._write(index)
            deadline = time.monotonic() + seconds
            await self._until(lambda: time.monotonic() > deadline or min(self._written) >= MAX_NOTES_PER_PERSON, seconds)
            self._going_on = False

        return await self._measure(write)

    async def _measure(self, write: Callable[[], Awaitable[None]]) -> _Slice:
        self._arrivals, self._sent = {}, {}
        self._deliveries = self._refused = 0
        await asyncio.sleep(_CALM_S)
        gc.collect()
        gc.disable()
        server_s, own_s, begun = processes.cpu_s(self._root_pid), time.process_time(), time.monotonic()
        await write()
        await self._until(lambda: self._deliveries >= (len(self._sent) - self._refused) * self._room.people)
        wall_s, own_s = time.monotonic() - begun, time.process_time() - own_s
        server_s = processes.cpu_s(self._root_pid) - server_s
        gc.enable()
        arrivals = self._arrivals.values()
        return _Slice(
            notes=len(self._sent),
            refused=self._refused,
            wall_s=wall_s,
            server_cpu_s=server_s,
            generator_cpu_s=own_s,
            late=[at - self._sent[note_id] for each in arrivals for note_id in each.note_ids for at in each.at],
            frame_lengths=[each.length for each in arrivals if each.settles != RECEIVER and len(each.note_ids) == 1],
            frames=sum(len(each.at) for each in arrivals if each.note_ids),
        )

    def _write(self, index: int) -> None:
        self._written[index] += 1
        number = self._written[index]
        note_id = f"n{index}-{number}"
        payload = self._room.note(index, number, note_id)
        self._sent[note_id] = time.monotonic()
        self._sockets[index].send(payload)

    def _take(self, index: int, payload: bytes) -> None:
        now = time.monotonic()
        arrival = self._arrivals.get(payload)
        if arrival is None:
            seen = self._room.read(payload)
            self._refused += seen.refused
            self._welcomed += seen.welcome
            arrival = self._arrivals[payload] = _Arrival(seen, len(payload))
        arrival.at.append(now)
        self._deliveries += len(arrival.note_ids)
        if arrival.settles in (index, RECEIVER) and self._going_on and self._written[index] < MAX_NOTES_PER_PERSON:
            self._write(index)

    async def _until(self, condition: Callable[[], bool], more_s: float = 0.0) -> None:
        deadline = time.monotonic() + _WITHIN_S + more_s
        # Looking fifty times a second costs less than being woken by every frame.
        while not condition():
            if time.monotonic() > deadline or any(socket.closed for socket in self._sockets):
                raise TimeoutError("a socket was closed, or notes did not arrive")
            await asyncio.sleep(0.02)


def _together(slices: list[_Slice], people: int) -> Phase:
    late = sorted(seconds for each in slices for seconds in each.late)
    lengths = [length for each in slices for length in each.frame_lengths]
    notes, refused = sum(each.notes for each in slices), sum(each.refused for each in slices)
    return Phase(
        notes=notes,
        deliveries=len(late),
        expected=(notes - refused) * people,
        frames=sum(each.frames for each in slices),
        refused=refused,
        wall_s=sum(each.wall_s for each in slices),
        server_cpu_s=sum(each.server_cpu_s for each in slices),
        generator_cpu_s=sum(each.generator_cpu_s for each in slices),
        p50_ms=_part(late, 0.5) * 1000,
        p99_ms=_part(late, 0.99) * 1000,
        frame_bytes=sum(lengths) / max(1, len(lengths)),
    )


def _part(ordered: list[float], part: float) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))] if ordered else 0.0


async def run(order: Order) -> Result:
    """Do what is ordered. Raises TimeoutError when something does not arrive, ConnectionError when a socket is refused."""
    board = Board(order.board.url, order.people)
    floors = [Floor(target.url, order.people) for target in (order.floor, order.fast_floor)]
    root_pids = (order.board.root_pid, order.floor.root_pid, order.fast_floor.root_pid)
    loads, added_kb = [], []
    for room, root_pid in zip((board, *floors), root_pids, strict=True):
        await room.prepare()
        await asyncio.sleep(_CALM_S)
        before_kb = processes.rss_kb(root_pid)
        load = Load(room, root_pid)
        await load.connect()
        await asyncio.sleep(_CALM_S)
        added_kb.append((processes.rss_kb(root_pid) - before_kb) / order.people)
        loads.append(load)
    steady: list[list[_Slice]] = [[] for _ in loads]
    full: list[list[_Slice]] = [[] for _ in loads]
    for _ in range(SLICES):
        for load, slices in zip(loads, steady, strict=True):
            slices.append(await load.steady(order.rate, order.steady_s / SLICES))
            # Notes of the same length as the board's on the wire.
            for floor in floors:
                floor.payload_bytes = floor.payload_bytes or round(_together(slices, order.people).frame_bytes)
    for _ in range(SLICES):
        for load, slices in zip(loads, full, strict=True):
            slices.append(await load.full(order.full_s / SLICES))
    for load in loads:
        load.close()
    return Result(
        *(
            Room(kb, _together(s, order.people), _together(f, order.people))
            for kb, s, f in zip(added_kb, steady, full, strict=True)
        )
    )


def main() -> int:
    """Read an order, write a result."""
    order = msgspec.json.decode(sys.stdin.buffer.read(), type=Order)
    sys.stdout.buffer.write(msgspec.json.encode(asyncio.run(run(order))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
