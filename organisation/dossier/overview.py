# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""All actions of a case at a glance: why each asks for attention, by state, and along the calendar."""

from typing import Literal, get_args

from msgspec import Struct

from organisation.dossier.days import day_after, day_in_the_netherlands, is_day, ordinal
from organisation.dossier.state import STATUSES, Dossier, LivingAction, Status

LONG_AGO_DAYS = 60
"""An open action that nobody looked at for so long asks for attention."""
Reason = Literal["overdue", "stuck", "no_holder", "long_ago", "never_opened", "no_day"]
REASONS: tuple[Reason, ...] = get_args(Reason)
_PRESSING: tuple[Reason, ...] = ("stuck", "overdue", "no_holder", "long_ago", "no_day")
"""The most pressing first. That a link was not opened yet is told where the links are."""


class Attention(Struct, frozen=True):
    """An open action with the most pressing reason why it asks for something; "check" says that it was to be looked at."""

    action: LivingAction
    why: Reason | Literal["check"]


class Line(Struct, frozen=True):
    """An action, why it asks for attention (all reasons), and how many days ago somebody told of it."""

    action: LivingAction
    reasons: tuple[Reason, ...]
    told_days_ago: int


class Bar(Struct, frozen=True):
    """An action along the calendar: from where it began to its day, in percents of the whole; `late` says that its day is
    over.
    """

    action: LivingAction
    from_percent: int
    to_percent: int
    late: bool


class Timeline(Struct, frozen=True):
    """All open actions that have a day, the soonest first. `from_day` and `to_day` are its ends, `now_percent` is today."""

    from_day: str
    to_day: str
    now_percent: int
    bars: tuple[Bar, ...]


def lines(dossier: Dossier, today: str) -> tuple[Line, ...]:
    """Every action once, what is still to be done first, by its day."""
    return tuple(_line(dossier, action, today) for action in in_order(dossier))


def in_order(dossier: Dossier) -> tuple[LivingAction, ...]:
    """The actions, each once: what is still to be done first, by its day; then what is done, then what was dropped."""
    rank = {"done": 1, "dropped": 2}
    return tuple(sorted(dossier.living, key=lambda each: (rank.get(each.status, 0), each.plan.due_day or "9999", each.id)))


def attention(found: tuple[Line, ...], today: str) -> tuple[Attention, ...]:
    """Those of the lines that ask for attention, each once, the most pressing first."""
    pressing = ((why, line.action) for why in _PRESSING for line in found if _most_pressing(line) == why)
    return tuple(
        Attention(action, "check" if why == "long_ago" and _was_to_be_looked_at(action, today) else why)
        for why, action in pressing
    )


def _most_pressing(line: Line) -> Reason | None:
    return next((each for each in _PRESSING if each in line.reasons), None)


def with_reason(found: tuple[Line, ...], reason: Reason | None) -> tuple[Line, ...]:
    """Those that ask for attention for this reason; all of them without one."""
    return found if reason is None else tuple(line for line in found if reason in line.reasons)


def by_state(found: tuple[Line, ...]) -> tuple[tuple[Status, tuple[Line, ...]], ...]:
    """The lines by state, in the order of the states; none that is empty."""
    groups = ((status, tuple(line for line in found if line.action.status == status)) for status in STATUSES)
    return tuple((status, group) for status, group in groups if group)


def timeline(dossier: Dossier, found: tuple[Line, ...], today: str) -> Timeline | None:
    """The open actions of these lines along the calendar; None when none has a day."""
    dated = [line.action for line in found if line.action.is_open and is_day(line.action.plan.due_day)]
    if not dated:
        return None
    begun = ordinal(day_in_the_netherlands(dossier.opened_at_ms))
    days = [ordinal(action.plan.due_day) for action in dated]
    first, last = min(begun, ordinal(today), *days), max(ordinal(today), *days)
    span = max(last - first, 1)

    def percent(day: int) -> int:
        return round(100 * (day - first) / span)

    bars = tuple(
        Bar(action, min(percent(begun), percent(day)), percent(day), day < ordinal(today))
        for action, day in sorted(zip(dated, days, strict=True), key=lambda pair: (pair[1], pair[0].id))
    )
    from_day, to_day = (day_after(today, end - ordinal(today)) for end in (first, last))
    return Timeline(from_day, to_day, percent(ordinal(today)), bars)


def _line(dossier: Dossier, action: LivingAction, today: str) -> Line:
    last = ordinal(day_in_the_netherlands(action.told_ms or dossier.opened_at_ms))
    told_days_ago = max(ordinal(today) - last, 0)
    return Line(action, tuple(_reasons(action, told_days_ago, today)) if action.is_open else (), told_days_ago)


def _reasons(action: LivingAction, told_days_ago: int, today: str) -> list[Reason]:
    due, found = action.plan.due_day, list[Reason]()
    if due and due < today:
        found.append("overdue")
    if action.status == "stuck":
        found.append("stuck")
    if not action.plan.holder:
        found.append("no_holder")
    if told_days_ago > LONG_AGO_DAYS or _was_to_be_looked_at(action, today):
        found.append("long_ago")
    if action.link is not None and not action.link.last_used_ms:
        found.append("never_opened")
    if not due:
        found.append("no_day")
    return found


def _was_to_be_looked_at(action: LivingAction, today: str) -> bool:
    return bool(action.check_day) and action.check_day < today
