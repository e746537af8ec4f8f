# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: ASYNC240 (files of tests; nothing else waits for this loop)
"""Export, import, backup, restore: what comes back is what was there, and nothing else gets in."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
import stat
import sys
import tempfile
import zipfile
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from redis.asyncio import Redis

from server import content
from server.archive import workshop_file
from server.archive.backup_file import open_backup
from server.archive.commands import backup, export_workshop, import_workshop, restore
from server.archive.errors import ArchiveError
from server.archive.workshop_file import WorkshopFile
from server.player import play as player
from server.player.browser import Browser, Opened, join_workshop, open_workshop
from server.settings import Settings
from server.store import NO_LOG, Item, Store, StoreError, WholeLog, open_store
from sessions import commands as c
from sessions.framework import FoundationId
from sessions.state import ValueRef
from tests.running import running_server
from tests.server.house import Workshop, serving

PLAY_MINUTE_MS = 600


class Told:
    """What a command said and complained about."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.complained: list[str] = []


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "file"


@pytest.fixture
async def empty(settings: Settings) -> AsyncIterator[Callable[[], Any]]:
    """Empties this test's part of the store."""
    assert settings.redis_url is not None
    async with Redis.from_url(settings.redis_url) as redis:

        async def run() -> None:
            names = [key async for key in redis.scan_iter(match=f"{settings.key_prefix}*", count=1000)]
            await redis.delete(*names)

        yield run


async def made(here: Settings, count: int = 1, people: int = 2) -> list[Workshop]:
    """Workshops with a poster, on a worker that is gone again."""
    async with serving(here) as house:
        workshops = [await house.workshop(people=people, title=f"Camera {number} 'é🦉'") for number in range(count)]
        for workshop in workshops:
            await make_poster(workshop)
    return workshops


async def make_poster(workshop: Workshop, column: FoundationId = "rechtsstaat") -> None:
    async with workshop.facilitator() as facilitator:
        await facilitator.go("A3")
        await facilitator.must(c.PutPosterValue("v1", 0, column, ValueRef("privacy"), f"geen gezichten {workshop.id}"))
        await facilitator.must(c.TakeSnapshot())
        assert await facilitator.do(c.TakeSnapshot()) is not None  # a refusal is settled too


async def wholes(settings: Settings) -> dict[str, WholeLog]:
    async with open_store(settings) as store:
        found = {session_id: await store.archive.take(session_id) for session_id in await store.archive.sessions()}
    return {session_id: whole for session_id, whole in found.items() if whole is not None}


def but_for_epochs(found: dict[str, WholeLog]) -> dict[str, Any]:
    return {session_id: (log.head.seq, log.head.nonce, log.at_ms, log.entries, log.clients) for session_id, log in found.items()}


async def exported(here: Settings, workshop: Workshop, file: Path) -> Path:
    await export_workshop(here, workshop.id, None, file, print)
    return file


def signed(lines: list[dict[str, Any]]) -> bytes:
    """Lines with the SHA-256 that belongs to them."""
    data = b"".join(json.dumps(line).encode() + b"\n" for line in lines)
    return data + json.dumps({"sha256": hashlib.sha256(data).hexdigest()}).encode() + b"\n"


def lines_of(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_bytes().splitlines()][:-1]


async def refused(here: Settings, file: Path) -> str:
    with pytest.raises(ArchiveError) as refusal:
        await import_workshop(here, file, print)
    assert await wholes(here) == {}
    assert refusal.value.message.startswith(str(file))
    assert refusal.value.message.count("\n") == 0
    return refusal.value.code


