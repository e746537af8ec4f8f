# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A participant's hardest moments: what is his alone, what his table decides together, and what the room asks of him."""

from __future__ import annotations

import re
from typing import TypeVar

import pytest
from msgspec import structs
from playwright.sync_api import Locator, expect

from server.player.device import Device
from sessions.material.framework import ValueRef
from sessions.model import items as i
from sessions.model.poster_entries import PosterActionContent
from sessions.model.state import ActionContent, ValueContent
from sessions.wire import commands as c
from sessions.wire import records as r
from tests.e2e.conftest import PHONE, Stage
from tests.e2e.crowd import CASE, PAD, Crowd, Room
from tests.e2e.hearing import hear
from tests.e2e.inspecting import broken_words
from tests.e2e.people import Phone

PARKED = "Wie betaalt de beheerder, kanariepiet-parkeren?"
ACCENT = i.Accent(ValueRef("privacy"), "Wij beloven het in onze strategie.", "Niemand volgen die niets deed.")
RESEARCH = i.ResearchValue("rechtsstaat", ValueRef("privacy"), "Reizigers willen niet gevolgd worden.", "Verzonnen onderzoek")
LONG_WORD = "Meervoudigepersoonlijkheidsverzekeringsmaatschappij" * 2
_I = TypeVar("_I", bound=i.ItemContent)
SMALL_PHONE = (360, 740)
SIDEWAYS = "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"


class Pair:
    """Two people at one table that has all foundations: Noor has a phone in a browser, Ali is simulated."""

    def __init__(self, stage: Stage, crowd: Crowd, case: dict[str, str]) -> None:
        self.stage = stage
        self.room = Room(crowd, case)
        self.ali: Device = self.room.join("Ali", keep_frames=True)
        self.page = stage.device("noor", PHONE, has_touch=True)
        self.room.join_as(self.page.context, "Noor")
        self.page.goto(self.room.board_url)
        self.noor = Phone(self.page)
        expect(self.page.get_by_role("heading", name="Wie is er")).to_be_visible()

    def never_reached_ali(self, words: str) -> bool:
        """Whether no frame that Ali received holds these words."""
        return not any(words.encode() in frame for frame in self.ali.frames or [])

    def at(self, title: str) -> None:
        """Wait until the phone shows a step."""
        expect(self.page.get_by_role("heading", level=1, name=title)).to_be_visible()

    def region(self, name: str) -> Locator:
        """A named part of the page."""
        return self.page.get_by_role("region", name=name)


@pytest.fixture
def pair(stage: Stage, crowd: Crowd) -> Pair:
    return Pair(stage, crowd, CASE)


@pytest.fixture
def pad(stage: Stage, crowd: Crowd) -> Pair:
    return Pair(stage, crowd, PAD)


def test_what_is_parked_in_silence_is_its_authors_until_the_silence_is_over(pair: Pair) -> None:
    """[DOM-16] Parking needs no tool and breaks no silence; afterwards the room has the point, and a raised hand gets a turn."""
    page, room = pair.page, pair.room
    room.be_silent("A2b")
    pair.at("Waarden identificeren")
    expect(page.get_by_role("button", name="Hand opsteken")).to_have_count(0)
    pair.noor.press("Parkeerplaats")
    expect(page.get_by_label("Waar wil je op terugkomen?")).to_be_focused()
    expect(page.get_by_text("Tot de stilte voorbij is, zie alleen jij het.")).to_be_visible()
    # Whoever presses too soon is told why nothing happens, where the focus is (A11Y-24).
    pair.noor.press("Parkeer het")
    field = page.get_by_label("Waar wil je op terugkomen?")
    expect(field).to_be_focused()
    expect(field).to_have_accessible_description(re.compile("Schrijf eerst op wat je parkeert"))
    page.keyboard.type(PARKED)
    pair.noor.press("Parkeer het")
    expect(page.get_by_role("listitem").filter(has_text=PARKED)).to_contain_text("Van jou")
    # Something of the same moment that Ali does receive, so that nothing is on its way any more.
    room.do(c.AddTime(room.run_id, 1))
    room.until(lambda: pair.ali.run == room.desk.run, by=pair.ali)
    assert pair.never_reached_ali(PARKED)
    room.open_silence()
    room.sees(PARKED, by=pair.ali)

    room.go("A2c1")
    pair.at("Bespreken")
    room.do_as(pair.ali, c.RaiseHand(raised=True))
    expect(page.get_by_text("Wil spreken: Ali")).to_be_visible()
    pair.noor.press("Hand opsteken")
    expect(page.get_by_role("button", name="Hand: plek 2")).to_be_visible()
    room.do(c.GiveFloor(_participant(room, "Noor")))
    expect(page.get_by_text("Jij bent aan het woord.")).to_be_visible()
    hear(page, "Jij bent aan het woord")


