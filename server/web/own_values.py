# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Own values of an organisation as a page: write, check, keep as a file, bring again, open a workshop. Nothing of it is kept."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from board import opening_pages, value_pages
from board.value_forms import ValuesForm, change, form_of, form_of_own, read_form, tidy
from server import content
from server.web.forms import large_form_of, text_of, text_or_file, toml_file
from server.web.languages import language_of
from server.web.opening import begin_with
from server.web.opening_check import Filled
from server.web.site import site_of
from sessions.authoring.own_values import OwnValues, read_own_values, with_own_values, write_own_values
from sessions.material.framework import Framework
from sessions.material.problems import Problem
from sessions.material.text import Language


async def show(request: Request) -> Response:
    """GET /draaiboeken/waarden: empty rows to write in."""
    page = value_pages.own_values_page(lang=language_of(request), base=_base(), form=ValuesForm(), fresh=True)
    return HTMLResponse(page)


async def sent(request: Request) -> Response:
    """POST /draaiboeken/waarden: check, keep or use what was typed, or carry out a button and show the form again."""
    async with large_form_of(request) as form:
        action = text_of(form, "do")
        alone = text_of(form, "own_values_alone") == "on"
        typed = form_of(form.multi_items())
        toml, _, unread = await text_or_file(form, "own_values", "own_values_file")
    site = site_of(request)
    if action == "open":
        answer = await site.apart.run(_open, language_of(request), (typed, toml, unread), alone=alone)
        return await begin_with(request, answer) if isinstance(answer, Filled) else answer
    return await site.apart.run(_answer, language_of(request), (typed, toml, unread), action, alone=alone)


def _answer(lang: Language, sent: tuple[ValuesForm, str, list[Problem]], action: str, *, alone: bool) -> Response:
    typed, toml, unread = sent
    base = _base()
    if action == "own:read:":
        return _read(lang, toml, unread, typed, alone=alone)
    if action.startswith("own:"):
        form, moved = change(typed, action.removeprefix("own:"))
        page = value_pages.own_values_page(lang=lang, base=base, form=form, alone=alone, toml=toml, moved=moved)
        return HTMLResponse(page)
    own = _sent_set(lang, sent, alone=alone)
    if isinstance(own, Response):
        return own
    return toml_file(write_own_values(own), own.id) if action == "download" else _right(lang, own, alone=alone)


def _sent_set(lang: Language, sent: tuple[ValuesForm, str, list[Problem]], *, alone: bool) -> OwnValues | Response:
    """The set that was sent, a file before the fields; or the form with what is wrong with it."""
    typed, toml, unread = sent
    if toml.strip() or unread:
        read = unread or read_own_values(toml, _base(), alone=alone)
        return read if isinstance(read, OwnValues) else _read(lang, toml, unread, typed, alone=alone)
    own = read_form(tidy(typed), _base(), alone=alone)
    return own if isinstance(own, OwnValues) else _wrong(lang, typed, own, alone=alone)


def _open(lang: Language, sent: tuple[ValuesForm, str, list[Problem]], *, alone: bool) -> Response | Filled:
    """The form that opens a workshop, with a set that is right."""
    own = _sent_set(lang, sent, alone=alone)
    if isinstance(own, Response):
        return own
    return Filled(opening_pages.NewWorkshopForm(language=lang, own=form_of_own(own), own_values_alone=alone), {}, {})


def _right(lang: Language, own: OwnValues, *, alone: bool) -> Response:
    base = _base()
    bare = [foundation.name for foundation in with_own_values(base, own, alone=alone).bare_foundations]
    page = value_pages.own_values_page(lang=lang, base=base, form=form_of_own(own), alone=alone, bare=bare, checked=True)
    return HTMLResponse(page)


def _wrong(lang: Language, typed: ValuesForm, problems: list[Problem], *, alone: bool, toml: str = "") -> Response:
    page = value_pages.own_values_page(lang=lang, base=_base(), form=tidy(typed), alone=alone, toml=toml, problems=problems)
    return HTMLResponse(page, status_code=422)


def _read(lang: Language, toml: str, unread: list[Problem], typed: ValuesForm, *, alone: bool) -> Response:
    """The set in a file or a text, in the fields; or what is wrong with it, beside what was typed."""
    own = unread or (read_own_values(toml, _base(), alone=alone) if toml.strip() else None)
    if isinstance(own, OwnValues):
        return _right(lang, own, alone=alone)
    page = value_pages.own_values_page(
        lang=lang, base=_base(), form=typed, alone=alone, toml=toml, toml_problems=own or (), nothing=own is None
    )
    return HTMLResponse(page, status_code=422)


def _base() -> Framework:
    """The framework whose principles own values stand under: that of the script that is offered first."""
    return content.framework(content.scripts()[0].framework)
