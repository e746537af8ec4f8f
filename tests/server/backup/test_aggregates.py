# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is no workshop has a log by the very same code: a counter is appended to, replayed, healed, recalled and backed up."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import msgspec
import pytest
from redis.asyncio import Redis

from server.backup import log_file
from server.backup.aggregates import AGGREGATES
from server.backup.backup_file import BackupWriter, open_backup
from server.backup.commands import backup, import_log, restore
from server.backup.errors import BackupError
from server.backup.log_file import LogFile
from server.live.aggregates import Aggregate
from server.live.healing import follow
from server.live.recalling import Memory, recall
from server.live.replaying import create, load
from server.live.sealing import Sealer
from server.live.workshops import WORKSHOPS
from server.settings import Settings
from server.store import NAMES, NO_LOG, WORKSHOP, Appended, Entry, Head, Item, Kind, LogId, LogStore, Store, WholeLog
from server.store.connections import Keys
from tests.server.backup.around import Told, made, wholes
from tests.server.conftest import ServerProcess

COUNTER = cast("Kind", "t")


class Begun(msgspec.Struct, frozen=True, tag_field="type", tag="begun"):
    id: str
    code: str


class Counted(msgspec.Struct, frozen=True, tag_field="type", tag="counted"):
    more: int


class Count(msgspec.Struct, frozen=True):
    id: str
    code: str
    total: int


class Step(msgspec.Struct, frozen=True):
    """What an entry of a counter touched."""

    seq: int
    nonce: int
    what: str


class _Counters:
    kind = COUNTER

    def reduce(self, state: Count | None, payload: bytes) -> Count:
        event: Begun | Counted = msgspec.json.decode(payload, type=Begun | Counted)
        if isinstance(event, Begun):
            return Count(event.id, event.code, 0)
        assert state is not None
        return msgspec.structs.replace(state, total=state.total + event.more)

    def id_of(self, state: Count) -> str:
        return state.id

    def code_of(self, state: Count) -> str:
        return state.code

    def is_over(self, state: Count) -> bool:
        return state.total >= 100


COUNTERS: Aggregate[Count] = _Counters()


@pytest.fixture(autouse=True)
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(NAMES, COUNTER, "counter")
    monkeypatch.setitem(AGGREGATES, COUNTER, COUNTERS)


@pytest.fixture
def counters(store: Store) -> Store:
    return store.of(COUNTER)


def begun(log_id: str, code: str = "") -> bytes:
    return msgspec.json.encode(Begun(log_id, code))


async def count(log: LogStore, log_id: str, *numbers: int) -> None:
    for number in numbers:
        head = await log.head(log_id)
        payload = msgspec.json.encode(Counted(number))
        assert isinstance(await log.append(log_id, head, [Item(payload, 1000 + number, "hand", head.seq)]), Appended)


async def total(log: LogStore, log_id: str) -> int | None:
    found = await load(COUNTERS, log, log_id)
    return found[0].total if found else None


def test_the_keys_of_workshops_are_called_as_they_always_were() -> None:
    """[LOG-02] Stores and backups of earlier versions are read as they are."""
    keys = Keys("wb:")
    assert (keys.log("a1"), keys.head("a1"), keys.clients("a1")) == ("wb:{s:a1}:log", "wb:{s:a1}:head", "wb:{s:a1}:clients")
    assert (keys.channel("a1"), keys.beside("a1", "rehearsal", "size")) == ("wb:{s:a1}:ev", "wb:{s:a1}:rehearsal:size")
    assert keys.staged("a1", "log", "f0") == "wb:{s:a1}:staged:f0:log"
    assert (keys.code("els-wilg-berk"), keys.all_codes()) == ("wb:code:els-wilg-berk", "wb:code:*")
    assert (keys.all_heads(), keys.id_of("wb:{s:a1}:head")) == ("wb:{s:*}:head", "a1")
    assert keys.probe("x") == "wb:probe:x"
    assert (WORKSHOPS.kind, log_file.format_of(WORKSHOP)) == ("s", "waardenbord-workshop")


