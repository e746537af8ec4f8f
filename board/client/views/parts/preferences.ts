// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What a person set for themselves on this page. Nobody else sees it, and nothing of it leaves the device. */

import { signal, type Signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { NoteView } from "../../core/api";

/** Only the end is shown as a clock time, not how long is left. */
export const timeHidden = kept("time-hidden", false);
/** In one's own time: the page on which one writes stays when the time is up or the room goes on, until one goes along oneself. */
export const ownPace = kept("own-pace", false);
/** The board stands still: what others do waits until the reader wants it. */
export const frozen = signal(false);
/** How many notes of others changed while the board stands still. */
export const waiting = signal(0);
/** What is told about others' notes: everything, only new ones, or nothing. */
export const news = kept<"all" | "new" | "none">("news", "new");
/** This device does not go to sleep during a step. */
export const keptAwake = kept("awake", false);
/** A gong sounds on this device at the end of a time. */
export const gongOn = kept("gong", false);

/** What is on the screen stands small on the desk. */
export const previewShown = kept("preview", true);

/** The shape of the screen in the room, width to height, for which it is drawn. */
export type ScreenShape = "16:9" | "16:10" | "4:3";
export const SCREEN_SHAPES: readonly ScreenShape[] = ["16:9", "16:10", "4:3"];
export const screenShape = kept<ScreenShape>("screen-shape", "16:9");

/** How much of each note is drawn: all of it, its title and states, or as many notes as the window holds. */
export type NotesShown = "full" | "compact" | "overview";
export const notesShown = kept<NotesShown>("notes-shown", "full");

function kept<T>(name: string, first: T): Signal<T> {
  const key = `waardenbord.${name}`;
  let start = first;
  try {
    start = (JSON.parse(localStorage.getItem(key) ?? "null") as T | null) ?? first;
  } catch {
    // Storage is blocked: the choice lasts as long as the page.
  }
  const held = signal(start);
  held.subscribe((value) => {
    try {
      if (value === first) localStorage.removeItem(key);
      else localStorage.setItem(key, JSON.stringify(value));
    } catch {
      // As above.
    }
  });
  return held;
}

/** The notes as they stood when the board was stopped, with one's own work in them; the live ones otherwise. */
export function useSteady(notes: readonly NoteView[]): readonly NoteView[] {
  const held = useRef(notes);
  // What the reader moves or decides meanwhile stays as he left it, also once it is stored.
  const touched = useRef<ReadonlySet<string>>(new Set());
  const still = frozen.value;
  if (still) touched.current = new Set([...touched.current, ...notes.filter((note) => note.mine || note.pending).map((note) => note.id)]);
  else {
    held.current = notes;
    touched.current = new Set();
  }
  const shown = still ? steady(held.current, notes, touched.current) : notes;
  const changed = still ? differing(held.current, notes, touched.current) : 0;
  useEffect(() => {
    waiting.value = changed;
  }, [changed]);
  return shown;
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
