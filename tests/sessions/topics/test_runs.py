# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Steps, timers that are not silent, pitches, and "klaar"."""

from __future__ import annotations

import pytest

from sessions.material.limits import MAX_RUNS
from sessions.material.script import leaves
from sessions.model.state import Run, Timer
from sessions.model.viewer import SYSTEM
from sessions.wire import commands as c
from sessions.wire import events as e
from sessions.wire.records import MeRecord, PitchRecord, RunRecord
from tests.sessions.world import FACILITATOR, MINUTE_MS, SCREEN, SCRIBE, World, filled, opening, person, script

FULL_MS = 25 * MINUTE_MS
"""The time of A2c1."""


@pytest.fixture
def world() -> World:
    world = World(3)
    world.go("A2c1")
    return world


def timer(world: World) -> Timer:
    return world.run.timer


class TestSteps:
    def test_the_whole_script_can_be_gone_through(self) -> None:
        """[BRD-20]"""
        world = World(3)
        for number, leaf in enumerate(leaves(script()), start=1):
            assert world.go(leaf.id) == f"r{number}"
            assert world.run.leaf_id == leaf.id
            assert world.session.phase == "running"
            if leaf.silent:
                world.end_silence()

    def test_going_back_makes_a_new_run_and_what_was_open_stays_open(self, world: World) -> None:
        """[BRD-20] [CIR-01]"""
        world.add("p1", "n1")
        world.go("A3")
        seen = world.notes_seen(SCREEN)
        first, second = "r1", world.go("A2c1")
        assert first != second
        assert world.session.runs[second].opened_to == "table"
        assert world.notes_seen(SCREEN) == seen == {"n1"}

    def test_two_who_press_next_at_once_go_one_step_on(self, world: World) -> None:
        """[BRD-21]"""
        command = c.GoToStep("A2c2", world.session.current)
        world.ok(command, FACILITATOR)
        assert world.refused(command, FACILITATOR) == "stale_run"
        assert world.run.leaf_id == "A2c2"

    @pytest.mark.parametrize(
        "command",
        [
            c.GoToStep("A3", "r9"),
            c.GoToStep("A3", ""),
            c.StartTimer("r9"),
            c.AddTime("r9", 1),
            c.PauseTimer("r9"),
            c.ResumeTimer("r9"),
            c.ShortenTimer("r9"),
            c.StartPitch("r9", "t1"),
            c.EndPitch("r9"),
        ],
    )
    def test_a_command_for_another_run_is_refused(self, world: World, command: c.Command) -> None:
        """[BRD-21]"""
        assert world.refused(command, FACILITATOR) == "stale_run"

    @pytest.mark.parametrize("command", [c.SayReady("r9", ready=True), c.AskMoreTime("r9", asking=True)])
    def test_klaar_for_another_run_is_refused(self, world: World, command: c.Command) -> None:
        """[BRD-21]"""
        assert world.refused(command, person("p1")) == "stale_run"

    def test_a_step_that_is_none_is_refused(self, world: World) -> None:
        for leaf_id in ("A9", "A2c"):
            assert world.refused(c.GoToStep(leaf_id, world.session.current), FACILITATOR) == "unknown_step"

    def test_a_workshop_has_a_limited_number_of_runs(self, world: World) -> None:
        """[BRD-19]"""
        runs = {
            f"r{i}": Run(f"r{i}", "A3", silent=False, started_at_ms=0, timer=Timer("idle", 0), opened_to="room")
            for i in range(1, MAX_RUNS + 1)
        }
        world.session = filled(world.session, runs=runs)
        assert world.refused(c.GoToStep("A3", "r1"), FACILITATOR) == "too_many"

    def test_the_end_of_silence_is_not_for_a_step_that_is_not_silent(self, world: World) -> None:
        """[LCK-08]"""
        assert world.refused(c.EndSilence(world.session.current, 0), SYSTEM) == "run_ended"


