# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The facilitator and the board: the case while it is checked, what a step must bring, weighing actions, hiding, and rehearsing.

Re-planning, merging and answering requests are in test_console.py.
"""

from __future__ import annotations

import re

import msgspec
import pytest
from playwright.sync_api import Locator, Page, expect

from server.player.browser import join_workshop
from sessions.material.framework import ValueRef
from sessions.model import items as i
from sessions.model.poster_entries import PosterActionContent
from sessions.model.state import ValueContent
from sessions.wire import commands as c
from sessions.wire import records as r
from tests.e2e.conftest import CONSOLE, PHONE, Stage
from tests.e2e.crowd import CASE, PAD, Crowd, Room, carry
from tests.e2e.hearing import hear
from tests.e2e.people import Facilitator
from tests.e2e.pressing import HELD, Hand

REHEARSING = 4
NINE_TABLES = 41
"""So many people sit at nine."""
LEAST_WORK_SHARE = 0.6

_COVERED = """() => {
  const seen = (one) => one.checkVisibility({visibilityProperty: true});
  const bar = [...document.querySelectorAll('.codio-terse__quick')].find(seen);
  const drawn = parseFloat(getComputedStyle(bar, '::before').height), box = bar.getBoundingClientRect();
  const top = box.top + (box.height - drawn) / 2, bottom = top + drawn, words = document.createRange();
  const under = (line) => line.left < box.right && line.right > box.left && line.top < bottom - 3 && line.bottom > top + 3;
  return [...document.querySelectorAll('.codio-note__value, .codio-note__why')].filter((one) => {
    words.selectNodeContents(one);
    return [...words.getClientRects()].some(under);
  }).map((one) => one.textContent);
}"""
"""Words of notes over which the buttons of a note are drawn, but for the room that a line has around its letters."""
_ON_TOP = """() => {
  const field = document.activeElement, box = field.getBoundingClientRect();
  const over = getComputedStyle(field.closest('li').querySelector('.codio-note__head'), '::after').content;
  return document.elementFromPoint(box.left + 5, box.top + 5) === field && over === 'none';
}"""
"""The field with the focus is seen: nothing is drawn over it."""
_CUT = """(list) => {
  const style = getComputedStyle(list);
  const ruler = document.createElement('canvas').getContext('2d');
  ruler.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  const options = [...list.options].filter((one) => one.value !== 'other_level');
  const widest = Math.max(...options.map((one) => ruler.measureText(one.text).width));
  const [arrow, padding] = [18, parseFloat(style.paddingInlineStart) + parseFloat(style.paddingInlineEnd)];
  return Math.max(0, widest + arrow + padding - list.clientWidth);
}"""
"""By how many px the words of a closed list are wider than their room; but for the one choice that is half a sentence."""
_HEADINGS_SCROLLED = """() => [...document.querySelectorAll('.codio-column')].map((column) => {
  column.querySelector('.codio-notes').style.minBlockSize = '200vh';
  column.scrollTop = 30;
  const under = column.querySelector('.codio-column__head').getBoundingClientRect().top - column.getBoundingClientRect().top;
  return [column.scrollTop, under];
})"""
"""How far each column is scrolled, and how far under its top its heading stands, in px, when it is longer than the window."""
_WORK_SHARE = """() => {
  const box = document.querySelector('[data-work-area]').getBoundingClientRect();
  const seen = (from, to, most) => Math.max(0, Math.min(to, most) - Math.max(from, 0));
  return seen(box.left, box.right, innerWidth) * seen(box.top, box.bottom, innerHeight) / (innerWidth * innerHeight);
}"""


def console(stage: Stage, room: Room) -> Facilitator:
    """The control page of a workshop."""
    page = stage.device("regie", CONSOLE)
    carry(room.opened.facilitator, page.context)
    page.goto(f"{stage.base_url}/regie/{room.opened.session_id}")
    desk = Facilitator(page)
    expect(desk.script).to_be_visible()
    return desk


def missing(page: Page) -> Locator:
    return page.get_by_role("region", name="Dit ontbreekt nog in deze stap")


def test_the_case_is_prepared_and_then_checked_live(stage: Stage, crowd: Crowd) -> None:
    """Everybody reads the newer version at once; where it was changed is kept."""
    room = Room(crowd, PAD)
    phone = stage.device("noor", PHONE, has_touch=True)
    room.join_as(phone.context, "Noor")
    phone.goto(room.board_url)
    desk = console(stage, room)
    page = desk.page
    # Somebody is in: the desk shows who, and preparing goes on on its own tab.
    expect(page.get_by_role("tab", name="Mensen")).to_have_attribute("aria-selected", "true")
    desk.tab("Voorbereiding")
    page.get_by_role("navigation", name="Voorbereiding").get_by_role("button", name=re.compile("^De casus")).click()
    desk.press("Pas de casus aan")
    form = page.get_by_role("form", name="De casus")
    expect(form.get_by_label("Omschrijving project of casus")).to_have_value(CASE["case_text"])
    form.get_by_label("Doel van het project", exact=True).fill("Ruzies sneller zien.")
    desk.press("Bewaar")
    expect(page.get_by_text("Ruzies sneller zien.")).to_be_visible()

    desk.next("Begin de workshop", "Start")
    desk.next("Volgende stap: Validatie beschrijving casus", "Validatie beschrijving casus")
    expect(phone.get_by_text("Ruzies sneller zien.")).to_be_visible()
    # The line goes to the thing, also where its tab is open already: the form opens at the grid.
    missing(page).get_by_role("button", name="De casus heeft nog geen plek in het schema").click()
    expect(form.get_by_role("button", name="laag, geen data")).to_be_focused()
    form.get_by_label("Doel van het project", exact=True).fill("Ruzies sneller zien, en minder vaak ingrijpen.")
    form.get_by_role("button", name="hoog, data uit eigen klantenbestand").click()
    desk.press("Bewaar")
    expect(phone.get_by_text("Ruzies sneller zien, en minder vaak ingrijpen.")).to_be_visible()
    expect(phone.get_by_role("table").get_by_text("deze casus")).to_be_visible()
    expect(page.get_by_text("versie 3", exact=True)).to_be_visible()
    expect(missing(page)).to_have_count(0)
    desk.press("Ongedaan maken: De casus is aangepast")
    # Whoever took it back has the way to do it again under the finger.
    expect(page.get_by_role("button", name="Opnieuw: De casus is aangepast")).to_be_focused()
    expect(phone.get_by_text("Ruzies sneller zien.", exact=True)).to_be_visible()

    # [TBL-11] Tables are chosen, also with an order of one's own.
    parts = page.get_by_role("navigation", name="Voorbereiding")
    parts.get_by_role("button", name="Tafels").click()
    desk.press("Kies de tafels zelf")
    # They are there while the number is typed.
    page.get_by_label("Hoeveel tafels?").fill("3")
    expect(page.get_by_role("group", name="Bestuurskracht", exact=True)).to_be_attached()
    page.get_by_label("Hoeveel tafels?").fill("9")
    expect(page.get_by_role("group", name="Bestuurskracht 3")).to_be_attached()
    expect(page.get_by_role("button", name="Bewaar", exact=True)).to_be_in_viewport(ratio=1)
    page.get_by_label("Hoeveel tafels?").fill("2")
    page.get_by_label("Wie zit hier? Een naam per regel").last.fill("Noor")
    desk.press("Bewaar")
    expect(page.get_by_text("Verwacht: Noor")).to_be_visible()
    room.until(lambda: [person.table_id for person in room.desk.all(r.PersonRecord)] == ["t2"])
    # [BRD-25] A typo in the title is mended for everybody.
    page.get_by_role("navigation", name="Voorbereiding").get_by_role("button", name="Titel en organisatie").click()
    desk.press("Pas de titel aan")
    page.get_by_label("Titel van de workshop").fill("Camera's op het plein, deel 1")
    desk.press("Bewaar")
    expect(phone.get_by_text("Camera's op het plein, deel 1").first).to_be_attached()
    expect(page).to_have_title(re.compile("Camera's op het plein, deel 1 [|] Waardenbord$"))
    # [BRD-26] A closing by mistake is taken back, and phones are where they were.
    desk.tab("Checklist en slot")
    page.get_by_role("button", name=re.compile("^Sluit de workshop")).click()
    desk.press("Ja, sluit")
    expect(phone.get_by_role("heading", name="Validatie beschrijving casus")).to_have_count(0)
    expect(page.get_by_text(re.compile("^Niemand kan nu iets wijzigen. Je kunt de workshop heropenen tot "))).to_be_visible()
    desk.press("Heropen de workshop")
    expect(phone.get_by_role("heading", name="Validatie beschrijving casus")).to_be_visible()
    expect(page.get_by_role("heading", level=1, name="Validatie beschrijving casus")).to_be_visible()


def test_actions_are_weighed_and_what_is_missing_goes_down(stage: Stage, crowd: Crowd) -> None:
    """[DOM-19] [DOM-20] [PST-19] Ordered by need and importance for everybody; tensions between actions; ticks stay."""
    room = Room(crowd)
    ali = room.join("Ali")
    room.go("B5")
    for key, action in (("p1", "Uitleg op het plein"), ("p2", "Beelden na drie dagen wissen")):
        room.do(
            c.PutPosterEntry(
                key, 0, PosterActionContent("democratie", action, "Beheer", monitor="Projectleider", level="project")
            )
        )
    desk = console(stage, room)
    page = desk.page
    missing(page).get_by_role("button", name="2 acties hebben nog geen termijn").click()
    term = page.get_by_label("Termijn van Uitleg op het plein")
    expect(term).to_be_focused()
    term.fill("1 maart")
    # Somebody else fills in another cell of it meanwhile; neither loses a word.
    plan = room.one(r.PosterActionRecord, lambda one: one.id == "p1")
    room.do(c.PutPosterEntry("p1", plan.rev, msgspec.structs.replace(plan.content, holder="Team toezicht")))
    expect(page.get_by_role("button", name="Actiehouder van Uitleg op het plein: Team toezicht")).to_be_visible()
    term.press("Enter")
    expect(page.get_by_role("button", name="Termijn van Uitleg op het plein: 1 maart")).to_be_focused()
    room.until(lambda: _told(room, "p1") == ("Team toezicht", "1 maart"))
    # The same cell: the newer words are shown beside one's own.
    page.get_by_role("button", name="Actiehouder van Uitleg op het plein").click()
    page.get_by_label("Actiehouder van Uitleg op het plein").fill("Wijkteam")
    plan = room.one(r.PosterActionRecord, lambda one: one.id == "p1")
    room.do(c.PutPosterEntry("p1", plan.rev, msgspec.structs.replace(plan.content, holder="De directie")))
    expect(page.get_by_text("Er staat nu: “De directie”")).to_be_visible()
    desk.press("Houd mijn tekst")
    room.until(lambda: _told(room, "p1") == ("Wijkteam", "1 maart"))
    expect(missing(page).get_by_text("1 actie heeft nog geen termijn")).to_be_visible()
    poster = page.get_by_role("region", name="Op de poster")
    expect(poster.get_by_role("rowheader").first).to_contain_text("Uitleg op het plein")
    # Beside the action, for the eye and by Tab.
    cells = poster.get_by_role("row", name="Uitleg op het plein").locator("button, select")
    assert (cells.nth(1).get_attribute("aria-label") or "").startswith("Meer voor")
    _a_press_beside_a_menu_can_be_thought_better_of(page)
    # No choice is cut off by the edge of its column.
    assert page.get_by_label("Niveau van Uitleg op het plein").evaluate(_CUT) == 0
    page.get_by_label("Zet op noodzaak en belang").check()
    page.get_by_label("Noodzaak van Beelden na drie dagen wissen").select_option(label="hoog")
    expect(poster.get_by_role("rowheader").first).to_contain_text("Beelden na drie dagen wissen")
    room.until(lambda: [order.by_priority for order in ali.all(r.PosterOrderRecord)] == [True], by=ali)
    _weighed_in_the_field(page, room)
    _merged_and_taken_apart(page, room)

    desk.press("Leg een spanning tussen acties vast")
    page.get_by_label("Hoe botsen ze?").fill("Wie wist, kan niet meer uitleggen.")
    page.get_by_label("Wat kiezen jullie?").fill("Eerst uitleggen.")
    desk.press("Bewaar")
    room.until(
        lambda: {(one.content.action_a, one.content.action_b) for one in ali.all(r.TensionRecord)} == {("p1", "p2")}, by=ali
    )

    questions = page.get_by_role("list", name="Vragen om te stellen").get_by_role("checkbox")
    questions.first.check()
    expect(questions.first).to_be_checked()
    page.reload()
    expect(page.get_by_role("list", name="Vragen om te stellen").get_by_role("checkbox").first).to_be_checked()
    assert not [record for record in ali.all(r.ItemRecord) if isinstance(record.content, i.Tick)]
    # A tension of values takes a third one.
    room.go("A3")
    desk.press("Leg een spanning vast")
    page.get_by_role("button", name="Een derde waarde, of meer").click()
    expect(page.get_by_label("en met", exact=True)).to_be_visible()
    page.get_by_label("Hoe botsen ze?").fill("Alle drie tegelijk kan niet.")
    page.get_by_label("Wat kiezen jullie?").fill("Eerst de mensen.")
    desk.press("Bewaar")
    room.until(lambda: [len(one.content.further) for one in ali.all(r.TensionRecord)].count(1) == 1, by=ali)


def _told(room: Room, entry_id: str) -> tuple[str, str]:
    action = next(one for one in room.desk.all(r.PosterActionRecord) if one.id == entry_id)
    return action.content.holder, action.content.term


def _a_press_beside_a_menu_can_be_thought_better_of(page: Page) -> None:
    """[A11Y-07] It closes when the pointer goes up, and not when it goes up in the menu again."""
    page.get_by_role("button", name="Meer voor Uitleg op het plein").click()
    menu = page.get_by_role("menu")
    box, beside = menu.bounding_box(), page.get_by_role("heading", level=1).bounding_box()
    assert box is not None
    assert beside is not None
    page.mouse.move(beside["x"] + 5, beside["y"] + 5)
    page.mouse.down()
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    page.mouse.up()
    expect(menu).to_be_visible()
    page.mouse.move(beside["x"] + 5, beside["y"] + 5)
    page.mouse.down()
    page.mouse.up()
    expect(menu).to_have_count(0)


def _merged_and_taken_apart(page: Page, room: Room) -> None:
    """What was merged stands under all cells of its action, so that Tab never goes up to them; the focus stays near."""
    revs = {one.id: one.rev for one in room.desk.all(r.PosterActionRecord)}
    room.do(c.MergePosterEntry("p2", revs["p2"], "p1", revs["p1"]))
    apart = page.get_by_role("button", name="Haal uit elkaar: Beelden na drie dagen wissen")
    expect(apart).to_be_visible()
    row = page.get_by_role("row", name="Uitleg op het plein").first
    under, cells = apart.bounding_box(), row.bounding_box()
    assert under is not None
    assert cells is not None
    assert under["y"] >= cells["y"] + cells["height"] - 1
    assert row.evaluate("(row) => row.nextElementSibling.querySelectorAll('button').length") == 1
    apart.press("Enter")
    expect(apart).to_have_count(0)
    expect(page.locator("#poster-actions-words")).to_be_focused()


def _weighed_in_the_field(page: Page, room: Room) -> None:
    """Dragged to its place, and put elsewhere by keyboard."""

    def weights() -> tuple[str | None, str | None]:
        action = next(one for one in room.desk.all(r.PosterActionRecord) if one.id == "p1")
        return action.content.necessity, action.content.importance

    page.get_by_role("button", name="Noodzaak × belang").click()
    field = page.get_by_role("row", name="noodzaak: laag").get_by_role("list").nth(2)
    page.get_by_role("listitem").filter(has_text="Uitleg op het plein").drag_to(field)
    room.until(lambda: weights() == ("low", "high"))
    page.get_by_role("button", name="Weeg Uitleg op het plein, nu noodzaak laag, belang hoog").press("Enter")
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    room.until(lambda: weights() == ("high", "high"))
    expect(page.get_by_role("button", name="Weeg Uitleg op het plein, nu noodzaak hoog, belang hoog")).to_be_focused()
    page.get_by_role("button", name="Tabel", exact=True).click()


def test_nine_tables_with_all_their_people_stand_in_one_window_and_their_notes_say_whose_they_are(
    stage: Stage, crowd: Crowd
) -> None:
    """One line a person; what is done to somebody stands behind "⋯"."""
    room = Room(crowd)
    ali = room.join("Ali")
    for number in range(NINE_TABLES - 1):
        crowd.run(join_workshop(crowd.base_url, room.opened.code, f"Mens {number}"))
    desk = console(stage, room)
    page = desk.page
    tables = page.get_by_role("region", name=re.compile("^(Democratie|Rechtsstaat|Bestuurskracht) [123]"))
    expect(tables).to_have_count(9)
    for table in tables.all():
        expect(table).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("button", name=re.compile("^Meer voor "))).to_have_count(NINE_TABLES)
    page.get_by_role("button", name="Meer voor Mens 7", exact=True).press("Enter")
    page.get_by_role("menuitem", name="Meld afwezig").press("Enter")
    expect(page.get_by_text("afwezig", exact=True)).to_be_visible()
    run = room.be_silent("A2b")
    room.do_as(ali, c.AddNote("n1", run, ValueContent(ValueRef("privacy"), "Niemand volgen"), "rechtsstaat"))
    room.open_silence()
    room.go("A2c1")
    room.do(c.ChooseNote("n1", 0, "chosen", "Hier draait het om"))
    own = room.one(r.MeRecord, lambda me: bool(me.table_id), by=ali).table_id
    number = next(table.number for table in room.desk.all(r.TableRecord) if table.id == own)
    card = page.get_by_role("article")
    expect(card.get_by_text(re.compile(f" {number}$")).last).to_be_visible()
    expect(card.get_by_text("Gekozen", exact=True)).to_be_visible()
    # So it does where there is room for its title alone.
    page.get_by_role("combobox", name="Hoe de briefjes staan").select_option(label="Overzicht")
    expect(card.get_by_role("heading", name=re.compile(f" {number}: Privacy$"))).to_be_visible()
    # What is asked there is seen, with what is typed.
    page.get_by_role("button", name="Meer voor Privacy", exact=True).press("Enter")
    page.get_by_role("menuitem", name=re.compile("^Niet kiezen")).press("Enter")
    expect(page.get_by_label("Waarom kiezen jullie dit niet?")).to_be_focused()
    assert page.evaluate(_ON_TOP)
    # A column that is scrolled keeps its heading, at its very top.
    assert page.evaluate(_HEADINGS_SCROLLED) == [[30, 0]] * 3
    # Who wants to speak is seen while nine tables wait for their turn.
    room.go("A2c2")
    room.do_as(ali, c.RaiseHand(raised=True))
    expect(page.get_by_role("region", name="Handen")).to_be_in_viewport(ratio=1)


def test_a_note_that_names_somebody_goes_out_of_sight_and_back(stage: Stage, crowd: Crowd) -> None:
    """Its author and the facilitator still see it; the others no longer hold its words."""
    words = "Jan van de hoek filmt mij, kanariepiet-naam."
    room = Room(crowd)
    ali, sam = room.join("Ali"), room.join("Sam")
    run = room.be_silent("A2b")
    room.do_as(ali, c.AddNote("n1", run, ValueContent(ValueRef("privacy"), words), "rechtsstaat"))
    room.open_silence()
    room.go("A2c1")
    room.sees(words, by=sam)
    desk = console(stage, room)
    page = desk.page
    assert page.evaluate(_WORK_SHARE) >= LEAST_WORK_SHARE
    page.set_viewport_size({"width": CONSOLE[0], "height": 620})
    page.get_by_role("button", name="Meer voor Privacy", exact=True).click()
    hide = page.get_by_role("menuitem", name="Verberg voor anderen")
    expect(hide).to_be_in_viewport(ratio=1)
    hide.click()
    room.until(lambda: words not in str(sam.records), by=sam)
    assert words in str(ali.records)
    expect(page.get_by_text("Verborgen voor anderen")).to_be_visible()
    expect(page.get_by_text(words)).to_be_visible()
    page.keyboard.press("Control+z")
    room.sees(words, by=sam)
    # What shows itself only while its note has the focus gives the focus to what takes its place.
    page.get_by_role("button", name="Meer voor Privacy", exact=True).focus()
    Hand(stage, page).press(page.get_by_role("button", name="Verberg: Privacy"), goes=False)
    expect(page.get_by_text("Verborgen voor anderen")).to_be_visible()
    page.wait_for_function(HELD)


def test_a_tables_note_is_moved_and_laid_among_what_its_table_sees(stage: Stage, crowd: Crowd) -> None:
    """[BRD-12] [BRD-27] [LCK-19] The facilitator sees all tables' notes side by side; a table never sees those of another."""
    room = Room(crowd)
    people = [room.join(f"Deelnemer {number}") for number in range(6)]
    run = room.be_silent("A2b")
    for number, device in enumerate(people):
        content = ValueContent(ValueRef("", "participation", f"Eigen {number}"), "omdat")
        room.do_as(device, c.AddNote(f"n{number}", run, content, "democratie"))
    room.open_silence()
    room.go("A2c1")
    page = console(stage, room).page
    tables = {record.id: record.table_id for record in room.desk.all(r.NoteRecord)}
    here = [note_id for note_id in sorted(tables) if tables[note_id] == tables["n5"]]
    assert 1 < len(here) < len(tables)

    def order() -> list[str]:
        notes = sorted(room.desk.all(r.NoteRecord), key=lambda note: note.order)
        return [note.id for note in notes if note.id in here]

    assert order() == here
    page.get_by_role("button", name="Meer voor Eigen 5", exact=True).click()
    page.get_by_role("menuitem", name="Leg bij een ander briefje").click()
    offered = page.get_by_role("menu").get_by_role("menuitem", name=re.compile("Eigen"))
    expect(offered).to_have_count(len(here) - 1)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Meer voor Eigen 5", exact=True).click()
    page.get_by_role("menuitem", name="Naar boven").click()
    room.until(lambda: order()[0] == "n5", by=room.desk)
    assert order() == ["n5", *here[:-1]]
    _looks_and_picks_several(page, room)


