# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The cases of an organisation, as far as its strategy and its analyses are made of them."""

import math
from collections.abc import Callable, Sequence

from msgspec import Struct
from starlette.requests import Request

from organisation.archive.facets import Known, Names
from organisation.dossier.state import Dossier
from organisation.dossier.summary import CaseSummary, day_of
from organisation.members.cases import is_told_to_all
from organisation.strategy.analysis import Basis, analysis_facts, basis_of, in_period
from organisation.strategy.analysis_state import Analysis
from organisation.strategy.bounds import MAX_CASES
from server.archive.archive import TooMany
from server.store import Quota
from server.strategies.aggregate import material
from server.web.cases import today
from server.web.counted import Counted, OfferedCase, What
from server.web.site import PageError, site_of
from server.web.strategy import Writer

RETRY_S = 10
COUNTS = Quota("count-cases", burst=30, each_s=20)
"""Of one organisation, by all who write its analyses: each reads every case of a period. What is counted already costs nothing.
"""


class _Cases(Struct, frozen=True):
    """Cases as the index tells of them, and where their logs are."""

    summaries: Sequence[CaseSummary]
    heads: dict[str, str]


class TooManyCases(Exception):
    """More than one analysis is made of: a shorter period is asked for."""


async def counted(request: Request, now: Writer, analysis: Analysis) -> Counted:
    """What the cases of an analysis say as they are now; of cases that did not change since they were counted no log is read.
    Raises TooManyCases; PageError 503 while the index is not whole, or is asked too much, and 429 when an organisation has its
    cases counted again and again.
    """
    cases = await _between(request, now, analysis.from_day, analysis.to_day)
    basis, as_of = basis_of(now.strategy, names()), today(request)
    settings = (
        analysis.from_day,
        analysis.to_day,
        analysis.left_out,
        basis.accents,
        basis.strategy_version,
        basis.language,
        as_of,
    )
    heads = tuple(sorted((summary.id, cases.heads[summary.id]) for summary in cases.summaries))

    async def count() -> Counted:
        site = site_of(request)
        if wait_s := await site.rooms.quotas.take(COUNTS, site.rooms.hashed("strategy", now.strategy.id)):
            raise PageError(429, "rate", retry_after_s=math.ceil(wait_s))
        found = await _read(request, now, cases.summaries)
        return await site.apart.run(_counted, analysis, found, basis, as_of)

    return await site_of(request).counted.get(What(now.strategy.id, settings, heads), count)


async def has_too_many(request: Request, now: Writer, from_day: str, to_day: str) -> bool:
    """Whether a period has more cases than one analysis is made of. Raises as `counted`."""
    try:
        await _between(request, now, from_day, to_day)
    except TooManyCases:
        return True
    return False


def _counted(analysis: Analysis, cases: tuple[Dossier, ...], basis: Basis, as_of: str) -> Counted:
    offered = in_period(cases, analysis.from_day, analysis.to_day)
    return Counted(
        analysis_facts(analysis, cases, basis, as_of),
        tuple(OfferedCase(case.id, case.title, day_of(case), is_told_to_all(case)) for case in offered),
    )


def names() -> Names:
    """By which values and kinds of measures of cases are known again."""
    return Names(Known(material().framework, material().measures))


async def _between(request: Request, now: Writer, from_day: str, to_day: str) -> _Cases:
    """The cases of the organisation that fall in a period, by their day (`day_of`)."""
    found = await _summaries(request, now, lambda summary: from_day <= summary.day <= to_day, MAX_CASES)
    if len(found.summaries) > MAX_CASES:
        raise TooManyCases
    return found


async def cases_that_ask(request: Request, now: Writer) -> tuple[tuple[Dossier, ...], int]:
    """The cases with open actions that ask for the organisation, the newest first, MAX_CASES at most, and how many actions ask in
    the others. Raises PageError 503 as `counted` does.
    """
    found = [*(await _summaries(request, now, lambda summary: summary.asking > 0)).summaries]
    found.sort(key=lambda summary: (summary.day, summary.id), reverse=True)
    return await _read(request, now, found[:MAX_CASES]), sum(summary.asking for summary in found[MAX_CASES:])


async def _summaries(request: Request, now: Writer, wanted: Callable[[CaseSummary], bool], most: int | None = None) -> _Cases:
    """The cases of the organisation that are wanted; with `most` perhaps not all, but then more than so many."""
    try:
        owned = await site_of(request).archive.cases_of(now.strategy.id, wanted, most)
    except TooMany:
        raise PageError(503, "busy", retry_after_s=RETRY_S) from None
    if not owned.is_whole and (most is None or len(owned.cases) <= most):
        # The index is being made or behind: some cases may be missing, and a number that is too small looks like any other.
        raise PageError(503, "archive_read", retry_after_s=RETRY_S)
    return _Cases([summary for summary, _ in owned.cases], owned.heads)


async def _read(request: Request, now: Writer, summaries: Sequence[CaseSummary]) -> tuple[Dossier, ...]:
    found = [await site_of(request).dossiers.look_at(summary.id) for summary in summaries]
    # The list is an index, and may be a moment behind: a case that was given away meanwhile is nobody's business here.
    return tuple(case for case in found if case is not None and case.organisation_id == now.strategy.id)
