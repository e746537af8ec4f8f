# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Notes: adding, editing, deleting, restoring, hiding, and what each refuses."""

from __future__ import annotations

import pytest

from sessions.material.framework import ValueRef
from sessions.material.limits import MAX_NOTES_MADE_PER_PERSON, MAX_NOTES_PER_PERSON
from sessions.model.poster_entries import PosterValueContent
from sessions.model.state import Content, Note
from sessions.wire import commands as c
from sessions.wire import events as e
from tests.sessions.world import FACILITATOR, SCRIBE, World, action, filled, own_value, person, replayed, value


@pytest.fixture
def world() -> World:
    """Nine people at three tables, talking: p1, p4 and p7 share a table."""
    world = World(9)
    world.go("A2c1")
    assert world.table_of("p1") == world.table_of("p4") != world.table_of("p2")
    return world


class TestAdd:
    def test_a_value_note_keeps_its_value_and_why(self, world: World) -> None:
        """[BRD-05] [DOM-07]"""
        note = world.add("p1", "n1", value("privacy", " omdat\u200b "))
        assert note.content == value("privacy", "omdat")
        assert (note.author, note.table_id, note.run_id, note.rev) == ("p1", world.table_of("p1"), world.session.current, 1)

    def test_an_own_value_stands_under_a_principle(self, world: World) -> None:
        """[BRD-05]"""
        assert world.add("p1", "n1", own_value(" Rust ")).content == own_value("Rust")

    def test_an_action_note_keeps_its_action_actor_and_values(self, world: World) -> None:
        """[BRD-05]"""
        world.go("B4b1")
        assert world.add("p1", "n1", action(" Wis ", "privacy", "privacy", actor="FG ")).content == action(
            "Wis", "privacy", actor="FG"
        )

    @pytest.mark.parametrize(
        ("content", "code"),
        [(value("speed"), "unknown_value"), (own_value(" "), "empty"), (own_value("Rust", "speed"), "unknown_value")],
    )
    def test_a_value_that_is_none_is_refused(self, world: World, content: Content, code: str) -> None:
        """[BRD-05]"""
        assert world.refused(c.AddNote("n1", world.session.current, content, "democratie"), person("p1")) == code

    def test_the_step_says_which_kinds_can_be_written(self, world: World) -> None:
        """[BRD-06]"""
        assert world.refused(c.AddNote("n1", world.session.current, action(), "democratie"), person("p1")) == "wrong_kind"
        for leaf, content in (("B4b1", value()), ("A1", value()), ("B7", action())):
            run = world.go(leaf)
            assert world.refused(c.AddNote("n1", run, content, "democratie"), person("p1")) == "wrong_kind"

    def test_a_note_that_is_sent_twice_is_there_once(self, world: World) -> None:
        """[BRD-07]"""
        command = c.AddNote("n1", world.session.current, value(), "democratie")
        world.ok(command, person("p1"))
        assert world.refused(command, person("p1")) == "id_taken"
        world.ok(c.DeleteNote("n1", 1), person("p1"))
        assert world.refused(command, person("p1")) == "id_taken"

    def test_a_run_that_never_was_is_refused(self, world: World) -> None:
        assert world.refused(c.AddNote("n1", "r99", value(), "democratie"), person("p1")) == "stale_run"

    def test_a_note_of_an_earlier_step_can_still_be_posted(self, world: World) -> None:
        run = world.session.current
        world.go("B7")
        assert world.add("p1", "n1", run_id=run).run_id == run

    def test_nobody_but_a_scribe_writes_for_another(self, world: World) -> None:
        """[BRD-08]"""
        command = c.AddNote("n1", world.session.current, value(), "democratie", behalf="p2")
        assert world.refused(command, person("p1")) == "not_allowed"
        assert world.refused(command, SCRIBE) == "not_allowed"
        assert world.refused(c.AddNote("n1", world.session.current, value(), "democratie"), SCRIBE) == "not_allowed"

    def test_the_scribe_writes_for_somebody_without_a_device(self, world: World) -> None:
        """[TBL-09] [BRD-08]"""
        world.ok(c.AddProxy("oma", "t2"), SCRIBE)
        world.ok(c.AddNote("n1", world.session.current, value(), "democratie", behalf="oma"), SCRIBE)
        assert (world.note("n1").author, world.note("n1").behalf, world.note("n1").table_id) == ("oma", True, "t2")
        world.ok(c.EditNote("n1", 1, value("integrity")), SCRIBE)
        world.ok(c.MoveNote("n1", 2, "rechtsstaat"), SCRIBE)
        world.ok(c.DeleteNote("n1", 3), SCRIBE)
        world.ok(c.RestoreNote("n1", 4), SCRIBE)

    def test_a_person_has_a_limited_number_of_notes_and_deleting_makes_room(self, world: World) -> None:
        """[BRD-19]"""
        note = world.add("p1", "n1")
        more = {
            f"x{i}": Note(f"x{i}", "p1", "t1", note.run_id, "democratie", value(), "1", f"x{i}")
            for i in range(1, MAX_NOTES_PER_PERSON)
        }
        world.session = filled(world.session, notes={"n1": note, **more})
        command = c.AddNote("n2", note.run_id, value(), "democratie")
        assert world.refused(command, person("p1")) == "too_many"
        world.ok(c.DeleteNote("n1", 1), person("p1"))
        world.ok(command, person("p1"))

    def test_a_deleted_note_comes_back_only_where_there_is_room(self, world: World) -> None:
        """[BRD-19] Or deleting and restoring would make twice as many."""
        note = world.add("p1", "n1")
        world.ok(c.DeleteNote("n1", 1), person("p1"))
        more = {
            f"x{i}": Note(f"x{i}", "p1", "t1", note.run_id, "democratie", value(), "1", f"x{i}")
            for i in range(MAX_NOTES_PER_PERSON)
        }
        world.session = filled(world.session, notes={"n1": world.note("n1"), **more})
        assert world.refused(c.RestoreNote("n1", 2), person("p1")) == "too_many"
        world.ok(c.DeleteNote("x0", 1), person("p1"))
        world.ok(c.RestoreNote("n1", 2), person("p1"))

    def test_what_was_deleted_counts_among_what_somebody_ever_made(self, world: World) -> None:
        """[BRD-19] It stays in the log, and can come back."""
        note = world.add("p1", "n1")
        more = {
            f"x{i}": Note(f"x{i}", "p1", "t1", note.run_id, "democratie", value(), "1", f"x{i}", deleted=True)
            for i in range(1, MAX_NOTES_MADE_PER_PERSON)
        }
        world.session = filled(world.session, notes={"n1": note, **more})
        assert world.refused(c.AddNote("n2", note.run_id, value(), "democratie"), person("p1")) == "too_many_made"
        world.ok(c.EditNote("n1", 1, value("integrity")), person("p1"))
        world.add("p2", "n2")

    def test_the_longest_text_that_can_be_typed_can_be_read_back_from_the_log(self, world: World) -> None:
        """[BRD-18] [LOG-01]"""
        world.add("p1", "n1", value(why="\u0958" * 500))
        world.add("p1", "n2", own_value("\u0958" * 120))
        assert replayed(world.log) == world.session


