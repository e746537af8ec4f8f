# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A facilitator destroys his workshop."""

from __future__ import annotations

import httpx
import pytest

from server.player.browser import Browser
from server.store import NO_LOG
from sessions.wire import commands as c
from tests.server.house import House, Workshop, visitor

pytestmark = pytest.mark.asyncio(loop_scope="module")


def seen_by(house: House, browser: Browser) -> httpx.AsyncClient:
    return visitor(house, cookie="; ".join(f"{name}={value}" for name, value in browser.cookies.items()))


async def closed(house: House, title: str = "Camera's op het plein") -> Workshop:
    workshop = await house.workshop(people=1, title=title)
    async with workshop.facilitator() as facilitator:
        await facilitator.must(c.CloseWorkshop())
    return workshop


async def test_only_the_facilitator_may_and_only_when_it_is_closed(house: House) -> None:
    """[KEP-06]"""
    workshop = await house.workshop(people=1)
    path = f"/regie/{workshop.id}/wissen"
    async with seen_by(house, workshop.opened.facilitator) as client:
        for answer in (await client.get(path), await client.post(path, data={"title": "Camera's"})):
            assert (answer.status_code, "Sluit eerst de workshop" in answer.text) == (409, True)
            # Where it is closed, and no other page.
            assert f'href="/regie/{workshop.id}">Naar de regiepagina' in answer.text
    over = await closed(house)
    path = f"/regie/{over.id}/wissen"
    for cookies in (over.people[0], Browser(house.base_url)):
        async with seen_by(house, cookies) as client:
            for answer in (await client.get(path), await client.post(path, data={"title": "Camera's op het plein"})):
                assert answer.status_code == 403
    assert await house.rooms.log.head(over.id) != NO_LOG


async def test_another_title_erases_nothing_and_stays_in_the_field(house: House) -> None:
    """[KEP-06] [A11Y-25]"""
    workshop = await closed(house)
    path = f"/regie/{workshop.id}/wissen"
    async with seen_by(house, workshop.opened.facilitator) as client:
        page = await client.get(path)
        assert page.status_code == 200
        assert "Camera&#39;s op het plein" in page.text
        for wrong in ("Camera's", "", "yes"):
            answer = await client.post(path, data={"title": wrong})
            assert answer.status_code == 422
            assert "Er is niets gewist" in answer.text
            assert f'value="{wrong.replace(chr(39), "&#39;")}"' in answer.text
    assert await house.rooms.log.head(workshop.id) != NO_LOG


@pytest.mark.parametrize("typed", ["Camera's op het plein", "  camera’s  OP het plein "])
async def test_with_its_title_it_is_gone_for_everybody_at_once(house: House, typed: str) -> None:
    """[KEP-06] [KEP-04]"""
    workshop = await closed(house)
    async with seen_by(house, workshop.opened.facilitator) as client, workshop.device(workshop.people[0]) as phone:
        answer = await client.post(f"/regie/{workshop.id}/wissen", data={"title": typed})
        assert answer.status_code == 200
        assert "De workshop is gewist" in answer.text
        assert "Max-Age=0" in answer.headers["set-cookie"]
        await phone.wait_closed()
        for path in (f"/regie/{workshop.id}", f"/uitkomst/{workshop.id}", f"/terugblik/{workshop.id}.json"):
            assert (await client.get(path)).status_code == 410
    assert await house.rooms.log.head(workshop.id) == NO_LOG
    assert await house.rooms.log.find_code(workshop.code) is None
    record = await house.rooms.destruction.record(workshop.id)
    assert record is not None
    assert (record.why, record.unfinished) == ("facilitator", False)
