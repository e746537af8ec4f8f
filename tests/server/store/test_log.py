# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The contract of a session's log, on a real server and on the simulated one."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from redis.asyncio import Redis
from redis.exceptions import RedisError

from server.settings import Settings
from server.store import (
    NO_LOG,
    Appended,
    Conflict,
    Duplicate,
    Early,
    Entry,
    Head,
    Item,
    RedisLog,
    Store,
    StoreDamaged,
    StoreUnavailable,
    open_store,
)
from server.store.connections import Keys, command, make_client, open_pool
from server.store.log import PAGE_ENTRIES, TAIL_ENTRIES
from tests.server.conftest import ServerProcess, StartServer
from tests.server.store.contract import SERVERS, client_of

S = "s1"


@pytest.fixture(params=SERVERS)
async def redis(request: pytest.FixtureRequest, redis_server: ServerProcess) -> AsyncIterator[Redis]:
    """A client of the server below `log`; the contract holds on the real one and on the simulated one."""
    async with client_of(request.param, redis_server) as client:
        yield client


@pytest.fixture
def log(redis: Redis, keys: Keys) -> RedisLog:
    return RedisLog(redis, keys)


def note(nonce: int, text: bytes = b"note", client: str = "", n: int = 0) -> Item:
    return Item(payload=text, nonce=nonce, client=client, n=n)


async def grown(log: RedisLog, after: Head, *items: Item) -> Head:
    """Append `items` and return the new head."""
    answer = await log.append(S, after, items)
    assert isinstance(answer, Appended), answer
    return answer.head


async def test_a_session_begins_with_its_first_entry(log: RedisLog) -> None:
    assert await log.read(S) is None
    answer = await log.append(S, NO_LOG, [note(7, b"\x00\xffopened", "phone", 1)])
    assert isinstance(answer, Appended)
    assert answer.entries == (Entry(1, 7, answer.now_ms, b"\x00\xffopened", "phone", 1),)
    assert answer.head.epoch
    assert answer.head == Head(answer.head.epoch, 1, 7)
    assert await log.read(S) == (answer.head, list(answer.entries))


async def test_a_session_cannot_begin_twice_and_the_second_gets_to_know_the_first(log: RedisLog) -> None:
    head = await grown(log, NO_LOG, note(1), note(2))
    answer = await log.append(S, NO_LOG, [note(3)])
    assert isinstance(answer, Conflict)
    assert (answer.head, answer.complete, [entry.nonce for entry in answer.tail]) == (head, True, [1, 2])


async def test_two_sessions_that_begin_have_different_epochs(log: RedisLog) -> None:
    first = await log.append("one", NO_LOG, [note(1)])
    second = await log.append("two", NO_LOG, [note(1)])
    assert isinstance(first, Appended)
    assert isinstance(second, Appended)
    assert first.head.epoch != second.head.epoch


async def test_entries_come_back_as_they_were_stored_in_order(log: RedisLog) -> None:
    head = await grown(log, NO_LOG, note(1, b"a", "anna", 1), note(2**64 - 1, b"b"))
    head = await grown(log, head, note(3, b"c", "bram", 2**53 - 1))
    found = await log.read(S)
    assert found is not None
    assert found[0] == head
    assert [(e.seq, e.nonce, e.payload, e.client, e.n) for e in found[1]] == [
        (1, 1, b"a", "anna", 1),
        (2, 2**64 - 1, b"b", "", 0),
        (3, 3, b"c", "bram", 2**53 - 1),
    ]
    assert await log.read_after(S, 2) == found[1][2:]


async def test_a_conflict_returns_the_missing_tail_and_writes_nothing(log: RedisLog) -> None:
    old = await grown(log, NO_LOG, note(1))
    head = await grown(log, old, note(2, b"two"), note(3, b"three"))
    answer = await log.append(S, old, [note(4, b"four", "phone", 1)])
    assert isinstance(answer, Conflict)
    assert [(e.seq, e.nonce, e.payload) for e in answer.tail] == [(2, 2, b"two"), (3, 3, b"three")]
    assert answer.complete
    assert answer.head == head
    assert await log.settled(S, "phone") is None
    found = await log.read(S)
    assert found is not None
    assert found[0] == head


