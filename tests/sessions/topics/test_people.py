# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""People and tables: joining, profiles, seats, sheets."""

from __future__ import annotations

from collections import Counter

import pytest
from msgspec.structs import replace

from sessions.material.limits import MAX_PEOPLE, MAX_PEOPLE_EVER
from sessions.material.perspectives import Perspective
from sessions.material.text import Text
from sessions.model.state import Participant
from sessions.model.viewer import SYSTEM, Viewer
from sessions.wire import commands as c
from sessions.wire import events as e
from sessions.wire.records import RunRecord, SheetRecord, TableRecord, WorkshopRecord
from tests.sessions.world import FACILITATOR, SCREEN, SCRIBE, World, filled, opening, person, replayed


def sizes(world: World) -> Counter[str]:
    return Counter(p.table_id for p in world.session.people.values())


class TestJoining:
    @pytest.mark.parametrize("count", [1, 5, 8, 9, 15, 18, 19, 40, 60])
    def test_everybody_has_a_table_that_exists_and_tables_are_even(self, count: int) -> None:
        """[TBL-01] [DOM-17] [TBL-02] [TBL-03]"""
        world = World(count, checked=count < 20)
        found = sizes(world)
        assert set(found) == set(world.session.tables)
        assert max(found.values()) - min(found.values()) <= 1

    def test_tables_are_divided_anew_when_there_must_be_more(self) -> None:
        """[TBL-01]"""
        world = World(8)
        assert len(world.session.tables) == 2
        world.join("p9")
        assert len(world.session.tables) == 3
        assert sorted(sizes(world).values()) == [3, 3, 3]

    def test_whoever_was_moved_stays_when_the_others_are_divided_anew(self) -> None:
        """[TBL-06]"""
        world = World(8)
        target = "t2" if world.table_of("p1") == "t1" else "t1"
        world.seat("p1", target)
        world.join("p9")
        assert world.table_of("p1") == target

    def test_the_first_step_that_is_not_plenary_freezes_the_tables(self) -> None:
        """[TBL-04]"""
        world = World(8)
        frozen = []
        for leaf_id in ("A1", "A2a"):
            world.go(leaf_id)
            frozen.append(world.session.tables_frozen)
        assert frozen == [False, True]
        seats = {i: p.table_id for i, p in world.session.people.items()}
        for number in range(9, 25):
            world.join(f"p{number}")
        assert len(world.session.tables) == 2
        assert all(world.table_of(i) == table for i, table in seats.items())

    def test_a_late_joiner_goes_to_the_smallest_table(self) -> None:
        """[TBL-05]"""
        world = World(9)
        world.go("A2a")
        world.seat("p1", next(t for t in world.session.tables if t != world.table_of("p1")))
        smallest = min(sizes(world), key=lambda t: sizes(world)[t])
        world.join("late")
        assert world.table_of("late") == smallest

    def test_an_id_joins_once(self) -> None:
        assert World(1).refused(c.JoinWorkshop("p1", "other"), SYSTEM) == "id_taken"

    def test_the_same_form_once_more_changes_nothing(self) -> None:
        """[BRD-07]"""
        world = World(1)
        world.ok(c.JoinWorkshop("p2", "hash", "Kim"), SYSTEM)
        there = world.session
        world.ok(c.JoinWorkshop("p2", "hash", "Kim"), SYSTEM)
        assert world.session == there

    def test_a_full_workshop_is_refused(self) -> None:
        """[BRD-19]"""
        world = World(1)
        crowd = {f"x{i}": Participant(f"x{i}", "", "", "t1", "") for i in range(MAX_PEOPLE)}
        world.session = filled(world.session, people=crowd, tables_frozen=True)
        assert world.refused(c.JoinWorkshop("p2", "h"), SYSTEM) == "too_many"
        assert world.refused(c.AddProxy("p2", "t1"), SCRIBE) == "too_many"

    def test_who_is_away_takes_nobody_s_place_up_to_a_bound(self) -> None:
        """[BRD-19]"""
        world = World(1)

        def full(of: int, *, away: bool) -> None:
            crowd = {f"x{n}": Participant(f"x{n}", "", "", "t1", "", away=away) for n in range(of)}
            world.session = filled(world.session, people=crowd, tables_frozen=True)

        full(MAX_PEOPLE, away=True)
        world.join("p2")
        full(MAX_PEOPLE_EVER, away=True)
        assert world.refused(c.JoinWorkshop("p3", "h"), SYSTEM) == "too_many"

    def test_a_name_is_kept_on_one_clean_line(self) -> None:
        """[BRD-18]"""
        world = World()
        world.join("p1", name=" Kim \n\u202e ")
        assert world.session.people["p1"].name == "Kim"


