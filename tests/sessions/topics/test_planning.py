# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Other minutes and another order while the workshop runs."""

from __future__ import annotations

import pytest

from sessions.material.limits import MAX_BREAKS
from sessions.model.state import PlannedLeaf
from sessions.topics.planning import planned_leaves, timetable
from sessions.wire import commands as c
from tests.sessions.world import FACILITATOR, MINUTE_MS, World, person, value


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


def test_what_was_passed_over_stays_as_it_is_and_takes_no_part_in_fitting_until_the_room_goes_back(world: World) -> None:
    """[PLN-02] [PLN-04]"""
    world.go("A2a")
    assert world.refused(changed(world, A1=7), FACILITATOR) == "bad_plan"
    before = minutes(world)
    world.ok(c.FitPlan(0, world.now_ms + 120 * MINUTE_MS), FACILITATOR)
    fitted = minutes(world)
    assert (fitted["A1"], fitted["A2a"]) == (before["A1"], before["A2a"])
    assert sum(fitted.values()) - fitted["A1"] == 120
    plan = list(world.session.plan.leaves)
    last = plan.pop()
    assert world.refused(c.ChangePlan(1, (last, *plan)), FACILITATOR) == "bad_plan"
    world.wait(minutes=9)
    world.go("A1")
    assert world.refused(changed(world, A2a=7), FACILITATOR) == "bad_plan"
    world.ok(changed(world, A2b=7), FACILITATOR)


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


def with_break(world: World, behind: str, number: int = 1, length: int = 15) -> tuple[PlannedLeaf, ...]:
    """The plan with a break behind a leaf."""
    leaves = list(world.session.plan.leaves)
    place = [planned.leaf_id for planned in leaves].index(behind)
    return (*leaves[: place + 1], PlannedLeaf(f"break:{number}", length), *leaves[place + 1 :])


def test_a_break_stands_anywhere_that_comes_also_within_a_step_and_takes_its_minutes_from_the_start(world: World) -> None:
    """[PLN-05]"""
    world.ok(c.ChangePlan(0, with_break(world, "A2c1")), FACILITATOR)
    world.go("A2b")
    world.add("p1", "n1")
    world.end_silence()
    world.go("A2c1")
    world.go("break:1")
    assert (world.run.timer.state, world.run.timer.ends_at_ms) == ("running", world.now_ms + 15 * MINUTE_MS)
    # Nothing that the tables have opens to the room because people have coffee, and nobody writes.
    assert [run.opened_to for run in world.session.runs.values()] == ["table", "table", "room"]
    assert world.refused(c.AddNote("n2", world.session.current, value(), "democratie"), person("p1")) == "wrong_kind"
    world.go("A2c2")
    assert world.session.runs["r1"].opened_to == "room"


def test_a_break_before_the_first_silence_leaves_the_tables_open(world: World) -> None:
    """[PLN-05]"""
    world.ok(c.ChangePlan(0, with_break(world, "A1")), FACILITATOR)
    world.go("A1")
    world.go("break:1")
    assert not world.session.tables_frozen


def test_no_break_is_put_in_the_past_or_stands_there_twice_and_one_that_was_had_stays(world: World) -> None:
    """[PLN-05]"""
    world.go("A2c1")
    plan = world.session.plan.leaves
    pause = PlannedLeaf("break:1", 15)
    for wrong in ((pause, *plan), (*plan, pause, pause), (*plan, *(PlannedLeaf(f"break:{n}", 1) for n in range(MAX_BREAKS + 1)))):
        assert world.refused(c.ChangePlan(0, wrong), FACILITATOR) == "bad_plan"
    assert world.refused(c.GoToStep("break:1", world.session.current), FACILITATOR) == "unknown_step"
    world.ok(c.ChangePlan(0, with_break(world, "A2c1")), FACILITATOR)
    world.ok(c.ChangePlan(1, plan), FACILITATOR)
    world.ok(c.ChangePlan(2, with_break(world, "A2c1")), FACILITATOR)
    world.wait(minutes=9)
    world.go("break:1")
    assert world.refused(c.ChangePlan(3, plan), FACILITATOR) == "bad_plan"


def test_fitting_to_an_end_keeps_the_length_of_breaks(world: World) -> None:
    """[PLN-05]"""
    world.ok(c.ChangePlan(0, with_break(world, "A3")), FACILITATOR)
    world.go("A1")
    world.ok(c.FitPlan(1, world.now_ms + 120 * MINUTE_MS), FACILITATOR)
    fitted = minutes(world)
    assert (fitted["break:1"], sum(fitted.values())) == (15, 120)


def test_each_leaf_has_the_times_that_it_had_or_will_have_as_things_stand(world: World) -> None:
    """[PLN-06]"""
    world.ok(c.ChangePlan(0, with_break(world, "A1")), FACILITATOR)
    start = world.now_ms

    def shown() -> dict[str, tuple[float, float]]:
        table = timetable(world.session, start, world.now_ms)
        return {key: ((a - start) / MINUTE_MS, (b - start) / MINUTE_MS) for key, (a, b) in table.items()}

    assert (shown()["A1"], shown()["break:1"], shown()["A2a"]) == ((0, 15), (15, 30), (30, 35))
    world.wait(minutes=2)
    world.go("A1")
    world.wait(minutes=20)
    world.go("break:1")
    world.wait(minutes=5)
    assert (shown()["A1"], shown()["break:1"], shown()["A2a"]) == ((2, 22), (22, 37), (37, 42))
    world.go("A3")
    assert "A2a" not in shown()
