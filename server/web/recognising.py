# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long a browser knows its person again (PRIV-06).

Beside the cookie with the secret stands one without, which says that the browser keeps it: no browser tells a server how long it
keeps a cookie, and one that goes when the browser is closed may never be made to stay.
"""

from starlette.requests import Request
from starlette.responses import Response

from server import access
from server.live.room import Room
from server.web.site import forget_cookie, set_cookie, site_of
from sessions.material.limits import NAMELESS_AFTER_MS
from sessions.model.state import Session

RECOGNISED_S = 14 * 24 * 3600
"""From the last visit on, so that two sittings of one workshop keep everybody. As long as what was not sent stays on a device."""


def recognise(request: Request, response: Response, room: Room, secret: str, *, shared: bool) -> None:
    """This browser is from now on the participant with this secret; where others use it too, until it is closed."""
    session = room.session
    kept_s = None if shared else _kept_s(session, site_of(request).rooms.clock.now_ms())
    set_cookie(request, response, "participant", session.id, secret, kept_s=kept_s)
    if kept_s is not None:
        set_cookie(request, response, "kept", session.id, access.KEPT_MARK, kept_s=kept_s)
    elif access.is_kept(request.cookies, session.id):
        forget_cookie(request, response, "kept", session.id)


def recognise_again(request: Request, response: Response, room: Room) -> None:
    """At a visit of a participant: the time begins anew, and is short once the workshop is over. A cookie that goes with the
    browser stays as it is.
    """
    if access.is_kept(request.cookies, room.session.id):
        secret = access.secret_in(request.cookies, "participant", room.session.id)
        recognise(request, response, room, secret, shared=False)


def keeps_key(request: Request, room: Room) -> bool:
    """Whether this browser's device may keep the key of its participant's own link: nobody else uses it, and there is something
    to come back to.
    """
    return room.session.phase != "closed" and access.is_kept(request.cookies, room.session.id)


def _kept_s(session: Session, now_ms: int) -> int | None:
    """After the end as long as people can tell their own notes; then until the browser is closed, for the poster alone."""
    if session.phase != "closed":
        return RECOGNISED_S
    left_s = (session.closed_at_ms + NAMELESS_AFTER_MS - now_ms) // 1000
    return min(left_s, RECOGNISED_S) if left_s > 0 else None
