# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""An organisation over HTTP: opened once, by name; then for its members, each with a secret link of his own."""

import contextlib
import functools
import math

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from board import organisation_pages as pages
from board.case_pages import Typed
from organisation.members import commands as c
from organisation.members.bounds import MAX_TERM_DAYS
from organisation.members.cases import IN_CASES, OPENS_WORKSHOPS
from organisation.members.dashboard import Dashboard, dashboard
from organisation.members.policy import RIGHTS
from organisation.members.terms import LEAST_DAYS
from server import access
from server.keeping.held import hold_of
from server.live import audit
from server.store import Quota, StoreError
from server.web.accounts import account_of, links_open, sign_in_path
from server.web.cases import drawn_id, drawn_secret, rev_of, today
from server.web.forms import form_of, refuse_over, text_of
from server.web.giving_back import FormRefused
from server.web.languages import language_of
from server.web.membership import Membership, door, keep, key_of, member, membership, own, too_low, viewer_in
from server.web.membership import unlock as unlock_with_key
from server.web.site import PageError, address_of, forget_cookie, public_base, see_other, site_of
from sessions.material.limits import DAY_MS
from sessions.model.codes import Refusal

MAX_PAGE_DIGITS = 5
FORMS = Quota("organisation", burst=200, each_s=2)
"""Of one organisation, by all its members together."""


async def show_opening(request: Request) -> Response:
    """GET /organisatie: the organisations of this browser, and the form that opens another one."""
    return HTMLResponse(await opening_page(request))


async def open_one(request: Request) -> Response:
    """POST /organisatie: an organisation is opened, or the form comes back with what is wrong and what was typed."""
    site, address, form = site_of(request), address_of(request), await form_of(request)
    key, mark = text_of(form, "opening_key"), text_of(form, "mark")
    if not site.may_open.opens_organisations or not links_open(request):
        raise PageError(403, "not_allowed")
    if site.may_open.needs_key and not (key and await site.may_open.key_fits(key, address)):
        raise FormRefused(Refusal("not_allowed" if key else "empty", "opening_key"))
    # What follows from the drawn form makes one organisation of it, however often it is sent.
    secret, organisation_id = drawn_secret(mark, "member"), drawn_id("o", mark)
    command = c.OpenOrganisation(
        organisation_id, text_of(form, "name"), drawn_id("m", mark), text_of(form, "label"), access.hash_secret(secret)
    )
    if not site.rooms.space.takes_new:
        raise PageError(503, "full")
    if wait_s := await site.may_open.wait_s(address):
        raise PageError(429, "rate", retry_after_s=math.ceil(wait_s))
    refusal = await site.organisations.open(command)
    if refusal is None:
        audit.tell("open_organisation", organisation_id, "manager")
    elif refusal.code != "id_taken":
        raise FormRefused(refusal)
    response = see_other(f"/organisatie/{organisation_id}?nieuw=1")
    keep(request, response, organisation_id, secret)
    return response


async def show(request: Request) -> Response:
    """GET /organisatie/<organisation>: for a member his own page, else the door, the same for one that does not exist."""
    found = await membership(request)
    if found is None:
        return door(request, wrong=False)
    # That the store takes no changes now keeps nobody from reading.
    with contextlib.suppress(StoreError):
        await site_of(request).organisations.ask(
            found.organisation.id, c.NoteUse(), found.viewer, still=lambda now: viewer_in(request, now) == found.viewer
        )
    return HTMLResponse(await page(request, found))


async def show_cases(request: Request) -> Response:
    """GET …/zaken: all cases of the organisation, `?toon=` those that are late, wait, or are finished, page by page."""
    found = await member(request)
    seen = await overview(request, found)
    page = request.query_params.get("pagina", "")
    return HTMLResponse(
        await site_of(request).apart.run(
            functools.partial(
                pages.cases_page,
                lang=language_of(request),
                seen=found.seen,
                dashboard=seen,
                chosen=request.query_params.get("toon", ""),
                page=int(page) if page.isascii() and page.isdigit() and len(page) < MAX_PAGE_DIGITS else 1,
            )
        )
    )


