# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Order, stacks and choices: what people do with notes that have opened."""

from __future__ import annotations

import pytest

from sessions.material.framework import FoundationId
from sessions.model.codes import Refusal
from sessions.model.state import Choice
from sessions.wire import commands as c
from tests.sessions.world import FACILITATOR, SCRIBE, World, action, own_value, person, value


@pytest.fixture
def world() -> World:
    """Nine people at three tables, talking; p1 and p4 share a table. Notes a, b, c of p1 stand in democratie, one by one."""
    world = World(9)
    world.go("A2c1")
    for name in "abc":
        world.add("p1", name, own_value(name))
    return world


def column(world: World, name: FoundationId = "democratie") -> str:
    notes = [n for n in world.session.notes.values() if n.column == name and not n.deleted]
    return "".join(n.id for n in sorted(notes, key=lambda n: (n.order, n.id)))


def stacks(world: World) -> set[str]:
    found: dict[str, list[str]] = {}
    for note in world.session.notes.values():
        found.setdefault(note.stack_id, []).append(note.id)
    return {"".join(sorted(ids)) for ids in found.values()}


def move(world: World, note_id: str, after_id: str = "", to: FoundationId = "democratie") -> None:
    world.ok(c.MoveNote(note_id, world.rev(note_id), to, after_id), person("p1"))


class TestMove:
    @pytest.mark.parametrize(
        ("note_id", "after_id", "order"),
        [("c", "", "cab"), ("a", "b", "bac"), ("a", "c", "bca"), ("b", "c", "acb"), ("b", "a", "abc"), ("b", "b", "acb")],
    )
    def test_a_note_stands_after_the_note_that_was_named(self, world: World, note_id: str, after_id: str, order: str) -> None:
        """[BRD-12]"""
        move(world, note_id, after_id)
        assert column(world) == order

    def test_a_note_moves_to_another_column(self, world: World) -> None:
        """[BRD-12]"""
        world.add("p1", "d", own_value("d"), "rechtsstaat")
        move(world, "b", "d", "rechtsstaat")
        assert (column(world), column(world, "rechtsstaat")) == ("ac", "db")

    def test_when_the_neighbour_has_left_the_column_the_note_goes_to_the_end(self, world: World) -> None:
        """[BRD-12]"""
        move(world, "a", "", "rechtsstaat")
        move(world, "b", "a")
        assert column(world) == "cb"

    def test_no_other_note_gets_another_place(self, world: World) -> None:
        """[BRD-13]"""
        before = {i: n for i, n in world.session.notes.items() if i != "a"}
        move(world, "a", "b")
        assert {i: n for i, n in world.session.notes.items() if i != "a"} == before

    def test_a_stack_moves_as_a_whole_and_keeps_its_order(self, world: World) -> None:
        """[BRD-13]"""
        world.ok(c.StackNote("c", 1, "a"), person("p1"))
        assert column(world) == "acb"
        move(world, "c", "b")
        assert column(world) == "bac"
        move(world, "a", "", "rechtsstaat")
        assert (column(world), column(world, "rechtsstaat")) == ("b", "ac")

    def test_a_note_after_one_of_a_stack_stands_after_the_whole_stack(self, world: World) -> None:
        """[BRD-12]"""
        world.ok(c.StackNote("b", 1, "a"), person("p1"))
        move(world, "c", "a")
        assert column(world) == "abc"

    def test_the_way_back_is_the_inverse(self, world: World) -> None:
        """[BRD-10]"""
        move(world, "b", "", "rechtsstaat")
        move(world, "b", "a")
        assert column(world) == "abc"

    def test_two_who_move_the_same_note_get_one_outcome(self, world: World) -> None:
        """[BRD-09]"""
        first = c.MoveNote("a", 1, "rechtsstaat")
        world.ok(first, person("p1"))
        assert world.refused(c.MoveNote("a", 1, "bestuurskracht"), person("p4")) == "stale_rev"
        assert world.note("a").column == "rechtsstaat"

    def test_a_neighbour_that_never_was_is_refused(self, world: World) -> None:
        assert world.do(c.MoveNote("a", 1, "democratie", "zz"), person("p1")) == Refusal("unknown_note", "after_id")

    def test_other_tables_are_for_the_facilitator(self, world: World) -> None:
        """[BRD-11] [CIR-12]"""
        assert world.refused(c.MoveNote("a", 1, "democratie"), person("p2")) == "unknown_note"
        assert world.refused(c.MoveNote("a", 1, "democratie"), SCRIBE) == "unknown_note"
        world.ok(c.MoveNote("a", 1, "rechtsstaat"), FACILITATOR)
        world.go("A3")
        for command in (
            c.MoveNote("a", 2, "democratie"),
            c.StackNote("a", 2, "b"),
            c.UnstackNote("a", 2),
            c.ChooseNote("a", 0, "chosen"),
        ):
            assert world.refused(command, person("p2")) == "not_yours"
        assert world.refused(c.MoveNote("a", 2, "democratie"), SCRIBE) == "not_yours"
        world.ok(c.MoveNote("a", 2, "democratie"), person("p4"))