async def test_a_tail_longer_than_one_answer_says_that_it_is_not_complete(log: RedisLog) -> None:
    old = await grown(log, NO_LOG, note(1))
    head = await grown(log, old, *(note(nonce) for nonce in range(2, TAIL_ENTRIES + 4)))
    answer = await log.append(S, old, [note(9999)])
    assert isinstance(answer, Conflict)
    assert len(answer.tail) == TAIL_ENTRIES
    assert not answer.complete
    rest = await log.read_after(S, answer.tail[-1].seq)
    assert rest[-1].seq == head.seq
    assert await log.read_following(S, old) == [*answer.tail, *rest]


async def test_a_lost_tail_under_the_same_seq_is_seen_by_its_nonce(log: RedisLog) -> None:
    base = await grown(log, NO_LOG, note(1))
    lost = Head(base.epoch, 2, 222)  # acknowledged once, then lost with the disk; another entry took its place
    regrown = await grown(log, base, note(2))
    answer = await log.append(S, lost, [note(3)])
    assert answer == Conflict(regrown, (), complete=False, now_ms=answer.now_ms)
    longer = await grown(log, regrown, note(3))
    answer = await log.append(S, lost, [note(4)])
    assert answer == Conflict(longer, (), complete=False, now_ms=answer.now_ms)
    assert await log.read_following(S, lost) is None
    assert await log.read_following(S, longer) == []


async def test_a_head_that_is_ahead_of_the_log_is_a_conflict_without_a_tail(log: RedisLog) -> None:
    head = await grown(log, NO_LOG, note(1))
    answer = await log.append(S, Head(head.epoch, 5, 55), [note(6)])
    assert answer == Conflict(head, (), complete=False, now_ms=answer.now_ms)
    assert await log.read_following(S, Head(head.epoch, 5, 55)) is None


async def test_a_log_of_another_epoch_or_none_at_all_is_a_conflict_without_a_tail(log: RedisLog) -> None:
    answer = await log.append(S, Head("gone", 1, 1), [note(2)])
    assert answer == Conflict(NO_LOG, (), complete=False, now_ms=answer.now_ms)
    head = await grown(log, NO_LOG, note(1))
    answer = await log.append(S, Head("gone", 1, 1), [note(2)])
    assert answer == Conflict(head, (), complete=False, now_ms=answer.now_ms)
    assert await log.read_following(S, Head("gone", 1, 1)) is None


async def test_a_duplicate_writes_nothing_and_tells_the_outcome(log: RedisLog) -> None:
    head = await grown(log, NO_LOG, note(1, client="anna", n=3))
    answer = await log.append(S, head, [note(2, client="bram", n=1), note(3, client="anna", n=3)])
    assert answer == Duplicate(index=1, n=3, outcome="", now_ms=answer.now_ms)
    assert await log.settled(S, "bram") is None
    assert await log.read_after(S, 1) == []
    answer = await log.append(S, head, [note(3, client="anna", n=2)])
    assert answer == Duplicate(index=0, n=3, outcome="", now_ms=answer.now_ms)


async def test_counters_are_compared_as_numbers(log: RedisLog) -> None:
    head = await grown(log, NO_LOG, note(1, client="anna", n=9))
    head = await grown(log, head, note(2, client="anna", n=10))
    assert await log.settled(S, "anna") == (10, "")
    assert isinstance(await log.append(S, head, [note(3, client="anna", n=9)]), Duplicate)


async def test_a_refusal_is_settled_without_an_entry(log: RedisLog) -> None:
    head = await grown(log, NO_LOG, note(1))
    answer = await log.append(S, head, [Item(b"", 0, "anna", 1, "note:too_long"), Item(b"", 0, "bram", 1)])
    assert answer == Appended((), head, now_ms=answer.now_ms)
    assert await log.settled(S, "anna") == (1, "note:too_long")
    assert await log.settled(S, "bram") == (1, "")
    answer = await log.append(S, head, [Item(b"", 0, "anna", 1, "note:too_long")])
    assert answer == Duplicate(index=0, n=1, outcome="note:too_long", now_ms=answer.now_ms)


