# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Hand-outs to print: pages of which the browser makes paper or a PDF (DOM-24)."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import cast

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from board import workshop_pages
from board.calendar_file import ZONE, parse_time
from server.live.room import Room
from server.web.site import PageError, may_open, public_base, room_by_id, see_other, site_of
from sessions.material.framework import FOUNDATION_IDS, FoundationId
from sessions.material.script import Leaf
from sessions.material.text import Language
from sessions.model.items import Accent, CaseForm, Plan, ResearchValue
from sessions.model.state import Session
from sessions.model.viewer import Viewer
from sessions.seen.view import view
from sessions.topics.planning import planned_leaves, timetable
from sessions.topics.poster import value_name
from sessions.topics.seating import prepared_names
from sessions.wire import records as r

FACILITATOR = Viewer("facilitator")
EVERYBODY = Viewer("screen")


async def overview(request: Request) -> Response:
    """GET /regie/<session>/drukwerk."""
    room = await room_by_id(request, request.path_params["session"])
    if not may_open(request, room, "handouts"):
        return see_other(f"/regie/{room.session.id}")
    return HTMLResponse(workshop_pages.prints_page(handouts=handouts_of(request, room, FACILITATOR)))


async def handout(request: Request) -> Response:
    """GET /regie/<session>/drukwerk/<what>[/<foundation>]; `?soort=` and `?tafels=` are Kind and Tables."""
    room = await room_by_id(request, request.path_params["session"])
    if not may_open(request, room, "handouts"):
        return see_other(f"/regie/{room.session.id}")
    what, foundation = request.path_params["what"], request.path_params.get("foundation")
    if what not in workshop_pages.PRINTS or (
        foundation is not None and (foundation not in FOUNDATION_IDS or what != "definities")
    ):
        raise PageError(404, "not_found")
    kind, tables = request.query_params.get("soort"), request.query_params.get("tafels")
    page = workshop_pages.print_page(
        handouts=handouts_of(request, room, FACILITATOR),
        what=cast("workshop_pages.Print", what),
        foundation=cast("FoundationId | None", foundation),
        kind=kind if kind in workshop_pages.KINDS else "",
        tables=tables if tables in workshop_pages.TABLES else "",
    )
    return HTMLResponse(page)


def handouts_of(
    request: Request, room: Room, viewer: Viewer = EVERYBODY, *, lang: Language | None = None
) -> workshop_pages.Handouts:
    """What hand-outs are made of, as far as somebody sees it: values from research and who sits where the facilitator only. In
    the language of the workshop, for everybody in the room, unless it is for one person, in `lang`.
    """
    session = room.session
    lang = lang or session.language
    seen = view(session, viewer)
    contents = [record.content for record in seen.values() if isinstance(record, r.ItemRecord)]
    plan = next((content for content in contents if isinstance(content, Plan)), Plan())
    tables = [record for record in seen.values() if isinstance(record, r.TableRecord)]
    tables.sort(key=lambda table: (FOUNDATION_IDS.index(table.foundations[0]), table.number, table.id))
    leaves = planned_leaves(session)
    alike = Counter(table.foundations[0] for table in tables)
    return workshop_pages.Handouts(
        session_id=session.id,
        title=session.title,
        organisation=session.organisation,
        code=session.code,
        language=lang,
        written_in=session.language,
        script=session.script,
        framework=session.framework,
        case_text=session.case_text,
        case=next((content for content in contents if isinstance(content, CaseForm)), None),
        plan=plan,
        rows=workshop_pages.rows_of(session.script, leaves, _times(request, session, plan, leaves), lang),
        tables=tuple(
            workshop_pages.TableCard(
                table.foundations, table.number if alike[table.foundations[0]] > 1 else 0, _people_at(seen, table, session)
            )
            for table in tables
        ),
        settled=session.tables_frozen or bool(session.seating.tables) or len(tables) >= len(FOUNDATION_IDS),
        measures=session.measures,
        accents=tuple(value_name(session, content.value) for content in contents if isinstance(content, Accent)),
        research=tuple(
            workshop_pages.Found(content.foundation, value_name(session, content.value), content.text, content.source)
            for content in contents
            if isinstance(content, ResearchValue)
        ),
        join_url=f"{public_base(request)}/w/{session.code}",
    )


def _times(request: Request, session: Session, plan: Plan, leaves: Sequence[Leaf]) -> workshop_pages.Times:
    """The clock times of the day: from its planned begin, and once it has begun as things stand."""
    if not session.runs:
        return workshop_pages.times_from(parse_time(plan.time), leaves)
    table = timetable(session, 0, site_of(request).rooms.clock.now_ms())
    return {leaf_id: (_clock(begin_ms), _clock(end_ms)) for leaf_id, (begin_ms, end_ms) in table.items()}


def _clock(at_ms: int) -> str:
    return f"{datetime.fromtimestamp(at_ms / 1000, ZONE):%H:%M}"


def _people_at(seen: dict[str, r.Record], table: r.TableRecord, session: Session) -> tuple[workshop_pages.Seated, ...]:
    """Who sits at a table and is there, by name, and who is expected there; those without a name come last."""
    perspectives = {perspective.id: perspective.name for perspective in session.perspectives}
    people = [
        person
        for person in seen.values()
        if isinstance(person, r.PersonRecord) and person.table_id == table.id and not person.away
    ]
    seated = [workshop_pages.Seated(person.name, perspectives.get(person.perspective)) for person in people]
    chosen = seen.get("seating")
    expected = prepared_names(chosen.tables, table.id) if isinstance(chosen, r.SeatingRecord) else ()
    there = {person.name.casefold() for person in seen.values() if isinstance(person, r.PersonRecord)}
    seated += [workshop_pages.Seated(name) for name in expected if name.casefold() not in there]
    return tuple(sorted(seated, key=lambda one: (not one.name, one.name.casefold())))
