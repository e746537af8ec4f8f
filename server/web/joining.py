# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Joining: the code, the form, a second device."""

import asyncio
import secrets

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from board import pages
from board.calendar_file import parse_day
from board.qr import qr_svg
from server import access, content
from server.live.room import Room
from server.web.forms import form_of, text_of
from server.web.site import (
    PageError,
    language_of,
    public_base,
    room_by_code,
    see_other,
    set_cookie,
    viewer_in,
)
from sessions.afterwards.invitation import invitation
from sessions.material.words import normalise_code
from sessions.model.codes import Refusal
from sessions.model.viewer import SYSTEM
from sessions.wire.commands import JoinWorkshop

_JOIN_WITHIN_S = 10.0


async def start(request: Request) -> Response:
    """GET /."""
    return HTMLResponse(pages.start_page(lang=language_of(request)))


async def enter_code(request: Request) -> Response:
    """POST /meedoen: to the workshop of a typed code, or the form again with what was typed."""
    text = text_of(await form_of(request), "code")
    # A pasted join link is as good as its code.
    code = normalise_code(text.rpartition("/w/")[2].strip("/ "), content.join_word_set())
    error: pages.CodeError = "missing"
    if code:
        try:
            room = await room_by_code(request, code)
        except PageError as problem:
            error = "too_many_tries" if problem.status == 429 else "unknown"
        else:
            return see_other(f"/w/{room.session.code}")
    page = pages.start_page(lang=language_of(request), code=text[:80], error=error)
    return HTMLResponse(page, status_code=422)


async def join_form(request: Request) -> Response:
    """GET /w/<code>: the form, or straight to the board for whoever takes part already."""
    room = await room_of_code(request)
    if viewer_in(request, room, "participant") is not None:
        return see_other(f"/w/{room.session.code}/bord")
    return HTMLResponse(_join_page(room))


async def join(request: Request) -> Response:
    """POST /w/<code>: become a participant. The command goes through the room like every other."""
    room = await room_of_code(request)
    session = room.session
    if viewer_in(request, room, "participant") is not None:
        return see_other(f"/w/{session.code}/bord")
    form = await form_of(request)
    name, perspective = text_of(form, "name"), text_of(form, "perspective")
    secret = access.new_secret()
    command = JoinWorkshop(f"p{secrets.token_hex(8)}", access.hash_secret(secret), name, perspective)
    try:
        async with asyncio.timeout(_JOIN_WITHIN_S):
            refusal = await room.ask(command, SYSTEM)
    except TimeoutError:
        raise PageError(503, "unavailable") from None
    if refusal is None:
        response = see_other(f"/w/{session.code}/bord")
        set_cookie(request, response, "participant", session.id, secret)
        return response
    return HTMLResponse(_join_page(room, name, perspective, _errors(refusal)), status_code=422)


async def device(request: Request) -> Response:
    """GET /w/<code>/apparaat: the own secret link, for a second device of the same person."""
    room = await room_of_code(request)
    session = room.session
    if viewer_in(request, room, "participant") is None:
        return see_other(f"/w/{session.code}")
    secret = access.secret_in(request.cookies, "participant", session.id)
    link = f"{public_base(request)}/w/{session.code}/ik#{secret}"
    page = pages.device_page(lang=session.language, title=session.title, link=link, board_url=f"/w/{session.code}/bord")
    return HTMLResponse(page)


async def second_device(request: Request) -> Response:
    """GET /w/<code>/ik: the door of a participant's own link."""
    room = await room_of_code(request)
    return HTMLResponse(_own_door(room, wrong=False))


async def unlock_device(request: Request) -> Response:
    """POST /w/<code>/ik: the key from behind the `#`; this device is then the same person."""
    room = await room_of_code(request)
    key = text_of(await form_of(request), "key").rpartition("#")[2]
    if access.viewer_of(room.session, "participant", key) is None:
        return HTMLResponse(_own_door(room, wrong=True), status_code=403)
    response = see_other(f"/w/{room.session.code}/bord")
    set_cookie(request, response, "participant", room.session.id, key)
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


async def room_of_code(request: Request) -> Room:
    """The room of the code in the path. Raises PageError."""
    return await room_by_code(request, normalise_code(request.path_params["code"], content.join_word_set()))


def _own_door(room: Room, *, wrong: bool) -> str:
    session = room.session
    return pages.key_page(lang=session.language, role="participant", action=f"/w/{session.code}/ik", error=wrong)


def _errors(refusal: Refusal) -> tuple[pages.JoinError, ...]:
    match refusal:
        case Refusal(field="name"):
            return ("name_too_long",)
        case Refusal(field="perspective"):
            return ("perspective_unknown",)
        case Refusal(code="too_many"):
            return ("full",)
        case _:
            return ()


def _join_page(room: Room, name: str = "", perspective: str = "", errors: tuple[pages.JoinError, ...] = ()) -> str:
    session = room.session
    when = invitation(session).date
    return pages.join_page(
        lang=session.language,
        code=session.code,
        title=session.title,
        organisation=session.organisation,
        perspectives=content.perspectives_of(session),
        name=name,
        perspective=perspective,
        errors=errors,
        closed=session.phase == "closed",
        calendar_url=f"/w/{session.code}/agenda.ics" if session.phase == "lobby" and parse_day(when) else None,
        beforehand_url=f"/w/{session.code}/vooraf" if session.phase == "lobby" else None,
    )
