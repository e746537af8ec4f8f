# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2

"""Files of a real store, really damaged: what a start says of them, and what a repair brings back."""

from __future__ import annotations

import asyncio
import random
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from redis.asyncio import Redis

from server.settings import Settings
from server.store import NO_LOG, Appended, Entry, Head, Item, Store, StoreError, open_store
from server.store.append_only import DIRECTORY, MANIFEST, Damage, Piece, read_pieces
from server.store.base_file import crc64
from server.store.embedded import EmbeddedServer
from server.store.logs_in_repair import LogsInRepair
from server.store.repairing import Repaired, repair

LOGS = ("s1", "s2", "s3")
IN_BASE, ON_TOP = 20, 30
AT_EACH_END = 60
"""Bytes of the file's end that are cut off, one by one: more than one command."""


class Disk:
    """A copy of the data directory of a store with three logs, which a test may damage; and what was in it."""

    def __init__(self, made: Path, data_dir: Path) -> None:
        shutil.copytree(made, data_dir)
        self.settings = Settings(data_dir=data_dir)

    @property
    def directory(self) -> Path:
        return self.settings.data_dir / DIRECTORY

    def file(self, part: str) -> Path:
        (found,) = self.directory.glob(f"*.{part}")
        return found

    def put(self, part: str, at: int, data: bytes) -> None:
        """Write over what stands there; a negative place counts from the end."""
        path = self.file(part)
        whole = bytearray(path.read_bytes())
        at = at if at >= 0 else len(whole) + at
        whole[at : at + len(data)] = data
        path.write_bytes(whole)

    def where(self, text: bytes) -> int:
        """Where this stands in the file that was appended to."""
        return self.file("incr.aof").read_bytes().index(text)

    async def contents(self) -> dict[str, list[Entry]]:
        """Every log, entry by entry, after a start. Raises StoreError."""
        async with open_store(self.settings) as store:
            found = {log: await store.log.read(log) for log in LOGS}
        return {log: whole[1] for log, whole in found.items() if whole is not None}

    async def repaired(self, *, dry_run: bool = False) -> Repaired:
        return await repair(self.settings, _nothing_else, dry_run=dry_run)

    async def refusal(self) -> StoreError:
        """Why it does not start."""
        with pytest.raises(StoreError) as refusal:
            await self.contents()
        return refusal.value


