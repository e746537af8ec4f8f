# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every page and the live board in every kind of step, as programs judge them: WCAG A and AA, narrow windows, small targets.

Programs find a part of what is wrong, a third at best; docs/accessibility holds what people look at.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from scripts.rehearsal import Rehearsal
from server.player.browser import unlock
from tests.e2e.conftest import CONSOLE, PHONE, PROJECTOR, Stage
from tests.e2e.crowd import Crowd, carry
from tests.e2e.inspecting import problems, too_wide

FEW = ("silence, phone", "silence, screen", "table, phone", "table, desk", "actions, desk", "actions, screen", "closed, phone")
ALL = ("",)
"""Which pages are inspected at which moments, by words of both: a program takes seconds for each."""


class Boards:
    """A full workshop, seen by a participant, the facilitator and the screen."""

    def __init__(self, stage: Stage, crowd: Crowd, moments: tuple[str, ...]) -> None:
        self.crowd = crowd
        self._moments = moments
        self.play = crowd.run(Rehearsal.open(crowd.base_url, crowd.stack))
        opened = self.play.opened
        base, session_id = crowd.base_url, opened.session_id
        self.phone = stage.device("telefoon", PHONE)
        carry(self.play.person("rechtsstaat").browser, self.phone.context)
        self.phone.goto(f"{base}/w/{opened.code}")
        self.desk = stage.device("regie", CONSOLE, preview=moments is ALL)
        carry(opened.facilitator, self.desk.context)
        self.desk.goto(f"{base}/regie/{session_id}")
        self.screen = stage.device("scherm", PROJECTOR)
        carry(crowd.run(unlock(base, "scherm", session_id, opened.screen_key)), self.screen.context)
        self.screen.goto(f"{base}/scherm/{session_id}")
        self.found: list[str] = []

    def look(self, moment: str, *pages: Page) -> None:
        """Inspect these pages at this moment, if it is one of ours; all must show the moment's step already."""
        for page in pages:
            name = f"{moment}, {({self.phone: 'phone', self.desk: 'desk', self.screen: 'screen'})[page]}"
            if any(words in name for words in self._moments):
                self.found += [f"{name}: {what}" for what in problems(page)]


