// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
import assert from "node:assert/strict";
import { test } from "node:test";
import { again, inversesOf, onward, remember, takeLast, takenBack, withoutTouched, type Undoable, type UndoList } from "../../../../board/client/core/undo/undo";
import { Undoing } from "../../../../board/client/core/undo/undoing";
import type { Outcome } from "../../../../board/client/core/api";
import type { Command } from "../../../../board/client/protocol.gen";

const move = (note_id: string, base_rev: number): Command => ({ type: "move_note", note_id, base_rev, column: "democratie" });
const did = (inverse: Command, also?: string, command: Command = inverse) => ({ label: "done", command, inverse, ...(also ? { also } : {}) });
/** The last one, and the others when it was taken back. */
const undoLast = (known: UndoList) => {
  const { last, rest } = takeLast(known)!;
  return { last, rest: onward(rest, last, 2) };
};
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
  const first = undoLast(list(did(move("a", 2)), did(move("a", 3))));
  assert.deepEqual(takeLast(first.rest)?.last.inverse, move("a", 4));
});

test("a change by somebody else in between stays in the way", () => {
  // Mine made revision 2, another's 3, mine 4. After undoing mine the note has 5, and my first inverse still asks for 4.
  const first = undoLast(list(did(move("a", 2)), did(move("a", 4))));
  assert.deepEqual(takeLast(first.rest)?.last.inverse, move("a", 4));
});

test("a choice counts apart from where the note lies", () => {
  const choose: Command = { type: "choose_note", note_id: "a", base_choice_rev: 1, verdict: null };
  const first = undoLast(list(did(move("a", 2)), did(choose)));
  assert.deepEqual(takeLast(first.rest)?.last.inverse, move("a", 2));
});

test("taking two entries of the poster apart counts for the one into which the other was laid", () => {
  const put: Command = { type: "remove_poster_entry", entry_id: "into", base_rev: 1 };
  const apart: Command = { type: "restore_poster_entry", entry_id: "from", base_rev: 2 };
  const first = undoLast(list(did(put), did(apart, "into")));
  assert.deepEqual(takeLast(first.rest)?.last.inverse, { ...put, base_rev: 3 });
});

test("an item and an answer with the same id are two things", () => {
  const item: Command = { type: "remove_item", item_id: "x", base_rev: 1 };
  const answer: Command = { type: "answer_checklist", item_id: "x", base_rev: 1 };
  const first = undoLast(list(did(item), did(answer)));
  assert.deepEqual(takeLast(first.rest)?.last.inverse, item);
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
  const { last, rest } = undoLast(list(did(move("b", 4)), did(move("c", 1)), together));
  assert.deepEqual(inversesOf(last), [move("b", 5), move("a", 2)]);
  assert.deepEqual(rest.map((one) => one.inverse), [move("b", 6), move("c", 1)]);
  const redone = again(last)!;
  assert.deepEqual([redone.command, ...redone.more!.map((step) => step.command)], [move("a", 3), move("b", 6)]);
  assert.deepEqual(inversesOf(redone), [move("b", 7), move("a", 4)]);
});

test("what was taken back in a row is done again in that order, each on the revision that the one before leaves", () => {
  // Made 1 by Y and 2 by X, both taken back: the note has revision 4. Y again makes 5, so X again is based on 5, and taken back on 6.
  const first = undoLast(list(did(move("a", 1), undefined, move("a", 0)), did(move("b", 1)), did(move("a", 2), undefined, move("a", 1))));
  const second = undoLast(first.rest);
  const third = undoLast(second.rest);
  const stack = [first, second, third].reduce<UndoList>((known, { last }) => takenBack(known, last), []);
  assert.deepEqual(stack.at(-1)?.command, move("a", 4));
  const left = onward(stack.slice(0, -1), stack.at(-1)!, 1);
  assert.deepEqual(left.map(({ command }) => command), [move("a", 5), move("b", 2)]);
  assert.deepEqual(left.map(({ inverse }) => inverse), [move("a", 6), move("b", 3)]);
});

test("what was refused takes along what changes the same, also what was laid into it, and nothing else", () => {
  const step: Undoable = { label: "", command: { type: "go_to_step", leaf_id: "A3", run_id: "r1" }, inverse: null };
  const put: Command = { type: "remove_poster_entry", entry_id: "into", base_rev: 1 };
  const apart = did({ type: "restore_poster_entry", entry_id: "from", base_rev: 2 }, "into");
  const known = list(did(move("a", 2)), did(move("b", 5)), step, did(put));
  assert.deepEqual(withoutTouched(known, did(move("a", 9))), known.slice(1));
  assert.deepEqual(withoutTouched(known, apart), known.slice(0, 3));
});

test("a merge is done again on what the entry is then into which it was laid", () => {
  // Merged at 1 into 1, which makes 2 of both; the other one changed to 3 and back to 4; taken apart: 3 and 5.
  const merge: Command = { type: "merge_poster_entry", entry_id: "from", base_rev: 1, into_id: "into", into_base_rev: 1, text: "t" } as unknown as Command;
  const merged = did({ type: "restore_poster_entry", entry_id: "from", base_rev: 2 }, "into", merge);
  const edited = did({ type: "move_poster_entry", entry_id: "into", base_rev: 3, after_id: "" });
  const { last } = takeLast(undoLast(list(merged, edited)).rest)!;
  assert.deepEqual(again(last)?.command, { ...merge, base_rev: 3, into_base_rev: 5 });
});

/** A page that did "older" and then "newer", and how what it sends next will end. */
function page(): { undoing: Undoing; end(outcome: Outcome): void } {
  let end: (outcome: Outcome) => void = () => undefined;
  const undoing = new Undoing({ send: () => new Promise((resolve) => (end = resolve)), dismiss: () => true });
  undoing.remember("older", move("a", 0), move("a", 1));
  undoing.remember("newer", move("b", 0), move("b", 1));
  return { undoing, end: (outcome) => end(outcome) };
}
const refused = { done: false, failure: { code: "wrong_step" } } as unknown as Outcome;
const offered = ({ target, undone, offer }: Undoing) => [target, undone, offer].map((one) => one.peek()?.label);

test("when another device takes the room on, nothing that was done before is left to take back or to do again", () => {
  const { undoing } = page();
  undoing.leaveStep();
  assert.deepEqual(offered(undoing), [undefined, undefined, undefined]);
});

for (const [how, outcome] of [["done", { done: true }], ["refused", refused]] as const) {
  test(`what is on its way while another device takes the room on brings nothing older back when it is ${how}`, async () => {
    const back = page();
    const undone = back.undoing.undo();
    back.undoing.leaveStep();
    back.undoing.remember("in the new step", move("c", 0), move("c", 1));
    back.end(outcome);
    assert.deepEqual(await undone, outcome);
    assert.deepEqual(offered(back.undoing), ["in the new step", undefined, "in the new step"]);

    const again = page();
    const first = again.undoing.undo();
    again.end({ done: true });
    await first;
    const redone = again.undoing.redo();
    again.undoing.leaveStep();
    again.end(outcome);
    assert.deepEqual(await redone, outcome);
    assert.deepEqual(offered(again.undoing), [undefined, undefined, undefined]);
  });
}
