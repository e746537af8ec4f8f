// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
import assert from "node:assert/strict";
import { test } from "node:test";
import type { ItemView, NoteView } from "../../../../board/client/core/api";
import type { ItemContent, Leaf, PosterActionRecord, PosterValueRecord, SheetRecord, TensionRecord } from "../../../../board/client/protocol.gen";
import { choosesIn } from "../../../../board/client/views/step/choosing";
import { missingIn, type Room } from "../../../../board/client/views/facilitator/rail/missing";

const privacy = { value_id: "privacy", principle_id: "", name: "" };

test("a table without a chosen value and without a spokesperson is named, an empty table is not", () => {
  const notes = [note("n1", "t1", "chosen"), note("n2", "t2", null)];
  const sheets = [{ table_id: "t1", kind: "value", has_spokesperson: true } as SheetRecord];
  assert.deepEqual(said({ leaf: step({ mode: "group", sheet: "value" }), notes, sheets }), ["chosen t2", "undecided t2", "spokesperson t2"]);
});

test("a joint action counts as chosen, and is asked where the step is about it", () => {
  const items = [item("j1", { type: "joint_action", table_id: "t1", action: "Bordjes", actor: "", values: [], measures: [], consideration: "", origins: [] })];
  const sheets = ["t1", "t2"].map((table_id) => ({ table_id, kind: "action", has_spokesperson: true }) as SheetRecord);
  const leaf = step({ mode: "group", sheet: "action", tools: ["joint_actions"] });
  assert.deepEqual(said({ leaf, items, sheets }), ["chosen t2", "joint t2"]);
});

test("a value from research that a table chose counts as chosen", () => {
  const research = item("r1", { type: "research_value", foundation: "rechtsstaat", value: privacy, text: "", source: "" });
  const verdict = item("verdict:r1:t2", { type: "research_verdict", research_id: "r1", table_id: "t2", verdict: "chosen", reason: "Past" });
  const sheets = ["t1", "t2"].map((table_id) => ({ table_id, kind: "value", has_spokesperson: true }) as SheetRecord);
  assert.deepEqual(said({ leaf: step({ mode: "group", sheet: "value" }), items: [research, verdict], sheets }), ["chosen t1"]);
});

test("a note in an action that the table worded together is decided about", () => {
  const action = (id: string) => ({ ...note(id, "t1", null), content: { type: "action", action: id, actor: "", values: [] } }) as NoteView;
  const items = [item("j1", { type: "joint_action", table_id: "t1", action: "Bordjes", actor: "", values: [], measures: [], consideration: "", origins: ["n1"] })];
  const leaf = step({ mode: "group", sheet: "action" });
  assert.deepEqual(said({ leaf, items, notes: [action("n1")] }), ["chosen t2", "spokesperson t1,t2"]);
  assert.deepEqual(said({ leaf, items, notes: [action("n1"), action("n2")] }), ["chosen t2", "undecided t1", "spokesperson t1,t2"]);
});

test("accent values ask an answer of every table, and in plenary one of the room", () => {
  const accent = item("a1", { type: "accent", value: privacy, reason: "", meaning: "", strategy_version: 0 });
  const answer = item("accent:a1:t1", { type: "accent_answer", accent_id: "a1", table_id: "t1", role: "yes", why: "" });
  const room = item("accent:a1:room", { type: "accent_answer", accent_id: "a1", table_id: "", role: "no", why: "" });
  const tables = step({ mode: "group", tools: ["accents"] });
  const plenary = step({ tools: ["accents"] });
  assert.deepEqual(said({ leaf: tables, items: [] }), []);
  assert.deepEqual(said({ leaf: tables, items: [accent, answer] }), ["accents t2"]);
  assert.deepEqual(said({ leaf: plenary, items: [accent, answer] }), ["accents_room 1"]);
  assert.deepEqual(said({ leaf: plenary, items: [accent, room] }), []);
});

test("a value from research is weighed at the table of its foundation", () => {
  const research = item("r1", { type: "research_value", foundation: "rechtsstaat", value: privacy, text: "", source: "" });
  const verdict = item("verdict:r1:t2", { type: "research_verdict", research_id: "r1", table_id: "t2", verdict: "set_aside", reason: "Past niet" });
  const leaf = step({ mode: "group", tools: ["research"] });
  assert.deepEqual(said({ leaf, items: [research] }), ["research t2"]);
  assert.deepEqual(said({ leaf, items: [research, verdict] }), []);
});

test("the case asks its description and its place in the grid", () => {
  const leaf = step({ screen: "case", tools: ["case"] });
  assert.deepEqual(said({ leaf }), ["case", "case_class"]);
  const form = { type: "case", description: "Camera's", proactivity: "low", data_origin: "own" } as ItemContent;
  assert.deepEqual(said({ leaf, items: [item("case", form)] }), []);
});

