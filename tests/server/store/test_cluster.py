# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The store on a real cluster: logs in one part go on while others move or are down. Whole workshops under load, with replicas
and failovers: tests/faults/cluster.py.
"""

from __future__ import annotations

import asyncio
import inspect
import shutil
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, cast

import msgspec
import pytest
import pytest_asyncio
from redis import Redis
from redis.crc import key_slot
from redis.exceptions import MovedError, RedisError, TryAgainError

from server.checkup import look
from server.settings import Settings
from server.store import (
    DOSSIER,
    NO_LOG,
    Appended,
    Conflict,
    Duplicate,
    Head,
    Item,
    Store,
    StoreError,
    StoreUnavailable,
    cluster_client,
    feed,
    lanes,
    open_store,
)
from server.store.cluster import Nodes
from server.store.connections import Keys
from server.store.errors import translate
from server.store.identity import ServerIdentity
from tests.faults import cluster as real
from tests.faults.cluster import ClusterStore
from tests.patience import patient
from tests.running import free_port
from tests.server.conftest import ServerProcess, StartServer
from tests.server.house import until
from tests.server.store.test_feed import Room, say

pytestmark = pytest.mark.asyncio(loop_scope="module")

PARTS = 3


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def cluster() -> AsyncIterator[ClusterStore]:
    """Three servers, each of which keeps a part; without replicas, so that a part can be down."""
    folder = Path(tempfile.mkdtemp(prefix="wb-"))
    cluster = ClusterStore(folder, primaries=PARTS, replicas=0)
    try:
        await cluster.start()
        yield cluster
    finally:
        cluster.kill()
        shutil.rmtree(folder)


@pytest.fixture
def there(cluster: ClusterStore, tmp_path: Path) -> Settings:
    return Settings(redis_url=cluster.url, replicas=0, data_dir=tmp_path / "data", host="127.0.0.1", port=0)


def one_of_each_part(store: Store) -> list[str]:
    """A log for each server."""
    return [together[0] for together in store.together([f"s{number}" for number in range(30)])]


async def test_all_that_is_named_after_one_log_is_in_one_slot_and_published_there() -> None:
    keys = Keys("wb:", in_cluster=True)
    names = [
        made("s1", *["x"] * (len(inspect.signature(made).parameters) - 1))
        for name, made in inspect.getmembers(keys, inspect.ismethod)
        if next(iter(inspect.signature(made).parameters), "") == "log_id" and name not in ("which", "_of")
    ]
    assert len(names) >= 9
    assert len({key_slot(name.encode()) for name in names}) == 1
    assert keys.saying("redis.call('PUBLISH', x)") == "redis.call('SPUBLISH', x)"
    # A pattern hears no sharded channel, and whoever keeps the archive up listens to all cases at once.
    assert Keys("wb:", DOSSIER, in_cluster=True).saying("'PUBLISH'") == "'PUBLISH'" == Keys("wb:").saying("'PUBLISH'")


async def test_a_log_moves_to_another_server_key_by_key_while_two_workers_go_on_with_it(
    cluster: ClusterStore, there: Settings
) -> None:
    """[CLU-01] [CLU-02] What is moving is asked at both (ASK), what has moved at the new one (MOVED)."""
    room = Room()
    async with (
        open_store(there) as ours,
        open_store(there) as theirs,
        theirs.open_feed(room.on_entries, room.on_resubscribed) as heard,
    ):
        await heard.subscribe("s1")
        head = await say(ours, NO_LOG, b"before")
        await room.until(heard=1)
        slot = real.slot_of("s1")
        source = cluster.keeper(slot)
        target = next(store for store in cluster.stores if store is not source)
        stored = [b"before"]
        has_moved = asyncio.Event()

        async def write_on() -> Head:
            at = head
            while not has_moved.is_set():
                text = b"while it moves %d" % len(stored)
                at = await persist(ours, at, text)
                stored.append(text)
            return await persist(ours, at, b"after")

        writing = asyncio.create_task(write_on())
        for _ in real.moving(cluster, slot, target):
            await asyncio.sleep(0.05)  # half of it is here and half there
        has_moved.set()
        head = await writing
        await until(lambda: bool(room.resubscribed) and heard.connected)
        before = len(room.heard)
        await say(ours, head, b"heard again")
        await room.until(heard=before + 1)
        found = await theirs.log.read("s1")
    assert cluster.keeper(slot) is target
    assert found is not None
    assert [entry.payload for entry in found[1]] == [*stored, b"after", b"heard again"]
    assert room.payloads()[-1] == b"heard again"
    assert len(stored) > 1


async def persist(store: Store, head: Head, payload: bytes) -> Head:
    """As a room does: the same again, with the same nonce, until it has its answer."""
    item = Item(payload, hash(payload) % 2**60 + 1)
    async with asyncio.timeout(patient(20)):
        while True:
            try:
                answer = await store.log.append("s1", head, [item])
            except StoreUnavailable:
                await asyncio.sleep(0.05)
                continue
            if isinstance(answer, Appended):
                return answer.head
            assert isinstance(answer, Conflict)
            assert [entry.nonce for entry in answer.tail] == [item.nonce]
            return answer.head


async def test_when_a_part_is_down_only_its_logs_wait_and_they_go_on_afterwards(
    cluster: ClusterStore, there: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[CLU-03] [CLU-04]"""
    monkeypatch.setattr(feed, "PROBE_EVERY_S", 0.2)
    monkeypatch.setattr(feed, "PROBE_AGAIN_S", 0.05)
    async with open_store(msgspec.structs.replace(there, key_prefix="down:")) as store:
        away, *others = one_of_each_part(store)
        room = Room()
        async with store.open_feed(room.on_entries, room.on_resubscribed) as heard:
            heads = {log_id: await say(store, NO_LOG, b"one", session_id=log_id) for log_id in (away, *others)}
            for log_id in heads:
                await heard.subscribe(log_id)
            down = cluster.keeper(real.slot_of(away))
            down.kill()
            with pytest.raises(StoreUnavailable):
                await say(store, heads[away], b"two", session_id=away)
            for log_id in others:
                async with asyncio.timeout(patient(1)):
                    await say(store, heads[log_id], b"two", session_id=log_id)
            await room.until(heard=len(others))
            await until(lambda: heard.partly.startswith("in 1 of 3 parts"))
            assert heard.trouble == heard.own_trouble == ""
            assert heard.connected
            assert len(store.together([away, *others])) == PARTS
            assert await store.log.heads(others)
            assert await store.log.now_ms()
            assert (await store.memory()).used_bytes
            await store.check_again()
            told = [each.said async for each in look(there, None) if each.weight == "bad"]
            assert told == [f"127.0.0.1:{down.port} does not answer: what it keeps waits until it, or a replica, does."]
            await down.start()
            await cluster.steady()
            await until(lambda: heard.partly == "")
            await say(store, heads[away], b"two", session_id=away)
            await until(lambda: (away, b"two") in [(log_id, each.payload) for log_id, several in room.heard for each in several])
            assert away in room.resubscribed
            assert set(others).isdisjoint(room.resubscribed)


