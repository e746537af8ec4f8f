# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The table of pages, written out once more by hand: page × role × before and after the end × rehearsal."""

from __future__ import annotations

from typing import get_args

import pytest
from msgspec.structs import replace

from sessions.material.script import leaves
from sessions.model.codes import Refusal
from sessions.model.pages import PAGES, Page, check_page
from sessions.model.viewer import Role, Viewer
from sessions.wire import commands as c
from tests.sessions.world import FACILITATOR, World, opening

ROLES: tuple[Role, ...] = get_args(Role)
EVERYBODY = {"participant", "facilitator", "scribe", "screen"}

# Before the end, and after it.
EXPECTED: dict[Page, tuple[set[str], set[str]]] = {
    "poster": (EVERYBODY, EVERYBODY),
    "outcome": (EVERYBODY, EVERYBODY),
    "timelapse": ({"facilitator"}, EVERYBODY),
    "links": ({"facilitator"}, {"facilitator"}),
    "crowd": ({"facilitator"}, {"facilitator"}),
    "invitation": ({"facilitator"}, {"facilitator"}),
    "handouts": ({"facilitator"}, {"facilitator"}),
    "script": ({"facilitator"}, {"facilitator"}),
    "values": ({"facilitator"}, {"facilitator"}),
    "project_leader": ({"facilitator"}, {"facilitator"}),
    "erase": (set(), {"facilitator"}),
    "case": ({"facilitator", "scribe"}, {"facilitator", "scribe"}),
    "own": ({"participant"}, {"participant"}),
    # In a lobby nobody wrote yet.
    "earlier": (set(), EVERYBODY),
}


@pytest.mark.parametrize("what", get_args(Page))
@pytest.mark.parametrize("rehearsal", [False, True])
@pytest.mark.parametrize("closed", [False, True])
def test_the_table_says_who_may_open_which_page_and_when(what: Page, rehearsal: bool, closed: bool) -> None:
    world = World(1, command=replace(opening(), rehearsal=rehearsal))
    if closed:
        world.ok(c.CloseWorkshop(), FACILITATOR)
    before, after = EXPECTED[what]
    for role in ROLES:
        viewer = Viewer(role, "p1" if role == "participant" else "")
        if role not in after or (what == "crowd" and not rehearsal):
            code = "not_allowed"
        else:
            code = "" if closed or role in before else "not_now"
        assert check_page(world.session, viewer, what) == (Refusal(code) if code else None)  # type: ignore[arg-type]


def test_every_page_has_a_row() -> None:
    assert set(PAGES) == set(get_args(Page)) == set(EXPECTED)


def test_what_earlier_cases_said_is_shown_after_the_silent_writing_of_values_alone() -> None:
    """[DOM-23]"""
    world = World(3)
    writes = False
    for leaf in leaves(world.session.script):
        world.go(leaf.id)
        writes |= leaf.silent and "value" in leaf.kinds
        here = check_page(world.session, Viewer("participant", "p1"), "earlier")
        if not writes or (leaf.silent and "value" in leaf.kinds):
            assert here == Refusal("not_now"), leaf.id
        if world.run.silent:
            world.end_silence()
        now = check_page(world.session, Viewer("screen"), "earlier")
        assert now == (None if writes else Refusal("not_now")), leaf.id
    assert writes