def test_a_new_step_begins_at_its_heading_unless_somebody_types(pair: Pair) -> None:
    """A11Y-13: nobody lands in the middle of a form, and nobody loses the field under his hands."""
    page, room = pair.page, pair.room
    room.be_silent("A2b")
    pair.at("Waarden identificeren")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    assert page.evaluate("scrollY") > 0
    room.open_silence()
    room.go("A2c1")
    pair.at("Bespreken")
    page.wait_for_function("scrollY === 0")
    page.get_by_role("button", name="Nieuw briefje").click()
    pair.noor.pick_value("privacy")
    field = pair.noor.why
    field.fill("Omdat")
    there = (field.bounding_box() or {"y": 0})["y"]
    room.go("A2c2")
    expect(page.get_by_text("Wat je typte, blijft hier staan").first).to_be_visible()
    expect(field).to_be_focused()
    # In the window it stays where it is, whatever comes above it.
    assert (field.bounding_box() or {"y": 0})["y"] == pytest.approx(there, abs=80)


def test_a_phone_shows_first_what_the_step_is_about(stage: Stage, crowd: Crowd) -> None:
    """At 360 × 740: who follows the link sits at a table after two more taps and a name; what was stored, and the first note of
    the table, stand there without scrolling. The full run measures both (`scripts.measures`).
    """
    room = Room(crowd)
    ali = room.join("Ali")
    page = stage.device("noor", SMALL_PHONE, has_touch=True)
    page.goto(room.board_url)
    come_in = page.get_by_role("button", name="Doe mee")
    expect(come_in).to_be_in_viewport(ratio=1)
    page.get_by_label("Hoe mogen we je noemen?").tap()
    page.keyboard.type("Noor")
    come_in.tap()
    expect(page.get_by_text("Jij zit aan tafel")).to_be_visible()
    noor = Phone(page)
    run = room.be_silent("A2b")
    expect(page.get_by_role("heading", level=1, name="Waarden identificeren")).to_be_visible()
    noor.write_value("uitleg", "Dat iedereen het snapt.")
    stored = page.get_by_role("button", name="Bewaard: 1 briefje")
    expect(stored).to_be_in_viewport(ratio=1)
    stored.click()
    expect(noor.note("Dat iedereen het snapt.")).to_be_in_viewport()
    expect(page.get_by_role("heading", name="Jouw briefjes")).to_be_focused()
    room.do_as(ali, c.AddNote("n1", run, ValueContent(ValueRef("privacy"), "Omdat het hier telt."), "rechtsstaat"))
    room.open_silence()
    room.go("A2c1")
    expect(page.get_by_role("heading", level=1, name="Bespreken")).to_be_visible()
    first = page.get_by_role("article").first.get_by_role("heading")
    expect(first).to_be_in_viewport(ratio=1)
    # Long words break at a syllable, with a hyphen, in what people wrote too.
    words = "Klantcontactcentrumtoegankelijkheid voor arbeidsongeschiktheidsverzekeringsmaatschappijen"
    room.do_as(ali, c.AddNote("n2", room.run_id, ValueContent(ValueRef("transparency"), words), "democratie"))
    expect(noor.note(words)).to_be_visible()
    assert broken_words(page) == []
    assert "\u00ad" in str(noor.note(words).text_content())
    tools = [page.get_by_role("button", name=name) for name in ("Parkeerplaats", "Hand opsteken", "Vraag hulp")]
    assert len({round((tool.bounding_box() or {"y": 0})["y"]) for tool in tools}) == 1
    # The table chooses now: that, and not another note, is the main thing in the dock.
    dock = page.get_by_role("group", name="Wat je nu kunt doen").get_by_role("button")
    expect(dock).to_have_text(["Nieuw briefje", "Naar ons vel"])
    dock.last.tap()
    expect(page.get_by_role("tab", name="Ons vel")).to_be_focused()
    expect(dock).to_have_text(["Nieuw briefje", "Klaar om te vertellen"])
    dock.last.tap()
    room.until(lambda: any(sheet.ready for sheet in room.desk.all(r.SheetRecord)))
    # The sheet says how it stands, the dock what can be done about it.
    expect(dock).to_have_text(["Nieuw briefje", "Toch niet klaar"])
    expect(page.get_by_role("tabpanel").get_by_text("Klaar om te vertellen")).to_be_visible()


