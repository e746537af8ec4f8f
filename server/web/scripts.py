# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Scripts as pages and files: look, copy, change, check, keep as a file or with an organisation, bring again, open a workshop."""

from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from board import opening_pages, script_pages
from board.keeping import Keeping
from board.script_forms import MAX_FORM_ROWS, MAX_FORM_STEPS, Data, change, data_of, data_of_script, rows_in, steps_in
from organisation.members.commands import KeepScript
from server import access, content
from server.web.cases import refused
from server.web.forms import large_form_of, text_of, text_or_file, toml_file
from server.web.languages import language_of
from server.web.opening import begin_with
from server.web.opening_check import Filled
from server.web.own_content import KEEP, keep, keepers, keeping_of, kept_script_of
from server.web.site import PageError, may_open, room_by_id, see_other, site_of
from sessions.authoring import toml
from sessions.authoring.own_values import own_values_of, write_own_values
from sessions.authoring.script_toml import make_script, shape_script, write_script
from sessions.material.limits import MAX_CONTENT_ID_CHARACTERS
from sessions.material.script import Script
from sessions.material.text import Language, Text

_COPY_ENDS = "-eigen"


async def list_scripts(request: Request) -> Response:
    """GET /draaiboeken."""
    return HTMLResponse(script_pages.scripts_page(lang=language_of(request), scripts=content.scripts()))


async def show_script(request: Request) -> Response:
    """GET /draaiboeken/<id>: the whole script, to read and print."""
    return HTMLResponse(script_pages.script_page(lang=language_of(request), script=_shipped(request.path_params["script"])))


async def script_file(request: Request) -> Response:
    """GET /draaiboeken/<id>.toml."""
    script = _shipped(request.path_params["script"])
    return toml_file(write_script(script), script.id)


async def own_form(request: Request) -> Response:
    """GET /draaiboeken/eigen: the form with a copy of a shipped script, `?van=<id>`, without it of the first; or the script
    `?van=<organisation>/<id>` that an organisation keeps, to change it.
    """
    wanted = request.query_params.get("van", "")
    if "/" in wanted:
        kept, keeping = await kept_script_of(request, wanted)
        data = data_of_script(kept.latest.script)
    else:
        keeping = Keeping(await keepers(request, KeepScript))
        data = data_of_script(_copy_of(_shipped(wanted) if wanted else content.scripts()[0]))
    return HTMLResponse(_form_page(language_of(request), keeping, data=data, fresh=True))


async def own_form_sent(request: Request) -> Response:
    """POST /draaiboeken/eigen: check, show, keep or use what was typed, or carry out a button and show the form again."""
    async with large_form_of(request) as form:
        action, mark = text_of(form, "do"), text_of(form, "mark")
        fields = [(name, value) for name, value in form.multi_items() if isinstance(value, str)]
        keeping = await keeping_of(request, form, KeepScript)
    lang, site = language_of(request), site_of(request)
    answer = await site.apart.run(_answer_form, lang, fields, action, keeping)
    if isinstance(answer, Script):
        return await _keep(request, answer, keeping, action.removeprefix(KEEP), mark)
    return await begin_with(request, answer) if isinstance(answer, Filled) else answer


async def _keep(request: Request, script: Script, keeping: Keeping, organisation_id: str, mark: str) -> Response:
    """Keep the script with an organisation: a new version of its own, else a new script."""
    known = keeping.version if keeping.of == organisation_id else 0
    refusal = await keep(request, organisation_id, KeepScript(known, script), mark)
    if refusal is None:
        return see_other(f"/organisatie/{organisation_id}/draaiboeken/{script.id}?bewaard=1")
    again = keeping.refused(refusal.code)
    lang, data = language_of(request), data_of_script(script)
    return refused(await site_of(request).apart.run(lambda: _form_page(lang, again, data=data)), refusal)


def _form_page(lang: Language, keeping: Keeping, **shown: Any) -> str:
    """The form; `shown` as `script_form_page` takes it."""
    return script_pages.script_form_page(lang=lang, keeping=keeping, mark=access.new_secret(), **shown)


def _answer_form(lang: Language, fields: list[tuple[str, str]], action: str, keeping: Keeping) -> Response | Filled | Script:
    """What the button gives; the script itself when it is right and is to be kept with an organisation."""
    data = data_of(fields)
    if not _fits_the_form(data):
        raise PageError(413, "too_many")
    if ":" in action and not action.startswith(KEEP):
        return HTMLResponse(_form_page(lang, keeping, data=data, moved=change(data, action)))
    made = make_script(_without_empty_parts(data), content.framework_ids(), _shipped_ids())
    if not isinstance(made, list):
        return made if action.startswith(KEEP) else _use(lang, made, action, keeping)
    # Every step has its place in the form, also beside a part that is empty.
    problems = make_script(data, content.framework_ids(), _shipped_ids())
    shown = problems if isinstance(problems, list) else made
    return HTMLResponse(_form_page(lang, keeping, data=data, problems=shown), status_code=422)


