# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages around a workshop in a browser: on paper, for everybody, and looking back by keyboard."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from board.workshop_pages import PRINTS
from scripts.rehearsal import Rehearsal
from server.player.browser import join_workshop, open_workshop
from sessions.material.framework import ValueRef
from sessions.material.limits import MAX_NAME_CHARACTERS
from sessions.model import items as i
from sessions.model.poster_entries import PosterValueContent
from sessions.wire import commands as c
from sessions.wire import records as r
from tests.board.papers.looking import boxes, letters_pt, text_of, texts_of
from tests.e2e.conftest import CONSOLE, PHONE, Stage
from tests.e2e.contrast import SETTLED
from tests.e2e.crowd import CASE, Crowd, Room, carry
from tests.e2e.inspecting import problems
from tests.e2e.test_reading import lay_out

POINTS_PER_MM = 72 / 25.4
A4, A3, A1 = (210, 297), (297, 420), (594, 841)
LEAST_PT = 11.4
LONG_APPROACH = "Met drie tafels.\n" * 22
"""So long that the day goes on on a second sheet."""


EIGHT = """\
id = "waterland"
version = 3
title = "Leidende principes voor digitaal werken"
owner = "Hoogheemraadschap Waterland, programma Digitale Ethiek en Informatieveiligheid"
source = "Principekaart Waterland"
""" + "".join(
    f"""
[[values]]
principle = "{principle}"
name = "{number}. Openheid over wat we met gegevens doen, en waarom"
definition = "We vertellen wat we doen, met welke gegevens, van wie die zijn, hoe lang we ze houden en wie erbij mag."
"""
    for number, principle in enumerate(("mensenrechten", "participatie", "bestuurskwaliteit", "maatschappelijke waarde") * 2)
)


class Around:
    """A workshop that was played until its poster was fixed, and pages of its facilitator."""

    def __init__(self, stage: Stage, crowd: Crowd) -> None:
        self.play = crowd.run(Rehearsal.open(crowd.base_url, crowd.stack))
        self._stage, self._base = stage, crowd.base_url
        self._devices: dict[str, Page] = {}
        self.code, self.id = self.play.opened.code, self.play.opened.session_id
        desk = self.play.desk
        plan = i.Plan(date="2026-12-01", time="09:30", place="Stadhuis", follow_up="8 december", approach=LONG_APPROACH)
        for item_id, content in (("plan", plan), ("case", i.CaseForm(description=self.play.case.text, dpia="planned"))):
            known = desk.device.records.get(f"item:{item_id}")
            crowd.run(desk.must(c.PutItem(item_id, known.rev if isinstance(known, r.ItemRecord) else 0, content)))

    def act(self, crowd: Crowd) -> None:
        """From the first silence to the final poster."""
        play, everybody = self.play, len(self.play.people)
        for silence, talk, tell, plenary in (("A2b", "A2c1", "A2c2", "A3"), ("B4a", "B4b1", "B4b2", "B5")):
            crowd.run(play.be_silent(silence, ready=everybody))
            crowd.run(play.open_notes())
            crowd.run(play.go(talk))
            crowd.run(play.talk(slice(None)))
            crowd.run(play.go(tell))
            crowd.run(play.hear_all())
            crowd.run(play.go(plenary))
            crowd.run(play.discuss())
        crowd.run(play.go("B6"))
        crowd.run(play.make_final())

    def page(self, path: str, size: tuple[int, int] = CONSOLE, **options: Any) -> Page:
        """A page of the facilitator's, on the one device that he has of this kind."""
        kind = str((size, sorted(options)))
        if kind not in self._devices:
            self._devices[kind] = self._stage.device(f"gespreksleider-{size[0]}", size, **options)
            carry(self.play.opened.facilitator, self._devices[kind].context)
        self._devices[kind].goto(self._base + path)
        return self._devices[kind]


def on_paper(page: Page) -> bytes:
    """What the browser makes of a page on paper, once it is drawn in its own letters and with its hyphens."""
    page.evaluate("() => document.fonts.ready.then(() => undefined)")
    page.evaluate(SETTLED)
    return page.pdf(prefer_css_page_size=True, print_background=True)


def sheets(page: Page, size: tuple[int, int], *, wide: bool) -> int:
    """How many sheets the browser prints; all must have this size, in mm."""
    pdf = on_paper(page)
    boxes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]", pdf)
    assert len(boxes) == len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) > 0
    wanted = size[::-1] if wide else size
    for box in boxes:
        printed = [float(side) / POINTS_PER_MM for side in box]
        assert all(abs(side - other) < 1 for side, other in zip(printed, wanted, strict=True)), printed
    return len(boxes)


