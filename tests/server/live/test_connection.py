# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who hangs up while a connection begins or ends leaves no error behind."""

from __future__ import annotations

from typing import Any, cast

import pytest
from starlette.types import Message
from starlette.websockets import WebSocket

from server.live.connection import Sockets


@pytest.mark.parametrize("last", ["websocket.accept", "websocket.close"])
async def test_who_hangs_up_while_let_in_or_sent_away_leaves_no_error(last: str) -> None:
    """A server that can no longer write raises OSError, which is no more than news."""
    told: list[str] = []

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        told.append(message["type"])
        if message["type"] == last:
            raise OSError

    scope: dict[str, Any] = {"type": "websocket", "path": "/ws/a/screen", "headers": [], "query_string": b"", "subprotocols": []}
    scope["path_params"] = {"role": "screen", "session": "a"}

    await Sockets(cast("Any", None)).endpoint(WebSocket(scope, receive, send))

    assert told[-1] == last
