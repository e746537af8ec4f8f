# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""python-socketio with its Redis manager, one room, on uvicorn. Keeps nothing."""

import sys
from typing import Any

import socketio
import uvicorn

sio = socketio.AsyncServer(async_mode="asgi", client_manager=socketio.AsyncRedisManager(sys.argv[2]))


@sio.event
async def connect(sid: str, _environment: dict[str, Any]) -> None:
    """He is in the room."""
    await sio.enter_room(sid, "zaal")


@sio.event
async def edit(_sid: str, told: Any) -> None:
    """What he sent goes to everybody, by way of Redis."""
    await sio.emit("edit", told, room="zaal")


if __name__ == "__main__":
    app = socketio.ASGIApp(sio)
    uvicorn.run(app, port=int(sys.argv[1]), log_level="warning", ws_per_message_deflate=False, loop="uvloop")