async def _nothing_else(_: Store, __: LogsInRepair) -> None:
    """Only the logs themselves."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def made() -> Path:
    """The data directory of a store that ended well: three logs by turns, the older half in the base."""
    path = Path(tempfile.mkdtemp(prefix="wb-")) / "data"
    async with open_store(Settings(data_dir=path)) as store:
        heads = dict.fromkeys(LOGS, NO_LOG)
        for number in range(1, IN_BASE + ON_TOP + 1):
            for log in LOGS:
                heads[log] = await appended(store, log, heads[log], number)
            if number == IN_BASE:
                await rewritten(store)
    return path


async def rewritten(store: Store) -> None:
    """All that is there stands in a new base."""
    async with Redis.from_url(store.url) as client:
        await client.bgrewriteaof()
        while (await client.info("persistence"))["aof_rewrite_in_progress"]:  # noqa: ASYNC110 # nobody tells
            await asyncio.sleep(0.01)


async def appended(store: Store, log: str, after: Head, number: int) -> Head:
    """One more entry, of a phone; the head after it."""
    payload = random.Random(f"{log}{number}").randbytes(40)  # what does not pack, and is the same each time
    answer = await store.log.append(log, after, [Item(f"<{log}:{number}>".encode() + payload, number, "phone", number)])
    assert isinstance(answer, Appended)
    return answer.head


@pytest.fixture
def disk(made: Path) -> Iterator[Disk]:
    data_dir = Path(tempfile.mkdtemp(prefix="wb-"))
    yield Disk(made, data_dir / "data")
    shutil.rmtree(data_dir)


async def test_zeros_in_the_middle_stop_the_start_and_a_repair_brings_back_all_but_the_logs_that_go_on_behind_them(
    disk: Disk,
) -> None:
    """[STO-01] Two logs have a hole; the third was only near."""
    whole = await disk.contents()
    begin = disk.where(b"<s1:31>") - 20
    disk.put("incr.aof", begin, bytes(disk.where(b"<s2:31>") + 20 - begin))
    damaged = disk.file("incr.aof").read_bytes()
    refusal = await disk.refusal()
    assert refusal.code == "store_damaged"
    assert "`waardenbord repair`" in refusal.message
    assert "check-aof" not in refusal.message
    found = await disk.repaired()
    assert [(cut.name, cut.kept, cut.lost) for cut in found.cuts] == [
        (f"workshop {log}", 30, IN_BASE + ON_TOP - 31) for log in ("s1", "s2")
    ]
    assert found.cuts[0].last_kept_at_ms == whole["s1"][29].at_ms
    assert found.cuts[0].last_lost_at_ms == whole["s1"][-1].at_ms
    after = await disk.contents()
    assert after == {**whole, "s1": whole["s1"][:30], "s2": whole["s2"][:30]}
    assert found.kept_in is not None
    assert next(found.kept_in.glob("*.incr.aof")).read_bytes() == damaged


async def test_a_repair_is_carried_out_once_and_what_is_whole_is_left_as_it_is(disk: Disk) -> None:
    """[STO-01]"""
    before = {path.name: path.read_bytes() for path in disk.directory.iterdir()}
    found = await disk.repaired()
    assert (found.is_whole, found.kept_in, found.logs, found.entries) == (True, None, 3, 3 * (IN_BASE + ON_TOP))
    disk.put("incr.aof", 3000, b"damage")
    looked = await disk.repaired(dry_run=True)
    assert (looked.is_whole, looked.kept_in) == (False, None)
    assert before.keys() == {path.name for path in disk.directory.iterdir()}
    assert not (disk.settings.data_dir / "repairing").exists()
    assert (await disk.repaired()).kept_in is not None
    assert (await disk.repaired()).is_whole


@pytest.mark.parametrize("what", [b"\0" * 4096, b"*3\r\n$3\r\nSET\r\n\xff\xfe" * 9, b"$"], ids=["zeros", "nonsense", "a byte"])
async def test_what_stands_behind_the_last_change_is_no_loss(disk: Disk, what: bytes) -> None:
    """[STO-01]"""
    whole = await disk.contents()
    with disk.file("incr.aof").open("ab") as file:
        file.write(what)
    assert (await disk.refusal()).code == "store_damaged"
    found = await disk.repaired()
    assert found.cuts == []
    assert sum(each.end - each.start for each in found.stretches) == len(what)
    assert await disk.contents() == whole


async def test_an_entry_whose_time_or_number_is_none_ends_its_log_before_it(disk: Disk) -> None:
    """[STO-01] The server takes it for a text like another, and starts."""
    whole = await disk.contents()
    data = disk.file("incr.aof").read_bytes()
    disk.put("incr.aof", data.index(b"$13\r\n", disk.where(b"<s1:31>")) + 5, b"x\xff!")
    with pytest.raises(ValueError, match="invalid literal"):
        await disk.contents()
    found = await disk.repaired()
    assert [(cut.name, cut.kept, cut.lost) for cut in found.cuts] == [("workshop s1", 30, IN_BASE + ON_TOP - 30)]
    assert await disk.contents() == {**whole, "s1": whole["s1"][:30]}


async def test_what_is_destroyed_behind_the_damage_does_not_come_back(disk: Disk) -> None:
    """[STO-01] [PRIV-10] And what is put in the place of a log that has a hole is whole."""
    async with open_store(disk.settings) as store:
        copy = await store.copies.take("s2")
        assert copy is not None
        for log in ("s1", "s2"):
            await store.destruction.destroy(log, "operator")
        await store.copies.put("s2", copy, "", also_destroyed=True)
    disk.put("incr.aof", disk.where(b"<s1:31>"), bytes(2000))
    found = await disk.repaired()
    assert [cut.name for cut in found.cuts] in ([], ["workshop s3"])
    after = await disk.contents()
    assert "s1" not in after
    assert after["s2"] == list(copy.entries)


async def test_a_base_with_a_wrong_byte_is_read_key_by_key(disk: Disk) -> None:
    """[STO-01] A stream that no longer holds together is lost, and said to be; the others are whole."""
    whole = await disk.contents()
    base = disk.file("base.rdb").read_bytes()
    disk.put("base.rdb", base.index(b"{s:s2}:log") + 30, bytes(12))
    assert (await disk.refusal()).code == "store_damaged"
    found = await disk.repaired()
    assert [(cut.name, cut.kept) for cut in found.cuts] == [("workshop s2", 0)]
    after = await disk.contents()
    assert after == {log: entries for log, entries in whole.items() if log != "s2"}


async def test_a_list_that_is_gone_is_an_error_with_a_way_on_and_made_again(disk: Disk) -> None:
    """[STO-03]"""
    whole = await disk.contents()
    for damage in (None, b"not a manifest\n"):
        (disk.directory / MANIFEST).unlink() if damage is None else (disk.directory / MANIFEST).write_bytes(damage)
        refusal = await disk.refusal()
        assert (refusal.code, "`waardenbord repair`" in refusal.message) == ("no_manifest", True)
        found = await disk.repaired()
        assert (found.no_manifest, found.cuts) == (True, [])
        assert await disk.contents() == whole


async def test_a_store_whose_files_are_gone_is_no_empty_board(disk: Disk) -> None:
    """[STO-03]"""
    await disk.contents()  # which marks it
    shutil.rmtree(disk.directory)
    refusal = await disk.refusal()
    assert refusal.code == "store_gone"
    (disk.settings.data_dir / "store").unlink()
    assert await disk.contents() == {}


@pytest.mark.parametrize("is_killed", [False, True])
async def test_a_store_whose_files_are_empty_now_is_no_empty_board(disk: Disk, is_killed: bool) -> None:
    """[STO-03] As after a power cut on a disk that forgot what it had confirmed; the list of files was written long before."""
    whole = await disk.contents()
    assert whole
    if is_killed:
        # It never came to its end, and says only that there was a store; the start after it sees what is in it.
        (disk.settings.data_dir / "store").write_bytes(b"")
        await disk.contents()
    emptied = shutil.copytree(disk.directory, disk.directory.with_name("before"))
    for path in disk.directory.glob("*.aof"):
        path.write_bytes(b"")
    new = disk.settings.data_dir.with_name("new")
    async with EmbeddedServer(new):
        (empty,) = (new / DIRECTORY).glob("*.base.rdb")
        disk.file("base.rdb").write_bytes(empty.read_bytes())
    refusal = await disk.refusal()
    assert (refusal.code, "put" in refusal.message) == ("store_gone", True)
    shutil.rmtree(disk.directory)
    emptied.rename(disk.directory)
    assert await disk.contents() == whole


async def test_a_new_store_that_nothing_was_ever_in_starts_again(disk: Disk) -> None:
    """[STO-03]"""
    for _ in range(3):
        async with EmbeddedServer(disk.settings.data_dir.with_name("new")):
            pass


async def test_a_file_that_is_missing_costs_what_was_in_it(disk: Disk) -> None:
    """[STO-01]"""
    whole = await disk.contents()
    disk.file("incr.aof").unlink()
    assert "is missing" in (await disk.refusal()).message
    found = await disk.repaired()
    assert len(found.missing) == 1
    assert await disk.contents() == {log: entries[:IN_BASE] for log, entries in whole.items()}


async def test_the_end_of_a_change_that_is_cut_off_is_taken_off_kept_and_told(
    disk: Disk, caplog: pytest.LogCaptureFixture
) -> None:
    """[STO-02]"""
    whole = await disk.contents()
    path = disk.file("incr.aof")
    data = path.read_bytes()
    path.write_bytes(data[:-20])
    after = await disk.contents()
    assert after == {**whole, "s3": whole["s3"][:-1]}
    (told,) = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
    assert "workshop s3" in told
    (kept,) = disk.settings.data_dir.glob("cut-tail-*.aof")
    assert str(kept) in told
    assert path.read_bytes() + kept.read_bytes() == data[:-20]
    assert b"<s3:50>" in kept.read_bytes()


async def test_a_repair_that_was_killed_between_its_last_steps_is_ended_by_the_next(
    disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[STO-01] And nothing starts in between."""
    whole = await disk.contents()
    disk.put("incr.aof", -400, b"damage")
    renamed = Path.rename
    for left in (0, 1):
        steps = iter(range(9))

        def rename(path: Path, target: Path, steps: Iterator[int] = steps, left: int = left) -> Path:
            if next(steps) == left:
                raise KeyboardInterrupt
            return renamed(path, target)

        with monkeypatch.context() as patched:
            patched.setattr(Path, "rename", rename)
            with pytest.raises(KeyboardInterrupt):
                await disk.repaired()
        assert (await disk.refusal()).code == "repair_unfinished"
    with pytest.raises(StoreError, match="without --dry-run") as refusal:
        await disk.repaired(dry_run=True)
    assert refusal.value.code == "repair_unfinished"
    assert (await disk.repaired()).kept_in is not None
    after = await disk.contents()
    assert {log: entries[:-1] for log, entries in whole.items()} == {
        log: entries[: IN_BASE + ON_TOP - 1] for log, entries in after.items()
    }


