# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The bytes of a socket: uvicorn's WebSocket protocol, opened for writing one serialized frame to many connections.

The fan-out serializes an unmasked frame once and writes it to each transport. Only behind a client that is slow do frames queue,
up to a bound; HTTP, accept, receive, close and ping stay uvicorn's and Starlette's. (Tried before it was
chosen: this way costs less than the bare `websockets` broadcast; a queue and a task per client cost 25–45 % more.)
"""

from collections import deque
from collections.abc import Callable
from typing import Any

from starlette.websockets import WebSocket
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Frame, Opcode

MAX_QUEUED_BYTES = 256 * 1024
"""What may wait behind a slow client, besides the kernel's and the transport's buffers (I12)."""

_EXTENSION = "waardenbord.socket"


def serialize(payload: bytes) -> bytes:
    """A binary WebSocket frame, as a server sends it: not masked, not compressed."""
    return Frame(Opcode.BINARY, payload).serialize(mask=False, extensions=[])


class WritableSocket(WebSocketsSansIOProtocol):
    """uvicorn's protocol, handing itself to the application in the scope's `extensions`."""

    outbox: "Outbox | None" = None
    _close_sent = False

    # uvicorn sets it in four places; the fan-out would have to ask for every frame.
    @property
    def close_sent(self) -> bool:
        """Whether our close frame is on its way: nothing may follow it."""
        return self._close_sent

    @close_sent.setter
    def close_sent(self, sent: bool) -> None:
        self._close_sent = sent
        if sent and self.outbox is not None:
            self.outbox.hold()

    async def run_asgi(self) -> None:
        """Run the application with this socket in its scope."""
        extensions: dict[str, Any] = self.scope.setdefault("extensions", {})
        extensions[_EXTENSION] = self
        try:
            await super().run_asgi()
        finally:
            self.outbox = None

    def pause_writing(self) -> None:
        """The client is slow: what follows waits."""
        super().pause_writing()
        if self.outbox is not None:
            self.outbox.hold()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing can be written any more."""
        super().connection_lost(exc)
        if self.outbox is not None:
            self.outbox.hold()

    def resume_writing(self) -> None:
        """The client reads again: what waited goes out first."""
        super().resume_writing()
        if self.outbox is not None:
            self.outbox.flush()


class Outbox:
    """Where a connection's frames go. Never awaits, so that one slow reader never delays another."""

    __slots__ = ("_socket", "_waiting", "_waiting_bytes", "_write")

    def __init__(self, websocket: WebSocket) -> None:
        socket: WritableSocket = websocket.scope["extensions"][_EXTENSION]
        self._socket = socket
        socket.outbox = self
        self._waiting: deque[bytes] = deque()
        self._waiting_bytes = 0
        # The transport's own `write` while nothing stands in its way, else None: one look per frame instead of four, at memory
        # that three hundred other connections have just pushed out of the processor's cache.
        self._write: Callable[[bytes], None] | None = None
        self.flush()

    def send(self, frame: bytes) -> None:
        """Write a serialized frame, or queue it behind a slow client; one that is too slow is cut off and will come back."""
        write = self._write
        if write is not None:
            try:
                write(frame)
            except RuntimeError:
                # uvloop's transport, closed and not yet said to be lost; asyncio's would do nothing. Others are still to be told.
                self.hold()
            return
        socket = self._socket
        if socket.disconnected or socket.close_sent:
            return
        self._waiting.append(frame)
        self._waiting_bytes += len(frame)
        if self._waiting_bytes > MAX_QUEUED_BYTES:
            # No close frame would get through; to the client this is a broken connection, after which it comes back.
            self._waiting.clear()
            socket.transport.abort()

    def hold(self) -> None:
        """Write nothing from now on. Called by the socket when its client is slow or gone, or our close frame is sent."""
        self._write = None

    def flush(self) -> None:
        """Write what waited, until the client is slow again."""
        socket = self._socket
        while self._waiting and _open(socket):
            frame = self._waiting.popleft()
            self._waiting_bytes -= len(frame)
            socket.transport.write(frame)
        if not self._waiting and _open(socket):
            self._write = socket.transport.write


def _open(socket: WritableSocket) -> bool:
    is_up = not socket.disconnected and not socket.close_sent and not socket.transport.is_closing()
    return is_up and socket.writable.is_set()
