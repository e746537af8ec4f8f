# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Days as people fill them in: ISO 8601 (`2027-03-01`), or nothing. As text, because a case holds no clock."""

import re
from typing import Annotated

from msgspec import Meta

Day = Annotated[str, Meta(max_length=10)]
_DAY = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_SHORT_MONTHS = {4, 6, 9, 11}
_FEBRUARY = 2
_EPOCH = 719_469
"""1 January 1970, counted from 29 February of the year 0."""
_HOUR_MS = 3_600_000
_DAY_MS = 24 * _HOUR_MS
_CENTURY_ENDS_MS = 47_482 * _DAY_MS
"""1 January 2100."""


def is_day(text: str) -> bool:
    """Whether a text is a day of this century that exists."""
    found = _DAY.fullmatch(text)
    if found is None:
        return False
    year, month, day = map(int, found.groups())
    if month == _FEBRUARY:
        return day <= (29 if year % 4 == 0 else 28)
    return day <= (30 if month in _SHORT_MONTHS else 31)


def is_time(text: str) -> bool:
    """Whether a text is a time of the day, `09:30`."""
    return _TIME.fullmatch(text) is not None


def is_moment(at_ms: int) -> bool:
    """Whether milliseconds since 1970 are a moment before the end of this century, so that it has a day."""
    return 0 <= at_ms < _CENTURY_ENDS_MS


def ordinal(day: str) -> int:
    """Days from 1 January 1970 to a day that `is_day`; with it days are counted."""
    year, month, date = int(day[:4]), int(day[5:7]), int(day[8:])
    # Years that begin in March, so that the day that comes and goes is the last one.
    year, month = (year - 1, month + 9) if month <= _FEBRUARY else (year, month - 3)
    return year * 365 + year // 4 - year // 100 + year // 400 + (month * 153 + 2) // 5 + date - _EPOCH


def day_after(day: str, count: int) -> str:
    """The day so many days after one that `is_day`."""
    number = ordinal(day) + count + _EPOCH - 1
    century, rest = divmod(4 * number + 3, 146_097)
    year, rest = divmod(4 * (rest // 4) + 3, 1461)
    month, rest = divmod(5 * (rest // 4) + 2, 153)
    month, year = (month - 9, year + 1) if month > 9 else (month + 3, year)
    return f"{century * 100 + year:04}-{month:02}-{rest // 5 + 1:02}"


def weekday(day: str) -> int:
    """0 is Monday."""
    return (ordinal(day) + 3) % 7


def day_in_the_netherlands(at_ms: int) -> str:
    """The day of a moment in UTC, as people in the Netherlands have it: an hour later, in summer time two.

    By the rule of the European Union: from the last Sunday of March to the last one of October, both at 01:00 UTC.
    """
    year = int(day_after("1970-01-01", at_ms // _DAY_MS)[:4])
    begins_ms, ends_ms = (_last_sunday(f"{year:04}-{month}-31") * _DAY_MS + _HOUR_MS for month in ("03", "10"))
    later_ms = _HOUR_MS * (2 if begins_ms <= at_ms < ends_ms else 1)
    return day_after("1970-01-01", (at_ms + later_ms) // _DAY_MS)


def _last_sunday(day: str) -> int:
    return ordinal(day) - (weekday(day) + 1) % 7
