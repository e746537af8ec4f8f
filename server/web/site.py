# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every page needs: the rooms, the addresses that people type, the language, and pages for what goes wrong."""

from urllib.parse import urlsplit

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from board import pages
from board.i18n import closest_language
from server import access
from server.live.room import Room
from server.live.rooms import Rooms
from server.rates import Rate
from server.settings import Settings
from server.web.apart import Apart
from sessions.material.text import Language, language_named
from sessions.model.codes import Refusal
from sessions.model.pages import Page, check_page
from sessions.model.viewer import CREW, HeldRole, Viewer

_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


class Site(Struct, frozen=True):
    """What the pages share. `lan_address` is this machine's address on the local network, empty when it has none."""

    settings: Settings
    rooms: Rooms
    lan_address: str
    wrong_codes: Rate
    apart: Apart


class PageError(Exception):
    """A page that cannot be shown: its HTTP status and a code of ours."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code


def site_of(request: Request) -> Site:
    """The site that the application was made with."""
    site: Site = request.app.state.site
    return site


def language_of(request: Request) -> Language:
    """The language asked for by `?taal=`, else the one that the browser prefers; for pages outside a workshop."""
    asked = language_named(request.query_params.get("taal", ""))
    return asked or closest_language(request.headers.get("accept-language", ""))


def is_https(request: Request) -> bool:
    """Whether people use https, also behind a trusted proxy."""
    return request.url.scheme == "https"


def public_base(request: Request) -> str:
    """The address that other people can type: the configured one, else this request's; never "localhost" when the machine has
    an address on the local network, because a phone could not use it.
    """
    site = site_of(request)
    if site.settings.public_url:
        return site.settings.public_url
    parts = urlsplit(str(request.base_url))
    if parts.hostname in _LOOPBACK and site.lan_address:
        port = f":{parts.port}" if parts.port else ""
        return f"{parts.scheme}://{site.lan_address}{port}"
    return f"{parts.scheme}://{parts.netloc}"


async def room_by_id(request: Request, session_id: str) -> Room:
    """The room with this id. Raises PageError 404."""
    room = await site_of(request).rooms.get(session_id)
    if room is None:
        raise PageError(404, "unknown_workshop")
    return room


async def room_by_code(request: Request, code: str) -> Room:
    """The room to which a normalised join code leads. Raises PageError 404, or 429 after too many wrong codes.

    Whoever takes part already is never kept out: a whole room may share the address from which somebody tries codes (SEC-08).
    """
    site = site_of(request)
    address = request.client.host if request.client else ""
    throttled = site.wrong_codes.empty(address)
    if throttled and not request.cookies:
        raise PageError(429, "too_many_tries")
    session_id = await site.rooms.log.find_code(code) if len(code) <= 40 else None
    if session_id is None:
        if site.wrong_codes.allow(address):
            raise PageError(404, "unknown_code")
        raise PageError(429, "too_many_tries")
    room = await room_by_id(request, session_id)
    if throttled and access.any_viewer(room.session, request.cookies) is None:
        raise PageError(429, "too_many_tries")
    return room


def viewer_in(request: Request, room: Room, role: HeldRole) -> Viewer | None:
    """Whom the browser's cookie for this role makes its holder."""
    return access.viewer_of(room.session, role, access.secret_in(request.cookies, role, room.session.id))


def viewer_for(request: Request, room: Room, page: Page) -> Viewer | Refusal:
    """Who in this browser may open a page, facilitator and scribe first; why not, when nobody may."""
    refusal = Refusal("not_allowed")
    for viewer in sorted(access.viewers(room.session, request.cookies), key=lambda viewer: viewer.role not in CREW):
        refused = check_page(room.session, viewer, page)
        if refused is None:
            return viewer
        refusal = refused
    return refusal


def may_open(request: Request, room: Room, page: Page) -> bool:
    """Whether somebody in this browser may open a page."""
    return isinstance(viewer_for(request, room, page), Viewer)


def set_cookie(request: Request, response: Response, role: access.Kept, session_id: str, secret: str) -> None:
    """Keep a secret in this browser until it is closed (PRIV-06)."""
    https = is_https(request)
    response.set_cookie(
        access.cookie_name(role, session_id, https=https), secret, secure=https, httponly=True, samesite="lax", path="/"
    )


def forget_cookie(request: Request, response: Response, role: access.Kept, session_id: str) -> None:
    """Take a secret out of this browser."""
    https = is_https(request)
    name = access.cookie_name(role, session_id, https=https)
    response.delete_cookie(name, path="/", secure=https, httponly=True, samesite="lax")


def see_other(path: str) -> Response:
    """After a form: go and look at `path`."""
    return RedirectResponse(path, status_code=303)


def page_error(request: Request, error: Exception) -> Response:
    """The page for a PageError."""
    assert isinstance(error, PageError)  # noqa: S101 - the table of handlers says so
    text = pages.error_page(lang=language_of(request), status=error.status, code=error.code)
    return HTMLResponse(text, status_code=error.status)
