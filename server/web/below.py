# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The board below a path of another site (OPS-06): what comes in loses that path, what leads on gets it.

Outermost, so that nothing inside knows of it. A proxy may pass the path on or take it off: the rest is the same address.
"""

from urllib.parse import unquote, urlsplit

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from board.below import at, inside


class Below:
    """Wraps the application."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take the path off, then go on."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        scope["path"] = inside(scope["path"] or "/")

        async def leading(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if "location" in headers:
                    headers["location"] = at(_path_of(headers["location"], scope))
            await send(message)

        await self._app(scope, receive, leading)


def _path_of(location: str, scope: Scope) -> str:
    """Where a redirect leads. The router's own, to the same address with a slash more or less, is a whole address without the
    path that was taken off.
    """
    parts = urlsplit(location)
    path = unquote(parts.path)
    if parts.netloc and path.strip("/") == scope["path"].strip("/") and path != scope["path"]:
        return parts._replace(scheme="", netloc="", path=f"/{parts.path.lstrip('/')}").geturl()
    return location
