# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Other values for a workshop that was opened and has not begun: the facilitator chooses among the framework's own and the sets
that the organisation keeps and offers, and those that the workshop had before.
"""

import asyncio
from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from board import value_pages
from board.value_pages import ValueChoice
from server import content
from server.live.room import Room
from server.web.cases import no_page
from server.web.forms import form_of, text_of
from server.web.languages import language_in
from server.web.membership import opens_for
from server.web.opening_check import fitting_accents, fitting_measures, key_of_kept
from server.web.outcomes import holder
from server.web.site import ask_as_system, see_other, site_of
from server.web.strategy import accents_of
from sessions.authoring.own_values import with_own_values
from sessions.material.framework import Framework
from sessions.model.codes import Code
from sessions.model.state import Session
from sessions.topics.course import values_at_stake
from sessions.wire.commands import ChangeValues
from sessions.wire.events import ValuesChanged, WorkshopOpened, decode_events

_HAD = "eerder-"
"""Before a number: a set that this workshop had, and that may be in no other list."""
_SAID: dict[Code, value_pages.NotChosen] = {
    "unknown_value": "in_use",
    "too_many": "often",
    "not_now": "begun",
    "workshop_closed": "begun",
}


async def show(request: Request) -> Response:
    """GET /regie/<session>/waarden: the sets that there are, each with the foundations that it leaves empty."""
    room, _ = await holder(request, "values")
    return HTMLResponse(_page(request, room, await _choices(request, room.session)))


async def choose(request: Request) -> Response:
    """POST to the same address: the workshop is of the set of the field `values` from now on, or the page says why not."""
    room, _ = await holder(request, "values")
    session, form = room.session, await form_of(request)
    choices = await _choices(request, session)
    # The key of the framework's own is empty, so a form without the field asks for nothing.
    if "values" not in form:
        return HTMLResponse(_page(request, room, choices, problem="missing"), status_code=422)
    wanted = text_of(form, "values")
    chosen = next((each for each in choices if each.key == wanted), None)
    if chosen is None:
        return HTMLResponse(_page(request, room, choices, problem="unknown"), status_code=422)
    if values_at_stake(session, chosen.framework):
        return HTMLResponse(_page(request, room, choices, problem="in_use", wanted=wanted), status_code=409)
    told = await accents_of(request, session.organisation_id) if session.organisation_id else None
    accents, left = fitting_accents(chosen.framework, told or ())
    command = ChangeValues(chosen.framework, fitting_measures(chosen.framework), accents, left)
    if refusal := await ask_as_system(room, command):
        if refusal.code not in _SAID:
            raise no_page(refusal)
        return HTMLResponse(_page(request, room, choices, problem=_SAID[refusal.code], wanted=wanted), status_code=409)
    return see_other(f"/regie/{session.id}/waarden?bewaard=1")


async def _choices(request: Request, session: Session) -> Sequence[ValueChoice]:
    base = content.framework(session.framework.based_on or session.framework.id)
    ours = [each.organisation for each in await opens_for(request) if each.organisation.id == session.organisation_id]
    kept = [(key_of_kept(each.id, key), kept.latest) for each in ours for key, kept in each.values.items() if kept.is_offered]
    listed = [ValueChoice("", base), *(ValueChoice(key, with_own_values(base, set_.own, alone=set_.alone)) for key, set_ in kept)]
    known = [each.framework for each in listed]
    had = enumerate(await _had(request, session), 1)
    return [*listed, *(ValueChoice(f"{_HAD}{n}", each, had=True) for n, each in had if each not in known)]


async def _had(request: Request, session: Session) -> Sequence[Framework]:
    """The sets that a workshop had, each once: what somebody typed at its opening stands nowhere else, and trying another loses
    nothing.
    """
    found = await site_of(request).rooms.log.read(session.id) if session.values_rev and session.phase == "lobby" else None
    if found is None:
        return [session.framework]
    return await asyncio.to_thread(_frameworks, [entry.payload for entry in found[1]])


def _frameworks(payloads: Sequence[bytes]) -> Sequence[Framework]:
    events = (event for payload in payloads for event in decode_events(payload))
    found: list[Framework] = []
    for event in events:
        if isinstance(event, ValuesChanged | WorkshopOpened) and event.framework not in found:
            found.append(event.framework)
    return found


def _page(
    request: Request,
    room: Room,
    choices: Sequence[ValueChoice],
    *,
    problem: value_pages.NotChosen = "",
    wanted: str = "",
) -> str:
    session = room.session
    return value_pages.choosing_page(
        lang=language_in(request, session.language),
        session_id=session.id,
        now=session.framework,
        choices=choices,
        is_open=session.phase == "lobby",
        saved=request.query_params.get("bewaard") == "1",
        problem=problem,
        wanted=wanted,
    )
