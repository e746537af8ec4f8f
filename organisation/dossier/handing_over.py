# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a workshop hands over to a case when its poster is fixed: one value that says everything by itself, so that nothing
afterwards reads the workshop's log. Nameless, as the outcome is, and of notes nothing but why a table chose them.
"""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from sessions.afterwards.outcome import outcome
from sessions.afterwards.outcome_lines import AccentLine, FollowUpLine, Outcome, TableOutcome, TensionLine
from sessions.authoring.own_values import OwnValues, own_values_of
from sessions.material.credit import Credit
from sessions.material.framework import FoundationId, Framework, ValueRef
from sessions.material.text import Language
from sessions.model import items as i
from sessions.model.items import Stage
from sessions.model.poster_entries import PosterActionContent, PosterEntry, PosterValueContent
from sessions.model.state import Session, Snapshot
from sessions.model.viewer import Viewer
from sessions.topics.poster import (
    ActionLine,
    AnsweredQuestion,
    DecisionLine,
    NamedValue,
    PosterContent,
    action_line,
    canonical_poster,
    entry_order,
    parse_poster,
    value_name,
)

SCREEN = Viewer("screen")
MAX_CHOICES = 300
"""That tables made: sixty tables that choose five each."""
MAX_REASONS_CHARACTERS = 60_000
"""Of all reasons together: what sixty people write fits many times. What is over is of notes, those of tables that chose most."""


class SetAside(Struct, frozen=True):
    """A value or action that was taken off the poster, with the reason that was given."""

    name: str
    reason: str


class HandedAccentAnswer(Struct, frozen=True):
    """Whether an accent value plays a part, and who says so: a table by its foundations, everybody together by none."""

    value: str
    role: i.AccentRole
    why: str
    foundations: tuple[FoundationId, ...] = ()


class HandedAccent(Struct, frozen=True):
    """An accent value as a further workshop begins with it."""

    value: ValueRef
    reason: str = ""
    meaning: str = ""


class HandedChoice(Struct, frozen=True):
    """A value that a table chose, or set aside with a reason, under the name that it had there. `reason` is the table's own,
    `said` are the reasons on the notes that it chose, in no order of people. `on_poster` is what the poster calls it, empty when
    it has it not. `table` are the foundations of the table, `number` counts those of the same ones, 0 for the only one.
    """

    foundation: FoundationId
    value: str
    verdict: i.Verdict
    table: tuple[FoundationId, ...]
    number: int = 0
    reason: str = ""
    said: tuple[str, ...] = ()
    on_poster: str = ""


class HandedAction(Struct, frozen=True):
    """An action as the poster has it. `entry_id` is its id on the board, by which a later version is known to be the same."""

    entry_id: str
    line: ActionLine


class HandOver(Struct, frozen=True):
    """One fixed poster and what belongs to it. `version` and `sha256` are the snapshot's, `fixed_at_ms` when it was taken.
    `case` is None where the workshop had no case form; `stage` is where the project was, where somebody said. `poster` is the
    poster itself, of which its files are made when the workshop is gone; None where it was handed over before that was kept;
    `canonical` is the text of which `sha256` was taken, where that of today has more fields.
    `accent_values` and `own_values`, the organisation's own beside the framework or alone, are what a further workshop begins
    with.
    """

    workshop_id: str
    version: int
    sha256: str
    fixed_at_ms: int
    title: str
    organisation: str
    language: Language
    script: Credit
    framework: Credit
    case: i.CaseForm | None
    case_text: str
    values: tuple[NamedValue, ...]
    tensions: tuple[TensionLine, ...]
    actions: tuple[HandedAction, ...]
    set_aside: tuple[SetAside, ...]
    accents: tuple[AccentLine, ...]
    accent_answers: tuple[HandedAccentAnswer, ...]
    checklist: tuple[AnsweredQuestion, ...]
    decision: DecisionLine
    follow_up: FollowUpLine | None = None
    stage: Stage = ""
    choices: tuple[HandedChoice, ...] = ()
    poster: PosterContent | None = None
    canonical: str = ""
    accent_values: tuple[HandedAccent, ...] = ()
    own_values: OwnValues | None = None
    own_values_alone: bool = False


def hand_over(session: Session, snapshot: Snapshot, base: Framework | None = None) -> HandOver:
    """What this fixed poster hands over. The poster's part is as it was fixed; the rest (the case, what was set aside, what is
    agreed for afterwards) is as it is now. `base` is the framework on which that of the workshop is based, by which the values of
    the organisation are told from it.
    """
    poster, found = parse_poster(snapshot.canonical), outcome(session, SCREEN)
    return HandOver(
        workshop_id=session.id,
        version=snapshot.version,
        sha256=snapshot.sha256,
        fixed_at_ms=snapshot.at_ms,
        title=poster.title,
        organisation=poster.organisation,
        language=poster.language,
        script=found.script_credit,
        framework=found.framework,
        case=found.case,
        case_text=found.case_text,
        values=poster.values,
        tensions=found.tensions,
        actions=_handed(session, poster.actions),
        set_aside=tuple(_set_aside(found)),
        accents=found.accents,
        accent_answers=tuple(_accent_answers(found)),
        checklist=poster.checklist,
        decision=poster.decision,
        follow_up=found.follow_up,
        stage=session.former.stage if session.former else "",
        choices=within_bounds(list(_choices(session, found))),
        poster=poster,
        canonical="" if canonical_poster(poster) == snapshot.canonical else snapshot.canonical,
        accent_values=tuple(_accent_values(session, found)),
        own_values=own_values_of(session.framework, base) if base else None,
        own_values_alone=base is not None and session.framework.values[: len(base.values)] != base.values,
    )


def _handed(session: Session, lines: tuple[ActionLine, ...]) -> tuple[HandedAction, ...]:
    """The actions with their ids on the board: the poster itself keeps none. What was changed on the board since it was fixed is
    found by its words, else by its place among those that are left.
    """
    entries = sorted((entry for entry in session.poster.entries.values() if not entry.removed), key=entry_order)
    known = [(entry.id, action_line(session, c)) for entry in entries if isinstance(c := entry.content, PosterActionContent)]
    ids: dict[int, str] = {}
    for fits in (_is_same, _has_same_words, _is_any):
        for index, line in enumerate(lines):
            found = next((each for each in known if index not in ids and fits(each[1], line)), None)
            if found is not None:
                known.remove(found)
                ids[index] = found[0]
    return tuple(HandedAction(ids.get(index, ""), line) for index, line in enumerate(lines))


def _is_same(one: ActionLine, other: ActionLine) -> bool:
    return one == other


def _has_same_words(one: ActionLine, other: ActionLine) -> bool:
    return one.action == other.action


def _is_any(_: ActionLine, __: ActionLine) -> bool:
    return True


def _accent_answers(found: Outcome) -> Iterator[HandedAccentAnswer]:
    for table in found.tables:
        yield from (HandedAccentAnswer(each.value, each.role, each.why, table.foundations) for each in table.accent_answers)
    yield from (HandedAccentAnswer(each.value, each.role, each.why) for each in found.room_accent_answers)


def _accent_values(session: Session, found: Outcome) -> Iterator[HandedAccent]:
    """Those that the outcome has, by which value they are."""
    told = {(line.value, line.reason, line.meaning) for line in found.accents}
    for item in session.items.values():
        accent = item.content
        if not isinstance(accent, i.Accent) or item.removed:
            continue
        if (value_name(session, accent.value), accent.reason, accent.meaning) in told:
            yield HandedAccent(accent.value, accent.reason, accent.meaning)


def _set_aside(found: Outcome) -> Iterator[SetAside]:
    """What was taken off the poster."""
    yield from (SetAside(line.name, line.reason) for line in found.dropped)


def _choices(session: Session, found: Outcome) -> Iterator[HandedChoice]:
    """What tables chose, and what they set aside with a reason; of that, their notes' own words stay in the workshop."""
    names = _names_on_poster(session)
    for table in found.tables:
        for each in _of_table(table):
            on_poster = names.get((each.foundation, each.value)) or names.get(("", each.value), "")
            yield replace(each, on_poster=on_poster if each.verdict == "chosen" else "")


