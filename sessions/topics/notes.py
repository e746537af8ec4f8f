# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Notes: add, edit, delete, move, stack, choose, hide."""

from collections.abc import Iterator
from typing import assert_never

from msgspec.structs import replace

from sessions.material.framework import FoundationId
from sessions.material.limits import MAX_NOTES_PER_PERSON, MAX_VALUES_PER_ACTION
from sessions.material.script import find_leaf
from sessions.material.typed import clean
from sessions.model.circles import proxy_tables, sees_note
from sessions.model.codes import Refusal
from sessions.model.state import Choice, Content, Note, Participant, Session, ValueContent
from sessions.model.viewer import Viewer
from sessions.topics.made_ids import is_free
from sessions.topics.ordering import key_between, keys_after
from sessions.topics.wording import clean_content
from sessions.wire import commands as c
from sessions.wire import events as e

Command = (
    c.AddNote | c.EditNote | c.DeleteNote | c.RestoreNote | c.MoveNote | c.StackNote | c.UnstackNote | c.ChooseNote | c.HideNote
)
Event = e.NoteAdded | e.NoteEdited | e.NoteDeleted | e.NoteRestored | e.NoteMoved | e.NoteChosen | e.NoteHidden


def decide(session: Session, command: Command, who: Viewer) -> e.Decision:
    """What follows from a command about notes. The policy table has been asked already."""
    match command:
        case c.AddNote():
            return _add(session, command, who)
        case c.EditNote():
            return _edit(session, command, who)
        case c.DeleteNote():
            note = _own_note(session, command.note_id, command.base_rev, who, deleted=False)
            if isinstance(note, Refusal):
                return note
            # What others have seen can be withdrawn until the first snapshot (PST-06).
            return Refusal("not_now") if session.snapshots and note.order else (e.NoteDeleted(note.id, note.rev + 1),)
        case c.RestoreNote():
            note = _own_note(session, command.note_id, command.base_rev, who, deleted=True)
            return note if isinstance(note, Refusal) else (e.NoteRestored(note.id, note.rev + 1),)
        case c.MoveNote():
            return _move(session, command, who)
        case c.StackNote():
            return _stack(session, command, who)
        case c.UnstackNote():
            note = _shared_note(session, command.note_id, who)
            if isinstance(note, Refusal):
                return note
            if note.rev != command.base_rev:
                return Refusal("stale_rev")
            alone = len(list(stack_of(session, note))) == 1
            return () if alone else (_moved(note, note.column, note.order, _stack_alone(session, note)),)
        case c.ChooseNote():
            return _choose(session, command, who)
        case c.HideNote():
            note = _shared_note(session, command.note_id, who, or_hidden=True)
            if isinstance(note, Refusal):
                return note
            return () if note.hidden == command.hidden else (e.NoteHidden(note.id, command.hidden),)
        case _:
            assert_never(command)


def reduce(session: Session, event: Event) -> Session:
    """The session after a fact about a note."""
    match event:
        case e.NoteAdded():
            note = event.note
        case e.NoteEdited():
            note = replace(
                session.notes[event.note_id],
                content=event.content,
                column=event.column,
                order=event.order,
                stack_id=event.stack_id,
                rev=event.rev,
            )
        case e.NoteDeleted():
            note = replace(session.notes[event.note_id], deleted=True, rev=event.rev)
        case e.NoteRestored():
            note = replace(session.notes[event.note_id], deleted=False, rev=event.rev)
        case e.NoteMoved():
            note = replace(
                session.notes[event.note_id],
                column=event.column,
                order=event.order,
                stack_id=event.stack_id,
                rev=event.rev,
            )
        case e.NoteChosen():
            note = replace(session.notes[event.note_id], choice=event.choice)
        case e.NoteHidden():
            note = replace(session.notes[event.note_id], hidden=event.hidden)
        case _:
            assert_never(event)
    return replace(session, notes={**session.notes, note.id: note})


def place_hidden(session: Session, run_id: str) -> tuple[e.NotePlaced, ...]:
    """Places for the notes of a run that opens: sorted by id, never by the time of writing, below what stands there already.

    The same framework value at the same table in the same column gathers on one stack.
    """
    last = {column: _last_order(session, column) for column in ("democratie", "rechtsstaat", "bestuurskracht")}
    stacks = {key: note.stack_id for note in _placed_notes(session) if (key := _stack_key(note))}
    placed: list[e.NotePlaced] = []
    hidden = (note for note in session.notes.values() if note.run_id == run_id and not note.order)
    for note in sorted(hidden, key=lambda note: note.id):
        order = key_between(last[note.column], "")
        last[note.column] = order
        key = _stack_key(note)
        # A deleted note gets a place, so that it can be restored, but gathers nobody.
        stack_id = note.id if key is None or note.deleted else stacks.setdefault(key, note.id)
        placed.append(e.NotePlaced(note.id, order, stack_id))
    return tuple(placed)


