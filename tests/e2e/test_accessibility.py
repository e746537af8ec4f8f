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
from sessions.model.state import TargetKind
from sessions.wire import commands as c
from tests.e2e import inspecting
from tests.e2e.battery import everything
from tests.e2e.conftest import CONSOLE, PHONE, PROJECTOR, Stage
from tests.e2e.contrast import PROJECTOR as PROJECTOR_TEXT
from tests.e2e.crowd import Crowd, Room, carry
from tests.e2e.inspecting import problems, too_wide
from tests.validator import html_errors

FEW = ("silence, phone", "silence, screen", "table, phone", "table, desk", "actions, desk", "actions, screen", "closed, phone")
"""Which pages are inspected at which moments, by words of both: a program takes seconds for each."""
ROLES = ("phone", "desk", "screen")
"""The pages of a workshop, each in all of its moments, with everything that can be found."""


class Boards:
    """A full workshop, seen by a participant, the facilitator and the screen."""

    def __init__(self, stage: Stage, crowd: Crowd, moments: tuple[str, ...], *, thoroughly: bool = False) -> None:
        self.crowd = crowd
        self._moments = moments
        self.thoroughly = thoroughly
        self.play = crowd.run(Rehearsal.open(crowd.base_url, crowd.stack))
        opened = self.play.opened
        base, session_id = crowd.base_url, opened.session_id
        self.phone = stage.device("telefoon", PHONE)
        carry(self.play.person("rechtsstaat").browser, self.phone.context)
        self.phone.goto(f"{base}/w/{opened.code}")
        self.desk = stage.device("regie", CONSOLE, preview=moments == ("desk",))
        carry(opened.facilitator, self.desk.context)
        self.desk.goto(f"{base}/regie/{session_id}")
        self.screen = stage.device("scherm", PROJECTOR)
        carry(crowd.run(unlock(base, "scherm", session_id, opened.screen_key)), self.screen.context)
        self.screen.goto(f"{base}/scherm/{session_id}")
        self._names = {self.phone: "phone", self.desk: "desk", self.screen: "screen"}
        self.found: list[str] = []
        self.drawn: dict[str, str] = {}
        """The HTML that was looked at thoroughly, by moment and page."""

    def point(self, kind: TargetKind, target: str) -> None:
        """The facilitator points at something, where everything is looked at: a line lies over every page then."""
        if self.thoroughly:
            self.crowd.run(self.play.desk.must(c.BringHere(kind, target)))
            expect(self.phone.get_by_role("region", name="De gespreksleider wijst iets aan")).to_have_count(1 if target else 0)

    def look(self, moment: str, *pages: Page) -> None:
        """Inspect these pages at this moment, if it is one of ours; all must show the moment's step already."""
        for page in pages:
            name = f"{moment}, {self._names[page]}"
            if not any(words in name for words in self._moments):
                continue
            if self.thoroughly:
                self.drawn[name] = page.content()
            looked = everything(page, PROJECTOR_TEXT if page is self.screen else 0) if self.thoroughly else problems(page)
            self.found += [f"{name}: {what}" for what in looked]


def heading(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()


@pytest.mark.slow
def test_the_live_board_is_accessible_in_some_steps(stage: Stage, crowd: Crowd) -> None:
    """[A11Y-06] [A11Y-14] [A11Y-15] [A11Y-16] [A11Y-26] [A11Y-31]: no violation, nothing too wide at 320 px, no small target,
    contrast as it is drawn, names that begin with what is seen, two live regions, room for wider letters.
    """
    play_all(Boards(stage, crowd, FEW))


@pytest.mark.long
@pytest.mark.parametrize("role", ROLES)
def test_the_live_board_is_accessible_in_every_kind_of_step_and_state(stage: Stage, crowd: Crowd, role: str) -> None:
    """[A11Y-03] [A11Y-16] [A11Y-18] [A11Y-19] [A11Y-31]: under a pointer, pressed, with the focus, in forced colours; nothing
    is told by colour alone; what has the focus is in sight, and goes where the eye goes.
    """
    boards = Boards(stage, crowd, (role,), thoroughly=True)
    play_all(boards)
    assert html_errors(boards.drawn) == []


def play_all(boards: Boards) -> None:
    """From the lobby to the end, with a look at every moment."""
    crowd = boards.crowd
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
    boards.point("block", "framework")
    boards.look("table, pointed at", phone)
    boards.point("block", "")
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


@pytest.mark.long
def test_the_page_of_the_note_taker_is_accessible(stage: Stage, crowd: Crowd) -> None:
    """[A11Y-16] [A11Y-31]: in a silence for somebody without a device, at a table, and in the plenary."""
    room = Room(crowd)
    for name in ("Ali", "Sam"):
        room.join(name)
    page = stage.device("notulen", CONSOLE)
    page.goto(room.enter("notulen", room.opened.scribe_key, page.context))
    expect(page.get_by_role("region", name="Voor wie je typt")).to_be_visible()
    found = [f"lobby: {what}" for what in everything(page)]
    for leaf, title in (("A2b", "Waarden identificeren"), ("A2c1", "Bespreken"), ("A3", "Plenaire bespreking waarden")):
        room.be_silent(leaf) if leaf == "A2b" else room.go(leaf)
        heading(page, title)
        found += [f"{leaf}: {what}" for what in everything(page)]
        if leaf == "A2b":
            room.open_silence()
    assert not found, "\n".join(found)


@pytest.mark.slow
def test_every_page_is_accessible(stage: Stage, crowd: Crowd) -> None:
    """[A11Y-06] [A11Y-14] [A11Y-24] [A11Y-27] [A11Y-31]: pages with forms, their errors, doors, texts, posters, and what is not
    there.
    """
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
        "/thema",
        "/niet-hier",
        "/toegankelijkheid",
        "/privacy",
    )
    # Where short tests run alone, one page of headings and text stands for the others.
    for address in addresses[: None if inspecting.BOTH_SCHEMES else -2]:
        look(address)
    # English words are as long as others (A11Y-14); colours and targets are the same ones.
    # Where short tests run alone, one in six.
    others = (f"/regie/{session_id}", "/draaiboeken", "/draaiboeken/codio-pad", "/archief", "/organisatie")
    for address in (*addresses, *others)[:: 1 if inspecting.BOTH_SCHEMES else 6]:
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