async def test_a_repair_waits_for_nobody_who_uses_the_store(disk: Disk) -> None:
    """[STO-01]"""
    async with open_store(disk.settings):
        with pytest.raises(StoreError) as refusal, pytest.raises(KeyboardInterrupt):
            await disk.repaired()
    assert refusal.value.code == "data_dir_in_use"


def test_whatever_is_damaged_all_is_read_that_stands_outside(made: Path) -> None:
    """[STO-01] Damage of any size anywhere, and an end at every byte."""
    (path,) = (made / DIRECTORY).glob("*.incr.aof")
    data = path.read_bytes()
    pieces = list(read_pieces(data))
    whole = [each for each in pieces if isinstance(each, Piece)]
    assert len(whole) == len(pieces)
    for cut in range(1, AT_EACH_END):
        damages = [each for each in read_pieces(data[:-cut]) if isinstance(each, Damage)]
        assert [(each.is_cut, each.end) for each in damages] == [(True, len(data) - cut)]
    chance = random.Random(7)  # the same each time
    for number in range(24):
        size = chance.choice((1, 5, 50, 512, 4096))
        begin = chance.randrange(len(data) - size)
        end = begin + size
        hurt = data[:begin] + (bytes(size) if number % 2 else chance.randbytes(size)) + data[end:]
        found = list(read_pieces(hurt))
        assert [each.start for each in found] == [0, *(each.end for each in found[:-1])]
        outside = {each for each in whole if each.end <= begin or each.start >= end}
        # A length that was damaged may take the step behind it along.
        assert len(outside - {each for each in found if isinstance(each, Piece)}) <= 2, (number, begin, size)


def test_the_checksum_of_a_dump_is_that_of_the_server() -> None:
    # The check value of the checksum in the comment of the server's crc64.c.
    assert crc64(b"123456789") == 0xE9C6D914C4B8D9CA
