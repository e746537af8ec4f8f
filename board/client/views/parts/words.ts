// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Words that several views make of records. */

import { t, tn } from "../../core/i18n";
import type { Board, NoteView } from "../../core/api";
import type { FoundationId, Leaf, TableRecord, ValueRef } from "../../protocol.gen";

export const FOUNDATIONS: readonly FoundationId[] = ["democratie", "rechtsstaat", "bestuurskracht"];

/** What a note is called: its value, or what must be done. */
export function noteTitle(board: Board, note: NoteView): string {
  return note.content.type === "value" ? board.content.valueName(note.content.value) : note.content.action;
}

/** The note in one breath, for people who hear it: kind, title, why, column. */
export function noteSpoken(board: Board, note: NoteView): string {
  const column = board.content.foundationName(note.column);
  const title = noteTitle(board, note);
  if (note.content.type === "value") {
    return note.content.why
      ? t("Value {value}, because: {why} In {column}.", { value: title, why: ended(note.content.why), column })
      : t("Value {value}, in {column}.", { value: title, column });
  }
  const actor = note.content.actor || t("nobody yet");
  return t("Action: {action} By: {actor}. In {column}.", { action: ended(title), actor, column });
}

/** The same text with a full stop, when it has no end of its own. */
function ended(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

export function notesCounted(count: number): string {
  return tn("{n} note", "{n} notes", count);
}

/** "10:42", the store's time on the clock of this device. */
export function clockTime(board: Board, atMs: number): string {
  return new Intl.DateTimeFormat(board.language, { hour: "2-digit", minute: "2-digit" }).format(atMs);
}

/** "Part A, step 2": where a leaf stands in the script. */
export function whereabouts(board: Board, leaf: Leaf): string {
  const part = board.content.script.parts.find((one) => one.id === leaf.part_id);
  return t("{part}, step {stage}", { part: part ? board.content.text(part.title) : "", stage: leaf.stage });
}

/** The table's own foundations first, then the others. */
export function ownFirst(table: TableRecord | null): readonly FoundationId[] {
  const own = table?.foundations ?? [];
  return [...own, ...FOUNDATIONS.filter((id) => !own.includes(id))];
}

export function sameValue(a: ValueRef, b: ValueRef): boolean {
  return a.value_id === b.value_id && a.principle_id === b.principle_id && a.name === b.name;
}
