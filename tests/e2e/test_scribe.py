# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The scribe's hardest moments: typing for people without a device, keeping what is agreed, and how parked points end."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from server.player.browser import unlock
from server.player.device import Device
from sessions.material.framework import FOUNDATION_IDS, ValueRef
from sessions.model import items as i
from sessions.model.poster_entries import PosterActionContent, PosterValueContent, TensionContent
from sessions.wire import commands as c
from sessions.wire import records as r
from tests.e2e.conftest import CONSOLE, Stage
from tests.e2e.crowd import PAD, Crowd, Room
from tests.e2e.inspecting import broken_words
from tests.e2e.people import Phone

STICKS_OUT = """() => {
  const names = '.codio-poster__name, .codio-poster__value-name, .codio-tension__words';
  const words = document.createRange();
  return [...document.querySelectorAll(names)].filter((one) => {
    const around = one.closest('.codio-poster__sheet, .codio-tension__side').getBoundingClientRect();
    words.selectNodeContents(one);
    const lines = [...words.getClientRects()];
    return one.checkVisibility() && lines.some((line) => line.left < around.left || line.right > around.right + 1);
  }).map((one) => one.textContent);
}"""
"""Names of foundations and values that are wider than the paper on which they stand."""
SILENT = "Niet iedereen heeft een pas, kanariepiet-oma."
PAPER = "Dit stond op papier, kanariepiet-papier."
SEEN = "De zaal werd stil bij de kosten, kanariepiet-waarneming."


class Scribe:
    """A workshop of CODIO-PaD with two participants, a screen, and a scribe in a browser."""

    def __init__(self, stage: Stage, crowd: Crowd) -> None:
        self.room = Room(crowd, PAD)
        opened = self.room.opened
        self.ali = self.room.join("Ali", keep_frames=True)
        self.room.join("Sam")
        screen = crowd.run(unlock(crowd.base_url, "scherm", opened.session_id, opened.screen_key))
        self.screen = crowd.stay(Device(screen, opened.session_id, "screen", keep_frames=True))
        self.page = stage.device("notulen", CONSOLE)
        self.page.goto(self.room.enter("notulen", opened.scribe_key, self.page.context))
        expect(self.page.get_by_role("region", name="Voor wie je typt")).to_be_visible()
        # One composer serves everybody who writes.
        self.writes = Phone(self.page)

    def at(self, title: str) -> None:
        """Wait until the page shows a step."""
        expect(self.page.get_by_role("heading", level=1, name=title)).to_be_visible()

    def received_by_others(self, words: str) -> bool:
        """Whether a participant or the screen ever received these words."""
        return any(words.encode() in frame for device in (self.ali, self.screen) for frame in device.frames or [])


@pytest.fixture
def scribe(stage: Stage, crowd: Crowd) -> Scribe:
    return Scribe(stage, crowd)


def observation(page: Page) -> Locator:
    return page.get_by_label("Wat zie of hoor je?")


def test_a_scribe_types_for_who_has_no_device_and_what_lies_on_paper(scribe: Scribe) -> None:
    """In silence a proxy's note is as hidden as anybody's; paper notes come on the table that they lie on; observations stay
    with the crew.
    """
    page, room = scribe.page, scribe.room
    page.get_by_label("Hoe mogen we deze persoon noemen?").fill("Oma Jo")
    scribe.writes.press("Voeg toe")
    expect(page.get_by_label("Je typt voor:")).to_have_value(_proxy(room, "Oma Jo"))

    room.be_silent("2b")
    scribe.at("Publieke waarden beschrijven")
    scribe.writes.write_value("toeg", SILENT)
    observation(page).fill(SEEN)
    scribe.writes.press("Schrijf op")
    room.sees(SEEN, by=room.desk)
    assert not scribe.received_by_others(SILENT)
    room.open_silence()
    room.sees(SILENT, by=scribe.ali)

    room.go("2c1")
    scribe.at("Bespreken: eigen waarden")
    paper = page.get_by_role("group", name="Typ papieren briefjes van:")
    paper.get_by_role("button").first.click()
    scribe.writes.write_value("privacy", PAPER)
    room.sees(PAPER, by=scribe.ali)
    # A pile is typed: the composer stands open for the next one.
    expect(page.get_by_role("combobox", name="Welke waarde is hier belangrijk?")).to_be_visible()
    note = room.one(r.NoteRecord, lambda note: PAPER in str(note.content), by=scribe.ali)
    assert note.behalf
    assert not scribe.received_by_others(SEEN)
    # On a phone the rest is folded, but for whom is typed is not; what goes on in the room begins on the first screen.
    page.set_viewport_size({"width": 360, "height": 740})
    expect(page.get_by_text("Meer voor de notulist")).to_be_visible()
    page.reload()
    expect(page.get_by_role("article").first).to_be_in_viewport()
    expect(page.get_by_role("paragraph").filter(has_text="Je typt voor:")).to_have_text(
        re.compile("Je typt voor: (Oma Jo|Papier), ")
    )


