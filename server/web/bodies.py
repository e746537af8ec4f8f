# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""How much is read of a request, and for how long: every body is bounded before a byte of it is taken in (SEC-04, SEC-08).

Pure ASGI, before any route. A small body, which is what nearly every form sends, is read whole here and handed on in one piece;
a large form is handed on as it comes. What is refused is answered with a page that says why, and the connection is closed.
"""

import asyncio
from collections.abc import Callable, Collection

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_SMALL_BYTES = 16 * 1024
"""A name, a code, a key: under a hundred bytes. What browsers add to a form stays far below this."""
SMALL_WITHIN_S = 15.0
MAX_LARGE_BYTES = 2_000_000
"""A form with the longest script, a few times over."""
LARGE_WITHIN_S = 60.0
"""Two megabytes over a third of a megabit per second."""
LARGE_AT_ONCE = 32
"""Large forms that are read and worked on at the same time: 64 MB of them."""
TURN_WITHIN_S = 10.0
LINGER_BYTES = 8 * MAX_LARGE_BYTES
LINGER_S = 5.0
"""What is read and thrown away behind a refusal: closing at once would reset the connection, and a browser that is still sending
would show that instead of the page."""

_WITH_BODY = {"POST", "PUT", "PATCH", "DELETE"}

Refuse = Callable[[Scope, int, str], ASGIApp]
"""Makes the response that says with a status and a code of ours why something is refused."""


class BodyRefused(Exception):
    """A large body that came too slowly (408) or is longer than was said (413)."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Bodies:
    """Wraps the application. `large` are the paths of forms that may have MAX_LARGE_BYTES; `refuse` makes the pages.

    The application handles BodyRefused, which can come out of reading a large form.
    """

    def __init__(self, app: ASGIApp, *, large: Collection[str], refuse: Refuse) -> None:
        self._app = app
        self._large = frozenset(large)
        self._refuse = refuse
        self._turns = asyncio.Semaphore(LARGE_AT_ONCE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse what is too much, or has no length, before it is read."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        # With neither of the two there is no body (RFC 9112, 6.3).
        length = headers.get("content-length", "0")
        if "transfer-encoding" in headers or not (length.isascii() and length.isdigit()):
            await self._turn_away(scope, receive, send, 411, "no_length")
            return
        large = scope["path"] in self._large and scope["method"] in _WITH_BODY
        most = MAX_LARGE_BYTES if large else MAX_SMALL_BYTES if scope["method"] in _WITH_BODY else 0
        # The number of digits first: Python takes its time over a number of thousands of them.
        if len(length.lstrip("0")) > len(str(MAX_LARGE_BYTES)) or int(length) > most:
            await self._turn_away(scope, receive, send, 413, "too_long")
        elif int(length) > MAX_SMALL_BYTES:
            await self._pass_large(scope, receive, send)
        else:
            await self._pass_small(scope, receive, send)

    async def _pass_small(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = bytearray()
        try:
            async with asyncio.timeout(SMALL_WITHIN_S):
                more = True
                while more:
                    message = await receive()
                    if message["type"] != "http.request":
                        return
                    body += message.get("body", b"")
                    more = message.get("more_body", False)
        except TimeoutError:
            await self._turn_away(scope, receive, send, 408, "too_slow")
            return
        whole: list[Message] = [{"type": "http.request", "body": bytes(body), "more_body": False}]

        async def handed_on() -> Message:
            return whole.pop() if whole else await receive()

        await self._app(scope, handed_on, send)

    async def _pass_large(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            async with asyncio.timeout(TURN_WITHIN_S):
                await self._turns.acquire()
        except TimeoutError:
            await self._turn_away(scope, receive, send, 503, "busy")
            return
        until = asyncio.get_running_loop().time() + LARGE_WITHIN_S
        taken = 0
        ended = False

        async def bounded() -> Message:
            nonlocal taken, ended
            if ended:
                return await receive()
            try:
                async with asyncio.timeout_at(until):
                    message = await receive()
            except TimeoutError:
                raise BodyRefused(408) from None
            taken += len(message.get("body", b""))
            if taken > MAX_LARGE_BYTES:
                raise BodyRefused(413)
            ended = not message.get("more_body", False)
            return message

        async def closing(message: Message) -> None:
            # The rest of a body that was given up would be taken for the next request.
            if message["type"] == "http.response.start" and not ended:
                message["headers"] = [*message.get("headers", []), (b"connection", b"close")]
            await send(message)

        try:
            await self._app(scope, bounded, closing)
        finally:
            self._turns.release()

    async def _turn_away(self, scope: Scope, receive: Receive, send: Send, status: int, code: str) -> None:
        """Send the whole page, then throw away what still comes, within bounds, and close."""

        async def closing(message: Message) -> None:
            if message["type"] == "http.response.start":
                await send({**message, "headers": [*message.get("headers", []), (b"connection", b"close")]})
            elif message["type"] == "http.response.body":
                # The length is in the headers, so the page is complete for whoever reads it; the connection is not.
                await send({**message, "more_body": True})

        await self._refuse(scope, status, code)(scope, receive, closing)
        # Who waits to be asked for the body has sent none.
        if Headers(scope=scope).get("expect", "").lower() != "100-continue":
            await _throw_away(receive)
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _throw_away(receive: Receive) -> None:
    thrown = 0
    try:
        async with asyncio.timeout(LINGER_S):
            while thrown < LINGER_BYTES:
                message = await receive()
                if message["type"] != "http.request" or not message.get("more_body", False):
                    return
                thrown += len(message.get("body", b""))
    except TimeoutError:
        return
