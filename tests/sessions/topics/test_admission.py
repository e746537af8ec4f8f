# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may come in and stay: the door, the code, people who are taken out, doubles that become one."""

from __future__ import annotations

from msgspec.structs import replace

from sessions.material.limits import MAX_FORMER_CODES, MAX_PEOPLE, MAX_PEOPLE_EVER
from sessions.model import items as i
from sessions.model.state import Participant
from sessions.model.viewer import SYSTEM
from sessions.wire import commands as c
from sessions.wire import events as e
from sessions.wire.records import MeRecord, PersonRecord, RunRecord, TableRecord, WorkshopRecord
from tests.sessions.world import FACILITATOR, SCREEN, SCRIBE, World, filled, person, replayed, value


def me_of(world: World, participant_id: str) -> MeRecord:
    record = world.view(person(participant_id))[f"me:{participant_id}"]
    assert isinstance(record, MeRecord)
    return record


def removed(world: World, *ids: str) -> None:
    world.ok(c.RemovePeople(ids), FACILITATOR)


def restored(world: World, *ids: str) -> None:
    world.ok(c.RestorePeople(ids), FACILITATOR)


class TestRemoving:
    def test_who_is_removed_is_not_counted_and_holds_nothing(self) -> None:
        """[ADM-01]"""
        world = World(9)
        world.add_opened("p1", "n1")
        world.ok(c.TakeSpokesperson("value", taking=True), person("p1"))
        world.ok(c.SayReady(world.session.current, ready=True), person("p1"))
        world.ok(c.AskMoreTime(world.session.current, asking=True), person("p1"))
        world.ok(c.RaiseHand(raised=True), person("p2"))
        world.ok(c.GiveFloor("p1"), FACILITATOR)
        table = world.table_of("p1")
        removed(world, "p1", "p2")
        seen = world.view(SCREEN)
        workshop, run, seat = seen["workshop"], seen[world.session.current], seen[table]
        assert isinstance(workshop, WorkshopRecord)
        assert isinstance(run, RunRecord)
        assert isinstance(seat, TableRecord)
        # Who said "klaar" is told by no number that goes down.
        assert (workshop.people, run.ready) == (7, 1)
        assert sum(record.people for record in seen.values() if isinstance(record, TableRecord)) == 7
        assert (world.session.hands, world.session.floor) == ((), "")
        assert all(not sheet.spokesperson for sheet in world.session.sheets.values())
        assert world.notes_seen(person("p1")) == set()
        assert world.refused(c.RaiseHand(raised=True), person("p1")) == "unknown_person"
        assert world.refused(c.MovePerson("p1", table), FACILITATOR) == "unknown_person"
        assert world.refused(c.MarkAway("p1", away=True), FACILITATOR) == "unknown_person"
        assert world.refused(c.GiveFloor("p1"), FACILITATOR) == "unknown_person"

    def test_what_others_saw_stays_and_nobody_can_change_it_as_its_author(self) -> None:
        """[ADM-02]"""
        world = World(9)
        note = world.add_opened("p1", "n1")
        before = world.view(SCREEN)["n1"] if "n1" in world.view(SCREEN) else world.view(FACILITATOR)["n1"]
        removed(world, "p1")
        assert world.view(FACILITATOR)["n1"] == before
        other = next(p.id for p in world.session.people.values() if p.table_id == note.table_id and not p.removed)
        assert world.refused(c.DeleteNote("n1", 1), person("p1")) == "unknown_person"
        assert world.refused(c.DeleteNote("n1", 1), person(other)) == "not_yours"

    def test_putting_back_gives_seat_notes_and_counting_back(self) -> None:
        """[ADM-01]"""
        world = World(9)
        world.add_opened("p1", "n1")
        seat = world.table_of("p1")
        before = world.session
        removed(world, "p1")
        restored(world, "p1")
        assert world.session == before
        assert world.table_of("p1") == seat
        assert me_of(world, "p1").mine == ("n1",)

    def test_in_the_lobby_the_others_are_divided_anew(self) -> None:
        """[ADM-01] [TBL-01]"""
        world = World(9)
        assert len(world.session.tables) == 3
        removed(world, "p1")
        assert len(world.session.tables) == 2
        restored(world, "p1")
        assert len(world.session.tables) == 3
        assert world.table_of("p1") in world.session.tables

    def test_a_seat_that_is_gone_becomes_one_at_the_smallest_table(self) -> None:
        """[ADM-01]"""
        world = World(9)
        lost = [p.id for p in world.session.people.values() if p.table_id == "t3"]
        removed(world, *lost)
        assert "t3" not in world.session.tables
        world.go("A2a")
        restored(world, *lost)
        assert {world.table_of(each) for each in lost} == {"t1", "t2"}
        assert world.view(SCREEN)["workshop"].people == 9  # type: ignore[union-attr]

    def test_the_crew_sees_who_was_removed_and_in_which_order_people_came(self) -> None:
        """[ADM-01] [CIR-10]"""
        world = World(3)
        removed(world, "p2")
        seen = world.view(SCRIBE)
        people = [record for record in seen.values() if isinstance(record, PersonRecord)]
        assert [(p.participant_id, p.removed, p.ordinal) for p in people] == [("p1", False, 1), ("p2", True, 2), ("p3", False, 3)]
        assert not [record for record in world.view(person("p1")).values() if isinstance(record, PersonRecord)]

    def test_in_silence_somebody_can_be_removed_and_what_was_written_opens_with_the_rest(self) -> None:
        """[ADM-02] [LCK-02]"""
        world = World(9)
        world.go("A2b")
        note = world.add("p1", "n1")
        removed(world, "p1")
        other = next(p.id for p in world.session.people.values() if p.table_id == note.table_id and p.id != "p1")
        assert world.notes_seen(person(other)) == set()
        world.end_silence()
        assert world.notes_seen(person(other)) == {"n1"}

    def test_a_proxy_who_is_removed_is_typed_for_no_more(self) -> None:
        """[ADM-01] [TBL-09]"""
        world = World(3)
        world.ok(c.AddProxy("oma", "t1"), SCRIBE)
        world.go("A2c1")
        world.ok(c.AddNote("n1", world.session.current, value(), "democratie", behalf="oma"), SCRIBE)
        removed(world, "oma")
        refusal = world.refused(c.AddNote("n2", world.session.current, value(), "democratie", behalf="oma"), SCRIBE)
        assert refusal == "not_allowed"
        assert world.notes_seen(SCRIBE) == set()

    def test_whom_nobody_knows_is_refused_and_twice_is_once(self) -> None:
        """[ADM-01]"""
        world = World(3)
        assert world.refused(c.RemovePeople(("p1", "zz")), FACILITATOR) == "unknown_person"
        assert world.refused(c.RestorePeople(("zz",)), FACILITATOR) == "unknown_person"
        assert world.ok(c.RestorePeople(("p1",)), FACILITATOR) == ()
        removed(world, "p1", "p1")
        assert world.ok(c.RemovePeople(("p1",)), FACILITATOR) == ()


