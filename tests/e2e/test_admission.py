# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may come in and stay, on real pages: people who are taken out and put back, doubles, the door, another code."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.e2e.conftest import PHONE, PROJECTOR, Stage
from tests.e2e.crowd import Crowd, Room
from tests.e2e.test_desk import console
from tests.e2e.translating import TRANSLATE


def test_who_is_taken_out_reads_so_and_goes_on_where_he_was_when_that_is_undone(stage: Stage, crowd: Crowd) -> None:
    """[ADM-01]"""
    room = Room(crowd)
    phone = stage.device("noor", PHONE, has_touch=True)
    room.join_as(phone.context, "Noor")
    for name in ("Sam", "Ali", ""):
        room.join(name)
    room.go("A2c1")
    phone.goto(room.board_url)
    desk = console(stage, room)
    page = desk.page
    desk.tab("Mensen")
    page.get_by_role("button", name="Meer voor Noor", exact=True).click()
    page.get_by_role("menuitem", name="Haal weg…").click()
    form = page.get_by_role("group", name="Haal Noor weg")
    expect(form.get_by_role("button", name="Noor en alle 3 die daarna binnenkwamen")).to_be_visible()
    form.get_by_role("button", name="Haal Noor weg", exact=True).click()
    expect(phone.get_by_role("heading", name="Je bent uit de workshop gehaald")).to_be_visible()
    expect(phone.get_by_role("heading", name="Bespreken")).to_be_hidden()
    expect(page.get_by_role("region", name="Weggehaald")).to_contain_text("Noor")
    phone.get_by_role("button", name="Laad opnieuw").click()
    expect(phone.get_by_text("De gespreksleider heeft je uit deze workshop gehaald.")).to_be_visible()
    page.get_by_role("button", name="Zet terug: Noor").click()
    expect(page.get_by_role("button", name="Meer voor Noor", exact=True)).to_be_visible()
    phone.goto(room.board_url)
    expect(phone.get_by_role("tab", name="Van mij 0")).to_be_visible()


def test_the_door_is_shut_and_another_code_is_shown_everywhere(stage: Stage, crowd: Crowd) -> None:
    """[ADM-04] [ADM-05]"""
    room = Room(crowd)
    screen = stage.device("screen", PROJECTOR)
    screen.goto(room.enter("scherm", room.opened.screen_key, screen.context))
    words = room.opened.code.replace("-", " ")
    expect(screen.get_by_text("Vul deze 3 woorden in")).to_be_visible()
    drawn = screen.locator(".codio-qr-place").inner_html()
    desk = console(stage, room)
    page = desk.page
    desk.tab("Mensen")
    door = page.get_by_role("region", name="De deur is open")
    expect(door).to_contain_text(words)
    door.get_by_role("button", name="Doe de deur dicht").click()
    page.get_by_role("button", name="Doe de deur open").click()
    expect(page.get_by_role("button", name="Ongedaan maken: De deur is open")).to_be_visible()
    door.get_by_role("button", name="Maak een andere code").click()
    expect(door.get_by_role("button", name=f"Terug naar {words}")).to_be_visible()
    expect(door).not_to_contain_text(f"meedoen: {words}")
    expect(screen.locator("img.codio-qr")).to_be_visible()
    drawn_px = "image => image.decode().then(() => image.naturalWidth)"
    assert screen.locator("img.codio-qr").evaluate(drawn_px) > 0
    door.get_by_role("button", name=f"Terug naar {words}").click()
    expect(door).to_contain_text(f"meedoen: {words}")
    expect(screen.locator(".codio-qr-place")).to_be_visible()
    assert screen.locator(".codio-qr-place").inner_html() == drawn
    door.get_by_role("button", name="Doe de deur dicht").click()
    expect(screen.get_by_text("Iedereen is binnen: de deur is dicht.")).to_be_visible()
    stranger = stage.device("stranger", PHONE, has_touch=True)
    stranger.goto(room.board_url)
    expect(stranger.get_by_role("alert")).to_contain_text("De deur van deze workshop is dicht")
    page.get_by_role("button", name="Doe de deur open").click()
    expect(screen.get_by_text("Vul deze 3 woorden in")).to_be_visible()
    stranger.reload()
    expect(stranger.get_by_role("button", name="Doe mee")).to_be_visible()
    # Words that a browser translates bring nobody in (BRD-28).
    for translated in (page, screen):
        translated.evaluate(TRANSLATE)
        expect(translated.get_by_text(re.compile("^~")).first).to_be_visible()
    expect(door).to_contain_text(f"meedoen:~ {words}")
    assert screen.locator(".codio-screen-lobby__code").inner_text().split() == words.split()
