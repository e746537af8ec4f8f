# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages around a workshop over HTTP: invitation, hand-outs, outcome; who gets them, and what stands in them."""

from __future__ import annotations

import csv
import json
import re
from html import unescape
from typing import Any

import pytest
from icalendar import Calendar

from board.workshop_pages import PRINTS
from server.player.browser import Answer, Browser
from sessions.material.framework import ValueRef
from sessions.model import items as i
from sessions.model.poster_entries import PosterActionContent
from sessions.wire import commands as c
from tests.server.house import House, Player, Workshop

pytestmark = pytest.mark.asyncio(loop_scope="module")

PLAN = i.Plan(date="2026-12-01", time="09:30", place="Stadhuis", call_url="https://bellen.example/1", follow_up="Op 8 december")
CASE = i.CaseForm(description="Camera's op het plein. Ze tellen mensen.", goal="Minder overlast", dpia="planned")


async def planned(house: House, people: int = 0) -> Workshop:
    """A workshop with a plan and a case."""
    workshop = await house.workshop(people)
    async with workshop.facilitator() as facilitator:
        await put(facilitator, "plan", PLAN)
        await put(facilitator, "case", CASE)
    return workshop


async def put(player: Player, item_id: str, content: i.ItemContent) -> None:
    await player.must(c.PutItem(item_id, 0, content))


async def page(workshop: Workshop, path: str, browser: Browser | None = None) -> Answer:
    return await (browser or workshop.opened.facilitator).get(path)


