# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The projector can be read from the last row, in every step, with as much on it as a large workshop brings."""

from __future__ import annotations

from itertools import cycle, islice

import pytest
from playwright.sync_api import Page, expect

from server import content
from sessions.material.framework import FOUNDATION_IDS, ValueRef
from sessions.material.script import Leaf, leaves
from sessions.model import items as i
from sessions.model.poster_entries import PosterActionContent, PosterValueContent, TensionContent
from sessions.wire import commands as c
from sessions.wire import records as r
from tests.e2e.conftest import PROJECTOR, Stage
from tests.e2e.crowd import CASE, PAD, Crowd, Room
from tests.e2e.reading import hard_to_read, pages

LIKENESS = """() => ({
  names: [...document.querySelectorAll('.codio-poster__value-name')]
    .filter((one) => one.checkVisibility()).map((one) => getComputedStyle(one).fontSize),
  actions: document.querySelectorAll('[data-piece^=actions]:not([hidden])').length,
  depths: [...document.querySelectorAll('.codio-poster__values, .codio-poster__table tbody')].map((one) =>
    Math.max(0, ...[...one.querySelectorAll('[data-piece]')].map((piece) => piece.getBoundingClientRect().bottom / innerHeight)),
  ).filter((depth) => depth > 0),
})"""
"""Of the page that is shown: the sizes of the names of values, how many actions there are, and how far down either reach."""

BEGINS_LATE = """(begun) => {
  const waiting = [...document.querySelectorAll('.codio-screen-waiting--row > *')].filter((one) => one.checkVisibility());
  const before = [...document.querySelectorAll('[data-piece^=actions]')].some((one) => one.checkVisibility());
  const late = !before && waiting.length > 0 && waiting[0].getBoundingClientRect().top > begun * innerHeight;
  return late ? [`begins at ${waiting[0].getBoundingClientRect().top} px`] : [];
}"""
"""What waits beside the plan on a page of its own begins under the heading."""
BEGUN = 0.25
FILLED = 0.8
"""So far down a page of values or actions reaches at least, of the height of the screen."""

MEANINGS = ("Niemand volgen die niets deed", "", "Uitleggen zoals je het aan je buurvrouw uitlegt, in gewone woorden en op tijd")
ACTIONS = (
    "Beelden na drie dagen wissen",
    "Elk kwartaal bewoners van het plein uitnodigen en vragen wat zij merken",
    "Onafhankelijke toets op vooringenomenheid laten doen",
)
HOLDERS = ("Functionaris gegevensbescherming", "Klantcontactcentrum", "", "Projectleider")


def lay_out(room: Room, values: int, actions: int) -> None:
    """So many values, evenly over the foundations, and so many actions on the poster; the case, a tension and answers besides."""
    framework = content.framework("waardenkader-2025")
    of = {principle.id: principle.foundation for principle in framework.principles}
    known = {one: cycle([value.id for value in framework.values if of[value.principle] == one]) for one in FOUNDATION_IDS}
    for number, foundation in enumerate(islice(cycle(FOUNDATION_IDS), values)):
        value = PosterValueContent(foundation=foundation, value=ValueRef(next(known[foundation])), meaning=MEANINGS[number % 3])
        room.do(c.PutPosterEntry(f"v{number}", 0, value))
    for number, foundation in enumerate(islice(cycle(FOUNDATION_IDS), actions)):
        who, watches = HOLDERS[number % 4], HOLDERS[(number + 1) % 4]
        told = PosterActionContent(foundation, ACTIONS[number % 3], holder=who, monitor=watches, term="voor de zomer")
        room.do(c.PutPosterEntry(f"a{number}", 0, told))
    one = room.one(r.PosterValueRecord, lambda value: value.id == "v0").content.value
    other = room.one(r.PosterValueRecord, lambda value: value.id == "v1").content.value
    room.do(c.PutPosterEntry("spanning", 0, TensionContent(value_a=one, value_b=other, choice="Alleen bij de ingang")))
    about = "Software ziet ruzie op het plein. " * 12
    form = i.CaseForm(description=about, goal="Sneller hulp. " * 6, proactivity="high", data_origin="own", data_used="Beelden")
    room.put("case", form)


