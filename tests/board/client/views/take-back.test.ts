// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Taking back with one button or key: what was refused before it, and going back to the step that was left by it, and past none. */

import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import { signal } from "@preact/signals";
import type { Board } from "../../../../board/client/core/api";
import { notUndone, stepBefore, undoLast, type NotUndone } from "../../../../board/client/views/sending/take-back";

/** `went`: the leaves that the room entered, one after another. `own`: from which place in that row to the next this page went. */
function back(went: readonly string[], own: number): string | undefined {
  const runs = went.map((leaf_id, at) => ({ id: `r${String(at)}`, leaf_id }));
  const command = { type: "go_to_step", run_id: `r${String(own)}`, leaf_id: went[own + 1] };
  return stepBefore({
    undoTarget: signal({ label: "", command, inverse: null }),
    runs: signal(runs),
    run: signal(runs.at(-1)),
    leaves: signal(["A1", "A2", "A3", "B4"].map((id) => ({ id }))),
  } as unknown as Board)?.id;
}

test("the button goes back to the step from which this page went on", () => {
  equal(back(["A1", "A2"], 0), "A1");
  equal(back(["A1", "A2", "A1"], 1), "A2");
});

test("when another device has moved the room since, it offers no step: not from elsewhere, and not from the same step entered anew", () => {
  equal(back(["A1", "A2", "A3"], 0), undefined);
  equal(back(["A1", "A2", "B4"], 0), undefined);
  equal(back(["A1", "A2", "A3", "A2"], 0), undefined);
});

/** What a press of Ctrl+Z says, and how many things were taken back, when this was the last refusal. */
async function pressed(last: Omit<NotUndone, "at">): Promise<readonly [string, number]> {
  const target = { label: "3 notes moved", command: { type: "move_note" }, inverse: { type: "move_note" } };
  notUndone.value = { ...last, at: target } as unknown as NotUndone;
  let said = "";
  let count = 0;
  const speak = (words: string) => void (said += words);
  const undo = () => Promise.resolve({ done: true as const }).finally(() => (count += 1));
  await undoLast({ undoTarget: signal(target), undo, announce: { say: speak, alert: speak } } as unknown as Board);
  equal(notUndone.peek(), null);
  return [said, count];
}

test("who presses again after a refusal hears it again and what would be taken back next, and takes nothing older back", async () => {
  deepEqual(await pressed({ words: "Not undone." }), ["Not undone. Undo: 3 notes moved.", 0]);
});

test("what was done with some of several notes is taken back at the first press, though others were refused, and is named", async () => {
  deepEqual(await pressed({ words: "Not done with 1 note.", ofSome: true }), ["Undone: 3 notes moved", 1]);
});
