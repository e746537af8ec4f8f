# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The second way, for networks that let no WebSocket through: frames come in one answer that does not end, as server-sent events,
and go by requests of their own. The rules are those of every connection (`server.live.connection`).

A stream is asked for by POST: its body is the hello, so nothing of it stands in an address, and its origin is checked as that of
any form. A command may reach another worker than the one that has the stream: it is carried out where it lands, under the same
counter of its page. What was stored is settled by the stream, with its change, as over a socket; whatever publishes nothing is
answered where it landed.
"""

import asyncio
import base64
import contextlib
import socket
from collections import deque
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Any, Protocol

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from server.ending import begin
from server.live.connection import Sockets
from server.live.lines import Gone
from server.live.replaying import NewerEntry
from server.live.sockets import MAX_QUEUED_BYTES, payload_of, serialize
from server.store import StoreError
from sessions.material.limits import Id
from sessions.model.codes import Close

PROTOCOL_HEADER = "waardenbord-protocol"
"""What a WebSocket offers as subprotocols."""
PAGE_HEADER = "waardenbord-page"
"""Beside a command: the page instance (`hello.client_id`) whose counter it bears."""

SIGN_OF_LIFE_S = 10.0
"""A comment so often: proxies cut what is silent, and a page knows by it that its stream lives."""
UNREACHED_MS = 20_000
"""When the other side confirms nothing for so long, the kernel ends the connection."""
PADDING_BYTES = 2048
"""Of the first comment: what reads along on the way often holds back the first kilobytes until it knows what they are."""
END_WITHIN_S = 5.0

CONNECTION = "waardenbord.connection"
"""The extension in the scope of a request that hands over its connection."""

_HEADERS = {
    "content-type": "text/event-stream",
    # Nobody on the way may keep it, or pack it until there is enough to pack.
    "cache-control": "no-store, no-transform",
    "x-accel-buffering": "no",
}
_STATUS = {Close.COME_BACK: 503, Close.STORE_DOWN: 503, Close.FLOOD: 429, Close.WORKSHOP_GONE: 410}
_OTHERWISE = HTTPStatus.CONFLICT
"""Who asked may not. None of those (400, 403, …) by which what stands in between refuses the frame itself: the page keeps it."""


class Connection(Protocol):
    """The HTTP connection below a stream."""

    is_stream: bool
    transport: asyncio.Transport


class StreamOutbox:
    """Where the frames of a stream go: a `Sink`, with the bound of a socket's."""

    def __init__(self, cut: Callable[[], None]) -> None:
        self._cut = cut
        self._waiting: deque[bytes] = deque()
        self._waiting_bytes = 0
        self._more = asyncio.Event()
        self._is_writing = self._is_over = False

    def send(self, frame: bytes) -> None:
        """Queue it. Behind a client that takes in nothing there is a bound, beyond which it is cut off; it will come back."""
        self._queue(b"data: " + base64.b64encode(payload_of(frame)) + b"\n\n")

    def receive(self, take: Callable[[bytes], bool] | None) -> None:
        """Nothing comes by a stream."""

    def finish(self, code: Close) -> None:
        """Say with which code it ends; nothing follows."""
        self._queue(b"event: close\ndata: %d\n\n" % code)
        self._is_over = True

    def _queue(self, event: bytes) -> None:
        if self._is_over:
            return
        self._waiting.append(event)
        self._waiting_bytes += len(event)
        self._more.set()
        if self._is_writing and self._waiting_bytes > MAX_QUEUED_BYTES:
            self._is_over = True
            self._waiting.clear()
            self._cut()

    async def write(self, send: Send) -> None:
        """Write what is queued, and a sign of life where nothing is, until it is finished."""
        while not self._is_over or self._waiting:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(SIGN_OF_LIFE_S):
                    await self._more.wait()
            self._more.clear()
            body = b"".join(self._waiting) or b":\n\n"
            self._waiting.clear()
            self._waiting_bytes = 0
            self._is_writing = True
            await send({"type": "http.response.body", "body": body, "more_body": True})
            self._is_writing = False
        await send({"type": "http.response.body", "body": b"", "more_body": False})


