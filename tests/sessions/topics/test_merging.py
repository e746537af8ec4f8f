# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Poster entries that are merged, ordered by necessity and importance, and linked."""

from __future__ import annotations

import pytest

from sessions.material.framework import ValueRef
from sessions.model import items as i
from sessions.model.poster_entries import PosterActionContent, PosterValueContent, TensionContent
from sessions.topics.poster import poster_content
from sessions.wire import commands as c
from sessions.wire.records import DroppedRecord, MergedRecord, PosterActionRecord, PosterValueRecord
from tests.sessions.world import FACILITATOR, SCREEN, World, action

PRIVACY = ValueRef("privacy")


@pytest.fixture
def world() -> World:
    world = World(9)
    world.go("B4b1")
    world.add("p1", "n1", action("Wis beelden"))
    world.add("p2", "n2", action("Wis beelden na een dag"))
    world.go("B5")
    return world


def put_action(entry_id: str, text: str, *origins: str, rev: int = 0, **more: object) -> c.PutPosterEntry:
    return c.PutPosterEntry(entry_id, rev, PosterActionContent("rechtsstaat", text, **more), origins)  # type: ignore[arg-type]


def test_a_merged_entry_disappears_and_its_origins_stay(world: World) -> None:
    """[PST-12]"""
    world.ok(put_action("a1", "Wis beelden", "n1"), FACILITATOR)
    world.ok(put_action("a2", "Wis beelden na een dag", "n2"), FACILITATOR)
    world.ok(c.MergePosterEntry("a2", 1, "a1", 1), FACILITATOR)
    seen = world.view(SCREEN)
    kept = seen["a1"]
    assert isinstance(kept, PosterActionRecord)
    assert kept.origins == ("n1", "n2")
    assert "a2" not in seen
    assert "merged:a2" not in seen
    merged = world.view(FACILITATOR)["merged:a2"]
    assert merged == MergedRecord("merged:a2", "a2", "a1", "Wis beelden na een dag", 2)


def test_merging_is_undone_by_restoring(world: World) -> None:
    """[PST-12] [BRD-10]"""
    world.ok(put_action("a1", "Wis beelden", "n1"), FACILITATOR)
    world.ok(put_action("a2", "Wis beelden na een dag", "n2"), FACILITATOR)
    before = poster_content(world.session)
    world.ok(c.MergePosterEntry("a2", 1, "a1", 1), FACILITATOR)
    world.ok(c.RestorePosterEntry("a2", 2), FACILITATOR)
    assert poster_content(world.session) == before
    first, second = world.session.poster.entries["a1"], world.session.poster.entries["a2"]
    assert (getattr(first, "origins", ()), getattr(second, "origins", ())) == (("n1",), ("n2",))


def test_what_leaves_the_poster_keeps_the_reason_that_was_given(world: World) -> None:
    """[PST-16]"""
    for entry_id in ("a1", "a2", "a3"):
        world.ok(put_action(entry_id, f"actie {entry_id}"), FACILITATOR)
    world.ok(c.MergePosterEntry("a2", 1, "a1", 1, "zegt hetzelfde"), FACILITATOR)
    world.ok(c.RemovePosterEntry("a3", 1, "hoort bij een ander project"), FACILITATOR)
    seen = world.view(SCREEN)
    assert seen["dropped:a2"] == DroppedRecord("dropped:a2", "a2", "action", "actie a2", "actie a1", "zegt hetzelfde")
    assert seen["dropped:a3"] == DroppedRecord("dropped:a3", "a3", "action", "actie a3", "", "hoort bij een ander project")
    world.ok(c.RestorePosterEntry("a3", 2), FACILITATOR)
    assert "dropped:a3" not in world.view(SCREEN)
    world.ok(c.RemovePosterEntry("a3", 3), FACILITATOR)
    assert "dropped:a3" not in world.view(SCREEN)