async def read_form(request: Request) -> Response:
    """GET /draaiboeken/inlezen."""
    return HTMLResponse(script_pages.read_script_page(lang=language_of(request)))


async def read_sent(request: Request) -> Response:
    """POST /draaiboeken/inlezen: the script in a file or a pasted text, or what is wrong with it, line by line.

    What has the right shape can be mended in the form too.
    """
    async with large_form_of(request) as form:
        action = text_of(form, "do")
        text, file_name, problems = await text_or_file(form, "script", "file")
    lang, keeping = language_of(request), Keeping(await keepers(request, KeepScript))
    if problems:
        page = script_pages.read_script_page(lang=lang, text=text, file_name=file_name, problems=problems)
        return HTMLResponse(page, status_code=422)
    if not text.strip():
        return HTMLResponse(script_pages.read_script_page(lang=lang, nothing=True), status_code=422)
    answer = await site_of(request).apart.run(_answer_file, lang, (text, file_name), action, keeping)
    return await begin_with(request, answer) if isinstance(answer, Filled) else answer


def _answer_file(lang: Language, sent: tuple[str, str], action: str, keeping: Keeping) -> Response | Filled:
    text, file_name = sent
    data = toml.read_table(text)
    made = data if isinstance(data, list) else make_script(data, content.framework_ids(), _shipped_ids())
    if not isinstance(made, list):
        return _use(lang, made, action, keeping)
    shaped = None if isinstance(data, list) or action != "edit" else shape_script(data)
    if shaped is not None:
        shown = data_of_script(shaped)
        if _fits_the_form(shown):
            return HTMLResponse(_form_page(lang, keeping, data=shown, problems=made), status_code=422)
    problems = made if isinstance(data, list) else toml.with_lines(made, text)
    page = script_pages.read_script_page(lang=lang, text=text, file_name=file_name, problems=problems)
    return HTMLResponse(page, status_code=422)


async def example_values(_: Request) -> Response:
    """GET /draaiboeken/eigen-waarden.toml: a made-up set of own values, to start with."""
    return toml_file(content.example_values(), "eigen-waarden")


async def session_script(request: Request) -> Response:
    """GET /regie/<session>/draaiboek.toml: the script with which a workshop was opened, for its facilitator."""
    room = await room_by_id(request, request.path_params["session"])
    if not may_open(request, room, "script"):
        return see_other(f"/regie/{room.session.id}")
    return toml_file(write_script(room.session.script), room.session.script.id)


async def session_values(request: Request) -> Response:
    """GET /regie/<session>/waarden.toml: the organisation's own values with which a workshop was opened, for its facilitator."""
    room = await room_by_id(request, request.path_params["session"])
    if not may_open(request, room, "values"):
        return see_other(f"/regie/{room.session.id}")
    framework = room.session.framework
    own = own_values_of(framework, content.framework(framework.based_on)) if framework.based_on else None
    if own is None:
        raise PageError(404, "not_found")
    return toml_file(write_own_values(own), own.id)


def _fits_the_form(data: Data) -> bool:
    return rows_in(data) <= MAX_FORM_ROWS and steps_in(data) <= MAX_FORM_STEPS


def _use(lang: Language, script: Script, action: str, keeping: Keeping) -> Response | Filled:
    """Do with a script that is right what the button says."""
    text = write_script(script)
    match action:
        case "show":
            return HTMLResponse(script_pages.script_page(lang=lang, script=script, toml=text))
        case "download":
            return toml_file(text, script.id)
        case "open":
            filled = opening_pages.NewWorkshopForm(language=lang, script_id=opening_pages.OWN, own_script=text)
            return Filled(filled, {}, {}, own=script)
        case _:
            return HTMLResponse(_form_page(lang, keeping, data=data_of_script(script), checked=action == "check"))


def _shipped(script_id: str) -> Script:
    try:
        return content.script(script_id)
    except KeyError:
        raise PageError(404, "not_found") from None


def _shipped_ids() -> tuple[str, ...]:
    return tuple(script.id for script in content.scripts())


def _copy_of(script: Script) -> Script:
    """A script to begin an own one with: another id and title, the first version, nobody's yet."""
    return msgspec.structs.replace(
        script,
        id=script.id[: MAX_CONTENT_ID_CHARACTERS - len(_COPY_ENDS)] + _COPY_ENDS,
        version=1,
        title=Text(f"{script.title.nl} (eigen versie)", f"{script.title.en} (own version)"),
        based_on=script.id,
    )


def _without_empty_parts(data: dict[str, object]) -> dict[str, object]:
    """A part from which all steps were moved is left out of the script."""
    parts = data.get("parts")
    if not isinstance(parts, list):
        return data
    return {**data, "parts": [part for part in parts if not isinstance(part, dict) or part.get("steps")]}
