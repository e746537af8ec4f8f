# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What somebody wrote himself, to take along and to withdraw: as long as the workshop knows whose it is (PRIV-11).

All of it comes from what he sees, so it is nothing that his own board would not show. It holds no id, token or time.
"""

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from sessions.material.framework import FoundationId
from sessions.material.script import find_leaf
from sessions.material.text import Language
from sessions.model import items as i
from sessions.model.state import Session, ValueContent
from sessions.model.viewer import Viewer
from sessions.seen.view import view
from sessions.topics.poster import value_name
from sessions.wire import records as r

SCHEMA_VERSION = 1
FORMAT = "waardenbord-own-notes"


class OwnNote(Struct, frozen=True):
    """A note: a value with why, or an action with who takes it and the values that it serves."""

    kind: Literal["value", "action"]
    name: str
    text: str
    values: tuple[str, ...]
    foundation: FoundationId
    step: str
    """The title of the step in which it was written."""


class OwnText(Struct, frozen=True):
    """Something else that somebody wrote: what he learnt, or a point for later."""

    kind: Literal["reflection", "parked"]
    text: str
    shared: bool


class OwnNotes(Struct, frozen=True):
    """What somebody takes along."""

    format: str
    schema_version: int
    title: str
    organisation: str
    language: Language
    notes: tuple[OwnNote, ...]
    texts: tuple[OwnText, ...]


def own_notes(session: Session, who: Viewer) -> OwnNotes:
    """All that a participant wrote and did not withdraw. Of a workshop without names nothing: nobody knows it any more."""
    notes = tuple(note for _, note in listed(session, who))
    return OwnNotes(
        FORMAT, SCHEMA_VERSION, session.title, session.organisation, session.language, notes, tuple(_texts(session, who))
    )


def listed(session: Session, who: Viewer) -> Iterator[tuple[str, OwnNote]]:
    """The same notes with their ids, as they were written."""
    seen = view(session, who)
    for note_id in _me(seen, who).mine if not session.nameless else ():
        record = seen.get(note_id)
        if not isinstance(record, r.NoteRecord):
            continue
        content, leaf = record.content, find_leaf(session.script, session.runs[record.run_id].leaf_id)
        step = leaf.title.in_(session.language) if leaf else ""
        if isinstance(content, ValueContent):
            yield note_id, OwnNote("value", value_name(session, content.value), content.why, (), record.column, step)
        else:
            values = tuple(value_name(session, ref) for ref in content.values)
            yield note_id, OwnNote("action", content.action, content.actor, values, record.column, step)


def withdrawable(session: Session, who: Viewer) -> frozenset[str]:
    """Ids of the notes that he can still withdraw."""
    if session.phase == "closed":
        return frozenset()
    return frozenset(note_id for note_id, _ in listed(session, who) if session.withdrawable(session.notes[note_id]))


def _texts(session: Session, who: Viewer) -> Iterator[OwnText]:
    seen = view(session, who)
    for item_id in _me(seen, who).items if not session.nameless else ():
        record = seen.get(f"item:{item_id}")
        content = record.content if isinstance(record, r.ItemRecord) else None
        if isinstance(content, i.Reflection):
            yield OwnText("reflection", content.text, content.shared)
        elif isinstance(content, i.Parked):
            yield OwnText("parked", content.text, shared=True)


def _me(seen: dict[str, r.Record], who: Viewer) -> r.MeRecord:
    record = seen[f"me:{who.participant_id}"]
    assert isinstance(record, r.MeRecord)  # noqa: S101 - whose id that is
    return record