OLD_FILE = b"""\
{"format":"waardenbord-workshop","version":1,"made_by":"waardenbord 0.2.0","made_at_ms":5,"session":"s1","code":"els-wilg-berk",\
"epoch":"e1","seq":2,"nonce":"18446744073709551615","at_ms":1700000000002,"clients":2}
{"seq":1,"nonce":"7","at_ms":1700000000000,"client":"","n":0,"payload":"kYA="}
{"seq":2,"nonce":"18446744073709551615","at_ms":1700000000001,"client":"phone","n":3,"payload":"AP8="}
{"client":"desk","n":1,"outcome":""}
{"client":"phone","n":4,"outcome":"not_now"}
{"sha256":"f7fbf235facf4054c570563eb7a286d4251fde07530842810088c4c1c949edc8"}
"""
OLD_LOG = WholeLog(
    Head("e1", 2, 2**64 - 1),
    1700000000002,
    (Entry(1, 7, 1700000000000, b"\x91\x80", "", 0), Entry(2, 2**64 - 1, 1700000000001, b"\x00\xff", "phone", 3)),
    {"phone": (4, "not_now"), "desk": (1, "")},
)


def test_files_and_backups_of_workshops_are_written_as_they_always_were() -> None:
    """[LOG-02]"""
    workshop = LogFile(LogId(WORKSHOP, "s1"), "els-wilg-berk", "waardenbord 0.2.0", 5, OLD_LOG)
    assert log_file.encode(workshop) == OLD_FILE
    written = io.BytesIO()
    with BackupWriter(written, 9) as writer:
        writer.add(workshop)
    with zipfile.ZipFile(written) as archive:
        assert archive.read("workshops/s1.jsonl") == OLD_FILE
        assert json.loads(archive.read("manifest.json"))["workshops"] == [
            {
                "session": "s1",
                "code": "els-wilg-berk",
                "file": "workshops/s1.jsonl",
                "sha256": hashlib.sha256(OLD_FILE).hexdigest(),
            }
        ]


def test_logs_of_two_kinds_with_one_id_share_no_key() -> None:
    ours, theirs = Keys("wb:"), Keys("wb:", COUNTER)
    assert theirs.log("a1") == "wb:{t:a1}:log"
    assert theirs.code("one") != ours.code("one")
    assert theirs.id_of(ours.head("a1")) is None


async def test_a_counter_and_a_workshop_of_the_same_id_do_not_touch_each_other(store: Store, counters: Store) -> None:
    assert await create(counters.log, "one", begun("one"))
    assert not await create(counters.log, "one", begun("one"))
    await count(counters.log, "one", 3, 4)
    assert await total(counters.log, "one") == 7
    assert await store.log.read("one") is None
    assert (await store.copies.ids(), await counters.copies.ids()) == ([], ["one"])
    await counters.log.reserve_code("els-wilg-berk", "one")
    assert (await store.copies.codes(), await counters.copies.codes()) == ({}, {"one": "els-wilg-berk"})
    assert await store.log.find_code("els-wilg-berk") is None


@pytest.mark.parametrize("lost", [1, 2, 3], ids=["the last", "both", "all"])
async def test_a_lost_tail_of_a_counter_is_put_back(
    counters: Store, settings: Settings, redis_server: ServerProcess, lost: int
) -> None:
    """[LOG-11]"""
    keys = Keys(settings.key_prefix, COUNTER)
    names = [keys.log("one"), keys.head("one"), keys.clients("one")]
    steps = (0, 5, 6)
    async with Redis(unix_socket_path=str(redis_server.socket)) as client:
        kept_by_disk: list[bytes | None] = []
        for number, step in enumerate(steps):
            if number == len(steps) - lost:
                kept_by_disk = [await client.dump(name) for name in names]
            if not step:
                await create(counters.log, "one", begun("one"))
            else:
                await count(counters.log, "one", step)
        loaded = await load(COUNTERS, counters.log, "one")
        assert loaded is not None
        state, kept = loaded
        found = await counters.log.read("one")
        await client.delete(*names)
        for name, blob in zip(names, kept_by_disk, strict=True):
            if blob is not None:
                await client.restore(name, 0, blob)
    code = None if COUNTERS.is_over(state) else COUNTERS.code_of(state)
    assert await total(counters.log, "one") == {1: 5, 2: 0, 3: None}[lost]
    assert await follow(counters.log, "one", kept, code) == []
    assert await counters.log.read("one") == found
    assert await total(counters.log, "one") == state.total == 11


async def test_a_counter_that_is_over_is_not_put_back_from_nothing(
    counters: Store, settings: Settings, redis_server: ServerProcess
) -> None:
    keys = Keys(settings.key_prefix, COUNTER)
    await create(counters.log, "one", begun("one"))
    await count(counters.log, "one", 100)
    loaded = await load(COUNTERS, counters.log, "one")
    assert loaded is not None
    assert COUNTERS.is_over(loaded[0])
    async with Redis(unix_socket_path=str(redis_server.socket)) as client:
        await client.delete(keys.log("one"), keys.head("one"), keys.clients("one"))
    assert await follow(counters.log, "one", loaded[1], None) is None
    assert await counters.log.head("one") == NO_LOG


