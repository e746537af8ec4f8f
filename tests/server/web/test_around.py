# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages around a workshop over HTTP: invitation, hand-outs, outcome; who gets them, and what stands in them."""

from __future__ import annotations

import csv
import json
import re
from html import unescape
from typing import Any
from urllib.parse import quote

import pytest
from icalendar import Calendar

from board.workshop_pages import PRINTS
from server import content
from server.player.browser import Answer, Browser
from sessions.material.framework import ValueRef
from sessions.model import items as i
from sessions.model.poster_entries import PosterActionContent
from sessions.wire import commands as c
from tests.server.house import House, Player, Workshop

pytestmark = pytest.mark.asyncio(loop_scope="module")

PLAN = i.Plan(date="2026-12-01", time="09:30", place="Stadhuis", call_url="https://bellen.example/1", follow_up="Op 8 december")
WITH_VALUES = ("waardenkader", "definities", "definities/rechtsstaat", "gids")
"""Sheets on which values stand, or that tell of them."""
CASE = i.CaseForm(description="Camera's op het plein. Ze tellen mensen.", goal="Minder overlast", dpia="planned")


async def planned(house: House, people: int = 0, **fields: str) -> Workshop:
    """A workshop with a plan and a case."""
    workshop = await house.workshop(people, **fields)
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
        assert "Omschrijving project of casus Camera's op het plein. Ze tellen mensen." in words
        framework = (await workshop.room()).session.framework
        for value in framework.values:
            assert value.definition.nl in words
        assert all(foundation.definition and foundation.definition.nl in words for foundation in framework.foundations)

    async def test_nothing_else_of_the_workshop_stands_there(self, house: House) -> None:
        workshop = await planned(house, people=1)
        async with workshop.facilitator() as facilitator:
            research = i.ResearchValue("rechtsstaat", ValueRef("privacy"), "kanariepiet uit onderzoek", "Bron")
            await put(facilitator, "r1", research)
            await put(facilitator, "a1", i.Accent(ValueRef("privacy"), "kanariepiet van het accent"))
            await put(facilitator, "o1", i.Observation("A1", "kanariepiet van de notulist"))
            await facilitator.go("A1")
            await put(facilitator, "k1", i.Parked("kanariepiet op de parkeerplaats"))
        stranger = Browser(house.base_url)
        body = (await stranger.get(f"/w/{workshop.code}/vooraf")).body
        assert "kanariepiet" not in body
        assert workshop.id not in body
        assert PLAN.call_url not in body
        assert PLAN.follow_up not in body
        assert "/vooraf" not in (await stranger.get(f"/w/{workshop.code}")).body
        assert (await stranger.get("/w/mis-mis-mis/vooraf")).status == 404


