# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a poster says, without ids, revisions or times: the content that is hashed, printed and kept
(docs/architecture.md#the-domain).

The SHA-256 is over the RFC 8785 canonical JSON of `PosterContent` alone.
"""

from collections.abc import Iterable

import msgspec
from msgspec import Struct

from sessions.material.framework import FOUNDATION_IDS, FoundationId, Principle, ValueRef
from sessions.material.limits import FurtherNames, PrincipleNames
from sessions.material.text import Language
from sessions.model.items import Accent
from sessions.model.poster_entries import (
    ActionFields,
    PosterActionContent,
    PosterEntry,
    PosterValueContent,
    TensionContent,
    TensionFields,
    ValueFields,
    Weight,
    fields_of,
)
from sessions.model.state import ChecklistAnswer, Outcome, Session
from sessions.topics.canonical import canonical_json, without_empty


class NamedValue(ValueFields, frozen=True, kw_only=True):
    """A value in a foundation's column, by its name; `accent` is true for an accent value. `principle` is the one that it stands
    under, by its name, where the organisation brought principles of its own.
    """

    foundation: FoundationId
    name: str
    accent: bool = False
    principle: str = ""


class ValueLine(NamedValue, frozen=True, kw_only=True):
    """A value as the poster keeps it; `value_id` is empty for an own value."""

    value_id: str


class ActionLine(ActionFields, frozen=True, kw_only=True):
    """A row of "Acties om CODIO te borgen"; `values` are the names of the values that it safeguards, `measures` those of its
    categories or mechanisms. `principles` are the names of those that its values stand under, where the organisation brought
    principles of its own, or the actions stand by principle.
    """

    values: tuple[str, ...]
    measures: tuple[str, ...] = ()
    principles: PrincipleNames = ()


class TensionLine(TensionFields, frozen=True, kw_only=True):
    """Two values that clash, or more with those in `further`, or two actions (then `action_a` and `action_b` hold their words),
    and the choice; an empty choice is still open. `actions` are the words of the actions that carry it out.
    """

    value_a: str
    value_b: str
    action_a: str = ""
    action_b: str = ""
    actions: tuple[str, ...] = ()
    further: FurtherNames = ()

    @property
    def sides(self) -> tuple[str, ...]:
        """Those that clash, by their words."""
        return (self.action_a, self.action_b) if self.action_a else (self.value_a, self.value_b, *self.further)


class AnsweredQuestion(Struct, frozen=True):
    """A checklist question with its answer."""

    question: str
    answer: str
    done: bool


class ChecklistLine(AnsweredQuestion, frozen=True, kw_only=True):
    """A checklist question as the poster keeps it, with the id that it has in the script."""

    item_id: str


class DecisionLine(Struct, frozen=True):
    """The decision on the project."""

    outcome: Outcome
    reason: str


class PosterContent(Struct, frozen=True):
    """The four blocks of the poster (the handbook's bijlage 6), with tensions and the decision. `by_priority` and
    `by_principle` say how the actions are ordered.
    """

    title: str
    organisation: str
    script: str
    language: Language
    values: tuple[ValueLine, ...]
    actions: tuple[ActionLine, ...]
    tensions: tuple[TensionLine, ...]
    checklist: tuple[ChecklistLine, ...]
    decision: DecisionLine
    by_priority: bool = False
    by_principle: bool = False

    @property
    def unanswered(self) -> tuple[ChecklistLine, ...]:
        """Checklist items without an answer: a warning at the end, never a block (DOM-11)."""
        return tuple(line for line in self.checklist if not line.done and not line.answer)


def poster_content(session: Session) -> PosterContent:
    """The poster as it is now."""
    entries = sorted((entry for entry in session.poster.entries.values() if not entry.removed), key=entry_order)
    contents = [entry.content for entry in entries]
    values = [content for content in contents if isinstance(content, PosterValueContent)]
    values.sort(key=lambda content: FOUNDATION_IDS.index(content.foundation))
    actions = [content for content in contents if isinstance(content, PosterActionContent)]
    if session.poster.by_priority:
        actions.sort(key=_priority)
    if session.poster.by_principle:
        actions.sort(key=lambda content: _place_by_principle(session, content))
    accents = accent_values(session)
    decision = session.poster.decision
    return PosterContent(
        title=session.title,
        organisation=session.organisation,
        script=session.script.title.in_(session.language),
        language=session.language,
        values=tuple(_value_line(session, content, accents) for content in values),
        actions=tuple(action_line(session, content) for content in actions),
        tensions=tuple(tension_line(session, content) for content in contents if isinstance(content, TensionContent)),
        checklist=_checklist(session),
        decision=DecisionLine(decision.outcome, decision.reason),
        by_priority=session.poster.by_priority,
        by_principle=session.poster.by_principle,
    )


WEIGHTS: dict[Weight | None, int] = {"high": 3, "medium": 2, "low": 1, None: 0}


def _priority(action: ActionFields) -> tuple[int, int]:
    """The most needed and most important first: the sum of both, then necessity (DOM-20). Use with a stable sort."""
    necessity, importance = WEIGHTS[action.necessity], WEIGHTS[action.importance]
    return -(necessity + importance), -necessity


def principles_of(session: Session, refs: Iterable[ValueRef]) -> tuple[Principle, ...]:
    """The principles under which these values stand, each once, in the order of the framework, foundation by foundation."""
    framework = session.framework
    found = {principle.id for ref in refs if (principle := framework.principle_of(ref)) is not None}
    ordered = sorted(framework.principles, key=lambda principle: FOUNDATION_IDS.index(principle.foundation))
    return tuple(principle for principle in ordered if principle.id in found)


def _place_by_principle(session: Session, action: PosterActionContent) -> tuple[int, int]:
    """Under which principle an action stands: the first of its values'; what safeguards no value stands last (DOM-20)."""
    first = next(iter(principles_of(session, action.values)), None)
    if first is None:
        return len(FOUNDATION_IDS), 0
    return FOUNDATION_IDS.index(first.foundation), session.framework.principles.index(first)


def _works_by_principle(session: Session) -> bool:
    return bool(session.framework.own_principles) or session.poster.by_principle


def accent_values(session: Session) -> frozenset[ValueRef]:
    """The accent values that the organisation brought."""
    return frozenset(
        item.content.value for item in session.items.values() if isinstance(item.content, Accent) and not item.removed
    )


_CAME_LATER = frozenset({"further", "principle", "principles", "by_principle"})
"""Fields that posters did not have that were fixed before."""


def canonical_poster(content: PosterContent) -> str:
    """The canonical JSON of a poster; its SHA-256 identifies the content."""
    return canonical_json(without_empty(msgspec.to_builtins(content), _CAME_LATER))


def parse_poster(canonical: str) -> PosterContent:
    """Read what `canonical_poster` wrote."""
    return msgspec.json.decode(canonical, type=PosterContent)


def entry_order(entry: PosterEntry) -> tuple[str, str]:
    """Entries stand by key, ties by id."""
    return entry.order, entry.id


def value_name(session: Session, ref: ValueRef) -> str:
    """The name of a value in the session's language; an own value has its own name."""
    value = session.framework.value(ref.value_id) if ref.value_id else None
    return value.name.in_(session.language) if value else ref.name


def measure_name(session: Session, measure_id: str) -> str:
    """The name of a category or mechanism in the session's language."""
    known = (*session.measures.categories, *session.measures.mechanisms)
    found = next((measure for measure in known if measure.id == measure_id), None)
    return found.name.in_(session.language) if found else measure_id


def action_line(session: Session, content: PosterActionContent) -> ActionLine:
    """An action as it is told, with names for ids."""
    return ActionLine(
        **fields_of(ActionFields, content),
        values=tuple(value_name(session, ref) for ref in content.values),
        measures=tuple(measure_name(session, measure) for measure in content.measures),
        principles=_principle_names(session, content.values) if _works_by_principle(session) else (),
    )


def _principle_names(session: Session, refs: Iterable[ValueRef]) -> tuple[str, ...]:
    return tuple(principle.name.in_(session.language) for principle in principles_of(session, refs))


def _action_words(session: Session, entry_id: str) -> str:
    """What an action of the poster says, also when it was taken off; empty for anything else."""
    entry = session.poster.entries.get(entry_id)
    return entry.content.action if entry is not None and isinstance(entry.content, PosterActionContent) else ""


def tension_line(session: Session, content: TensionContent) -> TensionLine:
    """A tension as it is told, with names and words for ids."""
    return TensionLine(
        **fields_of(TensionFields, content),
        value_a=value_name(session, content.value_a),
        value_b=value_name(session, content.value_b),
        action_a=_action_words(session, content.action_a),
        action_b=_action_words(session, content.action_b),
        actions=tuple(words for entry_id in content.actions if (words := _action_words(session, entry_id))),
        further=tuple(value_name(session, ref) for ref in content.further),
    )


def _value_line(session: Session, content: PosterValueContent, accents: frozenset[ValueRef]) -> ValueLine:
    return ValueLine(
        **fields_of(ValueFields, content),
        foundation=content.foundation,
        name=value_name(session, content.value),
        value_id=content.value.value_id,
        accent=content.value in accents,
        principle="".join(_principle_names(session, (content.value,))) if session.framework.own_principles else "",
    )


def _checklist(session: Session) -> tuple[ChecklistLine, ...]:
    lines: list[ChecklistLine] = []
    for item in session.script.checklist:
        answer = session.poster.answers.get(item.id) or ChecklistAnswer(item.id)
        question = item.question.in_(session.language)
        lines.append(ChecklistLine(question, answer.answer, answer.done, item_id=item.id))
    return tuple(lines)