def heading(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()


@pytest.mark.slow
@pytest.mark.parametrize("moments", [FEW, pytest.param(ALL, marks=pytest.mark.long)], ids=["few", "all"])
def test_the_live_board_is_accessible_in_every_kind_of_step(stage: Stage, crowd: Crowd, moments: tuple[str, ...]) -> None:
    """A11Y-06, A11Y-14, A11Y-31: no violation, no scrolling sideways at 320 px, no small target."""
    boards = Boards(stage, crowd, moments)
    play, phone, desk, screen = boards.play, boards.phone, boards.desk, boards.screen
    expect(phone.get_by_role("heading", name="Wie is er")).to_be_visible()
    expect(screen.get_by_text("Vul deze 3 woorden in")).to_be_visible()
    boards.look("lobby", phone, desk, screen)

    crowd.run(play.go("A1"))
    expect(screen.get_by_text("32 waarden")).to_be_visible()
    boards.look("framework", screen)

    crowd.run(play.be_silent("A2a", ready=3, hold=True))
    heading(phone, "Projectbeschrijving lezen")
    boards.look("reading", phone)
    crowd.run(play.open_notes())

    crowd.run(play.be_silent("A2b", ready=9, hold=True))
    heading(phone, "Waarden identificeren")
    expect(screen.get_by_text("9 van 15 klaar")).to_be_visible()
    boards.look("silence", phone, desk, screen)
    crowd.run(play.open_notes())

    crowd.run(play.go("A2c1"))
    crowd.run(play.talk(slice(0, 3)))
    heading(phone, "Bespreken")
    phone.get_by_role("button", name="Verplaats").first.click()
    expect(phone.get_by_role("menu")).to_be_visible()
    boards.look("table", phone, desk, screen)
    phone.keyboard.press("Escape")
    phone.get_by_role("tab", name="Ons vel").click()
    boards.look("sheet", phone)

    crowd.run(play.go("A2c2"))
    crowd.run(play.begin_pitch(1))
    expect(screen.get_by_role("heading", name="Rechtsstaat vertelt")).to_be_visible()
    boards.look("pitch", screen)
    crowd.run(play.hear_all())

    crowd.run(play.go("A3"))
    crowd.run(play.discuss())
    for page in (phone, desk, screen):
        heading(page, "Plenaire bespreking waarden")
    phone.get_by_text("De poster tot nu toe").click()
    boards.look("plenary", phone, desk, screen)

    crowd.run(play.go("B5"))
    crowd.run(play.discuss())
    # The caption that says so stands over the poster until the end.
    desk.get_by_label("Zet op noodzaak en belang").check()
    heading(desk, "Plenaire bespreking acties")
    desk.get_by_role("button", name="Meer voor Meer uitleg aan inwoners geven").click()
    desk.get_by_role("menuitem", name="Wijzig…").click()
    boards.look("actions", desk, screen)
    desk.get_by_role("button", name="Annuleer").click()
    desk.get_by_role("button", name="Noodzaak × belang").click()
    boards.look("weighing", desk)

    crowd.run(play.go("B6"))
    crowd.run(play.make_final())
    expect(desk.get_by_text("versie 1, ")).to_be_visible()
    boards.look("final", desk, screen)

    crowd.run(play.close())
    heading(phone, "Bedankt voor het meedoen")
    expect(screen.get_by_text("versie 1, ")).to_be_visible()
    boards.look("closed", phone, screen)
    assert not boards.found, "\n".join(boards.found)


@pytest.mark.slow
def test_every_page_is_accessible(stage: Stage, crowd: Crowd) -> None:
    """A11Y-06, A11Y-14, A11Y-24, A11Y-31: pages with forms, their errors, doors, texts, posters, and what is not there."""
    play = crowd.run(Rehearsal.open(crowd.base_url, crowd.stack, people=1))
    code, session_id = play.opened.code, play.opened.session_id
    page = stage.device("lezer", (1280, 900))
    # A browser tells its console what is not there (404) and what was filled in wrong (422).
    stage.forgiven += ["status of 404", "status of 422"]
    carry(play.opened.facilitator, page.context)
    found: list[str] = []

    def look(address: str) -> None:
        page.goto(stage.base_url + address)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        found.extend(f"{address}: {what}" for what in problems(page))

    addresses = (
        "/",
        "/nieuw",
        f"/regie/{session_id}/links",
        f"/w/{code}",
        f"/w/{code}/vooraf",
        f"/w/{code}/poster",
        f"/scherm/{session_id}",
        "/hulp",
        "/toegankelijkheid",
        "/privacy",
        "/thema",
        "/niet-hier",
    )
    for address in addresses:
        look(address)
    # English words are as long as others (A11Y-14); colours and targets are the same ones.
    for address in (*addresses, f"/regie/{session_id}", "/draaiboeken", "/draaiboeken/codio-pad", "/archief", "/organisatie"):
        page.goto(f"{stage.base_url}{address}?taal=en")
        expect(page.get_by_role("heading", level=1).first).to_be_visible()
        assert page.evaluate("document.documentElement.lang") == "en", address
        found.extend(f"{address} in English: {what}" for what in too_wide(page))
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{stage.base_url}/?taal=nl")
    page.get_by_role("button", name="Doe mee").click()
    expect(page.get_by_text("Vul eerst de drie woorden in.")).to_be_visible()
    found.extend(f"/ with an error: {what}" for what in problems(page))
    page.goto(f"{stage.base_url}/nieuw")
    page.get_by_role("button", name="Open workshop").click()
    expect(page.get_by_role("alert")).to_be_visible()
    found.extend(f"/nieuw with errors: {what}" for what in problems(page))
    assert not found, "\n".join(found)
