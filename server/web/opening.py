# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Opening a workshop: the form, its checks, the code and the secret links."""

import secrets

import msgspec
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from board import pages
from server import access, content
from server.room import create
from server.web.site import PageError, language_of, public_base, room_by_id, see_other, set_cookie, site_of, viewer_in
from sessions import decider
from sessions.codes import Refusal
from sessions.commands import OpenWorkshop
from sessions.events import encode_events
from sessions.limits import CaseText, Minutes, Title
from sessions.script import Script, leaves, with_minutes
from sessions.state import Language
from sessions.wording import clean_line
from sessions.words import code_from_numbers

_MAX_CODE_TRIES = 20


async def new_form(request: Request) -> Response:
    """GET /nieuw."""
    return HTMLResponse(pages.new_workshop_page(lang=language_of(request), scripts=_scripts()))


async def open_workshop(request: Request) -> Response:
    """POST /nieuw: a workshop is opened, or the form comes back with what is wrong and everything that was typed."""
    form = await request.form()
    typed = _typed(form)
    checked = _check(typed)
    if not isinstance(checked, tuple):
        page = pages.new_workshop_page(lang=language_of(request), scripts=_scripts(), form=typed, errors=checked)
        return HTMLResponse(page, status_code=422)
    script, language = checked
    site = site_of(request)
    session_id = secrets.token_hex(8)
    code = await _reserve_code(request, session_id)
    links = access.Secrets(access.new_secret())
    command = OpenWorkshop(
        session_id=session_id,
        code=code,
        title=typed.title,
        organisation=typed.organisation,
        case_text=typed.case_text,
        language=language,
        script=script,
        framework=content.framework(script.framework),
        keys=links.hashes(),
        minute_ms=site.settings.minute_ms,
    )
    decision = decider.open_workshop(command, site.rooms.clock.now_ms())
    if isinstance(decision, Refusal) or not await create(site.rooms.log, session_id, encode_events(decision)):
        await site.rooms.log.drop_code(code)
        raise PageError(422, "invalid")
    response = see_other(f"/regie/{session_id}/links")
    set_cookie(request, response, "facilitator", session_id, links.facilitator)
    return response


async def show_links(request: Request) -> Response:
    """GET /regie/<session>/links: the code and the links, for whoever holds the facilitator's."""
    room = await room_by_id(request, request.path_params["session"])
    session = room.session
    if viewer_in(request, room, "facilitator") is None:
        return see_other(f"/regie/{session.id}")
    made = access.Secrets(access.secret_in(request.cookies, "facilitator", session.id))
    base = public_base(request)
    links = pages.WorkshopLinks(
        join=f"{base}/w/{session.code}",
        facilitator=f"{base}/regie/{session.id}#{made.of('facilitator')}",
        screen=f"{base}/scherm/{session.id}#{made.of('screen')}",
        scribe=f"{base}/verslag/{session.id}#{made.of('scribe')}",
    )
    page = pages.links_page(lang=session.language, title=session.title, code=session.code, links=links)
    return HTMLResponse(page)


def _scripts() -> list[Script]:
    return list(content.scripts())


def _typed(form: FormData) -> pages.NewWorkshopForm:
    def text(name: str) -> str:
        value = form.get(name)
        return value.strip() if isinstance(value, str) else ""

    minutes = {key.removeprefix("minutes."): text(key) for key in form if key.startswith("minutes.")}
    return pages.NewWorkshopForm(
        title=text("title"),
        organisation=text("organisation"),
        case_text=text("case_text"),
        language=text("language") or "nl",
        script_id=text("script"),
        minutes=minutes,
    )


def _check(typed: pages.NewWorkshopForm) -> tuple[Script, Language] | dict[str, pages.FieldError]:
    errors: dict[str, pages.FieldError] = {}
    if not clean_line(typed.title):
        errors["title"] = "missing"
    if not typed.organisation:
        errors["organisation"] = "missing"
    for name, value, kind in (
        ("title", typed.title, Title),
        ("organisation", typed.organisation, Title),
        ("case_text", typed.case_text, CaseText),
    ):
        try:
            msgspec.convert(value, kind)
        except msgspec.ValidationError:
            errors[name] = "too_long"
    language: Language = "en" if typed.language == "en" else "nl"
    if typed.language not in ("nl", "en"):
        errors["language"] = "unknown"
    script = next((s for s in _scripts() if typed.script_id in ("", s.id)), None)
    if script is None:
        return {**errors, "script": "unknown"}
    minutes: dict[str, int] = {}
    for leaf in leaves(script):
        given = typed.minutes.get(leaf.id, "")
        if given:
            try:
                minutes[leaf.id] = msgspec.convert(given, Minutes, strict=False)
            except msgspec.ValidationError:
                errors[f"minutes.{leaf.id}"] = "minutes"
    return errors or (with_minutes(script, minutes), language)


async def _reserve_code(request: Request, session_id: str) -> str:
    words = content.join_words()
    for _ in range(_MAX_CODE_TRIES):
        code = code_from_numbers(words, *(secrets.randbelow(len(words)) for _ in range(3)))
        if await site_of(request).rooms.log.reserve_code(code, session_id):
            return code
    raise PageError(503, "no_code")