def test_only_two_of_a_kind_can_be_merged(world: World) -> None:
    """[PST-12]"""
    world.ok(put_action("a1", "Wis beelden"), FACILITATOR)
    world.ok(c.PutPosterEntry("v1", 0, PosterValueContent(foundation="rechtsstaat", value=PRIVACY)), FACILITATOR)
    assert world.refused(c.MergePosterEntry("v1", 1, "a1", 1), FACILITATOR) == "wrong_kind"
    assert world.refused(c.MergePosterEntry("a1", 1, "a1", 1), FACILITATOR) == "unknown_entry"
    assert world.refused(c.MergePosterEntry("a1", 9, "v1", 1), FACILITATOR) == "stale_rev"


def test_actions_stand_by_necessity_and_importance_when_that_is_chosen(world: World) -> None:
    """[PST-13] [DOM-20]"""
    weights = [("low", "low"), (None, None), ("high", "low"), ("low", "high"), ("high", "high"), ("medium", "high")]
    for n, (necessity, importance) in enumerate(weights):
        world.ok(put_action(f"a{n}", f"actie {n}", necessity=necessity, importance=importance), FACILITATOR)
    assert [line.action for line in poster_content(world.session).actions] == [f"actie {n}" for n in range(6)]
    world.ok(c.OrderPoster(0, by_priority=True), FACILITATOR)
    content = poster_content(world.session)
    assert content.by_priority
    assert [line.action for line in content.actions] == [f"actie {n}" for n in (4, 5, 2, 3, 0, 1)]
    assert world.refused(c.OrderPoster(0, by_priority=False), FACILITATOR) == "stale_rev"


def test_a_tension_can_be_between_two_actions_and_name_the_actions_that_carry_the_choice(world: World) -> None:
    """[PST-14] [DOM-19]"""
    world.ok(put_action("a1", "Wis beelden"), FACILITATOR)
    world.ok(put_action("a2", "Bewaar bewijs"), FACILITATOR)
    none = ValueRef()
    tension = c.PutPosterEntry(
        "x1", 0, TensionContent("wissen of bewaren", value_a=none, value_b=none, action_a="a1", action_b="a2", actions=("a1",))
    )
    world.ok(tension, FACILITATOR)
    (line,) = poster_content(world.session).tensions
    assert (line.action_a, line.action_b, line.actions) == ("Wis beelden", "Bewaar bewijs", ("Wis beelden",))
    assert (
        world.refused(c.PutPosterEntry("x2", 0, TensionContent(value_a=none, value_b=none, action_a="a1")), FACILITATOR)
        == "empty"
    )
    assert (
        world.refused(c.PutPosterEntry("x2", 0, TensionContent(value_a=PRIVACY, value_b=none, actions=("zz",))), FACILITATOR)
        == "unknown_entry"
    )


def test_a_joint_action_is_an_origin_and_a_withdrawn_one_is_counted(world: World) -> None:
    """[PST-05] [PST-12]"""
    world.ok(c.PutItem("j1", 0, i.JointAction("t1", "Wis samen")), FACILITATOR)
    world.ok(put_action("a1", "Wis samen", "j1"), FACILITATOR)
    assert world.refused(put_action("a2", "Wis", "zz"), FACILITATOR) == "unknown_note"
    world.ok(c.RemoveItem("j1", 1), FACILITATOR)
    record = world.view(SCREEN)["a1"]
    assert isinstance(record, PosterActionRecord)
    assert record.withdrawn == 1


def test_an_accent_value_is_marked_on_the_poster(world: World) -> None:
    """[PST-15] [DOM-09]"""
    world.ok(c.PutPosterEntry("v1", 0, PosterValueContent(foundation="rechtsstaat", value=PRIVACY)), FACILITATOR)
    world.ok(c.PutItem("k1", 0, i.Accent(PRIVACY, "ons beleid")), FACILITATOR)
    record = world.view(SCREEN)["v1"]
    assert isinstance(record, PosterValueRecord)
    assert record.accent
    assert poster_content(world.session).values[0].accent
