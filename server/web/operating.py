# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""`/beheer`: how it goes with the server, for whoever has the operator's key (OPS-05). Where none is set there is no page."""

import hashlib
import hmac
import time

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from board.server_pages import server_door, server_page
from server import access
from server.live import audit
from server.store import Quota, StoreError
from server.web.forms import form_of, text_of
from server.web.languages import language_of
from server.web.overviews import Overviews
from server.web.site import PageError, address_of, forget_cookie, see_other, set_cookie, site_of
from server.web.slowed import network_of

WRONG_KEYS = Quota("admin-key", burst=10, each_s=30)
"""Keys of one address; after that every try waits."""
A_DAY_S = 86_400
_OWN = "own"


async def show(request: Request) -> Response:
    """GET /beheer: the overview, or the door to it."""
    overviews, lang = _overviews(request), language_of(request)
    if not _holds_key(request, overviews):
        return HTMLResponse(server_door(lang=lang))
    return HTMLResponse(server_page(lang=lang, now=await overviews.now()))


async def enter(request: Request) -> Response:
    """POST to the same address: the key. Who tries often waits, and so does everybody while the store keeps no count of
    that: just then whoever runs the server has to get in. Raises Busy when too many wait.
    """
    overviews, site = _overviews(request), site_of(request)
    typed = text_of(await form_of(request), "key")
    try:
        wait_s = await site.rooms.quotas.take(WRONG_KEYS, site.rooms.hashed("admin", network_of(address_of(request))))
    except StoreError:
        wait_s = 1.0
    if wait_s:
        await site.slowed.wait()
    key = site.settings.admin_key or ""
    if not hmac.compare_digest(hashlib.sha256(key.encode()).digest(), hashlib.sha256(typed.encode()).digest()):
        audit.tell("open_overview", "", "operator", "wrong_key")
        return HTMLResponse(server_door(lang=language_of(request), wrong=True), status_code=403)
    audit.tell("open_overview", "", "operator")
    response = see_other("/beheer")
    set_cookie(request, response, "operator", _OWN, overviews.key_of_day(_today()))
    return response


async def leave(request: Request) -> Response:
    """POST /beheer/uit: this browser forgets the key."""
    _overviews(request)
    response = see_other("/beheer")
    forget_cookie(request, response, "operator", _OWN)
    return response


async def to_page(request: Request) -> Response:
    """GET of the address of a form."""
    _overviews(request)
    return see_other("/beheer")


def _overviews(request: Request) -> Overviews:
    """Raises PageError 404 where no key is set."""
    site = site_of(request)
    if site.settings.admin_key is None:
        raise PageError(404, "not_found")
    return site.overviews


def _holds_key(request: Request, overviews: Overviews) -> bool:
    """Whether a browser was given the key, today or yesterday."""
    held = access.secret_in(request.cookies, "operator", _OWN)
    return any(hmac.compare_digest(held, overviews.key_of_day(day)) for day in (_today(), _today() - 1))


def _today() -> int:
    return int(time.time() // A_DAY_S)


ROUTES: tuple[Route, ...] = (
    Route("/beheer", show),
    Route("/beheer", enter, methods=["POST"]),
    Route("/beheer/uit", to_page),
    Route("/beheer/uit", leave, methods=["POST"]),
)
