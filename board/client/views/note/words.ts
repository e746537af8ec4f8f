// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Notes in words. */

import { t, tn } from "../../core/i18n";
import { closed } from "../../core/sentences";
import type { Board, NoteView } from "../../core/api";

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
      ? t("Value {value}, because: {why} In {column}.", { value: title, why: closed(note.content.why), column })
      : t("Value {value}, in {column}.", { value: title, column });
  }
  const actor = note.content.actor || t("nobody yet");
  return t("Action: {action} By: {actor}. In {column}.", { action: closed(title), actor, column });
}

export function notesCounted(count: number): string {
  return tn("{n} note", "{n} notes", count);
}
