# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is seen of a note says nothing about what others wrote, however much that was: no key, revision, stack, count or order.

Each test plays one workshop with 0, 1, 7 and 20 of something that its watchers may not know, and compares all bytes that they
get: during the silence, at its end, in what they do afterwards, and when it all goes to the room.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sessions.material.framework import FoundationId
from sessions.model.items import Parked, Reflection
from sessions.model.viewer import Viewer
from sessions.wire import commands as c
from tests.noninterference.values import Watch, told_apart, worlds
from tests.sessions.world import FACILITATOR, SCREEN, SCRIBE, own_value, person, value

EVERY_VALUE = ("privacy", "integrity", "security")
AT_THE_TABLE = (person("p1"), person("p7"))
"""They share a table with p4; p2 and p5 are at another."""
EVERYBODY_ELSE = (*AT_THE_TABLE, person("p2"), FACILITATOR, SCRIBE, SCREEN)
"""Everybody but p4."""


def begun(watchers: tuple[Viewer, ...]) -> Watch:
    """Nine people at three tables; a note of p1 is open; silence holds and some watch."""
    world = Watch(9, watchers)
    assert world.table_of("p1") == world.table_of("p4") == world.table_of("p7") != world.table_of("p2") == world.table_of("p5")
    world.add_opened("p1", "old", value("integrity"))
    world.go("A2b")
    world.watch()
    return world


def go_on(world: Watch) -> None:
    """p1 writes in silence and after it, and what everybody may do with notes is done at that table and told to the room."""
    world.add("p1", "m1", value("privacy"))
    world.end_silence()
    world.add("p1", "late1", value("privacy"))
    world.add("p7", "late2", own_value("Rust"))
    world.add("p1", "late3", value("integrity"), "bestuurskracht")
    world.do(c.EditNote("late1", world.rev("late1"), value("integrity")), person("p1"))
    world.do(c.MoveNote("late2", world.rev("late2"), "democratie"), person("p7"))
    world.do(c.MoveNote("m1", world.rev("m1"), "democratie", "late2"), FACILITATOR)
    world.do(c.StackNote("late3", world.rev("late3"), "late2"), person("p1"))
    world.do(c.UnstackNote("late3", world.rev("late3")), person("p1"))
    world.do(c.DeleteNote("late2", world.rev("late2")), person("p7"))
    world.add("p1", "late4", own_value("Rust"))
    world.do(c.RestoreNote("late2", world.rev("late2")), person("p7"))
    world.do(c.HideNote("late4", hidden=True), FACILITATOR)
    world.do(c.ChooseNote("late2", 0, "chosen"), person("p1"))
    world.do(c.HideNote("late4", hidden=False), FACILITATOR)
    world.look_back()


def same(play: Callable[[int], Watch]) -> None:
    found = told_apart(worlds(play))
    assert not found, "\n".join(found)


def test_a_table_learns_nothing_of_what_other_tables_wrote() -> None:
    """[LCK-19] [BRD-12]"""

    def play(others: int) -> Watch:
        world = begun((*AT_THE_TABLE, person("p4"), SCREEN))
        for number in range(others):
            world.add("p2", f"b{number}", value(EVERY_VALUE[number % 3]))
            if number % 2:
                world.ok(c.MoveNote(f"b{number}", 1, "bestuurskracht"), person("p2"))
        go_on(world)
        # What others do meanwhile at their tables is theirs too.
        for number in range(others):
            world.add("p5", f"c{number}", value("privacy"))
            world.do(c.MoveNote(f"b{number}", world.rev(f"b{number}"), "democratie"), FACILITATOR)
        world.add("p4", "last", value("privacy"))
        world.do(c.MoveNote("m1", world.rev("m1"), "democratie", "last"), FACILITATOR)
        world.look_back()
        return world

    same(play)


def test_what_was_withdrawn_in_silence_leaves_no_trace_for_anybody_at_any_time() -> None:
    """[LCK-20] [LCK-19]"""

    def play(others: int) -> Watch:
        world = begun(EVERYBODY_ELSE)
        for number in range(others):
            world.add("p4", f"b{number}", value(EVERY_VALUE[number % 3]))
        for number in range(others):
            world.ok(c.DeleteNote(f"b{number}", 1), person("p4"))
        go_on(world)
        world.go("A3")
        world.add("p2", "later", value("privacy"), run_id="r2")
        world.look_back()
        world.ok(c.CloseWorkshop(), FACILITATOR)
        world.look_back()
        return world

    same(play)


