# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an operator does: purge, delete, the list of what was destroyed; and backups that know of it."""

from __future__ import annotations

import asyncio
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

import httpx
import msgspec
import pytest
from redis.asyncio import Redis

from server.backup.commands import backup, export_workshop, import_log, restore
from server.backup.errors import BackupError
from server.keeping import commands
from server.player.browser import open_workshop
from server.settings import Settings
from server.store import NO_LOG, Item, Store, StoreError
from tests.running import NO_TLS, outcome_of, running_server
from tests.server.conftest import StartServer
from tests.server.house import serving, until
from tests.server.keeping.around import NAME, WORDS, later, on_disk, played


@pytest.fixture
def short_dir() -> Iterator[Path]:
    """The socket of an embedded store has a path of at most 108 bytes."""
    with tempfile.TemporaryDirectory(prefix="wb-") as folder:
        yield Path(folder)


class Told:
    def __init__(self) -> None:
        self.said: list[str] = []
        self.complained: list[str] = []


async def delete(store: Store, workshop: str) -> tuple[bool, Told]:
    told = Told()
    return await commands.delete(store, workshop, told.said.append, told.complained.append, sure=True), told


async def test_a_dry_run_tells_what_would_go_and_changes_nothing(here: Settings, store: Store) -> None:
    """[KEP-02]"""
    async with serving(here) as house:
        unused, closed = await house.workshop(), await played(house)
    said: list[str] = []
    heads = await store.log.heads([unused.id, closed.id])
    await commands.purge(store, here, said.append, dry_run=True, now_ms=await later(store, 100))
    assert len(said) == 3
    assert any(line.startswith(unused.id) and "never used" in line for line in said)
    assert any(line.startswith(closed.id) and "term after closing" in line for line in said)
    assert said[-1] == "Destroyed: 2. Without names from now on: 0. Nothing was changed."
    assert "Camera" not in "".join(said)
    assert await store.log.heads([unused.id, closed.id]) == heads
    said.clear()
    await commands.purge(store, here, said.append, now_ms=await later(store, 100))
    assert said[-1] == "Destroyed: 2. Without names from now on: 0."
    assert await store.copies.ids() == []


async def test_terms_are_those_of_the_settings(here: Settings, store: Store) -> None:
    """[KEP-02]"""
    async with serving(here) as house:
        closed = await played(house)
    short = msgspec.structs.replace(here, keep_closed_days=2, keep_unused_days=0)
    said: list[str] = []
    await commands.purge(store, short, said.append, now_ms=await later(store, 2.1))
    assert said == [f"{closed.id}  destroyed: its term after closing is over", "Destroyed: 1. Without names from now on: 0."]


@pytest.mark.parametrize("by", ["id", "code", "code as somebody types it"])
async def test_one_workshop_is_destroyed_with_everything_that_is_named_after_it(here: Settings, store: Store, by: str) -> None:
    """[KEP-04]"""
    async with serving(here) as house:
        workshop, other = await played(house), await house.workshop()
        await house.rooms.rehearsals.set_size(workshop.id, 3)
    given = {"id": workshop.id, "code": workshop.code, "code as somebody types it": workshop.code.replace("-", " ").upper()}[by]
    done, told = await delete(store, given)
    assert done
    assert told.complained == []
    assert f"Workshop {workshop.id} is destroyed" in told.said[-1]
    left = [key async for key in store.copies.scan("*") if workshop.id in key]
    assert left == [f"{here.key_prefix}{{s:{workshop.id}}}:destroyed"]
    assert await store.log.find_code(workshop.code) is None
    assert await store.copies.ids() == [other.id]
    assert await store.log.find_code(other.code) == other.id
    # Once more by its id: it says when it was; by anything else that there is none.
    again, told = await delete(store, workshop.id)
    assert again
    assert "was destroyed on" in told.said[-1]
    for nothing in (workshop.code, "0123456789abcdef", "", "*", "{s:x}"):
        done, told = await delete(store, nothing)
        assert not done
        assert told.complained == [f"There is no workshop with the id or code {nothing}."]


async def test_a_damaged_workshop_can_be_destroyed_too(store: Store, key_prefix: str) -> None:
    """[KEP-04]"""
    await store.log.append("broken", NO_LOG, [Item(b"\xc1", 1)])
    async with Redis.from_url(store.url) as redis:
        await redis.delete(f"{key_prefix}{{s:broken}}:head")
    done, _ = await delete(store, "broken")
    assert done
    assert [key async for key in store.copies.scan(f"{key_prefix}*broken*")] == [f"{key_prefix}{{s:broken}}:destroyed"]


