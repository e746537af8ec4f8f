# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Notes: add, edit, delete, move, stack, choose, hide."""

from typing import assert_never

from msgspec.structs import replace

from sessions.material.framework import FoundationId
from sessions.material.limits import MAX_NOTES_MADE_PER_PERSON, MAX_NOTES_PER_PERSON, MAX_VALUES_PER_ACTION
from sessions.material.script import find_leaf
from sessions.material.typed import clean
from sessions.model.circles import ROOM, circles_of, open_circle, proxy_tables, sees_note
from sessions.model.codes import Refusal
from sessions.model.notes import Notes
from sessions.model.state import Choice, Content, Note, Participant, Session, ValueContent, opened_rev
from sessions.model.viewer import Viewer
from sessions.topics.made_ids import is_free
from sessions.topics.places import carried, gathers_anew, place_last, sits_apart, stack_alone, stack_for, untied
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
            if not session.withdrawable(note):
                return Refusal("not_now")
            return (e.NoteDeleted(note.id, note.rev + 1, _former(note, command.base_rev)),)
        case c.RestoreNote():
            return _restore(session, command, who)
        case c.MoveNote():
            return _move(session, command, who)
        case c.StackNote():
            return _stack(session, command, who)
        case c.UnstackNote():
            note = _shared_note(session, command.note_id, who)
            if isinstance(note, Refusal):
                return note
            if not _fits(session, note, command.base_rev, who):
                return Refusal("stale_rev")
            alone = len(stack_of(session, note, who)) == 1
            return () if alone else (_moved(note, command.base_rev, note.column, note.order, stack_alone(note)),)
        case c.ChooseNote():
            return _choose(session, command, who)
        case c.HideNote():
            note = _shared_note(session, command.note_id, who, or_hidden=True)
            if isinstance(note, Refusal):
                return note
            return () if note.hidden == command.hidden else _hide(session, note, command.hidden)
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
                former_rev=event.former_rev,
            )
        case e.NoteDeleted():
            note = replace(session.notes[event.note_id], deleted=True, rev=event.rev, former_rev=event.former_rev)
        case e.NoteRestored():
            known = session.notes[event.note_id]
            note = replace(known, deleted=False, rev=event.rev, former_rev=event.former_rev)
            if event.order:
                note = replace(note, order=event.order, stack_id=event.stack_id)
            if event.order and not known.order:
                # It comes after what was there, as if it were written now.
                return replace(session, notes=Notes.of(session).put([note], last=True))
        case e.NoteMoved():
            note = replace(
                session.notes[event.note_id],
                column=event.column,
                order=event.order,
                stack_id=event.stack_id,
                rev=event.rev,
                former_rev=event.former_rev,
            )
        case e.NoteChosen():
            note = replace(session.notes[event.note_id], choice=event.choice)
        case e.NoteHidden():
            note = replace(session.notes[event.note_id], hidden=event.hidden)
        case _:
            assert_never(event)
    return replace(session, notes=Notes.of(session).put([note]))


def open_notes(session: Session, placed: tuple[e.NotePlaced, ...]) -> Notes:
    """All notes, with these in their first places. What opens now stands last, so that nothing tells what was written first."""
    opened: dict[str, Note] = {}
    for each in placed:
        note = session.notes[each.note_id]
        note = replace(note, order=each.order, stack_id=each.stack_id)
        opened[note.id] = replace(note, rev=each.rev, former_rev=note.rev) if each.rev else note
    if not any(each.rev for each in placed):
        return Notes.of(session).put(opened.values())
    return Notes.of(session).put((opened[note_id] for note_id in sorted(opened)), last=True)


def stack_of(session: Session, note: Note, who: Viewer) -> list[Note]:
    """The notes of a note's stack that somebody may see, itself included, in order."""
    members = Notes.of(session).stack(note.stack_id)
    return sorted((n for n in members if n.id == note.id or sees_note(session, who, n)), key=lambda n: (n.order, n.id))


def _writes_for(session: Session, who: Viewer, author_id: str) -> Participant | None:
    person = session.participant(author_id)
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
    made = Notes.of(session).by(author.id)
    if refusal := _room_for_one(made):
        return refusal
    if len(made) >= MAX_NOTES_MADE_PER_PERSON:
        return Refusal("too_many_made")
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
    if run.locked:
        return (e.NoteAdded(note),)
    placed, others = place_last(session, note)
    return (e.NoteAdded(placed), *others)


def _room_for_one(made: list[Note]) -> Refusal | None:
    """Why somebody who made these can have no more; one's own alone count, so that it tells nothing of others (I9)."""
    there = sum(not note.deleted for note in made)
    return Refusal("too_many") if there >= MAX_NOTES_PER_PERSON else None


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
    changed = replace(note, content=content, column=column)
    others: tuple[e.NoteMoved, ...] = ()
    if note.order and column != note.column:
        placed, others = place_last(session, changed)
        changed = replace(changed, order=placed.order)
    if note.order and gathers_anew(note, changed):
        changed = replace(changed, stack_id=stack_for(session, changed))
    former = _former(note, command.base_rev)
    return (e.NoteEdited(note.id, content, column, changed.order, changed.stack_id, note.rev + 1, former), *others)


