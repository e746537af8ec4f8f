# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A regievoerder erases: the workshops of a case alone, the case, or both. A case lies in the bin for a while; until that is
emptied whoever has the link can take it back (PRIV-10).
"""

import hmac
from datetime import date
from typing import Literal

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from board import case_pages
from board.case_pages import Typed
from board.dates import day_text
from organisation.dossier.days import day_in_the_netherlands
from organisation.dossier.going_on import cases_of, is_of_case, workshops
from organisation.dossier.state import Dossier
from organisation.dossier.viewer import COORDINATOR
from server import access
from server.keeping.cases import BIN_DAYS
from server.keeping.held import destroy_workshop
from server.live import audit
from server.web.cases import coordinated, held_since
from server.web.doors import has_link, is_viewer
from server.web.erasing import cleaned_up, same_text
from server.web.forms import form_of, not_offered, refuse_over, text_of
from server.web.languages import language_of
from server.web.membership import member_in, recognise
from server.web.site import PageError, forget_cookie, see_other, site_of
from sessions.material.limits import DAY_MS
from sessions.model.state import Session

Erased = Literal["case", "workshops", "all"]
"""What the form asks to erase."""


async def ask_first(request: Request) -> Response:
    """GET /zaak/<case>/wissen: what goes, and the question for the title. Of one that lies in the bin, the way there."""
    if await _binned(request) is not None:
        return see_other(f"/zaak/{request.path_params['case']}/prullenbak")
    return HTMLResponse(await _asked(request, await coordinated(request)))


async def erase(request: Request) -> Response:
    """POST to the same address: erased when the title is right, else the question again. Pressed twice, it lies in the bin."""
    lying = await _binned(request)
    if lying is not None:
        return HTMLResponse(await _in_bin(request, lying))
    dossier = await coordinated(request)
    form = await form_of(request)
    typed, what = text_of(form, "title"), _erased(text_of(form, "what"))
    site = site_of(request)
    if not same_text(typed, dossier.title):
        return HTMLResponse(await _asked(request, dossier, typed=typed, what=what, problem="title"), status_code=422)
    if await site.dossiers.holds.of(dossier.id) is not None:
        # All that belongs to it: the notes of its workshops too.
        return HTMLResponse(await _asked(request, dossier, typed=typed, what=what, problem="held"), status_code=409)
    # The workshops first: whoever is cut off in between finds the case as it was, not in the bin with their notes still there.
    gone, left = (0, 0) if what == "case" else await _erase_workshops(request, dossier)
    if what != "workshops":
        if not await site.dossiers.throw_away(
            dossier.id, "coordinator", lambda now: is_viewer(request, now, COORDINATOR), of=dossier.organisation_id
        ):
            if (lying := await _binned(request)) is not None:
                # Pressed twice at once.
                return HTMLResponse(await _in_bin(request, lying))
            if await site.dossiers.holds.of(dossier.id) is None:
                raise PageError(403, "not_allowed")
            # While the workshops went somebody said that it has to be kept.
            page = await _asked(request, dossier, typed=typed, what=what, problem="held", gone=gone, left=left)
            return HTMLResponse(page, status_code=409)
        audit.tell("erase_case", dossier.id, "coordinator")
    if what != "workshops":
        return HTMLResponse(await _in_bin(request, dossier, gone=gone, left=left))
    if left and not gone:
        return HTMLResponse(await _asked(request, dossier, typed=typed, what=what, problem="left"), status_code=409)
    return HTMLResponse(case_pages.raw_erased_page(dossier=dossier, left=left))


async def again(request: Request, typed: Typed) -> str:
    """The question as it was, with what was typed."""
    return await _asked(request, await coordinated(request), typed=typed.values.get("title", ""))


async def show_bin(request: Request) -> Response:
    """GET …/prullenbak: a case that lies in the bin, for whoever has its link; else to the case, or its door."""
    dossier = await _binned(request)
    return see_other(f"/zaak/{request.path_params['case']}") if dossier is None else HTMLResponse(await _in_bin(request, dossier))


async def take_back(request: Request) -> Response:
    """POST …/terugzetten: out of the bin, with all its links. Pressed twice, it is out already."""
    await refuse_over(request)
    dossier = await _binned(request)
    if dossier is None:
        return see_other(f"/zaak/{(await coordinated(request)).id}")
    if not await site_of(request).dossiers.bin.take_back(dossier.id):
        # Pressed twice at once, it is out. Of another by its id since, this is no link.
        return see_other(f"/zaak/{(await coordinated(request)).id}")
    audit.tell("take_back_case", dossier.id, "coordinator")
    return see_other(f"/zaak/{dossier.id}")


async def empty_bin(request: Request) -> Response:
    """POST …/prullenbak: gone for good, now. Pressed twice, it is gone already: nobody can have a link of it any more, but
    the form itself says that it was shown to whoever sends it.
    """
    await refuse_over(request)
    dossier, case_id = await _binned(request), request.path_params["case"]
    if dossier is None:
        mark = text_of(await form_of(request), "mark")
        was_shown = hmac.compare_digest(mark.encode(), _bin_mark(request, case_id).encode())
        lies = await site_of(request).dossiers.bin.record(case_id) is not None
        if was_shown and not lies and await _is_emptied(request):
            return HTMLResponse(case_pages.erased_page(lang=language_of(request), dossier=None))
        raise PageError(403, "not_allowed")
    destruction = site_of(request).dossiers.destruction
    if not await destruction.destroy_binned(dossier.id, "coordinator"):
        if await site_of(request).dossiers.holds.of(dossier.id) is None and await _is_emptied(request):
            # Pressed twice at once.
            return HTMLResponse(case_pages.erased_page(lang=dossier.language, dossier=dossier))
        raise PageError(409, "case_held")
    await cleaned_up(destruction)
    await site_of(request).dossiers.thrown_away(dossier.id)
    audit.tell("destroy_case", dossier.id, "coordinator")
    response = HTMLResponse(case_pages.erased_page(lang=dossier.language, dossier=dossier))
    forget_cookie(request, response, "case", dossier.id)
    return response


async def _is_emptied(request: Request) -> bool:
    """Whether a case of which nothing lies in the bin went for good, and did not begin anew."""
    dossiers, case_id = site_of(request).dossiers, request.path_params["case"]
    return await dossiers.get(case_id) is None and await dossiers.destruction.record(case_id) is not None


async def _binned(request: Request) -> Dossier | None:
    dossier = await site_of(request).dossiers.thrown_away(request.path_params["case"])
    if dossier is not None:
        await recognise(request, dossier)
    return dossier if dossier is not None and is_viewer(request, dossier, COORDINATOR) else None


async def _asked(
    request: Request,
    dossier: Dossier,
    *,
    typed: str = "",
    what: Erased = "case",
    problem: case_pages.NotErased = "",
    gone: int = 0,
    left: int = 0,
) -> str:
    hold, known = await held_since(request, dossier), member_in(request, dossier.organisation_id)
    return case_pages.erase_page(
        dossier=dossier,
        typed=typed,
        what=what,
        problem=problem,
        bin_days=BIN_DAYS,
        hold=hold,
        sees_why=known is not None and known.role == "manager",
        gone=gone,
        left=left,
    )


async def _in_bin(request: Request, dossier: Dossier, *, gone: int = 0, left: int = 0) -> str:
    record = await site_of(request).dossiers.bin.record(dossier.id)
    until_ms = (record.at_ms if record else 0) + BIN_DAYS * DAY_MS
    until = day_text(date.fromisoformat(day_in_the_netherlands(until_ms)), dossier.language)
    return case_pages.binned_page(dossier=dossier, until=until, mark=_bin_mark(request, dossier.id), gone=gone, left=left)


def _bin_mark(request: Request, case_id: str) -> str:
    return site_of(request).rooms.secret("emptied", case_id)


async def _erase_workshops(request: Request, dossier: Dossier) -> tuple[int, int]:
    """Destroy those that are over and that this browser may erase; how many went, and how many are there still."""
    rooms, gone, left = site_of(request).rooms, 0, 0
    for versions in workshops(dossier):
        room = await rooms.get(versions[0].workshop_id)
        if room is None:
            continue
        session = room.session
        may = session.phase == "closed" and _may_erase(request, dossier, session)
        if may and await destroy_workshop(rooms.store, session.id, cases_of(session), "coordinator"):
            audit.tell("erase_workshop", session.id, "coordinator")
            gone += 1
        else:
            left += 1
    await cleaned_up(rooms.destruction)
    return gone, left


def _may_erase(request: Request, dossier: Dossier, session: Session) -> bool:
    """Who leads the workshop; or who holds the link of the case, when the workshop itself says that it is of that case. The case
    may name any workshop (a file is written by hand), and of workshops membership opens nothing.
    """
    leads = access.enter(session, "facilitator", request.cookies)[0] is not None
    return leads or (has_link(request, dossier, COORDINATOR) and is_of_case(session, dossier))


def _erased(text: str) -> Erased:
    match text:
        case "workshops" | "all" | "case":
            return text
        case "":
            return "case"
        case _:
            raise not_offered("what")
