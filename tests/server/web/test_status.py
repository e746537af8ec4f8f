# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The status page: what everybody reads, from before the first message until after the workshop is gone."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import feedparser  # type: ignore[import-untyped]
import pytest
from icalendar import Calendar

from server.player.browser import Answer, Browser
from server.store import Quota
from server.web import case_feeds
from server.web.status_address import address_of_workshop
from tests.server.house import House, Workshop, until, visitor
from tests.server.web.feed_rules import ATOM, atom_faults
from tests.server.web.test_cases import begun, dossier_of, fixed, link_on

pytestmark = pytest.mark.asyncio(loop_scope="module")

SECRET = "onder ons gezegd"


async def path_of(workshop: Workshop) -> str:
    return address_of_workshop("", (await workshop.room()).session)


async def publish(workshop: Workshop, browser: Browser, text: str = "Het register is er.", mark: str = "") -> Answer:
    """Publish what the page shows beside it."""
    path = f"/zaak/{workshop.id}/berichten"
    seen = re.search(r'name="seen" value="(\w+)"', (await browser.get(path)).body)
    assert seen is not None
    return await browser.post(path, {"mark": mark, "seen": seen[1], "text": text})


class TestThePage:
    async def test_its_address_is_known_before_there_is_a_case_and_stays_when_the_workshop_is_gone(self, house: House) -> None:
        """[LIV-15]"""
        workshop = await fixed(house)
        path = await path_of(workshop)
        async with visitor(house) as client:
            before = await client.get(path)
            assert before.status_code == 200
            assert "Hier komt te staan wat er van de acties terechtkomt." in before.text
            assert "Maak een register" not in before.text
            browser = workshop.opened.facilitator
            assert (await browser.post(f"/regie/{workshop.id}/zaak", {})).status == 303
            assert link_on(await browser.get(f"/zaak/{workshop.id}/berichten"), "status-link").endswith(path)
            assert (await client.get(path)).text == before.text
            assert (await publish(workshop, browser)).status == 303
            await house.rooms.destruction.destroy(workshop.id, "operator")
            after = (await client.get(path)).text
            assert "Het register is er." in after
            assert "Maak een register" in after

    async def test_what_is_not_meant_for_all_never_stands_on_it(self, house: House) -> None:
        """[LIV-12]"""
        workshop, browser = await begun(house)
        path = await path_of(workshop)
        action = f"/zaak/{workshop.id}/actie/{workshop.id}.a1"
        told = {"base_rev": "1", "status": "stuck", "reason": SECRET, "answer-1": SECRET, "answer-2": SECRET}
        assert (await browser.post(f"{action}/stand", told)).status == 303
        assert (await publish(workshop, browser)).status == 303
        async with visitor(house) as client:
            for end in ("", "/berichten.atom", "/dagen.ics"):
                text = (await client.get(path + end)).text
                assert SECRET not in text
                assert "Team data" not in text
            page = (await client.get(path)).text
            assert "Vastgelopen" in page
            assert page.count("Maak een register") == 1

    async def test_a_change_that_nobody_published_is_on_no_page_and_in_no_feed(self, house: House) -> None:
        """[LIV-11]"""
        workshop, browser = await begun(house)
        path = await path_of(workshop)
        await publish(workshop, browser)
        async with visitor(house) as client:
            ends = ("", "/berichten.atom", "/dagen.ics")
            before = [(await client.get(path + end)).content for end in ends]
            action = f"/zaak/{workshop.id}/actie/{workshop.id}.a1"
            assert (await browser.post(f"{action}/stand", {"base_rev": "1", "status": "stuck", "reason": SECRET})).status == 303
            assert [(await client.get(path + end)).content for end in ends] == before

    async def test_a_message_is_corrected_and_withdrawn_in_sight(self, house: House) -> None:
        """[LIV-13]"""
        workshop, browser = await begun(house)
        path = await path_of(workshop)
        await publish(workshop, browser, "Het register is klaar <b>.")
        (message,) = (await dossier_of(house, workshop)).messages
        base = f"/zaak/{workshop.id}/berichten/{message.id}"
        async with visitor(house) as client:
            assert "Het register is klaar &lt;b&gt;." in (await client.get(path)).text
            assert (await browser.post(f"{base}/verbeteren", {"base_rev": "1", "text": "Het komt eraan."})).status == 303
            page = (await client.get(path)).text
            assert "Verbeterd op" in page
            assert "klaar &lt;b&gt;" not in page
            stale = await browser.post(f"{base}/verbeteren", {"base_rev": "1", "text": "Mijn woorden"})
            assert (stale.status, "Mijn woorden" in stale.body, "Het komt eraan." in stale.body) == (409, True, True)
            assert (await browser.post(f"{base}/intrekken", {"base_rev": "2"})).status == 303
            page, feed = (await client.get(path)).text, (await client.get(f"{path}/berichten.atom")).text
            assert "Dit bericht is ingetrokken op" in page
            for text in (page, feed):
                assert "Het komt eraan." not in text
                assert "Maak een register" not in text
        assert (await browser.get(f"{base}/intrekken")).location == f"/zaak/{workshop.id}/berichten"

    async def test_a_draft_is_ready_and_one_form_is_one_message(self, house: House) -> None:
        """[LIV-14]"""
        workshop, browser = await begun(house)
        action = f"/zaak/{workshop.id}/actie/{workshop.id}.a1"
        assert (await browser.post(f"{action}/stand", {"base_rev": "1", "status": "done"})).status == 303
        page = (await browser.get(f"/zaak/{workshop.id}/berichten")).body
        assert "Klaar:\n- Maak een register" in page
        assert {(await publish(workshop, browser, mark="F" * 24)).status for _ in range(2)} == {303}
        assert len((await dossier_of(house, workshop)).messages) == 1
        assert (await publish(workshop, browser, " ")).status == 422

    async def test_facts_that_changed_while_somebody_wrote_are_shown_before_anything_is_published(self, house: House) -> None:
        """[LIV-11]"""
        workshop, browser = await begun(house)
        path = f"/zaak/{workshop.id}/berichten"
        answer = await browser.post(path, {"seen": "0" * 16, "text": "Wat ik schreef"})
        assert answer.status == 409
        assert "Wat ik schreef" in answer.body
        assert (await dossier_of(house, workshop)).messages == ()

    async def test_an_erased_case_answers_as_one_that_never_was(self, house: House) -> None:
        """[LIV-16]"""
        workshop, browser = await begun(house)
        path = await path_of(workshop)
        await publish(workshop, browser)
        await browser.post(f"/zaak/{workshop.id}/wissen", {"title": "camera's"})
        await house.rooms.destruction.destroy(workshop.id, "operator")
        async with visitor(house) as client:
            never = f"/stand/bestaat-niet/{'A' * 24}"

            async def gone_everywhere() -> bool:
                return (await client.get(path)).status_code == 404

            await until(gone_everywhere)
            for end in ("", "/berichten.atom", "/dagen.ics"):
                gone, nothing = await client.get(path + end), await client.get(never + end)
                assert (gone.status_code, gone.content) == (nothing.status_code, nothing.content) == (404, nothing.content)
            # A wrong key of a case that is there tells no more.
            other = await fixed(house)
            assert (await client.get(f"/stand/{other.id}/{'A' * 24}")).content == (await client.get(never)).content

    async def test_only_the_regievoerder_writes_on_it(self, house: House) -> None:
        """[CAS-06]"""
        workshop, _ = await begun(house)
        for other in (workshop.people[0], (await workshop.scribe()).browser):
            assert (await other.get(f"/zaak/{workshop.id}/berichten")).status == 403
            assert (await other.post(f"/zaak/{workshop.id}/berichten", {"text": "x"})).status == 403


