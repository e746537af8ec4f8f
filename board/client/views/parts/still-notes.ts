// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * The board that stands still for who wants it. All notes of the page are held, whatever is shown of them: what a view looks for it looks
 * for in what is held, and another tab comes back to the same.
 */

import { batch, effect, signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Board, NoteView } from "../../core/api";
import { frozen, waiting } from "./preferences";

/** The notes as they stand on a board that is kept still, with one's own work in them; null while it goes on. */
const stilled = signal<readonly NoteView[] | null>(null);

/** Every note as it is to be shown: as it stood on a board that is kept still, as it is now on another. */
export function steadyNotes({ notes }: Pick<Board, "notes">): readonly NoteView[] {
  return stilled.value ?? notes.value;
}

/** Call once per page, where it stays for as long as the page. */
export function useStill(board: Board): void {
  useEffect(() => holdStill(board), [board]);
}

/**
 * Holds the notes from the moment at which the reader stops them, and counts what waits, until the returned function is called. Another
 * step, and notes that open, are another board: that is held as it is then.
 */
export function holdStill({ notes, run }: Pick<Board, "notes" | "run">): () => void {
  let held: readonly NoteView[] | null = null;
  let of = "";
  // What the reader moves or decides meanwhile stays as he left it, also once it is stored.
  let touched: ReadonlySet<string> = new Set();
  const show = (shown: readonly NoteView[] | null, changed: number) =>
    batch(() => {
      stilled.value = shown;
      waiting.value = changed;
    });
  const stop = effect(() => {
    const live = notes.value;
    const now = `${run.value?.id ?? ""} ${run.value?.opened_to ?? ""}`;
    if (!frozen.value) {
      held = null;
      show(null, 0);
      return;
    }
    if (held === null || of !== now) {
      held = live;
      of = now;
      touched = new Set();
    }
    touched = new Set([...touched, ...live.filter((note) => note.mine || note.pending).map((note) => note.id)]);
    show(steady(held, live, touched), differing(held, live, touched));
  });
  return () => {
    stop();
    show(null, 0);
  };
}

/** The notes as they were held, with those that the reader touched as they are. Pure. */
export function steady(held: readonly NoteView[], live: readonly NoteView[], touched: ReadonlySet<string>): readonly NoteView[] {
  const now = new Map(live.map((note) => [note.id, note]));
  const known = new Set(held.map((note) => note.id));
  const old = held.flatMap((note) => (touched.has(note.id) ? [now.get(note.id)].filter((one) => one !== undefined) : [note]));
  return [...old, ...live.filter((note) => touched.has(note.id) && !known.has(note.id))];
}

/** How many notes of others are another by now. Pure. */
export function differing(held: readonly NoteView[], live: readonly NoteView[], touched: ReadonlySet<string>): number {
  const before = new Map(held.map((note) => [note.id, note]));
  const changed = live.filter((note) => {
    const old = before.get(note.id);
    return !touched.has(note.id) && (!old || old.rev !== note.rev || old.choice_rev !== note.choice_rev || old.column !== note.column);
  });
  const gone = held.filter((note) => !touched.has(note.id) && !live.some((one) => one.id === note.id));
  return changed.length + gone.length;
}