async def overview(request: Request, found: Membership) -> Dashboard:
    """What a member sees of his organisation at a glance."""
    site, role = site_of(request), found.viewer.role
    if role == "system":
        raise PageError(403, "not_allowed")
    owned = await site.archive.cases_of(found.organisation.id)
    lines = await site.workshop_lines.of(found.organisation) if role in OPENS_WORKSHOPS else ()
    kept_ms = site.settings.keep_cases_days * DAY_MS
    unused_ms = site.settings.keep_unused_days * DAY_MS
    now_ms = site.rooms.clock.now_ms()
    binned = await site.binned.of(found.organisation.id) if "coordinator" in IN_CASES[role] else ()
    told = functools.partial(
        dashboard,
        role,
        owned.cases,
        lines,
        binned=binned,
        now_ms=now_ms,
        kept_ms=kept_ms,
        unused_ms=unused_ms,
        own=found.organisation.terms,
        is_whole=owned.is_whole,
    )
    # Of ten thousand cases it takes a tenth of a second: beside the boards.
    seen = await site.apart.run(told)
    if not seen.sees_all:
        return seen
    # Only of what would go soon it matters whether it is held.
    held = await site.dossiers.holds.among(each.id for each in seen.erased if each.kind != "workshop")
    going = {each.id for each in seen.erased if each.kind == "workshop"}
    ours = [each for each in lines if each.id in going]
    held |= {each.id for each in ours if await hold_of(site.rooms.store, each.id, each.case_ids) is not None}
    return await site.apart.run(told, held=held)


async def unlock(request: Request) -> Response:
    """POST to the same address: the key from behind the `#`, kept in a cookie when it fits."""
    return await unlock_with_key(request)


async def to_page(request: Request) -> Response:
    """GET of an address that a form is sent to: the page with the form."""
    is_of_members = "member" in request.path_params
    return see_other(f"/organisatie/{request.path_params['organisation']}{'/leden' if is_of_members else ''}")


async def rename(request: Request) -> Response:
    """POST …/naam: the organisation is called otherwise."""
    found, form = await member(request), await form_of(request)
    refusal = await ask(request, found, c.Rename(rev_of(form), text_of(form, "name")))
    if refusal is not None:
        raise FormRefused(refusal)
    return see_other(f"/organisatie/{found.organisation.id}?bewaard=name")


async def again(request: Request, typed: Typed) -> str:
    """The page of the organisation as it is now, with a form that was not kept."""
    return await page(request, await member(request), typed)


async def forget(request: Request) -> Response:
    """POST …/vergeten: this browser forgets the link; the link itself keeps working."""
    await refuse_over(request)
    # Whoever keeps none, or pressed twice, has forgotten it already.
    response = see_other("/organisatie")
    forget_cookie(request, response, "member", request.path_params["organisation"])
    return response


async def show_terms(request: Request) -> Response:
    """GET …/bewaren: how long the organisation keeps what is its own, for a manager."""
    return HTMLResponse(_terms_page(request, await member(request, "manager")))


async def set_terms(request: Request) -> Response:
    """POST …/bewaren: how long it keeps them from now on; an empty field is as the server has it."""
    found, form = await member(request, "manager"), await form_of(request)
    typed = {name: text_of(form, name) for name in LEAST_DAYS}
    longest = _server_days(request)
    # Every one that is wrong, so that nobody mends one and is sent back for the next.
    wrong = [name for name, days in typed.items() if days and not _is_days(name, days, longest[name] or MAX_TERM_DAYS)]
    refusal: Refusal | None
    if wrong:
        refusal = Refusal("invalid", " ".join(wrong))
    else:
        command = c.SetTerms(rev_of(form), **{name: int(days or 0) for name, days in typed.items()})
        refusal = await ask(request, found, command)
    if refusal is not None:
        raise FormRefused(refusal)
    return see_other(f"/organisatie/{found.organisation.id}/bewaren?bewaard=1")


