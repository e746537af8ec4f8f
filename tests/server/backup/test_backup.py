# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: ASYNC240 (files of tests; nothing else waits for this loop)
"""Backup and restore of all workshops, and the commands: what comes back is what was there, and nothing else gets in."""

from __future__ import annotations

import hashlib
import json
import stat
import tempfile
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from redis.asyncio import Redis

from server.backup import log_file
from server.backup.backup_file import open_backup
from server.backup.commands import backup, import_log, restore
from server.backup.errors import BackupError
from server.backup.log_file import LogFile
from server.player.browser import Browser, join_workshop, open_workshop
from server.settings import Settings
from server.store import NO_LOG, WORKSHOP, Item, LogId, Store, open_store
from tests.running import outcome_of, running_server
from tests.server.backup.around import Told, but_for_epochs, exported, lines_of, made, wholes
from tests.server.house import serving


async def test_three_workshops_come_back_from_a_backup_as_they_were(
    here: Settings, empty: Callable[[], Any], file: Path, told: Told
) -> None:
    """[OPS-12]"""
    workshops = await made(here, 3)
    before = await wholes(here)
    assert len(before) == 3
    assert await backup(here, file, told.said.append, told.complained.append)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    await empty()
    assert await restore(here, file, told.said.append, told.complained.append, skip_existing=False)
    after = await wholes(here)
    assert but_for_epochs(after) == but_for_epochs(before)
    assert not {log.head.epoch for log in after.values()} & {log.head.epoch for log in before.values()}
    assert told.said == [f"{file}: 3 workshops.", "3 workshops restored."]
    assert told.complained == []
    async with serving(here) as house:
        for workshop in workshops:
            poster = await workshop.at(workshop.people[0], house).get(f"/w/{workshop.code}/poster.json")
            assert workshop.id in poster.body
            assert hashlib.sha256(poster.body.encode()).hexdigest() == poster.headers["x-poster-sha256"]


async def test_one_workshop_can_be_taken_out_of_a_backup(here: Settings, empty: Callable[[], Any], file: Path) -> None:
    workshops = await made(here, 2)
    before = await wholes(here)
    await backup(here, file, print, print)
    await empty()
    with zipfile.ZipFile(file) as archive:
        one = file.with_name("one")
        one.write_bytes(archive.read(f"workshops/{workshops[1].id}.jsonl"))
    await import_log(here, one, print)
    assert but_for_epochs(await wholes(here)) == but_for_epochs({workshops[1].id: before[workshops[1].id]})


async def test_a_restore_into_a_store_with_one_of_them_restores_none_or_skips_it(
    here: Settings, empty: Callable[[], Any], file: Path, told: Told
) -> None:
    workshops = await made(here, 3)
    before = await wholes(here)
    await backup(here, file, print, print)
    one = await exported(here, workshops[0], file.with_name("one"))
    await empty()
    await import_log(here, one, print)
    kept = await wholes(here)
    with pytest.raises(BackupError, match=rf"Nothing of .* was restored\. Workshop {workshops[0].id} exists already"):
        await restore(here, file, told.said.append, told.complained.append, skip_existing=False)
    assert await wholes(here) == kept
    assert await restore(here, file, told.said.append, told.complained.append, skip_existing=True)
    after = await wholes(here)
    assert but_for_epochs(after) == but_for_epochs(before)
    assert after[workshops[0].id] == kept[workshops[0].id]
    assert told.said == ["2 workshops restored, 1 there already."]


async def test_a_workshop_whose_code_is_taken_stays_out_by_name(
    here: Settings, empty: Callable[[], Any], file: Path, told: Told
) -> None:
    workshops = await made(here, 2)
    await backup(here, file, print, print)
    await empty()
    async with open_store(here) as store:
        await store.log.reserve_code(workshops[0].code, "another")
    assert not await restore(here, file, told.said.append, told.complained.append, skip_existing=True)
    assert list(await wholes(here)) == [workshops[1].id]
    assert told.said == ["1 workshop restored, 1 left out."]
    assert [workshops[0].id in line and workshops[0].code in line for line in told.complained] == [True]