def _looks_and_picks_several(page: Page, room: Room) -> None:
    """Words find notes; two of them are hidden at once by keyboard, nothing jumps, and one undo brings both back."""
    search = page.get_by_role("searchbox", name="Zoek in de briefjes")
    # On a board that stands still as on another, and what is not looked for is no change that waits.
    page.get_by_text("Tijd, rust en voorlezen").click()
    page.get_by_role("button", name="Bord stilzetten").click()
    search.fill("eigen 3")
    expect(page.get_by_role("article")).to_have_count(1)
    expect(page.get_by_text("Het bord staat stil.")).to_have_text("Het bord staat stil.")
    page.get_by_role("button", name="Laat het bord weer lopen").click()
    hear(page, "1 briefje gevonden")
    search.press("Escape")
    expect(page.get_by_role("article")).to_have_count(6)
    page.get_by_role("button", name=re.compile("^Meer voor Eigen")).first.hover()
    assert page.evaluate(_COVERED) == []
    top = "document.querySelector('[data-work-area]').getBoundingClientRect().top"
    before = page.evaluate(top)
    page.get_by_role("button", name="Selecteer", exact=True).press("Enter")
    box = page.get_by_role("checkbox", name="Selecteer Eigen 5")
    box.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    hear(page, "2 briefjes geselecteerd")
    page.get_by_role("button", name="Verberg", exact=True).press("Enter")

    def hidden() -> int:
        return sum(note.hidden for note in room.desk.all(r.NoteRecord))

    room.until(lambda: hidden() == 2, by=room.desk)
    expect(page.get_by_role("button", name="Ongedaan maken: 2 briefjes zijn verborgen")).to_be_visible()
    assert page.evaluate(top) == before
    # What was hidden earlier, also before a step, comes back as one as well.
    page.get_by_role("button", name=re.compile("^Alle 6 in beeld$")).press("Enter")
    page.get_by_role("button", name="Laat weer zien", exact=True).press("Enter")
    room.until(lambda: hidden() == 0, by=room.desk)
    expect(page.get_by_role("button", name="Ongedaan maken: 2 briefjes zijn weer zichtbaar")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Selecteer", exact=True)).to_be_focused()
    page.keyboard.press("Control+z")
    room.until(lambda: hidden() == 2, by=room.desk)
    # What was taken back is offered again beside what would be taken back next: the work stays where it is.
    expect(page.get_by_role("button", name="Opnieuw: 2 briefjes zijn weer zichtbaar")).to_be_visible()
    assert page.evaluate(top) == before
    page.keyboard.press("Control+z")
    room.until(lambda: hidden() == 0, by=room.desk)


@pytest.mark.long
@pytest.mark.slow
def test_a_facilitator_rehearses_alone(stage: Stage) -> None:
    """Simulated people come by themselves, everybody can see that it is practice, and they write in the silence."""
    page = stage.device("oefening", CONSOLE)
    page.goto(f"{stage.base_url}/nieuw")
    page.get_by_label("Titel", exact=True).fill("Oefenen")
    page.get_by_label("Organisatie", exact=True).fill("Gemeente Meerdorp")
    page.get_by_label("Het project in het kort").fill("Camera's op het plein.")
    page.get_by_label("Oefenworkshop met nagespeelde deelnemers").check()
    page.get_by_role("button", name="Open workshop").click()
    page.get_by_label("Hoeveel er meedoen").fill(str(REHEARSING))
    page.get_by_role("button", name="Bewaar dit aantal").click()
    page.get_by_role("link", name="Naar je regiepagina").click()
    desk = Facilitator(page)
    expect(page.locator("header").get_by_text("Oefening", exact=True)).to_be_visible()
    expect(page.get_by_text(f"{REHEARSING} mensen zijn binnen.")).to_be_visible()
    desk.next("Begin de workshop", "Introductie")
    desk.next("Start stilte: Projectbeschrijving lezen (5 min)", "Projectbeschrijving lezen")
    expect(page.get_by_text("Het is stil. Iedereen leest.")).to_be_visible()
    expect(page.get_by_text("gaan de briefjes vanzelf open")).to_have_count(0)
    desk.end_silence("Start stilte: Waarden identificeren (5 min)")
    desk.next("Start stilte: Waarden identificeren (5 min)", "Waarden identificeren")
    expect(page.get_by_text(f"{REHEARSING} van {REHEARSING} klaar").first).to_be_visible()
    expect(desk.script.get_by_role("button", name="Volgende stap: Bespreken", exact=True)).to_be_visible()
    desk.next("Volgende stap: Bespreken", "Bespreken")
    expect(page.get_by_role("article").first).to_be_visible()
