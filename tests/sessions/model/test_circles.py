# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who sees what, from the first word to the last."""

from __future__ import annotations

import msgspec
import pytest

from sessions.model.circles import circles_of
from sessions.model.items import CaseForm, Parked
from sessions.model.viewer import PROJECT_LEADER, Viewer
from sessions.wire import commands as c
from sessions.wire.records import MeRecord, PersonRecord, SheetRecord
from tests.sessions.world import FACILITATOR, SCREEN, SCRIBE, World, action, person, value


@pytest.fixture
def world() -> World:
    """Nine people in a silent step; p1 and p4 share a table, p2 sits elsewhere; p1 wrote n1."""
    world = World(9)
    world.go("A2b")
    world.add("p1", "n1")
    return world


def who_see(world: World, note_id: str) -> set[str]:
    everyone: list[Viewer] = [*(person(i) for i in ("p1", "p2", "p4")), FACILITATOR, SCRIBE, SCREEN]
    return {who.participant_id or who.role for who in everyone if note_id in world.notes_seen(who)}


ROOM = {"p1", "p2", "p4", "facilitator", "scribe", "screen"}
TABLE = {"p1", "p4", "facilitator"}


def test_a_note_goes_from_its_author_to_the_table_to_the_room(world: World) -> None:
    """[CIR-01] [CIR-02] [CIR-03] [CIR-04] [LCK-02]"""
    assert who_see(world, "n1") == {"p1"}
    world.end_silence()
    assert who_see(world, "n1") == TABLE
    world.go("A2c1")
    assert who_see(world, "n1") == TABLE
    world.go("A2c2")
    assert who_see(world, "n1") == ROOM


def test_a_circle_never_gets_narrower_whatever_step_is_on(world: World) -> None:
    """[CIR-01]"""
    world.end_silence()
    world.go("A3")
    for leaf_id in ("A2c1", "A2b"):
        world.go(leaf_id)
        assert who_see(world, "n1") == ROOM


def test_a_second_silence_of_the_same_step_hides_only_its_own_notes(world: World) -> None:
    """[CIR-01]"""
    world.end_silence()
    world.go("A2b")
    world.add("p1", "n2")
    assert who_see(world, "n1") == TABLE
    assert who_see(world, "n2") == {"p1"}


def test_a_note_of_a_group_step_is_the_tables_at_once_and_of_a_plenary_step_the_rooms(world: World) -> None:
    """[CIR-02]"""
    world.end_silence()
    world.go("A2c1")
    world.add("p1", "n2")
    assert who_see(world, "n2") == TABLE
    world.go("A3")
    world.add("p1", "n3")
    assert who_see(world, "n3") == ROOM


def test_everybody_sees_how_far_each_table_is_but_not_what_it_chose(world: World) -> None:
    """[CIR-02]"""
    world.end_silence()
    world.go("A2c1")
    world.add("p1", "n2")
    world.ok(c.ChooseNote("n2", 0, "chosen", "samen gekozen"), person("p1"))
    world.ok(c.MarkSheetReady(world.table_of("p1"), "value", ready=True), person("p1"))
    sheet = world.view(SCREEN)[f"sheet:{world.table_of('p1')}:value"]
    assert isinstance(sheet, SheetRecord)
    assert sheet.ready
    assert who_see(world, "n2") == TABLE
    assert len([record for record in world.view(SCREEN).values() if isinstance(record, SheetRecord)]) == 6


def test_whoever_fills_in_the_case_sees_the_case_and_nothing_else(world: World) -> None:
    """[ITM-18]"""
    world.end_silence()
    world.go("A3")
    world.ok(c.PutItem("case", 0, CaseForm(description="Camera's op het plein")), FACILITATOR)
    world.ok(c.PutItem("p1", 0, Parked("Wie betaalt dit?")), FACILITATOR)
    assert set(world.view(PROJECT_LEADER)) == {"item:case"}


class TestMovedPeople:
    def test_a_note_stays_at_the_table_where_it_was_written(self, world: World) -> None:
        """[CIR-05]"""
        world.end_silence()
        world.seat("p1", world.table_of("p2"))
        assert who_see(world, "n1") == TABLE
        world.go("A2c1")
        world.add("p2", "n2")
        assert who_see(world, "n2") == {"p1", "p2", "facilitator"}

    def test_who_is_moved_during_silence_writes_for_the_new_table(self, world: World) -> None:
        """[CIR-05]"""
        world.seat("p1", world.table_of("p2"))
        world.add("p1", "n2")
        assert who_see(world, "n1") == who_see(world, "n2") == {"p1"}
        world.end_silence()
        assert who_see(world, "n1") == {"p1", "p4", "facilitator"}
        assert who_see(world, "n2") == {"p1", "p2", "facilitator"}

    def test_who_comes_back_is_shown_everything_once_more(self, world: World) -> None:
        """[CIR-05] [CIR-11]"""
        world.end_silence()
        home = world.table_of("p1")
        world.seat("p1", world.table_of("p2"))
        world.seat("p1", home)
        assert who_see(world, "n1") == TABLE


