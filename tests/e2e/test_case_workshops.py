# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A further workshop of a case, on real pages: opened from the case, read by everybody in it, and back into the same case."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from server.player.browser import Browser, join_workshop
from server.player.device import Device
from sessions.material.framework import ValueRef
from sessions.model.poster_entries import PosterActionContent, PosterValueContent
from sessions.wire import commands as c
from tests.e2e.conftest import CONSOLE, PHONE, PROJECTOR, Stage
from tests.e2e.crowd import Crowd, Room, carry
from tests.e2e.inspecting import problems

WIDTHS = (360, 1440)


def facilitator_of(page: Page, crowd: Crowd, session_id: str) -> Device:
    """A simulated facilitator with the cookies of a real browser."""
    browser = Browser(crowd.base_url)
    browser.cookies = {each["name"]: each["value"] for each in page.context.cookies() if "name" in each and "value" in each}
    return crowd.stay(Device(browser, session_id, "facilitator"))


def kept(page: Page, name: str) -> None:
    """A picture, when somebody asks for those."""
    if folder := os.environ.get("PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def inspected(page: Page, name: str) -> None:
    """Looked at by programs on a phone and on a wide screen, and kept as pictures when somebody asks for those."""
    size = page.viewport_size or {"width": CONSOLE[0], "height": CONSOLE[1]}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        kept(page, f"{name}-{width}")
    assert problems(page) == [], name
    page.set_viewport_size(size)


@pytest.mark.long
def test_a_further_workshop_knows_the_case_and_what_it_fixes_goes_back_into_it(stage: Stage, crowd: Crowd) -> None:
    """[LVL-01] [LVL-02] [LVL-03] [LVL-04]"""
    room = Room(crowd)
    room.go("A3")
    value = PosterValueContent(foundation="rechtsstaat", value=ValueRef("privacy"), meaning="Niemand kijkt ongemerkt mee.")
    first = PosterActionContent(
        foundation="rechtsstaat", action="Zet alle sensoren in een openbaar register.", holder="Team data", term="1 mei"
    )
    other = PosterActionContent(foundation="democratie", action="Vraag bewoners mee te denken over de plekken.")
    for entry_id, content in (("v1", value), ("a1", first), ("a2", other)):
        room.do(c.PutPosterEntry(entry_id, 0, content))
    room.do(c.TakeSnapshot())
    page = stage.device("regievoerder", CONSOLE)
    carry(room.opened.facilitator, page.context)
    page.goto(f"{stage.base_url}/regie/{room.opened.session_id}/zaak")
    inspected(page, "beginnen")
    page.get_by_role("button", name="Begin de zaak met versie 1 van de poster").click()

    page.get_by_role("link", name="Zet alle sensoren").first.click()
    page.get_by_text("vastgelopen", exact=True).click()
    page.get_by_label("Waarom, als het vastloopt of vervalt").fill("Er is geen geld voor.")
    page.locator("#progress").get_by_role("button", name="Bewaar dit").click()
    page.get_by_role("button", name="Til op naar de organisatie").click()
    expect(page.get_by_text("Bij de organisatie:")).to_be_visible()
    inspected(page, "actie")

    page.get_by_role("link", name="Naar de zaak").click()
    page.get_by_role("link", name="Begin een volgende workshop met deze zaak").click()
    expect(page.get_by_label("Titel", exact=True)).to_have_value(room.desk.workshop.title)
    expect(page.get_by_label("uitvoering")).to_be_checked()
    inspected(page, "openen")
    page.get_by_role("button", name="Open workshop").click()
    page.wait_for_url("**/links")
    session_id = page.url.split("/")[-2]
    page.goto(f"{stage.base_url}/regie/{session_id}")

    code = page.locator("#board").get_attribute("data-code") or ""
    phone = stage.device("telefoon", PHONE, has_touch=True)
    for _ in range(11):
        crowd.run(join_workshop(crowd.base_url, code))
    carry(crowd.run(join_workshop(crowd.base_url, code)), phone.context)
    phone.goto(f"{stage.base_url}/w/{code}/bord")
    phone.get_by_text("Lees de casus").click()
    phone.get_by_text("Vorige keer").click()
    expect(phone.get_by_text("Niemand kijkt ongemerkt mee.")).to_be_visible()
    expect(phone.get_by_text("vastgelopen · Er is geen geld voor. · Team data · 1 mei")).to_be_visible()
    inspected(phone, "telefoon")

    desk = facilitator_of(page, crowd, session_id)
    crowd.run(desk.must(c.GoToStep("B5", desk.workshop.current)))
    page.get_by_role("tab", name="Acties").click()
    page.get_by_text("Uit de zaak: 3").click()
    page.get_by_role("button", name="Op de poster: Zet alle sensoren in een openbaar register.").first.click()
    expect(page.get_by_role("region", name="Op de poster").get_by_text("Zet alle sensoren")).to_be_visible()
    inspected(page, "acties")
    crowd.run(desk.must(c.TakeSnapshot()))
    page.get_by_role("tab", name="Checklist en slot").click()
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Ga verder met deze zaak").click()
    case = opened.value
    expect(case.get_by_text("Deze workshop gaat verder met de zaak")).to_be_visible()
    case.get_by_role("button", name="Neem versie 1 over in de zaak").click()
    expect(case.get_by_role("row", name="Workshop 2")).to_contain_text("uitvoering")
    expect(case.get_by_role("row", name="Zet alle sensoren")).to_have_count(2)
    inspected(case, "zaak")
    case.get_by_role("row", name="Zet alle sensoren").filter(has_text="vastgelopen").get_by_role("link").click()
    expect(case.get_by_text("Opnieuw genoemd in een latere workshop")).to_be_visible()
    inspected(case, "actie-later")
    crowd.run(desk.must(c.CloseWorkshop()))
    scribe = stage.device("notulist", PHONE, has_touch=True)
    page.goto(f"{stage.base_url}/regie/{session_id}/links")
    link = page.locator("input[value*='/notulen/']").first.input_value()
    scribe.goto(link)
    expect(scribe.get_by_role("link", name="Ga verder met deze zaak")).to_be_visible()
    inspected(scribe, "notulist")


def test_the_screen_tells_what_was_before(stage: Stage, crowd: Crowd) -> None:
    """[LVL-01]"""
    room = Room(crowd)
    room.go("A3")
    for entry_id, words in (("a1", "Zet alle sensoren in een openbaar register."), ("a2", "Vraag bewoners mee te denken.")):
        room.do(c.PutPosterEntry(entry_id, 0, PosterActionContent(foundation="rechtsstaat", action=words)))
    room.do(
        c.PutPosterEntry(
            "v1", 0, PosterValueContent(foundation="rechtsstaat", value=ValueRef("privacy"), meaning="Niemand kijkt mee.")
        )
    )
    room.do(c.TakeSnapshot())
    page = stage.device("regievoerder", CONSOLE)
    carry(room.opened.facilitator, page.context)
    page.goto(f"{stage.base_url}/regie/{room.opened.session_id}/zaak")
    page.get_by_role("button", name="Begin de zaak met versie 1 van de poster").click()
    page.get_by_role("link", name="Begin een volgende workshop met deze zaak").click()
    page.get_by_text("CODIO-PaD: proactieve dienstverlening", exact=True).click()
    page.get_by_label("evaluatie").check()
    page.get_by_role("button", name="Open workshop").click()
    page.wait_for_url("**/links")
    session_id = page.url.split("/")[-2]
    link = page.locator("input[value*='/scherm/']").first.input_value()
    screen = stage.device("scherm", PROJECTOR)
    screen.goto(link)
    expect(screen.get_by_text("evaluatie")).to_be_visible()
    kept(screen, "scherm-lobby")
    desk = facilitator_of(page, crowd, session_id)
    crowd.run(desk.must(c.GoToStep("1", desk.workshop.current)))
    expect(screen.get_by_text("Vorige keer")).to_be_visible()
    expect(screen.get_by_text("2 acties: 2 nog niet begonnen")).to_be_visible()
    kept(screen, "scherm-casus")
