// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Leaf, RunRecord } from "../../../../board/client/protocol.gen";
import { isForgotten, nextAction } from "../../../../board/client/views/facilitator/script/next";

const leaves = [{ id: "A1" }, { id: "A2a", silent: true }, { id: "A3" }] as Leaf[];

test("in the lobby the next thing is the first step", () => {
  const next = at(null);
  assert.equal(next.kind === "start" && next.leaf.id, "A1");
});

test("a step whose time has not started asks for its time first", () => {
  const next = at(run("A1", { timer_state: "idle" }));
  assert.equal(next.kind, "start_timer");
  assert.equal(next.kind === "start_timer" && next.then?.id, "A2a");
});

test("when the time runs or is up the next step can be taken", () => {
  const next = at(run("A1", { timer_state: "running", ends_at_ms: 0 }));
  assert.equal(next.kind === "go" && next.leaf.id, "A2a");
});

test("while silence runs there is only waiting, and shortening as long as it is worth something", () => {
  const long = at(run("A2a", { silent: true, opened_to: "author", timer_state: "running", ends_at_ms: 21_000 }));
  const short = at(run("A2a", { silent: true, opened_to: "author", timer_state: "running", ends_at_ms: 19_000 }));
  assert.deepEqual([long.kind, long.kind === "wait" && long.shorten], ["wait", true]);
  assert.deepEqual([short.kind, short.kind === "wait" && short.shorten], ["wait", false]);
});

test("while the time stands still the next thing is to go on, also in silence", () => {
  const talk = at(run("A1", { timer_state: "paused", left_ms: 30_000 }));
  const silence = at(run("A2a", { silent: true, opened_to: "author", timer_state: "paused", left_ms: 30_000 }));
  assert.deepEqual([talk.kind, talk.kind === "resume" && talk.locked], ["resume", false]);
  assert.deepEqual([silence.kind, silence.kind === "resume" && silence.locked], ["resume", true]);
});

test("a clock is forgotten when its step has been on for two minutes without it", () => {
  const talk = (fields: Partial<RunRecord>) => isForgotten(run("A1", { started_at_ms: 0, timer_state: "idle", ...fields }), 1_000, 2_001);
  assert.equal(talk({}), true);
  assert.equal(talk({ started_at_ms: 1 }), false);
  assert.equal(talk({ timer_state: "paused" }), false);
});

test("a silence that has opened leads on", () => {
  const next = at(run("A2a", { silent: true, opened_to: "table", timer_state: "ended" }));
  assert.equal(next.kind === "go" && next.leaf.id, "A3");
});

test("after the last step the poster is made final, and after closing nothing is left", () => {
  assert.equal(at(run("A3", { timer_state: "running" })).kind, "finish");
  assert.equal(nextAction({ phase: "closed", leaves, run: null, minute_ms: 60_000, now_ms: 0 }).kind, "closed");
});

function at(current: RunRecord | null) {
  return nextAction({ phase: current ? "running" : "lobby", leaves, run: current, minute_ms: 60_000, now_ms: 0 });
}

function run(leaf_id: string, more: Partial<RunRecord>): RunRecord {
  return { id: "r1", leaf_id, silent: false, opened_to: "room", timer_state: "idle", ends_at_ms: 0, left_ms: 0, ...more } as RunRecord;
}
