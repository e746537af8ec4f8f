// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What whoever takes part without looking hears of what others do. */

import { deepEqual } from "node:assert/strict";
import { test } from "node:test";
import type { Command } from "../../../../board/client/protocol.gen";
import { ownNews, type OwnNote, type OwnNow } from "../../../../board/client/views/participant/room/own-news";

const NOTE: OwnNote = { title: "Privacy", column: "Rule of law", verdict: null, hidden: false, stack: "" };
const BEFORE: OwnNow = { run: "r1", timer: "running", ends_at_ms: 600_000, left_ms: 0, floor: "", notes: new Map([["n1", NOTE]]) };

function news(now: Partial<OwnNow>, { own = [], notes = true, before = BEFORE }: { own?: readonly Command[]; notes?: boolean; before?: OwnNow } = {}): readonly string[] {
  return ownNews(before, { ...before, ...now }, { own, notes, minute_ms: 60_000 });
}

const changed = (fields: Partial<OwnNote>) => ({ notes: new Map([["n1", { ...NOTE, ...fields }]]) });

test("what happens to one's own note is told, unless one did it oneself or wants to hear nothing of notes", () => {
  deepEqual(news(changed({ column: "Democracy" })), ["Your note Privacy was moved to Democracy"]);
  deepEqual(news(changed({ verdict: "chosen", stack: "s1" })), ["Your note Privacy lies with others now", "Your note Privacy is chosen"]);
  deepEqual(news(changed({ hidden: true })), ["The facilitator hid your note Privacy from the others"]);
  deepEqual(news(changed({ column: "Democracy" }), { own: [{ type: "move_note", note_id: "n1", base_rev: 1, column: "democratie", after_id: "" }] }), []);
  deepEqual(news(changed({ column: "Democracy" }), { notes: false }), []);
  // A note that was just written is no news.
  deepEqual(news({ notes: new Map([["n1", NOTE], ["n2", NOTE]]) }), []);
});

test("time that is added or stopped is told, running and paused, and nothing of another step or of seconds", () => {
  deepEqual(news({ ends_at_ms: 720_000 }), ["You have 2 minutes more"]);
  deepEqual(news({ timer: "paused", ends_at_ms: 0, left_ms: 300_000 }), ["The facilitator paused the time"]);
  const paused: OwnNow = { ...BEFORE, timer: "paused", left_ms: 60_000 };
  deepEqual(news({ left_ms: 120_000 }, { before: paused }), ["You have 1 minute more"]);
  deepEqual(news({ timer: "running", ends_at_ms: 900_000 }, { before: paused }), []);
  deepEqual(news({ ends_at_ms: 601_000 }), []);
  deepEqual(news({ run: "r2", ends_at_ms: 900_000 }), []);
});

test("who gets the floor is told once", () => {
  deepEqual(news({ floor: "Noor, Democracy" }), ["Noor, Democracy speaks now"]);
  deepEqual(news({ floor: "Noor, Democracy" }, { before: { ...BEFORE, floor: "Noor, Democracy" } }), []);
});