def stack_of(session: Session, note: Note) -> Iterator[Note]:
    """The visible notes of a note's stack, itself included, in order."""
    members = (n for n in _placed_notes(session) if n.stack_id == note.stack_id and not n.deleted and not n.hidden)
    return iter(sorted(members, key=lambda n: (n.order, n.id)))


def _writes_for(session: Session, who: Viewer, author_id: str) -> Participant | None:
    person = session.people.get(author_id)
    if person is None:
        return None
    if who.role == "scribe":
        return person if person.proxy else None
    return person if who.participant_id == person.id else None


def _add(session: Session, command: c.AddNote, who: Viewer) -> e.Decision:
    author = _writes_for(session, who, command.behalf if who.role == "scribe" else who.participant_id)
    if author is None or (command.behalf and who.role != "scribe"):
        return Refusal("not_allowed", "behalf")
    if not is_free(session, command.note_id):
        return Refusal("id_taken", "note_id")
    run = session.runs.get(command.run_id)
    if run is None:
        return Refusal("stale_run", "run_id")
    if session.locked() and run.id != session.current:
        return Refusal("silence_running")
    leaf = find_leaf(session.script, run.leaf_id)
    content = clean_content(command.content, session.framework, MAX_VALUES_PER_ACTION)
    if isinstance(content, Refusal):
        return content
    kind = "value" if isinstance(content, ValueContent) else "action"
    if leaf is None or kind not in leaf.kinds:
        return Refusal("wrong_kind")
    if len([1 for note in session.notes.values() if note.author == author.id and not note.deleted]) >= MAX_NOTES_PER_PERSON:
        return Refusal("too_many")
    note = Note(
        id=command.note_id,
        author=author.id,
        table_id=author.table_id,
        run_id=run.id,
        column=command.column,
        content=content,
        late=run.silent and not run.locked,
        behalf=author.proxy,
    )
    return (e.NoteAdded(note if run.locked else _placed_last(session, note)),)


def _edit(session: Session, command: c.EditNote, who: Viewer) -> e.Decision:
    note = _own_note(session, command.note_id, command.base_rev, who, deleted=False)
    if isinstance(note, Refusal):
        return note
    content = clean_content(command.content, session.framework, MAX_VALUES_PER_ACTION)
    if isinstance(content, Refusal):
        return content
    if type(content) is not type(note.content):
        return Refusal("wrong_kind")
    column = _column_after_edit(session, note, content)
    if not note.order:
        return (e.NoteEdited(note.id, content, column, "", "", note.rev + 1),)
    changed = replace(note, content=content, column=column)
    if column != note.column:
        changed = replace(changed, order=key_between(_last_order(session, column), ""))
    if _stack_key(changed) != _stack_key(note):
        changed = replace(changed, stack_id=_stack_for(session, changed))
    return (e.NoteEdited(note.id, content, column, changed.order, changed.stack_id, note.rev + 1),)


def _column_after_edit(session: Session, note: Note, content: Content) -> FoundationId:
    """Another value takes its note to its own column; a note that was put elsewhere by hand stays there."""
    if not isinstance(content, ValueContent) or not isinstance(note.content, ValueContent):
        return note.column
    before = value_column(session, note.content)
    after = value_column(session, content)
    return after if after and before == note.column else note.column


def value_column(session: Session, content: ValueContent) -> FoundationId | None:
    """The foundation of a value note's value."""
    if content.value.value_id:
        return session.framework.foundation_of_value(content.value.value_id)
    principle = session.framework.principle(content.value.principle_id)
    return principle.foundation if principle else None


def _move(session: Session, command: c.MoveNote, who: Viewer) -> e.Decision:
    known = session.notes.get(command.note_id)
    if known is not None and not known.order:
        own = _own_note(session, command.note_id, command.base_rev, who, deleted=False)
        return own if isinstance(own, Refusal) else (_moved(own, command.column, "", ""),)
    note = _shared_note(session, command.note_id, who)
    if isinstance(note, Refusal):
        return note
    if session.locked():
        return Refusal("silence_running")
    if note.rev != command.base_rev:
        return Refusal("stale_rev")
    stack = list(stack_of(session, note))
    ids = {member.id for member in stack}
    others = sorted(
        (n for n in _placed_notes(session) if n.column == command.column and n.id not in ids),
        key=lambda n: (n.order, n.id),
    )
    before = _order_after(session, command.after_id, command.column, ids)
    if before is None:
        return Refusal("unknown_note", "after_id")
    after = next((n.order for n in others if n.order > before), "")
    moved: list[e.Event] = []
    for member in stack:
        before = key_between(before, after)
        moved.append(_moved(member, command.column, before, member.stack_id))
    return tuple(moved)


def _order_after(session: Session, after_id: str, column: FoundationId, moving: set[str]) -> str | None:
    """The key after which to insert. A neighbour that left the column meanwhile means: at the end."""
    if not after_id:
        return ""
    neighbour = session.notes.get(after_id)
    if neighbour is None:
        return None
    if neighbour.column == column and neighbour.order and neighbour.id not in moving:
        stack = list(stack_of(session, neighbour))
        same = [n.order for n in stack if n.column == column]
        return max([neighbour.order, *same])
    return _last_order(session, column)


