# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Actions of the organisation: agreed in the strategy, and told of while they are carried out."""

import hashlib
from collections.abc import Iterator

from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from board import strategy_lists as pages
from board.case_pages import Typed
from board.reach import reach_of
from organisation.dossier import commands as d
from organisation.dossier.questions import PROGRESS
from organisation.dossier.state import STATUSES, ActionPlan, Dossier, LivingAction
from organisation.dossier.summary import asks_for_more
from organisation.members.cases import reads_whole
from organisation.strategy import commands as c
from server import access
from server.strategies.aggregate import material
from server.web.cases import drawn_id, known_rev, rev_of, sends_mail
from server.web.forms import form_of, large_form_of, not_offered, one_of, text_of
from server.web.giving_back import FormRefused
from server.web.site import PageError, see_other, site_of
from server.web.strategy import Writer, ask, drawn, sent, writer
from server.web.strategy_cases import cases_that_ask
from sessions.material.limits import MAX_SHORT_CHARACTERS
from sessions.model.codes import Refusal
from sessions.model.poster_entries import Level

_LEVELS: tuple[Level, ...] = ("organisation", "other_level")
MAX_OFFERED = 60
"""Actions of projects on one page."""


async def show(request: Request) -> Response:
    """GET …/acties: all actions of the organisation, and a form for another one."""
    return HTMLResponse(list_page(request, await writer(request)))


async def show_offered(request: Request) -> Response:
    """GET …/acties/uit-projecten: actions of cases that ask for the organisation, to be taken up."""
    return HTMLResponse(await offered_again(request))


async def offered_again(request: Request, typed: Typed | None = None) -> str:
    """The page with these actions as they are now, with a form that was not kept."""
    now = await writer(request)
    cases, beyond = await cases_that_ask(request, now)
    offered = tuple(_asking(cases, now))
    return pages.offered_page(
        seen=now.member.seen,
        strategy=now.strategy,
        offered=offered[:MAX_OFFERED],
        more=max(0, len(offered) - MAX_OFFERED) + beyond,
        drawn=drawn(request, typed),
    )


async def take_up(request: Request) -> Response:
    """POST to the same address: an action of a project becomes one of the organisation, or one that it has came from it too."""
    form = await form_of(request)
    now = await writer(request)
    case = await site_of(request).dossiers.get(text_of(form, "case_id"))
    if case is None or case.organisation_id != now.strategy.id or not reads_whole(now.member.seen.own.role, case):
        # Gone meanwhile, or never there: which of the two is nobody's business here.
        raise not_offered("case_id")
    action = case.actions.get(text_of(form, "project_action_id"))
    if action is None:
        raise not_offered("project_action_id")
    action_id = one_of(form, "into", now.strategy.actions, "") or _taken_id(text_of(form, "mark"), case.id, action.id)
    commands: list[c.Command] = []
    if action_id not in now.strategy.actions:
        plan = replace(action.plan, level="organisation", holder="", monitor="")
        commands.append(d.PutAction(action_id, 0, plan))
    commands.append(c.LinkOrigin(action_id, case.id, action.id, case.title[:MAX_SHORT_CHARACTERS], action.plan.action))
    for command in commands:
        if refusal := await ask(request, now, command, form):
            raise FormRefused(refusal)
    return see_other(f"{now.path}/acties/{action_id}?bewaard=origins")


async def add(request: Request) -> Response:
    """POST to the same address: another action."""
    form = await form_of(request)
    now = await writer(request)
    action_id = drawn_id("n", text_of(form, "mark"))
    plan = ActionPlan(action=text_of(form, "action"), level="organisation")
    return await sent(request, now, d.PutAction(action_id, 0, plan), form, to=f"{now.path}/acties/{action_id}")


async def show_one(request: Request) -> Response:
    """GET …/acties/<action>: an action, what is agreed, how it goes, and where it came from."""
    return HTMLResponse(action_page(request, await writer(request)))


