# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages around a workshop: invitation, hand-outs, outcome, looking back. As in `pages.py`: values in, HTML out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta
from itertools import accumulate
from typing import Literal, get_args

import msgspec

from board import framework_sheet
from board.calendar_file import Appointment, parse_day, parse_time
from board.credits import worded
from board.dates import day_text
from board.rendering import render, static_url
from sessions.afterwards.invitation import Invitation
from sessions.afterwards.outcome import CASE_ROWS
from sessions.afterwards.outcome_lines import Outcome
from sessions.afterwards.timelapse import Timelapse
from sessions.material.credit import framework_credit, script_credit, source_credit
from sessions.material.framework import FOUNDATION_IDS, FoundationId, Framework
from sessions.material.measures import MeasureSet
from sessions.material.script import Leaf, Script, name_in_step
from sessions.material.text import Language, Text
from sessions.model.items import CaseForm, Plan

Print = Literal[
    "waardenkader",
    "definities",
    "casus",
    "tafelkaarten",
    "naamkaartjes",
    "acties",
    "onderzoek",
    "briefjes",
    "vel",
    "gids",
    "aanpak",
]
PRINTS: tuple[Print, ...] = get_args(Print)

Kind = Literal["", "waarde", "actie", "uitleg"]
"""Which half of a hand-out: of notes and sheets those for values or those for actions, of the actions the explanation alone."""
KINDS: tuple[Kind, ...] = get_args(Kind)

Tables = Literal["", "bord", "drie"]
"""Which tables get a sheet: those of the board as it is now, or three, one per foundation. Empty is the first once they are
settled and the second until then: who prints before people have come finds no three tables yet.
"""
TABLES: tuple[Tables, ...] = get_args(Tables)

NOTES_A_SHEET = 6
"""Empty notes on a sheet of A4: each is about as large as a paper post-it of 76 by 127 mm."""
CARDS_A_SHEET = 4
"""Name cards on a sheet of A4, each to fold and set up."""

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


class Seated(msgspec.Struct, frozen=True):
    """Somebody at a table, by the name that he gave (or none) and the perspective that he looks from (or none)."""

    name: str
    perspective: Text | None = None


class TableCard(msgspec.Struct, frozen=True):
    """A table. `number` is 0 when it is the only one of its first foundation; `people` sit there, where that may be known."""

    foundations: tuple[FoundationId, ...]
    number: int
    people: tuple[Seated, ...] = ()


THREE_TABLES: tuple[TableCard, ...] = tuple(TableCard((foundation,), 0) for foundation in FOUNDATION_IDS)


class Found(msgspec.Struct, frozen=True):
    """A value from research, by its name, with what was found and where."""

    foundation: FoundationId
    value: str
    text: str
    source: str


class Handouts(msgspec.Struct, frozen=True):
    """What the hand-outs are made of, in `language`; people wrote in `written_in`. `settled` says that the tables stay as they
    are. `research` and the people at the tables are there for the facilitator only; `accents` are the names of the accent values.
    """

    session_id: str
    title: str
    organisation: str
    code: str
    language: Language
    written_in: Language
    script: Script
    framework: Framework
    case_text: str
    case: CaseForm | None
    plan: Plan
    rows: tuple[Row, ...]
    tables: tuple[TableCard, ...]
    settled: bool
    join_url: str
    measures: MeasureSet
    accents: tuple[str, ...] = ()
    research: tuple[Found, ...] = ()

    @property
    def asks_research(self) -> bool:
        """Whether the script lays values from research on the tables, or somebody brought some all the same."""
        return bool(self.research) or any("research" in leaf.tools for leaf in self.script.leaves)


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


Times = Mapping[str, tuple[str, str]]
"""Of leaves by id when they begin and end, as "09:30"."""


def rows_of(script: Script, leaves: Sequence[Leaf], times: Times, lang: Language) -> tuple[Row, ...]:
    """The plan of the day. `leaves` are in the order and with the minutes of this workshop; a break is in the part before it."""
    rows: list[Row] = []
    part_title = ""
    for leaf in leaves:
        title = leaf.title.in_(lang)
        for part in script.parts:
            if part.id == leaf.part_id:
                whole = next(step.title for step in part.steps if step.id == leaf.step_id)
                title = name_in_step(whole.in_(lang), title)
                part_title = part.title.in_(lang) if len(script.parts) > 1 else ""
        begin, end = times.get(leaf.id, ("", ""))
        rows.append(Row(leaf, title, part_title, begin, end))
    return tuple(rows)


