# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Silence: it locks, it holds, and its end opens once."""

from __future__ import annotations

import pytest

from sessions.material.framework import ValueRef
from sessions.model.codes import RETRIABLE
from sessions.model.poster_entries import PosterValueContent
from sessions.model.state import Timer
from sessions.model.viewer import SYSTEM, Viewer
from sessions.topics.runs import due_silence
from sessions.wire import commands as c
from sessions.wire import events as e
from sessions.wire.records import DeskRecord, MeRecord, RunRecord
from tests.sessions.world import FACILITATOR, MINUTE_MS, SCREEN, SCRIBE, World, own_value, person, value

OTHERS = (person("p2"), person("p4"), FACILITATOR, SCRIBE, SCREEN)


@pytest.fixture
def world() -> World:
    """Nine people; p1 and p4 share a table; an earlier note "old" of p1 is open; silence holds for five minutes."""
    world = World(9)
    world.add_opened("p1", "old", value("integrity"))
    world.go("A2b")
    return world


def timer(world: World) -> Timer:
    return world.run.timer


class TestStart:
    def test_a_silent_run_starts_together_with_its_timer(self, world: World) -> None:
        """[LCK-01]"""
        assert world.run.locked
        assert timer(world) == Timer("running", 1, ends_at_ms=world.now_ms + 5 * MINUTE_MS)
        assert sum(isinstance(event, e.RunStarted) for event in world.log[-1]) == 1

    @pytest.mark.parametrize("leaf_id", ["A2a", "A2b", "B4a"])
    def test_the_silent_steps_of_the_script_lock(self, leaf_id: str) -> None:
        """[LCK-01]"""
        world = World(3)
        world.go(leaf_id)
        assert world.session.locked()
        world.end_silence()
        assert not world.session.locked()


class TestHolds:
    def test_a_note_is_its_authors_only(self, world: World) -> None:
        """[LCK-02]"""
        before = [world.view(who) for who in OTHERS]
        world.add("p1", "n1")
        world.add("p1", "n2", own_value())
        world.ok(c.EditNote("n1", 1, value(why="beter")), person("p1"))
        assert world.notes_seen(person("p1")) == {"old", "n1", "n2"}
        assert [world.view(who) for who in OTHERS] == before

    def test_authors_add_edit_move_delete_and_restore_their_own(self, world: World) -> None:
        """[LCK-05]"""
        world.add("p1", "n1")
        world.ok(c.EditNote("n1", 1, value(why="beter")), person("p1"))
        world.ok(c.MoveNote("n1", 2, "bestuurskracht", "zz"), person("p1"))
        assert (world.note("n1").column, world.note("n1").order) == ("bestuurskracht", "")
        assert world.refused(c.MoveNote("n1", 2, "democratie"), person("p1")) == "stale_rev"
        world.ok(c.DeleteNote("n1", 3), person("p1"))
        assert world.refused(c.MoveNote("n1", 4, "democratie"), person("p1")) == "unknown_note"
        world.ok(c.RestoreNote("n1", 4), person("p1"))

    @pytest.mark.parametrize("who", [person("p2"), person("p4"), FACILITATOR, SCRIBE])
    def test_anothers_note_is_refused_in_the_words_for_one_that_does_not_exist(self, world: World, who: Viewer) -> None:
        """[CIR-12] [LCK-03]"""
        world.add("p1", "n1")
        for note_id in ("n1", "zz"):
            assert world.refused(c.MoveNote(note_id, 1, "democratie"), who) == "unknown_note"
            for command in (c.EditNote(note_id, 1, value()), c.DeleteNote(note_id, 1), c.RestoreNote(note_id, 1)):
                assert world.refused(command, who) == ("not_allowed" if who == FACILITATOR else "unknown_note")

    def test_nothing_is_arranged_hidden_told_or_put_on_the_poster(self, world: World) -> None:
        """[LCK-04]"""
        run = world.run.id
        for who in (person("p1"), FACILITATOR):
            for command in (c.StackNote("old", 1, "old"), c.UnstackNote("old", 1), c.ChooseNote("old", 0, "chosen")):
                assert world.refused(command, who) == "silence_running"
            assert world.refused(c.MarkSheetReady("t1", "value", ready=True), who) == "silence_running"
        assert world.refused(c.TakeSpokesperson("value", taking=True), person("p1")) == "silence_running"
        for locked in (
            c.HideNote("old", hidden=True),
            c.StartTimer(run),
            c.StartPitch(run, "t1"),
            c.PutPosterEntry("v1", 0, PosterValueContent(foundation="democratie", value=ValueRef("privacy"))),
            c.AnswerChecklist("overview", 0, "ja"),
            c.DecideProject(0, "go"),
            c.TakeSnapshot(),
        ):
            assert world.refused(locked, FACILITATOR) == "silence_running"
        assert "silence_running" in RETRIABLE

    def test_no_step_is_entered_and_the_workshop_is_not_closed(self, world: World) -> None:
        """[LCK-07]"""
        assert world.refused(c.GoToStep("A2c1", world.run.id), FACILITATOR) == "silence_running"
        assert world.refused(c.CloseWorkshop(), FACILITATOR) == "silence_running"

    def test_earlier_notes_stay_visible_and_cannot_be_changed(self, world: World) -> None:
        """[LCK-06]"""
        assert "old" in world.notes_seen(person("p4"))
        for command in (c.EditNote("old", 1, value()), c.DeleteNote("old", 1), c.MoveNote("old", 1, "democratie")):
            assert world.refused(command, person("p1")) == "silence_running"
        assert world.refused(c.MoveNote("old", 1, "democratie"), FACILITATOR) == "silence_running"
        assert world.refused(c.MoveNote("old", 1, "democratie"), person("p4")) == "silence_running"
        assert world.refused(c.AddNote("n1", "r1", value(), "democratie"), person("p1")) == "silence_running"

    def test_of_klaar_all_see_the_number_and_of_more_time_the_facilitator_alone(self, world: World) -> None:
        """[LCK-16]"""
        run = world.run.id
        world.ok(c.SayReady(run, ready=True), person("p1"))
        quiet = [world.view(who) for who in (person("p2"), SCRIBE, SCREEN)]
        world.ok(c.AskMoreTime(run, asking=True), person("p1"))
        assert [world.view(who) for who in (person("p2"), SCRIBE, SCREEN)] == quiet
        assert world.view(FACILITATOR)["desk"] == DeskRecord("desk", 1)
        record = world.view(SCREEN)[run]
        assert isinstance(record, RunRecord)
        assert record.ready == 1
        mine, other = world.view(person("p1"))["me:p1"], world.view(person("p2"))["me:p2"]
        assert isinstance(mine, MeRecord)
        assert isinstance(other, MeRecord)
        assert (mine.ready, mine.asking, other.ready, other.asking) == (True, True, False, False)
        assert not any("me:p1" in world.view(who) for who in OTHERS)

    def test_who_joins_during_silence_gets_a_table_and_writes(self, world: World) -> None:
        """[LCK-15]"""
        world.join("late")
        assert world.table_of("late") in world.session.tables
        world.add("late", "n1")
        assert world.notes_seen(person("late")) == {"n1"} | ({"old"} if world.table_of("late") == world.table_of("p1") else set())

    def test_the_scribe_writes_for_somebody_without_a_device_and_sees_no_other_note(self, world: World) -> None:
        """[CIR-06] [LCK-02]"""
        world.ok(c.AddProxy("oma", "t1"), SCRIBE)
        world.ok(c.AddNote("x1", world.run.id, value(), "democratie", behalf="oma"), SCRIBE)
        world.add("p1", "n1")
        assert "n1" not in world.notes_seen(SCRIBE)
        assert "x1" in world.notes_seen(SCRIBE)
        assert not any("x1" in world.notes_seen(who) for who in OTHERS if who != SCRIBE)