async def change(request: Request) -> Response:
    """POST to the same address: what is agreed, and what it is for. Each is kept on its own."""
    now = await writer(request)
    action = action_of(request, now)
    async with large_form_of(request) as form:
        plan = replace(
            action.plan,
            action=text_of(form, "action"),
            holder=text_of(form, "holder"),
            monitor=text_of(form, "monitor"),
            term=text_of(form, "term"),
            due_day=text_of(form, "due_day"),
            level=one_of(form, "level", _LEVELS, "organisation"),
            needs=text_of(form, "needs"),
        )
        values = tuple(each for each in form.getlist("value") if isinstance(each, str) and each)
        refusal = await ask(request, now, d.PutAction(action.id, known_rev(form), plan), form)
        if set(values) <= set(pages.value_names(now.strategy, action, material())):
            about = c.SetAbout(action.id, rev_of(form, "about_rev"), text_of(form, "category"), values)
            refused_about = await ask(request, now, about, form)
            refusal = refusal or refused_about
        else:
            # Somebody took one off the list, or called it otherwise, while this form lay open.
            refusal = refusal or Refusal("unknown_item", "value")
        if refusal is not None:
            raise FormRefused(refusal)
        return see_other(f"{now.path}/acties/{action.id}?bewaard=plan")


async def report(request: Request) -> Response:
    """POST …/acties/<action>/stand: how it goes."""
    form = await form_of(request)
    now = await writer(request)
    action = action_of(request, now)
    status = one_of(form, "status", STATUSES, action.status)
    answers = tuple(text_of(form, f"answer-{number}") for number in range(1, len(PROGRESS) + 1))
    command = d.ReportProgress(action.id, rev_of(form), status, text_of(form, "reason"), answers, text_of(form, "check_day"))
    to = f"{now.path}/acties/{action.id}?bewaard=progress#progress"
    return await sent(request, now, command, form, to=to)


async def unlink(request: Request) -> Response:
    """POST …/acties/<action>/los: it did not come from that action of a project after all."""
    form = await form_of(request)
    now = await writer(request)
    action = action_of(request, now)
    command = c.UnlinkOrigin(action.id, text_of(form, "case_id"), text_of(form, "project_action_id"))
    return await sent(request, now, command, form, to=f"{now.path}/acties/{action.id}?bewaard=origins")


async def to_action(request: Request) -> Response:
    """GET of an address that a form is sent to: the page of the action."""
    return see_other(f"/strategie/{request.path_params['organisation']}/acties/{request.path_params['action']}")


def _taken_id(mark: str, case_id: str, action_id: str) -> str:
    """The id of the action that another one becomes: the forms of one page have one mark, and each makes one of its own."""
    own = hashlib.sha256(f"{mark}:{case_id}:{action_id}".encode()).hexdigest()
    return f"n-{own[:12]}" if access.is_secret(mark) else drawn_id("n", "")


def _asking(cases: tuple[Dossier, ...], now: Writer) -> Iterator[tuple[Dossier, LivingAction]]:
    """Open actions that ask for the level of the organisation, or another one, and that no action of the organisation knows; of
    cases that this member may read.
    """
    known = {(each.case_id, each.action_id) for about in now.strategy.about.values() for each in about.origins}
    for case in (each for each in cases if reads_whole(now.member.seen.own.role, each)):
        for action in case.living:
            if asks_for_more(action) and (case.id, action.id) not in known:
                yield case, action


def action_of(request: Request, now: Writer) -> LivingAction:
    """The action of the address. Raises PageError 404."""
    found = now.strategy.actions.get(request.path_params["action"])
    if found is None:
        raise PageError(404, "not_found")
    return found


def list_page(request: Request, now: Writer, typed: Typed | None = None) -> str:
    """All actions."""
    return pages.actions_page(seen=now.member.seen, strategy=now.strategy, material=material(), drawn=drawn(request, typed))


def action_page(request: Request, now: Writer, typed: Typed | None = None, *, link: str = "") -> str:
    """The page of the action of the address; `link` is the personal link that was made just now."""
    return pages.action_page(
        seen=now.member.seen,
        strategy=now.strategy,
        material=material(),
        action=action_of(request, now),
        drawn=drawn(request, typed),
        link=link,
        reach=reach_of(now.strategy, request.path_params["action"], sends=sends_mail(request)),
    )
