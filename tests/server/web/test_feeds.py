# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Calendars of a case: what a holder and the regievoerder subscribe to, with a secret in the path that opens nothing else."""

from __future__ import annotations

import logging

import msgspec
import pytest
from icalendar import Calendar

from server.access import feed_secret
from server.player.browser import Browser
from tests.server.house import House, Workshop, visitor
from tests.server.web.test_cases import begun, dossier_of, holder_link, link_on

pytestmark = pytest.mark.asyncio(loop_scope="module")

SECRET = "onder ons gezegd"
TALK = {"base_rev": "0", "day": "2027-02-10", "time": "09:30"}


async def feeds(house: House) -> tuple[Workshop, Browser, str, str]:
    """A case with a day; the paths of the regievoerder's calendar and of a holder's."""
    workshop, browser = await begun(house)
    action = f"/zaak/{workshop.id}/actie/{workshop.id}.a1"
    fields = {"base_rev": "1", "action": "Maak een register", "holder": "Team data", "due_day": "2099-05-01"}
    assert (await browser.post(action, fields)).status == 303
    told = {"base_rev": "2", "status": "stuck", "reason": SECRET, "check_day": "2099-03-01", "answer-1": SECRET}
    assert (await browser.post(f"{action}/stand", told)).status == 303
    key = link_on(await browser.get(f"/zaak/{workshop.id}?nieuw=1"), "case-link").partition("#")[2]
    held = (await holder_link(house, workshop, browser)).partition("#")[2]
    case_path, held_path = (f"/agenda/{workshop.id}/{feed_secret(each)}.ics" for each in (key, held))
    return workshop, browser, case_path, held_path


def days(content: bytes) -> list[tuple[str, str]]:
    events = Calendar.from_ical(content).walk("VEVENT")
    return sorted((str(event["DTSTART"].to_ical())[2:10], str(event["SUMMARY"])) for event in events)


