// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Counting dots on stacks. Pure: a stack has the dots of all its notes, because it may be stacked after the dots were laid. */

import type { DotCount } from "../../../protocol.gen";
import type { Stack } from "../../note/stacks";

/** The dots on each stack, by its id. */
export function countsPerStack(stacks: readonly Stack[], counts: readonly DotCount[]): ReadonlyMap<string, number> {
  const perNote = new Map(counts.map((one) => [one.note_id, one.dots]));
  return new Map(stacks.map((stack) => [stack.id, stack.notes.reduce((sum, note) => sum + (perNote.get(note.id) ?? 0), 0)]));
}

/** One's dots with one more or one less on a stack; the same when there is none left, or none lies there. */
export function changed(laid: readonly string[], stack: Stack, by: 1 | -1, left: number): readonly string[] {
  if (by > 0) return left > 0 ? [...laid, stack.top.id] : laid;
  const ids = new Set(stack.notes.map((note) => note.id));
  const at = laid.reduce((last, id, place) => (ids.has(id) ? place : last), -1);
  return laid.filter((_, place) => place !== at);
}
