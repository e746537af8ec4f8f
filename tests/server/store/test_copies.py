# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whole sessions out of the store and into it, on a real server."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from redis.asyncio import Redis

from server.settings import Settings
from server.store import (
    NO_LOG,
    Appended,
    Conflict,
    Duplicate,
    Head,
    Item,
    LogCopies,
    Store,
    StoreDamaged,
    StoreError,
    StoreUnavailable,
    WholeLog,
    copies,
    open_store,
)
from server.store.connections import Keys
from server.store.log import PAGE_ENTRIES
from tests.server.conftest import ServerProcess, StartServer

S = "s1"
CODE = "els-wilg-berk"


async def grow(store: Store, count: int = 1, session_id: str = S) -> Head:
    """Append `count` entries of a client of their own, one of them with bytes that are no text."""
    found = await store.log.read(session_id)
    head = found[0] if found else NO_LOG
    items = [Item(b"\x00\xff\n" + bytes([n % 256]), 2**64 - 1 - head.seq - n, f"c{n}", head.seq + 1) for n in range(count)]
    answer = await store.log.append(session_id, head, items)
    assert isinstance(answer, Appended)
    return answer.head


async def taken(store: Store, session_id: str = S) -> WholeLog:
    whole = await store.copies.take(session_id)
    assert whole is not None
    return whole


async def keys_of(redis: Redis, prefix: str) -> list[bytes]:
    return sorted([key async for key in redis.scan_iter(match=f"{prefix}*")])


async def empty(redis: Redis, prefix: str) -> None:
    await redis.delete(*await keys_of(redis, prefix))


async def test_what_is_taken_and_put_back_is_equal_but_for_its_epoch(store: Store, redis: Redis, key_prefix: str) -> None:
    head = await grow(store, 2 * PAGE_ENTRIES + 1)
    await store.log.append(S, head, [Item(b"", 0, "refused one", 7, "not_now")])
    before = await taken(store)
    assert (before.head, len(before.entries), before.clients["refused one"]) == (head, head.seq, (7, "not_now"))
    await empty(redis, key_prefix)
    put = await store.copies.put(S, before, CODE)
    after = await taken(store)
    assert after == msgspec.structs.replace(before, head=put)
    assert (put.seq, put.nonce) == (head.seq, head.nonce)
    assert put.epoch
    assert put.epoch != head.epoch
    assert await store.log.read(S) == (put, list(before.entries))
    assert await store.log.find_code(CODE) == S


async def test_what_was_put_back_stays_and_goes_on_where_it_was(store: Store, redis: Redis, key_prefix: str) -> None:
    await grow(store, 3)
    before = await taken(store)
    await empty(redis, key_prefix)
    head = await store.copies.put(S, before, CODE)
    assert {await redis.ttl(key) for key in await keys_of(redis, key_prefix)} == {-1}
    again = await store.log.append(S, head, [Item(b"again", 9, "c2", 1)])
    assert isinstance(again, Duplicate)
    assert (again.n, again.outcome) == (1, "")
    fresh = await store.log.append(S, head, [Item(b"fresh", 9, "c2", 2)])
    assert isinstance(fresh, Appended)
    assert fresh.head == Head(head.epoch, 4, 9)
    assert fresh.now_ms >= before.at_ms


async def test_a_head_of_before_is_no_part_of_what_was_put_back(store: Store, redis: Redis, key_prefix: str) -> None:
    old = await grow(store, 3)
    before = await taken(store)
    await empty(redis, key_prefix)
    await store.copies.put(S, before, CODE)
    assert await store.log.read_following(S, old) is None
    answer = await store.log.append(S, old, [Item(b"x", 1)])
    assert isinstance(answer, Conflict)
    assert (answer.complete, answer.tail) == (False, ())


