// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
import assert from "node:assert/strict";
import { test } from "node:test";
import type { NoteView } from "../../../../board/client/core/api";
import type { JointAction, Leaf, NoteContent, RunRecord } from "../../../../board/client/protocol.gen";
import { writingIsOver } from "../../../../board/client/views/participant/steps/offering";
import { questionsOf } from "../../../../board/client/views/step/questions";
import { changed, countsPerStack } from "../../../../board/client/views/participant/steps/dots";
import { begunWith } from "../../../../board/client/views/participant/steps/joint";
import { personalQuestions } from "../../../../board/client/views/participant/steps/reflecting";
import { taskOf } from "../../../../board/client/views/participant/screens/task";
import { firstTab, tabOf } from "../../../../board/client/views/participant/screens/talk-tabs";
import { noteView, runRecord } from "../samples";

const text = { nl: "tekst", en: "text" };
const question = (only_with_accents = false) => ({ ...text, only_with_accents, keep: false });
const leaf = (fields: Partial<Leaf>): Leaf => ({
  id: "l",
  part_id: "A",
  step_id: "l",
  stage: "1",
  stage_title: null,
  title: text,
  minutes: 5,
  mode: "group",
  screen: "tables",
  do: text,
  say: text,
  silent: false,
  kinds: [],
  sheet: null,
  questions: [],
  deliver: [],
  pitches: false,
  tools: [],
  ...fields,
});
const run = (leaf_id: string, opened_to: RunRecord["opened_to"]) =>
  runRecord(`r-${leaf_id}`, { leaf_id, opened_to, silent: true, timer_state: "ended", timer_version: 1 });
const note = (id: string, stack_id = id) => {
  const content: NoteContent = { type: "action", action: `do ${id}`, actor: "team", values: [{ value_id: "privacy", principle_id: "", name: "" }] };
  return noteView(id, { run_id: "r", stack_id, content });
};
const stack = (id: string, ...notes: NoteView[]) => ({ id, top: notes[0]!, notes });

test("the question about accent values is not asked when there are none, and the others keep their numbers (DOM-09)", () => {
  const asked = leaf({ questions: [question(), question(true), question()] });
  assert.deepEqual(questionsOf(asked, false).map((one) => one.at), [0, 2]);
  assert.deepEqual(questionsOf(asked, true).map((one) => one.at), [0, 1, 2]);
});

test("examples wait until nobody writes in silence any more (DOM-23)", () => {
  const script = [leaf({ id: "b", silent: true, kinds: ["action"] }), leaf({ id: "c", kinds: ["action"], tools: ["examples"] })];
  assert.equal(writingIsOver("action", script, []), false);
  assert.equal(writingIsOver("action", script, [run("b", "author")]), false);
  assert.equal(writingIsOver("action", script, [run("b", "table")]), true);
});

test("a silence that is played again closes the examples again (DOM-23)", () => {
  const script = [leaf({ id: "b", silent: true, kinds: ["action"] })];
  assert.equal(writingIsOver("action", script, [run("b", "room"), run("b", "author")]), false);
});

test("a script without silent writing of actions may offer examples (DOM-23)", () => {
  assert.equal(writingIsOver("action", [leaf({ id: "b", silent: true, kinds: ["value"] })], []), true);
});

test("a stack has the dots of all its notes, also of those that were stacked later", () => {
  const counts = countsPerStack([stack("a", note("a"), note("b", "a")), stack("c", note("c"))], [
    { note_id: "a", dots: 2 },
    { note_id: "b", dots: 1 },
  ]);
  assert.deepEqual([counts.get("a"), counts.get("c")], [3, 0]);
});

test("nobody lays more dots than there are, and one dot is taken away at a time", () => {
  const on = stack("a", note("a"));
  assert.deepEqual(changed(["a", "b"], on, 1, 1), ["a", "b", "a"]);
  assert.deepEqual(changed(["a", "b", "a"], on, 1, 0), ["a", "b", "a"]);
  assert.deepEqual(changed(["a", "b", "a"], on, -1, 0), ["a", "b"]);
  assert.deepEqual(changed(["b"], on, -1, 2), ["b"]);
});

test("an action begun with a note takes its words, and never writes over what was typed", () => {
  const empty: JointAction = { type: "joint_action", table_id: "t1", action: "", actor: "", values: [], measures: [], consideration: "", origins: [] };
  const begun = { ...empty, ...begunWith(empty, note("a")) };
  assert.deepEqual([begun.action, begun.actor, begun.values.length, begun.origins], ["do a", "team", 1, ["a"]]);
  const more = begunWith({ ...begun, action: "ours" }, note("b"));
  assert.deepEqual([more.action, more.values?.length, more.origins], ["ours", 1, ["a", "b"]]);
});

test("the question about the parking lot is not one for oneself", () => {
  const asked = [0, 1, 2].map((at) => ({ question: question(), at }));
  assert.deepEqual(personalQuestions(leaf({ tools: ["parked", "reflection"] }), asked).map((one) => one.at), [1, 2]);
  assert.deepEqual(personalQuestions(leaf({ tools: ["parked", "reflection"] }), asked.slice(1)).map((one) => one.at), [1, 2]);
  assert.deepEqual(personalQuestions(leaf({ tools: ["reflection"] }), asked).length, 3);
});

test("what a table is at follows from the steps: first it tells, and what lies ready twice is done the last time", () => {
  const at = (id: string, fields: Partial<Leaf>) => leaf({ id, step_id: "2", sheet: "value", ...fields });
  const values = [at("own", {}), at("found", { screen: "research", tools: ["research"] }), at("choice", { tools: ["research", "dots"] })];
  const tell = at("pitch", { mode: "plenary", pitches: true });
  assert.deepEqual(values.map((one) => taskOf(one, [...values, tell])), ["tell", "research", "choose"]);
  const actions = [at("talk", { sheet: "action", tools: ["joint_actions"] }), at("draw up", { sheet: "action", tools: ["joint_actions", "dots"] })];
  assert.deepEqual(actions.map((one) => taskOf(one, [...values, ...actions])), ["tell", "word"]);
  const alone = at("all", { step_id: "3", tools: ["joint_actions"] });
  assert.equal(taskOf(alone, [...values, alone]), "choose");
  assert.equal(taskOf(at("silence", { silent: true, sheet: null }), values), "tell");
});

test("a step opens the tab of what the table is at", () => {
  assert.deepEqual((["tell", "research", "choose", "word"] as const).map(firstTab), ["table", "research", "table", "joint"]);
});

test("pointing at something opens the tab on which it stands, and no other table's", () => {
  const here = leaf({ tools: ["research"] });
  assert.equal(tabOf({ kind: "note", target: "a" }, [note("a")], [], here), "table");
  assert.equal(tabOf({ kind: "note", target: "b" }, [note("a")], [], here), null);
  const research = { item_id: "x", content: { type: "research_value" } } as never;
  assert.equal(tabOf({ kind: "item", target: "x" }, [], [research], here), "research");
  assert.equal(tabOf({ kind: "item", target: "x" }, [], [research], leaf({})), null);
});
