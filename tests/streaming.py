# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The second way to the board, for tests: a stream and the requests beside it, with as much of a WebSocket client's face as
devices use.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
from collections.abc import AsyncIterator, Callable
from typing import cast
from urllib.parse import urlsplit

import msgpack  # type: ignore[import-untyped]
from websockets.asyncio.client import ClientConnection

from server.live.streams import PAGE_HEADER, PROTOCOL_HEADER
from server.player.browser import Browser
from sessions.wire.frames import SUBPROTOCOL
from tests.client_constants import seconds
from tests.patience import patient
from tests.server.house import Player

ABNORMAL = 1006
SILENT_S = seconds("core/wire/stream.ts", "SILENT_MS")


class StreamSocket:
    """One stream. The first thing that is sent is the hello. `beside` is the address that the requests go to: the stream's own,
    unless a balancer sends them elsewhere.
    """

    def __init__(self, browser: Browser, path: str, *, beside: str = "", protocols: tuple[str, ...] = (SUBPROTOCOL,)) -> None:
        self._base = browser.base_url
        self._beside = beside or browser.base_url
        self._cookie = browser.cookie_header
        self._path = path.replace("/ws/", "/stroom/", 1)
        self._protocols = ", ".join(protocols)
        self._page = ""
        self._frames: asyncio.Queue[bytes | None] = asyncio.Queue()
        self._tasks: set[asyncio.Task[None]] = set()
        self._posts: set[asyncio.Task[None]] = set()
        self._writers: set[asyncio.StreamWriter] = set()
        self.close_code: int | None = None
        self.close_reason: str | None = None
        self.signs_of_life = 0
        self.refused_with = 0
        """The status of what was sent beside it and not taken in."""
        self.headers: dict[str, str] = {}
        self.on_head: Callable[[bytes], object] = lambda _: None
        """Gets the lines of every answer before its body."""
        self.transport = self

    async def send(self, data: bytes) -> None:
        """Ask for the stream with a hello; afterwards post a frame beside it, without waiting for how that ends."""
        if self.close_code is not None:
            raise ConnectionResetError
        is_beside = bool(self._page)
        task = asyncio.create_task(self._post(data) if is_beside else self._open(data), name="stream")
        for tasks in (self._tasks, self._posts) if is_beside else (self._tasks,):
            tasks.add(task)
            task.add_done_callback(tasks.discard)

    async def answered(self) -> None:
        """Wait until every request that was sent beside it has been answered."""
        while self._posts:
            await asyncio.wait(set(self._posts))

    async def recv(self) -> bytes:
        """The next frame. Raises ConnectionResetError at the end."""
        frame = await self._frames.get()
        if frame is None:
            raise ConnectionResetError
        return frame

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while (frame := await self._frames.get()) is not None:
            yield frame

    async def close(self) -> None:
        """Leave."""
        self.abort()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def abort(self) -> None:
        """Leave at once."""
        self._end(ABNORMAL)
        for task in self._tasks:
            task.cancel()

    def pause(self) -> None:
        """Take in nothing more of the stream."""
        for writer in self._writers:
            writer.transport.pause_reading()  # type: ignore[attr-defined]  # a socket's has it

    def _end(self, code: int, reason: str = "") -> None:
        if self.close_code is None:
            self.close_code, self.close_reason = code, reason
            self._frames.put_nowait(None)
            for writer in self._writers:
                writer.transport.abort()

    async def _open(self, hello: bytes) -> None:
        self._page = "-"
        # A hello may be anything, in tests of bad input.
        with contextlib.suppress(ValueError):
            self._page = msgpack.unpackb(hello)["client_id"]
        with contextlib.suppress(OSError, EOFError, ValueError):
            async with self._asked(self._base, self._path, hello) as (reader, status, self.headers):
                if status == 200:
                    await self._read(reader)
        self._end(ABNORMAL)

    async def _read(self, reader: asyncio.StreamReader) -> None:
        text = b""
        while True:
            async with asyncio.timeout(patient(SILENT_S)):
                size = int(await reader.readline() or b"0", 16)
                text += await reader.readexactly(size)
            if not size:
                return None
            await reader.readexactly(2)
            *events, text = text.split(b"\n\n")
            for event in events:
                kind, _, data = event.rpartition(b"data: ")
                if b"event: close" in kind:
                    return self._end(int(data))
                if event.startswith(b":"):
                    self.signs_of_life += 1
                else:
                    self._frames.put_nowait(base64.b64decode(data))

    async def _post(self, data: bytes) -> None:
        try:
            async with self._asked(self._beside, f"{self._path}/doe", data) as (reader, status, headers):
                answer = await reader.readexactly(int(headers.get("content-length", "0")))
        except (OSError, EOFError, ValueError):
            return self._end(ABNORMAL)
        if status == 200:
            return self._frames.put_nowait(answer)
        if status != 204:
            self.refused_with = status
            self._end(ABNORMAL)
        return None

    @contextlib.asynccontextmanager
    async def _asked(self, base: str, path: str, body: bytes) -> AsyncIterator[tuple[asyncio.StreamReader, int, dict[str, str]]]:
        parts = urlsplit(base)
        reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
        self._writers.add(writer)
        try:
            request = (
                f"POST {path} HTTP/1.1\r\nhost: {parts.netloc}\r\norigin: {base}\r\ncookie: {self._cookie}\r\n"
                f"{PROTOCOL_HEADER}: {self._protocols}\r\n{PAGE_HEADER}: {self._page}\r\ncontent-length: {len(body)}\r\n\r\n"
            )
            writer.write(request.encode() + body)
            head = await reader.readuntil(b"\r\n\r\n")
            self.on_head(head)
            first, *lines = head.decode().split("\r\n")
            told = (line.partition(": ") for line in lines)
            yield reader, int(first.split()[1]), {name.lower(): text for name, _, text in told}
        finally:
            self._writers.discard(writer)
            writer.transport.abort()


class StreamPlayer(Player):
    """A player by the second way; what it does goes `beside`, to another worker where that is said."""

    beside = ""

    async def _dial(self) -> ClientConnection:
        self.stream = StreamSocket(self._browser, self._path, beside=self.beside)
        return cast("ClientConnection", self.stream)