def test_a_table_answers_for_its_accent_values_and_lays_dots_that_nobody_sees_too_early(pair: Pair) -> None:
    """[DOM-09] An answer is the table's own; dots are hidden until everybody has laid his."""
    page, room = pair.page, pair.room
    room.put("a1", ACCENT)
    room.put("a2", i.Accent(ValueRef(principle_id="societal_value", name=LONG_WORD), LONG_WORD * 2, LONG_WORD * 3))
    run = room.be_silent("A2b")
    for key, value in (("n1", "privacy"), ("n2", "transparency")):
        room.do_as(pair.ali, c.AddNote(key, run, ValueContent(ValueRef(value), "Omdat het hier telt."), "rechtsstaat"))
    room.open_silence()
    room.go("A2c1")
    pair.at("Bespreken")

    page.get_by_text("Stippen: hulp bij het kiezen").click()
    more = page.get_by_role("button", name="Eén stip meer op Privacy")
    more.click()
    more.click()
    pair.noor.press("Mijn stippen liggen")
    expect(page.get_by_text("1 van 2 zijn klaar.")).to_be_visible()
    table = _table(room)
    dots = room.one(r.DotsRecord, lambda record: record.kind == "value" and record.placed == 1, by=pair.ali)
    assert not dots.shown
    assert not dots.counts
    dots_of_ali = i.Dots(table, "value", ("n2", "n2", "n1"))
    room.put(f"dots:{table}:value:{room.one(r.MeRecord, by=pair.ali).participant_id}", dots_of_ali, by=pair.ali)
    expect(page.get_by_text("De stippen zijn omgedraaid.")).to_be_visible()
    first = page.get_by_role("listitem").filter(has_text=re.compile("stip")).first
    expect(first).to_contain_text(re.compile("Privacy.*3 stippen"))

    pair.noor.tab("Ons vel")
    accents = pair.region("Accentwaarden van je organisatie")
    expect(accents.get_by_text("Niemand volgen die niets deed.")).to_be_visible()
    pair.noor.press("Geef antwoord: Privacy")
    page.get_by_label("deels", exact=True).check()
    page.get_by_label("Waarom?", exact=True).fill("Alleen bij de ingang.")
    pair.noor.press("Bewaar")
    room.sees("Alleen bij de ingang.", by=pair.ali)
    assert page.evaluate(SIDEWAYS) == 0