class TestProfile:
    def test_people_change_their_own_name_and_perspective(self) -> None:
        world = World(1)
        assert world.ok(c.ChangeProfile("Kim", "data"), person("p1")) == (e.ProfileChanged("p1", "Kim", "data"),)
        assert world.ok(c.ChangeProfile(" Kim ", "data"), person("p1")) == ()


class TestPerspectives:
    @pytest.mark.parametrize(
        ("command", "who"),
        [
            (c.JoinWorkshop("p9", "h", "", "piraat"), SYSTEM),
            (c.ChangeProfile("Kim", "piraat"), person("p1")),
            (c.AddProxy("x1", "t1", "Oma", "piraat"), SCRIBE),
        ],
        ids=lambda value: type(value).__name__,
    )
    def test_one_that_the_workshop_does_not_offer_is_refused_whoever_asks(
        self, command: c.JoinWorkshop | c.ChangeProfile | c.AddProxy, who: Viewer
    ) -> None:
        """[BRD-23]"""
        offered = (Perspective("data", Text("data", "data")), Perspective("kapitein", Text("kapitein", "captain")))
        world = World(1, command=replace(opening(), perspectives=offered))
        assert world.refused(command, who) == "invalid"
        assert world.ok(replace(command, perspective="kapitein"), who)
        assert replayed(world.log).perspectives == offered
        # One that was opened before they were kept in its log does not know them.
        assert World(1).ok(command, who)


class TestSeats:
    def test_the_facilitator_moves_people(self) -> None:
        world = World(9)
        world.seat("p1", "t3")
        assert world.table_of("p1") == "t3"
        assert world.ok(c.MovePerson("p1", "t3"), FACILITATOR) == ()

    def test_unknown_people_and_tables_are_refused(self) -> None:
        world = World(3)
        assert world.refused(c.MovePerson("p9", "t1"), FACILITATOR) == "unknown_person"
        assert world.refused(c.MovePerson("p1", "t9"), FACILITATOR) == "unknown_table"

    def test_the_size_of_a_table_is_shown_to_the_room(self) -> None:
        world = World(9)
        records = [r for r in world.view(SCREEN).values() if isinstance(r, TableRecord)]
        assert [r.people for r in records] == [3, 3, 3]


class TestProxies:
    def test_the_scribe_adds_somebody_without_a_device_at_a_table(self) -> None:
        """[TBL-09]"""
        world = World(9)
        world.ok(c.AddProxy("oma", "t2", "Oma", "inwoner"), SCRIBE)
        assert world.session.people["oma"] == Participant("oma", "Oma", "inwoner", "t2", "", proxy=True)

    def test_a_table_that_is_not_there_or_an_id_that_is_taken_is_refused(self) -> None:
        world = World(3)
        assert world.refused(c.AddProxy("oma", "t9"), SCRIBE) == "unknown_table"
        assert world.refused(c.AddProxy("p1", "t1"), SCRIBE) == "id_taken"


