# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What lives on, on real pages: everybody is told, a holder has his calendar, the regievoerder sees it all; narrow and wide."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from sessions.material.framework import ValueRef
from sessions.model.poster_entries import PosterActionContent, PosterValueContent
from sessions.wire import commands as c
from tests.e2e.conftest import CONSOLE, PHONE, Stage
from tests.e2e.crowd import Crowd, Room, carry
from tests.e2e.inspecting import problems

ACTIONS = (
    ("a1", "rechtsstaat", "Zet alle sensoren in een openbaar register.", "Team data"),
    ("a2", "democratie", "Vraag bewoners mee te denken over de plekken.", ""),
    ("a3", "bestuurskracht", "Leg vast wie de beelden bekijkt.", "Beveiliging"),
)


@pytest.fixture
def case(stage: Stage, crowd: Crowd) -> Page:
    """A case that was just begun, for whoever watches over it."""
    room = Room(crowd)
    room.go("A3")
    room.do(c.PutPosterEntry("v1", 0, PosterValueContent(foundation="rechtsstaat", value=ValueRef("privacy"))))
    for entry_id, foundation, action, holder in ACTIONS:
        content = PosterActionContent(
            foundation=foundation,  # type: ignore[arg-type]  # one of the three
            action=action,
            holder=holder,
            term="2027-05-01",
        )
        room.do(c.PutPosterEntry(entry_id, 0, content))
    room.do(c.TakeSnapshot())
    page = stage.device("regievoerder", CONSOLE)
    carry(room.opened.facilitator, page.context)
    page.goto(f"{stage.base_url}/regie/{room.opened.session_id}/zaak")
    page.get_by_role("button", name="Begin de zaak met versie 1 van de poster").click()
    expect(page.get_by_role("heading", name="Wat aandacht vraagt")).to_be_visible()
    return page


def inspect(page: Page) -> None:
    """As a program sees it on a large screen and, by the inspection itself, on the smallest phone; on a usual one it fits."""
    for size in (PHONE, CONSOLE):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        wide = page.evaluate("document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth")
        assert wide <= 0, (page.url, size)
    found = problems(page)
    assert not found, (page.url, found)


def test_everybody_reads_what_became_of_it_behind_the_code_on_the_poster(stage: Stage, case: Page) -> None:
    """[LIV-15] [LIV-11]"""
    anybody = stage.device("deelnemer", PHONE, has_touch=True)
    base = case.url.partition("?")[0]
    case.goto(f"{base}/berichten")
    inspect(case)
    address = urlsplit(case.get_by_label("Link van de statuspagina").input_value()).path
    anybody.goto(stage.base_url + address)
    expect(anybody.get_by_text("Er is nog geen bericht.")).to_be_visible()
    case.get_by_label("Bericht", exact=True).fill("Het register komt in mei. Wie wil meekijken?")
    case.get_by_role("button", name="Zet het op de statuspagina").click()
    expect(case.get_by_role("status").filter(has_text="Dit is opgeslagen.")).to_be_visible()
    anybody.reload()
    expect(anybody.get_by_text("Het register komt in mei. Wie wil meekijken?")).to_be_visible()
    expect(anybody.get_by_role("heading", name="Nog niet begonnen")).to_be_visible()
    inspect(anybody)
    case.get_by_text("Verbeter het of trek het in").click()
    case.get_by_role("button", name="Trek dit bericht in").click()
    anybody.reload()
    expect(anybody.get_by_text("Dit bericht is ingetrokken op")).to_be_visible()
    expect(anybody.get_by_text("Het register komt in mei.")).to_have_count(0)


@pytest.mark.long
def test_a_holder_has_a_calendar_and_all_his_actions_and_the_regievoerder_the_overview(stage: Stage, case: Page) -> None:
    """[LIV-01] [LIV-20] [LIV-21] [LIV-22]"""
    phone = stage.device("houder", PHONE, has_touch=True)
    base = case.url.partition("?")[0]
    for words in (ACTIONS[0][2], ACTIONS[2][2]):
        case.goto(base)
        case.get_by_role("row", name=words).get_by_role("link").click()
        expect(case.get_by_role("heading", name=words)).to_be_visible()
        case.get_by_role("button", name="Maak een link voor de actiehouder").click()
        expect(case.get_by_role("img", name="QR-code van de persoonlijke link")).to_be_visible()
        link = urlsplit(case.get_by_label("De link", exact=True).input_value())
        phone.goto(f"{stage.base_url}{link.path}#{link.fragment}")
        expect(phone.get_by_role("heading", name=words)).to_be_visible()
    inspect(case)
    phone.get_by_text("In je agenda, altijd bijgewerkt").click()
    expect(phone.get_by_role("link", name="Abonneer je agenda")).to_have_attribute("href", _webcal(phone))
    inspect(phone)
    phone.get_by_role("link", name="Al je acties in deze browser").click()
    expect(phone.get_by_role("link", name=ACTIONS[0][2])).to_be_visible()
    expect(phone.get_by_role("link", name=ACTIONS[2][2])).to_be_visible()
    expect(phone.get_by_role("link", name=ACTIONS[1][2])).to_have_count(0)
    inspect(phone)
    case.goto(f"{base}/overzicht")
    expect(case.get_by_role("heading", name="Langs de kalender")).to_be_visible()
    inspect(case)
    case.get_by_role("link", name="geen actiehouder 1").click()
    expect(case.get_by_role("row", name=ACTIONS[1][2]).first).to_be_visible()
    expect(case.get_by_role("row", name=ACTIONS[0][2])).to_have_count(0)


@pytest.mark.long
def test_an_address_that_is_none_is_said_at_its_field(stage: Stage, case: Page) -> None:
    """[LIV-03] [CAS-13]"""
    stage.forgiven.append("422")
    case.get_by_role("link", name=ACTIONS[0][2]).last.click()
    case.get_by_label("E-mailadres van de actiehouder").fill("geen adres")
    case.get_by_role("button", name="Bewaar het adres").click()
    expect(case.get_by_role("alert").filter(has_text="Dit is geen e-mailadres.")).to_be_visible()
    expect(case).to_have_title("Fout: Actie | Waardenbord")
    expect(case.get_by_label("E-mailadres van de actiehouder")).to_have_attribute("aria-invalid", "true")
    inspect(case)


def _webcal(page: Page) -> str:
    address = page.get_by_label("Of plak dit adres in je agendaprogramma").input_value()
    assert address.endswith(".ics")
    return "webcal://" + address.partition("://")[2]
