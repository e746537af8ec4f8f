# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""How many connections there may be, and how long one may keep the server waiting: for its request, and for reading an answer.

uvicorn's HTTP protocol with these bounds around it. Bodies have bounds of their own (`server.web.bodies`), as has a socket before
its `hello` (`server.live.connection`).
"""

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle
from uvicorn.server import ServerState

from server.live.streams import CONNECTION
from server.web.guard import CROWDED

REQUEST_WITHIN_S = 15.0
"""From the opening of a connection, or the end of its last answer, to the end of a request's head."""
READ_AGAIN_WITHIN_S = 30.0
"""As long as a client may take in nothing of what is ready for it."""
ANSWER_WITHIN_S = 300.0
"""Until all of an answer is taken in, however slowly. A socket's frames have a bound of their own (I12)."""
LOOK_EVERY_S = 1.0

MAX_CONNECTIONS = 20_000
"""Of one worker; some hundred megabytes."""
KEPT_DESCRIPTORS = 128
"""For the store, files, and whatever libraries open."""
CROWDED_PART = 0.75
"""Beyond this part of the places only those get an answer who are in a workshop already."""

_BAD_REQUEST = b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"


class Connections(ServerState):
    """What uvicorn knows of its connections, and which of them only wait. Call `look` every LOOK_EVERY_S."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most
        self._waiting: dict[HttpConnection, float] = {}
        """Without a whole request, since when (on the loop's clock); who waits longest stands first."""
        self._unread: dict[asyncio.BaseProtocol, _Unread] = {}

    def wait(self, connection: "HttpConnection") -> None:
        """A request is waited for, from now on."""
        self._waiting.pop(connection, None)
        self._waiting[connection] = connection.loop.time()

    def wait_no_more(self, connection: "HttpConnection") -> None:
        """Its request is there, or it is gone."""
        self._waiting.pop(connection, None)

    def make_place(self, newest: "HttpConnection") -> None:
        """When there are too many: close whoever waits longest without having asked anything; that may be the newest itself."""
        if len(self.connections) > self.most:
            longest = next(iter(self._waiting), newest)
            self.wait_no_more(longest)
            longest.transport.abort()

    @property
    def crowded(self) -> bool:
        """Whether so many ask or are in a workshop that the rest is kept for those who are in one."""
        return len(self.connections) - len(self._waiting) > self.most * CROWDED_PART

    def abort_all(self) -> None:
        """Leave nobody hanging who does not read."""
        for connection in list(self.connections):
            connection.transport.abort()

    def look(self, now: float) -> None:
        """Close what keeps the server waiting too long; `now` is on the loop's clock."""
        while self._waiting and now - next(iter(self._waiting.values())) > REQUEST_WITHIN_S:
            longest = next(iter(self._waiting))
            self.wait_no_more(longest)
            longest.transport.close()
        unread: dict[asyncio.BaseProtocol, _Unread] = {}
        for connection in list(self.connections):
            left_bytes = connection.transport.get_write_buffer_size()
            if not left_bytes:
                continue
            known = self._unread.get(connection) or _Unread(now)
            known.look(left_bytes, now)
            if known.is_over(now, bounded=isinstance(connection, HttpConnection) and not connection.is_stream):
                # Not `close`, which waits until it has read everything.
                connection.transport.abort()
            else:
                unread[connection] = known
        self._unread = unread


class _Unread:
    """What is ready for a client and not taken in."""

    def __init__(self, now: float) -> None:
        self._since = self._read_at = now
        self._left_bytes = 0

    def look(self, left_bytes: int, now: float) -> None:
        if left_bytes < self._left_bytes:
            self._read_at = now
        self._left_bytes = left_bytes

    def is_over(self, now: float, *, bounded: bool) -> bool:
        return now - self._read_at > READ_AGAIN_WITHIN_S or (bounded and now - self._since > ANSWER_WITHIN_S)


class HttpConnection(H11Protocol):
    """A connection that has to ask something soon, and one malformed request of which is no traceback in the log."""

    server_state: Connections
    is_stream = False
    """Its answer does not end (`server.live.streams`)."""
    _is_socket = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn's own
        """Take it, and make place for it."""
        super().connection_made(transport)
        self.server_state.wait(self)
        self.server_state.make_place(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget it."""
        self.server_state.wait_no_more(self)
        super().connection_lost(exc)

    def _should_upgrade(self) -> bool:
        # Asked when the head of a request is there, and only then.
        self.server_state.wait_no_more(self)
        extensions: dict[str, Any] = {CONNECTION: self}
        if self.server_state.crowded:
            extensions[CROWDED] = {}
        self.scope["extensions"] = extensions
        # A socket's request has no body. With one it is a request like any other, and gets an answer.
        has_body = any(
            name == b"transfer-encoding" or (name == b"content-length" and value.strip(b"0")) for name, value in self.headers
        )
        return not has_body and super()._should_upgrade()

    def _unsupported_upgrade_warning(self) -> None:
        """Say nothing: such a request gets an answer like any other."""

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        """Hand the connection over to a socket."""
        self._is_socket = True
        super().handle_websocket_upgrade(event)

    def shutdown(self) -> None:
        """The server stops. A stream would go on for ever; its page comes back to another worker."""
        super().shutdown()
        if self.is_stream:
            self.transport.close()

    def on_response_complete(self) -> None:
        """The answer is given: the next request is waited for, unless it is there."""
        self.is_stream = False
        super().on_response_complete()
        if self.cycle.response_complete and not self._is_socket and not self.transport.is_closing():
            self.server_state.wait(self)

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 # uvicorn's; a page of its own would lack our headers
        """Answer what is no request, without a word; never in the middle of another answer."""
        cycle: RequestResponseCycle | None = self.cycle
        if cycle is None or cycle.response_complete:
            self.transport.write(_BAD_REQUEST)
        else:
            if not cycle.response_started:
                self.transport.write(_BAD_REQUEST)
            cycle.disconnected = True
            cycle.message_event.set()
        self.transport.close()


def most_connections(descriptors: int | None) -> int:
    """How many connections a worker takes that may open so many files; None is without end."""
    return MAX_CONNECTIONS if descriptors is None else max(64, min(MAX_CONNECTIONS, descriptors - KEPT_DESCRIPTORS))
