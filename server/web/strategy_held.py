# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""One action of an organisation, for whoever holds it, with a personal link and no account: what `case_actions` is to the action
of a case. Who writes the strategy makes the link, and takes it away.
"""

import contextlib
import hashlib
import math
from datetime import UTC, datetime

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from board import case_feeds, case_pages
from board.calendar_file import calendar_file
from board.reach import Calendar, held_path
from organisation.dossier import commands as d
from organisation.strategy.seen import key_hashes, view
from organisation.strategy.state import Strategy
from organisation.strategy.viewer import Viewer
from server import access
from server.live import audit
from server.store import StoreError
from server.web.case_actions import report_of
from server.web.case_feeds import CALENDAR, look, no_such_feed
from server.web.cases import FORMS_OF_A_LINK, drawn_secret, sends_mail
from server.web.conditional import conditional
from server.web.forms import form_of, text_of
from server.web.giving_back import FormRefused
from server.web.languages import language_in, language_of
from server.web.site import KEPT_S, PageError, public_base, see_other, set_cookie, site_of
from server.web.strategy import ask, writer
from server.web.strategy_actions import action_of, action_page
from sessions.model.codes import Refusal

_HASH_CHARACTERS = 16


async def make_link(request: Request) -> Response:
    """POST /strategie/<organisation>/acties/<action>/link: a personal link for the holder; one that there was stops. It is shown
    once, in the answer itself: only its hash is kept.
    """
    now, form = await writer(request), await form_of(request)
    action = action_of(request, now)
    secret = drawn_secret(text_of(form, "mark"), "holder")
    command = d.MakeHolderLink(action.id, access.hash_secret(secret), access.feed_hash(secret))
    if refusal := await ask(request, now, command, form):
        raise FormRefused(refusal)
    link = f"{public_base(request)}/organisatieactie/{now.strategy.id}/{action.id}#{secret}"
    return HTMLResponse(action_page(request, await writer(request), link=link))


async def revoke_link(request: Request) -> Response:
    """POST …/link/intrekken: the personal link stops at once."""
    now, form = await writer(request), await form_of(request)
    action = action_of(request, now)
    if refusal := await ask(request, now, d.RevokeHolderLink(action.id), form):
        raise FormRefused(refusal)
    return see_other(f"{now.path}/acties/{action.id}?bewaard=link#link")


async def show(request: Request) -> Response:
    """GET /organisatieactie/<organisation>/<action>: the action for whoever holds its link, else the door, the same whatever
    there is.
    """
    strategy, who = await opened(request), holder(request)
    if strategy is None:
        return _door(request, wrong=False)
    # That the store takes no changes now keeps nobody from reading.
    with contextlib.suppress(StoreError):
        await site_of(request).strategies.ask(
            strategy.id, d.NoteUse(who.action_id), who, still=lambda now: holds(request, now, who)
        )
    return HTMLResponse(_page(request, strategy, who, saved=request.query_params.get("bewaard", "")))


async def unlock(request: Request) -> Response:
    """POST to the same address: the key from behind the `#`, kept in a cookie when it fits."""
    who = holder(request)
    strategy = await site_of(request).strategies.get(request.path_params["organisation"])
    key = text_of(await form_of(request), "key").rpartition("#")[2]
    if strategy is None or not _fits(strategy, who, key):
        return _door(request, wrong=True)
    response = see_other(_path(request))
    set_cookie(request, response, "task", cookie_id(strategy.id, who.action_id), key, kept_s=KEPT_S)
    return response


async def report(request: Request) -> Response:
    """POST …/stand: how it is doing: a status in one tap, or with answers."""
    return await _told(request, "progress", "1")


async def take_back(request: Request) -> Response:
    """POST …/terug: what the holder told last was a slip."""
    return await _told(request, "undo", "terug")


async def calendar(request: Request) -> Response:
    """GET …/agenda.ics: the day on which the holder is to look again, or the day of the action itself."""
    strategy = await opened(request)
    held = view(strategy, holder(request)).held if strategy else None
    if held is None:
        return _door(request, wrong=True)
    made = case_pages.next_look(held, f"{public_base(request)}{held_path(held, held.id)}")
    if made is None:
        raise PageError(404, "no_date")
    now = datetime.fromtimestamp(site_of(request).rooms.clock.now_ms() // 1000, UTC)
    headers = {"content-disposition": 'attachment; filename="actie.ics"'}
    return Response(calendar_file(made, now), media_type="text/calendar; charset=utf-8; method=PUBLISH", headers=headers)


async def feed(request: Request) -> Response:
    """GET /organisatieactie/<organisation>/agenda/<secret>.ics: the days of a holder, for a program."""
    strategy = await site_of(request).strategies.get(request.path_params["organisation"])
    secret = request.path_params["secret"]
    if strategy is None or not access.is_secret(secret):
        return no_such_feed(request)
    given = access.hash_secret(secret)
    viewers = (Viewer("calendar", action_id) for action_id in strategy.actions)
    who = next((each for each in viewers if given in key_hashes(strategy, each)), None)
    days = view(strategy, who).days if who else None
    if days is None:
        return no_such_feed(request)
    await look(request, given)
    return conditional(request, case_feeds.held_feed(days, public_base(request)), CALENDAR, None, "acties.ics")


async def to_page(request: Request) -> Response:
    """GET of an address that a form is sent to: the page of the action."""
    return see_other(_path(request))


def holds(request: Request, strategy: Strategy, who: Viewer) -> bool:
    """Whether this browser holds the link of an action, as it is now."""
    return _fits(strategy, who, access.secret_in(request.cookies, "task", cookie_id(strategy.id, who.action_id)))


def cookie_id(organisation_id: str, action_id: str) -> str:
    """What the cookie with the link of an action is named after: an id may hold what the name of a cookie may not."""
    return f"{organisation_id}_{hashlib.sha256(action_id.encode()).hexdigest()[:_HASH_CHARACTERS]}"


def organisations_in(request: Request) -> list[str]:
    """The organisations of whose actions this browser keeps links."""
    found = (kept_id.rpartition("_") for kept_id in access.ids_in(request.cookies, "task"))
    return list(dict.fromkeys(of for of, _, rest in found if of and len(rest) == _HASH_CHARACTERS))


async def _told(request: Request, part: str, saved: str) -> Response:
    who, form = holder(request), await form_of(request)
    strategy = await opened(request)
    if strategy is None:
        return _door(request, wrong=True)
    action = strategy.actions[who.action_id]
    command = report_of(action, form) if part == "progress" else d.TakeBackProgress(action.id, report_of(action, form).base_rev)
    refusal = await _ask(request, strategy, command, form)
    if refusal is not None:
        raise FormRefused(refusal)
    return see_other(f"{_path(request)}?bewaard={saved}")


async def again(request: Request, typed: case_pages.Typed) -> str:
    """The action for its holder, with a form that was not kept. Raises PageError 403 for whoever holds it no more."""
    now = await opened(request)
    if now is None:
        raise PageError(403, "not_allowed")
    return _page(request, now, holder(request), typed=typed)


async def _ask(
    request: Request, strategy: Strategy, command: d.ReportProgress | d.TakeBackProgress, form: FormData
) -> Refusal | None:
    """Carry out what a holder asks, once for each form that was drawn. Raises PageError 429 when forms come too fast."""
    site, who = site_of(request), holder(request)
    mine = site.rooms.hashed("strategy", f"{strategy.id}:{who.role}:{who.action_id}")
    if wait_s := await site.rooms.quotas.take(FORMS_OF_A_LINK, mine):
        raise PageError(429, "rate", retry_after_s=math.ceil(wait_s))
    mark = text_of(form, "mark")
    drawn = mark if access.is_secret(mark) else ""
    refusal = await site.strategies.ask(strategy.id, command, who, drawn, lambda now: holds(request, now, who))
    if refusal is None:
        audit.tell(str(command.__struct_config__.tag), strategy.id, who.role)
    return refusal


async def opened(request: Request) -> Strategy | None:
    """The strategy, for whoever holds the action of the address; None for everybody else, and when there is none."""
    who = holder(request)
    kept = access.secret_in(request.cookies, "task", cookie_id(request.path_params["organisation"], who.action_id))
    # Who holds no key costs nothing.
    strategy = await site_of(request).strategies.get(request.path_params["organisation"]) if kept else None
    return strategy if strategy is not None and holds(request, strategy, who) else None


def _fits(strategy: Strategy, who: Viewer, key: str) -> bool:
    return any(access.hash_fits(each, key) for each in key_hashes(strategy, who))


def holder(request: Request) -> Viewer:
    """Who the address says that he holds an action."""
    return Viewer("holder", request.path_params["action"])


def _path(request: Request) -> str:
    return f"/organisatieactie/{request.path_params['organisation']}/{request.path_params['action']}"


def no_holder(request: Request) -> Response:
    """For whoever tells without the link of the action."""
    return _door(request, wrong=True)


def _door(request: Request, *, wrong: bool) -> Response:
    page = case_pages.door_page(lang=language_of(request), door="task", action=_path(request), wrong=wrong)
    return HTMLResponse(page, status_code=403 if wrong else 200)


def _page(request: Request, strategy: Strategy, who: Viewer, *, saved: str = "", typed: case_pages.Typed | None = None) -> str:
    held = view(strategy, who).held
    if held is None:
        raise PageError(404, "unknown_action")
    key = access.secret_in(request.cookies, "task", cookie_id(strategy.id, who.action_id))
    secret = access.feed_secret(key)
    is_there = any(access.hash_fits(each, secret) for each in key_hashes(strategy, Viewer("calendar", who.action_id)))
    address = f"{public_base(request)}/organisatieactie/{strategy.id}/agenda/{secret}.ics" if is_there else ""
    return case_pages.held_page(
        held=held,
        saved=saved,
        mark=access.new_secret(),
        typed=typed,
        sends=sends_mail(request),
        calendar=Calendar(address),
        lang=language_in(request, held.language),
    )
