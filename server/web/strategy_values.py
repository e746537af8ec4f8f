# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The long list of a strategy, and the accent values chosen from it."""

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from board import strategy_lists as pages
from board.case_pages import Typed
from organisation.strategy import commands as c
from organisation.strategy.form import REASON_IDS, ReasonId
from organisation.strategy.state import Listed, ListedContent
from server.strategies.aggregate import material
from server.web.cases import drawn_id, rev_of
from server.web.forms import form_of, one_of, some_of, text_of
from server.web.giving_back import FormRefused
from server.web.site import PageError, see_other
from server.web.strategy import Writer, drawn, sent, writer
from server.web.strategy_picking import chosen_of, offered_by
from sessions.model.codes import Refusal


async def show(request: Request) -> Response:
    """GET …/waarden: the long list, and a form to put a value on it."""
    return HTMLResponse(list_page(request, await writer(request)))


async def add(request: Request) -> Response:
    """POST to the same address: a value comes on the list."""
    form = await form_of(request)
    now = await writer(request)
    listed_id = drawn_id("l", text_of(form, "mark"))
    organisation = now.member.organisation
    # One that is on the list by now is no nonsense: the same form sent twice.
    offered = [key for each in offered_by(organisation, ()) for key in (*(key for key, _ in each.values), each.other)]
    key = text_of(form, "value")
    if key and key not in offered:
        # Who keeps a set of values may have taken it away while this form lay open.
        raise FormRefused(Refusal("unknown_item", "value"))
    value, own = chosen_of(organisation, key, text_of(form, "name"))
    command = c.PutListed(listed_id, 0, ListedContent(value, _reasons_of(form), text_of(form, "note"), own=own))
    return await sent(request, now, command, form, to=f"{now.path}/waarden?bewaard=add")


async def show_one(request: Request) -> Response:
    """GET …/waarden/<listed>: a value to weigh: why, what it means, and whether it is an accent value."""
    return HTMLResponse(value_page(request, await writer(request)))


async def change(request: Request) -> Response:
    """POST to the same address: what is said of it."""
    form = await form_of(request)
    now = await writer(request)
    was = _listed(request, now)
    content = ListedContent(
        value=was.content.value,
        reasons=_reasons_of(form),
        note=text_of(form, "note"),
        chosen=one_of(form, "chosen", ("yes", "no"), "no") == "yes",
        why=text_of(form, "why"),
        meaning=text_of(form, "meaning"),
        orientation=one_of(form, "orientation", pages.ORIENTATIONS, None),
        own=was.content.own,
    )
    command = c.PutListed(was.id, rev_of(form), content)
    return await sent(request, now, command, form, to=f"{now.path}/waarden?bewaard={was.id}#{was.id}")


async def remove(request: Request) -> Response:
    """POST …/waarden/<listed>/weg: it goes off the list."""
    form = await form_of(request)
    now = await writer(request)
    command = c.RemoveListed(request.path_params["listed"], rev_of(form))
    return await sent(request, now, command, form, to=f"{now.path}/waarden?bewaard=remove")


async def to_list(request: Request) -> Response:
    """GET of an address that a form is sent to: the long list."""
    return see_other(f"/strategie/{request.path_params['organisation']}/waarden")


def _reasons_of(form: FormData) -> tuple[ReasonId, ...]:
    given = some_of(form, "reason", REASON_IDS)
    return tuple(reason for reason in REASON_IDS if reason in given)


def _listed(request: Request, now: Writer) -> Listed:
    found = now.strategy.listed.get(request.path_params["listed"])
    if found is None:
        raise PageError(404, "not_found")
    return found


def list_page(request: Request, now: Writer, typed: Typed | None = None) -> str:
    """The long list."""
    taken = {each.content.value.value_id for each in now.strategy.listed.values()}
    return pages.list_page(
        seen=now.member.seen,
        strategy=now.strategy,
        material=material(),
        offered=offered_by(now.member.organisation, taken),
        drawn=drawn(request, typed, now),
    )


def value_page(request: Request, now: Writer, typed: Typed | None = None) -> str:
    """One value of it."""
    return pages.value_page(
        seen=now.member.seen,
        strategy=now.strategy,
        material=material(),
        listed=_listed(request, now),
        drawn=drawn(request, typed),
    )
