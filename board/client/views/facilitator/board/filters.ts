// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Which notes the facilitator looks for: by words, table and value. Pure but for what is kept while other tabs are looked at. */

import { signal } from "@preact/signals";
import type { Board, NoteView } from "../../../core/api";
import { sameValue } from "../../../core/content";
import type { NoteKind, ValueRef } from "../../../protocol.gen";
import { noteTitle } from "../../note/words";

export interface Looking {
  words: string;
  tableId: string;
  /** As `valueKey` makes it. */
  value: string;
  /** Only what is neither chosen nor set aside yet. */
  undecided: boolean;
}

export const EVERYTHING: Looking = { words: "", tableId: "", value: "", undecided: false };

export const looking = signal<Looking>(EVERYTHING);
/** What kind of notes is looked at, when it is not the kind of the step. */
export const pickedKind = signal<NoteKind | null>(null);

export function isLooking(wanted: Looking): boolean {
  return wanted.words.trim() !== "" || wanted.tableId !== "" || wanted.value !== "" || wanted.undecided;
}

/** One string for each value, own or of the framework. */
export function valueKey(ref: ValueRef): string {
  return ref.value_id || `${ref.principle_id}/${ref.name}`;
}

export function valuesOf(note: NoteView): readonly ValueRef[] {
  return note.content.type === "value" ? [note.content.value] : note.content.values;
}

/** The values that these notes are about, with how many of them, as people read names. */
export function valuesIn(board: Board, notes: readonly NoteView[]): readonly { key: string; name: string; count: number }[] {
  const found: { ref: ValueRef; count: number }[] = [];
  for (const ref of notes.flatMap(valuesOf)) {
    const known = found.find((one) => sameValue(one.ref, ref));
    if (known) known.count += 1;
    else found.push({ ref, count: 1 });
  }
  return found
    .map(({ ref, count }) => ({ key: valueKey(ref), name: board.content.valueName(ref), count }))
    .sort((a, b) => a.name.localeCompare(b.name, board.language));
}

/** The notes that fit, in the order in which they stand. */
export function found(board: Board, notes: readonly NoteView[], wanted: Looking): readonly NoteView[] {
  const words = wanted.words.toLocaleLowerCase(board.language).split(/\s+/).filter(Boolean);
  return notes.filter((note) => {
    if (wanted.tableId && note.table_id !== wanted.tableId) return false;
    if (wanted.value && !valuesOf(note).some((ref) => valueKey(ref) === wanted.value)) return false;
    if (wanted.undecided && (note.verdict !== null || note.hidden)) return false;
    const text = [noteTitle(board, note), ...toldIn(board, note), note.reason].join(" ").toLocaleLowerCase(board.language);
    return words.every((word) => text.includes(word));
  });
}

function toldIn(board: Board, note: NoteView): readonly string[] {
  if (note.content.type === "value") return [note.content.why];
  return [note.content.actor, ...note.content.values.map((ref) => board.content.valueName(ref))];
}