# ── one workshop ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
async def test_a_whole_workshop_comes_back_into_an_empty_store_with_the_same_poster(
    here: Settings, empty: Callable[[], Any], file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Everybody's links and cookies work on, and what a phone had settled stays settled."""
    here = msgspec.structs.replace(here, minute_ms=PLAY_MINUTE_MS)
    opened: list[Opened] = []
    browsers: list[Browser] = []

    async def open_and_keep(base_url: str, fields: dict[str, str]) -> Opened:
        opened.append(await open_workshop(base_url, fields))
        return opened[-1]

    async def join_and_keep(base_url: str, code: str, name: str = "", perspective: str = "") -> Browser:
        browsers.append(await join_workshop(base_url, code, name, perspective))
        return browsers[-1]

    monkeypatch.setattr(player, "open_workshop", open_and_keep)
    monkeypatch.setattr(player, "join_workshop", join_and_keep)
    async with serving(here) as house:
        plan = player.Plan(house.base_url, content.load().cases["camera"], people=4, speed=100)
        summary = await player.play(plan, lambda _: None)
        workshop = Workshop(house, opened[0])
        workshop.people = browsers
        path = f"/w/{workshop.code}/poster.json"
        poster = await browsers[0].get(path)
        async with workshop.device(browsers[0]) as phone:
            records = dict(phone.records)
        await export_workshop(here, None, workshop.code.replace("-", " ").upper(), file, print)
    before = await wholes(here)
    await empty()
    assert await wholes(here) == {}
    await import_workshop(here, file, print)
    after = await wholes(here)
    assert but_for_epochs(after) == but_for_epochs(before)
    assert after[workshop.id].head.epoch != before[workshop.id].head.epoch
    async with serving(here) as house:
        facilitator = workshop.at(opened[0].facilitator, house)
        for browser in (facilitator, *(workshop.at(browser, house) for browser in browsers)):
            answer = await browser.get(path)
            assert answer.body == poster.body
            assert answer.headers["x-poster-sha256"] == summary.snapshot.sha256
            assert hashlib.sha256(answer.body.encode()).hexdigest() == summary.snapshot.sha256
        assert (await facilitator.get(f"/regie/{workshop.id}")).status == 200
        assert (await facilitator.get(f"/regie/{workshop.id}/links")).status == 200
        assert (await workshop.at(browsers[0], house).get(f"/w/{workshop.code}/bord")).status == 200
        async with (
            workshop.device(browsers[0], house=house) as phone,
            workshop.facilitator(house) as desk,
            await workshop.screen(house) as screen,
        ):
            assert phone.records == records
            assert desk.workshop.phase == screen.workshop.phase == "closed"


async def test_an_open_workshop_goes_on_where_it_was(here: Settings, empty: Callable[[], Any], file: Path) -> None:
    """Whoever knew more than the file gets a full view; what the file knows as settled is not done twice."""
    async with serving(here) as house:
        workshop = await house.workshop(people=2)
        async with workshop.facilitator() as before:
            run_id = await before.go("A3")
            put = c.PutPosterValue("v1", 0, "rechtsstaat", ValueRef("privacy"), "geen gezichten")
            await before.must(put)
            await exported(here, workshop, file)
            settled, token, client_id = before.n, before.token, before.client_id
            await before.must(c.PutPosterValue("v1", 1, "rechtsstaat", ValueRef("privacy"), "later dan het bestand"))
    await empty()
    await import_workshop(here, file, print)
    async with serving(here) as house:
        workshop.house = house
        desk = workshop.facilitator()
        desk.client_id, desk.token, desk.n = client_id, token, settled - 1
        async with desk, workshop.device(workshop.people[1]) as phone:
            assert desk.welcome is not None
            assert (desk.welcome.resumed, desk.welcome.settled.n) == (False, settled)
            assert desk.workshop.current == phone.workshop.current == run_id
            await desk.must(put)  # with the same number as before
            snapshot = c.TakeSnapshot()
            await desk.must(snapshot)
            await workshop.join()
            await desk.until(lambda: desk.workshop.people == 3)
            room = await workshop.room()
            assert "geen gezichten" in room.session.snapshots[-1].canonical


async def test_a_file_made_while_people_work_is_the_workshop_of_one_moment(here: Settings, file: Path) -> None:
    async with serving(here) as house:
        workshop = await house.workshop()
        async with workshop.facilitator() as facilitator:
            await facilitator.go("A3")
            stop = asyncio.Event()

            async def work() -> None:
                rev = 0
                while not stop.is_set():
                    put = c.PutPosterValue("v1", rev, "rechtsstaat", ValueRef("privacy"), f"tekst {rev}")
                    await facilitator.must(put)
                    rev += 1

            working = asyncio.create_task(work())
            seen: set[int] = set()
            while len(seen) < 5:
                await exported(here, workshop, file)
                found = workshop_file.decode(file.read_bytes(), "file")
                seen.add(found.log.head.seq)
            stop.set()
            await working


async def test_the_file_is_as_documented_and_for_its_maker_alone(here: Settings, file: Path) -> None:
    (workshop,) = await made(here)
    await exported(here, workshop, file)
    log = (await wholes(here))[workshop.id]
    lines = lines_of(file)
    first, entries, clients = lines[0], lines[1 : 1 + log.head.seq], lines[1 + log.head.seq :]
    made_by, made_at_ms = first.pop("made_by"), first.pop("made_at_ms")
    assert made_by.startswith("waardenbord ")
    assert made_at_ms >= log.at_ms
    assert first == {
        "format": "waardenbord-workshop",
        "version": 1,
        "session": workshop.id,
        "code": workshop.code,
        "epoch": log.head.epoch,
        "seq": log.head.seq,
        "nonce": str(log.head.nonce),
        "at_ms": log.at_ms,
        "clients": len(log.clients),
    }
    for line, entry in zip(entries, log.entries, strict=True):
        assert base64.b64decode(line.pop("payload")) == entry.payload
        assert line == {"seq": entry.seq, "nonce": str(entry.nonce), "at_ms": entry.at_ms, "client": entry.client, "n": entry.n}
    assert clients == [{"client": key, "n": n, "outcome": outcome} for key, (n, outcome) in sorted(log.clients.items())]
    assert "snapshot_unchanged" in {line["outcome"] for line in clients}
    *_, last = file.read_bytes().splitlines(keepends=True)
    assert json.loads(last) == {"sha256": hashlib.sha256(file.read_bytes().removesuffix(last)).hexdigest()}
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in file.parent.iterdir() if path.name.endswith("file") or path.name.startswith(".")] == ["file"]