async def test_a_session_that_exists_is_never_touched(store: Store, redis: Redis, key_prefix: str) -> None:
    await grow(store, 3)
    before = await taken(store)
    await grow(store)
    now, names = await taken(store), await keys_of(redis, key_prefix)
    with pytest.raises(StoreError, match="exists already") as refusal:
        await store.copies.put(S, before, CODE)
    assert refusal.value.code == "log_exists"
    assert await taken(store) == now
    assert await keys_of(redis, key_prefix) == names


async def test_a_session_that_begins_while_its_copy_is_written_is_never_touched(
    store: Store, redis: Redis, key_prefix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await grow(store, 3)
    before = await taken(store)
    await empty(redis, key_prefix)
    reserve = store.log.reserve_code

    async def reserve_late(self: Any, code: str, session_id: str) -> bool:
        await grow(store)
        return await reserve(code, session_id)

    monkeypatch.setattr(type(store.log), "reserve_code", reserve_late)
    with pytest.raises(StoreError) as refusal:
        await store.copies.put(S, before, CODE)
    assert refusal.value.code == "log_exists"
    assert len((await taken(store)).entries) == 1
    assert await store.log.find_code(CODE) is None
    assert not [key for key in await keys_of(redis, key_prefix) if b"staged" in key]


async def test_a_code_that_leads_elsewhere_is_never_taken(store: Store, redis: Redis, key_prefix: str) -> None:
    await grow(store)
    before = await taken(store)
    await empty(redis, key_prefix)
    await store.log.reserve_code(CODE, "other")
    with pytest.raises(StoreError, match=f"The code {CODE} of workshop {S} leads to another workshop") as refusal:
        await store.copies.put(S, before, CODE)
    assert refusal.value.code == "code_taken"
    assert await store.log.find_code(CODE) == "other"
    assert await store.log.read(S) is None


async def test_a_session_without_a_code_and_without_clients_is_put_back_too(store: Store, redis: Redis, key_prefix: str) -> None:
    answer = await store.log.append(S, NO_LOG, [Item(b"x", 1)])
    assert isinstance(answer, Appended)
    before = await taken(store)
    assert before.clients == {}
    await empty(redis, key_prefix)
    head = await store.copies.put(S, before, "")
    assert await taken(store) == msgspec.structs.replace(before, head=head)
    assert await store.copies.codes() == {}


@pytest.mark.parametrize("steps", range(6))
async def test_a_crash_at_any_moment_leaves_nothing_that_a_room_opens(
    start_server: StartServer, monkeypatch: pytest.MonkeyPatch, steps: int
) -> None:
    """After `steps` answers the store is gone; when it is back, the session is there whole or not at all."""
    server = start_server()
    settings = Settings(redis_url=server.url)
    async with open_store(settings) as store:
        await grow(store, 2 * PAGE_ENTRIES)
        before = await taken(store)
        async with Redis.from_url(server.url) as redis:
            await redis.flushall()
        _die_after(server, store.copies, steps, monkeypatch)
        with pytest.raises(StoreUnavailable):
            await store.copies.put(S, before, CODE)
        monkeypatch.undo()
        server.start_again()
    async with open_store(settings) as store:
        assert await store.log.read(S) is None
        assert await store.copies.ids() == []
        async with Redis.from_url(server.url) as redis:
            left = [key async for key in redis.scan_iter() if b"code:" not in key]
            assert all([0 < await redis.ttl(key) <= copies.STAGED_S for key in left])
        head = await store.copies.put(S, before, CODE)
        assert await taken(store) == msgspec.structs.replace(before, head=head)


def _die_after(server: ServerProcess, taking: LogCopies, steps: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Kill the server before question number `steps` of putting back: two pages of entries, two of counters, code, commit."""
    left = steps

    def counted(name: str, kind: type) -> None:
        ask = getattr(kind, name)

        async def counting(*arguments: Any, **options: Any) -> Any:
            nonlocal left
            if left == 0:
                server.kill()
            left -= 1
            return await ask(*arguments, **options)

        monkeypatch.setattr(kind, name, counting)

    async def no_obstacle(*_: Any, **__: Any) -> None:
        return None

    monkeypatch.setattr(LogCopies, "obstacle", no_obstacle)
    counted("_write", LogCopies)
    counted("_commit", LogCopies)
    counted("reserve_code", type(taking._log))


async def test_the_counters_are_those_of_the_head_also_while_people_work(store: Store) -> None:
    """A counter without its entry would make a phone drop a note that is not there."""
    await grow(store)
    stop = asyncio.Event()

    async def work() -> None:
        head = (await taken(store)).head
        while not stop.is_set():
            answer = await store.log.append(S, head, [Item(b"note", head.seq + 1, "phone", head.seq + 1)])
            assert isinstance(answer, Appended)
            head = answer.head

    working = asyncio.create_task(work())
    seen: set[int] = set()
    while len(seen) < 20:
        whole = await taken(store)
        last = whole.entries[-1]
        assert (whole.head.seq, whole.head.nonce) == (last.seq, last.nonce)
        assert whole.at_ms == last.at_ms
        if last.seq > 1:
            assert whole.clients["phone"] == (last.n, "")
            seen.add(last.seq)
    stop.set()
    await working


async def test_all_sessions_of_the_prefix_are_found_and_no_other(redis_server: ServerProcess, key_prefix: str) -> None:
    """A prefix may hold what means something else in a pattern."""
    async with (
        open_store(Settings(redis_url=redis_server.url, key_prefix=f"{key_prefix}[a-c]*?^\\:")) as odd,
        open_store(Settings(redis_url=redis_server.url, key_prefix=f"{key_prefix}bxx^\\:")) as alike,
    ):
        for number in range(30):
            await grow(odd, session_id=f"s-{number:02}_")
            await odd.log.reserve_code(f"a-b-{number}", f"s-{number:02}_")
        await grow(alike, session_id="other")
        await alike.log.reserve_code("c-d-e", "other")
        assert await odd.copies.ids() == [f"s-{number:02}_" for number in range(30)]
        assert await odd.copies.codes() == {f"s-{number:02}_": f"a-b-{number}" for number in range(30)}
        assert await alike.copies.ids() == ["other"]
        assert await alike.copies.codes() == {"other": "c-d-e"}


async def test_a_damaged_log_is_told_never_taken_along(store: Store, redis: Redis, keys: Keys) -> None:
    await grow(store, 3)
    await redis.xdel(keys.log(S), "2-0")
    with pytest.raises(StoreDamaged, match="hole"):
        await store.copies.take(S)
    assert await store.copies.take("nobody") is None


async def test_a_store_without_memory_left_refuses_and_keeps_nothing_of_it(start_server: StartServer) -> None:
    server = start_server()
    async with open_store(Settings(redis_url=server.url)) as store, Redis.from_url(server.url) as admin:
        await grow(store, 3)
        before = await taken(store)
        await admin.flushall()
        await admin.config_set("maxmemory", "1")
        with pytest.raises(StoreUnavailable) as refusal:
            await store.copies.put(S, before, CODE)
        assert refusal.value.code == "oom"
        await admin.config_set("maxmemory", "0")
        assert await admin.dbsize() == 0
        await store.copies.put(S, before, CODE)


async def test_an_embedded_server_of_another_application_is_joined_only_on_request_and_left_running(short_dir: Path) -> None:
    settings = Settings(data_dir=short_dir / "data")
    async with open_store(settings) as first:
        with pytest.raises(StoreError) as refusal:
            async with open_store(settings):
                pass
        assert refusal.value.code == "data_dir_in_use"
        async with open_store(settings, join_running=True) as second:
            await grow(second)
        assert len((await taken(first)).entries) == 1
    async with open_store(settings, join_running=True) as alone:
        assert len((await taken(alone)).entries) == 1


@pytest.fixture
def short_dir() -> Iterator[Path]:
    # Not tmp_path: the embedded store's socket has a path of at most 108 bytes.
    with tempfile.TemporaryDirectory(prefix="wb-") as folder:
        yield Path(folder)
