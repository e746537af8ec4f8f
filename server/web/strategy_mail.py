# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses and mail of actions of an organisation: what `case_mail` is to those of a case. Filled in by who writes the strategy,
mailed when asked and by date, refused by whoever gets it.
"""

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from board import reach_pages
from organisation.dossier import commands as d
from organisation.dossier.contacts import Contact
from organisation.strategy.state import Strategy
from organisation.strategy.viewer import Viewer
from server.keeping.strategies import begin_anew
from server.mailing.stopping import is_that, task_stop_path
from server.store import STRATEGY
from server.web.case_mail import asked_within_bounds, minds_changed_within_bounds, no_stop_page
from server.web.cases import no_page, rev_of
from server.web.erasing import cleaned_up
from server.web.forms import form_of, text_of
from server.web.giving_back import FormRefused
from server.web.languages import language_in
from server.web.site import see_other, site_of
from server.web.strategy import ask, writer
from server.web.strategy_actions import action_of
from server.web.strategy_held import holder, holds, no_holder, opened


async def set_address(request: Request) -> Response:
    """POST /strategie/<organisation>/acties/<action>/adres: where whoever holds it gets mail. One that stood there goes out of
    the log at once.
    """
    now, form = await writer(request), await form_of(request)
    action = action_of(request, now)
    was = now.strategy.contacts.get(action.id, Contact()).address
    address = text_of(form, "address").strip()
    if refusal := await ask(request, now, d.SetAddress(action.id, rev_of(form), address), form):
        raise FormRefused(refusal)
    store = site_of(request).rooms.store
    # What has to be kept is kept; the next look of the keeper after that takes it out.
    is_held = await site_of(request).strategies.holds.of(now.strategy.id) is not None
    if was and was != address and not is_held and await begin_anew(store, now.strategy.id):
        await cleaned_up(store.of(STRATEGY).destruction)
    return see_other(f"{now.path}/acties/{action.id}?bewaard=address#address")


async def ask_mail(request: Request) -> Response:
    """POST …/mail: mail the holder a link that works."""
    now, form = await writer(request), await form_of(request)
    action = action_of(request, now)
    await asked_within_bounds(request, now.strategy.id)
    if refusal := await ask(request, now, d.AskMail(action.id), form):
        raise FormRefused(refusal)
    return see_other(f"{now.path}/acties/{action.id}?bewaard=mail#link")


async def held_mail(request: Request) -> Response:
    """POST /organisatieactie/<organisation>/<action>/mail: a holder wants no more mail, or wants it again."""
    who, strategy = holder(request), await opened(request)
    if strategy is None:
        return no_holder(request)
    await minds_changed_within_bounds(request, strategy.id, who.action_id)
    command = d.SetMail(who.action_id, text_of(await form_of(request), "wanted") == "1")
    refusal = await site_of(request).strategies.ask(strategy.id, command, who, "", lambda now: holds(request, now, who))
    if refusal is not None:
        raise FormRefused(refusal)
    return see_other(f"/organisatieactie/{strategy.id}/{who.action_id}#mail")


async def show_stop(request: Request) -> Response:
    """GET /geen-mail/organisatie/<organisation>/<action>/<secret>: the question. A program that looks at all links of a mail
    changes nothing.
    """
    return _page(request, await _asked(request))


async def stop(request: Request) -> Response:
    """POST to the same address, from the page or from a mail program by itself (RFC 8058)."""
    strategy, who = await _asked(request), holder(request)
    if strategy is None:
        return _page(request, None)
    command = d.SetMail(who.action_id, text_of(await form_of(request), "wanted") == "1")
    await minds_changed_within_bounds(request, strategy.id, who.action_id)
    refusal = await site_of(request).strategies.ask(strategy.id, command, who, "", lambda now: _fits(request, now, who))
    if refusal is not None:
        raise no_page(refusal)
    return _page(request, await _asked(request))


async def _asked(request: Request) -> Strategy | None:
    """The strategy; None for a secret that does not fit, whatever there is."""
    strategy = await site_of(request).strategies.get(request.path_params["organisation"])
    return strategy if strategy is not None and _fits(request, strategy, holder(request)) else None


def _fits(request: Request, strategy: Strategy, who: Viewer) -> bool:
    address = strategy.contacts.get(who.action_id, Contact()).address
    path = task_stop_path(site_of(request).rooms, strategy.id, who.action_id, address)
    return bool(address) and is_that(path, request.path_params["secret"])


def _page(request: Request, strategy: Strategy | None) -> Response:
    if strategy is None:
        return no_stop_page(request)
    who = holder(request)
    contact = strategy.contacts.get(who.action_id, Contact())
    path = task_stop_path(site_of(request).rooms, strategy.id, who.action_id, contact.address)
    page = reach_pages.no_mail_page(
        lang=language_in(request, strategy.language),
        state="stopped" if contact.stopped else "asked",
        path=path,
        home="organisation",
    )
    return HTMLResponse(page)
