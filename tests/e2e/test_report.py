# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The report of a case on real pages: written by two people, established, read, looked at by somebody else, public, withdrawn."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from sessions.material.framework import ValueRef
from sessions.model.poster_entries import PosterActionContent, PosterValueContent, TensionContent
from sessions.wire import commands as c
from tests.e2e.conftest import PHONE, Stage
from tests.e2e.crowd import Crowd, Room
from tests.e2e.inspecting import problems
from tests.e2e.test_desk import console

DESK_PX = 1440


@pytest.fixture
def case(stage: Stage, crowd: Crowd) -> Page:
    """A case that was just begun, on its page."""
    room = Room(crowd)
    room.go("A3")
    for entry_id, content in (
        (
            "v1",
            PosterValueContent(
                foundation="rechtsstaat", value=ValueRef("privacy"), meaning="Niemand kijkt mee.", orientation="vulnerable"
            ),
        ),
        (
            "v2",
            PosterValueContent(foundation="democratie", value=ValueRef("transparency"), meaning="Iedereen weet waar ze hangen."),
        ),
        (
            "a1",
            PosterActionContent(
                foundation="rechtsstaat",
                action="Zet alle sensoren in een openbaar register.",
                holder="Team data",
                monitor="Privacy officer",
                term="1 mei",
                values=(ValueRef("privacy"), ValueRef("transparency")),
                wider=True,
                wider_note="Voor elke sensor in de stad.",
            ),
        ),
        ("a2", PosterActionContent(foundation="democratie", action="Vraag bewoners mee te denken.", term="2027-03-01")),
        (
            "t1",
            TensionContent(
                value_a=ValueRef("privacy"),
                value_b=ValueRef("transparency"),
                clash="Meer laten zien maakt meer herkenbaar.",
                choice="Privacy gaat voor.",
                reason="Zo staat het in de wet.",
            ),
        ),
    ):
        room.do(c.PutPosterEntry(f"r-{entry_id}", 0, content))
    room.do(c.TakeSnapshot())
    room.do(c.CloseWorkshop())
    desk = console(stage, room).page
    with desk.context.expect_page() as opened:
        desk.get_by_role("link", name="Ga verder met deze zaak").click()
    page = opened.value
    page.get_by_role("button", name="Begin de zaak met versie 1 van de poster").click()
    return page


def look(page: Page) -> None:
    """Nothing is wrong with the page on a desk, and on the smallest phone, at which the inspection looks by itself."""
    page.set_viewport_size({"width": DESK_PX, "height": 900})
    assert problems(page) == [], page.url


@pytest.mark.long
def test_a_report_is_written_established_read_published_and_withdrawn(stage: Stage, case: Page) -> None:
    """[DOM-12] [REP-04] [REP-07] [PUB-04] [PUB-05] [A11Y-25] [A11Y-31]"""
    page = case
    page.get_by_role("link", name="Verslag", exact=True).click()
    look(page)
    page.get_by_role("heading", name="Doel").get_by_role("link").click()
    other = stage.tab("collega", page)
    other.goto(page.url)
    field = page.get_by_label("Tekst van deze rij")
    field.fill("Een veilige binnenstad.\n\n- voor bewoners\n- voor Jan de Vries")
    page.get_by_role("button", name="Bewaar deze rij").click()
    expect(page.get_by_text("Dit is opgeslagen.")).to_be_visible()
    other.get_by_label("Tekst van deze rij").fill("Wat de collega schreef.")
    other.get_by_role("button", name="Bewaar deze rij").click()
    stage.forgiven.append("409")
    expect(other.get_by_role("alert")).to_contain_text("was je net voor")
    expect(other.get_by_label("Tekst van deze rij")).to_have_value("Wat de collega schreef.")
    expect(other.get_by_text("voor Jan de Vries")).to_be_visible()
    look(other)
    other.get_by_label("Jouw opmerking").fill("Is dit genoeg?")
    other.get_by_role("button", name="Voeg deze opmerking toe").click()
    expect(other.get_by_text("Is dit genoeg?", exact=True)).to_be_visible()
    look(other)
    page.get_by_role("link", name="Naar het verslag").click()
    page.get_by_role("link", name="Lees het verslag zoals het nu is").click()
    expect(page.get_by_role("table", name="Wat is afgesproken")).to_contain_text("Zet alle sensoren")
    look(page)
    page.go_back()
    page.get_by_role("button", name="Stel het verslag vast").click()
    page.get_by_role("button", name="Deel het intern").click()
    page.get_by_role("button", name="Maak een leeslink").click()
    reader = stage.device("deelnemer", PHONE, has_touch=True)
    reader.goto(page.get_by_label("Leeslink", exact=True).input_value())
    expect(reader.get_by_text("voor Jan de Vries")).to_be_visible()
    assert "#" not in reader.url
    look(reader)
    page.get_by_role("link", name="Maak het openbaar").click()
    expect(page.get_by_role("row", name="Jan de Vries")).to_contain_text("Doel")
    look(page)
    page.get_by_role("row", name="Jan de Vries").get_by_role("button", name="Lak weg").click()
    page.get_by_role("button", name="Ik heb het op namen nagelezen").click()
    page.get_by_role("button", name="Bewaar deze dag").click()
    page.get_by_role("button", name="Maak een link om mee te kijken").click()
    checker = stage.device("meekijker", PHONE, has_touch=True)
    checker.goto(page.get_by_label("Link om mee te kijken", exact=True).input_value())
    expect(checker.get_by_text("[weggelakt]")).to_be_visible()
    expect(checker.get_by_text("Jan de Vries")).to_have_count(0)
    look(checker)
    checker.get_by_role("button", name="Dit mag openbaar").click()
    expect(checker.get_by_text("Je vond deze tekst goed.")).to_be_visible()
    page.goto(page.url.partition("/meekijker")[0])
    page.get_by_role("button", name="Maak dit verslag nu openbaar").click()
    look(page)
    address = page.get_by_role("link", name="Naar het openbare verslag").get_attribute("href")
    assert address
    everybody = stage.device("iedereen", PHONE, has_touch=True)
    everybody.goto(f"{stage.base_url}{address}")
    expect(everybody.get_by_text("Openbaar verslag, versie 1")).to_be_visible()
    assert "Jan de Vries" not in everybody.content()
    look(everybody)
    everybody.emulate_media(media="print")
    expect(everybody.get_by_role("columnheader", name="Actiehouder")).to_be_visible()
    everybody.emulate_media(media="screen")
    page.get_by_text("Trek het in").click()
    page.get_by_role("button", name="Trek het openbare verslag nu in").click()
    everybody.reload()
    stage.forgiven.append("410")
    expect(everybody.get_by_role("heading", name="Dit verslag is ingetrokken op")).to_be_visible()
    assert "Een veilige" not in everybody.content()
    look(everybody)
    page.goto(f"{stage.base_url}{address}".replace("/verslag/", "/zaak/"))
    expect(page.get_by_role("listitem").filter(has_text="Verslag").first).to_be_visible()
