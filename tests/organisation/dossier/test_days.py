# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Days of a case, without a clock or a calendar of the system."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from organisation.dossier.days import day_in_the_netherlands

ZONE = ZoneInfo("Europe/Amsterdam")


def test_a_moments_day_is_the_one_that_people_in_the_netherlands_have() -> None:
    """[REP-02]"""
    moment = datetime(2020, 1, 1, 0, 30, tzinfo=UTC)
    while moment.year < 2042:
        at_ms = int(moment.timestamp() * 1000)
        assert day_in_the_netherlands(at_ms) == moment.astimezone(ZONE).date().isoformat(), moment
        # Each hour around the changes of the clock; else each hour of the day once in eleven days.
        is_near = moment.month in (3, 10) and moment.day > 23
        moment += timedelta(hours=1 if is_near else 11)
