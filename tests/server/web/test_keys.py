# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Links that change while a workshop runs: a second facilitator's, and all of them when it is handed over."""

from __future__ import annotations

import re

import pytest

from server.player.browser import Answer, Browser, unlock
from sessions.model.codes import Close
from sessions.wire import commands as c
from tests.server.house import House, Player, Workshop, raw_socket, visitor

pytestmark = pytest.mark.asyncio(loop_scope="module")


def links(html: str) -> dict[str, str]:
    """The keys on the page of the links, by their field."""
    return dict(re.findall(r'id="link-(\w+)"[^>]*value="[^"]*#([\w-]+)"', html))


async def second(workshop: Workshop) -> str:
    """Make a link for a second facilitator; its key, as the page then shows it."""
    base = f"/regie/{workshop.id}/links"
    assert (await workshop.opened.facilitator.post(f"{base}/tweede", {})).status == 303
    return links((await workshop.opened.facilitator.get(base)).body)["second"]


async def as_facilitator(workshop: Workshop, key: str) -> Player:
    return Player(await unlock(workshop.house.base_url, "regie", workshop.id, key), workshop.id, "facilitator")


async def closed_for_good(player: Player) -> bool:
    await player.wait_closed()
    return player.closed is not None and player.closed[0] == Close.NOT_AUTHORISED


async def test_a_second_facilitator_leads_as_the_first_does(house: House) -> None:
    workshop = await house.workshop(people=1)
    async with workshop.facilitator() as first, await as_facilitator(workshop, await second(workshop)) as other:
        await other.go("A1")
        await first.until(lambda: first.run is not None and first.run.leaf_id == "A1")
        await first.must(c.StartTimer(first.workshop.current))


async def test_the_second_link_is_shown_in_the_browser_that_made_it_and_is_not_in_the_log(house: House) -> None:
    workshop = await house.workshop()
    key = await second(workshop)
    room = await workshop.room()
    assert key not in repr(room.session)
    elsewhere = await unlock(house.base_url, "regie", workshop.id, links((await _links(workshop)).body)["facilitator"])
    page = await elsewhere.get(f"/regie/{workshop.id}/links")
    assert key not in page.body
    assert "op een ander apparaat gemaakt" in page.body


async def test_a_link_that_is_taken_away_stops_at_once_and_opens_nothing_more(house: House) -> None:
    workshop = await house.workshop(people=1)
    key = await second(workshop)
    base = f"/regie/{workshop.id}/links"
    async with workshop.facilitator() as first, await as_facilitator(workshop, key) as other:
        assert (await workshop.opened.facilitator.post(f"{base}/tweede/intrekken", {})).status == 303
        assert await closed_for_good(other)
        cookie = other.browser.cookie_header
        async with raw_socket(house.base_url, f"/ws/{workshop.id}/facilitator", cookie=cookie) as again:
            await again.wait_closed()
            assert again.close_code == Close.NOT_AUTHORISED
        await first.go("A1")
    assert "link-second" not in (await _links(workshop)).body
    door = await Browser(house.base_url).post(f"/regie/{workshop.id}", {"key": key})
    assert door.status == 403


async def test_making_another_second_link_stops_the_one_before(house: House) -> None:
    workshop = await house.workshop()
    old = await second(workshop)
    async with await as_facilitator(workshop, old) as other:
        new = await second(workshop)
        assert new != old
        assert await closed_for_good(other)
    async with await as_facilitator(workshop, new) as other:
        assert other.closed is None


async def test_handing_over_makes_every_link_new_and_stops_the_old_ones_at_once(house: House) -> None:
    workshop = await house.workshop(people=1)
    key = await second(workshop)
    before = links((await _links(workshop)).body)
    base = f"/regie/{workshop.id}/links"
    async with (
        workshop.facilitator() as first,
        await as_facilitator(workshop, key) as other,
        await workshop.screen() as screen,
        await workshop.scribe() as scribe,
        workshop.device(workshop.people[0]) as person,
    ):
        answer = await workshop.opened.facilitator.post(f"{base}/overdragen", {"sure": "yes"})
        assert (answer.status, answer.location) == (303, f"{base}?nieuw=1")
        for player in (first, other, screen, scribe):
            assert await closed_for_good(player)
        await person.must(c.ChangeProfile("merkt niets"))
    after = links((await workshop.opened.facilitator.get(answer.location)).body)
    assert after.keys() == before.keys() - {"second"}
    assert not set(after.values()) & set(before.values())
    for role, path in (("facilitator", "regie"), ("screen", "scherm"), ("scribe", "notulen")):
        assert (await Browser(house.base_url).post(f"/{path}/{workshop.id}", {"key": before[role]})).status == 403
        assert (await Browser(house.base_url).post(f"/{path}/{workshop.id}", {"key": after[role]})).status == 303
    async with workshop.facilitator() as again:
        await again.go("A1")


async def test_nobody_hands_over_by_accident(house: House) -> None:
    workshop = await house.workshop()
    before = links((await _links(workshop)).body)
    answer = await workshop.opened.facilitator.post(f"/regie/{workshop.id}/links/overdragen", {})
    assert answer.status == 422
    assert "Vink dit eerst aan" in answer.body
    assert links((await _links(workshop)).body) == before


async def test_only_the_first_facilitator_changes_links(house: House) -> None:
    workshop = await house.workshop(people=1)
    key = await second(workshop)
    other = await unlock(house.base_url, "regie", workshop.id, key)
    page = await other.get(f"/regie/{workshop.id}/links")
    assert links(page.body) == {"facilitator": key}
    for browser in (other, workshop.people[0], Browser(house.base_url)):
        for path in ("tweede", "tweede/intrekken", "overdragen"):
            answer = await browser.post(f"/regie/{workshop.id}/links/{path}", {"sure": "yes"})
            assert answer.status == 403


async def test_a_browser_can_forget_the_link_which_keeps_working_elsewhere(house: House) -> None:
    workshop = await house.workshop()
    key = links((await _links(workshop)).body)["facilitator"]
    browser = await unlock(house.base_url, "regie", workshop.id, key)
    answer = await browser.post(f"/regie/{workshop.id}/links/vergeten", {})
    assert answer.location == f"/regie/{workshop.id}"
    assert (await browser.get(f"/regie/{workshop.id}/links")).status == 303
    async with workshop.facilitator() as first:
        assert first.closed is None


async def test_a_workshop_that_is_over_keeps_its_links(house: House) -> None:
    workshop = await house.workshop()
    async with workshop.facilitator() as first:
        await first.must(c.CloseWorkshop())
    page = await _links(workshop)
    assert page.status == 200
    assert "/overdragen" not in page.body
    answer = await workshop.opened.facilitator.post(f"/regie/{workshop.id}/links/overdragen", {"sure": "yes"})
    assert answer.status == 409


async def _links(workshop: Workshop) -> Answer:
    return await workshop.opened.facilitator.get(f"/regie/{workshop.id}/links")


async def test_the_page_says_why_the_links_begin_as_they_do_and_whom_they_do_not_reach(house: House) -> None:
    workshop = await house.workshop()
    path, cookie = f"/regie/{workshop.id}/links", workshop.opened.facilitator.cookie_header
    # Here the server knows of no network, and "localhost" is an address for this machine alone.
    assert "Deze links werken alleen op deze computer" in (await workshop.opened.facilitator.get(path)).body
    async with visitor(house, host="waarden.test", cookie=cookie) as elsewhere:
        page = (await elsewhere.get(path)).text
    assert "http://waarden.test" in page
    assert "alleen op deze computer" not in page