def test_what_is_agreed_is_kept_and_parked_points_end(scribe: Scribe) -> None:
    """[DOM-16] The room reads along while the scribe answers; a parked point is dealt with or passed on, and back."""
    page, room = scribe.page, scribe.room
    room.go("4a")
    room.put("k1", i.Parked("Wie betaalt de beheerder?"), by=scribe.ali)
    room.put("k2", i.Parked("Mag dit van de AVG?"), by=scribe.ali)
    scribe.at("Plenair gesprek over acties")
    kept = page.get_by_role("region", name="Wat we afspreken")
    # What goes on stands beside what is noted.
    expect(kept).to_be_in_viewport()
    kept.get_by_role("button", name=re.compile("^Vul in: ")).first.click()
    kept.get_by_label("Antwoord", exact=True).fill("De gemeente begint zelf.")
    scribe.writes.press("Bewaar")
    room.sees("De gemeente begint zelf.", by=scribe.ali)
    scribe.writes.press("Ongedaan maken")
    room.until(lambda: "De gemeente begint zelf." not in str(scribe.ali.records), by=scribe.ali)

    room.go("7")
    scribe.at("Afsluiten en reflecteren")
    parked = page.get_by_role("region", name="Parkeerplaats")
    first = parked.get_by_role("listitem").filter(has_text="Wie betaalt")
    first.get_by_role("button", name="Stuur door…").click()
    first.get_by_label("Naar wie?").fill("De wethouder")
    first.get_by_role("button", name="Stuur door", exact=True).click()
    expect(first.get_by_text("Doorgestuurd naar De wethouder")).to_be_visible()
    second = parked.get_by_role("listitem").filter(has_text="Mag dit")
    second.get_by_role("button", name="Behandeld").click()
    room.until(lambda: {"forwarded", "handled"} == {point.outcome for point in _parked(scribe.ali)}, by=scribe.ali)
    second.get_by_role("button", name="Weer open").click()
    room.until(lambda: {"forwarded", "open"} == {point.outcome for point in _parked(scribe.ali)}, by=scribe.ali)
    # Beside what is noted the actions of the poster have its whole width: no word is broken.
    words = "Elk kwartaal bewoners van het plein uitnodigen en vragen wat zij merken"
    action = PosterActionContent(
        "rechtsstaat", words, holder="Functionaris gegevensbescherming", monitor="Klantcontactcentrum", term="voor de zomer"
    )
    room.do(c.PutPosterEntry("a1", 0, action))
    sides = (ValueRef("human_final_responsibility"), ValueRef("transparency"))
    for number, side in enumerate(sides):
        foundation = FOUNDATION_IDS[2 - 2 * number]
        room.do(c.PutPosterEntry(f"v{number}", 0, PosterValueContent(foundation=foundation, value=side)))
    room.do(c.PutPosterEntry("s1", 0, TensionContent(value_a=sides[0], value_b=sides[1], choice="Eerst de mens")))
    room.go("4b")
    for width in (1260, 1024, 768):
        page.set_viewport_size({"width": width, "height": 800})
        expect(page.get_by_text(words)).to_be_visible()
        assert broken_words(page) == []
        assert page.evaluate(STICKS_OUT) == []
    room.go("6")
    papers = page.locator(".codio-plenary__tension .codio-tension")
    for width in (1260, 1024, 768):
        page.set_viewport_size({"width": width, "height": 800})
        expect(papers).to_be_visible()
        assert broken_words(page) == []
        assert page.evaluate(STICKS_OUT) == []


def _parked(person: Device) -> list[i.Parked]:
    return [record.content for record in person.all(r.ItemRecord) if isinstance(record.content, i.Parked)]


def _proxy(room: Room, name: str) -> str:
    return room.one(r.PersonRecord, lambda person: person.name == name).participant_id
