# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a workshop hands over to a case when its poster is fixed: one value that says everything by itself, so that nothing
afterwards reads the workshop's log. Nameless, as the outcome is, and no note's own words.
"""

from collections.abc import Iterator

from msgspec import Struct

from sessions.afterwards.outcome import outcome
from sessions.afterwards.outcome_lines import AccentLine, FollowUpLine, Outcome, TensionLine
from sessions.material.credit import Credit
from sessions.material.framework import FoundationId
from sessions.material.text import Language
from sessions.model import items as i
from sessions.model.former import Stage
from sessions.model.poster_entries import PosterActionContent
from sessions.model.state import Session, Snapshot
from sessions.model.viewer import Viewer
from sessions.topics.poster import ActionLine, AnsweredQuestion, DecisionLine, NamedValue, action_line, entry_order, parse_poster

SCREEN = Viewer("screen")


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


class HandedAction(Struct, frozen=True):
    """An action as the poster has it. `entry_id` is its id on the board, by which a later version is known to be the same."""

    entry_id: str
    line: ActionLine


class HandOver(Struct, frozen=True):
    """One fixed poster and what belongs to it. `version` and `sha256` are the snapshot's, `fixed_at_ms` when it was taken.
    `case` is None where the workshop had no case form; `stage` is where the project was, where somebody said.
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


def hand_over(session: Session, snapshot: Snapshot) -> HandOver:
    """What this fixed poster hands over. The poster's part is as it was fixed; the rest (the case, what was set aside, what is
    agreed for afterwards) is as it is now.
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


def _set_aside(found: Outcome) -> Iterator[SetAside]:
    """What was taken off the poster. What tables set aside are the words of notes, and stays in the workshop."""
    yield from (SetAside(line.name, line.reason) for line in found.dropped)
