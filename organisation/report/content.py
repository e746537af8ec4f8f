# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A report as it is read: one value that says everything by itself. Pages and files are made of it and of nothing else, so what
was taken out of it (`redaction.py`) is in none of them.

It holds no id and no time of a person's doing. Its SHA-256 is over the RFC 8785 canonical JSON of the whole, as the poster's.
"""

from typing import Literal

import msgspec
from msgspec import Struct

from organisation.report.rows import RowId
from sessions.material.credit import Credit
from sessions.material.framework import FoundationId
from sessions.material.limits import FurtherNames, PrincipleNames
from sessions.material.text import Language
from sessions.model.former import ActionState
from sessions.model.items import AccentRole
from sessions.model.items import Stage as Phase
from sessions.model.poster_entries import Level, Orientation, Weight
from sessions.model.state import Outcome as DecisionOutcome
from sessions.topics.canonical import canonical_json, sha256_hex, without_empty

SCHEMA_VERSION = 1
"""Raised when a program that reads a report would misread it; a key that comes does not raise it."""
Stage = Literal["draft", "established", "internal", "public"]
"""How far a report is: being written, established by those whose it is, shared with those who took part, or for everybody."""


class ReportedTable(Struct, frozen=True):
    """Which table: its foundations, and its number among those with the same ones, 0 for the only one."""

    foundations: tuple[FoundationId, ...]
    number: int = 0


class ReportedReason(Struct, frozen=True, kw_only=True):
    """Why a table chose a value: its own reason, and what stood on the notes that it chose. `called` is the name that the value
    had at the table, where the poster has another.
    """

    table: ReportedTable
    reason: str = ""
    said: tuple[str, ...] = ()
    called: str = ""


class ReportedValue(Struct, frozen=True, kw_only=True):
    """A value of the poster, its meaning in this case, and why tables chose it. `principle` is the one that it stands under,
    where the organisation brought principles of its own.
    """

    foundation: FoundationId
    name: str
    meaning: str = ""
    accent: bool = False
    orientation: Orientation | None = None
    reasons: tuple[ReportedReason, ...] = ()
    principle: str = ""


class ReportedChoice(Struct, frozen=True, kw_only=True):
    """A value that tables chose and that the poster has not."""

    foundation: FoundationId
    name: str
    reasons: tuple[ReportedReason, ...]


class ReportedAccent(Struct, frozen=True, kw_only=True):
    """An accent value of the organisation: why it is one, and what the organisation means by it."""

    name: str
    reason: str = ""
    meaning: str = ""


class ReportedAccentAnswer(Struct, frozen=True, kw_only=True):
    """Whether an accent value plays a part in this case, and why. `foundations` are those of the table that says so, none when
    everybody together does.
    """

    name: str
    role: AccentRole
    why: str = ""
    foundations: tuple[FoundationId, ...] = ()


class ReportedTension(Struct, frozen=True, kw_only=True):
    """Two values, or two actions, that clash, and the choice that was made; an empty choice is still open. `further` are the
    values beyond the two.
    """

    one: str
    other: str
    clash: str = ""
    affected: str = ""
    choice: str = ""
    reason: str = ""
    decides: str = ""
    actions: tuple[str, ...] = ()
    further: FurtherNames = ()

    @property
    def sides(self) -> tuple[str, ...]:
        """All that clash."""
        return (self.one, self.other, *self.further)


class ReportedSetAside(Struct, frozen=True, kw_only=True):
    """What was taken off the poster, or what a table did not choose, and why."""

    name: str
    reason: str = ""
    table: ReportedTable | None = None


class ReportedWiderUse(Struct, frozen=True, kw_only=True):
    """A value or action that is good for other projects too."""

    name: str
    note: str = ""


class ReportedAnswer(Struct, frozen=True, kw_only=True):
    """What was said at the follow-up talk."""

    question: str
    answer: str


class ReportedDecision(Struct, frozen=True, kw_only=True):
    """Whether the project goes on."""

    outcome: DecisionOutcome = "open"
    reason: str = ""


class ReportedAction(Struct, frozen=True, kw_only=True):
    """An action as it stands in the case. `number` is its place in the report, from 1. `term` is as it was said, `due_day` the
    day that it means (ISO 8601), empty when nobody knows. `reason` says why it is stuck or dropped.
    """

    number: int
    action: str
    foundation: FoundationId | None = None
    values: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    holder: str = ""
    monitor: str = ""
    term: str = ""
    due_day: str = ""
    status: ActionState = "not_started"
    reason: str = ""
    level: Level | None = None
    audience: str = ""
    necessity: Weight | None = None
    importance: Weight | None = None
    needs: str = ""
    wider: bool = False
    wider_note: str = ""
    principles: PrincipleNames = ()


class ReportedSource(Struct, frozen=True, kw_only=True):
    """A fixed poster that the report was made from, and the day on which it was fixed (ISO 8601). In a public report `sha256` is
    empty: what was taken out could be guessed from it.
    """

    version: int
    sha256: str
    fixed_day: str
    framework: Credit
    script: Credit


class ReportRow(Struct, frozen=True, kw_only=True):
    """A row as it is read. `text` has paragraphs between empty lines, and lines that begin with "- " are a list (`blocks`). Where
    nobody wrote a row with a part of its own anew, `text` is empty and the part tells it; else the part is not there.
    """

    id: RowId
    heading: str
    questions: tuple[str, ...]
    text: str
    written: bool = False


class ReportContent(Struct, frozen=True, kw_only=True):
    """The whole report. `version` counts those that were established, in a public one those that were made public; `day` is when
    it was established (ISO 8601), empty for a draft. `values` and `also_chosen` go with the row "values", `accents` and
    `accent_answers` with "strategy", the rest with "monitoring". `coordinator` is the regievoerder, a function. `phase`
    is where the project was at the last workshop, where somebody said.
    """

    schema_version: int = SCHEMA_VERSION
    title: str
    organisation: str
    language: Language
    stage: Stage
    version: int
    day: str
    coordinator: str
    rows: tuple[ReportRow, ...]
    values: tuple[ReportedValue, ...] = ()
    accents: tuple[ReportedAccent, ...] = ()
    accent_answers: tuple[ReportedAccentAnswer, ...] = ()
    decision: ReportedDecision | None = None
    tensions: tuple[ReportedTension, ...] = ()
    set_aside: tuple[ReportedSetAside, ...] = ()
    follow_up: tuple[ReportedAnswer, ...] = ()
    wider: tuple[ReportedWiderUse, ...] = ()
    actions: tuple[ReportedAction, ...] = ()
    sources: tuple[ReportedSource, ...] = ()
    also_chosen: tuple[ReportedChoice, ...] = ()
    phase: Phase = ""


_CAME_LATER = frozenset({"reasons", "also_chosen", "table", "phase", "further", "principle", "principles"})
"""Fields that came later: what was public before them keeps its hash, so they stand nowhere when they say nothing."""


def canonical_report(content: ReportContent) -> str:
    """The canonical JSON of a report; its SHA-256 identifies it."""
    return canonical_json(without_empty(msgspec.to_builtins(content), _CAME_LATER))


def report_hash(content: ReportContent) -> str:
    """SHA-256, in hex."""
    return sha256_hex(canonical_report(content))


class Block(Struct, frozen=True):
    """A paragraph, or the items of a list."""

    lines: tuple[str, ...]
    is_list: bool = False


def blocks(text: str) -> tuple[Block, ...]:
    """A row's text as it is set: paragraphs with their line ends, and lists."""
    found: list[Block] = []
    for part in text.split("\n\n"):
        lines: list[str] = []
        is_list = False
        for line in filter(None, map(str.strip, part.split("\n"))):
            item = line.startswith(("- ", "• ", "* "))
            if item != is_list and lines:
                found.append(Block(tuple(lines), is_list))
                lines = []
            is_list = item
            lines.append(line[2:].strip() if item else line)
        if lines:
            found.append(Block(tuple(lines), is_list))
    return tuple(found)
