// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isOver, milestone, opensNotes, timeLeft, timerState } from "../../../../board/client/views/timer/timer-state";
import type { RunRecord } from "../../../../board/client/protocol.gen";

const MINUTE = 60_000;
const run = (timer: Partial<RunRecord>): RunRecord => ({
  type: "run",
  id: "r1",
  leaf_id: "A2b",
  ordinal: 1,
  silent: true,
  opened_to: "author",
  started_at_ms: 0,
  timer_state: "running",
  timer_version: 1,
  ends_at_ms: 0,
  left_ms: 0,
  ready: 0,
  ...timer,
});

describe("the timer", () => {
  it("opens notes at the end of a silence in which some are written, and of no other", () => {
    const opens = (silent: boolean, ...kinds: readonly ("value" | "action")[]) => opensNotes({ silent }, { kinds });
    assert.deepEqual([opens(true, "value"), opens(true), opens(false, "value")], [true, false, false]);
  });

  it("shows a stroke per minute, with the running one partly inked", () => {
    const state = timerState(run({ ends_at_ms: 3.5 * MINUTE }), 5, 0);
    assert.deepEqual([state.strokes, state.whole, state.part], [5, 3, 0.5]);
  });

  it("gets more strokes when time was added", () => {
    assert.equal(timerState(run({ ends_at_ms: 7 * MINUTE }), 5, 0).strokes, 7);
  });

  it("lets a stroke stand for more minutes when there would be more than 24", () => {
    const strokes = (minutes: number) => timerState(run({ ends_at_ms: minutes * MINUTE }), minutes, 0).strokes;
    assert.deepEqual([24, 25, 30, 120, 121, 360, 361, 720, 1440].map(strokes), [24, 5, 6, 24, 9, 24, 13, 24, 24]);
  });

  it("never shows more than 24 strokes, however much time is added", () => {
    for (let minutes = 1; minutes <= 6000; minutes += 7) {
      const { strokes, whole, part } = timerState(run({ ends_at_ms: minutes * MINUTE }), 5, 0);
      assert.ok(strokes <= 24 && whole + part <= strokes, `${minutes} minutes: ${strokes} strokes, ${whole + part} left`);
    }
  });

  it("is in its last minute when one minute is left, not before", () => {
    assert.equal(timerState(run({ ends_at_ms: MINUTE + 1 }), 5, 0).look, "running");
    assert.equal(timerState(run({ ends_at_ms: MINUTE }), 5, 0).look, "last");
  });

  it("stands still in a pause, with what was left", () => {
    const state = timerState(run({ timer_state: "paused", left_ms: 90_000 }), 5, 10 * MINUTE);
    assert.deepEqual([state.look, state.left_ms], ["paused", 90_000]);
  });

  it("never goes below zero while the server's end is on its way", () => {
    const state = timerState(run({ ends_at_ms: 1_000 }), 5, 5_000);
    assert.deepEqual([state.left_ms, isOver(state), isOver(timerState(run({ ends_at_ms: 1_000 }), 5, 999))], [0, true, false]);
  });

  it("shows 0:00 at the end only", () => {
    assert.deepEqual([timeLeft(222_000), timeLeft(1), timeLeft(0)], ["3:42", "0:01", "0:00"]);
  });
});

describe("milestones", () => {
  it("are told once, when the time passes them", () => {
    assert.equal(milestone(60_001, 60_000), 60_000);
    assert.equal(milestone(60_000, 59_750), null);
    assert.equal(milestone(20_100, 19_900), 20_000);
    assert.equal(milestone(100, 0), 0);
  });

  it("tell only the latest when a device slept through several", () => {
    assert.equal(milestone(90_000, 5_000), 20_000);
  });

  it("are not told when time is added", () => {
    assert.equal(milestone(15_000, 135_000), null);
  });
});