async def terms_again(request: Request, typed: Typed) -> str:
    """How long it keeps things, with a form that was not kept."""
    return _terms_page(request, await member(request, "manager"), typed)


def _is_days(name: str, text: str, longest: int) -> bool:
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(MAX_TERM_DAYS))):
        return False
    return LEAST_DAYS[name] <= int(text) <= longest


def _server_days(request: Request) -> dict[str, int]:
    """How long the server keeps things at most, 0 for ever: what an organisation says of its own is shorter."""
    settings = site_of(request).settings
    return {"closed_days": settings.keep_closed_days, "cases_days": settings.keep_cases_days}


def _terms_page(request: Request, found: Membership, typed: Typed | None = None) -> str:
    return pages.terms_page(
        lang=language_of(request),
        seen=found.seen,
        server_days=_server_days(request),
        saved=request.query_params.get("bewaard") == "1",
        mark=access.new_secret(),
        typed=typed,
    )


async def ask(request: Request, found: Membership, command: c.Command) -> Refusal | None:
    """Carry out what a member asks in a small form, as `ask_with`."""
    return await ask_with(request, found, command, text_of(await form_of(request), "mark"))


async def ask_with(request: Request, found: Membership, command: c.Command, mark: str) -> Refusal | None:
    """Carry out what a member asks, once for each form that was drawn, which has this mark. Raises PageError 429 when forms come
    too fast, and 403 for who may not.
    """
    site, organisation_id = site_of(request), found.organisation.id
    if wait_s := await site.rooms.quotas.take(FORMS, site.rooms.hashed("organisation", organisation_id)):
        raise PageError(429, "rate", retry_after_s=math.ceil(wait_s))
    refusal = await site.organisations.ask(
        organisation_id,
        command,
        found.viewer,
        mark if access.is_secret(mark) else "",
        lambda now: viewer_in(request, now) == found.viewer,
    )
    if refusal is not None and refusal.code == "not_allowed" and found.viewer.role not in RIGHTS[type(command)]:
        raise too_low(found, RIGHTS[type(command)])
    if refusal is not None and refusal.code in ("not_allowed", "not_yours"):
        # He is no member any more, or it is somebody else's link.
        raise PageError(403, "not_member") if refusal.code == "not_allowed" else too_low(found, ("manager",))
    if refusal is None:
        audit.tell(str(command.__struct_config__.tag), organisation_id, found.viewer.role)
    return refusal


async def opening_page(request: Request, typed: Typed | None = None) -> str:
    """The organisations of this browser, and the form that opens another one."""
    return pages.opening_page(
        lang=language_of(request),
        own=[found.seen for found in await own(request)],
        asks_key=site_of(request).may_open.needs_key,
        opens=site_of(request).may_open.opens_organisations,
        mark=access.new_secret(),
        typed=typed,
        sign_in="" if await account_of(request) else sign_in_path(request, ""),
        links_open=links_open(request),
    )


async def page(request: Request, found: Membership, typed: Typed | None = None) -> str:
    """The page of the organisation, for a member."""
    organisation_id = found.organisation.id
    return pages.organisation_page(
        dashboard=(seen := await overview(request, found)),
        leads=frozenset(each.id for each in seen.planned if access.secret_in(request.cookies, "facilitator", each.id)),
        today=today(request),
        lang=language_of(request),
        seen=found.seen,
        link=f"{public_base(request)}/organisatie/{organisation_id}#{key_of(request, organisation_id)}",
        is_new=request.query_params.get("nieuw") == "1",
        saved=request.query_params.get("bewaard", ""),
        mark=access.new_secret(),
        typed=typed,
    )
