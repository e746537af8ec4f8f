# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Opening a workshop: the form, its checks, the code and the secret links."""

import contextlib
import hashlib
import math

import msgspec
from msgspec import Struct
from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from board import opening_pages
from board.value_forms import ValuesForm
from organisation.archive.shared import shared_report
from organisation.dossier.going_on import former
from organisation.dossier.viewer import COORDINATOR
from organisation.members.commands import ListWorkshop
from organisation.members.viewer import SYSTEM as SERVER
from server import access, content
from server.live import audit
from server.live.replaying import create
from server.store import StoreError
from server.web import codes
from server.web.accounts import sign_in_path
from server.web.cases import coordinated
from server.web.doors import found, is_viewer
from server.web.forms import large_form_of, text_of
from server.web.languages import language_of
from server.web.may_open import MayOpen
from server.web.membership import membership, opens_for
from server.web.opening_check import Filled, Opening, about_report, check, filled_in, going_on, key_of_kept, press
from server.web.site import PageError, address_of, public_base, see_other, set_cookie, site_of
from server.web.strategy import accents_of
from server.web.trying import at_the_writing
from sessions.material.text import Language
from sessions.model.codes import Refusal
from sessions.topics import decider
from sessions.wire.commands import OpenWorkshop
from sessions.wire.events import encode_events


async def new_form(request: Request) -> Response:
    """GET /nieuw, with a script chosen by `?draaiboek=<id>`, for a further workshop of the case `?zaak=<id>`, or about what a
    public report `?verslag=<id>` tells.
    """
    lang = language_of(request)
    dossier = await coordinated(request, request.query_params["zaak"]) if "zaak" in request.query_params else None
    if dossier is not None:
        form = going_on(dossier)
    elif "verslag" in request.query_params:
        case_id = request.query_params["verslag"]
        told = await site_of(request).dossiers.get(case_id)
        public, path = told.report.public if told else None, "verslag"
        if public is None and told is not None and await membership(request, told.organisation_id):
            # Nobody but a member begins with what is shared in an organisation.
            public, path = shared_report(told, told.organisation_id), "lezen"
        form = about_report(public, lang, f"{public_base(request)}/{path}/{case_id}")
    else:
        form = opening_pages.NewWorkshopForm(language=lang, script_id=request.query_params.get("draaiboek", ""))
    return await begin_with(request, Filled(form, {}, {}, dossier=dossier))


async def begin_with(request: Request, filled: Filled) -> Response:
    """The form that opens a workshop with what is filled in already; a member's with his organisations, nobody's who may not."""
    lang, site, dossier = language_of(request), site_of(request), filled.dossier
    await _know_organisations(request, filled)
    ours = filled.organisations
    if site.may_open.members_only and not ours:
        return HTMLResponse(opening_pages.members_only_page(lang=lang, sign_in=sign_in_path(request)), status_code=403)
    asked = request.query_params.get("organisatie", dossier.organisation_id if dossier else "")
    chosen = next(((key, name) for key, name in ours if key == asked), ours[0] if ours else ("", ""))
    filled.form = replace(filled.form, organisation_id=chosen[0], organisation=filled.form.organisation or chosen[1])
    _choose_kept(filled, request.query_params.get("waarden", ""))
    return HTMLResponse(await site.apart.run(_page, lang, filled, site.may_open))


def _choose_kept(filled: Filled, wanted: str) -> None:
    """The set of values to begin with: the one that was asked for, the newest of the one that the case had, or the only one that
    the organisation offers.
    """
    of = filled.form.organisation_id
    kept = {each.key: each for each in filled.kept_values if each.organisation_id == of}
    had = key_of_kept(of, filled.form.own.id)
    # What somebody typed stays: only what a case had is replaced by what is kept now.
    if filled.dossier is not None and had in kept:
        filled.form = replace(filled.form, own=ValuesForm(), own_set=had)
    elif filled.form.own.is_blank:
        only = next(iter(kept)) if len(kept) == 1 else ""
        filled.form = replace(filled.form, own_set=key_of_kept(of, wanted) if key_of_kept(of, wanted) in kept else only)