test("values on the poster want a meaning, tensions a choice", () => {
  const values = [{ id: "e1", content: { meaning: "" } }, { id: "e2", content: { meaning: "Zo" } }] as PosterValueRecord[];
  const tensions = [{ id: "s1", content: { choice: "" } }] as TensionRecord[];
  assert.deepEqual(said({ leaf: step({ screen: "values", tools: ["tensions"] }), values, tensions }), ["meanings 1", "choices 1"]);
  assert.deepEqual(said({ leaf: step({ screen: "values" }) }), ["poster_values"]);
});

test("actions on the poster want a holder, a term, a monitor, and weights where they are ordered", () => {
  const bare = { id: "e1", content: { holder: "", term: "", monitor: "", necessity: null, importance: "high" } } as PosterActionRecord;
  const whole = { id: "e2", content: { holder: "Team", term: "maart", monitor: "CIO", necessity: "low", importance: "high" } } as PosterActionRecord;
  const leaf = step({ screen: "actions", tools: ["ordering"] });
  assert.deepEqual(said({ leaf, actions: [bare, whole] }), ["holders 1", "terms 1", "monitors 1", "weights 1"]);
  assert.deepEqual(said({ leaf, actions: [whole] }), []);
});

test("questions that keep their answer want one", () => {
  const leaf = step({ tools: ["answers"], questions: [question(false), question(true), question(true)] });
  const answer = item("answer:L:1", { type: "step_answer", step_id: "L", question: 1, text: "In maart" });
  assert.deepEqual(said({ leaf, items: [answer] }), ["kept_answers 1"]);
});

test("the checklist step names open questions and the decision, the last step what is still parked", () => {
  const script = { checklist: [{ id: "q1" }, { id: "q2" }] } as unknown as Room["script"];
  const answers = [{ item_id: "q1", answer: "Ja", done: false }] as unknown as Room["answers"];
  const parked = [item("p1", { type: "parked", text: "Later", outcome: "open", forwarded_to: "" }), item("p2", { type: "parked", text: "Klaar", outcome: "handled", forwarded_to: "" })];
  assert.deepEqual(said({ leaf: step({ screen: "checklist" }), script, answers, items: parked }), ["checklist 1", "decision"]);
  assert.deepEqual(said({ leaf: step({ screen: "reflection" }), last: true, items: parked, outcome: "go" }), ["parked 1"]);
});

test("where people only tell what they wrote, nothing that is chosen later is missing yet", () => {
  const leaf = step({ id: "2c1", step_id: "2c", mode: "group", sheet: "value" });
  const later = step({ id: "2c3", step_id: "2c", mode: "group", sheet: "value" });
  const pitches = step({ id: "2c4", step_id: "2c", mode: "group", sheet: "value", pitches: true });
  assert.deepEqual([leaf, later, pitches].map((one) => choosesIn(one, [leaf, later, pitches])), [false, true, false]);
  assert.deepEqual(said({ leaf, chooses: false }), []);
  // When the tables tell, somebody must.
  assert.deepEqual(said({ leaf: { ...leaf, mode: "plenary", pitches: true }, chooses: false }), ["spokesperson t1,t2"]);
});

function said(room: Partial<Room>): string[] {
  const whole: Room = {
    leaf: step({}),
    chooses: room.leaf?.mode === "group",
    last: false,
    script: { checklist: [] } as unknown as Room["script"],
    tables: [
      { type: "table", id: "t1", foundations: ["democratie"], number: 1, people: 3 },
      { type: "table", id: "t2", foundations: ["rechtsstaat"], number: 1, people: 4 },
      { type: "table", id: "t3", foundations: ["bestuurskracht"], number: 1, people: 0 },
    ],
    notes: [],
    sheets: [],
    items: [],
    values: [],
    actions: [],
    tensions: [],
    answers: [],
    outcome: "open",
    ...room,
  };
  return missingIn(whole).map((one) => {
    if ("tables" in one) return `${one.kind} ${one.tables.map((table) => table.id).join(",")}`;
    return "count" in one ? `${one.kind} ${one.count}` : one.kind;
  });
}

function step(part: Partial<Leaf>): Leaf {
  return { id: "L", mode: "plenary", screen: "tables", sheet: null, tools: [], questions: [], ...part } as Leaf;
}

function question(keep: boolean) {
  return { nl: "", en: "", only_with_accents: false, keep };
}

function item(item_id: string, content: ItemContent): ItemView {
  return { type: "item", id: `item:${item_id}`, item_id, content, table_id: "", leaf_id: "", rev: 1, pending: false, failure: null, mine: false };
}

function note(id: string, table_id: string, verdict: "chosen" | null): NoteView {
  const content = { type: "value", value: privacy, why: "" };
  return { id, table_id, content, order: id, stack_id: "", verdict, reason: "", hidden: false } as unknown as NoteView;
}