async def test_a_workshop_or_code_that_exists_is_refused_and_stays_as_it_is(
    here: Settings, empty: Callable[[], Any], file: Path
) -> None:
    (workshop,) = await made(here)
    await exported(here, workshop, file)
    before = await wholes(here)
    with pytest.raises(StoreError, match=rf"^Workshop {workshop.id} exists already in this store\.$"):
        await import_workshop(here, file, print)
    assert await wholes(here) == before
    await empty()
    async with open_store(here) as store:
        await store.log.reserve_code(workshop.code, "another")
    with pytest.raises(StoreError, match=rf"^The code {workshop.code} of workshop {workshop.id} leads to another workshop"):
        await import_workshop(here, file, print)
    assert await wholes(here) == {}


async def test_damage_anywhere_is_seen_and_changes_nothing(here: Settings, empty: Callable[[], Any], file: Path) -> None:
    (workshop,) = await made(here)
    whole = (await exported(here, workshop, file)).read_bytes()
    await empty()
    for at in (*range(0, 240, 7), *range(240, len(whole) - 1, len(whole) // 40), len(whole) - 9, len(whole) - 2):
        with pytest.raises(ArchiveError) as refusal:
            workshop_file.decode(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :], "file")
        assert refusal.value.code in ("damaged", "foreign"), at
    for cut in (0, 1, 200, len(whole) // 2, whole.rindex(b"\n", 0, -1) + 1, len(whole) - 2):
        with pytest.raises(ArchiveError) as refusal:
            workshop_file.decode(whole[:cut], "file")
        assert refusal.value.code in ("damaged", "foreign"), cut
    file.write_bytes(whole[:-200])
    assert await refused(here, file) == "damaged"
    file.write_bytes(b"%PDF-1.7\n")
    assert await refused(here, file) == "foreign"
    file.unlink()
    assert await refused(here, file) == "file"


async def test_what_a_later_version_made_is_refused_with_the_way_out(
    here: Settings, empty: Callable[[], Any], file: Path
) -> None:
    (workshop,) = await made(here)
    lines = lines_of(await exported(here, workshop, file))
    await empty()
    file.write_bytes(signed([{**lines[0], "version": 2, "more": True}, {"another": "world"}]))
    assert await refused(here, file) == "newer"
    unknown = base64.b64encode(msgspec.msgpack.encode([{"type": "owl_arrived"}])).decode()
    file.write_bytes(signed([*lines[:2], {**lines[2], "payload": unknown}, *lines[3:]]))
    assert await refused(here, file) == "newer"


@pytest.mark.parametrize(
    ("line", "change"),
    [
        (0, {"session": "another"}),
        (0, {"code": "els-wilg-berk"}),
        (0, {"seq": 1}),
        (0, {"nonce": "5"}),
        (0, {"nonce": "many"}),
        (0, {"at_ms": 5}),
        (0, {"clients": 0}),
        (0, {"more": 1}),
        (1, {"seq": 2}),
        (1, {"nonce": "0"}),
        (1, {"nonce": str(2**64)}),
        (1, {"payload": ""}),
        (1, {"payload": "?"}),
        (1, {"at_ms": 2**50}),
        (1, {"n": 4}),
        (-1, {"n": 0}),
        (-1, {"n": 2**53}),
        (-1, {"client": ""}),
    ],
)
async def test_a_file_that_contradicts_itself_is_refused_though_its_sum_fits(
    here: Settings, empty: Callable[[], Any], file: Path, line: int, change: dict[str, Any]
) -> None:
    (workshop,) = await made(here, people=0)
    lines = lines_of(await exported(here, workshop, file))
    await empty()
    lines[line] |= change
    file.write_bytes(signed(lines))
    assert await refused(here, file) == "damaged"


async def test_what_is_not_there_is_told(here: Settings, file: Path, told: Told) -> None:
    for session_id, code in (("nobody", None), ("no body", None), (None, "els wilg berk"), (None, "")):
        with pytest.raises(ArchiveError) as refusal:
            await export_workshop(here, session_id, code, file, told.said.append)
        assert refusal.value.code == "missing"
    nowhere = Settings(data_dir=file / "typo")
    with pytest.raises(ArchiveError, match="There is no data directory"):
        await export_workshop(nowhere, "nobody", None, file, told.said.append)
    assert not file.exists()


async def test_an_older_file_stays_until_the_new_one_is_whole(
    here: Settings, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (workshop,) = await made(here, people=0)
    file.write_text("older")

    with monkeypatch.context() as patch:
        patch.setattr(workshop_file, "encode", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        with pytest.raises(ArchiveError, match="cannot be written"):
            await exported(here, workshop, file)
        with pytest.raises(ArchiveError, match="cannot be written"):
            await backup(here, file, print, print)
    assert file.read_text() == "older"
    assert not list(file.parent.glob(".*"))
    with pytest.raises(ArchiveError, match="no ordinary file"):
        await exported(here, workshop, Path("/dev/null"))
    with pytest.raises(ArchiveError, match="cannot be written"):
        await exported(here, workshop, file.parent / "nowhere" / "file")
    await exported(here, workshop, file)
    assert file.read_bytes().startswith(b'{"format":')


# ── all workshops ───────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_three_workshops_come_back_from_a_backup_as_they_were(
    here: Settings, empty: Callable[[], Any], file: Path, told: Told
) -> None:
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
    await import_workshop(here, one, print)
    assert but_for_epochs(await wholes(here)) == but_for_epochs({workshops[1].id: before[workshops[1].id]})


async def test_a_restore_into_a_store_with_one_of_them_restores_none_or_skips_it(
    here: Settings, empty: Callable[[], Any], file: Path, told: Told
) -> None:
    workshops = await made(here, 3)
    before = await wholes(here)
    await backup(here, file, print, print)
    one = await exported(here, workshops[0], file.with_name("one"))
    await empty()
    await import_workshop(here, one, print)
    kept = await wholes(here)
    with pytest.raises(ArchiveError, match=rf"Nothing of .* was restored\. Workshop {workshops[0].id} exists already"):
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
                found = [reader.workshop(listed) for listed in reader.listed]
        except ArchiveError as error:
            codes.add(error.code)
        else:
            # A spot that nobody reads, as a time of day in the zip: then what is read is right.
            assert len(found) == 2, at
    assert "damaged" in codes
    assert codes <= {"damaged", "foreign"}
    for cut in (0, 10, len(whole) // 2, len(whole) - 1):
        file.write_bytes(whole[:cut])
        with pytest.raises(ArchiveError):
            await restore(here, file, print, print, skip_existing=True)
    for name in ("manifest.json", *(name for name in names_in(whole, file) if name != "manifest.json")):
        without(whole, name, file)
        with pytest.raises(ArchiveError):
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
    with pytest.raises(ArchiveError, match="use `waardenbord restore`"):
        await import_workshop(here, file, print)
    await exported(here, workshop, file)
    with pytest.raises(ArchiveError, match="use `import`"):
        await restore(here, file, print, print, skip_existing=True)
    file.unlink()
    assert await refusal_of_restore(here, file) == "file"


async def refusal_of_restore(here: Settings, file: Path) -> str:
    with pytest.raises(ArchiveError) as refusal:
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
    whole = await store.archive.take("s1")
    assert whole is not None, answer
    again = msgspec.structs.replace(whole, clients=dict(reversed(whole.clients.items())))
    first, second = (workshop_file.encode(WorkshopFile("s1", "", "test", 1, log)) for log in (whole, again))
    assert first == second


# ── the command ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def folder() -> Iterator[Path]:
    # Not pytest's tmp_path: the embedded store's socket has a path of at most 108 bytes.
    with tempfile.TemporaryDirectory(prefix="wb-") as name:
        yield Path(name)


async def run(folder: Path, data_dir: Path, *arguments: str) -> tuple[int, str, str]:
    """The exit status and both outputs of `waardenbord …` on the embedded store of a data directory."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "server.cli",
        *arguments,
        cwd=folder,
        env={"WAARDENBORD_DATA_DIR": str(data_dir), "PYTHONPATH": str(Path(__file__).resolve().parents[2])},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    async with asyncio.timeout(30):
        out, err = await process.communicate()
    assert process.returncode is not None
    return process.returncode, out.decode(), err.decode()


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