class TestTime:
    def test_time_is_added_as_often_as_wished(self, world: World) -> None:
        """[LCK-12]"""
        ends_at_ms = timer(world).ends_at_ms
        for times in range(1, 6):
            world.ok(c.AddTime(world.run.id, 60), FACILITATOR)
            assert timer(world) == Timer("running", 1 + times, ends_at_ms=ends_at_ms + times * MINUTE_MS)

    def test_a_pause_holds_until_it_is_resumed_and_over(self, world: World) -> None:
        """[LCK-11]"""
        world.add("p1", "n1")
        world.wait(minutes=4)
        world.ok(c.PauseTimer(world.run.id), FACILITATOR)
        world.wait(minutes=600)
        assert world.settle_due() == ()
        assert world.notes_seen(FACILITATOR) == {"old"}
        assert world.refused(c.GoToStep("A2c1", world.run.id), FACILITATOR) == "silence_running"
        assert world.refused(c.EndSilence(world.run.id, timer(world).version), SYSTEM) == "run_ended"
        world.ok(c.ResumeTimer(world.run.id), FACILITATOR)
        assert timer(world).ends_at_ms == world.now_ms + MINUTE_MS
        world.end_silence()
        assert world.notes_seen(FACILITATOR) == {"old", "n1"}

    def test_it_is_shortened_to_twenty_seconds(self, world: World) -> None:
        """[TIM-04] [LCK-09]"""
        world.ok(c.ShortenTimer(world.run.id), FACILITATOR)
        world.wait(ms=19_999)
        assert world.settle_due() == ()
        world.wait(ms=1)
        assert world.settle_due()

    def test_two_facilitators_at_once_never_open_too_early(self, world: World) -> None:
        """[LCK-08] [LCK-09]"""
        proposal = due_silence(world.session, timer(world).ends_at_ms)
        assert proposal == c.EndSilence(world.run.id, 1)
        world.ok(c.ShortenTimer(world.run.id), FACILITATOR)
        world.ok(c.AddTime(world.run.id, 60), FACILITATOR)
        assert world.refused(proposal, SYSTEM) == "run_ended"
        assert world.run.locked


