// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
import assert from "node:assert/strict";
import { test } from "node:test";
import { MAX_BREAKS, type Leaf } from "../../../../board/client/protocol.gen";
import { PAUSE } from "../samples";
import { momentAt } from "../../../../board/client/core/when";
import { asPlan, mayBreakAfter, minutesFrom, momentOf, moveBreak, moveStep, onTopOf, plannedSteps, settled, withBreak, withMinutes, withOver, withoutLeaf } from "../../../../board/client/views/facilitator/planning/planning";

const leaves = [leaf("A1", "A1", 15), leaf("A2x", "A2", 25), leaf("A2y", "A2", 5), leaf("A3", "A3", 20), leaf("B4", "B4", 5)];

test("a step moves whole, with all its parts", () => {
  assert.deepEqual(ids(moveStep(leaves, "A2", 1)), ["A1", "A3", "A2x", "A2y", "B4"]);
  assert.deepEqual(ids(moveStep(leaves, "A3", -1)), ["A1", "A3", "A2x", "A2y", "B4"]);
});

test("the first step cannot rise and the last cannot sink", () => {
  assert.deepEqual(moveStep(leaves, "A1", -1), leaves);
  assert.deepEqual(moveStep(leaves, "B4", 1), leaves);
});

test("what has begun keeps its place, and nothing goes past it", () => {
  const steps = plannedSteps(leaves, new Set(["A1", "A2x"]));
  assert.deepEqual(steps.map((step) => `${step.id} ${step.minutes} ${step.begun} ${step.canRise} ${step.canSink}`), [
    "A1 15 true false false",
    "A2 30 true false false",
    "A3 20 false false true",
    "B4 5 false true false",
  ]);
});

test("what was passed over stays as it is, and so does what was entered before the room went back", () => {
  const steps = plannedSteps(leaves, settled(leaves, new Set(["A2x", "B4"]), "A2x"));
  assert.deepEqual(steps.map((step) => `${step.id} ${step.begun} ${step.canRise} ${step.canSink}`), ["A1 true false false", "A2 true false false", "A3 false false false", "B4 true false false"]);
  assert.deepEqual([...settled(leaves, new Set(), "")], []);
});

test("what two facilitators change at once meets: minutes leaf by leaf, and the order of whoever changed it", () => {
  const theirs = withMinutes(withMinutes(leaves, "A1", 10), "B4", 9);
  const mine = moveStep(withMinutes(withMinutes(leaves, "A3", 30), "B4", 7), "A3", 1);
  const met = onTopOf(leaves, mine, theirs);
  assert.deepEqual(met.leaves.map((one) => `${one.id} ${one.minutes}`), ["A1 10", "A2x 25", "A2y 5", "B4 7", "A3 30"]);
  assert.equal(met.orderLost, false);
  assert.deepEqual(ids(onTopOf(leaves, withMinutes(leaves, "A3", 30), moveStep(leaves, "A3", 1)).leaves), ["A1", "A2x", "A2y", "B4", "A3"]);
});

test("of two other orders the stored one stands, with the minutes of both", () => {
  const met = onTopOf(leaves, moveStep(withMinutes(leaves, "A3", 30), "A3", 1), withBreak(leaves, "A1", PAUSE, new Set()));
  assert.deepEqual(ids(met.leaves), ["A1", "break:1", "A2x", "A2y", "A3", "B4"]);
  assert.equal(met.leaves[4]?.minutes, 30);
  assert.equal(met.orderLost, true);
});

test("a break that two facilitators add at once is of whoever stored it, with its minutes: nobody changed those", () => {
  const theirs = withMinutes(withBreak(leaves, "A1", PAUSE, new Set()), "break:1", 30);
  const met = onTopOf(leaves, withBreak(leaves, "A3", PAUSE, new Set()), theirs);
  assert.deepEqual(met.leaves.map((one) => `${one.id} ${one.minutes}`), ["A1 15", "break:1 30", "A2x 25", "A2y 5", "A3 20", "B4 5"]);
  assert.equal(met.orderLost, true);
  // Of one's own alone the minutes stand.
  const mine = withMinutes(withBreak(leaves, "A3", PAUSE, new Set()), "break:1", 10);
  assert.equal(onTopOf(leaves, mine, leaves).leaves.find((one) => one.id === "break:1")?.minutes, 10);
});

test("minutes of a break that somebody else took away meanwhile are lost, and it is not said that they stand", () => {
  const base = withBreak(leaves, "A1", PAUSE, new Set());
  const met = onTopOf(base, withMinutes(base, "break:1", 25), leaves);
  assert.deepEqual(ids(met.leaves), ids(leaves));
  assert.equal(met.orderLost, true);
  assert.equal(onTopOf(base, withMinutes(base, "A3", 25), leaves).orderLost, false);
});

