// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Taking back what was done last and doing it again, and how that went: spoken, and kept to be shown beside the button. */

import { signal } from "@preact/signals";
import { t } from "../../core/i18n";
import type { Board } from "../../core/api";
import type { Undoable } from "../../core/undo/undo";
import type { Code, Command, Leaf } from "../../protocol.gen";

/**
 * Why the last try was refused, of this or of something done with several notes at once, and what could be taken back by then: it is
 * shown as long as that is so, and in the step in which it was said.
 */
export const notUndone = signal<NotUndone | null>(null);

export interface NotUndone {
  words: string;
  at: Undoable | null;
  /** Some of several were refused, and `at` is what was done with the others: to take that back is no second try. */
  ofSome?: true;
}
/** The step to which the facilitator may want to go back; the page asks first, because everybody goes along. */
export const askedBack = signal<Leaf | null>(null);

/** While something is taken back or done again. */
export const takingBack = signal(false);

/** Take back what was done last, and tell how it went. A step is gone back from only after a question; nothing older is taken back. */
export async function undoLast(board: Board): Promise<void> {
  const target = board.undoTarget.peek();
  // Somebody who presses again means the same thing, and not what was done before it: that is named first.
  const refused = notUndone.peek();
  notUndone.value = null;
  if (target?.inverse && refused?.at === target && !refused.ofSome) {
    board.announce.alert(`${refused.words} ${t("Undo: {what}", { what: target.label })}.`);
    return;
  }
  if (target && !target.inverse) {
    const before = stepBefore(board);
    if (before) askedBack.value = before;
    else refuse(board, cannot(target.command.type));
    return;
  }
  const outcome = await meanwhile(board.undo());
  if (!outcome) return;
  if (outcome.done) {
    board.announce.say(t("Undone: {what}", { what: target?.label ?? "" }));
    bringBack(target);
  } else refuse(board, t("Not undone. {reason}", { reason: reasonOf(board, outcome.failure.code) }));
}

/** Do again what was taken back, and tell how it went. */
export async function redoLast(board: Board): Promise<void> {
  notUndone.value = null;
  const target = board.undone.peek();
  const outcome = await meanwhile(board.redo());
  if (!outcome) return;
  if (outcome.done) {
    board.announce.say(target?.label ?? "");
    bringBack(target);
  } else refuse(board, t("Not done again. {reason}", { reason: reasonOf(board, outcome.failure.code) }));
}

/**
 * The step that was on before the one that was entered last, when that is what would be taken back; null otherwise, also when another
 * device has moved the room on since: nobody jumps over steps with this button.
 */
export function stepBefore(board: Board): Leaf | null {
  const command = board.undoTarget.value?.command;
  if (command?.type !== "go_to_step" || board.run.value?.leaf_id !== command.leaf_id) return null;
  const runs = board.runs.value;
  const before = runs[runs.findIndex((one) => one.id === board.run.value?.id) - 1];
  // Somebody may have gone elsewhere since, and come back here.
  if (before?.id !== command.run_id) return null;
  return board.leaves.value.find((leaf) => leaf.id === before.leaf_id) ?? null;
}

/** What was changed comes into sight where it stands now, and the page moves no further than that. The focus stays where it is. */
function bringBack(target: Undoable | null): void {
  const where = target ? placeOf(target.command) : "";
  if (!where) return;
  // Drawn by then.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const place = document.querySelector<HTMLElement>(where);
      if (!place) return;
      const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
      place.scrollIntoView({ block: "nearest", behavior: still ? "auto" : "smooth" });
    }),
  );
}

/** Where it stands: a note, or the stack on which it lies, an entry of the poster, an item; empty for what stands nowhere by itself. */
function placeOf(command: Command): string {
  if ("note_id" in command) return `[data-notes~="${CSS.escape(command.note_id)}"]`;
  if ("entry_id" in command) return `[data-spot="poster:${CSS.escape(command.entry_id)}"]`;
  return "item_id" in command ? `[data-spot="item:${CSS.escape(command.item_id)}"]` : "";
}

async function meanwhile<T>(under: Promise<T>): Promise<T> {
  takingBack.value = true;
  try {
    return await under;
  } finally {
    takingBack.value = false;
  }
}

/** What somebody else changed cannot be tried again. */
function reasonOf(board: Board, code: Code): string {
  return code === "stale_rev" ? t("Somebody else has changed it since. It stays as it stands there now.") : board.refusalText(code);
}

function refuse(board: Board, words: string): void {
  notUndone.value = { words, at: board.undoTarget.peek() };
  board.announce.alert(words);
}

function cannot(type: string): string {
  if (type === "take_snapshot") return t("A version that is fixed stays. Change what you want, and fix another version.");
  if (type === "go_to_step") return t("With this button the room does not go back from here. Choose the step in the script.");
  return t("This is not taken back with this button.");
}
