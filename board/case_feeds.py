# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What calendar programs and feed readers get of a case: for a holder, for the regievoerder, and for everybody.

All of it is a function of what is stored: the same case is the same bytes, and dates of making are those of the last change.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from msgspec import Struct

from board.atom import element, feed_element, link, uid, urn, written
from board.calendar_file import Appointment, calendar_feed, parse_day, parse_time
from board.dates import spoken_at
from board.reach import held_path
from board.rendering import macro
from organisation.dossier.messages import StatusMessage, ToldAction
from organisation.dossier.seen import Days, DaysOf, Told
from organisation.dossier.standing import latest
from sessions.material.text import Language

TALK_MINUTES = 60


class Said(Struct, frozen=True):
    """What words of a calendar are about."""

    title: str
    action: str = ""
    holder: str = ""


class StatusFeed(Told, frozen=True, kw_only=True):
    """What is told to everybody, behind an address; `begun_ms` may be that of a workshop that has no case yet."""

    key: str
    url: str

    @property
    def last_ms(self) -> int:
        """When anything of it last changed."""
        return max((message.last_ms for message in self.messages), default=self.begun_ms)


def held_feed(told: Days, base: str) -> bytes:
    """The days of one action, for whoever holds it."""
    name = macro("feed_words.html", "own_calendar", told.language, Said(told.title))
    days = [each for action in told.actions for each in _days(told, action, f"{base}{held_path(told, action.id)}", "about_own")]
    return calendar_feed(name, days, moment(told.changed_ms))


def case_feed(told: Days, base: str) -> bytes:
    """The follow-up talk and the days of all open actions, for the regievoerder."""
    name = macro("feed_words.html", "case_calendar", told.language, Said(told.title))
    page = f"{base}/zaak/{told.case_id}"
    talk = follow_up_talk(told, page)
    days = [talk] if talk else []
    for action in told.actions:
        days += _days(told, action, f"{page}/actie/{action.id}", "about")
    return calendar_feed(name, days, moment(told.changed_ms))


def follow_up_talk(told: Days, url: str) -> Appointment | None:
    """The follow-up talk as an appointment; None as long as it has no day."""
    set_for = told.talk
    day = parse_day(set_for.day)
    if day is None:
        return None
    return Appointment(
        uid=f"{uid(told.case_id, 'talk')}@waardenbord",
        sequence=set_for.rev,
        title=macro("feed_words.html", "talk", told.language, Said(told.title)),
        description=set_for.with_whom,
        day=day,
        at=parse_time(set_for.time),
        minutes=TALK_MINUTES,
        place="",
        url=url,
    )


def status_calendar(feed: StatusFeed) -> bytes:
    """The days of the actions as the newest message told them, for everybody."""
    shown = latest(feed.messages)
    days = tuple(_told_days(feed, shown.actions if shown else ()))
    name = macro("feed_words.html", "status_calendar", feed.language, Said(feed.title))
    return calendar_feed(name, days, moment(feed.last_ms), alarm=False)


def status_atom(feed: StatusFeed) -> bytes:
    """The messages as an Atom feed (RFC 4287). Of one that was withdrawn only that it was is in it."""
    root = feed_element(feed.language)
    element(root, "id", urn(feed.key, "feed"))
    element(root, "title", macro("feed_words.html", "atom_title", feed.language, Said(feed.title)))
    element(root, "updated", _rfc3339(feed.last_ms))
    element(element(root, "author"), "name", feed.organisation or "Waardenbord")
    link(root, "self", f"{feed.url}/berichten.atom", "application/atom+xml")
    link(root, "alternate", feed.url, "text/html")
    for message in feed.messages:
        entry = element(root, "entry")
        element(entry, "id", urn(feed.key, message.id))
        element(
            entry, "title", macro("feed_words.html", "entry_title", feed.language, Said(spoken_at(message.at_ms, feed.language)))
        )
        element(entry, "published", _rfc3339(message.at_ms))
        element(entry, "updated", _rfc3339(message.last_ms))
        link(entry, "alternate", f"{feed.url}#{message.id}", "text/html")
        content = element(entry, "content", _entry_text(message, feed.language))
        content.set("type", "text")
    return written(root)


def moment(at_ms: int) -> datetime:
    """A moment of a log, in UTC."""
    return datetime.fromtimestamp(at_ms // 1000, UTC)


def _days(told: Days, action: DaysOf, url: str, about: str) -> Iterator[Appointment]:
    said = Said(told.title, action.action, action.holder)
    for kind, text in (("look", action.check_day), ("due", action.due_day)):
        day = parse_day(text)
        if day is None or (kind == "look" and action.check_day == action.due_day):
            continue
        yield Appointment(
            uid=f"{uid(told.case_id, action.id, kind)}@waardenbord",
            sequence=action.rev,
            title=macro("feed_words.html", kind, told.language, said),
            description=macro("feed_words.html", about, told.language, said),
            day=day,
            at=None,
            minutes=0,
            place="",
            url=url,
        )


def _told_days(feed: StatusFeed, actions: Sequence[ToldAction]) -> Iterator[Appointment]:
    for number, action in enumerate(actions):
        day = parse_day(action.due_day)
        if day is None or action.status in ("done", "dropped"):
            continue
        said = Said(feed.title, action.action)
        yield Appointment(
            uid=f"{uid(feed.key, str(number), action.action)}@waardenbord",
            sequence=0,
            title=macro("feed_words.html", "due", feed.language, said),
            description=", ".join(action.values),
            day=day,
            at=None,
            minutes=0,
            place="",
            url=feed.url,
        )


def _entry_text(message: StatusMessage, lang: Language) -> str:
    if message.withdrawn:
        return macro("feed_words.html", "withdrawn", lang, Said(spoken_at(message.last_ms, lang)))
    return macro("feed_words.html", "entry", lang, message)


def _rfc3339(at_ms: int) -> str:
    return f"{moment(at_ms):%Y-%m-%dT%H:%M:%SZ}"
