// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
import assert from "node:assert/strict";
import { test } from "node:test";
import { inverseOf, type Before } from "../../../../board/client/core/undo/inverse";
import { BLANK_VALUE, type Command, type ItemContent, type PosterValueRecord } from "../../../../board/client/protocol.gen";

const NOTHING: Before = {
  item: () => undefined,
  entry: () => undefined,
  entryBefore: () => "",
  answer: () => undefined,
  decision: () => undefined,
  plan: () => undefined,
  order: () => undefined,
  workshop: () => undefined,
  seating: () => undefined,
};
const parked: ItemContent = { type: "parked", text: "before", outcome: "open", forwarded_to: "" };
const put = (base_rev: number): Command => ({ type: "put_item", item_id: "i", base_rev, content: { ...parked, text: "after" } });
const value: PosterValueRecord = {
  type: "poster_value",
  id: "v",
  content: {
    type: "value",
    foundation: "democratie",
    value: { value_id: "privacy", principle_id: "", name: "" },
    meaning: "before",
    orientation: "vulnerable",
    wider: true,
    wider_note: "elsewhere",
  },
  origins: ["n1"],
  withdrawn: 1,
  order: "a",
  rev: 3,
  accent: false,
};

test("something new is taken away again", () => {
  assert.deepEqual(inverseOf(put(0), NOTHING), { type: "remove_item", item_id: "i", base_rev: 1 });
});

test("a changed item gets the words that it had", () => {
  const before = { ...NOTHING, item: () => ({ rev: 4, content: parked }) };
  assert.deepEqual(inverseOf(put(4), before), { type: "put_item", item_id: "i", base_rev: 5, content: parked });
});

test("what was taken away is put back", () => {
  const removed = { type: "remove_item", item_id: "i", base_rev: 4 } as const;
  assert.deepEqual(inverseOf(removed, NOTHING), { type: "restore_item", item_id: "i", base_rev: 5 });
});

test("a changed poster entry gets everything back that people can fill in", () => {
  const content = { ...BLANK_VALUE, foundation: "rechtsstaat", value: value.content.value } as const;
  const change: Command = { type: "put_poster_entry", entry_id: "v", base_rev: 3, content };
  assert.deepEqual(inverseOf(change, { ...NOTHING, entry: () => value }), {
    type: "put_poster_entry",
    entry_id: "v",
    base_rev: 4,
    content: {
      type: "value",
      foundation: "democratie",
      value: value.content.value,
      meaning: "before",
      orientation: "vulnerable",
      wider: true,
      wider_note: "elsewhere",
    },
    origins: ["n1"],
  });
});

test("entries that were merged come apart", () => {
  const merge: Command = { type: "merge_poster_entry", entry_id: "v", base_rev: 3, into_id: "w", into_base_rev: 1 };
  assert.deepEqual(inverseOf(merge, NOTHING), { type: "restore_poster_entry", entry_id: "v", base_rev: 4 });
});

test("an entry that was moved goes back behind the one that stood before it", () => {
  const move: Command = { type: "move_poster_entry", entry_id: "v", base_rev: 3, after_id: "z" };
  assert.deepEqual(inverseOf(move, { ...NOTHING, entryBefore: () => "u" }), { ...move, base_rev: 4, after_id: "u" });
});

test("a first answer to the checklist is emptied", () => {
  const answer: Command = { type: "answer_checklist", item_id: "q", base_rev: 0, answer: "yes", done: true };
  assert.deepEqual(inverseOf(answer, NOTHING), { ...answer, base_rev: 1, answer: "", done: false });
});

test("a step that was entered cannot be taken back", () => {
  assert.equal(inverseOf({ type: "go_to_step", leaf_id: "a", run_id: "" }, NOTHING), null);
});
