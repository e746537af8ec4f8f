# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""One room of a server while it is measured: its people write, and every edit is looked for on every socket.

What does not come, or comes twice, is counted and told; a server of which anything was lost has no figures.
"""

import asyncio
import gc
import time
from array import array
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from statistics import median

from msgspec import Struct

from benchmarks import processes
from benchmarks.client import Socket, connect
from benchmarks.peers.wires import Told, Wire
from benchmarks.rooms import address_of

_AT_ONCE = 16
_CALM_S = 0.3
WITHIN_S = 30.0
"""When nothing came for so long, what is not there yet is lost: a slow server is slow, not at fault."""


class Slice(Struct, frozen=True):
    """A part of a phase. A delivery is one edit that reached one socket; `lost` and `twice` are those that did not, or again."""

    edits: int
    deliveries: int
    lost: int
    twice: int
    wall_s: float
    cpu_s: float
    late_ms: tuple[float, ...]
    """Of every delivery, in no order."""
    frames: int
    frame_bytes: int


class _Arrival:
    """The same bytes on many sockets: what they tell, and who got them when."""

    __slots__ = ("at", "length", "told", "who")

    def __init__(self, told: Told, length: int) -> None:
        self.told, self.length = told, length
        self.at, self.who = array("d"), array("H")


class Room:
    """`people` on the server at `url`, whose processes stand below `pids`."""

    def __init__(self, url: str, pids: Sequence[int], wire: Wire, people: int) -> None:
        self.url, self.pids, self.wire, self.people = url, pids, wire, people
        self._sockets: list[Socket] = []
        self._early: list[tuple[int, bytes]] = []
        self._written = [0] * people
        self._sent: dict[tuple[int, int], float] = {}
        self._arrivals: dict[bytes, _Arrival] = {}
        self._welcomed = self._received = self._next = 0
        self._going_on = False
        self._problem = ""

    async def come(self) -> float:
        """Everybody, greeted. What each added to the server's resident memory, in kB."""
        await asyncio.sleep(_CALM_S)
        before_kb = self._rss_kb()
        turns = asyncio.Semaphore(_AT_ONCE)

        async def one(index: int) -> Socket:
            async with turns:
                path, headers = self.wire.way_in(index)
                socket = await connect(index, address_of(self.url), path, headers, self._take)
                for said in self.wire.hello(index):
                    socket.send(said, text=self.wire.text)
                return socket

        self._sockets = await asyncio.gather(*(one(index) for index in range(self.people)))
        for index, answer in self._early:
            self._sockets[index].send(answer, text=self.wire.text)
        if not await self._until(lambda: self._welcomed >= self.people or not self.wire.greets):
            raise RuntimeError(f"{self._welcomed} of {self.people} were let in")
        await asyncio.sleep(_CALM_S)
        return (self._rss_kb() - before_kb) / self.people

    def leave(self) -> None:
        """All sockets closed."""
        for socket in self._sockets:
            socket.close()

    async def steady(self, rate: float, seconds: float) -> Slice:
        """Edits at a fixed rate, whatever comes of them; the authors take turns."""

        async def write() -> None:
            loop = asyncio.get_running_loop()
            begun = loop.time()
            for number in range(max(1, round(rate * seconds))):
                await asyncio.sleep(begun + number / rate - loop.time())
                self._write(self._next)
                self._next = (self._next + 1) % self.people

        return await self._measured(write)

    async def full(self, seconds: float) -> Slice:
        """Everybody writes anew as soon as he has his last edit back."""

        async def write() -> None:
            self._going_on = True
            for index in range(self.people):
                self._write(index)
            await asyncio.sleep(seconds)
            self._going_on = False

        return await self._measured(write)

    async def _measured(self, write: Callable[[], Awaitable[None]]) -> Slice:
        if said := self.wire.sign_of_life():
            for socket in self._sockets:
                socket.send(said, text=self.wire.text)
        await asyncio.sleep(_CALM_S)
        self._arrivals, self._sent, self._received = {}, {}, 0
        gc.collect()
        gc.disable()
        try:
            before_ns, begun = self._cpu_ns(), time.monotonic()
            await write()
            await self._until(lambda: self._received >= len(self._sent) * self.people)
            wall_s, spent_ns = time.monotonic() - begun, self._cpu_ns() - before_ns
        finally:
            gc.enable()
        return self._slice(wall_s, spent_ns / 1e9)

    def _slice(self, wall_s: float, cpu_s: float) -> Slice:
        late_ms: list[float] = []
        got: dict[tuple[int, int], Counter[int]] = {edit: Counter() for edit in self._sent}
        for arrival in self._arrivals.values():
            for edit in arrival.told.edits:
                if edit in got:
                    got[edit].update(arrival.who)
                    late_ms += [(at - self._sent[edit]) * 1e3 for at in arrival.at]
            for number in arrival.told.own:
                for who, at in zip(arrival.who, arrival.at, strict=True):
                    if (edit := (who, number)) in got:
                        got[edit][who] += 1
                        late_ms.append((at - self._sent[edit]) * 1e3)
        reached, came = sum(len(who) for who in got.values()), sum(who.total() for who in got.values())
        told = [each for each in self._arrivals.values() if each.told.edits]
        return Slice(
            edits=len(self._sent),
            deliveries=reached,
            lost=len(self._sent) * self.people - reached,
            twice=came - reached,
            wall_s=wall_s,
            cpu_s=cpu_s,
            late_ms=tuple(late_ms),
            frames=sum(len(each.at) for each in told),
            frame_bytes=round(median(each.length for each in told)) if told else 0,
        )

    def _write(self, index: int) -> None:
        self._written[index] += 1
        number = self._written[index]
        payload = self.wire.edit(index, number)
        self._sent[index, number] = time.monotonic()
        self._sockets[index].send(payload, text=self.wire.text)

    def _take(self, index: int, payload: bytes) -> None:
        now = time.monotonic()
        arrival = self._arrivals.get(payload)
        if arrival is None:
            told = self.wire.read(payload)
            self._problem = told.refused or self._problem
            arrival = self._arrivals[payload] = _Arrival(told, len(payload))
        arrival.at.append(now)
        arrival.who.append(index)
        told = arrival.told
        self._received += len(told.edits) + len(told.own)
        if told.welcome:
            self._welcomed += 1
        if told.answer and not self._sockets:  # asked before everybody was there
            self._early.append((index, told.answer))
        elif told.answer:
            self._sockets[index].send(told.answer, text=self.wire.text)
        if self._going_on:
            last = self._written[index]
            if (index, last) in told.edits or last in told.own:
                self._write(index)

    async def _until(self, condition: Callable[[], bool]) -> bool:
        """Whether it comes true before nothing comes any more. Raises RuntimeError when somebody was refused or sent away."""
        came, waited_since = 0, time.monotonic()
        while not condition():
            codes = {socket.close_code for socket in self._sockets if socket.closed}
            if self._problem or codes:
                raise RuntimeError(self._problem or f"a socket of {self.url} was closed with {sorted(codes)}")
            now = time.monotonic()
            if came != self._received + self._welcomed:
                came, waited_since = self._received + self._welcomed, now
            if now - waited_since > WITHIN_S:
                return False
            await asyncio.sleep(0.01)
        return True

    def _cpu_ns(self) -> int:
        return sum(processes.cpu_ns(pid) for pid in self.pids)

    def _rss_kb(self) -> int:
        return sum(processes.rss_kb(pid) for pid in self.pids)