class TestEnd:
    def test_it_never_comes_before_the_deadline(self, world: World) -> None:
        """[LCK-09]"""
        world.wait(ms=5 * MINUTE_MS - 1)
        assert due_silence(world.session, world.now_ms) is None
        assert world.refused(c.EndSilence(world.run.id, 1), SYSTEM) == "not_now"

    def test_nobody_but_the_servers_clock_can_ask_for_it(self, world: World) -> None:
        """[LCK-08]"""
        world.now_ms = timer(world).ends_at_ms - 1
        for who in (person("p1"), FACILITATOR, SCRIBE, SCREEN):
            assert world.refused(c.EndSilence(world.run.id, 1), who) == "not_allowed"

    def test_it_comes_before_anything_else_and_once(self, world: World) -> None:
        """[LCK-10] [LCK-12]"""
        world.add("p1", "n1")
        run = world.run.id
        world.wait(minutes=5)
        assert world.refused(c.AddTime(run, 60), FACILITATOR) == "run_ended"
        assert sum(isinstance(event, e.SilenceEnded) for entry in world.log for event in entry) == 1
        assert world.settle_due() == ()
        assert world.refused(c.EndSilence(run, 1), SYSTEM) == "run_ended"
        for command in (c.StartTimer(run), c.PauseTimer(run), c.ResumeTimer(run), c.ShortenTimer(run), c.AddTime(run, 1)):
            assert world.refused(command, FACILITATOR) == "run_ended"

    def test_it_comes_also_when_nobody_looked_for_hours(self, world: World) -> None:
        """[LCK-10]"""
        world.wait(minutes=600)
        world.go("A2c1")
        assert [type(entry[0]) for entry in world.log[-2:]] == [e.SilenceEnded, e.RunStarted]

    def test_a_proposal_for_an_earlier_run_is_refused(self, world: World) -> None:
        """[LCK-08]"""
        first = world.run.id
        world.end_silence()
        world.go("A2b")
        assert world.refused(c.EndSilence(first, 1), SYSTEM) == "stale_run"

    def test_it_opens_the_notes_to_the_table_and_changes_no_word(self, world: World) -> None:
        """[LCK-13] [CIR-02]"""
        written = world.add("p1", "n1")
        world.end_silence()
        opened = world.note("n1")
        assert (opened.content, opened.late) == (written.content, False)
        assert "n1" in world.notes_seen(person("p4"))
        assert "n1" in world.notes_seen(FACILITATOR)
        assert not any("n1" in world.notes_seen(who) for who in (person("p2"), SCREEN, SCRIBE))

    def test_a_draft_is_taken_afterwards_and_marked_as_later(self, world: World) -> None:
        """[LCK-13]"""
        run = world.run.id
        world.end_silence()
        assert world.add("p1", "n1").late
        world.go("A3")
        assert world.add("p1", "n2", run_id=run).late
        assert {"n1", "n2"} <= world.notes_seen(SCREEN)

    def test_hidden_notes_get_their_places_by_id_below_what_stood_there(self, world: World) -> None:
        """[LCK-14]"""
        for name in "dbca":
            world.add({"a": "p4", "b": "p2"}.get(name, "p1"), name, own_value(name), "democratie")
        assert not any(world.note(name).order for name in "abcd")
        world.end_silence()
        notes = sorted(world.session.notes.values(), key=lambda note: note.order)
        assert [note.id for note in notes if note.table_id == "t1"] == ["old", "a", "c", "d"]
        assert len({note.order for note in notes}) == len(notes)

    def test_the_same_value_gathers_also_with_what_stood_there(self, world: World) -> None:
        """[BRD-14] [LCK-14]"""
        world.add("p4", "n1", value("integrity"))
        world.add("p4", "n2", value("privacy"))
        world.add("p1", "n3", value("privacy"))
        world.add("p2", "n4", value("privacy"))
        world.end_silence()
        assert {i: n.stack_id for i, n in world.session.notes.items()} == {
            "old": "old", "n1": "old", "n2": "n2", "n3": "n2", "n4": "n4",
        }  # fmt: skip

    def test_a_note_deleted_in_silence_stays_deleted_and_its_author_can_restore_it(self, world: World) -> None:
        """[LCK-13] [BRD-10]"""
        world.add("p1", "n1")
        world.add("p1", "n2")
        world.ok(c.DeleteNote("n1", 1), person("p1"))
        world.end_silence()
        assert "n1" not in world.notes_seen(person("p1"))
        assert world.note("n2").stack_id == "n2"
        world.ok(c.RestoreNote("n1", 2), person("p1"))
        assert "n1" in world.notes_seen(person("p4"))
