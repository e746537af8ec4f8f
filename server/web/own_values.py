# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Own values of an organisation as a page: write, check, keep as a file or with it, bring again, open a workshop."""

import functools
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from board import opening_pages, value_pages
from board.keeping import Keeping
from board.value_forms import ValuesForm, change, form_of, form_of_own, read_form, tidy
from organisation.members.commands import KeepValues
from server import access
from server.web.cases import refused
from server.web.forms import large_form_of, text_of, text_or_file, toml_file
from server.web.languages import language_of
from server.web.opening import begin_with
from server.web.opening_check import Filled
from server.web.own_content import KEEP, base_framework, keep, keepers, keeping_of, kept_values_of
from server.web.site import see_other, site_of
from sessions.authoring.own_values import OwnValues, read_own_values, with_own_values, write_own_values
from sessions.material.problems import Problem
from sessions.material.text import Language


class _Sent(Struct, frozen=True):
    """The form as it was sent: the fields, a text or file that takes their place, and what is wrong with that file."""

    lang: Language
    form: ValuesForm
    toml: str
    unread: list[Problem]
    alone: bool
    keeping: Keeping


async def show(request: Request) -> Response:
    """GET /draaiboeken/waarden: empty rows to write in, or what an organisation keeps, `?van=<organisation>/<values>`."""
    wanted = request.query_params.get("van", "")
    if not wanted:
        sent = _Sent(language_of(request), ValuesForm(), "", [], alone=False, keeping=Keeping(await keepers(request, KeepValues)))
    else:
        kept, keeping = await kept_values_of(request, wanted)
        form = form_of_own(kept.latest.own)
        sent = _Sent(language_of(request), form, "", [], alone=kept.latest.alone, keeping=keeping)
    return HTMLResponse(_page(sent, form=sent.form, fresh=True))


async def sent(request: Request) -> Response:
    """POST /draaiboeken/waarden: check, keep or use what was typed, or carry out a button and show the form again."""
    async with large_form_of(request) as form:
        action, mark = text_of(form, "do"), text_of(form, "mark")
        toml, _, unread = await text_or_file(form, "own_values", "own_values_file")
        sent = _Sent(
            language_of(request),
            form_of(form.multi_items()),
            toml,
            unread,
            alone=text_of(form, "own_values_alone") == "on",
            keeping=await keeping_of(request, form, KeepValues),
        )
    site = site_of(request)
    if action == "open":
        answer = await site.apart.run(_open, sent)
        return await begin_with(request, answer) if isinstance(answer, Filled) else answer
    if action.startswith(KEEP):
        own = await site.apart.run(_sent_set, sent)
        return own if isinstance(own, Response) else await _keep(request, sent, own, action.removeprefix(KEEP), mark)
    return await site.apart.run(_answer, sent, action)


async def _keep(request: Request, sent: _Sent, own: OwnValues, organisation_id: str, mark: str) -> Response:
    """Keep the set with an organisation: a new version of its own, else a new set."""
    known = sent.keeping.version if sent.keeping.of == organisation_id else 0
    refusal = await keep(request, organisation_id, KeepValues(known, own, alone=sent.alone), mark)
    if refusal is None:
        return see_other(f"/organisatie/{organisation_id}/waarden/{own.id}?bewaard=1")
    again = replace(sent, keeping=sent.keeping.refused(refusal.code))
    page = functools.partial(_page, again, form=form_of_own(own))
    return refused(await site_of(request).apart.run(page), refusal)


def _answer(sent: _Sent, action: str) -> Response:
    if action == "own:read:":
        return _read(sent)
    if action.startswith("own:"):
        form, moved = change(sent.form, action.removeprefix("own:"))
        return HTMLResponse(_page(sent, form=form, toml=sent.toml, moved=moved))
    own = _sent_set(sent)
    if isinstance(own, Response):
        return own
    return toml_file(write_own_values(own), own.id) if action == "download" else _right(sent, own)


def _sent_set(sent: _Sent) -> OwnValues | Response:
    """The set that was sent, a file before the fields; or the form with what is wrong with it."""
    if sent.toml.strip() or sent.unread:
        read = sent.unread or read_own_values(sent.toml, base_framework(), alone=sent.alone)
        return read if isinstance(read, OwnValues) else _read(sent)
    own = read_form(tidy(sent.form), base_framework(), alone=sent.alone)
    if isinstance(own, OwnValues):
        return own
    return HTMLResponse(_page(sent, form=tidy(sent.form), problems=own), status_code=422)


def _open(sent: _Sent) -> Response | Filled:
    """The form that opens a workshop, with a set that is right."""
    own = _sent_set(sent)
    if isinstance(own, Response):
        return own
    form = opening_pages.NewWorkshopForm(language=sent.lang, own=form_of_own(own), own_values_alone=sent.alone)
    return Filled(form, {}, {})


def _right(sent: _Sent, own: OwnValues) -> Response:
    bare = [foundation.name for foundation in with_own_values(base_framework(), own, alone=sent.alone).bare_foundations]
    return HTMLResponse(_page(sent, form=form_of_own(own), bare=bare, checked=True))


def _read(sent: _Sent) -> Response:
    """The set in a file or a text, in the fields; or what is wrong with it, beside what was typed."""
    text = sent.toml
    own = sent.unread or (read_own_values(text, base_framework(), alone=sent.alone) if text.strip() else None)
    if isinstance(own, OwnValues):
        return _right(sent, own)
    page = _page(sent, form=sent.form, toml=text, toml_problems=own or (), nothing=own is None)
    return HTMLResponse(page, status_code=422)


def _page(sent: _Sent, **shown: Any) -> str:
    """The page with this form; `shown` as `own_values_page` takes it."""
    return value_pages.own_values_page(
        lang=sent.lang, base=base_framework(), alone=sent.alone, keeping=sent.keeping, mark=access.new_secret(), **shown
    )
