# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where notes stand: unique and short keys, made of what everybody sees who sees the note."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessions.material.framework import FOUNDATION_IDS
from sessions.model.circles import sees_note
from sessions.model.codes import Refusal
from sessions.model.state import Note
from sessions.model.viewer import Viewer
from sessions.topics.decider import decide
from sessions.topics.ordering import MAX_ROOM_KEY_CHARACTERS, MAX_TABLE_KEY_CHARACTERS
from sessions.wire import commands as c
from sessions.wire import events as e
from tests.sessions.world import FACILITATOR, SCREEN, SCRIBE, World, own_value, person, replayed, value

MOVES = 3000
"""Of a person who does nothing else for some minutes."""


def in_order(world: World, who: Viewer, column: str = "democratie") -> list[str]:
    """The notes of a column as somebody sees them."""
    notes = (note for note in world.session.notes.values() if note.column == column and note.order)
    seen = (note for note in notes if not note.deleted and not note.hidden and sees_note(world.session, who, note))
    return [note.id for note in sorted(seen, key=lambda note: (note.order, note.id))]


def longest(world: World) -> int:
    return max(len(note.order) for note in world.session.notes.values())


def move(world: World, note_id: str, after_id: str, who: Viewer, column: Any = "democratie") -> tuple[e.Event, ...]:
    return world.ok(c.MoveNote(note_id, world.rev(note_id), column, after_id), who)


@pytest.fixture
def world() -> World:
    """Nine people at three tables; p1 and p4 share one, p2 and p5 another. Notes of p1 and p2 that the whole room sees, and then
    one of each that their tables see.
    """
    world = World(9, checked=False)
    for number in range(6):
        world.add_opened(f"p{1 + number % 2}", f"room{number}", own_value())
    world.go("A3")
    world.go("A2c1")
    for number in range(6):
        world.add(f"p{1 + number % 2}", f"table{number}", own_value())
    return world


class TestKeysStayShort:
    def test_however_often_somebody_moves_two_notes_into_the_same_gap(self, world: World) -> None:
        """[BRD-24]"""
        for number in range(MOVES):
            move(world, ("table0", "table2")[number % 2], "room0", person("p1"))
            assert longest(world) <= MAX_TABLE_KEY_CHARACTERS
        expected = ["room0", "table2", "table0", "room1", "room2", "room3", "room4", "room5", "table4"]
        assert in_order(world, person("p4")) == expected
        assert len(world.log[-1]) == 1

    def test_however_often_that_happens_among_what_the_room_sees(self, world: World) -> None:
        """[BRD-24]"""
        for note_id in ("table0", "table1"):
            move(world, note_id, "room3", FACILITATOR)
        others = {who: in_order(world, who) for who in (person("p1"), person("p2"), SCREEN)}
        for number in range(MOVES):
            move(world, ("room0", "room1")[number % 2], "room3", FACILITATOR)
            rooms = [note.order for note in world.session.notes.values() if note.id.startswith("room")]
            assert max(map(len, rooms)) <= MAX_ROOM_KEY_CHARACTERS
        assert longest(world) <= MAX_TABLE_KEY_CHARACTERS
        for who, before in others.items():
            still = [note_id for note_id in before if note_id not in {"room0", "room1"}]
            assert [note_id for note_id in in_order(world, who) if note_id in still] == still

    def test_however_often_it_happens_in_one_step_after_another(self, world: World) -> None:
        """[BRD-24]"""
        world.add("p1", "one", own_value())
        for _ in range(40):
            for number in range(100):
                move(world, ("table0", "one")[number % 2], "room0", person("p1"))
            world.go("A3")
            world.go("A2c1")
            world.add("p1", f"n{world.session.current}", own_value())
        assert longest(world) <= MAX_TABLE_KEY_CHARACTERS

    def test_at_the_top_and_at_the_end(self, world: World) -> None:
        """[BRD-24]"""
        for number in range(MOVES):
            move(world, ("table0", "table2")[number % 2], "", person("p1"))
            move(world, "table4", in_order(world, person("p1"))[-1], person("p1"))
        assert longest(world) <= MAX_TABLE_KEY_CHARACTERS

    def test_when_a_silence_opens_thousands_of_notes(self) -> None:
        """[BRD-24]"""
        world = World(3, checked=False)
        world.go("A2b")
        note = world.add("p1", "n", own_value())
        many = {f"n{number}": Note(f"n{number}", "p1", "t1", note.run_id, "democratie", own_value()) for number in range(5000)}
        world.session = type(world.session)(
            **{**{f: getattr(world.session, f) for f in world.session.__struct_fields__}, "notes": many}
        )
        world.end_silence()
        orders = [note.order for note in world.session.notes.values()]
        assert len(set(orders)) == 5000
        assert max(map(len, orders)) <= 6

    def test_a_note_that_gets_a_shorter_key_is_no_other_note(self, world: World) -> None:
        """[BRD-24] [BRD-09]"""
        revs = {note.id: note.rev for note in world.session.notes.values()}
        renamed: set[str] = set()
        for number in range(300):
            events = move(world, ("table0", "table2")[number % 2], "room0", person("p1"))
            renamed |= {event.note_id for event in events[1:] if isinstance(event, e.NoteMoved)}
        assert renamed
        assert all(world.rev(note_id) == rev for note_id, rev in revs.items() if note_id not in {"table0", "table2"})
        assert replayed(world.log) == world.session


