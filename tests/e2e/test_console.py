# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The facilitator's hardest moments: taking back a row of changes, re-planning while it runs, and a room that asks."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from server.player.device import Device
from sessions.material.framework import ValueRef
from sessions.model import items as i
from sessions.model.poster_entries import PosterValueContent
from sessions.model.state import ValueContent
from sessions.wire import commands as c
from sessions.wire import records as r
from tests.e2e.conftest import CONSOLE, Stage
from tests.e2e.crowd import Crowd, Room, carry
from tests.e2e.hearing import hear
from tests.e2e.inspecting import broken_words
from tests.e2e.people import Facilitator

PRIVACY = ValueRef("privacy", "", "")
_ORDER = """(order) => {
  const parts = [...document.querySelector('.codio-console__grid').children];
  const told = parts.map((one) => /codio-(?:console__)?(script|main|rail)/.exec(one.className)[1]);
  const seen = (one) => { const {left, top} = one.getBoundingClientRect(); return innerWidth > 960 ? left * 10000 + top : top; };
  return told.join(' ') === order && parts.every((one, at) => at === 0 || seen(parts[at - 1]) < seen(one));
}"""
"""The parts of the page stand in this order, and are drawn in it: beside each other, or under each other where it is narrow."""
_WHOLE = "(one) => one.scrollWidth <= one.clientWidth && one.scrollHeight <= one.clientHeight"
"""Nothing of its words is cut off."""
_CLEAR = """() => {
  const notices = document.querySelector('.codio-desk__notices');
  notices.innerHTML = '<button class="codio-button" type="button">Probeer opnieuw</button>';
  const button = notices.firstElementChild;
  const { left, bottom } = button.getBoundingClientRect();
  const isFree = document.elementFromPoint(left + 20, bottom - 4) === button;
  notices.replaceChildren();
  return isFree;
}"""
"""The button of what was not stored lies under nothing."""


class Desk(Facilitator):
    """A workshop with three tables, its console, and what its facilitator has."""

    def __init__(self, stage: Stage, crowd: Crowd) -> None:
        self.workshop = Room(crowd)
        self.crowd = crowd
        self.people = [self.workshop.join(name) for name in ("Noor", "Ali", "Sam", "Bo", "Eva", "Jan", "Lot", "Tim", "Kim")]
        page = stage.device("regie", CONSOLE)
        carry(self.workshop.opened.facilitator, page.context)
        page.goto(f"{stage.base_url}/regie/{self.workshop.opened.session_id}")
        super().__init__(page)
        expect(self.script).to_be_visible()

    def said(self, words: str) -> None:
        """Wait until this stands where the last thing done can be taken back."""
        expect(self.page.locator(".codio-desk__undo").get_by_text(words)).to_be_visible()

    def entry(self, name: str) -> Locator:
        """An entry of the poster."""
        region = self.page.get_by_role("region", name="Op de poster")
        return region.get_by_role("listitem").filter(has=self.page.get_by_role("heading", name=name, exact=True))

    def form(self, name: str) -> Locator:
        """A form in place."""
        return self.page.get_by_role("form", name=name)

    def do_as(self, person: Device, command: c.Command) -> None:
        """A participant does something."""
        self.crowd.run(person.must(command))

    def table_of(self, person: Device) -> str:
        """Where somebody sits."""
        return self.workshop.one(r.MeRecord, lambda me: bool(me.table_id), by=person).table_id


@pytest.fixture
def desk(stage: Stage, crowd: Crowd) -> Desk:
    return Desk(stage, crowd)


def undo(page: Page) -> None:
    """Press what takes the last change back."""
    page.keyboard.press("Control+z")