async def test_refusals_and_entries_of_one_append_keep_their_order(log: RedisLog) -> None:
    head = await grown(log, NO_LOG, note(1))
    items = [note(2, b"a", "anna", 1), Item(b"", 0, "bram", 1, "locked"), note(3, b"c", "anna", 2)]
    answer = await log.append(S, head, items)
    assert isinstance(answer, Appended)
    assert [(e.seq, e.payload) for e in answer.entries] == [(2, b"a"), (3, b"c")]
    assert answer.head == Head(head.epoch, 3, 3)
    assert await log.read_after(S, 1) == list(answer.entries)
    assert (await log.settled(S, "anna"), await log.settled(S, "bram")) == ((2, ""), (1, "locked"))
    assert await log.standing(S, ["bram", "nobody", "anna"]) == ([(1, "locked"), None, (2, "")], answer.head)


async def test_what_is_too_early_is_not_written_and_the_clock_is_told(log: RedisLog) -> None:
    head = await grown(log, NO_LOG, note(1))
    now_ms = await log.now_ms()
    answer = await log.append(S, head, [note(2, client="anna", n=1)], not_before_ms=now_ms + 60_000)
    assert isinstance(answer, Early)
    assert now_ms <= answer.now_ms < now_ms + 60_000
    assert await log.settled(S, "anna") is None
    assert isinstance(await log.append(S, head, [note(2)], not_before_ms=answer.now_ms), Appended)


async def test_the_clock_of_a_log_never_runs_back(log: RedisLog, redis: Redis, keys: Keys) -> None:
    head = await grown(log, NO_LOG, note(1))
    ahead_ms = await log.now_ms() + 3_600_000  # the host's clock was an hour ahead, and was set right
    await redis.execute_command("HSET", keys.head(S), "ms", ahead_ms)  # type: ignore[no-untyped-call]
    answer = await log.append(S, head, [note(2)], not_before_ms=ahead_ms)
    assert isinstance(answer, Appended)
    assert answer.now_ms == answer.entries[0].at_ms == ahead_ms


async def test_an_append_repeated_after_a_lost_reply_finds_its_own_nonce(log: RedisLog) -> None:
    head = await grown(log, NO_LOG, note(1))
    await grown(log, head, note(2, b"mine"))
    answer = await log.append(S, head, [note(2, b"mine")])
    assert isinstance(answer, Conflict)
    assert [entry.nonce for entry in answer.tail] == [2]
    assert answer.complete


async def test_sessions_do_not_touch_each_other(log: RedisLog) -> None:
    await grown(log, NO_LOG, note(1, client="anna", n=5))
    answer = await log.append("s2", NO_LOG, [note(9, client="anna", n=1)])
    assert isinstance(answer, Appended)
    assert await log.settled(S, "anna") == (5, "")
    assert await log.settled("s2", "anna") == (1, "")


async def test_a_long_log_is_read_in_pages(log: RedisLog) -> None:
    count = 2 * PAGE_ENTRIES
    head = await grown(log, NO_LOG, *(note(nonce) for nonce in range(1, count + 1)))
    found = await log.read(S)
    assert found is not None
    assert found[0] == head
    assert [entry.nonce for entry in found[1]] == list(range(1, count + 1))


async def test_nothing_that_is_stored_goes_by_itself(store: Store, keys: Keys, redis_server: ServerProcess) -> None:
    """[LOG-05] Whoever comes back after a week finds the outcome of what he asked."""
    head = await grown(store.log, NO_LOG, note(1, client="anna", n=1))
    await store.log.append(S, head, [Item(b"", 0, "bram", 1, "not_now")])
    async with Redis(unix_socket_path=str(redis_server.socket)) as client:
        for name in (keys.log(S), keys.head(S), keys.clients(S)):
            assert await client.ttl(name) == -1, name


async def test_emptying_the_script_cache_is_survived(log: RedisLog, redis: Redis) -> None:
    head = await grown(log, NO_LOG, note(1))
    await redis.script_flush()
    assert (await grown(log, head, note(2))).seq == 2


async def test_a_hole_in_a_log_is_told_never_passed_over(log: RedisLog, redis: Redis, keys: Keys) -> None:
    head = await grown(log, NO_LOG, note(1), note(2), note(3))
    await redis.xdel(keys.log(S), "2-0")
    with pytest.raises(StoreDamaged, match="hole"):
        await log.read(S)
    await redis.delete(keys.log(S))
    with pytest.raises(StoreDamaged):
        await log.read(S)
    assert await log.read_following(S, head) is None


