# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Joining: the code, the form, a second device."""

import re

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from board import pages
from board.calendar_file import parse_day
from board.qr import qr_svg
from server import access, content
from server.live.room import Room
from server.web.board_content import content_url
from server.web.forms import form_of, text_of
from server.web.languages import language_in, language_of
from server.web.recognising import keeps_key, recognise
from server.web.site import (
    PageError,
    ask_as_system,
    public_base,
    room_by_code,
    see_other,
    site_of,
    viewer_in,
)
from sessions.afterwards.invitation import invitation
from sessions.cases.case import Case
from sessions.material.words import normalise_code
from sessions.model.codes import Refusal
from sessions.model.viewer import SYSTEM
from sessions.topics import decider
from sessions.wire.checking import check_command
from sessions.wire.commands import JoinWorkshop

_LINK = re.compile(r"/w/([^\s/?#<>\"'.,;:!)]+)")
"""The code in a link to join, wherever in a text it stands."""
GIVEN_BACK_CHARACTERS = 2_000
"""How much of what was typed stands in the field again: whatever somebody pastes by mistake."""


def _to_try(request: Request) -> Case | None:
    """The case with which anybody may try it out; none where only members of an organisation open workshops (ORG-07)."""
    return None if site_of(request).may_open.members_only else content.cases(language_of(request))[0]


async def start(request: Request) -> Response:
    """GET /."""
    return HTMLResponse(pages.start_page(lang=language_of(request), example=_to_try(request), mark=access.new_secret()))


async def enter_code(request: Request) -> Response:
    """POST /meedoen: to the workshop of a typed code, or the form again with what was typed."""
    text = text_of(await form_of(request), "code")
    # A pasted join link is as good as its code, and so is the invitation in which it stands.
    link = _LINK.search(text)
    code = normalise_code(link[1] if link else text, content.join_word_sets())
    error: pages.CodeError = "missing"
    if code:
        try:
            room = await room_by_code(request, code)
        except PageError:
            error = "unknown"
        else:
            return see_other(f"/w/{room.session.code}")
    lang, mark = language_of(request), access.new_secret()
    page = pages.start_page(lang=lang, code=text[:GIVEN_BACK_CHARACTERS], error=error, example=_to_try(request), mark=mark)
    return HTMLResponse(page, status_code=422)


async def join_form(request: Request) -> Response:
    """GET /w/<code>: the form, or straight to the board for whoever takes part already."""
    room = await room_of_code(request)
    if viewer_in(request, room, "participant") is not None:
        return see_other(f"/w/{room.session.code}/bord")
    return HTMLResponse(_join_page(request, room, was_here=_was_here(request, room)))


async def join(request: Request) -> Response:
    """POST /w/<code>: become a participant. The command goes through the room like every other."""
    room = await room_of_code(request)
    session = room.session
    if viewer_in(request, room, "participant") is not None:
        return see_other(f"/w/{session.code}/bord")
    form = await form_of(request)
    name, perspective = text_of(form, "name"), text_of(form, "perspective")
    mark = text_of(form, "mark")
    # One form is one person, however often it is sent and whichever worker gets it: the secret that was drawn gives the id.
    secret = mark if access.is_secret(mark) else access.new_secret()
    secret_hash, shared = access.hash_secret(secret), text_of(form, "shared") == "on"
    command = JoinWorkshop(f"p{secret_hash[:16]}", secret_hash, name, perspective)
    if _would_come_in(request, room, command):
        # Only who really comes in takes a turn, and only who is still there: a page that was loaded again has another form.
        if not await site_of(request).may_join.wait(session.id):
            page = _join_page(request, room, name, perspective, ("many",), shared=shared, mark=secret)
            return HTMLResponse(page, status_code=503, headers={"retry-after": "30"})
        if await request.is_disconnected():
            raise PageError(408, "gone")
    refusal = await ask_as_system(room, command)
    if refusal is None:
        response = see_other(f"/w/{session.code}/bord")
        recognise(request, response, room, secret, shared=shared)
        return response
    again = _join_page(request, room, name, perspective, _errors(refusal), shared=shared, was_here=_was_here(request, room))
    return HTMLResponse(again, status_code=422)


async def device(request: Request) -> Response:
    """GET /w/<code>/apparaat: the own secret link, for a second device of the same person."""
    room = await room_of_code(request)
    session = room.session
    if viewer_in(request, room, "participant") is None:
        return see_other(f"/w/{session.code}")
    secret = access.secret_in(request.cookies, "participant", session.id)
    link = f"{public_base(request)}/w/{session.code}/ik#{secret}"
    page = pages.device_page(
        lang=language_in(request, session.language), title=session.title, link=link, board_url=f"/w/{session.code}/bord"
    )
    return HTMLResponse(page)


async def own_key(request: Request) -> Response:
    """GET /w/<code>/sleutel.json: the own link's key, for a device that keeps it. In no page: those are saved and passed on."""
    room = await room_of_code(request)
    if viewer_in(request, room, "participant") is None or not keeps_key(request, room):
        raise PageError(403, "not_allowed")
    return JSONResponse({"key": access.secret_in(request.cookies, "participant", room.session.id)})


