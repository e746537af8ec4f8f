# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who plays which part, with any number of people."""

from __future__ import annotations

import pytest

from server import content
from server.player.cast import cast, origins_by_words, seats
from sessions.material.limits import Limits
from sessions.topics.seating import tables_for
from sessions.wire import records as r

CAMERA = content.case("camera")


@pytest.mark.parametrize("people", [1, 2, 3, 4, 8, 14, 15, 16, 31, 45])
def test_there_are_as_many_parts_as_people_and_no_key_twice(people: int) -> None:
    parts = cast(CAMERA, people)
    assert len({part.key for part in parts}) == len(parts) == people


@pytest.mark.parametrize("people", range(4, 16))
def test_from_four_people_on_every_value_of_the_poster_has_somebody_who_writes_it(people: int) -> None:
    written = {note.value for part in cast(CAMERA, people) for note in part.source.value_notes}
    assert {value.value_id for value in CAMERA.poster.values} <= written


@pytest.mark.parametrize("people", [9, 15, 30, 45])
def test_people_sit_evenly_at_a_table_of_their_own_foundation(people: int) -> None:
    tables = [r.TableRecord(table.id, table.foundations, table.number, 0) for table in tables_for(people)]
    parts = cast(CAMERA, people)
    found = seats(parts, tables)
    foundations = {table.id: table.foundations for table in tables}
    assert all(part.source.table in foundations[found[part.key]] for part in parts)
    sizes = [list(found.values()).count(table.id) for table in tables]
    assert max(sizes) - min(sizes) <= 1


def test_a_repeated_part_writes_other_words_than_the_first() -> None:
    parts = cast(CAMERA, 30)
    first, again = parts[0], parts[15]
    assert (first.key, again.key) == ("p01", "p01.2")
    assert not {str(note) for note in first.contents("value")} & {str(note) for note in again.contents("value")}
    assert again.contents("value")


def test_a_pseudonym_fits_the_limit_and_some_people_have_none() -> None:
    names = [part.name for part in cast(CAMERA, 30)]
    assert max(map(len, names)) <= Limits().name
    assert 0 < names.count("") < len(names) / 2


def test_a_sentence_on_the_poster_comes_from_the_notes_that_share_its_long_words() -> None:
    notes = {"a": "Meer uitleg aan inwoners geven: bordjes", "b": "Meldingen elk kwartaal nakijken"}
    assert origins_by_words("Uitleg aan inwoners", notes, ("b",)) == ("a",)
    assert origins_by_words("Iets anders", notes, ("b",)) == ("b",)
