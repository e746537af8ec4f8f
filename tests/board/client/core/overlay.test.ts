// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2

import assert from "node:assert/strict";
import { test } from "node:test";
import { layNotes, sameObjects } from "../../../../board/client/core/overlay/notes";
import type { Failure } from "../../../../board/client/core/api";
import type { Command, NoteRecord } from "../../../../board/client/protocol.gen";
import { PRIVACY_NOTE as content, noteRecord as note } from "../samples";

const add = (id: string, fields: Partial<Extract<Command, { type: "add_note" }>> = {}): Command => ({
  type: "add_note",
  note_id: id,
  run_id: "r1",
  content,
  column: "democratie",
  ...fields,
});

function failureOf(command: Command): Failure {
  return { key: "me/1", n: 1, code: "stale_run", field: "", retriable: false, command };
}

function lay(confirmed: NoteRecord[], pending: Command[], failures: Failure[] = [], mine: string[] = [], moved: string[] = []) {
  return layNotes(confirmed, pending, failures, {
    mine: new Set(mine),
    moved: new Set(moved),
    tableOf: (behalf) => (behalf ? `table of ${behalf}` : "t1"),
  });
}

const ids = (notes: readonly NoteRecord[]) => notes.map((one) => one.id);

test("notes stand by column, order and id; those without a place stand last", () => {
  const notes = lay(
    [
      note("d", { column: "bestuurskracht", order: "1" }),
      note("c", { order: "2" }),
      note("z", { order: "", stack_id: "" }),
      note("b", { order: "2" }),
      note("a", { order: "3" }),
      note("e", { column: "rechtsstaat", order: "9" }),
      note("B", { order: "a" }),
      note("A", { order: "Z" }),
    ],
    [],
  );
  assert.deepEqual(ids(notes), ["b", "c", "a", "A", "B", "z", "e", "d"]);
});

test("a new note is there at once, pending, own, last in its column and at its author's table", () => {
  const notes = lay([note("a")], [add("0")]);
  assert.deepEqual(ids(notes), ["a", "0"]);
  assert.deepEqual(
    [notes[1]!.pending, notes[1]!.mine, notes[1]!.table_id, notes[1]!.behalf],
    [true, true, "t1", false],
  );
});

test("a note written for somebody else stands at that person's table", () => {
  const [written] = lay([], [add("0", { behalf: "ann" })]);
  assert.deepEqual([written!.table_id, written!.behalf], ["table of ann", true]);
});

test("a note that came before its settlement is not shown twice", () => {
  const notes = lay([note("0", { order: "5" })], [add("0")], [], ["0"]);
  assert.deepEqual(notes.map((one) => [one.id, one.pending, one.order]), [["0", true, "5"]]);
});

test("a second change of a note that waits is based on what the first will make of it", () => {
  const notes = lay([], [add("0"), { type: "edit_note", note_id: "0", base_rev: 1, content: { ...content, why: "so" } }]);
  assert.equal(notes[0]!.rev, 2);
  assert.deepEqual(notes[0]!.content, { ...content, why: "so" });
});

test("a note that is being deleted is gone at once", () => {
  assert.deepEqual(ids(lay([note("a"), note("b")], [{ type: "delete_note", note_id: "a", base_rev: 1 }])), ["b"]);
});

test("a moved note stands right after its new neighbour", () => {
  const confirmed = [note("a", { order: "A" }), note("b", { order: "A0V" }), note("c", { order: "B" })];
  const move = (after_id: string): Command => ({ type: "move_note", note_id: "c", base_rev: 1, column: "democratie", after_id });
  assert.deepEqual(ids(lay(confirmed, [move("a")])), ["a", "c", "b"]);
  assert.deepEqual(ids(lay(confirmed, [move("")])), ["c", "a", "b"]);
  assert.deepEqual(ids(lay(confirmed, [move("b")])), ["a", "b", "c"]);
  assert.equal(lay(confirmed, [move("a")])[1]!.rev, 2);
});

test("a note moves to another column, at the end when its neighbour is not there", () => {
  const confirmed = [note("a"), note("x", { column: "rechtsstaat", order: "1" }), note("y", { column: "rechtsstaat", order: "2" })];
  const notes = lay(confirmed, [{ type: "move_note", note_id: "a", base_rev: 1, column: "rechtsstaat", after_id: "gone" }]);
  assert.deepEqual(ids(notes), ["x", "y", "a"]);
});

