# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""In which language somebody reads a page: the one asked for by `?taal=` (or `?lang=`), the one that this browser was asked for
before, or else the page's own. What people wrote stays as they wrote it.
"""

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from board import i18n, rendering
from board.below import cookie_path
from sessions.material.text import Language

COOKIE = "waardenbord_taal"
"""Not named as the cookies of workshops: it says nothing of who somebody is, and lets nobody in."""
REMEMBERED_S = 90 * 24 * 3600
"""Over the workshops of a project. It knows nobody, so it need not go sooner."""
_OF_THE_ROOM = "/scherm/"
"""What everybody looks at, and its preview: it follows nobody's browser."""


def language_named(name: str) -> Language | None:
    """The language that a form or an address means by `name`; None when nothing here can be read in it."""
    return i18n.language_named(name, rendering.DIST / "locale")


def language_of(request: Request) -> Language:
    """For a page outside a workshop, which has no language of its own: else the one that the browser prefers."""
    return _wanted(request) or i18n.closest_language(request.headers.get("accept-language", ""), rendering.DIST / "locale")


def language_in(request: Request, own: Language) -> Language:
    """For a page of a workshop, whose language is `own`."""
    return _wanted(request) or own


def _wanted(request: Request) -> Language | None:
    if _is_of_the_room(request):
        return _asked(request)
    return _asked(request) or language_named(request.cookies.get(COOKIE, ""))


def _is_of_the_room(request: Request) -> bool:
    return _OF_THE_ROOM in f"{request.url.path}/"


def _asked(request: Request) -> Language | None:
    return language_named(request.query_params.get("taal", "")) or language_named(request.query_params.get("lang", ""))


class Languages:
    """Wraps the application: a page that was asked for in a language makes the browser remember it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add the cookie to what answers with a page."""
        request = Request(scope) if scope["type"] == "http" and scope["method"] == "GET" and scope["query_string"] else None
        asked = _asked(request) if request and not _is_of_the_room(request) else None
        if request is None or asked is None:
            await self._app(scope, receive, send)
            return
        cookie = Response()
        secure = request.url.scheme == "https"
        cookie.set_cookie(COOKIE, asked, max_age=REMEMBERED_S, secure=secure, httponly=True, samesite="lax", path=cookie_path())

        async def remembering(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if headers.get("content-type", "").startswith("text/html") or 300 <= message["status"] < 400:
                    headers.append("set-cookie", cookie.headers["set-cookie"])
            await send(message)

        await self._app(scope, receive, remembering)