class TestNothingIsTold:
    """Whoever leads could remove people one after another, put them back, and read what changes meanwhile."""

    def test_whose_a_note_is_shows_nowhere_when_people_are_removed_and_put_back(self) -> None:
        """[ADM-03] [CIR-09] A facilitator with a phone of his own among them."""
        worlds = []
        for author in ("p1", "p2"):
            world = World(9)
            world.go("A2c1")
            for each in ("p1", "p2", "p3"):
                world.seat(each, "t1")
            world.add(author, "n1")
            seen = []
            for gone in ("p1", "p2"):
                removed(world, gone)
                seen.append((world.view(FACILITATOR), world.view(person("p3"))))
                restored(world, gone)
                seen.append((world.view(FACILITATOR), world.view(person("p3"))))
            worlds.append(seen)
        assert worlds[0] == worlds[1]

    def test_who_said_klaar_or_asked_for_time_shows_nowhere(self) -> None:
        """[ADM-03] [LCK-16]"""
        worlds = []
        for said in ("p1", "p2"):
            world = World(9)
            world.go("A2b")
            world.ok(c.SayReady(world.session.current, ready=True), person(said))
            world.ok(c.AskMoreTime(world.session.current, asking=True), person(said))
            seen = []
            for gone in ("p1", "p2"):
                removed(world, gone)
                seen.append(world.view(FACILITATOR))
                restored(world, gone)
                world.ok(c.MarkAway(gone, away=True), FACILITATOR)
                seen.append(world.view(FACILITATOR))
                world.ok(c.MarkAway(gone, away=False), FACILITATOR)
            worlds.append(seen)
        assert worlds[0] == worlds[1]

    def test_whose_dots_lie_where_shows_nowhere(self) -> None:
        """[ADM-03]"""
        worlds = []
        for first, second in (("n1", "n2"), ("n2", "n1")):
            world = World(3)
            table = world.table_of("p1")
            for note_id in ("n1", "n2"):
                world.add_opened("p3", note_id)
            for each, note_id in (("p1", first), ("p2", second), ("p3", "n1")):
                world.ok(c.PutItem(f"dots:{table}:value:{each}", 0, i.Dots(table, "value", (note_id,))), person(each))
            seen = []
            for gone in ("p1", "p2"):
                removed(world, gone)
                seen.append((world.view(FACILITATOR), world.view(person("p3"))))
                restored(world, gone)
            worlds.append(seen)
        assert worlds[0] == worlds[1]