class TestSheets:
    def frozen(self) -> World:
        world = World(9)
        world.go("A2c1")
        return world

    def sheet(self, world: World, who_table: str) -> SheetRecord:
        record = world.view(FACILITATOR)[f"sheet:{who_table}:value"]
        assert isinstance(record, SheetRecord)
        return record

    def test_a_table_has_one_spokesperson(self) -> None:
        """[TBL-07]"""
        world = self.frozen()
        world.ok(c.ChangeProfile("Kim"), person("p1"))
        table = world.table_of("p1")
        other = next(i for i, p in world.session.people.items() if p.table_id == table and i != "p1")
        world.ok(c.TakeSpokesperson("value", taking=True), person("p1"))
        assert world.ok(c.TakeSpokesperson("value", taking=True), person("p1")) == ()
        assert self.sheet(world, table).spokesperson == "Kim"
        world.ok(c.TakeSpokesperson("value", taking=True), person(other))
        assert world.session.sheets[f"{table}:value"].spokesperson == other
        assert world.ok(c.TakeSpokesperson("value", taking=False), person("p1")) == ()
        world.ok(c.TakeSpokesperson("value", taking=False), person(other))
        assert not self.sheet(world, table).has_spokesperson

    def test_who_leaves_the_table_no_longer_speaks_for_it(self) -> None:
        """[TBL-07]"""
        world = self.frozen()
        table = world.table_of("p1")
        world.ok(c.TakeSpokesperson("value", taking=True), person("p1"))
        world.seat("p1", next(t for t in world.session.tables if t != table))
        assert not self.sheet(world, table).has_spokesperson
        world.ok(c.TakeSpokesperson("value", taking=True), person("p1"))

    def test_without_a_sheet_nobody_speaks_and_nothing_is_ready(self) -> None:
        world = World(3)
        world.go("A1")
        assert world.refused(c.TakeSpokesperson("value", taking=True), person("p1")) == "not_now"
        assert world.refused(c.MarkSheetReady("t1", "value", ready=True), person("p1")) == "not_now"
        assert world.refused(c.MarkSheetReady("t9", "value", ready=True), person("p1")) == "unknown_table"

    def test_anyone_at_the_table_or_the_facilitator_says_that_the_sheet_is_ready(self) -> None:
        """[TBL-08]"""
        world = self.frozen()
        table = world.table_of("p1")
        stranger = next(i for i, p in world.session.people.items() if p.table_id != table)
        command = c.MarkSheetReady(table, "value", ready=True)
        assert world.refused(command, person(stranger)) == "not_yours"
        assert world.ok(command, person("p1")) == (e.SheetMarkedReady(table, "value", ready=True),)
        assert world.ok(command, FACILITATOR) == ()
        world.ok(c.MarkSheetReady(table, "value", ready=False), FACILITATOR)
        assert not self.sheet(world, table).ready


class TestAway:
    def test_who_is_away_keeps_seat_and_notes_and_is_not_counted(self) -> None:
        """[TBL-10]"""
        world = World(9)
        note = world.add_opened("p1", "n1")
        world.ok(c.SayReady(world.session.current, ready=True), person("p1"))
        world.ok(c.RaiseHand(raised=True), person("p1"))
        table = world.table_of("p1")
        world.ok(c.MarkAway("p1", away=True), FACILITATOR)
        seen = world.view(SCREEN)
        workshop, run, seat = seen["workshop"], seen[world.session.current], seen[table]
        assert isinstance(workshop, WorkshopRecord)
        assert isinstance(run, RunRecord)
        assert isinstance(seat, TableRecord)
        # Who said "klaar" is told by no number that goes down.
        assert (workshop.people, run.ready, seat.people) == (8, 1, 2)
        assert world.session.hands == ()
        assert (world.table_of("p1"), world.note("n1")) == (table, note)
        world.ok(c.MarkAway("p1", away=False), person("p1"))
        assert world.view(SCREEN)["workshop"] == replace(workshop, people=9)

    def test_only_the_facilitator_says_that_somebody_is_away(self) -> None:
        """[TBL-10]"""
        world = World(3)
        assert world.refused(c.MarkAway("p1", away=True), person("p1")) == "not_yours"
        world.ok(c.MarkAway("p1", away=True), FACILITATOR)
        assert world.refused(c.MarkAway("p1", away=False), person("p2")) == "not_yours"

    def test_tables_are_divided_without_who_is_away_until_they_are_frozen(self) -> None:
        """[TBL-10]"""
        world = World(9)
        assert len(world.session.tables) == 3
        world.ok(c.MarkAway("p1", away=True), FACILITATOR)
        assert len(world.session.tables) == 2
        world.ok(c.MarkAway("p1", away=False), FACILITATOR)
        assert len(world.session.tables) == 3
        world.go("A2a")
        world.ok(c.MarkAway("p1", away=True), FACILITATOR)
        assert len(world.session.tables) == 3
