# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dividing people over tables."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.material.framework import FOUNDATION_IDS
from sessions.model.state import Participant
from sessions.topics.seating import best_seat, divide, tables_for

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
    assert best_seat(tables, seated, "data") == "t1"
    assert best_seat(tables, seated, "beleid") == "t2"
    assert best_seat(tables, seated[:2], "beleid") == "t3"


def test_whoever_was_moved_keeps_the_seat_as_long_as_that_table_is_there() -> None:
    """[TBL-06]"""
    moved = Participant("m", "", "", "t2", "", pinned=True)
    lost = Participant("l", "", "", "t9", "", pinned=True)
    seats = divide(tables_for(9), {**people([""] * 8), "m": moved, "l": lost})
    assert seats["m"] == "t2"
    assert seats["l"] in {"t1", "t2", "t3"}
