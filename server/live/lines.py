# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a connection is to the rules, whichever way its bytes go: a WebSocket, or a stream where a network lets none through."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from starlette.websockets import WebSocket, WebSocketDisconnect

from server.live.sockets import Outbox, Sink
from sessions.wire.frames import DRAWN_FOR


class Gone(Exception):
    """The other side has left."""


class Visit(Protocol):
    """Who asks, and for what: of a connection, and of a single request beside one."""

    @property
    def path_params(self) -> Mapping[str, Any]:
        """`session` and `role`."""

    @property
    def cookies(self) -> Mapping[str, str]:
        """What the browser holds."""

    @property
    def offered(self) -> Sequence[str]:
        """The subprotocols: which wire the page speaks, and for whom it was drawn."""


class Line(Visit, Protocol):
    """A connection that stands."""

    async def receive(self) -> bytes:
        """The next frame, the hello first. Raises Gone."""

    async def tell(self, payload: bytes) -> None:
        """Say something before there is an outbox."""

    def outbox(self) -> Sink:
        """Where frames go from now on."""


class SocketLine:
    """A WebSocket, accepted."""

    def __init__(self, websocket: WebSocket) -> None:
        self._websocket = websocket
        self.path_params: Mapping[str, Any] = websocket.path_params
        self.cookies: Mapping[str, str] = websocket.cookies
        self.offered: Sequence[str] = websocket.scope["subprotocols"]

    async def receive(self) -> bytes:
        """The next binary message. A text message counts as empty, which is no frame."""
        message = await self._websocket.receive()
        if message["type"] == "websocket.disconnect":
            raise Gone
        return bytes(message.get("bytes") or b"")

    async def tell(self, payload: bytes) -> None:
        """Send a message."""
        try:
            await self._websocket.send_bytes(payload)
        except WebSocketDisconnect:
            raise Gone from None

    def outbox(self) -> Outbox:
        """The socket, opened for writing."""
        return Outbox(self._websocket)


def drawn_for(visit: Visit) -> str:
    """The person whose page says so; empty for other roles, and for pages of before they said it."""
    return next((each.removeprefix(DRAWN_FOR) for each in visit.offered if each.startswith(DRAWN_FOR)), "")
