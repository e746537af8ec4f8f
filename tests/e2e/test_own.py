# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is a person's own stays so, whatever is pressed and whatever others do: the focus, and the words under the hands."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from sessions.model import items as i
from sessions.model.poster_entries import PosterActionContent
from sessions.wire import commands as c
from sessions.wire import records as r
from tests.e2e.conftest import CONSOLE, Stage
from tests.e2e.crowd import Crowd, Room, carry
from tests.e2e.hearing import hear
from tests.e2e.pressing import HELD, Hand
from tests.e2e.test_board import Table, column, mover, note
from tests.e2e.watching import Gate

SETTLED = "() => new Promise((done) => setTimeout(done, 120))"
NO_TOP_LAYER = """
delete HTMLElement.prototype.showPopover;
delete HTMLElement.prototype.popover;
const set = Element.prototype.setAttribute;
Element.prototype.setAttribute = function (name, value) { if (name !== 'popover') set.call(this, name, value); };
"""
"""As in Firefox before 125 and Safari before 17."""


@pytest.fixture
def table(stage: Stage, crowd: Crowd) -> Table:
    return Table(stage, crowd)


def desk_of(stage: Stage, room: Room, size: tuple[int, int] = CONSOLE, gate: Gate | None = None, script: str = "") -> Page:
    """The control page of a workshop."""
    page = stage.device(f"regie-{size[0]}-{len(stage.watches)}", size)
    carry(room.opened.facilitator, page.context)
    if script:
        page.add_init_script(script)
    if gate:
        gate.guard(page)
    page.goto(f"{stage.base_url}/regie/{room.opened.session_id}")
    expect(page.get_by_role("navigation", name="Draaiboek")).to_be_visible()
    return page


def test_a_reason_that_is_being_typed_stays_under_the_hands_when_its_note_is_moved_and_stacked(table: Table) -> None:
    """[A11Y-13] Form, words, caret and focus go along with the note; the menu of a note stays open."""
    page = table.sit("typer").page
    page.get_by_role("button", name="Kies Privacy", exact=True).click()
    reason = page.get_by_label("Waarom kiezen jullie dit?")
    expect(reason).to_be_focused()
    page.keyboard.type("Niemand volgen")
    for _ in range(6):
        page.keyboard.press("ArrowLeft")
    table.move("n-privacy", "democratie")
    expect(note(column(page, "Democratie"), "Privacy")).to_be_visible()
    expect(reason).to_be_focused()
    page.keyboard.type("zomaar ")
    expect(reason).to_have_value("Niemand zomaar volgen")
    stacked = table.writer.note("n-privacy")
    table.room.crowd.run(table.writer.must(c.StackNote("n-privacy", stacked.rev, "n-transparency")))
    expect(page.get_by_text("2 briefjes", exact=True).first).to_be_visible()
    expect(reason).to_be_focused()
    page.keyboard.type("te ")
    expect(reason).to_have_value("Niemand zomaar te volgen")
    page.get_by_role("button", name="Kies", exact=True).click()
    expect(page.get_by_text("Niemand zomaar te volgen")).to_be_visible()

    mover(page, "Uitlegbaarheid").click()
    expect(page.get_by_role("menu", name="Verplaats Uitlegbaarheid")).to_be_visible()
    table.move("n-explainability", "bestuurskracht")
    expect(note(column(page, "Bestuurskracht"), "Uitlegbaarheid")).to_be_visible()
    expect(page.get_by_role("menu", name="Verplaats Uitlegbaarheid")).to_be_visible()
    page.wait_for_function(HELD)


def test_what_is_pasted_and_does_not_fit_is_kept_and_told_and_words_of_another_writing_run_their_own_way(table: Table) -> None:
    """[BRD-18] [BND-09] Nothing is cut off without a word."""
    page = table.sit("typer").page
    page.get_by_role("button", name="Kies Privacy", exact=True).click()
    reason = page.get_by_label("Waarom kiezen jullie dit?")
    pasted = "می\u200cخواهم " * 55 + "12345678"
    reason.fill(pasted)
    expect(page.get_by_text("3 tekens te veel. Er gaat niets verloren: maak het korter.")).to_be_visible()
    page.get_by_role("button", name="Kies", exact=True).click()
    expect(reason).to_be_focused()
    expect(reason).to_have_value(pasted)
    expect(reason).to_have_attribute("aria-invalid", "true")
    reason.fill(pasted[:-8])
    page.get_by_role("button", name="Kies", exact=True).click()
    stored = page.get_by_text("می\u200cخواهم").first
    expect(stored).to_be_visible()
    assert stored.evaluate("(words) => getComputedStyle(words).direction") == "rtl"


