// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Leaf, RunRecord, Script } from "../../../../board/client/protocol.gen";
import { scriptRows } from "../../../../board/client/views/facilitator/script/script-rows";

const script = {
  parts: [{ id: "A", title: text("Deel A"), steps: [step("A1", "1"), step("A2", "2"), step("A3", "2")] }],
} as unknown as Script;
const leaves = [leaf("A1", "A1"), leaf("A2x", "A2"), leaf("A2y", "A2"), leaf("A3", "A3")];

test("steps before the current one are done when they were entered, the one after it is next", () => {
  assert.deepEqual(rows("A2x", ["A1", "A2x"]), ["A/0 part later", "A1 step done", "A2 step now", "A2x/sub sub now", "A2y/sub sub next", "A3 step later"]);
});

test("a step that is not on shows as one row, and goes to its first part", () => {
  assert.deepEqual(rows("A1", ["A1"]), ["A/0 part later", "A1 step now", "A2 step next", "A3 step later"]);
  assert.equal(scriptRows(script, leaves, runs(["A1"]), "A1")[2]?.leaf?.id, "A2x");
});

test("a step that was skipped is not called done", () => {
  assert.deepEqual(rows("A3", ["A1", "A3"]), ["A/0 part later", "A1 step done", "A2 step later", "A3 step now"]);
});

test("a number that the row above has already is not printed again", () => {
  assert.deepEqual(scriptRows(script, leaves, [], "").map((row) => row.stage), ["", "1", "2", ""]);
  const start = { parts: [{ id: "A", title: text("Start"), steps: [step("A1", "0")] }] } as unknown as Script;
  assert.deepEqual(scriptRows(start, leaves, [], "").map((row) => row.stage), ["", ""]);
});

test("the title of a whole step stands once, over the first of its rows", () => {
  const steps = [step("A1", "1"), step("A2", "2a", "Kiezen"), step("A3", "2b", "Kiezen")];
  const told = { parts: [{ id: "A", title: text("Deel A"), steps }] } as unknown as Script;
  assert.deepEqual(scriptRows(told, leaves, [], "").map((row) => row.whole?.nl ?? ""), ["", "", "Kiezen", ""]);
});

test("rows stand in the order and with the minutes of this workshop", () => {
  const planned = [leaf("A3", "A3"), { ...leaf("A1", "A1"), minutes: 7 }, leaf("A2x", "A2"), { ...leaf("A2y", "A2"), minutes: 1 }];
  const found = scriptRows(script, planned, [], "").map((row) => `${row.id} ${row.minutes}`);
  assert.deepEqual(found, ["A/0 0", "A3 5", "A1 7", "A2 6"]);
});

function rows(current: string, entered: string[]): string[] {
  return scriptRows(script, leaves, runs(entered), current).map((row) => `${row.id} ${row.kind} ${row.state}`);
}

function runs(entered: string[]): RunRecord[] {
  return entered.map((leaf_id) => ({ leaf_id }) as RunRecord);
}

function step(id: string, stage: string, whole = "") {
  return { id, stage, stage_title: whole ? text(whole) : null, title: text(id), minutes: 5, silent: false };
}

function leaf(id: string, step_id: string): Leaf {
  return { id, step_id, part_id: "A", title: text(id), minutes: 5, silent: false } as Leaf;
}

function text(nl: string) {
  return { nl, en: nl };
}
