# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The links of a workshop, for whoever leads it: show them, a second facilitator's, and hand the workshop over.

Only the first facilitator may change links: his secret makes the screen's and the scribe's, a second one's does not.
"""

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from board import pages
from board.case_pages import Typed
from server import access
from server.live.rehearsals import MAX_PEOPLE
from server.live.room import Room
from server.web.cases import drawn_secret
from server.web.forms import form_of, text_of
from server.web.languages import language_in
from server.web.membership import belonging
from server.web.site import (
    PageError,
    ask_as_system,
    forget_cookie,
    may_open,
    public_base,
    reach,
    room_by_id,
    see_other,
    set_cookie,
    site_of,
)
from server.web.taking_in import listed
from sessions.wire.commands import ChangeKeys


async def show_links(request: Request) -> Response:
    """GET /regie/<session>/links: the code and the links, for whoever holds the facilitator's."""
    room = await room_by_id(request, request.path_params["session"])
    if not may_open(request, room, "links"):
        return see_other(f"/regie/{room.session.id}")
    # Another worker may have changed them a moment ago, for the form that leads here.
    await room.look()
    await listed(request, room.session)
    return await _links(request, room)


async def make_second(request: Request) -> Response:
    """POST …/links/tweede: a link for a second facilitator; one that there was stops."""
    room = await led_first(request)
    secret = access.new_secret()
    await change_keys(room, ChangeKeys(second=access.hash_secret(secret)))
    response = see_other(f"/regie/{room.session.id}/links#l-second")
    set_cookie(request, response, "second", room.session.id, secret)
    return response


async def take_second(request: Request) -> Response:
    """POST …/links/tweede/intrekken: the second facilitator's link stops at once."""
    room = await led_first(request)
    await change_keys(room, ChangeKeys(second=""))
    response = see_other(f"/regie/{room.session.id}/links#l-second")
    forget_cookie(request, response, "second", room.session.id)
    return response


async def hand_over(request: Request) -> Response:
    """POST …/links/overdragen: every link but the participants' is new, and the old ones stop at once.

    This browser gets the new one, so that it can be passed on and the workshop is never without; `forget` takes it away here.
    """
    form = await form_of(request)
    # The same form once more makes the same links: a browser that pressed twice may never read the first answer, and the secret
    # in it would be gone for everybody.
    made = access.Secrets(drawn_secret(text_of(form, "mark"), "facilitator"))
    room = await room_by_id(request, request.path_params["session"], made.facilitator)
    if not access.leads_first(room.session, made.facilitator):
        room = await led_first(request)
        if text_of(form, "sure") != "yes":
            return await _links(request, room, unsure=True)
        hashes = made.hashes()
        await change_keys(room, ChangeKeys(hashes.facilitator, "", hashes.screen, hashes.scribe, ""))
    response = see_other(f"/regie/{room.session.id}/links?nieuw=1")
    set_cookie(request, response, "facilitator", room.session.id, made.facilitator)
    forget_cookie(request, response, "second", room.session.id)
    return response


async def forget(request: Request) -> Response:
    """POST …/links/vergeten: this browser leads the workshop no more; the link itself still works."""
    room = await room_by_id(request, request.path_params["session"])
    response = see_other(f"/regie/{room.session.id}")
    forget_cookie(request, response, "facilitator", room.session.id)
    forget_cookie(request, response, "second", room.session.id)
    return response


async def set_crowd(request: Request) -> Response:
    """POST …/links/oefening: how many simulated people take part in a rehearsal."""
    room = await room_by_id(request, request.path_params["session"])
    if not may_open(request, room, "crowd"):
        raise PageError(403, "not_allowed")
    typed = text_of(await form_of(request), "people")
    if not (typed.isascii() and typed.isdigit() and int(typed) <= MAX_PEOPLE):
        return await _links(request, room, crowd=typed)
    await site_of(request).rooms.rehearsals.set_size(room.session.id, int(typed))
    return see_other(f"/regie/{room.session.id}/links#l-rehearsal")


async def led_first(request: Request, *, closed: bool = False) -> Room:
    """The room, for its first facilitator. Raises PageError 403 for everybody else, 409 when it is over unless `closed`."""
    room = await room_by_id(request, request.path_params["session"])
    session = room.session
    if not access.leads_first(session, access.secret_in(request.cookies, "facilitator", session.id)):
        raise PageError(403, "not_allowed")
    if session.phase == "closed" and not closed:
        raise PageError(409, "workshop_closed")
    return room


async def change_keys(room: Room, command: ChangeKeys) -> None:
    """Other links. Raises PageError 409 when that cannot be."""
    refusal = await ask_as_system(room, command)
    if refusal is not None:
        raise PageError(409, refusal.code)


async def links_again(request: Request, _typed: Typed) -> str:
    """The links as they are now, with a form that was not kept."""
    room = await room_by_id(request, request.path_params["session"])
    if not may_open(request, room, "links"):
        raise PageError(403, "not_allowed")
    return bytes((await _links(request, room)).body).decode()


async def _links(request: Request, room: Room, *, unsure: bool = False, crowd: str | None = None) -> Response:
    session = room.session
    secret = access.secret_in(request.cookies, "facilitator", session.id)
    is_first = access.leads_first(session, secret)
    made = access.Secrets(secret)
    base = public_base(request)
    links = pages.WorkshopLinks(
        join=f"{base}/w/{session.code}",
        facilitator=f"{base}/regie/{session.id}#{secret}",
        screen=f"{base}/scherm/{session.id}#{made.of('screen')}" if is_first else "",
        scribe=f"{base}/notulen/{session.id}#{made.of('scribe')}" if is_first else "",
    )
    second = access.secret_in(request.cookies, "second", session.id)
    is_known = bool(session.keys.second) and access.hash_secret(second) == session.keys.second
    people = ""
    if session.rehearsal:
        people = crowd if crowd is not None else str(await site_of(request).rooms.rehearsals.size(session.id))
    page = pages.links_page(
        lang=language_in(request, session.language),
        title=session.title,
        code=session.code,
        words_lang=session.language,
        links=links,
        leading=pages.Leading(
            session_id=session.id,
            bare=tuple(foundation.name for foundation in session.framework.bare_foundations),
            is_first=is_first,
            has_second=bool(session.keys.second),
            second=f"{base}/regie/{session.id}#{second}" if is_known else "",
            closed=session.phase == "closed",
            renewed=request.query_params.get("nieuw") == "1",
            unsure=unsure,
            rehearsal=session.rehearsal,
            people=people,
            people_wrong=crowd is not None,
            reach=reach(request),
            mark=access.new_secret(),
            belonging=await belonging(request, session.organisation_id, is_own=True),
        ),
    )
    return HTMLResponse(page, status_code=422 if unsure or crowd is not None else 200)
