# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages around a workshop: invitation, hand-outs, outcome, looking back. As in `pages.py`: values in, HTML out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import Literal

import msgspec

from board.calendar_file import Appointment, parse_day, parse_time
from board.dates import day_text
from board.rendering import render, static_url
from sessions.afterwards.invitation import Invitation
from sessions.afterwards.outcome import CASE_ROWS
from sessions.afterwards.outcome_lines import Outcome
from sessions.afterwards.timelapse import Timelapse
from sessions.material.framework import FOUNDATION_IDS, FoundationId, Framework
from sessions.material.script import Leaf, Script, name_in_step
from sessions.material.text import Language
from sessions.model.items import CaseForm, Plan

Print = Literal["waardenkader", "definities", "casus", "briefjes", "gids", "tafelkaarten", "aanpak"]
PRINTS: tuple[Print, ...] = ("waardenkader", "definities", "casus", "briefjes", "tafelkaarten", "gids", "aanpak")

NOTES_A_SHEET = 6
"""Empty notes on a sheet of A4: each is about as large as a paper post-it of 76 by 127 mm."""

_MIDNIGHT_MINUTES = 24 * 60


class When(msgspec.Struct, frozen=True):
    """A moment as a page says it: the day in words ("1 december 2026") and its weekday from 0 (Monday), the times "09:30"."""

    day: str
    weekday: int
    begin: str
    end: str


class Row(msgspec.Struct, frozen=True):
    """A line of the day's plan: a leaf with the title of its step before it, and its clock times (empty without a start)."""

    leaf: Leaf
    title: str
    part: str
    begin: str
    end: str


class TableCard(msgspec.Struct, frozen=True):
    """A card on a table. `number` is 0 when it is the only one of its first foundation."""

    foundations: tuple[FoundationId, ...]
    number: int


class Handouts(msgspec.Struct, frozen=True):
    """What the hand-outs are made of."""

    session_id: str
    title: str
    organisation: str
    code: str
    language: Language
    script: Script
    framework: Framework
    case_text: str
    case: CaseForm | None
    plan: Plan
    rows: tuple[Row, ...]
    tables: tuple[TableCard, ...]
    join_url: str


def when_of(plan: Plan | Invitation, minutes: int, lang: Language) -> When | None:
    """When a workshop is, or None while no usable day was filled in. Without a time, `begin` and `end` are empty."""
    day = parse_day(plan.date)
    if day is None:
        return None
    at = parse_time(plan.time)
    return When(day_text(day, lang), day.weekday(), clock(at, 0), clock(at, minutes))


def clock(start: time | None, minutes: int) -> str:
    """The clock time so many minutes after a start, or empty without a start."""
    if start is None:
        return ""
    hours, rest = divmod((start.hour * 60 + start.minute + minutes) % _MIDNIGHT_MINUTES, 60)
    return f"{hours:02}:{rest:02}"


def rows_of(script: Script, leaves: Sequence[Leaf], start: time | None, lang: Language) -> tuple[Row, ...]:
    """The plan of the day. `leaves` are in the order and with the minutes of this workshop."""
    rows: list[Row] = []
    passed = 0
    for leaf in leaves:
        part = next(part for part in script.parts if part.id == leaf.part_id)
        whole = next(step.title for step in part.steps if step.id == leaf.step_id)
        own, of_step = (text.in_(lang) for text in (leaf.title, whole))
        title = name_in_step(of_step, own)
        part_title = part.title.in_(lang) if len(script.parts) > 1 else ""
        rows.append(Row(leaf, title, part_title, clock(start, passed), clock(start, passed + leaf.minutes)))
        passed += leaf.minutes
    return tuple(rows)


def invitation_page(*, session_id: str, invitation: Invitation, join_url: str, calendar_url: str | None) -> str:
    """`/regie/<session>/uitnodiging`: a text to copy, and the calendar file at `calendar_url` (None without a day)."""
    lang = invitation.language
    return render(
        "invitation.html",
        lang,
        session_id=session_id,
        invitation=invitation,
        when=when_of(invitation, invitation.minutes, lang),
        duration=_duration(invitation.minutes),
        join_url=join_url,
        calendar_url=calendar_url,
    )