async def open_workshop(request: Request) -> Response:
    """POST /nieuw: a workshop is opened, or the form comes back with what is wrong and everything that was typed."""
    site, address = site_of(request), address_of(request)
    may_open = site.may_open
    async with large_form_of(request) as form:
        filled = await filled_in(form)
        key = text_of(form, "opening_key")
        button = text_of(form, "do")
    await _know_organisations(request, filled)
    is_ours = any(filled.form.organisation_id == each for each, _ in filled.organisations)
    if may_open.members_only and not filled.organisations:
        return HTMLResponse(
            opening_pages.members_only_page(lang=language_of(request), sign_in=sign_in_path(request)), status_code=403
        )
    if button.startswith("own:"):
        if filled.form.case_id:
            await _find_case(request, filled)
        return await site.apart.run(_pressed, language_of(request), filled, button.removeprefix("own:"), may_open)
    if not is_ours and (filled.form.organisation_id or may_open.members_only):
        filled.errors["organisation_id"] = "no_member"
    # A member was let in already.
    if may_open.needs_key and not is_ours and not (key and await may_open.key_fits(key, address)):
        filled.errors["opening_key"] = "wrong_key" if key else "missing"
    if filled.form.case_id:
        await _find_case(request, filled)
    if is_ours:
        filled.accents = await accents_of(request, filled.form.organisation_id)
    typed = filled.form
    opening = await site.apart.run(_check_or_page, language_of(request), filled, may_open)
    if isinstance(opening, Response):
        return opening
    keys = _keys_of(typed)
    if known := await site.rooms.get(keys.session_id):
        return _opened(request, known.session.code, keys, trying=typed.trying)
    if await site.rooms.log.is_destroyed(keys.session_id):
        keys = _keys_of(replace(typed, mark=""))
    if not site.rooms.space.takes_new:
        return _full(request, filled)
    wait_s = await may_open.wait_s(address)
    if wait_s:
        return _too_many(request, filled, wait_s)
    return await _begin(request, filled, opening, keys)


class _Keys(Struct, frozen=True):
    """The id of a workshop, the secrets of who opens it, and his own as a participant of a rehearsal."""

    session_id: str
    links: access.Secrets
    own: str


def _keys_of(typed: opening_pages.NewWorkshopForm) -> _Keys:
    """They follow from the form that was drawn and from what was filled in: pressed twice it opens one workshop, and who goes
    back and fills in something else opens another.
    """
    drawn = typed.mark if access.is_secret(typed.mark) else access.new_secret()
    secret = access.derived(drawn, f"workshop {hashlib.sha256(msgspec.json.encode(typed)).hexdigest()}")
    return _Keys(
        access.hash_secret(access.derived(secret, "id"))[:16],
        access.Secrets(access.derived(secret, "facilitator")),
        access.derived(secret, "own"),
    )


async def _begin(request: Request, filled: Filled, opening: Opening, keys: _Keys) -> Response:
    """The workshop is opened, and its links are shown. Raises PageError 422 when what was filled in makes none after all."""
    site, typed, session_id = site_of(request), filled.form, keys.session_id
    code = await codes.reserve(site.rooms, session_id, opening.language)
    now_ms = site.rooms.clock.now_ms()
    command = OpenWorkshop(
        session_id=session_id,
        code=code,
        title=typed.title,
        organisation=typed.organisation,
        case_text=typed.case_text,
        language=opening.language,
        script=opening.script,
        framework=opening.framework,
        keys=keys.links.hashes(),
        minute_ms=site.settings.minute_ms,
        measures=opening.measures,
        rehearsal=typed.rehearsal,
        perspectives=content.perspectives(),
        former=former(filled.dossier, opening.stage, now_ms) if filled.dossier else None,
        status_key=_status_key(filled),
        organisation_id=typed.organisation_id,
        accents_left=opening.accents_left,
    )
    decision = decider.begin(command, opening.items, now_ms)
    if typed.trying and not isinstance(decision, Refusal):
        more = at_the_writing(decision, opening.script, access.hash_secret(keys.own), now_ms)
        decision = more if isinstance(more, Refusal) else decision + more
    if isinstance(decision, Refusal) or not await create(site.rooms.log, session_id, encode_events(decision)):
        await site.rooms.log.drop_code(code)
        # Pressed twice in one breath, the other was first.
        if known := await site.rooms.get(session_id):
            return _opened(request, known.session.code, keys, trying=typed.trying)
        raise PageError(422, "invalid")
    if typed.organisation_id:
        with contextlib.suppress(StoreError):
            await site.organisations.ask(typed.organisation_id, ListWorkshop(session_id), SERVER)
    audit.tell("open_workshop", session_id, "facilitator")
    return _opened(request, code, keys, trying=typed.trying)


