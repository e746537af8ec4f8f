# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""One action of a case: for the regievoerder who agrees on it, and for whoever holds it, with a personal link and no account."""

import contextlib
from datetime import UTC, datetime
from typing import get_args

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from board import case_pages
from board.calendar_file import calendar_file
from board.reach import Calendar, reach_of
from organisation.dossier import commands as c
from organisation.dossier.questions import PROGRESS
from organisation.dossier.seen import view
from organisation.dossier.state import STATUSES, ActionPlan, Dossier, LivingAction
from organisation.dossier.viewer import Viewer
from server import access
from server.store import StoreError
from server.web.cases import (
    ask,
    coordinated,
    drawn_secret,
    feed_url,
    known_rev,
    rev_of,
    sends_mail,
    today,
)
from server.web.doors import door, holder_in, is_viewer, opened, taken_up_of, unlock
from server.web.forms import form_of, one_of, text_of
from server.web.giving_back import FormRefused
from server.web.languages import language_in
from server.web.site import PageError, public_base, see_other, site_of
from sessions.model.codes import Refusal
from sessions.model.poster_entries import Level

_LEVELS: tuple[Level, ...] = get_args(Level)


async def show_action(request: Request) -> Response:
    """GET /zaak/<case>/actie/<action>: everything of an action, for the regievoerder."""
    dossier = await coordinated(request)
    return HTMLResponse(await _action_page(request, dossier, action_of(request, dossier)))


async def put_action(request: Request) -> Response:
    """POST to the same address: what is agreed."""
    dossier = await coordinated(request)
    action, form = action_of(request, dossier), await form_of(request)
    level = one_of(form, "level", _LEVELS, None)
    plan = ActionPlan(
        action=text_of(form, "action"),
        holder=text_of(form, "holder"),
        monitor=text_of(form, "monitor"),
        term=text_of(form, "term"),
        due_day=text_of(form, "due_day"),
        level=level,
        needs=text_of(form, "needs"),
        wider=text_of(form, "wider") == "on",
        wider_note=text_of(form, "wider_note"),
    )
    refusal = await ask(request, dossier, c.PutAction(action.id, known_rev(form), plan))
    return coordinators_answer(dossier, action, refusal, "plan")


async def report(request: Request) -> Response:
    """POST …/stand: how it is doing, as the regievoerder heard it."""
    dossier = await coordinated(request)
    action, form = action_of(request, dossier), await form_of(request)
    refusal = await ask(request, dossier, report_of(action, form))
    return coordinators_answer(dossier, action, refusal, "progress")


async def make_link(request: Request) -> Response:
    """POST …/link: a personal link for the holder. It is shown once, in the answer itself: only its hash is kept."""
    dossier = await coordinated(request)
    action = action_of(request, dossier)
    mark = text_of(await form_of(request), "mark")
    secret = drawn_secret(mark, "holder")
    refusal = await ask(request, dossier, c.MakeHolderLink(action.id, access.hash_secret(secret), access.feed_hash(secret)))
    if refusal is not None:
        raise FormRefused(refusal)
    dossier = await coordinated(request)
    link = f"{public_base(request)}/actie/{dossier.id}/{action.id}#{secret}"
    return HTMLResponse(await _action_page(request, dossier, dossier.actions[action.id], link=link))


async def revoke_link(request: Request) -> Response:
    """POST …/link/intrekken: the personal link stops at once."""
    dossier = await coordinated(request)
    action = action_of(request, dossier)
    refusal = await ask(request, dossier, c.RevokeHolderLink(action.id))
    if refusal is not None:
        raise FormRefused(refusal)
    return see_other(f"/zaak/{dossier.id}/actie/{action.id}?bewaard=link#link")


async def show_held(request: Request) -> Response:
    """GET /actie/<case>/<action>: the action for whoever holds its link, else the door, the same whatever there is."""
    who = holder_in(request)
    dossier = await opened(request, who)
    if dossier is None:
        return door(request, who, wrong=False)
    # That the store takes no changes now keeps nobody from reading.
    with contextlib.suppress(StoreError):
        await site_of(request).dossiers.ask(
            dossier.id,
            c.NoteUse(who.action_id),
            who,
            still=lambda now: is_viewer(request, now, who),
        )
    return HTMLResponse(_held_page(request, dossier, who, saved=request.query_params.get("bewaard", "")))


async def unlock_held(request: Request) -> Response:
    """POST to the same address: the key from behind the `#`, kept in a cookie when it fits."""
    return await unlock(request, holder_in(request))


