# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A store whose memory has a bound: said before it is full, what was stored stays, and taking away makes place again."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec
import pytest
from redis.asyncio import Redis

from server.backup.commands import export_workshop
from server.live import rooms, safety
from server.settings import Settings, SettingsError
from server.store import NO_LOG, StoreUnavailable, open_store
from sessions.material.framework import ValueRef
from sessions.model.poster_entries import PosterValueContent
from sessions.wire import commands as c
from sessions.wire.frames import Presence
from tests.patience import patient
from tests.server.conftest import ServerProcess, StartServer
from tests.server.house import House, Player, serving, until, visitor

BALLAST_BYTES = 32 * 1024 * 1024


@pytest.fixture
def server(start_server: StartServer, monkeypatch: pytest.MonkeyPatch) -> ServerProcess:
    monkeypatch.setattr(rooms, "LOOK_AT_SPACE_EVERY_S", 0.05)
    return start_server()


@asynccontextmanager
async def filled(server: ServerProcess) -> AsyncIterator[Redis]:
    async with Redis.from_url(server.url) as redis:
        # So much that what comes and goes beside it (buffers, a note) does not count. Made there, for what is sent stands in a
        # buffer for a while too.
        await redis.setrange("ballast", BALLAST_BYTES - 1, b"x")
        yield redis


async def fill_to(redis: Redis, share: float) -> None:
    """Set the bound so that the memory that is used now is this share of it."""
    told = await redis.info("memory")
    used = told["used_memory"] - told["mem_not_counted_for_evict"]
    await redis.config_set("maxmemory", round(used / share))


def says(player: Player, space: str) -> bool:
    told = [frame for frame in player.frames_seen if isinstance(frame, Presence)]
    return bool(told) and told[-1].space == space


async def ready(house: House, address: str = "/readyz") -> tuple[int, str]:
    async with visitor(house) as client:
        answer = await client.get(address)
        return answer.status_code, answer.text


async def opening(house: House) -> tuple[int, str]:
    async with visitor(house) as client:
        answer = await client.post("/nieuw", data={"title": "Nog een", "organisation": "Gemeente"})
        return answer.status_code, answer.text


async def test_before_it_is_full_everybody_whom_it_concerns_is_told_and_what_is_left_is_for_what_runs(
    here: Settings, server: ServerProcess, caplog: pytest.LogCaptureFixture
) -> None:
    """[LOG-16]"""
    caplog.set_level(logging.WARNING)
    there = msgspec.structs.replace(here, redis_url=server.url)
    async with serving(there) as house, filled(server) as redis:
        workshop = await house.workshop(people=1)
        async with workshop.facilitator() as facilitator, workshop.device(workshop.people[0]) as person:
            await fill_to(redis, 0.85)
            await facilitator.until(lambda: says(facilitator, "low"))
            status, text = await ready(house)
            assert status == 200
            assert text.startswith("ready, but the store is nearly full (8")
            assert (await opening(house))[0] == 303
            await fill_to(redis, 0.93)
            await until(lambda: not house.rooms.space.takes_new)
            status, page = await opening(house)
            assert status == 503
            assert "Dit bord is bijna vol" in page
            assert 'value="Nog een"' in page
            # The workshop that runs goes on.
            await facilitator.go("A2c1")
            await person.add("n1", "past nog")
            await redis.config_set("maxmemory", 0)
            await facilitator.until(lambda: says(facilitator, ""))
            assert await ready(house) == (200, "ready\n")
            assert (await opening(house))[0] == 303
    assert "the store is nearly full (8" in caplog.text


