# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Notes on the table, under several hands at once: moving without dragging, conflicts, focus, narrow screens, calm."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from server.player.device import Device
from sessions.material.framework import FOUNDATION_IDS, FoundationId, ValueRef
from sessions.model.state import ValueContent
from sessions.wire import commands as c
from tests.e2e.conftest import CONSOLE, PHONE, Stage
from tests.e2e.crowd import Crowd, Room
from tests.e2e.hearing import hear
from tests.e2e.people import Phone
from tests.e2e.watching import Gate

NO_DRAGGING = "addEventListener('pointermove', (event) => event.stopImmediatePropagation(), true);"
NOTHING_STICKS_OUT = """paper => [...paper.querySelectorAll('h3, p, li, button')].every(
  (one) => one.scrollWidth <= one.clientWidth + 1 || one.clientWidth === 0)"""
CHANGES_IN_FRAMES = """frames => new Promise((done) => {
  let changes = 0;
  const seen = new MutationObserver((records) => { changes += records.length; });
  seen.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  const next = () => (frames-- > 0 ? requestAnimationFrame(next) : done(changes));
  next();
})"""
LONG_WORD = "Meervoudigepersoonlijkheidsverzekeringsmaatschappij" * 2


class Table:
    """One table with notes on it. `writer` is simulated, the others have browsers."""

    def __init__(self, stage: Stage, crowd: Crowd) -> None:
        self.stage = stage
        self.room = Room(crowd)
        self.writer: Device = self.room.join("Schrijver")
        self.run_id = self.room.go("A2c1")
        notes: dict[str, FoundationId] = {"privacy": "rechtsstaat", "explainability": "rechtsstaat", "transparency": "democratie"}
        for value_id, home in notes.items():
            self.write(f"n-{value_id}", ValueContent(ValueRef(value_id), "Omdat het hier telt."), home)

    def write(self, note_id: str, content: ValueContent, column: FoundationId) -> None:
        self.room.crowd.run(self.writer.must(c.AddNote(note_id, self.run_id, content, column)))

    def move(self, note_id: str, column: FoundationId) -> None:
        """The simulated person moves a note."""
        note = self.writer.note(note_id)
        self.room.crowd.run(self.writer.must(c.MoveNote(note_id, note.rev, column)))

    def sit(
        self, name: str, size: tuple[int, int] = PHONE, *, gate: Gate | None = None, script: str = "", **options: Any
    ) -> Phone:
        """Somebody with a browser sits at the table."""
        page = self.stage.device(name, size, **{"reduced_motion": "no-preference", **options})
        self.room.join_as(page.context, name)
        if script:
            page.add_init_script(script)
        if gate:
            gate.guard(page)
        page.goto(self.room.board_url)
        expect(note(page, "Privacy")).to_be_visible()
        return Phone(page)


@pytest.fixture
def table(stage: Stage, crowd: Crowd) -> Table:
    return Table(stage, crowd)


def column(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=re.compile(f"^{name}"))


def note(where: Page | Locator, title: str) -> Locator:
    return where.get_by_role("article", name=re.compile(f"^Waarde {title}"))


def mover(page: Page, title: str) -> Locator:
    return page.get_by_role("button", name=f"Verplaats {title}", exact=True)


def test_a_page_that_nobody_touches_rests(table: Table) -> None:
    """Its clock counts on, some changes a second. One that draws itself for ever changes with each of sixty frames."""
    page = table.sit("Lezer").page
    assert page.evaluate(CHANGES_IN_FRAMES, 60) < 30


def test_a_note_is_moved_with_clicks_alone_and_keeps_the_focus(table: Table) -> None:
    """A11Y-01, A11Y-02: everything that dragging does is in a menu; the result is said, and can be undone."""
    page = table.sit("klikker", script=NO_DRAGGING).page
    other = table.sit("kijker").page
    mover(page, "Privacy").click()
    page.get_by_role("menuitem", name="Democratie").click()
    expect(note(column(page, "Democratie"), "Privacy")).to_be_visible()
    expect(mover(page, "Privacy")).to_be_focused()
    hear(page, "Privacy verplaatst naar Democratie, positie 2 van 2")
    expect(note(column(other, "Democratie"), "Privacy")).to_be_visible()
    mover(page, "Privacy").click()
    page.get_by_role("menuitem", name="Naar boven").click()
    expect(column(other, "Democratie").get_by_role("article").first).to_have_accessible_name(re.compile("Privacy"))
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(column(other, "Democratie").get_by_role("article").first).to_have_accessible_name(re.compile("Transparantie"))
    # One thing back, and one further: both lie in the dock of the narrowest phone, with what was taken back.
    dock = page.get_by_role("group", name="Wat je nu kunt doen")
    page.set_viewport_size({"width": 320, "height": 640})
    expect(dock.get_by_role("button", name="Opnieuw")).to_be_focused()
    for name in ("Opnieuw", re.compile("^Ongedaan maken: Privacy")):
        expect(dock.get_by_role("button", name=name)).to_be_in_viewport(ratio=1)
    assert (dock.get_by_text("Teruggenomen: ").bounding_box() or {"width": 0})["width"] > 200
    assert page.evaluate("document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth") == 0
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    mover(page, "Privacy").click()
    page.get_by_role("menuitem", name="Leg bij een ander briefje…").click()
    page.get_by_role("menuitem", name="Transparantie").click()
    expect(note(column(other, "Democratie"), "Transparantie")).to_contain_text("2 briefjes")


