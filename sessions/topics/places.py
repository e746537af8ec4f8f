# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where notes stand: their keys, and the stacks on which they gather.

A place is seen by everybody who sees its note, so it is made of nothing but the notes that all of them see
(`circles.company`): never of other tables' notes, of hidden ones, or of those that were withdrawn before anybody saw them.
"""

from bisect import bisect
from collections.abc import Mapping
from itertools import groupby

from msgspec.structs import replace

from sessions.material.framework import FOUNDATION_IDS, FoundationId
from sessions.model.circles import ROOM, author_sits_elsewhere, companions, company, open_circle, table_circle
from sessions.model.notes import Notes, stack_key
from sessions.model.state import Note, Session, opened_rev
from sessions.topics.ordering import MAX_ROOM_KEY_CHARACTERS, MAX_TABLE_KEY_CHARACTERS, key_between, keys_between, mark
from sessions.wire import events as e

_NO_ORDER: Mapping[str, str] = {}


def place_hidden(session: Session, run_id: str) -> tuple[e.NotePlaced, ...]:
    """Places for the notes of a run that opens: sorted by id, never by the time of writing, below what stands there already.
    Those that were withdrawn get none, and the revision says nothing about how often one was changed.

    The same framework value at the same table in the same column gathers on one stack.
    """
    hidden = (note for note in session.notes.values() if note.run_id == run_id and not note.order and not note.deleted)
    placed: list[e.NotePlaced] = []
    for (table_id, column), group in groupby(sorted(hidden, key=_opening), key=lambda note: (note.table_id, note.column)):
        notes = list(group)
        there = company(session, table_circle(table_id), column)
        last = max((note.order for note in there), default="")
        stacks = {key: note.stack_id for note in there if (key := stack_key(note))}
        orders = keys_between(last, "", len(notes))
        for note, order in zip(notes, orders, strict=True):
            key = stack_key(note)
            stack_id = note.id if key is None else stacks.setdefault(key, note.id)
            placed.append(e.NotePlaced(note.id, order + table_mark(table_id), stack_id, opened_rev(note.rev)))
    return tuple(placed)


def _opening(note: Note) -> tuple[str, str, str]:
    return note.table_id, note.column, note.id


def place_last(session: Session, note: Note) -> tuple[Note, tuple[e.NoteMoved, ...]]:
    """A note at the end of its column with the stack on which it gathers, and what else gets a shorter key by that."""
    circle = open_circle(session, note)
    last = max((group.without(note.id).last for group in companions(session, circle, note.column)), default="")
    order = key_between(last, "") + circle_mark(circle)
    others: tuple[e.NoteMoved, ...] = ()
    if _is_long(order, circle):
        orders, others = settled(_with_note(session, note), circle, note.column, {note.id: order})
        order = orders[note.id]
    return replace(note, order=order, stack_id=stack_for(session, note)), others


def untied(session: Session, note: Note) -> tuple[str, tuple[e.NoteMoved, ...]]:
    """The key of a note that comes back: its own, or one right after it when another note was put there meanwhile."""
    circle = open_circle(session, note)
    orders = sorted(other.order for other in company(session, circle, note.column) if other.id != note.id)
    if note.order not in orders:
        return note.order, ()
    after = next((order for order in orders if order > note.order), "")
    order = key_between(note.order, after) + circle_mark(circle)
    found, others = settled(_with_note(session, note), circle, note.column, {note.id: order})
    return found[note.id], others


def _with_note(session: Session, note: Note) -> Session:
    return replace(session, notes=Notes.of(session).put([note]))


def table_mark(table_id: str) -> str:
    """The end of every key that is made at a table."""
    number = table_id.removeprefix("t")
    return mark(int(number) if number.isascii() and number.isdigit() else 0)


def circle_mark(circle: str) -> str:
    """The end of every key that is made of what a circle sees."""
    return mark(0) if circle == ROOM else table_mark(circle.removeprefix(table_circle("")))


# ── keys that grew long ─────────────────────────────────────────────────────────────────────────────────────────────────


def settled(
    session: Session, circle: str, column: FoundationId, wanted: Mapping[str, str]
) -> tuple[dict[str, str], tuple[e.NoteMoved, ...]]:
    """The keys of notes that are put in a column because of what `circle` sees, and the notes around that get another key with
    them, because these had become too long. Nobody's order changes by it.
    """
    if not any(_is_long(order, circle) for order in wanted.values()):
        return dict(wanted), ()
    found = _relaid(session, column, wanted, circle)
    return {note_id: found.get(note_id, order) for note_id, order in wanted.items()}, _renamed(session, found, wanted)


def shortened(session: Session, opened: tuple[str, ...]) -> tuple[e.NoteMoved, ...]:
    """Shorter keys for columns in which they are long, when these runs have been opened to the room: from now on everybody sees
    what stands there. `session` is the one in which they are open.
    """
    renamed: list[e.NoteMoved] = []
    for column in FOUNDATION_IDS:
        if any(_is_long(note.order, ROOM) and note.run_id in opened for note in company(session, ROOM, column)):
            renamed += _renamed(session, _relaid(session, column, _NO_ORDER, ROOM), _NO_ORDER)
    return tuple(renamed)


def _is_long(order: str, circle: str) -> bool:
    return len(order) > (MAX_ROOM_KEY_CHARACTERS if circle == ROOM else MAX_TABLE_KEY_CHARACTERS)


def _renamed(session: Session, found: Mapping[str, str], moving: Mapping[str, str]) -> tuple[e.NoteMoved, ...]:
    notes = (session.notes[note_id] for note_id in found if note_id not in moving)
    return tuple(
        e.NoteMoved(note.id, note.column, found[note.id], note.stack_id, note.rev, note.former_rev)
        for note in notes
        if note.order != found[note.id]
    )


def _relaid(session: Session, column: FoundationId, wanted: Mapping[str, str], circle: str) -> dict[str, str]:
    """New keys. What a table alone sees keeps its place among the notes of the room, and its keys tell of no other table."""
    there = [note for note in session.notes.values() if note.id in wanted or (note.column == column and note.order)]
    there = [note for note in there if not note.deleted and not note.hidden]
    keyed = sorted((wanted.get(note.id, note.order), note.id, open_circle(session, note)) for note in there)
    room = [(order, note_id) for order, note_id, seen_by in keyed if seen_by == ROOM]
    bounds = [order for order, _ in room]
    found: dict[str, str] = {}
    if circle == ROOM:
        bounds = [order + mark(0) for order in keys_between("", "", len(room))]
        found = {note_id: order for (_, note_id), order in zip(room, bounds, strict=True)}
    old_bounds = [order for order, _ in room]
    for seen_by in sorted({seen_by for _, _, seen_by in keyed if seen_by != ROOM and circle in {ROOM, seen_by}}):
        own = [(bisect(old_bounds, order), order, note_id) for order, note_id, of in keyed if of == seen_by]
        for gap, group in groupby(own, key=lambda each: each[0]):
            notes = list(group)
            # Only where keys are long: elsewhere they stay as they are, when the notes of the room do.
            if circle != ROOM and not any(_is_long(order, circle) for _, order, _ in notes):
                continue
            before = bounds[gap - 1] if gap else ""
            after = bounds[gap] if gap < len(bounds) else ""
            orders = keys_between(before, after, len(notes))
            found |= {note_id: order + circle_mark(seen_by) for (_, _, note_id), order in zip(notes, orders, strict=True)}
    return found


# ── stacks ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def stack_for(session: Session, note: Note) -> str:
    """The stack on which a note gathers by itself: of the same framework value at the same table in the same column."""
    key = stack_key(note)
    if key is not None:
        groups = (group.without(note.id) for group in companions(session, open_circle(session, note), note.column))
        peers = [group.gathering[key] for group in groups if key in group.gathering]
        if peers:
            return min(peers)[1]
    return stack_alone(note)


def stack_alone(note: Note) -> str:
    """A stack of its own. Who leaves a stack, perhaps the one that he began, gets a new one: "~" stands in no id that a phone
    makes.
    """
    return f"{note.id}~{note.rev + 1}" if note.stack_id else note.id


def gathers_anew(note: Note, changed: Note) -> bool:
    """Whether a note with other words belongs on another stack."""
    return stack_key(note) != stack_key(changed)


# ── moving ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def carried(
    session: Session, stack: list[Note], column: FoundationId, anchor: str
) -> tuple[dict[str, str], tuple[e.NoteMoved, ...]]:
    """Keys for a stack that is put right after the key `anchor` in a column, in its own order, and the notes around that get
    another key with it. Of each member's neighbours only those count that everybody who sees the member sees.
    """
    ids = {member.id for member in stack}
    orders: dict[str, str] = {}
    others: tuple[e.NoteMoved, ...] = ()
    # What the whole room sees goes first: the rest finds its place in between.
    for circle in sorted({open_circle(session, member) for member in stack}, key=lambda circle: circle != ROOM):
        there = [note.order for note in company(session, circle, column) if note.id not in ids] + list(orders.values())
        low = max((order for order in there if order <= anchor), default="")
        wanted: dict[str, str] = {}
        for member in stack:
            if member.id in orders:
                low = max(low, orders[member.id])
            elif open_circle(session, member) == circle:
                high = min((order for order in there if order > low), default="")
                low = wanted[member.id] = key_between(low, high) + circle_mark(circle)
        found, renamed = settled(session, circle, column, orders | wanted)
        orders |= found
        others += renamed
        now = {session.notes[event.note_id].order: event.order for event in renamed}
        anchor = now.get(anchor, anchor)
        if renamed:
            moved = [replace(session.notes[event.note_id], order=event.order) for event in renamed]
            session = replace(session, notes=Notes.of(session).put(moved))
    return orders, others


def sits_apart(session: Session, note: Note) -> bool:
    """Whether a note's author sees nothing of what lies around it: he takes it away from there, and arranges nothing."""
    return bool(note.order) and author_sits_elsewhere(session, note)
