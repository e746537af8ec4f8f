# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A worker that takes in several entries at once, and a page that had seen the first of them elsewhere."""

from __future__ import annotations

from typing import cast

import msgspec
import pytest

from server.live.fanout import Fanout, Member
from server.live.sealing import Sealer
from server.live.sockets import Outbox
from server.store import Entry, Head
from sessions.model.viewer import Viewer
from sessions.wire import commands as c
from sessions.wire.frames import ServerFrame, Settled, Welcome
from tests.sessions.world import SCRIBE, START_MS, World, person, value

SEALER = Sealer(b"k" * 32, "s1")


class Kept:
    """Where the frames of a page go: nowhere."""

    def __init__(self) -> None:
        self.frames: list[bytes] = []

    def send(self, frame: bytes) -> None:
        self.frames.append(frame)


def welcomed(fanout: Fanout, world: World, viewer: Viewer, seen: Head, head: Head) -> Welcome:
    kept = Kept()
    member = Member(viewer, "client", cast("Outbox", kept))
    fanout.join(member, world.session, head, SEALER.seal(seen), Settled(0), START_MS)
    size = kept.frames[0][1] & 127
    frame = msgspec.msgpack.decode(kept.frames[0][2 if size < 126 else 4 :], type=ServerFrame)
    assert isinstance(frame, Welcome)
    return frame


@pytest.mark.parametrize("at_once", [True, False])
def test_a_page_that_saw_a_note_come_gets_to_know_that_it_went(at_once: bool) -> None:
    """[WIR-06]"""
    world = World(people=2, checked=False)
    world.go("A2c1")
    before = world.session
    world.add("p1", "n1")
    between = world.session
    world.ok(c.DeleteNote("n1", 1), person("p1"))
    entries = tuple(Entry(seq, seq, START_MS, b"", "", 0) for seq in (5, 6))
    fanout = Fanout(SEALER)
    if at_once:
        fanout.tell([before, between, world.session], entries, Head("e", 6, 6))
    else:
        fanout.tell([before, between], entries[:1], Head("e", 5, 5))
        fanout.tell([between, world.session], entries[1:], Head("e", 6, 6))
    welcome = welcomed(fanout, world, Viewer("participant", "p1"), Head("e", 5, 5), Head("e", 6, 6))
    assert welcome.resumed
    assert "n1" in welcome.drop


def test_a_person_who_was_moved_and_moved_back_gets_a_full_view() -> None:
    """[WIR-06]"""
    world = World(people=9, checked=False)
    world.go("A2c1")
    states = [world.session]
    home = world.table_of("p1")
    away = next(table for table in world.session.tables if table != home)
    for table in (away, home):
        world.seat("p1", table)
        states.append(world.session)
    entries = tuple(Entry(seq, seq, START_MS, b"", "", 0) for seq in (5, 6))
    fanout = Fanout(SEALER)
    fanout.tell(states, entries, Head("e", 6, 6))
    viewer = Viewer("participant", "p1")
    assert not welcomed(fanout, world, viewer, Head("e", 5, 5), Head("e", 6, 6)).resumed


def test_a_scribe_who_comes_back_sees_a_note_of_two_circles_as_on_a_fresh_page() -> None:
    """[WIR-06] [CIR-06]"""
    world = World(people=9, checked=False)
    for proxy in ("oma", "opa"):
        world.ok(c.AddProxy(proxy, "t1"), SCRIBE)
    world.go("A2c1")
    world.ok(c.AddNote("n", world.session.current, value(), "democratie", "oma"), SCRIBE)
    # The scribe sees the table, where opa sits, and what oma wrote there, who sits elsewhere now.
    world.seat("oma", "t2")
    states = [world.session, world.session]
    world.ok(c.EditNote("n", 1, value("integrity")), SCRIBE)
    states.append(world.session)
    fanout = Fanout(SEALER)
    fanout.tell(states, tuple(Entry(seq, seq, START_MS, b"", "", 0) for seq in (5, 6)), Head("e", 6, 6))
    back = welcomed(fanout, world, SCRIBE, Head("e", 5, 5), Head("e", 6, 6))
    assert back.resumed
    assert {record.id: record for record in back.put}["n"] == world.view(SCRIBE)["n"]