def test_a_focus_that_is_put_elsewhere_without_a_key_stays_there(table: Table) -> None:
    """Screen readers, switches and speech move the focus without key or press."""
    page = table.sit("schermlezer").page
    mover(page, "Privacy").click()
    page.get_by_role("menuitem", name="Democratie").click()
    expect(mover(page, "Privacy")).to_be_focused()
    other = mover(page, "Uitlegbaarheid")
    other.evaluate("button => button.focus()")
    for place in ("rechtsstaat", "bestuurskracht"):
        table.move("n-privacy", place)
        expect(note(page, "Privacy")).to_be_visible()
        page.evaluate(SETTLED)
        expect(other).to_be_focused()


def test_the_focus_never_falls_off_the_page_when_what_is_pressed_goes(stage: Stage, crowd: Crowd) -> None:
    """The desk through a silence and a talk, by keyboard alone; then the planning."""
    room = Room(crowd)
    sam = room.join("Sam")
    page = desk_of(stage, room)
    press = Hand(stage, page).press

    def named(name: str) -> Locator:
        return page.get_by_role("button", name=re.compile(name))

    press(named("^Begin de workshop$"))
    press(named("^Start de tijd"))
    press(named("^Pauze$"))
    press(named("^Ga verder"))
    room.do_as(sam, c.RaiseHand(raised=True))
    press(named("^Geef het woord: "))
    press(named("Start stilte"))
    press(named("Nog 20 seconden"))
    room.until(lambda: room.desk.run is not None and room.desk.run.opened_to != "author")
    # The server tells the room's desk and this page in any order: until the page has it, "Volgende stap" only says why it waits.
    press(named("^(Start stilte|Volgende stap): "))
    room.open_silence()
    room.go("A2c1")
    room.do_as(sam, c.PutItem("p-1", 0, i.Parked("Wie betaalt dit?")))
    page.get_by_role("tab", name="Parkeerplaats").click()
    press(named("Behandeld"))

    press(named("^Planning"), goes=False)
    dialog = page.get_by_role("dialog")
    press(dialog.get_by_role("button", name="Pauze hierna: Plenaire bespreking waarden"), goes=False)
    press(dialog.get_by_role("button", name="Omlaag: Plenaire bespreking waarden"), goes=False)
    press(dialog.get_by_role("button", name="Omhoog: Plenaire bespreking waarden"), goes=False)
    press(dialog.get_by_role("button", name="Geen pauze hier"))
    hear(page, "De pauze is uit de planning gehaald")


@pytest.mark.long
def test_what_is_typed_while_it_is_stored_stands_in_the_form_and_is_stored_next(stage: Stage, crowd: Crowd) -> None:
    room = Room(crowd)
    gate = Gate()
    page = desk_of(stage, room, gate=gate)
    page.get_by_role("button", name=re.compile("^Titel en organisatie")).click()
    page.get_by_role("button", name="Pas de titel aan").click()
    title = page.get_by_label("Titel van de workshop", exact=True)
    title.fill("Camera's")
    gate.shut()
    title.press("Enter")
    expect(page.get_by_role("button", name="Wordt opgeslagen")).to_be_visible()
    title.press_sequentially(" op het plein")
    gate.open()
    expect(page.get_by_text("Wat je daarna typte, is nog niet bewaard.").first).to_be_visible()
    expect(title).to_have_value("Camera's op het plein")
    expect(title).to_be_focused()
    title.press("Control+Enter")
    expect(title).to_have_count(0)
    room.until(lambda: room.desk.workshop.title == "Camera's op het plein")
    # A key that is held down stores once, however late the answer comes.
    room.go("A1")
    page.get_by_role("button", name="Parkeer een punt").click()
    point = page.get_by_label("Waar praten we later over?")
    point.fill("Wie betaalt dit?")
    gate.shut()
    page.keyboard.down("Control")
    page.keyboard.down("Enter")
    page.keyboard.down("Enter")
    page.keyboard.up("Enter")
    page.keyboard.press("Enter")
    page.keyboard.up("Control")
    gate.open()
    expect(point).to_have_count(0)
    room.one(r.ItemRecord, lambda item: isinstance(item.content, i.Parked))


