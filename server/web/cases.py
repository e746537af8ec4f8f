# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A case, for whoever watches over its actions, opened with a secret link of its own. How it begins: `case_beginning`."""

import asyncio
import contextlib
import math
import secrets
from collections.abc import Mapping, Sequence
from http import HTTPStatus

from msgspec import Struct
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from board import case_pages
from board.belonging import Belonging
from board.reach import reach_of
from organisation.dossier import commands as c
from organisation.dossier.days import day_in_the_netherlands
from organisation.dossier.seen import key_hashes
from organisation.dossier.state import PATH, ActionPlan, Dossier
from organisation.dossier.viewer import COORDINATOR, SYSTEM, Viewer
from organisation.strategy.seen import TakenUp
from server import access
from server.store import Quota, StoreError
from server.web.accounts import account_of
from server.web.doors import door, found, has_link, is_viewer, key_of, opened, taken_up_of, unlock
from server.web.forms import form_of, not_offered, one_of, text_of
from server.web.giving_back import FormRefused
from server.web.membership import belonging, member_in, recognise
from server.web.site import PageError, public_base, see_other, site_of
from sessions.model.codes import Refusal

MAX_REV_DIGITS = 10
DRAWN_AT_ONCE = 40
"""Actions: a few milliseconds. The page of a larger case is drawn in a thread, so that no board waits for it."""
FORMS = Quota("case", burst=200, each_s=2)
"""Of one case, by whoever watches over it: nobody fills in as many; each is an entry that is kept for years."""
FORMS_OF_A_LINK = Quota("case-link", burst=60, each_s=10)
"""By whoever holds one action, or takes the second look. It is his own: he keeps nobody else from working."""


async def show_case(request: Request) -> Response:
    """GET /zaak/<case>: the case for whoever holds its link, else the door, which is the same for a case that does not exist."""
    dossier = await opened(request, COORDINATOR)
    if dossier is None:
        # Who holds no key that could be of it has nothing read.
        case_id = request.path_params["case"]
        may_be = access.secret_in(request.cookies, "case", case_id) or access.ids_in(request.cookies, "member")
        may_be_his = bool(may_be) or await account_of(request) is not None
        thrown = await site_of(request).dossiers.thrown_away(case_id) if may_be_his else None
        if thrown is not None:
            await recognise(request, thrown)
        if thrown is not None and is_viewer(request, thrown, COORDINATOR):
            return see_other(f"/zaak/{thrown.id}/prullenbak")
        return door(request, COORDINATOR, wrong=False)
    around = await _around(request, dossier)
    if len(dossier.actions) <= DRAWN_AT_ONCE:
        return HTMLResponse(_case_page(request, dossier, around))
    return HTMLResponse(await asyncio.to_thread(_case_page, request, dossier, around))


async def to_page(request: Request) -> Response:
    """GET of an address that a form is sent to, for instance when its answer is loaded again: the page with the form."""
    case, action = request.path_params["case"], request.path_params.get("action")
    if action is None:
        return see_other(f"/zaak/{case}")
    return see_other(f"/actie/{case}/{action}" if request.url.path.startswith("/actie/") else f"/zaak/{case}/actie/{action}")


async def unlock_case(request: Request) -> Response:
    """POST /zaak/<case>: the key from behind the `#`, kept in a cookie when it fits."""
    response = await unlock(request, COORDINATOR)
    if response.status_code == HTTPStatus.SEE_OTHER:
        # That the store takes no changes now keeps nobody from reading.
        with contextlib.suppress(StoreError):
            await site_of(request).dossiers.ask(request.path_params["case"], c.UseKey(), SYSTEM)
    return response


async def set_coordinator(request: Request) -> Response:
    """POST …/regievoerder."""
    form = await form_of(request)
    command = c.SetCoordinator(rev_of(form), text_of(form, "coordinator"), text_of(form, "from_day"))
    return await _sent(request, command, "coordinator")


