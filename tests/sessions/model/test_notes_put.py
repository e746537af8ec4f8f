# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Notes that are handed on from state to state answer as notes that were looked at one by one."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random
from typing import Any

from msgspec.structs import replace

from sessions.material.framework import FOUNDATION_IDS
from sessions.model.notes import FEW, LONGEST_TRAIL, Group, Notes, is_laid, stack_key
from sessions.model.state import Note
from sessions.seen.drawing import GROUPS, PARTS
from tests.sessions.world import World, action, value

RUNS, TABLES, AUTHORS = ("r1", "r2"), ("t1", "t2"), ("p1", "p2", "p3")


def some_note(dice: Random, note_id: str, before: Note | None) -> Note:
    """Written, or changed in some way that commands can."""
    if before is None:
        author = dice.choice(AUTHORS)
        before = Note(note_id, author, dice.choice(TABLES), dice.choice(RUNS), dice.choice(FOUNDATION_IDS), value())
    match dice.randrange(6):
        case 0:
            return replace(before, order=dice.choice(("", "A", "B", "Cm")), stack_id=dice.choice(("s1", "s2")))
        case 1:
            return replace(before, deleted=not before.deleted)
        case 2:
            return replace(before, hidden=not before.hidden)
        case 3:
            return replace(before, column=dice.choice(FOUNDATION_IDS), order="D")
        case 4:
            return replace(before, content=dice.choice((value("privacy"), value("autonomy"), action())))
        case _:
            return replace(before, rev=before.rev + 1)


def looked_at(notes: Iterable[tuple[int, Note]]) -> tuple[object, ...]:
    """What a group answers, worked out note by note."""
    laid = sorted(((rank, note) for rank, note in notes if is_laid(note)), key=lambda each: each[0])
    first: dict[object, str] = {}
    for _, note in laid:
        first.setdefault(stack_key(note), note.stack_id)
    first.pop(None, None)
    stacks = {stack: {note.id for _, note in laid if note.stack_id == stack} for stack in ("s1", "s2")}
    return max((note.order for _, note in laid), default=""), first, stacks


def answered(group: Group) -> tuple[object, ...]:
    stacks = {stack: {note.id for note in group.stack(stack)} for stack in ("s1", "s2")}
    return group.last, {key: stack_id for key, (_, stack_id) in group.gathering.items()}, stacks


def check(notes: Notes) -> None:
    ranked = list(enumerate(notes.values()))
    for author in AUTHORS:
        assert [note.id for note in notes.by(author)] == [note.id for note in notes.values() if note.author == author]
        assert all(notes[note.id] is note for note in notes.by(author))
    for column in FOUNDATION_IDS:
        for run_id in RUNS:
            for table_id in TABLES:
                there = [
                    (rank, note)
                    for rank, note in ranked
                    if (note.column, note.run_id, note.table_id) == (column, run_id, table_id)
                ]
                group = notes.cells(column).get((run_id, table_id), Group({}))
                assert group.members.keys() == {note.id for _, note in there}
                assert answered(group) == looked_at(there)
                for _, note in there[:1]:
                    assert answered(group.without(note.id)) == looked_at(there[1:])
    assert {note.id for note in notes.stack("s1")} == {n.id for n in notes.values() if is_laid(n) and n.stack_id == "s1"}


def test_whatever_changes_the_groups_are_those_of_all_notes_together() -> None:
    dice = Random(5)
    notes = Notes()
    for step in range(250):
        ids = {f"n{dice.randrange(40)}" for _ in range(dice.choice((1, 1, 1, 2, FEW + 4)))}
        before = dict(notes)
        after = notes.put([some_note(dice, note_id, notes.get(note_id)) for note_id in sorted(ids)], last=dice.random() < 0.2)
        assert dict(notes) == before, "a state that was handed out has changed"
        notes = after
        if step % 5 == 0:
            check(notes)


def test_a_trail_tells_which_notes_are_others_and_which_stand_elsewhere() -> None:
    dice = Random(6)
    states = [Notes()]
    for _ in range(60):
        note_id = f"n{dice.randrange(20)}"
        moves = dice.random() < 0.2
        states.append(states[-1].put([some_note(dice, note_id, states[-1].get(note_id))], last=moves))
    for first, old in enumerate(states):
        for new in states[first:]:
            told = new.since(old)
            assert told is not None
            changed, moved = told
            assert {i for i, note in new.items() if old.get(i) is not note} <= changed <= new.keys()
            kept = [i for i in new if i in old and i not in moved]
            assert kept == [i for i in old if i not in moved]
        assert old.since(states[-1]) is None or old is states[-1]


def test_states_that_are_far_apart_or_strangers_are_compared_note_by_note() -> None:
    dice = Random(7)
    first = last = Notes()
    for number in range(LONGEST_TRAIL + 2):
        last = last.put([some_note(dice, f"n{number}", None)])
    assert last.since(first) is None
    assert last.since(dict(first)) is None
    assert last.since(Notes(last)) is None
    assert last.put([some_note(dice, "x", None)]).since(last) == ({"x"}, set())


def test_every_part_that_a_group_of_records_is_made_of_is_looked_at() -> None:
    session, read = World(2).session, set[str]()

    class Spy:
        def __getattr__(self, name: str) -> Any:
            read.add(name)
            return getattr(session, name)

    spy: Any = Spy()
    for _, depends_on in GROUPS:
        depends_on(spy)
    assert read >= {"poster", "case_versions"}
    seen = read - {"notes"}
    read.clear()
    PARTS(spy)
    assert seen <= read
