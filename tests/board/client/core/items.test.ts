// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Failure } from "../../../../board/client/core/api";
import { itemsOf, itemWith, layItems } from "../../../../board/client/core/items";
import { layHands, layPlan } from "../../../../board/client/core/overlay/records";
import { plannedLeaves } from "../../../../board/client/core/overlay/planned";
import type { HandsRecord, ItemRecord, Leaf, MeRecord, Parked, PersonRecord, PlanRecord } from "../../../../board/client/protocol.gen";
import { PAUSE } from "../samples";

const nobody = { mine: new Set<string>(), ownsNew: false };
const parked = (text: string): Parked => ({ type: "parked", text, outcome: "open", forwarded_to: "" });
const stored: ItemRecord = { type: "item", id: "item:p1", item_id: "p1", content: parked("Kosten"), table_id: "", leaf_id: "A1", rev: 2 };

test("a thing that waits shows at once, counted on as the server counts", () => {
  const put = { type: "put_item", item_id: "p1", base_rev: 2, content: parked("Wie betaalt?") } as const;
  const [laid] = layItems([stored], [put], [], nobody);
  assert.deepEqual([laid?.content, laid?.rev, laid?.pending], [parked("Wie betaalt?"), 3, true]);
});

test("a new thing is there with revision 1, whose it is depends on who looks", () => {
  const put = { type: "put_item", item_id: "p2", base_rev: 0, content: parked("Drones") } as const;
  const laid = (ownsNew: boolean) => itemWith(layItems([stored], [put], [], { mine: new Set(), ownsNew }), "parked", "p2");
  assert.deepEqual([laid(true)?.rev, laid(true)?.mine, laid(false)?.mine], [1, true, false]);
});

test("a thing that is taken away is gone while the server decides", () => {
  assert.deepEqual(layItems([stored], [{ type: "remove_item", item_id: "p1", base_rev: 2 }], [], nobody), []);
});

test("a new thing that was refused stays with its text", () => {
  const command = { type: "put_item", item_id: "p2", base_rev: 0, content: parked("Drones") } as const;
  const failure: Failure = { key: "k", n: 1, code: "silence_running", field: "", retriable: true, command };
  const found = itemWith(layItems([], [], [failure], nobody), "parked", "p2");
  assert.deepEqual([found?.content.text, found?.failure?.code], ["Drones", "silence_running"]);
});

test("things are found by what they hold", () => {
  const items = layItems([stored], [], [], { mine: new Set(["p1"]), ownsNew: true });
  assert.equal(itemsOf(items, "parked")[0]?.mine, true);
  assert.deepEqual(itemsOf(items, "case"), []);
  assert.equal(itemWith(items, "case", "p1"), null);
});

test("the plan's order and minutes go before the script's", () => {
  const leaves = ["A", "B", "C"].map((id) => ({ id, minutes: 5 }) as Leaf);
  const plan: PlanRecord = { type: "plan", id: "plan", rev: 1, leaves: [{ leaf_id: "C", minutes: 8 }, { leaf_id: "A", minutes: 5 }] };
  assert.deepEqual(plannedLeaves(leaves, plan, PAUSE).map((leaf) => `${leaf.id}${leaf.minutes}`), ["C8", "A5", "B5"]);
  assert.equal(plannedLeaves(leaves, null, PAUSE), leaves);
  const paused: PlanRecord = { ...plan, leaves: [...plan.leaves, { leaf_id: "break:1", minutes: 15 }] };
  assert.deepEqual(plannedLeaves(leaves, paused, PAUSE)[2], { ...PAUSE, id: "break:1", step_id: "break:1", minutes: 15 });
  const next = layPlan(plan, [{ type: "change_plan", base_rev: 1, leaves: [{ leaf_id: "B", minutes: 1 }] }]);
  assert.deepEqual([next.leaves.length, next.rev], [1, 2]);
});

test("a hand goes up and down at once, and who gets the floor leaves the queue", () => {
  const hands: HandsRecord = { type: "hands", id: "hands", queue: [{ name: "Noor", table_id: "t1" }], floor: null };
  const me = { name: "Ali", table_id: "t2", hand: 0 } as MeRecord;
  assert.deepEqual(layHands(hands, [{ type: "raise_hand", raised: true }], me, []).queue.map((one) => one.name), ["Noor", "Ali"]);
  const noor = { participant_id: "p1", name: "Noor", table_id: "t1", hand: 1 } as PersonRecord;
  const given = layHands(hands, [{ type: "give_floor", participant_id: "p1" }], null, [noor]);
  assert.deepEqual([given.floor?.name, given.queue], ["Noor", []]);
  assert.deepEqual(layHands(hands, [{ type: "lower_hand", participant_id: "p1" }], null, [noor]).queue, []);
});
