# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A loop over everybody's socket, as one writes it first with Starlette on uvicorn. Keeps nothing."""

import sys

import uvicorn
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

everybody: set[WebSocket] = set()


async def connected(socket: WebSocket) -> None:
    """Who comes, until he leaves."""
    await socket.accept()
    everybody.add(socket)
    try:
        while True:
            edit = await socket.receive_bytes()
            for other in list(everybody):
                await other.send_bytes(edit)
    except WebSocketDisconnect:
        pass
    finally:
        everybody.discard(socket)


if __name__ == "__main__":
    app = Starlette(routes=[WebSocketRoute("/", connected)])
    uvicorn.run(app, port=int(sys.argv[1]), log_level="warning", ws_per_message_deflate=False, loop="uvloop")
