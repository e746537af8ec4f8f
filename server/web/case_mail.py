# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses and mail of a case: filled in by the regievoerder, mailed when asked, refused by whoever gets it."""

import math

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from board import reach_pages
from organisation.dossier import commands as c
from organisation.dossier.contacts import Contact
from organisation.dossier.state import Dossier
from organisation.dossier.viewer import COORDINATOR, Viewer
from server.mailing.stopping import is_that, stop_path, whom_in
from server.store import Quota
from server.web.case_actions import action_of, coordinators_answer
from server.web.cases import answered, ask, coordinated, no_page, rev_of
from server.web.doors import door, holder_in, opened
from server.web.forms import form_of, text_of
from server.web.giving_back import FormRefused
from server.web.languages import language_in, language_of
from server.web.site import PageError, address_of, see_other, site_of
from server.web.slowed import network_of

ASKED = Quota("asked-mail", burst=300, each_s=300)
"""Of one case or organisation: a link to each of three hundred holders at once, and then as many a day."""
ASKED_FROM = Quota("asked-mail-from", burst=600, each_s=60)
"""From one network, over all of them: whoever opens one case after another is no way to mail strangers what he likes."""
STOPS = Quota("no-mail", burst=10, each_s=60)
"""Of one address: changes of mind."""


async def set_own_address(request: Request) -> Response:
    """POST /zaak/<case>/adres: that of the regievoerder."""
    dossier = await coordinated(request)
    form = await form_of(request)
    refusal = await ask(request, dossier, c.SetAddress("", rev_of(form), text_of(form, "address")))
    return answered(dossier, refusal, "address")


async def set_address(request: Request) -> Response:
    """POST /zaak/<case>/actie/<action>/adres: that of whoever holds it."""
    dossier = await coordinated(request)
    action, form = action_of(request, dossier), await form_of(request)
    refusal = await ask(request, dossier, c.SetAddress(action.id, rev_of(form), text_of(form, "address")))
    return coordinators_answer(dossier, action, refusal, "address")


async def ask_mail(request: Request) -> Response:
    """POST /zaak/<case>/actie/<action>/mail: mail the holder a link that works."""
    dossier = await coordinated(request)
    action = action_of(request, dossier)
    await asked_within_bounds(request, dossier.id)
    refusal = await ask(request, dossier, c.AskMail(action.id))
    if refusal is not None:
        raise FormRefused(refusal)
    return see_other(f"/zaak/{dossier.id}/actie/{action.id}?bewaard=mail#link")


async def asked_within_bounds(request: Request, of: str) -> None:
    """Raises PageError 429 when mail was asked for too often: of one case or organisation, or from one network."""
    rooms = site_of(request).rooms
    network = rooms.hashed("asked-mail", network_of(address_of(request)))
    wait_s = await rooms.quotas.take(ASKED, rooms.hashed("asked-mail", of))
    wait_s = wait_s or await rooms.quotas.take(ASKED_FROM, network)
    if wait_s:
        raise PageError(429, "rate", retry_after_s=math.ceil(wait_s))


async def minds_changed_within_bounds(request: Request, of: str, whom: str) -> None:
    """The same for whoever stops mail and has it again."""
    rooms = site_of(request).rooms
    if wait_s := await rooms.quotas.take(STOPS, rooms.hashed("no-mail", f"{of}:{whom}")):
        raise PageError(429, "rate", retry_after_s=math.ceil(wait_s))


async def held_mail(request: Request) -> Response:
    """POST /actie/<case>/<action>/mail: a holder wants no more mail, or wants it again."""
    who = holder_in(request)
    dossier = await opened(request, who)
    if dossier is None:
        return door(request, who, wrong=True)
    wanted = text_of(await form_of(request), "wanted") == "1"
    refusal = await ask(request, dossier, c.SetMail(who.action_id, wanted), who)
    if refusal is not None:
        raise FormRefused(refusal)
    return see_other(f"/actie/{dossier.id}/{who.action_id}#mail")


async def show_stop(request: Request) -> Response:
    """GET /geen-mail/<case>/<whom>/<secret>: the question. A program that looks at all links of a mail changes nothing."""
    dossier, whom = await _asked(request)
    return _page(request, dossier, whom)


async def stop(request: Request) -> Response:
    """POST to the same address, from the page or from a mail program by itself (RFC 8058)."""
    dossier, whom = await _asked(request)
    if dossier is None:
        return _page(request, dossier, whom)
    wanted = text_of(await form_of(request), "wanted") == "1"
    await minds_changed_within_bounds(request, dossier.id, whom)
    who = Viewer("holder", whom) if whom else COORDINATOR
    command = c.SetMail(whom, wanted)
    refusal = await site_of(request).dossiers.ask(dossier.id, command, who, "", lambda now: _fits(request, now, whom))
    if refusal is not None:
        raise no_page(refusal)
    return _page(request, *await _asked(request))


async def _asked(request: Request) -> tuple[Dossier | None, str]:
    """The case and whom its mail goes to; no case for a secret that does not fit, whatever there is."""
    site, parts = site_of(request), request.path_params
    whom = whom_in(parts["whom"])
    dossier = await site.dossiers.get(parts["case"])
    return (dossier if dossier is not None and _fits(request, dossier, whom) else None), whom


def _fits(request: Request, dossier: Dossier, whom: str) -> bool:
    address = dossier.contacts.get(whom, Contact()).address
    path = stop_path(site_of(request).rooms, dossier.id, whom, address)
    return bool(address) and is_that(path, request.path_params["secret"])


def _page(request: Request, dossier: Dossier | None, whom: str) -> Response:
    if dossier is None:
        return no_stop_page(request)
    contact = dossier.contacts.get(whom, Contact())
    path = stop_path(site_of(request).rooms, dossier.id, whom, contact.address)
    lang = language_in(request, dossier.language)
    state = reach_pages.no_mail_page(lang=lang, state="stopped" if contact.stopped else "asked", path=path)
    return HTMLResponse(state)


def no_stop_page(request: Request) -> Response:
    """For whoever brings a link that stops nothing, whatever there is."""
    return HTMLResponse(reach_pages.no_mail_page(lang=language_of(request), state="unknown", path=""), status_code=403)
