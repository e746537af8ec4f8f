# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A WebSocket between a page and a worker, that keeps its order, takes its time, and can break on one side before the other."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from random import Random
from typing import Any, Protocol, cast

from starlette.websockets import WebSocket

from server.live.sockets import _EXTENSION, WritableSocket
from sessions.wire.frames import SUBPROTOCOL

HIGH_WATER_BYTES = 4 * 1024
"""What the transport takes for a page that reads slowly, before the server is asked to wait. Far less than in a real one, as the
frames of a small workshop are."""


class Reader(Protocol):
    """The page's side of a wire."""

    def opened(self, wire: Wire) -> None:
        """The worker has accepted."""

    def received(self, wire: Wire, frame: bytes) -> None:
        """A frame, as the server serialized it."""

    def closed(self, wire: Wire, code: int) -> None:
        """It is over."""


class _Socket(WritableSocket):
    """The server's own socket on a transport of ours; nothing else of uvicorn takes part."""

    def __init__(self, transport: asyncio.Transport, inbox: asyncio.Queue[Any]) -> None:
        self.transport = transport
        self.queue = inbox
        self.writable = asyncio.Event()
        self.writable.set()
        self.disconnected = False

    def lost(self) -> None:
        """What `connection_lost` does to whoever writes."""
        self.disconnected = True
        if self.outbox is not None:
            self.outbox.hold()


class _Transport:
    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._aborted = False

    def write(self, frame: bytes) -> None:
        self._wire.write(frame)

    def abort(self) -> None:
        self._aborted = True
        self._wire.cut(page_after_s=0.0, worker_after_s=0.0)

    def is_closing(self) -> bool:
        # As a real one: an end that closed itself knows at once, one that was cut learns it with `connection_lost`.
        return self._aborted


class Wire:
    """One connection. Both directions keep their order; after `cut` nothing more arrives anywhere."""

    def __init__(self, reader: Reader, random: Random, slowest_s: float) -> None:
        self._loop = asyncio.get_running_loop()
        self._reader = reader
        self._random = random
        self._slowest_s = slowest_s
        self._last_s = [0.0, 0.0]
        self._inbox: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._socket = _Socket(cast("asyncio.Transport", _Transport(self)), self._inbox)
        self._held: list[bytes] | None = None
        self._held_bytes = 0
        self._paused = False
        self.is_cut = False
        self.is_over = False
        """The page has been told that it ended, or has closed it itself."""

    def serve(self, path_params: dict[str, str], cookie: str) -> WebSocket:
        """The worker's side, as Starlette hands it to an endpoint."""
        scope: dict[str, Any] = {
            "type": "websocket",
            "path": "/ws",
            "headers": [(b"cookie", cookie.encode())],
            "subprotocols": [SUBPROTOCOL],
            "path_params": path_params,
            "extensions": {_EXTENSION: self._socket},
        }
        self._inbox.put_nowait({"type": "websocket.connect"})
        return WebSocket(scope, self._inbox.get, self._send)

    # ── the page's side ─────────────────────────────────────────────────────────────────────────────────────────────

    def send(self, data: bytes) -> None:
        """From the page to the worker."""
        self._travel(0, self._take, data)

    def _take(self, data: bytes) -> None:
        if not self._socket.hand_over(data):
            self._inbox.put_nowait({"type": "websocket.receive", "bytes": data})

    def close(self) -> None:
        """The page closes it: it hears nothing more, the worker hears of it."""
        self.is_over = True
        self._travel(0, self._end_worker)

    # ── the worker's side ───────────────────────────────────────────────────────────────────────────────────────────

    def write(self, frame: bytes) -> None:
        """From the worker to the page, by the server's outbox."""
        if self._held is None:
            self._travel(1, self._receive, frame)
            return
        self._held.append(frame)
        self._held_bytes += len(frame)
        if self._held_bytes > HIGH_WATER_BYTES and not self._paused:
            self._paused = True
            self._socket.pause_writing()

    async def _send(self, message: Any) -> None:
        if message["type"] == "websocket.accept":
            self._travel(1, self._open)
        elif message["type"] == "websocket.close":
            self._socket.close_sent = True
            self._travel(1, self._end_page, message["code"])

    # ── faults ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def cut(self, *, page_after_s: float | None, worker_after_s: float | None) -> None:
        """Break: what is under way is gone. Each side learns of it after so long, or (None) never by itself."""
        if self.is_cut:
            return
        self.is_cut = True
        if page_after_s is not None:
            self._loop.call_later(page_after_s, self._end_page, 1006)
        if worker_after_s is not None:
            self._loop.call_later(worker_after_s, self._end_worker)

    def stall(self) -> None:
        """The page stops reading."""
        if self._held is None:
            self._held, self._held_bytes = [], 0

    def read_on(self) -> None:
        """The page reads what waited."""
        held, self._held = self._held or [], None
        for frame in held:
            self.write(frame)
        if self._paused:
            self._paused = False
            self._socket.resume_writing()

    # ── travelling ──────────────────────────────────────────────────────────────────────────────────────────────────

    def _travel(self, direction: int, arrive: Callable[..., None], *arguments: Any) -> None:
        if self.is_cut:
            return
        delay_s = self._random.uniform(0.0005, self._slowest_s)
        self._last_s[direction] = max(self._last_s[direction] + 1e-6, self._loop.time() + delay_s)
        self._loop.call_at(self._last_s[direction], self._arrive, arrive, arguments)

    def _arrive(self, arrive: Callable[..., None], arguments: tuple[Any, ...]) -> None:
        if not self.is_cut:
            arrive(*arguments)

    def _open(self) -> None:
        if not self.is_over:
            self._reader.opened(self)

    def _receive(self, frame: bytes) -> None:
        if not self.is_over:
            self._reader.received(self, frame)

    def _end_page(self, code: int) -> None:
        if not self.is_over:
            self.is_over = True
            self._reader.closed(self, code)
        self.cut(page_after_s=None, worker_after_s=0.0)

    def _end_worker(self) -> None:
        self._socket.lost()
        self._inbox.put_nowait({"type": "websocket.disconnect", "code": 1006})


def payload_of(frame: bytes) -> bytes:
    """What a serialized frame of the server carries."""
    size = frame[1] & 127
    return frame[2 if size < 126 else 4 if size == 126 else 10 :]