def text(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


class TestInvitation:
    async def test_the_text_has_everything_that_somebody_must_know(self, house: House) -> None:
        workshop = await planned(house)
        answer = await page(workshop, f"/regie/{workshop.id}/uitnodiging")
        words = unescape(answer.body)
        for part in (
            "Uitnodiging: Camera's",
            "Gemeente nodigt je uit",
            "Camera's op het plein",
            "dinsdag 1 december 2026, van 09:30 tot 12:05 uur",
            "2 uur en 35 minuten",
            "Plaats: Stadhuis",
            "https://bellen.example/1",
            f"/w/{workshop.code}",
            workshop.code,
            "geen account",
            f"/w/{workshop.code}/vooraf",
            "Samen bekijken we het project.",
            "vult een DPIA, een IAMA en de wet aan",
        ):
            assert part in words, part

    async def test_without_a_date_the_page_says_where_to_fill_it_in_and_offers_no_file(self, house: House) -> None:
        workshop = await house.workshop()
        answer = await page(workshop, f"/regie/{workshop.id}/uitnodiging")
        assert answer.status == 200
        assert "Er is nog geen datum" in answer.body
        assert ".ics" not in answer.body
        assert "WANNEER EN WAAR?\nDatum volgt." in unescape(answer.body)
        for path, words in (
            (f"/regie/{workshop.id}/uitnodiging.ics", "Vul eerst de datum in"),
            (f"/w/{workshop.code}/agenda.ics", "De datum volgt nog"),
        ):
            answer = await page(workshop, path)
            assert answer.status == 404
            assert words in answer.body
            assert "Er is nog geen datum" in answer.body

    async def test_facilitator_and_participants_get_the_same_appointment(self, house: House) -> None:
        workshop = await planned(house)
        theirs = await Browser(house.base_url).get(f"/w/{workshop.code}/agenda.ics")
        ours = await page(workshop, f"/regie/{workshop.id}/uitnodiging.ics")
        assert theirs.headers["content-type"].startswith("text/calendar")
        stamp = re.compile(r"DTSTAMP:\w+")
        assert stamp.sub("", theirs.body) == stamp.sub("", ours.body)
        event: Any
        (event,) = Calendar.from_ical(theirs.body).walk("VEVENT")
        assert event["dtend"].dt.strftime("%H:%M") == "12:05"
        assert str(event["url"]).endswith(f"/w/{workshop.code}")
        assert "&#" not in str(event["description"])

    async def test_it_is_the_facilitators(self, house: House) -> None:
        workshop = await planned(house, people=1)
        for browser in (workshop.people[0], Browser(house.base_url)):
            answer = await browser.get(f"/regie/{workshop.id}/uitnodiging")
            assert (answer.status, answer.location) == (303, f"/regie/{workshop.id}")
            assert (await browser.get(f"/regie/{workshop.id}/uitnodiging.ics")).status == 403


class TestBeforehand:
    async def test_whoever_has_the_code_reads_the_moment_the_case_and_every_definition(self, house: House) -> None:
        workshop = await planned(house)
        stranger = Browser(house.base_url)
        assert f'href="/w/{workshop.code}/vooraf"' in (await stranger.get(f"/w/{workshop.code}")).body
        answer = await stranger.get(f"/w/{workshop.code}/vooraf")
        assert answer.status == 200
        words = text(answer.body)
        assert "dinsdag 1 december 2026, van 09:30 tot 12:05 uur" in words
        assert "Plaats: Stadhuis" in words
        assert "Omschrijving van het project of de casus Camera's op het plein. Ze tellen mensen." in words
        for value in (await workshop.room()).session.framework.values:
            assert value.definition.nl in words

    async def test_nothing_else_of_the_workshop_stands_there(self, house: House) -> None:
        workshop = await planned(house, people=1)
        async with workshop.facilitator() as facilitator:
            research = i.ResearchValue("rechtsstaat", ValueRef("privacy"), "kanarie uit onderzoek", "Bron")
            await put(facilitator, "r1", research)
            await put(facilitator, "a1", i.Accent(ValueRef("privacy"), "kanarie van het accent"))
            await put(facilitator, "o1", i.Observation("A1", "kanarie van de notulist"))
            await facilitator.go("A1")
            await put(facilitator, "k1", i.Parked("kanarie op de parkeerplaats"))
        stranger = Browser(house.base_url)
        body = (await stranger.get(f"/w/{workshop.code}/vooraf")).body
        assert "kanarie" not in body
        assert workshop.id not in body
        assert PLAN.call_url not in body
        assert PLAN.follow_up not in body
        assert "/vooraf" not in (await stranger.get(f"/w/{workshop.code}")).body
        assert (await stranger.get("/w/mis-mis-mis/vooraf")).status == 404


class TestHandouts:
    @pytest.mark.parametrize("what", PRINTS)
    async def test_every_sheet_is_a_page_with_a_heading_and_a_button_to_print(self, house: House, what: str) -> None:
        workshop = await planned(house)
        overview = await page(workshop, f"/regie/{workshop.id}/drukwerk")
        assert f"/drukwerk/{what}" in overview.body
        answer = await page(workshop, f"/regie/{workshop.id}/drukwerk/{what}")
        assert answer.status == 200
        assert answer.body.count("<h1") == 1
        assert "data-print" in answer.body

    async def test_the_guide_has_every_step_with_its_words_questions_and_clock_times(self, house: House) -> None:
        workshop = await planned(house)
        guide = text((await page(workshop, f"/regie/{workshop.id}/drukwerk/gids")).body)
        room = await workshop.room()
        steps = [step for part in room.session.script.parts for step in part.steps]
        for step in steps:
            for unit in step.sub_steps or (step,):
                assert unit.say.nl in guide
            assert all(question.nl in guide for question in step.questions if not step.sub_steps)
        # 15 + 5 + 5 + 25 + 5 + 20 = 75 minutes of deel A.
        assert "09:30" in guide
        assert "10:45" in guide

    async def test_the_definitions_are_there_for_one_table_or_for_all(self, house: House) -> None:
        workshop = await house.workshop()
        one = text((await page(workshop, f"/regie/{workshop.id}/drukwerk/definities/rechtsstaat")).body)
        every = text((await page(workshop, f"/regie/{workshop.id}/drukwerk/definities")).body)
        framework = (await workshop.room()).session.framework
        for each in framework.values:
            own = framework.foundation_of_value(each.id) == "rechtsstaat"
            assert (each.definition.nl in one) == own
            assert each.definition.nl in every

    async def test_the_case_stands_row_by_row(self, house: House) -> None:
        workshop = await planned(house)
        sheet = text((await page(workshop, f"/regie/{workshop.id}/drukwerk/casus")).body)
        assert "Omschrijving van het project of de casus Camera's op het plein. Ze tellen mensen." in sheet
        assert "DPIA komt nog" in sheet

    async def test_the_plan_of_approach_has_the_times_of_the_day(self, house: House) -> None:
        workshop = await planned(house)
        sheet = text((await page(workshop, f"/regie/{workshop.id}/drukwerk/aanpak")).body)
        assert "09:30–09:45 1. Introductie" in sheet
        assert "12:05 Samen 155" in sheet
        assert "Op 8 december" in sheet

    async def test_what_is_no_sheet_is_not_found(self, house: House) -> None:
        workshop = await house.workshop()
        for path in ("geheim", "definities/anarchie", "gids/rechtsstaat"):
            assert (await page(workshop, f"/regie/{workshop.id}/drukwerk/{path}")).status == 404


class TestOutcome:
    async def test_whoever_holds_a_link_gets_it_and_nobody_else(self, house: House) -> None:
        workshop = await planned(house, people=1)
        screen, scribe = await workshop.screen(), await workshop.scribe()
        for browser in (workshop.opened.facilitator, workshop.people[0], screen.browser, scribe.browser):
            for path in ("", ".json", "/acties.csv"):
                assert (await browser.get(f"/uitkomst/{workshop.id}{path}")).status == 200
        for path in ("", ".json", "/acties.csv"):
            assert (await Browser(house.base_url).get(f"/uitkomst/{workshop.id}{path}")).status == 403

    async def test_nothing_that_is_silent_or_at_a_table_is_in_it_until_it_opens_to_the_room(self, house: House) -> None:
        """[DOM-04]"""
        workshop = await house.workshop(people=2)
        everybody = (*workshop.people, workshop.opened.facilitator)
        async with workshop.facilitator() as facilitator, workshop.device(workshop.people[0]) as person:
            await facilitator.go("A2b")
            await person.add("n1", "kanarie in de mijn")
            for browser in everybody:
                assert "kanarie" not in (await browser.get(f"/uitkomst/{workshop.id}.json")).body
            await facilitator.must(c.ShortenTimer(facilitator.workshop.current))
            await person.until(lambda: person.note("n1").order != "")
            await facilitator.go("A2c1")
            await person.until(lambda: person.run is not None and person.run.leaf_id == "A2c1")
            await person.must(c.ChooseNote("n1", 0, "chosen", "hier gaat het om"))
            for browser in everybody:
                assert "kanarie" not in (await browser.get(f"/uitkomst/{workshop.id}.json")).body
            await facilitator.go("A2c2")
            await facilitator.go("A3")
        bodies = [(await browser.get(f"/uitkomst/{workshop.id}.json")).body for browser in everybody]
        tables = json.loads(bodies[0])["tables"]
        chosen = [choice for table in tables for choice in table["chosen_values"]]
        assert [(choice["name"], choice["reason"], choice["said"]) for choice in chosen] == [
            ("Privacy", "hier gaat het om", ["kanarie in de mijn"])
        ]
        assert all("kanarie" in body for body in bodies)

    async def test_everybody_gets_the_same_but_for_the_observations(self, house: House) -> None:
        workshop = await planned(house, people=1)
        async with workshop.facilitator() as facilitator:
            await facilitator.go("A1")
            await put(facilitator, "o1", i.Observation("A1", "Iedereen is er"))
        theirs = json.loads((await workshop.people[0].get(f"/uitkomst/{workshop.id}.json")).body)
        ours = json.loads((await page(workshop, f"/uitkomst/{workshop.id}.json")).body)
        assert theirs.pop("observations") is None
        assert ours.pop("observations") == [{"step": "Introductie", "text": "Iedereen is er"}]
        assert theirs == ours
        assert "Iedereen is er" in (await page(workshop, f"/uitkomst/{workshop.id}")).body
        assert "Iedereen is er" not in (await workshop.people[0].get(f"/uitkomst/{workshop.id}")).body

    async def test_actions_come_as_a_table_for_a_spreadsheet_without_formulas(self, house: House) -> None:
        """[PRIV-15]"""
        workshop = await house.workshop()
        async with workshop.facilitator() as facilitator:
            await facilitator.go("A1")
            action = c.PutPosterEntry(
                "a1",
                0,
                PosterActionContent("rechtsstaat", "=HYPERLINK(1)", "+FG", values=(ValueRef("privacy"),), necessity="high"),
            )
            await facilitator.must(action)
        answer = await page(workshop, f"/uitkomst/{workshop.id}/acties.csv")
        assert answer.body.startswith("\ufeff")
        header, row = csv.reader(answer.body.removeprefix("\ufeff").splitlines(), delimiter=";")
        shown = dict(zip(header, row, strict=True))
        assert (shown["Actie"], shown["Actiehouder"]) == ("'=HYPERLINK(1)", "'+FG")
        assert (shown["Noodzaak"], shown["Fundament"], shown["Waarden"]) == ("hoog", "Rechtsstaat", "Privacy")

    async def test_what_people_typed_never_becomes_markup(self, house: House) -> None:
        """[SEC-06]"""
        sly = "<img src=x onerror=alert(1)>\"'"
        workshop = await house.workshop(title=sly, organisation=sly)
        async with workshop.facilitator() as facilitator:
            await put(facilitator, "case", i.CaseForm(description=sly))
            await put(facilitator, "plan", i.Plan(date="2026-12-01", place=sly, approach=sly))
            await facilitator.go("A1")
            await put(facilitator, "k1", i.Parked(sly))
        paths = [f"/regie/{workshop.id}/{path}" for path in ("uitnodiging", "drukwerk", "links")]
        paths += [f"/regie/{workshop.id}/drukwerk/{what}" for what in PRINTS]
        paths += [f"/w/{workshop.code}/vooraf", f"/uitkomst/{workshop.id}", f"/terugblik/{workshop.id}"]
        for path in paths:
            body = (await page(workshop, path)).body
            assert "<img" not in body, path