async def test_a_head_older_than_its_log_writes_nothing(log: RedisLog, redis: Redis, keys: Keys) -> None:
    head = await grown(log, NO_LOG, note(1), note(2))
    await redis.hset(keys.head(S), mapping={"seq": "1", "nonce": "1"})
    with pytest.raises(StoreDamaged):
        await log.append(S, Head(head.epoch, 1, 1), [note(3, client="anna", n=1)])
    assert await log.settled(S, "anna") is None


async def test_a_lost_tail_is_put_back_as_it_was(log: RedisLog, redis: Redis, keys: Keys) -> None:
    base = await grown(log, NO_LOG, note(1, client="anna", n=1))
    head = await grown(log, base, note(2, b"two", "anna", 2), note(3, b"three", "bram", 1))
    found = await log.read(S)
    assert found is not None
    await redis.delete(keys.log(S), keys.head(S), keys.clients(S))
    assert await log.restore(S, NO_LOG, base.epoch, found[1][:1])
    assert await log.head(S) == base
    assert not await log.restore(S, head, base.epoch, found[1][1:])  # not there
    assert await log.restore(S, base, base.epoch, found[1][1:])
    assert await log.read(S) == found
    assert await log.heads([S, "s2"]) == [head, NO_LOG]
    assert (await log.settled(S, "anna"), await log.settled(S, "bram")) == ((2, ""), (1, ""))
    assert isinstance(await log.append(S, head, [note(4, client="anna", n=2)]), Duplicate)


async def test_what_is_put_back_lowers_no_counter_and_no_clock(log: RedisLog, redis: Redis, keys: Keys) -> None:
    base = await grown(log, NO_LOG, note(1, client="anna", n=1))
    answer = await log.append(S, base, [Item(b"", 0, "anna", 9, "not_now")])
    assert isinstance(answer, Appended)
    ahead_ms = answer.now_ms + 3_600_000
    await redis.hset(keys.head(S), "ms", str(ahead_ms))
    assert await log.restore(S, base, base.epoch, [Entry(2, 2, answer.now_ms, b"two", "anna", 2)])
    assert await log.settled(S, "anna") == (9, "not_now")
    after = await log.append(S, Head(base.epoch, 2, 2), [note(3)])
    assert isinstance(after, Appended)
    assert after.now_ms == ahead_ms


@pytest.mark.parametrize(
    "items",
    [
        [],
        [Item(b"x", 0)],
        [Item(b"x", 2**64)],
        [Item(b"x", 1, "anna", 0)],
        [Item(b"x", 1, "anna", 2**53)],
        [Item(b"x", 1, "", 4)],
        [Item(b"x", 1, "anna", 1, "refused")],
        [Item(b"", 1)],
        [Item(b"", 1, "anna", 1)],
        [Item(b"x", 1, "anna", 2), Item(b"x", 2, "anna", 2)],
    ],
)
async def test_items_that_mean_nothing_are_a_mistake_of_the_caller(log: RedisLog, items: list[Item]) -> None:
    with pytest.raises(ValueError):
        await log.append(S, NO_LOG, items)
    assert await log.read(S) is None


@pytest.mark.parametrize("session_id", ["", "a}b", "a b", "x" * 65, "é"])
async def test_a_session_id_cannot_leave_its_hash_slot(log: RedisLog, session_id: str) -> None:
    with pytest.raises(ValueError):
        await log.read(session_id)


async def test_a_join_code_leads_to_one_session_until_it_is_dropped(log: RedisLog) -> None:
    assert await log.find_code("els-wilg-berk") is None
    assert await log.reserve_code("els-wilg-berk", "s1")
    assert await log.reserve_code("els-wilg-berk", "s1")  # a lost reply, asked again
    assert not await log.reserve_code("els-wilg-berk", "s2")
    assert await log.find_code("els-wilg-berk") == "s1"
    await log.drop_code("els-wilg-berk")
    await log.drop_code("els-wilg-berk")
    assert await log.reserve_code("els-wilg-berk", "s2")