class _Asking:
    """A request as the rules see it."""

    def __init__(self, request: Request) -> None:
        self.path_params: Mapping[str, Any] = request.path_params
        self.cookies: Mapping[str, str] = request.cookies
        self.offered: Sequence[str] = [each.strip() for each in request.headers.get(PROTOCOL_HEADER, "").split(",")]


class _StreamLine(_Asking):
    """A `Line`: the hello, and then nothing until the other side leaves."""

    def __init__(self, request: Request, hello: bytes, receive: Receive, sink: StreamOutbox) -> None:
        super().__init__(request)
        self._hello: bytes | None = hello
        self._receive = receive
        self._sink = sink

    async def receive(self) -> bytes:
        """The hello; afterwards it only ever raises Gone."""
        if self._hello is not None:
            hello, self._hello = self._hello, None
            return hello
        while (await self._receive())["type"] != "http.disconnect":
            pass
        raise Gone

    async def tell(self, payload: bytes) -> None:
        """Queue a frame."""
        self._sink.send(serialize(payload))

    def outbox(self) -> StreamOutbox:
        """The stream's own."""
        return self._sink


class _Stream(Response):
    """The answer that does not end."""

    def __init__(self, sockets: Sockets, request: Request, hello: bytes) -> None:
        super().__init__()
        self._sockets = sockets
        self._request = request
        self._hello = hello

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        connection: Connection = scope["extensions"][CONNECTION]
        connection.is_stream = True
        _watch(connection.transport)
        outbox = StreamOutbox(connection.transport.abort)
        headers = [(name.encode(), text.encode()) for name, text in _HEADERS.items()]
        await send({"type": "http.response.start", "status": HTTPStatus.OK, "headers": headers})
        await send({"type": "http.response.body", "body": b":" + b" " * PADDING_BYTES + b"\n\n", "more_body": True})
        async with _writing(outbox, send) as writing:
            try:
                code = await self._sockets.serve(_StreamLine(self._request, self._hello, receive, outbox))
            except Gone:
                return
            outbox.finish(code)
            await asyncio.wait({writing}, timeout=END_WITHIN_S)
            if not writing.done():
                connection.transport.abort()


@asynccontextmanager
async def _writing(outbox: StreamOutbox, send: Send) -> AsyncIterator[asyncio.Task[None]]:
    writing = begin(outbox.write(send), name="write a stream")
    try:
        yield writing
    finally:
        writing.cancel()
        await asyncio.wait({writing})


def _watch(transport: asyncio.Transport) -> None:
    """Let the kernel find out when the other side is not there any more: nothing that it sends tells, as a socket's pongs do."""
    its_socket = transport.get_extra_info("socket")
    option = getattr(socket, "TCP_USER_TIMEOUT", None)
    if its_socket is not None and option is not None:
        # A socket of this machine's own file system has no such thing.
        with contextlib.suppress(OSError):
            its_socket.setsockopt(socket.IPPROTO_TCP, option, UNREACHED_MS)


class Streams:
    """The two addresses of the second way."""

    def __init__(self, sockets: Sockets) -> None:
        self._sockets = sockets

    async def open(self, request: Request) -> Response:
        """POST /stroom/<session>/<role>: a hello, answered by the stream. Whatever is wrong is said in it, as a socket closes."""
        return _Stream(self._sockets, request, await request.body())

    async def take(self, request: Request) -> Response:
        """POST /stroom/<session>/<role>/doe: one frame beside a stream. 200 with the frame that answers it; 204 when its stream
        does; otherwise the page begins anew, and its stream says why.
        """
        try:
            page = msgspec.convert(request.headers.get(PAGE_HEADER, ""), Id)
        except msgspec.ValidationError:
            return Response(status_code=_OTHERWISE)
        try:
            answer = await self._sockets.take_beside(_Asking(request), page, await request.body())
        except (StoreError, NewerEntry):
            answer = Close.STORE_DOWN
        if isinstance(answer, Close):
            return Response(status_code=_STATUS.get(answer, _OTHERWISE))
        if not answer:
            return Response(status_code=HTTPStatus.NO_CONTENT)
        return Response(answer, media_type="application/octet-stream")