class TestTimer:
    def test_it_waits_with_the_full_time_until_it_is_started_once(self, world: World) -> None:
        """[TIM-01]"""
        assert timer(world) == Timer("idle", 0, left_ms=FULL_MS)
        world.wait(minutes=1)
        world.ok(c.StartTimer(world.run.id), FACILITATOR)
        assert timer(world) == Timer("running", 1, ends_at_ms=world.now_ms + FULL_MS)
        assert world.refused(c.StartTimer(world.run.id), FACILITATOR) == "timer_not_idle"

    def test_a_pause_keeps_what_is_left_and_resuming_goes_on_with_it(self, world: World) -> None:
        """[TIM-02] [TIM-05]"""
        world.ok(c.StartTimer(world.run.id), FACILITATOR)
        world.wait(minutes=10)
        world.ok(c.PauseTimer(world.run.id), FACILITATOR)
        assert timer(world) == Timer("paused", 2, left_ms=15 * MINUTE_MS)
        assert world.refused(c.PauseTimer(world.run.id), FACILITATOR) == "timer_not_running"
        world.wait(minutes=60)
        world.ok(c.ResumeTimer(world.run.id), FACILITATOR)
        assert timer(world) == Timer("running", 3, ends_at_ms=world.now_ms + 15 * MINUTE_MS)

    def test_what_does_not_run_or_pause_cannot_be_paused_or_resumed(self, world: World) -> None:
        """[TIM-02]"""
        assert world.refused(c.PauseTimer(world.run.id), FACILITATOR) == "timer_not_running"
        assert world.refused(c.ResumeTimer(world.run.id), FACILITATOR) == "timer_not_paused"
        assert world.refused(c.ShortenTimer(world.run.id), FACILITATOR) == "timer_not_running"
        world.ok(c.StartTimer(world.run.id), FACILITATOR)
        assert world.refused(c.ResumeTimer(world.run.id), FACILITATOR) == "timer_not_paused"

    def test_added_time_comes_on_top_of_what_is_left_whether_it_waits_runs_or_is_paused(self, world: World) -> None:
        """[TIM-03] [TIM-05]"""
        world.ok(c.AddTime(world.run.id, 60), FACILITATOR)
        assert timer(world) == Timer("idle", 1, left_ms=FULL_MS + MINUTE_MS)
        world.ok(c.StartTimer(world.run.id), FACILITATOR)
        world.wait(minutes=20)
        world.ok(c.AddTime(world.run.id, 120), FACILITATOR)
        assert timer(world) == Timer("running", 3, ends_at_ms=world.now_ms + 8 * MINUTE_MS)
        world.ok(c.PauseTimer(world.run.id), FACILITATOR)
        world.ok(c.AddTime(world.run.id, 1), FACILITATOR)
        assert timer(world) == Timer("paused", 5, left_ms=8 * MINUTE_MS + 1000)

    def test_when_nothing_is_left_added_time_counts_from_now(self, world: World) -> None:
        """[TIM-03] [TIM-07]"""
        world.ok(c.StartTimer(world.run.id), FACILITATOR)
        world.wait(minutes=40)
        assert world.settle_due() == ()
        assert world.refused(c.PauseTimer(world.run.id), FACILITATOR) == "timer_not_running"
        world.ok(c.AddTime(world.run.id, 60), FACILITATOR)
        assert timer(world).ends_at_ms == world.now_ms + MINUTE_MS

    def test_shortening_leaves_a_third_of_a_minute(self, world: World) -> None:
        """[TIM-04] [DOM-25]"""
        world.ok(c.StartTimer(world.run.id), FACILITATOR)
        world.ok(c.ShortenTimer(world.run.id), FACILITATOR)
        assert timer(world) == Timer("running", 2, ends_at_ms=world.now_ms + 20_000)
        assert world.refused(c.ShortenTimer(world.run.id), FACILITATOR) == "too_short"
        world.ok(c.AddTime(world.run.id, 1), FACILITATOR)
        world.ok(c.PauseTimer(world.run.id), FACILITATOR)
        world.ok(c.ShortenTimer(world.run.id), FACILITATOR)
        assert timer(world) == Timer("running", 5, ends_at_ms=world.now_ms + 20_000)

    def test_in_a_rehearsal_a_minute_is_as_long_as_was_asked(self) -> None:
        world = World(1, command=opening(minute_ms=600))
        world.go("A2c1")
        assert timer(world).left_ms == 25 * 600
        world.ok(c.StartTimer(world.run.id), FACILITATOR)
        world.ok(c.ShortenTimer(world.run.id), FACILITATOR)
        assert timer(world).ends_at_ms == world.now_ms + 200

    def test_time_that_is_over_changes_nothing_by_itself(self, world: World) -> None:
        """[TIM-07]"""
        world.ok(c.StartTimer(world.run.id), FACILITATOR)
        before = world.session
        world.wait(minutes=600)
        world.settle_due()
        assert world.session is before
        world.add("p1", "n1")


