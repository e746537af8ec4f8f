# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A short workshop in a real Firefox, as people have it: join, write in silence, open, move, choose, the poster; and axe."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from scripts.browser import find_firefox
from sessions.material.framework import ValueRef
from sessions.model.poster_entries import PosterValueContent
from sessions.wire import commands as c
from sessions.wire import records as r
from tests.e2e.conftest import PHONE, PROJECTOR
from tests.e2e.crowd import Crowd, Room
from tests.e2e.firefox import ENTER, Firefox, Tab
from tests.e2e.inspecting import TAGS, broken_words

WHY = "Niemand volgen die niets deed."
AXE = Path(str(files("axe_playwright_python") / "axe.min.js"))
_VIOLATIONS = """(tags) => axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] })
  .then((found) => found.violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.target).join(', ')}`))"""
_TOO_WIDE = "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"


def wrong(tab: Tab) -> list[str]:
    """What is wrong with a page as it is drawn now: axe, words that break, and scrolling sideways."""
    tab.load(AXE)
    over = tab.evaluate(_TOO_WIDE)
    return [*tab.evaluate(_VIOLATIONS, TAGS), *broken_words(tab), *([f"{over} px too wide"] if over > 0 else [])]


@pytest.mark.long
def test_a_short_workshop_is_played_in_firefox(crowd: Crowd, tmp_path: Path) -> None:
    """What `make firefox` runs."""
    room = Room(crowd)
    ali = room.join("Ali")
    with Firefox(find_firefox(), tmp_path) as firefox:
        phone, screen = firefox.device(PHONE), firefox.device(PROJECTOR)
        for path in ("/", "/hulp", "/toegankelijkheid", "/privacy", "/draaiboeken", "/archief"):
            phone.goto(f"{crowd.base_url}{path}")
            assert wrong(phone) == [], path
        phone.goto(room.board_url)
        phone.fill("textbox", "Hoe mogen we je noemen?", "Noor")
        phone.click("button", "Doe mee")
        phone.sees("We beginnen zo.")
        screen.goto(f"{crowd.base_url}/scherm/{room.opened.session_id}#{room.opened.screen_key}")
        screen.sees("Vul deze 3 woorden in")
        assert wrong(phone) == wrong(screen) == []

        room.be_silent("A2b")
        phone.fill("combobox", "Welke waarde is hier belangrijk?", f"privac{ENTER}")
        phone.type(WHY)
        phone.click("button", "Bewaar briefje")
        phone.sees("1 briefje")
        assert wrong(phone) == []
        assert WHY not in str(ali.records)
        room.open_silence()
        room.go("A2c1")
        room.sees(WHY, by=ali)
        phone.sees("Onze tafel")

        phone.click("button", "Verplaats Privacy")
        phone.click("menuitem", "Bestuurskracht")
        room.until(lambda: [note.column for note in room.desk.all(r.NoteRecord)] == ["bestuurskracht"])
        assert wrong(phone) == []
        phone.click("button", "Kies Privacy")
        phone.fill("textbox", "Waarom kiezen jullie dit?", "Hier telt het.")
        phone.click("button", "Kies")
        room.sees("Hier telt het.", by=ali)

        room.go("A3")
        room.do(
            c.PutPosterEntry("v1", 0, PosterValueContent(foundation="bestuurskracht", value=ValueRef("privacy"), meaning=WHY))
        )
        screen.sees(WHY)
        assert screen.evaluate("document.querySelector('main').scrollHeight <= document.querySelector('main').clientHeight + 1")
        room.do(c.TakeSnapshot())
        room.do(c.CloseWorkshop())
        phone.sees("Bedankt voor het meedoen")
        phone.sees(WHY)
        assert wrong(phone) == []
        assert firefox.errors == [], "\n".join(firefox.errors)
