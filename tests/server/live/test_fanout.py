# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A slow reader delays nobody, is kept within bounds, and is cut off when it stays slow (I12)."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any, cast

import pytest
from msgspec.structs import replace
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from server.live.fanout import Fanout, Member
from server.live.sealing import Sealer
from server.live.sockets import MAX_QUEUED_BYTES, Outbox
from server.process.listening import listen
from server.process.serving import serve
from server.settings import Settings
from server.store import Entry, Head
from sessions.model.viewer import Viewer
from sessions.wire import commands as c
from sessions.wire.frames import PROTOCOL, Drain, Hello, Settled, encode
from tests.patience import patient
from tests.server.house import House, Workshop, pack, raw_socket, unpack
from tests.sessions.world import START_MS, World

pytestmark = pytest.mark.asyncio(loop_scope="module")

BIG = b"x" * 65_536


async def member_of(workshop: Workshop, known: set[Member]) -> Member:
    """The one connection of the room that is not known yet."""
    (member,) = set((await workshop.room()).fanout.members()) - known
    return member


async def drained(socket: ClientConnection) -> None:
    """Read what is left until the connection is gone."""
    with contextlib.suppress(ConnectionClosed):
        while True:
            await socket.recv()


class Taken:
    """Where the frames of a page go: nowhere."""

    def __init__(self) -> None:
        self.frames: list[bytes] = []

    def send(self, frame: bytes) -> None:
        self.frames.append(frame)


def joined(fanout: Fanout, world: World, viewer: Viewer, secret_hash: str = "") -> tuple[Member, Taken]:
    """A page that has got its first view."""
    taken = Taken()
    member = Member(viewer, "page-1", cast("Outbox", taken), secret_hash)
    fanout.join(member, world.session, Head("e", 5, 5), "", Settled(0), START_MS)
    taken.frames.clear()
    return member, taken


def tell_of_a_note(fanout: Fanout, world: World) -> None:
    before = world.session
    world.add("p2", "n1")
    fanout.tell([before, world.session], (Entry(6, 6, START_MS, b"", "", 0),), Head("e", 6, 6))


async def test_the_late_end_of_an_old_connection_takes_nothing_from_the_new_one_of_the_same_page() -> None:
    """[WIR-05]"""
    world = World(people=2, checked=False)
    world.go("A2c1")
    fanout = Fanout(Sealer(b"k" * 32, "s1"))
    old, gone = joined(fanout, world, Viewer("participant", "p1"))
    _, stays = joined(fanout, world, Viewer("participant", "p1"))
    fanout.leave(old)
    tell_of_a_note(fanout, world)
    assert (len(gone.frames), len(stays.frames)) == (0, 1)


async def test_who_came_in_by_a_link_that_is_taken_away_gets_nothing_more() -> None:
    """[SEC-07]"""
    world = World(people=2, checked=False)
    world.go("A2c1")
    fanout = Fanout(Sealer(b"k" * 32, "s1"))
    keys = world.session.keys
    second, gone = joined(fanout, world, Viewer("facilitator"), "n" * 64)
    _, stays = joined(fanout, world, Viewer("facilitator"), keys.facilitator)
    fanout.revoke(replace(world.session, keys=replace(keys, second="n" * 64)))
    assert len(fanout) == 2
    fanout.revoke(world.session)
    assert second.revoked
    tell_of_a_note(fanout, world)
    assert (len(gone.frames), len(stays.frames)) == (0, 1)


async def test_a_reader_that_stands_still_is_cut_off_and_delays_nobody(house: House) -> None:
    """[WIR-09]"""
    workshop = await house.workshop(people=2)
    room = await workshop.room()
    async with workshop.device(workshop.people[0]) as healthy:
        known = set(room.fanout.members())
        cookie = workshop.people[1].cookie_header
        async with raw_socket(house.base_url, f"/ws/{workshop.id}/participant", cookie=cookie) as stalled:
            await stalled.send(pack(Hello("page-1", PROTOCOL)))
            await stalled.recv()
            stalled.transport.pause_reading()
            member = await member_of(workshop, known)
            assert isinstance(member.outbox, Outbox)
            sent = 0
            async with asyncio.timeout(patient(10)):
                while member in room.fanout.members():
                    # Nothing is a change of the room: this only fills the pipe of the one who does not read.
                    member.send(BIG)
                    sent += 1
                    assert member.outbox._waiting_bytes <= MAX_QUEUED_BYTES + len(BIG)
                    assert sent < 2000
                    if sent % 10 == 0:
                        await healthy.must(c.ChangeProfile(f"naam {sent}"))
                    await asyncio.sleep(0)
            stalled.transport.resume_reading()
            await drained(stalled)
            # No close frame got through: to the page it is a broken connection, after which it comes back.
            assert stalled.close_code == 1006
        assert room.fanout.members() == tuple(known)
        await healthy.must(c.ChangeProfile("klaar"))
        async with workshop.device(workshop.people[1]) as back:
            assert back.welcome is not None


async def test_a_reader_that_was_slow_for_a_while_gets_everything_in_order(house: House) -> None:
    """[WIR-09]"""
    workshop = await house.workshop(people=1)
    room = await workshop.room()
    async with raw_socket(house.base_url, f"/ws/{workshop.id}/participant", cookie=workshop.people[0].cookie_header) as slow:
        await slow.send(pack(Hello("page-1", PROTOCOL)))
        await slow.recv()
        slow.transport.pause_reading()
        (member,) = room.fanout.members()
        assert isinstance(member.outbox, Outbox)
        sent = 0
        async with asyncio.timeout(patient(10)):
            while not member.outbox._waiting:
                sent += 1
                member.send(encode(Drain(sent)) + bytes(4000))
                await asyncio.sleep(0)
            for _ in range(5):
                sent += 1
                member.send(encode(Drain(sent)) + bytes(4000))
            slow.transport.resume_reading()
            for number in range(1, sent + 1):
                frame = await slow.recv()
                assert isinstance(frame, bytes)
                assert unpack(frame[:-4000]) == Drain(number)
        sent += 1
        member.send(encode(Drain(sent)))
        assert unpack(await slow.recv()) == Drain(sent)
        assert not member.outbox._waiting
        assert member.outbox._waiting_bytes == 0


async def test_a_reader_that_stands_still_holds_back_send_in_the_server_below_us() -> None:
    """uvicorn's socket had no back-pressure below 0.52.1; HTTP answers and close frames rely on it."""
    blocked = asyncio.Event()

    async def flood(scope: Any, receive: Any, send: Any) -> None:
        assert scope["type"] == "websocket"
        await receive()
        await send({"type": "websocket.accept", "subprotocol": "waardenbord.v1"})
        for _ in range(2000):
            try:
                await asyncio.wait_for(send({"type": "websocket.send", "bytes": BIG}), 0.3)
            except TimeoutError:
                blocked.set()
                return

    settings = Settings(host="127.0.0.1", port=0)
    listening = listen(settings)
    ready = asyncio.Event()
    task = asyncio.create_task(serve(flood, listening, ready))
    await ready.wait()
    async with raw_socket(f"http://localhost:{listening.getsockname()[1]}", "/") as stalled:
        stalled.transport.pause_reading()
        async with asyncio.timeout(patient(10)):
            await blocked.wait()
        stalled.transport.abort()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