async def test_a_store_that_is_set_to_lose_things_turns_readiness_red_until_it_is_set_right(
    here: Settings, start_server: StartServer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """[LOG-13] [OPS-05] While it runs, and not only at its start."""
    monkeypatch.setattr(safety, "FRESH_S", 0.0)
    server = start_server()
    wrong: dict[str, dict[str, str]] = {
        "evicting": {"maxmemory-policy": "allkeys-lru"},
        "no_append_only_file": {"appendonly": "no"},
        "readonly": {"replicaof": "127.0.0.1 1"},
    }
    right = {"maxmemory-policy": "noeviction", "appendonly": "yes", "replicaof": "no one"}
    async with serving(msgspec.structs.replace(here, redis_url=server.url)) as house, Redis.from_url(server.url) as redis:
        assert await ready(house) == (200, "ready\n")
        for code, change in wrong.items():
            ((name, value),) = change.items()
            await (redis.replicaof(*value.split()) if name == "replicaof" else redis.config_set(name, value))
            status, text = await ready(house)
            assert status == 503
            assert code in text
            assert server.url not in text
            assert (await ready(house, "/readyz?routing"))[0] == 200  # alike on every worker
            await (redis.replicaof("no", "one") if name == "replicaof" else redis.config_set(name, right[name]))
            async with asyncio.timeout(patient(20)):
                while (await ready(house))[0] != 200:  # noqa: ASYNC110 # the store tells nobody
                    await asyncio.sleep(0.05)
        assert caplog.text.count("the store is not safe any more") == len(wrong)


async def test_when_it_is_full_nothing_stored_is_lost_reading_and_export_go_on_and_deleting_makes_place(
    here: Settings, server: ServerProcess, tmp_path: Path
) -> None:
    """[LOG-16]"""
    there = msgspec.structs.replace(here, redis_url=server.url)
    async with serving(there) as house, filled(server) as redis, open_store(there) as store:
        workshop, other = await house.workshop(people=1), await house.workshop()
        async with workshop.facilitator() as facilitator, workshop.device(workshop.people[0]) as person:
            await facilitator.go("A2c1")
            await person.add("n1", "staat er al")
            head = await store.log.head(workshop.id)
            await redis.config_set("maxmemory", 1)
            await facilitator.until(lambda: says(facilitator, "full"))
            await until(lambda: house.rooms.trouble != "", within_s=patient(10))
            assert await ready(house) == (503, "the store does not take changes (oom)\n")
            # A note of now is not acknowledged, and waits.
            room = await workshop.room()
            writing = asyncio.create_task(person.add("n2", "wacht nog"))
            await until(lambda: room.busy)
            assert not writing.done()
            assert await store.log.head(workshop.id) == head
            async with workshop.device(workshop.people[0]) as again:
                assert again.note("n1").rev == 1
            said: list[str] = []
            await export_workshop(there, workshop.id, None, tmp_path / "out.jsonl", said.append)
            assert (tmp_path / "out.jsonl").stat().st_size > 1000
            # Destroying another one is possible when nothing else is.
            assert await store.destruction.destroy(other.id, "operator")
            await store.destruction.finish()
            assert await store.destruction.clean_file()
            assert await store.log.head(other.id) == NO_LOG
            with pytest.raises(StoreUnavailable, match="memory limit"):
                await store.log.reserve_code("a-b-c", "s")
            await redis.config_set("maxmemory", 0)
            # What waited is stored once there is place.
            await writing
            await facilitator.until(lambda: "n2" in facilitator.records)
            await until(lambda: house.rooms.trouble == "", within_s=patient(10))
            assert await ready(house) == (200, "ready\n")


async def test_when_it_is_full_a_silence_ends_and_a_workshop_is_fixed_closed_and_erased_all_the_same(
    here: Settings, server: ServerProcess
) -> None:
    """[LOG-17] What is written meanwhile waits, and overtakes nothing."""
    there = msgspec.structs.replace(here, redis_url=server.url, minute_ms=300)
    async with serving(there) as house, filled(server) as redis, open_store(there) as store:
        workshop = await house.workshop(people=1)
        async with workshop.facilitator() as facilitator, workshop.device(workshop.people[0]) as person:
            await facilitator.go("A3")
            meaning = PosterValueContent(foundation="rechtsstaat", value=ValueRef("privacy"), meaning="geen gezichten")
            await facilitator.must(c.PutPosterEntry("v1", 0, meaning))
            await facilitator.go("A2b")
            await person.add("n1", "staat er al")
            await redis.config_set("maxmemory", 1)
            room = await workshop.room()
            writing = asyncio.create_task(person.add("n2", "wacht nog"))
            await until(lambda: room.busy)
            await facilitator.until(lambda: "n1" in facilitator.records)
            for command in (c.TakeSnapshot(), c.CloseWorkshop()):
                asking = asyncio.create_task(facilitator.must(command))
                done, _ = await asyncio.wait({asking}, timeout=patient(10))
                assert done, "it waits for room"
                await asking
            await person.until(lambda: person.workshop.phase == "closed")
            assert not writing.done()
            assert (await workshop.opened.facilitator.post(f"/regie/{workshop.id}/wissen", {"title": "Camera's"})).status == 200
            assert await store.log.head(workshop.id) == NO_LOG
            writing.cancel()


async def test_the_embedded_store_has_the_bound_of_the_settings(tmp_path: Path) -> None:
    """[LOG-16]"""
    async with open_store(Settings(data_dir=tmp_path / "d", store_mb=64)) as store:
        memory = await store.memory()
        assert memory.most_bytes == 64 * 1024 * 1024
        assert 0 < memory.used_bytes < memory.most_bytes
    with pytest.raises(SettingsError, match="WAARDENBORD_STORE_MB must be 0 or a number of megabytes from 16"):
        Settings.from_environment({"WAARDENBORD_STORE_MB": "3"})
