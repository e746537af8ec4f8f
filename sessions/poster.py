# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a poster says, without ids, revisions or times: the content that is hashed, printed and kept (architecture.md §3 Poster).

The SHA-256 is over the RFC 8785 canonical JSON of `PosterContent` alone.
"""

import msgspec
from msgspec import Struct

from sessions.canonical import canonical_json
from sessions.framework import FOUNDATION_IDS, FoundationId
from sessions.state import Language, Level, Outcome, PosterAction, PosterEntry, PosterValue, Session, Tension, ValueRef


class ValueLine(Struct, frozen=True):
    """A value in a foundation's column. `value_id` is empty for an own value."""

    foundation: FoundationId
    name: str
    value_id: str
    meaning: str


class ActionLine(Struct, frozen=True):
    """A row of "Acties om CODIO te borgen"; `values` are the names of the values it safeguards; no level is null."""

    action: str
    foundation: FoundationId
    holder: str
    term: str
    monitor: str
    level: Level | None
    audience: str
    values: tuple[str, ...]


class TensionLine(Struct, frozen=True):
    """Two values that clash, and the choice; an empty choice is still open."""

    value_a: str
    value_b: str
    clash: str
    affected: str
    choice: str
    reason: str
    decides: str


class ChecklistLine(Struct, frozen=True):
    """A checklist question with its answer."""

    item_id: str
    question: str
    answer: str
    done: bool


class DecisionLine(Struct, frozen=True):
    """The decision on the project."""

    outcome: Outcome
    reason: str


class PosterContent(Struct, frozen=True):
    """The four blocks of the poster (S2 bijlage 6), with tensions and the decision."""

    title: str
    organisation: str
    script: str
    language: Language
    values: tuple[ValueLine, ...]
    actions: tuple[ActionLine, ...]
    tensions: tuple[TensionLine, ...]
    checklist: tuple[ChecklistLine, ...]
    decision: DecisionLine

    @property
    def unanswered(self) -> tuple[ChecklistLine, ...]:
        """Checklist items without an answer: a warning at the end, never a block (DOM-11)."""
        return tuple(line for line in self.checklist if not line.done and not line.answer)


def poster_content(session: Session) -> PosterContent:
    """The poster as it is now."""
    entries = sorted((entry for entry in session.poster.entries.values() if not entry.removed), key=entry_order)
    values = [entry for entry in entries if isinstance(entry, PosterValue)]
    values.sort(key=lambda entry: FOUNDATION_IDS.index(entry.foundation))
    decision = session.poster.decision
    return PosterContent(
        title=session.title,
        organisation=session.organisation,
        script=getattr(session.script.title, session.language),
        language=session.language,
        values=tuple(ValueLine(v.foundation, value_name(session, v.value), v.value.value_id, v.meaning) for v in values),
        actions=tuple(_action_line(session, entry) for entry in entries if isinstance(entry, PosterAction)),
        tensions=tuple(_tension_line(session, entry) for entry in entries if isinstance(entry, Tension)),
        checklist=_checklist(session),
        decision=DecisionLine(decision.outcome, decision.reason),
    )


def canonical_poster(content: PosterContent) -> str:
    """The canonical JSON of a poster; its SHA-256 identifies the content."""
    return canonical_json(msgspec.to_builtins(content))


def parse_poster(canonical: str) -> PosterContent:
    """Read what `canonical_poster` wrote."""
    return msgspec.json.decode(canonical, type=PosterContent)


def entry_order(entry: PosterEntry) -> tuple[str, str]:
    """Entries stand by key, ties by id."""
    return entry.order, entry.id


def value_name(session: Session, ref: ValueRef) -> str:
    """The name of a value in the session's language; an own value has its own name."""
    value = session.framework.value(ref.value_id) if ref.value_id else None
    return str(getattr(value.name, session.language)) if value else ref.name


def _action_line(session: Session, entry: PosterAction) -> ActionLine:
    return ActionLine(
        action=entry.action,
        foundation=entry.foundation,
        holder=entry.holder,
        term=entry.term,
        monitor=entry.monitor,
        level=entry.level,
        audience=entry.audience,
        values=tuple(value_name(session, ref) for ref in entry.values),
    )


def _tension_line(session: Session, entry: Tension) -> TensionLine:
    return TensionLine(
        value_a=value_name(session, entry.value_a),
        value_b=value_name(session, entry.value_b),
        clash=entry.clash,
        affected=entry.affected,
        choice=entry.choice,
        reason=entry.reason,
        decides=entry.decides,
    )


def _checklist(session: Session) -> tuple[ChecklistLine, ...]:
    lines: list[ChecklistLine] = []
    for item in session.script.checklist:
        answer = session.poster.answers.get(item.id)
        question = str(getattr(item.question, session.language))
        lines.append(ChecklistLine(item.id, question, answer.answer if answer else "", done=answer.done if answer else False))
    return tuple(lines)
