# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the fixed poster to an action that lives, on real pages: facilitator, regievoerder, and a holder on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from sessions.material.framework import ValueRef
from sessions.model.poster_entries import PosterActionContent, PosterValueContent
from sessions.wire import commands as c
from tests.e2e.conftest import PHONE, Stage
from tests.e2e.crowd import Crowd, Room
from tests.e2e.test_desk import console

COLOURS = "one => [getComputedStyle(one).backgroundColor, getComputedStyle(one).color]"


@pytest.mark.long
def test_what_was_agreed_lives_on_with_a_link_for_whoever_holds_it(stage: Stage, crowd: Crowd) -> None:
    """[CAS-01] [CAS-06]"""
    room = Room(crowd)
    room.go("A3")
    value = PosterValueContent(foundation="rechtsstaat", value=ValueRef("privacy"), meaning="Niemand kijkt ongemerkt mee.")
    first = PosterActionContent(
        foundation="rechtsstaat", action="Zet alle sensoren in een openbaar register.", holder="Team data", term="1 mei"
    )
    other = PosterActionContent(
        foundation="democratie", action="Vraag bewoners mee te denken over de plekken.", term="2020-01-01"
    )
    for entry_id, content in (("v1", value), ("a1", first), ("a2", other)):
        room.do(c.PutPosterEntry(entry_id, 0, content))
    room.do(c.TakeSnapshot())
    room.do(c.CloseWorkshop())
    desk = console(stage, room).page
    with desk.context.expect_page() as opened:
        desk.get_by_role("link", name="Ga verder met deze zaak").click()
    page = opened.value
    page.get_by_role("button", name="Begin de zaak met versie 1 van de poster").click()
    expect(page.get_by_text("Bewaar de link van deze zaak nu.")).to_be_visible()
    page.get_by_role("link", name="Zet alle sensoren").first.click()
    page.get_by_label("Welke dag is dat?").fill("2027-05-01")
    page.get_by_role("region", name="Wat is afgesproken").get_by_role("button", name="Bewaar dit").click()
    expect(page.get_by_role("status").filter(has_text="Dit is opgeslagen.")).to_be_visible()
    page.get_by_role("button", name="Maak een link voor de actiehouder").click()
    link = page.get_by_label("De link", exact=True).input_value()
    expect(page.get_by_label("Tekst om mee te sturen")).to_contain_text("#")
    phone = stage.device("houder", PHONE, has_touch=True)
    phone.goto(link)
    expect(phone.get_by_role("heading", name="Zet alle sensoren in een openbaar register.")).to_be_visible()
    assert "#" not in phone.url
    # Somebody without the key yet pastes the whole link where its page stands already: no page is loaded for that by itself.
    later = stage.device("later", PHONE, has_touch=True)
    later.goto(link.partition("#")[0])
    expect(later.get_by_label("De sleutel van je link")).to_be_visible()
    later.goto(link)
    expect(later.get_by_role("heading", name="Zet alle sensoren in een openbaar register.")).to_be_visible()
    phone.get_by_role("button", name="klaar", exact=True).click()
    expect(phone.get_by_text("Nu staat er: klaar.").first).to_be_visible()
    phone.get_by_role("button", name="Toch niet: terug naar “nog niet begonnen”").click()
    expect(phone.get_by_text("Teruggedraaid.")).to_be_visible()
    phone.get_by_text("Vertel waarom").click()
    phone.get_by_role("radio", name="bezig", exact=True).check()
    phone.get_by_text("Vertel meer").click()
    phone.get_by_label("Hoe staat het ermee?", exact=True).fill("De lijst van sensoren is klaar.")
    phone.get_by_label("Wanneer zullen we het weer vragen?").fill("2099-03-01")
    phone.get_by_role("button", name="Bewaar dit").click()
    expect(phone.get_by_text("We horen graag weer van je op 1 maart 2099.")).to_be_visible()
    page.reload()
    page.get_by_role("link", name="Naar de zaak").click()
    expect(page.get_by_role("row", name="Zet alle sensoren")).to_contain_text("bezig")
    # In forced colours the step that comes next is marked, and the field in it keeps the colours of a field.
    page.emulate_media(forced_colors="active")
    ground, ink = page.locator("[aria-current=step] input[type=date]").evaluate(COLOURS)
    assert (ground, ink) == tuple(page.locator("li:not([aria-current]) > form input[type=date]").first.evaluate(COLOURS))
    page.emulate_media(forced_colors="none")
    page.set_viewport_size({"width": 360, "height": 780})
