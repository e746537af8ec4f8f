# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every button of every role in every step, pressed by keyboard: no page breaks, and the focus never falls off it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from server import content
from server.player.browser import join_workshop
from sessions.material.framework import ValueRef
from sessions.material.script import Leaf, leaves
from sessions.model.state import ActionContent, ValueContent
from sessions.wire import commands as c
from sessions.wire import records as r
from tests.e2e.conftest import CONSOLE, PHONE, Stage
from tests.e2e.crowd import CASE, PAD, Crowd, Room, carry
from tests.e2e.pressing import Hand
from tests.e2e.test_reading import lay_out

ROLES = ("facilitator", "participant", "scribe", "screen")
SPARED = "Haal (Ali|Sam|Bo) weg|daarna binnenkwam"
"""It would take out people with whose devices the test goes on."""
FIRST_STEP = "Begin de workshop|Ja, ga erheen"
"""Nobody comes back to before it."""
ONCE = "Maak een andere code"
"""A workshop has so many codes and no more in a while: it is pressed before the first step."""
STILL = "window.print = () => {}"
"""A dialog of the browser that no page can close."""


class Pressed:
    """A workshop with a page of one role, which goes from step to step with something on the board of each kind."""

    def __init__(self, stage: Stage, crowd: Crowd, role: str, case: dict[str, str]) -> None:
        self.room = Room(crowd, case)
        # The first has no device, and can be taken out.
        crowd.run(join_workshop(crowd.base_url, self.room.opened.code, "Eva"))
        self.people = [self.room.join(name) for name in ("Ali", "Sam", "Bo")]
        self._leaf = ""
        self._title = ""
        page = stage.device(role, PHONE if role == "participant" else CONSOLE)
        page.add_init_script(STILL)
        page.goto(self._address(role, page))
        expect(page.locator("main")).to_have_count(1)
        self._watch = stage.watch(page)
        self._heading = page.get_by_role("heading", level=1)
        self.hand = Hand(stage, page, self._return if role == "facilitator" else lambda: None)

    def _address(self, role: str, page: Page) -> str:
        room = self.room
        match role:
            case "facilitator":
                carry(room.opened.facilitator, page.context)
                return f"{room.crowd.base_url}/regie/{room.opened.session_id}"
            case "participant":
                room.join_as(page.context, "Noor")
                return room.board_url
            case "scribe":
                return room.enter("notulen", room.opened.scribe_key, page.context)
            case _:
                return room.enter("scherm", room.opened.screen_key, page.context)

    def go(self, leaf: Leaf) -> None:
        """To this step, with notes that somebody wrote in its silence."""
        self._leaf, self._title = leaf.id, leaf.title.nl
        if not leaf.silent:
            self.room.go(leaf.id)
            return
        run = self.room.be_silent(leaf.id)
        for number, person in enumerate(self.people[:2]):
            told = (
                ValueContent(ValueRef("privacy"), "Niemand volgen")
                if "value" in leaf.kinds
                else ActionContent("Bordjes ophangen")
            )
            if leaf.kinds:
                self.room.do_as(person, c.AddNote(f"{leaf.id}-{number}", run, told, "rechtsstaat"))

    def leave(self, leaf: Leaf) -> None:
        """Nobody leaves a silence before it is over."""
        if leaf.silent and self.room.desk.run is not None and self.room.desk.run.opened_to == "author":
            self.room.open_silence()

    def _return(self) -> None:
        """What was pressed may have led everybody elsewhere: then the page says so in its heading."""
        if not self._leaf or self._heading.inner_text() == self._title:
            return
        room = self.room
        # The simulated facilitator follows the page in his own time.
        now = self._watch.current_run().id
        room.until(lambda: room.desk.workshop.current == now)
        room.until(
            lambda: room.desk.workshop.phase == "closed" or (room.desk.run is not None and room.desk.run.leaf_id != self._leaf)
        )
        if room.desk.workshop.phase == "closed":
            room.do(c.ReopenWorkshop())
        run = room.desk.run
        if run is not None and run.silent and run.opened_to == "author":
            room.open_silence()
        room.go(self._leaf)
        expect(self._heading).to_have_text(self._title)


def _press_in(pressed: Pressed, steps: tuple[str, ...]) -> None:
    """In the steps with these ids, on the way through all that come before; in all of them when none is named."""
    script = pressed.room.one(r.PlanRecord)
    order = [planned.leaf_id for planned in script.leaves]
    known = {leaf.id: leaf for one in content.scripts() for leaf in leaves(one)}
    last = max((order.index(step) for step in steps), default=len(order) - 1)
    laid = False
    if not steps:
        pressed.hand.press_all(spared=f"{SPARED}|{FIRST_STEP}")
    for leaf in [known[leaf_id] for leaf_id in order[: last + 1]]:
        pressed.go(leaf)
        if not steps or leaf.id in steps:
            pressed.hand.press_all(spared=SPARED if steps else f"{SPARED}|{ONCE}")
        pressed.leave(leaf)
        if not laid and leaf.mode != "plenary":
            lay_out(pressed.room, 2, 2)
            laid = True
    assert pressed.hand.pressed


@pytest.mark.slow
@pytest.mark.parametrize(
    ("role", "steps"),
    [
        # His page has the most buttons by far: twenty seconds, which the long test below takes for every step.
        pytest.param("facilitator", ("A1",), marks=pytest.mark.long),
        ("participant", ("A2c1",)),
        pytest.param("scribe", ("A1",), marks=pytest.mark.long),
        pytest.param("screen", ("A1",), marks=pytest.mark.long),
    ],
)
def test_every_button_of_a_role_can_be_pressed_in_some_steps(
    stage: Stage, crowd: Crowd, role: str, steps: tuple[str, ...]
) -> None:
    """A11Y-13"""
    _press_in(Pressed(stage, crowd, role, CASE), steps)


@pytest.mark.long
@pytest.mark.parametrize("case", [CASE, PAD], ids=["project", "pad"])
@pytest.mark.parametrize("role", ROLES)
def test_so_it_is_in_every_step(stage: Stage, crowd: Crowd, role: str, case: dict[str, str]) -> None:
    """A11Y-13"""
    _press_in(Pressed(stage, crowd, role, case), ())
