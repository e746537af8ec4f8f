# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Logs taken away for good, or begun anew, on a real server."""

from __future__ import annotations

from redis.asyncio import Redis

from server.store import NO_LOG, Appended, Head, Item, Store
from server.store.connections import Keys

S = "s1"


async def grow(store: Store, count: int = 3) -> Head:
    answer = await store.log.append(S, NO_LOG, [Item(b"entry", number, f"c{number}", 1) for number in range(1, count + 1)])
    assert isinstance(answer, Appended)
    return answer.head


async def test_what_was_destroyed_is_put_back_by_no_script(store: Store) -> None:
    """[KEP-03]"""
    head = await grow(store)
    found = await store.log.read(S)
    assert found is not None
    assert await store.destruction.destroy(S, "operator")
    # A worker that had looked for the record just before it was there asks the script all the same.
    assert not await store.log.restore(S, NO_LOG, head.epoch, found[1])
    assert await store.log.head(S) == NO_LOG
    assert await store.log.is_destroyed(S)


async def test_only_what_is_still_where_it_was_judged_is_taken_away_or_replaced(store: Store) -> None:
    """[KEP-02] [KEP-05]"""
    old = await grow(store)
    answer = await store.log.append(S, old, [Item(b"more", 9)])
    assert isinstance(answer, Appended)
    assert not await store.destruction.destroy(S, "over", old)
    assert not await store.destruction.replace(S, old, [b"anew"], 1)
    assert await store.log.head(S) == answer.head
    assert await store.destruction.records() == []
    assert [key async for key in store.copies.scan("*staged*") if key.startswith(store.copies._keys.prefix)] == []


async def test_a_log_that_begins_anew_is_another_life_with_the_same_counters(store: Store, redis: Redis, keys: Keys) -> None:
    """[KEP-01]"""
    old = await grow(store)
    before = await store.copies.take(S)
    assert before is not None
    assert await store.destruction.replace(S, old, [b"anew"], before.at_ms)
    after = await store.copies.take(S)
    assert after is not None
    assert ([entry.payload for entry in after.entries], after.clients, after.at_ms) == ([b"anew"], before.clients, before.at_ms)
    assert after.head.epoch != old.epoch
    assert await store.log.read_following(S, old) is None
    assert await redis.ttl(keys.log(S)) == -1


async def test_the_file_is_written_anew_once_and_only_when_something_was_taken_away(store: Store) -> None:
    """[KEP-04]"""
    assert not await store.destruction.clean_file()
    await grow(store)
    await store.destruction.destroy(S, "operator")
    assert await store.destruction.clean_file()
    assert not await store.destruction.clean_file()


async def test_destroying_what_is_not_there_leaves_no_record(store: Store) -> None:
    """[KEP-04]"""
    assert not await store.destruction.destroy(S, "operator")
    assert await store.destruction.records() == []
