# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a worker hears of the appends of others, on a real server."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from redis.asyncio import Redis

from server.settings import Settings
from server.store import NO_LOG, Appended, Entry, Feed, Head, Item, Store, StoreUnavailable, connections, feed, open_store
from server.store.connections import Keys
from server.store.entries import Published, published_from_message
from tests.patience import patient
from tests.server.conftest import StartServer
from tests.server.house import until

S = "s1"
SOON_S = 10.0


class Room:
    """Keeps what the feed brings, and lets a test wait for it."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, tuple[Entry, ...]]] = []
        self.resubscribed: list[str] = []
        self._changed = asyncio.Event()

    def on_entries(self, session_id: str, entries: tuple[Entry, ...]) -> None:
        self.heard.append((session_id, entries))
        self._changed.set()
        if entries[0].payload == b"a mistake":
            raise RuntimeError("a room's own mistake")

    def on_resubscribed(self, session_id: str) -> None:
        self.resubscribed.append(session_id)
        self._changed.set()

    async def until(self, *, heard: int = 0, resubscribed: int = 0) -> None:
        async with asyncio.timeout(patient(SOON_S)):
            while len(self.heard) < heard or len(self.resubscribed) < resubscribed:
                self._changed.clear()
                await self._changed.wait()

    def payloads(self) -> list[bytes]:
        return [entry.payload for _, entries in self.heard for entry in entries]


@pytest.fixture
async def room() -> Room:
    return Room()


@pytest.fixture
async def heard(store: Store, room: Room) -> AsyncIterator[Feed]:
    async with store.open_feed(room.on_entries, room.on_resubscribed) as feed:
        assert isinstance(feed, Feed)
        yield feed


async def say(store: Store, after: Head, *payloads: bytes, session_id: str = S) -> Head:
    items = [Item(payload, after.seq + i) for i, payload in enumerate(payloads, 1)]
    answer = await store.log.append(session_id, after, items)
    assert isinstance(answer, Appended)
    return answer.head


async def test_entries_of_one_append_arrive_together_as_they_were_stored(store: Store, heard: Feed, room: Room) -> None:
    await heard.subscribe(S)
    answer = await store.log.append(S, NO_LOG, [Item(b"\x00\xff", 2**64 - 1, "anna", 7), Item(b"b", 2)])
    assert isinstance(answer, Appended)
    await room.until(heard=1)
    assert room.heard == [(S, answer.entries)]


async def test_everything_after_the_confirmation_is_heard_in_order(store: Store, heard: Feed, room: Room) -> None:
    await heard.subscribe(S)
    head = NO_LOG
    for number in range(50):
        head = await say(store, head, b"%d" % number)
    await room.until(heard=50)
    assert room.payloads() == [b"%d" % number for number in range(50)]
    assert room.resubscribed == []


async def test_there_is_one_publication_for_each_append_with_entries(store: Store, redis: Redis, keys: Keys) -> None:
    async with redis.pubsub() as listener:
        await listener.subscribe(keys.channel(S))
        head = await say(store, NO_LOG, b"a", b"b", b"c")
        refused = await store.log.append(S, head, [Item(b"", 0, "anna", 1, "locked")])
        assert isinstance(refused, Appended)
        last = await say(store, head, b"d")
        messages = [await listener.get_message(timeout=patient(SOON_S)) for _ in range(3)]
        assert await listener.get_message(timeout=0) is None
    first, second = (published_from_message(message["data"]) for message in messages[1:])
    assert (first.after, first.head, len(first.entries)) == (NO_LOG, head, 3)
    assert (second.after, second.head, len(second.entries)) == (head, last, 1)


async def test_other_sessions_are_not_heard_nor_what_was_let_go_of(store: Store, heard: Feed, room: Room) -> None:
    await heard.subscribe(S)
    await heard.subscribe("s2")
    head = await say(store, NO_LOG, b"first")
    await room.until(heard=1)
    await heard.unsubscribe(S)
    await heard.unsubscribe(S)
    await say(store, head, b"not heard")
    await say(store, NO_LOG, b"not heard either", session_id="s3")
    await say(store, NO_LOG, b"heard", session_id="s2")
    await room.until(heard=2)
    assert room.payloads() == [b"first", b"heard"]


async def test_letting_go_and_listening_again_at_once_misses_nothing_afterwards(store: Store, heard: Feed, room: Room) -> None:
    head = NO_LOG
    for round_ in range(20):
        subscribing = asyncio.create_task(heard.subscribe(S))
        await asyncio.sleep(0)
        if round_ % 2:
            await heard.unsubscribe(S)
            await heard.subscribe(S)
        await heard.subscribe(S)
        head = await say(store, head, b"%d" % round_)
        await room.until(heard=round_ + 1)
        await heard.unsubscribe(S)
        subscribing.cancel()
        await asyncio.wait([subscribing])
    assert room.payloads() == [b"%d" % round_ for round_ in range(20)]


async def test_after_a_broken_connection_every_room_is_told_to_read_again(
    store: Store, heard: Feed, room: Room, redis: Redis
) -> None:
    await heard.subscribe(S)
    await heard.subscribe("s2")
    broken = heard._connection
    await redis.client_kill_filter(_type="pubsub")
    await until(lambda: heard._connection not in (None, broken) and heard.connected)
    assert sorted(room.resubscribed) == [S, "s2"]
    await say(store, NO_LOG, b"again")
    await room.until(heard=1)
    assert room.payloads() == [b"again"]


async def test_a_publication_that_does_not_follow_is_not_delivered(
    store: Store, heard: Feed, room: Room, keys: Keys, redis: Redis
) -> None:
    await heard.subscribe(S)
    head = await say(store, NO_LOG, b"one")
    await room.until(heard=1)
    # The same seq once more, as after a rollback of the log.
    await redis.delete(keys.log(S), keys.head(S))
    other = await say(store, NO_LOG, b"one of another life")
    await until(lambda: len(room.heard) + len(room.resubscribed) == 2)
    assert other.epoch != head.epoch
    assert room.payloads() == [b"one"]
    await say(store, other, b"two")
    await room.until(heard=2)
    assert room.payloads() == [b"one", b"two"]


@pytest.mark.parametrize("message", [b"", b"\x00", b"\x00\x00\x00\x09abc", b"\x00\x00\x00\x01a" * 9, b"\x00\x00\x00\x00" * 8])
async def test_what_cannot_be_read_makes_the_room_read_the_log(
    heard: Feed, room: Room, keys: Keys, redis: Redis, message: bytes
) -> None:
    await heard.subscribe(S)
    await redis.publish(keys.channel(S), message)
    await room.until(resubscribed=1)
    assert room.heard == []


async def test_a_rooms_mistake_does_not_end_the_feed(store: Store, heard: Feed, room: Room) -> None:
    await heard.subscribe(S)
    head = await say(store, NO_LOG, b"a mistake")
    await say(store, head, b"heard")
    await room.until(heard=2)


async def test_the_feed_comes_back_with_the_server(start_server: StartServer, room: Room) -> None:
    server = start_server()
    async with (
        open_store(Settings(redis_url=server.url)) as store,
        store.open_feed(room.on_entries, room.on_resubscribed) as feed,
    ):
        await feed.subscribe(S)
        head = await say(store, NO_LOG, b"one")
        await room.until(heard=1)
        server.kill()
        server.start_again()
        await room.until(resubscribed=1)
        assert room.resubscribed == [S]
        assert feed.connected
        await say(store, head, b"two")
        await room.until(heard=2)


async def test_a_subscription_without_a_server_fails_and_comes_true_later(
    start_server: StartServer, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed, "REPLY_TIMEOUT_S", 0.05)
    server = start_server()
    async with open_store(Settings(redis_url=server.url)) as store:
        server.kill()
        async with store.open_feed(room.on_entries, room.on_resubscribed) as listening:
            with pytest.raises(StoreUnavailable):
                await listening.subscribe(S)
            assert not listening.connected
            server.start_again()
            await room.until(resubscribed=1)
            assert listening.connected


async def test_a_connection_that_falls_silent_is_replaced(
    start_server: StartServer, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed, "PING_EVERY_S", 0.1)
    server = start_server()
    async with (
        open_store(Settings(redis_url=server.url)) as store,
        store.open_feed(room.on_entries, room.on_resubscribed) as listening,
    ):
        await listening.subscribe(S)
        with server.frozen():
            async with asyncio.timeout(patient(SOON_S)):
                while listening.connected:  # noqa: ASYNC110 # it tells nobody
                    await asyncio.sleep(0.01)
        await room.until(resubscribed=1)


def test_a_publication_knows_its_heads() -> None:
    message = b"".join(
        len(part).to_bytes(4, "big") + part
        for part in (b"e2", b"1700", b"e1", b"41", b"9", b"5", b"anna", b"3", b"x", b"6", b"", b"0", b"y")
    )
    assert published_from_message(message) == Published(
        Head("e1", 41, 9), "e2", (Entry(42, 5, 1700, b"x", "anna", 3), Entry(43, 6, 1700, b"y", "", 0))
    )
    assert published_from_message(message).head == Head("e2", 43, 6)


async def test_a_feed_ends_also_when_a_cancellation_is_lost(settings: Settings, room: Room) -> None:
    """As one is that meets a timeout of the connection: a worker would else wait for ever at its end."""
    lost, asked = 0, asyncio.Event()

    async def loses_the_first(*_: str) -> None:
        nonlocal lost
        asked.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            lost += 1
            if lost > 1:
                raise

    assert settings.redis_url is not None
    pool = connections.open_pool(settings.redis_url)
    async with asyncio.timeout(patient(SOON_S)):
        async with Feed(pool, Keys("t:"), room.on_entries, room.on_resubscribed, loses_the_first):
            await asked.wait()
    await pool.aclose()
    assert lost >= 1