class TestNobodyElsesNotes:
    def test_a_move_at_a_table_is_told_to_nobody_elsewhere_also_when_keys_are_made_anew(self, world: World) -> None:
        """[LCK-19] [WIR-08]"""
        before = [world.view(who) for who in (person("p2"), SCREEN)]
        for number in range(500):
            move(world, ("table0", "table2")[number % 2], "room0", person("p1"))
        assert [world.view(who) for who in (person("p2"), SCREEN)] == before

    def test_keys_in_one_gap_at_two_tables_are_never_the_same(self, world: World) -> None:
        """[LCK-19]"""
        for note_id, writer in (("table0", "p1"), ("table1", "p2"), ("table2", "p1"), ("table3", "p2")):
            move(world, note_id, "room0", person(writer))
        move(world, "room5", "room0", FACILITATOR)
        world.go("A3")
        orders = [note.order for note in world.session.notes.values()]
        assert len(set(orders)) == len(orders)

    def test_a_note_that_is_shown_again_where_another_was_put_stands_right_after_it(self) -> None:
        """[BRD-12] [LCK-19]"""
        world = World(3)
        for note_id in ("a", "h"):
            world.add_opened("p1", note_id, own_value())
        world.ok(c.HideNote("h", hidden=True), FACILITATOR)
        for note_id in ("b", "d"):
            world.add("p1", note_id, own_value())
        world.ok(c.HideNote("h", hidden=False), FACILITATOR)
        assert in_order(world, person("p1")) == ["a", "b", "h", "d"]
        assert world.rev("h") == 1

    def test_a_note_that_is_brought_back_where_another_was_put_stands_right_after_it(self) -> None:
        """[BRD-10] [LCK-20]"""
        world = World(3)
        for note_id in ("a", "x"):
            world.add_opened("p1", note_id, own_value())
        world.ok(c.DeleteNote("x", 1), person("p1"))
        for note_id in ("b", "d"):
            world.add("p1", note_id, own_value())
        world.ok(c.RestoreNote("x", 2), person("p1"))
        assert in_order(world, person("p1")) == ["a", "b", "x", "d"]


class TestWhoSitsElsewhere:
    @pytest.fixture
    def moved(self) -> World:
        """p4 wrote "mine" at the table of p1, and sits with p2 now."""
        world = World(9)
        world.go("A2b")
        world.add("p4", "mine", value("privacy"))
        world.add("p1", "theirs", value("privacy"))
        world.seat("p4", world.table_of("p2"))
        world.end_silence()
        return world

    def test_he_sees_his_note_without_its_place_and_the_table_sees_all_of_it(self, moved: World) -> None:
        """[CIR-05] [LCK-19]"""
        note: Any = moved.view(person("p4"))["mine"]
        assert (note.order, note.stack_id) == ("", "")
        note = moved.view(person("p1"))["mine"]
        assert note.order
        assert note.stack_id == moved.note("theirs").stack_id

    def test_he_takes_his_own_away_and_leaves_theirs(self, moved: World) -> None:
        """[CIR-05] [BRD-11]"""
        place = moved.note("theirs").order
        move(moved, "mine", "", person("p4"), "rechtsstaat")
        assert (moved.note("mine").column, moved.note("theirs").column) == ("rechtsstaat", "democratie")
        assert moved.note("theirs").order == place
        for command in (c.UnstackNote("mine", moved.rev("mine")), c.ChooseNote("mine", 0, "chosen")):
            assert moved.refused(command, person("p4")) == "not_yours"

    def test_back_at_the_table_he_sees_where_it_lies(self, moved: World) -> None:
        """[CIR-05]"""
        moved.seat("p4", moved.table_of("p1"))
        note: Any = moved.view(person("p4"))["mine"]
        assert note.order == moved.note("mine").order

    def test_a_scribe_sees_the_place_of_what_he_typed_only_where_he_sees_the_table(self) -> None:
        """[CIR-06] [LCK-19]"""
        world = World(9)
        world.ok(c.AddProxy("oma", "t1"), SCRIBE)
        world.ok(c.AddProxy("opa", "t1"), SCRIBE)
        world.go("A2b")
        world.ok(c.AddNote("n", world.session.current, own_value(), "democratie", "oma"), SCRIBE)
        world.seat("oma", "t2")
        world.end_silence()
        world.add("p1", "b", own_value())
        for number in range(200):
            # Keys made anew reach whoever sees the note in two circles as well: `World` compares all views with their changes.
            move(world, ("b", "n")[number % 2], "", FACILITATOR)
        world.seat("opa", "t2")
        note: Any = world.view(SCRIBE)["n"]
        assert note.order == ""
        move(world, "n", "", SCRIBE, "rechtsstaat")
        assert world.note("n").column == "rechtsstaat"