async def set_appointment(request: Request) -> Response:
    """POST …/gesprek: the day of the follow-up talk."""
    form = await form_of(request)
    command = c.SetAppointment(rev_of(form), text_of(form, "day"), text_of(form, "time"), text_of(form, "with_whom"))
    return await _sent(request, command, "appointment")


async def answer(request: Request) -> Response:
    """POST …/vragen: the answers of the follow-up talk, each on its own: what is stale is shown again, what is not is kept."""
    dossier = await coordinated(request)
    form = await form_of(request)
    refusals = []
    for number, was in enumerate(dossier.answers, start=1):
        typed = form.get(f"text-{number}")
        if isinstance(typed, str) and typed != was.text:
            command = c.AnswerFollowUp(number - 1, rev_of(form, f"base_rev-{number}"), typed)
            refusal = await ask(request, dossier, command)
            refusals.append(Refusal(refusal.code, f"text-{number}") if refusal else None)
    refusal = next((each for each in refusals if each is not None), None)
    return answered(dossier, refusal, "talk")


async def set_done(request: Request) -> Response:
    """POST …/stap: a step of the path is done since a day."""
    form = await form_of(request)
    step = one_of(form, "step", PATH, None)
    if step is None:
        raise not_offered("step")
    return await _sent(request, c.SetDone(step, text_of(form, "day")), "path")


async def add_action(request: Request) -> Response:
    """POST …/acties: an action that came up after the workshop."""
    form = await form_of(request)
    mark = text_of(form, "mark")
    return await _sent(request, c.PutAction(drawn_id("n", mark), 0, ActionPlan(action=text_of(form, "action"))), "new-action")


def today(request: Request) -> str:
    """The day in the Netherlands, ISO 8601."""
    return day_in_the_netherlands(site_of(request).rooms.clock.now_ms())


def drawn_secret(mark: str, purpose: str) -> str:
    """A secret that follows from the drawn form, so that the same form once more shows the same link."""
    return access.derived(mark, purpose) if access.is_secret(mark) else access.new_secret()


def drawn_id(kind: str, mark: str) -> str:
    """An id for what a drawn form adds: one form adds one, however often it is sent."""
    return f"{kind}-{access.hash_secret(mark)[:12] if access.is_secret(mark) else secrets.token_hex(6)}"


async def coordinated(request: Request, case_id: str | None = None) -> Dossier:
    """The case, of the address or by its id, for whoever holds its link. Raises PageError 403, also when there is none."""
    dossier = await found(request, request.path_params["case"] if case_id is None else case_id)
    if dossier is None or not is_viewer(request, dossier, COORDINATOR):
        raise PageError(403, "not_allowed")
    return dossier


async def ask(request: Request, dossier: Dossier, command: c.Command, who: Viewer = COORDINATOR) -> Refusal | None:
    """Carry out what a form asks, once for each form that was drawn. Raises PageError 429 when forms come too fast."""
    rooms = site_of(request).rooms
    if who == COORDINATOR:
        wait_s = await rooms.quotas.take(FORMS, rooms.hashed("case", dossier.id))
    else:
        wait_s = await rooms.quotas.take(FORMS_OF_A_LINK, rooms.hashed("case", f"{dossier.id}:{who.role}:{who.action_id}"))
    if wait_s:
        raise PageError(429, "rate", retry_after_s=math.ceil(wait_s))
    mark = text_of(await form_of(request), "mark")
    form = mark if access.is_secret(mark) else ""
    # As late as can be: who is a member no more changes nothing any more.
    await recognise(request, dossier)
    return await site_of(request).dossiers.ask(dossier.id, command, who, form, lambda now: is_viewer(request, now, who))


async def _sent(request: Request, command: c.Command, part: str) -> Response:
    dossier = await coordinated(request)
    return answered(dossier, await ask(request, dossier, command), part)