def _opened(request: Request, code: str, keys: _Keys, *, trying: bool) -> Response:
    response = see_other(f"/w/{code}/bord" if trying else f"/regie/{keys.session_id}/links")
    set_cookie(request, response, "facilitator", keys.session_id, keys.links.facilitator)
    if trying:
        # Until the browser is closed: nobody comes back for a rehearsal.
        set_cookie(request, response, "participant", keys.session_id, keys.own)
    return response


def _status_key(filled: Filled) -> str:
    """A further workshop of a case is told of on the page that the first one had."""
    known = filled.dossier.status_keys if filled.dossier else ()
    return known[0] if known else access.new_secret()


def _pressed(lang: Language, filled: Filled, action: str, may_open: MayOpen) -> Response:
    press(filled, action)
    return HTMLResponse(_page(lang, filled, may_open), status_code=422 if filled.errors else 200)


async def _know_organisations(request: Request, filled: Filled) -> None:
    """The organisations for which this browser opens workshops, and what they keep and offer."""
    found = [each.organisation for each in await opens_for(request)]
    filled.organisations = [(each.id, each.name) for each in found]
    filled.kept_values = [
        opening_pages.KeptChoice(key_of_kept(each.id, key), each.id, each.name, kept.latest.own, kept.latest.alone)
        for each in found
        for key, kept in each.values.items()
        if kept.is_offered
    ]
    filled.kept_scripts = [
        (key_of_kept(each.id, key), kept.latest.script) for each in found for key, kept in each.scripts.items() if kept.is_offered
    ]


def _check_or_page(lang: Language, filled: Filled, may_open: MayOpen) -> Opening | Response:
    opening = check(filled)
    return HTMLResponse(_page(lang, filled, may_open), status_code=422) if opening is None else opening


async def _find_case(request: Request, filled: Filled) -> None:
    """The case of the form, for whoever holds its link. For everybody else it stays a form of its own, with why."""
    dossier = await found(request, filled.form.case_id)
    if dossier is not None and is_viewer(request, dossier, COORDINATOR):
        filled.dossier = dossier
    else:
        filled.errors["stage"] = "no_case"
        filled.form = replace(filled.form, case_id="")


def _too_many(request: Request, filled: Filled, wait_s: float) -> Response:
    """The form with everything that was typed, and when there is place again."""
    wait_minutes = math.ceil(wait_s / 60)
    page = _page(language_of(request), filled, site_of(request).may_open, wait_minutes)
    return HTMLResponse(page, status_code=429, headers={"retry-after": str(math.ceil(wait_s))})


def _full(request: Request, filled: Filled) -> Response:
    """The form with everything that was typed, while what is left of the store is for the workshops that run."""
    page = _page(language_of(request), filled, site_of(request).may_open, full=True)
    return HTMLResponse(page, status_code=503)


def _page(lang: Language, filled: Filled, may_open: MayOpen, wait_minutes: int = 0, *, full: bool = False) -> str:
    drawn = filled.form.mark if access.is_secret(filled.form.mark) else access.new_secret()
    return opening_pages.new_workshop_page(
        lang=lang,
        scripts=content.scripts(),
        form=replace(filled.form, mark=drawn),
        errors=filled.errors,
        problems=filled.problems,
        own=filled.own,
        cases=content.cases(lang),
        asks_key=may_open.needs_key and (not filled.organisations or "opening_key" in filled.errors),
        wait_minutes=wait_minutes,
        full=full,
        going_on=filled.dossier.title if filled.dossier else "",
        base=content.framework(content.scripts()[0].framework),
        bare=filled.bare,
        moved=filled.moved,
        organisations=filled.organisations,
        kept_values=filled.kept_values,
        kept_scripts=filled.kept_scripts,
        may_stand_alone=not may_open.members_only and not (may_open.needs_key and filled.organisations),
    )
