# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What came out of a workshop: a page, its canonical JSON, and the actions as a table for a spreadsheet."""

from datetime import datetime

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from board import workshop_pages
from board.calendar_file import ZONE
from board.dates import moment_text
from board.spreadsheet import csv_file
from board.words import action_header, action_row
from server.live.room import Room
from server.web.boards import board_url
from server.web.languages import language_in
from server.web.site import PageError, room_by_id, viewer_for
from sessions.afterwards.outcome import canonical_outcome, outcome
from sessions.model.codes import Refusal
from sessions.model.pages import Page
from sessions.model.viewer import Viewer


async def show_outcome(request: Request) -> Response:
    """GET /uitkomst/<session>: for whoever holds any link of the workshop."""
    room, viewer = await holder(request, "outcome")
    session = room.session
    content, lang = outcome(session, viewer), language_in(request, session.language)
    page = workshop_pages.outcome_page(
        lang=lang,
        session_id=session.id,
        outcome=content,
        board_url=board_url(session, viewer),
        poster_url=f"/w/{session.code}/poster",
        leads=viewer.role == "facilitator",
        made_at=[moment_text(datetime.fromtimestamp(change.at_ms / 1000, ZONE), lang) for change in content.case_changes],
    )
    return HTMLResponse(page)


async def outcome_json(request: Request) -> Response:
    """GET /uitkomst/<session>.json: the same as canonical JSON (RFC 8785)."""
    room, viewer = await holder(request, "outcome")
    return Response(canonical_outcome(outcome(room.session, viewer)).encode(), media_type="application/json")


async def actions_csv(request: Request) -> Response:
    """GET /uitkomst/<session>/acties.csv: the actions of the poster, in its order."""
    room, viewer = await holder(request, "outcome")
    session = room.session
    actions = outcome(session, viewer).actions
    rows = [action_row(number, action, session.language) for number, action in enumerate(actions, start=1)]
    body = csv_file(action_header(session.language), rows)
    headers = {"content-disposition": f'attachment; filename="acties-{session.code}.csv"'}
    return Response(body, media_type="text/csv; charset=utf-8; header=present", headers=headers)


async def holder(request: Request, page: Page) -> tuple[Room, Viewer]:
    """The room, and who may open a page of it in this browser. Raises PageError 403."""
    room = await room_by_id(request, request.path_params["session"])
    viewer = viewer_for(request, room, page)
    if isinstance(viewer, Refusal):
        raise PageError(403, viewer.code)
    return room, viewer
