// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2

import assert from "node:assert/strict";
import { test } from "node:test";
import * as lay from "../../../../board/client/core/overlay/records";
import type { MeRecord, PosterValueRecord, RunRecord, SheetRecord } from "../../../../board/client/protocol.gen";

const me: MeRecord = {
  type: "me",
  id: "me:p1",
  participant_id: "p1",
  name: "",
  perspective: "",
  table_id: "t1",
  mine: [],
  ready: false,
  asking: false,
  speaks_for: [],
  items: [],
  hand: 0,
  has_floor: false, away: false,
};
const run: RunRecord = {
  type: "run",
  id: "r2",
  leaf_id: "a2a",
  ordinal: 2,
  silent: true,
  opened_to: "author",
  started_at_ms: 0,
  timer_state: "running",
  timer_version: 1,
  ends_at_ms: 0,
  left_ms: 0,
  ready: 4,
};
const sheet: SheetRecord = {
  type: "sheet",
  id: "sheet:t1:value",
  table_id: "t1",
  kind: "value",
  ready: false,
  has_spokesperson: false,
  spokesperson: "",
};
const entry: PosterValueRecord = {
  type: "poster_value",
  id: "e1",
  content: {
    type: "value",
    foundation: "democratie",
    value: { value_id: "privacy", principle_id: "", name: "" },
    meaning: "before",
    orientation: null,
    wider: false,
    wider_note: "",
  },
  origins: ["n1"],
  withdrawn: 1,
  order: "1",
  rev: 3,
  accent: true,
};

test("being ready shows at once, and counts at once", () => {
  const laid = lay.layMe(me, [{ type: "say_ready", run_id: "r2", ready: true }], "r2");
  assert.equal(laid.ready, true);
  assert.equal(lay.layRun(run, me, laid).ready, 5);
  assert.equal(lay.layRun(run, laid, laid), run);
});

test("being ready with an earlier step says nothing about this one", () => {
  assert.equal(lay.layMe(me, [{ type: "say_ready", run_id: "r1", ready: true }], "r2").ready, false);
});

test("a spokesperson steps forward and back", () => {
  const taking = { type: "take_spokesperson", kind: "value", taking: true } as const;
  const laid = lay.laySheet(sheet, [taking], "t1", "Ann");
  assert.deepEqual([laid.has_spokesperson, laid.spokesperson], [true, "Ann"]);
  assert.deepEqual(lay.layMe(me, [taking], "r2").speaks_for, ["value"]);
  assert.deepEqual(lay.layMe(me, [taking, { ...taking, taking: false }], "r2").speaks_for, []);
  assert.equal(lay.laySheet(sheet, [taking], "t2", "Ann"), sheet);
});

test("a changed poster entry keeps its place and what the command does not name", () => {
  const [laid] = lay.layPosterValues(
    [entry],
    [{ type: "put_poster_entry", entry_id: "e1", base_rev: 3, content: { ...entry.content, foundation: "rechtsstaat", meaning: "after" } }],
  );
  assert.deepEqual([laid!.content.meaning, laid!.content.foundation, laid!.order, laid!.withdrawn, laid!.rev], ["after", "rechtsstaat", "1", 1, 4]);
  assert.equal(laid!.accent, true);
});

test("a new poster entry stands last, a removed one is gone", () => {
  const put = { type: "put_poster_entry", entry_id: "e2", base_rev: 0, content: entry.content } as const;
  assert.deepEqual(lay.layPosterValues([entry], [put]).map((one) => one.id), ["e1", "e2"]);
  assert.deepEqual(lay.layPosterValues([entry], [{ type: "remove_poster_entry", entry_id: "e1", base_rev: 3 }]), []);
});

test("an entry of one kind never shows among another", () => {
  const put = { type: "put_poster_entry", entry_id: "e2", base_rev: 0, content: entry.content } as const;
  assert.deepEqual(lay.layPosterActions([], [put]), []);
});

test("an answer shows at once, the first one too", () => {
  const answer = { type: "answer_checklist", item_id: "q1", base_rev: 0, answer: "yes", done: true } as const;
  const [first] = lay.layAnswers([], [answer]);
  assert.deepEqual([first!.id, first!.answer, first!.rev], ["answer:q1", "yes", 1]);
});
