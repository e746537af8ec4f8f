# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Other values for a workshop that was opened and has not begun: the facilitator chooses among the framework's own and the sets
that the organisation keeps and offers.
"""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from board import value_pages
from board.value_pages import ValueChoice
from server import content
from server.live.room import Room
from server.web.forms import form_of, text_of
from server.web.languages import language_in
from server.web.membership import opens_for
from server.web.opening_check import fitting_accents, fitting_measures, key_of_kept
from server.web.outcomes import holder
from server.web.site import ask_as_system, see_other
from server.web.strategy import accents_of
from sessions.authoring.own_values import with_own_values
from sessions.model.state import Session
from sessions.topics.course import values_at_stake
from sessions.wire.commands import ChangeValues


async def show(request: Request) -> Response:
    """GET /regie/<session>/waarden: the sets that there are, each with the foundations that it leaves empty."""
    room, _ = await holder(request, "values")
    return HTMLResponse(_page(request, room, await _choices(request, room.session)))


async def choose(request: Request) -> Response:
    """POST to the same address: the workshop is of the set of the field `values` from now on, or the page says why not."""
    room, _ = await holder(request, "values")
    session, wanted = room.session, text_of(await form_of(request), "values")
    choices = await _choices(request, session)
    chosen = next((each for each in choices if each.key == wanted), None)
    if chosen is None:
        return HTMLResponse(_page(request, room, choices, problem="unknown"), status_code=422)
    if values_at_stake(session, chosen.framework):
        return HTMLResponse(_page(request, room, choices, problem="in_use", wanted=wanted), status_code=409)
    told = await accents_of(request, session.organisation_id) if session.organisation_id else None
    accents, left = fitting_accents(chosen.framework, told or ())
    command = ChangeValues(chosen.framework, fitting_measures(chosen.framework), accents, left)
    if await ask_as_system(room, command) is not None:
        return HTMLResponse(_page(request, room, choices, problem="begun"), status_code=409)
    return see_other(f"/regie/{session.id}/waarden?bewaard=1")


async def _choices(request: Request, session: Session) -> Sequence[ValueChoice]:
    base = content.framework(session.framework.based_on or session.framework.id)
    ours = [each.organisation for each in await opens_for(request) if each.organisation.id == session.organisation_id]
    kept = [(key_of_kept(each.id, key), kept.latest) for each in ours for key, kept in each.values.items() if kept.is_offered]
    return [ValueChoice("", base), *(ValueChoice(key, with_own_values(base, set_.own, alone=set_.alone)) for key, set_ in kept)]


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
