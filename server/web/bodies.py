# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""How much is read of a request, and for how long: every body is bounded before a byte of it is taken in (SEC-04, SEC-08).

Pure ASGI, before any route. A body is read whole here and handed on in one piece, so that nothing further in waits for a slow
line. What is refused is answered with a page that says why, and the connection is closed.
"""

import asyncio
from collections.abc import Callable, Collection

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_SMALL_BYTES = 16 * 1024
"""A name, a code, a key: under a hundred bytes. What browsers add to a form stays far below this."""
SMALL_WITHIN_S = 15.0
MAX_CASE_BYTES = 64 * 1024
"""A form of a case: eight answers of five hundred characters, each of which may take twelve bytes in a form."""
TO_GIVE_BACK = 4
"""A form that is up to so many times as large as it may be is read too, to be given back: it is done no more than any other."""
OVER = "is_over"
"""In the state of a request whose form is larger than it may be, and is there to be given back."""
MAX_LARGE_BYTES = 1_000_000
"""A form with the longest script and the most own values, twice over."""
LARGE_WITHIN_S = 180.0
"""A megabyte over fifty kilobits per second."""
SILENT_S = 15.0
"""As long as nothing at all may come of a body that is on its way."""
MAX_HELD_BYTES = 64_000_000
"""Of all bodies that are on their way together. A connection that sends next to nothing takes next to nothing of it."""
KEPT_FOR_SMALL_BYTES = 16_000_000
"""Room beyond it for small bodies alone, a thousand of them, so that large ones never keep anybody from joining."""
LINGER_BYTES = 16 * MAX_LARGE_BYTES
LINGER_S = 5.0
"""What is read and thrown away behind a refusal: closing at once would reset the connection, and a browser that is still sending
would show that instead of the page."""

_FORM = "application/x-www-form-urlencoded"
_WITH_BODY = {"POST", "PUT", "PATCH", "DELETE"}

Refuse = Callable[[Scope, int, str], ASGIApp]
"""Makes the response that says with a status and a code of ours why something is refused."""


class Bodies:
    """Wraps the application. `large` are the paths of forms that may have MAX_LARGE_BYTES, and so are all below the paths
    `large_below`; below the paths `cases` they may have MAX_CASE_BYTES. Below `given_back` one that is larger is read up to
    TO_GIVE_BACK times as much, and marked with OVER. `refuse` makes the pages.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        large: Collection[str],
        refuse: Refuse,
        cases: tuple[str, ...] = (),
        large_below: tuple[str, ...] = (),
        given_back: tuple[str, ...] = (),
    ) -> None:
        self._app = app
        self._large = frozenset(large)
        self._cases = cases
        self._large_below = large_below
        self._given_back = given_back
        self._refuse = refuse
        self._held_bytes = 0

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
        most = self._most(scope["path"]) if scope["method"] in _WITH_BODY else 0
        # The number of digits first: Python takes its time over a number of thousands of them.
        may_come_back = scope["path"].startswith(self._given_back) and headers.get("content-type", "").lower().startswith(_FORM)
        read = most * TO_GIVE_BACK if may_come_back else most
        if len(length.lstrip("0")) > len(str(MAX_LARGE_BYTES)) or int(length) > read:
            is_file = most == MAX_LARGE_BYTES and headers.get("content-type", "").lower().startswith("multipart/")
            await self._turn_away(scope, receive, send, 413, "file_too_long" if is_file else "too_long")
            return
        if int(length) > most:
            scope.setdefault("state", {})[OVER] = True
        body = bytearray()
        try:
            large = self._is_large(scope["path"]) or int(length) > MAX_SMALL_BYTES
            refusal = await self._read(body, receive, large=large)
        finally:
            # It is on its way no more; how long somebody takes to read the answer is no matter of others.
            self._held_bytes -= len(body)
        if refusal is None:
            await self._app(scope, _handing_on(bytes(body), receive), send)
        elif refusal:
            await self._turn_away(scope, receive, send, *refusal)

    def _most(self, path: str) -> int:
        if self._is_large(path):
            return MAX_LARGE_BYTES
        return MAX_CASE_BYTES if path.startswith(self._cases) else MAX_SMALL_BYTES

    def _is_large(self, path: str) -> bool:
        return path in self._large or path.startswith(self._large_below)

    async def _read(self, body: bytearray, receive: Receive, *, large: bool) -> tuple[int, str] | tuple[()] | None:
        """Read the whole body. None when it is there, else the status and code of a refusal; empty when the sender has gone."""
        until = asyncio.get_running_loop().time() + (LARGE_WITHIN_S if large else SMALL_WITHIN_S)
        most_held = MAX_HELD_BYTES + (0 if large else KEPT_FOR_SMALL_BYTES)
        more = True
        while more:
            now = asyncio.get_running_loop().time()
            try:
                async with asyncio.timeout_at(min(until, now + SILENT_S)):
                    message = await receive()
            except TimeoutError:
                return 408, "too_slow"
            if message["type"] != "http.request":
                return ()
            piece = message.get("body", b"")
            if self._held_bytes + len(piece) > most_held:
                return 503, "busy"
            # The server lets through no more than the length that was said.
            body += piece
            self._held_bytes += len(piece)
            more = message.get("more_body", False)
        return None

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


def _handing_on(body: bytes, receive: Receive) -> Receive:
    """The body in one piece, then whatever comes."""
    whole: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def handed_on() -> Message:
        return whole.pop() if whole else await receive()

    return handed_on


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