def answered(dossier: Dossier, refusal: Refusal | None, part: str) -> Response:
    """Back to the case when it was done. Raises FormRefused when it was not."""
    if refusal is not None:
        raise FormRefused(refusal)
    return see_other(f"/zaak/{dossier.id}?bewaard={part}#{part}")


async def case_again(request: Request, typed: case_pages.Typed) -> str:
    """The case as it is now, with a form that was not kept."""
    now = await coordinated(request)
    return _case_page(request, now, await _around(request, now), typed)


def refused(page: str, refusal: Refusal) -> Response:
    """The page with a form that was not kept."""
    return HTMLResponse(page, status_code=409 if refusal.code == "stale_rev" else 422)


def no_page(refusal: Refusal) -> PageError:
    """The answer to a button without a form to show again. Who lost the link meanwhile is told no more than a stranger."""
    return PageError(403 if refusal.code == "not_allowed" else 422, refusal.code)


def rev_of(form: FormData, field: str = "base_rev") -> int:
    """The revision that a form was drawn with; 0 for none, or nonsense."""
    typed = text_of(form, field)
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < MAX_REV_DIGITS else 0


def known_rev(form: FormData, field: str = "base_rev") -> int:
    """The revision of something that was there when the form was drawn. Raises FormRefused where the form says none: then nobody
    knows what whoever sent it had seen, as with one that is stale.
    """
    rev = rev_of(form, field)
    if not rev:
        raise FormRefused(Refusal("stale_rev", "action"))
    return rev


class _Around(Struct, frozen=True):
    """What stands around a case: the organisation that it belongs to, what that took up of its actions, whether the case has to
    be kept, and whether a manager looks, who may say so.
    """

    belonging: Belonging
    hold: case_pages.KeptSince | None
    is_manager: bool
    taken_up: Mapping[str, Sequence[TakenUp]]


async def _around(request: Request, dossier: Dossier) -> _Around:
    of = await belonging(request, dossier.organisation_id, is_own=has_link(request, dossier, COORDINATOR))
    known = member_in(request, dossier.organisation_id)
    hold = await held_since(request, dossier)
    return _Around(of, hold, known is not None and known.role == "manager", await taken_up_of(request, dossier))


async def held_since(request: Request, dossier: Dossier) -> case_pages.KeptSince | None:
    """Since when a case has to be kept; None when it may go."""
    hold = await site_of(request).dossiers.holds.of(dossier.id)
    return case_pages.KeptSince(hold.at_ms, hold.by == "manager", hold.reason) if hold else None


def _case_page(request: Request, dossier: Dossier, around: _Around, typed: case_pages.Typed | None = None) -> str:
    secret = key_of(request, dossier, COORDINATOR)
    return case_pages.case_page(
        dossier=dossier,
        link=f"{public_base(request)}/zaak/{dossier.id}#{secret}",
        is_new=bool(secret) and request.query_params.get("nieuw") == "1",
        saved=request.query_params.get("bewaard", ""),
        today=today(request),
        mark=access.new_secret(),
        typed=typed,
        reach=reach_of(dossier, "", sends=sends_mail(request), feed_url=feed_url(request, dossier, COORDINATOR)),
        belonging=around.belonging,
        hold=around.hold,
        may_hold=around.is_manager,
        taken_up=around.taken_up,
    )


def sends_mail(request: Request) -> bool:
    """Whether this server sends mail."""
    return bool(site_of(request).settings.smtp_url)


def feed_url(request: Request, dossier: Dossier, who: Viewer) -> str:
    """The address of the calendar that comes with the link of this browser; empty when there is none, as with a key that came by
    mail.
    """
    key = key_of(request, dossier, who)
    secret = access.feed_secret(key) if key else ""
    stored = key_hashes(dossier, Viewer("calendar", who.action_id))
    is_there = any(access.hash_fits(each, secret) for each in stored)
    return f"{public_base(request)}/agenda/{dossier.id}/{secret}.ics" if is_there else ""
