# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The terms that an organisation sets itself: within what the server allows, and never before anybody could see it coming."""

from __future__ import annotations

from msgspec.structs import replace

from organisation.members import commands as c
from organisation.members.state import OwnTerms
from organisation.members.terms import GRACE_DAYS, End, due_in, end
from sessions.afterwards.terms import Due, Terms
from sessions.material.limits import DAY_MS
from sessions.model.codes import Refusal
from sessions.wire.commands import CloseWorkshop
from tests.organisation.members.test_decider import NOW_MS, opened, refused, told
from tests.sessions.world import FACILITATOR, World

SET = OwnTerms(closed_days=10, cases_days=100, set_at_ms=1000)
LONG_AGO = 1000 + GRACE_DAYS * DAY_MS


def test_a_manager_sets_terms_and_sets_them_back() -> None:
    """[ORG-14]"""
    organisation = told(opened(), c.SetTerms(0, closed_days=10, cases_days=365), now_ms=NOW_MS)
    assert organisation.terms == OwnTerms(10, 365, NOW_MS, 1)
    assert refused(organisation, c.SetTerms(0, closed_days=20)) == Refusal("stale_rev", "terms")
    assert told(organisation, c.SetTerms(0, closed_days=10, cases_days=365)) == organisation
    assert told(organisation, c.SetTerms(1)).terms.closed_days == 0


def test_a_term_that_is_too_short_is_refused() -> None:
    """[ORG-14]"""
    assert refused(opened(), c.SetTerms(0, closed_days=6)) == Refusal("invalid", "closed_days")
    assert refused(opened(), c.SetTerms(0, cases_days=29)) == Refusal("invalid", "cases_days")


def test_an_own_term_counts_when_it_is_shorter_than_the_servers_and_no_other() -> None:
    """[ORG-14] [PRIV-09]"""
    assert end(LONG_AGO, 1825, 100, SET) == End(LONG_AGO + 100 * DAY_MS, is_own=True)
    assert end(LONG_AGO, 50, 100, SET) == End(LONG_AGO + 50 * DAY_MS, is_own=False)
    assert end(LONG_AGO, 0, 100, SET) == End(LONG_AGO + 100 * DAY_MS, is_own=True)
    assert end(LONG_AGO, 1825, 0, SET) == End(LONG_AGO + 1825 * DAY_MS, is_own=False)
    assert end(LONG_AGO, 0, 0, SET) is None


def test_nothing_goes_by_a_new_term_until_people_had_time_to_see_it_coming() -> None:
    """[ORG-14]"""
    just_set = replace(SET, set_at_ms=NOW_MS)
    years_ago = NOW_MS - 400 * DAY_MS
    assert end(years_ago, 0, 100, just_set) == End(NOW_MS + GRACE_DAYS * DAY_MS, is_own=True)
    # What goes by the server's own term meanwhile goes by that.
    assert end(years_ago, 405, 100, just_set) == End(years_ago + 405 * DAY_MS, is_own=False)


def test_a_closed_workshop_goes_by_its_organisations_term_and_loses_its_names_as_ever() -> None:
    """[ORG-14] [KEP-02]"""
    world = World(1)
    world.go("A3")
    assert due_in(world.session, 5, Terms(), SET) == due_in(world.session, 5, Terms(), OwnTerms())
    world.ok(CloseWorkshop(), FACILITATOR)
    closed_ms = world.session.closed_at_ms
    own = replace(SET, set_at_ms=closed_ms - GRACE_DAYS * DAY_MS)
    assert due_in(world.session, 5, Terms(), own) == (
        (Due("nameless", closed_ms + DAY_MS), False),
        (Due("over", closed_ms + 10 * DAY_MS), True),
    )
    assert due_in(world.session, 5, Terms(closed_days=8), own)[-1] == (Due("over", closed_ms + 8 * DAY_MS), False)


def test_a_workshop_that_was_over_already_when_it_was_taken_in_is_announced_first() -> None:
    """[ORG-14]"""
    world = World(1)
    world.go("A3")
    world.ok(CloseWorkshop(), FACILITATOR)
    own = replace(SET, set_at_ms=1)
    taken_in_ms = world.session.closed_at_ms + 25 * DAY_MS
    assert due_in(world.session, taken_in_ms, Terms(), own)[-1] == (Due("over", world.session.closed_at_ms + 30 * DAY_MS), False)
    kept = due_in(world.session, taken_in_ms, Terms(closed_days=0), own)[-1]
    assert kept == (Due("over", taken_in_ms + GRACE_DAYS * DAY_MS), True)
