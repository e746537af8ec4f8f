// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What whoever takes part without looking hears of what others do. */

import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import type { Command } from "../../../../board/client/protocol.gen";
import { besides, ownNews, timeAdded, type OwnNote, type OwnNow, type Timed } from "../../../../board/client/views/participant/room/own-news";

const NOTE: OwnNote = { title: "Privacy", column: "Rule of law", verdict: null, hidden: false, placed: true, beside: new Set() };
const BEFORE: OwnNow = { run: "r1", timer: "running", added_ms: 0, floor: null, notes: new Map([["n1", NOTE]]) };

function news(now: Partial<OwnNow>, { own = [], notes = true, before = BEFORE }: { own?: readonly Command[]; notes?: boolean; before?: OwnNow } = {}): readonly string[] {
  return ownNews(before, { ...before, ...now }, { own, notes, minute_ms: 60_000 });
}

const changed = (fields: Partial<OwnNote>) => ({ notes: new Map([["n1", { ...NOTE, ...fields }]]) });

test("what happens to one's own note is told, unless one did it oneself or wants to hear nothing of notes", () => {
  deepEqual(news(changed({ column: "Democracy" })), ["Your note Privacy was moved to Democracy"]);
  deepEqual(news(changed({ verdict: "chosen", beside: new Set(["n9"]) })), ["Your note Privacy lies with others now", "Your note Privacy is chosen"]);
  deepEqual(news(changed({ hidden: true })), ["The facilitator hid your note Privacy from the others"]);
  deepEqual(news(changed({ column: "Democracy" }), { own: [{ type: "move_note", note_id: "n1", base_rev: 1, column: "democratie", after_id: "" }] }), []);
  deepEqual(news(changed({ column: "Democracy" }), { notes: false }), []);
  // A note that was just written is no news.
  deepEqual(news({ notes: new Map([["n1", NOTE], ["n2", NOTE]]) }), []);
});

test("a note lies with others when others lie with it that did not, whatever its stack is called", () => {
  const told = ["Your note Privacy lies with others now"];
  const written: OwnNow = { ...BEFORE, notes: new Map([["n1", { ...NOTE, placed: false }]]) };
  const stacked: OwnNow = { ...BEFORE, notes: new Map([["n1", { ...NOTE, beside: new Set(["n2"]) }]]) };
  // The end of a silence gives every note a stack, also one on which the same value gathers.
  deepEqual(news(changed({}), { before: written }), []);
  deepEqual(news(changed({ beside: new Set(["n2"]) }), { before: written }), []);
  // Taken off, and one of three taken off.
  deepEqual(news(changed({}), { before: stacked }), []);
  deepEqual(news(changed({ beside: new Set(["n2", "n3"]) }), { before: stacked }), []);
  deepEqual(news(changed({ beside: new Set(["n4"]) }), { before: stacked }), told);
});

test("what lies together has a stack together: not yet opened, opened, laid upon and taken off", () => {
  const beside = (...stacks: [string, string][]) => [...besides(stacks.map(([id, stack_id]) => ({ id, stack_id })))("n1")];
  deepEqual(beside(["n1", ""], ["n2", ""]), []);
  deepEqual(beside(["n1", "n1"], ["n2", "n2"]), []);
  deepEqual(beside(["n1", "n1"], ["n2", "n1"], ["n3", "n3"]), ["n2"]);
  deepEqual(beside(["n1", "n1~4"], ["n2", "n1"]), []);
});

test("what one moves or chooses takes along what lies on it, and that is no news either", () => {
  const before: OwnNow = { ...BEFORE, notes: new Map([["n1", { ...NOTE, beside: new Set(["n2"]) }]]) };
  const now = changed({ verdict: "chosen", beside: new Set(["n2"]) });
  const chosen = { type: "choose_note", note_id: "n2", base_choice_rev: 0, verdict: "chosen" } satisfies Command;
  deepEqual(news(now, { before, own: [chosen] }), []);
  deepEqual(news(now, { before, own: [{ ...chosen, note_id: "n3" }] }), ["Your note Privacy is chosen"]);
});

test("time that is added or stopped is told, and nothing of another step or of seconds", () => {
  deepEqual(news({ added_ms: 120_000 }), ["You have 2 minutes more"]);
  deepEqual(news({ timer: "paused", added_ms: 0 }), ["The facilitator paused the time"]);
  const paused: OwnNow = { ...BEFORE, timer: "paused", added_ms: 300_000 };
  deepEqual(news({ added_ms: 360_000 }, { before: paused }), ["You have 1 minute more"]);
  deepEqual(news({ timer: "running" }, { before: paused }), []);
  deepEqual(news({ added_ms: 20_000 }), []);
  deepEqual(news({ added_ms: -120_000 }), []);
  deepEqual(news({ run: "r2", added_ms: 300_000 }), []);
});

test("added is what one change gives, running or paused; a pause gives nothing, also one that was not seen", () => {
  const running: Timed = { run: "r1", timer: "running", version: 3, ends_at_ms: 600_000, left_ms: 0 };
  const paused: Timed = { ...running, timer: "paused", ends_at_ms: 0, left_ms: 60_000 };
  equal(timeAdded(running, { ...running, version: 4, ends_at_ms: 720_000 }), 120_000);
  equal(timeAdded(paused, { ...paused, version: 4, left_ms: 120_000 }), 60_000);
  equal(timeAdded(running, { ...paused, version: 4, left_ms: 599_000 }), 0);
  equal(timeAdded(paused, { ...running, version: 4, ends_at_ms: 908_000 }), 0);
  // Paused and started again while the page was away.
  equal(timeAdded(running, { ...running, version: 5, ends_at_ms: 608_000 }), 0);
  equal(timeAdded(running, { ...running, run: "r2", version: 4, ends_at_ms: 900_000 }), 0);
});

test("who gets the floor is told once", () => {
  const floor = { key: "t1 Noor", name: "Noor, Democracy" };
  deepEqual(news({ floor }), ["Noor, Democracy speaks now"]);
  // Also when the table gets another name meanwhile.
  deepEqual(news({ floor: { ...floor, name: "Noor, Table 1" } }, { before: { ...BEFORE, floor } }), []);
  deepEqual(news({ floor: null }, { before: { ...BEFORE, floor } }), []);
});
