# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The shells of the live board, the doors of the secret links, and the content that boards fetch by a hashed address."""

import asyncio
import gzip
from weakref import WeakKeyDictionary

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from board import pages
from server import access
from server.live.room import Room
from server.web.board_content import content_hash, content_json, content_url
from server.web.files import takes_gzip
from server.web.forms import form_of, text_of
from server.web.guard import FRAMED
from server.web.joining import room_of_code
from server.web.languages import language_in
from server.web.recognising import keeps_key, recognise_again
from server.web.site import PageError, public_base, room_by_id, see_other, set_cookie, viewer_in
from server.web.status_address import address_of_workshop
from sessions.model.state import Session
from sessions.model.viewer import NEVER_WITH, HeldRole, LinkRole, Role, Viewer

ROLE_OF: dict[str, LinkRole] = {"regie": "facilitator", "scherm": "screen", "notulen": "scribe"}
"""The role that is asked for by the first part of an address."""
PATH_OF: dict[Role, str] = {role: path for path, role in ROLE_OF.items()}

_FOREVER = "public, max-age=31536000, immutable"
_ZIPPED: WeakKeyDictionary[Room, dict[str, asyncio.Future[bytes]]] = WeakKeyDictionary()
"""The content of the boards of each open room, zipped once for all who ask; it goes with the room."""

_KEPT_ZIPPED = 2
"""That of whoever leads and that of all others; those of before other values were chosen go for them."""


async def participant_board(request: Request) -> Response:
    """GET /w/<code>/bord: for whoever joined in this browser; others go to the form."""
    room = await room_of_code(request)
    viewer = viewer_in(request, room, "participant")
    if viewer is None:
        return see_other(f"/w/{room.session.code}")
    response = _board(request, room, "participant", viewer.participant_id)
    recognise_again(request, response, room)
    return response


async def link_board(request: Request) -> Response:
    """GET /regie/<session>, /scherm/…, /notulen/…: the board for whoever holds the link, else the door."""
    role = _role(request)
    room = await room_by_id(request, request.path_params["session"])
    if viewer_in(request, room, role) is None:
        return _door(request, room, role, wrong=False)
    return _board(request, room, role)


async def screen_preview(request: Request) -> Response:
    """GET /regie/<session>/scherm: what the screen shows, for whoever leads: small on the desk, or as the screen itself in a
    window of its own. The one page that may stand in another of ours. Raises PageError 403.
    """
    room = await room_by_id(request, request.path_params["session"])
    if viewer_in(request, room, "facilitator") is None:
        raise PageError(403, "not_allowed")
    response = _board(request, room, "screen")
    response.headers["x-frame-options"] = FRAMED
    return response


async def unlock(request: Request) -> Response:
    """POST to the same address: the key from behind the `#`, kept in a cookie when it fits."""
    role = _role(request)
    key = text_of(await form_of(request), "key").rpartition("#")[2]
    room = await room_by_id(request, request.path_params["session"], key)
    if access.viewer_of(room.session, role, key) is None:
        return _door(request, room, role, wrong=True)
    other = NEVER_WITH.get(role)
    if other is not None and viewer_in(request, room, other) is not None:
        raise PageError(409, "other_role")
    response = see_other(f"/{PATH_OF[role]}/{room.session.id}")
    set_cookie(request, response, role, room.session.id, key)
    return response


def board_url(session: Session, viewer: Viewer) -> str:
    """Where somebody's own board is."""
    path = PATH_OF.get(viewer.role)
    return f"/{path}/{session.id}" if path else f"/w/{session.code}/bord"


async def board_content(request: Request) -> Response:
    """GET /inhoud/<session>/<hash>.json: the session's own script and framework. The hash makes it cacheable for ever. When
    other values were chosen the address of before is gone: a page that gets 404 asks for itself anew.
    """
    room = await room_by_id(request, request.path_params["session"])
    wanted = request.path_params["hash"]
    # What everybody in the room asks for is written first, and mostly alone.
    written = (content_json(room.session, leads=leads) for leads in (False, True))
    body = next((each for each in written if content_hash(each) == wanted), None)
    if body is None:
        raise PageError(404, "not_found")
    headers = {"cache-control": _FOREVER, "vary": "accept-encoding"}
    if takes_gzip(request.headers):
        # No secret stands in it, and nothing that whoever asks could choose: its length tells nothing.
        body = await zipped_once(room, wanted, body)
        headers["content-encoding"] = "gzip"
    return Response(body, media_type="application/json", headers=headers)


async def zipped_once(room: Room, wanted: str, body: bytes) -> bytes:
    """The content with the hash `wanted`, zipped for the first who asks. Of each room the last _KEPT_ZIPPED are kept."""
    zipped = _ZIPPED.setdefault(room, {})
    if wanted not in zipped:
        while len(zipped) >= _KEPT_ZIPPED:
            del zipped[next(iter(zipped))]
        zipped[wanted] = asyncio.ensure_future(asyncio.to_thread(_zip, body))
    # Whoever goes away leaves it to the others who wait for the same.
    return await asyncio.shield(zipped[wanted])


def _zip(body: bytes) -> bytes:
    return gzip.compress(body, 6)


def _role(request: Request) -> LinkRole:
    return ROLE_OF[request.url.path.split("/")[1]]


def _board(request: Request, room: Room, role: HeldRole, person: str = "") -> Response:
    session = room.session
    page = pages.board_page(
        lang=language_in(request, session.language),
        role=role,
        person=person,
        own_key_url=f"/w/{session.code}/sleutel.json" if role == "participant" and keeps_key(request, room) else "",
        lead_url=_lead_url(request, room) if role == "participant" else "",
        session_id=session.id,
        title=session.title,
        content_url=content_url(session, leads=role == "facilitator"),
        code=session.code,
        join_url=f"{public_base(request)}/w/{session.code}",
        # It stands on the fixed poster, large enough for a phone in the last row.
        status_url=address_of_workshop(public_base(request), session) if role == "screen" else "",
    )
    return HTMLResponse(page)


def _lead_url(request: Request, room: Room) -> str:
    """Who tries it out takes part and leads in one browser. In a real workshop no phone points to the control page."""
    leads = room.session.rehearsal and viewer_in(request, room, "facilitator") is not None
    return f"/{PATH_OF['facilitator']}/{room.session.id}" if leads else ""


def _door(request: Request, room: Room, role: LinkRole, *, wrong: bool) -> Response:
    page = pages.key_page(
        lang=language_in(request, room.session.language), role=role, action=f"/{PATH_OF[role]}/{room.session.id}", error=wrong
    )
    return HTMLResponse(page, status_code=403 if wrong else 200)