class TestEdit:
    def test_the_author_changes_the_words(self, world: World) -> None:
        """[BRD-08]"""
        world.add("p1", "n1")
        world.ok(c.EditNote("n1", 1, value("privacy", "anders")), person("p1"))
        assert (world.note("n1").content, world.rev("n1")) == (value("privacy", "anders"), 2)

    def test_a_stale_edit_is_refused(self, world: World) -> None:
        """[BRD-09]"""
        world.add("p1", "n1")
        world.ok(c.EditNote("n1", 1, value(why="een")), person("p1"))
        assert world.refused(c.EditNote("n1", 1, value(why="twee")), person("p1")) == "stale_rev"
        assert world.note("n1").content == value(why="een")

    def test_nobody_edits_another_ones_note(self, world: World) -> None:
        """[BRD-08]"""
        world.add("p1", "n1")
        for who in (person("p4"), SCRIBE):
            for command in (c.EditNote("n1", 1, value()), c.DeleteNote("n1", 1), c.RestoreNote("n1", 1)):
                assert world.refused(command, who) in {"not_yours", "unknown_note"}
        assert world.refused(c.EditNote("n1", 1, value()), person("p4")) == "not_yours"

    def test_a_note_stays_of_its_kind(self, world: World) -> None:
        world.add("p1", "n1")
        assert world.refused(c.EditNote("n1", 1, action()), person("p1")) == "wrong_kind"

    def test_words_that_are_not_complete_are_refused(self, world: World) -> None:
        """[BRD-05]"""
        world.add("p1", "n1")
        assert world.refused(c.EditNote("n1", 1, value("speed")), person("p1")) == "unknown_value"

    def test_another_value_takes_the_note_to_its_own_column(self, world: World) -> None:
        """[BRD-17]"""
        world.add("p1", "n1", value("privacy"), "rechtsstaat")
        world.ok(c.EditNote("n1", 1, value("integrity")), person("p1"))
        assert world.note("n1").column == "bestuurskracht"
        world.ok(c.EditNote("n1", 2, own_value("Rust", "participation")), person("p1"))
        assert world.note("n1").column == "democratie"

    def test_a_note_that_was_put_elsewhere_stays_there(self, world: World) -> None:
        """[BRD-17]"""
        world.add("p1", "n1", value("privacy"), "democratie")
        world.ok(c.EditNote("n1", 1, value("integrity")), person("p1"))
        assert world.note("n1").column == "democratie"

    def test_other_words_with_the_same_value_leave_the_note_where_it_is(self, world: World) -> None:
        """[BRD-17]"""
        before = world.add("p1", "n1", value("privacy"), "rechtsstaat")
        world.add("p1", "n2", value("integrity"), "rechtsstaat")
        world.ok(c.EditNote("n1", 1, value("privacy", "beter")), person("p1"))
        after = world.note("n1")
        assert (after.column, after.order, after.stack_id) == (before.column, before.order, before.stack_id)