def test_a_table_words_an_action_together_out_of_its_notes_and_takes_it_back(pair: Pair) -> None:
    """What was weighed is kept with it; undo takes it away for everybody."""
    page, room = pair.page, pair.room
    run = room.be_silent("B4a")
    note = ActionContent("Beelden na zeven dagen wissen", "Beheer", (ValueRef("privacy"),))
    room.do_as(pair.ali, c.AddNote("n1", run, note, "rechtsstaat"))
    room.open_silence()
    room.go("B4b1")
    pair.at("Bespreken")
    pair.noor.tab("Samen")
    pair.noor.press("Schrijf samen een actie op")
    form = page.get_by_role("form", name="Een actie van onze tafel")
    form.get_by_role("button", name=re.compile("Beelden na zeven dagen wissen")).click()
    expect(form.get_by_label("Wat moet er gebeuren?")).to_have_value("Beelden na zeven dagen wissen")
    form.get_by_label("Wat moet er gebeuren?").fill("Beelden na drie dagen wissen")
    form.get_by_label("Wat hebben jullie afgewogen?").fill("Minder bewijs, meer rust.")
    assert page.evaluate(SIDEWAYS) == 0
    pair.noor.press("Bewaar")
    expect(page.get_by_role("heading", name="Beelden na drie dagen wissen")).to_be_visible()
    room.sees("Minder bewijs, meer rust.", by=pair.ali)
    pair.noor.press("Ongedaan maken")
    expect(page.get_by_role("heading", name="Beelden na drie dagen wissen")).to_have_count(0)
    room.until(lambda: not _of(pair.ali, i.JointAction), by=pair.ali)
    # What somebody else changed since is not taken back, and the phone shows why, until that was read.
    pair.noor.press("Opnieuw")
    expect(page.get_by_role("heading", name="Beelden na drie dagen wissen")).to_be_visible()
    joint = room.one(r.ItemRecord, lambda item: isinstance(item.content, i.JointAction), by=pair.ali)
    assert isinstance(joint.content, i.JointAction)
    changed = structs.replace(joint.content, action="Beelden na vier dagen wissen")
    room.do_as(pair.ali, c.PutItem(joint.item_id, joint.rev, changed))
    expect(page.get_by_role("heading", name="Beelden na vier dagen wissen")).to_be_visible()
    pair.noor.press("Ongedaan maken")
    why = page.locator(".codio-dock").get_by_text(re.compile("^Niet ongedaan gemaakt"))
    expect(why).to_be_in_viewport(ratio=1)
    assert page.evaluate(SIDEWAYS) == 0
    pair.noor.press("Gezien")
    expect(why).to_have_count(0)
    expect(page.get_by_role("heading", name="Beelden na vier dagen wissen")).to_be_visible()


def test_a_value_from_research_is_set_aside_with_a_reason_where_the_facilitator_points(pad: Pair) -> None:
    """[DOM-23] It lies there only once the script says so. Being called somewhere scrolls and marks, and takes no focus."""
    page, room = pad.page, pad.room
    room.put("r1", RESEARCH)
    room.go("2c1")
    pad.at("Bespreken: eigen waarden")
    assert not _of(pad.ali, i.ResearchValue)
    room.go("2c2")
    expect(page.get_by_text("Reizigers willen niet gevolgd worden.")).to_be_visible()
    expect(page.get_by_role("button", name="Niet kiezen: Privacy")).to_have_count(0)
    room.go("2c3")
    pad.at("Bespreken: gezamenlijke keuze")
    pad.noor.tab("Vel")
    focused = page.evaluate("document.activeElement.id")
    room.do(c.BringHere("item", "r1"))
    here = page.locator("[data-spotlit]")
    expect(here).to_contain_text("Reizigers willen niet gevolgd worden.")
    expect(here).to_be_in_viewport()
    hear(page, "De gespreksleider wijst aan: Privacy")
    assert page.evaluate("document.activeElement.id") == focused
    pad.noor.press("Niet kiezen: Privacy")
    page.get_by_role("button", name="Niet kiezen", exact=True).last.click()
    expect(page.get_by_text("Schrijf eerst een reden op.")).to_be_visible()
    page.get_by_label("Waarom kiezen jullie dit niet?").fill("Dat regelt de wet al.")
    page.get_by_role("button", name="Niet kiezen", exact=True).last.click()
    room.sees("Dat regelt de wet al.", by=pad.ali)
    (verdict,) = _of(pad.ali, i.ResearchVerdict)
    assert verdict.verdict == "set_aside"
    room.do(c.BringHere("item", ""))
    expect(here).to_have_count(0)
    # The dock is about the task of the step: what is worded together.
    room.go("3c2")
    pad.at("Gezamenlijk opstellen")
    pad.noor.press("Samen opschrijven")
    expect(page.get_by_role("form", name="Een actie van onze tafel")).to_be_visible()
    # On a tablet the actions of the poster are lines where four columns do not fit: no word is broken.
    page.set_viewport_size({"width": 1024, "height": 768})
    words = "Elk kwartaal bewoners van het plein uitnodigen en vragen wat zij merken"
    action = PosterActionContent(
        "rechtsstaat", words, holder="Functionaris gegevensbescherming", monitor="Klantcontactcentrum", term="voor de zomer"
    )
    room.do(c.PutPosterEntry("a1", 0, action))
    room.go("4b")
    expect(page.get_by_text(words)).to_be_visible()
    assert broken_words(page) == []