class TestScribe:
    def test_the_scribe_is_in_the_circles_of_those_for_whom_he_types(self, world: World) -> None:
        """[CIR-06]"""
        assert circles_of(world.session, Viewer("scribe")) == ("room", "crew")
        world.ok(c.AddProxy("oma", "t2"), SCRIBE)
        assert circles_of(world.session, Viewer("scribe")) == ("room", "crew", "table:t2", "author:oma")

    def test_moving_somebody_without_a_device_takes_no_note_away_from_the_scribe(self, world: World) -> None:
        """[CIR-06] [CIR-11]"""
        for name, table_id in (("oma", "t1"), ("opa", "t2"), ("tante", "t1")):
            world.ok(c.AddProxy(name, table_id), SCRIBE)
        world.ok(c.AddNote("n2", world.run.id, value(), "democratie", behalf="oma"), SCRIBE)
        world.end_silence()
        for table_id in ("t2", "t1", "t3", "t2"):
            world.seat("oma", table_id)
            assert "n2" in world.notes_seen(SCRIBE)

    def test_nobody_else_is_in_an_authors_circle(self, world: World) -> None:
        """[CIR-03] [CIR-04] [CIR-06]"""
        for viewer in world.viewers():
            authors = {circle for circle in circles_of(world.session, viewer) if circle.startswith("author:")}
            assert authors <= {f"author:{viewer.participant_id}"}
        assert (
            circles_of(world.session, Viewer("screen")) == circles_of(world.session, Viewer("participant", "nobody")) == ("room",)
        )


class TestHiddenAndDeleted:
    @pytest.mark.parametrize("leaf_id", ["A2c1", "A3"])
    def test_a_hidden_note_is_seen_by_its_author_and_the_facilitator_alone(self, world: World, leaf_id: str) -> None:
        """[CIR-07]"""
        world.end_silence()
        world.go(leaf_id)
        before = who_see(world, "n1")
        world.ok(c.HideNote("n1", hidden=True), FACILITATOR)
        assert who_see(world, "n1") == {"p1", "facilitator"}
        world.ok(c.HideNote("n1", hidden=False), FACILITATOR)
        assert who_see(world, "n1") == before

    def test_a_deleted_note_is_seen_by_nobody(self, world: World) -> None:
        """[CIR-08]"""
        world.end_silence()
        world.go("A3")
        world.ok(c.HideNote("n1", hidden=True), FACILITATOR)
        world.ok(c.DeleteNote("n1", 1), person("p1"))
        assert who_see(world, "n1") == set()
        mine = world.view(person("p1"))["me:p1"]
        assert isinstance(mine, MeRecord)
        assert mine.mine == ()


def test_what_is_shared_carries_no_author_and_ones_own_notes_are_told_to_oneself(world: World) -> None:
    """[CIR-09]"""
    world.end_silence()
    world.go("A3")
    world.ok(c.TakeSpokesperson("value", taking=True), person("p1"))
    mine = world.view(person("p1"))["me:p1"]
    assert isinstance(mine, MeRecord)
    assert (mine.mine, mine.speaks_for) == (("n1",), ("value",))
    for who in (person("p2"), SCREEN):
        seen = world.view(who)
        assert not any(isinstance(record, MeRecord) and record.participant_id != who.participant_id for record in seen.values())
        assert b'"p1"' not in msgspec.json.encode(list(seen.values()))


def test_names_perspectives_and_seats_are_for_facilitator_and_scribe(world: World) -> None:
    """[CIR-10]"""
    world.ok(c.ChangeProfile("Kim Voorbeeld", "inwoner"), person("p1"))
    for who, told in ((FACILITATOR, True), (SCRIBE, True), (SCREEN, False), (person("p2"), False), (person("p4"), False)):
        people = [record for record in world.view(who).values() if isinstance(record, PersonRecord)]
        assert len(people) == (9 if told else 0)
        encoded = msgspec.json.encode(list(world.view(who).values()))
        assert (b"Kim Voorbeeld" in encoded) == (b"inwoner" in encoded) == told


def test_no_secret_is_in_any_view(world: World) -> None:
    for viewer in (FACILITATOR, SCRIBE, SCREEN, person("p1")):
        encoded = msgspec.json.encode(list(world.view(viewer).values()))
        assert b"hash-p1" not in encoded
        assert not any(key.encode() in encoded for key in msgspec.to_builtins(world.session.keys).values() if key)


def test_actions_go_the_same_way_as_values(world: World) -> None:
    """[CIR-01] [CIR-02]"""
    world.end_silence()
    world.go("B4a")
    world.add("p1", "a1", action("Wis", "privacy"))
    assert who_see(world, "a1") == {"p1"}
    world.end_silence()
    assert who_see(world, "a1") == TABLE
    world.go("B5")
    assert who_see(world, "a1") == ROOM
