# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A workshop's appointment as a calendar file (RFC 5545). Times are those of the Netherlands, with the time zone in the file."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from msgspec import Struct

ZONE = ZoneInfo("Europe/Amsterdam")
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
    # Not at the top: it takes a tenth of a second to read, and a server starts without it.
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//Waardenbord//waardenbord//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    event = Event()
    event.add("uid", appointment.uid)
    event.add("sequence", appointment.sequence)
    event.add("dtstamp", now)
    event.add("summary", appointment.title)
    event.add("description", appointment.description)
    if appointment.place:
        event.add("location", appointment.place)
    event.add("url", appointment.url)
    if appointment.at is None:
        event.add("dtstart", appointment.day)
        event.add("dtend", appointment.day + timedelta(days=1))
    else:
        start = datetime.combine(appointment.day, appointment.at, ZONE)
        event.add("dtstart", start)
        # Counted in UTC: a night in which the clock changes is shorter or longer.
        event.add("dtend", (start.astimezone(UTC) + timedelta(minutes=appointment.minutes)).astimezone(ZONE))
    calendar.add_component(event)
    around = timedelta(days=400)  # the changes of the clock around the day are enough
    calendar.add_missing_timezones(first_date=appointment.day - around, last_date=appointment.day + around)
    data: bytes = calendar.to_ical()
    return data
