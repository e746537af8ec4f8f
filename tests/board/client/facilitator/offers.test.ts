// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
import assert from "node:assert/strict";
import { test } from "node:test";
import type { NoteView } from "../../../../board/client/core/api";
import type { PosterActionRecord, PosterValueRecord } from "../../../../board/client/protocol.gen";
import type { Stack } from "../../../../board/client/views/shared/stacks";
import { asEntry, chosenBy, offersOf, withOrigin } from "../../../../board/client/views/facilitator/offers";

test("only the stacks that a table chose are offered, whole and unhidden", () => {
  const notes = [
    value("n1", "privacy", { verdict: "chosen", stack_id: "s" }),
    value("n2", "privacy", { verdict: "chosen", stack_id: "s" }),
    value("n3", "safety", {}),
    value("n4", "safety", { verdict: "chosen", hidden: true }),
    value("n5", "privacy", { verdict: "chosen", table_id: "other" }),
  ];
  const stacks = chosenBy(notes, "t", "value");
  assert.deepEqual(stacks.map((stack) => stack.notes.map((note) => note.id)), [["n1", "n2"]]);
});

test("an entry that came from the stack is there, one with the same value is alike, else it is new", () => {
  const stack = only(chosenBy([value("n1", "privacy", { verdict: "chosen" })], "t", "value"));
  assert.equal(offersOf([stack], [], [])[0]?.state, "new");
  assert.equal(offersOf([stack], [posterValue("privacy", [])], [])[0]?.state, "alike");
  assert.equal(offersOf([stack], [posterValue("safety", ["n1"])], [])[0]?.state, "there");
});

test("an action is alike when it says the same, whatever the capitals", () => {
  const stack = only(chosenBy([action("n1", "Bordjes plaatsen ")], "t", "action"));
  const entry = { type: "poster_action", id: "e", action: "bordjes plaatsen", origins: [] } as unknown as PosterActionRecord;
  assert.equal(offersOf([stack], [], [entry])[0]?.state, "alike");
});

test("a new entry has the reason of the table as its meaning, and all notes of the stack as origins", () => {
  const notes = [
    value("n1", "privacy", { verdict: "chosen", stack_id: "s", reason: "Niemand volgen" }),
    value("n2", "privacy", { verdict: "chosen", stack_id: "s" }),
  ];
  const stack = only(chosenBy(notes, "t", "value"));
  const entry = asEntry(stack, "e1");
  assert.equal(entry.type === "put_poster_value" && entry.meaning, "Niemand volgen");
  assert.deepEqual([entry.base_rev, entry.foundation, entry.origins], [0, "rechtsstaat", ["n1", "n2"]]);
});

test("adding an origin keeps what stands on the poster and asks on its latest revision", () => {
  const stack = only(chosenBy([value("n2", "privacy", { verdict: "chosen" })], "t", "value"));
  const put = withOrigin({ ...posterValue("privacy", ["n1"]), meaning: "Zo bedoeld", rev: 7 }, stack);
  assert.deepEqual([put.base_rev, put.origins, put.type === "put_poster_value" && put.meaning], [7, ["n1", "n2"], "Zo bedoeld"]);
});

function only(stacks: readonly Stack[]): Stack {
  const [stack] = stacks;
  assert.ok(stack && stacks.length === 1);
  return stack;
}

function value(id: string, value_id: string, more: Partial<NoteView>): NoteView {
  const content = { type: "value", value: { value_id, principle_id: "", name: "" }, why: "omdat" };
  return { id, table_id: "t", column: "rechtsstaat", content, order: id, stack_id: "", verdict: null, reason: "", hidden: false, ...more } as NoteView;
}

function action(id: string, text: string): NoteView {
  const content = { type: "action", action: text, actor: "Communicatie", values: [] };
  return { ...value(id, "", { verdict: "chosen" }), content } as unknown as NoteView;
}

function posterValue(value_id: string, origins: string[]): PosterValueRecord {
  const ref = { value_id, principle_id: "", name: "" };
  return { type: "poster_value", id: "e", foundation: "rechtsstaat", value: ref, meaning: "", origins, withdrawn: 0, order: "a", rev: 1 };
}