class TestCalendars:
    async def test_each_has_the_days_that_are_his_with_a_warning(self, house: House) -> None:
        """[LIV-01] [LIV-17]"""
        workshop, browser, case, held = await feeds(house)
        assert (
            await browser.post(f"/zaak/{workshop.id}/gesprek", {"base_rev": "0", "day": "2027-02-10", "time": "09:30"})
        ).status == 303
        async with visitor(house) as client:
            answer = await client.get(held)
            assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
            assert days(answer.content) == [
                ("20990301", "Hoe gaat het? Maak een register"),
                ("20990501", "Moet klaar zijn: Maak een register"),
            ]
            assert len(Calendar.from_ical(answer.content).walk("VALARM")) == 2
            regie = await client.get(case)
            assert days(regie.content) == [
                ("20270210", "Vervolggesprek: Camera's"),
                ("20990301", "Vraag Team data hoe het gaat: Maak een register"),
                ("20990501", "Moet klaar zijn: Maak een register"),
            ]
            for text in (answer.text, regie.text):
                assert SECRET not in text
            assert (await client.get(held)).content == answer.content
            again = await client.get(held, headers={"if-none-match": answer.headers["etag"]})
            assert again.status_code == 304

    async def test_a_calendar_stops_with_its_link_and_its_secret_opens_nothing_else(self, house: House) -> None:
        """[LIV-01]"""
        workshop, browser, case, held = await feeds(house)
        secret = held.rpartition("/")[2].removesuffix(".ics")
        async with visitor(house) as client:
            for path in (f"/actie/{workshop.id}/{workshop.id}.a1", f"/zaak/{workshop.id}"):
                assert (await client.post(path, data={"key": secret})).status_code == 403
            await holder_link(house, workshop, browser)
            assert (await client.get(held)).status_code == 403
            assert (await client.get(case)).status_code == 200
            assert (await browser.post(f"/regie/{workshop.id}/zaak/link", {})).status == 303
            assert (await client.get(case)).status_code == 403

    async def test_a_wrong_secret_gets_the_same_answer_whatever_there_is(self, house: House) -> None:
        """[LIV-01] [LIV-16]"""
        workshop, browser, case, _ = await feeds(house)
        async with visitor(house) as client:
            nowhere = await client.get(f"/agenda/bestaat-niet/{'A' * 24}.ics")
            assert (nowhere.status_code, "Open je eigen link opnieuw." in nowhere.text) == (403, True)
            for path in (f"/agenda/{workshop.id}/{'A' * 24}.ics", f"/agenda/{workshop.id}/x.ics"):
                assert (await client.get(path)).content == nowhere.content
            assert (await browser.post(f"/zaak/{workshop.id}/wissen", {"title": "camera's"})).status == 200
            assert (await client.get(case)).content == nowhere.content

    async def test_its_secret_stands_in_no_log_and_not_in_the_store(self, house: House, caplog: pytest.LogCaptureFixture) -> None:
        """[LIV-01]"""
        with caplog.at_level(logging.DEBUG):
            workshop, _, case, held = await feeds(house)
            async with visitor(house) as client:
                for path in (case, held):
                    assert (await client.get(path)).status_code == 200
        stored = msgspec.json.encode(await dossier_of(house, workshop)).decode()
        # What the test's own client logs is not the server's.
        lines = " ".join(record.getMessage() for record in caplog.records if not record.name.startswith(("httpx", "httpcore")))
        for path in (case, held):
            secret = path.rpartition("/")[2].removesuffix(".ics")
            assert secret not in stored
            assert secret not in lines

    async def test_what_is_done_has_no_days_any_more(self, house: House) -> None:
        """[LIV-07]"""
        workshop, browser, case, held = await feeds(house)
        path = f"/zaak/{workshop.id}/actie/{workshop.id}.a1/stand"
        rev = (await dossier_of(house, workshop)).actions[f"{workshop.id}.a1"].rev
        assert (await browser.post(path, {"base_rev": str(rev), "status": "done"})).status == 303
        async with visitor(house) as client:
            for feed in (case, held):
                assert days((await client.get(feed)).content) == []

    async def test_a_day_that_changed_comes_through_though_nobody_told_of_the_action(self, house: House) -> None:
        """[LIV-18]"""
        workshop, browser, case, held = await feeds(house)
        async with visitor(house) as client:
            before = await client.get(held)
            rev = (await dossier_of(house, workshop)).actions[f"{workshop.id}.a1"].rev
            fields = {"base_rev": str(rev), "action": "Maak een register", "holder": "Team data", "due_day": "2027-06-02"}
            assert (await browser.post(f"/zaak/{workshop.id}/actie/{workshop.id}.a1", fields)).status == 303
            known = {"if-modified-since": "Tue, 01 Dec 2099 00:00:00 GMT"}
            for feed in (case, held):
                for headers in (known, known | {"if-none-match": before.headers["etag"]}):
                    answer = await client.get(feed, headers=headers)
                    assert answer.status_code == 200
                    assert ("20270602", "Moet klaar zijn: Maak een register") in days(answer.content)
                    assert "last-modified" not in answer.headers

    async def test_the_talk_is_a_file_for_a_calendar(self, house: House) -> None:
        """[CAS-08]"""
        workshop, browser = await begun(house)
        assert (await browser.get(f"/zaak/{workshop.id}/gesprek.ics")).status == 404
        assert (
            await browser.post(f"/zaak/{workshop.id}/gesprek", {"base_rev": "0", "day": "2027-02-10", "time": "09:30"})
        ).status == 303
        answer = await browser.get(f"/zaak/{workshop.id}/gesprek.ics")
        (event,) = Calendar.from_ical(answer.body).walk("VEVENT")
        assert event["DTSTART"].to_ical() == b"20270210T093000"
        assert event["DTSTART"].params["TZID"] == "Europe/Amsterdam"