async def test_the_list_says_when_and_why_and_nothing_of_what_was_in_it(here: Settings, store: Store) -> None:
    """[KEP-04]"""
    async with serving(here) as house:
        workshop = await played(house)
        entries = (await workshop.room()).head.seq
    await delete(store, workshop.id)
    said: list[str] = []
    await commands.destroyed(store, said.append)
    assert said[0].startswith(workshop.id)
    assert said[0].endswith(f"{entries:>6} entries  an operator asked for it")
    assert said[1] == "1 destroyed."
    said.clear()
    await commands.destroyed(store, said.append, as_json=True)
    (record,) = json.loads(said[0])
    assert record.keys() == {"workshop", "destroyed_at", "why", "by", "rule", "entries", "finished"}
    assert (record["why"], record["entries"], record["finished"]) == ("operator", entries, True)


async def test_a_backup_brings_back_what_was_destroyed_only_when_that_is_asked_for(
    here: Settings, store: Store, tmp_path: Path
) -> None:
    """[KEP-03]"""
    async with serving(here) as house:
        workshop, other = await played(house), await house.workshop()
    one, everything = tmp_path / "one.jsonl", tmp_path / "all.zip"
    told = Told()
    await export_workshop(here, workshop.id, None, one, told.said.append)
    await backup(here, everything, told.said.append, told.complained.append)
    await delete(store, workshop.id)
    await delete(store, other.id)
    with pytest.raises(StoreError, match="destroyed here on purpose") as refusal:
        await import_log(here, one, told.said.append)
    assert refusal.value.code == "log_destroyed"
    with pytest.raises(BackupError, match="destroyed here on purpose"):
        await restore(here, everything, told.said.append, told.complained.append, skip_existing=False)
    assert not await restore(here, everything, told.said.append, told.complained.append, skip_existing=True)
    assert sum("stays out: it was destroyed here on purpose" in line for line in told.complained) == 2
    assert told.said[-1] == "0 workshops restored, 2 left out."
    assert await store.copies.ids() == []
    await import_log(here, one, told.said.append, also_destroyed=True)
    assert await store.copies.ids() == [workshop.id]
    assert await store.destruction.record(workshop.id) is None
    assert await restore(here, everything, told.said.append, told.complained.append, skip_existing=True, also_destroyed=True)
    assert set(await store.copies.ids()) == {workshop.id, other.id}


async def test_beside_a_server_that_runs_the_commands_do_what_they_say(start_server: StartServer, here: Settings) -> None:
    """[KEP-04]"""
    server = start_server()
    there = msgspec.structs.replace(here, redis_url=server.url)
    environment = {"REDIS_URL": server.url, "WAARDENBORD_KEY_PREFIX": here.key_prefix}
    async with serving(there) as house:
        workshop = await played(house, closed=False)
        assert on_disk(server, NAME)
        status, out, err = await outcome_of(None, "purge", "--dry-run", **environment)
        assert (status, out, err) == (0, "Destroyed: 0. Without names from now on: 0. Nothing was changed.\n", "")
        status, out, err = await outcome_of(None, "delete", workshop.code, "--yes", **environment)
        assert (status, err) == (0, "")
        assert "The append-only file was written anew without it." in out
        assert not on_disk(server, WORDS)
        await until(lambda: not on_disk(server, NAME))
        status, out, err = await outcome_of(None, "destroyed", **environment)
        assert (status, err) == (0, "")
        assert workshop.id in out
        status, out, err = await outcome_of(None, "delete", workshop.code, "--yes", **environment)
        assert (status, out) == (1, "")
        assert err == f"waardenbord: There is no workshop with the id or code {workshop.code}.\n"


async def test_they_work_beside_a_server_with_the_embedded_store(short_dir: Path) -> None:
    """[KEP-04]"""
    data = short_dir / "data"
    title = "Te vinden op de schijf"
    with running_server(WAARDENBORD_DATA_DIR=str(data)) as base_url:
        opened = await open_workshop(base_url, {"title": title, "organisation": "Gemeente"})
        status, out, err = await outcome_of(None, "delete", opened.code, "--yes", WAARDENBORD_DATA_DIR=str(data))
        assert (status, err) == (0, "")
        assert f"Workshop {opened.session_id} is destroyed" in out
        async with httpx.AsyncClient(base_url=base_url, trust_env=False, verify=NO_TLS) as client:
            assert (await client.get(f"/regie/{opened.session_id}")).status_code == 410
        files = [path for path in data.rglob("*") if path.is_file()]
        await until(lambda: not any(title.encode() in path.read_bytes() for path in files if path.exists()))


async def test_a_data_directory_that_is_not_there_is_told_and_not_made(tmp_path: Path) -> None:
    status, out, err = await outcome_of(None, "purge", WAARDENBORD_DATA_DIR=str(tmp_path / "nowhere"))
    assert (status, out) == (1, "")
    assert "There is no data directory" in err
    assert not await asyncio.to_thread((tmp_path / "nowhere").exists)
