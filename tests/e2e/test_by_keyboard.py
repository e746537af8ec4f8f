# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Taking part and leading without a mouse and without looking: by keyboard alone, dragging made impossible, and what is said."""

from __future__ import annotations

import asyncio
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from server.player.device import Device
from sessions.material.framework import ValueRef
from sessions.model.state import ValueContent
from sessions.wire import commands as c
from tests.e2e.conftest import CONSOLE, PHONE, Stage
from tests.e2e.crowd import Crowd, Room, carry
from tests.e2e.hearing import forget, hear, told

NO_POINTER = """const stop = (event) => { event.preventDefault(); event.stopImmediatePropagation(); };
for (const kind of ['pointerdown', 'pointermove', 'mousedown', 'mousemove', 'touchstart', 'dragstart'])
  addEventListener(kind, stop, {capture: true, passive: false});"""
"""Neither clicking nor dragging does anything."""
WITHIN_MS = 5_000
MOST_STOPS = 150


class Keys:
    """A page that is used with the keys alone: what somebody wants is looked for with Tab, and pressed with Enter or space."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def to(self, wanted: Locator) -> None:
        """Go on with Tab until this has the focus."""
        expect(wanted.first).to_be_visible()
        target = wanted.first.element_handle()
        for _ in range(MOST_STOPS):
            if self.page.evaluate("(one) => one === document.activeElement || one.contains(document.activeElement)", target):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never comes by {wanted}")

    def press(self, name: str | re.Pattern[str], role: str = "button") -> None:
        """Something that can be pressed, by its name."""
        exact = isinstance(name, str)
        self.to(self.page.get_by_role(role, name=name, exact=exact))  # type: ignore[arg-type]  # any role that can be pressed
        self.page.keyboard.press("Enter")

    def fill(self, label: str, words: str) -> None:
        """Type into a field."""
        self.to(self.page.get_by_label(label, exact=True))
        self.page.keyboard.type(words)

    def at(self, title: str) -> None:
        """Wait until the page shows this step."""
        expect(self.page.get_by_role("heading", level=1, name=title)).to_be_visible()


@pytest.mark.long
def test_a_workshop_goes_from_the_lobby_to_the_poster_by_keyboard_alone(stage: Stage, crowd: Crowd) -> None:
    """[A11Y-01] Participant, facilitator and note taker, each without any pointer."""
    room = Room(crowd)
    room.join("Ali")
    phone, desk, scribe = (
        Keys(stage.device(name, size)) for name, size in (("noor", PHONE), ("regie", CONSOLE), ("notulen", CONSOLE))
    )
    for keys in (phone, desk, scribe):
        keys.page.add_init_script(NO_POINTER)
    room.join_as(phone.page.context, "Noor")
    phone.page.goto(room.board_url)
    carry(room.opened.facilitator, desk.page.context)
    desk.page.goto(f"{crowd.base_url}/regie/{room.opened.session_id}")
    scribe.page.goto(room.enter("notulen", room.opened.scribe_key, scribe.page.context))

    desk.press(re.compile("^Begin de workshop"))
    desk.at("Introductie")
    room.be_silent("A2b")
    phone.at("Waarden identificeren")
    phone.to(phone.page.get_by_role("combobox", name="Welke waarde is hier belangrijk?"))
    phone.page.keyboard.type("privacy")
    phone.page.keyboard.press("Enter")
    phone.fill("Waarom?", "Niemand volgen die niets deed.")
    phone.press("Bewaar briefje")
    expect(phone.page.get_by_text("Bewaard: 1 briefje").first).to_be_visible()

    scribe.at("Waarden identificeren")
    scribe.fill("Hoe mogen we deze persoon noemen?", "Mevrouw Bakker")
    scribe.press("Voeg toe")
    scribe.to(scribe.page.get_by_role("combobox", name="Welke waarde is hier belangrijk?"))

    desk.press("Nog 20 seconden")
    room.until(lambda: room.desk.run is not None and room.desk.run.opened_to != "author")
    room.go("A2c1")
    phone.at("Bespreken")
    phone.press(re.compile("^Verplaats Privacy"))
    expect(phone.page.get_by_role("menu")).to_be_visible()
    phone.page.keyboard.press("Escape")
    phone.press("Kies Privacy")
    phone.fill("Waarom kiezen jullie dit?", "Raakt iedereen op het plein.")
    phone.press("Kies")
    expect(phone.page.get_by_role("button", name="Terug op tafel: Privacy")).to_be_visible()

    room.go("A3")
    desk.at("Plenaire bespreking waarden")
    desk.press(re.compile("^Op de poster: Privacy"))
    expect(desk.page.get_by_role("button", name="Wijzig Privacy").first).to_be_visible()
    phone.at("Plenaire bespreking waarden")


@pytest.mark.long
def test_two_hundred_events_are_at_most_two_announcements(stage: Stage, crowd: Crowd) -> None:
    """[A11Y-08] In any five seconds, while five people write as fast as the server lets them."""
    room = Room(crowd)
    people = [room.join(f"Ali {number}") for number in range(4)]
    page = stage.device("noor", PHONE)
    room.join_as(page.context, "Noor")
    page.goto(room.board_url)
    run_id = room.go("A2c1")
    expect(page.get_by_role("heading", level=1, name="Bespreken")).to_be_visible()
    hear(page, "Bespreken")
    forget(page)

    async def write(number: int, person: Device) -> None:
        # No more than the server takes from one person at once.
        for at in range(50):
            await person.must(
                c.AddNote(f"n-{number}-{at}", run_id, ValueContent(ValueRef("privacy"), f"Omdat {at}"), "rechtsstaat")
            )

    async def all_write() -> None:
        await asyncio.gather(*(write(number, person) for number, person in enumerate(people)))

    crowd.run(all_write())
    expect(page.get_by_role("region", name=re.compile("^Rechtsstaat, 200 briefjes"))).to_be_visible()
    hear(page, "nieuwe briefjes in Rechtsstaat")
    at_ms = [at for by in ("status", "alert") for at, _ in told(page, by=by)]
    assert all(sum(at <= other < at + WITHIN_MS for other in at_ms) <= 2 for at in at_ms), told(page)


@pytest.mark.slow
def test_a_column_and_its_notes_tell_what_they_are(stage: Stage, crowd: Crowd) -> None:
    """[A11Y-03] [A11Y-04] [A11Y-28] Also that a note is locked; the keyboard goes to a column and to own notes at once."""
    room = Room(crowd)
    ali = room.join("Ali")
    keys = Keys(stage.device("noor", PHONE))
    page = keys.page
    room.join_as(page.context, "Noor")
    page.goto(room.board_url)
    run_id = room.be_silent("A2b")
    keys.at("Waarden identificeren")
    expect(page.locator("#silence")).to_have_text("Stil. Anderen zien je briefje nog niet.")
    keys.press("Naar: Jouw briefjes", role="link")
    expect(page.get_by_role("heading", name=re.compile("^Jouw briefjes"))).to_be_focused()
    room.do_as(ali, c.AddNote("n-1", run_id, ValueContent(ValueRef("privacy"), "Niemand volgen"), "rechtsstaat"))
    room.open_silence()
    room.go("A2c1")
    keys.at("Bespreken")
    page.evaluate("document.activeElement.blur()")
    keys.press(re.compile("^Naar: Rechtsstaat, 1 briefje"), role="link")
    column = page.get_by_role("region", name="Rechtsstaat, 1 briefje")
    expect(column.get_by_role("heading", level=2)).to_be_focused()
    note = column.get_by_role("listitem").get_by_role("article")
    expect(note).to_have_accessible_name(re.compile("^Waarde Privacy.*Niemand volgen.*Rechtsstaat"))
    assert page.locator("[role=application], [aria-grabbed]").count() == 0
    assert re.fullmatch(r"Deel A.*stap 2.*: Bespreken [|] Slimme camera's op het Stationsplein [|] Waardenbord", page.title())
