// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Leaf, RunRecord, TimerState } from "../../../../board/client/protocol.gen";
import { planOf, timetable } from "../../../../board/client/views/facilitator/planning/plan";

const MINUTE = 60_000;
const leaves = [leaf("A", 15), leaf("B", 5), leaf("C", 20)];
const start = 1_000_000;

test("in the lobby the end is the whole script from now, and nothing is behind", () => {
  const plan = planOf({ leaves, run: null, started_at_ms: 0, minute_ms: MINUTE, now_ms: start });
  assert.equal(plan.expected_end_ms, start + 40 * MINUTE);
  assert.equal(plan.behind_minutes, 0);
  assert.equal(plan.done, 0);
});

test("a step that runs on time is on schedule", () => {
  const now = start + 3 * MINUTE;
  const plan = planned(run("A", "running", { ends_at_ms: start + 15 * MINUTE }), now);
  assert.equal(plan.behind_minutes, 0);
  assert.equal(plan.expected_end_ms, plan.planned_end_ms);
  assert.equal(Math.round(plan.done * 40), 3);
});

test("time that was not started yet counts whole, so talking before it makes the plan late", () => {
  assert.equal(planned(run("A", "idle", { left_ms: 15 * MINUTE }), start + 4 * MINUTE).behind_minutes, 4);
});

test("added time is behind at once", () => {
  assert.equal(planned(run("A", "running", { ends_at_ms: start + 17 * MINUTE }), start).behind_minutes, 2);
});

test("a step that was left early brings the plan ahead", () => {
  const plan = planned(run("C", "running", { ends_at_ms: start + 34 * MINUTE }), start + 14 * MINUTE);
  assert.equal(plan.behind_minutes, -6);
});

test("after the end of the time every minute adds one", () => {
  assert.equal(planned(run("B", "ended"), start + 23 * MINUTE).behind_minutes, 3);
  assert.equal(planned(run("B", "running", { ends_at_ms: start }), start + 25 * MINUTE).behind_minutes, 5);
});

test("a pause keeps what is left, while the clock goes on", () => {
  assert.equal(planned(run("B", "paused", { left_ms: 2 * MINUTE }), start + 21 * MINUTE).behind_minutes, 3);
});

test("a rehearsal with short minutes is counted in its own minutes", () => {
  const plan = planOf({ leaves, run: run("A", "idle", { left_ms: 15_000 }), started_at_ms: start, minute_ms: 1000, now_ms: start + 4000 });
  assert.equal(plan.behind_minutes, 4);
});

test("clock times: what was as it was, what comes from now on, and nothing of what was passed over", () => {
  const shown = (slots: ReturnType<typeof timetable>) => [...slots].map(([id, { begin_ms, end_ms }]) => [id, (begin_ms - start) / MINUTE, (end_ms - start) / MINUTE]);
  const before = timetable({ leaves, runs: [], minute_ms: MINUTE, now_ms: start - 9 * MINUTE, begins_ms: start });
  assert.deepEqual(shown(before), [["A", 0, 15], ["B", 15, 20], ["C", 20, 40]]);
  const runs = [{ ...run("A", "ended"), started_at_ms: start + MINUTE }, { ...run("B", "running", { ends_at_ms: start + 30 * MINUTE }), started_at_ms: start + 22 * MINUTE }];
  const during = timetable({ leaves, runs, minute_ms: MINUTE, now_ms: start + 24 * MINUTE, begins_ms: start });
  assert.deepEqual(shown(during), [["A", 1, 22], ["B", 22, 30], ["C", 30, 50]]);
  const jumped = timetable({ leaves, runs: [{ ...run("C", "ended"), started_at_ms: start }], minute_ms: MINUTE, now_ms: start + MINUTE, begins_ms: start });
  assert.deepEqual(shown(jumped), [["C", 0, 1]]);
});

function planned(current: RunRecord, now_ms: number) {
  return planOf({ leaves, run: current, started_at_ms: start, minute_ms: MINUTE, now_ms });
}

function leaf(id: string, minutes: number): Leaf {
  return { id, minutes } as Leaf;
}

function run(leaf_id: string, timer_state: TimerState, times: { ends_at_ms?: number; left_ms?: number } = {}): RunRecord {
  return { leaf_id, timer_state, ends_at_ms: 0, left_ms: 0, ...times } as RunRecord;
}
