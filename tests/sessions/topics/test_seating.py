# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dividing people over tables."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.afterwards.nameless import nameless
from sessions.material.framework import FOUNDATION_IDS, FoundationId
from sessions.model.state import Participant, PreparedTable, Seating
from sessions.topics import seating
from sessions.topics.seating import Filled, divide, tables_for, wanted_tables
from sessions.wire import commands as c
from tests.sessions.world import FACILITATOR, World, person

PERSPECTIVES = st.lists(st.sampled_from(["", "beleid", "data", "inwoner", "privacy"]), min_size=1, max_size=60)


def people(perspectives: list[str], **more: str) -> dict[str, Participant]:
    return {f"p{i}": Participant(f"p{i}", "", perspective, "", "") for i, perspective in enumerate(perspectives)}


@pytest.mark.parametrize("count", range(61))
def test_the_number_of_tables_fits_the_number_of_people_and_every_foundation_has_one(count: int) -> None:
    """[TBL-01] [TBL-02]"""
    tables = tables_for(count)
    assert {foundation for table in tables for foundation in table.foundations} == set(FOUNDATION_IDS)
    assert len({table.id for table in tables}) == len(tables)
    if count < 9:
        assert len(tables) == max(1, count // 3)
    else:
        assert all(len(table.foundations) == 1 for table in tables)
        assert len(tables) % 3 == 0
        assert -(-count // len(tables)) <= 6
        assert (len(tables) == 3) == (count < 19)
    numbers = Counter((table.foundations[0], table.number) for table in tables)
    assert set(numbers.values()) == {1}


def test_a_table_keeps_its_id_when_more_people_come() -> None:
    ids = [[table.id for table in tables_for(count)] for count in range(61)]
    assert all(more[: len(fewer)] == fewer for fewer, more in pairwise(ids))


@given(PERSPECTIVES)
def test_people_are_divided_evenly_and_every_perspective_over_all_tables(perspectives: list[str]) -> None:
    """[TBL-03]"""
    tables = tables_for(len(perspectives))
    seats = divide(tables, people(perspectives))
    assert seats.keys() == people(perspectives).keys()
    sizes = Counter({table.id: 0 for table in tables})
    sizes.update(seats.values())
    assert max(sizes.values()) - min(sizes.values()) <= 1
    for perspective in {*perspectives} - {""}:
        alike = Counter({table.id: 0 for table in tables})
        alike.update(seats[f"p{i}"] for i, own in enumerate(perspectives) if own == perspective)
        assert max(alike.values()) - min(alike.values()) <= 1


def test_one_more_person_goes_to_the_smallest_table_and_among_equals_away_from_the_same_perspective() -> None:
    """[TBL-05]"""
    tables = tables_for(9)
    seated = [
        Participant("a", "", "beleid", "t1", ""),
        Participant("b", "", "data", "t2", ""),
        Participant("c", "", "data", "t3", ""),
    ]
    assert Filled(seated).best(tables, "data") == "t1"
    assert Filled(seated).best(tables, "beleid") == "t2"
    assert Filled(seated[:2]).best(tables, "beleid") == "t3"


def test_dividing_twice_as_many_people_over_twice_as_many_names_is_twice_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """[TBL-12]"""
    as_heard, heard = seating.as_heard, list[str]()

    def counting(name: str) -> str:
        heard.append(name)
        return as_heard(name)

    monkeypatch.setattr(seating, "as_heard", counting)
    work = []
    for count in (100, 200):
        heard.clear()
        prepared = Seating(tuple(table("democratie", names=tuple(f"n{t} {i}" for i in range(count // 10))) for t in range(10)))
        everybody = {f"p{i}": Participant(f"p{i}", f"n{i % 10} {i}", "", "", "") for i in range(count)}
        divide(wanted_tables(prepared, count), everybody, prepared)
        work.append(len(heard))
    assert work[1] <= 2.2 * work[0]


def test_whoever_was_moved_keeps_the_seat_as_long_as_that_table_is_there() -> None:
    """[TBL-06]"""
    moved = Participant("m", "", "", "t2", "", pinned=True)
    lost = Participant("l", "", "", "t9", "", pinned=True)
    seats = divide(tables_for(9), {**people([""] * 8), "m": moved, "l": lost})
    assert seats["m"] == "t2"
    assert seats["l"] in {"t1", "t2", "t3"}


def table(*foundations: FoundationId, names: tuple[str, ...] = (), perspectives: tuple[str, ...] = ()) -> PreparedTable:
    return PreparedTable(foundations, names, perspectives)


TWO = (table("democratie", "rechtsstaat", names=("Noor de Wit",)), table("bestuurskracht", perspectives=("data",)))


def foundations_of(world: World) -> list[tuple[FoundationId, ...]]:
    return [each.foundations for each in world.session.tables.values()]


def test_the_facilitator_chooses_tables_beforehand_and_they_stay_however_many_come() -> None:
    """[TBL-11]"""
    world = World()
    world.ok(c.SetTables(0, TWO), FACILITATOR)
    for number in range(4):
        world.join(f"p{number}")
    assert foundations_of(world) == [("democratie", "rechtsstaat"), ("bestuurskracht",)]
    assert Counter(world.table_of(f"p{number}") for number in range(4)) == {"t1": 2, "t2": 2}
    world.join("noor", "Noor de Wit")
    for number in range(4, 20):
        world.join(f"p{number}")
    assert len(world.session.tables) == 2
    sizes = Counter(person.table_id for person in world.session.people.values())
    assert max(sizes.values()) - min(sizes.values()) <= 1
    world.ok(c.SetTables(1, ()), FACILITATOR)
    assert len(world.session.tables) == 6


def test_several_tables_of_one_foundation_are_numbered() -> None:
    """[TBL-11]"""
    world = World()
    world.ok(c.SetTables(0, (table("democratie"), table("democratie"), table("rechtsstaat", "bestuurskracht"))), FACILITATOR)
    assert [(each.id, each.number) for each in world.session.tables.values()] == [("t1", 1), ("t2", 2), ("t3", 1)]


def test_people_sit_where_their_name_or_perspective_is_expected_whenever_they_say_it() -> None:
    """[TBL-12]"""
    world = World()
    world.join("early", "noor  DE wit")
    world.join("moved", "Noor de Wit")
    world.ok(c.SetTables(0, TWO), FACILITATOR)
    assert (world.table_of("early"), world.table_of("moved")) == ("t1", "t1")
    world.seat("moved", "t2")
    for number in range(3):
        world.join(f"d{number}", perspective="data")
        assert world.table_of(f"d{number}") == "t2"
    world.join("late")
    world.ok(c.ChangeProfile("Noor de Wit"), person("late"))
    assert world.table_of("late") == "t1"
    # Whoever the facilitator moved keeps that seat.
    world.ok(c.SetTables(1, (*TWO, table("democratie"))), FACILITATOR)
    assert world.table_of("moved") == "t2"
    world.go("A2a")
    assert world.refused(c.SetTables(2, TWO), FACILITATOR) == "not_now"
    world.join("later", "NOOR DE WIT")
    assert world.table_of("later") == "t1"


def test_who_is_expected_takes_a_place_before_he_comes() -> None:
    """[TBL-12]"""
    world = World()
    full = table("democratie", names=("A", "B", "C"))
    world.ok(c.SetTables(0, (full, table("rechtsstaat", "bestuurskracht"))), FACILITATOR)
    for number in range(3):
        world.join(f"p{number}")
    assert {world.table_of(f"p{number}") for number in range(3)} == {"t2"}


@pytest.mark.parametrize("wrong", [(table("democratie"),), (table(*FOUNDATION_IDS, "democratie"),)])
def test_tables_without_each_foundation_or_with_one_twice_are_refused(wrong: tuple[PreparedTable, ...]) -> None:
    """[TBL-11]"""
    assert World().refused(c.SetTables(0, wrong), FACILITATOR) == "bad_tables"


def test_who_is_expected_is_told_to_the_facilitator_alone_and_forgotten_with_the_names() -> None:
    """[TBL-12] [KEP-01]"""
    world = World(1)
    world.ok(c.SetTables(0, TWO), FACILITATOR)
    assert [who.role for who in world.viewers() if "Noor de Wit" in str(world.view(who))] == ["facilitator"]
    assert "Noor de Wit" not in str(nameless(world.session))
