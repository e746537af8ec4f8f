// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
import assert from "node:assert/strict";
import { test } from "node:test";
import { again, inversesOf, remember, takeLast, takenBack, type Undoable, type UndoList } from "../../../../board/client/core/undo/undo";
import type { Command } from "../../../../board/client/protocol.gen";

const move = (note_id: string, base_rev: number): Command => ({ type: "move_note", note_id, base_rev, column: "democratie" });
const did = (inverse: Command, also?: string, command: Command = inverse) => ({ label: "done", command, inverse, ...(also ? { also } : {}) });
const list = (...all: UndoList): UndoList => all.reduce<UndoList>((known, one) => remember(known, one), []);

test("what was done last is taken back first", () => {
  const taken = takeLast(list(did(move("a", 2)), did(move("b", 5))));
  assert.deepEqual(taken?.last.inverse, move("b", 5));
  assert.equal(taken?.rest.length, 1);
});

test("there is nothing to take back at first", () => {
  assert.equal(takeLast([]), null);
});

test("undoing twice on one note fits the revision that the first undo leaves", () => {
  // Moved at revisions 1 and 2: the inverses are based on 2 and 3. After the first undo the note has revision 4.
  const first = takeLast(list(did(move("a", 2)), did(move("a", 3))));
  assert.deepEqual(takeLast(first!.rest)?.last.inverse, move("a", 4));
});

test("a change by somebody else in between stays in the way", () => {
  // Mine made revision 2, another's 3, mine 4. After undoing mine the note has 5, and my first inverse still asks for 4.
  const first = takeLast(list(did(move("a", 2)), did(move("a", 4))));
  assert.deepEqual(takeLast(first!.rest)?.last.inverse, move("a", 4));
});

test("a choice counts apart from where the note lies", () => {
  const choose: Command = { type: "choose_note", note_id: "a", base_choice_rev: 1, verdict: null };
  const first = takeLast(list(did(move("a", 2)), did(choose)));
  assert.deepEqual(takeLast(first!.rest)?.last.inverse, move("a", 2));
});

test("taking two entries of the poster apart counts for the one into which the other was laid", () => {
  const put: Command = { type: "remove_poster_entry", entry_id: "into", base_rev: 1 };
  const apart: Command = { type: "restore_poster_entry", entry_id: "from", base_rev: 2 };
  const first = takeLast(list(did(put), did(apart, "into")));
  assert.deepEqual(takeLast(first!.rest)?.last.inverse, { ...put, base_rev: 3 });
});

test("an item and an answer with the same id are two things", () => {
  const item: Command = { type: "remove_item", item_id: "x", base_rev: 1 };
  const answer: Command = { type: "answer_checklist", item_id: "x", base_rev: 1 };
  const first = takeLast(list(did(item), did(answer)));
  assert.deepEqual(takeLast(first!.rest)?.last.inverse, item);
});

test("only the last fifty are kept", () => {
  const many = Array.from({ length: 60 }, (_, at) => did(move(`n${at}`, 1)));
  const kept = list(...many);
  assert.equal(kept.length, 50);
  assert.equal(kept[0]?.inverse, many[10]?.inverse);
});

test("what was taken back is done again on the revision that the undo left", () => {
  // Moved at revision 1, taken back at 2, moved again at 3: what takes that back is based on 4.
  const redone = again(did(move("a", 2), undefined, move("a", 1)));
  assert.deepEqual(redone?.command, move("a", 3));
  assert.deepEqual(redone?.inverse, move("a", 4));
});

test("what was made and taken away comes back, and can be taken away again", () => {
  const made: Command = { type: "put_item", item_id: "x", base_rev: 0, content: { type: "parked", text: "t", outcome: "open", forwarded_to: "" } };
  const redone = again(did({ type: "remove_item", item_id: "x", base_rev: 1 }, undefined, made));
  assert.deepEqual(redone?.command, { type: "restore_item", item_id: "x", base_rev: 2 });
  assert.deepEqual(redone?.inverse, { type: "remove_item", item_id: "x", base_rev: 3 });
});

test("a step is not taken back, and nothing older in its place", () => {
  const step: Command = { type: "go_to_step", leaf_id: "A3", run_id: "r1" };
  const taken = takeLast(remember(list(did(move("a", 2))), { label: "", command: step, inverse: null }));
  assert.equal(taken?.last.inverse, null);
  assert.equal(again(taken!.last), null);
});

test("several notes moved at once are taken back as one, the last first, and all again", () => {
  const together: Undoable = { ...did(move("a", 2), undefined, move("a", 1)), more: [{ command: move("b", 4), inverse: move("b", 5) }] };
  const { last, rest } = takeLast(list(did(move("b", 4)), did(move("c", 1)), together))!;
  assert.deepEqual(inversesOf(last), [move("b", 5), move("a", 2)]);
  assert.deepEqual(rest.map((one) => one.inverse), [move("b", 6), move("c", 1)]);
  const redone = again(last)!;
  assert.deepEqual([redone.command, ...redone.more!.map((step) => step.command)], [move("a", 3), move("b", 6)]);
  assert.deepEqual(inversesOf(redone), [move("b", 7), move("a", 4)]);
});

test("what was taken back in a row is done again in that order, each on the revision that the one before leaves", () => {
  // Made 1 by Y and 2 by X, both taken back: the note has revision 4. Y again makes 5, so X again is based on 5, and taken back on 6.
  const first = takeLast(list(did(move("a", 1), undefined, move("a", 0)), did(move("b", 1)), did(move("a", 2), undefined, move("a", 1))))!;
  const second = takeLast(first.rest)!;
  const third = takeLast(second.rest)!;
  const stack = [first, second, third].reduce<UndoList>((known, { last }) => takenBack(known, last), []);
  assert.deepEqual(stack.map(({ command }) => command), [move("a", 5), move("b", 2), move("a", 4)]);
  assert.deepEqual(stack.map(({ inverse }) => inverse), [move("a", 6), move("b", 3), move("a", 5)]);
});