async def test_what_is_asked_of_all_servers_is_asked_of_each(cluster: ClusterStore, there: Settings) -> None:
    """[CLU-05] Looking for logs, writing the files anew, taking away with a code that lies elsewhere, and `check`."""
    settings = msgspec.structs.replace(there, key_prefix="all:")
    async with open_store(settings) as store:
        logs = one_of_each_part(store)
        for log_id in logs:
            await say(store, NO_LOG, b"one", session_id=log_id)
            assert await store.log.reserve_code(f"code-{log_id}", log_id)
        assert await store.copies.ids() == sorted(logs)
        assert {head.seq for head, _ in await store.copies.last_ms(logs)} == {1}
        assert min(await store.copies.sizes_bytes(logs)) > 0
        whole = await store.copies.take(logs[0])
        assert await store.destruction.destroy(logs[0], "operator")
        await store.destruction.clean_up()
        assert whole is not None
        assert await store.log.find_code(f"code-{logs[0]}") is None
        await store.copies.put(logs[0], whole, "code", also_destroyed=True)
        assert await store.bin.put(logs[1], "operator")
        assert await store.bin.take_back(logs[1])
    for part in cluster.stores:
        assert int(part.ask("INFO", "persistence")["aof_rewrites"]) > 0
    findings = [each async for each in look(settings, None)]
    assert [each.weight for each in findings if each.about == "store" and "before it answers" in each.said] == ["good"] * PARTS
    assert [each.weight for each in findings if each.about == "clock"] == ["good"] * PARTS


