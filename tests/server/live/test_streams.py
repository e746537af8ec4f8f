# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The second way to the board, where a network lets no WebSocket through: the same rules, counters and frames."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

import pytest

from server.live import streams
from server.live.draining import drain
from server.live.sockets import MAX_QUEUED_BYTES
from server.player.browser import Browser
from server.settings import Settings
from sessions.model.codes import Close, Refusal
from sessions.wire import commands as c
from sessions.wire.frames import PROTOCOL, SUBPROTOCOL, Do, Drain, Hello, Patch, Swapped, encode
from tests.client_constants import numbers
from tests.patience import patient
from tests.server.house import House, Player, Workshop, pack, serving, unpack, until, value
from tests.streaming import StreamPlayer, StreamSocket

pytestmark = pytest.mark.asyncio(loop_scope="module")

REFUSING = numbers("core/wire/stream.ts", "REFUSING")
"""With these a page takes it that something on the way will not have its command, and lets go of it."""

BIG = encode(Drain(1)) + bytes(40_000)


def by_stream(workshop: Workshop, browser: Browser, role: str = "participant", *, house: House | None = None) -> StreamPlayer:
    return StreamPlayer(workshop.at(browser, house), workshop.id, role)


@contextlib.asynccontextmanager
async def asked(
    browser: Browser, path: str, *, protocols: tuple[str, ...] = (SUBPROTOCOL,), hello: bytes = b""
) -> AsyncIterator[StreamSocket]:
    stream = StreamSocket(browser, path, protocols=protocols)
    await stream.send(hello or pack(Hello("page-1", PROTOCOL)))
    yield stream
    await stream.close()


async def code_of(stream: StreamSocket) -> int | None:
    """With which code a stream ends; None when it does not."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(patient(10)):
            async for _ in stream:
                pass
    return stream.close_code


async def is_settled(player: Player, command: c.Command) -> bool:
    """Whether the player is told in time that his command was carried out."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(patient(5)):
            return await player.do(command) is None
    return False


def changes(player: Player) -> list[tuple[tuple[object, ...], tuple[str, ...]]]:
    return [(frame.put, frame.drop) for frame in player.frames_seen if isinstance(frame, Patch) and (frame.put or frame.drop)]


async def test_a_silent_step_goes_the_same_by_stream_and_by_socket(house: House) -> None:
    """[WIR-16] [LCK-01]"""
    workshop = await house.workshop(people=2)
    first, second = workshop.people
    async with (
        workshop.facilitator() as desk,
        by_stream(workshop, first) as writer,
        workshop.device(first) as same,
        by_stream(workshop, second) as other,
    ):
        run = await desk.go("A2b")
        await writer.until(lambda: writer.workshop.current == run)
        await writer.must(c.AddNote("n1", run, value("xq-eerst"), "democratie"))
        await writer.until(lambda: "n1" in writer.records)
        assert await writer.do(c.EditNote("n1", 7, value("oud"))) == Refusal("stale_rev")
        # What changes nothing is settled all the same, and what was sent twice has effect once.
        await writer.must(c.ChangeProfile(writer.me.name))
        await writer.send_raw(pack(Do(1, c.AddNote("n1", run, value("xq-eerst"), "democratie"))))
        await writer.must(c.EditNote("n1", 1, value("xq-daarna")))
        await same.until(lambda: "n1" in same.records and same.note("n1").rev == writer.note("n1").rev)
        assert not any(b"xq-eerst" in frame or b"xq-daarna" in frame for frame in other.bytes_received)
        assert changes(writer) == changes(same)
        await desk.must(c.ShortenTimer(run))
        await other.until(lambda: "n1" in other.records)
        assert other.note("n1") == writer.note("n1")


async def test_what_is_sent_beside_a_stream_may_reach_another_worker(here: Settings) -> None:
    """[WIR-16] [LOG-14]"""
    async with serving(here) as first, serving(here) as second:
        workshop = await first.workshop(people=1)
        async with workshop.facilitator() as desk:
            run = await desk.go("A3")
            writer = by_stream(workshop, workshop.people[0])
            writer.beside = second.base_url
            async with writer:
                await writer.until(lambda: writer.workshop.current == run)
                await writer.must(c.AddNote("n1", run, value(), "democratie"))
                # Settled with its change, and not before.
                assert "n1" in writer.records
                assert await writer.do(c.EditNote("n9", 1, value())) == Refusal("unknown_note")
                assert await is_settled(writer, c.ChangeProfile(writer.me.name))
                await desk.until(lambda: "n1" in desk.records)


