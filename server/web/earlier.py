# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""At the table: how earlier cases filled in a value, and never before or during the silent writing. In a workshop of an
organisation from what was shared in it, where there is any; else from what is public.
"""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from organisation.archive.earlier import filled_in
from organisation.archive.facets import Names
from server.archive.archive import Hit
from server.web.outcomes import holder
from server.web.site import site_of

MOST_VALUES = 8
"""That are asked for at once: those of a table's sheet."""
MOST_CASES = 3
"""Of each value: a glance between talking, and where more of it is."""


async def show(request: Request) -> Response:
    """GET /eerder/<session>.json?waarde=<value id>&…: per value how some cases filled it in, and its key where everybody may read
    more of it. 403 for whoever is not in the workshop, and for everybody as long as the silent writing is to come or runs
    (`not_now`).
    """
    room, _ = await holder(request, "earlier")
    archive, session = site_of(request).archive, room.session
    told = []
    for value_id in dict.fromkeys(request.query_params.getlist("waarde")[:MOST_VALUES]):
        value = session.framework.value(value_id)
        choice = archive.names.value(value.name.nl) if value is not None else None
        if choice is None:
            continue
        scope = session.organisation_id
        found = await archive.about("waarde", choice.key, MOST_CASES, scope)
        if scope and not found.hits:
            scope, found = "", await archive.about("waarde", choice.key, MOST_CASES)
        # A report may hold a hundred texts: apart from the boards.
        cases = await archive.apart(_cases, found.hits, choice.key, archive.names)
        if scope:
            # Who takes part may be no member, and would stand before a closed door.
            cases = [{**case, "case_id": ""} for case in cases]
        told.append({"value_id": value_id, "key": "" if scope else choice.key, "count": found.count, "cases": cases})
    return JSONResponse({"values": told})


def _cases(hits: tuple[Hit, ...], key: str, names: Names) -> list[dict[str, str]]:
    return [
        {
            "meaning": each.value.meaning,
            "title": each.public.content.title,
            "organisation": each.public.content.organisation,
            "case_id": each.case_id,
        }
        for each in filled_in([(hit.case_id, hit.public) for hit in hits], key, names)
        if each.value.meaning
    ]
