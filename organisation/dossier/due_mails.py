# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which mail is due. It is read anew whenever one is about to go, so that nothing goes for what is done, gone, dropped, held by
somebody else or told of meanwhile; and each kind goes once for a day.
"""

from collections.abc import Iterator

from msgspec import Struct

from organisation.dossier.contacts import Contact, MailKind, mail_key
from organisation.dossier.days import day_after, is_day, ordinal, weekday
from organisation.dossier.state import Dossier, LivingAction

LATE_AFTER_DAYS = 7
LATE_UNTIL_DAYS = 30
"""What is later than that nobody is mailed about: the regievoerder sees it."""
WEEK_DAYS = 7
SETTLED_WITHIN_MS = 15 * 60_000
"""A worker that handed on a mail and told nothing of it for so long has died."""
RETRY_AFTER_MS = (10 * 60_000, 40 * 60_000, 3 * 3_600_000, 12 * 3_600_000)
"""After the first, second, … try that did not work; then it is given up."""
_DAY_MS = 86_400_000
_WEST_MS = 2 * 3_600_000
"""A day begins here two hours before it does in UTC, at most."""


class Due(Struct, frozen=True):
    """A mail to the holder of an action, or to the regievoerder (`whom` is empty), about a day."""

    whom: str
    kind: MailKind
    day: str = ""


def reached(dossier: Dossier, whom: str) -> str:
    """The address at which somebody gets mail now; empty for none."""
    contact = dossier.contacts.get(whom, Contact())
    if whom:
        action = dossier.actions.get(whom)
        if action is None or contact.holder != action.plan.holder:
            return ""
    return "" if contact.stopped else contact.address


def due_mails(dossier: Dossier, today: str, now_ms: int) -> tuple[Due, ...]:
    """Every mail that may go now."""
    return tuple(due for due in _wanted(dossier, today) if _may_go(dossier, due, now_ms))


def next_look_ms(dossier: Dossier, now_ms: int) -> int:
    """When to look again at a case in which nothing happens: when a try is to be done again, else within a day."""
    waiting = [now_ms + _DAY_MS]
    for mail in dossier.mails.values():
        if mail.state == "later" and mail.tries <= len(RETRY_AFTER_MS):
            waiting.append(mail.retry_at_ms)
        if mail.state == "going" and not mail.again:
            waiting.append(mail.at_ms + SETTLED_WITHIN_MS)
    return min(waiting)


def concerns(dossier: Dossier, monday: str) -> tuple[LivingAction, ...]:
    """What the regievoerder is told of on a Monday: the actions whose day passed in the week before, or that got stuck in it."""
    from_day, begun_ms = day_after(monday, -WEEK_DAYS), (ordinal(monday) - WEEK_DAYS) * _DAY_MS
    return tuple(
        action
        for action in dossier.living
        if action.is_open
        and (
            any(day and from_day <= day < monday for day in (action.check_day, action.plan.due_day))
            or (action.status == "stuck" and action.told_ms >= begun_ms)
        )
    )


def _wanted(dossier: Dossier, today: str) -> Iterator[Due]:
    for action in dossier.living:
        if action.link is not None and action.is_open and not action.gone and reached(dossier, action.id):
            yield from _for_holder(dossier, action, today)
    if reached(dossier, ""):
        talk = dossier.appointment.day
        if talk and day_after(talk, -1) == today:
            yield Due("", "talk", talk)
        monday = day_after(today, -weekday(today))
        if weekday(today) <= 2 and concerns(dossier, monday):
            yield Due("", "week", monday)


def _for_holder(dossier: Dossier, action: LivingAction, today: str) -> Iterator[Due]:
    asked = dossier.mails.get(mail_key(action.id, "link"))
    if asked is not None and asked.state not in ("sent", "refused"):
        yield Due(action.id, "link", asked.day)
    day = action.next_day
    if not is_day(day):
        return
    days_ago = ordinal(today) - ordinal(day)
    if any(moment.at_ms >= ordinal(day) * _DAY_MS - _WEST_MS for moment in action.moments):
        return
    if 0 <= days_ago < LATE_AFTER_DAYS:
        yield Due(action.id, "look", day)
    elif LATE_AFTER_DAYS <= days_ago <= LATE_UNTIL_DAYS:
        yield Due(action.id, "late", day)


def _may_go(dossier: Dossier, due: Due, now_ms: int) -> bool:
    last = dossier.mails.get(mail_key(due.whom, due.kind))
    if last is None or last.day != due.day or last.state == "asked":
        return True
    if last.state == "later":
        return last.tries <= len(RETRY_AFTER_MS) and now_ms >= last.retry_at_ms
    return last.state == "going" and not last.again and now_ms - last.at_ms >= SETTLED_WITHIN_MS
