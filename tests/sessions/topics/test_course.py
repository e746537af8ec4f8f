# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a workshop is called, its end, and going on after all."""

from __future__ import annotations

import msgspec

from sessions.afterwards.terms import Terms, due
from sessions.material.framework import ValueRef
from sessions.material.limits import MAX_VALUES_CHANGES, REOPEN_MS
from sessions.model.items import Accent
from sessions.model.viewer import SYSTEM
from sessions.topics.poster import parse_poster
from sessions.wire import commands as c
from sessions.wire.records import SnapshotRecord, WorkshopRecord
from tests.sessions.samples import POSTER_CONTENTS
from tests.sessions.world import FACILITATOR, MEASURES, SCREEN, World, framework, other_framework, person


def shown(world: World) -> WorkshopRecord:
    record = world.view(SCREEN)["workshop"]
    assert isinstance(record, WorkshopRecord)
    return record


def test_title_and_organisation_are_changed_for_everybody_before_and_during_the_workshop_also_in_silence() -> None:
    """[BRD-25]"""
    world = World(2)
    world.ok(c.ChangeTitle(0, " Camera's in het park ", "Gemeente Voorbeeld"), FACILITATOR)
    assert (shown(world).title, shown(world).title_rev) == ("Camera's in het park", 1)
    world.go("A2b")
    world.ok(c.ChangeTitle(1, "Camera's in de wijk", "Gemeente Elders"), FACILITATOR)
    assert (shown(world).title, shown(world).organisation) == ("Camera's in de wijk", "Gemeente Elders")
    assert world.refused(c.ChangeTitle(1, "Anders"), FACILITATOR) == "stale_rev"
    assert world.refused(c.ChangeTitle(2, " "), FACILITATOR) == "empty"
    assert world.do(c.ChangeTitle(2, "Camera's in de wijk", "Gemeente Elders"), FACILITATOR) == ()


def test_other_values_are_chosen_until_the_first_step_and_accents_of_the_strategy_follow() -> None:
    """[BRD-29]"""
    world = World(2, checked=False)
    theirs = Accent(ValueRef("privacy"), "raad", "zo", 3)
    world.ok(c.ChangeValues(other_framework(), MEASURES, (theirs,), ("Openheid",)), SYSTEM)
    assert (world.session.framework.id, world.session.accents_left, shown(world).values_rev) == ("eigen", ("Openheid",), 1)
    assert [item.content for item in world.session.items.values()] == [theirs]
    assert world.do(c.ChangeValues(other_framework(), MEASURES, (theirs,)), SYSTEM) == ()
    # What people laid ready is not passed over: first they take away what the other values do not have.
    world.ok(c.PutItem("mine", 0, Accent(ValueRef("warmth"), "van ons")), FACILITATOR)
    assert world.refused(c.ChangeValues(framework(), MEASURES), SYSTEM) == "unknown_value"
    world.ok(c.RemoveItem("mine", 1), FACILITATOR)
    world.ok(c.ChangeValues(framework(), MEASURES), SYSTEM)
    assert [item.id for item in world.session.items.values() if not item.removed] == []
    assert world.refused(c.RestoreItem("mine", 2), FACILITATOR) == "unknown_value"
    assert world.refused(c.ChangeValues(other_framework(), MEASURES), FACILITATOR) == "not_allowed"
    world.go("A1")
    assert world.refused(c.ChangeValues(other_framework(), MEASURES), SYSTEM) == "not_now"


def test_what_people_took_away_of_the_strategy_stays_away_whatever_values_are_chosen() -> None:
    """[BRD-29]"""
    world = World(2, checked=False)
    openness, privacy = (Accent(ValueRef(value), "raad", "zo", 3) for value in ("transparency", "privacy"))
    both, one = (
        c.ChangeValues(other_framework(), MEASURES, (openness, privacy)),
        c.ChangeValues(framework(), MEASURES, (openness,)),
    )

    def lying() -> list[str]:
        accents = ((item, item.content) for item in world.session.items.values())
        return [accent.value.value_id for item, accent in accents if isinstance(accent, Accent) and not item.removed]

    world.ok(both, SYSTEM)
    world.ok(c.RemoveItem("accent-1-1", 1), FACILITATOR)
    # What only its values took away comes back with them, as the same item; what people took away does not.
    world.ok(one, SYSTEM)
    assert lying() == []
    world.ok(both, SYSTEM)
    assert (lying(), list(world.session.items)) == (["privacy"], ["accent-1-1", "accent-1-2"])
    # Of what people put themselves and took away the strategy's own may come; then theirs is there no second time.
    world.ok(one, SYSTEM)
    world.ok(c.RestoreItem("accent-1-1", 2), FACILITATOR)
    world.ok(c.PutItem("mine", 0, Accent(ValueRef("privacy"), "van ons")), FACILITATOR)
    world.ok(both, SYSTEM)
    assert lying() == ["transparency", "privacy"]
    world.ok(c.RemoveItem("mine", 1), FACILITATOR)
    world.ok(one, SYSTEM)
    world.ok(both, SYSTEM)
    assert lying() == ["transparency", "privacy"]
    assert world.refused(c.RestoreItem("mine", 2), FACILITATOR) == "id_taken"
    # What people took away once more after it came back stays away too.
    world.ok(c.RemoveItem("accent-1-2", world.session.items["accent-1-2"].rev), FACILITATOR)
    world.ok(one, SYSTEM)
    world.ok(both, SYSTEM)
    assert lying() == ["transparency"]