class TestDoor:
    def test_while_the_door_is_shut_nobody_new_comes_in(self) -> None:
        """[ADM-04]"""
        world = World(2)
        world.ok(c.SetDoor(shut=True), FACILITATOR)
        assert world.view(SCREEN)["workshop"].door_shut  # type: ignore[union-attr]
        assert world.refused(c.JoinWorkshop("p9", "hash-p9"), SYSTEM) == "door_shut"
        # The same form once more is nobody new, and the crew adds whom it likes.
        assert world.ok(c.JoinWorkshop("p1", "hash-p1"), SYSTEM) == ()
        world.ok(c.AddProxy("oma", world.table_of("p1")), SCRIBE)
        assert world.ok(c.SetDoor(shut=True), FACILITATOR) == ()
        world.ok(c.SetDoor(shut=False), FACILITATOR)
        world.join("p9")

    def test_another_code_is_told_to_everybody(self) -> None:
        """[ADM-05]"""
        world = World(2)
        world.ok(c.ChangeCode("bos-dak-zee"), SYSTEM)
        assert world.view(person("p1"))["workshop"].code == "bos-dak-zee"  # type: ignore[union-attr]
        assert world.ok(c.ChangeCode("bos-dak-zee"), SYSTEM) == ()
        assert world.session.former_codes == ("appel-boom-fiets",)
        world.ok(c.ChangeCode("appel-boom-fiets"), SYSTEM)
        assert world.session.former_codes == ("bos-dak-zee",)
        assert replayed(world.log) == world.session

    def test_codes_do_not_change_without_end(self) -> None:
        """[ADM-05]"""
        world = World(1)
        for number in range(MAX_FORMER_CODES):
            world.ok(c.ChangeCode(f"bos-dak-{number}"), SYSTEM)
        assert world.refused(c.ChangeCode("bos-dak-zee"), SYSTEM) == "too_many"
        world.ok(c.ChangeCode("bos-dak-3"), SYSTEM)


class TestFull:
    def crowd(self, world: World, count: int, *, removed: bool = False) -> None:
        people = {f"x{n}": Participant(f"x{n}", "", "", "t1", f"h{n}", removed=removed) for n in range(count)}
        world.session = filled(world.session, people={**world.session.people, **people})

    def test_who_was_removed_takes_nobodys_place(self) -> None:
        """[ADM-07]"""
        world = World(1, checked=False)
        self.crowd(world, MAX_PEOPLE - 1)
        assert world.refused(c.JoinWorkshop("p9", "hash-p9"), SYSTEM) == "too_many"
        removed(world, "x1")
        world.join("p9")
        assert world.refused(c.RestorePeople(("x1",)), FACILITATOR) == "too_many"

    def test_of_very_many_who_were_removed_those_who_left_nothing_are_forgotten(self) -> None:
        """[ADM-07]"""
        world = World(3, checked=False)
        world.add_opened("p1", "n1")
        removed(world, "p1")
        removed(world, "p2")
        self.crowd(world, MAX_PEOPLE_EVER - 3, removed=True)
        events = world.ok(c.JoinWorkshop("p9", "hash-p9"), SYSTEM)
        assert isinstance(events[0], e.PeopleForgotten)
        assert list(world.session.people) == ["p1", "p3", "p9"]

    def test_it_is_full_when_all_who_ever_came_left_something(self) -> None:
        """[ADM-07]"""
        world = World(1, checked=False)
        note = world.add_opened("p1", "n1")
        self.crowd(world, MAX_PEOPLE_EVER - 1, removed=True)
        notes = {f"n{n}": replace(note, id=f"n{n}", author=f"x{n}") for n in range(MAX_PEOPLE_EVER - 1)}
        world.session = filled(world.session, notes=notes)
        assert world.refused(c.JoinWorkshop("p9", "hash-p9"), SYSTEM) == "too_many"
