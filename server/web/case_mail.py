# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses and mail of a case: filled in by the regievoerder, mailed when asked, refused by whoever gets it."""

import hmac
import math

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from board import reach_pages
from organisation.dossier import commands as c
from organisation.dossier.contacts import Contact
from organisation.dossier.state import Dossier
from organisation.dossier.viewer import COORDINATOR, Viewer
from server.mailing.mailer import stop_path, whom_in
from server.store import Quota
from server.web.case_actions import action_of, coordinators_answer
from server.web.cases import answered, ask, coordinated, no_page, rev_of
from server.web.doors import door, holder_in, opened
from server.web.forms import form_of, text_of
from server.web.languages import language_of
from server.web.site import PageError, address_of, see_other, site_of
from server.web.slowed import network_of

ASKED = Quota("asked-mail", burst=300, each_s=300)
"""Of one case: a link to each of three hundred holders at once, and then as many a day."""
ASKED_FROM = Quota("asked-mail-from", burst=600, each_s=60)
"""From one network, over all cases: whoever opens one case after another is no way to mail strangers what he likes."""
STOPS = Quota("no-mail", burst=10, each_s=60)
"""Of one address: changes of mind."""


async def set_own_address(request: Request) -> Response:
    """POST /zaak/<case>/adres: that of the regievoerder."""
    dossier = await coordinated(request)
    form = await form_of(request)
    refusal = await ask(request, dossier, c.SetAddress("", rev_of(form), text_of(form, "address")))
    return await answered(request, dossier, refusal, "address")


async def set_address(request: Request) -> Response:
    """POST /zaak/<case>/actie/<action>/adres: that of whoever holds it."""
    dossier = await coordinated(request)
    action, form = action_of(request, dossier), await form_of(request)
    refusal = await ask(request, dossier, c.SetAddress(action.id, rev_of(form), text_of(form, "address")))
    return await coordinators_answer(request, dossier, action, refusal, "address", form)


async def ask_mail(request: Request) -> Response:
    """POST /zaak/<case>/actie/<action>/mail: mail the holder a link that works."""
    dossier = await coordinated(request)
    action, rooms = action_of(request, dossier), site_of(request).rooms
    network = rooms.hashed("asked-mail", network_of(address_of(request)))
    wait_s = await rooms.quotas.take(ASKED, rooms.hashed("asked-mail", dossier.id))
    wait_s = wait_s or await rooms.quotas.take(ASKED_FROM, network)
    if wait_s:
        raise PageError(429, "rate", retry_after_s=math.ceil(wait_s))
    refusal = await ask(request, dossier, c.AskMail(action.id))
    if refusal is not None:
        raise no_page(refusal)
    return see_other(f"/zaak/{dossier.id}/actie/{action.id}?bewaard=mail#link")


async def held_mail(request: Request) -> Response:
    """POST /actie/<case>/<action>/mail: a holder wants no more mail, or wants it again."""
    who = holder_in(request)
    dossier = await opened(request, who)
    if dossier is None:
        return door(request, who, wrong=True)
    wanted = text_of(await form_of(request), "wanted") == "1"
    refusal = await ask(request, dossier, c.SetMail(who.action_id, wanted), who)
    if refusal is not None:
        raise no_page(refusal)
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
    rooms = site_of(request).rooms
    if wait_s := await rooms.quotas.take(STOPS, rooms.hashed("no-mail", f"{dossier.id}:{whom}")):
        raise PageError(429, "rate", retry_after_s=math.ceil(wait_s))
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
    secret = stop_path(site_of(request).rooms, dossier.id, whom, address).rpartition("/")[2]
    return bool(address) and hmac.compare_digest(secret.encode(), request.path_params["secret"].encode(errors="replace"))


def _page(request: Request, dossier: Dossier | None, whom: str) -> Response:
    if dossier is None:
        page = reach_pages.no_mail_page(lang=language_of(request), state="unknown", path="")
        return HTMLResponse(page, status_code=403)
    contact = dossier.contacts.get(whom, Contact())
    path = stop_path(site_of(request).rooms, dossier.id, whom, contact.address)
    state = reach_pages.no_mail_page(lang=dossier.language, state="stopped" if contact.stopped else "asked", path=path)
    return HTMLResponse(state)
