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
from organisation.dossier.state import Dossier, LivingAction
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
        return _no_such_feed(request)
    given = access.hash_secret(secret)
    action = _held_with(dossier, given)
    if action is None and given != dossier.feed_hash:
        return _no_such_feed(request)
    await look(request, given)
    base = public_base(request)
    body = case_feeds.case_feed(dossier, base) if action is None else case_feeds.held_feed(dossier, action, base)
    return conditional(request, body, CALENDAR, None, "acties.ics")


async def talk_file(request: Request) -> Response:
    """GET /zaak/<case>/gesprek.ics: the follow-up talk, for a calendar."""
    dossier = await coordinated(request)
    made = case_feeds.follow_up_talk(dossier, f"{public_base(request)}/zaak/{dossier.id}")
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


def _held_with(dossier: Dossier, given: str) -> LivingAction | None:
    links = ((action, action.link) for action in dossier.actions.values() if action.link is not None)
    return next((action for action, link in links if link.feed_hash == given), None)


def _no_such_feed(request: Request) -> Response:
    """The same whatever there is, or was."""
    return HTMLResponse(status_pages.no_feed_page(lang=language_of(request)), status_code=403)
