# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long a workshop is kept, and what is done with it next."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from sessions.afterwards.terms import Due, Terms, due
from sessions.material.limits import DAY_MS
from sessions.model.items import Item, Plan
from sessions.wire import commands as c
from tests.sessions.world import FACILITATOR, World

LAST_MS = 1_800_000_000_000
TERMS = Terms(closed_days=30, unused_days=90, unclosed_days=180)


@pytest.fixture
def closed() -> World:
    world = World(2)
    world.go("A3")
    world.do(c.CloseWorkshop(), FACILITATOR)
    return world


def test_a_day_after_its_end_the_names_go_and_after_its_term_all_of_it(closed: World) -> None:
    """[KEP-01] [KEP-02]"""
    session = closed.session
    assert session.closed_at_ms > 0
    assert due(session, LAST_MS, TERMS) == (
        Due("nameless", session.closed_at_ms + DAY_MS),
        Due("over", session.closed_at_ms + 30 * DAY_MS),
    )
    assert due(replace(session, nameless=True), LAST_MS, TERMS) == (Due("over", session.closed_at_ms + 30 * DAY_MS),)


def test_a_term_of_nothing_is_for_ever_but_the_names_go_all_the_same(closed: World) -> None:
    """[KEP-02]"""
    forever = Terms(0, 0, 0)
    assert due(closed.session, LAST_MS, forever) == (Due("nameless", closed.session.closed_at_ms + DAY_MS),)
    assert due(replace(closed.session, nameless=True), LAST_MS, forever) == ()
    assert due(World(0).session, LAST_MS, forever) == ()
    assert due(World(2).session, LAST_MS, forever) == ()


def test_one_that_nobody_ever_used_goes_sooner_than_one_that_was_never_closed() -> None:
    """[KEP-02]"""
    assert due(World(0).session, LAST_MS, TERMS) == (Due("unused", LAST_MS + 90 * DAY_MS),)
    assert due(World(2).session, LAST_MS, TERMS) == (Due("unclosed", LAST_MS + 180 * DAY_MS),)


def test_the_term_of_one_that_is_planned_counts_from_its_day() -> None:
    """[KEP-02]"""
    session = World(0).session
    planned = replace(session, items={"plan": Item("plan", Plan(date="2030-01-01"))})
    day_ms = 1_893_456_000_000
    assert due(planned, LAST_MS, TERMS) == (Due("unused", day_ms + 91 * DAY_MS),)
    # A day in the past, and what is no day, change nothing.
    for date in ("2020-01-01", "2030-13-31", ""):
        other = replace(session, items={"plan": Item("plan", Plan(date=date))})
        assert due(other, LAST_MS, TERMS) == (Due("unused", LAST_MS + 90 * DAY_MS),)
