# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""No note or poster entry takes the place of another record: on every screen all records stand in one map, by id."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessions.model.codes import Refusal
from sessions.model.poster_entries import EntryContent
from sessions.seen.view import _everything
from sessions.topics.made_ids import is_free
from sessions.wire import commands as c
from tests.sessions.asking import Step, ask, plans
from tests.sessions.samples import POSTER_CONTENTS, SAMPLES
from tests.sessions.world import FACILITATOR, World, person, value


def world_in(leaf_id: str) -> World:
    world = World(4)
    world.go(leaf_id)
    return world


def ids(world: World) -> list[str]:
    """Of every record that anybody sees."""
    return [record.id for _, record in _everything(world.session)]


@settings(max_examples=60)
@given(leaf_id=st.sampled_from(["A1", "A2c1", "A3", "B4b1"]), plan=plans(60))
def test_no_two_records_have_one_id_and_nothing_new_may_have_it(leaf_id: str, plan: list[Step]) -> None:
    world = world_in(leaf_id)
    for step in plan:
        command, who, pause_ms = ask(step, world.session)
        world.wait(ms=pause_ms)
        world.do(command, who)
    found = ids(world)
    assert len(set(found)) == len(found)
    assert not [made_id for made_id in found if is_free(world.session, made_id)]


@pytest.mark.parametrize(
    "note_id",
    [
        "workshop",
        "desk",
        "decision",
        "seating",
        "showing",
        "plan",
        "r1",
        "r99",
        "t1",
        "t12",
        "me:p1",
        "person:p1",
        "sheet:t1:value",
    ],
)
def test_a_note_cannot_be_called_what_another_record_is_or_will_be(note_id: str) -> None:
    """[BRD-22]"""
    world = world_in("A3")
    before = ids(world)
    command = c.AddNote(note_id, world.session.current, value(), "democratie")
    assert world.do(command, person("p1")) == Refusal("id_taken", "note_id")
    assert ids(world) == before


@pytest.mark.parametrize("content", POSTER_CONTENTS, ids=lambda content: type(content).__name__)
def test_a_poster_entry_cannot_be_called_what_a_note_is_nor_a_note_what_an_entry_is(content: EntryContent) -> None:
    world = world_in("A3")
    world.ok(c.AddNote("n1", world.session.current, value(), "democratie"), person("p1"))
    for taken in ("n1", "workshop", "r1", "t1"):
        assert world.do(c.PutPosterEntry(taken, 0, content), FACILITATOR) == Refusal("id_taken", "entry_id")
    world.ok(SAMPLES[c.PutPosterEntry], FACILITATOR)
    command = c.AddNote("v1", world.session.current, value(), "democratie")
    assert world.do(command, person("p1")) == Refusal("id_taken", "note_id")


@pytest.mark.parametrize("made_id", ["0b1c" * 8, "n1", "p0-3", "v1", "d0p1.2-7", "rest", "t", "r", "r1a"])
def test_what_phones_make_is_free(made_id: str) -> None:
    assert is_free(world_in("A3").session, made_id)
