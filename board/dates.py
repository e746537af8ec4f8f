# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Days and moments as people read them ("22 november 2026, 12:07"). The names of months stand in the catalogue `pages`."""

from datetime import date, datetime

from board.i18n import translator
from board.rendering import DIST
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
    month = translator(lang, DIST / "locale").gettext(MONTHS[moment.month - 1])
    return f"{moment.day} {month} {moment.year}"


def moment_text(moment: datetime, lang: Language) -> str:
    """The day and the time."""
    return f"{day_text(moment, lang)}, {moment:%H:%M}"