class TestHandouts:
    @pytest.mark.parametrize("what", PRINTS)
    async def test_every_sheet_is_a_page_with_a_heading_and_a_button_to_print(self, house: House, what: str) -> None:
        workshop = await planned(house, script="codio-pad")
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

    async def test_each_table_has_a_sheet_for_its_values_and_one_for_its_actions(self, house: House) -> None:
        """[DOM-24]"""
        workshop = await planned(house)
        async with workshop.facilitator() as facilitator:
            await put(facilitator, "a1", i.Accent(ValueRef("privacy")))
        both = text((await page(workshop, f"/regie/{workshop.id}/drukwerk/vel")).body)
        values = text((await page(workshop, f"/regie/{workshop.id}/drukwerk/vel?soort=waarde")).body)
        actions = text((await page(workshop, f"/regie/{workshop.id}/drukwerk/vel?soort=actie")).body)
        for sheet in (both, values):
            assert sheet.count("Waarden van onze tafel") == sheet.count("Waarden die we niet kiezen Waarde Waarom niet?") == 3
            assert sheet.count("Privacy ja deels nee") == 3
        for sheet in (both, actions):
            assert sheet.count("Actie Wie doet het? (een functie of team) Voor welke waarde? Wat hebben jullie afgewogen?") == 3
        assert "Acties van onze tafel" not in values
        assert "Waarden van onze tafel" not in actions

    async def test_a_table_has_the_same_name_on_its_card_as_everywhere_and_the_words_stand_apart(self, house: House) -> None:
        """[DOM-24] With six tables of three foundations each has two; the joining page takes the words with blanks, too."""
        workshop = await house.workshop(people=20)
        async with workshop.facilitator() as facilitator:
            await facilitator.go("A2a")
        cards = (await page(workshop, f"/regie/{workshop.id}/drukwerk/tafelkaarten")).body
        names = re.findall(r'aria-label="Tafel ([^"]+)"', cards)
        assert len(names) == len(set(names)) > 3
        words = text(cards)
        for name in names:
            assert f"Tafel {name} Meedoen" in words
        typed = workshop.code.replace("-", " ")
        assert f"Of vul deze woorden in: {typed}" in words
        assert (await Browser(house.base_url).get(f"/w/{quote(typed)}")).status == 200

    async def test_who_prints_before_everybody_has_come_gets_three_tables_and_can_have_those_of_now(self, house: House) -> None:
        """[DOM-24]"""
        workshop = await house.workshop(people=4)
        sheets, cards = (f"/regie/{workshop.id}/drukwerk/{what}" for what in ("vel?soort=actie", "tafelkaarten"))
        assert text((await page(workshop, sheets)).body).count("Acties van onze tafel") == 3
        now = await page(workshop, f"{sheets}&tafels=bord")
        assert text(now.body).count("Acties van onze tafel") == 1
        assert "?soort=actie&amp;tafels=drie" in now.body
        assert (await page(workshop, cards)).body.count("codio-qr") == 3
        assert (await page(workshop, f"{cards}?tafels=bord")).body.count("codio-qr") == 1
        async with workshop.facilitator() as facilitator:
            await facilitator.go("A2a")
        assert text((await page(workshop, sheets)).body).count("Acties van onze tafel") == 1

    @pytest.mark.parametrize("language", ["nl", "en"])
    async def test_about_actions_has_the_kinds_that_the_script_speaks_of_and_the_examples(
        self, house: House, language: str
    ) -> None:
        """[DOM-23] [DOM-24]"""
        for script in ("codio-project-2025", "codio-pad"):
            workshop = await house.workshop(script=script, language=language)
            measures = (await workshop.room()).session.measures
            sheet = text((await page(workshop, f"/regie/{workshop.id}/drukwerk/acties")).body)
            bare = text((await page(workshop, f"/regie/{workshop.id}/drukwerk/acties?soort=uitleg")).body)
            theirs, others = measures.categories, measures.mechanisms
            if script == "codio-pad":
                theirs, others = others, theirs
            for each in theirs:
                assert getattr(each.about, language) in sheet
                assert getattr(each.about, language) in bare
            assert not [each.id for each in others if getattr(each.name, language) in sheet.split("CODIO-instrument")[0]]
            assert len(measures.examples) == 31
            assert all(getattr(example.action, language) in sheet for example in measures.examples)
            assert not [example for example in measures.examples if getattr(example.action, language) in bare]

    async def test_own_values_alone_have_no_examples_of_other_values(self, house: House) -> None:
        workshop = await house.workshop(own_values=content.example_values(), own_values_alone="on")
        sheet = text((await page(workshop, f"/regie/{workshop.id}/drukwerk/acties")).body)
        assert "Interactie met stakeholders" in sheet
        assert "Transparantie" not in sheet

    async def test_values_from_research_are_the_facilitators_to_print(self, house: House) -> None:
        """[ITM-08]"""
        workshop = await planned(house, people=1, script="codio-pad")
        overview = f"/regie/{workshop.id}/drukwerk"
        empty = text((await page(workshop, f"{overview}/onderzoek")).body)
        assert all(name in empty for name in ("A. Democratie", "B. Rechtsstaat", "C. Bestuurskracht"))
        async with workshop.facilitator() as facilitator:
            found = i.ResearchValue("rechtsstaat", ValueRef("privacy"), "kanariepiet in de mijn", "Marten Knol")
            await put(facilitator, "r1", found)
        filled = text((await page(workshop, f"{overview}/onderzoek")).body)
        assert "Privacy kanariepiet in de mijn Naar: Marten Knol ja nee" in filled
        assert "A. Democratie" not in filled
        person, stranger = workshop.people[0], Browser(house.base_url)
        assert "kanariepiet" not in (await stranger.get(f"/w/{workshop.code}/vooraf")).body
        for browser in (person, stranger):
            assert (await browser.get(f"{overview}/onderzoek")).status == 303
        assert "/drukwerk/onderzoek" in (await page(workshop, overview)).body
        other = await planned(house)
        assert "/drukwerk/onderzoek" not in (await page(other, f"/regie/{other.id}/drukwerk")).body

    async def test_name_cards_stand_by_table_with_cards_to_write_on_and_nobody_else_gets_them(self, house: House) -> None:
        """[CIR-10] [DOM-24]"""
        workshop = await house.workshop()
        cards = f"/regie/{workshop.id}/drukwerk/naamkaartjes"
        assert (await page(workshop, cards)).body.count('"codio-name-card"') == 4
        for name in ("Noor", "Bram"):
            await workshop.join(name, "privacy")
        few = text((await page(workshop, cards)).body)
        # Twice on each card: it is set up, and read from both sides. At one of three tables nobody sits for sure yet.
        assert (few.count("Noor privacy Tafel:"), few.count("Bram privacy Tafel:"), few.count("Tafel:")) == (2, 2, 8)
        async with workshop.facilitator() as facilitator:
            await facilitator.go("A2a")
        seated = await page(workshop, cards)
        assert text(seated.body).count("Noor privacy Tafel Democratie, Rechtsstaat, Bestuurskracht") == 2
        assert seated.body.count('"codio-name-card"') == 4
        for browser in (workshop.people[0], Browser(house.base_url)):
            assert "Noor" not in (await browser.get(f"/w/{workshop.code}/vooraf")).body
            assert (await browser.get(cards)).status == 303

    async def test_a_paper_note_says_from_which_table_it_is(self, house: House) -> None:
        """[DOM-24]"""
        workshop = await house.workshop()
        notes = text((await page(workshop, f"/regie/{workshop.id}/drukwerk/briefjes")).body)
        assert notes.count("Tafel:") == notes.count("Waarom deze?") + notes.count("Voor welke waarde?") == 12

    async def test_the_case_stands_row_by_row(self, house: House) -> None:
        workshop = await planned(house)
        sheet = text((await page(workshop, f"/regie/{workshop.id}/drukwerk/casus")).body)
        assert "Omschrijving project of casus Camera's op het plein. Ze tellen mensen." in sheet
        assert "DPIA (toets op privacy) komt nog IAMA (toets op mensenrechten bij algoritmes) nog niet bekend" in sheet

    async def test_assessments_of_which_nothing_is_known_are_not_told(self, house: House) -> None:
        """[DOM-27]"""
        workshop = await house.workshop()
        async with workshop.facilitator() as facilitator:
            await put(facilitator, "case", i.CaseForm(description="Camera's"))
        for path in (f"/regie/{workshop.id}/drukwerk/casus", f"/w/{workshop.code}/vooraf", f"/uitkomst/{workshop.id}"):
            assert "DPIA (" not in (await page(workshop, path)).body

    async def test_the_plan_of_approach_has_the_times_of_the_day(self, house: House) -> None:
        workshop = await planned(house)
        sheet = text((await page(workshop, f"/regie/{workshop.id}/drukwerk/aanpak")).body)
        assert "09:30–09:45 1. Introductie" in sheet
        assert "12:05 Samen 155" in sheet
        assert "2. Identificeren van waarden: Bespreken: Elke tafel vertelt 5" in sheet
        assert "Op 8 december" in sheet
        pad = await planned(house, script="codio-pad")
        assert "09:30–09:35 Start 5" in text((await page(pad, f"/regie/{pad.id}/drukwerk/aanpak")).body)

    async def test_what_is_no_sheet_is_not_found(self, house: House) -> None:
        workshop = await house.workshop()
        for path in ("geheim", "definities/anarchie", "gids/rechtsstaat"):
            assert (await page(workshop, f"/regie/{workshop.id}/drukwerk/{path}")).status == 404