def times_from(start: time | None, leaves: Sequence[Leaf]) -> Times:
    """The clock times of leaves that follow each other from a start on; none without one."""
    passed = list(accumulate((leaf.minutes for leaf in leaves), initial=0))
    return {leaf.id: (clock(start, passed[n]), clock(start, passed[n + 1])) for n, leaf in enumerate(leaves)} if start else {}


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
    *,
    handouts: Handouts,
    what: Print | Literal["vooraf"],
    foundation: FoundationId | None = None,
    kind: Kind = "",
    tables: Tables = "",
) -> str:
    """One hand-out, laid out for paper. `foundation` narrows the definitions, `kind` notes, sheets and actions, `tables` whatever
    there is one of for each table.
    """
    lang = handouts.language
    framework = handouts.framework
    chosen = [each for each in framework.foundations if foundation in (None, each.id)]
    values = {p.id: [v for v in framework.values if v.principle == p.id] for p in framework.principles}
    # Where an organisation brought values of its own alone, some have none.
    principles = {
        each.id: [p for p in framework.principles if p.foundation == each.id and values[p.id]] for each in framework.foundations
    }
    start = parse_time(handouts.plan.time)
    minutes = sum(row.leaf.minutes for row in handouts.rows)
    of_board = tables == "bord" or (tables == "" and handouts.settled)
    return render(
        f"print_{what}.html",
        lang,
        handouts=handouts,
        theirs_in=handouts.written_in,
        kind=kind,
        foundations=chosen,
        letters=dict(zip(FOUNDATION_IDS, "ABC", strict=True)),
        principles=principles,
        letters_pt=framework_sheet.letters_pt(
            [[(p.name.in_(lang), [v.name.in_(lang) for v in values[p.id]]) for p in principles[each.id]] for each in chosen]
        ),
        values=values,
        case_rows=CASE_ROWS,
        when=when_of(handouts.plan, minutes, lang),
        start=start,
        minutes=minutes,
        duration=_duration(minutes),
        notes=range(NOTES_A_SHEET),
        tables=handouts.tables if of_board else THREE_TABLES,
        other_tables="" if handouts.tables == THREE_TABLES else "drie" if of_board else "bord",
        card_sheets=_card_sheets(handouts),
        measures=handouts.measures.mechanisms if handouts.script.measures == "mechanisms" else handouts.measures.categories,
        examples=handouts.measures.examples,
        measure_credits=[worded(source_credit(source), lang) for source in handouts.measures.sources],
        value_names={value.id: value.name for value in framework.values},
        values_credit=worded(framework_credit(framework, lang), lang),
        script_credit=worded(script_credit(handouts.script, lang), lang),
    )


def _card_sheets(handouts: Handouts) -> list[tuple[TableCard | None, list[Seated]]]:
    """Name cards by the sheet, those of one table together, each sheet filled up with cards to write on. Until the tables are
    settled a card names no table.
    """
    groups: list[tuple[TableCard | None, list[Seated]]]
    if handouts.settled:
        groups = [(table, list(table.people)) for table in handouts.tables]
    else:
        groups = [(None, [person for table in handouts.tables for person in table.people])]
    sheets = []
    for table, named in groups:
        people = named + [Seated("")] * (-len(named) % CARDS_A_SHEET if named else CARDS_A_SHEET)
        sheets += [(table, people[first : first + CARDS_A_SHEET]) for first in range(0, len(people), CARDS_A_SHEET)]
    return sheets


def beforehand_page(*, handouts: Handouts) -> str:
    """`/w/<code>/vooraf`: what those who were invited can read, of `handouts` the moment, the place, the case and the values."""
    return print_page(handouts=handouts, what="vooraf")


def outcome_page(
    *, lang: Language, session_id: str, outcome: Outcome, board_url: str, poster_url: str, leads: bool, made_at: Sequence[str]
) -> str:
    """`/uitkomst/<session>`. `made_at` are the moments of `outcome.case_changes` as people read them; with `leads` the page has
    the facilitator's links.
    """
    return render(
        "outcome.html",
        lang,
        session_id=session_id,
        outcome=outcome,
        theirs_in=outcome.language,
        tables=[table for table in outcome.tables if not table.empty],
        columns=[(foundation, [v for v in outcome.values if v.foundation == foundation]) for foundation in FOUNDATION_IDS],
        case_rows=CASE_ROWS,
        made_at=list(made_at),
        values_credit=worded(outcome.framework, lang),
        script_credit=worded(outcome.script_credit, lang),
        board_url=board_url,
        poster_url=poster_url,
        leads=leads,
    )


def timelapse_page(
    *,
    lang: Language,
    session_id: str,
    timelapse: Timelapse,
    data_url: str,
    board_url: str,
    poster_url: str,
    leads: bool,
    closed: bool,
) -> str:
    """`/terugblik/<session>`: the player, and what happened per step as a list. `data_url` serves the frames to the player."""
    return render(
        "timelapse.html",
        lang,
        session_id=session_id,
        timelapse=timelapse,
        theirs_in=timelapse.language,
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


def erase_page(*, lang: Language, title: str, session_id: str, typed: str = "", wrong: bool = False, held: bool = False) -> str:
    """`/regie/<session>/wissen`: asks for the title before a workshop is destroyed (POST, field `title`); `held` says that it has
    to be kept for now.
    """
    return render("erase.html", lang, erased=False, title=title, session_id=session_id, typed=typed, wrong=wrong, held=held)


def erased_page(*, lang: Language, title: str) -> str:
    """Says that a workshop was destroyed; without a `title` of one that is gone already."""
    return render("erase.html", lang, erased=True, title=title)
