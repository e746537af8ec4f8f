# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A workshop's appointment as a calendar file (RFC 5545). Times are those of the Netherlands, with the time zone in the file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from msgspec import Struct

if TYPE_CHECKING:
    from icalendar import Calendar, Event

ZONE = ZoneInfo("Europe/Amsterdam")
"""In which all pages and files tell times; the live board has the same (`core/when.ts`)."""
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(r"[0-9]{2}:[0-9]{2}")


class Appointment(Struct, frozen=True):
    """What stands in a calendar. `uid` is the same for every version of one appointment, `sequence` counts its versions. Without
    `at` it lasts the whole day. `url` is where people take part.
    """

    uid: str
    sequence: int
    title: str
    description: str
    day: date
    at: time | None
    minutes: int
    place: str
    url: str


def parse_day(text: str) -> date | None:
    """A day as people's browsers send it ("2026-12-01"), or None for anything else."""
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def parse_time(text: str) -> time | None:
    """A time of day ("09:30"), or None for anything else."""
    try:
        return time.fromisoformat(text) if _TIME.fullmatch(text) else None
    except ValueError:
        return None


def calendar_file(appointment: Appointment, now: datetime) -> bytes:
    """The file; `now`, with a time zone, is when it was made."""
    calendar = _calendar()
    calendar.add("method", "PUBLISH")
    calendar.add_component(_event(appointment, now))
    around = timedelta(days=400)  # the changes of the clock around the day are enough
    calendar.add_missing_timezones(first_date=appointment.day - around, last_date=appointment.day + around)
    data: bytes = calendar.to_ical()
    return data


def calendar_feed(name: str, appointments: Sequence[Appointment], now: datetime, *, alarm: bool = True) -> bytes:
    """A calendar that programs look at again by themselves (RFC 7986). `now`, with a time zone, is when anything in it last
    changed, so that the same appointments are the same bytes. With `alarm` each one warns: of a whole day at nine in the morning.
    """
    from icalendar import Alarm

    calendar = _calendar()
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    for appointment in appointments:
        event = _event(appointment, now)
        event.add("transp", "TRANSPARENT" if appointment.at is None else "OPAQUE")
        if alarm:
            warning = Alarm()
            warning.add("action", "DISPLAY")
            warning.add("description", appointment.title)
            warning.add("trigger", timedelta(hours=9) if appointment.at is None else timedelta(hours=-1))
            event.add_component(warning)
        calendar.add_component(event)
    days = [appointment.day for appointment in appointments if appointment.at is not None]
    if days:
        calendar.add_missing_timezones(first_date=min(days) - timedelta(days=400), last_date=max(days) + timedelta(days=400))
    data: bytes = calendar.to_ical()
    return data


def _calendar() -> Calendar:
    # Not at the top: it takes a tenth of a second to read, and a server starts without it.
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Waardenbord//waardenbord//NL")
    calendar.add("version", "2.0")
    return calendar


def _event(appointment: Appointment, now: datetime) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", appointment.uid)
    event.add("sequence", appointment.sequence)
    event.add("dtstamp", now)
    event.add("summary", appointment.title)
    event.add("description", appointment.description)
    if appointment.place:
        event.add("location", appointment.place)
    if appointment.url:
        event.add("url", appointment.url)
    if appointment.at is None:
        event.add("dtstart", appointment.day)
        event.add("dtend", appointment.day + timedelta(days=1))
    else:
        start = datetime.combine(appointment.day, appointment.at, ZONE)
        event.add("dtstart", start)
        # Counted in UTC: a night in which the clock changes is shorter or longer.
        event.add("dtend", (start.astimezone(UTC) + timedelta(minutes=appointment.minutes)).astimezone(ZONE))
    return event
