# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The cases of an organisation, as far as its strategy and its analyses are made of them."""

from collections.abc import Sequence

from starlette.requests import Request

from organisation.dossier.state import Dossier
from organisation.dossier.summary import CaseSummary
from organisation.strategy.bounds import MAX_CASES
from server.archive.archive import TooMany
from server.web.site import PageError, site_of
from server.web.strategy import Writer

RETRY_S = 5


class TooManyCases(Exception):
    """More than one analysis is made of: a shorter period is asked for."""


async def cases_between(request: Request, now: Writer, from_day: str, to_day: str) -> tuple[Dossier, ...]:
    """The cases of the organisation that fall in the period, by their day (`day_of`). Raises TooManyCases; PageError 503 while
    the index is not whole, or is asked too much.
    """
    return await _read(request, now, await listed_between(request, now, from_day, to_day))


async def listed_between(request: Request, now: Writer, from_day: str, to_day: str) -> list[CaseSummary]:
    """The same as they stand in the index, of which no log is read. Raises as `cases_between`."""
    found = [summary for summary in await _summaries(request, now) if from_day <= summary.day <= to_day]
    if len(found) > MAX_CASES:
        raise TooManyCases
    return found


async def cases_that_ask(request: Request, now: Writer) -> tuple[Dossier, ...]:
    """The cases with open actions that ask for the organisation, the newest first, MAX_CASES at most. Raises PageError 503 as
    `cases_between` does.
    """
    found = [summary for summary in await _summaries(request, now) if summary.asking]
    found.sort(key=lambda summary: (summary.day, summary.id), reverse=True)
    return await _read(request, now, found[:MAX_CASES])


async def _summaries(request: Request, now: Writer) -> list[CaseSummary]:
    try:
        owned = await site_of(request).archive.cases_of(now.strategy.id)
    except TooMany:
        raise PageError(503, "busy", retry_after_s=RETRY_S) from None
    if not owned.is_whole:
        # The index is being made or behind: some cases may be missing, and a number that is too small looks like any other.
        raise PageError(503, "busy", retry_after_s=RETRY_S)
    return [summary for summary, _ in owned.cases]


async def _read(request: Request, now: Writer, summaries: Sequence[CaseSummary]) -> tuple[Dossier, ...]:
    found = [await site_of(request).dossiers.get(summary.id) for summary in summaries]
    # The list is an index, and may be a moment behind: a case that was given away meanwhile is nobody's business here.
    return tuple(case for case in found if case is not None and case.organisation_id == now.strategy.id)
