# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""`/beheer`: how it goes with a server, for whoever runs it. Numbers, sizes, ids and days: no title, no name, nothing written."""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from board.calendar_file import ZONE
from board.dates import day_text, moment_text
from board.rendering import render
from sessions.afterwards.terms import What
from sessions.material.text import Language

_UNITS = ("bytes", "kB", "MB", "GB", "TB")


class OpenWorkshop(Struct, frozen=True):
    """A workshop in the memory of this worker. `size_bytes` is what its log takes of the store's memory."""

    id: str
    people: int
    size_bytes: int
    opened_at_ms: int
    last_ms: int
    waiting: bool
    """Whether commands wait to be stored."""


Counted = Literal["workshops", "cases", "organisations", "strategies"]
"""What is counted of what is stored."""


class Going(Struct, frozen=True):
    """A workshop of which something goes next."""

    id: str
    what: What
    at_ms: int


class Overview(Struct, frozen=True):
    """What this worker knows and what the store says. Times are of the store's clock, in milliseconds since 1970."""

    version: str
    at_ms: int
    started_at_ms: int
    trouble: str
    """Why nobody new should come here, as `/readyz` says it; "" for no reason."""
    beside: str
    """What else is not well while work goes on, as it says that."""
    people: int
    """Connections of people; who has two windows open has two."""
    screens: int
    open_count: int
    workshops: tuple[OpenWorkshop, ...]
    """Of those that are open the ones with most people; no more than a page holds."""
    stored: dict[Counted, int] | None
    """None while the store does not answer: then sizes, what goes and last activities are not known either."""
    used_bytes: int
    most_bytes: int
    """0 is without a bound."""
    disk_free_bytes: int
    """Where the embedded store writes; 0 where there is none."""
    embedded: bool
    busy: int
    """Workshops in which commands wait."""
    papers: int
    """Files that are being made."""
    errors: int
    warnings: int
    last_error_at_ms: int
    going: tuple[Going, ...]
    looked_at: int
    """Of how many workshops, those that are still for longest, `going` was read."""


def server_page(*, lang: Language, now: Overview) -> str:
    """The page."""
    return render(
        "server_overview.html",
        lang,
        now=now,
        size=size_text,
        moment=lambda at_ms: moment_text(datetime.fromtimestamp(at_ms / 1000, ZONE), lang),
        day=lambda at_ms: day_text(datetime.fromtimestamp(at_ms / 1000, ZONE), lang),
    )


def server_door(*, lang: Language, wrong: bool = False) -> str:
    """The page that asks for the operator's key."""
    return render("server_door.html", lang, wrong=wrong)


def size_text(size_bytes: int, lang: Language) -> str:
    """A size as people say it ("1,5 MB"), in steps of thousand."""
    size, unit = float(size_bytes), 0
    while size >= 1000 and unit < len(_UNITS) - 1:
        size, unit = size / 1000, unit + 1
    told = f"{size:.0f}" if unit == 0 or size >= 100 else f"{size:.1f}"
    return f"{told.replace('.', ',') if lang == 'nl' else told} {_UNITS[unit]}"