test("what is over meanwhile stands in a draft as it is stored, and the rest of the draft stays", () => {
  const minutes = (found: readonly Leaf[] | null) => found?.map((one) => `${one.id}=${String(one.minutes)}`).join(" ");
  const over = (mine: readonly Leaf[], current: string) => withOver(mine, leaves, new Set(["A1", current]), current);
  const mine = withMinutes(withMinutes(leaves, "A2x", 9), "A3", 33);
  // The room passes A2x over: its minutes alone are lost.
  assert.equal(minutes(over(mine, "A2y")), "A1=15 A2x=25 A2y=5 A3=33 B4=5");
  assert.equal(over(mine, "A1"), null);
  // A break before where the room is now comes right behind it; a step that was put before it comes in its place again.
  const paused = withBreak(withMinutes(leaves, "B4", 7), "A1", PAUSE, new Set());
  assert.equal(minutes(over(paused, "A2x")), "A1=15 A2x=25 break:1=15 A2y=5 A3=20 B4=7");
  assert.equal(minutes(over(moveStep(withMinutes(leaves, "B4", 7), "A3", -1), "A3")), "A1=15 A2x=25 A2y=5 A3=20 B4=7");
  // Half of a step that was put behind another is over: the order that is stored stands.
  assert.equal(minutes(over(moveStep(withMinutes(leaves, "B4", 7), "A2", 1), "A2x")), "A1=15 A2x=25 A2y=5 A3=20 B4=7");
  // What was entered behind where the room is keeps its minutes and its place among what was entered.
  assert.equal(minutes(withOver(withMinutes(mine, "B4", 8), leaves, new Set(["A1", "A3"]), "A1")), "A1=15 A2x=9 A2y=5 A3=20 B4=8");
});

test("a break goes behind any leaf, also within a step, moves leaf by leaf and goes again", () => {
  const one = withBreak(leaves, "A1", PAUSE, new Set());
  const two = withBreak(one, "A2x", PAUSE, new Set(["break:2"]));
  assert.deepEqual(ids(two), ["A1", "break:1", "A2x", "break:3", "A2y", "A3", "B4"]);
  // What stands within a step goes along with it.
  assert.deepEqual(plannedSteps(two, new Set()).map((step) => [step.id, step.leaves.length, step.minutes]), [
    ["A1", 1, 15],
    ["break:1", 1, 15],
    ["A2", 3, 45],
    ["A3", 1, 20],
    ["B4", 1, 5],
  ]);
  assert.deepEqual(ids(moveStep(two, "A3", -1)), ["A1", "break:1", "A3", "A2x", "break:3", "A2y", "B4"]);
  assert.deepEqual(ids(moveBreak(two, "break:1", 1, new Set()) ?? []), ["A1", "A2x", "break:1", "break:3", "A2y", "A3", "B4"]);
  assert.equal(moveBreak(two, "break:1", -1, new Set(["A1"])), null);
  assert.deepEqual(ids(withoutLeaf(two, "break:3")), ids(one));
});

test("a break comes behind what is still to come, and never beside another one", () => {
  const one = withBreak(leaves, "A2y", PAUSE, new Set());
  const offered = (plan: readonly Leaf[], here: number) => ids(plan.filter((leaf) => mayBreakAfter(plan, leaf.id, here)));
  assert.deepEqual(offered(leaves, 2), ["A2y", "A3", "B4"]);
  assert.deepEqual(offered(one, -1), ["A1", "A2x", "A3", "B4"]);
  let full: readonly Leaf[] = leaves;
  for (let n = 0; n < MAX_BREAKS; n += 1) full = withBreak(full, "B4", PAUSE, new Set());
  assert.deepEqual(offered(full, -1), []);
});

test("other minutes change one leaf, and the whole plan is sent", () => {
  assert.deepEqual(asPlan(withMinutes(leaves, "A3", 12)).map((one) => one.minutes), [15, 25, 5, 12, 5]);
});

test("minutes are whole numbers from 1 to 600", () => {
  assert.deepEqual(["5", " 12 ", "0", "601", "", "3,5", "-4"].map(minutesFrom), [5, 12, null, null, null, null, null]);
});

test("an end time is today's, and after midnight tomorrow's", () => {
  const noon = momentAt("2026-11-22", "12:00");
  assert.equal(momentOf("12:30", noon), momentAt("2026-11-22", "12:30"));
  assert.equal(momentOf("9:00", noon), momentAt("2026-11-22", "09:00"));
  const late = momentAt("2026-11-22", "23:30");
  assert.equal(momentOf("00:45", late), momentAt("2026-11-23", "00:45"));
  assert.deepEqual(["", "25:00", "12:60", "noon"].map((clock) => momentOf(clock, noon)), [null, null, null, null]);
});

function ids(found: readonly Leaf[]): string[] {
  return found.map((one) => one.id);
}

function leaf(id: string, step_id: string, minutes: number): Leaf {
  return { id, step_id, part_id: "A", minutes } as Leaf;
}