def test_a_note_is_moved_with_the_keyboard_alone(table: Table) -> None:
    """A11Y-01, A11Y-04: the menu is reached with Tab, opened with Enter, walked with arrows, left with Esc."""
    page = table.sit("toetsenbord", CONSOLE, script=NO_DRAGGING).page
    for _ in range(60):
        page.keyboard.press("Tab")
        if mover(page, "Uitlegbaarheid").evaluate("button => button === document.activeElement"):
            break
    expect(mover(page, "Uitlegbaarheid")).to_be_focused()
    page.keyboard.press("Enter")
    menu = page.get_by_role("menu", name="Verplaats Uitlegbaarheid")
    expect(menu.get_by_role("menuitem").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).to_have_count(0)
    expect(mover(page, "Uitlegbaarheid")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    expect(menu.get_by_role("menuitem", name="Bestuurskracht")).to_be_focused()
    page.keyboard.press("Enter")
    expect(note(column(page, "Bestuurskracht"), "Uitlegbaarheid")).to_be_visible()
    expect(mover(page, "Uitlegbaarheid")).to_be_focused()
    hear(page, "Uitlegbaarheid verplaatst naar Bestuurskracht, positie 1 van 1")


def test_two_people_who_move_one_note_at_once_see_the_same(table: Table) -> None:
    """[BRD-09] [WIR-03] The server orders; who was later is told so, and sees what the other did."""
    gate = Gate()
    first = table.sit("eerste").page
    later = table.sit("tweede", gate=gate).page
    gate.shut()
    mover(first, "Privacy").click()
    first.get_by_role("menuitem", name="Democratie").click()
    hear(first, "Privacy verplaatst naar Democratie")
    mover(later, "Privacy").click()
    later.get_by_role("menuitem", name="Bestuurskracht").click()
    gate.open()
    expect(later.get_by_text("Iemand anders was je net voor.").first).to_be_visible()
    for page in (first, later):
        expect(note(column(page, "Democratie"), "Privacy")).to_be_visible()
        expect(column(page, "Bestuurskracht").get_by_role("article")).to_have_count(0)


@pytest.mark.long
def test_a_refused_edit_keeps_its_text_in_the_editor(table: Table) -> None:
    """[BRD-09] The words of a refused change stay with who typed them."""
    gate = Gate()
    here = table.sit("schrijver")
    here.press("Nieuw briefje")
    here.write_value("proport", "Niet meer dan nodig.")
    there = Phone(table.stage.tab("tweede tab", here.page))
    gate.guard(there.page)
    there.page.goto(table.room.board_url)
    there.press("Wijzig Proportionaliteit")
    there.why.fill("Helpt meer licht ook?")
    gate.shut()
    here.press("Wijzig Proportionaliteit")
    here.why.fill("Een lantaarn is genoeg.")
    here.press("Bewaar de wijziging")
    hear(here.page, "Je briefje is bewaard")
    there.press("Bewaar de wijziging")
    gate.open()
    expect(there.page.get_by_text("Iemand anders was je net voor.").first).to_be_visible()
    expect(there.page.get_by_text("Een lantaarn is genoeg.")).to_be_visible()
    expect(there.why).to_have_value("Helpt meer licht ook?")
    there.press("Bewaar de wijziging")
    expect(here.page.get_by_text("Helpt meer licht ook?")).to_be_visible()
    expect(there.page.get_by_text("Je tekst staat hier nog.")).to_have_count(0)


def test_a_note_is_dragged_with_a_mouse(table: Table) -> None:
    page = table.sit("muis", CONSOLE).page
    paper = note(page, "Privacy").get_by_role("heading")
    paper.hover()
    page.mouse.down()
    target = column(page, "Democratie").bounding_box()
    assert target is not None
    page.mouse.move(target["x"] + 40, target["y"] + 20, steps=4)
    page.mouse.move(target["x"] + 60, target["y"] + 60, steps=4)
    page.mouse.up()
    expect(note(column(page, "Democratie"), "Privacy")).to_be_visible()


def test_a_drag_that_ends_with_escape_changes_nothing(table: Table) -> None:
    """A11Y-07: nothing happens on pointer-down, and Esc cancels."""
    page = table.sit("muis", CONSOLE).page
    note(page, "Privacy").get_by_role("heading").hover()
    page.mouse.down()
    target = column(page, "Democratie").bounding_box()
    assert target is not None
    page.mouse.move(target["x"] + 60, target["y"] + 60, steps=4)
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(note(column(page, "Rechtsstaat"), "Privacy")).to_be_visible()


def test_a_note_is_dragged_with_a_finger_that_holds_still_first(table: Table) -> None:
    page = table.sit("vinger", (800, 1000), has_touch=True).page
    note(page, "Privacy").scroll_into_view_if_needed()
    grip = note(page, "Privacy").get_by_role("heading").bounding_box()
    target = column(page, "Democratie").bounding_box()
    assert grip is not None
    assert target is not None
    touch = page.context.new_cdp_session(page)

    def finger(kind: str, x: float, y: float) -> None:
        points = [] if kind == "touchEnd" else [{"x": x, "y": y}]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    finger("touchStart", grip["x"] + 5, grip["y"] + 5)
    expect(page.locator(".codio-note--lifted")).to_have_count(1)
    finger("touchMove", target["x"] + 40, target["y"] + 40)
    finger("touchMove", target["x"] + 60, target["y"] + 60)
    finger("touchEnd", 0, 0)
    expect(note(column(page, "Democratie"), "Privacy")).to_be_visible()


def test_long_words_stay_within_a_screen_of_320_pixels(table: Table) -> None:
    """A11Y-14: one column, no scrolling sideways, whatever people write."""
    own = ValueRef(principle_id="societal_value", name=LONG_WORD)
    table.write("n-long", ValueContent(own, LONG_WORD * 4), "democratie")
    page = table.sit("smal", (320, 640)).page
    expect(page.get_by_role("heading", name=LONG_WORD)).to_be_visible()
    wide = page.evaluate("document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth")
    assert wide == 0
    for item in page.get_by_role("article").all():
        box = item.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
        assert item.evaluate(NOTHING_STICKS_OUT)


def test_notes_that_others_move_do_not_glide_for_who_asked_for_less_motion(table: Table) -> None:
    """A11Y-20: no animation and no transition."""
    page = table.sit("rustig", reduced_motion="reduce").page
    page.evaluate("document.getAnimations().forEach((one) => one.finish())")
    table.move("n-privacy", "bestuurskracht")
    expect(note(column(page, "Bestuurskracht"), "Privacy")).to_be_visible()
    assert page.evaluate("document.getAnimations().filter((one) => one.playState === 'running').length") == 0
    longest = page.evaluate(
        """Math.max(...[...document.querySelectorAll('*')].flatMap((element) => {
            const style = getComputedStyle(element);
            return [style.animationDuration, style.transitionDuration].flatMap((text) => text.split(',').map(parseFloat));
        }))"""
    )
    assert longest <= 0.001


def test_what_others_do_never_takes_the_focus_or_the_words_under_typing_hands(table: Table) -> None:
    """A11Y-13: remote moves, a new step and even the end of the step leave the editor as it is."""
    typing = table.sit("typer")
    typing.press("Nieuw briefje")
    typing.pick_value("proport")
    typing.page.keyboard.type("Niet meer filmen")
    for place in FOUNDATION_IDS:
        table.move("n-privacy", place)
    expect(note(column(typing.page, "Bestuurskracht"), "Privacy")).to_be_visible()
    expect(typing.why).to_be_focused()
    table.room.go("A3")
    go = typing.page.get_by_role("button", name="Naar stap 3: Plenaire bespreking waarden")
    expect(go).to_be_visible()
    expect(typing.why).to_be_focused()
    typing.page.keyboard.type(" dan nodig is.")
    expect(typing.why).to_have_value("Niet meer filmen dan nodig is.")
    go.click()
    expect(typing.page.get_by_role("heading", level=1, name="Plenaire bespreking waarden")).to_be_visible()
    expect(typing.why).to_have_value("Niet meer filmen dan nodig is.")


def test_the_board_stands_still_for_who_wants_it(table: Table) -> None:
    """A11Y-12: remote changes wait and are counted."""
    page = table.sit("stil").page
    page.get_by_text("Tijd en rust").click()
    page.get_by_role("button", name="Bord stilzetten").click()
    table.move("n-privacy", "bestuurskracht")
    expect(page.get_by_text("(1 wijziging wacht)")).to_be_visible()
    expect(note(column(page, "Rechtsstaat"), "Privacy")).to_be_visible()
    # At the top it says why nothing moves, in every step.
    expect(page.get_by_text("Het bord staat stil. 1 wijziging wacht.")).to_be_visible()
    page.get_by_role("button", name="Laat het bord weer lopen", exact=True).click()
    expect(note(column(page, "Bestuurskracht"), "Privacy")).to_be_visible()
    page.get_by_role("button", name="Bord stilzetten").click()
    table.room.go("A3")
    expect(page.get_by_role("heading", level=1, name="Plenaire bespreking waarden")).to_be_visible()
    still = page.get_by_text("Het bord staat stil.")
    expect(still).to_be_in_viewport()
    page.get_by_role("button", name="Laat het bord weer lopen", exact=True).click()
    expect(still).to_have_count(0)