def test_rows_stay_where_they_are_under_typing_hands_and_menus_stand_at_their_button(stage: Stage, crowd: Crowd) -> None:
    """The table of actions in a browser without a top layer, sorted by weight, while somebody else weighs."""
    room = Room(crowd)
    room.join("Sam")
    room.go("B5")
    for number in range(3):
        told = PosterActionContent("democratie", f"Actie {number}", necessity="medium", importance="medium")
        room.do(c.PutPosterEntry(f"a{number}", 0, told))
    room.do(c.OrderPoster(0, by_priority=True))
    page = desk_of(stage, room, script=NO_TOP_LAYER)
    page.get_by_role("tab", name="Acties").click()
    rows = page.get_by_role("table").get_by_role("rowheader")
    expect(rows).to_have_count(3)
    page.get_by_role("button", name=re.compile("^Actiehouder van Actie 2")).click()
    page.keyboard.type("Team ")
    first = room.one(r.PosterActionRecord, lambda action: action.id == "a2")
    heavy = PosterActionContent("democratie", "Actie 2", necessity="high", importance="high")
    room.do(c.PutPosterEntry("a2", first.rev, heavy))
    expect(page.get_by_label("Noodzaak van Actie 2")).to_have_value("high")
    assert "Actie 2" in rows.nth(2).inner_text()
    page.keyboard.type("Plein")
    expect(page.get_by_label("Actiehouder van Actie 2", exact=True)).to_have_value("Team Plein")
    page.keyboard.press("Enter")
    expect(rows.first).to_contain_text("Actie 2")
    expect(page.get_by_role("button", name="Actiehouder van Actie 2: Team Plein")).to_be_focused()

    more = page.get_by_role("button", name="Meer voor Actie 0", exact=True)
    more.click()
    button, menu = more.bounding_box(), page.get_by_role("menu").bounding_box()
    assert button is not None
    assert menu is not None
    assert abs(menu["x"] + menu["width"] - button["x"] - button["width"]) <= 2
    assert min(abs(menu["y"] - button["y"] - button["height"]), abs(menu["y"] + menu["height"] - button["y"])) <= 2


@pytest.mark.long
def test_a_question_about_several_notes_outlives_a_step_and_small_notes_can_be_dragged(table: Table, stage: Stage) -> None:
    page = desk_of(stage, table.room, (1280, 720))
    # What can be said and asked is in sight on a low laptop.
    guide = page.get_by_role("region", name="Uitleg")
    script = page.get_by_role("navigation", name="Draaiboek").bounding_box()
    assert script is not None
    in_sight = [guide.get_by_text("Zeg nu:"), *guide.get_by_role("checkbox").all()[:3]]
    for one in in_sight:
        box = one.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= script["y"]

    page.get_by_label("Hoe de briefjes staan").select_option(label="Overzicht")
    small = page.get_by_role("button", name="Meer voor Privacy", exact=True)
    small.hover()
    page.mouse.down()
    target = column(page, "Democratie").bounding_box()
    assert target is not None
    page.mouse.move(target["x"] + 40, target["y"] + 60, steps=4)
    page.mouse.move(target["x"] + 60, target["y"] + 70, steps=4)
    page.mouse.up()
    expect(note(column(page, "Democratie"), "Privacy")).to_be_visible()
    expect(page.get_by_role("menu")).to_have_count(0)

    page.get_by_role("button", name="Selecteer", exact=True).click()
    page.get_by_role("button", name="Alle 3 in beeld").click()
    page.get_by_role("button", name="Niet kiezen…").click()
    why = page.get_by_role("dialog").get_by_label("Waarom?")
    why.fill("Hoort bij")
    table.room.go("A3")
    expect(page.get_by_role("heading", level=1, name="Plenaire bespreking waarden")).to_be_visible()
    why.press_sequentially(" het doel")
    page.get_by_role("dialog").get_by_role("button", name="Niet kiezen").click()
    table.room.until(lambda: all(one.reason == "Hoort bij het doel" for one in table.room.desk.all(r.NoteRecord)))
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_nor_does_it_on_a_phone_where_a_new_step_begins_at_its_heading(table: Table, stage: Stage) -> None:
    """A11Y-13: choosing, writing with Ctrl+Enter, taking away and back, and the next step, by keyboard alone."""
    page = table.sit("toetsen").page
    hand = Hand(stage, page)

    def press(name: str) -> None:
        hand.press(page.get_by_role("button", name=name, exact=True))

    press("Kies Transparantie")
    expect(page.get_by_label("Waarom kiezen jullie dit?")).to_be_focused()
    press("Annuleer")
    page.get_by_role("button", name="Nieuw briefje").focus()
    page.keyboard.press("Enter")
    words = page.get_by_role("combobox")
    words.fill("aanvechtb")
    page.keyboard.press("ArrowUp")
    expect(page.locator(f"[id='{words.get_attribute('aria-activedescendant')}']")).to_contain_text("Andere waarde")
    # Other words, another list: the arrow comes to what is found first.
    words.fill("aanvecht")
    # Enter that takes a word of an input method picks no value.
    words.dispatch_event("keydown", {"key": "Enter", "isComposing": True})
    page.keyboard.press("ArrowDown")
    expect(words).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_label("Waarom?", exact=True).fill("Ergens terechtkunnen.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("article").filter(has_text="Ergens terechtkunnen.")).to_be_visible()
    page.wait_for_function(HELD)
    press("Haal weg: Aanvechtbaarheid")
    press("Ongedaan maken")
    mover(page, "Privacy").focus()
    table.room.go("A3")
    expect(page.get_by_role("heading", level=1, name="Plenaire bespreking waarden")).to_be_focused()
