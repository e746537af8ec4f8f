// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
import assert from "node:assert/strict";
import { test } from "node:test";
import type { ItemView, NoteView } from "../../../../board/client/core/api";
import { BLANK_VALUE, type ItemContent, type PosterActionRecord, type PosterValueRecord } from "../../../../board/client/protocol.gen";
import type { Stack } from "../../../../board/client/views/note/stacks";
import { asEntry, chosenBy, offersOf, sourcesOf, withOrigin, type Source } from "../../../../board/client/views/table/offers";

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
  const source = only(chosenBy([value("n1", "privacy", { verdict: "chosen" })], "t", "value"));
  assert.equal(offersOf([source], [], [])[0]?.state, "new");
  assert.equal(offersOf([source], [posterValue("privacy", [])], [])[0]?.state, "alike");
  assert.equal(offersOf([source], [posterValue("safety", ["n1"])], [])[0]?.state, "there");
});

test("an action is alike when it says the same, whatever the capitals", () => {
  const source = only(chosenBy([action("n1", "Bordjes plaatsen ")], "t", "action"));
  const entry = { type: "poster_action", id: "e", content: { type: "action", action: "bordjes plaatsen" }, origins: [] } as unknown as PosterActionRecord;
  assert.equal(offersOf([source], [], [entry])[0]?.state, "alike");
});

test("a new entry has the reason of the table as its meaning, and all notes of the stack as origins", () => {
  const notes = [
    value("n1", "privacy", { verdict: "chosen", stack_id: "s", reason: "Niemand volgen" }),
    value("n2", "privacy", { verdict: "chosen", stack_id: "s" }),
  ];
  const entry = asEntry(only(chosenBy(notes, "t", "value")), "e1");
  assert.equal(entry.content.type === "value" && entry.content.meaning, "Niemand volgen");
  assert.deepEqual([entry.base_rev, entry.content.type === "value" && entry.content.foundation, entry.origins], [0, "rechtsstaat", ["n1", "n2"]]);
});

test("adding an origin keeps what stands on the poster and asks on its latest revision", () => {
  const source = only(chosenBy([value("n2", "privacy", { verdict: "chosen" })], "t", "value"));
  const entry = posterValue("privacy", ["n1"]);
  const content = { ...entry.content, meaning: "Zo bedoeld", orientation: "vulnerable", wider: true } as const;
  const put = withOrigin({ ...entry, content, rev: 7 }, source);
  assert.deepEqual(put.content.type === "value" && [put.content.orientation, put.content.wider], ["vulnerable", true]);
  assert.deepEqual([put.base_rev, put.origins, put.content.type === "value" && put.content.meaning], [7, ["n1", "n2"], "Zo bedoeld"]);
});

test("an action that a table worded together is offered in place of its notes, with itself as origin", () => {
  const notes = [action("n1", "Bordjes"), action("n2", "Meldpunt")];
  const joint = item("j1", { type: "joint_action", table_id: "t", action: "Borden met uitleg", actor: "", values: [], measures: ["m1"], consideration: "Samen", origins: ["n1"] });
  const [first, second, ...more] = sourcesOf(table, "action", notes, [joint]);
  assert.deepEqual([first?.kind, second?.kind, more], ["joint", "stack", []]);
  const entry = asEntry(first!, "e1", "rechtsstaat");
  assert.deepEqual(entry.content.type === "action" && [entry.content.action, entry.origins, entry.content.measures], ["Borden met uitleg", ["j1"], ["m1"]]);
  // It stands in no column, so it comes under the foundation of its table: in what is said, for the server refuses unknown fields.
  assert.equal(entry.content.type === "action" && entry.content.foundation, "rechtsstaat");
  assert.deepEqual(Object.keys(entry).sort(), ["base_rev", "content", "entry_id", "origins", "type"]);
});

test("a value from research is offered by the table that chose it, with its reason, and asks no source", () => {
  const research = item("r1", { type: "research_value", foundation: "democratie", value: { value_id: "privacy", principle_id: "", name: "" }, text: "Gevonden", source: "Fictief" });
  const verdict = (chosen: "chosen" | "set_aside") =>
    item("verdict:r1:t", { type: "research_verdict", research_id: "r1", table_id: "t", verdict: chosen, reason: "Herkennen we" });
  assert.deepEqual(sourcesOf(table, "value", [], [research]), []);
  assert.deepEqual(sourcesOf(table, "value", [], [research, verdict("set_aside")]), []);
  const sources = sourcesOf(table, "value", [], [research, verdict("chosen")]);
  const entry = asEntry(sources[0]!, "e1");
  assert.deepEqual(entry.content.type === "value" && [entry.content.foundation, entry.content.meaning, entry.origins], ["democratie", "Herkennen we", []]);
  assert.equal(offersOf(sources, [posterValue("privacy", [])], [])[0]?.state, "there");
});

const table = { type: "table", id: "t", foundations: ["rechtsstaat"], number: 1, people: 3 } as const;

function item(item_id: string, content: ItemContent): ItemView {
  return { type: "item", id: `item:${item_id}`, item_id, content, table_id: "t", leaf_id: "", rev: 1, pending: false, failure: null, mine: false };
}

function only(stacks: readonly Stack[]): Source {
  const [stack] = stacks;
  assert.ok(stack && stacks.length === 1);
  return { kind: "stack", stack };
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
  return { type: "poster_value", id: "e", content: { ...BLANK_VALUE, foundation: "rechtsstaat", value: ref }, origins, withdrawn: 0, order: "a", rev: 1, accent: false };
}