class TestInFlight:
    def test_what_was_sent_before_the_notes_opened_still_fits_one_after_another(self) -> None:
        """[LCK-21] [BRD-09]"""
        world = World(9)
        world.go("A2b")
        world.add("p1", "n", own_value("een"))
        world.ok(c.EditNote("n", 1, own_value("twee")), person("p1"))
        world.end_silence()
        world.ok(c.EditNote("n", 2, own_value("drie")), person("p1"))
        world.ok(c.MoveNote("n", 3, "rechtsstaat"), person("p1"))
        world.ok(c.DeleteNote("n", 4), person("p1"))
        world.ok(c.RestoreNote("n", 5), person("p1"))
        world.ok(c.EditNote("n", 6, own_value("vier")), person("p1"))
        assert (world.note("n").content, world.note("n").column) == (own_value("vier"), "rechtsstaat")
        assert replayed(world.log) == world.session

    def test_what_was_stale_before_the_notes_opened_stays_stale(self) -> None:
        """[BRD-09]"""
        world = World(9)
        world.go("A2b")
        world.add("p1", "n", own_value("een"))
        world.ok(c.EditNote("n", 1, own_value("twee")), person("p1"))
        world.end_silence()
        for base_rev in (0, 1, 3):
            assert world.refused(c.EditNote("n", base_rev, own_value("drie")), person("p1")) == "stale_rev"

    def test_when_somebody_else_was_first_it_does_not_fit_any_more(self) -> None:
        """[BRD-09]"""
        world = World(9)
        world.go("A2b")
        world.add("p1", "n", own_value("een"))
        world.end_silence()
        move(world, "n", "", person("p4"), "rechtsstaat")
        for base_rev in (1, 2):
            assert world.refused(c.EditNote("n", base_rev, own_value("twee")), person("p1")) == "stale_rev"
        world.ok(c.EditNote("n", world.rev("n"), own_value("twee")), person("p1"))


Asked = tuple[int, int, int, int]


@settings(max_examples=150)
@given(
    plan=st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(0, 4), st.integers(0, 2)), max_size=60),
    bound=st.sampled_from([None, 6]),
)
def test_a_move_puts_a_note_after_the_one_that_was_named_and_nothing_else_anywhere_else(
    plan: list[Asked], bound: int | None
) -> None:
    """[BRD-12] [BRD-13] [LCK-19]"""
    world = World(9, checked=False)
    for number in range(4):
        world.add_opened(f"p{1 + number % 2}", f"room{number}", own_value())
    world.go("A3")
    world.go("A2c1")
    for number in range(8):
        world.add(f"p{1 + number % 2}", f"table{number}", value("privacy") if number > 5 else own_value())
    askers = (person("p1"), person("p4"), person("p2"), FACILITATOR, FACILITATOR)
    watchers = (person("p1"), person("p2"), FACILITATOR, SCREEN)
    with pytest.MonkeyPatch.context() as patch:
        if bound:
            # Keys are made anew all the time.
            for name in ("MAX_TABLE_KEY_CHARACTERS", "MAX_ROOM_KEY_CHARACTERS"):
                patch.setattr(f"sessions.topics.places.{name}", bound)
        for at, after, asker, column in plan:
            ids = list(world.session.notes)
            note, who = world.note(ids[at % len(ids)]), askers[asker]
            after_id = ids[after % len(ids)]
            wanted = FOUNDATION_IDS[column]
            before = {watcher: {each: in_order(world, watcher, each) for each in FOUNDATION_IDS} for watcher in watchers}
            decision = decide(world.session, c.MoveNote(note.id, note.rev, wanted, after_id), who, world.now_ms)
            if isinstance(decision, Refusal):
                continue
            world.apply(decision)
            moved = {event.note_id for event in decision if isinstance(event, e.NoteMoved) and event.rev > 1} & {
                other.id for other in world.session.notes.values() if other.stack_id == note.stack_id
            }
            for watcher, columns in before.items():
                for each, was in columns.items():
                    still = [i for i in was if i not in moved]
                    assert [i for i in in_order(world, watcher, each) if i not in moved] == still
            orders = [(other.column, other.order) for other in world.session.notes.values()]
            assert len(set(orders)) == len(orders)
            row = in_order(world, who, wanted)
            same_circle = after_id.startswith("room") or (
                note.id.startswith("table") and world.note(after_id).table_id == note.table_id
            )
            if after_id in row and after_id not in moved and same_circle and len(moved) == 1:
                own = [i for i in row if i.startswith("room") or world.note(i).table_id == note.table_id]
                own = [i for i in own if i.startswith("room")] if note.id.startswith("room") else own
                place = own.index(after_id)
                stack = world.note(after_id).stack_id
                while place + 1 < len(own) and world.note(own[place + 1]).stack_id == stack:
                    place += 1
                assert own[place + 1] == note.id