def appointment(*, invitation: Invitation, join_url: str) -> Appointment | None:
    """The invitation as an appointment for people's calendars, or None while it has no day."""
    day: date | None = parse_day(invitation.date)
    if day is None:
        return None
    lang = invitation.language
    text = render("appointment.html", lang, invitation=invitation, join_url=join_url)
    place = ", ".join(part for part in (invitation.place, invitation.call_url) if part)
    return Appointment(
        uid=f"{invitation.code}@waardenbord",
        sequence=invitation.rev,
        title=invitation.title,
        description=_plain(text),
        day=day,
        at=parse_time(invitation.time),
        minutes=invitation.minutes,
        place=place,
        url=join_url,
    )


def prints_page(*, handouts: Handouts) -> str:
    """`/regie/<session>/drukwerk`: what can be printed, with the poster on A3 and A1."""
    return render("prints.html", handouts.language, handouts=handouts, foundations=FOUNDATION_IDS)


def print_page(
    *, handouts: Handouts, what: Print | Literal["vooraf"], foundation: FoundationId | None = None, kind: str = ""
) -> str:
    """One hand-out, laid out for paper. `foundation` narrows the definitions, `kind` ("waarde", "actie") the
    empty notes.
    """
    lang = handouts.language
    framework = handouts.framework
    chosen = [each for each in framework.foundations if foundation in (None, each.id)]
    start = parse_time(handouts.plan.time)
    minutes = sum(row.leaf.minutes for row in handouts.rows)
    return render(
        f"print_{what}.html",
        lang,
        handouts=handouts,
        kind=kind,
        foundations=chosen,
        letters=dict(zip(FOUNDATION_IDS, "ABC", strict=True)),
        principles={each.id: [p for p in framework.principles if p.foundation == each.id] for each in framework.foundations},
        values={p.id: [v for v in framework.values if v.principle == p.id] for p in framework.principles},
        case_rows=CASE_ROWS,
        when=when_of(handouts.plan, minutes, lang),
        start=start,
        minutes=minutes,
        duration=_duration(minutes),
        notes=range(NOTES_A_SHEET),
    )


def beforehand_page(*, handouts: Handouts) -> str:
    """`/w/<code>/vooraf`: what those who were invited can read, of `handouts` the moment, the place, the case and the values."""
    return print_page(handouts=handouts, what="vooraf")


def outcome_page(
    *, session_id: str, outcome: Outcome, board_url: str, poster_url: str, leads: bool, made_at: Sequence[str]
) -> str:
    """`/uitkomst/<session>`. `made_at` are the moments of `outcome.case_changes` as people read them; with `leads` the page has
    the facilitator's links.
    """
    return render(
        "outcome.html",
        outcome.language,
        session_id=session_id,
        outcome=outcome,
        tables=[table for table in outcome.tables if not table.empty],
        columns=[(foundation, [v for v in outcome.values if v.foundation == foundation]) for foundation in FOUNDATION_IDS],
        case_rows=CASE_ROWS,
        made_at=list(made_at),
        board_url=board_url,
        poster_url=poster_url,
        leads=leads,
    )


def timelapse_page(
    *, session_id: str, timelapse: Timelapse, data_url: str, board_url: str, poster_url: str, leads: bool, closed: bool
) -> str:
    """`/terugblik/<session>`: the player, and what happened per step as a list. `data_url` serves the frames to the player."""
    return render(
        "timelapse.html",
        timelapse.language,
        session_id=session_id,
        timelapse=timelapse,
        data_url=data_url,
        board_url=board_url,
        poster_url=poster_url,
        leads=leads,
        closed=closed,
        script=static_url("timelapse.ts"),
    )


def _duration(minutes: int) -> tuple[int, int]:
    """Hours and minutes."""
    whole = timedelta(minutes=minutes)
    return int(whole.total_seconds()) // 3600, minutes % 60


def _plain(text: str) -> str:
    """A rendered text as plain lines."""
    return "\n".join(line.strip() for line in text.strip().splitlines())