class TestTheFeeds:
    async def test_the_atom_feed_is_one_by_its_rules(self, house: House) -> None:
        """[LIV-17]"""
        workshop, browser = await begun(house)
        path = await path_of(workshop)
        async with visitor(house) as client:
            empty = feedparser.parse((await client.get(f"{path}/berichten.atom")).content)
            assert (empty.bozo, empty.version, empty.entries) == (False, "atom10", [])
            await publish(workshop, browser, "Eerst & <vooraf>\x0b.")
            await publish(workshop, browser, "Daarna.")
            answer = await client.get(f"{path}/berichten.atom")
        assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
        feed = feedparser.parse(answer.content)
        assert (feed.bozo, feed.version) == (False, "atom10")
        assert [entry.content[0].type for entry in feed.entries] == ["text/plain"] * 2
        assert "Eerst & <vooraf>" in feed.entries[1].content[0].value
        check_atom(answer.content, f"/stand/{workshop.id}")

    async def test_a_program_that_has_it_already_gets_nothing_again(self, house: House) -> None:
        """[LIV-18]"""
        workshop, browser = await begun(house)
        path = await path_of(workshop)
        await publish(workshop, browser)
        async with visitor(house) as client:
            for end in ("/berichten.atom", "/dagen.ics"):
                first = await client.get(path + end)
                for known in (
                    {"if-none-match": first.headers["etag"]},
                    {"if-none-match": f'"x", W/{first.headers["etag"]}'},
                    {"if-modified-since": first.headers["last-modified"]},
                ):
                    again = await client.get(path + end, headers=known)
                    assert (again.status_code, again.content) == (304, b"")
                    assert again.headers["etag"] == first.headers["etag"]
                for other in (
                    {"if-none-match": '"x"'},
                    {"if-modified-since": "gisteren"},
                    {"if-modified-since": "Mon, 01 Jan 1990 0"},
                ):
                    assert (await client.get(path + end, headers=other)).status_code == 200
                assert first.headers["cache-control"] == "private, no-cache"

    async def test_the_calendar_has_the_days_that_are_still_to_come_of(self, house: House) -> None:
        """[LIV-17]"""
        workshop, browser = await begun(house)
        path = await path_of(workshop)
        action = f"/zaak/{workshop.id}/actie/{workshop.id}.a1"
        fields = {"base_rev": "1", "action": "Maak een register", "holder": "Team data", "due_day": "2027-05-01"}
        assert (await browser.post(action, fields)).status == 303
        async with visitor(house) as client:
            assert not Calendar.from_ical((await client.get(f"{path}/dagen.ics")).content).walk("VEVENT")
            await publish(workshop, browser)
            (event,) = Calendar.from_ical((await client.get(f"{path}/dagen.ics")).content).walk("VEVENT")
        assert event["DTSTART"].to_ical() == b"20270501"
        assert "Team data" not in event.to_ical().decode()

    async def test_it_is_looked_at_so_often_and_no_more(self, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
        """[LIV-18]"""
        monkeypatch.setattr(case_feeds, "LOOKS", Quota("feed", burst=2, each_s=600))
        workshop, _ = await begun(house)
        path = await path_of(workshop)
        async with visitor(house) as client:
            answers = [await client.get(f"{path}/berichten.atom") for _ in range(3)]
        assert [answer.status_code for answer in answers] == [200, 200, 429]
        assert int(answers[2].headers["retry-after"]) > 0


def check_atom(content: bytes, case_path: str) -> None:
    """A feed by its rules, whose entries hold all that they say; and what ours tells nobody."""
    assert atom_faults(content) == []
    root = ET.fromstring(content)
    ids = [element.text or "" for element in root.iter(f"{ATOM}id")]
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", text) for text in ids)
    for entry in root.findall(f"{ATOM}entry"):
        assert len(entry.findall(f"{ATOM}content")) == 1
    # An entry is passed on alone: its name opens nothing.
    assert not any(case_path.rpartition("/")[2] in text for text in ids)
