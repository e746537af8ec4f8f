# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Calendars of a case for programs, which send no cookie and nothing behind a `#`: a secret of their own stands in the path.
It opens the days alone, stops with the link that it came with, and only its hash is stored.
"""

import math

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from board import case_feeds, status_pages
from board.calendar_file import calendar_file
from organisation.dossier.seen import key_hashes, view
from organisation.dossier.state import Dossier
from organisation.dossier.viewer import COORDINATOR, Viewer
from server import access
from server.store import Quota
from server.web.cases import coordinated
from server.web.conditional import conditional
from server.web.languages import language_of
from server.web.site import PageError, public_base, site_of

CALENDAR = "text/calendar; charset=utf-8"
LOOKS = Quota("feed", burst=30, each_s=20)
"""Of one calendar: programs look once in some minutes at most, on a few devices."""


async def feed(request: Request) -> Response:
    """GET /agenda/<case>/<secret>.ics: the days of a holder, or of the regievoerder."""
    dossier = await site_of(request).dossiers.get(request.path_params["case"])
    secret = request.path_params["secret"]
    if dossier is None or not access.is_secret(secret):
        return no_such_feed(request)
    given = access.hash_secret(secret)
    who = _who_has(dossier, given)
    days = view(dossier, who).days if who else None
    if who is None or days is None:
        return no_such_feed(request)
    await look(request, given)
    base = public_base(request)
    body = case_feeds.held_feed(days, base) if who.action_id else case_feeds.case_feed(days, base)
    return conditional(request, body, CALENDAR, None, "acties.ics")


async def talk_file(request: Request) -> Response:
    """GET /zaak/<case>/gesprek.ics: the follow-up talk, for a calendar."""
    dossier = await coordinated(request)
    days = view(dossier, COORDINATOR).days
    made = case_feeds.follow_up_talk(days, f"{public_base(request)}/zaak/{dossier.id}") if days else None
    if made is None:
        raise PageError(404, "no_date")
    headers = {"content-disposition": 'attachment; filename="vervolggesprek.ics"'}
    return Response(calendar_file(made, case_feeds.moment(dossier.opened_at_ms)), media_type=CALENDAR, headers=headers)


async def look(request: Request, what: str) -> None:
    """Count a look of a program. Raises PageError 429 when they come too fast."""
    rooms = site_of(request).rooms
    wait_s = await rooms.quotas.take(LOOKS, rooms.hashed("feed", what))
    if wait_s:
        raise PageError(429, "rate", retry_after_s=math.ceil(wait_s))


def _who_has(dossier: Dossier, given: str) -> Viewer | None:
    """Whose calendar the secret with this hash opens."""
    calendars = (Viewer("calendar"), *(Viewer("calendar", action_id) for action_id in dossier.actions))
    return next((each for each in calendars if given in key_hashes(dossier, each)), None)


def no_such_feed(request: Request) -> Response:
    """The same whatever there is, or was."""
    return HTMLResponse(status_pages.no_feed_page(lang=language_of(request)), status_code=403)
