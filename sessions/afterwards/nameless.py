# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A workshop that is over, without who did what: names, authors and what only its author could see are gone.

What the room, a table or the facilitator saw stays as they saw it, and so do poster, snapshots and outcome. Links keep working:
of a person only the hash of his link, his table and whether he was there are left, which tie him to nothing that was written. The
history becomes a time-lapse, which never had names. Dots go, for they are counted by person.
"""

import base64
import zlib
from collections.abc import Iterable

import msgspec
from msgspec.structs import replace

from sessions.afterwards.timelapse import Timelapse, timelapse
from sessions.model import items as i
from sessions.model.circles import item_circles, note_circles
from sessions.model.state import ActionContent, Choice, Note, Participant, Session
from sessions.wire.events import WorkshopRewritten

MAX_HISTORY_BYTES = 64 * 1024 * 1024
"""Of a packed history, unpacked; a long workshop's is a megabyte."""

_OWN = "author:"


def rewritten(states: Iterable[Session], final: Session) -> WorkshopRewritten:
    """The one event that a closed workshop's log begins anew with. `states` are all that it went through, `final` the last."""
    history = timelapse(states, final)
    packed = zlib.compress(msgspec.msgpack.encode(history), 9)
    return WorkshopRewritten(nameless(final), base64.b64encode(packed).decode())


def history_of(event: WorkshopRewritten) -> Timelapse:
    """The time-lapse that was kept. Raises ValueError for what nobody of ours packed."""
    unpacking = zlib.decompressobj()
    try:
        packed = unpacking.decompress(base64.b64decode(event.history), MAX_HISTORY_BYTES)
    except (zlib.error, ValueError) as error:
        raise ValueError("a history cannot be unpacked") from error
    return msgspec.msgpack.decode(packed, type=Timelapse)


def nameless(session: Session) -> Session:
    """The same workshop without who did what."""
    named = {origin for entry in session.poster.entries.values() for origin in entry.origins}
    named |= {
        origin for item in session.items.values() if isinstance(item.content, i.JointAction) for origin in item.content.origins
    }
    return replace(
        session,
        nameless=True,
        # By their ids, which are random: not in the order in which they came, or wrote.
        people={person_id: _nobody(session.people[person_id]) for person_id in sorted(session.people)},
        notes=dict(_notes(session, named)),
        items=dict(_items(session, named)),
        runs={run_id: replace(run, ready=frozenset(), asking=frozenset()) for run_id, run in session.runs.items()},
        sheets={key: replace(sheet, spokesperson="") for key, sheet in session.sheets.items()},
        seating=replace(session.seating, tables=tuple(replace(table, names=()) for table in session.seating.tables)),
        hands=(),
        floor="",
        pitch=None,
    )


def _nobody(person: Participant) -> Participant:
    # Made anew: what is added to a person later stays out unless it is named here.
    return Participant(
        id=person.id,
        name="",
        perspective="",
        table_id=person.table_id,
        secret_hash=person.secret_hash,
        proxy=person.proxy,
        away=person.away,
        removed=person.removed,
    )


def _notes(session: Session, named: set[str]) -> Iterable[tuple[str, Note]]:
    for note_id in sorted(session.notes):
        note = session.notes[note_id]
        if _is_seen_by_others(note_circles(session, note)):
            yield note_id, replace(note, author="", behalf=False, former_rev=0)
        elif note_id in named:
            # That an origin was withdrawn is told; what stood on it is not.
            bare = replace(note, author="", behalf=False, former_rev=0)
            yield note_id, replace(bare, deleted=True, content=ActionContent(""), choice=Choice())


def _items(session: Session, named: set[str]) -> Iterable[tuple[str, i.Item]]:
    for item_id, item in session.items.items():
        if isinstance(item.content, i.DotsShown):
            continue
        if _is_seen_by_others(item_circles(session, item)):
            yield item_id, replace(item, author="", former_rev=0)
        elif item_id in named:
            nothing = i.JointAction(table_id=item.table_id, action="")
            yield item_id, replace(item, author="", former_rev=0, removed=True, content=nothing)


def _is_seen_by_others(circles: tuple[str, ...]) -> bool:
    return any(not circle.startswith(_OWN) for circle in circles)
