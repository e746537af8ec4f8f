# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: ASYNC240 (files of tests; nothing else waits for this loop)
"""Export and import of one workshop: what comes back is what was there, and nothing else gets in."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from server import content
from server.backup import log_file
from server.backup.commands import backup, export_workshop, import_log
from server.backup.errors import BackupError
from server.backup.log_file import LogFile
from server.player import play as player
from server.player.browser import Browser, Opened, join_workshop, open_workshop
from server.settings import Settings
from server.store import WORKSHOP, Entry, Head, LogId, StoreError, WholeLog, open_store
from sessions.material.framework import ValueRef
from sessions.model.poster_entries import PosterValueContent
from sessions.wire import commands as c
from tests.server.backup.around import Told, but_for_epochs, exported, lines_of, made, refused, signed, wholes
from tests.server.house import Workshop, serving

PLAY_MINUTE_MS = 600
GOLDEN = Path(__file__).parents[2] / "golden"


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
        plan = player.Plan(house.base_url, content.case("camera"), people=4, speed=100)
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
    await import_log(here, file, print)
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
            put = c.PutPosterEntry(
                "v1", 0, PosterValueContent(foundation="rechtsstaat", value=ValueRef("privacy"), meaning="geen gezichten")
            )
            await before.must(put)
            await exported(here, workshop, file)
            settled, token, client_id = before.n, before.token, before.client_id
            await before.must(
                c.PutPosterEntry(
                    "v1",
                    1,
                    PosterValueContent(foundation="rechtsstaat", value=ValueRef("privacy"), meaning="later dan het bestand"),
                )
            )
    await empty()
    await import_log(here, file, print)
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


@pytest.mark.parametrize("release", ["0.1", "0.2"])
async def test_a_file_with_the_log_of_an_earlier_release_is_read(release: str) -> None:
    """[LOG-02]"""
    recorded = json.loads((GOLDEN / f"small-workshop-{release}.json").read_text(encoding="utf-8"))
    entries = tuple(Entry(seq, seq, seq, msgspec.msgpack.encode(events), "", 0) for seq, events in enumerate(recorded["log"], 1))
    log = WholeLog(Head("epoch", len(entries), len(entries)), len(entries), entries, {})
    made = LogFile(LogId(WORKSHOP, recorded["state"]["id"]), recorded["state"]["code"], "waardenbord", 1, log)
    assert log_file.decode(log_file.encode(made), "file") == made


async def test_a_file_made_while_people_work_is_the_workshop_of_one_moment(here: Settings, file: Path) -> None:
    async with serving(here) as house:
        workshop = await house.workshop()
        async with workshop.facilitator() as facilitator:
            await facilitator.go("A3")
            stop = asyncio.Event()

            async def work() -> None:
                rev = 0
                while not stop.is_set():
                    put = c.PutPosterEntry(
                        "v1", rev, PosterValueContent(foundation="rechtsstaat", value=ValueRef("privacy"), meaning=f"tekst {rev}")
                    )
                    await facilitator.must(put)
                    rev += 1

            working = asyncio.create_task(work())
            seen: set[int] = set()
            while len(seen) < 5:
                await exported(here, workshop, file)
                found = log_file.decode(file.read_bytes(), "file")
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
        await import_log(here, file, print)
    assert await wholes(here) == before
    await empty()
    async with open_store(here) as store:
        await store.log.reserve_code(workshop.code, "another")
    with pytest.raises(StoreError, match=rf"^The code {workshop.code} of workshop {workshop.id} leads to another workshop"):
        await import_log(here, file, print)
    assert await wholes(here) == {}


async def test_damage_anywhere_is_seen_and_changes_nothing(here: Settings, empty: Callable[[], Any], file: Path) -> None:
    (workshop,) = await made(here)
    whole = (await exported(here, workshop, file)).read_bytes()
    await empty()
    for at in (*range(0, 240, 7), *range(240, len(whole) - 1, len(whole) // 40), len(whole) - 9, len(whole) - 2):
        with pytest.raises(BackupError) as refusal:
            log_file.decode(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :], "file")
        assert refusal.value.code in ("damaged", "foreign"), at
    for cut in (0, 1, 200, len(whole) // 2, whole.rindex(b"\n", 0, -1) + 1, len(whole) - 2):
        with pytest.raises(BackupError) as refusal:
            log_file.decode(whole[:cut], "file")
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
    """[OPS-14]"""
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
        with pytest.raises(BackupError) as refusal:
            await export_workshop(here, session_id, code, file, told.said.append)
        assert refusal.value.code == "missing"
    nowhere = Settings(data_dir=file / "typo")
    with pytest.raises(BackupError, match="There is no data directory"):
        await export_workshop(nowhere, "nobody", None, file, told.said.append)
    assert not file.exists()


async def test_an_older_file_stays_until_the_new_one_is_whole(
    here: Settings, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (workshop,) = await made(here, people=0)
    file.write_text("older")

    with monkeypatch.context() as patch:
        patch.setattr(log_file, "encode", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        with pytest.raises(BackupError, match="cannot be written"):
            await exported(here, workshop, file)
        with pytest.raises(BackupError, match="cannot be written"):
            await backup(here, file, print, print)
    assert file.read_text() == "older"
    assert not list(file.parent.glob(".*"))
    with pytest.raises(BackupError, match="no ordinary file"):
        await exported(here, workshop, Path("/dev/null"))
    with pytest.raises(BackupError, match="cannot be written"):
        await exported(here, workshop, file.parent / "nowhere" / "file")
    await exported(here, workshop, file)
    assert file.read_bytes().startswith(b'{"format":')
