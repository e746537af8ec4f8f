# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Days and moments as people read them ("22 november 2026, 12:07"). The names of months stand in the catalogue `pages`."""

from datetime import date, datetime

from board.calendar_file import parse_day
from board.i18n import readable, translator
from board.rendering import DIST
from organisation.dossier.days import day_in_the_netherlands
from sessions.material.text import Language

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day_text(moment: date, lang: Language) -> str:
    """The day, written out."""
    locale = DIST / "locale"
    month = translator(readable(lang, locale), locale).gettext(MONTHS[moment.month - 1])
    return f"{moment.day} {month} {moment.year}"


def spoken(day: str, lang: Language) -> str:
    """A day (ISO 8601) as people say it ("1 december 2026"); what is no day stays as it is."""
    parsed = parse_day(day)
    return day_text(parsed, lang) if parsed else day


def spoken_at(at_ms: int, lang: Language) -> str:
    """The day of a moment in UTC as people in the Netherlands say it."""
    return spoken(day_in_the_netherlands(at_ms), lang)


def spoken_term(term: str, due_day: str, lang: Language) -> str:
    """When an action has to be done: as it was said, and the day that it means; empty when neither is known."""
    day = spoken(due_day, lang)
    if not term or term == due_day:
        return day
    return f"{term} ({day})" if day else term


def moment_text(moment: datetime, lang: Language) -> str:
    """The day and the time."""
    return f"{day_text(moment, lang)}, {moment:%H:%M}"