def _stack(session: Session, command: c.StackNote, who: Viewer) -> e.Decision:
    note = _shared_note(session, command.note_id, who)
    onto = _shared_note(session, command.onto_id, who)
    if isinstance(note, Refusal):
        return note
    if isinstance(onto, Refusal):
        return Refusal(onto.code, "onto_id")
    if note.rev != command.base_rev:
        return Refusal("stale_rev")
    if note.kind != onto.kind:
        return Refusal("wrong_kind")
    if note.stack_id == onto.stack_id:
        return ()
    last = list(stack_of(session, onto))[-1]
    after = min((n.order for n in _placed_notes(session) if n.column == onto.column and n.order > last.order), default="")
    return (_moved(note, onto.column, key_between(last.order, after), onto.stack_id),)


def _choose(session: Session, command: c.ChooseNote, who: Viewer) -> e.Decision:
    note = _shared_note(session, command.note_id, who, for_table=True)
    if isinstance(note, Refusal):
        return note
    reason = clean(command.reason)
    if command.verdict == "set_aside" and not reason:
        return Refusal("empty", "reason")
    if note.choice.rev != command.base_choice_rev:
        return Refusal("stale_rev")
    return tuple(
        e.NoteChosen(member.id, Choice(command.verdict, reason if command.verdict else "", member.choice.rev + 1))
        for member in stack_of(session, note)
    )


def _own_note(session: Session, note_id: str, base_rev: int, who: Viewer, *, deleted: bool) -> Note | Refusal:
    note = session.notes.get(note_id)
    # Somebody else's hidden note is refused in the same words as one that does not exist.
    if note is None or (_writes_for(session, who, note.author) is None and not sees_note(session, who, note)):
        return Refusal("unknown_note")
    if _writes_for(session, who, note.author) is None:
        return Refusal("not_yours")
    if note.deleted != deleted:
        return Refusal("unknown_note")
    if session.locked() and note.run_id != session.current:
        return Refusal("silence_running")
    return note if note.rev == base_rev else Refusal("stale_rev")


def _shared_note(
    session: Session, note_id: str, who: Viewer, *, or_hidden: bool = False, for_table: bool = False
) -> Note | Refusal:
    """A note that has opened and that this person may arrange: at the own table, or everywhere for the facilitator. The scribe
    arranges what he typed, and `for_table` decides where somebody has no device.
    """
    note = session.notes.get(note_id)
    if note is None or note.deleted or not sees_note(session, who, note):
        return Refusal("unknown_note")
    if not note.order or (note.hidden and not or_hidden):
        return Refusal("not_now")
    if who.role == "participant":
        person = session.people[who.participant_id]
        if note.author != person.id and note.table_id != person.table_id:
            return Refusal("not_yours")
    elif who.role == "scribe":
        helped = note.table_id in proxy_tables(session) if for_table else _writes_for(session, who, note.author) is not None
        if not helped:
            return Refusal("not_yours")
    return note


def _placed_notes(session: Session) -> Iterator[Note]:
    return (note for note in session.notes.values() if note.order)


def _last_order(session: Session, column: FoundationId) -> str:
    # "" is the smallest, so that what is not placed yet need not be left out.
    return max([note.order for note in session.notes.values() if note.column == column], default="")


def _placed_last(session: Session, note: Note) -> Note:
    order = keys_after(_last_order(session, note.column), 1)[0]
    return replace(note, order=order, stack_id=_stack_for(session, note))


def _stack_key(note: Note) -> tuple[str, FoundationId, str] | None:
    """What gathers by itself: same table, column and framework value (own values and actions do not)."""
    if not isinstance(note.content, ValueContent) or not note.content.value.value_id:
        return None
    return note.table_id, note.column, note.content.value.value_id


def _stack_for(session: Session, note: Note) -> str:
    key = _stack_key(note)
    if key is None:
        return _stack_alone(session, note)
    table_id, column, _ = key
    near = [n for n in session.notes.values() if n.table_id == table_id and n.column == column and n.order and not n.deleted]
    peers = (n for n in near if n.id != note.id and _stack_key(n) == key)
    return next((peer.stack_id for peer in peers), None) or _stack_alone(session, note)


def _stack_alone(session: Session, note: Note) -> str:
    """A stack of its own. The note that began a stack leaves its id to the others; "~" stands in no id that a phone makes."""
    taken = any(n.stack_id == note.id and n.id != note.id for n in session.notes.values())
    return f"{note.id}~{note.rev + 1}" if taken else note.id


def _moved(note: Note, column: FoundationId, order: str, stack_id: str) -> e.NoteMoved:
    return e.NoteMoved(note.id, column, order, stack_id, note.rev + 1)