class TestStacks:
    def test_the_same_value_gathers_by_itself_at_a_table_in_a_column(self, world: World) -> None:
        """[BRD-14]"""
        world.add("p1", "d", value("privacy"))
        world.add("p4", "e", value("privacy"))
        world.add("p2", "f", value("privacy"))
        world.add("p4", "g", value("privacy"), "rechtsstaat")
        world.add("p4", "h", value("integrity"))
        world.add("p4", "i", own_value("a"))
        assert stacks(world) == {"a", "b", "c", "de", "f", "g", "h", "i"}

    def test_a_note_that_gets_the_value_of_a_stack_joins_it(self, world: World) -> None:
        """[BRD-14]"""
        world.add("p1", "d", value("transparency"))
        world.ok(c.EditNote("a", 1, value("transparency")), person("p1"))
        assert "ad" in stacks(world)

    def test_the_note_that_began_a_stack_leaves_it_with_another_value(self, world: World) -> None:
        """[BRD-14] [BRD-15]"""
        world.add("p1", "d", value("privacy"))
        world.add("p4", "e", value("privacy"))
        world.ok(c.EditNote("d", 1, value("integrity")), person("p1"))
        assert {"d", "e"} <= stacks(world)

    def test_any_note_can_be_laid_on_another_of_its_kind_and_goes_to_its_column(self, world: World) -> None:
        """[BRD-15]"""
        world.add("p4", "d", value(), "rechtsstaat")
        world.ok(c.StackNote("a", 1, "d"), person("p4"))
        assert stacks(world) == {"ad", "b", "c"}
        assert column(world, "rechtsstaat") == "da"
        assert world.ok(c.StackNote("a", 2, "d"), person("p4")) == ()

    @pytest.mark.parametrize("note_id", ["a", "b", "c"])
    def test_any_note_can_be_taken_off_also_the_one_that_began_the_stack(self, world: World, note_id: str) -> None:
        """[BRD-15] [BRD-10]"""
        world.ok(c.StackNote("b", 1, "a"), person("p1"))
        world.ok(c.StackNote("c", 1, "a"), person("p1"))
        world.ok(c.UnstackNote(note_id, world.rev(note_id)), person("p1"))
        assert note_id in stacks(world)
        assert len(stacks(world)) == 2
        assert world.ok(c.UnstackNote(note_id, world.rev(note_id)), person("p1")) == ()
        others = {"a", "b", "c"} - {note_id}
        world.ok(c.StackNote(note_id, world.rev(note_id), others.pop()), person("p1"))
        assert stacks(world) == {"abc"}

    def test_the_note_that_began_a_stack_and_left_it_does_not_come_back_by_itself(self, world: World) -> None:
        """[BRD-15]"""
        world.ok(c.StackNote("b", 1, "a"), person("p1"))
        world.ok(c.StackNote("a", 1, "c"), person("p1"))
        world.ok(c.UnstackNote("a", world.rev("a")), person("p1"))
        assert stacks(world) == {"a", "b", "c"}

    def test_what_does_not_fit_is_refused(self, world: World) -> None:
        """[BRD-15] [BRD-09]"""
        assert world.refused(c.StackNote("a", 2, "b"), person("p1")) == "stale_rev"
        assert world.do(c.StackNote("a", 1, "zz"), person("p1")) == Refusal("unknown_note", "onto_id")
        assert world.refused(c.UnstackNote("zz", 1), person("p1")) == "unknown_note"
        world.ok(c.StackNote("a", 1, "b"), person("p1"))
        assert world.refused(c.UnstackNote("a", 1), person("p1")) == "stale_rev"
        world.go("B4b1")
        world.add("p1", "x", action())
        assert world.refused(c.StackNote("x", 1, "b"), person("p1")) == "wrong_kind"


class TestChoose:
    def test_choosing_is_about_the_whole_stack(self, world: World) -> None:
        """[BRD-16]"""
        world.ok(c.StackNote("b", 1, "a"), person("p1"))
        world.ok(c.ChooseNote("a", 0, "chosen", " samen "), person("p4"))
        assert world.note("a").choice == world.note("b").choice == Choice("chosen", "samen", 1)
        assert world.note("c").choice == Choice()

    def test_setting_aside_needs_a_reason(self, world: World) -> None:
        """[BRD-16]"""
        assert world.do(c.ChooseNote("a", 0, "set_aside", " \u200b"), person("p1")) == Refusal("empty", "reason")
        world.ok(c.ChooseNote("a", 0, "set_aside", "dubbel"), person("p1"))
        assert world.note("a").choice == Choice("set_aside", "dubbel", 1)

    def test_a_choice_can_be_taken_back(self, world: World) -> None:
        """[BRD-16] [BRD-10]"""
        world.ok(c.ChooseNote("a", 0, "chosen"), person("p1"))
        world.ok(c.ChooseNote("a", 1, None, "weg"), FACILITATOR)
        assert world.note("a").choice == Choice(None, "", 2)

    def test_two_who_choose_at_once_get_one_outcome(self, world: World) -> None:
        """[BRD-09]"""
        world.ok(c.ChooseNote("a", 0, "chosen"), person("p1"))
        assert world.refused(c.ChooseNote("a", 0, "set_aside", "nee"), person("p4")) == "stale_rev"
        assert world.note("a").choice.verdict == "chosen"

    def test_choosing_is_no_edit_of_the_note(self, world: World) -> None:
        world.ok(c.ChooseNote("a", 0, "chosen"), person("p4"))
        world.ok(c.EditNote("a", 1, own_value("anders")), person("p1"))
        assert world.note("a").choice.verdict == "chosen"