class TestReady:
    def me(self, world: World) -> MeRecord:
        record = world.view(person("p1"))["me:p1"]
        assert isinstance(record, MeRecord)
        return record

    def count(self, world: World) -> int:
        record = world.view(SCREEN)[world.run.id]
        assert isinstance(record, RunRecord)
        return record.ready

    def test_the_scribe_says_it_for_somebody_without_a_device_and_for_nobody_else(self) -> None:
        """[LCK-16]"""
        world = World(2)
        world.ok(c.AddProxy("x1", world.table_of("p1"), "Oma"), SCRIBE)
        world.go("A2b")
        run = world.session.current
        assert world.ok(c.SayReady(run, ready=True, behalf="x1"), SCRIBE) == (e.ReadySaid(run, "x1", ready=True),)
        assert world.ok(c.SayReady(run, ready=True, behalf="x1"), SCRIBE) == ()
        for behalf, who in (("p1", SCRIBE), ("", SCRIBE), ("x1", person("p1"))):
            assert world.refused(c.SayReady(run, ready=True, behalf=behalf), who) == "not_allowed"

    def test_klaar_can_be_said_and_taken_back(self, world: World) -> None:
        """[LCK-16]"""
        run = world.run.id
        assert world.ok(c.SayReady(run, ready=False), person("p1")) == ()
        assert world.ok(c.SayReady(run, ready=True), person("p1")) == (e.ReadySaid(run, "p1", ready=True),)
        assert world.ok(c.SayReady(run, ready=True), person("p1")) == ()
        assert (self.me(world).ready, self.count(world)) == (True, 1)
        world.ok(c.SayReady(run, ready=False), person("p1"))
        assert (self.me(world).ready, self.count(world)) == (False, 0)

    def test_more_time_answers_everybody_who_asked(self, world: World) -> None:
        """[TIM-06] [LCK-16]"""
        run = world.run.id
        for participant_id in ("p1", "p2"):
            world.ok(c.AskMoreTime(run, asking=True), person(participant_id))
        assert world.ok(c.AskMoreTime(run, asking=True), person("p1")) == ()
        world.ok(c.AskMoreTime(run, asking=False), person("p2"))
        assert (world.run.asking, self.me(world).asking) == (frozenset({"p1"}), True)
        world.ok(c.AddTime(run, 60), FACILITATOR)
        assert (world.run.asking, self.me(world).asking) == (frozenset(), False)

    def test_a_new_step_asks_anew(self, world: World) -> None:
        world.ok(c.SayReady(world.run.id, ready=True), person("p1"))
        world.go("A3")
        assert not self.me(world).ready
        assert self.count(world) == 0


class TestPitch:
    def test_a_pitch_is_one_minute_of_one_table(self, world: World) -> None:
        """[TIM-08] [DOM-18]"""
        run = world.go("A2c2")
        assert world.ok(c.EndPitch(run), FACILITATOR) == ()
        world.ok(c.StartPitch(run, "t1"), FACILITATOR)
        assert world.view(SCREEN)["pitch"] == PitchRecord("pitch", "t1", world.now_ms + MINUTE_MS)
        world.wait(ms=5)
        world.ok(c.StartPitch(run, "t1"), FACILITATOR)
        assert world.session.pitch is not None
        assert world.session.pitch.ends_at_ms == world.now_ms + MINUTE_MS
        world.ok(c.EndPitch(run), FACILITATOR)
        assert "pitch" not in world.view(SCREEN)

    def test_leaving_the_step_ends_it(self, world: World) -> None:
        """[TIM-08]"""
        world.ok(c.StartPitch(world.go("A2c2"), "t1"), FACILITATOR)
        world.go("A3")
        assert world.session.pitch is None

    def test_closing_ends_it(self, world: World) -> None:
        """[TIM-08]"""
        world.ok(c.StartPitch(world.go("A2c2"), "t1"), FACILITATOR)
        world.ok(c.CloseWorkshop(), FACILITATOR)
        assert world.session.pitch is None

    def test_only_steps_with_pitches_have_them_and_only_tables_give_them(self, world: World) -> None:
        """[TIM-08]"""
        assert world.refused(c.StartPitch(world.run.id, "t1"), FACILITATOR) == "not_now"
        assert world.refused(c.StartPitch(world.go("A2c2"), "t9"), FACILITATOR) == "unknown_table"