def _restore(session: Session, command: c.RestoreNote, who: Viewer) -> e.Decision:
    note = _own_note(session, command.note_id, command.base_rev, who, deleted=True)
    if isinstance(note, Refusal):
        return note
    full = _room_for_one(Notes.of(session).by(note.author))
    if full:
        return full
    back = replace(note, deleted=False)
    former = _former(note, command.base_rev)
    if session.runs[note.run_id].locked:
        return (e.NoteRestored(note.id, note.rev + 1, former),)
    if not note.order:
        # Withdrawn before anybody saw it: it gets a place now, and a revision that says nothing about what happened before.
        placed, others = place_last(session, back)
        return (
            e.NoteRestored(note.id, opened_rev(note.rev), note.rev + 1, placed.order, placed.stack_id),
            *others,
        )
    order, others = untied(session, back)
    return (e.NoteRestored(note.id, note.rev + 1, former, order, note.stack_id), *others)


def _hide(session: Session, note: Note, hidden: bool) -> tuple[e.Event, ...]:
    if hidden:
        return (e.NoteHidden(note.id, hidden),)
    order, others = untied(session, replace(note, hidden=False))
    moved = (e.NoteMoved(note.id, note.column, order, note.stack_id, note.rev, note.former_rev),) if order != note.order else ()
    return (e.NoteHidden(note.id, hidden), *moved, *others)


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
    if known is not None and _writes_for(session, who, known.author) and (not known.order or sits_apart(session, known)):
        return _move_own(session, command, who)
    note = _shared_note(session, command.note_id, who)
    if isinstance(note, Refusal):
        return note
    if session.locked():
        return Refusal("silence_running")
    if not _fits(session, note, command.base_rev, who):
        return Refusal("stale_rev")
    stack = stack_of(session, note, who)
    anchor = _anchor(session, command, {member.id for member in stack}, who)
    if anchor is None:
        return Refusal("unknown_note", "after_id")
    orders, others = carried(session, stack, command.column, anchor)
    moved = (
        _moved(member, command.base_rev if member is note else member.rev, command.column, orders[member.id], member.stack_id)
        for member in stack
    )
    return (*moved, *others)


def _move_own(session: Session, command: c.MoveNote, who: Viewer) -> e.Decision:
    """A note of which its author alone knows where it lies, or that lies where he does not sit: it goes to the column's end."""
    note = _own_note(session, command.note_id, command.base_rev, who, deleted=False)
    if isinstance(note, Refusal):
        return note
    if not note.order:
        return (_moved(note, command.base_rev, command.column, "", ""),)
    placed, others = place_last(session, replace(note, column=command.column))
    return (_moved(note, command.base_rev, command.column, placed.order, stack_alone(note)), *others)


def _anchor(session: Session, command: c.MoveNote, moving: set[str], who: Viewer) -> str | None:
    """The key after which to insert; None for a neighbour that this person does not know. One that left the column meanwhile, or
    that was taken away, means: at the end.
    """
    if not command.after_id:
        return ""
    neighbour = session.notes.get(command.after_id)
    if neighbour is None or not neighbour.order or open_circle(session, neighbour) not in circles_of(session, who):
        return None
    if neighbour.column == command.column and neighbour.id not in moving and sees_note(session, who, neighbour):
        stack = stack_of(session, neighbour, who)
        return max([neighbour.order, *(n.order for n in stack if n.column == command.column)])
    return _END


_END = "~"
"""After every key."""


def _stack(session: Session, command: c.StackNote, who: Viewer) -> e.Decision:
    note = _shared_note(session, command.note_id, who)
    onto = _shared_note(session, command.onto_id, who)
    if isinstance(note, Refusal):
        return note
    if isinstance(onto, Refusal):
        return Refusal(onto.code, "onto_id")
    if not _fits(session, note, command.base_rev, who):
        return Refusal("stale_rev")
    if note.kind != onto.kind:
        return Refusal("wrong_kind")
    if note.stack_id == onto.stack_id:
        return ()
    # Whoever sees the note would learn of a stack that he does not see.
    if open_circle(session, onto) not in {ROOM, open_circle(session, note)}:
        return Refusal("not_now", "onto_id")
    last = stack_of(session, onto, who)[-1]
    orders, others = carried(session, [note], onto.column, last.order)
    return (_moved(note, command.base_rev, onto.column, orders[note.id], onto.stack_id), *others)


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
        for member in stack_of(session, note, who)
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
    return note if _fits(session, note, base_rev, who) else Refusal("stale_rev")


def _fits(session: Session, note: Note, base_rev: int, who: Viewer) -> bool:
    """Whether a command was made for the note as it is. Its author may know it by the revision from before it opened; for anybody
    else a guess at that must not tell whether it was right.
    """
    return note.rev == base_rev or (_is_former(note, base_rev) and _writes_for(session, who, note.author) is not None)


def _is_former(note: Note, base_rev: int) -> bool:
    return note.former_rev > 0 and note.former_rev == base_rev


def _former(note: Note, base_rev: int) -> int:
    """What the author goes on to count from after his command: more of them may be on their way."""
    return note.former_rev + 1 if _is_former(note, base_rev) else 0


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
        own = note.author == person.id and open_circle(session, note) == ROOM
        if not own and note.table_id != person.table_id:
            return Refusal("not_yours")
    elif who.role == "scribe":
        helped = note.table_id in proxy_tables(session) if for_table else _writes_for(session, who, note.author) is not None
        if not helped:
            return Refusal("not_yours")
    return note


def _moved(note: Note, base_rev: int, column: FoundationId, order: str, stack_id: str) -> e.NoteMoved:
    return e.NoteMoved(note.id, column, order, stack_id, note.rev + 1, _former(note, base_rev))
