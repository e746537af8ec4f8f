# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long a workshop is kept, and what is to be done with it next."""

import re
from calendar import timegm
from typing import Literal

from msgspec import Struct

from sessions.material.limits import DAY_MS, NAMELESS_AFTER_MS
from sessions.model.items import Plan
from sessions.model.state import Session

What = Literal["nameless", "over", "unused", "unclosed"]
"""What is to be done: take the names away; or all of it, because its term after closing is over, it was never used, or never
closed.
"""


_DAY = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
"""A day as the plan has it; one that does not exist is as good as the next."""


class Terms(Struct, frozen=True):
    """How many days a workshop is kept: after it was closed; after it was opened and nobody ever came; after anything last
    happened in one that was used and never closed. 0 is for ever. The last two count from its planned day when that is later.
    """

    closed_days: int = 30
    unused_days: int = 90
    unclosed_days: int = 180


class Due(Struct, frozen=True):
    """What is to be done with a workshop, and from when on."""

    what: What
    at_ms: int


def due(session: Session, last_ms: int, terms: Terms) -> tuple[Due, ...]:
    """What is to be done with it, the first first; nothing when it is kept for ever as it is. `last_ms` is when anything last
    happened in it.
    """
    if session.phase == "closed":
        # Logs of before the end was kept in the state ended with it.
        closed_at_ms = session.closed_at_ms or last_ms
        over = _after("over", closed_at_ms, terms.closed_days)
        names = () if session.nameless else (Due("nameless", closed_at_ms + NAMELESS_AFTER_MS),)
        return tuple(sorted((*names, *over), key=lambda each: each.at_ms))
    since_ms = max(last_ms, _planned_ms(session))
    if session.people or session.runs:
        return _after("unclosed", since_ms, terms.unclosed_days)
    return _after("unused", since_ms, terms.unused_days)


def _after(what: What, since_ms: int, days: int) -> tuple[Due, ...]:
    return (Due(what, since_ms + days * DAY_MS),) if days else ()


def _planned_ms(session: Session) -> int:
    """The end of the planned day, or 0. The day is a local one; a few hours do not matter for terms of days."""
    item = session.items.get("plan")
    if item is None or item.removed or not isinstance(item.content, Plan):
        return 0
    day = _DAY.fullmatch(item.content.date)
    if day is None:
        return 0
    return timegm((int(day[1]), int(day[2]), int(day[3]), 0, 0, 0)) * 1000 + DAY_MS
