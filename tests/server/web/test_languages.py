# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""One person reads a Dutch workshop in English: asked once, remembered, and taken back; nobody else notices."""

from __future__ import annotations

import re

import pytest

from server.web.languages import COOKIE
from tests.server.house import House, visitor

pytestmark = pytest.mark.asyncio(loop_scope="module")


def language(page: str) -> str:
    found = re.search(r'<html lang="(\w+)"', page)
    return found[1] if found else ""


@pytest.mark.parametrize("name", ["taal", "lang"])
async def test_a_language_that_is_asked_for_is_remembered_on_every_page_and_taken_back(house: House, name: str) -> None:
    workshop = await house.workshop()
    door = f"/w/{workshop.code}"
    async with visitor(house) as client:
        assert language((await client.get(door)).text) == "nl"
        asked = await client.get(f"{door}?{name}=en")
        assert language(asked.text) == "en"
        assert f'href="{door}?taal=nl" lang="nl"' in asked.text
        # What people wrote stays: here the title.
        assert "Camera&#39;s" in asked.text
        refused = await client.post(door, data={"name": "x" * 300})
        assert (refused.status_code, language(refused.text)) == (422, "en")
        await client.post(door, data={"name": "Kim"})
        for page in (f"{door}/bord", f"{door}/apparaat", f"{door}/vooraf", f"{door}/poster", "/", "/hulp", "/w/geen-code-hier"):
            assert language((await client.get(page)).text) == "en", page
        board = (await client.get(f"{door}/bord")).text
        assert 'data-lang="en"' in board
        assert "/en-" in board or "en.json" in board
        assert language((await client.get(f"{door}/bord?{name}=nl")).text) == "nl"
        assert language((await client.get(f"{door}/bord")).text) == "nl"
    async with visitor(house) as other:
        assert language((await other.get(door)).text) == "nl"


async def test_whoever_leads_may_read_in_english_and_the_screen_follows_the_room(house: House) -> None:
    workshop = await house.workshop()
    desk = workshop.opened.facilitator
    session_id = workshop.opened.session_id
    await desk.get(f"/regie/{session_id}?taal=en")
    pages = [f"/regie/{session_id}", f"/regie/{session_id}/links", f"/uitkomst/{session_id}", f"/terugblik/{session_id}"]
    assert [language((await desk.get(page)).body) for page in pages] == ["en"] * 4
    # Hand-outs are for everybody in the room.
    assert language((await desk.get(f"/regie/{session_id}/drukwerk/definities")).body) == "nl"
    screen = f"/scherm/{session_id}"
    assert language((await desk.get(screen)).body) == "nl"
    assert language((await desk.get(f"{screen}?taal=en")).body) == "en"
    assert language((await desk.get(screen)).body) == "nl"


async def test_nothing_is_remembered_but_one_of_our_languages_on_a_page(house: House) -> None:
    async with visitor(house) as client:
        for address in ("/?taal=fr", "/?taal=", "/hulp", "/static/icons.svg?taal=en", "/healthz?taal=en"):
            assert COOKIE not in (await client.get(address)).headers.get("set-cookie", ""), address
        said = (await client.get("/?taal=en")).headers["set-cookie"]
        assert said.startswith(f"{COOKIE}=en;")
        assert {"httponly", "samesite=lax", "path=/"} <= {part.strip().lower() for part in said.split(";")}
        client.cookies.set(COOKIE, "tlh")
        assert language((await client.get("/")).text) == "nl"
    async with visitor(house, https=True) as client:
        assert "secure" in (await client.get("/?taal=en")).headers["set-cookie"].lower()
