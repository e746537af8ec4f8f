# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A regievoerder erases: the workshops of a case alone, the case, or both. A case lies in the bin for a while; until that is
emptied whoever has the link can take it back (PRIV-10).
"""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from board import case_pages
from board.dates import day_text
from organisation.dossier.days import day_in_the_netherlands
from organisation.dossier.going_on import workshops
from organisation.dossier.state import Dossier
from organisation.dossier.viewer import COORDINATOR
from server.keeping.cases import BIN_DAYS
from server.live import audit
from server.web.cases import coordinated
from server.web.doors import is_viewer
from server.web.erasing import cleaned_up, same_text
from server.web.forms import form_of, text_of
from server.web.membership import recognise
from server.web.site import PageError, forget_cookie, see_other, site_of
from sessions.material.limits import DAY_MS

Erased = Literal["case", "workshops", "all"]
"""What the form asks to erase."""


async def ask_first(request: Request) -> Response:
    """GET /zaak/<case>/wissen: what goes, and the question for the title."""
    return HTMLResponse(case_pages.erase_page(dossier=await coordinated(request)))


async def erase(request: Request) -> Response:
    """POST to the same address: erased when the title is right, else the question again."""
    dossier = await coordinated(request)
    form = await form_of(request)
    typed, what = text_of(form, "title"), _erased(text_of(form, "what"))
    site = site_of(request)
    if not same_text(typed, dossier.title):
        return HTMLResponse(case_pages.erase_page(dossier=dossier, typed=typed, what=what, problem="title"), status_code=422)
    if what != "workshops":
        if await site.dossiers.holds.of(dossier.id) is not None:
            return HTMLResponse(case_pages.erase_page(dossier=dossier, typed=typed, what=what, problem="held"), status_code=409)
        if not await site.dossiers.throw_away(dossier.id, "coordinator", lambda now: is_viewer(request, now, COORDINATOR)):
            raise PageError(403, "not_allowed")
        audit.tell("erase_case", dossier.id, "coordinator")
    left = 0
    if what != "case":
        left = await _erase_workshops(request, (versions[0].workshop_id for versions in workshops(dossier)))
    if what == "workshops":
        return HTMLResponse(case_pages.raw_erased_page(dossier=dossier, left=left))
    return HTMLResponse(await _in_bin(request, dossier, left=left))


async def show_bin(request: Request) -> Response:
    """GET …/prullenbak: a case that lies in the bin, for whoever has its link; else to the case, or its door."""
    dossier = await _binned(request)
    return see_other(f"/zaak/{request.path_params['case']}") if dossier is None else HTMLResponse(await _in_bin(request, dossier))


async def take_back(request: Request) -> Response:
    """POST …/terugzetten: out of the bin, with all its links."""
    dossier = await _binned(request)
    if dossier is None:
        raise PageError(403, "not_allowed")
    if not await site_of(request).dossiers.bin.take_back(dossier.id):
        raise PageError(409, "id_taken")
    audit.tell("take_back_case", dossier.id, "coordinator")
    return see_other(f"/zaak/{dossier.id}")


async def empty_bin(request: Request) -> Response:
    """POST …/prullenbak: gone for good, now."""
    dossier = await _binned(request)
    if dossier is None:
        raise PageError(403, "not_allowed")
    destruction = site_of(request).dossiers.destruction
    if not await destruction.destroy_binned(dossier.id, "coordinator"):
        raise PageError(409, "not_now")
    await cleaned_up(destruction)
    audit.tell("destroy_case", dossier.id, "coordinator")
    response = HTMLResponse(case_pages.erased_page(dossier=dossier))
    forget_cookie(request, response, "case", dossier.id)
    return response


async def _binned(request: Request) -> Dossier | None:
    dossier = await site_of(request).dossiers.thrown_away(request.path_params["case"])
    if dossier is not None:
        await recognise(request, dossier)
    return dossier if dossier is not None and is_viewer(request, dossier, COORDINATOR) else None


async def _in_bin(request: Request, dossier: Dossier, *, left: int = 0) -> str:
    record = await site_of(request).dossiers.bin.record(dossier.id)
    until_ms = (record.at_ms if record else 0) + BIN_DAYS * DAY_MS
    until = day_text(date.fromisoformat(day_in_the_netherlands(until_ms)), dossier.language)
    return case_pages.binned_page(dossier=dossier, until=until, left=left)


async def _erase_workshops(request: Request, ids: Iterable[str]) -> int:
    """Destroy those that are over; how many are there still, because they go on or are held."""
    rooms, left = site_of(request).rooms, 0
    for workshop_id in ids:
        room = await rooms.get(workshop_id)
        if room is None:
            continue
        if room.session.phase == "closed" and await rooms.destruction.destroy(workshop_id, "coordinator"):
            audit.tell("erase_workshop", workshop_id, "coordinator")
        else:
            left += 1
    await cleaned_up(rooms.destruction)
    return left


def _erased(text: str) -> Erased:
    return "workshops" if text == "workshops" else "all" if text == "all" else "case"
