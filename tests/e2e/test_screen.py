# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The projector in the steps of CODIO-PaD that have a stage of their own: all fits, and nothing private is on it."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from sessions.material.framework import ValueRef
from sessions.model import items as i
from sessions.model.poster_entries import PosterActionContent, PosterValueContent
from sessions.model.state import PlannedLeaf
from sessions.wire import commands as c
from sessions.wire import records as r
from tests.e2e.conftest import PHONE, PROJECTOR, Stage
from tests.e2e.crowd import PAD, Crowd, Room
from tests.e2e.watching import Watch

FOUND = "Reizigers willen niet gevolgd worden."
OWN = "Ik hield mijn mond te lang, kanariepiet-eigen."
FITS = """() => {
  const page = document.scrollingElement;
  const cut = [...document.querySelectorAll('main *')].filter((one) => {
    const box = one.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && (box.right > innerWidth + 1 || box.bottom > innerHeight + 1);
  });
  const over = [page.scrollHeight - innerHeight, page.scrollWidth - innerWidth].filter((px) => px > 0);
  return [...over.map((px) => `scrolls ${px} px`), ...cut.slice(0, 3).map((one) => `${one.tagName}.${one.className}`)];
}"""


FILLED = """() => {
  const body = document.querySelector('.codio-screen-step__body').getBoundingClientRect();
  const boxes = [...document.querySelectorAll('.codio-screen-step__body > *')].map((one) => one.getBoundingClientRect());
  return (Math.max(...boxes.map((box) => box.bottom)) - Math.min(...boxes.map((box) => box.top))) / body.height;
}"""
"""How much of the room between head and clock the words of a step take."""
HEAD_LINES = """() => [...document.querySelectorAll('.codio-poster__table th')].map((head) => {
  const range = document.createRange();
  range.selectNodeContents(head);
  return range.getClientRects().length;
})"""


class Projector:
    """A workshop of CODIO-PaD with two people, and its screen in a browser."""

    def __init__(self, stage: Stage, crowd: Crowd) -> None:
        self.room = Room(crowd, PAD)
        self.ali = self.room.join("Ali")
        self.room.join("Sam")
        self.page: Page = stage.device("scherm", PROJECTOR)
        self.watch: Watch = stage.watch(self.page)
        self.page.goto(self.room.enter("scherm", self.room.opened.screen_key, self.page.context))
        expect(self.page.get_by_text("Vul deze 3 woorden in")).to_be_visible()

    def at(self, leaf_id: str, title: str) -> None:
        """Go to a step; all of its stage must be in view."""
        self.room.go(leaf_id)
        expect(self.page.get_by_role("heading", level=1, name=title)).to_be_visible()

    def fits(self) -> None:
        """Nothing on the stage is cut off, and nothing scrolls."""
        found = self.page.evaluate(FITS)
        assert not found, found


def test_every_stage_of_its_own_shows_what_the_step_is_about(stage: Stage, crowd: Crowd) -> None:
    """[DOM-03] [SCR-04] Case with its grid, values from research, mechanisms, wider use, closing; where all are brought."""
    projector = Projector(stage, crowd)
    room, page = projector.room, projector.page
    about = "Software ziet ruzie op het plein. " * 12
    room.put("case", i.CaseForm(description=about, proactivity="high", data_origin="own", data_used="Beelden"))
    room.put("r1", i.ResearchValue("rechtsstaat", ValueRef("privacy"), FOUND, "Verzonnen onderzoek"))

    projector.at("1", "Validatie beschrijving casus")
    expect(page.get_by_role("table").get_by_text("deze casus")).to_be_visible()
    expect(page.get_by_text("Gegevens die worden gebruikt")).to_be_visible()
    projector.fits()
    assert not projector.watch.holds(FOUND)

    # [SCR-02] A few words take the room that there is.
    projector.at("2c1", "Bespreken: eigen waarden")
    assert page.evaluate(FILLED) > 0.6
    projector.fits()

    projector.at("2c2", "Bespreken: waarden uit onderzoek")
    expect(page.get_by_text(FOUND)).to_be_visible()
    projector.fits()

    projector.at("3a", "Introductie van acties")
    expect(page.get_by_role("main").get_by_role("listitem")).to_have_count(8)
    projector.fits()

    # [PLN-05] A break is on the screen and on phones with the time at which everybody is back.
    plan = room.one(r.PlanRecord)
    place = [planned.leaf_id for planned in plan.leaves].index("3a") + 1
    room.do(c.ChangePlan(plan.rev, (*plan.leaves[:place], PlannedLeaf("break:1", 15), *plan.leaves[place:])))
    room.do_as(projector.ali, c.RaiseHand(raised=True))
    expect(page.get_by_text("Wil spreken: Ali")).to_be_visible()
    room.go("break:1")
    expect(page.get_by_role("heading", level=1, name=re.compile(r"^Terug om \d\d:\d\d$"))).to_be_visible()
    # Nobody is called on in a break.
    expect(page.get_by_role("complementary", name="In de zaal")).to_have_count(0)
    projector.fits()
    phone = stage.device("telefoon", PHONE, has_touch=True)
    room.join_as(phone.context, "Bo")
    phone.goto(room.board_url)
    expect(phone.get_by_text(re.compile(r"^Terug om \d\d:\d\d$"))).to_be_visible()

    room.do(
        c.PutPosterEntry(
            "v1", 0, PosterValueContent(foundation="rechtsstaat", value=ValueRef("privacy"), meaning="Niemand volgen")
        )
    )
    room.do(
        c.PutPosterEntry(
            "p1",
            0,
            PosterActionContent("rechtsstaat", "Beelden na drie dagen wissen", wider=True, wider_note="Ook op het strand"),
        )
    )
    projector.at("4a", "Plenair gesprek over acties")
    expect(page.get_by_text("Beelden na drie dagen wissen")).to_be_visible()
    assert page.evaluate(HEAD_LINES) == [1, 1, 1, 1]
    projector.fits()
    projector.at("5", "Bespreken of acties breder inzetbaar zijn")
    expect(page.get_by_text("Ook op het strand")).to_be_visible()
    room.do(c.BringHere("poster", "p1"))
    here = page.locator("[data-spotlit]")
    expect(here).to_contain_text("Beelden na drie dagen wissen")
    room.do(c.BringHere("block", "framework"))
    expect(page.get_by_role("heading", level=1, name="De waarden")).to_be_visible()
    expect(page.get_by_text("Gebruiksvriendelijkheid")).to_be_visible()
    room.do(c.BringHere("block", ""))
    expect(page.get_by_text("Ook op het strand")).to_be_visible()
    expect(here).to_have_count(0)
    projector.fits()

    # Whoever raised his hand before the break has it up yet.
    expect(page.get_by_text("Wil spreken: Ali")).to_be_visible()
    room.do(c.GiveFloor(room.one(r.MeRecord, by=projector.ali).participant_id))
    expect(page.get_by_role("complementary", name="In de zaal")).to_contain_text("Ali")

    me = room.one(r.MeRecord, by=projector.ali).participant_id
    projector.at("7", "Afsluiten en reflecteren")
    room.put("k1", i.Parked("Wie betaalt dit?"))
    room.put(f"reflect:{me}:0", i.Reflection(0, OWN), by=projector.ali)
    room.put(f"reflect:{me}:1", i.Reflection(1, "Eerder bewoners vragen.", shared=True), by=projector.ali)
    expect(page.get_by_text("Eerder bewoners vragen.")).to_be_visible()
    expect(page.get_by_text("Wie betaalt dit?")).to_be_visible()
    projector.fits()
    assert not projector.watch.holds(OWN)