test("a stack moves as a whole and never into another stack", () => {
  const confirmed = [
    note("a", { order: "1", stack_id: "s" }),
    note("b", { order: "2", stack_id: "s" }),
    note("x", { column: "rechtsstaat", order: "1", stack_id: "x" }),
    note("y", { column: "rechtsstaat", order: "2", stack_id: "x" }),
    note("z", { column: "rechtsstaat", order: "3" }),
  ];
  const notes = lay(confirmed, [{ type: "move_note", note_id: "b", base_rev: 1, column: "rechtsstaat", after_id: "x" }]);
  assert.deepEqual(ids(notes), ["x", "y", "a", "b", "z"]);
});

test("a note that only its author sees moves without a place", () => {
  const hidden = note("a", { order: "", stack_id: "" });
  const notes = lay([hidden], [{ type: "move_note", note_id: "a", base_rev: 1, column: "rechtsstaat" }]);
  assert.deepEqual([notes[0]!.column, notes[0]!.order], ["rechtsstaat", ""]);
});

test("a note laid on another joins its stack and its column", () => {
  const confirmed = [note("a"), note("x", { column: "rechtsstaat", order: "1" }), note("y", { column: "rechtsstaat", order: "2" })];
  const notes = lay(confirmed, [{ type: "stack_note", note_id: "a", base_rev: 1, onto_id: "x" }]);
  assert.deepEqual(ids(notes), ["x", "a", "y"]);
  assert.equal(notes[1]!.stack_id, "x");
  const off = lay(confirmed, [
    { type: "stack_note", note_id: "a", base_rev: 1, onto_id: "x" },
    { type: "unstack_note", note_id: "a", base_rev: 2 },
  ]);
  assert.equal(off[1]!.stack_id, "a");
});

test("a choice is one of the whole stack, and counts its own revisions", () => {
  const confirmed = [note("a", { stack_id: "s" }), note("b", { stack_id: "s" }), note("c")];
  const notes = lay(confirmed, [{ type: "choose_note", note_id: "a", base_choice_rev: 0, verdict: "set_aside", reason: "double" }]);
  assert.deepEqual(
    notes.map((one) => [one.verdict, one.reason, one.choice_rev, one.rev]),
    [
      ["set_aside", "double", 1, 1],
      ["set_aside", "double", 1, 1],
      [null, "", 0, 1],
    ],
  );
});

test("a refused change shows on its note, which keeps what is confirmed", () => {
  const edit: Command = { type: "edit_note", note_id: "a", base_rev: 1, content: { ...content, why: "mine" } };
  const [shown] = lay([note("a")], [], [failureOf(edit)]);
  assert.equal(shown!.failure?.command, edit);
  assert.deepEqual(shown!.content, content);
});

test("a new note that was refused stays, with its text and the reason", () => {
  const [shown] = lay([], [], [failureOf(add("0"))]);
  assert.deepEqual([shown!.id, shown!.pending, shown!.failure?.code], ["0", false, "stale_run"]);
});

test("trying again takes the failure off the note", () => {
  const edit: Command = { type: "edit_note", note_id: "a", base_rev: 1, content };
  const [shown] = lay([note("a")], [edit], [failureOf(edit)]);
  assert.deepEqual([shown!.pending, shown!.failure], [true, null]);
});

test("a command about a note that is not there changes nothing", () => {
  assert.deepEqual(lay([], [{ type: "edit_note", note_id: "gone", base_rev: 1, content }]), []);
});

test("one's own move is never shown as somebody else's", () => {
  const moved = lay([note("a")], [], [], ["a"], ["a"]);
  assert.equal(moved[0]!.moved, true);
  const moving = lay([note("a")], [{ type: "move_note", note_id: "a", base_rev: 1, column: "rechtsstaat" }], [], ["a"], ["a"]);
  assert.equal(moving[0]!.moved, false);
});

test("a note that did not change is the same object as before, and one that did is another", () => {
  const stored = [note("a"), note("b"), note("c")];
  const before = lay(stored, [], [], ["a"]);
  const changed = lay([stored[0]!, { ...stored[1]!, verdict: "chosen" }, stored[2]!, note("d")], [], [], ["a"], ["c"]);
  const now = sameObjects(before, changed);
  assert.deepEqual(now, changed);
  assert.deepEqual(
    now.map((one) => before.includes(one)),
    [true, false, false, false],
  );
});

test("a note whose failure is dismissed, or that waits, is another object", () => {
  const stored = [note("a"), note("b")];
  const edit: Command = { type: "edit_note", note_id: "a", base_rev: 1, content };
  const failed = lay(stored, [], [failureOf(edit)]);
  const plain = sameObjects(failed, lay(stored, []));
  assert.equal(plain[0]!.failure, null);
  assert.equal(plain[1], failed[1]);
  assert.equal(sameObjects(plain, lay(stored, [edit]))[0]!.pending, true);
});
