# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Few people: a table takes more foundations, and all of them are there to be written about, chosen and told (DOM-17)."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from sessions.material.framework import FoundationId, ValueRef
from sessions.model.state import PreparedTable, ValueContent
from sessions.wire import commands as c
from sessions.wire import records as r
from tests.e2e.conftest import PHONE, PROJECTOR, Stage
from tests.e2e.crowd import Crowd, Room
from tests.e2e.people import Phone

VALUES: dict[FoundationId, str] = {"democratie": "transparency", "rechtsstaat": "privacy", "bestuurskracht": "security"}


@pytest.mark.parametrize(
    ("people", "tables"), [pytest.param(2, 1, marks=pytest.mark.long), (4, 2), pytest.param(8, 2, marks=pytest.mark.long)]
)
def test_the_tables_of_a_small_group_have_all_foundations(stage: Stage, crowd: Crowd, people: int, tables: int) -> None:
    """[DOM-17] The lobby of a phone and the script's table step work with whoever is there."""
    room = Room(crowd)
    if people == 4:
        # [TBL-11] One table is what so few people get, unless the facilitator chose two beforehand.
        room.do(c.SetTables(0, (PreparedTable(("democratie", "rechtsstaat")), PreparedTable(("bestuurskracht",)))))
    others = [room.join(f"Mens {number}") for number in range(people - 1)]
    page = stage.device("noor", PHONE, has_touch=True)
    room.join_as(page.context, "Noor")
    page.goto(room.board_url)
    expect(page.get_by_role("heading", name="Wie is er")).to_be_visible()
    run = room.be_silent("A2b")
    room.until(lambda: len(room.desk.all(r.TableRecord)) == tables)
    found = room.desk.all(r.TableRecord)
    assert {foundation for table in found for foundation in table.foundations} == set(VALUES)
    noor = Phone(page)
    for number, (foundation, value) in enumerate(VALUES.items()):
        note = c.AddNote(f"n{number}", run, ValueContent(ValueRef(value), "Omdat het hier telt."), foundation)
        room.do_as(others[number % len(others)], note)
    noor.write_value("uitleg", "Dat iedereen het snapt.")
    room.open_silence()
    room.go("A2c1")
    expect(page.get_by_role("heading", level=1, name="Bespreken")).to_be_visible()
    mine = room.one(r.PersonRecord, lambda person: person.name == "Noor").table_id
    room.until(lambda: len(room.desk.all(r.NoteRecord)) == len(VALUES) + 1)
    at_table = [note for note in room.desk.all(r.NoteRecord) if note.table_id == mine]
    expect(page.get_by_role("article")).to_have_count(len(at_table))
    own = next(table for table in found if table.id == mine)
    # Columns of the own foundations come first.
    first = page.get_by_role("region", name=re.compile("^(Democratie|Rechtsstaat|Bestuurskracht)")).first
    expect(first).to_have_accessible_name(re.compile(own.foundations[0], re.IGNORECASE))
    noor.choose("Uitlegbaarheid", "Anders begrijpt niemand het.")
    if people == 4:
        screen = stage.device("scherm", PROJECTOR)
        screen.goto(room.enter("scherm", room.opened.screen_key, screen.context))
        expect(screen.get_by_role("heading", level=1, name="Bespreken")).to_be_visible()
        for name in ("Democratie", "Rechtsstaat", "Bestuurskracht"):
            expect(screen.get_by_text(name).first).to_be_visible()
        assert "Anders begrijpt niemand het." not in screen.content()