async def test_one_server_of_a_cluster_is_no_store_and_one_that_evicts_spoils_all(cluster: ClusterStore, there: Settings) -> None:
    """[LOG-10]"""

    async def refused(settings: Settings) -> str:
        with pytest.raises(StoreError) as error:
            async with open_store(settings):
                pass
        return error.value.message

    alone = msgspec.structs.replace(there, redis_url=f"redis://127.0.0.1:{cluster.stores[0].port}")
    assert "begin REDIS_URL with redis+cluster://" in await refused(alone)
    nobody = msgspec.structs.replace(there, redis_url="redis+cluster://anna:geheim@127.0.0.1:1,127.0.0.1:2")
    assert "Of the cluster at 127.0.0.1:1, 127.0.0.1:2 no server answers" in await refused(nobody)
    cluster.stores[2].ask("CONFIG", "SET", "maxmemory-policy", "allkeys-lru")
    try:
        assert f"127.0.0.1:{cluster.stores[2].port} throws data away" in await refused(there)
    finally:
        cluster.stores[2].ask("CONFIG", "SET", "maxmemory-policy", "noeviction")
    too_few = msgspec.structs.replace(there, replicas=1)
    told = [each.said async for each in look(too_few, None) if each.weight == "bad"]
    assert len([said for said in told if "0 replicas follow it and 1 must have what is stored" in said]) == PARTS


async def test_an_append_counts_only_once_replicas_have_it_also_when_it_is_asked_for_again(
    start_server: StartServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[CLU-06]"""
    monkeypatch.setattr(lanes, "WAIT_WITHIN_MS", round(patient(200)))
    primary, replica = start_server(repl_diskless_sync_delay="0"), start_server()
    real_port = _open_port(primary)
    _command(replica, "REPLICAOF", "127.0.0.1", real_port)
    item = Item(b"a", 7, "anna", 1)
    async with open_store(Settings(redis_url=primary.url, replicas=1)) as store:
        await until(lambda: _command(replica, "INFO", "replication").get("master_link_status") == "up")
        answer = await store.log.append("s1", NO_LOG, [item])
        assert isinstance(answer, Appended)
        later = Item(b"b", 8, "anna", 2)
        with replica.frozen():
            assert await store.log.read_following("s1", answer.head) == []
            for _ in range(2):  # the second time it stands in the log already
                with pytest.raises(StoreUnavailable) as refused:
                    await store.log.append("s1", answer.head, [later])
                assert refused.value.code == "noreplicas"
            # Who reads it meanwhile must not take it for stored either: he would tell its author.
            with pytest.raises(StoreUnavailable):
                await store.log.read_following("s1", answer.head)
            with pytest.raises(StoreUnavailable):
                await store.log.read("s1")
            with pytest.raises(StoreUnavailable):
                await store.log.standing("s1", ["anna"])
        again = await store.log.append("s1", answer.head, [later])
        assert isinstance(again, Conflict)
        assert [entry.nonce for entry in again.tail] == [8]
        assert isinstance(await store.log.append("s1", again.head, [later]), Duplicate)


class _Answers:
    """A server that keeps everything and answers one after another; the last word again and again."""

    replicas = 0

    def __init__(self, *answers: Exception | str) -> None:
        self.answers = list(answers)

    def changes(self, _: int) -> int:
        return 0

    def owner(self, _: int) -> _Answers:
        return self

    def at(self, *_: object) -> _Answers:
        return self

    def moved(self, *_: object) -> None:
        pass

    async def say(self, *_: object) -> str:
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer


async def test_a_slot_that_is_half_here_and_half_there_gets_as_long_as_an_answer_and_what_did_not_run_is_told_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """[CLU-01]"""

    def asked(*answers: Exception | str) -> Any:
        servers = _Answers(*answers)
        return cluster_client.Following(cast("Nodes", servers), ServerIdentity()).reach(0, servers.say)

    monkeypatch.setattr(cluster_client, "TRY_AGAIN_S", 0.001)
    assert await asked(*[TryAgainError("a move goes on")] * 40, "done") == "done"
    with pytest.raises(RedisError) as error:
        await asked(MovedError("0 127.0.0.1:1"))
    assert translate(error.value).code == "down"
    monkeypatch.setattr(cluster_client, "REPLY_TIMEOUT_S", 0.05)
    with pytest.raises(RedisError) as error:
        await asked(TryAgainError("it goes on for ever"))
    assert translate(error.value).code == "down"


async def test_a_field_beside_a_log_has_its_term_from_the_same_moment(start_server: StartServer) -> None:
    server = start_server()
    async with open_store(Settings(redis_url=server.url)) as store:
        await store.of(DOSSIER).beside("about-to-take").put_field("c1", "workshops", "mine", "s1", 600)
        assert await store.of(DOSSIER).beside("about-to-take").fields("c1", "workshops") == {"mine": "s1"}
    (key,) = _command(server, "KEYS", "*about-to-take*")
    assert 590 < _command(server, "TTL", key) <= 600


def _command(server: ServerProcess, *words: str | int) -> Any:
    with Redis(unix_socket_path=str(server.socket), decode_responses=True) as client:
        return client.execute_command(*words)


def _open_port(server: ServerProcess) -> int:
    port = free_port()
    _command(server, "CONFIG", "SET", "port", port)
    return port
