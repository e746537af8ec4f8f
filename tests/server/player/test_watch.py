# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The watcher of a play finds what the server must never let through."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from server.player.browser import Browser
from server.player.device import Device
from server.player.watch import Watcher, Written
from sessions.material.framework import ValueRef
from sessions.model.state import ValueContent
from sessions.wire import records as r
from sessions.wire.frames import Patch, encode

WORKSHOP = r.WorkshopRecord(
    "workshop",
    "T",
    "O",
    "",
    "nl",
    "a-b-c",
    "running",
    "r1",
    0,
    0,
    600,
    2,
    tables_frozen=True,
    rehearsal=False,
    nameless=False,
    door_shut=False,
    closed_at_ms=0,
    title_rev=0,
    values_rev=0,
)
RUN = r.RunRecord("r1", "A2b", 1, silent=True, opened_to="author", started_at_ms=0, timer_state="running", timer_version=1,
                  ends_at_ms=9, left_ms=0, ready=0)  # fmt: skip
NOTE = r.NoteRecord("n1", "r1", "t1", "rechtsstaat", ValueContent(ValueRef("privacy"), "mijn geheim"), "", "", 1, late=False,
                    hidden=False, behalf=False, verdict=None, reason="", choice_rev=0)  # fmt: skip


def me(table_id: str) -> r.MeRecord:
    return r.MeRecord(
        "me:x", "x", "", "", table_id, (), ready=False, asking=False, speaks_for=(), items=(), hand=0, has_floor=False, away=False
    )


class Room:
    """A watched device of somebody who did not write the note."""

    def __init__(self, role: str = "participant", table_id: str = "t1", name: str = "other") -> None:
        self.watcher = Watcher()
        self.device = Device(Browser("http://nowhere"), "s", role)
        self.watcher.watch(name, role, self.device)
        self.watcher.wrote(Written("n1", "author", "value", "r1", ["mijn geheim"]))
        # Only a participant has a `me`, and sits at a table.
        self.receive(WORKSHOP, RUN, *([me(table_id)] if role == "participant" else []))

    def receive(self, *put: r.Record) -> list[str]:
        """The leaks after a patch with these records."""
        frame = Patch("token", 1000, put, ())
        self.device._take(frame)
        assert self.device.on_frame is not None
        self.device.on_frame(encode(frame), frame)
        return self.watcher.leaks


@pytest.mark.parametrize("role", ["participant", "facilitator", "screen"])
def test_a_hidden_note_on_another_device_is_a_leak(role: str) -> None:
    assert Room(role).receive(NOTE)


def test_the_author_himself_may_have_it() -> None:
    assert not Room(name="author").receive(NOTE)


def test_the_words_of_a_hidden_note_in_any_record_are_a_leak() -> None:
    assert Room().receive(r.DecisionRecord("decision", "open", "naar mijn geheim", 1))


def test_the_id_of_a_hidden_note_in_any_record_is_a_leak() -> None:
    assert Room().receive(replace(me("t1"), mine=("n1",)))


def test_an_empty_frame_in_the_silence_tells_that_something_happened_and_is_a_leak() -> None:
    assert Room().receive()


def test_an_opened_note_is_for_its_own_table_and_the_facilitator() -> None:
    opened = replace(RUN, opened_to="table", timer_state="ended")
    assert not Room().receive(opened, NOTE)
    assert not Room("facilitator").receive(opened, NOTE)
    assert Room(table_id="t2").receive(opened, NOTE)
    assert Room("screen").receive(opened, NOTE)


def test_in_the_plenary_a_note_is_everybodys() -> None:
    opened = replace(RUN, opened_to="room", timer_state="ended")
    assert not Room("screen").receive(opened, NOTE)
    assert not Room(table_id="t2").receive(opened, NOTE)


def test_when_a_note_was_seen_is_counted_from_the_opening_of_its_run() -> None:
    room = Room()
    room.receive(replace(RUN, opened_to="table", timer_state="ended"), NOTE)
    table = room.watcher.seen()["value"]["table"]
    assert (table.notes, table.devices) == (1, 1)
    assert 0 <= table.first_ms <= table.last_ms