def test_nobody_learns_how_often_a_note_was_changed_in_silence() -> None:
    """[LCK-21]"""

    def play(times: int) -> Watch:
        world = begun(EVERYBODY_ELSE)
        world.add("p4", "b", own_value("anders"))
        for number in range(times):
            world.ok(c.EditNote("b", 1 + 2 * number, own_value(f"anders {number}")), person("p4"))
            world.ok(c.MoveNote("b", 2 + 2 * number, ("bestuurskracht", "rechtsstaat")[number % 2]), person("p4"))
        world.ok(c.EditNote("b", world.rev("b"), own_value("zo")), person("p4"))
        world.ok(c.MoveNote("b", world.rev("b"), "democratie"), person("p4"))
        go_on(world)
        # Nor by guessing.
        for guess in range(1, 50):
            world.do(c.MoveNote("b", guess, "democratie"), person("p1"))
            world.do(c.UnstackNote("b", guess), FACILITATOR)
        world.do(c.MoveNote("b", world.rev("b"), "democratie"), person("p1"))
        world.do(c.EditNote("b", world.rev("b"), own_value("en nu dit")), person("p4"))
        world.go("A3")
        world.look_back()
        return world

    same(play)


def test_a_note_that_is_brought_back_after_the_silence_looks_like_one_that_was_just_written() -> None:
    """[LCK-20] [LCK-21]"""

    def play(times: int) -> Watch:
        world = begun(EVERYBODY_ELSE)
        world.add("p4", "b", value("privacy"))
        for number in range(times):
            world.ok(c.EditNote("b", 1 + number, value("privacy", f"anders {number}")), person("p4"))
        world.ok(c.EditNote("b", 1 + times, value("privacy", "zo")), person("p4"))
        world.ok(c.DeleteNote("b", 2 + times), person("p4"))
        go_on(world)
        world.ok(c.RestoreNote("b", 3 + times), person("p4"))
        world.look_back()
        world.add("p1", "after", own_value())
        world.look_back()
        return world

    same(play)


def test_nobody_learns_in_which_order_things_were_written_in_silence() -> None:
    """[LCK-14]"""

    def play(turn: int) -> Watch:
        world = begun((person("p2"), FACILITATOR, SCRIBE, SCREEN))
        writers = [("p1", "d"), ("p4", "b"), ("p7", "c"), ("p1", "a"), ("p4", "e")]
        for writer, note_id in writers[turn % 5 :] + writers[: turn % 5]:
            world.add(writer, note_id, own_value(note_id))
            world.ok(c.PutItem(f"park-{note_id}", 0, Parked(f"punt {note_id}")), person(writer))
        world.end_silence()
        world.look_back()
        world.go("A3")
        world.look_back()
        return world

    same(play)


def test_nobody_learns_what_was_parked_and_taken_back_or_changed_in_silence() -> None:
    """[LCK-20] [LCK-21] [ITM-07]"""

    def play(others: int) -> Watch:
        world = begun(EVERYBODY_ELSE)
        world.ok(c.PutItem("q", 0, Parked("wie betaalt")), person("p4"))
        world.ok(c.PutItem("back", 0, Parked("wanneer")), person("p4"))
        for number in range(others):
            for item_id in ("q", "back"):
                world.ok(c.PutItem(item_id, 1 + number, Parked(f"wie dan {number}")), person("p4"))
            world.ok(c.PutItem(f"x{number}", 0, Parked("weg")), person("p4"))
            world.ok(c.RemoveItem(f"x{number}", 1), person("p4"))
        for item_id, text in (("q", "wie betaalt dit"), ("back", "wanneer dit")):
            world.ok(c.PutItem(item_id, 1 + others, Parked(text)), person("p4"))
        world.ok(c.RemoveItem("back", 2 + others), person("p4"))
        world.ok(c.PutItem("z", 0, Parked("van de begeleider")), FACILITATOR)
        world.end_silence()
        world.look_back()
        world.ok(c.RestoreItem("back", 3 + others), person("p4"))
        for guess in range(1, 30):
            world.do(c.PutItem("q", guess, Parked("geraden")), FACILITATOR)
        world.ok(c.PutItem("q", world.session.items["q"].rev, Parked("wie betaalt dit", "handled")), FACILITATOR)
        world.look_back()
        return world

    same(play)