@pytest.mark.slow
@pytest.mark.parametrize("every", [8, pytest.param(1, marks=pytest.mark.long)], ids=["an eighth", "all"])
def test_a_full_poster_is_one_sheet_of_a3_or_a1_and_the_hand_outs_are_sheets_of_a4(
    stage: Stage, crowd: Crowd, every: int
) -> None:
    """[DOM-24] Of every page the sheets are counted; `every` says of which ones it is looked for what is wrong with them."""
    around = Around(stage, crowd)
    around.act(crowd)
    poster = f"/w/{around.code}/poster"
    for paper, size in (("a3", A3), ("a1", A1))[: 1 if every > 1 else 2]:
        shown = around.page(f"{poster}?papier={paper}")
        expect(shown.locator(".codio-poster--printed")).to_have_attribute("style", re.compile("codio-unit: calc"))
        assert sheets(shown, size, wide=True) == 1
        (words,) = boxes(on_paper(shown))
        assert min(box.bottom for box in words) < 0.12 * size[0] * POINTS_PER_MM, "the sheet is filled"
        narrow = around.page(f"{poster}?papier={paper}", PHONE)
        expect(narrow.locator(".codio-poster--printed")).to_have_attribute("style", re.compile("codio-unit: calc"))
        assert boxes(on_paper(narrow)) == [words], "whatever the window"
    # The address of what comes of it breaks between its parts: nobody types half of a key.
    crowd.run(around.play.opened.facilitator.post(f"/regie/{around.id}/zaak", {}))
    shown = around.page(f"{poster}?papier=a3")
    expect(shown.locator(".codio-poster--printed")).to_have_attribute("style", re.compile("codio-unit: calc"))
    address = shown.locator(".codio-poster__status a").first.get_attribute("href") or ""
    assert address.rpartition("/")[2] in text_of(on_paper(shown))
    prints = f"/regie/{around.id}/drukwerk"
    assert sheets(around.page(f"{prints}/tafelkaarten"), A4, wide=True) == len(around.play.tables)
    counted = {
        "definities": 3,
        "vel?soort=actie": len(around.play.tables),
        "acties": 2,
        "definities/rechtsstaat": 1,
        "briefjes?soort=waarde": 1,
        "briefjes?soort=actie": 1,
        "vel?soort=waarde": len(around.play.tables),
        "naamkaartjes": 2 * len(around.play.tables),
    }
    # Of sheets of one kind the short run prints one.
    for what, many in list(counted.items())[: 3 if every > 1 else None]:
        assert sheets(around.page(f"{prints}/{what}"), A4, wide=False) == many, what
    if every == 1:
        assert sheets(around.page(f"{prints}/waardenkader"), A4, wide=True) == 1
    for what in ("casus", "gids", "aanpak")[:: 3 if every > 1 else 1]:
        assert sheets(around.page(f"{prints}/{what}"), A4, wide=False) >= 1
    plan = on_paper(around.page(f"{prints}/aanpak"))
    assert len(boxes(plan)) == 2
    assert text_of(plan).count("Samen") == 1, "the sum stands at the end of the day alone"
    outcome = around.page(f"/uitkomst/{around.id}")
    assert sheets(outcome, A4, wide=False) >= 2
    expect(outcome.get_by_role("heading", name="Wat elke tafel koos")).to_be_visible()

    pages = [f"{prints}/{what}" for what in PRINTS]
    for path in [f"/uitkomst/{around.id}", *pages][::every]:
        # Sheet by sheet, and not where each line ends: a word keeps the hyphens that its window asked for.
        printed = texts_of(on_paper(around.page(path)))
        assert texts_of(on_paper(around.page(path, PHONE))) == printed, f"{path}: whatever the window"
    pages += [prints, f"/regie/{around.id}/uitnodiging", f"/regie/{around.id}/links"]
    pages += [f"/uitkomst/{around.id}", f"/terugblik/{around.id}", f"/w/{around.code}/vooraf"]
    found = [f"{path}: {what}" for path in pages[::every] for what in problems(around.page(path))]
    assert not found


@pytest.mark.slow
@pytest.mark.long
@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_lies_on_each_table_fits_its_sheet_with_own_values_and_forty_five_people(
    stage: Stage, crowd: Crowd, language: str
) -> None:
    """[DOM-24]"""
    opened = crowd.run(open_workshop(crowd.base_url, CASE | {"language": language, "script": "codio-pad", "own_values": EIGHT}))
    for number in range(45):
        crowd.run(join_workshop(crowd.base_url, opened.code, "W" * MAX_NAME_CHARACTERS if number % 3 else "Noor", "uitvoering"))
    prints = f"/regie/{opened.session_id}/drukwerk"

    page = stage.device("gespreksleider", CONSOLE)
    carry(opened.facilitator, page.context)

    def printed(what: str) -> int:
        page.goto(f"{crowd.base_url}{prints}/{what}")
        return sheets(page, A4, wide=what in ("tafelkaarten", "waardenkader"))

    found = {
        what: printed(what)
        for what in ("waardenkader", "definities", "tafelkaarten", "naamkaartjes", "briefjes", "vel", "onderzoek")
    }
    # Nine tables of five: two sheets of four cards each, a sheet for their values and one for their actions.
    assert found == {
        "waardenkader": 1,
        "definities": 3,
        "tafelkaarten": 9,
        "naamkaartjes": 18,
        "briefjes": 2,
        "vel": 18,
        "onderzoek": 3,
    }


