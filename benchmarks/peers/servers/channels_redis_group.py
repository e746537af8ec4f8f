# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Django Channels with its Redis layer, one group, on uvicorn. Keeps nothing.

Its layer drops what does not fit: with the hundred messages that it holds for a channel by default a full room loses some. Here
it holds ten thousand, and as many connections to the store as a full room takes.
"""

import sys
from typing import Any
from urllib.parse import urlsplit

import django
import uvicorn
from django.conf import settings

_store = urlsplit(sys.argv[2])
settings.configure(
    CHANNEL_LAYERS={
        "default": {
            "BACKEND": "channels_redis.core.RedisChannelLayer",
            "CONFIG": {
                "hosts": [{"host": _store.hostname, "port": _store.port, "max_connections": 10_000}],
                "capacity": 10_000,
            },
        }
    },
    SECRET_KEY="of a bench",  # noqa: S106 # keeps nothing secret
    ALLOWED_HOSTS=["*"],
)
django.setup()

from channels.generic.websocket import AsyncWebsocketConsumer  # noqa: E402 # it wants settings first


class Connection(AsyncWebsocketConsumer):
    """One socket."""

    groups = ("zaal",)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:  # noqa: ARG002 # its signature
        """What he sent goes to everybody, by way of Redis."""
        await self.channel_layer.group_send("zaal", {"type": "edit", "told": bytes_data})

    async def edit(self, event: dict[str, Any]) -> None:
        """What somebody sent."""
        await self.send(bytes_data=event["told"])


if __name__ == "__main__":
    uvicorn.run(
        Connection.as_asgi(),
        port=int(sys.argv[1]),
        log_level="warning",
        lifespan="off",
        ws_per_message_deflate=False,
        loop="uvloop",
    )
