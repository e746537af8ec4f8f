# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2

"""A repair of a store in which much happened before: logs that were put back or replaced, and a repair."""

from __future__ import annotations

import os
import re
import struct
from pathlib import Path

import pytest
from redis.asyncio import Redis

from server.store import StoreError, open_store
from server.store.append_only import DIRECTORY
from server.store.base_file import crc64
from server.store.destroying import Destruction
from tests.server.store.test_repairing import IN_BASE, ON_TOP, Disk, appended, disk, made, rewritten

__all__ = ["disk", "made"]

ALL = IN_BASE + ON_TOP
LONG_AGO_MS = 1_000_000_000_000
_TERM = re.compile(rb"(\r\nPEXPIREAT\r\n\$\d+\r\n[^\r]+\r\n\$13\r\n|\r\nPXAT\r\n\$13\r\n)\d{13}")


def let_terms_end(disk: Disk) -> None:
    """As if all that happened long ago: whatever was to go by itself is over."""
    path = disk.file("incr.aof")
    path.write_bytes(_TERM.sub(rb"\g<1>%d" % LONG_AGO_MS, path.read_bytes()))
    path = disk.file("base.rdb")
    base = re.sub(
        rb"\xfc.{6}\0\0(?=[\x00-\x1a])", b"\xfc" + struct.pack("<q", LONG_AGO_MS), path.read_bytes()[:-8], flags=re.DOTALL
    )
    path.write_bytes(base + crc64(base).to_bytes(8, "little"))


def damage_the_end(disk: Disk) -> None:
    """A start is refused, and no log lost anything."""
    with disk.file("incr.aof").open("ab") as file:
        file.write(bytes(100))


@pytest.mark.parametrize("in_base", [False, True], ids=["all in one file", "written aside in the base"])
async def test_what_was_put_back_is_whole_however_late_a_repair_comes(disk: Disk, in_base: bool) -> None:
    """[STO-01] It was written aside with a term first, at which no server looks that reads its own files."""
    whole = await disk.contents()
    async with open_store(disk.settings) as store:
        copy = await store.copies.take("s2")
        assert copy is not None
        staged = {log: [store.copies._keys.staged(log, part, "1") for part in ("log", "clients")] for log in ("s4", "left")}
        for log, clients in staged.values():
            await store.copies._stage(log, clients, copy)
        if in_base:
            await rewritten(store)
        head = await store.copies._commit("s4", staged["s4"], copy, also_destroyed=False)
        await appended(store, "s4", head, ALL + 1)
    let_terms_end(disk)
    damage_the_end(disk)
    found = await disk.repaired()
    assert (found.cuts, found.refused) == ([], 0)
    assert await disk.contents() == whole
    async with open_store(disk.settings) as store, Redis.from_url(store.url) as client:
        back = await store.copies.take("s4")
        assert back is not None
        assert (back.entries[:-1], back.clients) == (copy.entries, {"phone": (ALL + 1, "")})
        assert not await client.exists(*staged["left"])  # nothing followed


@pytest.mark.parametrize("room", [True, False], ids=["written anew", "without room for that"])
async def test_what_was_written_after_a_repair_outlives_the_next(disk: Disk, monkeypatch: pytest.MonkeyPatch, room: bool) -> None:
    """[STO-01] The first one wrote a log anew, behind all that the file held before."""

    async def full(_: Destruction) -> None:
        raise StoreError("file_not_clean", "no room")

    if not room:
        monkeypatch.setattr(Destruction, "rewrite_file", full)
    data = disk.file("incr.aof").read_bytes()
    disk.put("incr.aof", data.index(b"$13\r\n", disk.where(b"<s1:31>")) + 5, b"x\xff!")
    assert [cut.kept for cut in (await disk.repaired()).cuts] == [30]
    assert (b"<s1:31>" in b"".join(path.read_bytes() for path in disk.directory.iterdir())) == (not room)
    async with open_store(disk.settings) as store:
        cut = await store.copies.take("s1")
        assert cut is not None
        assert cut.clients == {"phone": (30, "")}  # a counter of what is gone would say that it is stored
        head = cut.head
        for number in range(31, 36):
            head = await appended(store, "s1", head, number)
    whole = await disk.contents()
    assert len(whole["s1"]) == 35
    damage_the_end(disk)
    assert (await disk.repaired()).cuts == []
    assert await disk.contents() == whole


async def test_a_log_whose_replacement_is_damaged_stays_as_it_was_and_is_not_mixed_with_what_followed(disk: Disk) -> None:
    """[STO-01]"""
    whole = await disk.contents()
    async with open_store(disk.settings) as store:
        found = await store.log.read("s1")
        assert found is not None
        assert await store.destruction.replace("s1", found[0], [b"<s1:anew>"], 1)
        again = await store.log.read("s1")
        assert again is not None
        head = again[0]
        for number in range(ALL + 1, 2 * ALL + 10):
            head = await appended(store, "s1", head, number)
    disk.put("incr.aof", disk.where(b"<s1:anew>") - 4, bytes(4))
    found_lost = await disk.repaired()
    assert [(cut.name, cut.kept, cut.lost) for cut in found_lost.cuts] == [("workshop s1", ALL, ALL + 9)]
    assert await disk.contents() == whole


async def test_all_is_on_disk_before_the_new_store_takes_its_place(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    """[STO-01] A power cut right after it may take whatever was not synchronised."""
    damage_the_end(disk)
    happened: list[str] = []
    fsync, rename = os.fsync, Path.rename

    def synced(descriptor: int) -> None:
        happened.append(Path(f"/proc/self/fd/{descriptor}").resolve().name)
        fsync(descriptor)

    def renamed(path: Path, target: Path) -> Path:
        happened.append("in place")
        return rename(path, target)

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", synced)
        patched.setattr(Path, "rename", renamed)
        await disk.repaired()
    before = happened[: happened.index("in place")]
    assert {path.name for path in disk.directory.iterdir()} <= set(before)
    assert before.index("done.new") < before.index("repairing")
    assert DIRECTORY in before


async def test_a_repair_of_whose_end_a_power_cut_left_an_empty_word_is_carried_out_once_more(disk: Disk) -> None:
    """[STO-01]"""
    whole = await disk.contents()
    damage_the_end(disk)
    (disk.settings.data_dir / "repairing").mkdir()
    (disk.settings.data_dir / "repairing" / "done").touch()
    assert (await disk.refusal()).code == "repair_unfinished"
    assert (await disk.repaired()).kept_in is not None
    assert await disk.contents() == whole
