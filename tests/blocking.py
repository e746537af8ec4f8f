# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A network that lets no WebSocket through: an HTTP proxy on a thread of its own, as it stands before many an office."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from tests.faults.proxy import closing

Blocked = Literal["refused", "swallowed"]
"""An upgrade is answered with 403, or nobody ever hears of it again."""

MAX_HEAD_BYTES = 64 * 1024


class Office:
    """Between browsers and a server. `let_through` lets upgrades pass from now on."""

    def __init__(self, port: int, blocked: Blocked) -> None:
        self.port = 0
        self.upgrades = 0
        self.let_through = False
        self._target = port
        self._blocked = blocked
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0, limit=MAX_HEAD_BYTES)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        if self._server is not None:
            self._server.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        # Transports say goodbye in the loop's next turns.
        for _ in range(3):
            await asyncio.sleep(0)

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(self._serve(reader, writer))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        async with closing(writer):
            with contextlib.suppress(OSError, asyncio.IncompleteReadError):
                # A browser asks for an upgrade on a connection of its own, so the first head of each tells.
                head = await reader.readuntil(b"\r\n\r\n")
                if b"upgrade: websocket" in head.lower():
                    self.upgrades += 1
                    if not self.let_through:
                        await self._block(reader, writer)
                        return
                up_reader, up_writer = await asyncio.open_connection("127.0.0.1", self._target)
                async with closing(up_writer):
                    up_writer.write(head)
                    pumps = [asyncio.create_task(_pump(*way)) for way in ((reader, up_writer), (up_reader, writer))]
                    try:
                        await asyncio.wait(pumps, return_when=asyncio.FIRST_COMPLETED)
                    finally:
                        for pump in pumps:
                            pump.cancel()
                        await asyncio.gather(*pumps, return_exceptions=True)

    async def _block(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._blocked == "refused":
            writer.write(b"HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
            await writer.drain()
        else:
            await reader.read()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while data := await reader.read(MAX_HEAD_BYTES):
            writer.write(data)
            await writer.drain()


@contextmanager
def office(base_url: str, blocked: Blocked) -> Iterator[Office]:
    """Such a network before the server at an address."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="office", daemon=True)
    thread.start()
    made = Office(int(base_url.rpartition(":")[2]), blocked)
    asyncio.run_coroutine_threadsafe(made.start(), loop).result(10)
    try:
        yield made
    finally:
        asyncio.run_coroutine_threadsafe(made.stop(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
