// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Notes that lie on each other. A stack stands where its first note stands. */

import type { NoteView } from "../../core/api";
import type { FoundationId } from "../../protocol.gen";

export interface Stack {
  /** The stack's id, or the note's own when it lies alone or is not opened yet. */
  id: string;
  top: NoteView;
  notes: readonly NoteView[];
}

/** The stacks of these notes, in the order of their first notes. Expects notes sorted as `Board.notes` sorts them. */
export function gather(notes: readonly NoteView[]): readonly Stack[] {
  const found = new Map<string, NoteView[]>();
  for (const note of notes) {
    const id = note.stack_id || note.id;
    const stack = found.get(id);
    if (stack) stack.push(note);
    else found.set(id, [note]);
  }
  return [...found].flatMap(([id, members]) => (members[0] ? [{ id, top: members[0], notes: members }] : []));
}

export function inColumn(notes: readonly NoteView[], column: FoundationId): readonly NoteView[] {
  return notes.filter((note) => note.column === column);
}

/** Where a note's stack stands in its column, from 0; -1 when it is not there. */
export function placeOf(note: NoteView, stacks: readonly Stack[]): number {
  return stacks.findIndex((stack) => stack.notes.some((member) => member.id === note.id));
}

/** The note after which something must be put to stand on `place` (from 0) among the other stacks; empty is the top. */
export function afterFor(place: number, others: readonly Stack[]): string {
  return others[place - 1]?.top.id ?? "";
}