async def report_held(request: Request) -> Response:
    """POST …/stand: how it is doing, by the holder: a status in one tap, or with answers."""
    who = holder_in(request)
    dossier = await opened(request, who)
    if dossier is None:
        return door(request, who, wrong=True)
    form = await form_of(request)
    refusal = await ask(request, dossier, report_of(dossier.actions[who.action_id], form), who)
    if refusal is not None:
        raise FormRefused(refusal)
    return see_other(f"/actie/{dossier.id}/{who.action_id}?bewaard=1")


async def take_back_held(request: Request) -> Response:
    """POST …/terug: what the holder told last was a slip."""
    who = holder_in(request)
    dossier = await opened(request, who)
    if dossier is None:
        return door(request, who, wrong=True)
    form = await form_of(request)
    refusal = await ask(request, dossier, c.TakeBackProgress(who.action_id, rev_of(form)), who)
    if refusal is not None:
        raise FormRefused(refusal)
    return see_other(f"/actie/{dossier.id}/{who.action_id}?bewaard=terug")


async def held_again(request: Request, typed: case_pages.Typed) -> str:
    """The action for its holder, with a form that was not kept. Raises PageError 403 for whoever holds it no more."""
    who = holder_in(request)
    now = await opened(request, who)
    if now is None:
        raise PageError(403, "not_allowed")
    return _held_page(request, now, who, typed=typed)


async def held_calendar(request: Request) -> Response:
    """GET …/agenda.ics: the day on which the holder is to look again, or the day of the action itself."""
    who = holder_in(request)
    dossier = await opened(request, who)
    held = view(dossier, who).held if dossier else None
    if held is None:
        return door(request, who, wrong=True)
    made = case_pages.next_look(held, f"{public_base(request)}/actie/{held.case_id}/{held.id}")
    if made is None:
        raise PageError(404, "no_date")
    now = datetime.fromtimestamp(site_of(request).rooms.clock.now_ms() // 1000, UTC)
    headers = {"content-disposition": 'attachment; filename="actie.ics"'}
    return Response(calendar_file(made, now), media_type="text/calendar; charset=utf-8; method=PUBLISH", headers=headers)


def report_of(action: LivingAction, form: FormData) -> c.ReportProgress:
    """What a form tells of how an action is doing."""
    status = one_of(form, "status", STATUSES, action.status)
    return c.ReportProgress(
        action.id,
        rev_of(form),
        status,
        text_of(form, "reason"),
        tuple(text_of(form, f"answer-{number}") for number in range(1, len(PROGRESS) + 1)),
        text_of(form, "check_day"),
    )


def coordinators_answer(dossier: Dossier, action: LivingAction, refusal: Refusal | None, part: str) -> Response:
    """Back to the action when it was done. Raises FormRefused when it was not."""
    if refusal is not None:
        raise FormRefused(refusal)
    return see_other(f"/zaak/{dossier.id}/actie/{action.id}?bewaard={part}#{part}")


async def action_again(request: Request, typed: case_pages.Typed) -> str:
    """The action as it is now, with a form that was not kept."""
    now = await coordinated(request)
    return await _action_page(request, now, action_of(request, now), typed=typed)


def action_of(request: Request, dossier: Dossier) -> LivingAction:
    """The action of the address. Raises PageError 404."""
    action = dossier.actions.get(request.path_params["action"])
    if action is None:
        raise PageError(404, "unknown_action")
    return action


async def _action_page(
    request: Request, dossier: Dossier, action: LivingAction, *, link: str = "", typed: case_pages.Typed | None = None
) -> str:
    return case_pages.action_page(
        dossier=dossier,
        action=action,
        link=link,
        saved=request.query_params.get("bewaard", ""),
        today=today(request),
        mark=access.new_secret(),
        typed=typed,
        reach=reach_of(dossier, action.id, sends=sends_mail(request)),
        taken_up=(await taken_up_of(request, dossier)).get(action.id, ()),
    )


def _held_page(request: Request, dossier: Dossier, who: Viewer, *, saved: str = "", typed: case_pages.Typed | None = None) -> str:
    held = view(dossier, who).held
    if held is None:
        raise PageError(404, "unknown_action")
    return case_pages.held_page(
        held=held,
        saved=saved,
        mark=access.new_secret(),
        typed=typed,
        sends=sends_mail(request),
        calendar=Calendar(feed_url(request, dossier, who)),
        lang=language_in(request, held.language),
    )