@pytest.mark.parametrize("alone", ["on", ""])
async def test_whatever_shows_values_says_which_they_are_and_whose(house: House, alone: str) -> None:
    """[PST-17]"""
    workshop = await house.workshop(own_values=content.example_values(), own_values_alone=alone)
    title = "Waarden van Meerdorp (verzonnen)" if alone else "CODIO Waardenkader 2025 + Waarden van Meerdorp (verzonnen)"
    told = f"{title}, versie 1 · Eigenaar: Gemeente Meerdorp, team Digitaal · Naar: "
    printed = (*(f"/regie/{workshop.id}/drukwerk/{what}" for what in WITH_VALUES), f"/w/{workshop.code}/vooraf")
    shown = (f"/uitkomst/{workshop.id}", f"/w/{workshop.code}/poster", f"/w/{workshop.code}/poster/bestand")
    for path in (*printed, *shown):
        assert told in text((await page(workshop, path)).body), path
    for path in (*shown, f"/regie/{workshop.id}/drukwerk/gids"):
        assert "CODIO Project 2025, versie" in text((await page(workshop, path)).body), path
    framework = json.loads((await page(workshop, f"/uitkomst/{workshop.id}.json")).body)["framework"]
    assert framework.pop("source").endswith("Een verzonnen waardenkaart, als voorbeeld")
    assert (framework["title"], framework["version"], framework["owner"]) == (title, 1, "Gemeente Meerdorp, team Digitaal")


