# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What members see of their organisation at a glance."""

from __future__ import annotations

from pathlib import Path

import pytest

from organisation.dossier import commands as c
from organisation.dossier import report_commands as rc
from organisation.dossier.reported import report_content
from organisation.dossier.state import ActionPlan
from organisation.dossier.viewer import COORDINATOR
from organisation.report.content import report_hash
from server.dossiers.dossiers import Dossiers
from server.player.browser import Browser
from server.settings import Settings
from server.web import binned_cases
from tests.server.conftest import ServerProcess
from tests.server.house import House, serving, until
from tests.server.web.test_belonging import taken_in
from tests.server.web.test_organisations import invited, opened

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.fixture
def settings(redis_server: ServerProcess, tmp_path: Path) -> Settings:
    return Settings(host="127.0.0.1", port=0, redis_url=redis_server.url, key_prefix="dash:", data_dir=tmp_path)


async def until_seen(browser: Browser, page: str, *words: str) -> str:
    """The page when all of these words stand on it: what concerns many cases is a moment behind."""
    found = ""

    async def is_seen() -> bool:
        nonlocal found
        found = (await browser.get(page)).body
        return all(word in found for word in words)

    await until(is_seen)
    return found


async def in_case(house: House, case_id: str, *commands: c.Command) -> None:
    for command in commands:
        assert await Dossiers(house.rooms.store).ask(case_id, command, COORDINATOR) is None


async def test_it_tells_what_is_under_way_late_waiting_planned_and_erased(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[ORG-09]"""
    async with serving(settings, with_archive=True) as house:
        manager, page = await opened(house)
        reader, _ = await invited(manager, page, "Griffier", "reader")
        assert "Nog geen zaak" in (await manager.get(page)).body
        workshop, leader = await taken_in(house, page, manager)
        seen = await until_seen(manager, page, f'href="/zaak/{workshop.id}"')
        assert "zaak loopt</a></dt><dd>1</dd>" in seen
        assert "acties over hun dag</dt><dd>0</dd>" in seen
        # An action whose day is over, and a workshop to come.
        late = c.PutAction("n-1", 0, ActionPlan(action="Vraag het na", due_day="2026-01-01"))
        await in_case(house, workshop.id, late)
        form = {"title": "Warmte", "organisation": "Gemeente", "date": "2099-05-01", "time": "09:30"}
        assert (await manager.post("/nieuw", {**form, "organisation_id": page.rpartition("/")[2]})).status == 303
        seen = await until_seen(manager, page, "actie over de dag</a></dt><dd>1</dd>", "1 over de dag", "1 mei 2099, 09:30")
        assert "workshop gepland</a></dt><dd>1</dd>" in seen
        assert "Niets in de komende 60 dagen" in seen
        assert f'href="/zaak/{workshop.id}"' in (await manager.get(f"{page}/zaken?toon=laat")).body
        assert f'href="/zaak/{workshop.id}"' not in (await manager.get(f"{page}/zaken?toon=vast")).body
        # Who only reads sees no title of a case before its report is shared.
        assert "Camera" not in (await reader.get(page)).body
        assert "Camera" not in (await reader.get(f"{page}/zaken")).body
        # What lies in the bin is among what goes, with the way to take it back.
        assert (await manager.post(f"/zaak/{workshop.id}/wissen", {"title": "camera's"})).status == 200
        monkeypatch.setattr(binned_cases, "LOOK_EVERY_S", 0.0)
        seen = (await manager.get(page)).body
        assert "wordt binnen 60 dagen gewist</a></dt><dd>1</dd>" in seen
        assert f'href="/zaak/{workshop.id}/prullenbak"' in seen
        assert "zaak in de prullenbak" in seen
        assert "Camera" not in (await reader.get(page)).body
        assert (await manager.post(f"/zaak/{workshop.id}/terugzetten", {})).status == 303
        await leader.post(f"/regie/{workshop.id}/zaak", {})


async def test_a_case_that_goes_is_in_no_overview_any_more_however_far_behind_the_index_is(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[ORG-09]"""
    being_made = "De lijst met zaken wordt nu gemaakt"
    async with serving(settings, with_archive=True) as house:
        manager, page = await opened(house)
        workshop, leader = await taken_in(house, page, manager)
        await until_seen(manager, page, f'href="/zaak/{workshop.id}"')
        # From now on nobody keeps the index up.
        monkeypatch.setattr("server.archive.index_file.IndexWriter.put", lambda *_: False)
        await in_case(house, workshop.id, c.PutAction("n-2", 0, ActionPlan(action="Meet het")))
        assert being_made not in (await manager.get(page)).body
        # What is not read anew may be missing, and that is said.
        with monkeypatch.context() as patched:
            patched.setattr("server.archive.archive.MOST_READ_ANEW", 0)
            assert being_made in (await manager.get(page)).body
        await leader.post(f"/zaak/{workshop.id}/bij", {"organisation": ""})
        assert f'href="/zaak/{workshop.id}"' not in (await manager.get(page)).body


async def test_a_report_that_waits_for_the_second_look_is_said_to(settings: Settings) -> None:
    """[ORG-09]"""
    async with serving(settings, with_archive=True) as house:
        manager, page = await opened(house)
        reader, _ = await invited(manager, page, "Griffier", "reader")
        workshop, _ = await taken_in(house, page, manager)
        dossier = await Dossiers(house.rooms.store).get(workshop.id)
        assert dossier is not None
        sha256 = report_hash(report_content(dossier))
        await in_case(house, workshop.id, rc.Establish(sha256, "2027-01-01"), rc.Share(), rc.MakeCheckersLink("c" * 64))
        await until_seen(manager, page, "verslag wacht op een tweede blik</a></dt><dd>1</dd>", "wacht op de tweede blik")
        seen = await until_seen(reader, page, f'href="/lezen/{workshop.id}"')
        assert "Maak een register" in (await reader.get(f"/lezen/{workshop.id}")).body
        assert f'href="/zaak/{workshop.id}"' not in seen