async def test_kill_9_of_the_server_loses_nothing_acknowledged(start_server: StartServer) -> None:
    server = start_server()
    async with open_store(Settings(redis_url=server.url)) as store:
        head = NO_LOG
        for round_ in range(3):
            for n in range(1, 21):
                head = await grown(store.log, head, note(round_ * 20 + n, client=f"round {round_}", n=n))
            server.kill()
            with pytest.raises(StoreUnavailable) as refusal:
                await store.log.append(S, head, [note(999)])
            assert refusal.value.code == "lost"
            server.start_again()
            found = await store.log.read(S)
            assert found is not None
            assert found[0] == head
            assert len(found[1]) == head.seq == (round_ + 1) * 20
            assert await store.log.settled(S, f"round {round_}") == (20, "")


@pytest.mark.parametrize(
    ("code", "refuse"),
    [("readonly", ("REPLICAOF", "127.0.0.1", "1")), ("noreplicas", ("CONFIG", "SET", "min-replicas-to-write", "1"))],
)
async def test_after_a_failover_the_next_try_goes_where_the_address_leads_now(
    start_server: StartServer, code: str, refuse: tuple[str, ...]
) -> None:
    """An old primary may live on and refuse every change, on connections that nobody breaks off."""
    old, new = start_server(), start_server()
    async with open_store(Settings(redis_url=old.url)) as store, Redis(unix_socket_path=str(old.socket)) as admin:
        head = await grown(store.log, NO_LOG, note(1))
        await admin.execute_command(*refuse)  # type: ignore[no-untyped-call]
        new.socket.replace(old.socket)
        with pytest.raises(StoreUnavailable) as refusal:
            await store.log.append(S, head, [note(2)])
        assert refusal.value.code == code
        assert await store.log.head(S) == NO_LOG
        assert (await grown(store.log, NO_LOG, note(2))).seq == 1


async def test_a_probe_that_is_turned_away_sends_everybody_to_the_new_primary(start_server: StartServer) -> None:
    old, new = start_server(), start_server()
    async with open_store(Settings(redis_url=old.url)) as store, Redis(unix_socket_path=str(old.socket)) as admin:
        await store.log.probe("nobody", "1")
        await admin.execute_command("REPLICAOF", "127.0.0.1", "1")  # type: ignore[no-untyped-call]
        new.socket.replace(old.socket)
        with pytest.raises(StoreUnavailable):
            await store.log.probe("nobody", "2")
        await store.log.probe("nobody", "3")


async def test_an_append_that_was_given_up_leaves_nothing_for_the_next_one_to_read(start_server: StartServer) -> None:
    server = start_server()
    async with open_store(Settings(redis_url=server.url)) as store:
        head = await grown(store.log, NO_LOG, note(1))
        for n in range(2, 12):
            given_up = asyncio.create_task(store.log.append("other", NO_LOG, [note(n)]))
            await asyncio.sleep(0)
            given_up.cancel()
            head = await grown(store.log, head, note(n))
            # It may have been past the point at which it could be given up; its connection must not outlive the store.
            await asyncio.wait({given_up})
        assert head.seq == 11


async def test_no_command_is_repeated_behind_our_back() -> None:
    """[LOG-05] Only whoever asked knows whether asking again has effect twice."""
    asked: list[bytes] = []

    async def hear_and_hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(await reader.read(1000))
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(hear_and_hang_up, "127.0.0.1", 0)
    pool = open_pool(f"redis://127.0.0.1:{server.sockets[0].getsockname()[1]}")
    with pytest.raises(RedisError):
        await command(make_client(pool), "INCR", "counter")
    assert [b"INCR" in words for words in asked] == [True]
    await pool.aclose()
    server.close()
    await server.wait_closed()


async def test_a_server_without_memory_left_refuses_and_keeps_what_it_has(start_server: StartServer) -> None:
    server = start_server()
    async with open_store(Settings(redis_url=server.url)) as store:
        head = await grown(store.log, NO_LOG, note(1))
        async with Redis(unix_socket_path=str(server.socket)) as admin:
            await admin.config_set("maxmemory", "1")
            with pytest.raises(StoreUnavailable) as refusal:
                await store.log.append(S, head, [note(2, client="anna", n=1)])
            assert refusal.value.code == "oom"
            await admin.config_set("maxmemory", "0")
        assert (await grown(store.log, head, note(2, client="anna", n=1))).seq == 2