async def second_device(request: Request) -> Response:
    """GET /w/<code>/ik: the door of a participant's own link, which outlives the code: the key behind the `#` comes only with the
    form, so the door of a code that leads nowhere is the same.
    """
    try:
        room = await room_of_code(request)
    except PageError:
        return HTMLResponse(_any_door(request, wrong=False))
    return HTMLResponse(_own_door(request, room, wrong=False))


async def unlock_device(request: Request) -> Response:
    """POST /w/<code>/ik: the key from behind the `#`; this device is then the same person."""
    form = await form_of(request)
    key, shared = text_of(form, "key").rpartition("#")[2], text_of(form, "shared") == "on"
    try:
        room = await room_of_code(request, key)
    except PageError:
        return HTMLResponse(_any_door(request, wrong=True, shared=shared), status_code=403)
    session = room.session
    wanted, here = access.viewer_of(session, "participant", key), viewer_in(request, room, "participant")
    if wanted is None:
        if access.person_of(session, key) is not None:
            # The link is right, and its person was removed: the form says so, and that it can be undone.
            return HTMLResponse(_join_page(request, room, shared=shared, was_here=True), status_code=403)
        return HTMLResponse(_own_door(request, room, wrong=True, shared=shared), status_code=403)
    if here is not None and here.participant_id != wanted.participant_id and text_of(form, "sure") != "yes":
        # Somebody else's link would make this browser write under another name: asked first, by name.
        now, then = (session.people[viewer.participant_id].name for viewer in (here, wanted))
        page = pages.swap_page(
            lang=language_in(request, session.language), code=session.code, key=key, now=now, then=then, shared=shared
        )
        return HTMLResponse(page, status_code=409)
    response = see_other(f"/w/{session.code}/bord")
    recognise(request, response, room, key, shared=shared)
    return response


async def qr(request: Request) -> Response:
    """GET /w/<code>/qr.svg: the join link as a QR code, made here."""
    room = await room_of_code(request)
    try:
        svg = qr_svg(f"{public_base(request)}/w/{room.session.code}", title=room.session.title)
    except ValueError:
        # The address comes from the request's Host header: a far too long one fits in no code.
        raise PageError(400, "invalid") from None
    return Response(str(svg), media_type="image/svg+xml")


async def room_of_code(request: Request, own_secret: str = "") -> Room:
    """The room of the code in the path, for a stranger or whoever has this secret. Raises PageError."""
    return await room_by_code(request, _code_in(request), own_secret)


def _code_in(request: Request) -> str:
    return normalise_code(request.path_params["code"], content.join_word_sets())


def _any_door(request: Request, *, wrong: bool, shared: bool = False) -> str:
    action = f"/w/{_code_in(request) or '-'}/ik"
    return pages.key_page(lang=language_of(request), role="participant", action=action, error=wrong, shared=shared)


def _would_come_in(request: Request, room: Room, command: JoinWorkshop) -> bool:
    """Whether this would make somebody new: what is refused, or was done already, takes no turn of others."""
    if check_command(command) is not None:
        return False
    decision = decider.decide(room.session, command, SYSTEM, site_of(request).rooms.clock.now_ms())
    return not isinstance(decision, Refusal) and bool(decision)


def _was_here(request: Request, room: Room) -> bool:
    """Whether this browser's person takes part no longer: the facilitator has removed him."""
    secret = access.secret_in(request.cookies, "participant", room.session.id)
    return access.person_of(room.session, secret) is not None


def _own_door(request: Request, room: Room, *, wrong: bool, shared: bool = False) -> str:
    session = room.session
    action = f"/w/{session.code}/ik"
    return pages.key_page(
        lang=language_in(request, session.language), role="participant", action=action, error=wrong, shared=shared
    )


def _errors(refusal: Refusal) -> tuple[pages.JoinError, ...]:
    match refusal:
        case Refusal(field="name"):
            return ("name_too_long",)
        case Refusal(field="perspective"):
            return ("perspective_unknown",)
        case Refusal(code="too_many"):
            return ("full",)
        case Refusal(code="door_shut"):
            # The page says so anyway.
            return ()
        case _:
            return ()


def _join_page(
    request: Request,
    room: Room,
    name: str = "",
    perspective: str = "",
    errors: tuple[pages.JoinError, ...] = (),
    *,
    shared: bool = False,
    mark: str = "",
    was_here: bool = False,
) -> str:
    session = room.session
    when = invitation(session).date
    return pages.join_page(
        lang=language_in(request, session.language),
        code=session.code,
        session_id=session.id,
        content_url=content_url(session),
        title=session.title,
        organisation=session.organisation,
        perspectives=content.perspectives_of(session),
        name=name,
        perspective=perspective,
        errors=errors,
        mark=mark or access.new_secret(),
        shared=shared,
        closed=session.phase == "closed",
        shut=session.door_shut,
        was_here=was_here,
        rehearsal=session.rehearsal,
        calendar_url=f"/w/{session.code}/agenda.ics" if session.phase == "lobby" and parse_day(when) else None,
        beforehand_url=f"/w/{session.code}/vooraf" if session.phase == "lobby" else None,
    )
