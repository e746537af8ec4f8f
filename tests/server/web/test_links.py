# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Personal links as people need them: what goes wrong with them elsewhere is a test here (Nextcloud Polls 853, 1117, 1231 and
1251, Nextcloud Forms 1291).
"""

from __future__ import annotations

import re
from contextlib import AsyncExitStack
from html import unescape
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from board.overview_pages import MOST_ROWS
from organisation.dossier.bounds import MAX_ACTIONS
from server.access import feed_secret
from server.player.forms import fields_on
from tests.server.house import House, visitor
from tests.server.web.test_cases import begun, dossier_of, entered, holder_link, link_on, rev_on

pytestmark = pytest.mark.asyncio(loop_scope="module")


class TestLinks:
    async def test_a_link_that_got_lost_is_replaced_in_one_press_and_nothing_is_told_twice(self, house: House) -> None:
        """[LIV-21]"""
        workshop, browser = await begun(house)
        path = f"/actie/{workshop.id}/{workshop.id}.a1"
        async with entered(house, await holder_link(house, workshop, browser)) as phone:
            form = {"base_rev": "1", "status": "busy", "answer-1": "Loopt."}
            assert (await phone.post(f"{path}/stand", data=form)).status_code == 303
        # The phone is lost. Whoever gets the new link goes on with the same action, and sees what was told.
        async with entered(house, await holder_link(house, workshop, browser)) as other:
            page = (await other.get(path)).text
            assert "Loopt." in page
            assert (await other.post(f"{path}/stand", data={"base_rev": rev_on(page), "status": "done"})).status_code == 303
        dossier = await dossier_of(house, workshop)
        assert len(dossier.actions) == 2
        assert [moment.status for moment in dossier.actions[f"{workshop.id}.a1"].moments] == ["busy", "done"]

    async def test_one_press_tells_how_it_is_going_and_one_takes_it_back(self, house: House) -> None:
        """[CAS-17]"""
        workshop, browser = await begun(house)
        path = f"/actie/{workshop.id}/{workshop.id}.a1"
        async with entered(house, await holder_link(house, workshop, browser)) as phone:
            page = (await phone.get(path)).text
            taps = page.partition('id="tap"')[2].partition("</form>")[0]
            assert re.findall(r'<button[^>]*name="status" value="(\w+)"', taps) == ["not_started", "busy", "stuck", "done"]
            tapped = fields_on(page, path, f"{path}/stand") or {}
            answer = await phone.post(f"{path}/stand", data={**tapped, "status": "done"}, follow_redirects=True)
            assert "Dit is opgeslagen." in answer.text
            undo = answer.text.partition(f'action="{path}/terug"')[2].partition("</form>")[0]
            assert "Toch niet: terug naar “nog niet begonnen”" in undo
            slip = fields_on(answer.text, path, f"{path}/terug") or {}
            back = await phone.post(f"{path}/terug", data=slip, follow_redirects=True)
            assert "Teruggedraaid." in back.text
            assert f'action="{path}/terug"' not in back.text
            # The same page once more, from the history of the browser: nothing happens twice.
            assert (await phone.post(f"{path}/terug", data=slip)).status_code == 303
            stale = await phone.post(f"{path}/terug", data={"base_rev": "1"})
            assert (stale.status_code, "Dat kan niet meer terug" in stale.text) == (409, True)
        action = (await dossier_of(house, workshop)).actions[f"{workshop.id}.a1"]
        assert (action.status, action.moments) == ("not_started", ())

    async def test_a_link_leads_to_the_action_at_once_and_to_no_door(self, house: House) -> None:
        """[LIV-21]"""
        workshop, browser = await begun(house)
        link = await holder_link(house, workshop, browser)
        async with visitor(house) as client:
            path, _, key = link.partition("#")
            # The page that the script of the door sends the key from: one form, that goes by itself.
            page = (await client.get(urlsplit(path).path)).text
            assert "data-key-form" in page
            answer = await client.post(urlsplit(path).path, data={"key": key})
            assert "Maak een register" in (await client.get(answer.headers["location"])).text

    async def test_every_action_has_a_link_of_its_own(self, house: House) -> None:
        """[LIV-21]"""
        workshop, browser = await begun(house)
        links = [await holder_link(house, workshop, browser, action) for action in ("a1", "a2")]
        assert len({link.partition("#")[2] for link in links}) == 2

    async def test_it_is_seen_when_it_was_opened_and_for_whom_it_was_made(self, house: House) -> None:
        """[LIV-21]"""
        workshop, browser = await begun(house)
        page = f"/zaak/{workshop.id}/actie/{workshop.id}.a1"
        link = await holder_link(house, workshop, browser)
        assert "Nog nooit geopend." in (await browser.get(page)).body
        async with entered(house, link) as phone:
            await phone.get(f"/actie/{workshop.id}/{workshop.id}.a1")
        seen = (await browser.get(page)).body
        assert "Laatst geopend op" in seen
        assert "gemaakt voor" not in seen
        fields = {"base_rev": rev_on(seen, 'id="plan"'), "action": "Maak een register", "holder": "Afdeling veiligheid"}
        assert (await browser.post(page, fields)).status == 303
        assert "Deze link is gemaakt voor Team data." in (await browser.get(page)).body

    async def test_it_can_be_scanned_copied_and_mailed_to_its_address_with_words(self, house: House) -> None:
        """[LIV-21]"""
        workshop, browser = await begun(house)
        page = f"/zaak/{workshop.id}/actie/{workshop.id}.a1"
        address = "team+data&x=1@example.nl"
        assert (await browser.post(f"{page}/adres", {"base_rev": "0", "address": address})).status == 303
        answer = await browser.post(f"{page}/link", {})
        link = link_on(answer, "holder-link")
        assert 'class="codio-qr"' in answer.body
        found = re.search(r'href="(mailto:[^"]+)"', answer.body)
        assert found is not None
        mail = urlsplit(unescape(found[1]))
        assert unquote(mail.path) == address
        words = parse_qs(mail.query, strict_parsing=True)
        assert words["subject"] == ["Camera's"]
        assert link in words["body"][0]
        assert "Maak een register" in words["body"][0]

    async def test_an_address_that_is_none_is_marked_and_kept_to_be_mended(self, house: House) -> None:
        """[LIV-03] [CAS-13]"""
        workshop, browser = await begun(house)
        page = f"/zaak/{workshop.id}/actie/{workshop.id}.a1"
        for path in (page, f"/zaak/{workshop.id}"):
            wrong = await browser.post(f"{path}/adres", {"base_rev": "0", "address": "team at example"})
            assert wrong.status == 422
            assert 'value="team at example"' in wrong.body
            assert "Dit is geen e-mailadres." in wrong.body
            assert re.search(r'id="address"[^>]*type="email"[^>]*aria-invalid="true"', wrong.body)
            assert "<title>Fout: " in wrong.body

    async def test_an_address_is_on_no_page_but_the_regievoerders(self, house: House) -> None:
        """[LIV-03]"""
        workshop, browser = await begun(house)
        case, action = f"/zaak/{workshop.id}", f"/zaak/{workshop.id}/actie/{workshop.id}.a1"
        assert (await browser.post(f"{action}/adres", {"base_rev": "0", "address": "team@example.nl"})).status == 303
        assert (await browser.post(f"{case}/adres", {"base_rev": "0", "address": "regie@example.nl"})).status == 303
        assert "team@example.nl" in (await browser.get(action)).body
        key = link_on(await browser.get(f"{case}?nieuw=1"), "case-link").partition("#")[2]
        link = await holder_link(house, workshop, browser)
        async with AsyncExitStack() as stack:
            phone = await stack.enter_async_context(entered(house, link))
            client = await stack.enter_async_context(visitor(house))
            status = (await dossier_of(house, workshop)).status_keys[0]
            texts = [
                (await phone.get(f"/actie/{workshop.id}/{workshop.id}.a1")).text,
                (await phone.get("/mijn-acties")).text,
                (await client.get(f"/stand/{workshop.id}/{status}")).text,
                (await client.get(f"/agenda/{workshop.id}/{feed_secret(key)}.ics")).text,
                (await browser.get(f"{case}/berichten")).body,
                (await browser.get(f"{case}/overzicht")).body,
                (await workshop.people[0].get(f"/uitkomst/{workshop.id}.json")).body,
            ]
        for text in texts:
            assert text
            assert "example.nl" not in text

    async def test_whoever_holds_several_actions_sees_them_on_one_page_and_no_others(self, house: House) -> None:
        """[LIV-22]"""
        one, regie = await begun(house)
        other, second = await begun(house)
        async with entered(house, await holder_link(house, one, regie)) as phone:
            assert "Maak een register" in (await phone.get("/mijn-acties")).text
            link = await holder_link(house, other, second, "a2")
            path, _, key = link.partition("#")
            assert (await phone.post(urlsplit(path).path, data={"key": key})).status_code == 303
            page = (await phone.get("/mijn-acties")).text
            assert page.count('href="/actie/') == 2
            await holder_link(house, one, regie)
            assert (await phone.get("/mijn-acties")).text.count('href="/actie/') == 1
            for n in range(40):
                phone.cookies.set(f"wb_action_x{n}_{'a' * 16}", "A" * 24)
            assert (await phone.get("/mijn-acties")).status_code == 200
        async with visitor(house) as client:
            assert "Vraag de regievoerder om hem opnieuw te sturen." in (await client.get("/mijn-acties")).text


class TestOverview:
    async def test_filters_are_links_and_three_hundred_actions_stay_usable(self, house: House) -> None:
        """[LIV-20]"""
        workshop, browser = await begun(house)
        base = f"/zaak/{workshop.id}"
        for number in range(30):
            assert (await browser.post(f"{base}/acties", {"action": f"Actie nummer {number}"})).status == 303
        page = (await browser.get(f"{base}/overzicht")).body
        assert "Alle 32 acties." in page
        # A phone has a page and no roll: most of them are folded, and every one is there.
        assert f"<summary>Nog {32 - MOST_ROWS}" in page
        assert len(set(re.findall(rf'href="{base}/actie/([^"]+)"', page))) == 32
        assert 'href="#state-not_started"' in page
        assert page.count("<svg") >= 1
        assert 'aria-hidden="true" focusable="false"' in page
        without = (await browser.get(f"{base}/overzicht?toon=zonder-actiehouder")).body
        assert "31 acties: niemand" in without or "31 acties: geen actiehouder" in without
        assert "Team data" not in without
        assert "Zo is er geen actie." in (await browser.get(f"{base}/overzicht?toon=vastgelopen")).body
        assert "Alle 32 acties." in (await browser.get(f"{base}/overzicht?toon=onzin")).body
        assert MAX_ACTIONS >= 300

    async def test_it_is_the_regievoerders(self, house: House) -> None:
        """[CAS-06]"""
        workshop, _ = await begun(house)
        assert (await workshop.people[0].get(f"/zaak/{workshop.id}/overzicht")).status == 403