async def test_a_damaged_backup_restores_nothing(here: Settings, empty: Callable[[], Any], file: Path) -> None:
    await made(here, 2)
    await backup(here, file, print, print)
    await empty()
    whole = file.read_bytes()
    codes: set[str] = set()
    spots = [0, 1, *range(30, len(whole), len(whole) // 60), len(whole) - 3]
    for at in spots:
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 0x20]) + whole[at + 1 :])
        try:
            with open_backup(file) as reader:
                found = [reader.read(listed) for listed in reader.listed]
        except BackupError as error:
            codes.add(error.code)
        else:
            # A spot that nobody reads, as a time of day in the zip: then what is read is right.
            assert len(found) == 2, at
    assert "damaged" in codes
    assert codes <= {"damaged", "foreign", "too_large"}
    for cut in (0, 10, len(whole) // 2, len(whole) - 1):
        file.write_bytes(whole[:cut])
        with pytest.raises(BackupError):
            await restore(here, file, print, print, skip_existing=True)
    for name in ("manifest.json", *(name for name in names_in(whole, file) if name != "manifest.json")):
        without(whole, name, file)
        with pytest.raises(BackupError):
            await restore(here, file, print, print, skip_existing=True)
    assert await wholes(here) == {}


def names_in(whole: bytes, file: Path) -> list[str]:
    file.write_bytes(whole)
    with zipfile.ZipFile(file) as archive:
        return archive.namelist()


def without(whole: bytes, name: str, file: Path, instead: bytes | None = None) -> None:
    """Write the backup again without one of its files, or with another content of it."""
    file.write_bytes(whole)
    with zipfile.ZipFile(file) as archive:
        contents = {each: archive.read(each) for each in archive.namelist() if each != name}
    if instead is not None:
        contents[name] = instead
    with zipfile.ZipFile(file, "w") as archive:
        for each, data in contents.items():
            archive.writestr(each, data)


async def test_a_backup_that_unpacks_to_gigabytes_is_refused_in_a_sentence_and_little_memory(
    here: Settings, empty: Callable[[], Any], file: Path
) -> None:
    """Hundreds of megabytes in hundreds of kilobytes, in place of a workshop and of the list of them."""
    await made(here, 1)
    await backup(here, file, print, print)
    await empty()
    whole = file.read_bytes()
    zeros = bytes(1 << 20)
    for name in names_in(whole, file):
        without(whole, name, file)
        with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive, archive.open(name, "w", force_zip64=True) as entry:
            for _ in range(300):
                entry.write(zeros)
        tracemalloc.start()
        try:
            with pytest.raises(BackupError) as refusal:
                await restore(here, file, print, print, skip_existing=True)
            assert refusal.value.code == "too_large"
            assert tracemalloc.get_traced_memory()[1] < 50_000_000
        finally:
            tracemalloc.stop()
    assert await wholes(here) == {}


async def test_a_backup_of_a_later_version_and_other_files_are_refused(here: Settings, file: Path) -> None:
    (workshop,) = await made(here, people=0)
    await backup(here, file, print, print)
    whole = file.read_bytes()
    manifest = json.loads(zipfile.ZipFile(file).read("manifest.json"))
    assert (manifest["format"], manifest["version"]) == ("waardenbord-backup", 1)
    without(whole, "manifest.json", file, instead=json.dumps({**manifest, "version": 2}).encode())
    assert await refusal_of_restore(here, file) == "newer"
    without(whole, f"workshops/{workshop.id}.jsonl", file, instead=b"{}\n")
    assert await refusal_of_restore(here, file) == "damaged"
    file.write_bytes(whole)
    with pytest.raises(BackupError, match="use `waardenbord restore`"):
        await import_log(here, file, print)
    await exported(here, workshop, file)
    with pytest.raises(BackupError, match="use `import`"):
        await restore(here, file, print, print, skip_existing=True)
    file.unlink()
    assert await refusal_of_restore(here, file) == "file"


async def refusal_of_restore(here: Settings, file: Path) -> str:
    with pytest.raises(BackupError) as refusal:
        await restore(here, file, print, print, skip_existing=True)
    return refusal.value.code


async def test_a_damaged_log_is_named_and_keeps_no_other_workshop_out_of_the_backup(
    here: Settings, file: Path, told: Told
) -> None:
    workshops = await made(here, 2, people=0)
    assert here.redis_url is not None
    async with Redis.from_url(here.redis_url) as redis:
        await redis.xdel(f"{here.key_prefix}{{s:{workshops[0].id}}}:log", "2-0")
    assert not await backup(here, file, told.said.append, told.complained.append)
    assert told.said == [f"{file}: 1 workshop. 1 workshop could not be read."]
    assert [workshops[0].id in line for line in told.complained] == [True]
    with open_backup(file) as reader:
        assert [listed.session for listed in reader.listed] == [workshops[1].id]


async def test_an_empty_store_makes_an_empty_backup(here: Settings, file: Path, told: Told) -> None:
    assert await backup(here, file, told.said.append, told.complained.append)
    assert await restore(here, file, told.said.append, told.complained.append, skip_existing=False)
    assert told.said == [f"{file}: 0 workshops.", "0 workshops restored."]


async def test_a_file_says_the_same_whenever_it_is_written(store: Store) -> None:
    answer = await store.log.append("s1", NO_LOG, [Item(b"x", 2**64 - 1, "b", 1), Item(b"", 0, "a", 3, "empty")])
    whole = await store.copies.take("s1")
    assert whole is not None, answer
    again = msgspec.structs.replace(whole, clients=dict(reversed(whole.clients.items())))
    first, second = (log_file.encode(LogFile(LogId(WORKSHOP, "s1"), "", "test", 1, log)) for log in (whole, again))
    assert first == second


# ── the command ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def folder() -> Iterator[Path]:
    # Not pytest's tmp_path: the embedded store's socket has a path of at most 108 bytes.
    with tempfile.TemporaryDirectory(prefix="wb-") as name:
        yield Path(name)


async def run(folder: Path, data_dir: Path, *arguments: str) -> tuple[int, str, str]:
    """The exit status and both outputs of `waardenbord …` on the embedded store of a data directory."""
    return await outcome_of(folder, *arguments, WAARDENBORD_DATA_DIR=str(data_dir))


@pytest.mark.slow
async def test_the_commands_work_on_the_embedded_store_with_and_without_a_server_on_it(folder: Path) -> None:
    one, other = folder / "one", folder / "other"
    with running_server(WAARDENBORD_DATA_DIR=str(one)) as url:
        opened = await open_workshop(url, {"title": "Camera's", "organisation": "Gemeente"})
        browser = await join_workshop(url, opened.code)
        served = await run(folder, one, "export", "--code", opened.code)
        assert served == (0, f"workshop-{opened.code}.jsonl: workshop {opened.session_id} ({opened.code}), 2 entries.\n", "")
        assert (await run(folder, one, "backup", "--out", "all.zip"))[:2] == (0, "all.zip: 1 workshop.\n")
        status, out, err = await run(folder, one, "import", f"workshop-{opened.code}.jsonl")
        assert (status, out) == (1, "")
        assert err == f"waardenbord: Workshop {opened.session_id} exists already in this store.\n"
        assert (await browser.get(f"/w/{opened.code}/bord")).status == 200
    alone = await run(folder, one, "export", "--session", opened.session_id, "--out", "again.jsonl")
    assert alone[0] == 0
    assert lines_of(folder / "again.jsonl")[1:] == lines_of(folder / f"workshop-{opened.code}.jsonl")[1:]
    status, out, err = await run(folder, other, "import", "again.jsonl")
    assert (status, out) == (0, f"Workshop {opened.session_id} ({opened.code}) is back, 2 entries.\n"), err
    assert (await run(folder, other, "restore", "all.zip"))[0] == 1
    skipped = await run(folder, other, "restore", "all.zip", "--skip-existing")
    assert skipped == (0, "0 workshops restored, 1 there already.\n", "")
    with running_server(WAARDENBORD_DATA_DIR=str(folder / "third")) as url:
        assert (await run(folder, folder / "third", "restore", "all.zip"))[:2] == (0, "1 workshop restored.\n")
        there = Browser(url)
        there.cookies = browser.cookies
        assert (await there.get(f"/w/{opened.code}/bord")).status == 200