def test_a_row_of_changes_is_taken_back_one_by_one_but_never_over_somebody_else(desk: Desk) -> None:
    """Put on the poster, changed, merged; each goes back to what was before, and a change by another stops it in words."""
    run = desk.workshop.go("A2b")
    desk.do_as(desk.people[0], c.AddNote("n1", run, ValueContent(PRIVACY, "Niemand volgen"), "rechtsstaat"))
    desk.workshop.open_silence()
    desk.workshop.do(c.ChooseNote("n1", 0, "chosen", "Hier draait het om"))
    desk.workshop.go("A3")
    desk.page.get_by_role("navigation", name="Delen van de poster").get_by_role("button", name="Spanningen 0").press("Enter")
    expect(desk.page.get_by_role("heading", name="Spanningen")).to_be_focused()
    expect(desk.page.get_by_role("button", name="Leg een spanning vast")).to_be_in_viewport()
    desk.press("Op de poster: Privacy")
    desk.said("Privacy staat op de poster")
    desk.press("Wijzig Privacy")
    desk.page.get_by_label("Wat betekent Privacy hier?").fill("Geen gezichten")
    desk.press("Bewaar")
    expect(desk.entry("Privacy").get_by_text("Geen gezichten")).to_be_visible()
    desk.workshop.do(
        c.PutPosterEntry(
            "e2", 0, PosterValueContent(foundation="rechtsstaat", value=ValueRef("explainability", "", ""), meaning="Leg het uit")
        )
    )
    desk.press("Meer voor Privacy")
    desk.page.get_by_role("menuitem", name="Voeg samen met een andere…").click()
    desk.press("Voeg samen")
    expect(desk.entry("Privacy")).to_have_count(0)
    expect(desk.entry("Uitlegbaarheid").get_by_text("met: Privacy")).to_be_visible()

    desk.page.get_by_role("heading", level=1).click()
    undo(desk.page)
    expect(desk.entry("Privacy").get_by_text("Geen gezichten")).to_be_visible()
    undo(desk.page)
    expect(desk.entry("Privacy").get_by_text("Hier draait het om")).to_be_visible()
    device = desk.workshop.desk

    def as_it_was() -> list[r.PosterValueRecord]:
        return [
            one
            for one in device.all(r.PosterValueRecord)
            if (one.content.value, one.content.meaning) == (PRIVACY, "Hier draait het om")
        ]

    desk.crowd.run(device.until(lambda: bool(as_it_was())))
    (entry,) = as_it_was()
    later = c.PutPosterEntry(
        entry.id,
        entry.rev,
        PosterValueContent(foundation=entry.content.foundation, value=PRIVACY, meaning="Een ander was eerder"),
        entry.origins,
    )
    desk.workshop.do(later)
    expect(desk.entry("Privacy").get_by_text("Een ander was eerder")).to_be_visible()
    undo(desk.page)
    hear(desk.page, "Niet ongedaan gemaakt", by="alert")
    desk.said("Niet ongedaan gemaakt")
    # Nothing older under the finger that was refused, until that was read; by key it is read too.
    expect(desk.page.get_by_role("button", name=re.compile("^Ongedaan maken: "))).to_have_count(0)
    # On a tablet lying down that stands at the foot of the work, and covers no button of what was not stored.
    desk.page.set_viewport_size({"width": 1024, "height": 768})
    assert desk.page.evaluate(_CLEAR)
    desk.page.set_viewport_size({"width": CONSOLE[0], "height": CONSOLE[1]})
    desk.press("Gezien")
    expect(desk.page.get_by_text("Niet ongedaan gemaakt", exact=False).locator("visible=true")).to_have_count(0)
    expect(desk.entry("Privacy").get_by_text("Een ander was eerder")).to_be_visible()


