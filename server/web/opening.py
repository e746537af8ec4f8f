# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Opening a workshop: the form, its checks, the code and the secret links."""

import secrets

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from board import opening_pages
from server import access, content
from server.live.replaying import create
from server.web.forms import large_form_of
from server.web.opening_check import Filled, Opening, check, filled_in
from server.web.site import PageError, language_of, see_other, set_cookie, site_of
from sessions.material.text import Language
from sessions.material.words import code_from_numbers
from sessions.model.codes import Refusal
from sessions.topics import decider
from sessions.wire.commands import OpenWorkshop
from sessions.wire.events import encode_events

_MAX_CODE_TRIES = 20


async def new_form(request: Request) -> Response:
    """GET /nieuw, with a script chosen by `?draaiboek=<id>`."""
    lang = language_of(request)
    chosen = request.query_params.get("draaiboek", "")
    form = opening_pages.NewWorkshopForm(language=lang, script_id=chosen)
    page = opening_pages.new_workshop_page(lang=lang, scripts=content.scripts(), form=form, cases=content.cases())
    return HTMLResponse(page)


async def open_workshop(request: Request) -> Response:
    """POST /nieuw: a workshop is opened, or the form comes back with what is wrong and everything that was typed."""
    async with large_form_of(request) as form:
        filled = await filled_in(form)
    typed = filled.form
    site = site_of(request)
    opening = await site.apart.run(_check_or_page, language_of(request), filled)
    if isinstance(opening, Response):
        return opening
    session_id = secrets.token_hex(8)
    code = await _reserve_code(request, session_id)
    links = access.Secrets(access.new_secret())
    command = OpenWorkshop(
        session_id=session_id,
        code=code,
        title=typed.title,
        organisation=typed.organisation,
        case_text=typed.case_text,
        language=opening.language,
        script=opening.script,
        framework=opening.framework,
        keys=links.hashes(),
        minute_ms=site.settings.minute_ms,
        measures=opening.measures,
        rehearsal=typed.rehearsal,
        perspectives=content.perspectives(),
    )
    decision = decider.begin(command, opening.items, site.rooms.clock.now_ms())
    if isinstance(decision, Refusal) or not await create(site.rooms.log, session_id, encode_events(decision)):
        await site.rooms.log.drop_code(code)
        raise PageError(422, "invalid")
    response = see_other(f"/regie/{session_id}/links")
    set_cookie(request, response, "facilitator", session_id, links.facilitator)
    return response


def _check_or_page(lang: Language, filled: Filled) -> Opening | Response:
    opening = check(filled)
    if opening is not None:
        return opening
    page = opening_pages.new_workshop_page(
        lang=lang,
        scripts=content.scripts(),
        form=filled.form,
        errors=filled.errors,
        problems=filled.problems,
        own=filled.own,
        cases=content.cases(),
    )
    return HTMLResponse(page, status_code=422)


async def _reserve_code(request: Request, session_id: str) -> str:
    words = content.join_words()
    for _ in range(_MAX_CODE_TRIES):
        code = code_from_numbers(words, *(secrets.randbelow(len(words)) for _ in range(3)))
        if await site_of(request).rooms.log.reserve_code(code, session_id):
            return code
    raise PageError(503, "no_code")