async def test_whoever_may_not_come_in_is_told_as_a_socket_tells(house: House) -> None:
    """[WIR-16] [WIR-15]"""
    workshop = await house.workshop(people=2)
    kim = workshop.people[0]
    path = f"/ws/{workshop.id}/participant"
    other_page = (SUBPROTOCOL, "waardenbord.for.p0123456789abcdef")
    for browser, protocols, hello, code in (
        (Browser(house.base_url), (SUBPROTOCOL,), b"", Close.NOT_AUTHORISED),
        (kim, (), b"", Close.RELOAD),
        (kim, other_page, b"", Close.OTHER_PERSON),
        (kim, (SUBPROTOCOL,), b"nothing", Close.BAD_FRAME),
        (kim, (SUBPROTOCOL,), pack(Hello("page-1", 1)), Close.RELOAD),
    ):
        async with asked(browser, path, protocols=protocols, hello=hello) as stream:
            if protocols is other_page:
                assert isinstance(unpack(await stream.recv()), Swapped)
            assert await code_of(stream) == code
            assert stream.headers["content-type"] == "text/event-stream"
            assert stream.headers["x-accel-buffering"] == "no"
            assert "no-transform" in stream.headers["cache-control"]
    async with workshop.device(kim) as before:
        n = len(before.records)
        # A command beside no stream of his: nobody's, or of a page that was drawn for somebody else.
        for browser, protocols, page in (
            (Browser(house.base_url), (SUBPROTOCOL,), "page-1"),
            (kim, other_page, "page-1"),
            (kim, (), "page-1"),
            (kim, (SUBPROTOCOL,), "?"),
        ):
            stream = StreamSocket(browser, path, protocols=protocols)
            stream._page = page
            await stream.send(pack(Do(1, c.ChangeProfile("een ander"))))
            assert await code_of(stream) == 1006
            # It keeps what it has to send, and its next stream says why.
            assert 400 <= stream.refused_with < 500
            assert stream.refused_with not in REFUSING
            await stream.close()
        await before.settle()
        assert (len(before.records), before.me.name) == (n, "")


async def test_a_stream_that_is_not_read_is_cut_off_and_delays_nobody(house: House) -> None:
    """[WIR-16] [WIR-09]"""
    workshop = await house.workshop(people=2)
    room = await workshop.room()
    async with workshop.device(workshop.people[0]) as healthy:
        known = set(room.fanout.members())
        async with asked(workshop.people[1], f"/ws/{workshop.id}/participant") as stalled:
            await stalled.recv()
            (member,) = set(room.fanout.members()) - known
            assert isinstance(member.outbox, streams.StreamOutbox)
            stalled.pause()
            sent = 0
            async with asyncio.timeout(patient(20)):
                while member in room.fanout.members():
                    member.send(BIG)
                    sent += 1
                    assert member.outbox._waiting_bytes <= MAX_QUEUED_BYTES + 2 * len(BIG)
                    assert sent < 2000
                    if sent % 10 == 0:
                        await healthy.must(c.ChangeProfile(f"naam {sent}"))
                    await asyncio.sleep(0)
        async with by_stream(workshop, workshop.people[1]) as back:
            assert back.welcome is not None


async def test_of_one_person_the_newest_streams_stay(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """[WIR-16] [CON-04]"""
    monkeypatch.setattr(streams, "SIGN_OF_LIFE_S", 0.05)
    workshop = await house.workshop(people=1)
    path = f"/ws/{workshop.id}/participant"
    async with contextlib.AsyncExitStack() as stack:
        open_now: list[StreamSocket] = []
        for _ in range(12):
            open_now.append(await stack.enter_async_context(asked(workshop.people[0], path)))
            await open_now[-1].recv()
        await until(lambda: open_now[-1].signs_of_life > 2)
        async with workshop.device(workshop.people[0]):
            assert await code_of(open_now[0]) == Close.TOO_MANY_PAGES
            assert open_now[1].close_code is None


async def test_a_worker_that_stops_sends_streams_elsewhere_and_ends_at_once(here: Settings) -> None:
    """[WIR-16] [LOG-15]"""
    async with serving(here) as house:
        workshop = await house.workshop(people=1)
        async with by_stream(workshop, workshop.people[0]) as player:
            ending = asyncio.create_task(drain(house.rooms, 60_000, lambda: False))
            await player.until(lambda: any(isinstance(frame, Drain) for frame in player.frames_seen))
            late = by_stream(workshop, workshop.people[0])
            await late.connect()
            assert late.closed is not None
            assert late.closed[0] == Close.COME_BACK
            await late.disconnect()
        await asyncio.wait_for(ending, patient(5))
        house.rooms.draining = False
        stays = by_stream(workshop, workshop.people[0])
        await stays.connect()
        begun_s = asyncio.get_running_loop().time()
    assert asyncio.get_running_loop().time() - begun_s < patient(4)
    await stays.wait_closed()
    assert stays.closed is not None
    assert stays.closed[0] == 1006
    await stays.disconnect()
