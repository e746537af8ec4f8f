# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""An organisation on real pages: opened, somebody let in by a link on another device, a case taken in; narrow and wide."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from sessions.model.poster_entries import PosterActionContent
from sessions.wire import commands as c
from tests.e2e.conftest import CONSOLE, PHONE, Stage
from tests.e2e.crowd import Crowd, Room, carry
from tests.e2e.test_living import inspect


@pytest.mark.long
def test_a_manager_opens_one_lets_somebody_in_and_takes_a_case_in(stage: Stage, crowd: Crowd) -> None:
    """[ORG-01] [ORG-02] [ORG-06]"""
    manager = stage.device("manager", CONSOLE)
    manager.goto(f"{stage.base_url}/organisatie")
    inspect(manager)
    manager.get_by_label("Hoe heet die?").fill("Gemeente Oosterveld")
    manager.get_by_label("Wie ben jij daar?").fill("Adviseur data en ethiek")
    manager.get_by_role("button", name="Open deze organisatie").click()
    expect(manager.get_by_text("Bewaar je link nu.")).to_be_visible()
    inspect(manager)
    page = manager.url.partition("?")[0]
    manager.get_by_role("link", name="Leden", exact=True).click()
    manager.get_by_label("Voor wie is de link?").fill("Projectleider digitale dienstverlening")
    manager.get_by_role("button", name="Maak een link").click()
    link = manager.get_by_label("Geheime link van dit lid").input_value()
    inspect(manager)
    # On a phone the link opens by itself, and its key is in no address afterwards.
    organiser = stage.device("organiser", PHONE)
    organiser.goto(f"{page}#{link.rpartition('#')[2]}")
    expect(organiser.get_by_role("heading", name="Gemeente Oosterveld")).to_be_visible()
    assert "#" not in organiser.url
    inspect(organiser)
    # Who leads a workshop and is a member lets the organisation take its case in.
    room = Room(crowd)
    room.go("A3")
    content = PosterActionContent(foundation="rechtsstaat", action="Zet alle sensoren in een register.", term="2027-05-01")
    room.do(c.PutPosterEntry("a1", 0, content))
    room.do(c.TakeSnapshot())
    carry(room.opened.facilitator, manager.context)
    manager.goto(f"{stage.base_url}/regie/{room.opened.session_id}/zaak")
    manager.get_by_role("button", name="Begin de zaak met versie 1 van de poster").click()
    manager.get_by_role("button", name="Laat Gemeente Oosterveld dit opnemen").click()
    expect(manager.get_by_text("Deze hoort bij Gemeente Oosterveld")).to_be_visible()
    inspect(manager)
    organiser.goto(f"{stage.base_url}/zaak/{room.opened.session_id}")
    expect(organiser.get_by_role("link", name=re.compile("Zet alle sensoren")).first).to_be_visible()
    organiser.goto(f"{stage.base_url}/nieuw")
    expect(organiser.get_by_role("radio", name="Gemeente Oosterveld")).to_be_checked()
    expect(organiser.get_by_label("Organisatie", exact=True)).to_have_value("Gemeente Oosterveld")