async def test_what_entries_of_a_counter_touched_is_recalled(counters: Store) -> None:
    await create(counters.log, "one", begun("one"))
    await count(counters.log, "one", 5, 6)
    found = await counters.log.read("one")
    assert found is not None
    head, entries = found

    def touch(entry: Entry, before: Count, after: Count) -> Step:
        return Step(entry.seq, entry.nonce, f"{before.total} to {after.total}")

    sealer = Sealer(b"k" * 32, "one")
    memory: Memory[Count, Step] = Memory(sealer, touch)
    seen_first, seen_second = (sealer.seal(Head(head.epoch, entry.seq, entry.nonce)) for entry in entries[:2])
    assert memory.since(seen_first, head) is None
    await recall(counters.log, "one", COUNTERS, memory, seen_first, lambda: head)
    for seen, missed in ((seen_first, [(2, "0 to 5"), (3, "5 to 11")]), (seen_second, [(3, "5 to 11")])):
        steps = memory.since(seen, head)
        assert steps is not None
        assert [(step.seq, step.what) for step in steps] == missed
    # What goes on meanwhile is not recalled a second time.
    await count(counters.log, "one", 7)
    memory.start_over()
    memory.add(Step(4, (await counters.log.head("one")).nonce, "11 to 18"))
    head = await counters.log.head("one")
    await recall(counters.log, "one", COUNTERS, memory, seen_second, lambda: head)
    steps = memory.since(seen_second, head)
    assert steps is not None
    assert [step.what for step in steps] == ["5 to 11", "11 to 18"]


async def test_a_counter_comes_back_from_a_file(
    counters: Store, settings: Settings, file: Path, empty: Callable[[], Any]
) -> None:
    await create(counters.log, "one", begun("one", "els-wilg-berk"))
    await counters.log.reserve_code("els-wilg-berk", "one")
    await count(counters.log, "one", 5, 6)
    whole = await counters.copies.take("one")
    assert whole is not None
    exported = LogFile(LogId(COUNTER, "one"), "els-wilg-berk", "test", 1, whole)
    file.write_bytes(log_file.encode(exported))  # noqa: ASYNC240 (a file of a test)
    assert log_file.decode(log_file.encode(exported), "file") == exported
    await empty()
    await import_log(settings, file, print)
    assert await total(counters.log, "one") == 11
    assert await counters.log.find_code("els-wilg-berk") == "one"
    assert await counters.log.settled("one", "hand") == (2, "")
    lying = LogFile(LogId(COUNTER, "two"), "els-wilg-berk", "test", 1, whole)
    with pytest.raises(BackupError) as refusal:
        log_file.decode(log_file.encode(lying), "file")
    assert refusal.value.code == "damaged"
    foreign = log_file.encode(LogFile(LogId(WORKSHOP, "one"), "", "test", 1, whole))
    with pytest.raises(BackupError, match="holds a workshop of test that this"):
        log_file.decode(foreign, "file")


async def test_a_backup_holds_what_there_is_of_every_kind(
    counters: Store, here: Settings, file: Path, told: Told, empty: Callable[[], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    (workshop,) = await made(here)
    await create(counters.log, workshop.id, begun(workshop.id))
    await count(counters.log, workshop.id, 5, 6)
    before = await wholes(here)
    assert await backup(here, file, told.said.append, told.complained.append)
    with open_backup(file) as reader:
        assert [(each.id.kind, each.file) for each in reader.listed] == [
            ("s", f"workshops/{workshop.id}.jsonl"),
            ("t", f"counters/{workshop.id}.jsonl"),
        ]
    await empty()
    assert await restore(here, file, told.said.append, told.complained.append, skip_existing=False)
    assert [whole.entries for whole in (await wholes(here)).values()] == [whole.entries for whole in before.values()]
    assert await total(counters.log, workshop.id) == 11
    assert told.said == [f"{file}: 1 workshop, 1 counter.", "1 workshop, 1 counter restored."]
    with pytest.raises(BackupError, match=f"Counter {workshop.id} exists already"):
        await restore(here, file, print, print, skip_existing=False)
    assert told.complained == []
    # One that does not know counters leaves nothing out in silence.
    monkeypatch.delitem(AGGREGATES, COUNTER)
    with pytest.raises(BackupError) as refusal:
        await restore(here, file, print, print, skip_existing=True)
    assert refusal.value.code == "newer"