class Wall:
    """A workshop with as much on its poster, and its screen in browsers of these sizes."""

    def __init__(self, stage: Stage, crowd: Crowd, case: dict[str, str], sizes: tuple[tuple[int, int], ...]) -> None:
        self.room = Room(crowd, case)
        self.people = [self.room.join(f"Mens {number}") for number in range(4)]
        self.screens: list[Page] = []
        for size in sizes:
            page = stage.device(f"scherm-{size[0]}", size)
            page.goto(self.room.enter("scherm", self.room.opened.screen_key, page.context))
            self.screens.append(page)
        self.wrong: dict[str, list[str]] = {}

    def look(self, name: str, words: str) -> None:
        """At every page of what the screen shows once its heading has these words."""
        for page in self.screens:
            expect(page.get_by_role("heading", level=1, name=words)).to_be_visible()
            for number in range(pages(page)):
                found = hard_to_read(page)
                found += page.evaluate(BEGINS_LATE, BEGUN)
                if found:
                    self.wrong[f"{name}, page {number + 1}, {page.viewport_size}"] = found
                page.keyboard.press("PageDown")

    def run(self, leaf: Leaf) -> None:
        """Go to a step, look at its silence when it has one, and at the step."""
        title, room = leaf.title.nl, self.room
        if leaf.silent:
            room.be_silent(leaf.id)
            self.look(f"{leaf.id} in silence", " ".join(line.nl for line in (leaf.questions or (leaf.do,)))[:60])
            room.open_silence()
        else:
            room.go(leaf.id)
        if leaf.pitches:
            table = room.desk.all(r.TableRecord)[0]
            room.do(c.StartPitch(room.run_id, table.id))
            title = "vertel"
        # The poster is headed by the name of the workshop; the step stands above it.
        self.look(leaf.id, CASE["title"] if leaf.screen == "poster" else title)


def play(wall: Wall, script_id: str, values: int, actions: int) -> None:
    script = content.script(script_id)
    laid = False
    for leaf in leaves(script):
        wall.run(leaf)
        if not laid and leaf.mode != "plenary":
            lay_out(wall.room, values, actions)
            laid = True
    wall.room.do_as(wall.people[0], c.RaiseHand(raised=True))
    wall.look("a raised hand", "eflect")
    for stage in ("lobby", "clock", "case", "framework", "values", "actions", "poster", "checklist", "parked"):
        wall.room.do(c.ShowOnScreen(stage))
        wall.look(f"shown: {stage}", {"lobby": CASE["title"], "poster": CASE["title"]}.get(stage, ""))
    wall.room.do(c.TakeSnapshot())
    wall.room.do(c.CloseWorkshop())
    wall.look("closed", CASE["title"])


def test_in_every_step_all_text_is_on_the_screen_and_large_enough_for_the_last_row(stage: Stage, crowd: Crowd) -> None:
    """[SCR-01] With eighteen values and twelve actions."""
    wall = Wall(stage, crowd, CASE, (PROJECTOR,))
    play(wall, CASE["script"], 18, 12)
    assert wall.wrong == {}
    # Full pages: the values on two, the actions on four at most, the rest together.
    assert pages(wall.screens[0]) <= 7
    # Equal values look equal, on all pages, and each page has about as many actions as the others.
    sizes, rows, depths = set(), [], []
    for _ in range(pages(wall.screens[0])):
        seen = wall.screens[0].evaluate(LIKENESS)
        sizes |= set(seen["names"])
        rows += [seen["actions"]] if seen["actions"] else []
        depths += seen["depths"]
        wall.screens[0].keyboard.press("PageDown")
    assert len(sizes) == 1, sizes
    assert max(rows) - min(rows) <= 1, rows
    # Each page of actions, and at least one of values.
    assert len(depths) > len(rows)
    assert min(depths) > FILLED, depths


@pytest.mark.long
@pytest.mark.parametrize(("values", "actions"), [(4, 3), (18, 40), (40, 12)])
def test_so_it_is_on_screens_of_all_sizes(stage: Stage, crowd: Crowd, values: int, actions: int) -> None:
    """[SCR-01]"""
    wall = Wall(stage, crowd, PAD, (PROJECTOR, (1280, 720), (1024, 768), (3840, 2160)))
    play(wall, PAD["script"], values, actions)
    assert wall.wrong == {}
