# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The status page: what everybody who was in a workshop reads afterwards, nameless, behind a link that stands on the poster.

The link is the workshop's own and is known before there is a case; it goes into the case with every poster, so that it lives on
when the workshop is gone.
"""

import hmac

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from board import case_feeds, status_pages
from organisation.dossier.seen import Told, view
from organisation.dossier.state import Dossier
from organisation.dossier.viewer import FOLLOWER
from server.access import is_secret
from server.web.case_feeds import CALENDAR, look
from server.web.conditional import conditional
from server.web.site import PageError, public_base, site_of
from sessions.model.poster_entries import fields_of


async def show(request: Request) -> Response:
    """GET /stand/<case>/<key>: the messages, newest first, or that they come here."""
    told = await _told(request)
    return HTMLResponse(status_pages.status_page(told), headers={"cache-control": "private, no-cache"})


async def atom(request: Request) -> Response:
    """GET …/berichten.atom."""
    told = await _told(request)
    await look(request, told.key)
    return conditional(request, case_feeds.status_atom(told), "application/atom+xml; charset=utf-8", told.last_ms)


async def calendar(request: Request) -> Response:
    """GET …/dagen.ics: the days of the actions."""
    told = await _told(request)
    await look(request, told.key)
    return conditional(request, case_feeds.status_calendar(told), CALENDAR, told.last_ms, "dagen.ics")


async def _told(request: Request) -> case_feeds.StatusFeed:
    """What is told behind this link. Raises PageError 404, the same for a case that was erased as for one that never was."""
    site, case, key = site_of(request), request.path_params["case"], request.path_params["key"]
    url = f"{public_base(request)}/stand/{case}/{key}"
    if not is_secret(key):
        raise PageError(404, "no_status")
    dossier = await site.dossiers.get(case)
    if dossier is None:
        # A further workshop whose case was erased may have begun one of its own.
        dossier = await site.dossiers.led_by(key)
    if dossier is not None and _is_key_of(dossier, key):
        told = view(dossier, FOLLOWER).told
        if told is None:
            raise PageError(404, "no_status")
        return case_feeds.StatusFeed(key=key, url=url, **fields_of(Told, told))
    room = await site.rooms.get(case)
    if room is None or not hmac.compare_digest(room.session.status_key, key):
        raise PageError(404, "no_status")
    session = room.session
    return case_feeds.StatusFeed(
        key=key,
        language=session.language,
        title=session.title,
        organisation=session.organisation,
        begun_ms=session.opened_at_ms,
        messages=(),
        url=url,
    )


def _is_key_of(dossier: Dossier, key: str) -> bool:
    return any(hmac.compare_digest(each, key) for each in dossier.status_keys)