async def test_a_fixed_poster_kept_as_a_file_is_the_same_bytes_on_another_day(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[PST-18]"""
    workshop = await house.workshop()
    async with workshop.facilitator() as facilitator:
        await facilitator.go("A1")
        await facilitator.must(c.PutPosterEntry("a1", 0, PosterActionContent("rechtsstaat", "Uitleg geven")))
        await facilitator.must(c.TakeSnapshot())
    path = f"/w/{workshop.code}/poster/bestand?versie=1"
    first = await page(workshop, path)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert (await page(workshop, path)).body == first.body


class TestOutcome:
    async def test_whoever_holds_a_link_gets_it_and_nobody_else(self, house: House) -> None:
        workshop = await planned(house, people=1)
        screen, scribe = await workshop.screen(), await workshop.scribe()
        for browser in (workshop.opened.facilitator, workshop.people[0], screen.browser, scribe.browser):
            for path in ("", ".json", "/acties.csv"):
                assert (await browser.get(f"/uitkomst/{workshop.id}{path}")).status == 200
        for path in ("", ".json", "/acties.csv"):
            assert (await Browser(house.base_url).get(f"/uitkomst/{workshop.id}{path}")).status == 403

    async def test_the_talk_with_the_project_leader_stands_in_it(self, house: House) -> None:
        workshop = await planned(house)
        assert "Vervolggesprek met de projectleider Op 8 december" in text(
            (await page(workshop, f"/uitkomst/{workshop.id}")).body
        )
        assert json.loads((await page(workshop, f"/uitkomst/{workshop.id}.json")).body)["follow_up_talk"] == PLAN.follow_up

    async def test_nothing_that_is_silent_or_at_a_table_is_in_it_until_it_opens_to_the_room(self, house: House) -> None:
        """[DOM-04]"""
        workshop = await house.workshop(people=2)
        everybody = (*workshop.people, workshop.opened.facilitator)
        async with workshop.facilitator() as facilitator, workshop.device(workshop.people[0]) as person:
            await facilitator.go("A2b")
            await person.add("n1", "kanariepiet in de mijn")
            for browser in everybody:
                assert "kanariepiet" not in (await browser.get(f"/uitkomst/{workshop.id}.json")).body
            await facilitator.must(c.ShortenTimer(facilitator.workshop.current))
            await person.until(lambda: person.note("n1").order != "")
            await facilitator.go("A2c1")
            await person.until(lambda: person.run is not None and person.run.leaf_id == "A2c1")
            await person.must(c.ChooseNote("n1", 0, "chosen", "hier gaat het om"))
            for browser in everybody:
                assert "kanariepiet" not in (await browser.get(f"/uitkomst/{workshop.id}.json")).body
            await facilitator.go("A2c2")
            await facilitator.go("A3")
        bodies = [(await browser.get(f"/uitkomst/{workshop.id}.json")).body for browser in everybody]
        tables = json.loads(bodies[0])["tables"]
        chosen = [choice for table in tables for choice in table["chosen_values"]]
        assert [(choice["name"], choice["reason"], choice["said"]) for choice in chosen] == [
            ("Privacy", "hier gaat het om", ["kanariepiet in de mijn"])
        ]
        assert all("kanariepiet" in body for body in bodies)

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
