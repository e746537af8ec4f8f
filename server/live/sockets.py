# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The bytes of a socket: uvicorn's WebSocket protocol, opened for writing one serialized frame to many connections.

The fan-out serializes an unmasked frame once and writes it to each transport. Only behind a client that is slow do frames queue,
up to a bound; HTTP, accept, receive, close and ping stay uvicorn's and Starlette's. (Tried before it was
chosen: this way costs less than the bare `websockets` broadcast; a queue and a task per client cost 25–45 % more.)
"""

import http
from asyncio import AbstractEventLoop
from collections import deque
from collections.abc import Callable
from typing import Any, Protocol

from starlette.websockets import WebSocket
from uvicorn.config import Config
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from uvicorn.server import ServerState
from websockets.http11 import Response
from websockets.server import ServerProtocol

MAX_QUEUED_BYTES = 256 * 1024
"""What may wait behind a slow client, besides the kernel's and the transport's buffers (I12)."""

_EXTENSION = "waardenbord.socket"
_TOO_LARGE = b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"


def serialize(payload: bytes) -> bytes:
    """A binary WebSocket frame, as a server sends it: not masked, not compressed (RFC 6455, 5.2)."""
    length = len(payload)
    if length < 126:
        return bytes((0x82, length)) + payload
    if length < 65_536:
        return b"\x82\x7e" + length.to_bytes(2, "big") + payload
    return b"\x82\x7f" + length.to_bytes(8, "big") + payload


def payload_of(frame: bytes) -> bytes:
    """What `serialize` was given."""
    return frame[{126: 4, 127: 10}.get(frame[1], 2) :]


class Sink(Protocol):
    """Where the frames of a connection go. Never awaits, so that one slow reader never delays another."""

    def send(self, frame: bytes) -> None:
        """Take a serialized frame: written, queued behind a slow client up to MAX_QUEUED_BYTES, or that one is cut off."""

    def receive(self, take: Callable[[bytes], bool] | None) -> None:
        """Let `take` have each message as it comes, where that is possible (`Outbox.receive`); else whoever reads gets it."""


class _Handshake(ServerProtocol):
    """What is no handshake is refused without a body: a page of the library's would lack the headers of ours."""

    def reject(self, status: http.HTTPStatus | int, text: str) -> Response:  # noqa: ARG002
        """The refusal."""
        return super().reject(status, "")


class WritableSocket(WebSocketsSansIOProtocol):
    """uvicorn's protocol, handing itself to the application in the scope's `extensions`."""

    outbox: "Outbox | None" = None
    on_message: "Callable[[bytes], bool] | None" = None
    """Gets each message as it comes, with no queue, task and pause of reading between: that is most of what a message costs. Set
    it while nothing waits in the queue. False hands this message and all that follow to the application instead.
    """
    _close_sent = False

    def __init__(
        self, config: Config, server_state: ServerState, app_state: dict[str, Any], _loop: AbstractEventLoop | None = None
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self.conn = _Handshake(max_size=config.ws_max_size, logger=self.logger)

    # uvicorn sets it in four places; the fan-out would have to ask for every frame.
    @property
    def close_sent(self) -> bool:
        """Whether our close frame is on its way: nothing may follow it."""
        return self._close_sent

    @close_sent.setter
    def close_sent(self, sent: bool) -> None:
        self._close_sent = sent
        if sent:
            # An application that refused has done its work; uvicorn would call it an error.
            self.handshake_complete = True
        if sent and self.outbox is not None:
            self.outbox.hold()

    def data_received(self, data: bytes) -> None:
        """Take in what came; a handshake comes whole. One that the library does not take in it would not answer either."""
        super().data_received(data)
        if not self.handshake_initiated and not self.transport.is_closing():
            self.transport.write(_TOO_LARGE)
            self.transport.close()

    def send_receive_event_to_app(self) -> None:
        """Hand a message on. Ours are binary: a text is no frame, whether it is text or not."""
        if self.curr_msg_data_type == "text":
            self.curr_msg_data_type, self.frames = "bytes", [b""]
        data = bytes(self.frames[0]) if len(self.frames) == 1 else b"".join(self.frames)
        if self.hand_over(data):
            self.frames = []
            return
        self.frames = [data]
        super().send_receive_event_to_app()

    def hand_over(self, data: bytes) -> bool:
        """Give a message to `on_message`, if there is one that takes it."""
        if self.on_message is None or self.close_sent:
            return False
        if self.on_message(data):
            return True
        self.on_message = None
        return False

    async def run_asgi(self) -> None:
        """Run the application with this socket in its scope."""
        extensions: dict[str, Any] = self.scope.setdefault("extensions", {})
        extensions[_EXTENSION] = self
        try:
            await super().run_asgi()
        finally:
            self.outbox = self.on_message = None

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
    """Where the frames of a WebSocket go: a `Sink`."""

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

    def receive(self, take: Callable[[bytes], bool] | None) -> None:
        """Let `take` have each message as it comes, unless some wait already, which go first: see `WritableSocket.on_message`.
        With None it gets no more.
        """
        if take is None or self._socket.queue.empty():
            self._socket.on_message = take

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