def test_other_values_are_chosen_a_bounded_number_of_times_and_leave_no_items_behind() -> None:
    """[BRD-29]"""
    world = World(2, checked=False)
    theirs = (Accent(ValueRef("privacy"), "raad", "zo", 3),)
    for n in range(MAX_VALUES_CHANGES):
        world.ok(c.ChangeValues(framework() if n % 2 else other_framework(), MEASURES, theirs), SYSTEM)
    assert world.refused(c.ChangeValues(other_framework(), MEASURES, theirs), SYSTEM) == "too_many"
    assert [(item.id, item.removed) for item in world.session.items.values()] == [("accent-1-1", False)]


def test_what_was_fixed_keeps_its_title_and_the_next_version_has_the_new_one() -> None:
    """[BRD-25]"""
    world = World(2)
    world.go("A3")
    world.ok(c.PutPosterEntry("v1", 0, POSTER_CONTENTS[0]), FACILITATOR)
    world.ok(c.TakeSnapshot(), FACILITATOR)
    world.ok(c.ChangeTitle(0, "Camera's in het park", "Gemeente Elders"), FACILITATOR)
    first = world.session.snapshots[0]
    assert parse_poster(first.canonical).title == "Camera's in de wijk"
    record = world.view(SCREEN)["snapshot:1"]
    assert isinstance(record, SnapshotRecord)
    assert not record.current
    world.ok(c.TakeSnapshot(), FACILITATOR)
    titles = [parse_poster(each.canonical).title for each in world.session.snapshots]
    assert titles == ["Camera's in de wijk", "Camera's in het park"]


def test_a_closed_workshop_goes_on_where_it_was_until_a_day_after_its_end() -> None:
    """[BRD-26]"""
    world = World(2)
    world.go("A2c1")
    before = world.session
    world.ok(c.CloseWorkshop(), FACILITATOR)
    closed = world.session
    world.now_ms = closed.closed_at_ms + REOPEN_MS - 1
    world.ok(c.ReopenWorkshop(), FACILITATOR)
    assert msgspec.structs.replace(world.session, pitch=before.pitch) == before
    assert shown(world).closed_at_ms == 0
    assert all(each.what not in ("nameless", "over") for each in due(world.session, world.now_ms, Terms()))
    world.ok(c.ChangeProfile("Kim"), person("p1"))
    assert world.do(c.ReopenWorkshop(), FACILITATOR) == ()
    # The next end counts from itself.
    world.ok(c.CloseWorkshop(), FACILITATOR)
    assert due(world.session, world.now_ms, Terms())[0].at_ms == world.now_ms + REOPEN_MS


def test_one_that_was_closed_before_it_began_is_in_the_lobby_again() -> None:
    """[BRD-26]"""
    world = World(2)
    world.ok(c.CloseWorkshop(), FACILITATOR)
    world.ok(c.ReopenWorkshop(), FACILITATOR)
    assert shown(world).phase == "lobby"


def test_after_a_day_or_without_names_it_stays_closed() -> None:
    """[BRD-26]"""
    world = World(2)
    world.ok(c.CloseWorkshop(), FACILITATOR)
    closed = world.session
    world.session = msgspec.structs.replace(closed, nameless=True)
    assert world.refused(c.ReopenWorkshop(), FACILITATOR) == "too_late"
    world.session = closed
    world.now_ms = closed.closed_at_ms + REOPEN_MS
    assert world.refused(c.ReopenWorkshop(), FACILITATOR) == "too_late"