class TestDelete:
    def test_restoring_brings_back_what_was_there(self, world: World) -> None:
        """[BRD-10]"""
        world.add("p1", "n1")
        world.add("p4", "n2")
        before = world.view(person("p4"))
        place = world.note("n1").order
        world.ok(c.DeleteNote("n1", 1), person("p1"))
        assert world.notes_seen(person("p4")) == {"n2"}
        world.ok(c.RestoreNote("n1", 2), person("p1"))
        after = world.view(person("p4"))
        assert before.keys() == after.keys()
        assert world.note("n1").order == place
        assert world.rev("n1") == 3

    def test_what_is_not_there_cannot_be_changed(self, world: World) -> None:
        world.add("p1", "n1")
        assert world.refused(c.RestoreNote("n1", 1), person("p1")) == "unknown_note"
        world.ok(c.DeleteNote("n1", 1), person("p1"))
        for command in (
            c.DeleteNote("n1", 2),
            c.EditNote("n1", 2, value()),
            c.MoveNote("n1", 2, "democratie"),
            c.StackNote("n1", 2, "n1"),
            c.UnstackNote("n1", 2),
            c.ChooseNote("n1", 0, "chosen"),
        ):
            assert world.refused(command, person("p1")) == "unknown_note"
        assert world.refused(c.HideNote("n1", hidden=True), FACILITATOR) == "unknown_note"

    def test_a_stale_deletion_is_refused(self, world: World) -> None:
        """[BRD-09]"""
        world.add("p1", "n1")
        assert world.refused(c.DeleteNote("n1", 7), person("p1")) == "stale_rev"

    def test_what_others_have_seen_can_be_withdrawn_until_the_first_snapshot(self, world: World) -> None:
        """[PST-06]"""
        world.add("p1", "n1")
        world.ok(c.PutPosterEntry("v1", 0, PosterValueContent(foundation="democratie", value=ValueRef("privacy"))), FACILITATOR)
        world.ok(c.TakeSnapshot(), FACILITATOR)
        assert world.refused(c.DeleteNote("n1", 1), person("p1")) == "not_now"
        world.ok(c.EditNote("n1", 1, value(why="anders")), person("p1"))
        world.go("A2b")
        world.add("p1", "n2")
        world.ok(c.DeleteNote("n2", 1), person("p1"))


class TestHide:
    def test_the_facilitator_hides_and_shows_again(self, world: World) -> None:
        """[CIR-07]"""
        world.add("p1", "n1")
        before = world.view(person("p4"))
        assert world.ok(c.HideNote("n1", hidden=True), FACILITATOR) == (e.NoteHidden("n1", hidden=True),)
        assert world.ok(c.HideNote("n1", hidden=True), FACILITATOR) == ()
        assert world.notes_seen(person("p4")) == set()
        world.ok(c.HideNote("n1", hidden=False), FACILITATOR)
        assert world.view(person("p4")) == before

    def test_a_hidden_note_is_not_arranged_and_its_author_may_edit_or_withdraw_it(self, world: World) -> None:
        """[CIR-07]"""
        world.add("p1", "n1")
        world.add("p1", "n2", value("integrity"))
        world.ok(c.HideNote("n1", hidden=True), FACILITATOR)
        for who, code in ((person("p1"), "not_now"), (FACILITATOR, "not_now"), (person("p4"), "unknown_note")):
            assert world.refused(c.MoveNote("n1", 1, "democratie"), who) == code
            assert world.refused(c.ChooseNote("n1", 0, "chosen"), who) == code
            assert world.refused(c.StackNote("n2", 1, "n1"), who) == code
        world.ok(c.EditNote("n1", 1, value(why="netjes")), person("p1"))
        world.ok(c.DeleteNote("n1", 2), person("p1"))
