// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * The notes among which a note is put: those that everybody sees who sees it. A facilitator sees all tables' notes side by side, but a
 * table's note is moved among its table's and the room's, for its place is seen by people who know of no others. Pure.
 */

import type { NoteView } from "../../core/api";
import type { FoundationId, RunRecord } from "../../protocol.gen";
import { othersIn } from "./moves";

/** `runs` say how far notes have opened. */
export function companyOf(runs: readonly RunRecord[], notes: readonly NoteView[], note: NoteView): readonly NoteView[] {
  const room = new Set(runs.filter((run) => run.opened_to === "room").map((run) => run.id));
  const among = (other: NoteView) => room.has(other.run_id) || (!room.has(note.run_id) && other.table_id === note.table_id);
  return notes.filter((other) => other.id === note.id || among(other));
}

/** The place (from 0) in `company` of a note that is put below the stack that begins with `afterId`, somewhere in `notes`: right after the
 * last of them that is of the company. */
export function placeAmong(
  company: readonly NoteView[],
  notes: readonly NoteView[],
  column: FoundationId,
  note: NoteView,
  afterId: string,
): number {
  const shown = othersIn(notes, column, note);
  const above = new Set(shown.slice(0, shown.findIndex((other) => other.top.id === afterId) + 1).map((other) => other.id));
  return (
    othersIn(company, column, note)
      .map((other) => above.has(other.id))
      .lastIndexOf(true) + 1
  );
}