def test_a_reflection_is_its_authors_until_he_shares_it_and_again_after(pair: Pair) -> None:
    """Shared it has no author; no longer shared, it is gone from everybody else; what is taken away comes back with undo."""
    room = pair.room
    room.go("B7")
    pair.at("Reflectie")
    words = "Ik dacht eerst alleen aan veiligheid, kanariepiet-reflectie."
    mine = pair.region("Voor jezelf")
    mine.get_by_role("button", name=re.compile("^Schrijf iets op: ")).first.click()
    mine.get_by_label("Jouw antwoord").fill(words)
    pair.noor.press("Bewaar")
    expect(mine.get_by_text(words)).to_be_visible()
    # Something of the same moment that Ali does receive, so that nothing is on its way any more.
    room.put("k1", i.Parked("Iets van nu"))
    room.sees("Iets van nu", by=pair.ali)
    assert pair.never_reached_ali(words)
    share = mine.get_by_role("switch", name=re.compile("^Deel met de groep"))
    share.check()
    room.sees(words, by=pair.ali)
    assert "Noor" not in str([record for record in pair.ali.records.values() if words in str(record)])
    expect(pair.region("Gedeeld met de groep").get_by_text(words)).to_be_visible()
    share.uncheck()
    room.until(lambda: not _of(pair.ali, i.Reflection), by=pair.ali)
    mine.get_by_role("button", name="Haal weg").click()
    expect(mine.get_by_text(words)).to_have_count(0)
    pair.noor.press("Ongedaan maken")
    expect(mine.get_by_text(words)).to_be_visible()


def test_who_reads_english_hears_the_words_of_a_dutch_workshop_in_dutch(pair: Pair) -> None:
    """[BRD-31] [LNG-02] And what runs from the right orders no word of ours."""
    page, room = pair.page, pair.room
    room.go("B5")
    dutch, arabic = "Leg uit wat de camera doet.", "الخصوصية أولاً!"
    room.do(c.PutPosterEntry("a1", 0, PosterActionContent("rechtsstaat", dutch, holder=arabic)))
    page.goto(f"{pair.stage.base_url}/?taal=en")
    page.goto(room.board_url)
    expect(page.locator("bdi[lang=nl]", has_text=dutch)).to_be_visible()
    expect(page.locator("bdi[lang=nl]", has_text=arabic)).to_be_visible()
    page.goto(f"{pair.stage.base_url}/?taal=nl")
    page.goto(room.board_url)
    expect(page.locator("bdi", has_text=arabic)).to_be_visible()
    expect(page.locator("bdi")).to_have_count(1)


def _of(person: Device, kind: type[_I]) -> list[_I]:
    return [record.content for record in person.all(r.ItemRecord) if isinstance(record.content, kind)]


def _participant(room: Room, name: str) -> str:
    return room.one(r.PersonRecord, lambda person: person.name == name).participant_id


def _table(room: Room) -> str:
    return room.desk.all(r.TableRecord)[0].id