def test_nobody_learns_how_often_a_reflection_was_changed_before_it_was_shared() -> None:
    """[LCK-21] [ITM-10]"""

    def play(times: int) -> Watch:
        world = begun(EVERYBODY_ELSE)
        world.end_silence()
        world.go("A3")
        world.ok(c.PutItem("f", 0, Reflection(0, "eerst")), person("p4"))
        world.ok(c.PutItem("g", 0, Reflection(0, "van een ander", shared=True)), person("p1"))
        for number in range(times):
            world.ok(c.PutItem("f", 1 + number, Reflection(0, f"anders {number}")), person("p4"))
        world.ok(c.PutItem("f", 1 + times, Reflection(0, "zo", shared=True)), person("p4"))
        world.ok(c.PutItem("f", 2 + times, Reflection(0, "en zo", shared=True)), person("p4"))
        world.look_back()
        return world

    same(play)


def test_who_sits_elsewhere_learns_nothing_of_his_former_table() -> None:
    """[LCK-19] [CIR-05]"""

    def play(others: int) -> Watch:
        world = begun((person("p4"), person("p2"), SCREEN))
        world.add("p4", "n1", value("privacy"))
        world.seat("p4", world.table_of("p2"))
        for number in range(others):
            world.add("p1", f"b{number}", value("privacy") if number % 2 else own_value())
        world.end_silence()
        for number in range(0, others, 2):
            world.do(c.MoveNote(f"b{number}", world.rev(f"b{number}"), "democratie"), person("p1"))
        world.do(c.EditNote("n1", world.rev("n1"), value("integrity")), person("p4"))
        world.do(c.MoveNote("n1", world.rev("n1"), "democratie"), person("p4"))
        world.do(c.DeleteNote("n1", world.rev("n1")), person("p4"))
        world.do(c.RestoreNote("n1", world.rev("n1")), person("p4"))
        for number in range(20):
            # A note that he may not see is no other neighbour than one that is not there.
            world.do(c.MoveNote("n1", world.rev("n1"), "democratie", f"b{number}"), person("p4"))
            world.do(c.StackNote("n1", world.rev("n1"), f"b{number}"), person("p4"))
        world.add("p4", "n2", value("privacy"))
        world.do(c.MoveNote("n2", 1, "democratie", "b0"), person("p4"))
        world.look_back()
        return world

    same(play)


def test_a_table_learns_nothing_of_what_becomes_of_a_hidden_note() -> None:
    """[LCK-19] [CIR-07]"""

    def play(times: int) -> Watch:
        world = begun((*AT_THE_TABLE, person("p2"), SCREEN))
        world.add("p4", "h", own_value("Rust", "participation"))
        world.end_silence()
        world.ok(c.HideNote("h", hidden=True), FACILITATOR)
        for number in range(times):
            content = value(("integrity", "transparency", "privacy", "security")[number % 4])
            world.ok(c.EditNote("h", world.rev("h"), content), person("p4"))
        for number, value_id in enumerate(("integrity", "transparency", "privacy", "security")):
            column: FoundationId = "bestuurskracht" if number % 2 else "democratie"
            world.add("p1", f"n{number}", value(value_id), column)
            world.do(c.MoveNote(f"n{number}", 1, "democratie"), person("p1"))
        world.look_back()
        return world

    same(play)


@pytest.mark.parametrize("watcher", [person("p1"), FACILITATOR])
def test_what_lies_at_another_table_cannot_be_laid_on_by_chance_or_on_purpose(watcher: Viewer) -> None:
    """[LCK-19]"""
    world = begun((watcher,))
    world.add("p1", "n1", own_value())
    world.add("p2", "n2", own_value())
    world.end_silence()
    code = world.refused(c.StackNote("n1", world.rev("n1"), "n2"), watcher)
    assert code == ("not_now" if watcher == FACILITATOR else "unknown_note")
