# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The content of poster entries, made clean and true: what it points at exists, and what it needs is there."""

from typing import assert_never

from msgspec.structs import replace

from sessions.material.framework import ValueRef
from sessions.model.codes import Refusal
from sessions.model.poster_entries import EntryContent, PosterActionContent, PosterValueContent, TensionContent
from sessions.model.state import Session
from sessions.topics.wording import clean_value, clean_values, clean_words


def clean_entry(session: Session, content: EntryContent) -> EntryContent | Refusal:
    """A content as it may stand on the poster: a value needs its value, an action its action, a tension its sides."""
    match content:
        case PosterValueContent():
            value = clean_value(content.value, session.framework)
            return value if isinstance(value, Refusal) else replace(clean_words(content), value=value)
        case PosterActionContent():
            return _clean_action(session, clean_words(content))
        case TensionContent():
            return _clean_tension(session, clean_words(content))
        case _:
            assert_never(content)


def _clean_action(session: Session, content: PosterActionContent) -> PosterActionContent | Refusal:
    if not content.action:
        return Refusal("empty", "action")
    values = clean_values(content.values, session.framework)
    if isinstance(values, Refusal):
        return values
    if not all(session.measures.known(measure) for measure in content.measures):
        return Refusal("unknown_value", "measures")
    return replace(content, values=values, measures=tuple(dict.fromkeys(content.measures)))


def _clean_tension(session: Session, content: TensionContent) -> TensionContent | Refusal:
    linked = (content.action_a, content.action_b, *content.actions)
    if not all(_is_action(session, entry_id) for entry_id in linked if entry_id):
        return Refusal("unknown_entry", "actions")
    between_actions = bool(content.action_a and content.action_b)
    if bool(content.action_a) != bool(content.action_b) or (between_actions and content.action_a == content.action_b):
        return Refusal("empty", "action_b")
    none = ValueRef()
    value_a = none if between_actions else clean_value(content.value_a, session.framework)
    value_b = none if between_actions else clean_value(content.value_b, session.framework)
    if isinstance(value_a, Refusal):
        return Refusal(value_a.code, "value_a")
    if isinstance(value_b, Refusal):
        return Refusal(value_b.code, "value_b")
    further = () if between_actions else clean_values(content.further, session.framework)
    if isinstance(further, Refusal):
        return Refusal(further.code, "further")
    # One that stands there already clashes with nothing once more.
    more = tuple(value for value in further if value not in (value_a, value_b))
    return replace(content, value_a=value_a, value_b=value_b, actions=tuple(dict.fromkeys(content.actions)), further=more)


def _is_action(session: Session, entry_id: str) -> bool:
    entry = session.poster.entries.get(entry_id)
    return entry is not None and isinstance(entry.content, PosterActionContent)