@pytest.mark.slow
def test_looking_back_works_by_keyboard_and_without_motion(stage: Stage, crowd: Crowd) -> None:
    around = Around(stage, crowd)
    desk = around.play.desk
    crowd.run(around.play.go("A3"))
    crowd.run(
        desk.must(
            c.PutPosterEntry(
                "v1", 0, PosterValueContent(foundation="rechtsstaat", value=ValueRef("privacy"), meaning="niemand volgen")
            )
        )
    )
    crowd.run(desk.must(c.PutPosterEntry("v2", 0, PosterValueContent(foundation="democratie", value=ValueRef("transparency")))))
    page = around.page(f"/terugblik/{around.id}", PHONE, reduced_motion="reduce")
    slider = page.get_by_role("slider", name="Waar in de workshop")
    # The board first, what moves it under it, and both on the first screen.
    board = page.get_by_role("region", name="Democratie")
    play = page.get_by_role("button", name="Speel af")
    assert (board.bounding_box() or {"y": 1})["y"] < (slider.bounding_box() or {"y": 0})["y"]
    for part in (board, slider, play):
        expect(part).to_be_in_viewport()
    slider.focus()
    page.keyboard.press("End")
    # One count: what the list beside it holds.
    listed = sum(int(one) for one in page.locator(".codio-timelapse__steps summary .codio-number").all_inner_texts())
    expect(page.locator("[data-now]")).to_contain_text(f"· {listed} / {listed}")
    rule_of_law = page.get_by_role("region", name="Rechtsstaat")
    expect(rule_of_law.get_by_text("Privacy")).to_be_visible()
    expect(page.get_by_role("region", name="Democratie").get_by_text("Transparantie")).to_be_visible()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_text("Transparantie", exact=True).first).not_to_be_visible()
    # No words of people are struck through: what was not chosen says so.
    assert page.locator(".codio-timelapse__thing").evaluate_all(
        "things => things.every(one => getComputedStyle(one.firstElementChild).textDecorationLine === 'none')"
    )
    page.keyboard.press("Home")
    expect(rule_of_law.get_by_text("Privacy")).to_have_count(0)
    page.get_by_role("combobox", name="Snelheid").select_option("heel snel")
    page.get_by_role("button", name="Speel af").press("Enter")
    expect(page.get_by_role("region", name="Democratie").get_by_text("Transparantie")).to_be_visible()
    # It stops by itself at the end, and says so on the button.
    expect(page.get_by_role("button", name="Speel af")).to_be_visible()
    moving = "() => document.getAnimations().filter(each => each.playState === 'running').length"
    assert page.evaluate(moving) == 0
    step = page.get_by_role("combobox", name="Ga naar een stap")
    last = step.input_value()
    slider.focus()
    page.keyboard.press("PageUp")
    assert step.evaluate("one => one.selectedIndex") == step.evaluate("one => one.options.length") - 2
    page.keyboard.press("PageDown")
    expect(step).to_have_value(last)
    # Slowly, so that it is not over before anybody looks.
    page.get_by_role("combobox", name="Snelheid").select_option("rustig")
    slider.focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Pauze")).to_be_visible()
    page.keyboard.press("Space")
    expect(play).to_be_visible()
    # Without a focus too, as the page says.
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Pauze")).to_be_visible()
    page.keyboard.press("Space")
    expect(play).to_be_visible()
    page.get_by_text("3. Plenaire bespreking waarden").last.click()
    expect(page.get_by_text("Op de poster, waarde: Privacy")).to_be_visible()


@pytest.mark.slow
@pytest.mark.long
def test_a_crowded_poster_uses_its_sheet(stage: Stage, crowd: Crowd) -> None:
    """[DOM-24] Where the longest name holds all others back, it gives way before they become too small."""
    room = Room(crowd)
    room.go("A3")
    lay_out(room, 18, 12)
    room.do(c.TakeSnapshot())
    page = stage.device("gespreksleider", CONSOLE)
    carry(room.opened.facilitator, page.context)
    page.goto(f"{crowd.base_url}/w/{room.opened.code}/poster?papier=a3")
    expect(page.locator(".codio-poster--printed")).to_have_attribute("style", re.compile("codio-unit: calc"))
    printed = on_paper(page)
    assert letters_pt(printed, "Klantcontactcentrum") > LEAST_PT
    (words,) = boxes(printed)
    assert min(box.bottom for box in words) < 0.12 * A3[0] * POINTS_PER_MM, "the sheet is filled"
