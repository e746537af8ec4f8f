# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which mail is due, of actions of cases and of organisations alike. It is read anew whenever one is about to go, so that nothing
goes for what is done, gone, dropped, held by somebody else or told of meanwhile; and each kind goes once for a day. What is due
by the day of an action waits until the day after its link went; a link goes whenever somebody asks for it.
"""

from collections.abc import Iterator
from typing import Protocol

from msgspec import Struct

from organisation.dossier.contacts import Contact, Mail, MailKind, mail_key
from organisation.dossier.days import day_after, day_in_the_netherlands, is_day, ordinal, weekday
from organisation.dossier.state import Dossier, LivingAction

WEEK_DAYS = 7
SETTLED_WITHIN_MS = 15 * 60_000
"""A worker that handed on a mail and told nothing of it for so long has died."""
RETRY_AFTER_MS = (10 * 60_000, 40 * 60_000, 3 * 3_600_000, 12 * 3_600_000)
"""After the first, second, … try that did not work; then it is given up."""
_DAY_MS = 86_400_000
_WEST_MS = 2 * 3_600_000
"""A day begins here two hours before it does in UTC, at most."""


class Moment(Struct, frozen=True):
    """When a kind of mail goes to whoever holds an action: from so many days after its day (before it when negative) until so
    many, both included. `told_since_days` is the day from which on whoever told anything gets none.
    """

    kind: MailKind
    from_days: int
    until_days: int
    told_since_days: int = 0


MOMENTS = (
    Moment("soon", -7, -5, told_since_days=-7),
    Moment("look", 0, 6),
    Moment("late", 7, 30),
)
"""What is later than the last nobody is mailed about: whoever watches over the actions sees it. A mail that could not go in time
(nobody was reached, the server stood still) goes a day or two later; what is about to be on its day needs no other word.
"""


class HasHolders(Protocol):
    """What actions live in whose holders get mail: a case, or the strategy of an organisation. A frozen struct."""

    @property
    def actions(self) -> dict[str, LivingAction]:
        """The actions by their ids."""

    @property
    def contacts(self) -> dict[str, Contact]:
        """Where people get mail, by the id of the action; of a case the regievoerder too, by the empty one."""

    @property
    def mails(self) -> dict[str, Mail]:
        """The last mail of each kind to each of them (`mail_key`)."""


class Due(Struct, frozen=True):
    """A mail to the holder of an action, or to the regievoerder (`whom` is empty), about a day."""

    whom: str
    kind: MailKind
    day: str = ""


def reached(home: HasHolders, whom: str) -> str:
    """The address at which somebody gets mail now; empty for none."""
    contact = home.contacts.get(whom, Contact())
    if whom:
        action = home.actions.get(whom)
        if action is None or contact.holder != action.plan.holder:
            return ""
    return "" if contact.stopped else contact.address


def due_mails(home: HasHolders, today: str, now_ms: int) -> tuple[Due, ...]:
    """Every mail that may go now."""
    return tuple(due for due in _wanted(home, today) if _may_go(home, due, now_ms))


def next_look_ms(home: HasHolders, now_ms: int) -> int:
    """When to look again at a case or a strategy in which nothing happens: when a try is to be done again, else within a day."""
    waiting = [now_ms + _DAY_MS]
    for mail in home.mails.values():
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


def _wanted(home: HasHolders, today: str) -> Iterator[Due]:
    for action in home.actions.values():
        if action.link is not None and action.is_open and not action.gone and reached(home, action.id):
            yield from _for_holder(home, action, today)
    if isinstance(home, Dossier) and reached(home, ""):
        talk = home.appointment.day
        if talk and day_after(talk, -1) == today:
            yield Due("", "talk", talk)
        monday = day_after(today, -weekday(today))
        if weekday(today) <= 2 and concerns(home, monday):
            yield Due("", "week", monday)


def _for_holder(home: HasHolders, action: LivingAction, today: str) -> Iterator[Due]:
    asked = home.mails.get(mail_key(action.id, "link"))
    if asked is not None and asked.state not in ("sent", "refused"):
        yield Due(action.id, "link", asked.day)
    if asked is not None and _is_all_for(asked, today):
        return
    day = action.next_day
    if not is_day(day):
        return
    days_ago = ordinal(today) - ordinal(day)
    for moment in MOMENTS:
        # Whoever said on which day he looks again needs no word before it.
        if moment.from_days < 0 and action.check_day:
            continue
        since_ms = (ordinal(day) + moment.told_since_days) * _DAY_MS - _WEST_MS
        if moment.from_days <= days_ago <= moment.until_days and action.told_ms < since_ms:
            yield Due(action.id, moment.kind, day)


def _is_all_for(link: Mail, today: str) -> bool:
    """Whether the mail with the link is all that a holder gets today: it still waits, or went today. It says what the action is,
    and by when. What is known of it no more (`again`) may have gone: it keeps nothing back on a later day.
    """
    waits = link.state in ("asked", "later") or (link.state == "going" and not link.again)
    return waits or (link.state != "refused" and day_in_the_netherlands(link.at_ms) == today)


def _may_go(home: HasHolders, due: Due, now_ms: int) -> bool:
    last = home.mails.get(mail_key(due.whom, due.kind))
    if last is None or last.day != due.day or last.state == "asked":
        return True
    if last.state == "later":
        return last.tries <= len(RETRY_AFTER_MS) and now_ms >= last.retry_at_ms
    return last.state == "going" and not last.again and now_ms - last.at_ms >= SETTLED_WITHIN_MS
