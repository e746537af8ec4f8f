# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The cases of an organisation, as far as its strategy and its analyses are made of them."""

from starlette.requests import Request

from organisation.dossier.days import day_in_the_netherlands
from organisation.dossier.state import Dossier
from organisation.strategy.bounds import MAX_CASES
from server.archive.archive import TooMany
from server.web.site import PageError, site_of
from server.web.strategy import Writer

RETRY_S = 5


async def cases_between(request: Request, now: Writer, from_day: str, to_day: str) -> tuple[Dossier, ...]:
    """The cases of the organisation that may fall in the period. Raises PageError 422 where they are more than one analysis is
    made of, 503 while the index is not whole, or is asked too much.
    """
    site = site_of(request)
    try:
        owned = await site.archive.cases_of(now.strategy.id)
    except TooMany:
        raise PageError(503, "busy", retry_after_s=RETRY_S) from None
    if not owned.standing.checked_ms:
        # The index is being made: some cases may be missing, and a number that is too small looks like any other.
        raise PageError(503, "busy", retry_after_s=RETRY_S)
    # No day of a case is before it began, nor after anything last happened in it.
    ids = [
        summary.id
        for summary, last_ms in owned.cases
        if day_in_the_netherlands(summary.opened_at_ms) <= to_day and day_in_the_netherlands(last_ms) >= from_day
    ]
    if len(ids) > MAX_CASES:
        raise PageError(422, "too_many")
    found = [await site.dossiers.get(case_id) for case_id in ids]
    # The list is an index, and may be a moment behind: a case that was given away meanwhile is nobody's business here.
    return tuple(case for case in found if case is not None and case.organisation_id == now.strategy.id)
