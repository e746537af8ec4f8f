# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A TCP proxy in this process, for any link, with everything that goes wrong on a network at the turn of a switch.

    proxy = Proxy(lambda: ("127.0.0.1", 6379))
    await proxy.start()                 # connect to proxy.port
    proxy.cut()                         # every connection breaks; new ones work
    proxy.swallow("up", "down")         # a black hole: connections stand, nothing arrives; `heal` breaks them
    proxy.delay_s = 0.3                 # each way
    trap = proxy.trap("down", after=b"EVALSHA")   # the first such bytes are held: what happens now happens between two steps
    await trap.sprung; trap.drop()

On a link to Redis the subscriber's connection is told from the others by its SUBSCRIBE; `kind` then picks one of the two.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Literal

Way = Literal["up", "down"]
"""From the one who connected to the one who listens, or back."""

Kind = Literal["command", "feed"]

CHUNK_BYTES = 64 * 1024
SLICED_BYTES = 600
"""Of each piece so many bytes go one by one, and the rest together: every header and length is torn, and a view still arrives."""


class Trap:
    """Holds the first bytes that fit, and everything behind them on that connection. `sprung` is set while they are held."""

    def __init__(self, way: Way, kind: Kind | None, after: bytes) -> None:
        self.way = way
        self.kind = kind
        self.after = after
        self.sprung = asyncio.Event()
        self.link: Link | None = None
        self._go = asyncio.Event()
        self._dropped = False

    def fits(self, link: Link, way: Way, data: bytes) -> bool:
        """Whether these bytes are what the trap waits for: requests by their own words, replies by the request before them."""
        if self.sprung.is_set() or way != self.way or self.kind not in (None, link.kind):
            return False
        return self.after in (data if way == "up" else link.asked)

    async def hold(self, link: Link) -> bool:
        """Wait for `release` or `drop`; False when the bytes are to be lost."""
        self.link = link
        self.sprung.set()
        await self._go.wait()
        return not self._dropped

    def release(self) -> None:
        """Let the bytes go on."""
        self._go.set()

    def drop(self) -> None:
        """Lose the bytes, and the connection with them."""
        self._dropped = True
        if self.link is not None:
            self.link.abort()
        self._go.set()


class Link:
    """One connection through the proxy."""

    def __init__(self, down: asyncio.StreamWriter, up: asyncio.StreamWriter) -> None:
        self.kind: Kind = "command"
        self.asked = b""
        """The last bytes that went up."""
        self.swallowing: set[Way] = set()
        self._writers = (down, up)

    def abort(self) -> None:
        """Break it off on both sides at once, without goodbye."""
        for writer in self._writers:
            writer.transport.abort()


@asynccontextmanager
async def closing(*writers: asyncio.StreamWriter) -> AsyncIterator[None]:
    """Close them when the context ends: what was said last still arrives. Who is told not to wait for that breaks them off."""
    try:
        yield
    finally:
        try:
            for writer in writers:
                writer.close()
            for writer in writers:
                with contextlib.suppress(OSError):
                    await writer.wait_closed()
        finally:
            for writer in writers:
                writer.transport.abort()


class Proxy:
    """Listens on `port` of loopback and connects each caller to what `target` names at that moment."""

    def __init__(self, target: Callable[[], tuple[str, int]]) -> None:
        self.port = 0
        self.delay_s = 0.0
        self.sliced = False
        self.lost_bytes = 0
        """Bytes that were swallowed since the last `heal`."""
        self.delayed_bytes = 0
        self.sliced_bytes = 0
        self._target = target
        self._links: set[Link] = set()
        self._traps: list[Trap] = []
        self._swallow_new: tuple[frozenset[Way], Kind | None] = (frozenset(), None)
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Begin to listen. Call `close` afterwards."""
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", self.port, limit=CHUNK_BYTES)
        self.port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        """Break everything off and stop listening."""
        if self._server is not None:
            self._server.close()
        self.cut()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        # Transports say goodbye in the loop's next turns.
        for _ in range(3):
            await asyncio.sleep(0)

    def links(self, kind: Kind | None = None) -> list[Link]:
        """The connections that stand."""
        return [link for link in self._links if kind in (None, link.kind)]

    def cut(self, kind: Kind | None = None) -> int:
        """Break off every connection; how many there were."""
        links = self.links(kind)
        for link in links:
            link.abort()
        return len(links)

    def swallow(self, *ways: Way, kind: Kind | None = None, new: bool = True) -> None:
        """Let nothing through these ways any more, while connections stand. With `new`, also on connections made from now on."""
        for link in self.links(kind):
            link.swallowing |= set(ways)
        if new:
            self._swallow_new = (frozenset(ways), kind)

    def trap(self, way: Way, *, kind: Kind | None = None, after: bytes = b"") -> Trap:
        """Hold the next bytes that go this way; on the way down, those that answer a request with `after` in it."""
        trap = Trap(way, kind, after)
        self._traps.append(trap)
        return trap

    def heal(self) -> None:
        """Everything as it should be. What lost bytes is broken off: a stream with a hole in it can only be closed."""
        self.delay_s = 0.0
        self.sliced = False
        self._swallow_new = (frozenset(), None)
        for trap in self._traps:
            trap.release()
        self._traps.clear()
        for link in self.links():
            if link.swallowing:
                link.abort()
        self.lost_bytes = self.delayed_bytes = self.sliced_bytes = 0

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # A task of our own: asyncio complains about one of its own that is cancelled.
        task = asyncio.create_task(self._serve(reader, writer))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        async with closing(writer):
            with contextlib.suppress(OSError):
                await self._carry(reader, writer)

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        up_reader, up_writer = await asyncio.open_connection(*self._target(), limit=CHUNK_BYTES)
        for each in (writer, up_writer):
            each.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        link = Link(writer, up_writer)
        self._links.add(link)
        ways, kind = self._swallow_new
        if kind in (None, link.kind):
            link.swallowing |= ways
        pumps = [
            asyncio.create_task(self._pump(link, "up", reader, up_writer)),
            asyncio.create_task(self._pump(link, "down", up_reader, writer)),
        ]
        try:
            await asyncio.wait(pumps, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._links.discard(link)
            for pump in pumps:
                pump.cancel()
            try:
                await asyncio.gather(*pumps, return_exceptions=True)
            finally:
                async with closing(writer, up_writer):
                    pass

    async def _pump(self, link: Link, way: Way, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while data := await reader.read(CHUNK_BYTES):
                if way == "up":
                    self._learn(link, data)
                if way in link.swallowing:
                    self.lost_bytes += len(data)
                    continue
                for trap in self._traps:
                    if trap.fits(link, way, data) and not await trap.hold(link):
                        return
                if self.delay_s:
                    self.delayed_bytes += len(data)
                    await asyncio.sleep(self.delay_s)
                if way in link.swallowing:
                    self.lost_bytes += len(data)
                    continue
                await self._write(writer, data)

    def _learn(self, link: Link, data: bytes) -> None:
        link.asked = data
        if link.kind == "command" and b"SUBSCRIBE" in data:
            link.kind = "feed"
            ways, kind = self._swallow_new
            if kind == "feed":
                link.swallowing |= ways

    async def _write(self, writer: asyncio.StreamWriter, data: bytes) -> None:
        if self.sliced:
            alone = data[:SLICED_BYTES]
            for at in range(len(alone)):
                writer.write(alone[at : at + 1])
                await asyncio.sleep(0)
            self.sliced_bytes += len(alone)
            data = data[SLICED_BYTES:]
        if data:
            writer.write(data)
        await writer.drain()
