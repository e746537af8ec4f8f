# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whoever holds an action of an organisation tells how it is going by a personal link, as a holder of a case's action does."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote

import pytest

from server.player.browser import Browser
from server.settings import Settings
from tests.server.house import House
from tests.server.web.test_organisations import field, open_house
from tests.server.web.test_strategy import begun

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def agreed(manager: Browser, strategy: str, action: str = "Leg uit wat het algoritme doet") -> str:
    """The address of an action of the organisation, with a day."""
    mark = field((await manager.get(f"{strategy}/acties")).body, "mark")
    path = (await manager.post(f"{strategy}/acties", {"action": action, "mark": mark})).location
    form = {"action": action, "holder": "Team data", "due_day": "2090-03-01", "base_rev": "1", "about_rev": "0"}
    assert (await manager.post(path, form)).status == 303
    return path


async def link_of(manager: Browser, path: str) -> str:
    """The personal link that is shown once."""
    answer = await manager.post(f"{path}/link", {"mark": field((await manager.get(path)).body, "mark")})
    shown = re.search(r'id="holder-link"[^>]*value="([^"]+)"', answer.body)
    assert shown is not None, answer.body
    return unescape(shown[1])


async def entered(house: House, link: str) -> tuple[Browser, str]:
    """The browser of a holder who opened his link, and where his action is."""
    address, _, key = link.partition("#")
    path = address[address.index("/organisatieactie/") :]
    phone = Browser(house.base_url)
    assert "Naar jouw actie" in (await phone.get(path)).body
    answer = await phone.post(path, {"key": key})
    assert (answer.status, answer.location) == (303, path)
    return phone, path


async def test_a_holder_tells_how_it_is_going_and_sees_that_action_alone(here: Settings) -> None:
    """[STR-16] [STR-06] [STR-07]"""
    async with open_house(here) as house:
        manager, _, strategy = await begun(house)
        path, other = await agreed(manager, strategy), await agreed(manager, strategy, "Iets anders")
        link = await link_of(manager, path)
        # It is shown once, and its words say of which organisation it is.
        seen = (await manager.get(path)).body
        assert ("Nog nooit geopend" in seen, link in seen) == (True, False)
        phone, held = await entered(house, link)
        page = (await phone.get(held)).body
        for words in ("Leg uit wat het algoritme doet", "Strategie voor publieke waarden", "Wie de strategie schrijft leest dit"):
            assert words in page
        assert "Iets anders" not in page
        # He reads it in the language that he asks for, and hears that the action is Dutch.
        english = (await phone.get(f"{held}?taal=en")).body
        assert ('<html lang="en"' in english, ' lang="nl">Leg uit wat' in english, "How is it going?" in english) == (True,) * 3
        assert '<html lang="nl"' in (await phone.get(f"{held}?taal=nl")).body
        form = {"base_rev": field(page, "base_rev"), "mark": field(page, "mark"), "status": "stuck", "reason": "geen geld"}
        answer = await phone.post(f"{held}/stand", form)
        assert (answer.status, answer.location) == (303, f"{held}?bewaard=1")
        seen = (await manager.get(path)).body
        assert all(words in seen for words in ("geen geld", "verteld door de actiehouder", "Laatst geopend op"))
        # A slip is taken back with one press; a page of before is refused and nothing is lost.
        page = (await phone.get(f"{held}?bewaard=1")).body
        assert f'action="{held}/terug"' in page
        stale = await phone.post(f"{held}/stand", {**form, "mark": "C" * 24, "status": "done", "answer-1": "Klaar!"})
        assert (stale.status, "Klaar!" in stale.body) == (409, True)
        # So it is with a story that is far too long.
        story = "Eerst de bewoners gevraagd. " * 700
        long = await phone.post(f"{held}/stand", {**form, "base_rev": field(page, "base_rev"), "mark": "D" * 24, "reason": story})
        assert (long.status, story in long.body) == (422, True)
        assert (await phone.post(f"{held}/terug", {"base_rev": field(page, "base_rev")})).location == f"{held}?bewaard=terug"
        assert "geen geld" not in (await manager.get(path)).body
        # He holds no other action, is no member, and it stands among all actions of his browser.
        elsewhere = f"/organisatieactie/{strategy.rpartition('/')[2]}/{other.rpartition('/')[2]}"
        assert "Iets anders" not in (await phone.get(elsewhere)).body
        assert (await phone.post(f"{elsewhere}/stand", form)).status == 403
        assert (await phone.get(path)).status == 403
        assert f'href="{held}"' in (await phone.get("/mijn-acties")).body


async def test_a_link_that_was_replaced_or_taken_away_stops_at_once_with_its_calendar(here: Settings) -> None:
    """[STR-16]"""
    async with open_house(here) as house:
        manager, _, strategy = await begun(house)
        path = await agreed(manager, strategy)
        first, held = await entered(house, await link_of(manager, path))
        shown = re.search(r'id="feed"[^>]*value="([^"]+)"', (await first.get(held)).body)
        assert shown is not None
        feed = unescape(shown[1]).partition(house.base_url)[2] or "/" + unescape(shown[1]).split("/", 3)[3]
        assert "20900301" in (await Browser(house.base_url).get(feed)).body
        assert "20900301" in (await first.get(f"{held}/agenda.ics")).body
        second, _ = await entered(house, await link_of(manager, path))
        for lost in (first, Browser(house.base_url)):
            assert "Leg uit" not in (await lost.get(held)).body
            assert (await lost.post(f"{held}/stand", {"base_rev": "2", "status": "done"})).status == 403
            assert (await lost.get(f"{held}/agenda.ics")).status == 403
        assert (await first.get(feed)).status == 403
        assert "Leg uit" in (await second.get(held)).body
        assert (await manager.post(f"{path}/link/intrekken", {})).status == 303
        assert "Leg uit" not in (await second.get(held)).body
        assert "Maak een link voor de actiehouder" in (await manager.get(path)).body
        # A door tells nothing: the same for an action and an organisation that are not there.
        doors = [(await Browser(house.base_url).get(each)).body for each in (held, "/organisatieactie/x/y")]
        assert doors[0].replace(held, "/organisatieactie/x/y") == doors[1]


async def test_words_to_send_along_are_of_the_organisation_and_open_in_a_mail_program(here: Settings) -> None:
    """[STR-16]"""
    async with open_house(here) as house:
        manager, _, strategy = await begun(house)
        path = await agreed(manager, strategy)
        answer = await manager.post(f"{path}/link", {"mark": field((await manager.get(path)).body, "mark")})
        mail = unquote(unescape(answer.body.partition('href="mailto:')[2].partition('"')[0]))
        link = re.search(r'id="holder-link"[^>]*value="([^"]+)"', answer.body)
        assert link is not None
        assert all(words in mail for words in ("In de strategie voor publieke waarden van", "Leg uit", unescape(link[1])))
