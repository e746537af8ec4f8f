# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What members see of their organisation at a glance: cases under way, what is late, what waits, what is planned, and what will
be erased when. One function says what a member sees of it.
"""

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from organisation.dossier.days import day_in_the_netherlands
from organisation.dossier.summary import CaseSummary
from organisation.members.cases import IN_CASES
from organisation.members.state import OwnTerms
from organisation.members.terms import end
from organisation.members.viewer import MemberRole
from sessions.material.limits import DAY_MS
from sessions.model.state import Phase

_NONE_SET = OwnTerms()
ERASED_WITHIN_MS = 60 * 24 * 3600 * 1000
"""What is erased later is nobody's concern yet."""


class CaseLine(Struct, frozen=True):
    """A case with how many of its open actions are over their day, and when it is erased if nothing happens (ms, 0 for never)."""

    case: CaseSummary
    late: int
    erased_ms: int


class WorkshopLine(Struct, frozen=True):
    """A workshop from afar: its planned day and time as typed, how far it is, and when it is erased (ms, 0 for never)."""

    id: str
    organisation_id: str
    title: str
    phase: Phase
    day: str
    time: str
    opened_at_ms: int
    erased_ms: int
    case_ids: frozenset[str] = frozenset()
    """The cases that it says it belongs to: held, they hold it too."""


class Erased(Struct, frozen=True):
    """What goes, and when; `binned` is a case that somebody erased and that can be taken back until then."""

    kind: Literal["case", "workshop", "binned"]
    id: str
    title: str
    at_ms: int


class BinnedCase(Struct, frozen=True):
    """A case that somebody erased, and until when (ms) it can be taken back."""

    id: str
    title: str
    until_ms: int


class Dashboard(Struct, frozen=True, kw_only=True):
    """All of it, the most pressing first. `late` counts actions; `erased` is what goes within `ERASED_WITHIN_MS`, without what is
    held (`held` are ids). For who only reads there is `readable` alone: the cases of which a report is shared.
    """

    cases: tuple[CaseLine, ...] = ()
    under_way: int = 0
    late: int = 0
    stuck: int = 0
    waiting: tuple[CaseLine, ...] = ()
    planned: tuple[WorkshopLine, ...] = ()
    running: tuple[WorkshopLine, ...] = ()
    erased: tuple[Erased, ...] = ()
    readable: tuple[CaseSummary, ...] = ()
    binned: tuple[BinnedCase, ...] = ()
    held: frozenset[str] = frozenset()
    sees_all: bool = False
    is_whole: bool = True


def dashboard(
    role: MemberRole,
    cases: Iterable[tuple[CaseSummary, int]],
    workshops: Iterable[WorkshopLine],
    *,
    now_ms: int,
    kept_ms: int,
    unused_ms: int = 0,
    own: OwnTerms = _NONE_SET,
    is_whole: bool = True,
    held: frozenset[str] = frozenset(),
    binned: Iterable[BinnedCase] = (),
) -> Dashboard:
    """What a member in this role sees. Each case comes with when anything last happened in it; `kept_ms` is how long a case is
    kept after that, 0 for ever, and `unused_ms` one in which nobody did anything but hand over posters; `own` are the terms that
    the organisation set itself. Without `is_whole` the list of cases is still being made. What is `held` goes at no time,
    whatever its term.
    """
    cases = tuple(cases)
    readable = tuple(sorted((each for each, _ in cases if each.is_shared), key=lambda each: each.title.casefold()))
    if "coordinator" not in IN_CASES[role]:
        return Dashboard(readable=readable, is_whole=is_whole)
    today = day_in_the_netherlands(now_ms)
    lines = tuple(
        CaseLine(
            case,
            case.late(today),
            0 if case.id in held else _erased_ms(last_ms, own, kept_ms, 0 if case.touched else unused_ms),
        )
        for case, last_ms in cases
    )
    ours, binned = tuple(workshops), tuple(binned)
    open_ones = [each for each in ours if each.phase != "closed"]
    planned = [each for each in open_ones if each.phase == "lobby"]
    goes = [
        *(Erased("case", line.case.id, line.case.title, line.erased_ms) for line in lines),
        *(Erased("workshop", each.id, each.title, each.erased_ms) for each in ours if each.id not in held),
        *(Erased("binned", each.id, each.title, each.until_ms) for each in binned if each.id not in held),
    ]
    return Dashboard(
        cases=tuple(sorted(lines, key=_most_pressing)),
        under_way=sum(line.case.is_under_way for line in lines),
        late=sum(line.late for line in lines),
        stuck=sum(line.case.stuck for line in lines),
        waiting=tuple(line for line in lines if line.case.waits),
        # Without a day yet after those that have one; what was to be before today and never began is said to be so.
        planned=tuple(sorted(planned, key=lambda each: (each.day or "9999", each.time, each.id))),
        running=tuple(each for each in open_ones if each.phase != "lobby"),
        erased=tuple(sorted((each for each in goes if 0 < each.at_ms <= now_ms + ERASED_WITHIN_MS), key=lambda each: each.at_ms)),
        readable=readable,
        binned=tuple(sorted(binned, key=lambda each: each.until_ms)),
        held=held,
        sees_all=True,
        is_whole=is_whole,
    )


def _erased_ms(last_ms: int, own: OwnTerms, kept_ms: int, unused_ms: int) -> int:
    """When the first of some terms is over; 0 when all are for ever."""
    over = end(last_ms, kept_ms // DAY_MS, own.cases_days, own)
    ends = (over.at_ms if over else 0, last_ms + unused_ms if unused_ms else 0)
    return min((at_ms for at_ms in ends if at_ms), default=0)


def _most_pressing(line: CaseLine) -> tuple[bool, int, int, bool, str, int]:
    case = line.case
    first = min((day for day in (case.talk_day, *case.days[:1]) if day), default="9999")
    return (not case.is_under_way, -line.late, -case.stuck, not case.waits, first, -case.opened_at_ms)