@pytest.mark.long
def test_after_a_step_undo_takes_back_nothing_older_and_what_was_taken_back_comes_again(desk: Desk) -> None:
    """What the button would do stands on it, whole; going back a step is asked first, because everybody goes along."""
    page = desk.page
    desk.workshop.go("A2c2")
    desk.press("Parkeer een punt")
    page.get_by_label("Waar praten we later over?").fill("Wie betaalt dit?")
    desk.press("Parkeer het")
    desk.said("Geparkeerd")

    def parked(record: r.ItemRecord) -> bool:
        return isinstance(record.content, i.Parked)

    undo(page)
    desk.workshop.until(lambda: not any(parked(record) for record in desk.workshop.desk.all(r.ItemRecord)))
    page.get_by_role("button", name="Opnieuw: Geparkeerd", exact=True).click()
    desk.workshop.one(r.ItemRecord, parked)
    desk.next("Volgende stap: Plenaire bespreking waarden", "Plenaire bespreking waarden")
    undo(page)
    question = page.get_by_role("dialog", name="Terug naar een eerdere stap")
    question.get_by_role("button", name="Nee, blijf hier").click()
    expect(page.get_by_role("button", name="Ongedaan maken: Geparkeerd")).to_have_count(0)
    back = page.get_by_role("button", name="Terug naar “Elke tafel vertelt”…")
    assert back.evaluate(_WHOLE)
    back.click()
    question.get_by_role("button", name="Ja, ga erheen").click()
    expect(page.get_by_role("heading", level=1, name="Elke tafel vertelt")).to_be_visible()
    desk.workshop.one(r.ItemRecord, parked)
    # Another device moves the room on: from there this button jumps over nothing.
    desk.workshop.go("A3")
    expect(page.get_by_role("heading", level=1, name="Plenaire bespreking waarden")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^Terug naar “"))).to_have_count(0)
    # Nor does it take back there what was done before.
    desk.press("Parkeer een punt")
    page.get_by_label("Waar praten we later over?").fill("En wie beheert het?")
    desk.press("Parkeer het")
    desk.said("Geparkeerd")
    desk.workshop.go("A2c2")
    expect(page.get_by_role("heading", level=1, name="Elke tafel vertelt")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^Ongedaan maken: "))).to_have_count(0)
    undo(page)
    assert sum(parked(record) for record in desk.workshop.desk.all(r.ItemRecord)) == 2


def test_ctrl_z_in_a_field_belongs_to_the_words(desk: Desk) -> None:
    """What is on the board stays when somebody takes back a word while typing."""
    tables = [desk.page.get_by_role("region", name=name) for name in ("Democratie", "Rechtsstaat", "Bestuurskracht")]
    expect(tables[0]).to_be_visible()
    tops = {table.evaluate("(one) => one.getBoundingClientRect().top") for table in tables}
    assert len(tops) == 1, "three tables stand side by side"
    # By keyboard and by ear the parts come as they are seen in the window in which the page begins.
    for width, order in ((1700, "script main rail"), (900, "rail script main"), (CONSOLE[0], "main rail script")):
        desk.page.set_viewport_size({"width": width, "height": CONSOLE[1]})
        desk.page.wait_for_function(_ORDER, arg=order)
    # On an upright tablet the work begins in the upper half, before the first step too; what else there is takes a line.
    desk.page.set_viewport_size({"width": 768, "height": 1024})
    desk.page.wait_for_function("document.querySelector('#work').getBoundingClientRect().top < 400")
    desk.page.get_by_role("button", name=re.compile("^Toegang en scherm")).click()
    expect(desk.page.get_by_role("region", name="Zo komen mensen binnen")).to_be_visible()
    desk.page.set_viewport_size({"width": CONSOLE[0], "height": CONSOLE[1]})
    desk.tab("Voorbereiding")
    desk.page.get_by_role("checkbox", name=re.compile("^Praat met de projectleider")).check()
    desk.page.get_by_role("navigation", name="Voorbereiding").get_by_role("button", name=re.compile("^De casus")).click()
    desk.press("Pas de casus aan")
    field = desk.page.get_by_label("Doel van de workshop")
    field.fill("Waarden wegen")
    field.press("Control+z")
    desk.press("Annuleer")
    desk.page.get_by_role("button", name=re.compile("^Vooraf te doen")).click()
    expect(desk.page.get_by_role("checkbox", name=re.compile("^Praat met de projectleider"))).to_be_checked()


def test_minutes_and_order_change_while_it_runs_and_what_has_begun_stays(desk: Desk) -> None:
    """The planning shows in the script, the server refuses what cannot be, and it can be taken back."""
    desk.workshop.go("A1")
    desk.press("Hele draaiboek")
    desk.press("Planning")
    dialog = desk.page.get_by_role("dialog")
    expect(dialog.get_by_text("is begonnen")).to_have_count(1)
    expect(dialog.get_by_role("button", name="Omlaag: Introductie")).to_have_count(0)
    dialog.get_by_role("spinbutton", name="Waarden identificeren").fill("8")
    expect(dialog.get_by_text("Samen 158 minuten.")).to_be_visible()
    dialog.get_by_role("button", name="Omhoog: Reflectie").click()
    # [PLN-05] [PLN-06] A break has its place and its time; what comes after it is later.
    dialog.get_by_role("button", name="Pauze hierna: Introductie").click()
    expect(dialog.get_by_text("Samen 173 minuten.")).to_be_visible()
    expect(
        dialog.get_by_role("listitem").filter(has_text="Pauze").first.get_by_text(re.compile(r"\d\d:\d\d–\d\d:\d\d"))
    ).to_be_visible()
    # Esc drops nothing: the way to the planning says that it is not stored.
    desk.page.keyboard.press("Escape")
    desk.press("Planning niet bewaard")
    expect(dialog.get_by_text("Samen 173 minuten.")).to_be_visible()
    dialog.get_by_role("button", name="Bewaar deze planning").click()
    rows = desk.script.get_by_role("listitem")
    expect(rows.filter(has_text="Waarden identificeren").get_by_text("8 minuten")).to_be_visible()
    # The page shows it at once; the server and the other devices follow.
    device = desk.workshop.desk
    desk.crowd.run(device.until(lambda: device.all(r.PlanRecord)[0].rev == 1))
    titles = [leaf.leaf_id for leaf in desk.workshop.desk.all(r.PlanRecord)[0].leaves]
    assert titles[:3] == ["A1", "break:1", "A2a"]
    expect(rows.filter(has_text="Pauze").get_by_text("15 minuten")).to_be_visible()
    assert titles.index("B7") == titles.index("B6") - 1
    # What is shown at once can be taken back once it is stored.
    expect(desk.page.get_by_role("button", name="Ongedaan maken: De planning is gewijzigd")).to_be_visible()
    undo(desk.page)
    expect(rows.filter(has_text="Waarden identificeren").get_by_text("5 minuten")).to_be_visible()
    # Another device goes on while other lengths are not stored yet: what is over by then stays as it is, and that is said.
    desk.press("Planning")
    dialog.get_by_role("spinbutton", name="Waarden identificeren").fill("7")
    dialog.get_by_role("spinbutton", name="Reflectie").fill("9")
    desk.workshop.go("A2b")
    met = dialog.get_by_text("Wat voorbij is, staat hier zoals het bewaard was")
    expect(met).to_be_visible()
    # In the smallest window that line goes with the list, and leaves room for it.
    desk.page.set_viewport_size({"width": 320, "height": 256})
    dialog.get_by_role("spinbutton", name="Reflectie").evaluate("(one) => one.scrollIntoView({ block: 'center' })")
    expect(met).not_to_be_in_viewport()
    desk.page.set_viewport_size({"width": CONSOLE[0], "height": CONSOLE[1]})
    dialog.get_by_role("button", name="Bewaar deze planning").click()
    desk.crowd.run(device.until(lambda: any(leaf.minutes == 9 for leaf in device.all(r.PlanRecord)[0].leaves)))
    assert {leaf.leaf_id: leaf.minutes for leaf in device.all(r.PlanRecord)[0].leaves}["A2b"] == 5


def test_a_table_that_asks_for_help_and_hands_are_seen_and_answered(desk: Desk) -> None:
    """[A11Y-11] Told to who cannot see, without a sound; one press answers each."""
    desk.workshop.go("A2c1")
    helped, speaker = desk.people[0], desk.people[1]
    # Each table that something is missing of has its own way there.
    missing = desk.page.get_by_role("region", name="Dit ontbreekt nog in deze stap")
    missing.get_by_role("button", name="Rechtsstaat: Nog niets gekozen").click()
    expect(desk.page.get_by_role("combobox", name="Tafel", exact=True).locator("option:checked")).to_have_text("Rechtsstaat")
    table = desk.table_of(helped)
    desk.do_as(helped, c.PutItem(f"help:{table}", 0, i.Help(table, "We komen er niet uit")))
    desk.do_as(speaker, c.RaiseHand(True))
    request = desk.page.get_by_role("region", name="Vraag om hulp")
    expect(request.get_by_text("We komen er niet uit")).to_be_visible()
    hear(desk.page, "vraagt of je komt", by="alert")
    # Who leads without looking hears that somebody wants to speak.
    hear(desk.page, "1 persoon wil iets zeggen.")
    request.get_by_role("button").click()
    expect(request).to_have_count(0)
    hands = desk.page.get_by_role("region", name="Handen")
    hands.get_by_role("button", name=re.compile("^Geef het woord: Ali")).click()
    expect(hands.get_by_role("button", name="Klaar")).to_be_visible()
    expect(hands.get_by_role("listitem")).to_have_count(0)
    expect(hands.get_by_text("Ali")).to_be_visible()


def test_a_long_word_that_comes_in_sight_later_has_its_hyphen_too(desk: Desk) -> None:
    """Out of sight it had no lines to look at; what unfolds it changes a class alone, and the page keeps its width."""
    page = desk.page
    page.evaluate(_NARROW_ROW, "Klantcontactcentrumtoegankelijkheid")
    row = page.locator(".codio-script__list > :last-child")
    broken_words(page)
    expect(row).to_be_hidden()
    assert "\u00ad" not in (row.text_content() or "")
    desk.press("Hele draaiboek")
    expect(row).to_have_text(re.compile("\u00ad"))
    assert broken_words(page) == []


_NARROW_ROW = """word => {
  const row = Object.assign(document.createElement('li'), { textContent: word, lang: 'nl' });
  Object.assign(row.style, { inlineSize: '9rem', overflowWrap: 'anywhere' });
  document.querySelector('.codio-script__list').append(row);
}"""


def test_what_is_parked_is_passed_on_in_the_end(desk: Desk) -> None:
    """[DOM-16] Parked in one step, answered in the last."""
    desk.workshop.go("A3")
    desk.press("Parkeer een punt")
    desk.page.get_by_role("dialog").get_by_label("Waar praten we later over?").fill("Wie betaalt dit?")
    desk.press("Parkeer het")
    desk.workshop.go("B7")
    missing = desk.page.get_by_role("region", name="Dit ontbreekt nog in deze stap")
    missing.get_by_role("button", name="1 geparkeerd punt is open").click()
    expect(desk.page.get_by_role("button", name="Behandeld: Wie betaalt dit?")).to_be_focused()
    desk.press("Stuur door…: Wie betaalt dit?")
    desk.page.get_by_label("Naar wie?").fill("De wethouder")
    desk.press("Stuur door")
    expect(desk.page.get_by_text("Doorgestuurd naar De wethouder").first).to_be_visible()
    expect(missing.get_by_text("geparkeerd")).to_have_count(0)


def test_a_long_name_has_its_hyphen_where_a_third_table_takes_the_room_beside_it(stage: Stage, crowd: Crowd) -> None:
    """A11Y-14: what a word stands in becomes narrower while neither the window nor the words change."""
    room = Room(crowd)
    page = stage.device("smal", (683, 600))
    carry(room.opened.facilitator, page.context)
    page.goto(f"{stage.base_url}/regie/{room.opened.session_id}")
    page.get_by_role("tab", name="Mensen").click()
    room.join("Joris van den Bestuurskrachtcentrum")
    name = page.get_by_text(re.compile("^Joris van den"))
    expect(name).to_be_visible()
    assert broken_words(page) == []
    assert "\u00ad" not in str(name.text_content())
    for other in ("Noor", "Ali", "Sam", "Bo", "Eva", "Jan", "Lot", "Tim"):
        room.join(other)
    expect(page.get_by_role("region", name=re.compile("^Bestuurskracht"))).to_be_visible()
    assert broken_words(page) == []
    assert "\u00ad" in str(name.text_content())
