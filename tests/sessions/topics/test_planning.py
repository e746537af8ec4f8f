# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Other minutes and another order while the workshop runs."""

from __future__ import annotations

import pytest

from sessions.model.state import PlannedLeaf
from sessions.topics.planning import planned_leaves
from sessions.wire import commands as c
from tests.sessions.world import FACILITATOR, MINUTE_MS, World


@pytest.fixture
def world() -> World:
    return World(9)


def minutes(world: World) -> dict[str, int]:
    return {leaf.id: leaf.minutes for leaf in planned_leaves(world.session)}


def changed(world: World, **other: int) -> c.ChangePlan:
    plan = world.session.plan
    leaves = tuple(PlannedLeaf(p.leaf_id, other.get(p.leaf_id, p.minutes)) for p in plan.leaves)
    return c.ChangePlan(plan.rev, leaves)


def test_a_step_that_begins_gets_the_minutes_of_the_plan(world: World) -> None:
    """[PLN-01]"""
    world.ok(changed(world, A1=7), FACILITATOR)
    world.go("A1")
    assert world.run.timer.left_ms == 7 * MINUTE_MS
    world.ok(changed(world, A2b=3), FACILITATOR)
    world.go("A2b")
    assert world.run.timer.ends_at_ms == world.now_ms + 3 * MINUTE_MS


def test_the_script_stays_as_it_began(world: World) -> None:
    """[PLN-01]"""
    script = world.session.script
    world.ok(changed(world, A1=7), FACILITATOR)
    assert world.session.script is script


def test_what_was_entered_keeps_its_minutes_and_place(world: World) -> None:
    """[PLN-02]"""
    world.go("A1")
    world.go("A2a")
    assert world.refused(changed(world, A1=7), FACILITATOR) == "bad_plan"
    plan = world.session.plan.leaves
    swapped = (plan[1], plan[0], *plan[2:])
    assert world.refused(c.ChangePlan(0, swapped), FACILITATOR) == "bad_plan"


def test_steps_move_whole_and_none_is_lost(world: World) -> None:
    """[PLN-03]"""
    plan = list(world.session.plan.leaves)
    ids = [p.leaf_id for p in plan]
    torn = [*plan]
    torn.insert(0, torn.pop(ids.index("A2c2")))
    for wrong in (torn, plan[1:], [*plan, plan[0]]):
        assert world.refused(c.ChangePlan(0, tuple(wrong)), FACILITATOR) == "bad_plan"
    place = ids.index("A2c1")
    whole = [p for p in plan if p.leaf_id not in ("A2c1", "A2c2")]
    whole[place - 1 : place - 1] = plan[place : place + 2]
    world.ok(c.ChangePlan(0, tuple(whole)), FACILITATOR)
    assert [leaf.id for leaf in planned_leaves(world.session)] == [p.leaf_id for p in whole]


def test_the_rest_is_fitted_to_the_end_time_in_proportion(world: World) -> None:
    """[PLN-04]"""
    world.go("A1")
    world.ok(c.StartTimer(world.session.current), FACILITATOR)
    rest = sum(minutes(world).values()) - 15
    world.ok(c.FitPlan(0, world.now_ms + (15 + rest // 2) * MINUTE_MS), FACILITATOR)
    fitted = minutes(world)
    assert fitted.pop("A1") == 15
    assert sum(fitted.values()) == rest // 2
    assert all(value >= 1 for value in fitted.values())
    assert fitted["A2c1"] > fitted["A3"] > fitted["B6"] > fitted["A2b"]


def test_an_end_time_that_cannot_be_is_refused(world: World) -> None:
    """[PLN-04]"""
    world.go("A1")
    assert world.refused(c.FitPlan(0, world.now_ms + 16 * MINUTE_MS), FACILITATOR) == "bad_plan"


def test_a_plan_made_on_an_older_one_is_refused(world: World) -> None:
    """[BRD-09]"""
    world.ok(changed(world, A1=7), FACILITATOR)
    stale = c.ChangePlan(0, world.session.plan.leaves)
    assert world.refused(stale, FACILITATOR) == "stale_rev"
