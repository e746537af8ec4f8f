# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Hand-outs to print: pages of which the browser makes paper or a PDF (DOM-24)."""

from collections import Counter
from typing import cast

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from board import workshop_pages
from board.calendar_file import parse_time
from server.live.room import Room
from server.web.site import PageError, may_open, public_base, room_by_id, see_other
from sessions.material.framework import FOUNDATION_IDS, FoundationId
from sessions.model.items import CaseForm, Plan
from sessions.model.viewer import Viewer
from sessions.seen.view import view
from sessions.topics.planning import planned_leaves
from sessions.wire import records as r

KINDS = ("waarde", "actie")


async def overview(request: Request) -> Response:
    """GET /regie/<session>/drukwerk."""
    room = await room_by_id(request, request.path_params["session"])
    if not may_open(request, room, "handouts"):
        return see_other(f"/regie/{room.session.id}")
    return HTMLResponse(workshop_pages.prints_page(handouts=handouts_of(request, room)))


async def handout(request: Request) -> Response:
    """GET /regie/<session>/drukwerk/<what>[/<foundation>]; empty notes take `?soort=waarde|actie`."""
    room = await room_by_id(request, request.path_params["session"])
    if not may_open(request, room, "handouts"):
        return see_other(f"/regie/{room.session.id}")
    what, foundation = request.path_params["what"], request.path_params.get("foundation")
    if what not in workshop_pages.PRINTS or (
        foundation is not None and (foundation not in FOUNDATION_IDS or what != "definities")
    ):
        raise PageError(404, "not_found")
    kind = request.query_params.get("soort")
    page = workshop_pages.print_page(
        handouts=handouts_of(request, room),
        what=cast("workshop_pages.Print", what),
        foundation=cast("FoundationId | None", foundation),
        kind=kind if kind in KINDS else "",
    )
    return HTMLResponse(page)


def handouts_of(request: Request, room: Room) -> workshop_pages.Handouts:
    """What hand-outs are made of: what the whole room may see."""
    session = room.session
    seen = view(session, Viewer("screen"))
    contents = [record.content for record in seen.values() if isinstance(record, r.ItemRecord)]
    plan = next((content for content in contents if isinstance(content, Plan)), Plan())
    tables = [record for record in seen.values() if isinstance(record, r.TableRecord)]
    tables.sort(key=lambda table: (FOUNDATION_IDS.index(table.foundations[0]), table.number, table.id))
    alike = Counter(table.foundations[0] for table in tables)
    return workshop_pages.Handouts(
        session_id=session.id,
        title=session.title,
        organisation=session.organisation,
        code=session.code,
        language=session.language,
        script=session.script,
        framework=session.framework,
        case_text=session.case_text,
        case=next((content for content in contents if isinstance(content, CaseForm)), None),
        plan=plan,
        rows=workshop_pages.rows_of(session.script, planned_leaves(session), parse_time(plan.time), session.language),
        tables=tuple(
            workshop_pages.TableCard(table.foundations, table.number if alike[table.foundations[0]] > 1 else 0)
            for table in tables
        ),
        join_url=f"{public_base(request)}/w/{session.code}",
    )
