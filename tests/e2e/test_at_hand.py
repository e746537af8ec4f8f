# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What lies on a paper table all day lies on the phone too: the case, the definitions, the questions, and what was chosen."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from server import content
from sessions.material.framework import ValueRef
from sessions.material.script import leaves
from sessions.model import items as i
from sessions.model.state import ValueContent
from sessions.wire import commands as c
from sessions.wire import records as r
from tests.e2e.conftest import CONSOLE, Stage
from tests.e2e.crowd import CASE, PAD, Crowd, Room, carry
from tests.e2e.test_participant import SIDEWAYS, Pair

NARROW = (360, 740)


def test_case_questions_and_chosen_values_stay_in_sight_from_the_table_to_writing_actions(stage: Stage, crowd: Crowd) -> None:
    """[A11Y-17] Setting aside stands on the note; a table's own choice comes first where an action is written, before any poster.
    What a value means opens by pressing.
    """
    pad = Pair(stage, crowd, PAD)
    page, room = pad.page, pad.room
    page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    room.put("r1", i.ResearchValue("rechtsstaat", ValueRef("privacy"), "Reizigers willen niet gevolgd worden.", "Onderzoek"))
    room.go("0")
    expect(page.get_by_text(re.compile("^Je zit aan tafel "))).to_be_visible()
    # Of the case only one of two things is known: it stands in the grid and in words.
    room.put("case", i.CaseForm(description=CASE["case_text"], proactivity="high"))
    room.go("1")
    expect(page.get_by_text("Bekend: hoog proactief. Met welke data is nog open.")).to_be_visible()
    run = room.be_silent("2b")
    pad.at("Publieke waarden beschrijven")
    # What stores comes right after the words, before all there is to read.
    page.get_by_label("Waarom?", exact=True).focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Bewaar briefje")).to_be_focused()
    page.get_by_text("De casus", exact=True).click()
    expect(page.get_by_text(CASE["case_text"])).to_be_visible()
    for key, value in (("n1", "transparency"), ("n2", "inclusiveness")):
        room.do_as(pad.ali, c.AddNote(key, run, ValueContent(ValueRef(value), "Omdat het hier telt."), "democratie"))
    room.open_silence()
    room.go("2c1")
    pad.at("Bespreken: eigen waarden")
    # On a phone they are folded: what is talked about comes first.
    page.get_by_text("Vragen om te bespreken").click()
    questions = page.get_by_role("listitem").filter(has_text="?").first
    expect(questions).to_be_visible()
    assert page.evaluate(SIDEWAYS) == 0
    # People only tell here; they choose where the script lets them.
    aside = page.get_by_role("button", name=re.compile("^Niet kiezen: ")).first
    expect(aside).to_have_count(0)
    room.go("2c3")
    pad.at("Bespreken: gezamenlijke keuze")
    box = aside.bounding_box()
    assert box
    assert box["height"] >= 44
    page.emulate_media(media="print")
    expect(page.locator(".codio-note").first).to_have_css("break-inside", "avoid")
    expect(page.locator(".codio-note").get_by_role("button")).to_have_count(0)
    page.emulate_media(media="screen")
    aside.click()
    expect(page.get_by_label("Waarom kiezen jullie dit niet?")).to_be_visible()
    page.get_by_role("button", name="Annuleer").click()
    note = room.one(r.NoteRecord, lambda one: one.id == "n1", by=pad.ali)
    room.do_as(pad.ali, c.ChooseNote("n1", note.choice_rev, "chosen", "Daar gaat het om."))
    table = room.one(r.MeRecord, lambda me: bool(me.table_id), by=pad.ali).table_id
    verdict = i.ResearchVerdict("r1", table, "chosen", "Dat hoort erbij.")
    room.put(f"verdict:r1:{table}", verdict, by=pad.ali)
    room.go("2c4")
    pad.at("Presentatie")
    room.put(f"help:{table}", i.Help(table), by=pad.ali)
    pad.noor.press("Hulp is niet meer nodig")
    expect(page.get_by_role("button", name="Hulp is niet meer nodig")).to_have_count(0)
    room.be_silent("3b")
    own = pad.region("Jullie waarden").get_by_role("listitem")
    expect(own).to_have_text(["Transparantie", "Privacy"])
    pills = page.get_by_role("group", name="Voor welke waarde?").get_by_role("button")
    expect(pills).to_have_text(["Transparantie", "Privacy", "Nog een waarde"])
    assert page.evaluate(SIDEWAYS) == 0
    expect(page.get_by_text("Manieren om een waarde te borgen", exact=True)).to_be_visible()
    room.open_silence()
    room.go("4a")
    pad.at("Plenair gesprek over acties")
    for question in next(leaf for leaf in leaves(content.script("codio-pad")) if leaf.id == "4a").questions:
        expect(page.get_by_text(question.nl)).to_be_visible()


def test_a_scribe_who_types_for_nobody_sees_how_to_begin_and_then_the_table_by_its_name(stage: Stage, crowd: Crowd) -> None:
    """No empty columns and no "our" table for somebody who has none."""
    room = Room(crowd, PAD)
    room.join("Ali")
    page = stage.device("notulen", CONSOLE)
    page.goto(room.enter("notulen", room.opened.scribe_key, page.context))
    room.go("2c1")
    expect(page.get_by_text("Je typt nog voor niemand.")).to_be_visible()
    expect(page.get_by_role("tab")).to_have_count(0)
    paper = page.get_by_role("group", name="Typ papieren briefjes van:").get_by_role("button").first
    name = paper.inner_text().strip()
    paper.click()
    expect(page.get_by_role("tab", name=name)).to_be_visible()
    page.get_by_role("tab", name="Vel").click()
    expect(page.get_by_role("heading", name=f"Het vel van {name}")).to_be_visible()
    # Zoomed in there is less room: the field that somebody types in stays the same one.
    page.get_by_label("Wat zie of hoor je?").fill("Stil")
    page.set_viewport_size({"width": 400, "height": 700})
    expect(page.get_by_text("Meer voor de notulist")).to_be_visible()
    page.keyboard.type(" hier")
    expect(page.get_by_label("Wat zie of hoor je?")).to_have_value("Stil hier")


def test_a_long_description_is_never_cut_in_silence(stage: Stage, crowd: Crowd) -> None:
    """What does not fit in a row of the case form stands whole beside it."""
    long = "De gemeente wil software die ruzie ziet. " * 60 + "Het laatste woord is kanariepiet."
    room = Room(crowd, {**PAD, "case_text": long})
    page = stage.device("regie", CONSOLE)
    carry(room.opened.facilitator, page.context)
    page.goto(f"{crowd.base_url}/regie/{room.opened.session_id}")
    page.get_by_role("tab", name="Voorbereiding").click()
    page.get_by_role("navigation", name="Voorbereiding").get_by_role("button", name=re.compile("^De casus")).click()
    expect(page.get_by_text("De casus is nog niet beschreven.")).to_have_count(0)
    expect(page.get_by_text("Het laatste woord is kanariepiet.")).to_be_visible()
    page.get_by_role("button", name="Beschrijf de casus").click()
    begun = page.get_by_label("Omschrijving project of casus").input_value()
    assert begun.endswith("ruzie ziet.")
    expect(page.get_by_text("Alleen het begin staat in het formulier.")).to_be_visible()
    expect(page.get_by_text("Het laatste woord is kanariepiet.")).to_be_visible()
