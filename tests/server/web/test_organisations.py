# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""An organisation over HTTP: opened by name, its members with links of their own."""

from __future__ import annotations

import logging
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from html import unescape

import httpx
import msgspec
import pytest

from server.player.browser import Answer, Browser
from server.settings import Settings
from tests.running import NO_TLS
from tests.server.house import House, serving

pytestmark = pytest.mark.asyncio(loop_scope="module")


@asynccontextmanager
async def open_house(settings: Settings, **changes: object) -> AsyncIterator[House]:
    async with serving(msgspec.structs.replace(settings, **changes)) as house:
        yield house


def field(page: str, name: str) -> str:
    """What stands in the first field of a page with this name."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None
    return unescape(found[1])


def link_on(answer: Answer, name: str) -> str:
    found = re.search(rf'id="{name}"[^>]*value="([^"]*)"', answer.body)
    assert found is not None
    return unescape(found[1])


async def opened(house: House, name: str = "Gemeente Oosterveld", label: str = "Adviseur data") -> tuple[Browser, str]:
    """The browser of the manager of a new organisation, and the address of its page."""
    browser = Browser(house.base_url)
    mark = field((await browser.get("/organisatie")).body, "mark")
    answer = await browser.post("/organisatie", {"name": name, "label": label, "mark": mark})
    assert answer.status == 303
    return browser, answer.location.partition("?")[0]


async def invited(manager: Browser, page: str, label: str, role: str) -> tuple[Browser, str]:
    """The browser of somebody who opened the link that a manager made, and the link."""
    mark = field((await manager.get(f"{page}/leden")).body, "mark")
    answer = await manager.post(f"{page}/leden", {"label": label, "role": role, "mark": mark})
    link = link_on(answer, "member-link")
    browser = Browser(manager.base_url)
    entered = await browser.post(page, {"key": link})
    assert (entered.status, entered.location) == (303, page)
    return browser, link


def member_id_of(page: str, label: str) -> str:
    found = re.search(rf"<h3>{label}</h3>.*?/leden/([\w-]+)\"", page, re.DOTALL)
    assert found is not None
    return found[1]


async def test_it_is_opened_once_by_name_and_gives_its_manager_a_secret_link(
    here: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    """[ORG-01]"""
    caplog.set_level(logging.INFO, "waardenbord.audit")
    async with open_house(here) as house:
        manager, page = await opened(house)
        seen = await manager.get(f"{page}?nieuw=1")
        link = link_on(seen, "new-link")
        assert "Gemeente Oosterveld" in seen.body
        assert re.fullmatch(rf".*{page}#[\w-]{{24}}", link)
        assert "Bewaar je link nu" not in (await manager.get(page)).body
        other = Browser(house.base_url)
        assert "Gemeente Oosterveld" not in (await other.get(page)).body
        assert (await other.post(page, {"key": link})).location == page
        assert "Gemeente Oosterveld" in (await other.get(page)).body
        # The same form once more, as on a slow line, opens no second one and leads to the first.
        twice = Browser(house.base_url)
        form = {"name": "Waterschap", "label": "Adviseur", "mark": field((await twice.get("/organisatie")).body, "mark")}
        assert (await twice.post("/organisatie", form)).location == (await twice.post("/organisatie", form)).location
        # Nor does who accounts for it read of two.
        assert [record.getMessage() for record in caplog.records].count("open_organisation: done") == 2


async def test_what_is_for_members_no_search_engine_lists(here: Settings) -> None:
    """[PRIV-14]"""
    async with open_house(here) as house:
        manager, page = await opened(house)
        async with httpx.AsyncClient(base_url=house.base_url, headers={"cookie": manager.cookie_header}, verify=NO_TLS) as client:
            for path in (page, f"{page}/zaken", f"{page}/leden"):
                answer = await client.get(path)
                assert "Gemeente Oosterveld" in answer.text
                assert (answer.headers["x-robots-tag"], answer.headers["cache-control"]) == ("noindex, nofollow", "no-store")


async def test_a_manager_lets_somebody_in_and_takes_the_link_away_again(here: Settings) -> None:
    """[ORG-02]"""
    async with open_house(here) as house:
        manager, page = await opened(house)
        reader, link = await invited(manager, page, "Griffier", "reader")
        seen = (await reader.get(page)).body
        assert "Gemeente Oosterveld" in seen
        assert "Adviseur data" in seen
        # Who may not is told which role it takes, and whom to ask; a stranger that it is for members.
        low = await reader.get(f"{page}/leden")
        assert (low.status, "Bij Gemeente Oosterveld ben je lezer." in low.body, "andere rol nodig: beheerder." in low.body) == (
            403,
            True,
            True,
        )
        assert "Wie je die kan geven: Adviseur data." in low.body
        assert "gespreksleider" not in low.body
        stranger = await Browser(house.base_url).get(f"{page}/leden")
        assert (stranger.status, "Vraag een beheerder van de organisatie" in stranger.body) == (403, True)
        members = (await manager.get(f"{page}/leden")).body
        assert link not in members
        griffier = member_id_of(members, "Griffier")
        assert "Het laatst hier op" in members.partition("<h3>Griffier</h3>")[2]
        assert (await manager.post(f"{page}/leden/{griffier}/weg", {})).status == 303
        assert "Gemeente Oosterveld" not in (await reader.get(page)).body
        assert (await reader.post(page, {"key": link})).status == 403
        # The only manager cannot go: the page says what to do first.
        own = member_id_of(members, "Adviseur data")
        answer = await manager.post(f"{page}/leden/{own}/weg", {})
        assert answer.status == 422
        assert "enige beheerder" in answer.body


async def test_whoever_renews_a_link_goes_on_with_the_new_one_and_the_old_one_stops(here: Settings) -> None:
    """[ORG-02]"""
    async with open_house(here) as house:
        manager, page = await opened(house)
        organiser, old = await invited(manager, page, "Projectleider", "organiser")
        own = re.search(rf"{page}/leden/([\w-]+)/link", (await organiser.get(page)).body)
        assert own is not None
        assert (await organiser.post(f"{page}/leden/{own[1]}/link", {})).location == f"{page}?nieuw=1"
        assert "Gemeente Oosterveld" in (await organiser.get(page)).body
        late = Browser(house.base_url)
        assert (await late.post(page, {"key": old})).status == 403
        # A manager makes one for somebody who lost it.
        answer = await manager.post(f"{page}/leden/{own[1]}/link", {})
        assert "Gemeente Oosterveld" not in (await organiser.get(page)).body
        assert (await late.post(page, {"key": link_on(answer, "member-link")})).status == 303


async def test_where_a_key_is_needed_to_open_a_workshop_it_is_for_an_organisation_too(here: Settings) -> None:
    async with open_house(here, opening_key="a-long-opening-key") as house:
        browser = Browser(house.base_url)
        form = {"name": "Gemeente", "label": "Adviseur"}
        for key, status in (("", 422), ("another", 422), ("a-long-opening-key", 303)):
            assert (await browser.post("/organisatie", {**form, "opening_key": key})).status == status
