# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an operator does about cases: numbers of all and of one, a file of one, taking one away, and purging."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from benchmarks.archive_cases import cases, dossier
from organisation.dossier import report_commands as rc
from organisation.dossier.days import day_in_the_netherlands
from organisation.dossier.events import DossierPacked, encode_events
from organisation.dossier.packing import packed
from organisation.dossier.viewer import COORDINATOR
from server.backup.commands import export_one, import_log
from server.backup.errors import BackupError
from server.cli import main
from server.dossiers.dossiers import Dossiers
from server.keeping import case_commands
from server.keeping.cases import tombstone
from server.live.replaying import create
from server.settings import Settings
from server.store import DOSSIER, Head, Store
from tests.server.house import serving
from tests.server.web.test_cases import begun, dossier_of

DAY_MS = 24 * 3600 * 1000


async def test_an_operator_sees_numbers_of_cases_and_nothing_that_is_in_them(here: Settings, store: Store) -> None:
    """[LVL-08]"""
    async with serving(here) as house:
        workshop, browser = await begun(house)
        await browser.post(f"/zaak/{workshop.id}/actie/{workshop.id}.a1/stand", {"base_rev": "1", "status": "busy"})
        settings = house.settings
    said: list[str] = []
    await case_commands.list_cases(store, said.append, as_json=True)
    (line,) = json.loads(said[0])
    assert (line["case"], line["entries"]) == (workshop.id, 2)
    assert 1_000 < line["bytes"] < 20_000
    await case_commands.list_cases(store, said.append)
    assert said[-1].startswith("1 cases")
    assert await case_commands.show_case(store, settings, workshop.id, said.append, said.append)
    numbers = json.loads(said[-1])
    assert (numbers["actions"], numbers["open_actions"], numbers["check_moments"], numbers["workshops"]) == (2, 2, 1, 1)
    for words in ("Camera", "register", "Gemeente"):
        assert words not in "".join(said)
    assert not await case_commands.show_case(store, settings, "bestaat-niet", said.append, said.append)
    assert not await case_commands.show_case(store, settings, "*", said.append, said.append)


async def test_a_case_that_was_exported_and_destroyed_comes_back_only_when_asked_for(
    here: Settings, store: Store, tmp_path: Path
) -> None:
    """[LVL-08]"""
    async with serving(here) as house:
        workshop, _ = await begun(house)
        before = await dossier_of(house, workshop)
        path, said = tmp_path / "zaak.jsonl", list[str]()
        await export_one(here, DOSSIER, workshop.id, path, said.append)
        with pytest.raises(BackupError):
            await export_one(here, DOSSIER, "bestaat-niet", None, said.append)
        assert await case_commands.delete_case(store, workshop.id, said.append, said.append, sure=True)
        assert await case_commands.delete_case(store, workshop.id, said.append, said.append, sure=True)
        assert not await case_commands.delete_case(store, "bestaat-niet", said.append, said.append, sure=True)
        await case_commands.destroyed_cases(store, said.append, as_json=True)
        (record,) = json.loads(said[-1])
        assert (record["case"], record["why"], record["entries"]) == (workshop.id, "operator", 1)
        with pytest.raises(Exception, match="destroyed"):
            await import_log(here, path, said.append)
        await import_log(here, path, said.append, also_destroyed=True)
        assert await dossier_of(house, workshop) == before


async def test_a_purge_takes_away_what_nobody_touched_for_its_whole_term(here: Settings, store: Store) -> None:
    """[LVL-08] [CAS-12]"""
    settings = msgspec.structs.replace(here, keep_cases_days=100)
    async with serving(here) as house:
        workshop, browser = await begun(house)
        await browser.post(f"/zaak/{workshop.id}/stap", {"step": "report", "day": "2027-01-01"})
    now_ms = await store.log.now_ms()
    said: list[str] = []
    await case_commands.purge_cases(store, settings, said.append, now_ms=now_ms + 99 * DAY_MS)
    assert said == ["0 cases."]
    await case_commands.purge_cases(store, settings, said.append, dry_run=True, now_ms=now_ms + 101 * DAY_MS)
    assert said[-1] == "1 cases. Nothing was changed."
    assert await store.of(DOSSIER).copies.ids() == [workshop.id]
    await case_commands.purge_cases(store, settings, said.append, now_ms=now_ms + 101 * DAY_MS)
    assert said[-1] == "1 cases."
    assert await store.of(DOSSIER).copies.ids() == []


async def test_whoever_takes_a_case_away_the_record_says_until_which_day_its_report_was_public(
    here: Settings, store: Store
) -> None:
    """[PUB-05] [PRIV-10] An operator, its term, and the bin by which an operator or its term takes it."""
    logs, said = store.of(DOSSIER), list[str]()
    (public,) = cases(1)
    report = dossier("asked", public)
    withdrawn = replace(report, id="withdrawn", report=replace(report.report, public=None, withdrawn="2026-02-03"))
    never = replace(report, id="never", report=replace(report.report, public=None))
    for each in (report, replace(report, id="over"), withdrawn, never):
        assert await create(logs.log, each.id, encode_events((DossierPacked(packed(each, ())),)))
    assert await create(logs.log, "unreadable", b"-")
    today = day_in_the_netherlands(await store.log.now_ms())
    for case_id in ("asked", "unreadable"):
        assert await case_commands.delete_case(store, case_id, said.append, said.append, sure=True)
    then_ms = await store.log.now_ms() + 101 * DAY_MS
    settings = msgspec.structs.replace(here, keep_cases_days=100, keep_unused_days=0)
    await case_commands.purge_cases(store, settings, said.append, now_ms=then_ms)
    await case_commands.destroyed_cases(store, said.append, as_json=True)
    told = {record["case"]: record["public_until"] for record in json.loads(said[-1])}
    at_the_end = day_in_the_netherlands(then_ms)
    assert told == {"asked": today, "unreadable": "", "over": at_the_end, "withdrawn": "2026-02-03", "never": ""}


async def test_a_report_that_is_withdrawn_while_an_operator_deletes_its_case_was_public_until_then(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[PUB-05]"""
    logs, said = store.of(DOSSIER), list[str]()
    (public,) = cases(1)
    assert await create(logs.log, "meanwhile", encode_events((DossierPacked(packed(dossier("meanwhile", public), ())),)))
    read = tombstone

    async def withdrawn_meanwhile(cases_there: Store, case_id: str, head: Head, now_ms: int) -> str:
        told = await read(cases_there, case_id, head, now_ms)
        await Dossiers(store).ask(case_id, rc.Withdraw("2026-02-03"), COORDINATOR)
        return told

    monkeypatch.setattr(case_commands, "tombstone", withdrawn_meanwhile)
    assert await case_commands.delete_case(store, "meanwhile", said.append, said.append, sure=True)
    record = await logs.destruction.record("meanwhile")
    assert record is not None
    assert record.gone_since == "2026-02-03"


def test_the_command_line_says_what_there_is_to_ask(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """[LVL-08]"""
    with pytest.raises(SystemExit):
        main(["cases"])
    assert "list" in capsys.readouterr().err
