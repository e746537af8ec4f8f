# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The invitation: its text to copy, the calendar file, and what there is to read beforehand."""

from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from board import workshop_pages
from board.calendar_file import calendar_file, parse_day
from server.live.room import Room
from server.web.joining import room_of_code
from server.web.languages import language_in
from server.web.prints import handouts_of
from server.web.site import PageError, may_open, public_base, room_by_id, see_other, site_of
from sessions.afterwards.invitation import invitation


async def show_invitation(request: Request) -> Response:
    """GET /regie/<session>/uitnodiging."""
    room = await room_by_id(request, request.path_params["session"])
    session = room.session
    if not may_open(request, room, "invitation"):
        return see_other(f"/regie/{session.id}")
    facts = invitation(session)
    page = workshop_pages.invitation_page(
        session_id=session.id,
        invitation=facts,
        join_url=_join_url(request, room),
        calendar_url=f"/regie/{session.id}/uitnodiging.ics" if parse_day(facts.date) else None,
    )
    return HTMLResponse(page)


async def facilitator_calendar(request: Request) -> Response:
    """GET /regie/<session>/uitnodiging.ics: the calendar file to send along."""
    room = await room_by_id(request, request.path_params["session"])
    if not may_open(request, room, "invitation"):
        raise PageError(403, "not_allowed")
    return _calendar(request, room, "no_date")


async def participant_calendar(request: Request) -> Response:
    """GET /w/<code>/agenda.ics: the same file, for who was invited. It holds what everybody with the code may see."""
    return _calendar(request, await room_of_code(request), "date_follows")


async def read_beforehand(request: Request) -> Response:
    """GET /w/<code>/vooraf: the moment, the case and the values, for whoever has the code."""
    room = await room_of_code(request)
    return HTMLResponse(
        workshop_pages.beforehand_page(handouts=handouts_of(request, room, lang=language_in(request, room.session.language)))
    )


def _calendar(request: Request, room: Room, without_date: str) -> Response:
    made = workshop_pages.appointment(invitation=invitation(room.session), join_url=_join_url(request, room))
    if made is None:
        raise PageError(404, without_date)
    now = datetime.fromtimestamp(site_of(request).rooms.clock.now_ms() // 1000, UTC)
    headers = {"content-disposition": f'attachment; filename="{room.session.code}.ics"'}
    return Response(calendar_file(made, now), media_type="text/calendar; charset=utf-8; method=PUBLISH", headers=headers)


def _join_url(request: Request, room: Room) -> str:
    return f"{public_base(request)}/w/{room.session.code}"