def _of_table(table: TableOutcome) -> Iterator[HandedChoice]:
    of, number = table.foundations, table.number
    for choice in table.chosen_values:
        # By their words: as they came out of the log, their order could say who was first.
        yield HandedChoice(choice.foundation, choice.name, "chosen", of, number, choice.reason, tuple(sorted(choice.said)))
    for line in table.research:
        if line.reason:
            yield HandedChoice(of[0], line.value, line.verdict, of, number, line.reason)
    for choice in table.set_aside_values:
        if choice.reason:
            yield HandedChoice(choice.foundation, choice.name, "set_aside", of, number, choice.reason)


def _names_on_poster(session: Session) -> dict[tuple[str, str], str]:
    """What the poster calls a value, by its column and name, or by its name alone (the column is empty then): also one that was
    laid into another value.
    """
    entries = session.poster.entries
    names: dict[tuple[str, str], str] = {}
    for entry in sorted(entries.values(), key=lambda each: each.removed):
        kept = _kept(entries, entry)
        if kept is None or not isinstance(entry.content, PosterValueContent) or not isinstance(kept.content, PosterValueContent):
            continue
        name, now = value_name(session, entry.content.value), value_name(session, kept.content.value)
        names.setdefault((entry.content.foundation, name), now)
        names.setdefault(("", name), now)
    return names


def _kept(entries: dict[str, PosterEntry], entry: PosterEntry) -> PosterEntry | None:
    """The entry, or the one that it was laid into in the end; None when it was taken off."""
    seen = set()
    while entry.removed:
        into = entries.get(entry.merged_into)
        if into is None or entry.id in seen:
            return None
        seen.add(entry.id)
        entry = into
    return entry


def within_bounds(choices: list[HandedChoice]) -> tuple[HandedChoice, ...]:
    """At most so many, and so much of what stands on notes as fits: of each choice one reason, then of each the next."""
    kept = choices[:MAX_CHOICES]
    left = MAX_REASONS_CHARACTERS - sum(len(each.reason) for each in kept)
    fits = [0] * len(kept)
    for turn in range(max((len(each.said) for each in kept), default=0)):
        for place, each in enumerate(kept):
            if turn < len(each.said) and len(each.said[turn]) <= left:
                left -= len(each.said[turn])
                fits[place] += 1
            elif turn < len(each.said):
                left = 0
    return tuple(replace(each, said=each.said[:many]) for each, many in zip(kept, fits, strict=True))
