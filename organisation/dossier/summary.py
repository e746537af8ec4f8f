# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A case in a few facts, for the overview of the organisation that it belongs to: what is under way, late, or waits."""

from typing import Literal

from msgspec import Struct

from organisation.dossier.days import day_in_the_netherlands
from organisation.dossier.publishing import candidate, gates
from organisation.dossier.state import PATH, Dossier, LivingAction, PathStep
from organisation.report.content import Stage

MAX_DAYS = 100
"""Of open actions, the soonest: of more nobody needs to know from afar which they are."""


class CaseSummary(Struct, frozen=True):
    """A case from afar. `next_step` is empty when all steps are finished; `days` are the days of open actions (ISO 8601), the
    soonest first. `waits` says that a report waits for the second look; `is_shared` that there is one to read. `day` is that by
    which it falls in a period, `asking` counts the open actions that ask for the organisation, or another level; `touched` says
    that anybody did more in it than hand over posters.
    """

    id: str
    organisation_id: str
    title: str
    opened_at_ms: int
    next_step: PathStep | Literal[""]
    coordinator: str
    talk_day: str
    open_actions: int
    stuck: int
    days: tuple[str, ...]
    report: Stage
    waits: bool
    is_shared: bool
    day: str = ""
    asking: int = 0
    touched: bool = True

    @property
    def is_under_way(self) -> bool:
        """Whether anything of it is still to be done."""
        return bool(self.next_step or self.open_actions)

    def late(self, today: str) -> int:
        """How many open actions are over their day."""
        return sum(day < today for day in self.days)


def day_of(dossier: Dossier) -> str:
    """The day by which a case falls in a period: when its report was established, else when its last poster was fixed. It may be
    before the case began: a poster waits until somebody hands it over.
    """
    established = dossier.report.established
    return established.day if established else day_in_the_netherlands(dossier.latest.fixed_at_ms)


def asks_for_more(action: LivingAction) -> bool:
    """Whether an action is open, and of the organisation or another level rather than of its project."""
    return action.is_open and action.plan.level in ("organisation", "other_level")


def summary_of(dossier: Dossier) -> CaseSummary:
    """The summary of a case. Takes as long as the report that would become public takes to make: away from the boards."""
    open_ones = [action for action in dossier.living if action.is_open]
    return CaseSummary(
        id=dossier.id,
        organisation_id=dossier.organisation_id,
        title=dossier.title,
        opened_at_ms=dossier.opened_at_ms,
        next_step=next((step for step in PATH if not dossier.done.get(step)), ""),
        coordinator=dossier.coordination.coordinator,
        talk_day=dossier.appointment.day if not dossier.done.get("follow_up") else "",
        open_actions=len(open_ones),
        stuck=sum(action.status == "stuck" for action in open_ones),
        days=tuple(sorted(filter(None, (action.plan.due_day for action in open_ones)))[:MAX_DAYS]),
        report=dossier.report.stage,
        waits=_waits(dossier),
        is_shared=dossier.report.internal is not None,
        day=day_of(dossier),
        asking=sum(map(asks_for_more, dossier.living)),
        touched=dossier.touched,
    )


def _waits(dossier: Dossier) -> bool:
    """Whether somebody was asked for the second look, and did not say yet that this may be public."""
    if dossier.report.checker is None:
        return False
    content = candidate(dossier.report)
    return (
        content is not None
        and content != (dossier.report.public and dossier.report.public.content)
        and ("second_look" in gates(dossier.report, content))
    )
